package htmltree

import "strings"

// manyAttributes is from how many attributes of a tag on a map finds those of
// the same name.
const manyAttributes = 16

// attributes reads the attributes of a tag from i on, where its name ends, and
// returns where its > stands, or the end of the source. The attributes become
// the pending ones of z.attrs; of two with one name the first is taken.
func (z *tokenizer) attributes(i int) int {
	src := z.src
	var seen map[string]bool
	hasNUL, lastEnd := false, -1
	for {
		for i < len(src) && classes[src[i]]&isSpace != 0 {
			i++
		}
		if i == len(src) {
			return i
		}
		switch src[i] {
		case '>':
			z.tok.selfClosing = src[i-1] == '/' && lastEnd != i
			if hasNUL {
				z.replaceNULs()
			}
			return i
		case '/':
			i++
			continue
		}
		start, changed := i, byte(0)
		for i++; i < len(src) && classes[src[i]]&endsKey == 0; i++ {
		}
		key := src[start:i]
		for _, c := range []byte(key) {
			changed |= c ^ lowerName[c]
		}
		from, to, next := z.attributeValue(i)
		if changed != 0 {
			hasNUL = hasNUL || strings.IndexByte(key, 0) >= 0
			key = z.lower(key)
		}
		if z.isNewKey(key, &seen) {
			z.attrs.add(key, z.decode(from, to, decodeAttribute))
			lastEnd = to
		}
		if i = next; i == len(src) {
			return i
		}
	}
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
// the keys in seen if they are many.
func (z *tokenizer) isNewKey(key string, seen *map[string]bool) bool {
	attrs := z.attrs.tag()
	if len(attrs) < manyAttributes {
		for i := range attrs {
			if attrs[i].Key == key {
				return false
			}
		}
		return true
	}
	if *seen == nil {
		*seen = make(map[string]bool, 2*manyAttributes)
		for i := range attrs {
			(*seen)[attrs[i].Key] = true
		}
	}
	if (*seen)[key] {
		return false
	}
	(*seen)[key] = true
	return true
}

// replaceNULs puts U+FFFD for each NUL in the names of the pending attributes.
func (z *tokenizer) replaceNULs() {
	attrs := z.attrs.tag()
	for i := range attrs {
		attrs[i].Key = strings.ReplaceAll(attrs[i].Key, "\x00", "\ufffd")
	}
}
