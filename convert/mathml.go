package convert

import (
	"strings"

	"golang.org/x/net/html"
)

// presentationTeX writes presentation MathML (MathML Core, section 3) as TeX.
// Symbols stay as the Unicode characters they are, which MathJax and KaTeX read.
func presentationTeX(n *html.Node) string {
	var b strings.Builder
	writeTeX(&b, n)
	return strings.TrimSpace(b.String())
}

// scripts are the elements that put arguments below and above a base.
var scripts = map[string]struct{ below, above int }{ // which child; 0 for none
	"msub": {1, 0}, "msup": {0, 1}, "msubsup": {1, 2},
	"munder": {1, 0}, "mover": {0, 1}, "munderover": {1, 2},
}

// accents are what an mover puts on its base, as TeX commands.
var accents = map[string]string{
	"^": `\hat`, "ˆ": `\hat`, "~": `\tilde`, "˜": `\tilde`, "¯": `\bar`, "‾": `\overline`, "→": `\vec`, "⃗": `\vec`, "˙": `\dot`, "¨": `\ddot`, "⏞": `\overbrace`,
}

// texNames are operators with a name in TeX that is not the name itself.
var texNames = map[string]string{
	"lim": `\lim`, "sin": `\sin`, "cos": `\cos`, "tan": `\tan`, "log": `\log`, "ln": `\ln`, "exp": `\exp`, "max": `\max`, "min": `\min`,
	"sup": `\sup`, "inf": `\inf`, "det": `\det`, "gcd": `\gcd`, "mod": `\bmod`, "arg": `\arg`,
}

// invisible operators are there for machines.
var invisibleOperators = strings.NewReplacer("\u2061", "", "\u2062", "", "\u2063", "", "\u2064", "")

// escapeTeX keeps characters that TeX reads as commands.
var escapeTeX = strings.NewReplacer(`\`, `\backslash `, "{", `\{`, "}", `\}`, "%", `\%`, "#", `\#`, "&", `\&`, "$", `\$`, "_", `\_`)

func writeTeX(b *strings.Builder, n *html.Node) {
	args := elementsIn(n)
	switch name := n.Data; name {
	case "annotation", "annotation-xml", "mspace", "mphantom":
	case "mi", "mn", "mo":
		writeTeXToken(b, n)
	case "mtext", "ms":
		b.WriteString(`\text{` + escapeTeX.Replace(collapse(textOf(n))) + "}")
	case "mfrac":
		writeTeXCommand(b, `\frac`, args)
	case "msqrt":
		b.WriteString(`\sqrt`)
		writeTeXGroup(b, n)
	case "mroot":
		if len(args) == 2 {
			b.WriteString(`\sqrt[` + presentationTeX(args[1]) + "]")
			writeTeXGroup(b, args[0])
		}
	case "mfenced":
		b.WriteString(firstNonEmpty(attr(n, "open"), "("))
		for i, arg := range args {
			if i > 0 {
				b.WriteString(", ")
			}
			writeTeX(b, arg)
		}
		b.WriteString(firstNonEmpty(attr(n, "close"), ")"))
	case "mtable":
		b.WriteString(`\begin{matrix} `)
		for i, row := range args {
			if i > 0 {
				b.WriteString(` \\ `)
			}
			for k, cell := range elementsIn(row) {
				if k > 0 {
					b.WriteString(" & ")
				}
				b.WriteString(presentationTeX(cell))
			}
		}
		b.WriteString(` \end{matrix}`)
	default:
		if script, ok := scripts[name]; ok && len(args) > max(script.below, script.above) {
			writeTeXScripts(b, name, args, script.below, script.above)
			return
		}
		for _, arg := range args {
			writeTeX(b, arg)
		}
	}
}

// writeTeXToken writes an identifier, number or operator. Words of several
// letters are upright.
func writeTeXToken(b *strings.Builder, n *html.Node) {
	text := invisibleOperators.Replace(collapse(textOf(n)))
	text = strings.TrimSpace(text)
	switch name := texNames[text]; {
	case name != "":
		b.WriteString(name + " ")
	case n.Data == "mi" && len(text) > 1 && isLetterASCII(text[0]):
		b.WriteString(`\mathrm{` + escapeTeX.Replace(text) + "}")
	case n.Data == "mo" && len(text) > 0 && strings.Contains("=<>+≤≥≠≈→⇒∈±×·", text):
		b.WriteString(" " + text + " ")
	default:
		b.WriteString(escapeTeX.Replace(text))
	}
}

func writeTeXCommand(b *strings.Builder, command string, args []*html.Node) {
	b.WriteString(command)
	for _, arg := range args {
		writeTeXGroup(b, arg)
	}
}

func writeTeXGroup(b *strings.Builder, n *html.Node) {
	b.WriteByte('{')
	if n.Data == "msqrt" {
		for _, arg := range elementsIn(n) {
			writeTeX(b, arg)
		}
	} else {
		writeTeX(b, n)
	}
	b.WriteByte('}')
}

func writeTeXScripts(b *strings.Builder, name string, args []*html.Node, below, above int) {
	if name == "mover" {
		if command := accents[strings.TrimSpace(textOf(args[above]))]; command != "" {
			writeTeXCommand(b, command, args[:1])
			return
		}
	}
	base := presentationTeX(args[0])
	if len([]rune(base)) > 1 && !strings.HasPrefix(base, `\`) {
		base = "{" + base + "}"
	}
	b.WriteString(base)
	if below > 0 {
		b.WriteByte('_')
		writeTeXGroup(b, args[below])
	}
	if above > 0 {
		b.WriteByte('^')
		writeTeXGroup(b, args[above])
	}
}

func elementsIn(n *html.Node) (list []*html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			list = append(list, c)
		}
	}
	return list
}
