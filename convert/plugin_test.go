package convert

import (
	"strings"
	"testing"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
)

// TestDomain resolves addresses against the domain of a conversion, relative
// ones as html-to-markdown's own plugins do.
func TestDomain(t *testing.T) {
	artx := converter.NewConverter(converter.WithPlugins(NewPlugin(Options{})))
	own := converter.NewConverter(converter.WithPlugins(base.NewBasePlugin(), commonmark.NewCommonmarkPlugin()))
	for _, domain := range []string{"example.org", "https://example.org", "https://example.org/a/b.html", ""} {
		for _, address := range []string{
			"/x.html", "x.html", "../x.png", "?page=2", "x.html#y", "//cdn.example.net/x.js", " x.html ", "/a b(c).html?q=d e&f", "/übung",
			"https://example.com/x", "mailto:a@example.com", "tel:+49123", "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
		} {
			if domain == "" && strings.ContainsAny(address, " ü") {
				continue // stays as it is here; there it is encoded
			}
			if strings.HasPrefix(address, "data:") {
				address = `<p><img src="` + address + `" alt="x"></p>`
			} else {
				address = `<p><img src="` + address + `" alt="x"> <a href="` + address + `">y</a></p>`
			}
			got, err := artx.ConvertString(address, converter.WithDomain(domain))
			if err != nil {
				t.Fatal(err)
			}
			want, err := own.ConvertString(address, converter.WithDomain(domain))
			if err != nil {
				t.Fatal(err)
			}
			if strings.TrimSpace(got) != want {
				t.Errorf("%s at %q: got %q, want %q", address, domain, got, want)
			}
		}
	}
}

// TestDomainStays: what is no relative address stays as it is written.
func TestDomainStays(t *testing.T) {
	conv := converter.NewConverter(converter.WithPlugins(NewPlugin(Options{})))
	for _, tc := range []struct{ html, want string }{
		{`<p><a href="#top">x</a></p>`, "[x](#top)\n"},
		{`<p><a href="">x</a></p>`, "[x]()\n"},
		{`<p><a href="{{ site.url }}/x">x</a></p>`, "[x](<{{ site.url }}/x>)\n"},
		{`<p><a href="https://example.com/?a=1,2">x</a></p>`, "[x](https://example.com/?a=1,2)\n"},
		{`<p><iframe src="/player?v=1"></iframe></p>`, "<https://example.org/player?v=1>\n"},
		{`<p>x<sup><a href="#fn1" id="r1">1</a></sup></p><ol><li id="fn1">y <a href="#r1">↩</a></li></ol>`, "x[^1]\n\n[^1]: y\n"},
	} {
		got, err := conv.ConvertString(tc.html, converter.WithDomain("https://example.org/blog/"))
		if err != nil {
			t.Fatal(err)
		}
		if got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.html, got, tc.want)
		}
	}
}
