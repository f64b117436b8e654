package article

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAliases has old addresses kept where a generator redirects from them.
func TestAliases(t *testing.T) {
	for name, tt := range map[string]struct{ key, preset, src, want string }{
		"an address with its host": {"aliases", "hugo", "---\ntitle: T\nurl: https://a.example/2020/t.html\n---\n<p>x", "---\ntitle: T\ncanonical_url: https://a.example/2020/t.html\naliases:\n  - /2020/t.html\n---\n\nx\n"},
		"a path that stays":        {"aliases", "hugo", "---\ntitle: T\nurl: /t/\nguid: https://a.example/?p=1\n---\n<p>x", "---\ntitle: T\nurl: /t/\nguid: https://a.example/?p=1\n---\n\nx\n"},
		"both":                     {"redirect_from", "jekyll", "---\ntitle: T\npermalink: /t/\nlink: https://a.example/x/t\n---\n\nx\n", "---\ntitle: T\npermalink: /t/\nlink: https://a.example/x/t\nredirect_from:\n  - /x/t\n---\n\nx\n"},
		"aliases that are there":   {"redirect_from", "", "---\naliases: [/a/]\npermalink: /t/\nurl: https://a.example/b/\n---\n\nx\n", "---\naliases:\n  - /a/\n  - /b/\npermalink: /t/\nurl: https://a.example/b/\n---\n\nx\n"},
	} {
		a, err := Convert([]byte(tt.src), Options{To: Markdown, Preset: tt.preset, Aliases: tt.key})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, string(encode(t, a, Markdown))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
