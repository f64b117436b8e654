package convert

// Style holds the choices of Markdown that render alike, for tools that know only
// one of them. The zero value is "*", "-" and a backslash. What would be misread in
// the chosen form, such as emphasis within a word by underscores, takes the other.
type Style struct {
	// Emphasis is "*" or "_" (CommonMark 6.2).
	Emphasis string

	// Bullet is "-", "*" or "+" (CommonMark 5.3). Of two lists in a row, the second
	// takes another one.
	Bullet string

	// Break is how a hard line break is written: "backslash", or "spaces", two of
	// them, which is all that Python-Markdown knows (CommonMark 6.7).
	Break string
}

// StyleChoices lists the values that a choice, "emphasis", "bullet" or "break", may
// have, the usual one first; nil of any other name.
func StyleChoices(name string) []string {
	switch name {
	case "emphasis":
		return []string{"*", "_"}
	case "bullet":
		return []string{"-", "*", "+"}
	case "break":
		return []string{"backslash", "spaces"}
	}
	return nil
}

// bullet is the marker of a bullet list, and that of one right behind it.
func (s Style) bullet() (first, second string) {
	switch s.Bullet {
	case "*", "+":
		return s.Bullet, "-"
	}
	return "-", "*"
}

// breakMark is a hard line break.
func (s Style) breakMark() string {
	if s.Break == "spaces" {
		return "  \n"
	}
	return "\\\n"
}

// settleStyle gives emphasis the delimiter of the style; emphasis in emphasis takes
// the other one, so that the two do not touch. What would be misread, such as
// emphasis within a word, changes later.
func (r *renderer) settleStyle() {
	if r.w.opt.Style.Emphasis != "_" {
		return
	}
	depth := 0
	for i := range r.run {
		t := &r.run[i]
		switch {
		case t.kind != tokenOpen && t.kind != tokenClose || t.format.kind != emphasis:
		case t.kind == tokenClose:
			depth--
		default:
			t.format.delim = []string{"_", "*"}[depth%2]
			depth++
		}
	}
}
