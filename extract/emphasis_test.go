package extract

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TestEmphasis: what is set off is what a reader sees, however it was said.
func TestEmphasis(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"same in same", `<b><strong>loud</strong></b>`, `<b><span>loud</span></b>`},
		{"same in same, a link between", `<em>a <a href="/x"><i>b</i></a></em>`, `<em>a <a href="/x"><span>b</span></a></em>`},
		{"wrapper of Google Docs", `<b style="font-weight:normal"><p>plain <span style="font-weight:700">bold</span></p></b>`,
			`<span style="font-weight:normal"><p>plain <span style="font-weight:700"><strong>bold</strong></span></p></span>`},
		{"italic and struck", `<span style="font-style:italic; text-decoration: line-through">x</span>`,
			`<span style="font-style:italic; text-decoration: line-through"><del><em>x</em></del></span>`},
		{"no emphasis in emphasis", `<strong>a <span style="font-weight:400">b</span> c</strong>`,
			`<strong>a </strong><span style="font-weight:400">b</span><strong> c</strong>`},
		{"no bold in bold italic", `<b><i>a <span style="font-weight:400">b</span></i></b>`,
			`<b><i>a </i></b><i><span style="font-weight:400">b</span></i>`},
		{"font for code", `Run <span style="font-family: 'Courier New', monospace">make</span> now`,
			`Run <code style="font-family: &#39;Courier New&#39;, monospace">make</code> now`},
		{"font of the whole block", `<p><span style="font-family: monospace">All of it.</span></p>`,
			`<p><span style="font-family: monospace">All of it.</span></p>`},
		{"bold heading", `<h2><span style="font-weight:bold">x</span></h2>`, `<h2><span style="font-weight:bold">x</span></h2>`},
		{"weights", `<span style="font-weight:500">a</span><span style="FONT-WEIGHT: 600 !important">b</span>`,
			`<span style="font-weight:500">a</span><span style="FONT-WEIGHT: 600 !important"><strong>b</strong></span>`},
	} {
		if got := cleanFragment(t, test.in); got != test.want {
			t.Errorf("%s: %s\n got %s\nwant %s", test.name, test.in, got, test.want)
		}
	}
}

func cleanFragment(t *testing.T, src string) string {
	t.Helper()
	root := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(strings.NewReader(src), root)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	if _, err := Clean(root, Options{}); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if err := html.Render(&b, n); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}
