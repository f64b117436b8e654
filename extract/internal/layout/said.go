package layout

import (
	"strings"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/metadata"
)

// Hints is what a page says of its article elsewhere than in the text.
type Hints struct {
	Title string
	said  saidPhrases
}

// HintsOf gathers them; title is the headline.
func HintsOf(h *metadata.Head, title string) Hints {
	s := saidPhrases{}
	main := h.Ld.Main
	for _, key := range []string{"description", "articleBody", "reviewBody", "text"} {
		s.add(main.Text(key), saidBody)
	}
	replies := saidReply
	if h.IsPosting() {
		replies = saidBody // a thread is its posts
	}
	for _, part := range []struct {
		key  string
		what uint8
	}{
		{"hasVariant", saidBody}, {"review", saidReply}, {"reviews", saidReply},
		{"comment", replies}, {"acceptedAnswer", replies}, {"suggestedAnswer", replies},
	} {
		last := ""
		for _, o := range h.Ld.List(main[part.key]) {
			for _, key := range []string{"description", "reviewBody", "text"} {
				if text := o.Text(key); text != last {
					s.add(text, part.what)
					last = text
				}
			}
		}
	}
	for _, name := range []string{"description", "og:description", "twitter:description"} {
		s.add(h.First(name), saidSummary)
	}
	return Hints{title, s}
}

// saidPhrases holds, by their hash, all runs of three words of the texts that
// a page's data states, and what those texts are. A block that repeats them is
// the article's description, or someone's review of it.
type saidPhrases map[uint64]uint8

const (
	saidBody    uint8 = 1 << iota // the description or text of what the page is about
	saidSummary                   // the meta description
	saidReply                     // reviews and comments
)

// SaidKinds is how many kinds of said texts there are.
const SaidKinds = 3

// maxSaid bounds the phrases that are remembered.
const maxSaid = 20_000

func (s saidPhrases) add(text string, what uint8) {
	if text == "" || len(s) > maxSaid {
		return
	}
	m := textMeter{block: &Block{}, teach: what, phrases: s}
	for rest := dom.Shorten(text, metadata.MaxMetaBytes); rest != ""; {
		plain, tag, _ := strings.Cut(rest, "<")
		m.text(plain, false, false)
		_, rest, _ = strings.Cut(tag, ">")
	}
}

// hear takes the next word of a text, by its hash: it ends a phrase with the
// two before it, which is learned, or counted for the block.
func (m *textMeter) hear(word uint64) {
	const prime = 1099511628211
	p := ((m.last2[0]*prime)^m.last2[1])*prime ^ word
	whole := m.last2[0] != 0
	m.last2 = [2]uint64{m.last2[1], word | 1}
	if !whole {
		return
	}
	if m.teach != 0 {
		m.phrases[p] |= m.teach
		return
	}
	m.block.Phrases++
	what := m.phrases[p]
	for i := range m.block.Said {
		if what&(1<<i) != 0 {
			m.block.Said[i]++
		}
	}
}
