package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/rules"
)

// callout makes a blockquote of an element that rows of the table of callouts
// match, in the form in which GitHub writes its alerts: of the classes
// markdown-alert and markdown-alert-KIND, its title in a markdown-alert-title.
func (c *cleaner) callout(n *html.Node, rows []int) {
	if !calloutElements[n.DataAtom] || dom.HasClass(n, "alert-dismissible") || dom.IsHollow(n) {
		return
	}
	for _, at := range rows {
		row := &c.rules.Callouts[at]
		if len(row.Site) > 0 && !rules.MatchesSite(row.Site, c.site) {
			continue
		}
		if row.Kind == rules.CalloutNone {
			return
		}
		title := c.calloutTitle(n, row.Title)
		if title != nil && dom.TextOf(title) == dom.TextOf(n) && !dom.HoldsContent(n) {
			return // there is nothing to set off
		}
		if kind := dom.FirstNonEmpty(calloutKind(n, row), calloutSign(n, title), row.Kind); kind != "" {
			c.asAlert(n, kind, title)
			return
		}
	}
}

// asAlert makes n an alert of a kind; a nil title is looked for.
func (c *cleaner) asAlert(n *html.Node, kind string, title *html.Node) {
	if table := dom.SkipBlank(n.FirstChild); table != nil && table.DataAtom == atom.Table {
		title = openCalloutTable(table)
	}
	if title == nil {
		title = c.leadingLabel(n, kind)
	}
	if n.DataAtom == atom.P {
		wrapLines(n)
	}
	if title != nil {
		c.Making(atom.Strong, title)
		if rules.CalloutKinds[strings.ToLower(strings.Trim(dom.TextOf(title), " :!"))] != "" { // the alert says it itself
			c.Making(atom.Sup, title)
		}
		p := dom.NewElement(atom.P, "class", "markdown-alert-title")
		dom.MoveChildren(p, title)
		title.Parent.RemoveChild(title)
		n.InsertBefore(p, n.FirstChild)
	}
	if n.DataAtom != atom.Blockquote {
		c.Making(atom.Blockquote, n)
	}
	quote := dom.NewElement(atom.Blockquote, "id", dom.Attr(n, "id"), "class", "markdown-alert markdown-alert-"+kind)
	n.Data, n.DataAtom, n.Attr = quote.Data, quote.DataAtom, quote.Attr
}

// calloutElements are those that a callout may be.
var calloutElements = dom.AtomSet(atom.Div, atom.Aside, atom.Section, atom.Blockquote, atom.P, atom.Figure, atom.Article, atom.Table)

// wrapLines puts what a paragraph holds into another in it.
func wrapLines(n *html.Node) {
	p := dom.NewElement(atom.P)
	dom.MoveChildren(p, n)
	n.AppendChild(p)
}

// calloutKind is the kind that the attributes of a callout name, "" for none.
func calloutKind(n *html.Node, row *rules.Callout) string {
	if kind := rules.CalloutKinds[strings.ToLower(dom.Attr(n, "data-callout"))]; kind != "" {
		return kind
	}
	weak := ""
	for class := range strings.FieldsSeq(dom.Attr(n, "class")) {
		if strings.Contains("."+row.Select+".", "."+class+".") || strings.HasSuffix(row.Select, "."+class) {
			continue // what the row asks for says nothing more
		}
		kind := rules.CalloutKinds[strings.ToLower(class)]
		for word := range strings.FieldsFuncSeq(strings.ToLower(class), isNotLetter) {
			if last := rules.CalloutKinds[word]; last != "" { // confluence-information-macro-warning
				kind = last
			} else if last = rules.CalloutKinds[strings.TrimPrefix(word, "note")]; last != "" {
				kind = last
			}
		}
		switch {
		case kind == "":
		case class == "note" || strings.Contains(class, "secondary") || strings.Contains(class, "primary"):
			weak = kind
		default:
			return kind
		}
	}
	return weak
}

func isNotLetter(r rune) bool { return r < 'a' || r > 'z' }

// calloutSigns are the kinds that the sign before a callout stands for.
var calloutSigns = map[string]string{"💡": "tip", "⚠": "warning", "❗": "important", "❕": "important", "‼": "important", "ℹ": "note", "📝": "note", "📌": "note",
	"🔥": "danger", "🚫": "danger", "❌": "danger", "⛔": "danger", "🚨": "danger", "✅": "tip", "🐛": "bug", "❓": "question"}

// calloutSign takes away the sign that Notion or Ghost puts before a callout, and
// tells the kind that it stands for.
func calloutSign(n, title *html.Node) string {
	for d := range n.Descendants() {
		if d.Type != html.TextNode || dom.IsWhite(d.Data) || title != nil && dom.IsWithin(d, title) {
			continue
		}
		text := strings.TrimSpace(d.Data)
		if kind := calloutSigns[strings.TrimSuffix(text, "\ufe0f")]; kind != "" {
			d.Data = ""
			return kind
		}
		if class := dom.Attr(d.Parent, "class"); isMark(text) && (strings.Contains(class, "symbol") || strings.Contains(class, "icon")) {
			d.Data = ""
		}
		return ""
	}
	return ""
}

// titleClasses are classes of the titles of callouts; those that begin with
// admonitionHeading are Docusaurus's.
var titleClasses = dom.NameSet(`markdown-alert-title admonition-title admonition-heading custom-block-title hint-container-title callout-title callout-heading
	alert-heading alert-title starlight-aside__title box-label label box-title su-note-title gb-block-notice-title callout-title-container title notice-title
	nextra-callout-title hextra-callout-title stk-block-heading__text details-summary book-hint-title`)

// maxTitleDepth bounds how deep in a callout its title may stand.
const maxTitleDepth = 6

// calloutTitle finds the title of a callout, nil if it has none.
func (c *cleaner) calloutTitle(n *html.Node, own string) *html.Node {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if title := titleIn(child, own, maxTitleDepth); title != nil {
			return title
		}
	}
	return nil
}

func titleIn(n *html.Node, own string, depth int) *html.Node {
	if n.Type != html.ElementNode || depth == 0 || calloutElements[n.DataAtom] && strings.Contains(dom.Attr(n, "class"), "content") && n.DataAtom != atom.Div {
		return nil
	}
	for class := range strings.FieldsSeq(dom.Attr(n, "class")) {
		if (titleClasses[class] || class == own || strings.HasPrefix(class, "admonitionHeading")) && dom.TextOf(n) != "" && n.DataAtom != atom.A {
			return n
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if title := titleIn(child, own, depth-1); title != nil {
			return title
		}
		if child.DataAtom == atom.P {
			break // the text began
		}
	}
	return nil
}

// leadingLabel is the first paragraph of a callout if it is no more than the name
// of its kind.
func (c *cleaner) leadingLabel(n *html.Node, kind string) *html.Node {
	first := dom.SkipBlank(n.FirstChild)
	for first != nil && first.DataAtom == atom.Div && len(dom.TextOf(first)) > 0 {
		first = dom.SkipBlank(first.FirstChild)
	}
	if first == nil || first.Type != html.ElementNode || first.NextSibling == nil && first.Parent == n {
		return nil
	}
	word := strings.ToLower(strings.Trim(dom.TextOf(first), " :!"))
	if rules.CalloutKinds[word] != kind {
		return nil
	}
	return first
}

// openCalloutTable leaves the content of a callout that is a table: an icon or
// label, and the text beside it (Asciidoctor). It returns the title of the text or,
// for want of one, the label.
func openCalloutTable(table *html.Node) (title *html.Node) {
	var icon, content *html.Node
	for d := range table.Descendants() {
		switch {
		case d.DataAtom != atom.Td || content != nil:
		case dom.HasClass(d, "icon"):
			icon = d
		default:
			content = d
		}
	}
	if content == nil {
		return nil
	}
	if first := dom.SkipBlank(content.FirstChild); first != nil && dom.HasClass(first, "title") {
		title = first
	} else if icon != nil && dom.TextOf(icon) != "" {
		title = icon
	}
	for child := content.FirstChild; child != nil; child = content.FirstChild {
		content.RemoveChild(child)
		table.Parent.InsertBefore(child, table)
	}
	if title == icon && icon != nil {
		label := dom.NewElement(atom.P)
		label.AppendChild(dom.NewText(dom.TextOf(icon)))
		table.Parent.InsertBefore(label, table)
		title = label
	}
	table.Parent.RemoveChild(table)
	return title
}
