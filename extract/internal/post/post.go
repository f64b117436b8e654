package post

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/metadata"
)

// writerAttributes hold the name of a post's writer, and who writes them.
var writerAttributes = []string{
	"data-author",    // XenForo
	"data-username",  // various
	"data-user-card", // Discourse
}

// Writer is the writer that a node, or an element in it, names; "" if none does.
func Writer(n *html.Node) string {
	if n.Type != html.ElementNode {
		return ""
	}
	if name := WriterOf(n, true); name != "" {
		return name
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode {
			if name := WriterOf(d, true); name != "" {
				return name
			}
		}
	}
	return ""
}

// WriterOf is the writer that an element names by an attribute, or by its text
// if a class or property says that it is one; "" if it names none. line says that the
// element is part of a line, and no box that holds more than the name.
func WriterOf(n *html.Node, line bool) string {
	for _, key := range writerAttributes {
		if name := dom.OneLine(dom.AttrOnce(n, key)); name != "" && len(name) <= metadata.MaxWriterName {
			return name
		}
	}
	prop := dom.AttrOnce(n, "itemprop")
	says := prop == "author" || prop == "creator" || strings.Contains(dom.AttrOnce(n, "rel"), "author")
	for class := range strings.FieldsSeq(dom.AttrOnce(n, "class")) {
		says = says || metadata.BylinePlace(class) >= 0
	}
	if !says {
		return ""
	}
	name := dom.NodeText(n, metadata.MaxWriterName+20)
	if !line {
		if a := firstLink(n); a != nil {
			name = dom.NodeText(a, metadata.MaxWriterName+20)
		}
	}
	name, _ = metadata.CutBy(name)
	if names := metadata.CleanNames(name); len(names) == 1 && len(names[0]) <= metadata.MaxWriterName {
		return names[0]
	}
	return ""
}

func firstLink(n *html.Node) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.A && dom.NodeText(d, 80) != "" {
			return d
		}
	}
	return nil
}

// Time is when a node, or an element in it, says that a post was written: by the
// machine's time of an element, else by its text; "" if none does.
func Time(n *html.Node) string {
	if n.Type != html.ElementNode {
		return ""
	}
	if t := timeOf(n); t != "" {
		return t
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode {
			if t := timeOf(d); t != "" {
				return t
			}
		}
	}
	return ""
}

// timeClasses are parts of class names of elements that show when a post was
// written.
var timeClasses = []string{"date", "time", "posted"}

func timeOf(n *html.Node) string {
	for _, key := range []string{"datetime", "title"} {
		if t := ShortTime(dom.AttrOnce(n, key)); t != "" {
			return t
		}
	}
	class := dom.AttrOnce(n, "class")
	for _, part := range timeClasses {
		if n.DataAtom == atom.Time || dom.IndexFold(class, part) >= 0 {
			if text := dom.NodeText(n, 60); text != "" && strings.ContainsAny(text, "0123456789") && len(text) <= 50 {
				return text
			}
		}
	}
	return ""
}

// ShortTime is a date and time of ISO 8601 to the minute, "" for anything else.
func ShortTime(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 10 {
		return ""
	}
	date, ok := metadata.IsoDate(s)
	if !ok || !strings.HasPrefix(date, s[:10]) {
		return ""
	}
	if len(s) >= 16 && (s[10] == 'T' || s[10] == ' ') && s[13] == ':' {
		return s[:10] + " " + s[11:16]
	}
	return s[:10]
}

// Byline is a paragraph with the writer of a post and the time, "" if it is not known.
func Byline(author, when string) *html.Node {
	line, name := dom.NewElement(atom.P), dom.NewElement(atom.Strong)
	name.AppendChild(dom.NewText(author))
	line.AppendChild(name)
	if when != "" {
		line.AppendChild(dom.NewText(", " + when))
	}
	return line
}

// counterClasses are parts of class names of what counts votes, readers and the
// like.
var counterClasses = []string{"vote", "score", "like", "view", "repl", "share", "count", "reputation", "karma"}

// IsCounter tells whether the class of n says that it counts votes and the like.
func IsCounter(n *html.Node) bool {
	class := dom.AttrOnce(n, "class")
	for _, part := range counterClasses {
		if dom.IndexFold(class, part) >= 0 {
			return true
		}
	}
	return false
}

// IsCount tells whether a text is a number such as 30, +2, 1,204 or 5.1k.
func IsCount(s string) bool {
	s = strings.TrimRight(strings.TrimLeft(strings.TrimSpace(s), "+-−▲▼ "), "kKmM ")
	return s != "" && strings.Trim(s, "0123456789.,") == ""
}
