package body

import (
	"bytes"

	"github.com/artx-cli/artx/note"
)

// holder is an element that hides or carries away what follows it if its end tag
// is missing, as that of an element "closed in itself" is to the HTML parser:
// <video src="a.mp4" /> is a start tag.
type holder struct {
	name string
	raw  bool     // its content is text to the parser, up to its end tag
	nest bool     // one may hold another
	own  []string // elements that are its content if no end tag says where that ends
	text bool     // text is such content too
}

// holders are in the order in which the letters of their names are looked at.
var holders = []holder{
	{name: "iframe", raw: true},
	{name: "script", raw: true},
	{name: "textarea", raw: true},
	{name: "style", raw: true},
	{name: "title", raw: true},
	{name: "xmp", raw: true},
	{name: "noembed", raw: true},
	{name: "noframes", raw: true},
	{name: "plaintext", raw: true},
	{name: "video", own: []string{"source", "track"}},
	{name: "audio", own: []string{"source", "track"}},
	{name: "object", nest: true, own: []string{"param", "embed"}},
	{name: "canvas"},
	{name: "select", own: []string{"option", "optgroup"}, text: true},
	{name: "datalist", own: []string{"option"}, text: true},
	{name: "template", nest: true},
	{name: "button", text: true},
	{name: "progress", text: true},
	{name: "meter", text: true},
}

// holderAt is the holder whose name stands at i, nil if none does.
func holderAt(src []byte, i int) *holder {
	if i >= len(src) || !mayHold(src[i:]) {
		return nil
	}
	for k := range holders {
		if isNameAt(src, i, holders[k].name) {
			return &holders[k]
		}
	}
	return nil
}

// mayHold tells by its first letters whether a tag's name can be that of a holder.
func mayHold(name []byte) bool {
	if len(name) == 0 {
		return false
	}
	switch name[0] | 0x20 {
	case 's':
		return begins(name, "scr") || begins(name, "sty") || begins(name, "sel")
	case 't':
		return begins(name, "tex") || begins(name, "tit") || begins(name, "tem")
	case 'i':
		return begins(name, "ifr")
	case 'x':
		return begins(name, "xmp")
	case 'n':
		return begins(name, "noe") || begins(name, "nof")
	case 'p':
		return begins(name, "pla") || begins(name, "pro")
	case 'v':
		return begins(name, "vid")
	case 'a':
		return begins(name, "aud")
	case 'o':
		return begins(name, "obj")
	case 'c':
		return begins(name, "can")
	case 'b':
		return begins(name, "but")
	case 'd':
		return begins(name, "dat")
	case 'm':
		return begins(name, "met")
	}
	return false
}

// begins tells whether a tag's name begins with three letters.
func begins(name []byte, letters string) bool {
	return len(name) > 2 && name[1]|0x20 == letters[1] && name[2]|0x20 == letters[2]
}

const unclosedNote = "comments or tags that nothing closed were kept from hiding what follows"

// closeHolders closes the holders that nothing closes, where their own content
// ends. One that says nothing of what it holds is a word about tags: its tag
// becomes text.
func closeHolders(src []byte, book *note.Book) []byte {
	var out []byte
	done := 0
	ends := newHolderEnds(src)
	for i := nextMarkup(src, 0); i >= 0; i = nextMarkup(src, i) {
		h := holderAt(src, i+1)
		if h == nil {
			i++
			continue
		}
		end, selfClosed := startTagEnd(src, i)
		if end < 0 {
			break
		}
		if next := ends.of(h, i, end, selfClosed); next >= 0 {
			if i = end; h.raw {
				i = next
			}
			continue
		}
		if bytes.IndexByte(src[end:], '<') < 0 && !selfClosed {
			break // nothing but text follows
		}
		at := end
		if !selfClosed || !h.text {
			at = h.contentEnd(src, end)
		}
		switch hollow := !selfClosed && at == end && !bytes.ContainsAny(src[i:end], "="); {
		case hollow || h.raw && !selfClosed && h.name != "iframe" && h.name != "textarea" && !isNamed(src[i:end], "src"):
			if ends.all < end {
				i = end
				continue
			}
			out = append(append(out, src[done:i]...), "&lt;"...)
			done = i + 1
		default:
			out = append(append(append(append(out, src[done:at]...), "</"...), h.name...), '>')
			done = at
		}
		if book.Add("body.repaired", note.Warning, unclosedNote, "") {
			book.Place(placeAt(src, i))
		}
		i = max(at, i+1)
	}
	if out == nil {
		return src
	}
	return append(out, src[done:]...)
}

// nextMarkup is the next less-than sign from i on that is not in a comment, -1 if
// there is none.
func nextMarkup(src []byte, i int) int {
	for i < len(src) {
		k := bytes.IndexByte(src[i:], '<')
		if k < 0 {
			return -1
		}
		i += k
		if !bytes.HasPrefix(src[i:], []byte("<!--")) {
			return i
		}
		end := bytes.Index(src[i+4:], []byte("-->"))
		if end < 0 {
			return -1
		}
		i += 4 + end + 3
	}
	return -1
}

// startTagEnd is where the tag at i ends, -1 if it does not, and whether it is
// closed in itself.
func startTagEnd(src []byte, i int) (end int, selfClosed bool) {
	n, _, _ := tagAt(src[i:])
	if n <= 0 {
		return -1, false
	}
	return i + n, n > 2 && src[i+n-2] == '/'
}

// endOf is where the end tag of a holder begins whose start tag ends at from, -1
// if there is none. An element that is closed in itself and has an end tag all
// the same is closed by it if nothing of its kind begins between them.
func (h *holder) endOf(src []byte, from int, selfClosed bool) int {
	strict := !h.raw || selfClosed || h.name == "iframe" // a start tag of the same name is one, not text
	for i := from; ; i++ {
		k := -1
		if i < len(src) {
			k = bytes.IndexByte(src[i:], '<')
		}
		if k < 0 {
			return -1
		}
		switch i += k; {
		case i+1 < len(src) && src[i+1] == '/':
			if isNameAt(src, i+2, h.name) {
				return i
			}
		case strict && isNameAt(src, i+1, h.name):
			return -1
		}
	}
}

// nestedEnds is where the end tags begin of holders that may hold another, each by
// where its start tag begins, but for those with more than maxDepth within. One
// pass finds them all: holders that are looked at one by one cost the square.
func (h *holder) nestedEnds(src []byte) map[int]int {
	type open struct{ at, height int }
	var stack []open
	ends := map[int]int{}
	for i := 0; ; i++ {
		k := bytes.IndexByte(src[i:], '<')
		if k < 0 {
			return ends
		}
		i += k
		switch {
		case isNameAt(src, i+1, h.name):
			stack = append(stack, open{at: i})
		case i+1 < len(src) && src[i+1] == '/' && isNameAt(src, i+2, h.name) && len(stack) > 0:
			top := stack[len(stack)-1]
			if stack = stack[:len(stack)-1]; len(stack) > 0 {
				below := &stack[len(stack)-1]
				below.height = max(below.height, top.height+1)
			}
			if top.height <= maxDepth {
				ends[top.at] = i
			}
		}
	}
}

// holderEnds finds the end tags of holders.
type holderEnds struct {
	src    []byte
	all    int                     // where the last end tag of any element begins
	last   map[*holder]int         // and of each holder that has one
	nested map[*holder]map[int]int // of nestedEnds
}

func newHolderEnds(src []byte) *holderEnds {
	e := &holderEnds{src: src, last: map[*holder]int{}, nested: map[*holder]map[int]int{}}
	for i := 0; ; i++ {
		k := bytes.Index(src[i:], []byte("</"))
		if k < 0 {
			return e
		}
		i += k
		e.all = i
		if h := holderAt(src, i+2); h != nil {
			e.last[h] = i
		}
	}
}

// of is where the end tag begins of the holder whose start tag stands from start to
// end, -1 if there is none.
func (e *holderEnds) of(h *holder, start, end int, selfClosed bool) int {
	last, ok := e.last[h]
	if !ok || last < end {
		return -1
	}
	if !h.nest {
		return h.endOf(e.src[:min(len(e.src), last+len(h.name)+3)], end, selfClosed)
	}
	if e.nested[h] == nil {
		e.nested[h] = h.nestedEnds(e.src)
	}
	if at, ok := e.nested[h][start]; ok {
		return at
	}
	return -1
}

// contentEnd is where the content ends that is a holder's own, from the end of
// its start tag on.
func (h *holder) contentEnd(src []byte, from int) int {
	end := from
	for i := from; i < len(src); {
		switch {
		case src[i] != '<':
			if !h.text && !isSpace(src[i]) {
				return end
			}
			i++
		default:
			n, name, _ := tagAt(src[i:])
			if n <= 0 || !h.owns(name) {
				if h.text && end > from {
					return i
				}
				return end
			}
			i += n
			end = i
		}
	}
	return end
}

func (h *holder) owns(name []byte) bool {
	for _, own := range h.own {
		if string(name) == own {
			return true
		}
	}
	return false
}

// isNamed tells whether a tag has an attribute of a name.
func isNamed(tag []byte, name string) bool {
	i := bytes.Index(tag, []byte(name+"="))
	return i > 0 && isSpace(tag[i-1])
}
