package metadata

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// partMark stands in the text of a byline where two of its elements touch, so
// that what they say does not become one word.
const partMark = " | "

// maxBylineNodes bounds the nodes that are read of one byline.
const maxBylineNodes = 120

// bylineText is the text of an element that names authors. Where two elements
// touch without a space, as in <b>Ida Holm</b><i>Editor</i>, it holds
// [partMark]; marks of footnotes are left out. Of an element that holds several
// names marked as such it is those names.
func bylineText(n *html.Node) (text string, joined bool) {
	if names := markedNames(n); len(names) > 1 {
		return strings.Join(names, ", "), true
	}
	var b strings.Builder
	last, steps := ' ', 0
	end := dom.NextAfter(n)
	for m := n; m != nil && m != end && b.Len() < maxBylineText && steps < maxBylineNodes; steps++ {
		if m.Type == html.ElementNode && (dom.IsUnseen(m) || m.DataAtom == atom.Sup) {
			m = dom.NextAfter(m)
			continue
		}
		switch {
		case m.Type == html.TextNode && m.Data != "":
			first, _ := utf8.DecodeRuneInString(m.Data)
			if touches(last, first) {
				b.WriteString(partMark)
			}
			b.WriteString(m.Data)
			last, _ = utf8.DecodeLastRuneInString(m.Data)
		case m.Type == html.ElementNode && !dom.IsInline(m):
			b.WriteByte(' ')
			last = ' '
		}
		m = dom.NextNode(m)
	}
	return dom.OneLine(b.String()), false
}

const maxBylineText = 160

// touches reports whether two texts that stand side by side in elements of their
// own would be read as one word: a capital behind a small letter begins another.
func touches(last, first rune) bool {
	return (unicode.IsLower(last) || unicode.IsDigit(last) || last == '.') && unicode.IsUpper(first)
}

// markedNames are the texts of the elements below n that are marked as the name
// of an author each.
func markedNames(n *html.Node) (names []string) {
	end, steps := dom.NextAfter(n), 0
	for m := n.FirstChild; m != nil && m != end && steps < maxBylineNodes; steps++ {
		if m.Type == html.ElementNode && marksName(m) {
			if t := dom.NodeText(m, MaxWriterName); t != "" {
				names = append(names, t)
			}
			m = dom.NextAfter(m)
			continue
		}
		m = dom.NextNode(m)
	}
	return names
}

// marksName reports whether an element says that it is the name of an author
// and nothing else.
func marksName(n *html.Node) bool {
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "rel":
			if a.Val != "" && slices.Contains(strings.Fields(a.Val), "author") {
				return true
			}
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				if nameClasses[strings.ToLower(class)] {
					return true
				}
			}
		}
	}
	return false
}

// nameClasses are classes of elements that hold one author's name.
// Origins: h-card and hAtom (p-author, fn), WordPress and its Co-Authors Plus
// (author), Ghost (author-name), Newspack, the usual names.
var nameClasses = map[string]bool{
	"author": true, "author-name": true, "author__name": true, "author_name": true, "authorname": true, "byline-author": true,
	"byline__author": true, "byline-name": true, "byline__name": true, "p-author": true, "fn": true, "contributor-name": true,
}

// siblingNames are the names of the elements beside n that are marked as n is,
// n's first; nil unless n is the first of several.
func siblingNames(n *html.Node) (names []string) {
	if !marksName(n) {
		return nil
	}
	for s := n.PrevSibling; s != nil; s = s.PrevSibling {
		if s.Type == html.ElementNode && marksName(s) {
			return nil
		}
	}
	for s := n; s != nil && len(names) < 9; s = s.NextSibling {
		if s.Type == html.ElementNode && marksName(s) {
			names = append(names, dom.NodeText(s, MaxWriterName))
		}
	}
	if len(names) < 2 {
		return nil
	}
	return names
}

// authorPaths are segments of addresses that are followed by an author's name.
// Origins: WordPress (author), Ghost, Drupal, Medium, TYPO3 and the usual names.
var authorPaths = dom.NameSet(`author authors autor autoren auteur auteurs autore autores autori by writer writers
	contributor contributors redaktion people profile profil staff team`)

// leadsToAuthor reports whether an address is that of an author's page: the first
// segment of a name in authorPaths has one or two behind it.
func leadsToAuthor(href string) bool {
	for at := strings.IndexByte(href, '/'); at >= 0; {
		n := strings.IndexByte(href[at+1:], '/')
		if n < 0 {
			return false
		}
		if segment := href[at+1 : at+1+n]; authorPaths[segment] {
			behind := href[strings.Index(href, href[at:at+n+2])+n+2:]
			if behind != "" && strings.Count(behind, "/") <= 1 {
				return true
			}
		}
		at += n + 1
	}
	return false
}

// A line such as "1 May 2024 · 3 min · Ida Holm" names the author among other
// things that are set apart by the same sign.
var lineSigns = []string{" · ", " • ", " | ", " ∙ ", " – ", " — ", " / "}

// metaLineName is the part of a line, below or above a headline, that can be
// nothing but a name; "" if there is none or several.
func metaLineName(line string) string {
	for _, sign := range lineSigns {
		if !strings.Contains(line, sign) {
			continue
		}
		name := ""
		for part := range strings.SplitSeq(line, sign) {
			if part = strings.TrimSpace(part); !isName(part) || unlikeName(part) {
				continue
			}
			if name != "" {
				return ""
			}
			name = part
		}
		return name
	}
	return ""
}

// holdsMeta are parts of class names of the line that tells who wrote an
// article and when.
var holdsMeta = []string{"post-meta", "entry-meta", "article-meta", "post_meta", "postmeta", "meta-line", "postmetadata", "post-info", "article-info", "entry-info", "story-meta"}

func isMetaLine(class string) bool {
	return slices.ContainsFunc(holdsMeta, func(part string) bool { return dom.IndexFold(class, part) >= 0 })
}

// IsEmbed reports whether n is a post of another site by the class that it is
// embedded with.
// Origins: the codes that X, Instagram, Facebook, TikTok, Threads, Bluesky,
// Mastodon, Reddit and WordPress give to embed a post.
func IsEmbed(n *html.Node) bool {
	for class := range strings.FieldsSeq(dom.AttrOnce(n, "class")) {
		if embedClasses[class] {
			return true
		}
	}
	return false
}

// isQuoted reports whether n is, or shows, what another site or person wrote:
// it is neither written nor dated by the page's author.
func isQuoted(n *html.Node) bool {
	return n.DataAtom == atom.Blockquote || IsEmbed(n)
}

var embedClasses = map[string]bool{
	"twitter-tweet": true, "twitter-tweet-rendered": true, "twitter-video": true, "instagram-media": true, "fb-post": true, "fb-video": true,
	"tiktok-embed": true, "bluesky-embed": true, "mastodon-embed": true, "reddit-embed-bq": true, "reddit-card": true, "text-post-media": true,
	"wp-embedded-content": true, "wp-block-embed": true, "embedded-post": true, "tweet": true, "tweet-embed": true,
}

// inEmbed reports whether n stands in an embedded post.
func inEmbed(n *html.Node) bool {
	for p, up := n, 0; p != nil && up < 12; p, up = p.Parent, up+1 {
		if p.Type == html.ElementNode && isQuoted(p) {
			return true
		}
	}
	return false
}
