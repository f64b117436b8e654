// Package autop gives texts of blogs that are written in paragraphs their HTML.
package autop

import (
	"bytes"
	"strings"

	"github.com/artx-cli/artx/source/internal/xmltext"
)

// Paragraphs gives a text of WordPress's classic editor, or of Movable Type with line
// breaks converted, the paragraphs and line breaks that these give it when they
// show it: wpautop in wp-includes/formatting.php, html_text_transform in MT::Util.
// Blank lines part paragraphs, other line breaks are <br>; blocks of HTML,
// listings and what a text editor of blocks wrote stay as they are.
func Paragraphs(text []byte) []byte {
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	if bytes.IndexByte(text, '\n') < 0 || bytes.Contains(text, []byte("<!-- wp:")) {
		return text
	}
	w := &autopWriter{endless: map[string]bool{}, out: make([]byte, 0, len(text)+len(text)/8)}
	for pos := 0; pos < len(text); {
		if end := w.verbatimEnd(text, pos); end > pos {
			w.closeParagraph()
			w.out = append(append(w.out, text[pos:end]...), '\n')
			pos = end
			continue
		}
		t := w.next(text, pos)
		w.token(text[pos:t.End], t)
		pos = t.End
	}
	w.closeParagraph()
	return bytes.TrimSpace(w.out)
}

// autopBlocks are the elements before and behind which no paragraph goes on
// ($allblocks in wpautop). In flow, text makes paragraphs; in others it is left
// alone.
var autopBlocks = map[string]struct{ flow bool }{
	"table": {}, "thead": {}, "tfoot": {}, "caption": {}, "col": {}, "colgroup": {}, "tbody": {}, "tr": {}, "td": {}, "th": {}, "div": {true},
	"dl": {}, "dd": {}, "dt": {}, "ul": {}, "ol": {}, "li": {}, "form": {true}, "map": {}, "area": {}, "blockquote": {true}, "address": {},
	"style": {}, "script": {}, "p": {}, "h1": {}, "h2": {}, "h3": {}, "h4": {}, "h5": {}, "h6": {}, "hr": {}, "fieldset": {true}, "legend": {},
	"section": {true}, "article": {true}, "aside": {true}, "hgroup": {}, "header": {true}, "footer": {true}, "nav": {}, "figure": {}, "figcaption": {},
	"details": {true}, "menu": {}, "summary": {}, "center": {true}, "select": {}, "option": {}, "video": {}, "audio": {}, "object": {}, "noscript": {},
}

// verbatimNames are elements and shortcodes whose content is no text.
var verbatimNames = []string{"pre", "script", "style", "textarea", "svg", "math"}

var verbatimShortcodes = []string{"code", "sourcecode", "source", "codesyntax", "highlight", "php", "html", "css", "js", "javascript", "java",
	"python", "ruby", "sql", "xml", "bash", "shell", "cpp", "csharp", "c", "text", "plain", "latex", "raw"}

// verbatimEnd is the end of what begins at pos and has to stay as it is, or pos.
func (w *autopWriter) verbatimEnd(text []byte, pos int) int {
	names, closing := verbatimNames, "</"
	switch text[pos] {
	case '<':
	case '[':
		names, closing = verbatimShortcodes, "[/"
	default:
		return pos
	}
	for _, name := range names {
		rest := text[pos+1:]
		if len(rest) <= len(name) || rest[0]|0x20 != name[0] || !strings.EqualFold(string(rest[:len(name)]), name) || isNameByte(rest[len(name)]) {
			continue
		}
		if w.endless[closing+name] {
			return pos
		}
		end := indexFold(rest, closing+name)
		if end < 0 {
			w.endless[closing+name] = true
			return pos
		}
		end += pos + 1
		if i := bytes.IndexAny(text[end:], ">]"); i >= 0 {
			return end + i + 1
		}
	}
	return pos
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_'
}

// indexFold is where s, which is in lower case, stands in b in any case.
func indexFold(b []byte, s string) int {
	for from := 0; ; {
		i := bytes.Index(b[from:], []byte(s[:2]))
		if i < 0 || from+i+len(s) > len(b) {
			return -1
		}
		from += i
		if strings.EqualFold(string(b[from:from+len(s)]), s) {
			return from
		}
		from += 2
	}
}

// next is the tag at pos, or the text up to where a tag or a shortcode may begin.
func (w *autopWriter) next(text []byte, pos int) xmltext.Token {
	if text[pos] == '<' {
		if t := xmltext.TokenAt(text, pos); t.Kind != 't' {
			return t
		}
	}
	if w.tag <= pos { // looked for once for all the texts before it
		w.tag = len(text)
		if i := bytes.IndexByte(text[pos+1:], '<'); i >= 0 {
			w.tag = pos + 1 + i
		}
	}
	t := xmltext.Token{Kind: 't', Start: pos, End: w.tag}
	if i := bytes.IndexByte(text[pos+1:t.End], '['); i >= 0 {
		t.End = pos + 1 + i
	}
	return t
}

type autopWriter struct {
	out    []byte
	stack  []string // open blocks
	inP    bool     // in a paragraph that was added
	breaks int      // line breaks that are still to be written
	tag    int      // where the next < stands

	endless map[string]bool // end tags that do not come any more
}

// inFlow tells whether text makes paragraphs.
func (w *autopWriter) inFlow() bool {
	return len(w.stack) == 0 || autopBlocks[w.stack[len(w.stack)-1]].flow
}

func (w *autopWriter) token(raw []byte, t xmltext.Token) {
	name := strings.ToLower(t.Name)
	_, block := autopBlocks[name]
	switch {
	case t.Kind == 't' && w.inFlow():
		w.text(raw)
	case (t.Kind == '<' || t.Kind == '/') && block:
		w.block(raw, name, t)
	case t.Kind == '!':
		if bytes.HasPrefix(raw, []byte("<!--more")) || bytes.HasPrefix(raw, []byte("<!--nextpage")) {
			w.closeParagraph()
		}
		w.out = append(w.out, raw...)
	case t.Kind != 't' && w.inFlow():
		w.inline(raw, name == "br")
	default:
		w.out = append(w.out, raw...)
	}
}

// text writes a text in flow.
func (w *autopWriter) text(raw []byte) {
	for line := range bytes.Lines(raw) {
		ends := line[len(line)-1] == '\n'
		if words := bytes.TrimSpace(line); len(words) > 0 {
			if w.breaks > 0 || !w.inP {
				line = bytes.TrimLeft(line, " \t\n")
			}
			w.inline(bytes.TrimRight(line, "\n"), false)
		} else if !ends {
			if w.inP && w.breaks == 0 {
				w.out = append(w.out, line...)
			}
		}
		if ends {
			if w.breaks++; w.breaks > 1 {
				w.closeParagraph()
			}
		}
	}
}

// inline writes a piece of a paragraph.
func (w *autopWriter) inline(raw []byte, isBreak bool) {
	if !w.inP {
		w.out = append(w.out, "<p>"...)
		w.inP = true
	} else if w.breaks == 1 {
		if !isBreak && !bytes.HasSuffix(bytes.TrimRight(w.out, " \t"), []byte("br>")) && !bytes.HasSuffix(w.out, []byte("br />")) {
			w.out = append(w.out, "<br>"...)
		}
		w.out = append(w.out, '\n')
	}
	w.breaks = 0
	w.out = append(w.out, raw...)
}

// block writes a tag of a block.
func (w *autopWriter) block(raw []byte, name string, t xmltext.Token) {
	w.closeParagraph()
	w.out = append(w.out, raw...)
	switch {
	case t.Kind == '/':
		for i := len(w.stack) - 1; i >= 0; i-- {
			if w.stack[i] == name {
				w.stack = w.stack[:i]
				break
			}
		}
		if w.inFlow() {
			w.out = append(w.out, '\n')
		}
	case !t.Empty && !xmltext.VoidElements[name] && len(w.stack) < maxBlocks:
		w.stack = append(w.stack, name)
	}
}

// maxBlocks bounds the blocks within blocks; deeper ones are not followed.
const maxBlocks = 256

func (w *autopWriter) closeParagraph() {
	if w.inP {
		w.out = append(w.out, "</p>\n\n"...)
	}
	w.inP, w.breaks = false, 0
}
