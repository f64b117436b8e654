package article

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// moveAll is a function for Options.Refer that puts x/ before every address, and
// remembers what it was asked.
func moveAll(asked *[]string) func(Reference) string {
	return func(r Reference) string {
		*asked = append(*asked, fmt.Sprint(r.Kind, " ", r.Address, " ", r.Written, r.Others))
		return "x/" + r.Address
	}
}

// TestReferences has every address of an article lead elsewhere: of HTML, of
// Markdown, of both in one.
func TestReferences(t *testing.T) {
	for name, tt := range map[string]struct{ src, want string }{
		"article": {
			"---\ncover: c.png\n---\n<p><img src='img/a%20b.png?w=1'> <a href='x.pdf'>x</a> <a href='other.html#a'>y</a> <a href='img/a%20b.png?w=1'>z</a></p>",
			"---\ncover: x/c.png\n---\n\n![](x/img/a%20b.png?w=1) [x](x/x.pdf) [y](x/other.html#a) [z](x/img/a%20b.png?w=1)\n",
		},
		"Markdown": {
			"---\ncover: 'c.png' # ours\n---\n\n![](a.png \"t\") [y](<b c.html>)\\](a.png) `[](a.png)` [r] <https://e.example/>\n\n    [](a.png)\n\n[r]: d.html 'T'\n\n- <img src=\"a.png\">\n",
			"---\ncover: 'x/c.png' # ours\n---\n\n![](x/a.png \"t\") [y](<x/b%20c.html>)\\](a.png) `[](a.png)` [r] <https://e.example/>\n\n    [](a.png)\n\n[r]: x/d.html 'T'\n\n- ![](x/a.png)\n",
		},
		"Markdown and HTML": {
			"---\na: b\n---\n\n# T\n\n[y](b.html) ![](a.png)\n\n<div><p>One <a href='b.html'>link</a></p></div>\n",
			"---\na: b\n---\n\n# T\n\n[y](x/b.html) ![](x/a.png)\n\nOne [link](x/b.html)\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			var asked []string
			a, err := Convert([]byte(tt.src), Options{To: Markdown, Refer: moveAll(&asked)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, string(encode(t, a, Markdown))); diff != "" {
				t.Errorf("(-want +got):\n%s\n%v", diff, a.Notes)
			}
		})
	}
}

// TestTagsForLinks has links become tags of a template language, and wiki links.
func TestTagsForLinks(t *testing.T) {
	const src = "<p><a href='b.html'>One <b>bold</b></a>, <a href='c.html'>a | b</a> <a href='d.html'>[d]</a></p><table><tr><th>H</th></tr><tr><td><a href='b.html'>b</a></td></tr></table>"
	for form, want := range map[string]string{
		`{{< relref "%s.md" >}}`: "[One **bold**]({{< relref \"b.md\" >}}), [a | b]({{< relref \"c.md\" >}}) [\\[d\\]]({{< relref \"d.md\" >}})\n\n| H |\n| --- |\n| [b]({{< relref \"b.md\" >}}) |\n",
		`[[%s]]`:                 "[[b|One **bold**]], [[c|a \\| b]] [\\[d\\]](d)\n\n| H |\n| --- |\n| [[b]] |\n",
	} {
		a, err := Convert([]byte(src), Options{To: Markdown, Refer: func(r Reference) string {
			return fmt.Sprintf(form, strings.TrimSuffix(r.Address, ".html"))
		}})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, string(a.Markdown)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", form, diff)
		}
	}
}

// FuzzReaddress has Markdown keep all but its addresses, or stay.
func FuzzReaddress(f *testing.F) {
	f.Add("[a](b) ![c](d \"e\")\n\n[f]: g\n\n<img src=h>")
	f.Add("`[a](b)` [x](<y z>) \\[q](b)")
	f.Fuzz(func(t *testing.T, md string) {
		to := func(_ ReferenceKind, address string) string { return "q" + strings.TrimPrefix(address, "q") }
		out, err := readdress([]byte(md), to)
		if err != nil || out == nil {
			return
		}
		again, err := readdress(out, to)
		if err != nil || string(again) != string(out) {
			t.Errorf("%q became %q and then %q", md, out, again)
		}
	})
}
