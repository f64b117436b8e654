package frontmatter

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var updateDocs = flag.Bool("update-docs", false, "rewrite the table of keys in docs/presets.md")

// TestPresetDocs keeps the table of docs/presets.md in step with presetTable.
func TestPresetDocs(t *testing.T) {
	const page, begin, end = "../docs/presets.md", "<!-- keys -->\n", "<!-- end of keys -->\n"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok1 := strings.Cut(string(text), begin)
	_, after, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no %q and %q", page, begin, end)
	}
	want := before + begin + keyTable() + end + after
	if *updateDocs {
		if err := os.WriteFile(page, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if want != string(text) {
		t.Errorf("%s is not what the presets write; run the test with -update-docs. Want:\n%s", page, keyTable())
	}
}

// keyTable has a row for each role and a column for each preset.
func keyTable() string {
	var b strings.Builder
	row := func(name string, cell func(*preset) string) {
		b.WriteString("| " + name + " |")
		for i := range presetTable {
			b.WriteString(" " + cell(&presetTable[i]) + " |")
		}
		b.WriteString("\n")
	}
	row("", func(p *preset) string { return p.name })
	b.WriteString("|" + strings.Repeat("---|", len(presetTable)+1) + "\n")
	for _, r := range []struct {
		name string
		role role
	}{
		{"title", roleTitle}, {"authors", roleAuthors}, {"published", rolePublished}, {"changed", roleUpdated},
		{"categories", roleCategories}, {"tags", roleTags}, {"picture", roleCover}, {"description", roleDescription},
		{"address", roleURL}, {"slug", roleSlug}, {"draft", roleDraft}, {"language", roleLang}, {"old addresses", roleAliases},
	} {
		row(r.name, func(p *preset) string { return p.keyCell(r.role) })
	}
	row("address with its host", func(p *preset) string { return codeCell(p.whole) })
	row("own keys", func(p *preset) string {
		switch {
		case p.closed:
			return "in " + codeCell(p.rest)
		case p.rest != "":
			return "top, some in " + codeCell(p.rest)
		}
		return "top"
	})
	row("headers", func(p *preset) string {
		var names []string
		for _, f := range p.formats {
			names = append(names, strings.ToUpper(f.String()))
		}
		return strings.Join(names, ", ")
	})
	return b.String()
}

// keyCell is the key that a role has, – if it keeps the name that the source has.
func (p *preset) keyCell(r role) string {
	key := codeCell(p.keys[r])
	if r == roleCategories && p.single != "" {
		key += ", " + codeCell(p.single) + " if one"
	}
	if (r == roleCategories || r == roleTags) && p.taxonomies != "" {
		key = codeCell(p.taxonomies + "." + p.keys[r])
	}
	if r == roleDraft && p.reverse {
		key = codeCell(p.keys[r] + ": false")
	}
	return key
}

func codeCell(key string) string {
	if key == "" {
		return "–"
	}
	return "`" + key + "`"
}
