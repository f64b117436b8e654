package htmltree

import "strings"

// manyAttributes is from how many attributes of a tag on a map finds those of
// the same name.
const manyAttributes = 16

// attributes reads the attributes of a tag from i on, where its name ends, and
// returns where its > stands, or the end of the source. The attributes become
// the pending ones of z.attrs; of two with one name the first is taken.
func (z *tokenizer) attributes(i int) int {
	z.hasKeyNUL, z.valueEnd = false, -1
	if z.seenKeys != nil {
		z.seenKeys = nil
	}
	for i < len(z.src) {
		switch c := z.src[i]; {
		case c == '>':
			z.tok.selfClosing = z.src[i-1] == '/' && z.valueEnd != i
			if z.hasKeyNUL {
				z.replaceNULs()
			}
			return i
		case c == '/' || classes[c]&isSpace != 0:
			i++
		default:
			i = z.attribute(i)
		}
	}
	return i
}

// attribute reads the attribute whose name begins at start, and returns where to
// read on.
func (z *tokenizer) attribute(start int) int {
	src, i, changed := z.src, start, byte(0)
	for {
		changed |= lowerName[src[i]] ^ src[i]
		if i++; i == len(src) || classes[src[i]]&endsKey != 0 {
			break
		}
	}
	key := src[start:i]
	from, to, next := z.attributeValue(i)
	if changed != 0 {
		z.hasKeyNUL = z.hasKeyNUL || strings.IndexByte(key, 0) >= 0
		key = z.lower(key)
	}
	if z.isNewKey(key) {
		z.attrs.add(key, z.decode(from, to, decodeAttribute))
		z.valueEnd = to
	}
	return next
}

// attributeValue reads what may follow the name of an attribute that ends at i:
// = and a value. It returns where the value stands, and where to read on.
func (z *tokenizer) attributeValue(i int) (from, to, next int) {
	src, end := z.src, i
	for i < len(src) && classes[src[i]]&isSpace != 0 {
		i++
	}
	if i == len(src) || src[i] != '=' {
		return end, end, i
	}
	for i++; i < len(src) && classes[src[i]]&isSpace != 0; i++ {
	}
	if i == len(src) {
		return end, end, i
	}
	switch c := src[i]; c {
	case '>':
		return end, end, i
	case '"', '\'':
		to := z.index(i+1, c)
		return i + 1, to, min(to+1, len(src))
	}
	from = i
	for i < len(src) && classes[src[i]]&endsValue == 0 {
		i++
	}
	return from, i, i
}

// isNewKey tells whether no pending attribute has the key. It keeps a set of
// the keys if they are many.
func (z *tokenizer) isNewKey(key string) bool {
	attrs := z.attrs.tag()
	if len(attrs) < manyAttributes {
		for i := range attrs {
			if attrs[i].Key == key {
				return false
			}
		}
		return true
	}
	if z.seenKeys == nil {
		z.seenKeys = make(map[string]bool, 2*manyAttributes)
		for i := range attrs {
			z.seenKeys[attrs[i].Key] = true
		}
	}
	if z.seenKeys[key] {
		return false
	}
	z.seenKeys[key] = true
	return true
}

// replaceNULs puts U+FFFD for each NUL in the names of the pending attributes.
func (z *tokenizer) replaceNULs() {
	attrs := z.attrs.tag()
	for i := range attrs {
		attrs[i].Key = strings.ReplaceAll(attrs[i].Key, "\x00", "\ufffd")
	}
}
