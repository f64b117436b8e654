package commonmark

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// goldmark tries regular expressions wherever a less-than sign stands, up to eight
// at one place. What follows answers for the tags that nearly all texts hold, and
// leaves the rest to it.

// tagParser is goldmark's parser of raw HTML within a line.
type tagParser struct{ parser.InlineParser }

func (p tagParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 2 || !isLetter(line[1]) && line[1] != '/' {
		return p.InlineParser.Parse(parent, block, pc)
	}
	n := tagLength(line)
	if n == 0 {
		return nil
	}
	at, before := block.Position()
	block.Advance(max(n, 0))
	if now, _ := block.Position(); n < 0 || now != at {
		block.SetPosition(at, before)
		return p.InlineParser.Parse(parent, block, pc)
	}
	node := ast.NewRawHTML()
	node.Segments.Append(text.NewSegment(segment.Start, segment.Start+n))
	return node
}

// tagLength is the length of the start or end tag that line begins with (CommonMark
// 6.6): 0 if it begins with none, and -1 if only the lines behind it show that, or
// there is a carriage return in it.
func tagLength(line []byte) int {
	rest := line[len("<"):]
	closing := len(rest) > 0 && rest[0] == '/'
	if closing {
		rest = rest[1:]
	}
	name := nameLength(rest)
	if name == 0 {
		return 0
	}
	for rest = rest[name:]; ; {
		behind := bytes.TrimLeft(rest, " \t\n")
		spaced := len(behind) < len(rest)
		rest = behind
		switch {
		case len(rest) == 0, rest[0] == '\r', !closing && string(rest) == "/":
			return -1
		case rest[0] == '>':
			return len(line) - len(rest) + len(">")
		case closing:
			return 0
		case rest[0] == '/' && rest[1] == '>':
			return len(line) - len(rest) + len("/>")
		case !spaced:
			return 0
		}
		n := attributeLength(rest)
		if n <= 0 {
			return n
		}
		rest = rest[n:]
	}
}

// nameLength is the length of the name of an element at the start of t.
func nameLength(t []byte) int {
	n := 0
	for n < len(t) && (isLetter(t[n]) || n > 0 && (isDigit(t[n]) || t[n] == '-')) {
		n++
	}
	return n
}

// attributeLength is the length of the attribute at the start of t, as that of
// [tagLength].
func attributeLength(t []byte) int {
	n := 0
	for n < len(t) && (isLetter(t[n]) || t[n] == '_' || t[n] == ':' || n > 0 && (isDigit(t[n]) || t[n] == '.' || t[n] == '-')) {
		n++
	}
	value := bytes.TrimLeft(t[n:], " \t\n")
	if n == 0 || len(value) == 0 || value[0] != '=' {
		return n
	}
	value = bytes.TrimLeft(value[1:], " \t\n")
	if len(value) == 0 || value[0] == '\r' {
		return -1
	}
	if quote := value[0]; quote == '"' || quote == '\'' {
		end := bytes.IndexByte(value[1:], quote)
		if end < 0 {
			return -1
		}
		return len(t) - len(value) + end + 2
	}
	end := 0
	for end < len(value) && value[end] > ' ' && strings.IndexByte("\"'=<>`", value[end]) < 0 {
		end++
	}
	if end == 0 {
		return 0
	}
	return len(t) - len(value) + end
}

// htmlBlockParser is goldmark's parser of HTML blocks.
type htmlBlockParser struct{ parser.BlockParser }

func (p htmlBlockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	tag := bytes.TrimLeft(line, " ")
	rest := bytes.TrimPrefix(bytes.TrimPrefix(tag, []byte("<")), []byte("/"))
	length := nameLength(rest)
	name := strings.ToLower(string(rest[:length]))
	open := func(kind ast.HTMLBlockType) (ast.Node, parser.State) {
		node := ast.NewHTMLBlock(kind)
		reader.AdvanceToEOL()
		node.Lines().Append(segment)
		return node, parser.NoChildren
	}
	switch {
	case len(line)-len(tag) > 3, bytes.IndexByte(line, '\r') >= 0:
	case bytes.HasPrefix(tag, []byte("<!--")):
		return open(ast.HTMLBlockType2)
	case length == 0: // a declaration
	case rawBlockTags[name]:
		if tag[1] != '/' && endsName(rest[length:]) {
			return open(ast.HTMLBlockType1)
		}
	case blockTags[name]:
		if endsName(rest[length:]) {
			return open(ast.HTMLBlockType6)
		}
	case ast.IsParagraph(pc.LastOpenedBlock().Node):
		return nil, parser.NoChildren // any other tag begins a block behind a blank line
	case !bytes.HasSuffix(bytes.TrimRight(tag, " \n"), []byte(">")): // and alone on its line
		return nil, parser.NoChildren
	default:
		n := tagLength(tag)
		switch alone := n > 0 && len(bytes.Trim(tag[n:], " \n")) == 0; {
		case alone && bytes.IndexByte(tag[:n], '\t') < 0:
			return open(ast.HTMLBlockType7)
		case !alone && tag[1] != '/': // goldmark takes end tags that are none
			return nil, parser.NoChildren
		}
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// endsName tells whether the name of a block's tag ends where t begins.
func endsName(t []byte) bool {
	return len(t) == 0 || t[0] == ' ' || t[0] == '>' || t[0] == '\n' || bytes.HasPrefix(t, []byte("/>"))
}

func (p htmlBlockParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	block := node.(*ast.HTMLBlock)
	line, segment := reader.PeekLine()
	first := block.Lines().At(0)
	if block.HTMLBlockType != ast.HTMLBlockType1 || holdsEndTag(line) || holdsEndTag(first.Value(reader.Source())) {
		return p.BlockParser.Continue(node, reader, pc)
	}
	block.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func holdsEndTag(line []byte) bool { return bytes.Contains(line, []byte("</")) }

// blockTags begin an HTML block that a blank line ends (CommonMark 4.6, condition 6;
// meta is goldmark's), rawBlockTags one that their end tag ends (condition 1).
var (
	blockTags = nameSet(`address article aside base basefont blockquote body caption center col colgroup dd details dialog dir
		div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li
		link main menu menuitem meta nav noframes ol optgroup option p param search section summary table tbody td tfoot th
		thead title tr track ul`)
	rawBlockTags = nameSet("script pre style textarea")
)

func nameSet(names string) map[string]bool {
	set := make(map[string]bool)
	for name := range strings.FieldsSeq(names) {
		set[name] = true
	}
	return set
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
