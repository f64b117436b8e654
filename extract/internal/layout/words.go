package layout

import "golang.org/x/net/html"

// Lexicon is what words were found to speak for; a zero one knows none.
type Lexicon struct {
	ClassWords map[string]ClassWeight // of class and id attributes
	TextWords  map[string]float32     // of short texts
	UnderWords map[string]float32     // of headings, for the text below them
}

// classScore says what an element's class and id words speak for: positive
// for an article's part, negative for what stands around one. It adds up the
// learned weights of the words, and keeps the strongest ones.
type classScore struct {
	Sum, min, max float32
	Shop, Forum   float32 // sums of the weights learned from shops and lists, and from forums
}

// ClassWeight is what one class word speaks for: on all pages, on those of
// shops and lists, on those of forums.
type ClassWeight struct {
	All, Shop, Forum float32
}

// classReader scores class and id attributes; equal ones are read once.
type classReader struct {
	weights map[string]ClassWeight
	known   map[[2]string]classScore
}

func newClassReader(weights map[string]ClassWeight) *classReader {
	return &classReader{weights, map[[2]string]classScore{}}
}

func (r *classReader) score(n *html.Node) classScore {
	key := [2]string{}
	for i := range n.Attr {
		switch n.Attr[i].Key {
		case "class":
			key[0] = n.Attr[i].Val
		case "id":
			key[1] = n.Attr[i].Val
		}
	}
	if key[0] == "" && key[1] == "" {
		return classScore{}
	}
	s, ok := r.known[key]
	if !ok {
		add := func(w []byte) {
			if v, ok := r.weights[string(w)]; ok {
				s.Sum += v.All
				s.min, s.max = min(s.min, v.All), max(s.max, v.All)
				s.Shop += v.Shop
				s.Forum += v.Forum
			}
		}
		EachClassWord(key[0], add)
		EachClassWord(key[1], add)
		r.known[key] = s
	}
	return s
}

// maxClassBytes bounds what is read of one class or id attribute.
const maxClassBytes = 400

// EachClassWord calls f with the lower-cased words of a class or id attribute
// ("postBody-main" has post, body and main) and with each two neighbours of
// one name, joined by an underscore. f must not keep its argument.
func EachClassWord(s string, f func([]byte)) {
	s = s[:min(len(s), maxClassBytes)]
	var buf [96]byte
	pair := buf[:0]  // previous word, underscore, current word
	prev := 0        // length of the previous word in pair; 0 if none
	word := pair[:0] // current word, the tail of pair
	flush := func() {
		if len(word) < 2 {
			pair, prev, word = buf[:0], 0, buf[:0]
			return
		}
		f(word)
		if prev > 0 {
			f(pair)
		}
		prev = copy(buf[:], word)
		buf[prev] = '_'
		pair = buf[:prev+1]
		word = pair[prev+1:]
	}
	add := func(c byte) {
		if len(word) < 30 {
			pair = append(pair, c)
			word = pair[len(pair)-len(word)-1:]
		}
	}
	lower := false // the last character was a small letter
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z':
			add(c)
			lower = true
		case c >= 'A' && c <= 'Z':
			if lower {
				flush()
			}
			add(c + 'a' - 'A')
			lower = false
		case c == ' ' || c == '\n' || c == '\t':
			flush()
			pair, prev, word = buf[:0], 0, buf[:0]
			lower = false
		default:
			if len(word) > 0 {
				flush()
			}
			lower = false
		}
	}
	flush()
}

// textScore says what a short text's wording speaks for.
type textScore struct {
	Mean, Min, Max, Whole float32
	Under                 float32 // what it speaks for as a heading, of the text below
}

// scoreText looks up the first words of a block, and all of a short one, in
// the learned weights.
func (m *textMeter) scoreText(known *Lexicon) textScore {
	var s textScore
	n := min(m.words, MaxScoredWords)
	if n == 0 {
		return s
	}
	for _, w := range m.head[:n] {
		v := known.TextWords[w]
		s.Mean += v
		s.Min, s.Max = min(s.Min, v), max(s.Max, v)
		u := known.UnderWords[w]
		if u*u > s.Under*s.Under {
			s.Under = u
		}
	}
	s.Mean /= float32(n)
	if m.words <= MaxPhraseWords {
		var buf [96]byte
		s.Whole = known.TextWords[string(m.phrase(buf[:0]))]
	}
	return s
}

// MaxPhraseWords is the length up to which a whole text has a weight of its own.
const MaxPhraseWords = 4

// phrase appends the block's words, joined and closed by underscores.
func (m *textMeter) phrase(buf []byte) []byte {
	for _, w := range m.head[:min(m.words, MaxScoredWords)] {
		buf = append(append(buf, w...), '_')
	}
	return buf
}
