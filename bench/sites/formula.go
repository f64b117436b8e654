package main

import (
	"strconv"
	"strings"
)

// Formulas are taken out of Markdown before it is rendered, so that no renderer
// reads them: a mark with a number stands in their place.
const (
	markOpen  = '\uE000'
	markClose = '\uE001'
)

// tex is a formula of a document.
type tex struct {
	source  string // without white space
	display bool
}

// takeFormulas replaces what stands between dollars, outside of fences and code
// spans, by marks.
func takeFormulas(md string) (string, []tex) {
	var out strings.Builder
	var found []tex
	inFence := ""
	for len(md) > 0 {
		line, rest, _ := strings.Cut(md, "\n")
		if f := fenceOf(line); f != "" && (inFence == "" || strings.HasPrefix(f, inFence)) {
			if inFence == "" {
				inFence = f
			} else {
				inFence = ""
			}
		} else if inFence == "" {
			n := textEnd(md)
			found = takeInline(&out, md[:n], found)
			md = md[n:]
			continue
		}
		out.WriteString(line + "\n")
		md = rest
	}
	return out.String(), found
}

// fenceOf returns the backticks or tildes a fence begins with, in quotes and items too.
func fenceOf(line string) string {
	line = strings.TrimLeft(line, " >-*0123456789.")
	for _, c := range "`~" {
		n := len(line) - len(strings.TrimLeft(line, string(c)))
		if n >= 3 && !strings.ContainsRune(line[n:], '`') {
			return line[:n]
		}
	}
	return ""
}

// textEnd returns where the text that begins here meets a fence.
func textEnd(md string) int {
	at := 0
	for line := range strings.Lines(md) {
		if at > 0 && fenceOf(strings.TrimRight(line, "\n")) != "" {
			break
		}
		at += len(line)
	}
	return at
}

// takeInline writes text with its formulas replaced.
func takeInline(out *strings.Builder, text string, found []tex) []tex {
	for i := 0; i < len(text); {
		switch c := text[i]; c {
		case '\\':
			n := min(2, len(text)-i)
			out.WriteString(text[i : i+n])
			i += n
		case '`':
			n := spanEnd(text[i:])
			out.WriteString(text[i : i+n])
			i += n
		case '$':
			n, f := formulaAt(text[i:])
			if n == 0 {
				out.WriteByte(c)
				i++
				continue
			}
			out.WriteString(string(markOpen) + strconv.Itoa(len(found)) + string(markClose))
			found = append(found, f)
			i += n
		default:
			out.WriteByte(c)
			i++
		}
	}
	return found
}

// spanEnd returns how long the code span is that text begins with; without an
// end, how long its delimiter is.
func spanEnd(text string) int {
	n := len(text) - len(strings.TrimLeft(text, "`"))
	for i := n; i < len(text); {
		if text[i] != '`' {
			i++
			continue
		}
		m := len(text[i:]) - len(strings.TrimLeft(text[i:], "`"))
		if m == n {
			return i + m
		}
		i += m
	}
	return n
}

// formulaAt reads a formula: of one paragraph, and between single dollars none
// that has spaces at its edges, as pandoc and GitHub read it.
func formulaAt(text string) (int, tex) {
	delim := "$"
	if strings.HasPrefix(text, "$$") {
		delim = "$$"
	}
	inner, _, ok := strings.Cut(text[len(delim):], delim)
	if !ok || strings.TrimSpace(inner) == "" || strings.Contains(inner, "\n\n") {
		return 0, tex{}
	}
	if delim == "$" && inner != strings.TrimSpace(inner) {
		return 0, tex{}
	}
	return len(inner) + 2*len(delim), tex{squeezeTeX(inner), delim == "$$"}
}

// squeezeTeX takes out what makes no difference: space, a table's escapes, the
// signs of a quote.
func squeezeTeX(s string) string {
	return strings.NewReplacer(" ", "", "\n>", "", "\n", "", "\t", "", `\|`, "|", `\ldots`, `\dots`).Replace(s)
}
