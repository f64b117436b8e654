package frontmatter

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"github.com/artx-cli/artx/note"
)

// readYAML fills d from the header text, whose first line is line first of the
// file.
func (d *Document) readYAML(text string, first int) error {
	if d.scanYAML(text, first) {
		return nil
	}
	return d.readAnyYAML(text, first)
}

// readAnyYAML is readYAML for every header.
func (d *Document) readAnyYAML(text string, first int) error {
	if line := secondDocument(text); line > 0 {
		return &Error{Line: first + line - 1, Msg: "a second YAML document begins inside the header"}
	}
	root, err := parseYAML(text)
	if err == nil {
		err = d.fromYAML(text, root, first)
		if _, limit := err.(*Error); limit || err == nil {
			return err
		}
	}
	return d.readLenient(text, first, err)
}

// secondDocument returns the number of the line that begins another YAML
// document, which a parser would pass over in silence, or 0.
func secondDocument(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		n++
		if strings.HasPrefix(line, "--- ") || strings.HasPrefix(line, "---\t") {
			return n
		}
	}
	return 0
}

// parseYAML returns the root node of a YAML document, nil if it is empty.
func parseYAML(text string) (root *yaml.Node, err error) {
	// The parser panics on its own bugs only; a header is never worth a crash.
	defer func() {
		if p := recover(); p != nil {
			root, err = nil, fmt.Errorf("yaml: %v", p)
		}
	}()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	return doc.Content[0], nil
}

// errNoMapping says that a header is valid YAML, but has no keys.
var errNoMapping = fmt.Errorf("the header is not a list of keys")

// fromYAML fills d from a parsed header.
func (d *Document) fromYAML(text string, root *yaml.Node, first int) error {
	if root == nil || root.Kind == yaml.ScalarNode && root.ShortTag() == "!!null" && root.Value == "" {
		d.tail = text
		return nil
	}
	if root.Kind != yaml.MappingNode {
		return errNoMapping
	}
	if len(root.Content) > 2*maxKeys {
		return &Error{Line: first, Msg: errKeys.Error()}
	}
	lines := splitLines(text)
	c := yamlReader{lines: lines}
	for i := 0; i+1 < len(root.Content); i += 2 {
		if err := d.addYAML(&c, root.Content[i], root.Content[i+1], first); err != nil {
			return err
		}
	}
	d.cutFields(root, lines, text)
	return nil
}

// addYAML appends the field of one key, or the fields of a merge key.
func (d *Document) addYAML(c *yamlReader, k, v *yaml.Node, first int) error {
	c.tied, c.twice = k.Anchor != "", nil
	value, err := c.node(v, 0)
	if err != nil {
		return &Error{Line: first + k.Line - 1, Msg: err.Error()}
	}
	line := first + k.Line - 1
	if k.ShortTag() == "!!merge" && value.kind == kindMap {
		for i, p := range value.pairs {
			d.fields = append(d.fields, &field{key: p.key, value: p.value, line: line, anchored: true, merged: i > 0})
		}
		return nil
	}
	f := &field{key: yamlKey(k), value: value, line: line, anchored: c.tied}
	for _, what := range c.twice {
		f.changed = true
		d.note("duplicate", note.Warning, line, "%s: %s", f.key, what)
	}
	if tag := foreignTag(v); tag != "" {
		f.changed = true
		d.note("tag", note.Info, line, "%s: the tag %s, which other programs would act on, was left out; its value stays", f.key, tag)
	}
	if !f.anchored || v.Kind == yaml.ScalarNode && v.Style == 0 {
		d.takeRaw(f, k, v, c.lines)
	}
	if value.style == styleFlow && shapeOf(f.key) == shapeText {
		value.style = styleAuto // in brackets on one line it would be taken for text
	}
	d.fields = append(d.fields, f)
	return nil
}

// foreignTag is the first tag in a value that is none of YAML's own, such as
// !ruby/object or !!js/function, by which a loader could make more of the value
// than data; "" if there is none.
func foreignTag(n *yaml.Node) string {
	if n.Style&yaml.TaggedStyle != 0 && !coreTags[n.ShortTag()] {
		return n.Tag
	}
	for _, child := range n.Content { // never those of an alias
		if tag := foreignTag(child); tag != "" {
			return tag
		}
	}
	return ""
}

// coreTags are the tags of YAML's own types, https://yaml.org/type/.
var coreTags = map[string]bool{"!!str": true, "!!null": true, "!!bool": true, "!!int": true, "!!float": true, "!!timestamp": true, "!!binary": true,
	"!!map": true, "!!seq": true, "!!merge": true, "!!set": true, "!!omap": true, "!!pairs": true}

// yamlKey returns the text of a key; keys that are lists or mappings become
// their YAML on one line.
func yamlKey(k *yaml.Node) string {
	switch k.Kind {
	case yaml.ScalarNode:
		return k.Value
	case yaml.AliasNode:
		if k.Alias.Kind == yaml.ScalarNode {
			return k.Alias.Value
		}
	}
	var r yamlReader
	n, err := r.node(k, maxDepth-10)
	if err != nil {
		return fmt.Sprintf("key in line %d", k.Line)
	}
	return string(appendFlow(nil, n))
}

// yamlReader turns nodes of yaml.v3 into nodes of this package.
type yamlReader struct {
	lines []string
	count int      // nodes made so far
	tied  bool     // an anchor or alias was met
	twice []string // keys inside that stood more than once, and what became of them
}

// node converts n; depth is that of its parents.
func (c *yamlReader) node(n *yaml.Node, depth int) (*node, error) {
	if depth > maxDepth {
		return nil, errDepth
	}
	if c.count++; c.count > maxNodes {
		return nil, errNodes
	}
	if n.Anchor != "" {
		c.tied = true
	}
	switch n.Kind {
	case yaml.AliasNode:
		c.tied = true
		return c.node(n.Alias, depth+1)
	case yaml.SequenceNode:
		return c.list(n, depth)
	case yaml.MappingNode:
		return c.mapping(n, depth)
	}
	return scalarNode(n), nil
}

// scalarKinds are the tags that a scalar is told by; every other one, among
// them those of other languages, marks text.
var scalarKinds = map[string]kind{
	"!!null": kindNull, "!!bool": kindBool, "!!int": kindInt, "!!float": kindFloat, "!!timestamp": kindTime,
}

// scalarNode converts a scalar.
func scalarNode(n *yaml.Node) *node {
	out := &node{kind: kindText, text: n.Value, indent: -1, above: n.HeadComment, beside: n.LineComment, below: n.FootComment}
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) == 0 {
		if k, ok := scalarKinds[n.ShortTag()]; ok && k.fits(n.Value) {
			out.kind = k
		}
	}
	switch {
	case n.Style&yaml.SingleQuotedStyle != 0:
		out.style = styleSingle
	case n.Style&yaml.DoubleQuotedStyle != 0:
		out.style = styleDouble
	case n.Style&yaml.LiteralStyle != 0:
		out.style = styleLiteral
	case n.Style&yaml.FoldedStyle != 0:
		out.style = styleFolded
	}
	return out
}

// fits reports whether text is a literal of kind k: an explicit tag may claim
// what is not so.
func (k kind) fits(text string) bool {
	switch k {
	case kindNull:
		return text == "" || resolveScalar(text) == kindNull
	case kindFloat:
		return resolveScalar(text) == kindFloat
	case kindInt, kindBool, kindTime:
		return resolveScalar(text) == k
	}
	return true
}

// resolveScalar returns the kind that yaml.v3 gives a plain scalar.
func resolveScalar(text string) kind {
	if text == "" {
		return kindNull
	}
	// Letters that begin no word of YAML 1.1 or 1.2 spare the general case.
	switch c := text[0]; {
	case c >= utf8.RuneSelf, c >= 'a' && c <= 'z' && strings.IndexByte("fnoty", c) < 0,
		c >= 'A' && c <= 'Z' && strings.IndexByte("FNOTY", c) < 0:
		return kindText
	}
	n := yaml.Node{Kind: yaml.ScalarNode, Value: text}
	if k, ok := scalarKinds[n.ShortTag()]; ok {
		return k
	}
	return kindText
}

// list converts a sequence.
func (c *yamlReader) list(n *yaml.Node, depth int) (*node, error) {
	out := &node{kind: kindList, indent: blockIndent(n), above: n.HeadComment, beside: n.LineComment, below: n.FootComment}
	if n.Style&yaml.FlowStyle != 0 {
		out.style = styleFlow
	}
	for _, item := range n.Content {
		v, err := c.node(item, depth+1)
		if err != nil {
			return nil, err
		}
		out.items = append(out.items, v)
	}
	return out, nil
}

// blockIndent returns the column that a block collection stands in.
func blockIndent(n *yaml.Node) int8 {
	if n.Style&yaml.FlowStyle != 0 || n.Column < 1 || n.Column > 9 {
		return -1
	}
	return int8(n.Column - 1)
}

// mapping converts a mapping.
func (c *yamlReader) mapping(n *yaml.Node, depth int) (*node, error) {
	out := &node{kind: kindMap, indent: blockIndent(n), above: n.HeadComment, beside: n.LineComment, below: n.FootComment}
	if n.Style&yaml.FlowStyle != 0 {
		out.style = styleFlow
	}
	if len(n.Content) > 2*maxKeys {
		return nil, errKeys
	}
	at := make(map[string]int, len(n.Content)/2)
	var merged []pair
	for i := 0; i+1 < len(n.Content); i += 2 {
		v, err := c.node(n.Content[i+1], depth+1)
		if err != nil {
			return nil, err
		}
		k := n.Content[i]
		if k.ShortTag() == "!!merge" {
			merged = append(merged, mergePairs(v)...)
			continue
		}
		if v.above == "" {
			v.above = k.HeadComment
		}
		if v.below == "" {
			v.below = k.FootComment
		}
		key := yamlKey(k)
		if j, twice := at[key]; twice {
			joined, how := joinNodes(out.pairs[j].value, v)
			out.pairs[j].value = joined
			c.twice = append(c.twice, key+" stands there more than once: "+how)
			continue
		}
		at[key] = len(out.pairs)
		out.pairs = append(out.pairs, pair{key, v})
	}
	for _, p := range merged {
		if _, own := at[p.key]; !own {
			at[p.key] = len(out.pairs)
			out.pairs = append(out.pairs, p)
		}
	}
	return out, nil
}

// mergePairs returns the keys that a merge key brings in.
func mergePairs(v *node) []pair {
	if v.kind == kindMap {
		return v.pairs
	}
	var out []pair
	for _, item := range v.items {
		out = append(out, item.pairs...)
	}
	return out
}

// splitLines cuts text where YAML 1.1 ends lines, which is how yaml.v3 counts
// them; the line ends stay.
func splitLines(text string) []string {
	var lines []string
	start := 0
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		i += n
		switch r {
		case '\r':
			if i < len(text) && text[i] == '\n' {
				i++
			}
		case '\n', '\u0085', '\u2028', '\u2029':
		default:
			continue
		}
		lines = append(lines, text[start:i])
		start = i
	}
	if start < len(text) {
		lines = append(lines, text[start:])
	}
	return lines
}

// cutFields gives every field its bytes. Where keys do not begin lines, as in a
// flow mapping, the header is kept whole instead.
func (d *Document) cutFields(root *yaml.Node, lines []string, text string) {
	var starts []int
	owners := d.owners()
	for i := 0; i < len(root.Content); i += 2 {
		k := root.Content[i]
		if root.Style&yaml.FlowStyle != 0 || k.Column != 1 || k.Line > len(lines) || !beginsWith(lines[k.Line-1], k) {
			d.whole = text
			return
		}
		starts = append(starts, k.Line-1)
	}
	if len(owners) != len(starts) {
		d.whole = text
		return
	}
	lead := 0
	for i, f := range owners {
		end := len(lines)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		next := leadStart(lines, starts[i]+1, end, f.value.style)
		if i+1 == len(starts) {
			d.tail = strings.Join(lines[next:], "")
		}
		f.lead = strings.Join(lines[lead:starts[i]], "")
		f.raw = strings.Join(lines[starts[i]:next], "")
		f.value.keepBelow(f.raw)
		lead = next
	}
}

// owners returns the fields that have bytes of their own, one for each key.
func (d *Document) owners() []*field {
	var out []*field
	for _, f := range d.fields {
		if !f.merged {
			out = append(out, f)
		}
	}
	return out
}

// beginsWith reports whether line opens with the key k, as a check on the
// parser's positions.
func beginsWith(line string, k *yaml.Node) bool {
	if k.Kind != yaml.ScalarNode || k.Anchor != "" || k.Style&yaml.TaggedStyle != 0 {
		return false
	}
	if k.Style == 0 {
		return strings.HasPrefix(line, k.Value)
	}
	return line != "" && (line[0] == '"' || line[0] == '\'')
}

// leadStart returns where the comments above the next key begin, in a field's
// lines from start to end. Blank lines behind a block scalar belong to it.
func leadStart(lines []string, start, end int, s style) int {
	lead := end
	for i := end; i > start; i-- {
		text := strings.TrimSpace(lines[i-1])
		if text != "" && lines[i-1][0] != '#' {
			break
		}
		if text != "" || s != styleLiteral && s != styleFolded {
			lead = i - 1
		}
	}
	return lead
}
