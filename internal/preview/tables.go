package preview

import "golang.org/x/net/html/atom"

// form is what a pane shows of an element.
type form uint8

const (
	formContent form = iota // what it holds; of all elements that are not named
	formSame                // itself
	formBlock               // a div in its place
	formNothing
	formImage
	formPlayer
	formDrawing
	formInput
)

// forms of elements.
var forms = map[atom.Atom]form{
	atom.P: formSame, atom.H1: formSame, atom.H2: formSame, atom.H3: formSame, atom.H4: formSame, atom.H5: formSame, atom.H6: formSame,
	atom.Blockquote: formSame, atom.Pre: formSame, atom.Code: formSame, atom.Hr: formSame, atom.Br: formSame, atom.Wbr: formSame,
	atom.Ul: formSame, atom.Ol: formSame, atom.Li: formSame, atom.Dl: formSame, atom.Dt: formSame, atom.Dd: formSame,
	atom.Table: formSame, atom.Caption: formSame, atom.Thead: formSame, atom.Tbody: formSame, atom.Tfoot: formSame, atom.Tr: formSame,
	atom.Td: formSame, atom.Th: formSame, atom.Figure: formSame, atom.Figcaption: formSame, atom.Details: formSame, atom.Summary: formSame,
	atom.A: formSame, atom.B: formSame, atom.Strong: formSame, atom.I: formSame, atom.Em: formSame, atom.Del: formSame, atom.S: formSame,
	atom.Strike: formSame, atom.Ins: formSame, atom.U: formSame, atom.Sub: formSame, atom.Sup: formSame, atom.Kbd: formSame,
	atom.Samp: formSame, atom.Var: formSame, atom.Mark: formSame, atom.Small: formSame, atom.Big: formSame, atom.Q: formSame, atom.Cite: formSame,
	atom.Abbr: formSame, atom.Dfn: formSame, atom.Ruby: formSame, atom.Rt: formSame, atom.Rp: formSame, atom.Bdo: formSame, atom.Bdi: formSame,
	atom.Time: formSame, atom.Span: formSame, atom.Div: formSame, atom.Section: formSame, atom.Aside: formSame, atom.Article: formSame,
	atom.Tt: formSame, atom.Center: formSame,

	atom.Html: formBlock, atom.Body: formBlock, atom.Main: formBlock, atom.Header: formBlock, atom.Footer: formBlock, atom.Nav: formBlock,
	atom.Address: formBlock, atom.Form: formBlock, atom.Fieldset: formBlock, atom.Legend: formBlock, atom.Hgroup: formBlock,
	atom.Dialog: formBlock, atom.Menu: formBlock, atom.Textarea: formBlock, atom.Listing: formBlock, atom.Xmp: formBlock,

	atom.Head: formNothing, atom.Script: formNothing, atom.Style: formNothing, atom.Template: formNothing, atom.Title: formNothing,
	atom.Meta: formNothing, atom.Link: formNothing, atom.Base: formNothing, atom.Noscript: formNothing, atom.Noframes: formNothing,
	atom.Source: formNothing, atom.Track: formNothing, atom.Param: formNothing, atom.Select: formNothing, atom.Datalist: formNothing,

	atom.Img: formImage, atom.Input: formInput,
	atom.Iframe: formPlayer, atom.Video: formPlayer, atom.Audio: formPlayer, atom.Embed: formPlayer, atom.Object: formPlayer, atom.Frame: formPlayer,
	atom.Svg: formDrawing, atom.Canvas: formDrawing,
}

// isBlock tells whether an element begins and ends a block.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Hr, atom.Ul, atom.Ol, atom.Li,
		atom.Dl, atom.Dt, atom.Dd, atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th,
		atom.Figure, atom.Figcaption, atom.Details, atom.Summary, atom.Div, atom.Section, atom.Aside, atom.Article, atom.Center:
		return true
	}
	return forms[a] == formBlock
}

// isVoid tells whether an element has no end tag.
func isVoid(a atom.Atom) bool { return a == atom.Br || a == atom.Hr || a == atom.Wbr }

// attributes that elements keep; those of "" all do. ids and addresses are seen to
// apart.
var attributes = map[string][]string{
	"": {"dir", "lang", "title"}, "td": {"align", "colspan", "rowspan"}, "th": {"align", "colspan", "rowspan"},
	"ol": {"start", "type", "reversed"}, "li": {"value"}, "time": {"datetime"}, "details": {"open"}, "p": {"align"}, "div": {"align"},
}

// mathElements are those of MathML Core that are kept, without attributes but for
// those of a formula; of the others, such as annotation, nothing is.
// https://www.w3.org/TR/mathml-core/
var mathElements = map[string]bool{
	"math": true, "mrow": true, "mi": true, "mn": true, "mo": true, "ms": true, "mtext": true, "mspace": true, "mfrac": true, "msqrt": true,
	"mroot": true, "msup": true, "msub": true, "msubsup": true, "mover": true, "munder": true, "munderover": true, "mmultiscripts": true,
	"mprescripts": true, "none": true, "mtable": true, "mtr": true, "mtd": true, "mstyle": true, "mpadded": true, "mphantom": true,
	"merror": true, "semantics": true,
}

// styles are what is shown of style attributes, as classes of the style sheet.
var styles = map[string]string{
	"display:none": "hidden", "visibility:hidden": "hidden",
	"text-align:center": "center", "text-align:right": "end",
	"font-weight:bold": "bold", "font-weight:bolder": "bold", "font-weight:600": "bold", "font-weight:700": "bold", "font-weight:800": "bold",
	"font-style:italic": "italic", "font-style:oblique": "italic",
	"text-decoration:line-through": "struck", "text-decoration:underline": "underlined",
	"white-space:pre": "pre", "white-space:pre-wrap": "pre",
}

// pictures are the beginnings of addresses that hold a picture, which is shown.
var pictures = []string{
	"data:image/png;base64,", "data:image/jpeg;base64,", "data:image/jpg;base64,", "data:image/gif;base64,",
	"data:image/webp;base64,", "data:image/avif;base64,", "data:image/bmp;base64,",
}
