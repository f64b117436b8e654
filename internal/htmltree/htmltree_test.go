package htmltree

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func Example() {
	src := "<h1>Title</h1>\n<p>A <a href='/x?a=1&amp;b=2'>link</a>"
	tree, err := Parse(src, Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, n := range goquery.NewDocumentFromNode(tree.Root).Find("p > a").Nodes {
		fmt.Println(n.Attr[0].Val, "in line", 1+strings.Count(src[:tree.Offset(n)], "\n"))
	}
	// Output: /x?a=1&b=2 in line 2
}

func ExampleParseFragment() {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	tree, err := ParseFragment([]byte("one<p>two"), body, Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	var b strings.Builder
	if err := html.Render(&b, tree.Root); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(b.String())
	// Output: <body>one<p>two</p></body>
}

func TestErrors(t *testing.T) {
	if _, err := Parse(make([]byte, maxSource+1), Options{}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a source too large gives %v", err)
	}
	for _, context := range []*html.Node{
		nil,
		{Type: html.TextNode, Data: "p"},
		{Type: html.ElementNode, Data: "p", DataAtom: atom.Div},
	} {
		if _, err := ParseFragment("x", context, Options{}); err == nil {
			t.Errorf("the context %v gives no error", context)
		}
	}
	if tree := parse(t, "", nil); dump(tree.Root) != "| <html>\n|   <head>\n|   <body>\n" {
		t.Errorf("nothing gives %s", dump(tree.Root))
	}
	if tree, err := ParseFragment([]byte(nil), element("p"), Options{}); err != nil || tree.Root.FirstChild != nil || tree.Root.Data != "p" {
		t.Errorf("nothing gives %v, %v", tree, err)
	}
}

// TestChanges changes every node of a tree and finds the others as they were.
func TestChanges(t *testing.T) {
	for _, src := range seeds {
		want, err := reference(src, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := parse(t, src, nil).Root
		for _, root := range []*html.Node{got, want} {
			for n := range root.Descendants() {
				n.Attr = append(n.Attr, html.Attribute{Key: "k", Val: n.Data})
				n.Data += "+"
			}
		}
		if d := difference(got, want); d != "" {
			t.Errorf("%q: %s", src, d)
		}
	}
}

// TestSourceIsKept finds the source as it was after a parse.
func TestSourceIsKept(t *testing.T) {
	for _, src := range seeds {
		b := []byte(src)
		if _, err := Parse(b, Options{}); err != nil {
			t.Fatal(err)
		}
		if string(b) != src {
			t.Errorf("%q became %q", src, b)
		}
	}
}
