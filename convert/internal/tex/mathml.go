// Package tex writes MathML as TeX.
package tex

import (
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// presentationTeX writes presentation MathML (MathML Core, section 3, and what of
// MathML 3 is still in use) as TeX. Symbols stay as the Unicode characters they
// are, which MathJax and KaTeX read.
func presentationTeX(n *html.Node) string {
	var b strings.Builder
	writeTeX(&b, n)
	return strings.TrimSpace(b.String())
}

// texWriter writes an element; args are the elements in it.
type texWriter func(b *strings.Builder, n *html.Node, args []*html.Node)

// texWriterOf is the writer of the elements that are more than their content, nil
// for the others.
func texWriterOf(element string) texWriter {
	switch element {
	case "annotation", "annotation-xml", "none", "mprescripts", "malignmark", "maligngroup":
		return writeNothing
	case "mi", "mn", "mo":
		return writeTeXToken
	case "mtext", "ms":
		return writeTeXText
	case "mspace":
		return writeTeXSpace
	case "mfrac":
		return writeTeXFraction
	case "msqrt", "mroot":
		return writeTeXRoot
	case "mfenced":
		return writeTeXFenced
	case "mrow", "math":
		return writeTeXRow
	case "mstyle":
		return writeTeXStyle
	case "mphantom":
		return writeTeXPhantom
	case "menclose":
		return writeTeXEnclosed
	case "mtable":
		return writeTeXTable
	case "mmultiscripts":
		return writeTeXMultiscripts
	case "maction", "semantics":
		return writeTeXFirst
	case "msub", "msup", "msubsup":
		return writeTeXScripts
	case "munder", "mover", "munderover":
		return writeTeXLimits
	}
	return nil
}

func writeTeX(b *strings.Builder, n *html.Node) {
	if write := texWriterOf(n.Data); write != nil {
		write(b, n, elementsIn(n))
		return
	}
	writeTeXContent(b, n)
}

func writeNothing(*strings.Builder, *html.Node, []*html.Node) {}

// writeTeXContent writes the children of n, and text that stands where no text
// belongs.
func writeTeXContent(b *strings.Builder, n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.ElementNode:
			writeTeX(b, c)
		case html.TextNode:
			b.WriteString(escapeTeX.Replace(strings.TrimSpace(dom.Collapse(c.Data))))
		}
	}
}

func writeTeXFirst(b *strings.Builder, n *html.Node, args []*html.Node) {
	if len(args) == 0 {
		writeTeXContent(b, n)
		return
	}
	writeTeX(b, args[0])
}

// texNames are the operators that TeX has a name for.
var texNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{"mod": `\bmod`, "lim sup": `\limsup`, "lim inf": `\liminf`}
	for name := range strings.FieldsSeq(`lim sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp max min sup inf
		det dim ker hom deg gcd arg Pr limsup liminf`) {
		names[name] = `\` + name
	}
	return names
})

// mathVariants are the fonts of MathML as commands, for symbols and for text.
var mathVariants = sync.OnceValue(func() map[string]struct{ symbols, text string } {
	return map[string]struct{ symbols, text string }{
		"normal": {`\mathrm`, `\text`}, "bold": {`\mathbf`, `\textbf`}, "italic": {`\mathit`, `\textit`}, "bold-italic": {`\boldsymbol`, `\textbf`},
		"double-struck": {`\mathbb`, `\text`}, "script": {`\mathcal`, `\text`}, "bold-script": {`\mathcal`, `\textbf`}, "fraktur": {`\mathfrak`, `\text`},
		"bold-fraktur": {`\mathfrak`, `\textbf`}, "sans-serif": {`\mathsf`, `\textsf`}, "bold-sans-serif": {`\mathsf`, `\textsf`}, "monospace": {`\mathtt`, `\texttt`},
	}
})

// relations are the operators that get a space on both sides, to be read.
const relations = "=<>+≤≥≠≈→⇒∈±×·"

// invisible operators are there for machines.
var invisibleOperators = strings.NewReplacer("\u2061", "", "\u2062", "", "\u2063", "", "\u2064", "")

// escapeTeX keeps characters that TeX reads as commands.
var escapeTeX = strings.NewReplacer(`\`, `\backslash `, "{", `\{`, "}", `\}`, "%", `\%`, "#", `\#`, "&", `\&`, "$", `\$`, "_", `\_`, "~", `\sim `, "^", `\wedge `)

// escapeTeXText does so in \text.
var escapeTeXText = strings.NewReplacer(`\`, `\textbackslash `, "{", `\{`, "}", `\}`, "%", `\%`, "#", `\#`, "&", `\&`, "$", `\$`, "_", `\_`, "\u00a0", " ")

// writeTeXToken writes an identifier, number or operator. Words of several
// letters are upright.
func writeTeXToken(b *strings.Builder, n *html.Node, _ []*html.Node) {
	text := strings.TrimSpace(invisibleOperators.Replace(dom.Collapse(dom.TextOf(n))))
	letters := text != "" && dom.IsLetterASCII(text[0])
	variant, styled := mathVariants()[strings.ToLower(dom.Attr(n, "mathvariant"))]
	styled = styled && text != "" && (text[0] < utf8.RuneSelf || variant.symbols != `\mathrm`)
	switch name := texNames()[text]; {
	case name != "":
		b.WriteString(name + " ")
	case styled && (n.Data != "mo" || letters):
		b.WriteString(variant.symbols + "{" + escapeTeX.Replace(text) + "}")
	case n.Data == "mi" && len(text) > 1 && letters:
		b.WriteString(`\mathrm{` + escapeTeX.Replace(text) + "}")
	case n.Data == "mo" && len(text) > 1 && letters:
		b.WriteString(`\operatorname{` + escapeTeX.Replace(text) + "}")
	case n.Data == "mo" && len(text) > 0 && strings.Contains(relations, text):
		b.WriteString(" " + text + " ")
	default:
		b.WriteString(escapeTeX.Replace(text))
	}
}

func writeTeXText(b *strings.Builder, n *html.Node, _ []*html.Node) {
	command := `\text`
	if variant, ok := mathVariants()[dom.Attr(n, "mathvariant")]; ok {
		command = variant.text
	}
	text := escapeTeXText.Replace(dom.Collapse(dom.TextOf(n)))
	switch {
	case n.Data == "ms":
		text = `"` + text + `"`
	case text == " ":
		b.WriteString(`\ `)
		return
	}
	if text != "" {
		b.WriteString(command + "{" + text + "}")
	}
}

// texSpaces are spaces by their width in em, widest first (TeXbook, chapter 18).
var texSpaces = []struct {
	em      float64
	command string
}{{1.9, `\qquad `}, {0.9, `\quad `}, {0.27, `\;`}, {0.21, `\:`}, {0.01, `\,`}}

func writeTeXSpace(b *strings.Builder, n *html.Node, _ []*html.Node) {
	if dom.Attr(n, "linebreak") == "newline" {
		b.WriteString(` \\ `)
		return
	}
	width := strings.TrimSpace(dom.Attr(n, "width"))
	em, err := strconv.ParseFloat(strings.TrimRight(width, "abcdefghijklmnopqrstuvwxyz"), 64)
	if err != nil {
		return
	}
	if strings.HasSuffix(width, "px") || strings.HasSuffix(width, "pt") {
		em /= 12
	}
	if em < -0.1 {
		b.WriteString(`\!`)
	}
	for _, space := range texSpaces {
		if em >= space.em {
			b.WriteString(space.command)
			return
		}
	}
}

func writeTeXFraction(b *strings.Builder, n *html.Node, args []*html.Node) {
	switch {
	case len(args) != 2:
		writeTeXContent(b, n)
	case hasNoLine(n):
		writeTeXCommand(b, `\genfrac{}{}{0pt}{}`, args...)
	case dom.Attr(n, "bevelled") == "true":
		writeTeXGroup(b, args[0])
		b.WriteString("/")
		writeTeXGroup(b, args[1])
	default:
		writeTeXCommand(b, `\frac`, args...)
	}
}

// hasNoLine tells whether a fraction is a mere stack.
func hasNoLine(n *html.Node) bool {
	thickness, err := strconv.ParseFloat(strings.TrimRight(dom.Attr(n, "linethickness"), "abcdefghijklmnopqrstuvwxyz%"), 64)
	return err == nil && thickness == 0
}

func writeTeXRoot(b *strings.Builder, n *html.Node, args []*html.Node) {
	b.WriteString(`\sqrt`)
	if n.Data == "mroot" && len(args) == 2 {
		b.WriteString("[" + presentationTeX(args[1]) + "]")
		writeTeXGroup(b, args[0])
		return
	}
	b.WriteByte('{')
	writeTeXContent(b, n)
	b.WriteByte('}')
}

// texFences are fences as TeX writes them behind \left and \right.
var texFences = sync.OnceValue(func() map[string]string {
	return map[string]string{"": ".", "{": `\{`, "}": `\}`, "⟨": `\langle`, "⟩": `\rangle`, "〈": `\langle`, "〉": `\rangle`, "‖": `\|`, "∥": `\|`, "||": `\|`,
		"⌊": `\lfloor`, "⌋": `\rfloor`, "⌈": `\lceil`, "⌉": `\rceil`, "∣": "|", "(": "(", ")": ")", "[": "[", "]": "]", "|": "|"}
})

func writeTeXFenced(b *strings.Builder, n *html.Node, args []*html.Node) {
	open, end, separators := "(", ")", ","
	for _, part := range []struct {
		key   string
		value *string
	}{{"open", &open}, {"close", &end}, {"separators", &separators}} {
		if dom.HasAttr(n, part.key) {
			*part.value = strings.TrimSpace(dom.Attr(n, part.key))
		}
	}
	marks := []rune(strings.ReplaceAll(separators, " ", ""))
	var inner strings.Builder
	for i, arg := range args {
		if i > 0 && len(marks) > 0 {
			inner.WriteString(escapeTeX.Replace(string(marks[min(i-1, len(marks)-1)])) + " ")
		}
		writeTeX(&inner, arg)
	}
	writeTeXBetween(b, open, end, args, strings.TrimSpace(inner.String()), false)
}

// matrices are the environments for a table in fences (amsmath).
var matrices = sync.OnceValue(func() map[string]string {
	return map[string]string{"()": "pmatrix", "[]": "bmatrix", "{}": "Bmatrix", "||": "vmatrix", "∣∣": "vmatrix", "‖‖": "Vmatrix", "∥∥": "Vmatrix", "{": "cases"}
})

// writeTeXBetween writes what stands between two fences, either of which may be
// "".
func writeTeXBetween(b *strings.Builder, open, end string, args []*html.Node, inner string, stretch bool) {
	if only := onlyOf(args); only != nil {
		environment := matrices()[open+end]
		switch {
		case only.Data == "mfrac" && hasNoLine(only) && open+end == "()" && len(elementsIn(only)) == 2:
			writeTeXCommand(b, `\binom`, elementsIn(only)...)
			return
		case only.Data == "mtable" && environment != "":
			writeTeXRows(b, only, environment, "")
			return
		}
	}
	left, right := texFences()[open], texFences()[end]
	known := left != "" && right != ""
	if known && (stretch || left == "." || right == "." || isTall(args)) {
		b.WriteString(`\left` + spaced(left) + inner + `\right` + spaced(right))
		return
	}
	if !known || open == "" || end == "" {
		left, right = escapeTeX.Replace(open), escapeTeX.Replace(end)
	}
	b.WriteString(spaced(left) + inner + spaced(right))
}

// spaced puts a space behind a command that letters could follow.
func spaced(command string) string {
	if len(command) > 1 && command[0] == '\\' && dom.IsLetterASCII(command[len(command)-1]) {
		return command + " "
	}
	return command
}

// onlyOf is the element that is all there is, in groups or not.
func onlyOf(args []*html.Node) *html.Node {
	for len(args) == 1 {
		if data := args[0].Data; data != "mrow" && data != "mpadded" && data != "mstyle" {
			return args[0]
		}
		args = elementsIn(args[0])
	}
	return nil
}

// isTall tells whether fences around the elements would grow.
func isTall(args []*html.Node) bool {
	for _, arg := range args {
		switch arg.Data {
		case "mfrac", "mtable", "munderover", "munder":
			return true
		case "mrow", "mstyle", "mpadded":
			if isTall(elementsIn(arg)) {
				return true
			}
		}
	}
	return false
}

// writeTeXRow writes a row, with its fences if it has some: an operator at its
// beginning and mostly another one at its end.
func writeTeXRow(b *strings.Builder, n *html.Node, args []*html.Node) {
	if len(args) < 2 || args[0].Data != "mo" || dom.Attr(args[0], "stretchy") == "false" {
		writeTeXContent(b, n)
		return
	}
	open, end, inner := strings.TrimSpace(dom.TextOf(args[0])), "", args[1:]
	isOpen := open != "" && strings.Contains("([{⟨〈⌊⌈|∣‖∥", open) || open == "" && dom.Attr(args[0], "fence") == "true"
	last := args[len(args)-1]
	closes := len(args) > 2 && last.Data == "mo" && strings.Contains(")]}⟩〉⌋⌉|∣‖∥", strings.TrimSpace(dom.TextOf(last)))
	if closes {
		end, inner = strings.TrimSpace(dom.TextOf(last)), args[1:len(args)-1]
	}
	only := onlyOf(inner)
	if !isOpen || !closes && !(open == "{" && only != nil && only.Data == "mtable") || !isTall(inner) && dom.Attr(args[0], "fence") != "true" {
		writeTeXContent(b, n)
		return
	}
	var content strings.Builder
	for _, arg := range inner {
		writeTeX(&content, arg)
	}
	writeTeXBetween(b, open, end, inner, strings.TrimSpace(content.String()), true)
}

func writeTeXStyle(b *strings.Builder, n *html.Node, args []*html.Node) {
	fraction := onlyOf(args)
	simple := fraction != nil && fraction.Data == "mfrac" && !hasNoLine(fraction) && len(elementsIn(fraction)) == 2
	display := dom.Attr(n, "displaystyle")
	switch variant, ok := mathVariants()[dom.Attr(n, "mathvariant")]; {
	case ok:
		b.WriteString(variant.symbols + "{")
		writeTeXContent(b, n)
		b.WriteByte('}')
	case display == "true" && simple:
		writeTeXCommand(b, `\dfrac`, elementsIn(fraction)...)
	case display == "false" && simple:
		writeTeXCommand(b, `\tfrac`, elementsIn(fraction)...)
	case display == "true":
		b.WriteString(`{\displaystyle `)
		writeTeXContent(b, n)
		b.WriteByte('}')
	default:
		writeTeXRow(b, n, args)
	}
}

func writeTeXPhantom(b *strings.Builder, n *html.Node, _ []*html.Node) {
	b.WriteString(`\phantom{`)
	writeTeXContent(b, n)
	b.WriteByte('}')
}

// enclosures are the notations of menclose as commands.
var enclosures = sync.OnceValue(func() map[string]string {
	return map[string]string{"box": `\boxed`, "roundedbox": `\boxed`, "updiagonalstrike": `\cancel`, "downdiagonalstrike": `\bcancel`,
		"updiagonalstrike downdiagonalstrike": `\xcancel`, "horizontalstrike": `\sout`, "top": `\overline`, "bottom": `\underline`, "radical": `\sqrt`}
})

func writeTeXEnclosed(b *strings.Builder, n *html.Node, _ []*html.Node) {
	b.WriteString(enclosures()[strings.Join(strings.Fields(dom.Attr(n, "notation")), " ")] + "{")
	writeTeXContent(b, n)
	b.WriteByte('}')
}

func writeTeXCommand(b *strings.Builder, command string, args ...*html.Node) {
	b.WriteString(command)
	for _, arg := range args {
		writeTeXGroup(b, arg)
	}
}

func writeTeXGroup(b *strings.Builder, n *html.Node) {
	b.WriteString("{" + presentationTeX(n) + "}")
}

// scripts are the elements that put arguments below and above a base.
var scripts = sync.OnceValue(func() map[string]struct{ below, above int } {
	return map[string]struct{ below, above int }{ // which child; 0 for none
		"msub": {1, 0}, "msup": {0, 1}, "msubsup": {1, 2},
		"munder": {1, 0}, "mover": {0, 1}, "munderover": {1, 2},
	}
})

func writeTeXScripts(b *strings.Builder, n *html.Node, args []*html.Node) {
	script := scripts()[n.Data]
	if len(args) <= max(script.below, script.above) {
		writeTeXContent(b, n)
		return
	}
	base := presentationTeX(args[0])
	if !isSingle(base) {
		base = "{" + base + "}"
	}
	b.WriteString(base)
	if script.below > 0 {
		b.WriteByte('_')
		writeTeXGroup(b, args[script.below])
	}
	if script.above == 0 {
		return
	}
	if primes := presentationTeX(args[script.above]); primes != "" && strings.Trim(primes, "′'") == "" {
		b.WriteString(strings.Repeat("'", utf8.RuneCountInString(primes)))
		return
	}
	b.WriteByte('^')
	writeTeXGroup(b, args[script.above])
}

// isSingle tells whether TeX takes s for one thing: a symbol, a command with its
// arguments, or a group.
func isSingle(s string) bool {
	if utf8.RuneCountInString(s) <= 1 {
		return s != ""
	}
	if s[0] != '\\' || strings.HasPrefix(s, `\left`) || strings.HasPrefix(s, `\begin`) {
		return false
	}
	rest := strings.TrimLeft(s[1:], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	depth := 0
	for i := range len(rest) {
		switch {
		case rest[i] == '{':
			depth++
		case rest[i] == '}':
			depth--
		case depth == 0:
			return len(s)-len(rest) == 1 && len(rest) == 1 // such as \{
		}
	}
	return depth == 0
}

// accents are what stands over or under a base, as TeX commands for one symbol
// and for several.
var accents = sync.OnceValue(func() map[string]map[string]struct{ narrow, wide string } {
	return map[string]map[string]struct{ narrow, wide string }{
		"mover": {
			"^": {`\hat`, `\widehat`}, "ˆ": {`\hat`, `\widehat`}, "̂": {`\hat`, `\widehat`}, "~": {`\tilde`, `\widetilde`}, "˜": {`\tilde`, `\widetilde`}, "∼": {`\tilde`, `\widetilde`},
			"¯": {`\bar`, `\overline`}, "ˉ": {`\bar`, `\overline`}, "‾": {`\overline`, `\overline`}, "―": {`\overline`, `\overline`}, "_": {`\overline`, `\overline`},
			"→": {`\vec`, `\overrightarrow`}, "⃗": {`\vec`, `\overrightarrow`}, "←": {`\overleftarrow`, `\overleftarrow`}, "↔": {`\overleftrightarrow`, `\overleftrightarrow`},
			"˙": {`\dot`, `\dot`}, ".": {`\dot`, `\dot`}, "¨": {`\ddot`, `\ddot`}, "ˇ": {`\check`, `\check`}, "˘": {`\breve`, `\breve`}, "´": {`\acute`, `\acute`}, "ˊ": {`\acute`, `\acute`},
			"`": {`\grave`, `\grave`}, "ˋ": {`\grave`, `\grave`}, "˚": {`\mathring`, `\mathring`}, "⏞": {`\overbrace`, `\overbrace`}, "︷": {`\overbrace`, `\overbrace`},
		},
		"munder": {
			"⏟": {`\underbrace`, `\underbrace`}, "︸": {`\underbrace`, `\underbrace`}, "_": {`\underline`, `\underline`}, "‾": {`\underline`, `\underline`}, "̲": {`\underline`, `\underline`}, "―": {`\underline`, `\underline`},
		},
	}
})

// longArrows are the arrows that grow with what stands on them.
var longArrows = sync.OnceValue(func() map[string]string {
	return map[string]string{"→": `\xrightarrow`, "⟶": `\xrightarrow`, "←": `\xleftarrow`, "⟵": `\xleftarrow`, "⇒": `\xRightarrow`, "⇔": `\xLeftrightarrow`, "↔": `\xleftrightarrow`, "↦": `\xmapsto`}
})

// limitBases are the operators that have their limits below and above them.
const limitBases = "∑∏∐∫∬∭∮⋃⋂⨁⨂⨀⋁⋀⨄"

// writeTeXLimits writes what stands below and above a base: an accent, the limits
// of an operator, words on an arrow, or one thing over another.
func writeTeXLimits(b *strings.Builder, n *html.Node, args []*html.Node) {
	script := scripts()[n.Data]
	if len(args) <= max(script.below, script.above) {
		writeTeXContent(b, n)
		return
	}
	base := presentationTeX(args[0])
	if accent, ok := accents()[n.Data][strings.TrimSpace(dom.TextOf(args[len(args)-1]))]; ok {
		command := accent.wide
		if isSingle(base) {
			command = accent.narrow
		}
		b.WriteString(command + "{" + base + "}")
		return
	}
	below, above := "", ""
	if script.below > 0 {
		below = presentationTeX(args[script.below])
	}
	if script.above > 0 {
		above = presentationTeX(args[script.above])
	}
	arrow := longArrows()[base]
	switch {
	case base != "" && strings.Contains(limitBases, base), isNamed(base), strings.HasPrefix(base, `\underbrace`), strings.HasPrefix(base, `\overbrace`), strings.HasPrefix(base, `\operatorname`):
		writeTeXScripts(b, n, args)
	case arrow != "":
		if below != "" {
			arrow += "[" + below + "]"
		}
		b.WriteString(arrow + "{" + above + "}")
	default:
		if above != "" {
			base = `\overset{` + above + "}{" + base + "}"
		}
		if below != "" {
			base = `\underset{` + below + "}{" + base + "}"
		}
		b.WriteString(base)
	}
}

// isNamed tells whether s is one of texNames.
func isNamed(s string) bool {
	return strings.HasPrefix(s, `\`) && texNames()[strings.TrimPrefix(s, `\`)] == s
}

// writeTeXMultiscripts writes scripts before and behind a base, in pairs.
func writeTeXMultiscripts(b *strings.Builder, _ *html.Node, args []*html.Node) {
	if len(args) == 0 {
		return
	}
	behind, before := args[1:], []*html.Node(nil)
	for i, arg := range behind {
		if arg.Data == "mprescripts" {
			behind, before = behind[:i], behind[i+1:]
			break
		}
	}
	if len(before) > 0 {
		b.WriteString("{}")
		writeTeXPairs(b, before)
	}
	base := presentationTeX(args[0])
	if !isSingle(base) {
		base = "{" + base + "}"
	}
	b.WriteString(base)
	writeTeXPairs(b, behind)
}

func writeTeXPairs(b *strings.Builder, list []*html.Node) {
	for i, script := range list {
		if s := presentationTeX(script); s != "" {
			b.WriteString([]string{"_", "^"}[i%2] + "{" + s + "}")
		}
	}
}

// writeTeXTable writes a table: aligned equations if its columns lean on one
// another, an array if they are set in any other way, else a matrix.
func writeTeXTable(b *strings.Builder, n *html.Node, _ []*html.Node) {
	align := strings.Fields(dom.Attr(n, "columnalign"))
	columns, centred := "", true
	for _, a := range align {
		centred = centred && a == "center"
		if a != "" {
			columns += a[:1]
		}
	}
	switch {
	case centred:
		writeTeXRows(b, n, "matrix", "")
	case len(align) > 1 && strings.HasPrefix(strings.Repeat("rl", len(align)), columns):
		writeTeXRows(b, n, "aligned", "")
	default:
		for len(columns) < columnsOf(n) {
			columns += columns[len(columns)-1:]
		}
		writeTeXRows(b, n, "array", "{"+columns+"}")
	}
}

func columnsOf(table *html.Node) (columns int) {
	for _, row := range elementsIn(table) {
		columns = max(columns, len(elementsIn(row)))
	}
	return columns
}

func writeTeXRows(b *strings.Builder, table *html.Node, environment, columns string) {
	b.WriteString(`\begin{` + environment + "}" + columns + " ")
	for i, row := range elementsIn(table) {
		if i > 0 {
			b.WriteString(` \\ `)
		}
		cells := elementsIn(row)
		label := ""
		if row.Data == "mlabeledtr" && len(cells) > 0 {
			label, cells = strings.Trim(dom.Collapse(dom.TextOf(cells[0])), " ()"), cells[1:]
		}
		for k, cell := range cells {
			if k > 0 {
				b.WriteString(" & ")
			}
			b.WriteString(presentationTeX(cell))
		}
		if label != "" {
			b.WriteString(` \qquad \text{(` + escapeTeXText.Replace(label) + ")}")
		}
	}
	b.WriteString(` \end{` + environment + "}")
}

func elementsIn(n *html.Node) (list []*html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			list = append(list, c)
		}
	}
	return list
}

// Of is the TeX that MathML is annotated with, else what its presentation
// says.
func Of(n *html.Node) string {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "annotation" && strings.Contains(dom.Attr(d, "encoding"), "tex") {
			return dom.TextOf(d)
		}
	}
	if tex := dom.Attr(n, "alttext"); tex != "" {
		return tex
	}
	return presentationTeX(n)
}
