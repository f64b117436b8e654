package htmltree

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A tokenTest is a case of html5lib's tokenizer tests.
type tokenTest struct {
	Description, Input string
	Output             [][]any
	InitialStates      []string
	DoubleEscaped      bool
	LastStartTag       string
}

// tokenStates are the initial states of the cases, as ways to read.
var tokenStates = map[string]rawKind{
	"Data state":        rawNone,
	"RCDATA state":      rawRCDATA,
	"RAWTEXT state":     rawText,
	"Script data state": rawScript,
	"PLAINTEXT state":   rawPlaintext,
}

// otherTokens are the cases whose tokens are not the standard's, with what is
// taken from x/net/html instead.
var otherTokens = map[string]string{
	"Empty end tag": `"</>" is an empty comment`,
	"Empty end tag with following characters": `"</>" is an empty comment`,
	"Empty end tag with following tag":        `"</>" is an empty comment`,
	"Empty end tag with following comment":    `"</>" is an empty comment`,
	"Empty end tag with following end tag":    `"</>" is an empty comment`,
	"</>":                                     `"</>" is an empty comment`,
	`<!DOCTYPE\u0000`:                         "NULs in a doctype stay",
	`<!DOCTYPE \u0000`:                        "NULs in a doctype stay",
	`<!DOCTYPE a\u0000`:                       "NULs in a doctype stay",
	`<!DOCTYPEa\u0000`:                        "NULs in a doctype stay",
}

// TestTokens runs html5lib's tokenizer tests, but for those that begin in the
// state of a CDATA section.
func TestTokens(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(netTestdata(t), "html5lib-tests/tokenizer/*.test"))
	if len(files) == 0 {
		t.Skip("golang.org/x/net came without its tests")
	}
	passed, other := 0, 0
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var tests struct{ Tests []tokenTest }
		if err := json.Unmarshal(src, &tests); err != nil {
			t.Fatal(err)
		}
		for _, tt := range tests.Tests {
			if len(tt.InitialStates) == 0 {
				tt.InitialStates = []string{"Data state"}
			}
			for _, state := range tt.InitialStates {
				raw, known := tokenStates[state]
				if !known || tt.DoubleEscaped {
					continue
				}
				got, want := tokensOf(t, tt.Input, raw, tt.LastStartTag), wantedTokens(tt)
				_, differs := otherTokens[tt.Description]
				switch {
				case differs != (got != want):
					t.Errorf("%s: %s: %q in %s\ngot  %s\nwant %s", filepath.Base(file), tt.Description, tt.Input, state, got, want)
				case differs:
					other++
				default:
					passed++
				}
			}
		}
	}
	t.Logf("%d cases pass, %d are known to differ", passed, other)
}

// tokensOf writes the tokens of src.
func tokensOf(t *testing.T, src string, raw rawKind, tag string) string {
	t.Helper()
	p, err := newParser(src, Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.raw, p.rawTag = raw, cmp.Or(tag, "none")
	var b strings.Builder
	text := ""
	for {
		p.next()
		if p.tok.kind == tokenText {
			text += p.tok.data
			continue
		}
		if text != "" {
			fmt.Fprintf(&b, "Character %q\n", text)
			text = ""
		}
		switch p.tok.kind {
		case tokenEOF:
			return b.String()
		case tokenStartTag:
			p.notRaw()
			attr := map[string]any{}
			for _, a := range p.tok.attr {
				attr[a.Key] = a.Val
			}
			fmt.Fprintf(&b, "StartTag %q %q %v\n", p.tok.tagName(), attr, p.tok.selfClosing)
		case tokenEndTag:
			fmt.Fprintf(&b, "EndTag %q\n", p.tok.tagName())
		case tokenComment:
			fmt.Fprintf(&b, "Comment %q\n", p.tok.data)
		case tokenDoctype:
			name, _, _ := parseDoctype(p.tok.data)
			fmt.Fprintf(&b, "DOCTYPE %q\n", name)
		}
	}
}

// wantedTokens writes the tokens of a case in the same way. A doctype's
// identifiers are not compared: the tree tests do so.
func wantedTokens(tt tokenTest) string {
	var b strings.Builder
	text := ""
	for _, token := range append(tt.Output, []any{""}) {
		if token[0] == "Character" {
			text += token[1].(string)
			continue
		}
		if text != "" {
			fmt.Fprintf(&b, "Character %q\n", text)
			text = ""
		}
		switch token[0] {
		case "StartTag":
			fmt.Fprintf(&b, "StartTag %q %q %v\n", token[1], token[2], len(token) == 4 && token[3] == true)
		case "EndTag", "Comment":
			fmt.Fprintf(&b, "%s %q\n", token[0], token[1])
		case "DOCTYPE":
			name, _ := token[1].(string)
			fmt.Fprintf(&b, "DOCTYPE %q\n", name)
		}
	}
	return b.String()
}
