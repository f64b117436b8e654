package convert

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// Emphasis is written with the delimiters that CommonMark's rules (section 6.2)
// make emphasis of. They depend on the characters on both sides of a delimiter
// run and on the runs around it, so the rules are run over the delimiters as
// they would be written; a pair that would not come out as meant is tried with
// underscores, and at last written as raw tags.

// delimiterRun is a sequence of equal delimiter characters.
type delimiterRun struct {
	char              byte
	owners            []delimiterOwner // of each character that is not used up
	length            int              // as written
	canOpen, canClose bool
	prev              int // the run before that is still in play; -1 if none
}

type delimiterOwner struct {
	format *format
	opens  bool
}

// settleDelimiters chooses delimiters for the emphasis of the run. Of two that
// touch, another one for either is often enough, so that emphasis changes
// before strong emphasis does. What is still misread is written as raw tags.
func (r *renderer) settleDelimiters() {
	const rounds = 6
	for round := range 2 * rounds {
		bad := r.misreadByAny()
		switch {
		case len(bad) == 0:
			return
		case round < rounds && (changeDelimiters(bad, emphasis) || changeDelimiters(bad, strong)):
			continue
		}
		for _, f := range bad {
			f.delim = ""
		}
	}
	for _, t := range r.run { // each raw tag makes others misread: no delimiter is sure
		if t.kind == tokenOpen {
			t.format.delim = ""
		}
	}
}

// misreadByAny lists the formats whose delimiters would not be read as meant by
// the current rules, or else by those of GitHub.
func (r *renderer) misreadByAny() []*format {
	r.disputed = false
	bad := r.misread(edition031)
	if len(bad) == 0 && r.disputed {
		bad = r.misread(edition029)
	}
	return bad
}

// changeDelimiters takes the other delimiter for those of a kind that have not
// had it yet, and tells whether there were any.
func changeDelimiters(bad []*format, kind formatKind) (changed bool) {
	for _, f := range bad {
		if f.kind == kind && !f.tried {
			f.delim, f.tried, changed = otherDelimiter(f.delim), true, true
		}
	}
	return changed
}

func otherDelimiter(delim string) string {
	switch delim {
	case "*":
		return "_"
	case "_":
		return "*"
	case "**":
		return "__"
	case "__":
		return "**"
	}
	return delim
}

// misread lists the formats whose delimiters would not be read as meant.
func (r *renderer) misread(e edition) []*format {
	var bad []*format
	var segments [][]delimiterRun // of the open links, outermost first
	runs := r.runs[:0]
	r.owners = r.owners[:0]
	for i := 0; i < len(r.run); i++ {
		t := &r.run[i]
		if t.kind != tokenOpen && t.kind != tokenClose {
			continue
		}
		if t.format.kind == link { // what is in a link is matched in it alone
			if t.kind == tokenOpen {
				segments = append(segments, runs)
				runs = nil
			} else if len(segments) > 0 {
				bad = r.matchDelimiters(runs, bad, e)
				runs = segments[len(segments)-1]
				segments = segments[:len(segments)-1]
			}
			continue
		}
		if t.format.kind >= link || t.format.delim == "" {
			continue
		}
		run, next := r.delimiterRunAt(i, e)
		if r.touchesVerbatim(i, next, run.char) {
			for _, o := range run.owners {
				bad = append(bad, o.format)
			}
		}
		runs = append(runs, run)
		i = next - 1
	}
	if len(runs) > len(r.runs) {
		r.runs = runs
	}
	return r.matchDelimiters(runs, bad, e)
}

// delimiterRunAt reads the run that begins with token i and the index behind.
func (r *renderer) delimiterRunAt(i int, e edition) (delimiterRun, int) {
	run := delimiterRun{char: r.run[i].format.delim[0]}
	start := len(r.owners)
	j := i
	for ; j < len(r.run); j++ {
		t := &r.run[j]
		if t.kind != tokenOpen && t.kind != tokenClose || t.format.kind >= link || t.format.delim == "" || t.format.delim[0] != run.char {
			if (t.kind == tokenOpen || t.kind == tokenClose) && t.format.kind < link && r.mark(j) == "" {
				continue // a format that is not written at all
			}
			break
		}
		for range len(t.format.delim) {
			r.owners = append(r.owners, delimiterOwner{t.format, t.kind == tokenOpen})
		}
	}
	run.owners = r.owners[start:len(r.owners):len(r.owners)]
	run.length = len(run.owners)
	before, after := r.runeBefore(i, ""), r.runeAfter(j, "")
	if e == edition029 && run.char != '~' {
		before, after = r.runeBefore(i, "~"), r.runeAfter(j, "~")
	}
	if run.char == '~' && before == '~' { // renderers take no tilde behind another, escaped or not
		return run, j
	}
	run.canOpen, run.canClose = flanking(run.char, before, after, e)
	r.disputed = r.disputed || isDisputed(before) || isDisputed(after)
	return run, j
}

// edition is a version of CommonMark, by whose rules delimiters are matched.
// To GitHub's renderer, symbols such as emoji are letters, tildes beside the
// delimiters are not there, and a closer that finds no opener hides the openers
// before it from all closers of its length.
type edition uint8

const (
	edition031 edition = iota // the current one
	edition029                // GitHub's
)

// flanking tells whether a run between two characters can open and close
// emphasis (CommonMark 6.2, rules 1 to 8). 0 stands for the edge of the block.
func flanking(char byte, before, after rune, e edition) (canOpen, canClose bool) {
	spaceBefore, spaceAfter := isFlankingSpace(before), isFlankingSpace(after)
	punctBefore, punctAfter := isFlankingPunct(before, e), isFlankingPunct(after, e)
	left := !spaceAfter && (!punctAfter || spaceBefore || punctBefore)
	right := !spaceBefore && (!punctBefore || spaceAfter || punctAfter)
	if char == '_' {
		return left && (!right || punctBefore), right && (!left || punctAfter)
	}
	return left, right
}

func isFlankingSpace(r rune) bool {
	return r == 0 || r == '\u00a0' || unicode.IsSpace(r) || unicode.Is(unicode.Zs, r)
}

func isFlankingPunct(r rune, e edition) bool {
	if r < utf8.RuneSelf {
		return dom.IsASCIIPunct(byte(r))
	}
	return unicode.IsPunct(r) || e == edition031 && unicode.IsSymbol(r)
}

// isDisputed tells whether editions differ about r beside a delimiter run.
func isDisputed(r rune) bool { return r == '~' || r >= utf8.RuneSelf && unicode.IsSymbol(r) }

// matchDelimiters pairs runs as CommonMark's "process emphasis" does, and adds
// to bad the formats that it would not pair as meant.
func (r *renderer) matchDelimiters(runs []delimiterRun, bad []*format, e edition) []*format {
	if len(runs) == 0 {
		return bad
	}
	for i := range runs {
		runs[i].prev = i - 1
		for _, o := range runs[i].owners {
			o.format.paired = unpaired
		}
	}
	m := matcher{runs: runs, edition: e}
	for i := range runs {
		for runs[i].canClose && len(runs[i].owners) > 0 {
			if !m.closeWith(i) {
				break
			}
		}
		if !runs[i].canOpen || len(runs[i].owners) == 0 {
			m.drop(i)
		}
	}
	r.disputed = r.disputed || m.disputed
	return m.bad(bad)
}

type matcher struct {
	edition
	disputed bool // editions could differ in what matches
	runs     []delimiterRun
	bottom   [4 * 2 * 3]int // by bottomKey: no opener below this index is worth a look
	gone     []*format      // of runs that were dropped
}

// bottomKey numbers the kinds of closers that share a bottom: by character, by
// whether they can open too, and by their length modulo three.
func (m *matcher) bottomKey(c *delimiterRun) int {
	key := strings.IndexByte("*_~", c.char)*2*3 + c.length%3
	if c.canOpen && m.edition == edition031 {
		key += 3
	}
	return key
}

// pairing tells how a format was matched.
type pairing uint8

const (
	unpaired pairing = iota
	pairedAsMeant
	foundBad
)

// closeWith uses run i as closer once; false if it finds no opener.
func (m *matcher) closeWith(i int) bool {
	c := &m.runs[i]
	key := m.bottomKey(c)
	for j := c.prev; j >= m.bottom[key]; j = m.runs[j].prev {
		o := &m.runs[j]
		if o.char != c.char || !o.canOpen || len(o.owners) == 0 {
			continue
		}
		if (o.canClose || c.canOpen) && (o.length+c.length)%3 == 0 && (o.length%3 != 0 || c.length%3 != 0) {
			continue
		}
		if c.char == '~' && o.length != c.length {
			continue
		}
		m.pair(j, i)
		return true
	}
	m.bottom[key] = c.prev + 1
	m.disputed = m.disputed || c.canOpen && c.prev >= 0
	return false
}

// pair uses up the delimiters of an opener and a closer.
func (m *matcher) pair(j, i int) {
	o, c := &m.runs[j], &m.runs[i]
	n := 1
	if len(o.owners) >= 2 && len(c.owners) >= 2 {
		n = 2
	}
	f := c.owners[0].format
	if len(f.delim) == n {
		good := true
		for k := range n {
			from, to := o.owners[len(o.owners)-1-k], c.owners[k]
			good = good && from.format == f && from.opens && to.format == f && !to.opens
		}
		if good {
			f.paired = pairedAsMeant
		}
	}
	for k := c.prev; k > j; k = m.runs[k].prev {
		m.keep(&m.runs[k])
	}
	m.gone = appendOwners(m.gone, o.owners[len(o.owners)-n:])
	m.gone = appendOwners(m.gone, c.owners[:n])
	o.owners, c.owners = o.owners[:len(o.owners)-n], c.owners[n:]
	c.prev = j
	if len(o.owners) == 0 {
		c.prev = o.prev
	}
}

func (m *matcher) keep(r *delimiterRun) {
	m.gone = appendOwners(m.gone, r.owners)
	r.owners = nil
}

// drop takes run i out of play for later closers.
func (m *matcher) drop(i int) {
	m.keep(&m.runs[i])
	if i+1 < len(m.runs) && m.runs[i+1].prev == i {
		m.runs[i+1].prev = m.runs[i].prev
	}
}

func appendOwners(list []*format, owners []delimiterOwner) []*format {
	for _, o := range owners {
		if n := len(list); n == 0 || list[n-1] != o.format {
			list = append(list, o.format)
		}
	}
	return list
}

// bad adds the formats to list, each once, that were not paired as meant.
func (m *matcher) bad(list []*format) []*format {
	for i := range m.runs {
		m.gone = appendOwners(m.gone, m.runs[i].owners)
	}
	for _, f := range m.gone {
		if f.paired == unpaired {
			f.paired = foundBad
			list = append(list, f)
		}
	}
	return list
}
