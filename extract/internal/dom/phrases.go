package dom

import (
	"slices"
	"strings"
)

// PhraseTable holds phrases by the byte that they begin with, as they are
// written and in capitals, so that a text is compared with few of them.
type PhraseTable [256][]string

// NewPhraseTable makes a table of phrases, which are found in any case.
func NewPhraseTable(phrases ...string) *PhraseTable {
	t := new(PhraseTable)
	for _, p := range phrases {
		for _, start := range []byte{p[0], strings.ToLower(p)[0], strings.ToUpper(p)[0]} {
			if !slices.Contains(t[start], p) {
				t[start] = append(t[start], p)
			}
		}
	}
	return t
}

// At are the phrases, in their order, that s may begin with.
func (t *PhraseTable) At(s string) []string {
	if s == "" {
		return nil
	}
	return t[s[0]]
}

// Find is the index of the first phrase in s as it is written, behind its
// beginning and before its end; -1 if there is none.
func (t *PhraseTable) Find(s string) int {
	for i := 1; i < len(s); i++ {
		for _, p := range t[s[i]] {
			if len(s)-i > len(p) && strings.HasPrefix(s[i:], p) {
				return i
			}
		}
	}
	return -1
}
