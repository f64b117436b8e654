package main

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"
)

// count is how many there were, and how many of them came back.
type count struct{ all, kept int }

// result is what a page, a site or all of them scored.
type result struct {
	counts  map[string]count // by feature, and "block", "title", "author", "date"
	between int              // blocks lost that stood between kept ones
	words   int              // of the output
	foreign int              // of those, how many the document does not have
	misses  []string
}

func (r *result) count(feature string, kept bool, what string) {
	c := r.counts[feature]
	c.all++
	if kept {
		c.kept++
	} else {
		r.miss(feature, what)
	}
	r.counts[feature] = c
}

func (r *result) miss(feature, what string) {
	what = strings.ReplaceAll(what, "\n", "⏎")
	if runes := []rune(what); len(runes) > 100 {
		what = string(runes[:100]) + "…"
	}
	r.misses = append(r.misses, feature+": "+what)
}

// add adds another result's figures, not its misses.
func (r *result) add(o result) {
	for f, c := range o.counts {
		sum := r.counts[f]
		r.counts[f] = count{sum.all + c.all, sum.kept + c.kept}
	}
	r.between += o.between
	r.words += o.words
	r.foreign += o.foreign
}

// score compares the Markdown that came back with the document that went in.
// The error says what could not be read.
func score(s site, doc document, got string) (result, error) {
	r := result{counts: map[string]count{}}
	want, err := read(doc.title, doc.truth(s.dialect))
	if err != nil {
		return r, err
	}
	header, body := splitHeader(got)
	have, err := read(doc.title, body)
	if err != nil {
		return r, err
	}
	expect(want, s)
	r.features(want, have)
	r.blocks(want, have)
	r.header(s, doc, header)
	r.foreignWords(doc, want, have)
	return r, nil
}

// truth is the document without what the dialect has no form for.
func (d document) truth(to dialect) string {
	var b strings.Builder
	for _, c := range d.chunks {
		if to.has(c) {
			b.WriteString(truthOf(c) + "\n\n")
		}
	}
	return b.String()
}

// truthOf writes a picture with a caption as artx writes figures.
func truthOf(c chunk) string {
	if p := c.picture(); c.kind == figure && p.caption != "" {
		return fmt.Sprintf("<figure>\n\n![%s](%s)\n\n<figcaption>\n\n%s\n\n</figcaption></figure>", p.alt, p.src, p.caption)
	}
	return c.text()
}

// expect takes out what the site's pages do not say.
func expect(want reading, s site) {
	if s.unnamed {
		delete(want.facts, "language")
	}
}

// forms are those that artx writes what Markdown has no form for in (docs/markdown.md).
var forms = map[string][]string{"caption": {"paragraph"}, "term": {"bold"}, "definition": {"paragraph", "behind bold"}}

func (r *result) features(want, have reading) {
	for _, f := range features {
		left := map[string]int{}
		for _, form := range append(forms[f], f) {
			for _, key := range have.facts[form] {
				left[key]++
			}
		}
		for _, key := range want.facts[f] {
			left[key]--
			r.count(f, left[key] >= 0, key)
		}
	}
}

// blocks counts leaf blocks whose text is somewhere in the output, and those
// lost between kept ones.
func (r *result) blocks(want, have reading) {
	var kept []bool
	all := squeeze(strings.Join(have.leaves, ""))
	for _, leaf := range want.leaves {
		kept = append(kept, present(squeeze(leaf), all, have.leaves))
	}
	first, last := slices.Index(kept, true), lastIndex(kept, true)
	for i, k := range kept {
		if !k && first < i && i < last {
			r.between++
		}
		r.count("block", k, want.leaves[i])
	}
}

func lastIndex(s []bool, v bool) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == v {
			return i
		}
	}
	return -1
}

// present tells whether text is in the output; a short one has to be most of a block.
func present(text, all string, leaves []string) bool {
	if len([]rune(text)) >= 20 {
		return strings.Contains(all, text)
	}
	return slices.ContainsFunc(leaves, func(leaf string) bool {
		leaf = squeeze(leaf)
		return 2*len(leaf) <= 3*len(text)+4 && strings.Contains(leaf, text)
	})
}

// splitHeader parts a YAML header from the text behind it.
func splitHeader(md string) (map[string]any, string) {
	head, body, ok := strings.Cut(strings.TrimPrefix(md, "---\n"), "\n---\n")
	if !ok || !strings.HasPrefix(md, "---\n") {
		return nil, md
	}
	header := map[string]any{}
	if yaml.Unmarshal([]byte(head), &header) != nil {
		return nil, md
	}
	return header, body
}

// header compares what the site's pages say of their document.
func (r *result) header(s site, doc document, header map[string]any) {
	title := oneLine(fmt.Sprint(header["title"]))
	r.count("title", title == oneLine(doc.title), title)
	if s.author {
		author := fmt.Sprint(header["author"])
		r.count("author", author == writer, author)
	}
	if s.dated {
		date := fmt.Sprint(header["date"])
		r.count("date", strings.HasPrefix(date, doc.date), date)
	}
}

// foreignWords counts the words of the output that the document has not, or
// less often.
func (r *result) foreignWords(doc document, want, have reading) {
	left := map[string]int{}
	for _, w := range words(doc.title + " " + strings.Join(want.leaves, " ")) {
		left[w]++
	}
	for _, leaf := range have.leaves {
		var foreign []string
		for _, w := range words(leaf) {
			r.words++
			left[w]--
			if left[w] < 0 {
				foreign = append(foreign, w)
			}
		}
		if len(foreign) > 0 {
			r.foreign += len(foreign)
			r.miss("foreign", strings.Join(foreign, " "))
		}
	}
}

// words parts a text at all but letters and digits; ideographs and kana are
// words each.
func words(s string) []string {
	var out []string
	word := ""
	flush := func() {
		if word != "" {
			out = append(out, word)
		}
		word = ""
	}
	for _, c := range strings.ToLower(s) {
		switch {
		case unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana):
			flush()
			out = append(out, string(c))
		case unicode.IsLetter(c), unicode.IsDigit(c):
			word += string(c)
		default:
			flush()
		}
	}
	flush()
	return out
}
