package extract

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/footnote"
	"github.com/artx-cli/artx/extract/internal/formula"
	"github.com/artx-cli/artx/extract/internal/list"
	"github.com/artx-cli/artx/extract/internal/weburl"
	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/note"
)

// dropped are elements that go with all they hold: they show nothing, or
// nothing that an article can keep.
var dropped = dom.AtomSet(atom.Style, atom.Template, atom.Link, atom.Meta, atom.Title, atom.Base, atom.Head, atom.Datalist, atom.Option, atom.Optgroup,
	atom.Param, atom.Track, atom.Frameset, atom.Frame, atom.Noframes, atom.Noembed, atom.Progress, atom.Meter)

// emptied are elements that go when they hold nothing; of the other elements an
// empty one may mean something (a table cell, a list item).
var emptied = dom.AtomSet(atom.P, atom.Div, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Main, atom.Figure,
	atom.Figcaption, atom.Center, atom.Blockquote, atom.Ul, atom.Ol, atom.Dl, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
	atom.Span, atom.B, atom.I, atom.Em, atom.Strong, atom.Font, atom.Small, atom.Big, atom.U, atom.S, atom.Strike, atom.Sub, atom.Sup,
	atom.Mark, atom.Ins, atom.Del, atom.Label, atom.Legend, atom.Address, atom.Time, atom.Details, atom.Abbr, atom.Cite, atom.Tt, atom.Nobr)

// softHyphen marks where a word may be divided.
const softHyphen = "\u00ad"

// Clean rewrites the tree under root in place, in one walk, and returns it with
// an account of what it holds and what was changed. An error can only come from
// a bad selector in the options.
func Clean(root *html.Node, opt Options) (*Article, error) {
	set, err := rules.Compile(opt.Rules)
	if err != nil {
		return nil, err
	}
	c := &cleaner{opt: opt, rules: set, article: &Article{Root: root}, letters: -1, notes: placedBook{position: opt.Position}, jump: excerptComment(opt.ExcerptMark)}
	site := weburl.Site(opt.BaseURL)
	if c.keep, err = selectNodes(root, opt.Keep, rules.SelectorsFor(set.Keep, site)); err != nil {
		return nil, fmt.Errorf("keep: %w", err)
	}
	keepAround(c.keep)
	if c.drop, err = selectNodes(root, opt.Drop, rules.SelectorsFor(set.Drop, site)); err != nil {
		return nil, fmt.Errorf("drop: %w", err)
	}
	c.lists = list.Lists{Article: c, KeepEmpty: opt.Origin == Authored}
	c.footnotes = footnote.Notes{Article: c, Root: root}
	c.setBase(opt.BaseURL)
	if root.Type == html.DocumentNode {
		c.setDocumentBase(root)
	}
	c.children(root)
	c.finish()
	return c.article, nil
}

type cleaner struct {
	opt     Options
	jump    string // what the site's own excerpt mark holds; "" if it has none
	rules   *rules.Set
	article *Article
	base    weburl.Base
	site    string // the article's address without its scheme
	keep    map[*html.Node]bool
	drop    map[*html.Node]bool
	notes   placedBook
	letters int    // of the whole article; -1 until counted
	wasted  int    // letters counted in elements that were no noise after all
	lang    string // of the article; "?" if it cannot be told
	targets map[string]bool
	ids     map[string]*html.Node // nil until one is looked for

	pic        picture
	imageNodes []*html.Node // of article.Images
	standIns   []standIn    // images in one box that wait for what they stand for

	preformatted int        // open pre, code and the like: white space counts
	formula      int        // open math, KaTeX or MathJax: markup counts
	links        int        // open a
	listings     int        // pre seen so far
	gutter       *html.Node // the last pre, if it held line numbers
	gutterLines  int
	behind       *html.Node // the last player's link that was put behind the open a
	lists        list.Lists
	footnotes    footnote.Notes
	look         look        // of the text at this place
	plain        []plainPart // in emphasis that their style takes back
}

func (c *cleaner) setBase(addr string) {
	c.base = weburl.NewBase(addr)
	c.site = weburl.Site(addr)
}

// setDocumentBase takes the base element of a page's head into account.
func (c *cleaner) setDocumentBase(root *html.Node) {
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom != atom.Html || n.FirstChild == nil || n.FirstChild.DataAtom != atom.Head {
			continue
		}
		for e := n.FirstChild.FirstChild; e != nil; e = e.NextSibling {
			if href := dom.Attr(e, "href"); e.DataAtom == atom.Base && href != "" {
				if b := weburl.NewBase(c.base.Resolve(weburl.Tidy(href))); b.Origin != "" {
					c.base = b
				}
				return
			}
		}
	}
}

// selectNodes returns the elements that any of the selectors matches.
func selectNodes(root *html.Node, lists ...[]string) (map[*html.Node]bool, error) {
	var found map[*html.Node]bool
	for _, list := range lists {
		queries, err := rules.CompileQueries(list)
		if err != nil {
			return nil, err
		}
		for _, query := range queries {
			for _, n := range goquery.NewDocumentFromNode(root).FindMatcher(query).Nodes {
				if found == nil {
					found = map[*html.Node]bool{}
				}
				found[n] = true
			}
		}
	}
	return found, nil
}

// keepAround adds the elements around those that are kept, which would take
// them away.
func keepAround(kept map[*html.Node]bool) {
	for _, n := range slices.Collect(maps.Keys(kept)) {
		for p := n.Parent; p != nil && !kept[p]; p = p.Parent {
			kept[p] = true
		}
	}
}

func (c *cleaner) children(parent *html.Node) {
	for n := parent.FirstChild; n != nil; {
		// What is inserted in place of n is done; what follows is not.
		next := n.NextSibling
		c.node(n)
		n = next
	}
	c.notes.at = parent
}

func (c *cleaner) node(n *html.Node) {
	if c.opt.Step != nil {
		c.opt.Step()
	}
	switch n.Type {
	case html.CommentNode:
		c.comment(n)
	case html.DoctypeNode:
		n.Parent.RemoveChild(n)
	case html.TextNode:
		if strings.Contains(n.Data, softHyphen) && c.preformatted == 0 && c.opt.Origin != Authored {
			n.Data = strings.ReplaceAll(n.Data, softHyphen, "")
			c.notes.Add("text.soft-hyphen", note.Info, "soft hyphens removed from words", n.Data)
		}
		if looksBare(n.Data) {
			c.barePlayer(n)
		}
	case html.ElementNode:
		c.element(n)
	}
}

// traits are what the attributes of an element say about it.
type traits struct {
	hidden     bool // display:none or hidden
	ariaHidden bool
	formula    bool // part of KaTeX or MathJax
	lines      bool // its line ends may count
	tex        bool // an attribute may hold TeX
	note       bool // a note in a sentence
	background string
	styled
}

func (c *cleaner) element(n *html.Node) {
	c.notes.at = n
	if c.drop != nil && c.drop[n] && !c.keep[n] {
		c.removeNoise(n, "drop")
		return
	}
	if dropped[n.DataAtom] && n.Namespace == "" {
		n.Parent.RemoveChild(n)
		return
	}
	if n.DataAtom == 0 && c.takeFormula(n) || c.special(n) || c.jumpAnchor(n) {
		return
	}
	var t traits
	if len(n.Attr) > 0 {
		if t = c.attributes(n); (t.formula || t.tex) && c.takeFormula(n) {
			return
		}
	}
	if c.formula == 0 && !t.formula && (len(n.Attr) > 0 || n.DataAtom == 0) && !(c.keep != nil && c.keep[n]) && (c.isListed(n, t.background) || c.isInvisible(n, t)) {
		return
	}
	if t.note && c.preformatted == 0 {
		footnote.OpenInline(n)
		c.children(n)
		if c.footnotes.TakeInline(n) {
			return
		}
	}
	if own := looks[n.DataAtom]; (own != 0 || t.styled != styled{}) && c.formula == 0 && c.preformatted == 0 {
		c.emphasis(n, own, t)
		return
	}
	c.inside(n, t)
}

// inside cleans what n holds, then n itself.
func (c *cleaner) inside(n *html.Node, t traits) {
	if t.lines {
		c.keepLines(n)
	}
	switch n.DataAtom {
	case atom.Pre, atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		c.code(n)
		return
	case atom.A:
		c.anchor(n)
		return
	case atom.Figure:
		c.figureSource(n)
	case atom.Math:
		t.formula = true
	case atom.Li:
		list.Task(n)
	case atom.Sup:
		c.footnotes.SeeRaised(n)
	}
	if t.formula {
		c.formula++
		c.children(n)
		c.formula--
		return
	}
	listings := c.listings
	c.children(n)
	if c.listings == listings+1 && (dom.Boxes[n.DataAtom] || n.DataAtom == atom.Dl) {
		c.listingBox(n)
	}
	if t.background != "" {
		c.backgroundImage(n, t.background)
	}
	if c.formula > 0 || c.preformatted > 0 {
		return
	}
	if c.restructure(n); n.Parent == nil {
		return // it is part of another
	}
	switch {
	case c.opt.Origin == Authored && keptEmpty[n.DataAtom]:
	case c.isTechnoratiTags(n):
		c.removeNoise(n, "importer")
	case emptied[n.DataAtom]:
		c.removeEmpty(n)
	case n.DataAtom == 0 && n.Namespace == "" && !strings.ContainsAny(n.Data, "-"):
		dom.Unwrap(n) // an element that HTML does not know says nothing
	case n.DataAtom == 0 && scriptFilled(n):
		c.notes.Add("embed.dropped", note.Warning, "elements that only a script fills removed", describe(n))
		c.remove(n)
	}
}

// code cleans an element whose white space counts.
func (c *cleaner) code(n *html.Node) {
	if c.preformatted == 0 && n.DataAtom == atom.Code && isBlockOfCode(n) {
		c.Making(atom.Pre, n)
		n.Data, n.DataAtom = "pre", atom.Pre
	}
	if n.DataAtom == atom.Pre {
		c.dropButtons(n)
	}
	c.preformatted++
	c.children(n)
	c.preformatted--
	if n.DataAtom == atom.Pre {
		c.listings++
		c.tidyListing(n)
	}
	c.emptyCode(n)
}

// anchor cleans an a and what it holds.
func (c *cleaner) anchor(n *html.Node) {
	label, held := innerLabel(n)
	c.links++
	c.behind = nil
	c.children(n)
	c.links--
	c.link(n, label, held)
}

// restructure puts an element in order whose contents are clean, if they stand
// in it as no Markdown could say it.
func (c *cleaner) restructure(n *html.Node) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		c.heading(n)
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		c.lists.Tidy(n)
	case atom.P:
		if len(n.Attr) > 0 {
			c.lists.WordItem(n)
		}
	}
}

// emptyCode removes code that shows nothing.
func (c *cleaner) emptyCode(n *html.Node) {
	if c.opt.Origin == Authored || n.Parent == nil || !dom.IsHollow(n) || c.IsTarget(n) || c.keep[n] {
		return
	}
	if text := n.FirstChild; n.DataAtom != atom.Pre && text != nil && text.Type == html.TextNode && c.preformatted == 0 {
		n.Parent.InsertBefore(dom.NewText(text.Data), n)
	}
	if c.preformatted == 0 {
		n.Parent.RemoveChild(n)
	}
}

// figureSource gives the candidates that a figure has itself to its image.
func (c *cleaner) figureSource(n *html.Node) {
	set := dom.Attr(n, "data-srcset")
	if set == "" {
		return
	}
	img := findImage(n)
	switch {
	case img == nil:
		n.InsertBefore(dom.NewElement(atom.Img, "data-srcset", set), n.FirstChild)
	case !c.isLazy(img) && rules.JudgeImage(weburl.Tidy(dom.Attr(img, "src"))) != rules.LooksReal:
		dom.SetAttr(img, "data-srcset", set)
	}
}

// keptEmpty are the elements that stay in an [Authored] tree: those that Markdown
// can write without content.
var keptEmpty = dom.AtomSet(atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote)

// urlAttributes may hold an address beside href and src.
var urlAttributes = map[string]bool{"href": true, "src": true, "cite": true, "action": true, "formaction": true, "background": true, "longdesc": true,
	"poster": true, "data": true, "ping": true, "xlink:href": true, "lowsrc": true, "dynsrc": true, "usemap": true, "manifest": true, "profile": true, "classid": true, "codebase": true}

// attributes removes what could run code, and reads what else the attributes
// say.
func (c *cleaner) attributes(n *html.Node) (t traits) {
	unsafe := false
	for i := range n.Attr {
		key, value := n.Attr[i].Key, n.Attr[i].Val
		switch key {
		case "class":
			t.formula = t.formula || formula.MayHaveClass(value)
			t.note = strings.Contains(value, "note") && footnote.IsInline(n, value)
		case "id", "alt", "title", "width", "height", "rel", "target":
		case "hidden":
			t.hidden = t.hidden || value != "until-found"
		case "aria-hidden":
			t.ariaHidden = value == "true"
		case "style":
			unsafe = c.style(n, value, &t) || unsafe
		case "srcdoc":
			unsafe = true
		case "href":
			unsafe = unsafe || n.DataAtom != atom.A && weburl.IsDangerous(value)
		case "src":
			unsafe = unsafe || weburl.IsDangerous(value)
		default:
			switch {
			case len(key) > 2 && key[0] == 'o' && key[1] == 'n':
				unsafe = true
			case len(key) > 7 && key[0] == 'd' && formula.IsAttribute(key):
				t.tex = true
			case urlAttributes[key] && weburl.IsDangerous(value):
				unsafe = true
			case n.DataAtom != atom.Img:
				if row := c.rules.Background.Find(key, c.site); row >= 0 {
					if picture := backgroundAddress(c.rules.Background.Rows[row].Address(value)); picture != "" {
						t.background = picture
					}
				}
			}
		}
	}
	if unsafe {
		c.removeUnsafe(n)
	}
	return t
}

// style reads a style attribute and tells whether it must go.
func (c *cleaner) style(n *html.Node, value string, t *traits) (unsafe bool) {
	if hidesIt(value) {
		t.hidden = true
	}
	t.lines = t.lines || strings.Contains(value, "white-space") || strings.Contains(value, "en-codeblock")
	if saysLook(value) {
		t.readStyle(value)
	}
	if strings.IndexByte(value, '(') < 0 && strings.IndexByte(value, '\\') < 0 {
		return false
	}
	if picture := backgroundOf(value); picture != "" {
		t.background = picture
	}
	return strings.Contains(value, "url") || strings.IndexByte(value, '\\') >= 0 || strings.Contains(strings.ToLower(value), "expression")
}

// hidesIt tells whether a style says display: none, in either case.
func hidesIt(style string) bool {
	i := strings.Index(style, "isplay")
	if i < 0 {
		if i = strings.Index(style, "ISPLAY"); i < 0 {
			return false
		}
	}
	rest := strings.TrimLeft(style[i+len("isplay"):], " :")
	return len(rest) >= len("none") && strings.EqualFold(rest[:len("none")], "none")
}

// backgroundOf returns the address in a background or background-image
// declaration.
func backgroundOf(style string) string {
	i := strings.Index(style, "background")
	if i < 0 {
		return ""
	}
	_, rest, ok := strings.Cut(style[i:], "url(")
	if !ok {
		return ""
	}
	addr, _, ok := strings.Cut(rest, ")")
	if !ok || weburl.IsDangerous(addr) {
		return ""
	}
	addr = strings.Trim(strings.TrimSpace(addr), `"'`)
	if i := strings.Index(addr, ",http"); i > 0 { // Kakao's cards name several
		addr = addr[:i]
	}
	return addr
}

// backgroundAddress returns the first address in the value of an attribute for
// backgrounds, which is plain or as it would stand in a style.
func backgroundAddress(value string) string {
	if inner, ok := strings.CutPrefix(strings.TrimSpace(value), "url("); ok {
		inner, _, _ = strings.Cut(inner, ")")
		value = strings.Trim(strings.TrimSpace(inner), `"'`)
	} else if i := strings.Index(value, ",http"); i > 0 {
		value = value[:i]
	}
	if !looksLikeAddress(value) || weburl.IsDangerous(value) {
		return ""
	}
	return value
}

func (c *cleaner) removeUnsafe(n *html.Node) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		on := len(a.Key) > 2 && a.Key[0] == 'o' && a.Key[1] == 'n'
		address := urlAttributes[a.Key] && !(a.Key == "href" && n.DataAtom == atom.A) && weburl.IsDangerous(a.Val)
		style := a.Key == "style" && (strings.Contains(a.Val, "url") || strings.IndexByte(a.Val, '\\') >= 0 || strings.Contains(strings.ToLower(a.Val), "expression"))
		if !on && !address && !style && a.Key != "srcdoc" {
			kept = append(kept, a)
		}
	}
	n.Attr = kept
}

// isListed removes n, or puts something in its place, if a row of the tables
// says so. A callout stays, in another form. background is the picture of its style.
func (c *cleaner) isListed(n *html.Node, background string) bool {
	quoted := false
	var set []int // rows of callouts
	code := false // an element that holds code
	removed := c.rules.Selectors.Find(n, func(row int) bool {
		if at := row - len(c.rules.Facades) - len(c.rules.Noise); at >= 0 {
			if code = at >= len(c.rules.Callouts); !code {
				set = append(set, at)
			}
			return code
		}
		if at := row - len(c.rules.Facades); at >= 0 {
			rule := &c.rules.Noise[at]
			if !c.allowsNoise(n, rule) {
				return false
			}
			c.removeNoise(n, rule.Rule)
			return true
		}
		facade := &c.rules.Facades[row]
		e, ok := c.facadePlayer(n, facade)
		switch {
		case !ok || quoted:
			return false
		case facade.Quote && dom.TextOf(n) != "":
			c.quotePost(n, e)
			quoted = true
			return false
		}
		c.takePlayer(n, e, frameTitle(n), posterIn(n, background))
		return true
	}) >= 0
	if code {
		c.codeBox(n)
		return false
	}
	if len(set) > 0 && !removed && c.preformatted == 0 {
		slices.Sort(set)
		c.callout(n, set)
	}
	return removed
}

// isInvisible removes n if it is not shown.
func (c *cleaner) isInvisible(n *html.Node, t traits) bool {
	switch {
	case t.hidden && c.opt.Origin != Chosen && c.isHiddenNoise(n):
		c.removeNoise(n, "hidden")
		return true
	case t.ariaHidden && c.preformatted == 0 && !dom.HoldsContent(n) && isMark(dom.TextOf(n)):
		c.removeNoise(n, "icon")
		return true
	}
	return false
}

// isHiddenNoise tells whether an invisible element may go: it must not be most
// of the article, nor hold a formula.
func (c *cleaner) isHiddenNoise(n *html.Node) bool {
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return false
	}
	if _, ok := c.measureNoise(n); !ok {
		return false
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (d.DataAtom == atom.Math || d.DataAtom == atom.Script && formula.IsScript(d)) {
			return false
		}
	}
	return true
}

// removeNoise removes n and counts it.
func (c *cleaner) removeNoise(n *html.Node, rule string) {
	text := dom.TextOf(n)
	c.notes.Add("noise."+rule, note.Info, "elements removed as noise ("+rule+")", text)
	c.addRemoval(n, rule)
	c.remove(n)
}

// addRemoval keeps in mind what is removed with n.
func (c *cleaner) addRemoval(n *html.Node, rule string) {
	if c.opt.Explain {
		c.article.Removed = append(c.article.Removed, Removal{Rule: rule, Element: describe(n), Text: dom.TextOf(n), Images: measure(n).images, Markup: markup(n), Addresses: addressesIn(n)})
	}
}

// Making accounts for an element that is made of n.
func (c *cleaner) Making(element atom.Atom, n *html.Node) {
	if c.opt.Explain {
		made := Made{Element: element, Markup: markup(n)}
		switch element {
		case atom.Math, atom.Sup, atom.Img:
			made.Addresses = addressesIn(n)
		}
		c.article.Made = append(c.article.Made, made)
	}
}

// markup is a tree as HTML.
func markup(n *html.Node) string {
	var b strings.Builder
	_ = html.Render(&b, n) // a strings.Builder takes all
	return b.String()
}

// addressesIn lists the addresses in a tree.
func addressesIn(n *html.Node) (list []string) {
	for d := range n.Descendants() {
		list = append(list, ownAddresses(d)...)
	}
	return append(list, ownAddresses(n)...)
}

func ownAddresses(n *html.Node) (list []string) {
	for _, a := range n.Attr {
		if a.Key == "href" || a.Key == "src" || strings.HasPrefix(a.Key, "data-") && strings.Contains(a.Val, "/") {
			list = append(list, a.Val)
		}
	}
	return list
}

// describe names an element as a selector would.
func describe(n *html.Node) string {
	s := n.Data
	if id := dom.Attr(n, "id"); id != "" {
		s += "#" + id
	}
	for class := range strings.FieldsSeq(dom.Attr(n, "class")) {
		s += "." + class
	}
	return s
}

// remove takes n out so that the words before and behind it stay apart.
func (c *cleaner) remove(n *html.Node) {
	parent := n.Parent
	if c.preformatted == 0 && dom.EndsText(n.PrevSibling) && dom.StartsText(n.NextSibling) {
		switch {
		case n.DataAtom == atom.P || dom.Headings[n.DataAtom]:
			parent.InsertBefore(dom.NewElement(atom.Br), n)
			parent.InsertBefore(dom.NewElement(atom.Br), n)
		case !dom.InlineElements[n.DataAtom]:
			parent.InsertBefore(dom.NewElement(atom.Br), n)
		}
	}
	parent.RemoveChild(n)
}

// removeEmpty removes n if it shows nothing and nothing leads to it. The spaces in
// an inline element stay.
func (c *cleaner) removeEmpty(n *html.Node) {
	white, line := "", false
	inline := dom.InlineElements[n.DataAtom]
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type == html.TextNode && dom.IsWhite(child.Data):
			white += child.Data
		case child.Type == html.ElementNode && child.DataAtom == atom.Br && !inline:
			line = true
		default:
			return
		}
	}
	if c.IsTarget(n) {
		return
	}
	if inline {
		if white = strings.Map(dropWidthless, white); white != "" && !partsWords(n) {
			white = " "
		}
		if white != "" {
			n.Parent.InsertBefore(dom.NewText(white), n)
		}
		n.Parent.RemoveChild(n)
		return
	}
	if line && dom.StartsText(n.NextSibling) { // a blank line of its own
		n.Parent.InsertBefore(dom.NewElement(atom.Br), n)
	}
	c.remove(n)
}

// partsWords tells whether the spaces in n stand between words, or may do so in the
// element around it; two spaces of Word's never count.
func partsWords(n *html.Node) bool {
	if strings.Contains(dom.Attr(n, "style"), "mso-spacerun") {
		return false
	}
	if n.PrevSibling == nil && n.NextSibling == nil {
		return dom.InlineElements[n.Parent.DataAtom]
	}
	return dom.EndsText(n.PrevSibling) && dom.StartsText(n.NextSibling)
}

// dropWidthless leaves spaces out that have no width.
func dropWidthless(r rune) rune {
	if r > ' ' && !unicode.IsSpace(r) {
		return -1
	}
	return r
}

// IsTarget tells whether a link of the article leads to n.
func (c *cleaner) IsTarget(n *html.Node) bool {
	id := dom.Attr(n, "id")
	if id == "" {
		if id = dom.Attr(n, "name"); id == "" {
			return false
		}
	}
	if c.targets == nil {
		c.targets = map[string]bool{}
		for d := range c.article.Root.Descendants() {
			if d.Type == html.RawNode {
				c.addRawTargets(d.Data)
			}
			if d.Type == html.ElementNode && d.DataAtom == atom.A {
				if href := dom.Attr(d, "href"); len(href) > 1 && href[0] == '#' {
					c.targets[href[1:]] = true
				}
			}
		}
	}
	return c.targets[id]
}

// addRawTargets adds where links in Markdown lead to within the article.
func (c *cleaner) addRawTargets(markdown string) {
	for {
		_, rest, ok := strings.Cut(markdown, "](#")
		if !ok {
			return
		}
		id, behind, _ := strings.Cut(rest, ")")
		c.targets[id] = true
		markdown = behind
	}
}

// ByID returns the first element of the article that had an id, or a
// name, when the first was looked for.
func (c *cleaner) ByID(id string) *html.Node {
	if c.ids == nil {
		c.ids = map[string]*html.Node{}
		for d := range c.article.Root.Descendants() {
			if d.Type != html.ElementNode || len(d.Attr) == 0 {
				continue
			}
			for _, key := range []string{"id", "name"} {
				if value := dom.Attr(d, key); value != "" && c.ids[value] == nil {
					c.ids[value] = d
				}
			}
		}
	}
	if n := c.ids[id]; n != nil {
		return n
	}
	return c.ids[weburl.PercentDecode(id)]
}

// language returns the article's language, as far as its root or its script
// tells.
func (c *cleaner) language() string {
	if c.opt.Lang != "" {
		return c.opt.Lang
	}
	if c.lang == "" {
		if c.lang = dom.ScriptLanguage(c.article.Root); c.lang == "" {
			c.lang = "?"
		}
	}
	return c.lang
}

// finish writes the notes.
func (c *cleaner) finish() {
	c.flushStandIns()
	for _, part := range c.plain {
		part.liftPlain()
	}
	c.writeFootnotes()
	c.article.Notes = c.notes.Notes()
}

// writeFootnotes gives the footnotes one form.
func (c *cleaner) writeFootnotes() {
	linked := slices.ContainsFunc(c.article.Links, func(l Link) bool { return strings.HasPrefix(l.URL, "#") && footnote.IsMark(l.Text) })
	if linked {
		c.ids = nil // cleaning may have changed the tree since
	}
	c.footnotes.Write(linked)
}
