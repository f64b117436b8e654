package extract

import (
	"fmt"
	"slices"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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
}

// PageResult is the article of a whole page and an account of how it was found.
type PageResult struct {
	Root     *html.Node // its children are the article
	Type     string     // one of the Page… kinds
	Metadata Metadata
	Notes    []Note
	Account  PageAccount
}

// PageAccount says why a page's article is what it is.
type PageAccount struct {
	Source string     // "tree", "select", or the hidden source the article came from, such as "json-ld"
	Chosen PagePart   // the smallest part that holds all that was kept
	Rivals []PagePart // the other parts by falling score, at most ten
	Cuts   []PageCut  // what was left out, in document order
}

// PagePart is an element that could be the article.
type PagePart struct {
	Path  string  // CSS-like path from body, such as "main > div.post"
	Score float64 // between 0 (not the article) and 1
	Words int
}

// PageCut is a part of the page that is not in the article.
type PageCut struct {
	Path  string
	Rule  string // the rule that cut it, or "model"
	Words int
	Text  string // how it begins
}

// Page finds the article in a parsed page, reads the page's metadata, and
// removes everything else. It re-arranges doc in place. The error is for bad
// options alone: an unknown type or a selector that does not parse.
func Page(doc *html.Node, opt PageOptions) (*PageResult, error) {
	rules, err := compilePageOptions(opt)
	if err != nil {
		return nil, err
	}
	head := readHead(doc)
	res := &PageResult{Type: PageArticle, Metadata: head.metadata(opt.URL)}
	if opt.Type != "" {
		res.Type = opt.Type
	}
	for _, n := range matchAll(doc, rules.remove) {
		detach(n)
	}
	if len(rules.sel) > 0 {
		res.Root = gather(matchAll(doc, rules.sel))
		return res, nil
	}
	res.Root = mainElement(doc)
	for _, n := range elements(res.Root, atom.Nav, atom.Header, atom.Footer, atom.Aside, atom.Form, atom.Script, atom.Style) {
		detach(n)
	}
	return res, nil
}

// mainElement is the only article, else main, else body, else doc.
func mainElement(doc *html.Node) *html.Node {
	for _, tag := range []atom.Atom{atom.Article, atom.Main, atom.Body} {
		if list := elements(doc, tag); len(list) == 1 {
			return list[0]
		}
	}
	return doc
}

// elements lists the elements under root that have one of the tags.
func elements(root *html.Node, tags ...atom.Atom) []*html.Node {
	var out []*html.Node
	end := nextAfter(root)
	for n := root.FirstChild; n != nil && n != end; n = nextNode(n) {
		if n.Type == html.ElementNode && slices.Contains(tags, n.DataAtom) {
			out = append(out, n)
		}
	}
	return out
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
