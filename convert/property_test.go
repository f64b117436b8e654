package convert

import (
	"math/rand/v2"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// author writes random articles: trees of the elements that Markdown has a form
// for, with text around the borders where it is hard to write.
type author struct {
	*rand.Rand
	words []string
}

func newAuthor(seed uint64) *author {
	return &author{rand.New(rand.NewPCG(seed, 1)), strings.Fields("word b 中文 テスト 한국 “引” 。 （注） 、 ！ é 🎉 © $ . , ! ? ( ) - + # * ** _ __ ~ ` [ ] < > & \\ | : / a_b 2*3 1. http://e.zz www.e.zz &amp; [x] =")}
}

func (a *author) pick(choices ...string) string { return choices[a.IntN(len(choices))] }

func (a *author) text() string {
	var b strings.Builder
	for range 1 + a.IntN(3) {
		b.WriteString(a.pick("", "", "", " ", "\u00a0"))
		b.WriteString(html.EscapeString(a.pick(a.words...)))
	}
	return b.String() + a.pick("", "", " ")
}

// inline writes phrasing content; open are the elements around it.
func (a *author) inline(depth int, open string) string {
	var b strings.Builder
	for range 1 + a.IntN(4) {
		tag := a.pick("em", "strong", "em", "strong", "b", "i", "del", "code", "a", "sup", "br", "img")
		switch {
		case depth == 0 || a.IntN(3) == 0 || strings.Contains(open, "<"+tag+">"):
			b.WriteString(a.text())
		case tag == "br":
			b.WriteString("w<br>" + a.text())
		case tag == "img":
			b.WriteString(`<img src="i.png" alt="x">`)
		case tag == "code":
			b.WriteString("<code>" + html.EscapeString(a.pick(a.words...)) + "</code>")
		case tag == "a":
			b.WriteString(`<a href="u">` + a.inline(depth-1, open+"<a>") + "</a>")
		default:
			b.WriteString("<" + tag + ">" + a.inline(depth-1, open+"<"+tag+">") + "</" + tag + ">")
		}
	}
	return b.String()
}

// flow writes blocks.
func (a *author) flow(depth int) string {
	var b strings.Builder
	for range 1 + a.IntN(3) {
		kind := a.pick("p", "p", "h2", "ul", "ol", "blockquote", "pre", "hr", "table", "loose")
		if depth == 0 {
			kind = a.pick("p", "pre", "h2")
		}
		switch kind {
		case "p", "h2":
			b.WriteString("<" + kind + ">" + a.inline(1, "<br>") + "</" + kind + ">\n")
		case "pre":
			b.WriteString("<pre><code>" + html.EscapeString(a.pick("x", " y\n\n  z", "```\na", "- b\n", "~~~", "<b>")) + "\n</code></pre>\n")
		case "hr":
			b.WriteString("<hr>\n")
		case "blockquote":
			b.WriteString("<blockquote>\n" + a.flow(depth-1) + "</blockquote>\n")
		case "table":
			b.WriteString("<table><thead><tr><th>h" + a.inline(1, "<br>") + "</th><th>i</th></tr></thead><tbody><tr><td>c" + a.inline(1, "<br>") + "</td><td>d</td></tr></tbody></table>\n")
		case "loose":
			b.WriteString("<ul>\n<li>\n<p>" + a.inline(1, "<br>") + "</p>\n" + a.flow(depth-1) + "</li>\n<li>\n<p>" + a.inline(1, "<br>") + "</p>\n</li>\n</ul>\n")
		default:
			b.WriteString("<" + kind + a.pick("", "", ` start="9"`) + ">\n")
			for range 1 + a.IntN(3) {
				b.WriteString("<li>" + a.inline(1, "<br>"))
				if a.IntN(3) == 0 {
					b.WriteString("\n<ul>\n<li>" + a.text() + "</li>\n</ul>\n")
				}
				b.WriteString("</li>\n")
			}
			b.WriteString("</" + kind + ">\n")
		}
	}
	return b.String()
}

// synonyms are elements that mean the same in Markdown.
var synonyms = map[string]string{"b": "strong", "i": "em", "s": "del"}

// shown is what a reader sees of a tree: its blocks, and each character with the
// inline elements that it stands in. White space between blocks, and the
// elements that white space stands in, do not show.
func shown(root *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node, formats []string, pre bool)
	space, last := false, ""
	mark := func(s string) {
		b.WriteString(s)
		space, last = false, ""
	}
	char := func(r rune, formats []string) {
		if space && last != "" {
			b.WriteByte(' ')
		}
		space = false
		if f := "{" + strings.Join(formats, ",") + "}"; f != last {
			b.WriteString(f)
			last = f
		}
		b.WriteRune(r)
	}
	walk = func(n *html.Node, formats []string, pre bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				for _, r := range c.Data {
					if !pre && (r < 128 && dom.IsHTMLSpace(byte(r)) || r == '\u00a0') {
						space = true
					} else {
						char(r, formats)
					}
				}
			case c.Type == html.DocumentNode:
				walk(c, formats, pre)
			case c.Type != html.ElementNode:
			case c.DataAtom == atom.Img:
				char('🖼', formats)
			case c.DataAtom == atom.Br:
				mark("\n<br>")
			case dom.IsFlow(c.DataAtom) || c.DataAtom == atom.Hr || c.DataAtom == atom.Td || c.DataAtom == atom.Th:
				name := c.Data
				if name == "p" && n.DataAtom == atom.Li && isTight(n.Parent) {
					name = ""
				}
				if name == "ol" {
					name += dom.Attr(c, "start")
				}
				mark("\n<" + name + ">")
				walk(c, formats, pre || c.DataAtom == atom.Pre)
				mark("\n</" + name + ">")
			case c.DataAtom == atom.Code && pre, isBareLink(c):
				walk(c, formats, pre)
			default:
				name := c.Data
				if s, ok := synonyms[name]; ok {
					name = s
				}
				inner := formats
				if !slices.Contains(formats, name) {
					inner = append(slices.Clone(formats), name)
					slices.Sort(inner)
				}
				walk(c, inner, pre)
			}
		}
	}
	walk(root, nil, false)
	return strings.TrimSpace(b.String())
}

// isBareLink tells whether n is the link that a renderer makes of an address in
// text, which is not the article's.
func isBareLink(n *html.Node) bool {
	text := dom.TextOf(n)
	if n.DataAtom != atom.A || text == "" || n.FirstChild != n.LastChild {
		return false
	}
	href := dom.Attr(n, "href")
	for _, scheme := range []string{"", "http://", "mailto:", "mailto:http://"} {
		if address, err := url.PathUnescape(href); href == scheme+text || err == nil && address == scheme+text {
			return true
		}
	}
	return false
}

// TestRandomInline writes random phrasing content: what is rendered back shows
// the same characters with the same formats.
func TestRandomInline(t *testing.T) {
	a := newAuthor(4)
	checkRandom(t, func() string { return "<p>" + a.inline(3, "") + "</p>" })
}

// TestRandomFlow writes random blocks: what is rendered back shows the same
// blocks.
func TestRandomFlow(t *testing.T) {
	a := newAuthor(5)
	checkRandom(t, func() string { return a.flow(2) })
}

// checkRandom writes articles, and renders them with goldmark and, where it is
// installed, with cmark-gfm.
func checkRandom(t *testing.T, article func() string) {
	t.Helper()
	const articles = 3000
	var sources, markdown []string
	for len(sources) < articles {
		src := article()
		if _, _, _, _, formula := cutFormula(src); formula {
			continue // kept as it is, for renderers that know formulas
		}
		md := toMarkdown(t, src, Options{})
		if blankTwice(md) || strings.Contains(md, " \n") {
			t.Errorf("%q becomes %q, with two blank lines or a space at the end of a line", src, md)
		}
		sources, markdown = append(sources, src), append(markdown, md)
	}
	judge := func(renderer string, rendered []string) {
		for i, src := range sources {
			if want, got := shown(parseHTML(t, src)), shown(parseHTML(t, rendered[i])); want != got {
				t.Errorf("%s\nHTML     %s\nMarkdown %q\nback     %q\nwant %q\ngot  %q", renderer, src, markdown[i], rendered[i], want, got)
			}
		}
	}
	for name, render := range renderers(t, "-e", "table", "-e", "strikethrough", "-e", "tasklist") {
		judge(name, render(markdown))
	}
}

// renderers are the renderers that there are, each with autolinks and without:
// goldmark and, where it is installed, cmark-gfm with some of its extensions.
func renderers(t *testing.T, extensions ...string) map[string]func(markdown []string) []string {
	each := func(render func(testing.TB, string) string) func([]string) []string {
		return func(markdown []string) (rendered []string) {
			for _, md := range markdown {
				rendered = append(rendered, render(t, md))
			}
			return rendered
		}
	}
	all := map[string]func([]string) []string{"goldmark": each(renderGFM), "goldmark without autolinks": each(renderUnlinked)}
	if _, err := exec.LookPath("cmark-gfm"); err == nil {
		all["cmark-gfm"] = func(md []string) []string { return renderCmark(t, md, append(extensions, "-e", "autolink")...) }
		all["cmark-gfm without autolinks"] = func(md []string) []string { return renderCmark(t, md, extensions...) }
	}
	return all
}

// blankTwice tells whether Markdown outside of code has two blank lines in a row.
func blankTwice(md string) bool {
	var fence string
	blank := 0
	for line := range strings.Lines(md) {
		text := strings.TrimLeft(line, "> ")
		switch {
		case fence != "":
			if strings.TrimSpace(text) == fence {
				fence = ""
			}
			blank = 0
		case strings.HasPrefix(text, "```"):
			fence = text[:len(text)-len(strings.TrimLeft(text, "`"))]
			blank = 0
		case strings.TrimSpace(text) == "":
			blank++
		default:
			blank = 0
		}
		if blank > 1 {
			return true
		}
	}
	return false
}

// renderCmark renders all with one run of cmark-gfm.
func renderCmark(t *testing.T, markdown []string, extensions ...string) []string {
	t.Helper()
	return renderAll(t, exec.Command("cmark-gfm", append([]string{"--unsafe"}, extensions...)...), markdown)
}

// renderAll renders all with one run of a program.
func renderAll(t *testing.T, cmd *exec.Cmd, markdown []string) []string {
	t.Helper()
	const between = "<!-- between two articles -->\n"
	cmd.Stdin = strings.NewReader(strings.Join(markdown, "\n"+between+"\n"))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	rendered := strings.Split(string(out), between)
	if len(rendered) != len(markdown) {
		t.Fatalf("%d articles come back as %d", len(markdown), len(rendered))
	}
	return rendered
}
