package hidden

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// Bounds of what is read of a state.
const (
	maxStateBytes  = 8 << 20
	maxStateString = 2 << 20
)

// stateNames begin the scripts that hold a page's data.
// Origins: Next.js, Nuxt, Redux, Apollo, Gatsby, Remix.
var stateNames = []string{
	"__NEXT_DATA__", "__NUXT__", "__NUXT_DATA__", "__INITIAL_STATE__", "__PRELOADED_STATE__", "__APOLLO_STATE__",
	"__INITIAL_DATA__", "__remixContext", "__DATA__", "INITIAL_STATE", "__STATE__",
}

// streamName stands in the scripts by which Next.js sends a page piece by
// piece: each pushes [1, "a part of the stream"].
const streamName = "__next_f.push("

// fromState reads the texts in the JSON of state scripts.
func fromState(doc *html.Node) Source {
	var best Source
	var stream strings.Builder
	try := func(src string) {
		if src == "" || len(src) > maxStateBytes {
			return
		}
		if s := textSource("state script", stateText(src)); s.Words > best.Words {
			best = s
		}
	}
	for n := doc; n != nil; n = dom.NextNode(n) {
		if n.Type != html.ElementNode || n.DataAtom != atom.Script || n.FirstChild == nil {
			continue
		}
		src := n.FirstChild.Data
		if i := strings.Index(src[:min(len(src), 200)], streamName); i >= 0 && stream.Len() < maxStateBytes {
			stream.WriteString(streamPart(src[i+len(streamName):]))
			continue
		}
		try(stateJSON(n))
	}
	for line := range strings.Lines(stream.String()) { // each is a key, a colon and JSON
		if _, value, ok := strings.Cut(line, ":"); ok {
			try(value)
		}
	}
	return best
}

// streamPart is the text in the argument [1, "text"] that s begins with.
func streamPart(s string) string {
	var part []any
	if json.NewDecoder(strings.NewReader(s)).Decode(&part) != nil || len(part) < 2 {
		return ""
	}
	text, _ := part[1].(string)
	return text
}

// stateJSON is the JSON in a state script, "" for any other script.
func stateJSON(n *html.Node) string {
	src := n.FirstChild.Data
	switch kind := strings.ToLower(strings.TrimSpace(dom.AttrOnce(n, "type"))); {
	case kind == "application/json":
		return src
	case kind != "" && kind != "text/javascript" && kind != "module":
		return ""
	}
	head := src[:min(len(src), 200)]
	for _, name := range stateNames {
		if i := strings.Index(head, name); i >= 0 {
			if j := strings.IndexAny(src[i:], "{["); j >= 0 && j < 100 {
				return src[i+j:]
			}
		}
	}
	return ""
}

// stateText is the article in a JSON document: the longest HTML text if it is
// an article by itself, else the texts of the smallest part of the document
// that holds most of what reads like sentences, in order.
func stateText(src string) string {
	r := stateReader{seen: map[string]bool{}}
	r.read(json.NewDecoder(strings.NewReader(src)))
	if len(r.longest) > 1000 {
		return r.longest
	}
	part := stateSpan{0, len(r.texts), r.prose}
	for _, s := range r.spans { // inner ones first
		if s.prose*stateShareOf >= r.prose*stateShare {
			part = s
			break
		}
	}
	var b strings.Builder
	for _, t := range r.texts[part.from:part.to] {
		if t.heading {
			b.WriteString("<h2>" + html.EscapeString(t.text) + "</h2>\n")
		} else if hasMarkup(t.text) {
			b.WriteString(t.text + "\n")
		} else if isProseText(t.text) {
			for line := range strings.Lines(t.text) {
				if line = strings.TrimSpace(line); line != "" {
					b.WriteString("<p>" + html.EscapeString(html.UnescapeString(line)) + "</p>\n")
				}
			}
		}
	}
	return b.String()
}

// The part of a state that is taken for the article holds at least this share
// of its sentences; the rest is menus and teasers.
const (
	stateShare   = 2
	stateShareOf = 3
)

// stateReader gathers the texts of a JSON document.
type stateReader struct {
	texts   []stateString
	spans   []stateSpan // of each object and array, inner ones first
	prose   int         // bytes of texts that read like sentences
	longest string
	seen    map[string]bool
}

type stateString struct {
	text    string
	heading bool
}

// stateSpan are the texts of one object or array.
type stateSpan struct{ from, to, prose int }

// read reads what follows of dec, until its end or what is no JSON.
func (r *stateReader) read(dec *json.Decoder) {
	type level struct {
		span    stateSpan
		object  bool
		key     string // whose value comes next; "" before a key
		heading bool   // the object says that it is one
	}
	var open []level
	for {
		tok, err := dec.Token()
		if err != nil {
			return
		}
		delim, isDelim := tok.(json.Delim)
		if isDelim && (delim == '}' || delim == ']') {
			l := open[len(open)-1]
			open = open[:len(open)-1]
			if l.span.to = len(r.texts); l.span.to > l.span.from {
				l.span.prose = r.prose - l.span.prose
				r.spans = append(r.spans, l.span)
			}
			if l.heading {
				for i := l.span.from; i < l.span.to; i++ {
					r.texts[i].heading = true
				}
			}
		}
		var top *level
		if len(open) > 0 {
			top = &open[len(open)-1]
		}
		if isDelim && (delim == '{' || delim == '[') {
			open = append(open, level{span: stateSpan{from: len(r.texts), prose: r.prose}, object: delim == '{'})
			continue
		}
		s, isText := tok.(string)
		switch {
		case top == nil:
		case top.object && top.key == "":
			top.key = s
			continue
		case isText && top.key == "type" && strings.Contains(strings.ToLower(s), "head"):
			top.heading = true
		case isText && s != "":
			r.add(s, top.key)
		}
		if top != nil {
			top.key = ""
		}
	}
}

// stateKeys hold what may be text, however short.
var stateKeys = map[string]bool{"text": true, "value": true, "content": true, "children": true, "heading": true, "caption": true}

func (r *stateReader) add(s, key string) {
	prose := len(s) >= 40 && len(s) <= maxStateString && isProseText(s)
	if !prose && (!stateKeys[key] || len(s) > 200 || !strings.ContainsFunc(s, dom.IsWordRune)) || prose && r.seen[s] {
		return
	}
	if prose {
		r.seen[s] = true
		r.prose += len(s)
		if hasMarkup(s) && len(s) > len(r.longest) {
			r.longest = s
		}
	}
	r.texts = append(r.texts, stateString{text: s})
}

// isProseText keeps addresses, code, style and lists of ids out.
func isProseText(s string) bool {
	words, wide, odd := 0, 0, 0
	for i, r := range s {
		if i > 2000 {
			break
		}
		switch {
		case r == ' ':
			words++
		case dom.IsWide(r):
			wide++
		case r == '{' || r == '}' || r == '=' || r == ';' || r == '|' || r == '\\':
			odd++
		}
	}
	if strings.HasPrefix(s, "http") && words < 5 || odd > words/4+2 && !hasMarkup(s) {
		return false
	}
	return words >= 7 || wide >= 20
}

// hasMarkup reports whether a text is HTML rather than plain.
func hasMarkup(s string) bool {
	for _, tag := range []string{"</p>", "<br", "</div>", "</li>", "</h2>", "<p>"} {
		if strings.Contains(s, tag) {
			return true
		}
	}
	return false
}
