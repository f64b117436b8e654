package htmltree

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// windows1252 are the characters that numeric references from 0x80 to 0x9F mean
// (13.2.5.80).
var windows1252 = [32]rune{
	0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
	0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
}

// longestBareName is the length of the longest named reference without a
// semicolon.
const longestBareName = 6

// appendReference appends the characters that the reference at the beginning of
// s means ("13.2.5.72 Character reference state"), and returns how long it is;
// 0 if s, which begins with an ampersand, begins with no reference.
func appendReference(out []byte, s string, inAttribute bool) ([]byte, int) {
	if len(s) > 1 && s[1] == '#' {
		return appendNumeric(out, s)
	}
	end := 1
	for end < len(s) && isAlphanumeric(s[end]) {
		end++
	}
	name := s[1:end]
	if end < len(s) && s[end] == ';' {
		name = s[1 : end+1]
	} else if inAttribute && end < len(s) && s[end] == '=' {
		return out, 0
	}
	if text := lookupEntity(name); text != "" {
		return append(out, text...), 1 + len(name)
	}
	if inAttribute {
		return out, 0
	}
	for n := min(len(name)-1, longestBareName); n > 1; n-- {
		if text := lookupEntity(name[:n]); text != "" {
			return append(out, text...), 1 + n
		}
	}
	return out, 0
}

// appendNumeric does the same for a reference that begins with "&#".
func appendNumeric(out []byte, s string) ([]byte, int) {
	i, base := 2, rune(10)
	if i < len(s) && s[i]|0x20 == 'x' {
		i, base = 3, 16
	}
	first, x := i, rune(0)
	for ; i < len(s); i++ {
		d := digit(s[i])
		if d >= base {
			break
		}
		if x <= utf8.MaxRune {
			x = x*base + d
		}
	}
	if i == first {
		return out, 0
	}
	if i < len(s) && s[i] == ';' {
		i++
	}
	switch {
	case 0x80 <= x && x <= 0x9F:
		x = windows1252[x-0x80]
	case x == 0 || x > utf8.MaxRune:
		x = utf8.RuneError
	}
	return utf8.AppendRune(out, x), i
}

// digit returns the value of a hexadecimal digit, 16 for any other byte.
func digit(c byte) rune {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return rune(c|0x20-'a') + 10
	}
	return 16
}

func isAlphanumeric(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// lookupEntity returns the characters of a named reference, "" if there is none
// of this name. The few that make up most of what is written need no search.
func lookupEntity(name string) string {
	switch name {
	case "amp;":
		return "&"
	case "lt;":
		return "<"
	case "gt;":
		return ">"
	case "quot;":
		return `"`
	case "nbsp;":
		return "\u00a0"
	}
	n := len(entityStarts) - 1
	i := sort.Search(n, func(i int) bool {
		entry, _ := entityAt(i)
		return entry >= name
	})
	if i == n {
		return ""
	}
	if entry, text := entityAt(i); entry == name {
		return text
	}
	return ""
}

func entityAt(i int) (name, text string) {
	name, text, _ = strings.Cut(entityText[entityStarts[i]:entityStarts[i+1]], " ")
	return name, text
}
