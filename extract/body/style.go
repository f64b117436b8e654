package body

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// applyStyles writes what a style sheet says of emphasis into the style attributes
// of the spans that it is about, for the classes that word processors number: c7
// (Google Docs), s1 (Apple's HTML writer), T1 (LibreOffice). What other classes
// look like is the design of a site.
func applyStyles(root *html.Node, src []byte) {
	if !holdsSheet(src) {
		return
	}
	styles := map[string]string{} // by class
	for n := range root.Descendants() {
		if n.DataAtom == atom.Style && n.FirstChild != nil {
			readSheet(n.FirstChild.Data, styles)
		}
	}
	if len(styles) == 0 {
		return
	}
	for n := range root.Descendants() {
		if n.DataAtom == atom.Span {
			applyStyle(n, styles)
		}
	}
}

// maxBeforeSheet bounds how far a style sheet is looked for: word processors have it
// in the head, or before all else.
const maxBeforeSheet = 8 << 10

func holdsSheet(src []byte) bool {
	start := src[:min(len(src), maxBeforeSheet)]
	return bytes.Contains(start, []byte("<style")) || bytes.Contains(start, []byte("<STYLE"))
}

func applyStyle(n *html.Node, styles map[string]string) {
	own := ""
	for class := range strings.FieldsSeq(dom.Attr(n, "class")) {
		own += styles[class]
	}
	if own != "" {
		dom.SetAttr(n, "style", own+dom.Attr(n, "style"))
	}
}

// readSheet adds the declarations about emphasis of a style sheet to styles.
func readSheet(sheet string, styles map[string]string) {
	for rule := range strings.SplitSeq(sheet, "}") {
		selectors, declarations, ok := strings.Cut(rule, "{")
		if !ok || strings.Contains(declarations, "{") {
			continue
		}
		kept := aboutEmphasis(declarations)
		if kept == "" {
			continue
		}
		for selector := range strings.SplitSeq(selectors, ",") {
			class, ok := strings.CutPrefix(strings.TrimPrefix(strings.TrimSpace(selector), "span"), ".")
			if ok && isNumberedClass(class) {
				styles[class] += kept
			}
		}
	}
}

// aboutEmphasis is what of some declarations sets text off from other text.
func aboutEmphasis(declarations string) string {
	var b strings.Builder
	for declaration := range strings.SplitSeq(declarations, ";") {
		key, value, _ := strings.Cut(declaration, ":")
		switch strings.TrimSpace(strings.ToLower(key)) {
		case "font-weight", "font-style", "text-decoration", "text-decoration-line", "font-family":
			if !strings.Contains(value, "(") {
				b.WriteString(strings.TrimSpace(declaration) + ";")
			}
		}
	}
	return b.String()
}

// isNumberedClass tells whether a class is one or two letters and a number.
func isNumberedClass(class string) bool {
	letters := strings.TrimRight(class, "0123456789")
	return len(letters) >= 1 && len(letters) <= 2 && len(letters) < len(class) &&
		strings.Trim(strings.ToLower(letters), "abcdefghijklmnopqrstuvwxyz") == ""
}
