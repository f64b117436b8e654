package hostile

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
)

// Resource is a kind of input that is to exhaust time or memory.
type Resource struct {
	Name  string
	Ext   string             // of the file
	Flags []string           // of artx convert
	Size  int                // in bytes, about
	Make  func(n int) []byte // an input of about n bytes
	Text  bool               // Words, which it holds, have to come out
}

// Words stand in every input whose text has to come out, before and behind what
// is hostile.
const Words = "The keeper of the lighthouse wrote down every ship that passed the reef in the long winter nights."

// Before and behind the hostile part the article has paragraphs, so that a page
// has something to be found by.
var (
	before = "<h1>Ships</h1><p>First " + Words + "</p><p>" + Words + " " + Words + "</p>"
	behind = "<p>Last " + Words + "</p>"
)

// LastWords are what stands behind what is hostile.
const LastWords = "Last " + Words

// fill repeats s up to n bytes.
func fill(s string, n int) string { return strings.Repeat(s, max(1, n/len(s))) }

// count writes pieces with numbers up to n bytes.
func count(format string, n int) string {
	var b strings.Builder
	b.Grow(n + len(format))
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// wrap repeats two pieces around a text up to n bytes.
func wrap(open, text, closing string, n int) string {
	k := max(1, n/(len(open)+len(closing)))
	return strings.Repeat(open, k) + text + strings.Repeat(closing, k)
}

// markup are the hostile parts of HTML, in articles and in pages.
var markup = []struct {
	name string
	make func(n int) string
}{
	{"nested blocks", func(n int) string { return wrap("<div>", "x", "</div>", n) }},
	{"nested quotations", func(n int) string { return wrap("<blockquote>", "x", "</blockquote>", n) }},
	{"nested lists", func(n int) string { return wrap("<ul><li>", "x", "</li></ul>", n) }},
	{"nested tables", func(n int) string { return wrap("<table><tr><td>", "x", "</td></tr></table>", n) }},
	{"nested emphasis", func(n int) string { return "<p>" + wrap("<b><i>", "x", "</i></b>", n) + "</p>" }},
	{"nested sections", func(n int) string { return wrap("<section><h2>h</h2>", "x", "</section>", n) }},
	{"blocks that never end", func(n int) string { return fill("<div>", n) }},
	{"items that never end", func(n int) string { return fill("<ul><li>a", n) }},
	{"emphasis that never ends", func(n int) string { return "<p>" + fill("<b>a", n) }},
	{"formatting across paragraphs", func(n int) string { return count("<p><b><i><u><s><code id=%d>x", n) }},
	{"links that never end", func(n int) string { return "<p>" + fill("<a href=/x>a ", n) }},
	{"fonts with attributes", func(n int) string { return count("<p><font size=%d>x", n) }},
	{"end tags alone", func(n int) string { return fill("</b></p></div>", n) }},
	{"tables in tables without cells", func(n int) string { return fill("<table><b>x", n) }},
	{"tiny elements", func(n int) string { return fill("<b>x</b>", n) }},
	{"tiny paragraphs", func(n int) string { return fill("<p>x", n) }},
	{"empty elements", func(n int) string { return fill("<i></i>", n) }},
	{"line breaks", func(n int) string { return "<p>" + fill("x<br>", n) + "</p>" }},
	{"rules", func(n int) string { return fill("<hr>", n) }},
	{"images", func(n int) string { return "<p>" + count("<img src=/i%d.png alt=a>", n) + "</p>" }},
	{"links", func(n int) string { return "<p>" + count("<a href=/p/%d>p</a> ", n) + "</p>" }},
	{"headings", func(n int) string { return count("<h2>Night %d</h2>", n) }},
	{"headings alike", func(n int) string { return fill("<h2 id=a>Night</h2>", n) }},
	{"links to headings", func(n int) string {
		return count("<h2 id=h%d>Night</h2>", n/2) + "<p>" + count("<a href=#h%d>x</a> ", n/2) + "</p>"
	}},
	{"footnotes", func(n int) string {
		return "<p>" + count("a<sup id=r%[1]d><a href=#f%[1]d>%[1]d</a></sup> ", n/2) + "</p><ol>" + count("<li id=f%[1]d>n <a href=#r%[1]d>back</a></li>", n/2) + "</ol>"
	}},
	{"footnotes that refer to nothing", func(n int) string { return "<p>" + count("a<sup><a href=#f%d>1</a></sup> ", n) + "</p>" }},
	{"a wide table", func(n int) string {
		return "<table><tr>" + fill("<td>x", n/2) + "<tr>" + fill("<td>y", n/2) + "</table>"
	}},
	{"a long table", func(n int) string { return "<table><tr><th>a<th>b" + fill("<tr><td>x<td>y", n) + "</table>" }},
	{"a ragged table", func(n int) string { // a row wider than all, which makes all of them as wide
		return "<table><tr>" + fill("<td>x", n/2) + fill("<tr><td>y", n/2) + "</table>"
	}},
	{"spans of columns", func(n int) string { return "<table>" + fill("<tr><td colspan=1000>x", n) + "</table>" }},
	{"spans of rows", func(n int) string { return "<table>" + fill("<tr><td rowspan=65534>x", n) + "</table>" }},
	{"cells with pipes", func(n int) string { return "<table><tr><td>" + fill("|`", n) + "</table>" }},
	{"one attribute", func(n int) string { return `<p title="` + fill("x ", n) + `">a</p>` }},
	{"attributes", func(n int) string { return "<p " + count("a%d=1 ", n) + ">a</p>" }},
	{"attributes alike", func(n int) string { return "<p " + fill("a=1 ", n) + ">a</p>" }},
	{"classes", func(n int) string { return `<div class="` + count("c%d ", n) + `"><p>a</p></div>` }},
	{"styles", func(n int) string { return `<p style="` + count("a%d:b;", n) + `">a</p>` }},
	{"candidates of a picture", func(n int) string { return `<img src=a.png srcset="` + count("a%d.png 1x, ", n) + `">` }},
	{"commas of a picture", func(n int) string { return `<img src=a.png srcset="` + fill(",", n) + `">` }},
	{"an address", func(n int) string { return `<p><a href="http://example.org/` + fill("a/../", n) + `">x</a></p>` }},
	{"an address with brackets", func(n int) string { return `<p><a href="http://example.org/` + fill("(", n) + `">x</a></p>` }},
	{"an address in an address", func(n int) string { return `<p><img src="` + fill("https://i0.wp.com/", n) + `"></p>` }},
	{"redirects", func(n int) string { return `<p><a href="` + fill("https://l.facebook.com/l.php?u=", n) + `">x</a></p>` }},
	{"percent signs", func(n int) string { return `<p><a href="http://example.org/` + fill("%25", n) + `">x</a></p>` }},
	{"an embedded picture", func(n int) string {
		return `<p><img src="data:image/png;base64,` + fill("iVBORw0KGgo", n) + `" alt=a></p>`
	}},
	{"an embedded document", func(n int) string { return `<iframe srcdoc="` + fill("&lt;p>x", n) + `"></iframe>` }},
	{"references", func(n int) string { return "<p>" + fill("&amp;", n) + "</p>" }},
	{"references that never end", func(n int) string { return "<p>" + fill("&am", n) + "</p>" }},
	{"numbers as references", func(n int) string { return "<p>" + fill("&#x41;", n) + "</p>" }},
	{"one long word", func(n int) string { return "<p>" + fill("x", n) + "</p>" }},
	{"blanks", func(n int) string { return "<p>a" + fill(" ", n) + "b</p>" }},
	{"line feeds", func(n int) string { return "<p>a" + fill("\n", n) + "b</p>" }},
	{"blanks that do not break", func(n int) string { return "<p>a" + fill("&nbsp;", n) + "b</p>" }},
	{"NUL", func(n int) string { return "<p>" + fill("\x00", n) + "</p>" }},
	{"bytes that are no text", func(n int) string { return "<p>" + fill("\xff\xc3", n) + "</p>" }},
	{"marks that combine", func(n int) string { return "<p>a" + fill("\u0301", n) + "</p>" }},
	{"signs of emphasis", func(n int) string { return "<p>" + fill("*a_b ", n) + "</p>" }},
	{"backticks", func(n int) string { return "<p><code>" + fill("`", n) + "</code></p>" }},
	{"backticks of every length", func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString("<code>" + strings.Repeat("`", i) + "</code> ")
		}
		return "<p>" + b.String() + "</p>"
	}},
	{"brackets", func(n int) string { return "<p>" + fill("[", n) + "</p>" }},
	{"backslashes", func(n int) string { return "<p>" + fill(`\`, n) + "</p>" }},
	{"dollar signs", func(n int) string { return "<p>" + fill("$a ", n) + "</p>" }},
	{"formulas that never end", func(n int) string { return "<p>" + fill(`\( `, n) + "</p>" }},
	{"template tags that never end", func(n int) string { return "<p>" + fill("{{ ", n) + "</p>" }},
	{"template blocks that never end", func(n int) string { return "<p>" + fill("{% a %} ", n) + "</p>" }},
	{"shortcodes that never end", func(n int) string { return "<p>" + fill("[gallery ", n) + "</p>" }},
	{"shortcodes", func(n int) string { return "<p>" + fill("[caption]", n) + "</p>" }},
	{"nested formulas", func(n int) string {
		return "<math>" + wrap("<mfrac><mi>a</mi>", "<mi>b</mi>", "</mfrac>", n) + "</math>"
	}},
	{"a flat formula", func(n int) string { return "<math>" + fill("<mi>a</mi>", n) + "</math>" }},
	{"nested drawings", func(n int) string { return wrap("<svg><g>", "<text>x</text>", "</g></svg>", n) }},
	{"nested templates", func(n int) string { return wrap("<template>", "x", "</template>", n) }},
	{"a listing", func(n int) string { return "<pre><code>" + fill("a = b\n", n) + "</code></pre>" }},
	{"a coloured listing", func(n int) string { return "<pre><code>" + fill("<span class=k>if</span> ", n) + "</code></pre>" }},
	{"lines of a listing in a table", func(n int) string {
		return "<table class=highlight>" + count("<tr><td class=gutter>%d<td class=code><pre>x</pre>", n) + "</table>"
	}},
	{"comments that never end", func(n int) string { return fill("<!--", n) }},
	{"tags that never end", func(n int) string { return fill("<a ", n) }},
	{"quotes that never end", func(n int) string { return fill(`<a b="`, n) + `">` }},
	{"sections of CDATA", func(n int) string { return fill("<![CDATA[x]]>", n) }},
	{"scripts", func(n int) string { return fill("<script>x</script>", n) }},
	{"a style", func(n int) string { return "<style>" + fill("a{b:c}", n) + "</style>" }},
	{"nested definitions", func(n int) string { return wrap("<dl><dt>a<dd>", "x", "</dl>", n) }},
	{"ruby", func(n int) string { return "<p>" + fill("<ruby>a<rt>b</ruby>", n) + "</p>" }},
	{"pictures of pictures", func(n int) string { return fill("<figure><img src=a.png><figcaption>", n) }},
	{"choices", func(n int) string { return "<select>" + fill("<option>x", n) + "</select>" }},
	{"players", func(n int) string {
		return count("<iframe src=https://www.youtube.com/embed/abcdefghij%d></iframe>", n)
	}},
	{"checkboxes", func(n int) string { return "<ul>" + fill("<li><input type=checkbox>a", n) + "</ul>" }},
	{"frames in frames", func(n int) string { return fill("<frameset><noframes>", n) }},
	{"names of elements", func(n int) string { return count("<x-%d>x", n) }},
	{"one name of an element", func(n int) string { return "<" + fill("x", n) + ">x" }},
}

// unread are kinds that hide what stands behind them from every reader of HTML.
var unread = map[string]bool{
	"comments that never end": true, "tags that never end": true, "quotes that never end": true, "frames in frames": true, "nested templates": true,
	"choices": true,
}

// markdown are bodies of Markdown.
var markdown = []struct {
	name string
	make func(n int) string
}{
	{"brackets", func(n int) string { return fill("[", n) }},
	{"links that never end", func(n int) string { return fill("[a](", n) }},
	{"pictures that never end", func(n int) string { return fill("![a](b", n) }},
	{"addresses that never end", func(n int) string { return "[l](http://k) <span>x</span> " + fill("<http://a", n) }},
	{"emphasis", func(n int) string { return fill("*a_b", n) }},
	{"emphasis of every length", func(n int) string { return fill("**a *b __c _d ", n) }},
	{"tildes", func(n int) string { return fill("~a~~b", n) }},
	{"backticks of every length", func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat("`", i) + " ")
		}
		return b.String()
	}},
	{"quotations", func(n int) string { return fill("> ", n) + "a" }},
	{"items", func(n int) string { return fill("- ", n) + "a" }},
	{"items deeper and deeper", func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(" ", i) + "- a\n")
		}
		return b.String()
	}},
	{"definitions of links", func(n int) string { return count("[a%d]: /x\n", n) }},
	{"uses of a link", func(n int) string { return "[a]: /x\n\n" + fill("[a] ", n) }},
	{"uses of no link", func(n int) string { return fill("[a][b] ", n) }},
	{"footnotes", func(n int) string { return count("[^%d] ", n/2) + "\n\n" + count("[^%d]: a\n", n/2) }},
	{"a wide table", func(n int) string { return "|" + fill("a|", n/3) + "\n|" + fill("-|", n/3) + "\n|" + fill("b|", n/3) }},
	{"a ragged table", func(n int) string { return "|" + fill("a|", n/3) + "\n|" + fill("-|", n/3) + "\n" + fill("|b|\n", n/3) }},
	{"fences", func(n int) string { return fill("```\n", n) + "```\n" }},
	{"tags that never end", func(n int) string { return fill("<a b", n) }},
	{"declarations that never end", func(n int) string { return fill("a <!X ", n) }},
	{"instructions that never end", func(n int) string { return fill("a <? ", n) }},
	{"blocks of HTML", func(n int) string { return fill("<div>\n\n", n) }},
	{"HTML within lines", func(n int) string { return fill("<b>a</b> *b* ", n) }},
	{"template tags that never end", func(n int) string { return fill("{{ {% ", n) }},
	{"attribute lists", func(n int) string { return fill("a {: .b }\n\n", n) }},
	{"references", func(n int) string { return fill("&#", n) }},
	{"backslashes", func(n int) string { return fill(`\`, n) }},
	{"line feeds", func(n int) string { return fill("\n", n) + "a" }},
	{"one long line", func(n int) string { return fill("word ", n) }},
	{"headings", func(n int) string { return count("# Night %d\n\n", n) }},
	{"underlines", func(n int) string { return fill("a\n", n) + "===\n" }},
	{"addresses", func(n int) string { return fill("www.a.", n) }},
	{"at signs", func(n int) string { return fill("a@b", n) }},
	{"formulas that never end", func(n int) string { return fill("$a $$b ", n) }},
}

// headers are front matter.
var headers = []struct {
	name string
	make func(n int) string
}{
	{"YAML aliases of aliases", func(n int) string {
		var b strings.Builder
		b.WriteString("---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
		for i := 1; b.Len() < min(n, 100<<10); i++ {
			fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
		}
		return b.String() + "---\n"
	}},
	{"YAML merges of merges", func(n int) string {
		var b strings.Builder
		b.WriteString("---\na0: &a0 {x: y}\n")
		for i := 1; b.Len() < min(n, 100<<10); i++ {
			fmt.Fprintf(&b, "a%d: &a%d {<<: [*a%d, *a%d]}\n", i, i, i-1, i-1)
		}
		return b.String() + "---\n"
	}},
	{"nested lists of YAML", func(n int) string { return "---\na: " + wrap("[", "x", "]", n) + "\n---\n" }},
	{"nested mappings of YAML", func(n int) string { return "---\na: " + wrap("{b: ", "x", "}", n) + "\n---\n" }},
	{"nested blocks of YAML", func(n int) string { return "---\na:\n " + fill("- ", n) + "x\n---\n" }},
	{"YAML keys", func(n int) string { return "---\n" + count("k%d: v\n", n) + "---\n" }},
	{"YAML keys alike", func(n int) string { return "---\n" + fill("k: v\n", n) + "---\n" }},
	{"a long YAML key", func(n int) string { return "---\n? " + fill("k", n) + "\n: v\n---\n" }},
	{"a long YAML key without a mark", func(n int) string { return "---\n" + fill("k", n) + ": v\n---\n" }},
	{"a long YAML value", func(n int) string { return "---\ntitle: " + fill("word ", n) + "\n---\n" }},
	{"a YAML value with quotes", func(n int) string { return "---\ntitle: \"" + fill(`a"b`, n) + "\"\n---\n" }},
	{"YAML quotes that never end", func(n int) string { return "---\n" + fill("a: \"\n", n) + "---\n" }},
	{"YAML tags", func(n int) string { return "---\ntags: [" + fill("!!js/function a, ", n) + "b]\n---\n" }},
	{"YAML comments", func(n int) string { return "---\n" + fill("# c\n", n) + "title: a\n---\n" }},
	{"YAML documents", func(n int) string { return "---\ntitle: a\n" + fill("---\n", n) }},
	{"YAML that never ends", func(n int) string { return "---\n" + fill("a: b\n", n) }},
	{"tabs in YAML", func(n int) string { return "---\n" + fill("\ta: b\n", n) + "---\n" }},
	{"indents of YAML", func(n int) string {
		var b strings.Builder
		b.WriteString("---\n")
		for i := 0; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		return b.String() + "---\n"
	}},
	{"tags of HTML in a title", func(n int) string { return "---\ntitle: '" + fill("<b>", n) + "'\n---\n" }},
	{"references in a title", func(n int) string { return "---\ntitle: '" + fill("&am", n) + "'\n---\n" }},
	{"a long date", func(n int) string { return "---\ndate: '" + fill("1-", n) + "'\n---\n" }},
	{"nested tables of TOML", func(n int) string { return "+++\n[" + strings.TrimSuffix(fill("a.", n), ".") + "]\n+++\n" }},
	{"tables of TOML", func(n int) string { return "+++\n" + count("[t%d]\n", n) + "+++\n" }},
	{"lists of tables of TOML", func(n int) string { return "+++\n" + fill("[[t]]\n", n) + "+++\n" }},
	{"nested lists of TOML", func(n int) string { return "+++\na = " + wrap("[", "1", "]", n) + "\n+++\n" }},
	{"a long TOML value", func(n int) string { return "+++\ntitle = \"" + fill("word ", n) + "\"\n+++\n" }},
	{"TOML quotes that never end", func(n int) string { return "+++\n" + fill("a = \"\"\"\n", n) + "+++\n" }},
	{"nested lists of JSON", func(n int) string { return `{"a": ` + wrap("[", "1", "]", n) + "}\n" }},
	{"nested objects of JSON", func(n int) string { return `{"a": ` + wrap(`{"b":`, "1", "}", n) + "}\n" }},
	{"JSON keys", func(n int) string { return "{" + count(`"k%d": 1, `, n) + `"z": 1}` + "\n" }},
	{"JSON that never ends", func(n int) string { return `{"a": ` + fill(`{"b": [`, n) }},
	{"JSON quotes that never end", func(n int) string { return `{"a": "` + fill(`\"`, n) }},
}

// zipped is a zip archive.
func zipped(files map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(data))
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// bomb writes a piece of text a hundred times as often as n bytes hold it.
func bomb(w io.Writer, piece string, n int) {
	chunk := []byte(fill(piece, 64<<10))
	for range 100 * n / len(chunk) {
		if _, err := w.Write(chunk); err != nil {
			panic(err) // a buffer takes everything
		}
	}
}

func gzipBomb(n int) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	bomb(z, "<p>", n)
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func zipBomb(n int) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("a.html")
	if err != nil {
		panic(err)
	}
	bomb(w, "<p>", n)
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func tarred(n int) []byte {
	var b bytes.Buffer
	t := tar.NewWriter(&b)
	for i := 0; b.Len() < n; i++ {
		if err := t.WriteHeader(&tar.Header{Name: fmt.Sprintf("a%d.html", i), Mode: 0o644, Size: 8}); err != nil {
			panic(err)
		}
		if _, err := t.Write([]byte("<p>x</p>")); err != nil {
			panic(err)
		}
	}
	if err := t.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// containers are files that hold articles.
var containers = []struct {
	name, ext string
	make      func(n int) []byte
}{
	{"entities of entities", "xml", func(n int) []byte {
		var b strings.Builder
		b.WriteString(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">`)
		for i := 1; b.Len() < n; i++ {
			fmt.Fprintf(&b, `<!ENTITY e%d "%s">`, i, strings.Repeat(fmt.Sprintf("&e%d;", i-1), 10))
		}
		return []byte(b.String() + `]><rss version="2.0"><channel><item><title>&e9;</title><description>&e9;</description></item></channel></rss>`)
	}},
	{"an entity that is used often", "xml", func(n int) []byte {
		return []byte(`<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "` + fill("x", n/2) + `">]><rss version="2.0"><channel><item><description>` + fill("&a;", n/2) + "</description></item></channel></rss>")
	}},
	{"nested elements", "xml", func(n int) []byte {
		return []byte(`<rss version="2.0"><channel><item><title>a</title>` + wrap("<x>", "", "</x>", n) + "</item></channel></rss>")
	}},
	{"items that never end", "xml", func(n int) []byte { return []byte(`<rss version="2.0"><channel>` + fill("<item>", n)) }},
	{"many items", "xml", func(n int) []byte {
		return []byte(`<rss version="2.0"><channel>` + count("<item><title>a</title><link>http://example.org/%d</link><description>b</description></item>", n) + "</channel></rss>")
	}},
	{"a large item", "xml", func(n int) []byte {
		return []byte(`<rss version="2.0"><channel><item><title>a</title><description>` + fill("&lt;p&gt;word word word", n) + "</description></item></channel></rss>")
	}},
	{"namespaces", "xml", func(n int) []byte {
		return []byte(`<rss version="2.0" ` + count("xmlns:n%d='u' ", n/2) + "><channel><item>" + fill("<a xmlns:x='u'/>", n/2) + "</item></channel></rss>")
	}},
	{"attributes of an item", "xml", func(n int) []byte {
		return []byte(`<rss version="2.0"><channel><item ` + count("a%d='b' ", n) + "><title>a</title></item></channel></rss>")
	}},
	{"a bomb in gzip", "html.gz", gzipBomb},
	{"a bomb in zip", "zip", zipBomb},
	{"an archive in an archive", "zip", func(n int) []byte {
		data := zipped(map[string]string{"a.html": "<p>x</p>"})
		for range min(n/200, 200) {
			data = zipped(map[string]string{"a.zip": string(data)})
		}
		return data
	}},
	{"many files of a zip", "zip", func(n int) []byte {
		files := map[string]string{}
		for i := range n / 150 {
			files[fmt.Sprintf("a%d.html", i)] = "<p>x</p>"
		}
		return zipped(files)
	}},
	{"many files of a tar", "tar", tarred},
	{"names that lead outside", "zip", func(n int) []byte {
		return zipped(map[string]string{strings.Repeat("../", 1000) + "a.html": "<p>x</p>", "/etc/a.html": "<p>x</p>", `..\..\b.html`: "<p>x</p>"})
	}},
	{"a book that lists a chapter often", "epub", func(n int) []byte {
		return zipped(map[string]string{
			"META-INF/container.xml": `<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>`,
			"p.opf":                  `<package><manifest><item id="a" href="a.xhtml"/></manifest><spine>` + fill(`<itemref idref="a"/>`, n) + `</spine></package>`,
			"a.xhtml":                "<html><body><p>" + fill("word ", n) + "</p></body></html>",
		})
	}},
	{"parts within parts of a mail", "eml", func(n int) []byte {
		return []byte("From: a@b.example\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n" + count("--b%[1]d\nContent-Type: multipart/mixed; boundary=b%[1]d1\n\n", n))
	}},
	{"parts of a mail", "eml", func(n int) []byte {
		return []byte("From: a@b.example\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + fill("--b\n\nx\n", n) + "--b--\n")
	}},
	{"fields of a mail", "eml", func(n int) []byte {
		return []byte("From: a@b.example\nSubject: s\n" + count("X-%d: y\n", n) + "\nx\n")
	}},
	{"words of a field", "eml", func(n int) []byte {
		return []byte("From: a@b.example\nSubject: " + fill("=?utf-8?B?YQ==?=\n ", n) + "\n\nx\n")
	}},
	{"an attachment", "eml", func(n int) []byte {
		return []byte("From: a@b.example\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>x</p>\n--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n" +
			base64.StdEncoding.EncodeToString([]byte(fill("x", n*3/4))) + "\n--b--\n")
	}},
	{"messages of a mailbox", "mbox", func(n int) []byte {
		return []byte(fill("From a@b.example Mon Jan  1 00:00:00 2024\nFrom: a@b.example\nSubject: s\n\nx\n\n", n))
	}},
	{"records of a web archive", "warc", func(n int) []byte {
		return []byte(fill("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n", n))
	}},
	{"a web archive that lies", "warc", func(int) []byte {
		return []byte("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/\r\nContent-Length: 9000000000000000000\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000000000000000000\r\n\r\n<p>x</p>")
	}},
	{"lines of JSON", "jsonl", func(n int) []byte { return []byte(count(`{"title": "a %d", "html": "<p>x</p>"}`+"\n", n)) }},
	{"one line of JSON", "jsonl", func(n int) []byte { return []byte(`{"title": "a", "html": "` + fill("<p>word word ", n) + `"}` + "\n") }},
	{"nested JSON", "jsonl", func(n int) []byte { return []byte(`{"html": "<p>x</p>", "a": ` + wrap("[", "", "]", n) + "}\n") }},
	{"references of a note", "enex", func(n int) []byte {
		return []byte(`<?xml version="1.0"?><en-export><note><title>a</title><content><![CDATA[<en-note>` + count(`<en-media hash="%d" type="image/png"/>`, n) + "</en-note>]]></content></note></en-export>")
	}},
	{"comments of posts", "xml", func(n int) []byte {
		return []byte(`<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>a</title><content:encoded><![CDATA[x]]></content:encoded>` +
			count("<wp:comment><wp:comment_id>%d</wp:comment_id><wp:comment_content>x</wp:comment_content></wp:comment>", n) + "</item></channel></rss>")
	}},
}

// DefaultSize is about how large an input is made.
const DefaultSize = 2 << 20

// Resources are all kinds.
func Resources() (list []Resource) {
	for _, m := range markup {
		article := func(n int) []byte { return []byte(before + m.make(n) + behind) }
		page := func(n int) []byte {
			return []byte("<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Ships</title></head><body><nav><a href=/>Home</a> <a href=/a>About</a></nav><main><article>" +
				before + m.make(n) + behind + "</article></main><footer>2024</footer></body></html>")
		}
		list = append(list, Resource{"article: " + m.name, "html", []string{"--from", "article"}, DefaultSize, article, !unread[m.name]},
			Resource{"page: " + m.name, "html", []string{"--from", "page"}, DefaultSize, page, !unread[m.name]})
	}
	for _, m := range markdown {
		body := func(n int) []byte {
			return []byte("# Ships\n\nFirst " + Words + "\n\n" + m.make(n) + "\n\nLast " + Words + "\n")
		}
		list = append(list, Resource{"markdown: " + m.name, "md", nil, DefaultSize, body, true})
	}
	for _, h := range headers {
		file := func(n int) []byte { return []byte(h.make(n) + "\n<p>First " + Words + "</p>\n" + behind + "\n") }
		list = append(list, Resource{"header: " + h.name, "md", nil, DefaultSize / 4, file, false})
	}
	for _, c := range containers {
		list = append(list, Resource{"container: " + c.name, c.ext, nil, DefaultSize, c.make, false})
	}
	return append(list,
		Resource{"a million tiny elements", "html", []string{"--from", "page"}, 8 << 20, func(n int) []byte {
			return []byte("<html><body><article>" + before + fill("<b>x</b>", n) + behind + "</article></body></html>")
		}, true},
		Resource{"a line of 64 MiB", "html", nil, 64 << 20, func(n int) []byte { return []byte("<p>" + fill("word ", n-200) + "</p>" + behind) }, true},
		Resource{"a line of 64 MiB in a page", "html", []string{"--from", "page"}, 64 << 20, func(n int) []byte {
			return []byte("<html><body><article>" + before + "<p>" + fill("word ", n-1000) + "</p>" + behind + "</article></body></html>")
		}, true},
		Resource{"a line of 64 MiB of Markdown", "md", nil, 64 << 20, func(n int) []byte {
			return []byte("# Ships\n\n" + fill("word ", n-1000) + "\n\nLast " + Words + "\n")
		}, true},
	)
}
