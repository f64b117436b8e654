package rules_test

import (
	"bytes"
	"testing"

	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/internal/weburl"
	"github.com/artx-cli/artx/extract/rules"
)

func FuzzUnwrap(f *testing.F) {
	for _, c := range append(proxyCases, redirectorCases...) {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, s string) {
		set := rules.BuiltinSet()
		for _, table := range []interface {
			Unwrap(addr, site string, deep bool) (string, string, bool)
		}{set.Proxies, set.Redirectors} {
			if inner, name, ok := table.Unwrap(s, "", true); ok && (!weburl.IsAbsolute(inner) || weburl.IsDangerous(inner)) {
				t.Errorf("%s: %q gave %q", name, s, inner)
			}
		}
		if inner, ok := rules.GuessInner(s); ok && !weburl.IsAbsolute(inner) {
			t.Errorf("%q gave %q", s, inner)
		}
		if e, ok := set.Players.Find(s, "", false); ok && !bytes.HasPrefix([]byte(e.URL), []byte("http")) {
			t.Errorf("%q gave %q", s, e.URL)
		}
		extract.ResolveImage(s, extract.Options{BaseURL: "https://a.example/b/", OriginalSize: true})
	})
}
