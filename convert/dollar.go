package convert

import "unicode/utf8"

// searched is what is known of something that was looked for.
type searched uint8

const (
	notYet searched = iota
	found
	absent
)

// opensFormula tells whether the dollar sign at pos would begin a formula: it
// stands before no blank, and another that can end one follows (pandoc's
// tex_math_dollars; remark-math and Obsidian read no more than that). Of two in a
// row each could begin one.
func (e *escaper) opensFormula() bool {
	after := e.after(1)
	if isFlankingSpace(after) {
		return false
	}
	d := &e.r.delimiters
	here := place{e.index, e.pos}
	if d.closerSought == notYet || d.closerSought == found && !here.before(d.closer) {
		d.closer, d.closerSought = e.r.nextCloser(here)
	}
	return d.closerSought == found
}

// nextCloser finds the first dollar sign behind a place that could end a formula:
// it stands behind no blank and before no digit.
func (r *renderer) nextCloser(from place) (place, searched) {
	for i := from.token; i < len(r.run); i++ {
		t := &r.run[i]
		if t.kind != tokenText && t.kind != tokenVerbatim {
			continue
		}
		e := escaper{r: r, s: t.text, index: i}
		if i == from.token {
			e.pos = from.pos + 1
		}
		for ; e.pos < len(e.s); e.pos++ {
			if e.s[e.pos] == '$' && e.closesFormula() {
				return place{i, e.pos}, found
			}
		}
	}
	return place{}, absent
}

func (e *escaper) closesFormula() bool {
	after := e.after(1)
	return !isFlankingSpace(e.before()) && (after >= utf8.RuneSelf || after < '0' || after > '9')
}
