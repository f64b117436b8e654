package footnote

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// notesHeadings are the headings of notes, by Wikipedia's articles in these
// languages.
var notesHeadings = dom.PhraseSet(
	"notes", "footnotes", "endnotes", "references", "notes and references", // en
	"anmerkungen", "fußnoten", "fussnoten", "einzelnachweise", // de
	"références", "notes et références", "notes de bas de page", // fr
	"notas", "referencias", "notas al pie", "notas y referencias", // es
	"referências", "notas de rodapé", // pt
	"note", "riferimenti", "note a piè di pagina", // it
	"noten", "voetnoten", "referenties", // nl
	"noter", "fotnoter", "referenser", "referanser", "fodnoter", "referencer", // sv, no, da
	"viitteet", "alaviitteet", "lähteet", // fi
	"przypisy",                       // pl
	"poznámky", "poznámky pod čarou", // cs, sk
	"jegyzetek", "lábjegyzetek", // hu
	"referințe", "note de subsol", // ro
	"σημειώσεις", "υποσημειώσεις", "παραπομπές", // el
	"примечания", "сноски", // ru
	"примітки", "виноски", // uk
	"бележки",             // bg
	"notlar", "dipnotlar", // tr
	"ملاحظات", "هوامش", "الهوامش", // ar
	"הערות", "הערות שוליים", // he
	"टिप्पणियाँ", "टिप्पणी", // hi
	"หมายเหตุ", "เชิงอรรถ", // th
	"chú thích", "ghi chú", // vi
	"catatan", "catatan kaki", // id
	"注释", "注", "脚注", "注釋", "註釋", "註", "参考资料", "參考資料", "参考", "注解", // zh
	"注釈", "註釈", "参考文献", // ja
	"각주", "주석", "참고", // ko
)

// isNotesHeading tells whether n is a heading of notes, or a line in bold that is
// one.
func isNotesHeading(n *html.Node) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	child := onlyChild(n)
	if !dom.Headings[n.DataAtom] && !(n.DataAtom == atom.P && child != nil && (child.DataAtom == atom.B || child.DataAtom == atom.Strong)) {
		return false
	}
	return isNotesName(dom.TextOf(n))
}

func isNotesName(text string) bool {
	text = strings.ToLower(strings.Trim(text, " :：.[]【】"))
	return notesHeadings[text]
}

// isUnderNotes tells whether the nearest heading before a block says that notes
// follow.
func isUnderNotes(block *html.Node) bool {
	for n := block; n != nil && n.Parent != nil; n = n.Parent {
		for before := n.PrevSibling; before != nil; before = before.PrevSibling {
			if isNotesHeading(before) {
				return true
			}
			if dom.Headings[before.DataAtom] {
				return false
			}
		}
	}
	return false
}

// numberedNotes finds notes that nothing leads to: raised numbers in the text, and
// a numbered list or paragraphs under a heading of notes. Each number must have its
// note, and each note a number.
func numberedNotes(root *html.Node) []*footnote {
	var heading *html.Node
	for d := range root.Descendants() {
		if isNotesHeading(d) {
			heading = d
		}
	}
	if heading == nil {
		return nil
	}
	items := numberedItems(heading)
	notes := make([]*footnote, len(items))
	for i, item := range items {
		notes[i] = &footnote{block: item, label: strconv.Itoa(i + 1)}
	}
	for d := range root.Descendants() {
		if d == heading {
			break
		}
		if d.DataAtom != atom.Sup || dom.Attr(d, "href") != "" || len(linksIn(d)) > 0 {
			continue
		}
		number, err := strconv.Atoi(noteLabel(dom.TextOf(d)))
		if err != nil {
			continue
		}
		if number < 1 || number > len(notes) || !followsWord(d) {
			return nil
		}
		notes[number-1].references = append(notes[number-1].references, d)
	}
	if slices.ContainsFunc(notes, func(f *footnote) bool { return len(f.references) == 0 }) {
		return nil
	}
	return notes
}

// followsWord tells whether text stands right before n: a raised number at the
// beginning of a line is no reference.
func followsWord(n *html.Node) bool {
	for n.PrevSibling == nil && n.Parent != nil && dom.InlineElements[n.Parent.DataAtom] {
		n = n.Parent
	}
	return n.PrevSibling != nil
}

// numberedItems are the notes under a heading, from 1 on: the items of the list, or
// the paragraphs that begin with their numbers.
func numberedItems(heading *html.Node) (items []*html.Node) {
	for n := dom.SkipBlank(heading.NextSibling); n != nil; n = dom.SkipBlank(n.NextSibling) {
		if n.DataAtom == atom.Ol && len(items) == 0 && (dom.Attr(n, "start") == "" || dom.Attr(n, "start") == "1") {
			for item := range n.ChildNodes() {
				if item.DataAtom == atom.Li {
					items = append(items, item)
				}
			}
			return items
		}
		number := strconv.Itoa(len(items) + 1)
		rest, ok := strings.CutPrefix(strings.TrimLeft(dom.TextOf(n), "[(^"), number)
		if n.DataAtom != atom.P && n.DataAtom != atom.Div || !ok || rest == "" || dom.IsDigit(rest[0]) {
			return items
		}
		items = append(items, n)
	}
	return items
}
