package frontmatter

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/artx-cli/artx/frontmatter/internal/plain"
	"github.com/artx-cli/artx/note"
)

// takeRaw undoes what YAML makes of a text that was pasted behind a key: it is
// text again where YAML saw null, a number, a list or the start of a comment.
func (d *Document) takeRaw(f *field, k, v *yaml.Node, lines []string) {
	s := shapeOf(f.key)
	if s != shapeText && s != shapeWord && s != shapeName && s != shapeLabels {
		return
	}
	switch {
	case v.Kind == yaml.SequenceNode && (s == shapeLabels || s == shapeName):
		d.takeRawItems(f, k, v, lines)
		return
	case v.Kind == yaml.MappingNode && v.Style&yaml.FlowStyle == 0, k.Line > len(lines):
		return
	case v.Kind == yaml.MappingNode && s != shapeText:
		return
	}
	_, value, ok := cutKey(strings.TrimRight(lines[k.Line-1], "\r\n"))
	value = strings.TrimSpace(value)
	switch {
	case !ok:
		return
	case value == "" && v.Kind == yaml.ScalarNode:
		value = v.Value // it stands in the next line
	case spansLines(lines, k.Line):
		return
	}
	if value == "" || strings.HasPrefix(value, "# ") && ruleOf(f.key).role != roleTitle {
		return // "# optional" is a comment, but behind a title
	}
	if text, was, ok := rawText(v, value, s); ok {
		d.repaired(f, was, text)
	}
}

// takeRawItems does the same for the items of a list.
func (d *Document) takeRawItems(f *field, k, v *yaml.Node, lines []string) {
	block := v.Style&yaml.FlowStyle == 0
	for i, item := range v.Content {
		line := f.line + item.Line - k.Line
		if block && shapeOf(f.key) == shapeLabels && item.Kind == yaml.MappingNode {
			d.takeRawPair(f, i, item, lines, line)
			continue
		}
		if item.Kind != yaml.ScalarNode || item.Style&^yaml.TaggedStyle != 0 || i >= len(f.value.items) {
			continue
		}
		raw := flowRaw(item)
		if block && item.Line >= 1 && item.Line <= len(lines) {
			text := strings.TrimSpace(lines[item.Line-1])
			if rest, ok := strings.CutPrefix(text, "-"); ok && !itemContinues(lines, item.Line) {
				raw = strings.TrimSpace(rest)
			}
		}
		if raw == "" || strings.HasPrefix(raw, "- ") || strings.HasPrefix(raw, "# ") {
			continue
		}
		if text, was, ok := rawText(item, raw, shapeLabels); ok {
			n := textNode(text)
			n.above, n.below = f.value.items[i].above, f.value.items[i].below
			f.value.items[i], f.changed = n, true
			d.note("text", note.Info, line, "%s: YAML reads %s as %s; kept as text", f.key, quoteForNote(raw), was)
		}
	}
}

// takeRawPair makes "- a: b" one label, unless the key is one that generators
// have for labels, as in "- label: b".
func (d *Document) takeRawPair(f *field, i int, item *yaml.Node, lines []string, line int) {
	if len(item.Content) != 2 || i >= len(f.value.items) || item.Style&yaml.FlowStyle != 0 || item.Line > len(lines) {
		return
	}
	k, v := item.Content[0], item.Content[1]
	if nameKeys[k.Value] || k.Style != 0 || v.Kind != yaml.ScalarNode || v.Line != k.Line || itemContinues(lines, item.Line) {
		return
	}
	raw, ok := strings.CutPrefix(strings.TrimSpace(lines[item.Line-1]), "- ")
	if raw = strings.TrimSpace(raw); !ok || !strings.HasPrefix(raw, k.Value) {
		return
	}
	f.value.items[i], f.changed = textNode(raw), true
	d.note("text", note.Info, line, "%s: YAML reads %s as a mapping; kept as text", f.key, quoteForNote(raw))
}

// flowRaw returns how an item of a list in brackets stood there, about.
func flowRaw(item *yaml.Node) string {
	switch {
	case item.Anchor != "":
		return strings.TrimSpace("&" + item.Anchor + " " + item.Value)
	case item.Style&yaml.TaggedStyle != 0:
		return strings.TrimSpace(item.Tag + " " + item.Value)
	}
	return item.Value
}

// rawText returns the text that stood behind a key if YAML reads something
// else, and what that is.
func rawText(v *yaml.Node, raw string, s shape) (text, was string, ok bool) {
	if v.Kind != yaml.ScalarNode {
		if s == shapeText && len(v.Content) > 0 && (raw[len(raw)-1] == ']' || raw[len(raw)-1] == '}') {
			return raw, "a list or mapping", true
		}
		return "", "", false
	}
	explicit := v.Style&yaml.TaggedStyle != 0
	quoted := v.Style&^yaml.TaggedStyle != 0
	tag := v.ShortTag()
	switch {
	case quoted, explicit && strings.HasPrefix(raw, "!!"):
		return "", "", false
	case v.Anchor != "" || explicit:
		return raw, quoteForNote(v.Value), true
	case v.Value == "" && raw[0] == '#':
		return raw, "a comment", strings.Trim(raw, "# ") != ""
	case tag == "!!null" && v.Value != raw:
		return "", "", false // and a comment
	case v.Value != raw:
		return raw, quoteForNote(v.Value), true
	case tag == "!!null" && (s != shapeText || raw == "~"):
		return "", "", false
	case tag != "!!str":
		return raw, tagNames[tag], true
	case yaml11(raw):
		return raw, "a boolean or number in YAML 1.1", true
	}
	return "", "", false
}

// tagNames are the types of YAML in words.
var tagNames = map[string]string{
	"!!null": "nothing", "!!bool": "a boolean", "!!int": "a number", "!!float": "a number", "!!timestamp": "a date", "!!merge": "a merge key",
}

// repaired gives f the text that stood there.
func (d *Document) repaired(f *field, was, text string) {
	f.value, f.changed, f.anchored = textNode(text), true, false
	d.note("text", note.Info, f.line, "%s: YAML reads %s as %s; kept as text", f.key, quoteForNote(text), was)
}

// spansLines reports whether the value of the key in line n (1-based) goes on
// in the next line.
func spansLines(lines []string, n int) bool {
	for _, line := range lines[n:] {
		text := strings.TrimSpace(line)
		switch {
		case text == "":
			continue
		case line[0] == ' ' || line[0] == '\t':
			return text[0] != '#'
		}
		return false
	}
	return false
}

// itemContinues does the same for the list item in line n.
func itemContinues(lines []string, n int) bool {
	item := lines[n-1]
	dash := len(item) - len(strings.TrimLeft(item, " "))
	if n >= len(lines) {
		return false
	}
	next := lines[n]
	text := strings.TrimLeft(next, " ")
	return strings.TrimSpace(text) != "" && len(next)-len(text) > dash && text[0] != '#'
}

// readLenient reads a header that is no YAML line by line: what a key's lines
// hold is parsed alone, and taken as text where that fails too. The error cause
// is reported if not even keys can be told.
func (d *Document) readLenient(text string, first int, cause error) error {
	*d = Document{format: d.format, open: d.open, shut: d.shut, newline: d.newline, present: d.present, notes: d.notes}
	lines := splitLines(text)
	start := 0
	for start < len(lines) && !keyLine(lines[start]) {
		if t := strings.TrimSpace(lines[start]); t != "" && t[0] != '#' {
			return &Error{Line: first + start, Msg: "the header cannot be read: " + quoteForNote(t) + " is no key"}
		}
		start++
	}
	if start == len(lines) {
		return &Error{Line: first, Msg: "the header cannot be read: " + cause.Error()}
	}
	lead := 0
	for start < len(lines) {
		end := start + 1
		for end < len(lines) && !keyLine(lines[end]) {
			end++
		}
		next := leadStart(lines, start+1, end, styleAuto)
		if len(d.fields) == maxKeys {
			return &Error{Line: first + start, Msg: errKeys.Error()}
		}
		f, err := d.lenientField(lines[start:next], first+start)
		if err != nil {
			return err
		}
		f.lead, f.raw = printableLines(lines[lead:start]), strings.Join(lines[start:next], "")
		d.fields = append(d.fields, f)
		if end == len(lines) {
			d.tail = printableLines(lines[next:])
		}
		lead, start = next, end
	}
	return nil
}

// keyLine reports whether line begins a key at the left margin.
func keyLine(line string) bool {
	line = strings.TrimRight(line, "\r\n")
	key, value, ok := cutKey(line)
	return ok && (value == "" || value[0] == ' ' || value[0] == '\t' || knownKey(key))
}

// lenientField reads the lines of one key.
func (d *Document) lenientField(lines []string, line int) (*field, error) {
	key, value, _ := cutKey(strings.TrimRight(lines[0], "\r\n"))
	f := &field{key: plain.Printable(key), line: line}
	one := Document{format: YAML}
	if root, err := parseYAML(strings.Join(lines, "")); err == nil {
		err = one.fromYAML(strings.Join(lines, ""), root, line)
		if _, limit := err.(*Error); limit {
			return nil, err
		}
		if err == nil && len(one.fields) == 1 && one.fields[0].key == key {
			d.notes = append(d.notes, one.notes...)
			one.fields[0].anchored = false
			return one.fields[0], nil
		}
	}
	f.changed = true
	f.value = d.lenientValue(f, strings.TrimSpace(value), lines[1:], 0)
	d.note("repaired", note.Warning, line, "%s: no YAML: %s; read as %s", key, quoteForNote(strings.TrimSpace(strings.Join(lines, ""))), quoteForNote(f.value.flat()))
	return f, nil
}

// lenientValue reads a value that is no YAML: first is what stands behind the
// key, more the lines below it.
func (d *Document) lenientValue(f *field, first string, more []string, depth int) *node {
	more = withoutBlank(more)
	if first == "" && len(more) > 0 && depth < 20 {
		if strings.HasPrefix(strings.TrimSpace(more[0]), "-") {
			return d.lenientList(f, more, depth)
		}
		if n := d.lenientMap(f, more, depth); n != nil {
			return n
		}
	}
	if len(more) == 0 && isFlowList(shapeOf(f.key), first) {
		return lenientFlow(first[1 : len(first)-1])
	}
	words := []string{first}
	if first != "" && strings.Trim(first, "|>+-0123456789") == "" {
		words = nil
	}
	for _, line := range more {
		words = append(words, strings.TrimSpace(line))
	}
	return textNode(peel(plain.Printable(strings.TrimSpace(strings.Join(words, " ")))))
}

// isFlowList reports whether a value that is no YAML was meant as a list: one of labels, or one of plain words where a
// list may be.
func isFlowList(s shape, value string) bool {
	if len(value) < 2 || value[0] != '[' || value[len(value)-1] != ']' {
		return false
	}
	inside := value[1 : len(value)-1]
	return s == shapeLabels || (s == shapeAny || s == shapeName) && !strings.ContainsAny(inside, "\"'[]{}:#")
}

// lenientFlow reads what stands in the brackets of a list; empty items are none.
func lenientFlow(inside string) *node {
	n := &node{kind: kindList, style: styleFlow, indent: -1}
	for len(inside) > 0 {
		var item string
		item, inside = cutItem(inside)
		item = strings.TrimSpace(plain.Printable(item))
		if text := peel(item); text != "" && !nullWords[item] {
			n.items = append(n.items, textNode(text))
		}
	}
	return n
}

// cutItem cuts a list behind its first item; a comma in quotes that end is a part of it.
func cutItem(list string) (item, rest string) {
	start := strings.TrimLeft(list, " \t")
	from := len(list) - len(start)
	if start != "" && (start[0] == '"' || start[0] == '\'') {
		if end := strings.IndexByte(start[1:], start[0]); end >= 0 {
			from += end + 2
		}
	}
	item, rest, _ = strings.Cut(list[from:], ",")
	return list[:from] + item, rest
}

// nullWords are what YAML writes for nothing.
var nullWords = map[string]bool{"~": true, "null": true, "Null": true, "NULL": true}

// withoutBlank returns the lines that hold something.
func withoutBlank(lines []string) []string {
	out := lines[:0:0]
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			out = append(out, line)
		}
	}
	return out
}

// indentOf counts the white space before line; a tab counts as two columns.
func indentOf(line string) int {
	n := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ':
			n++
		case '\t':
			n += 2
		default:
			return n
		}
	}
	return n
}

// lenientList reads the items of a list.
func (d *Document) lenientList(f *field, lines []string, depth int) *node {
	out := &node{kind: kindList, indent: int8(min(indentOf(lines[0]), 8))}
	margin := indentOf(lines[0])
	for i := 0; i < len(lines); {
		j := i + 1
		for j < len(lines) && (indentOf(lines[j]) > margin || !strings.HasPrefix(strings.TrimSpace(lines[j]), "-")) {
			j++
		}
		item := strings.TrimPrefix(strings.TrimSpace(lines[i]), "-")
		if n := aloneYAML(item, lines[i+1:j]); n != nil && (n.kind == kindText || shapeOf(f.key) != shapeLabels) {
			out.items = append(out.items, n)
		} else {
			out.items = append(out.items, d.lenientValue(f, strings.TrimSpace(item), lines[i+1:j], depth+1))
		}
		i = j
	}
	return out
}

// lenientMap reads the keys of a nested mapping; nil if the lines hold none.
func (d *Document) lenientMap(f *field, lines []string, depth int) *node {
	margin := indentOf(lines[0])
	out := &node{kind: kindMap, indent: int8(min(margin, 8))}
	for i := 0; i < len(lines); {
		text := strings.TrimSpace(lines[i])
		if text[0] == '#' {
			i++
			continue
		}
		key, value, ok := cutKey(text)
		if !ok || value != "" && value[0] != ' ' && value[0] != '\t' {
			return nil
		}
		j := i + 1
		for j < len(lines) && indentOf(lines[j]) > margin {
			j++
		}
		n := aloneYAML(value, lines[i+1:j])
		if n == nil {
			n = d.lenientValue(f, strings.TrimSpace(value), lines[i+1:j], depth+1)
		}
		out.put(plain.Printable(key), n)
		i = j
	}
	return out
}

// aloneYAML parses a value with the lines below it; nil if it is no YAML.
func aloneYAML(value string, more []string) *node {
	var b strings.Builder
	b.WriteString("k: " + value + "\n")
	for _, line := range more {
		cut := strings.TrimLeft(line, "\t ")
		b.WriteString(strings.Repeat(" ", indentOf(line)) + cut)
		if !strings.HasSuffix(line, "\n") {
			b.WriteByte('\n')
		}
	}
	root, err := parseYAML(b.String())
	if err != nil || root == nil || root.Kind != yaml.MappingNode || len(root.Content) != 2 {
		return nil
	}
	n, err := new(yamlReader).node(root.Content[1], 1)
	if err != nil {
		return nil
	}
	return n
}

// printableLines joins comment lines without the characters that YAML refuses.
func printableLines(lines []string) string {
	var b strings.Builder
	for _, line := range lines {
		text := strings.TrimRight(line, "\r\n")
		if plain.OnlyPrintable(text) && utf8.ValidString(text) {
			b.WriteString(line)
			continue
		}
		b.WriteString(strings.TrimRight(plain.Printable(text), " ") + "\n")
	}
	return b.String()
}

// elisions are words that begin with an apostrophe.
var elisions = []string{"tis", "twas", "til", "em", "cause", "round", "bout", "n'", "n "}

// peel strips the quotes that naive writers put around a text, again and again.
// It leaves quotes that belong to the text: those around its first word only.
func peel(s string) string {
	escaped := false
	for len(s) >= 2 {
		quote := s[0]
		if quote != '"' && quote != '\'' || s[len(s)-1] != quote || closesEarly(s[1:len(s)-1], quote) {
			break
		}
		escaped = escaped || quote == '"'
		s = strings.TrimSpace(s[1 : len(s)-1])
	}
	if escaped {
		s = strings.ReplaceAll(s, `\"`, `"`)
	}
	if len(s) > 1 && (s[0] == '"' || s[0] == '\'') && strings.IndexByte(s[1:], s[0]) < 0 && !elided(s) {
		s = strings.TrimSpace(s[1:]) // never closed
	}
	return s
}

// elided reports whether s begins with an apostrophe that belongs there.
func elided(s string) bool {
	if s[0] != '\'' {
		return false
	}
	if s[1] >= '0' && s[1] <= '9' {
		return true
	}
	for _, word := range elisions {
		if len(s) > len(word) && strings.EqualFold(s[1:1+len(word)], word) {
			return true
		}
	}
	return false
}

// closesEarly reports whether the first quote inside s ends a word and starts
// none, so that the quote before s belongs to that word.
func closesEarly(s string, quote byte) bool {
	i := strings.IndexByte(s, quote)
	if i <= 0 || i == len(s)-1 || s[i-1] == '\\' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+1:])
	return !unicode.IsSpace(before) && before != rune(quote) && (unicode.IsSpace(after) || unicode.IsPunct(after) && after != rune(quote))
}
