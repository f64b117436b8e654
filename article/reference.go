package article

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert"
	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/note"
)

// Reference is a place in an article that leads to something else: a file that
// belongs to it, or another article.
type Reference struct {
	Kind    ReferenceKind
	Address string   // as the result would have it
	Written string   // as the source has it, if that is known to be something else
	Others  []string // further addresses of the same picture
}

// ReferenceKind is what an article takes the thing for that it refers to.
type ReferenceKind int

const (
	Picture ReferenceKind = iota
	Player                // sound, video or a track of one
	Link                  // whatever a link leads to
)

// referenceAttributes hold the addresses of references.
var referenceAttributes = map[string][]string{
	"img": {"src"}, "video": {"src", "poster"}, "audio": {"src"}, "source": {"src"}, "track": {"src"}, "a": {"href"},
}

// referencesOf are the attributes of an element that hold references.
func referencesOf(n *html.Node) []*html.Attribute {
	var found []*html.Attribute
	if n.Type != html.ElementNode {
		return nil
	}
	for _, name := range referenceAttributes[n.Data] {
		for i := range n.Attr {
			if n.Attr[i].Key == name && n.Attr[i].Val != "" {
				found = append(found, &n.Attr[i])
			}
		}
	}
	return found
}

// kindOf is what an attribute of an element refers to.
func kindOf(element, attribute string) ReferenceKind {
	switch {
	case element == "a":
		return Link
	case element == "img" || attribute == "poster":
		return Picture
	}
	return Player
}

// spot tells references apart.
type spot struct {
	kind    ReferenceKind
	address string
}

// referrer asks Options.Refer once for each reference.
type referrer struct {
	ask     func(Reference) string
	answers map[spot]string
	known   map[spot]Reference // what the cleaned body says of them
	given   map[string]bool    // answers: they need no other
	places  map[string]bool    // that links within the article can lead to
	marks   map[string]string  // that stand for template tags and wiki links until the Markdown is written
}

func newReferrer(ask func(Reference) string) *referrer {
	return &referrer{ask: ask, answers: make(map[spot]string), known: make(map[spot]Reference), given: make(map[string]bool), places: make(map[string]bool), marks: make(map[string]string)}
}

// learn takes what the body says of its references beside their addresses.
func (r *referrer) learn(b *extract.Article) {
	for n := range b.Root.Descendants() {
		for _, a := range n.Attr {
			if a.Key == "id" || a.Key == "name" {
				r.places[a.Val] = true
			}
		}
	}
	for _, img := range b.Images {
		ref := Reference{Picture, img.URL, img.Original, img.Alternates}
		if old, ok := r.known[spot{Picture, img.URL}]; ok && len(old.Others) >= len(ref.Others) {
			continue
		}
		r.known[spot{Picture, img.URL}] = ref
	}
	for _, l := range b.Links {
		if l.Original != "" {
			r.known[spot{Link, l.URL}] = Reference{Kind: Link, Address: l.URL, Written: l.Original}
		}
	}
}

// of is what stands for an address.
func (r *referrer) of(kind ReferenceKind, address string) string {
	at := spot{kind, address}
	if address == "" || address[0] == '#' || r.given[address] {
		return address
	}
	if to, asked := r.answers[at]; asked {
		return to
	}
	ref, ok := r.known[at]
	if !ok {
		ref = Reference{Kind: kind, Address: address}
	}
	to := r.ask(ref)
	if place, within := strings.CutPrefix(to, "#"); within && !r.places[place] {
		to = address // of which only the page is right
	}
	if isTag(to) {
		to = r.mark(to)
	}
	r.answers[at] = to
	if to != address {
		r.given[to] = true
	}
	return to
}

// changes hands out what the answers changed: addresses, and those that became a tag
// or wiki link.
func (r *referrer) changes(changed func(from, to string), became func(from string)) {
	for at, to := range r.answers {
		for _, from := range []string{at.address, r.known[at].Written} {
			switch {
			case from == "" || to == at.address:
			case strings.HasPrefix(to, markPrefix):
				became(from)
			default:
				changed(from, to)
			}
		}
	}
}

// isTag tells whether an answer is no address but a tag of a template language, or
// a wiki link.
func isTag(s string) bool {
	return strings.HasPrefix(s, "{{") || strings.HasPrefix(s, "{%") || strings.HasPrefix(s, "[[")
}

// markPrefix begins addresses that stand for tags: those would be escaped.
const markPrefix = "artx-mark-"

func (r *referrer) mark(tag string) string {
	for m, t := range r.marks {
		if t == tag {
			return m
		}
	}
	m := fmt.Sprintf("%s%d-", markPrefix, len(r.marks))
	r.marks[m] = tag
	return m
}

// referBody has the references of the cleaned body lead where they should.
func (c *conversion) referBody() {
	for n := range c.body.Root.Descendants() {
		for _, a := range referencesOf(n) {
			a.Val = c.refs.of(kindOf(n.Data, a.Key), a.Val)
		}
	}
	for i, img := range c.body.Images {
		c.body.Images[i].URL = c.refs.of(Picture, img.URL)
		if !c.opt.wantsData() { // nothing else has them, so that they need no copy
			continue
		}
		for k, alternate := range img.Alternates {
			img.Alternates[k] = c.refs.of(Picture, alternate)
		}
	}
	for i, l := range c.body.Links {
		c.body.Links[i].URL = c.refs.of(Link, l.URL)
	}
	for i, e := range c.body.Embeds { // which are links in the text
		c.body.Embeds[i].URL = c.refs.of(Link, e.URL)
	}
	c.settleNotes()
}

// unsettled are the notes on addresses that lead nowhere from another place.
var unsettled = map[string]bool{"image.relative": true, "image.local": true, "link.relative": true}

// settleNotes drops notes on relative addresses if all of these lead somewhere now.
func (c *conversion) settleNotes() {
	open := func(address string) bool {
		return address != "" && address[0] != '#' && !strings.Contains(address, "://") && !strings.HasPrefix(address, "mailto:") && !c.refs.given[address]
	}
	if slices.ContainsFunc(c.body.Images, func(i extract.Image) bool { return open(i.URL) }) ||
		slices.ContainsFunc(c.body.Links, func(l extract.Link) bool { return open(l.URL) }) {
		return
	}
	c.Notes = slices.DeleteFunc(c.Notes, func(n note.Note) bool { return unsettled[n.Code] })
}

// referMarkdown is referBody for Markdown, which else stays as it is.
func (c *conversion) referMarkdown() error {
	if c.refs == nil {
		return nil
	}
	changed, err := readdress(c.plain, c.refs.of)
	switch {
	case err != nil:
		return err
	case changed == nil:
		c.note("link.kept", note.Warning, "the addresses in the Markdown cannot be changed without changing more, and stay")
	default:
		c.plain = changed
	}
	return nil
}

// referCover has the picture of the header lead where it should.
func (c *conversion) referCover(address, written string) string {
	at := spot{Picture, address}
	if _, known := c.refs.known[at]; !known && written != address {
		c.refs.known[at] = Reference{Kind: Picture, Address: address, Written: written}
	}
	to := c.refs.of(Picture, address)
	if tag, embedded := c.refs.marks[to]; embedded { // which headers have no form for
		_, path := wikiParts(tag)
		return path
	}
	return to
}

// fillMarks puts tags where their marks stand.
func (r *referrer) fillMarks(md []byte) []byte {
	if len(r.marks) == 0 {
		return md
	}
	for m, tag := range r.marks {
		if strings.HasPrefix(tag, "[[") {
			md = wikiLinks(md, m, tag)
			continue
		}
		md = bytes.ReplaceAll(md, []byte(m), []byte(tag))
	}
	return md
}

// wikiLinks makes links to a mark wiki links: [text](mark) becomes [[page|text]],
// ![text](mark) an embed. Where a text has brackets or line ends, which wiki links
// cannot hold, the link stays one, to the path.
func wikiLinks(md []byte, m, tag string) []byte {
	page, path := wikiParts(tag)
	end := []byte("](" + m + ")")
	for at := bytes.Index(md, end); at >= 0; at = bytes.Index(md, end) {
		start := bytes.LastIndexByte(md[:at], '[')
		text := ""
		if start >= 0 {
			text = string(md[start+1 : at])
		}
		if start < 0 || strings.ContainsAny(text, "]\n\\") {
			md = bytes.Replace(md, end, []byte("]("+path+")"), 1)
			continue
		}
		link := wikiLink(page, text, inTable(md, start))
		md = append(append(md[:start:start], link...), md[at+len(end):]...)
	}
	return bytes.ReplaceAll(md, []byte(m), []byte(path))
}

// wikiParts takes [[page]](path) apart. Without a path, the page is one.
func wikiParts(tag string) (page, path string) {
	page, path, found := strings.Cut(strings.TrimPrefix(tag, "[["), "]]")
	if path = strings.TrimSuffix(strings.TrimPrefix(path, "("), ")"); !found || path == "" {
		path = escapedPath(page)
	}
	return page, path
}

// wikiLink writes one, without its text where that is what it would show anyway.
func wikiLink(page, text string, table bool) string {
	bar := "|"
	if table {
		bar = `\|`
	}
	if text == "" || text == page {
		return "[[" + page + "]]"
	}
	return "[[" + page + bar + strings.ReplaceAll(text, "|", `\|`) + "]]"
}

// inTable tells whether a place is in a row of a table.
func inTable(md []byte, at int) bool {
	line := md[bytes.LastIndexByte(md[:at], '\n')+1:]
	return bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte("|"))
}

// escapedPath is a path as an address has it.
func escapedPath(page string) string {
	return strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29").Replace(page)
}

// Places are the fragments under which the places of the article that ids and names
// of its source lead to are found in its Markdown: the slugs of headings. It is nil
// for Markdown, which has its own.
func (a *Article) Places() map[string]string {
	if a.tree == nil || a.Kind == body.KindMarkdown || a.Kind == body.KindMixed {
		return nil
	}
	return convert.Places(a.tree, convert.Options{Slugs: a.opt.Preset})
}
