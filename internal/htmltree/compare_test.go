package htmltree

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// netTestdata returns the folder of tests that ships with golang.org/x/net.
func netTestdata(t *testing.T) string {
	t.Helper()
	dir, err := netFolder()
	if err != nil {
		t.Skip("golang.org/x/net is not in the module cache: ", err)
	}
	return filepath.Join(dir, "html", "testdata")
}

var netFolder = sync.OnceValues(func() (string, error) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "golang.org/x/net").Output()
	return string(bytes.TrimSpace(out)), err
})

var noScripting = html.ParseOptionEnableScripting(false)

// reference parses with x/net/html what Parse, or with a context ParseFragment,
// parses.
func reference(src string, context *html.Node) (*html.Node, error) {
	if context == nil {
		return html.ParseWithOptions(strings.NewReader(src), noScripting)
	}
	nodes, err := html.ParseFragmentWithOptions(strings.NewReader(src), context, noScripting)
	if err != nil {
		return nil, err
	}
	root := &html.Node{Type: html.ElementNode, Data: context.Data, DataAtom: context.DataAtom, Namespace: context.Namespace}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	return root, nil
}

// parse parses src as a document, or with a context as a fragment.
func parse(t testing.TB, src string, context *html.Node) *Tree {
	t.Helper()
	if context == nil {
		tree, err := Parse(src, Options{})
		if err != nil {
			t.Fatal(err)
		}
		return tree
	}
	tree, err := ParseFragment(src, context, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func element(name string) *html.Node {
	ns, local, ok := strings.Cut(name, " ")
	if !ok {
		ns, local = "", name
	}
	return &html.Node{Type: html.ElementNode, Data: local, DataAtom: atom.Lookup([]byte(local)), Namespace: ns}
}

// difference returns how two trees differ, "" if they do not. It checks the
// links between got's nodes, and does not walk farther in want than in got.
func difference(got, want *html.Node) string {
	for g, w := got, want; ; {
		if d := nodeDifference(g, w); d != "" {
			return d
		}
		if g.FirstChild != nil {
			g, w = g.FirstChild, w.FirstChild
			continue
		}
		for g != got && g.NextSibling == nil {
			if g.Parent.LastChild != g {
				return "the last child is not the last sibling: " + describe(g)
			}
			g, w = g.Parent, w.Parent
		}
		if g == got {
			return ""
		}
		g, w = g.NextSibling, w.NextSibling
	}
}

func nodeDifference(g, w *html.Node) string {
	same := g.Type == w.Type && g.DataAtom == w.DataAtom && g.Data == w.Data && g.Namespace == w.Namespace && slices.Equal(g.Attr, w.Attr)
	switch {
	case !same:
		return fmt.Sprintf("got %s\nwant %s", describe(g), describe(w))
	case g.FirstChild != nil && (g.FirstChild.Parent != g || g.FirstChild.PrevSibling != nil):
		return "bad links to the first child of " + describe(g)
	case g.NextSibling != nil && (g.NextSibling.Parent != g.Parent || g.NextSibling.PrevSibling != g):
		return "bad links to the sibling of " + describe(g)
	case (g.FirstChild == nil) != (w.FirstChild == nil):
		return fmt.Sprintf("%s: got first child %s, want %s", describe(g), describe(g.FirstChild), describe(w.FirstChild))
	case (g.NextSibling == nil) != (w.NextSibling == nil):
		return fmt.Sprintf("%s: got next sibling %s, want %s", describe(g), describe(g.NextSibling), describe(w.NextSibling))
	}
	return ""
}

func describe(n *html.Node) string {
	if n == nil {
		return "none"
	}
	path := ""
	for p := n.Parent; p != nil; p = p.Parent {
		path = p.Data + " " + path
	}
	return fmt.Sprintf("%stype %d %s %q atom %v %q", path, n.Type, n.Namespace, n.Data, n.DataAtom, n.Attr)
}

// dump writes a tree as the html5lib tests do.
func dump(root *html.Node) string {
	var b strings.Builder
	for c := range root.ChildNodes() {
		dumpNode(&b, c, "| ")
	}
	return b.String()
}

func dumpNode(b *strings.Builder, n *html.Node, indent string) {
	switch n.Type {
	case html.ElementNode:
		fmt.Fprintf(b, "%s<%s>\n", indent, strings.TrimSpace(n.Namespace+" "+n.Data))
		dumpAttributes(b, n.Attr, indent+"  ")
		if n.DataAtom == atom.Template && n.Namespace == "" {
			indent += "  "
			fmt.Fprintf(b, "%scontent\n", indent)
		}
	case html.TextNode:
		fmt.Fprintf(b, "%s\"%s\"\n", indent, n.Data)
	case html.CommentNode:
		fmt.Fprintf(b, "%s<!-- %s -->\n", indent, n.Data)
	case html.DoctypeNode:
		fmt.Fprintf(b, "%s<!DOCTYPE %s%s>\n", indent, n.Data, dumpIDs(n.Attr))
	}
	for c := range n.ChildNodes() {
		dumpNode(b, c, indent+"  ")
	}
}

func dumpAttributes(b *strings.Builder, attr []html.Attribute, indent string) {
	var lines []string
	for _, a := range attr {
		lines = append(lines, fmt.Sprintf("%s%s=\"%s\"\n", indent, strings.TrimSpace(a.Namespace+" "+a.Key), a.Val))
	}
	slices.Sort(lines)
	b.WriteString(strings.Join(lines, ""))
}

func dumpIDs(attr []html.Attribute) string {
	ids := map[string]string{}
	for _, a := range attr {
		ids[a.Key] = a.Val
	}
	if ids["public"] == "" && ids["system"] == "" {
		return ""
	}
	return fmt.Sprintf(` "%s" "%s"`, ids["public"], ids["system"])
}
