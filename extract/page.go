// # Whole pages
//
// [Page] finds the article of a whole page in six steps, each in a file of
// its own:
//
//  1. One walk over the tree reads what the page says of itself (readHead):
//     meta elements, JSON-LD, headings, bylines and dates.
//  2. A second walk lays the page out (layout) as boxes and blocks: a block is
//     a run of text between the borders of two block elements. Both keep
//     counts as they go, so that no step after it reads the text again.
//  3. Boosted decision trees tell the kind of page (page_type.go), from its
//     address, what it says of itself, its class names and its make-up.
//  4. Trees give every block the odds of being the article's
//     (page_features.go): from its form and wording, what the page's data
//     repeats of it (page_said.go: a description speaks for the article, a
//     review against it), the boxes around it, their class names and the
//     headings they begin with, its neighbours, its place, and the kind of
//     page. A second set of trees looks again (page_second.go) and knows what the
//     first thought of the block's neighbours and of its like, so that the
//     cards of a list or the posts of a thread are judged alike.
//  5. The cut between kept and left out is the one with the best expected F1
//     (bestCut); whole boxes are then kept or cut so that doubtful blocks go
//     with their surroundings (keepBoxes), and the rest leaves the tree
//     (prune). What has no text, such as a picture, goes with its box. Calls
//     to the reader (page_calls.go), what the page says twice (page_twins.go)
//     and, of products, what buyers wrote (page_reviews.go) go; so do the
//     title, the lines below it that say who wrote the article and when
//     (page_byline.go), and headings that lost all below them. Of a page that
//     has nothing to tell (isEmpty) nothing is kept.
//  6. If that leaves next to nothing, the article is looked for where
//     browsers do not show it (page_hidden.go); a product's description that
//     the page does not show is put before the rest.
//
// Title, authors and date come from candidates weighed by further trees
// (metadata_rank.go). Nothing here knows any site: class names, words and
// trees were learned from pages of 600 domains, and a word counts only if
// several domains use it. Sizes count characters where a script has no spaces
// (half a word each).
//
// To learn again, with pages in DIR/html/*.html.gz and what is known of them
// in DIR/ground-truth/*.json.gz:
//
//	go test ./extract -run TestTrainPageModel -train DIR -write -timeout 30m
//
// and to measure on domains that were not learned from:
//
//	go test ./extract -run 'Page.*CrossValidation|Metadata.*CrossValidation' -v -train DIR -folds 5 -timeout 30m
//
// Training is deterministic: the same pages give the same page_weights.go.
package extract

import (
	"fmt"
	"slices"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/note"
)

// Kinds of page, as found in or forced on a [PageResult].
const (
	PageArticle       = "article"
	PageDocumentation = "documentation"
	PageForum         = "forum"
	PageProduct       = "product"
	PageCollection    = "collection" // one shop's products of a kind
	PageListing       = "listing"    // cards or rows that lead to other pages
	PageService       = "service"    // landing pages, companies and what they offer
)

// pageTypes lists the kinds in the order of the model's classes.
var pageTypes = [...]string{
	PageArticle, PageDocumentation, PageForum, PageProduct,
	PageCollection, PageListing, PageService,
}

// PageOptions control [Page]. The zero value finds everything by itself.
type PageOptions struct {
	Type   string   // one of the Page… kinds to treat the page as; "" finds it
	URL    string   // absolute address of the page, "" if unknown
	Select []string // CSS selectors of the article's parts, in place of what would be found
	Remove []string // CSS selectors of elements that are never part of the article
	Rules  *Rules   // whose Article and Drop rows count where Select and Remove do; nil for none

	Explain bool // fill in PageResult.Account
}

// PageResult is the article of a whole page and an account of how it was found.
type PageResult struct {
	Root     *html.Node // its children are the article
	Type     string     // one of the Page… kinds
	Metadata Metadata
	Notes    []note.Note
	Account  PageAccount

	// Bylines are paragraphs that Page has put before the posts of a thread:
	// the writer and the time, which forums show beside a post.
	Bylines []*html.Node
}

// PageAccount says why a page's article is what it is.
type PageAccount struct {
	Source string     `json:"source"` // "tree", "select", or the hidden source the article came from, such as "json-ld"
	Chosen PagePart   `json:"chosen"` // the smallest part that holds all that was kept
	Rivals []PagePart `json:"rivals"` // the other parts by falling score, at most ten
	Cuts   []PageCut  `json:"cuts"`   // what was left out, in document order
}

// PagePart is an element that could be the article.
type PagePart struct {
	Path  string  `json:"path"`  // CSS-like path from body, such as "main > div.post"
	Score float64 `json:"score"` // between 0 (not the article) and 1
	Words int     `json:"words"`
}

// PageCut is a part of the page that is not in the article.
type PageCut struct {
	Path  string `json:"path"`
	Rule  string `json:"rule"` // the rule that cut it, or "model"
	Words int    `json:"words"`
	Text  string `json:"text"` // how it begins
}

// Page finds the article in a parsed page, reads the page's metadata, and
// removes everything else. It re-arranges doc in place. The error is for bad
// options alone: an unknown type or a selector that does not parse.
func Page(doc *html.Node, opt PageOptions) (*PageResult, error) {
	return shippedModel().page(doc, opt)
}

// page is [Page] by this model.
func (m *pageModel) page(doc *html.Node, opt PageOptions) (*PageResult, error) {
	marks, err := compilePageOptions(opt)
	if err != nil {
		return nil, err
	}
	p := &pageRun{doc: doc, opt: opt, model: m, head: readHead(doc)}
	p.res = &PageResult{Type: opt.Type, Metadata: p.head.metadata(opt.URL)}
	if err := marks.addSite(opt.Rules, siteOf(firstNonEmpty(opt.URL, p.res.Metadata.URL)), len(opt.Select) == 0); err != nil {
		return nil, err
	}
	p.removeMatches(marks.remove)
	if len(marks.sel) > 0 {
		p.selectMatches(marks.sel)
	} else {
		p.find()
	}
	partNeighbours(p.res.Root)
	return p.res, nil
}

// pageRun is one run of Page.
type pageRun struct {
	doc    *html.Node
	opt    PageOptions
	model  *pageModel
	head   *pageHead
	layout *layout
	scores []float32 // of the layout's blocks
	res    *PageResult
}

func (p *pageRun) note(code string, level note.Level, message string) {
	p.res.Notes = append(p.res.Notes, note.Note{Code: code, Level: level, Message: message})
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
	p.score()
	boxes, blocks := p.layout.keepBoxes(p.scores, keepingFor(p.res.Type))
	p.layout.dropScriptNotes(blocks)
	kept := p.layout.keptWords(blocks)
	empty := p.layout.isEmpty(p.scores, blocks)
	if p.useHidden(kept) {
		return
	}
	p.dropTitle(blocks)
	switch {
	case empty:
		boxes, blocks, kept = make([]bool, len(boxes)), make([]bool, len(blocks)), 0
	case p.layout.keptWords(blocks) == 0: // nothing, or the title alone
		boxes, blocks = p.layout.keepCore()
		p.layout.dropScriptNotes(blocks)
		p.dropTitle(blocks)
	}
	p.layout.keepWhole(p.res.Type, blocks)
	p.dropByline(blocks)
	p.layout.dropCounters(blocks)
	if p.res.Type == PageProduct {
		p.layout.dropReviews(blocks)
	}
	p.layout.dropTwins(blocks)
	p.layout.dropCalls(blocks)
	if p.res.Type == PageListing || p.res.Type == PageCollection {
		p.layout.dropStrays(blocks)
	}
	if p.res.Type == PageCollection {
		p.layout.keepCards(blocks)
	}
	switch p.res.Type {
	case PageArticle, PageForum, PageProduct:
		p.layout.dropLoneHeadings(blocks)
	}
	p.layout.settleBoxes(boxes, blocks)
	p.layout.keepFigures(boxes, blocks)
	description := p.missingDescription(blocks, kept)
	p.judge(kept + description.size)
	p.explain(boxes, blocks)
	var posts []post
	if p.res.Type == PageForum {
		posts = p.layout.findPosts(blocks)
	}
	p.res.Root = p.layout.prune(boxes, blocks)
	p.addBylines(posts)
	if description.root != nil {
		for c := description.root.LastChild; c != nil; c = description.root.LastChild {
			detach(c)
			p.res.Root.InsertBefore(c, p.res.Root.FirstChild)
		}
	}
}

// dropTitle cuts the headings that repeat the title: the main one, and one of
// any level that the article begins with.
func (p *pageRun) dropTitle(blocks []bool) {
	title := looseKey(p.res.Metadata.Title)
	if title == "" {
		return
	}
	seen := 0
	for i := range p.layout.blocks {
		b := &p.layout.blocks[i]
		if !blocks[i] {
			continue
		}
		seen++
		if (b.heading == 1 || b.heading > 0 && seen <= maxBylineBlocks) && looseKey(b.text()) == title {
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
	case PageArticle, PageDocumentation, PageService:
	default:
		return
	}
	seen := 0
	for i := range p.layout.blocks {
		b := &p.layout.blocks[i]
		if !blocks[i] {
			continue
		}
		if seen++; seen > maxBylineBlocks || b.words > maxBylineWords || b.words >= proseWords && b.endsStop {
			return
		}
		if text := b.text(); b.heading == 0 && p.isByline(text) {
			blocks[i] = false
			p.keepDates(oneLine(text))
		}
	}
}

// score lays the page out, tells its kind and scores its blocks.
func (p *pageRun) score() {
	m := &p.res.Metadata
	p.layout = newLayout(pageBody(p.doc), hintsOf(p.head, p.head.roughTitle(m.Site, firstNonEmpty(p.opt.URL, m.URL))), p.model)
	c := newPageContext(p.layout)
	if p.opt.Type == "" {
		c.typeScores = p.model.kinds(c, p.head, p.opt.URL)
		p.res.Type = pageTypes[c.typeScores.best()]
	} else {
		c.typeScores = forcedType(p.opt.Type)
	}
	p.head.rank(m, p.opt.URL, c.typeScores, p.model.fields)
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
	if n := p.res.Metadata.NextPages; len(n) > 0 && p.res.Type == PageArticle {
		p.note("page.continued", note.Info, "the article goes on at "+n[0])
	}
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
			n = nextAfter(n)
			continue
		}
		n = nextNode(n)
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

func compilePageOptions(opt PageOptions) (pageRules, error) {
	var r pageRules
	if opt.Type != "" && pageTypeIndex(opt.Type) < 0 {
		return r, fmt.Errorf("unknown page type %q: expected one of %q", opt.Type, pageTypes)
	}
	var err error
	if r.sel, err = compileSelectors(opt.Select); err != nil {
		return r, err
	}
	r.remove, err = compileSelectors(opt.Remove)
	return r, err
}

// addSite adds the rows that hold for the page's site.
func (r *pageRules) addSite(own *Rules, site string, sel bool) error {
	if own == nil {
		return nil
	}
	remove, err := compileSelectors(selectorsFor(own.Drop, site))
	if err != nil {
		return err
	}
	r.remove = append(r.remove, remove...)
	if sel {
		r.sel, err = compileSelectors(selectorsFor(own.Article, site))
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

func pageTypeIndex(name string) int {
	for i, t := range pageTypes {
		if t == name {
			return i
		}
	}
	return -1
}

// pageBody is doc's body, or doc without one.
func pageBody(doc *html.Node) *html.Node {
	for n := doc; n != nil; n = nextNode(n) {
		if n.Type == html.ElementNode && n.DataAtom == atom.Body {
			return n
		}
	}
	return doc
}
