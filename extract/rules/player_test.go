package rules

import (
	"strings"
	"testing"
)

// TestPlayerRows fills each pattern with values and expects its page.
func TestPlayerRows(t *testing.T) {
	table := BuiltinSet().Players
	for _, row := range players {
		addr, page := "https://"+strings.TrimPrefix(row.Match, "*."), row.To
		for _, mark := range []string{"?0}", "?1}", "?}", "*}"} {
			addr = strings.ReplaceAll(addr, mark, "}")
		}
		addr = strings.Replace(strings.ReplaceAll(addr, "/*", "/any"), ".*/", ".de/", 1)
		for i := 0; strings.Contains(addr, "{"); i++ {
			_, name, _ := variableIn(addr)
			value := "v" + name
			if strings.HasPrefix(name, "#") {
				value = "7"
			}
			if name == "url" {
				value = "https%3A%2F%2Fwatch.example%2F1"
			}
			addr = strings.Replace(addr, "{"+name+"}", value, 1)
			if name == "url" {
				value = "https://watch.example/1"
			}
			if name == "_" {
				continue
			}
			page = strings.ReplaceAll(page, "{"+strings.TrimPrefix(name, "#")+"}", value)
		}
		page = strings.NewReplacer("[", "", "]", "").Replace(page)
		e, ok := table.Find(addr, "", row.Script)
		if !ok || e.Provider != row.Provider {
			t.Errorf("%s: %+v, want %s", addr, e, page)
			continue
		}
		// A parameter that stands twice in a pattern is filled once.
		if e.URL != page && !strings.HasPrefix(page, e.URL) && row.Match != "*.youtube.com/embed/{id}?start={start?0}&list={list?}&t={t?}" {
			t.Errorf("%s\ngot  %s\nwant %s", addr, e.URL, page)
		}
	}
}
