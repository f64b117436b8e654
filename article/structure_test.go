package article

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/artx-cli/artx/note"
)

// TestRandomStructures makes articles of blocks in blocks by chance, in which each word is
// another, and has the second reading find nothing lost or added.
func TestRandomStructures(t *testing.T) {
	for seed := range uint64(3000) {
		m := markupMaker{Rand: rand.New(rand.NewPCG(seed, 1))}
		src := ""
		for range 1 + m.IntN(4) {
			src += m.block(0)
		}
		a, err := Convert([]byte(src), Options{From: FromArticle, To: Markdown, Verify: true})
		if err != nil {
			t.Fatalf("%v\n%s", err, src)
		}
		for _, n := range a.Notes {
			if n.Level == note.Warning {
				t.Errorf("%s [%s]\n--- source\n%s\n--- result\n%s", n.Message, n.Code, src, a.Markdown)
			}
		}
	}
}

// markupMaker makes HTML by chance.
type markupMaker struct {
	*rand.Rand
	words int
}

func (m *markupMaker) pick(list ...string) string { return list[m.IntN(len(list))] }

func (m *markupMaker) word() string {
	m.words++
	return fmt.Sprintf("w%d", m.words)
}

func (m *markupMaker) inline(depth int) string {
	if depth > 2 || m.IntN(9) < 4 {
		return m.word() + " " + m.word()
	}
	switch name := m.pick("b", "i", "em", "strong", "code", "a", "del", "br", "span"); name {
	case "br":
		return m.word() + "<br>" + m.word()
	case "a":
		return `<a href="/` + m.word() + `">` + m.word() + " " + m.word() + "</a>"
	case "code":
		return "<code>" + m.word() + m.pick("", " b", "<br>c") + "</code>"
	default:
		return "<" + name + ">" + m.inline(depth+1) + "</" + name + ">"
	}
}

func (m *markupMaker) text() string {
	text := m.inline(0)
	for range m.IntN(3) {
		text += " " + m.inline(0)
	}
	return text
}

func (m *markupMaker) block(depth int) string {
	name := "p"
	if depth < 3 {
		name = m.pick("p", "p", "h2", "h3", "ul", "ol", "ol start=4", "blockquote", "pre", "table", "div", "dl")
	}
	tag, _, _ := strings.Cut(name, " ")
	return "<" + name + ">" + m.content(tag, depth) + "</" + tag + ">"
}

func (m *markupMaker) content(tag string, depth int) (s string) {
	switch tag {
	case "ul", "ol":
		for range 1 + m.IntN(3) {
			s += "<li>" + m.pick("", "", "<input type=checkbox> ", "<input type=checkbox checked> ") + m.text()
			if m.IntN(3) == 0 {
				s += m.block(depth + 1)
			}
			s += "</li>"
		}
	case "blockquote", "div":
		for range 1 + m.IntN(2) {
			s += m.block(depth + 1)
		}
	case "pre":
		s = m.word() + "\n  " + m.word()
	case "table":
		s = "<tr><th>" + m.word() + "</th><th>" + m.word() + "</th></tr><tr><td>" + m.inline(1) + "</td><td>" + m.inline(1) + "</td></tr>"
	case "dl":
		s = "<dt>" + m.word() + "</dt><dd>" + m.inline(1) + "</dd>"
	default:
		s = m.text()
	}
	return s
}
