package preview

import (
	"unicode"

	"golang.org/x/net/html"
)

// phraseWords is how many words in a row tell whether a text is there: single words
// are anywhere.
const phraseWords = 3

// reading is what a text says, by the phrases in it.
type reading map[uint64]struct{}

// newReading reads the text under a node, and what stands for pictures in it.
func newReading(root *html.Node) reading {
	var words []uint64
	for n := range root.Descendants() {
		switch n.Type {
		case html.TextNode, html.RawNode:
			words = appendWords(words, n.Data)
		case html.ElementNode:
			words = appendWords(words, attribute(n, "alt"))
		}
	}
	r := make(reading, phraseWords*len(words))
	r.addWords(words)
	return r
}

func (r reading) add(text string) { r.addWords(appendWords(nil, text)) }

func (r reading) addWords(words []uint64) {
	for length := 1; length <= phraseWords; length++ {
		for phrase := range phrases(words, length) {
			r[phrase] = struct{}{}
		}
	}
}

// lacks tells whether most of what words say is not there.
func (r reading) lacks(words []uint64) bool {
	missing, all := 0, 0
	for phrase := range phrases(words, min(phraseWords, len(words))) {
		all++
		if _, ok := r[phrase]; !ok {
			missing++
		}
	}
	return missing*2 > all
}

// phrases yields the runs of so many words.
func phrases(words []uint64, length int) func(func(uint64) bool) {
	return func(yield func(uint64) bool) {
		for i := 0; length > 0 && i+length <= len(words); i++ {
			phrase := uint64(length)
			for _, w := range words[i : i+length] {
				phrase = (phrase ^ w) * fnvPrime
			}
			if !yield(phrase) {
				return
			}
		}
	}
}

// The numbers of FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/.
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// appendWords appends hashes of the words of a text. Characters of scripts that are
// written without spaces are words of their own; neither case nor marks count.
func appendWords(words []uint64, text string) []uint64 {
	word, open := uint64(fnvOffset), false
	end := func() {
		if open {
			words = append(words, word)
		}
		word, open = fnvOffset, false
	}
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
			end()
			words = append(words, (fnvOffset^uint64(r))*fnvPrime)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word, open = (word^uint64(unicode.ToLower(r)))*fnvPrime, true
		case !unicode.IsMark(r) && r != '\u00AD':
			end()
		}
	}
	end()
	return words
}
