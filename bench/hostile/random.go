package hostile

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// signs are what means something to one reader of Markdown or another.
var signs = append(strings.Fields("` `` ``` ~~~ \\ \\\\ * ** _ [ ] ]( ]: ![ ( ) < > &lt; &#60; { } {: {::} }} {{ {% %} $ $$ \\( \\) | : ! # - + ^ [^a] [^a]: *[a]: <!-- --> --!> <b> </b> <pre> </pre> <p <? ?> <![CDATA[ ]]> "+
	"\" ' = === --- a http://e.org/ www.e.org a@e.org &nbsp; \u200b"),
	"\t", "    ", "\n", "\n\n", "- ", "* ", "1. ", "> ", "\n* ", "\n- ", "\n1. ", "\n```\n", "\n~~~\n", "\n    ", "\\\n", "  \n", "b c", "<p title='", `<x y="`)

// maker makes up articles.
type maker struct {
	*rand.Rand
	payloads []string
}

func newMaker(seed uint64) *maker {
	return &maker{rand.New(rand.NewPCG(seed, 0)), slices.Concat(live, misread, links, kramdown)}
}

func (m *maker) pick(list []string) string { return list[m.IntN(len(list))] }

// text is signs with a payload among them.
func (m *maker) text() string {
	var b strings.Builder
	for range m.IntN(5) {
		b.WriteString(m.pick(signs))
	}
	b.WriteString(m.pick(m.payloads))
	for range m.IntN(4) {
		b.WriteString(m.pick(signs))
	}
	return b.String()
}

// inlines are HTML within a line; %[1]s and %[2]s are texts, escaped.
var inlines = []string{
	"%[1]s", "%[1]s%[2]s", "<code>%[1]s</code>", "%[1]s<code>%[2]s</code>", "<b>%[1]s</b>", `<a href="%[1]s">%[2]s</a>`, `<a href=u title="%[1]s">%[2]s</a>`, `<img src=i.png alt="%[1]s" title="%[2]s">`, "%[1]s<br>%[2]s",
	"<kbd>%[1]s</kbd>", `<a href=u><img src="%[1]s" alt=a></a>`, `<span id="%[1]s">%[2]s</span>`, "<sup>%[1]s</sup>",
}

func (m *maker) inline() string {
	var b strings.Builder
	for range 1 + m.IntN(3) {
		b.WriteString(strings.SplitN(fmt.Sprintf(m.pick(inlines)+"\x00%[1]s%[2]s", escape.Replace(m.text()), escape.Replace(m.text())), "\x00", 2)[0])
	}
	return b.String()
}

// blocks are blocks of HTML; %[1]s is blocks or inline, %[2]s inline, %[3]s lines of text.
var blocks = []string{
	"<p>%[2]s</p>%[1]s", "<ul><li>%[1]s</li><li>%[2]s</li></ul>", "<ol><li><p>%[2]s</p>%[1]s</li></ol>", "<ol><li>%[1]s</ol>", "<blockquote>%[1]s</blockquote>", "<pre>%[3]s</pre>", "<pre><code class=language-x>%[3]s</code></pre>",
	"<table><tr><th>%[2]s<th>a<tr><td>b<td>%[1]s</table>", "<h2>%[2]s</h2>%[1]s", "<dl><dt>a<dd>%[1]s</dl>", "<details><summary>%[2]s</summary>%[1]s</details>", "<div>%[1]s</div>", "<figure>%[1]s<figcaption>%[2]s</figcaption></figure>",
}

func (m *maker) block(depth int) string {
	inner := m.inline()
	if depth > 0 {
		inner = ""
		for range 1 + m.IntN(2) {
			inner += m.block(depth - 1 - m.IntN(2))
		}
	}
	lines := escape.Replace(m.text() + "\n" + m.text() + "\n" + m.text())
	return strings.SplitN(fmt.Sprintf(m.pick(blocks)+"\x00%[1]s%[2]s%[3]s", inner, m.inline(), lines), "\x00", 2)[0]
}

// RandomMarkup is HTML of articles that a seed stands for.
func RandomMarkup(seed uint64, n int) (list []Payload) {
	m := newMaker(seed)
	for i := range n {
		input := m.block(m.IntN(4))
		if m.IntN(4) == 0 {
			input += m.pick(m.payloads) + m.block(0)
		}
		list = append(list, Payload{fmt.Sprintf("random html %d:%d", seed, i), input})
	}
	return list
}

// RandomMarkdown are bodies of Markdown that a seed stands for.
func RandomMarkdown(seed uint64, n int) (list []Payload) {
	m := newMaker(seed)
	for i := range n {
		body := ""
		for range 1 + m.IntN(3) {
			body += fmt.Sprintf(m.pick(markdownPlaces), m.text()) + m.pick([]string{"", "\n", "- ", "> ", "    "})
		}
		list = append(list, Payload{fmt.Sprintf("random markdown %d:%d", seed, i), body + "\n"})
	}
	return list
}
