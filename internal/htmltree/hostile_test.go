package htmltree

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// numbered repeats a format with a number in it, so that no two are the same.
func numbered(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// hostile are sources of about n tags each that would take quadratic time if
// something were searched, moved or copied once too often.
var hostile = map[string]func(n int) string{
	"divs":               func(n int) string { return strings.Repeat("<div>", n) },
	"paragraphs in divs": func(n int) string { return strings.Repeat("<div>", n) + strings.Repeat("<p>x", n) },
	"behind a button":    func(n int) string { return "<p><button>" + strings.Repeat("<div>", n) },
	"items over divs":    func(n int) string { return "<li>" + strings.Repeat("<div>", n) + strings.Repeat("<li>", n) },
	"terms over spans":   func(n int) string { return "<dd>" + strings.Repeat("<span>", n) + strings.Repeat("</dt>", n) },
	"unknown end tags":   func(n int) string { return strings.Repeat("<x-y>", n) + strings.Repeat("</z>", n) },
	"new names":          func(n int) string { return numbered("<x%d>", n) + numbered("</y%d>", n) },
	"bold":               func(n int) string { return strings.Repeat("<b>", n) + strings.Repeat("</b>", n) },
	"all kinds of bold":  func(n int) string { return numbered("<b a=%d>", n) + strings.Repeat("</b>", n) },
	"bold reopened":      func(n int) string { return "<p>" + numbered("<b a=%d>", n/8) + strings.Repeat("<p>x", n) },
	"much bold reopened": func(n int) string { return "<p><b " + numbered(" a%d", n) + ">" + strings.Repeat("<p>x", n) },
	"bold around divs":   func(n int) string { return "<b>" + strings.Repeat("<div>", n) + strings.Repeat("x</b>", n) },
	"bold between divs":  func(n int) string { return strings.Repeat("<b><div>", n) + strings.Repeat("x</b>", n) },
	"kinds between divs": func(n int) string { return numbered("<b a=%d><div>", n) + strings.Repeat("x</b>", n) },
	"bold over other":    func(n int) string { return strings.Repeat("<b><i><u><s><div>x</b>y</i>", n) },
	"many bold over divs": func(n int) string {
		return repeatUnit(numbered("<b a=%d>", 250)+strings.Repeat("<div>", 250)+strings.Repeat("</b>", 2000), n)
	},
	"links":             func(n int) string { return strings.Repeat("<a href=x>", n) },
	"links around divs": func(n int) string { return strings.Repeat("<a href=x><div>", n) },
	"links below divs":  func(n int) string { return "<a>" + strings.Repeat("<div>", n) + strings.Repeat("<a>", n) },
	"nobr":              func(n int) string { return strings.Repeat("<nobr><div>", n) },
	"tables":            func(n int) string { return strings.Repeat("<table>", n) },
	"tables in cells":   func(n int) string { return strings.Repeat("<table><tr><td>", n) + strings.Repeat("</table>", n) },
	"tables over divs":  func(n int) string { return strings.Repeat("<div>", n) + strings.Repeat("<table></table>", n) },
	"fostered text":     func(n int) string { return "<table>" + strings.Repeat(" </x>a</x>", n) },
	"fostered bold":     func(n int) string { return "<table>" + strings.Repeat("<b>x<tr>", n) },
	"cells":             func(n int) string { return numbered("<b a=%d>", 600) + "<table>" + strings.Repeat("<td>x", n) },
	"text in parts":     func(n int) string { return strings.Repeat("a</x>", n) },
	"foreign":           func(n int) string { return "<svg>" + strings.Repeat("<g>", n) + strings.Repeat("</y>", n) },
	"foreign and HTML":  func(n int) string { return strings.Repeat("<svg><desc><p>", n) + strings.Repeat("</svg>", n) },
	"breaking out":      func(n int) string { return strings.Repeat("<svg><g><p>", n) },
	"math":              func(n int) string { return strings.Repeat("<math><mi>", n) + strings.Repeat("</p>", n) },
	"templates":         func(n int) string { return strings.Repeat("<template>", n) },
	"templates closed":  func(n int) string { return strings.Repeat("<template><object></template>", n) },
	"objects":           func(n int) string { return strings.Repeat("<object><b>", n) + strings.Repeat("</object>", n) },
	"stale markers":     func(n int) string { return strings.Repeat("<template><object><b></template>x", n) },
	"forms":             func(n int) string { return strings.Repeat("<form><div></form>", n) },
	"buttons":           func(n int) string { return strings.Repeat("<button><div>", n) },
	"selects":           func(n int) string { return strings.Repeat("<select><option><optgroup>", n) },
	"rubies":            func(n int) string { return strings.Repeat("<ruby><rtc><rt><rb>", n) },
	"headings":          func(n int) string { return strings.Repeat("<h1><div>", n) + strings.Repeat("</h2>", n) },
	"attributes":        func(n int) string { return "<p" + numbered(" a%d=x", n) + ">" },
	"bodies":            func(n int) string { return "<body>" + numbered("<body a%d=x>", n) },
	"ampersands": func(n int) string {
		return strings.Repeat("&am", n) + strings.Repeat("&", n) + "&" + strings.Repeat("a", n)
	},
	"less-thans":    func(n int) string { return strings.Repeat("<", n) + strings.Repeat("</", n) + strings.Repeat("<!-", n) },
	"open comments": func(n int) string { return strings.Repeat("<!--->", n) + strings.Repeat("<!-- >", n) },
	"escaped scripts": func(n int) string {
		return "<script>" + strings.Repeat("<!--<script>", n) + strings.Repeat("</script", n)
	},
	"newlines":  func(n int) string { return "<pre>" + strings.Repeat("\r\n\x00", n) },
	"framesets": func(n int) string { return strings.Repeat("<frameset>", n) + strings.Repeat("</frameset>", n) },
	"heads":     func(n int) string { return "<head></head>" + strings.Repeat("<link><script></script>", n) },
}

// repeatUnit repeats a longer unit so that it has about n tags.
func repeatUnit(unit string, n int) string {
	return strings.Repeat(unit, max(1, n/strings.Count(unit, "<")))
}

// TestHostile counts what hostile sources cost: what is done grows with the
// source, and what is made stays within what the package comment says.
func TestHostile(t *testing.T) {
	const n = 6000
	for name, source := range hostile {
		t.Run(name, func(t *testing.T) {
			once, _ := work(t, source(n))
			twice, nodes := work(t, source(2*n))
			if size := len(source(2 * n)); nodes > 4*size+2*freeClones {
				t.Errorf("%d nodes of %d bytes", nodes, size)
			}
			if twice > 3*once+1000 {
				t.Errorf("%d steps for %d tags, %d for %d", once, n, twice, 2*n)
			}
		})
	}
}

// work parses src as the content of a body and returns how many steps that took
// and how many nodes there are.
func work(t *testing.T, src string) (steps, nodes int) {
	t.Helper()
	p, err := newParser(src, Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.name(pack("body"), "body")
	root := p.beginFragment(element("body"))
	p.run()
	for n := range root.Descendants() {
		nodes++
		steps += len(n.Attr)
	}
	return steps + nodes + p.moved + p.looked, nodes
}

func TestDeep(t *testing.T) {
	const depth = 100_000
	src := strings.Repeat("<div>", depth) + "x"
	n := parse(t, src, element("body")).Root
	for i := range depth {
		if n = n.FirstChild; n == nil || n.Data != "div" {
			t.Fatalf("no div at depth %d", i)
		}
	}
	if n.FirstChild == nil || n.FirstChild.Data != "x" {
		t.Error("the text is not in the innermost div")
	}
}

// TestMaxDepth bounds the depth of trees, and finds all text and elements there.
func TestMaxDepth(t *testing.T) {
	const bound = 100
	for name, source := range hostile {
		src := source(3000)
		tree, err := ParseFragment(src, element("body"), Options{MaxDepth: bound})
		if err != nil {
			t.Fatal(err)
		}
		free, err := ParseFragment(src, element("body"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		got, depth := content(tree.Root)
		if want, _ := content(free.Root); got != want {
			t.Errorf("%s: other content than without a bound", name)
		}
		if depth > 4*bound {
			t.Errorf("%s: elements nest %d deep", name, depth)
		}
	}
}

// content returns all text, and how deep elements nest.
func content(root *html.Node) (text string, deepest int) {
	var b strings.Builder
	depth := 0
	for n := root; ; {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		switch {
		case n.FirstChild != nil:
			depth++
			deepest = max(deepest, depth)
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			depth--
		}
		if n == root {
			return b.String(), deepest
		}
		n = n.NextSibling
	}
}
