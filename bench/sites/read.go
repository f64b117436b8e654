package main

import (
	"bytes"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// features are what is counted, in the order of the table.
var features = []string{
	"heading", "rank", "paragraph", "listing", "language", "item", "task", "cell", "term", "definition", "footnote", "reference",
	"formula", "display", "image", "caption", "link", "quote", "callout", "summary",
}

// reading is what a Markdown text says: its leaf blocks in order, and for each
// feature the keys of what it has of it.
type reading struct {
	leaves []string
	facts  map[string][]string
}

// reader walks rendered Markdown.
type reader struct {
	reading
	title    string
	formulas []tex
	notes    map[string]string // text of a footnote by its id
	refs     []string          // ids that references lead to
	depth    int               // of lists
	quotes   int
	rank     int // of the last heading
	alert    string
}

var renderer = goldmark.New(
	goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList),
	goldmark.WithRendererOptions(html.WithUnsafe()),
)

// read returns what a Markdown text without a header says. A heading that
// repeats the title is no part of the article.
func read(title, md string) (reading, error) {
	md, formulas := takeFormulas(md)
	var b bytes.Buffer
	if err := renderer.Convert([]byte(md), &b); err != nil {
		return reading{}, err
	}
	doc, err := xhtml.Parse(&b)
	if err != nil {
		return reading{}, err
	}
	r := &reader{title: oneLine(title), reading: reading{facts: map[string][]string{}}, formulas: formulas, notes: map[string]string{}}
	r.blocks(doc)
	for _, id := range r.refs {
		if body, ok := r.notes[id]; ok {
			r.fact("reference", body)
		}
	}
	return r.reading, nil
}

func (r *reader) fact(feature, key string) { r.facts[feature] = append(r.facts[feature], key) }

// leaf counts a block of text.
func (r *reader) leaf(text string) {
	if squeeze(text) != "" {
		r.leaves = append(r.leaves, text)
	}
}

// blocks walks the children of n that are blocks; text among them is a paragraph.
func (r *reader) blocks(n *xhtml.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if isInline(c) {
			var run []*xhtml.Node
			for ; c != nil && isInline(c); c = c.NextSibling {
				run = append(run, c)
			}
			r.paragraph(run)
			next = c
		} else {
			r.block(c)
		}
		c = next
	}
}

func (r *reader) block(n *xhtml.Node) {
	switch n.DataAtom {
	case atom.Head, atom.Hr:
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		r.heading(n)
	case atom.P:
		r.paragraph(children(n))
	case atom.Figcaption:
		r.fact("caption", r.text(n))
		r.leaf(r.quiet(children(n)))
	case atom.Pre:
		r.listing(n)
	case atom.Ul, atom.Ol:
		r.depth++
		r.blocks(n)
		r.depth--
	case atom.Li:
		r.item(n)
	case atom.Dt, atom.Dd:
		r.fact(map[atom.Atom]string{atom.Dt: "term", atom.Dd: "definition"}[n.DataAtom], r.quiet(children(n)))
		r.blocks(n)
	case atom.Table:
		r.table(n)
	case atom.Blockquote:
		r.quote(n)
	case atom.Summary:
		text := r.text(n)
		r.fact("summary", text)
		r.leaf(text)
	case atom.Div:
		if attr(n, "class") == "footnotes" {
			r.footnotes(n)
			return
		}
		r.blocks(n)
	default:
		r.blocks(n)
	}
}

// heading counts its text, and its text with whether it is deeper, higher or
// the same as the one before.
func (r *reader) heading(n *xhtml.Node) {
	text, rank := r.text(n), int(n.Data[1]-'0')
	if text == r.title {
		return
	}
	step := "first"
	switch {
	case r.rank == 0:
	case rank > r.rank:
		step = "deeper"
	case rank < r.rank:
		step = "higher"
	default:
		step = "same"
	}
	r.rank = rank
	r.fact("heading", text)
	r.fact("rank", step+" "+text)
	r.leaf(text)
}

// paragraph counts a run of inline nodes.
func (r *reader) paragraph(run []*xhtml.Node) {
	text := r.texts(run)
	if strings.TrimSpace(text) == "" {
		return
	}
	switch {
	case r.alert != "":
		r.fact("callout", r.alert+" "+text)
	case r.quotes > 0:
		r.fact("quote", text)
	}
	r.fact("paragraph", text)
	r.bold(run, text)
	r.leaf(text)
}

// bold parts a paragraph that begins in bold.
func (r *reader) bold(run []*xhtml.Node, text string) {
	if run[0].DataAtom != atom.Strong {
		return
	}
	start := r.quiet(run[:1])
	r.fact("bold", start)
	if rest := strings.TrimSpace(strings.TrimPrefix(text, start)); rest != "" {
		r.fact("behind bold", rest)
	}
}

func (r *reader) listing(n *xhtml.Node) {
	lang := ""
	if c := n.FirstChild; c != nil && c.DataAtom == atom.Code {
		lang = strings.TrimPrefix(attr(c, "class"), "language-")
	}
	code := rawText(n)
	lines := strings.Split(code, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(strings.ReplaceAll(lines[i], "\t", "    "), " ")
	}
	key := strings.Trim(strings.Join(lines, "\n"), "\n")
	r.fact("listing", key)
	if lang != "" {
		r.fact("language", languageName(lang)+": "+key)
	}
	r.leaf(code)
}

func (r *reader) item(n *xhtml.Node) {
	own := r.own(n)
	r.fact("item", fmt.Sprintf("%d %s %s", r.depth, n.Parent.Data, own))
	if box := find(n, atom.Input); box != nil {
		state := "open "
		if hasAttr(box, "checked") {
			state = "done "
		}
		r.fact("task", state+own)
	}
	r.blocks(n)
}

// own returns an item's text without that of lists in it.
func (r *reader) own(n *xhtml.Node) string {
	var run []*xhtml.Node
	for _, c := range children(n) {
		switch c.DataAtom {
		case atom.Ul, atom.Ol, atom.Pre, atom.Blockquote, atom.Table:
			return strings.TrimSpace(r.quiet(run))
		}
		run = append(run, c)
	}
	return strings.TrimSpace(r.quiet(run))
}

func (r *reader) table(n *xhtml.Node) {
	row := 0
	for tr := range n.Descendants() {
		if tr.DataAtom != atom.Tr {
			continue
		}
		col := 0
		for _, cell := range children(tr) {
			if cell.DataAtom != atom.Td && cell.DataAtom != atom.Th {
				continue
			}
			text := r.text(cell)
			r.fact("cell", fmt.Sprintf("%d,%d %s", row, col, text))
			r.leaf(text)
			col++
		}
		row++
	}
}

func (r *reader) quote(n *xhtml.Node) {
	before := r.alert
	if p := find(n, atom.P); p != nil && p.FirstChild != nil {
		if rest, ok := strings.CutPrefix(p.FirstChild.Data, "[!"); ok && p.FirstChild.Type == xhtml.TextNode {
			name, text, _ := strings.Cut(rest, "]")
			r.alert = strings.ToLower(name)
			p.FirstChild.Data = strings.TrimSpace(text)
		}
	}
	r.quotes++
	r.blocks(n)
	r.quotes--
	r.alert = before
}

// footnotes reads what goldmark makes of the definitions.
func (r *reader) footnotes(n *xhtml.Node) {
	for li := range n.Descendants() {
		if li.DataAtom != atom.Li || !strings.HasPrefix(attr(li, "id"), "fn:") {
			continue
		}
		text := strings.TrimSpace(r.text(li))
		r.notes[attr(li, "id")] = text
		r.fact("footnote", text)
		r.leaf(text)
	}
}

// text returns the text of n in one line, and counts the links, images and
// formulas in it.
func (r *reader) text(n *xhtml.Node) string { return r.texts(children(n)) }

func (r *reader) texts(run []*xhtml.Node) string {
	var b strings.Builder
	for _, n := range run {
		r.inline(&b, n)
	}
	return oneLine(r.expand(b.String(), true))
}

// quiet returns text as texts does and counts nothing.
func (r *reader) quiet(run []*xhtml.Node) string {
	q := reader{reading: reading{facts: map[string][]string{}}, formulas: r.formulas}
	return q.texts(run)
}

func (r *reader) inline(b *strings.Builder, n *xhtml.Node) {
	switch {
	case n.Type == xhtml.TextNode:
		b.WriteString(n.Data)
		return
	case n.DataAtom == atom.Img:
		r.fact("image", address(attr(n, "src"))+" "+oneLine(attr(n, "alt")))
		return
	case n.DataAtom == atom.Br:
		b.WriteByte('\n')
		return
	case n.DataAtom == atom.A && attr(n, "class") == "footnote-ref":
		r.refs = append(r.refs, strings.TrimPrefix(attr(n, "href"), "#"))
		return
	case n.DataAtom == atom.A && attr(n, "class") == "footnote-backref":
		return
	}
	before := b.Len()
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.inline(b, c)
	}
	if href := attr(n, "href"); n.DataAtom == atom.A && href != "" && !strings.HasPrefix(href, "#") {
		r.fact("link", address(href)+" "+oneLine(r.expand(b.String()[before:], false)))
	}
}

// expand puts formulas back, and counts them if that is asked.
func (r *reader) expand(s string, count bool) string {
	for {
		before, rest, ok := strings.Cut(s, string(markOpen))
		if !ok {
			return s
		}
		number, after, _ := strings.Cut(rest, string(markClose))
		i, err := strconv.Atoi(number)
		if err != nil || i >= len(r.formulas) {
			return s
		}
		f := r.formulas[i]
		if count {
			r.fact(map[bool]string{true: "display", false: "formula"}[f.display], f.source)
		}
		s = before + "$" + f.source + "$" + after
	}
}

func children(n *xhtml.Node) []*xhtml.Node {
	var out []*xhtml.Node
	for c := range n.ChildNodes() {
		out = append(out, c)
	}
	return out
}

func find(n *xhtml.Node, a atom.Atom) *xhtml.Node {
	for d := range n.Descendants() {
		if d.DataAtom == a {
			return d
		}
	}
	return nil
}

var inlines = map[atom.Atom]bool{
	atom.A: true, atom.Abbr: true, atom.B: true, atom.Br: true, atom.Code: true, atom.Del: true, atom.Em: true, atom.I: true,
	atom.Img: true, atom.Input: true, atom.Ins: true, atom.Kbd: true, atom.Mark: true, atom.S: true, atom.Small: true,
	atom.Span: true, atom.Strong: true, atom.Sub: true, atom.Sup: true, atom.U: true, atom.Ruby: true,
}

func isInline(n *xhtml.Node) bool {
	return n.Type == xhtml.TextNode || n.Type == xhtml.CommentNode || inlines[n.DataAtom]
}

func attr(n *xhtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *xhtml.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func rawText(n *xhtml.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == xhtml.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// typography undoes what generators do to quotes, dashes and dots of a text.
var typography = strings.NewReplacer(
	"“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'", "–", "-", "—", "-", "---", "-", "--", "-", "…", "...", "\u00a0", " ", "\u200b", "",
)

func oneLine(s string) string {
	return typography.Replace(strings.Join(strings.Fields(s), " "))
}

// squeeze returns the letters and digits of a text.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// address undoes percent-encoding.
func address(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}

// languageNames are names of the same language.
var languageNames = map[string]string{"sh": "bash", "shell": "bash", "console": "bash", "py": "python", "yml": "yaml", "golang": "go"}

func languageName(s string) string {
	s, _, _ = strings.Cut(strings.ToLower(s), " ")
	if name, ok := languageNames[s]; ok {
		return name
	}
	return s
}
