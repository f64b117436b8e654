package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/metadata"
)

// Threads: posts and the counters between them.

// A forum names the writer and the time of a post beside it, among badges and
// counts that are cut. addBylines brings both back, as a paragraph before each
// post, where a page has at least two posts that it names the writers of.

// post is one contribution to a thread.
type post struct {
	author, time string
	box          int32 // the smallest that holds both the writer's name and text that is kept
	first        int   // its first kept block
	signed       bool  // what is kept begins with the writer's name
}

// writerAttributes hold the name of a post's writer, and who writes them.
var writerAttributes = []string{
	"data-author",    // XenForo
	"data-username",  // various
	"data-user-card", // Discourse
}

// counterClasses are parts of class names of what counts votes, readers and the
// like.
var counterClasses = []string{"vote", "score", "like", "view", "repl", "share", "count", "reputation", "karma"}

// dropCounters cuts the numbers that count votes and the like, which say nothing
// without their buttons.
func (l *pageLayout) dropCounters(kept []bool) {
	for i := range l.Blocks {
		b := &l.Blocks[i]
		if !kept[i] || b.Words > 2 || b.Digits == 0 || !isCount(b.Text()) {
			continue
		}
		x := &l.Boxes[b.Box]
		if isCounter(x.Node) || x.Parent >= 0 && isCounter(l.Boxes[x.Parent].Node) {
			kept[i] = false
		}
	}
}

func isCounter(n *html.Node) bool {
	class := dom.AttrOnce(n, "class")
	for _, part := range counterClasses {
		if dom.IndexFold(class, part) >= 0 {
			return true
		}
	}
	return false
}

// isCount tells whether a text is a number such as 30, +2, 1,204 or 5.1k.
func isCount(s string) bool {
	s = strings.TrimRight(strings.TrimLeft(strings.TrimSpace(s), "+-−▲▼ "), "kKmM ")
	return s != "" && strings.Trim(s, "0123456789.,") == ""
}

// addBylines inserts the bylines and remembers them in the result.
func (p *pageRun) addBylines(posts []post) {
	for i := range posts {
		if posts[i].signed {
			continue
		}
		before := p.layout.Blocks[posts[i].first].First
		for before.Parent != nil && (before.Parent.DataAtom == atom.P || before.Parent.DataAtom == atom.Pre || dom.Headings[before.Parent.DataAtom]) {
			before = before.Parent
		}
		if before.Parent == nil {
			continue
		}
		line := bylineOf(&posts[i])
		before.Parent.InsertBefore(line, before)
		p.res.Bylines = append(p.res.Bylines, line)
	}
}

func bylineOf(t *post) *html.Node {
	line, name := dom.NewElement(atom.P), dom.NewElement(atom.Strong)
	name.AppendChild(dom.NewText(t.author))
	line.AppendChild(name)
	if t.time != "" {
		line.AppendChild(dom.NewText(", " + t.time))
	}
	return line
}

// findPosts finds the posts among what is kept whose writers are named in what
// is cut, or on a line that is kept and holds no more; that line is cut too, and
// so is one with the time alone.
func (l *pageLayout) findPosts(kept []bool) []post {
	signs := make([]bool, len(kept))
	text := slices.Clone(kept)
	for i := range kept {
		signs[i] = kept[i] && l.isPostSign(i)
		text[i] = kept[i] && !signs[i]
	}
	posts := l.postsBelow(text)
	for _, t := range posts {
		x := &l.Boxes[t.box]
		for i := x.From; i < x.To; i++ {
			kept[i] = text[i] || kept[i] && signs[i] && t.signed
		}
	}
	return posts
}

// isPostSign tells whether a block is no more than a writer's name or a time.
func (l *pageLayout) isPostSign(i int) bool {
	b := &l.Blocks[i]
	if b.Words > maxSignature {
		return false
	}
	text := dom.OneLine(b.Text())
	return text == l.writer(i) || text == dom.OneLine(shownTime(b))
}

// shownTime is the text of the first time element in a block, "" if there is
// none.
func shownTime(b *layout.Block) string {
	for n := b.First; n != nil; n = n.NextSibling {
		if n.DataAtom == atom.Time {
			return dom.TextOf(n)
		}
		for d := range n.Descendants() {
			if d.DataAtom == atom.Time {
				return dom.TextOf(d)
			}
		}
		if n == b.Last {
			break
		}
	}
	return ""
}

// postsBelow finds the posts whose writers are named in what is cut.
func (l *pageLayout) postsBelow(kept []bool) []post {
	before := make([]int32, len(kept)+1) // kept blocks before each
	for i, k := range kept {
		before[i+1] = before[i]
		if k {
			before[i+1]++
		}
	}
	byFirst := map[int]post{}
	for i := range l.Blocks {
		if kept[i] {
			continue
		}
		author := l.writer(i)
		if author == "" {
			continue
		}
		x := l.Blocks[i].Box
		for x > 0 && before[l.Boxes[x].To] == before[l.Boxes[x].From] {
			x = l.Boxes[x].Parent
		}
		if before[l.Boxes[x].To] == before[l.Boxes[x].From] {
			continue
		}
		first := int(l.Boxes[x].From)
		for !kept[first] {
			first++
		}
		if old, ok := byFirst[first]; !ok || l.Boxes[x].Depth > l.Boxes[old.box].Depth {
			byFirst[first] = post{author: author, box: x, first: first}
		}
	}
	return l.separatePosts(byFirst, kept)
}

// separatePosts lists the posts in order, without those whose box holds
// another: the name beside several posts is not that of the first one's writer.
func (l *pageLayout) separatePosts(byFirst map[int]post, kept []bool) []post {
	var posts []post
	for i := range kept {
		if t, ok := byFirst[i]; ok {
			posts = append(posts, t)
		}
	}
	var apart []post
	for i, t := range posts {
		x := &l.Boxes[t.box]
		// Boxes nest, so that one that holds another post holds a neighbour.
		if i+1 < len(posts) && x.Holds(&l.Boxes[posts[i+1].box]) || i > 0 && x.Holds(&l.Boxes[posts[i-1].box]) {
			continue
		}
		t.time = l.postTime(x, kept)
		t.signed = l.signed(&t, kept)
		apart = append(apart, t)
	}
	if len(apart) < 2 {
		return nil
	}
	return apart
}

// signed reports whether a short line that names the writer, and more, is kept
// at the beginning of a post. A line with the name alone gives way to the byline.
func (l *pageLayout) signed(t *post, kept []bool) bool {
	to := int(l.Boxes[t.box].To)
	if dom.OneLine(l.Blocks[t.first].Text()) == t.author {
		for next := t.first + 1; next < to; next++ {
			if kept[next] {
				kept[t.first] = false
				t.first = next
				break
			}
		}
	}
	for i := t.first; i < min(t.first+2, to); i++ {
		if b := &l.Blocks[i]; kept[i] && b.Words <= maxSignature && strings.Contains(b.Text(), t.author) {
			return true
		}
	}
	return false
}

// maxSignature is how many words a line with a writer's name and the time has
// at most.
const maxSignature = 15

// writer is the writer that a block names, "" if it names none.
func (l *pageLayout) writer(i int) string {
	b := &l.Blocks[i]
	if b.Words > 12 {
		return ""
	}
	if name := writerOf(l.Boxes[b.Box].Node, false); name != "" {
		return name
	}
	for n := b.First; n != nil; n = n.NextSibling {
		if name := writerIn(n); name != "" {
			return name
		}
		if n == b.Last {
			break
		}
	}
	return ""
}

func writerIn(n *html.Node) string {
	if n.Type != html.ElementNode {
		return ""
	}
	if name := writerOf(n, true); name != "" {
		return name
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode {
			if name := writerOf(d, true); name != "" {
				return name
			}
		}
	}
	return ""
}

// writerOf is the writer that an element names by an attribute, or by its text
// if a class or property says that it is one.
func writerOf(n *html.Node, line bool) string {
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
	if !line { // a box that holds more than the name
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

// postTime is when a post was written, as far as what is cut of its box tells:
// by the machine's time of an element, else by its text.
func (l *pageLayout) postTime(x *layout.Box, kept []bool) string {
	for i := x.From; i < x.To; i++ {
		if kept[i] {
			continue
		}
		b := &l.Blocks[i]
		for n := b.First; n != nil; n = n.NextSibling {
			if t := timeIn(n); t != "" {
				return t
			}
			if n == b.Last {
				break
			}
		}
	}
	return ""
}

func timeIn(n *html.Node) string {
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
		if t := shortTime(dom.AttrOnce(n, key)); t != "" {
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

// shortTime is a date and time of ISO 8601 to the minute, "" for anything else.
func shortTime(s string) string {
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
