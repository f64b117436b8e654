package page

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/metadata"
	"github.com/artx-cli/artx/internal/htmltree"
	"github.com/artx-cli/artx/note"
)

// Pages that scripts draw in the browser, and pages behind a wall, may show
// nothing while the whole article stands in their source: in JSON-LD, in the
// state that a script starts from, in a template. Those are used when what is
// visible is missing or a fragment of it.
const (
	minHidden      = 50  // words that make a hidden text worth taking
	fragmentShare  = 0.5 // of the words of articleBody that the visible article must have
	emptyPage      = 40  // words below which state scripts and templates are looked at
	maxStateBytes  = 8 << 20
	maxStateString = 2 << 20
	maxHiddenDepth = 512 // as of visible articles
)

// hiddenSource is a text that the page holds but does not show.
type hiddenSource struct {
	name string // as in PageAccount.Source
	root *html.Node
	size float32 // words
}

// useHidden takes the article from a hidden source when the visible one is
// missing or a fragment of it, and reports whether it did.
func (p *pageRun) useHidden(kept float32) bool {
	var best hiddenSource
	if s := p.fromLinkedData(); s.size >= minHidden && kept < fragmentShare*s.size {
		best = s
	}
	if kept < emptyPage {
		for _, s := range []hiddenSource{p.fromState(), p.fromTemplates()} {
			if s.size >= minHidden && s.size > 1.5*best.size && s.size > 2*kept {
				best = s
			}
		}
	}
	if best.root == nil {
		return false
	}
	p.res.Root, p.res.Account.Source = best.root, best.name
	p.note("page.hidden-article", note.Info, "the article was taken from the page's "+best.name+": the visible one is missing or a fragment")
	return true
}

// fromLinkedData reads articleBody, or the text of a question and its answers.
func (p *pageRun) fromLinkedData() hiddenSource {
	main := p.head.Ld.Main
	body := dom.FirstNonEmpty(main.Text("articleBody"), main.Text("reviewBody"))
	if body == "" && main.Is("DiscussionForumPosting", "SocialMediaPosting", "Question", "QAPage") {
		body = p.discussion(main)
	}
	return hiddenText("json-ld", body)
}

// minDescription is the number of words that make the description of a
// product worth adding.
const minDescription = 20

// missingDescription is the description of a product in the page's JSON-LD
// that the page does not show, where that says more than all that it shows:
// shops often draw it only when a tab is opened.
func (p *pageRun) missingDescription(blocks []bool, kept float32) hiddenSource {
	main := p.head.Ld.Main
	if !main.Is("Product", "ProductGroup") {
		return hiddenSource{}
	}
	s := hiddenText("json-ld", main.Text("description"))
	if s.size < minDescription || kept >= s.size {
		return hiddenSource{}
	}
	said := float32(0)
	for i := range blocks {
		if blocks[i] {
			said += p.layout.Blocks[i].Said[0]
		}
	}
	if said > fragmentShare*s.size {
		return hiddenSource{}
	}
	p.note("page.hidden-article", note.Info, "the product's description was taken from the page's "+s.name+": the page does not show it")
	return s
}

// discussion is a posting's text with its answers or comments, in order.
func (p *pageRun) discussion(o metadata.Object) string {
	parts := []string{o.Text("text")}
	for _, key := range []string{"acceptedAnswer", "suggestedAnswer", "comment"} {
		for _, a := range p.head.Ld.List(o[key]) {
			parts = append(parts, a.Text("text"))
		}
	}
	return strings.TrimSpace(strings.Join(parts, "\n\n"))
}

// fromTemplates is the largest template's content.
func (p *pageRun) fromTemplates() hiddenSource {
	var best hiddenSource
	for n := p.doc; n != nil; n = dom.NextNode(n) {
		if n.Type != html.ElementNode || n.DataAtom != atom.Template || n.FirstChild == nil {
			continue
		}
		if len(templateText(n)) < minTemplate {
			continue
		}
		if l := layPage(n, layout.Hints{}, p.model); l.Words > best.size {
			best = hiddenSource{"template", n, l.Words}
		}
	}
	if best.root != nil {
		root := &html.Node{Type: html.ElementNode, DataAtom: atom.Article, Data: "article"}
		for c := best.root.FirstChild; c != nil; c = best.root.FirstChild {
			detach(c)
			root.AppendChild(c)
		}
		best.root = root
	}
	return best
}

// minTemplate is how many bytes a template's text must have to be looked at.
const minTemplate = 100

func templateText(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil && b.Len() < minTemplate; c = c.NextSibling {
		b.WriteString(dom.NodeText(c, minTemplate))
	}
	return b.String()
}

// stateNames begin the scripts that hold a page's data.
// Origins: Next.js, Nuxt, Redux, Apollo, Gatsby, Remix.
var stateNames = []string{
	"__NEXT_DATA__", "__NUXT__", "__NUXT_DATA__", "__INITIAL_STATE__", "__PRELOADED_STATE__", "__APOLLO_STATE__",
	"__INITIAL_DATA__", "__remixContext", "__DATA__", "INITIAL_STATE", "__STATE__",
}

// streamName stands in the scripts by which Next.js sends a page piece by
// piece: each pushes [1, "a part of the stream"].
const streamName = "__next_f.push("

// fromState reads the texts in the JSON of state scripts.
func (p *pageRun) fromState() hiddenSource {
	var best hiddenSource
	var stream strings.Builder
	try := func(src string) {
		if src == "" || len(src) > maxStateBytes {
			return
		}
		if s := hiddenText("state script", stateText(src)); s.size > best.size {
			best = s
		}
	}
	for n := p.doc; n != nil; n = dom.NextNode(n) {
		if n.Type != html.ElementNode || n.DataAtom != atom.Script || n.FirstChild == nil {
			continue
		}
		src := n.FirstChild.Data
		if i := strings.Index(src[:min(len(src), 200)], streamName); i >= 0 && stream.Len() < maxStateBytes {
			stream.WriteString(streamPart(src[i+len(streamName):]))
			continue
		}
		try(stateJSON(n))
	}
	for line := range strings.Lines(stream.String()) { // each is a key, a colon and JSON
		if _, value, ok := strings.Cut(line, ":"); ok {
			try(value)
		}
	}
	return best
}

// streamPart is the text in the argument [1, "text"] that s begins with.
func streamPart(s string) string {
	var part []any
	if json.NewDecoder(strings.NewReader(s)).Decode(&part) != nil || len(part) < 2 {
		return ""
	}
	text, _ := part[1].(string)
	return text
}

// stateJSON is the JSON in a state script, "" for any other script.
func stateJSON(n *html.Node) string {
	src := n.FirstChild.Data
	switch kind := strings.ToLower(strings.TrimSpace(dom.AttrOnce(n, "type"))); {
	case kind == "application/json":
		return src
	case kind != "" && kind != "text/javascript" && kind != "module":
		return ""
	}
	head := src[:min(len(src), 200)]
	for _, name := range stateNames {
		if i := strings.Index(head, name); i >= 0 {
			if j := strings.IndexAny(src[i:], "{["); j >= 0 && j < 100 {
				return src[i+j:]
			}
		}
	}
	return ""
}

// stateText is the article in a JSON document: the longest HTML text if it is
// an article by itself, else the texts of the smallest part of the document
// that holds most of what reads like sentences, in order.
func stateText(src string) string {
	r := stateReader{seen: map[string]bool{}}
	r.read(json.NewDecoder(strings.NewReader(src)))
	if len(r.longest) > 1000 {
		return r.longest
	}
	part := stateSpan{0, len(r.texts), r.prose}
	for _, s := range r.spans { // inner ones first
		if s.prose*stateShareOf >= r.prose*stateShare {
			part = s
			break
		}
	}
	var b strings.Builder
	for _, t := range r.texts[part.from:part.to] {
		if t.heading {
			b.WriteString("<h2>" + html.EscapeString(t.text) + "</h2>\n")
		} else if hasMarkup(t.text) {
			b.WriteString(t.text + "\n")
		} else if isProseText(t.text) {
			for line := range strings.Lines(t.text) {
				if line = strings.TrimSpace(line); line != "" {
					b.WriteString("<p>" + html.EscapeString(html.UnescapeString(line)) + "</p>\n")
				}
			}
		}
	}
	return b.String()
}

// The part of a state that is taken for the article holds at least this share
// of its sentences; the rest is menus and teasers.
const (
	stateShare   = 2
	stateShareOf = 3
)

// stateReader gathers the texts of a JSON document.
type stateReader struct {
	texts   []stateString
	spans   []stateSpan // of each object and array, inner ones first
	prose   int         // bytes of texts that read like sentences
	longest string
	seen    map[string]bool
}

type stateString struct {
	text    string
	heading bool
}

// stateSpan are the texts of one object or array.
type stateSpan struct{ from, to, prose int }

// read reads what follows of dec, until its end or what is no JSON.
func (r *stateReader) read(dec *json.Decoder) {
	type level struct {
		span    stateSpan
		object  bool
		key     string // whose value comes next; "" before a key
		heading bool   // the object says that it is one
	}
	var open []level
	for {
		tok, err := dec.Token()
		if err != nil {
			return
		}
		delim, isDelim := tok.(json.Delim)
		if isDelim && (delim == '}' || delim == ']') {
			l := open[len(open)-1]
			open = open[:len(open)-1]
			if l.span.to = len(r.texts); l.span.to > l.span.from {
				l.span.prose = r.prose - l.span.prose
				r.spans = append(r.spans, l.span)
			}
			if l.heading {
				for i := l.span.from; i < l.span.to; i++ {
					r.texts[i].heading = true
				}
			}
		}
		var top *level
		if len(open) > 0 {
			top = &open[len(open)-1]
		}
		if isDelim && (delim == '{' || delim == '[') {
			open = append(open, level{span: stateSpan{from: len(r.texts), prose: r.prose}, object: delim == '{'})
			continue
		}
		s, isText := tok.(string)
		switch {
		case top == nil:
		case top.object && top.key == "":
			top.key = s
			continue
		case isText && top.key == "type" && strings.Contains(strings.ToLower(s), "head"):
			top.heading = true
		case isText && s != "":
			r.add(s, top.key)
		}
		if top != nil {
			top.key = ""
		}
	}
}

// stateKeys hold what may be text, however short.
var stateKeys = map[string]bool{"text": true, "value": true, "content": true, "children": true, "heading": true, "caption": true}

func (r *stateReader) add(s, key string) {
	prose := len(s) >= 40 && len(s) <= maxStateString && isProseText(s)
	if !prose && (!stateKeys[key] || len(s) > 200 || !strings.ContainsFunc(s, dom.IsWordRune)) || prose && r.seen[s] {
		return
	}
	if prose {
		r.seen[s] = true
		r.prose += len(s)
		if hasMarkup(s) && len(s) > len(r.longest) {
			r.longest = s
		}
	}
	r.texts = append(r.texts, stateString{text: s})
}

// isProseText keeps addresses, code, style and lists of ids out.
func isProseText(s string) bool {
	words, wide, odd := 0, 0, 0
	for i, r := range s {
		if i > 2000 {
			break
		}
		switch {
		case r == ' ':
			words++
		case dom.IsWide(r):
			wide++
		case r == '{' || r == '}' || r == '=' || r == ';' || r == '|' || r == '\\':
			odd++
		}
	}
	if strings.HasPrefix(s, "http") && words < 5 || odd > words/4+2 && !hasMarkup(s) {
		return false
	}
	return words >= 7 || wide >= 20
}

// hasMarkup reports whether a text is HTML rather than plain.
func hasMarkup(s string) bool {
	for _, tag := range []string{"</p>", "<br", "</div>", "</li>", "</h2>", "<p>"} {
		if strings.Contains(s, tag) {
			return true
		}
	}
	return false
}

// hiddenText makes a tree of a text that is HTML or has a line for each
// paragraph.
func hiddenText(name, text string) hiddenSource {
	text = strings.TrimSpace(text)
	if text == "" {
		return hiddenSource{}
	}
	if strings.Contains(text, "&lt;p&gt;") || strings.Contains(text, "&lt;/p&gt;") {
		text = html.UnescapeString(text)
	}
	root := &html.Node{Type: html.ElementNode, DataAtom: atom.Article, Data: "article"}
	if !hasMarkup(text) || !appendHTML(root, text) {
		appendParagraphs(root, html.UnescapeString(text))
	}
	l := layPage(root, layout.Hints{}, &pageModel{})
	return hiddenSource{name, root, l.Words}
}

func appendHTML(root *html.Node, text string) bool {
	div := &html.Node{Type: html.ElementNode, DataAtom: atom.Div, Data: "div"}
	tree, err := htmltree.ParseFragment(text, div, htmltree.Options{MaxDepth: maxHiddenDepth})
	if err != nil {
		return false
	}
	dom.MoveChildren(root, tree.Root)
	return true
}

func appendParagraphs(root *html.Node, text string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		p := &html.Node{Type: html.ElementNode, DataAtom: atom.P, Data: "p"}
		p.AppendChild(&html.Node{Type: html.TextNode, Data: line})
		root.AppendChild(p)
	}
}

// errorTitles begin the titles of pages that have nothing to tell: messages
// of web servers and of bot walls.
var errorTitles = []string{
	"404", "403", "500", "502", "503", "page not found", "not found", "access denied", "forbidden",
	"just a moment", "attention required", "are you a robot", "robot or human", "security check",
	"error", "service unavailable", "log in", "login", "sign in", "please wait", "verify you are human",
}

func isErrorTitle(title string) bool {
	title = strings.ToLower(title)
	for _, e := range errorTitles {
		if strings.HasPrefix(title, e) && len(title) < len(e)+20 {
			return true
		}
	}
	return false
}
