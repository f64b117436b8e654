package dom

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestPartNeighbours(t *testing.T) {
	for _, tc := range []struct{ html, want string }{
		{`<p><span>1d ago</span><span>3 min read</span></p>`, "1d ago 3 min read"},
		{`<p><a href="/a">Runner Free</a><a href="/b">Runner Pro</a></p>`, "Runner Free Runner Pro"},
		{`<p><span>H</span><span>ello</span> <b>I</b><i>f</i></p>`, "Hello If"},
		{`<p><span>中文</span><span>标题</span></p>`, "中文标题"},
		{`<p><span>Price</span><span>: 5</span></p>`, "Price: 5"},
		{`<pre><span>func</span><span>tion</span></pre>`, "function"},
	} {
		doc, err := html.Parse(strings.NewReader(tc.html))
		if err != nil {
			t.Fatal(err)
		}
		PartNeighbours(doc)
		if got := TextOf(doc); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.html, got, tc.want)
		}
	}
}
