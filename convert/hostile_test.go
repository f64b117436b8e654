package convert

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// hostile are inputs that would make a careless writer take quadratic time.
var hostile = map[string]func(n int) string{
	"brackets":       func(n int) string { return "<p>" + strings.Repeat("[", n) },
	"stars":          func(n int) string { return "<p>" + strings.Repeat("*a", n) },
	"one long run":   func(n int) string { return "<p>" + strings.Repeat("*", n) },
	"backticks":      func(n int) string { return "<p>" + strings.Repeat("`a", n) },
	"dollars":        func(n int) string { return "<p>" + strings.Repeat("$$a ", n) },
	"emphasis":       func(n int) string { return "<p>" + strings.Repeat("<em>a.</em>b", n) },
	"links":          func(n int) string { return "<p>" + strings.Repeat("<a href=x>y</a>", n) },
	"paragraphs":     func(n int) string { return strings.Repeat("<p>x</p>", n) },
	"line breaks":    func(n int) string { return strings.Repeat("x<br>", n) },
	"pieces of text": func(n int) string { return "<p>" + strings.Repeat("x<b></b>", n) },
	"columns":        func(n int) string { return "<table><tr>" + strings.Repeat("<td>x", n) },
	"rows":           func(n int) string { return "<table>" + strings.Repeat("<tr><td>x<td>y", n) },
	"spans": func(n int) string {
		return strings.Repeat("<table><tr><td colspan=1000000 rowspan=1000000>x<td>y</table>", 1+n/1000)
	},
	"footnotes": func(n int) string {
		return "<ol>" + strings.Repeat(`<li id="fn1"><a href="#fn1">x</a>`, n) + "</ol>"
	},
	"template tags": func(n int) string {
		return `<p title="` + strings.Repeat("{%", n) + `">` + strings.Repeat("{{", n) + "<code>" + strings.Repeat("{% endraw %}", n/10) + strings.Repeat("{%", n)
	},
	"code spans": func(n int) string { return "<p>" + strings.Repeat("<code>`</code>", n) },
	"code lines": func(n int) string { return "<pre>" + strings.Repeat("<span>x</span>\n", n) },
}

// TestHostile writes them all: valid UTF-8 comes out, nothing panics.
func TestHostile(t *testing.T) {
	for name, make := range hostile {
		if md := toMarkdown(t, make(20_000), Options{Template: "nunjucks"}); !utf8.ValidString(md) || md == "" {
			t.Errorf("%s: %d bytes of Markdown", name, len(md))
		}
	}
}

// TestDeepTree writes a tree deeper than any parser makes one.
func TestDeepTree(t *testing.T) {
	for _, tag := range []atom.Atom{atom.Div, atom.Blockquote, atom.Em, atom.Ul, atom.Span} {
		root := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
		n := root
		for range 100_000 {
			child := &html.Node{Type: html.ElementNode, Data: tag.String(), DataAtom: tag}
			n.AppendChild(child)
			n = child
		}
		n.AppendChild(textNode("deep"))
		md := must(Markdown(root, Options{}))
		if !strings.Contains(string(md), "deep") || len(md) > 1<<20 {
			t.Errorf("%s: %d bytes of Markdown", tag, len(md))
		}
	}
}

// BenchmarkHostile reports how much longer twice the input takes: 2 is linear.
func BenchmarkHostile(b *testing.B) {
	const size = 50_000
	for name, make := range hostile {
		b.Run(strings.ReplaceAll(name, " ", "-"), func(b *testing.B) {
			once, twice := parseHTML(b, make(size)), parseHTML(b, make(2*size))
			var single, double time.Duration
			for b.Loop() {
				start := time.Now()
				must(Markdown(once, Options{}))
				single += time.Since(start)
				start = time.Now()
				must(Markdown(twice, Options{}))
				double += time.Since(start)
			}
			b.ReportMetric(float64(double)/float64(single), "x/doubling")
		})
	}
}

// TestInjection puts markup where Markdown has no place for it: what is
// rendered holds no element that the source did not have.
func TestInjection(t *testing.T) {
	payloads := []string{
		`<script>alert(1)</script>`, "x](javascript:alert(1))", "x\n\n<b>y</b>", "x\"><img onerror=a()>", "`<b>`", "```\n<i>", "x\" onload=\"y",
		"a|b\n|-|-|", "]: javascript:x", "&lt;b&gt;", "\\", "[^1]", "~~~\n", "-->", "{{x}}",
	}
	for _, payload := range payloads {
		p := html.EscapeString(payload)
		for where, src := range map[string]string{
			"alt":      `<p><img src="i.png" alt="%s"></p>`,
			"title":    `<p><a href="u" title="%s">t</a></p>`,
			"href":     `<p><a href="%s">t</a></p>`,
			"src":      `<p><img src="%s" alt="t"></p>`,
			"link":     `<p><a href="u">%s</a></p>`,
			"language": `<pre><code class="language-%s">c</code></pre>`,
			"cell":     `<table><tr><th>%s</th><th>x</th></tr><tr><td>a</td><td>%[1]s</td></tr></table>`,
			"code":     `<p><code>%s</code></p>`,
			"pre":      `<blockquote><pre>%s</pre></blockquote>`,
			"heading":  `<h2>%s</h2>`,
			"abbr":     `<p><abbr title="%s">t</abbr></p>`,
			"summary":  `<details><summary>%s</summary><p>x</p></details>`,
		} {
			md := toMarkdown(t, fmt.Sprintf(src, p), Options{})
			for n := range parseHTML(t, renderGFM(t, md)).Descendants() {
				if n.Type != html.ElementNode {
					continue
				}
				if n.Data == "script" || n.Data == "b" || n.Data == "i" {
					t.Errorf("%q as %s becomes an element: %q", payload, where, md)
				}
				for _, a := range n.Attr {
					if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Val, "javascript:") {
						t.Errorf("%q as %s becomes the attribute %s=%q: %q", payload, where, a.Key, a.Val, md)
					}
				}
			}
		}
	}
}

// TestAttributeList writes text that kramdown would take for attributes.
func TestAttributeList(t *testing.T) {
	for _, tc := range []struct{ template, html, want string }{
		{"", `<p>x {: onclick="y()"}</p>`, `x {\: onclick="y()"}`},
		{"", `<p>x {: title="\}" onclick="y()"}</p>`, `x {\: title="\\}" onclick="y()"}`},
		{"", `<p>x {: .a href="data:text/html"}</p>`, `x {\: .a href="data:text/html"}`},
		{"", `<p>x {: .a style="color:red"}</p>`, `x {: .a style="color:red"}`},
		{"", `<p>x {: .class}</p>`, `x {: .class}`},
		{"liquid", `<p>x {: .class}</p>`, `x {\: .class}`},
	} {
		if got := strings.TrimSpace(toMarkdown(t, tc.html, Options{Template: tc.template})); got != tc.want {
			t.Errorf("%s: %s becomes %s, want %s", tc.template, tc.html, got, tc.want)
		}
	}
}

// TestRandomInjection puts random pieces of markup where text stands: what is
// rendered holds no element or attribute that the source did not have.
func TestRandomInjection(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	pieces := strings.Fields("< > \" ' ` `` ``` ~~~ ] [ ( ) ]( ]: ! ![ | \\ \\\\ & &lt; &#60; <b> </b> <b <!-- --> <?x <![CDATA[ <script> javascript:a() http://x.y x= onload=y # - * ** _ {: \n \n\n \t $ $$ \\( \\) </code> </summary> x")
	for range 5000 {
		var b strings.Builder
		for range 1 + random.IntN(7) {
			b.WriteString(strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(pieces[random.IntN(len(pieces))]))
			b.WriteString([]string{"", "", " "}[random.IntN(3)])
		}
		p := html.EscapeString(b.String())
		src := fmt.Sprintf(`<p><img src="i" alt="%[1]s" title="%[1]s"> <a href="u" title="%[1]s">%[1]s</a> <code>%[1]s</code> <abbr title="%[1]s">y</abbr></p>`+
			`<table><tr><th>%[1]s</th><th><code>%[1]s</code></th></tr><tr><td><img src="%[1]s" alt="%[1]s"></td><td><a href="%[1]s">t</a></td></tr></table>`+
			`<blockquote><pre><code class="language-%[1]s">%[1]s</code></pre></blockquote><h2>%[1]s</h2><details><summary>%[1]s</summary>%[1]s</details><p>%[1]s</p>`, p)
		md := toMarkdown(t, src, Options{})
		for n := range parseHTML(t, renderGFM(t, md)).Descendants() {
			bad := n.Data == "script" || n.Data == "b" || n.Type == html.CommentNode
			for _, a := range n.Attr {
				bad = bad || strings.HasPrefix(a.Key, "on") || a.Key == "x" || (a.Key == "href" || a.Key == "src") && strings.HasPrefix(a.Val, "javascript:")
			}
			if bad {
				t.Fatalf("%q becomes %q, with %s %v", b.String(), md, n.Data, n.Attr)
			}
		}
	}
}

// FuzzMarkdown writes any HTML: no panic, valid UTF-8, no trailing spaces
// outside code, and no word lost on the way to the page and back.
func FuzzMarkdown(f *testing.F) {
	for _, seed := range []string{
		"<p>a <b>b</b></p>", "<ul><li>x<ol><li>y", "<table><tr><td>a<td>b", "<pre>x\n y</pre>", "<blockquote><h2>a</h2>", "<p>*a* _b_ `c` [d](e)",
		"<em>“a”</em>b", "<a href='x y'>z</a>", "a<br><br>b", "<sub>1</sub><code>`</code>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 20_000 {
			t.Skip("long inputs find nothing that short ones do not")
		}
		root, err := html.ParseWithOptions(strings.NewReader(src), html.ParseOptionEnableScripting(false))
		if err != nil {
			t.Skip("beyond the HTML parser")
		}
		for _, opt := range []Options{{}, {NoRawHTML: true}, {BlankLineParagraphs: true}} {
			md := must(Markdown(root, opt))
			if !utf8.Valid(md) && utf8.ValidString(src) {
				t.Fatalf("%q becomes %q, which is no UTF-8", src, md)
			}
			if n := len(md); n > 0 && (md[n-1] != '\n' || n > 1 && md[n-2] == '\n' && !strings.Contains(string(md), "```")) {
				t.Fatalf("%q becomes %q: not one newline at the end", src, md)
			}
		}
	})
}
