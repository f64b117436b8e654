package convert

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// Ways to write callouts, for [Options.Callouts].
const (
	// CalloutAlert is GitHub's: > [!NOTE], of its five kinds, a title in bold below.
	CalloutAlert = ""
	// CalloutObsidian is Obsidian's: > [!note] Title, of any kind.
	CalloutObsidian = "obsidian"
	// CalloutQuote is a plain quote that begins with the title in bold.
	CalloutQuote = "quote"
)

// alertKinds are the kinds of GitHub's alerts for those of others.
var alertKinds = map[string]string{
	"note": "NOTE", "info": "NOTE", "tip": "TIP", "hint": "TIP", "success": "TIP", "important": "IMPORTANT",
	"warning": "WARNING", "attention": "WARNING", "caution": "CAUTION", "danger": "CAUTION", "error": "CAUTION", "failure": "CAUTION", "bug": "CAUTION",
	"example": "NOTE", "question": "NOTE", "abstract": "NOTE", "quote": "NOTE", "todo": "NOTE", "seealso": "NOTE",
}

// alertOf is the kind of a blockquote that is a callout, as its class
// markdown-alert-KIND says; "" if it is none.
func alertOf(n *html.Node) string {
	if n.DataAtom != atom.Blockquote && n.DataAtom != atom.Div || len(n.Attr) == 0 || !dom.HasClass(n, "markdown-alert") {
		return ""
	}
	for class := range strings.FieldsSeq(dom.Attr(n, "class")) {
		if kind, ok := strings.CutPrefix(class, "markdown-alert-"); ok && alertKinds[kind] != "" {
			return kind
		}
	}
	return ""
}

// alertTitle is the title of a callout, nil if it has none; label tells that it
// is but the name of the kind, as a theme writes it where the author gave none.
func alertTitle(n *html.Node, kind string) (title *html.Node, label bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && dom.HasClass(c, "markdown-alert-title") {
			text := strings.ToLower(strings.Trim(strings.TrimSpace(dom.TextOf(c)), ":!："))
			return c, text == kind
		}
		if c.Type == html.ElementNode {
			break
		}
	}
	return nil, false
}

// alert writes a callout.
func (w *writer) alert(n *html.Node, kind string) {
	title, label := alertTitle(n, kind)
	w.separate(blockQuote)
	tight := w.tight
	w.tight = false
	w.within(quoteMark, quoteMark, func() {
		w.alertMark(kind, title, label)
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c != title {
				w.node(c)
			}
		}
	})
	w.tight = tight
	w.last = blockQuote
}

// alertMark writes the first lines of a callout: its kind and title.
func (w *writer) alertMark(kind string, title *html.Node, label bool) {
	switch {
	case w.opt.Callouts == CalloutQuote:
		if title != nil {
			w.boldLine(title)
		}
		return
	case w.opt.Callouts == CalloutObsidian:
		mark := "[!" + kind + "]"
		if title != nil && !label {
			w.noBreak++
			w.children(title)
			mark += " " + string(w.takeRun(false))
			w.noBreak--
		}
		w.markLine(mark)
		return
	}
	w.markLine("[!" + alertKinds[kind] + "]")
	if title != nil && !label {
		w.boldLine(title)
	}
}

// markLine writes the mark of a callout; a paragraph may follow on the next line.
func (w *writer) markLine(mark string) {
	w.begin(blockAlert)
	w.out = append(w.out, mark...)
	w.endLine()
}

func (w *writer) boldLine(title *html.Node) {
	w.open(format{kind: strong, delim: "**"})
	w.children(title)
	w.close(strong)
	w.flush()
}
