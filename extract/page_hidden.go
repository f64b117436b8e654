package extract

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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
	p.note("page.hidden-article", LevelInfo, "the article was taken from the page's "+best.name+": the visible one is missing or a fragment")
	return true
}

// fromLinkedData reads articleBody, or the text of a question and its answers.
func (p *pageRun) fromLinkedData() hiddenSource {
	main := p.head.ld.main
	body := firstNonEmpty(main.text("articleBody"), main.text("reviewBody"))
	if body == "" && main.is("DiscussionForumPosting", "SocialMediaPosting", "Question", "QAPage") {
		body = p.discussion(main)
	}
	return hiddenText("json-ld", body)
}

// discussion is a posting's text with its answers or comments, in order.
func (p *pageRun) discussion(o ldObject) string {
	parts := []string{o.text("text")}
	for _, key := range []string{"acceptedAnswer", "suggestedAnswer", "comment"} {
		for _, a := range p.head.ld.list(o[key]) {
			parts = append(parts, a.text("text"))
		}
	}
	return strings.TrimSpace(strings.Join(parts, "\n\n"))
}

// fromTemplates is the largest template's content.
func (p *pageRun) fromTemplates() hiddenSource {
	var best hiddenSource
	for n := p.doc; n != nil; n = nextNode(n) {
		if n.Type != html.ElementNode || n.DataAtom != atom.Template || n.FirstChild == nil {
			continue
		}
		if len(templateText(n)) < minTemplate {
			continue
		}
		if l := newLayout(n, "", p.model); l.words > best.size {
			best = hiddenSource{"template", n, l.words}
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
		b.WriteString(nodeText(c, minTemplate))
	}
	return b.String()
}

// stateNames begin the scripts that hold a page's data.
// Origins: Next.js, Nuxt, Redux, Apollo, Gatsby, Remix.
var stateNames = []string{
	"__NEXT_DATA__", "__NUXT__", "__NUXT_DATA__", "__INITIAL_STATE__", "__PRELOADED_STATE__", "__APOLLO_STATE__",
	"__INITIAL_DATA__", "__remixContext", "__DATA__", "INITIAL_STATE", "__STATE__",
}

// fromState reads the texts in the JSON of state scripts.
func (p *pageRun) fromState() hiddenSource {
	var best hiddenSource
	for n := p.doc; n != nil; n = nextNode(n) {
		if n.Type != html.ElementNode || n.DataAtom != atom.Script || n.FirstChild == nil {
			continue
		}
		src := stateJSON(n)
		if src == "" || len(src) > maxStateBytes {
			continue
		}
		if s := hiddenText("state script", stateText(src)); s.size > best.size {
			best = s
		}
	}
	return best
}

// stateJSON is the JSON in a state script, "" for any other script.
func stateJSON(n *html.Node) string {
	src := n.FirstChild.Data
	switch kind := strings.ToLower(strings.TrimSpace(pageAttr(n, "type"))); {
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

// stateText is the longest HTML text in a JSON document if it is an article
// by itself, else all texts that read like sentences, in order.
func stateText(src string) string {
	dec := json.NewDecoder(strings.NewReader(src))
	var prose []string
	longest := ""
	seen := map[string]bool{}
	for {
		tok, err := dec.Token()
		if err != nil {
			break // the end, or what follows the JSON in a script
		}
		s, ok := tok.(string)
		if !ok || len(s) < 40 || len(s) > maxStateString || seen[s] || !isProseText(s) {
			continue
		}
		seen[s] = true
		prose = append(prose, s)
		if hasMarkup(s) && len(s) > len(longest) {
			longest = s
		}
	}
	if len(longest) > 1000 {
		return longest
	}
	return strings.Join(prose, "\n\n")
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
		case isWide(r):
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
	l := newLayout(root, "", &pageModel{})
	return hiddenSource{name, root, l.words}
}

func appendHTML(root *html.Node, text string) bool {
	nodes, err := html.ParseFragmentWithOptions(strings.NewReader(text),
		&html.Node{Type: html.ElementNode, DataAtom: atom.Div, Data: "div"}, html.ParseOptionEnableScripting(false))
	if err != nil {
		return false
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
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
