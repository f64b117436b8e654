package article

import (
	"bytes"
	"unicode/utf8"
)

// repairDoubleEncoding undoes what became of UTF-8 that was once read as
// Latin-1 and written as UTF-8 again: "don’t" as "donâ\u0080\u0099t". The sure
// sign is a C1 control character (U+0080 to U+009F), which no text holds; runs
// without one, such as the "Ã©" that an article may be about, stay. It returns
// text itself if there is nothing to undo.
func repairDoubleEncoding(text []byte) (repaired []byte, changed bool) {
	if nextC1(text) < 0 {
		return text, false
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		run, length := latin1Run(text[i:])
		if length == 0 {
			_, size := utf8.DecodeRune(text[i:])
			out = append(out, text[i:i+size]...)
			i += size
			continue
		}
		if nextC1(text[i:i+length]) >= 0 && utf8.Valid(run) {
			out, changed = append(out, run...), true
		} else {
			out = append(out, text[i:i+length]...)
		}
		i += length
	}
	return out, changed
}

// nextC1 is the index of the first C1 control character, -1 if there is none.
func nextC1(text []byte) int {
	for i := 0; ; i++ {
		j := bytes.IndexByte(text[i:], 0xc2)
		if j < 0 {
			return -1
		}
		if i += j; i+1 < len(text) && text[i+1] >= 0x80 && text[i+1] < 0xa0 {
			return i
		}
	}
}

// latin1Run reads the characters from U+0080 to U+00FF that text begins with:
// as the bytes that they stand for in Latin-1, and their length in text.
func latin1Run(text []byte) (run []byte, length int) {
	for length+1 < len(text) && (text[length] == 0xc2 || text[length] == 0xc3) {
		run = append(run, text[length]<<6|text[length+1]&0x3f)
		length += 2
	}
	return run, length
}
