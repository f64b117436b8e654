package body

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// knownElements are the elements of the HTML standard, obsolete ones included,
// and the roots of SVG and MathML. A tag of another name that nothing closes is
// what an author put in angle brackets: <your-name>.
var knownElements = dom.NameSet(`a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink
	blockquote body br button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em
	embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img
	input ins kbd label legend li link listing main map mark marquee math menu menuitem meta meter nav nobr noembed noframes
	noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search
	section select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead
	time title tr track tt u ul var video wbr xmp`)

// swallowingTags hold text alone, up to their end tag.
var swallowingTags = dom.NameSet("script style title textarea iframe xmp noembed noframes plaintext")

// structureTags mean nothing in a line of text without attributes: they belong
// to a page's head, a table or a form, or show what their attributes say.
var structureTags = dom.NameSet(`html head body base meta link frame frameset table caption colgroup col thead tbody tfoot tr td th
	form fieldset legend select option optgroup button input label datalist img a span embed object param source track area map canvas video audio picture svg math`)

// unclosedTags are those that people leave open in a line of text: their end
// tag may be left out, or ends with the line.
var unclosedTags = dom.NameSet(`p li dt dd br hr wbr b i em strong u s strike del ins small big code tt kbd samp var cite dfn q sub sup
	font mark abbr acronym center blockquote h1 h2 h3 h4 h5 h6`)

// names tells whether the first of the tags of a line is one that the text but
// names: "use a <script> tag". closed has the last end tag in the line by name.
func (m *markdown) names(t tag, closed map[string]int) bool {
	text := m.masked[t.start:t.end]
	n, tagName, closing := tagAt(text)
	name := string(tagName)
	known, swallows := knownElements[name], swallowingTags[name]
	switch {
	case n <= 0:
		return !bytes.HasPrefix(text, []byte("<!--"))
	case closing:
		m.survey()
		first, opened := m.firstStart[name]
		return (!known || swallows) && (!opened || first > t.start)
	case closed[name] > t.start:
		return false
	case isBare(text, tagName) && m.isAstray(t, name):
		return true
	case known && (unclosedTags[name] || !isBare(text, tagName)):
		return false
	case swallows:
		return true
	case structureTags[name]:
		return !m.endsBlock(t) || !m.endsLater(name, t.end)
	}
	return m.lastEndTag(name) < t.end
}

// listOf are the elements that an item belongs to.
var listOf = map[string][]string{"li": {"ul", "ol", "menu", "dir"}, "dt": {"dl"}, "dd": {"dl"}}

// isAstray tells whether a start tag in a line of text is that of an item in no
// list that is open, or of a heading that does not end.
func (m *markdown) isAstray(t tag, name string) bool {
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
		return !m.endsLater(name, t.end)
	}
	const far = 4 << 10
	lists := listOf[name]
	before := m.masked[max(0, t.start-far):t.start]
	for _, list := range lists {
		if countTags(before, "<"+list) > countTags(before, "</"+list) {
			return false
		}
	}
	return len(lists) > 0
}

// countTags counts the tags that begin so.
func countTags(src []byte, tag string) (n int) {
	for at := indexTag(src, 0, tag); at >= 0; at = indexTag(src, at+1, tag) {
		n++
	}
	return n
}

// endsBlock tells whether nothing stands behind a tag in its block.
func (m *markdown) endsBlock(t tag) bool {
	return isBlankText(m.masked[t.end:max(t.end, t.leaf)])
}

// isKnownTag tells whether t begins with a tag of an HTML element, or a comment.
func isKnownTag(t []byte) bool {
	_, name, _ := tagAt(t)
	return knownElements[string(name)] || bytes.HasPrefix(t, []byte("<!--"))
}

// isBare tells whether a start tag has no attributes.
func isBare(tag, name []byte) bool {
	return len(bytes.Trim(tag[len("<")+len(name):], " \t\n/>")) == 0
}

// endTags is where the last end tag of each name stands that belongs to the line
// of the first of the tags.
func (m *markdown) lineEndTags(tags []tag) map[string]int {
	ends := map[string]int{}
	for _, t := range tags {
		if t.leaf != tags[0].leaf {
			break
		}
		if n, name, closing := tagAt(m.masked[t.start:t.end]); n > 0 && closing {
			ends[string(name)] = t.start
		}
	}
	return ends
}

// survey sets firstStart and lastEnd, by what CommonMark takes for HTML.
func (m *markdown) survey() {
	if m.lastEnd != nil {
		return
	}
	m.firstStart, m.lastEnd = map[string]int{}, map[string]int{}
	for _, part := range m.parts {
		m.surveyHTML(part[0], part[1])
	}
	for _, b := range m.blocks {
		if b.html && b.node.Kind() != ast.KindHTMLBlock {
			m.surveyHTML(b.start, b.end)
		}
		for _, t := range b.tags {
			m.surveyHTML(t.start, t.end)
		}
	}
}

// surveyHTML does so for the HTML between two offsets.
func (m *markdown) surveyHTML(at, end int) {
	for failed := 0; at < end && failed <= maxDangling; {
		i := bytes.IndexByte(m.masked[at:end], '<')
		if i < 0 {
			return
		}
		at += i
		n, tagName, closing := tagAt(m.masked[at:end])
		if n < 0 {
			failed++
		}
		if name := string(tagName); n > 0 && closing {
			m.lastEnd[name] = max(m.lastEnd[name], at)
		} else if first, seen := m.firstStart[name]; n > 0 && (!seen || at < first) {
			m.firstStart[name] = at
		}
		at += max(n, 1)
	}
}

// lastEndTag is where the last end tag of a name stands, -1 if there is none.
func (m *markdown) lastEndTag(name string) int {
	m.survey()
	if at, ok := m.lastEnd[name]; ok {
		return at
	}
	return -1
}

// rawEnd is where the element ends that the first of the tags begins, if its
// content is no Markdown; 0 if it is, or if nothing ends it. All but pre end
// with their line.
func (m *markdown) rawEnd(tags []tag, closed map[string]int) int {
	t := tags[0]
	n, tagName, closing := tagAt(m.masked[t.start:t.end])
	name := string(tagName)
	if n <= 0 || closing || !rawInline[name] || closed[name] < t.start && (name != "pre" || m.lastEndTag(name) < t.end) {
		return 0
	}
	for _, other := range tags[1:] {
		if _, end, closing := tagAt(m.masked[other.start:other.end]); closing && string(end) == name {
			return other.end
		}
	}
	return 0
}

// isUnclosedCode tells whether a tag begins an element of code that nothing in its
// line ends.
func (m *markdown) isUnclosedCode(t tag, closed map[string]int) bool {
	n, name, closing := tagAt(m.masked[t.start:t.end])
	return n > 0 && !closing && codeElements[string(name)] && closed[string(name)] < t.start
}

var codeElements = dom.NameSet("code tt kbd samp")

// holdsMarkup tells whether what stands behind a tag in its block is more than text
// to Markdown, which code could not show.
func (m *markdown) holdsMarkup(t tag) bool {
	last, known := m.lastMarkup[t.node]
	if !known {
		if m.lastMarkup == nil {
			m.lastMarkup = map[ast.Node]int{}
		}
		last = m.findLastMarkup(t.node)
		m.lastMarkup[t.node] = last
	}
	return last >= t.end
}

// findLastMarkup is where the last markup in a block stands, -1 if there is none.
func (m *markdown) findLastMarkup(block ast.Node) (last int) {
	last = -1
	lines := block.Lines()
	if n := lines.Len(); n > 0 {
		from := lines.At(0).Start
		for _, mark := range []string{`\`, "&", "!["} {
			if i := bytes.LastIndex(m.masked[from:lines.At(n-1).Stop], []byte(mark)); i >= 0 {
				last = max(last, from+i)
			}
		}
	}
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case ast.KindLink, ast.KindAutoLink, ast.KindCodeSpan, ast.KindEmphasis:
			if first, ok := n.FirstChild().(*ast.Text); ok {
				last = max(last, first.Segment.Start)
			}
		}
		return ast.WalkContinue, nil
	})
	return last
}

// isNamed tells whether an HTML block begins with a tag that the text but names:
// one of an element of text alone that nothing closes, or one in angle brackets
// that is no element. So does a comment that does not end.
func (m *markdown) isNamed(b *markdownBlock) bool {
	lines := m.masked[b.start:b.end]
	lines = lines[indentOf(lines):]
	if bytes.HasPrefix(lines, []byte("<!--")) {
		return !bytes.Contains(m.masked[b.start:], []byte("-->"))
	}
	n, name, closing := tagAt(lines)
	if n <= 0 || closing || !isBare(lines[:n], name) {
		return false
	}
	if knownElements[string(name)] && !swallowingTags[string(name)] {
		return false
	}
	return m.lastEndTag(string(name)) < b.start
}

// swallowLength is where the tag ends that an HTML block begins with, if it is that of
// an element of text alone which nothing ends; of such a pre, where the first blank
// line begins. Else it is 0.
func (m *markdown) swallowLength(b *markdownBlock) int {
	lines := m.masked[b.start:b.end]
	indent := indentOf(lines)
	n, name, closing := tagAt(lines[indent:])
	if n > 0 && !closing && string(name) == "pre" {
		end := lengthToBlank(lines, indent+n)
		if indexTagFold(m.masked[b.start:], "</pre") >= 0 || end == len(lines) {
			return 0
		}
		return end
	}
	if n <= 0 || closing || !swallowingTags[string(name)] || textEnd(m.masked[b.start+indent+n:], string(name), new(missing)) >= 0 {
		return 0
	}
	return indent + n
}

// beginsAddress tells whether a tag stands where an address in angle brackets
// would: behind "](" or, at the start of a line, behind "[label]: ". As anything
// but a tag it would become one.
func (m *markdown) beginsAddress(t tag) bool {
	before := bytes.TrimRight(m.masked[m.lineStart(t.start):t.start], " ")
	label := bytes.TrimLeft(before, " >")
	return bytes.HasSuffix(before, []byte("](")) || len(label) > 3 && label[0] == '[' && (bytes.HasSuffix(label, []byte("]:")) || bytes.HasSuffix(label, []byte("]\\:")))
}

// partsLists tells whether block i is a comment that keeps a list and what comes
// behind it two: another list, or code; or code and code.
func (m *markdown) partsLists(i int) bool {
	if i == 0 || i+1 == len(m.blocks) {
		return false
	}
	b, before, next := &m.blocks[i], m.blocks[i-1].node.Kind(), m.blocks[i+1].node.Kind()
	if before != ast.KindList && (before != ast.KindCodeBlock || next != ast.KindCodeBlock) {
		return false
	}
	text := bytes.TrimSpace(m.masked[b.start:b.end])
	return b.html && bytes.HasPrefix(text, []byte("<!--")) && bytes.Index(text, []byte("-->")) == len(text)-len("-->") &&
		(next == ast.KindList || next == ast.KindCodeBlock)
}
