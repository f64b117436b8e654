package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/post"
)

// Threads: posts and the counters between them.

// A forum names the writer and the time of a post beside it, among badges and
// counts that are cut. addBylines brings both back, as a paragraph before each
// post, where a page has at least two posts that it names the writers of.

// threadPost is one contribution to a thread.
type threadPost struct {
	author, time string
	box          int32 // the smallest that holds both the writer's name and text that is kept
	first        int   // its first kept block
	signed       bool  // what is kept begins with the writer's name
}

// dropCounters cuts the numbers that count votes and the like, which say nothing
// without their buttons.
func (l *pageLayout) dropCounters(kept []bool) {
	for i := range l.Blocks {
		b := &l.Blocks[i]
		if !kept[i] || b.Words > 2 || b.Digits == 0 || !post.IsCount(b.Text()) {
			continue
		}
		x := &l.Boxes[b.Box]
		if post.IsCounter(x.Node) || x.Parent >= 0 && post.IsCounter(l.Boxes[x.Parent].Node) {
			kept[i] = false
		}
	}
}

// addBylines inserts the bylines and remembers them in the result.
func (p *pageRun) addBylines(posts []threadPost) {
	for i := range posts {
		if posts[i].signed {
			continue
		}
		before := p.layout.Blocks[posts[i].first].First
		for before.Parent != nil && (before.Parent.DataAtom == atom.P || before.Parent.DataAtom == atom.Pre || dom.Headings[before.Parent.DataAtom]) {
			before = before.Parent
		}
		if before.Parent == nil {
			continue
		}
		line := post.Byline(posts[i].author, posts[i].time)
		before.Parent.InsertBefore(line, before)
		p.res.Bylines = append(p.res.Bylines, line)
	}
}

// findPosts finds the posts among what is kept whose writers are named in what
// is cut, or on a line that is kept and holds no more; that line is cut too, and
// so is one with the time alone.
func (l *pageLayout) findPosts(kept []bool) []threadPost {
	signs := make([]bool, len(kept))
	text := slices.Clone(kept)
	for i := range kept {
		signs[i] = kept[i] && l.isPostSign(i)
		text[i] = kept[i] && !signs[i]
	}
	posts := l.postsBelow(text)
	for _, t := range posts {
		x := &l.Boxes[t.box]
		for i := x.From; i < x.To; i++ {
			kept[i] = text[i] || kept[i] && signs[i] && t.signed
		}
	}
	return posts
}

// isPostSign tells whether a block is no more than a writer's name or a time.
func (l *pageLayout) isPostSign(i int) bool {
	b := &l.Blocks[i]
	if b.Words > maxSignature {
		return false
	}
	text := dom.OneLine(b.Text())
	return text == l.writer(i) || text == dom.OneLine(shownTime(b))
}

// shownTime is the text of the first time element in a block, "" if there is
// none.
func shownTime(b *layout.Block) string {
	for n := b.First; n != nil; n = n.NextSibling {
		if n.DataAtom == atom.Time {
			return dom.TextOf(n)
		}
		for d := range n.Descendants() {
			if d.DataAtom == atom.Time {
				return dom.TextOf(d)
			}
		}
		if n == b.Last {
			break
		}
	}
	return ""
}

// postsBelow finds the posts whose writers are named in what is cut.
func (l *pageLayout) postsBelow(kept []bool) []threadPost {
	before := make([]int32, len(kept)+1) // kept blocks before each
	for i, k := range kept {
		before[i+1] = before[i]
		if k {
			before[i+1]++
		}
	}
	byFirst := map[int]threadPost{}
	for i := range l.Blocks {
		if kept[i] {
			continue
		}
		author := l.writer(i)
		if author == "" {
			continue
		}
		x := l.Blocks[i].Box
		for x > 0 && before[l.Boxes[x].To] == before[l.Boxes[x].From] {
			x = l.Boxes[x].Parent
		}
		if before[l.Boxes[x].To] == before[l.Boxes[x].From] {
			continue
		}
		first := int(l.Boxes[x].From)
		for !kept[first] {
			first++
		}
		if old, ok := byFirst[first]; !ok || l.Boxes[x].Depth > l.Boxes[old.box].Depth {
			byFirst[first] = threadPost{author: author, box: x, first: first}
		}
	}
	return l.separatePosts(byFirst, kept)
}

// separatePosts lists the posts in order, without those whose box holds
// another: the name beside several posts is not that of the first one's writer.
func (l *pageLayout) separatePosts(byFirst map[int]threadPost, kept []bool) []threadPost {
	var posts []threadPost
	for i := range kept {
		if t, ok := byFirst[i]; ok {
			posts = append(posts, t)
		}
	}
	var apart []threadPost
	for i, t := range posts {
		x := &l.Boxes[t.box]
		// Boxes nest, so that one that holds another post holds a neighbour.
		if i+1 < len(posts) && x.Holds(&l.Boxes[posts[i+1].box]) || i > 0 && x.Holds(&l.Boxes[posts[i-1].box]) {
			continue
		}
		t.time = l.postTime(x, kept)
		t.signed = l.signed(&t, kept)
		apart = append(apart, t)
	}
	if len(apart) < 2 {
		return nil
	}
	return apart
}

// signed reports whether a short line that names the writer, and more, is kept
// at the beginning of a post. A line with the name alone gives way to the byline.
func (l *pageLayout) signed(t *threadPost, kept []bool) bool {
	to := int(l.Boxes[t.box].To)
	if dom.OneLine(l.Blocks[t.first].Text()) == t.author {
		for next := t.first + 1; next < to; next++ {
			if kept[next] {
				kept[t.first] = false
				t.first = next
				break
			}
		}
	}
	for i := t.first; i < min(t.first+2, to); i++ {
		if b := &l.Blocks[i]; kept[i] && b.Words <= maxSignature && strings.Contains(b.Text(), t.author) {
			return true
		}
	}
	return false
}

// maxSignature is how many words a line with a writer's name and the time has
// at most.
const maxSignature = 15

// writer is the writer that a block names, "" if it names none.
func (l *pageLayout) writer(i int) string {
	b := &l.Blocks[i]
	if b.Words > 12 {
		return ""
	}
	if name := post.WriterOf(l.Boxes[b.Box].Node, false); name != "" {
		return name
	}
	for n := b.First; n != nil; n = n.NextSibling {
		if name := post.Writer(n); name != "" {
			return name
		}
		if n == b.Last {
			break
		}
	}
	return ""
}

// postTime is when a post was written, as far as what is cut of its box tells:
// by the machine's time of an element, else by its text.
func (l *pageLayout) postTime(x *layout.Box, kept []bool) string {
	for i := x.From; i < x.To; i++ {
		if kept[i] {
			continue
		}
		b := &l.Blocks[i]
		for n := b.First; n != nil; n = n.NextSibling {
			if t := post.Time(n); t != "" {
				return t
			}
			if n == b.Last {
				break
			}
		}
	}
	return ""
}
