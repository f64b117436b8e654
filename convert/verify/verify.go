// Package verify reads the source of an article a second time, by a way of its own, and
// compares it with what its Markdown is rendered as. It knows nothing of the writer.
package verify

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/internal/listing"
	"github.com/artx-cli/artx/convert/template"
	"github.com/artx-cli/artx/internal/commonmark"
	"github.com/artx-cli/artx/note"
)

// Source is what Markdown was made of, as it came.
type Source struct {
	// Body is HTML, or Markdown with HTML among it. A word of more than three
	// letters x stands for a template tag, and is not compared.
	Body     []byte
	Markdown bool

	// Original is where the places of notes are counted in: the body before
	// anything in it was masked or expanded. Nil leaves them out.
	Original []byte

	// Removed is the HTML of what was removed under a note.
	Removed []string

	// Made are the elements that a rule made of other markup.
	Made []Made

	// Changed are the addresses that each address of the source became, under a
	// note or by a rule; none for one that was removed under a note.
	Changed map[string][]string
}

// Made is an element that a rule made of other markup: a blockquote, li or pre,
// emphasis by any element for it; math, sup or a, the formula, footnote or player in
// whose place its marks, picture or address are not shown.
type Made struct {
	Element atom.Atom
	Markup  string // what it was made of, as HTML
}

// Compare reads the source of an article a second time, by a way of its own, and
// renders markdown, which was made of it. What the one shows and the other does
// not is a warning that shows it:
//
//   - "verify.text": a word;
//   - "verify.link", "verify.image": where a link leads, an image, a player;
//   - "verify.code": a listing, to the letter;
//   - "verify.structure": a heading, quote, list or table that was none, or is none any more; another rank of a heading, kind,
//     depth or first number of a list; paragraphs, items or lines that became one; emphasis that was not there, or of HTML is not.
//
// HTML is read from its tokens, Markdown as a CommonMark reader renders it. Of
// what was removed or changed src knows. Formulas in MathML are not compared,
// nor the numbers of footnotes. Notes have the line and column in src.Original of what
// was lost, where it is found there. It returns nil if nothing was lost.
func Compare(markdown []byte, src Source) []note.Note {
	if src.Markdown && bytes.Equal(markdown, src.Body) {
		return nil
	}
	skipped := 0
	if src.Markdown {
		n := commonStart(src.Body, markdown)
		if len(src.Original) == len(src.Body) {
			skipped = n
		}
		src.Body, markdown = src.Body[n:], markdown[n:]
	}
	want, err := src.read()
	if err != nil {
		return []note.Note{{Code: "verify.text", Level: note.Warning, Message: "the source cannot be rendered: " + err.Error()}}
	}
	rendered, err := renderTokens(markdown)
	if err != nil {
		return []note.Note{{Code: "verify.text", Level: note.Warning, Message: "the Markdown cannot be rendered: " + err.Error()}}
	}
	c := comparison{want: want, got: readTokens(rendered, true), src: src, skipped: skipped, changed: map[string][]string{}}
	for from, to := range src.Changed {
		from = comparableAddress(from)
		c.changed[from] = append(c.changed[from], to...)
	}
	c.listings()
	c.addresses()
	c.blocks()
	if c.skipSameWords(); len(c.want.words) > 0 {
		c.words()
		c.emphasis()
		c.surroundings()
		c.joins()
	}
	return c.notes
}

// commonStart is how much of two texts of Markdown is the same and reads the same
// whatever stands behind it: paragraphs, headings, lists and quotes without a tag,
// where no definition of a link and no fence is.
func commonStart(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	same := a[:n]
	for _, mark := range []string{"<", "```", "~~~", "$"} {
		if i := bytes.Index(same, []byte(mark)); i >= 0 {
			same = same[:i]
		}
	}
	for {
		i := bytes.LastIndex(same, []byte("\n\n"))
		if i < 0 || bytes.Contains(a, []byte("]:")) || bytes.Contains(b, []byte("]:")) {
			return 0
		}
		if n := i + len("\n\n"); !beginsIndented(a[n:]) && !beginsIndented(b[n:]) {
			return n
		}
		same = same[:i]
	}
}

// beginsIndented tells whether text goes on with what may belong to a block before.
func beginsIndented(t []byte) bool {
	return len(t) == 0 || t[0] == ' ' || t[0] == '\t' || t[0] == '\n'
}

// read reads the source.
func (src *Source) read() (*reading, error) {
	body := bytes.ReplaceAll(src.Body, []byte("<&#47;"), []byte("</")) // as importers wrote it
	places := map[string]bool{}
	for from, to := range src.Changed {
		places[from] = len(to) > 0 && strings.HasPrefix(to[0], "#")
	}
	if !src.Markdown {
		return readWithPlaces(body, false, places), nil
	}
	rendered, err := renderSource(body)
	if err != nil {
		return nil, err
	}
	return readWithPlaces(rendered, true, places), nil
}

func renderTokens(markdown []byte) ([]byte, error) {
	var rendered bytes.Buffer
	if err := commonmark.Renderer().Convert([]byte(plainFormulas(template.Shown(string(markdown)))), &rendered); err != nil {
		return nil, err
	}
	return rendered.Bytes(), nil
}

// plainFormulas keeps what formulas are written with from being emphasis: other
// characters stand in its place, which [tokenReader.text] turns back.
func plainFormulas(markdown string) string {
	if !strings.Contains(markdown, "$") {
		return markdown
	}
	return hideInLines(hideInBlocks(markdown))
}

// hideInBlocks hides the marks of emphasis between double dollar signs in a block.
func hideInBlocks(s string) string {
	const mark, limit = "$$", "\n\n"
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, mark)
		within, after, closed := strings.Cut(rest, mark)
		switch {
		case !ok || !closed:
			b.WriteString(s)
			return b.String()
		case strings.Contains(within, limit):
			b.WriteString(before + mark)
			s = rest
		default:
			b.WriteString(before + mark + hideMarks.Replace(within) + mark)
			s = after
		}
	}
}

// hideInLines hides them between dollar signs in a line that can begin and end a formula
// (pandoc's tex_math_dollars): one before no blank, one behind no blank and before no
// digit, neither escaped.
func hideInLines(s string) string {
	var b strings.Builder
	done, none := 0, 0 // none: up to where no formula ends
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\', strings.HasPrefix(s[i:], "$$"):
			i++
		case s[i] != '$' || i < none || i+1 == len(s) || isBlank(s[i+1]):
		default:
			end := formulaEnd(s, i+1)
			if s[end-1] != '$' || end == i+1 {
				none = end
				continue
			}
			b.WriteString(s[done:i] + hideMarks.Replace(s[i:end]))
			i, done = end-1, end
		}
	}
	return b.String() + s[done:]
}

// formulaEnd is behind the dollar sign that ends a formula which begins at an offset, or
// the end of the line.
func formulaEnd(s string, at int) int {
	for i := at; i < len(s) && s[i] != '\n'; i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '$' && !isBlank(s[i-1]) && (i+1 == len(s) || s[i+1] < '0' || s[i+1] > '9'):
			return i + 1
		}
	}
	if end := strings.IndexByte(s[at:], '\n'); end >= 0 {
		return at + end
	}
	return len(s)
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

var (
	hideMarks = strings.NewReplacer("_", "\ue001", "*", "\ue002")
	showMarks = strings.NewReplacer("\ue001", "_", "\ue002", "*", string(blankLineMark), "")
)

// comparison compares two readings.
type comparison struct {
	want, got *reading
	src       Source
	removed   map[string]int // see removedWords
	labels    []string       // see withoutLabels
	changed   map[string][]string
	skipped   int     // how much of the source was passed over
	all       []word  // of the source, those at its ends too that both readings have
	before    int     // how many of all stand before those of want
	places    *places // in the source, once they are asked for
	notes     []note.Note
}

func (c *comparison) note(code, format string, args ...any) {
	c.notes = append(c.notes, note.Note{Code: code, Level: note.Warning, Message: fmt.Sprintf(format, args...)})
}

// at sets the place of the last note.
func (c *comparison) at(find func(p *places) (offset int)) {
	if c.src.Original == nil {
		return
	}
	if c.places == nil {
		c.places = newPlaces(c.src.Original, c.skipped)
	}
	if offset := find(c.places); offset >= 0 {
		last := &c.notes[len(c.notes)-1]
		last.Line, last.Column = c.places.position(offset)
	}
}

// atWords sets the place of the last note to where a text begins.
func (c *comparison) atWords(text string) {
	words := readTokens([]byte(escapeText(text)), false).words
	if len(words) > 0 {
		c.at(func(p *places) int { return p.word(words, 0) })
	}
}

// words looks for the words of the source, each as often as it stands there.
func (c *comparison) words() {
	have := map[string]int{}
	for _, w := range c.got.words {
		have[w.text]++
	}
	for text, n := range c.removedWords() {
		have[text] += n
	}
	for _, l := range c.want.code { // the numbers of lines are no part of them
		for line := range strings.Lines(l.text) {
			number, _, _ := strings.Cut(strings.TrimSpace(line), " ")
			if number = strings.TrimRight(number, ".:"); number != "" && strings.Trim(number, "0123456789") == "" {
				have[number]++
			}
		}
	}
	var lost []string
	first, count := -1, map[string]int{}
	for _, w := range c.want.words {
		count[w.text]++
	}
	for i, w := range c.want.words {
		if have[w.text]--; have[w.text] < 0 {
			lost = append(lost, w.text)
			if first < 0 || count[c.want.words[first].text] > 1 && count[w.text] == 1 { // which says best where it was
				first = i
			}
		}
	}
	if len(lost) > 0 {
		c.note("verify.text", "%s of the source %s not in the rendered Markdown: %q", plural(len(lost), "word"), isAre(len(lost)), shorten(strings.Join(lost, " ")))
		c.at(func(p *places) int { return p.word(c.all, c.before+first) })
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "a " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func isAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// escapeText is text as HTML.
var escapeText = strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace

// listings looks for the listings of the source.
func (c *comparison) listings() {
	exact, loose := map[string]int{}, map[string]int{}
	var all strings.Builder
	texts := make([]string, len(c.got.code))
	for i, l := range c.got.code {
		text := comparableCode(l.text)
		texts[i] = text
		exact[text]++
		exact[withoutBlankLines(text)]++
		loose[letters(text)]++
		all.WriteString("\n" + text + "\n")
	}
	for _, l := range c.want.code {
		text := comparableCode(l.text)
		switch key := letters(text); {
		case exact[text] > 0:
			exact[text]--
			loose[key]--
		case key == "" || l.lines && loose[key] > 0 || c.isRemoved(text) || isLineNumbers(text):
		case l.blocks && loose[key] > 0: // each block is a line
			loose[key]--
		case exact[comparableCode(c.withoutLabels(l.text))] > 0:
		case l.lines && loose[key] == 0: // it held more than code, and was taken apart
		case l.breaks && exact[withoutBlankLines(text)] > 0: // importers write "<br>\n" for one line break
		case slices.ContainsFunc(texts, func(code string) bool { return isButForTags(code, text) }): // they were text
		case holdsLines(all.String(), text): // a line of code that is a pre of its own
		default:
			c.note("verify.code", "a listing differs in the rendered Markdown: %q", shorten(text))
			c.atWords(text)
		}
	}
}

// holdsLines tells whether the lines of a listing stand in others one behind the
// other, but for the number before each and a space that all begin with.
func holdsLines(all, text string) bool {
	lines := strings.Split(text, "\n")
	indented := true
	for i, line := range lines {
		t := strings.TrimLeft(strings.TrimLeft(line, " "), "0123456789")
		if rest, ok := strings.CutPrefix(t, ":"); ok {
			lines[i] = rest
		}
		indented = indented && (lines[i] == "" || lines[i][0] == ' ')
	}
	text = "\n" + strings.Join(lines, "\n") + "\n"
	return strings.Contains(all, text) || indented && strings.Contains(all, strings.ReplaceAll(text, "\n ", "\n"))
}

// comparableCode evens out the white space that no listing keeps.
func comparableCode(s string) string {
	s = template.Shown(listing.CodeSpaces.Replace(s))
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(squeezeOpaque(lines[i]), " \t")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

func withoutBlankLines(s string) string {
	for strings.Contains(s, "\n\n") {
		s = strings.ReplaceAll(s, "\n\n", "\n")
	}
	return s
}

// squeezeOpaque makes what stands for template tags equally long.
func squeezeOpaque(s string) string {
	const short = "xxxx"
	for strings.Contains(s, short+"x") {
		s = strings.ReplaceAll(s, short+"x", short)
	}
	return s
}

// withoutLabels is the text of a listing without what was removed of it under notes,
// such as its bar.
func (c *comparison) withoutLabels(text string) string {
	if c.labels == nil {
		c.labels = make([]string, len(c.src.Removed))
		for i, removed := range c.src.Removed {
			pre := readTokens([]byte("<pre>"+removed), false).code
			c.labels[i] = strings.TrimSpace(pre[len(pre)-1].text)
		}
	}
	for _, label := range c.labels {
		if label != "" {
			text = strings.Replace(text, label, "", 1)
		}
	}
	return text
}

// isButForTags tells whether text is all of code but tags, which the reader of
// the source took for markup.
func isButForTags(code, text string) bool {
	for code != "" {
		switch {
		case text != "" && code[0] == text[0]:
			code, text = code[1:], text[1:]
		case code[0] != '<':
			return false
		default:
			_, rest, ok := strings.Cut(code, ">")
			if !ok {
				return false
			}
			code = rest
		}
	}
	return text == ""
}

// letters is text without its white space.
func letters(s string) string { return strings.Join(strings.Fields(s), "") }

// isLineNumbers tells whether a listing is but a column of numbers.
func isLineNumbers(s string) bool { return strings.Trim(s, "0123456789 \n\t.:") == "" }

// isRemoved tells whether all words of a text were removed under notes.
func (c *comparison) isRemoved(text string) bool {
	for _, w := range readTokens([]byte(escapeText(text)), false).words {
		if c.removedWords()[w.text] == 0 {
			return false
		}
	}
	return true
}

// addresses looks for where links lead, for images and for players.
func (c *comparison) addresses() {
	links, images := map[string]bool{}, map[string]bool{}
	for _, href := range slices.Concat(c.got.links, c.got.bareLinks) {
		links[comparableAddress(href)] = true
	}
	for _, list := range c.got.images {
		for _, address := range list {
			images[comparableAddress(address)] = true
		}
	}
	for _, list := range c.got.players {
		for _, address := range list {
			links[comparableAddress(address)] = true
		}
	}
	c.targets(links)
	counts := newTally(slices.Concat(c.got.links, c.got.bareLinks))
	for _, href := range c.want.links {
		if fewer := c.isFewer(counts, href); fewer || !c.isFound([]string{href}, links, images) {
			c.note("verify.link", "a link of the source is not in the rendered Markdown: %q", shorten(href))
			c.at(func(p *places) int { return p.address(href) })
		}
	}
	var shown []string
	described := map[string]bool{}
	for i, list := range c.got.images {
		shown = append(shown, list[0])
		described[comparableAddress(list[0])] = described[comparableAddress(list[0])] || c.got.alts[i] != ""
	}
	counts = newTally(shown)
	for i, list := range c.want.images {
		if fewer := c.isFewer(counts, list[0]); fewer || !c.isFound(list, images, links) {
			c.note("verify.image", "an image of the source is not in the rendered Markdown: %q", shorten(list[0]))
			c.at(func(p *places) int { return p.address(list[0]) })
		} else if has, found := described[comparableAddress(list[0])]; found && !has && c.want.alts[i] != "" {
			c.note("verify.image", "an image has lost its description in the rendered Markdown: %q", shorten(list[0]))
			c.at(func(p *places) int { return p.address(list[0]) })
		}
	}
	for _, list := range c.want.players {
		if !c.isFound(list, links, images) {
			c.note("verify.link", "a player of the source is not in the rendered Markdown: %q", shorten(list[0]))
			c.at(func(p *places) int { return p.address(list[0]) })
		}
	}
}

// targets looks for a link whose first word begins one link in each reading, that leads
// elsewhere though the result has the address too.
func (c *comparison) targets(links map[string]bool) {
	for _, word := range slices.Sorted(maps.Keys(c.want.leads)) {
		want, got := c.want.leads[word], c.got.leads[word]
		if want == "" || got == "" || c.isFound([]string{want}, map[string]bool{comparableAddress(got): true}) || !c.isFound([]string{want}, links) {
			continue
		}
		c.note("verify.link", "a link of the source leads elsewhere in the rendered Markdown: %q, not %q", shorten(got), shorten(want))
		c.at(func(p *places) int { return p.address(want) })
		return
	}
}

// isFound tells whether one of the addresses of something, or what it became, is
// in the result, or was removed under a note.
func (c *comparison) isFound(list []string, in ...map[string]bool) bool {
	for _, address := range list {
		became, changed := c.changed[comparableAddress(address)]
		if changed && len(became) == 0 {
			return true
		}
		for _, a := range append([]string{address}, became...) {
			if strings.HasPrefix(a, "#") { // a place in the text, which is not compared
				return true
			}
			for _, set := range in {
				if holdsAddress(set, comparableAddress(a)) {
					return true
				}
			}
		}
	}
	return false
}

// tally counts addresses: how often each stands in the result, and in the source up
// to where one is looked at.
type tally struct{ got, seen map[string]int }

func newTally(got []string) tally {
	t := tally{map[string]int{}, map[string]int{}}
	for _, address := range got {
		t.got[comparableAddress(address)]++
	}
	return t
}

// isFewer tells whether an address of the source stands in the result less often than
// there, up to here. Of one that is not there at all isFound knows, and of one that
// changed.
func (c *comparison) isFewer(t tally, address string) bool {
	address = comparableAddress(address)
	t.seen[address]++
	_, changed := c.changed[address]
	return !changed && !strings.Contains(address, "xxxx") && t.got[address] > 0 && t.seen[address] > t.got[address]
}

// holdsAddress tells whether an address is in a set. Of one that a template fills
// in, what is behind that counts.
func holdsAddress(set map[string]bool, address string) bool {
	const opaque = "xxxx"
	i := strings.LastIndex(address, opaque)
	if set[address] || i < 0 {
		return set[address]
	}
	for a := range set {
		if strings.HasSuffix(a, address[i+len(opaque):]) {
			return true
		}
	}
	return false
}

// removedWords counts the words that were removed under notes.
func (c *comparison) removedWords() map[string]int {
	if c.removed == nil {
		c.removed = map[string]int{}
		for _, text := range c.src.Removed {
			for _, w := range readTokens([]byte(text), false).words {
				c.removed[w.text]++
			}
		}
		for _, m := range c.src.Made {
			if m.Element == atom.Math || m.Element == atom.Sup || m.Element == atom.A {
				for _, w := range readTokens([]byte(m.Markup), false).words {
					c.removed[w.text]++
				}
			}
		}
	}
	return c.removed
}

// skipSameWords leaves out the words at both ends that both readings have, but for the
// last of them: none with less before it, none emphasised in the one alone. Without
// any others there is nothing to look for.
func (c *comparison) skipSameWords() {
	want, got := c.want.words, c.got.words
	c.all = want
	same := func(want, got word) bool {
		return want.text == got.text && (got.breaks || got.newLine || !want.breaks && (!want.newLine || got.apart)) && want.emphasised == got.emphasised && want.around == got.around
	}
	n := 0
	for n < len(want) && n < len(got) && same(want[n], got[n]) {
		n++
	}
	if n == len(want) && n == len(got) {
		c.want.words, c.got.words = nil, nil
		return
	}
	n = max(0, n-1)
	c.before = n
	want, got = want[n:], got[n:]
	for len(want) > 1 && len(got) > 1 && same(want[len(want)-1], got[len(got)-1]) && same(want[len(want)-2], got[len(got)-2]) {
		want, got = want[:len(want)-1], got[:len(got)-1]
	}
	c.want.words, c.got.words = want, got
}

// blocks compares headings and the numbers of blocks.
func (c *comparison) blocks() {
	lost := c.without(missingFrom(c.want.headings, slices.Concat(c.got.headings, c.got.inCells)))
	made := missingFrom(c.got.headings, slices.Concat(c.want.headings, c.want.inCells))
	if lost, made = unlikeHeadings(lost, made); len(lost) > 0 {
		c.note("verify.structure", "a heading of the source is none in the rendered Markdown: %q", shorten(lost[0]))
		c.at(func(p *places) int { return p.letters(lost[0]) })
	}
	if len(made) > c.want.emptyHeadings { // whose tags may have been text
		c.note("verify.structure", "a heading of the rendered Markdown is none in the source: %q", shorten(made[0]))
		c.at(func(p *places) int { return p.letters(made[0]) })
	}
	for _, h := range c.want.headings {
		if want, got := c.want.ranks[h], c.got.ranks[h]; got != 0 && got != want {
			c.note("verify.structure", "a heading of the source, "+want.String()+", is "+got.String()+" in the rendered Markdown: %q", shorten(h))
			c.at(func(p *places) int { return p.letters(h) })
			break
		}
	}
	if got, want := c.got, c.want; got.done < want.done || got.todo < want.todo {
		c.note("verify.structure", "tasks of the source: %d are done and %d are not; in the rendered Markdown %d and %d", want.done, want.todo, got.done, got.todo)
	}
	for _, l := range c.got.code {
		if isLineNumbers(l.text) {
			c.got.counts[atom.Pre]--
		}
	}
	c.want.counts[atom.Pre] += c.want.opaque // which may hold a listing
	for a := range counted {
		if got, want := c.got.counts[a], c.want.counts[a]+c.made(a); got > want {
			c.note("verify.structure", "the rendered Markdown has %d elements %q, the source %d", got, a, want)
		}
	}
}

// unlikeHeadings leaves out the headings of the source that have more letters in
// the result: names of tags, which are no markup there.
func unlikeHeadings(lost, made []string) (left, more []string) {
	for _, l := range lost {
		at := slices.IndexFunc(made, func(m string) bool { return len(m) > len(l) && holdsLetters(m, l) })
		if at < 0 {
			left = append(left, l)
			continue
		}
		made = slices.Delete(made, at, at+1)
	}
	return left, made
}

// holdsLetters tells whether the letters of s stand in t, in order.
func holdsLetters(t, s string) bool {
	for i := 0; i < len(t) && s != ""; i++ {
		if t[i] == s[0] {
			s = s[1:]
		}
	}
	return s == ""
}

// made counts the elements of a name that were made of other markup.
func (c *comparison) made(a atom.Atom) (n int) {
	for _, m := range c.src.Made {
		if m.Element == a {
			n++
		}
	}
	return n
}

// without leaves out headings that were removed.
func (c *comparison) without(headings []string) (left []string) {
	for _, h := range headings {
		removed := false
		for _, text := range c.src.Removed {
			removed = removed || strings.Contains(wordLetters(text), h)
		}
		if !removed {
			left = append(left, h)
		}
	}
	return left
}

func wordLetters(s string) string {
	var b strings.Builder
	for _, w := range readTokens([]byte(s), false).words {
		b.WriteString(w.text)
	}
	return b.String()
}

// emphasis looks for words of the source that are emphasised more often than
// there.
func (c *comparison) emphasis() {
	emphasised, all := map[string]int{}, map[string]int{}
	for _, w := range c.want.words {
		if all[w.text]--; w.emphasised {
			emphasised[w.text]--
		}
	}
	for _, m := range c.src.Made {
		if emphasisTags[m.Element] {
			for _, w := range readTokens([]byte(m.Markup), false).words {
				emphasised[w.text]--
			}
		}
	}
	for _, w := range c.got.words {
		if all[w.text]++; w.emphasised {
			emphasised[w.text]++
		}
	}
	for _, w := range c.got.words {
		if n := emphasised[w.text]; n > 0 && n > all[w.text] {
			c.note("verify.structure", "a word of the rendered Markdown is emphasised, but not in the source: %q", w.text)
			c.atWords(w.text)
			return
		}
	}
}

// aspects are what may be lost of a word's surroundings, and how much of it there is.
var aspects = []struct {
	lost string
	of   func(*around) int
}{
	{"emphasised", func(a *around) int { return boolToInt(a.stressed) }},
	{"in a quote", func(a *around) int { return int(a.quotes) }},
	{"in a list, or as deep in one", func(a *around) int { return int(a.lists) }},
	{"in a numbered list", func(a *around) int { return int(a.numbered) }},
	{"in a list of bullets", func(a *around) int { return int(a.lists - a.numbered) }},
	{"at the start of a list with its number", func(a *around) int { return int(a.start) }},
}

// surroundings looks for words of the source that have less around them in the rendered
// Markdown: emphasis, quotes, lists, a line break.
func (c *comparison) surroundings() {
	for _, aspect := range aspects {
		if aspect.of(&c.want.open) > 0 || c.src.Markdown && aspect.lost == "emphasised" {
			continue // where it ends is a guess: of the parser, or by the tags beside marks that stay as they are
		}
		of := func(w *word) int { return aspect.of(&w.around) }
		c.lessAround("a word of the source is not "+aspect.lost+" in the rendered Markdown: %q", of, of)
	}
	c.lessAround("a line break of the source is none in the rendered Markdown, before %q",
		func(w *word) int { return boolToInt(w.newLine && !w.breaks && !w.apart) },
		func(w *word) int { return boolToInt(w.newLine || w.breaks || w.apart) })
}

// lessAround notes the first word of the source of which there is less in the rendered
// Markdown, by what each has around it, though the word itself is not lost.
func (c *comparison) lessAround(message string, inSource, inResult func(*word) int) {
	lost, all := map[string]int{}, map[string]int{}
	for i := range c.want.words {
		w := &c.want.words[i]
		lost[w.text] += inSource(w)
		all[w.text]++
	}
	for i := range c.got.words {
		w := &c.got.words[i]
		lost[w.text] -= inResult(w)
		all[w.text]--
	}
	for _, removed := range c.src.Removed {
		for _, w := range readTokens([]byte(removed), false).words {
			lost[w.text] -= inSource(&w)
		}
	}
	for i := range c.want.words {
		if w := &c.want.words[i]; inSource(w) > 0 && lost[w.text] > 0 && all[w.text] <= 0 {
			c.note("verify.structure", message, w.text)
			c.at(func(p *places) int { return p.word(c.all, c.before+i) })
			return
		}
	}
}

func boolToInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// joins looks for words between which a block ends in the source, but not in the
// rendered Markdown.
func (c *comparison) joins() {
	type pair struct{ a, b string }
	together, apart, begins := map[pair]int{}, map[pair]int{}, map[string]int{}
	count := func(words []word, n int) {
		for i := 1; i < len(words); i++ {
			if p := (pair{words[i-1].text, words[i].text}); words[i].breaks || n < 0 && words[i].newLine {
				apart[p] += n
				begins[p.b] += n // tags that became text may stand before it
			} else {
				together[p] += n
			}
		}
	}
	count(c.want.words, 1)
	count(c.got.words, -1)
	for _, m := range c.src.Made {
		if m.Element == atom.Pre { // whose blocks are lines
			count(readTokens([]byte(m.Markup), false).words, -1)
		}
	}
	for i := 1; i < len(c.want.words); i++ {
		p := pair{c.want.words[i-1].text, c.want.words[i].text}
		if c.want.words[i].breaks && !c.want.words[i].marked && apart[p] > 0 && together[p] < 0 && begins[p.b] > 0 {
			c.note("verify.structure", "two blocks of the source are one in the rendered Markdown: %q, %q", p.a, p.b)
			c.at(func(p *places) int { return p.word(c.all, c.before+i) })
			return
		}
	}
}

// comparableAddress evens out how an address can be spelled.
func comparableAddress(s string) string {
	s = squeezeOpaque(strings.TrimSpace(s))
	for _, scheme := range []string{"https:", "http:"} {
		s = strings.TrimPrefix(s, scheme)
	}
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>[\\]^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// missingFrom lists what want holds more often than got does.
func missingFrom(want, got []string) (lost []string) {
	count := make(map[string]int)
	for _, s := range got {
		count[s]++
	}
	for _, s := range want {
		if count[s] == 0 {
			lost = append(lost, s)
		}
		count[s]--
	}
	return lost
}

func shorten(s string) string {
	const limit = 80
	if r := []rune(s); len(r) > limit {
		return string(r[:limit]) + "…"
	}
	return s
}
