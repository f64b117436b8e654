package page

import (
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/layout"
)

// secondLook describes blocks by what the first trees said of the blocks
// around them, so that cards of one list, posts of one thread and paragraphs
// of one chapter are judged alike.
type secondLook struct {
	c      *pageContext
	first  []float32 // probabilities by block
	kept   []float32 // kept[i] is the sum of probability times words of blocks before i
	sum    []float32 // likewise of the probabilities alone
	kind   []int32   // each block's kind: like tag and class, here and one further out
	ofKind []kindSum
}

type kindSum struct{ kept, words, n, p float32 }

type kindKey struct {
	tag, outerTag     atom.Atom
	class, outerClass string
}

func newSecondLook(c *pageContext, first []float32) *secondLook {
	l := c.l
	n := len(l.Blocks)
	s := &secondLook{c: c, first: make([]float32, n), kept: make([]float32, n+1), sum: make([]float32, n+1), kind: make([]int32, n)}
	kinds := make(map[kindKey]int32, 64)
	ofBox := make([]int32, len(l.Boxes)) // kind + 1
	for i := range l.Blocks {
		b := &l.Blocks[i]
		p := probability(first[i])
		s.first[i] = p
		s.kept[i+1] = s.kept[i] + p*b.Words
		s.sum[i+1] = s.sum[i] + p
		if ofBox[b.Box] == 0 {
			x := &l.Boxes[b.Box]
			key := kindKey{tag: x.Node.DataAtom, class: layout.FirstClass(x.Node)}
			if x.Parent >= 0 {
				o := l.Boxes[x.Parent].Node
				key.outerTag, key.outerClass = o.DataAtom, layout.FirstClass(o)
			}
			k, ok := kinds[key]
			if !ok {
				k = int32(len(s.ofKind))
				kinds[key] = k
				s.ofKind = append(s.ofKind, kindSum{})
			}
			ofBox[b.Box] = k + 1
		}
		k := ofBox[b.Box] - 1
		s.kind[i] = k
		o := &s.ofKind[k]
		o.kept += p * b.Words
		o.words += b.Words
		o.n++
		o.p += p
	}
	l.kinds = s.kind
	return s
}

// keptShare is the share of words of blocks [from, to) that the first trees keep.
func (s *secondLook) keptShare(from, to int32) float32 {
	return boost.Ratio(s.kept[to]-s.kept[from], s.c.words[to]-s.c.words[from])
}

func (s *secondLook) features(i int, f *boost.Features) {
	l := s.c.l
	n := len(l.Blocks)
	b := &l.Blocks[i]
	at := func(k int) float32 {
		if k < 0 || k >= n {
			return -1
		}
		return s.first[k]
	}
	f.Prefix = "second."
	f.Add("own", at(i))
	f.Add("before1", at(i-1))
	f.Add("before2", at(i-2))
	f.Add("before3", at(i-3))
	f.Add("after1", at(i+1))
	f.Add("after2", at(i+2))
	f.Add("after3", at(i+3))
	from, to := int32(max(0, i-8)), int32(min(n, i+9))
	f.Add("before8", boost.Ratio(s.sum[i]-s.sum[from], float32(int32(i)-from)))
	f.Add("after8", boost.Ratio(s.sum[to]-s.sum[i+1], float32(to-int32(i)-1)))
	f.Add("near", s.keptShare(from, to))
	from, to = int32(max(0, i-30)), int32(min(n, i+31))
	f.Add("far", s.keptShare(from, to))
	f.Add("earlier", s.keptShare(0, int32(i)))
	f.Add("later", s.keptShare(int32(i)+1, int32(n)))
	f.Add("keptEarlier", boost.Ratio(s.kept[i], s.kept[n]))
	f.Add("all", s.keptShare(0, int32(n)))
	f.Add("keptWords", s.kept[n])
	k := s.ofKind[s.kind[i]]
	f.Add("kind.share", boost.Ratio(k.kept, k.words))
	f.Add("kind.mean", boost.Ratio(k.p, k.n))
	f.Add("kind.n", k.n)
	f.Add("kind.words", k.words)
	x := b.Box
	for up := 0; up < 5; up++ {
		f.Prefix = secondNames[up]
		o := &l.Boxes[x]
		f.Add("share", s.keptShare(o.From, o.To))
		f.Add("mean", boost.Ratio(s.sum[o.To]-s.sum[o.From], float32(o.To-o.From)))
		f.Add("others", boost.Ratio(s.sum[o.To]-s.sum[o.From]-s.first[i], float32(o.To-o.From-1)))
		f.Add("ofAll", boost.Ratio(s.kept[o.To]-s.kept[o.From], s.kept[n]))
		if o.Parent >= 0 {
			x = o.Parent
		}
	}
	f.Prefix = "second."
	card := &l.Boxes[l.card(b.Box)]
	list := &l.Boxes[max(card.Parent, 0)]
	f.Add("card.share", s.keptShare(card.From, card.To))
	f.Add("list.share", s.keptShare(list.From, list.To))
	f.Add("list.words", s.c.words[list.To]-s.c.words[list.From])
	f.Add("list.ofAll", boost.Ratio(s.kept[list.To]-s.kept[list.From], s.kept[n]))
	if h := s.c.under[i]; h >= 0 {
		f.Add("heading", s.first[h])
		f.Add("sinceHeading", s.keptShare(h, int32(i)+1))
	} else {
		f.Add("heading", -1)
		f.Add("sinceHeading", -1)
	}
	f.Prefix = ""
}

var secondNames = [...]string{"second.p0.", "second.p1.", "second.p2.", "second.p3.", "second.p4."}
