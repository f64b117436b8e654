package convert

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// slug is the id that a generator gives to a heading.
func slug(heading, generator string) string {
	switch generator {
	case "hexo":
		return hexoSlug(heading)
	case "obsidian":
		return obsidianSlug(heading)
	case "hugo":
		return wordSlug(strings.TrimSpace(heading), false)
	}
	return wordSlug(heading, true)
}

// wordSlug is GitHub's slug: letters, digits, marks and _ in lower case, spaces as
// hyphens, all else left out. So have it kramdown with GFM input (Jekyll), Docusaurus
// and Astro; Hugo leaves out marks too (markup.goldmark.parser.autoHeadingIDType).
func wordSlug(heading string, marks bool) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-':
			return '-'
		case r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) || marks && (unicode.IsMark(r) || unicode.Is(unicode.Pc, r)):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// hexoSlug is that of hexo-util: each run of special characters is a hyphen, case
// stays.
func hexoSlug(heading string) string {
	const special = "~`!@#$%^&*()-_+=[]{}|\\;:\"'“”‘’<>,.?/"
	return strings.Join(strings.FieldsFunc(heading, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(special, r)
	}), "-")
}

// obsidianSlug is the heading itself, but for the characters that mean something in
// links.
func obsidianSlug(heading string) string {
	heading = strings.Join(strings.FieldsFunc(heading, func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune("#^[]|:%\\", r)
	}), " ")
	return strings.ReplaceAll(url.PathEscape(heading), "+", "%20")
}

// anchors knows where the links within an article lead.
type anchors struct {
	places map[string]string     // the fragment to write, by the one in the link; "" leads nowhere
	kept   map[*html.Node]string // ids to write, by the first thing that their element shows
}

// find looks where the links lead. What Markdown among HTML holds cannot be known:
// with it, all links stay.
func (a *anchors) find(root *html.Node, opt Options, notes *footnotes) {
	links := slices.DeleteFunc(fragmentLinks(root, nil), func(l *html.Node) bool {
		return notes.references[l] != "" || notes.isMark(l) || isHeadingAnchor(l)
	})
	if a.findMarked(root) || len(links) == 0 {
		return
	}
	a.places, a.kept = make(map[string]string), make(map[*html.Node]string)
	slugs, given := headingSlugs(root, opt.Slugs)
	byTarget := make(map[string][]*html.Node)
	for _, l := range links {
		id := dom.Attr(l, "href")[1:]
		byTarget[id] = append(byTarget[id], l)
		if plain, err := url.PathUnescape(id); err == nil && plain != id {
			byTarget[plain] = append(byTarget[plain], l)
		}
	}
	targets := make(map[string]*html.Node)
	findTargets(root, byTarget, targets)
	for id := range byTarget {
		target := targets[id]
		if target == nil {
			continue
		}
		if heading := headingOf(target); heading != nil {
			a.places[id] = slugs[heading]
		} else if !opt.NoRawHTML && !opt.NoAnchors && !leadToEachOther(target, byTarget[id]) {
			a.places[id] = id
			a.kept[firstShown(target)] = id
		}
	}
	for _, l := range links { // by the percent-encoded name, or straight to a slug
		id := dom.Attr(l, "href")[1:]
		plain, err := url.PathUnescape(id)
		switch {
		case a.places[id] != "":
		case err == nil && a.places[plain] != "":
			a.places[id] = a.places[plain]
		case given[id]:
			a.places[id] = id
		}
	}
}

// findMarked looks for Markdown among HTML, and tells whether there is any. In it, an
// empty a with an id is there for a link in the Markdown.
func (a *anchors) findMarked(root *html.Node) bool {
	var marked []*html.Node
	raw := false
	for n := range root.Descendants() {
		raw = raw || n.Type == html.RawNode
		if n.DataAtom == atom.A && n.FirstChild == nil && !dom.HasAttr(n, "href") && dom.Attr(n, "id") != "" {
			marked = append(marked, n)
		}
	}
	if raw && len(marked) > 0 {
		a.kept = make(map[*html.Node]string)
		for _, n := range marked {
			a.kept[n] = dom.Attr(n, "id")
		}
	}
	return raw
}

// leadToEachOther tells whether all links to a target stand in headings that the
// target is or holds a link to: the way back to a list of contents.
func leadToEachOther(target *html.Node, links []*html.Node) bool {
	entry := target
	if entry.DataAtom != atom.A {
		entry = firstContent(target)
	}
	if entry == nil || entry.DataAtom != atom.A || !strings.HasPrefix(dom.Attr(entry, "href"), "#") {
		return false
	}
	return !slices.ContainsFunc(links, func(l *html.Node) bool {
		for n := l; n != nil; n = n.Parent {
			if dom.IsHeading(n.DataAtom) {
				return false
			}
		}
		return true
	})
}

// headingSlugs are the slugs of all headings, each once: the second of a name is
// name-1.
func headingSlugs(root *html.Node, generator string) (slugs map[*html.Node]string, given map[string]bool) {
	slugs, given = make(map[*html.Node]string), make(map[string]bool)
	last := make(map[string]int) // number of each name
	for n := range root.Descendants() {
		if !dom.IsHeading(n.DataAtom) {
			continue
		}
		name := slug(strings.Join(strings.Fields(dom.TextOf(n)), " "), generator)
		if name == "" {
			continue
		}
		unique := name
		for given[unique] && generator != "obsidian" {
			last[name]++
			unique = name + "-" + strconv.Itoa(last[name])
		}
		slugs[n], given[unique] = unique, true
	}
	return slugs, given
}

// headingOf is the heading that a target is, stands in, begins with, or stands
// right before; nil if there is none.
func headingOf(target *html.Node) *html.Node {
	for n := target; n != nil; n = n.Parent {
		if dom.IsHeading(n.DataAtom) {
			return n
		}
	}
	for n := target; n != nil; n = firstContent(n) {
		if dom.IsHeading(n.DataAtom) {
			return n
		}
	}
	if showsText(target) {
		return nil
	}
	for n := target; n != nil; n = n.Parent {
		next := n.NextSibling
		for next != nil && (next.Type == html.CommentNode || next.Type == html.TextNode && strings.TrimSpace(next.Data) == "") {
			next = next.NextSibling
		}
		if next != nil {
			for next != nil && !dom.IsHeading(next.DataAtom) {
				next = firstContent(next)
			}
			return next
		}
	}
	return nil
}

// firstShown is where the id of an element can be written: the first text in it, or
// itself. Nothing can be written into code.
func firstShown(target *html.Node) *html.Node {
	for n := target; n != nil; {
		if n.DataAtom == atom.Pre || n.DataAtom == atom.Table || n.DataAtom == atom.Img || n.DataAtom == atom.Hr {
			return n
		}
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
			return n
		}
		next := n.FirstChild
		for up := n; next == nil && up != target; up = up.Parent {
			next = up.NextSibling
		}
		n = next
	}
	return target
}

// Places are the slugs of the headings that ids and names of elements under root lead
// to, as a link from another document has to have them.
func Places(root *html.Node, opt Options) map[string]string {
	slugs, _ := headingSlugs(root, opt.Slugs)
	places := make(map[string]string)
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key != "id" && a.Key != "name" || a.Val == "" || places[a.Val] != "" {
				continue
			}
			if heading := headingOf(n); heading != nil && slugs[heading] != "" {
				places[a.Val] = slugs[heading]
			}
		}
	}
	return places
}

// Unreached lists the fragments of the links under root that lead to nothing in it,
// each once, in order. [Markdown] writes such links as their text.
func Unreached(root *html.Node, opt Options) (fragments []string) {
	var a anchors
	var f footnotes
	f.find(root)
	if a.find(root, opt, &f); a.places == nil {
		return nil
	}
	seen := make(map[string]bool)
	for _, l := range fragmentLinks(root, nil) {
		id := dom.Attr(l, "href")[1:]
		if a.places[id] == "" && f.references[l] == "" && !seen[id] && !f.isMark(l) {
			seen[id] = true
			fragments = append(fragments, id)
		}
	}
	return fragments
}
