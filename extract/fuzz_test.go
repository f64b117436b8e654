package extract

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/extract/internal/formula"
	"github.com/artx-cli/artx/extract/internal/weburl"
	"github.com/artx-cli/artx/extract/rules"
)

// FuzzClean parses and cleans anything: it must not panic, leave nothing that a
// browser would run, and change nothing that a reader sees when the tree is
// cleaned again.
func FuzzClean(f *testing.F) {
	f.Add([]byte(`<div><p></p><iframe src="//v.qq.com/iframe/player.html?vid=a"></iframe><img src=x.gif data-original=//a.example/b.jpg></div>`))
	f.Add([]byte(`<a href="java&#9;script:x" onclick=y>t</a><script>z</script><math><mi onload=a>x</mi></math><svg><image href=a.jpg></svg>`))
	f.Add([]byte(`<picture><source srcset="a.jpg 1x, b.jpg 2x"><img></picture><noscript><img src=a.jpg></noscript><video poster=p.jpg><source src=v.mp4></video>`))
	f.Add([]byte(`<pre><code><html><body>x</code></pre><h1>a<&#47;h1><table><tr><td><p> </p></table><select><option>a`))
	f.Add([]byte(`text<p></p>text<div><br></div>b<span> </span>c<form><button>d</button><textarea>e</textarea></form>`))
	f.Fuzz(func(t *testing.T, src []byte) {
		root, _, err := body.ParseHTML(src)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Clean(root, Options{Explain: true}); err != nil {
			t.Fatal(err)
		}
		before := visible(root)
		if _, err := Clean(root, Options{}); err != nil {
			t.Fatal(err)
		}
		if after := visible(root); after != before {
			t.Errorf("cleaned twice\nbefore %q\nafter  %q", before, after)
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			if n.DataAtom == atom.Iframe || n.DataAtom == atom.Style || n.DataAtom == atom.Script && !formula.IsScript(n) {
				t.Errorf("%s is left", n.Data)
			}
			for _, a := range n.Attr {
				if len(a.Key) > 2 && strings.HasPrefix(a.Key, "on") || urlAttributes[a.Key] && weburl.IsDangerous(a.Val) && (n.DataAtom != atom.Img || rules.JudgeImage(a.Val) == rules.LooksVoid) {
					t.Errorf("%s=%q is left", a.Key, a.Val)
				}
			}
		}
	})
}

func FuzzSrcset(f *testing.F) {
	f.Add("a.jpg 240w, b.jpg 976w")
	f.Add("a,b.jpg 2x,,(")
	f.Fuzz(func(t *testing.T, s string) {
		parseSrcset(s, func(e setEntry) {
			if e.url == "" || !strings.Contains(s, e.url) || strings.ContainsAny(e.url, " \t\n") {
				t.Errorf("%q is no address of %q", e.url, s)
			}
		})
	})
}
