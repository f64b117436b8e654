package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/hidden"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/pagetype"
	"github.com/artx-cli/artx/extract/internal/platform"
	"github.com/artx-cli/artx/extract/internal/post"
	"github.com/artx-cli/artx/extract/internal/weburl"
	"github.com/artx-cli/artx/extract/metadata"
	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/note"
)

// Kinds of page, as found in or forced on a [Result].
const (
	Article       = pagetype.Article
	Documentation = pagetype.Documentation
	Forum         = pagetype.Forum
	Product       = pagetype.Product
	Collection    = pagetype.Collection // one shop's products of a kind
	Listing       = pagetype.Listing    // cards or rows that lead to other pages
	Service       = pagetype.Service    // landing pages, companies and what they offer
)

// Options control [Find]. The zero value finds everything by itself.
type Options struct {
	Type   string       // one of the kinds to treat the page as; "" finds it
	URL    string       // absolute address of the page, "" if unknown
	Select []string     // CSS selectors of the article's parts, in place of what would be found
	Remove []string     // CSS selectors of elements that are never part of the article
	Rules  *rules.Rules // whose Article and Drop rows count where Select and Remove do; nil for none

	Comments bool // keep what readers wrote below the article, behind it and in Result.Comments
	Explain  bool // fill in PageResult.Account

	// Position is where a node of the page begins in its source; nil leaves places
	// out of notes.
	Position func(*html.Node) (line, column int)
}

// Check finds what [Find] would say of the options: an unknown type or a selector
// that does not parse.
func (opt Options) Check() error {
	_, err := compilePageOptions(opt)
	return err
}

// Result is the article of a whole page and an account of how it was found.
type Result struct {
	Root     *html.Node // its children are the article
	Type     string     // one of the kinds
	Metadata metadata.Metadata
	Notes    []note.Note
	Account  Account

	// Bylines are paragraphs that Find has put before the posts of a thread:
	// the writer and the time, which forums show beside a post.
	Bylines []*html.Node

	// Comments are the page's comments in its order, which Find has put behind the
	// article too; nil without Options.Comments. A thread has none: its posts are
	// the article.
	Comments []Comment
}

// Account says why a page's article is what it is.
type Account struct {
	Source string `json:"source"` // "tree", "select", or the hidden source the article came from, such as "json-ld"
	Chosen Part   `json:"chosen"` // the smallest part that holds all that was kept
	Rivals []Part `json:"rivals"` // the other parts by falling score, at most ten
	Kept   []Cut  `json:"kept"`   // what stayed, in document order
	Cuts   []Cut  `json:"cuts"`   // what was left out, in document order
}

// Part is an element that could be the article.
type Part struct {
	Path  string  `json:"path"`  // CSS-like path from body, such as "main > div.post"
	Score float64 `json:"score"` // between 0 (not the article) and 1
	Words int     `json:"words"`
}

// Cut is a part of the page and why it is, or is not, in the article.
type Cut struct {
	Path  string  `json:"path"`
	Rule  string  `json:"rule"` // the rule that decided, or "model"
	Words int     `json:"words"`
	Score float64 `json:"score"` // log-odds for the article's, as the model has them
	Text  string  `json:"text"`  // how it begins
}

// Find finds the article in a parsed page, reads the page's metadata, and
// removes everything else. It re-arranges doc in place. The error is for bad
// options alone: an unknown type or a selector that does not parse.
func Find(doc *html.Node, opt Options) (*Result, error) {
	return shippedModel().page(doc, opt)
}

// page is [Find] by this model.
func (m *pageModel) page(doc *html.Node, opt Options) (*Result, error) {
	marks, err := compilePageOptions(opt)
	if err != nil {
		return nil, err
	}
	p := &pageRun{doc: doc, opt: opt, model: m, head: metadata.Read(doc)}
	p.res = &Result{Type: opt.Type, Metadata: p.head.Metadata(opt.URL)}
	if err := marks.addSite(opt.Rules, weburl.Site(dom.FirstNonEmpty(opt.URL, p.res.Metadata.URL)), len(opt.Select) == 0); err != nil {
		return nil, err
	}
	rows, err := p.platformRows()
	if err != nil {
		return nil, err
	}
	p.removeMatches(marks.remove)
	p.stated = platform.Read(doc, p.head, rows, p.res.Metadata.Lang)
	if opt.Comments {
		p.res.Comments, p.commentItems = post.ReadComments(doc, rows, p.res.Metadata.Lang)
	}
	switch {
	case len(marks.sel) > 0:
		p.selectMatches(marks.sel)
	case len(p.stated.Article) > 0:
		p.takeStated()
	case p.isThread():
		p.takePosts()
	default:
		p.find()
	}
	if opt.Comments {
		p.addComments()
	}
	dom.PartNeighbours(p.res.Root)
	return p.res, nil
}

// pageRun is one run of [Find].
type pageRun struct {
	doc    *html.Node
	opt    Options
	model  *pageModel
	head   *metadata.Head
	layout *pageLayout
	kinds  pagetype.Scores
	scores []float32 // of the layout's blocks
	kept   []bool    // of each block, once all is decided
	why    []string  // of each block, the rule that decided last whether it is kept; "" for the model
	even   bool      // the page is one text, see isEven
	stated platform.Stated
	res    *Result

	commentItems []*html.Node // the elements that hold the comments
}

func (p *pageRun) note(code string, level note.Level, message string) {
	p.res.Notes = append(p.res.Notes, note.Note{Code: code, Level: level, Message: message})
}

// place says where the last note has its node.
func (p *pageRun) place(n *html.Node) {
	if p.opt.Position != nil {
		last := &p.res.Notes[len(p.res.Notes)-1]
		last.Line, last.Column = p.opt.Position(n)
	}
}

func (p *pageRun) removeMatches(groups []cascadia.SelectorGroup) {
	for _, n := range matchAll(p.doc, groups) {
		p.explainCut(n, "remove")
		detach(n)
	}
}

func (p *pageRun) selectMatches(groups []cascadia.SelectorGroup) {
	nodes := matchAll(p.doc, groups)
	p.res.Account.Source = "select"
	p.score()
	if len(nodes) == 0 {
		p.note("page.select-empty", note.Warning, "no element matches the selectors given for the article")
	}
	p.res.Root = gather(nodes)
}

// find chooses the article by the model, or a hidden source where the visible
// one is missing.
func (p *pageRun) find() {
	p.res.Account.Source = "tree"
	hidden.Open(p.doc)
	p.score()
	l := p.layout
	p.why = make([]string, len(l.Blocks))
	boxes, blocks := l.keepBoxes(p.scores, keepingFor(p.res.Type))
	p.by(blocks, "script", l.dropScriptNotes)
	kept := l.keptWords(blocks)
	empty := l.isEmpty(p.scores, blocks)
	if p.useHidden(kept) {
		return
	}
	if l.isExport(p.doc) {
		boxes, blocks = l.keepAllShown(l.exportJunk())
		p.by(blocks, "title", p.dropTitle)
	} else {
		boxes, blocks = p.choose(boxes, blocks, empty)
	}
	l.settleBoxes(boxes, blocks)
	l.keepFigures(boxes, blocks)
	p.finish(boxes, blocks)
}

// choose goes on from what the model says of blocks and boxes to whole parts.
func (p *pageRun) choose(boxes, blocks []bool, empty bool) ([]bool, []bool) {
	l, kind := p.layout, p.res.Type
	p.by(blocks, "title", p.dropTitle)
	switch {
	case empty:
		return make([]bool, len(boxes)), make([]bool, len(blocks))
	case l.isTiny(), l.keptWords(blocks) == 0: // nothing, or the title alone
		boxes, blocks = l.keepCore()
		p.by(blocks, "script", l.dropScriptNotes)
		p.by(blocks, "title", p.dropTitle)
	}
	p.by(blocks, "whole", func(blocks []bool) { l.keepWhole(kind, blocks) })
	p.makeParts(blocks)
	p.by(blocks, "lead", p.keepLead)
	p.by(blocks, "byline", p.dropByline)
	p.readByline(blocks)
	p.by(blocks, "counter", l.dropCounters)
	if kind == pagetype.Product {
		p.by(blocks, "reviews", l.dropReviews)
	}
	p.by(blocks, "twin", l.dropTwins)
	p.by(blocks, ruleRelated, p.dropRelated)
	p.by(blocks, ruleCall, l.dropCalls)
	p.by(blocks, ruleCall, p.dropPleas)
	p.by(blocks, ruleCompany, p.dropCompany)
	p.by(blocks, ruleAuthorBox, p.dropAboutAuthor)
	if kind == pagetype.Listing || kind == pagetype.Collection {
		p.by(blocks, "stray", l.dropStrays)
	}
	if kind == pagetype.Collection {
		p.by(blocks, "card", l.keepCards)
	}
	switch kind {
	case pagetype.Article, pagetype.Forum, pagetype.Product, pagetype.Documentation:
		p.by(blocks, "lone-heading", l.dropLoneHeadings)
	}
	return boxes, blocks
}

// makeParts cuts what is known to be none of the article, and completes the parts of it.
func (p *pageRun) makeParts(blocks []bool) {
	l := p.layout
	s := &parts{l: l, kind: p.res.Type, scores: p.scores, kept: blocks}
	s.thread = s.kind == pagetype.Forum && p.kinds[pagetype.Index(pagetype.Forum)]-p.kinds[pagetype.Index(pagetype.Article)] >= sureThread
	s.findJunk()
	s.findShelves()
	s.dropJunk(p.why)
	s.even = s.isEven()
	p.even = s.even
	step := func(rule string, f func()) { p.by(blocks, rule, func([]bool) { f() }) }
	step(ruleContents, s.cutContentsTitles)
	step("whole", s.keepWholes)
	if isShop(s.kind) && !s.even {
		step("heading", s.keepHeadings)
		return
	}
	step("note", s.keepTargets)
	step("between", s.fill)
	step("heading", s.keepHeadings)
	step("paragraph", s.keepParagraphs)
	step("closing", s.keepTail)
	step("note", s.keepTargets) // of marks in what was kept since
	step("heading", s.keepHeadings)
}

// by runs a rule on what is kept, and remembers for what it changes that it did.
func (p *pageRun) by(blocks []bool, rule string, f func([]bool)) {
	before := slices.Clone(blocks)
	f(blocks)
	for i, keep := range blocks {
		if keep != before[i] {
			p.why[i] = rule
		}
	}
}

// finish tells what was kept and cut, and cuts it out of the tree.
func (p *pageRun) finish(boxes, blocks []bool) {
	p.kept = blocks
	kept := p.layout.keptWords(blocks)
	description := p.missingDescription(blocks, kept)
	p.judge(kept + description.Words)
	p.explain(boxes, blocks)
	p.noteCuts(blocks)
	var posts []threadPost
	if p.res.Type == pagetype.Forum {
		posts = p.layout.findPosts(blocks)
	}
	p.res.Root = p.layout.prune(boxes, blocks)
	dropEditLinks(p.res.Root)
	dropPostDates(p.res.Root, p.res.Metadata.Lang)
	p.addBylines(posts)
	if description.Root != nil {
		for c := description.Root.LastChild; c != nil; c = description.Root.LastChild {
			detach(c)
			p.res.Root.InsertBefore(c, p.res.Root.FirstChild)
		}
	}
}

// dropTitle cuts the headings that repeat the title: the main one, and one of
// any level that the article begins with.
func (p *pageRun) dropTitle(blocks []bool) {
	title := metadata.LooseKey(p.res.Metadata.Title)
	if title == "" {
		return
	}
	seen := 0
	for i := range p.layout.Blocks {
		b := &p.layout.Blocks[i]
		if !blocks[i] {
			continue
		}
		seen++
		if (b.Heading == 1 || b.Heading > 0 && seen <= maxBylineBlocks) && metadata.LooseKey(b.Text()) == title {
			blocks[i] = false
			return
		}
	}
}

// Bounds of the lines under a headline that say who wrote the article and when.
const (
	maxBylineBlocks = 6 // how far down they may stand
	maxBylineWords  = 20
	proseWords      = 20 // a block that long begins the article
)

// dropByline cuts the names and dates between the title and the article, which
// are data.
func (p *pageRun) dropByline(blocks []bool) {
	switch p.res.Type {
	case pagetype.Article, pagetype.Documentation, pagetype.Service:
	default:
		return
	}
	seen := 0
	for i := range p.layout.Blocks {
		b := &p.layout.Blocks[i]
		if !blocks[i] {
			continue
		}
		if seen++; seen > maxBylineBlocks || b.Words > maxBylineWords || b.Words >= proseWords && b.EndsStop {
			return
		}
		if text := b.Text(); b.Heading == 0 && p.isByline(text) {
			blocks[i] = false
			p.keepDates(dom.OneLine(text))
		}
	}
}

// score lays the page out, tells its kind and scores its blocks.
func (p *pageRun) score() {
	m := &p.res.Metadata
	p.layout = layPage(pageBody(p.doc), layout.HintsOf(p.head, p.head.RoughTitle(m.Site, dom.FirstNonEmpty(p.opt.URL, m.URL))), p.model)
	c := newPageContext(p.layout)
	if p.opt.Type == "" {
		c.typeScores = p.model.kinds(c, p.head, p.opt.URL)
		p.res.Type = pagetype.All[c.typeScores.Best()]
	} else {
		c.typeScores = pagetype.Forced(p.opt.Type)
	}
	p.kinds = c.typeScores
	p.head.Rank(m, p.opt.URL, c.typeScores, p.model.fields)
	p.state()
	p.scores = p.model.blockScores(c)
}

// minArticle is the number of words below which a page is taken to hold no
// article: less than a teaser has.
const minArticle = 20

// judge notes when what was found can hardly be an article.
func (p *pageRun) judge(kept float32) {
	switch {
	case kept < minArticle:
		p.note("page.no-article", note.Warning, "no article found: the page has next to no text of its own")
	case isErrorTitle(p.res.Metadata.Title) && kept < 300:
		p.note("page.no-article", note.Warning, "no article found: the page looks like an error message or a wall")
	}
	if n := p.res.Metadata.NextPages; len(n) > 0 && p.res.Type == pagetype.Article {
		p.note("page.continued", note.Info, "the article goes on at "+n[0])
	}
}

// errorTitles begin the titles of pages that have nothing to tell: messages
// of web servers and of bot walls.
var errorTitles = []string{
	"404", "403", "500", "502", "503", "page not found", "not found", "access denied", "forbidden",
	"just a moment", "attention required", "are you a robot", "robot or human", "security check",
	"error", "service unavailable", "log in", "login", "sign in", "please wait", "verify you are human",
}

func isErrorTitle(title string) bool {
	title = strings.ToLower(title)
	for _, e := range errorTitles {
		if strings.HasPrefix(title, e) && len(title) < len(e)+20 {
			return true
		}
	}
	return false
}

// matchAll lists the elements under root that a selector matches, in document
// order, without those inside another one.
func matchAll(root *html.Node, groups []cascadia.SelectorGroup) []*html.Node {
	var out []*html.Node
	if len(groups) == 0 {
		return nil
	}
	for n := root; n != nil; {
		if n.Type == html.ElementNode && slices.ContainsFunc(groups, func(g cascadia.SelectorGroup) bool { return g.Match(n) }) {
			out = append(out, n)
			n = dom.NextAfter(n)
			continue
		}
		n = dom.NextNode(n)
	}
	return out
}

// gather moves nodes into a new container.
func gather(nodes []*html.Node) *html.Node {
	root := &html.Node{Type: html.ElementNode, DataAtom: atom.Article, Data: "article"}
	for _, n := range nodes {
		detach(n)
		root.AppendChild(n)
	}
	return root
}

func detach(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// pageRules are the compiled selectors of PageOptions.
type pageRules struct {
	sel, remove []cascadia.SelectorGroup
}

func compilePageOptions(opt Options) (pageRules, error) {
	var r pageRules
	if opt.Type != "" && pagetype.Index(opt.Type) < 0 {
		return r, fmt.Errorf("unknown page type %q: expected one of %q", opt.Type, pagetype.All)
	}
	var err error
	if r.sel, err = compileSelectors(opt.Select); err != nil {
		return r, err
	}
	r.remove, err = compileSelectors(opt.Remove)
	return r, err
}

// addSite adds the rows that hold for the page's site.
func (r *pageRules) addSite(own *rules.Rules, site string, sel bool) error {
	if own == nil {
		return nil
	}
	remove, err := compileSelectors(rules.SelectorsFor(own.Drop, site))
	if err != nil {
		return err
	}
	r.remove = append(r.remove, remove...)
	if sel {
		r.sel, err = compileSelectors(rules.SelectorsFor(own.Article, site))
	}
	return err
}

func compileSelectors(list []string) ([]cascadia.SelectorGroup, error) {
	var out []cascadia.SelectorGroup
	for _, s := range list {
		g, err := cascadia.ParseGroup(s)
		if err != nil {
			return nil, fmt.Errorf("selector %q: %w", s, err)
		}
		out = append(out, g)
	}
	return out, nil
}

// pageBody is doc's body, or doc without one.
func pageBody(doc *html.Node) *html.Node {
	for n := doc; n != nil; n = dom.NextNode(n) {
		if n.Type == html.ElementNode && n.DataAtom == atom.Body {
			return n
		}
	}
	return doc
}
