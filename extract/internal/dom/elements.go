package dom

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// elementTrait says how an element takes part in the text of a page.
type elementTrait uint8

const (
	traitInline elementTrait = 1 << iota // its content runs on in the line around it
	traitUnseen                          // its content is never shown as text
)

// elementTraits has one row for each element that is not an ordinary block.
// Inline: the phrasing content of the HTML standard; unknown elements are blocks.
var elementTraits = map[atom.Atom]elementTrait{
	atom.A: traitInline, atom.Abbr: traitInline, atom.Acronym: traitInline, atom.B: traitInline,
	atom.Bdi: traitInline, atom.Bdo: traitInline, atom.Big: traitInline, atom.Cite: traitInline,
	atom.Code: traitInline, atom.Data: traitInline, atom.Del: traitInline, atom.Dfn: traitInline,
	atom.Em: traitInline, atom.Font: traitInline, atom.I: traitInline, atom.Img: traitInline,
	atom.Ins: traitInline, atom.Kbd: traitInline, atom.Label: traitInline, atom.Mark: traitInline,
	atom.Math: traitInline, atom.Nobr: traitInline, atom.Output: traitInline, atom.Picture: traitInline,
	atom.Q: traitInline, atom.Rp: traitInline, atom.Rt: traitInline, atom.Ruby: traitInline,
	atom.S: traitInline, atom.Samp: traitInline, atom.Small: traitInline, atom.Source: traitInline,
	atom.Span: traitInline, atom.Strike: traitInline, atom.Strong: traitInline, atom.Sub: traitInline,
	atom.Sup: traitInline, atom.Time: traitInline, atom.Tt: traitInline, atom.U: traitInline,
	atom.Var: traitInline, atom.Wbr: traitInline, atom.Br: traitInline,

	atom.Script: traitUnseen, atom.Style: traitUnseen, atom.Template: traitUnseen,
	atom.Head: traitUnseen, atom.Title: traitUnseen, atom.Meta: traitUnseen, atom.Link: traitUnseen,
	atom.Svg: traitUnseen, atom.Select: traitUnseen, atom.Datalist: traitUnseen,
	atom.Textarea: traitUnseen, atom.Object: traitUnseen, atom.Canvas: traitUnseen,
	atom.Iframe: traitUnseen, atom.Video: traitUnseen, atom.Audio: traitUnseen, atom.Map: traitUnseen,
}

// IsInline tells whether an element's content runs on in the line around it.
func IsInline(n *html.Node) bool { return elementTraits[n.DataAtom]&traitInline != 0 }

// IsUnseen tells whether an element's content is never shown as text.
func IsUnseen(n *html.Node) bool { return elementTraits[n.DataAtom]&traitUnseen != 0 }
