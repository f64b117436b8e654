package extract

import (
	"bytes"
	"errors"
	"fmt"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ErrMarkup is returned by [Parse] for markup that the HTML parser cannot take
// even when it is flattened.
var ErrMarkup = errors.New("the markup cannot be parsed")

// Parse parses the HTML of an article or a whole page, as a browser without
// scripting does. The HTML parser gives up at 512 open elements; what nests
// deeper is flattened, with the note "body.flattened": tags are left out, text
// and images never are.
func Parse(src []byte) (*html.Node, []Note, error) {
	root, err := parse(src)
	if err == nil {
		return root, nil, nil
	}
	if root, err = parse(flatten(src)); err != nil {
		return nil, nil, fmt.Errorf("%w: %v", ErrMarkup, err)
	}
	return root, []Note{{Code: "body.flattened", Level: LevelWarning,
		Message: "elements nest too deep for the HTML parser; the innermost were taken out, their content was kept"}}, nil
}

func parse(src []byte) (*html.Node, error) {
	scripting := html.ParseOptionEnableScripting(false)
	if startsPage(src) {
		return html.ParseWithOptions(bytes.NewReader(src), scripting)
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragmentWithOptions(bytes.NewReader(src), body, scripting)
	if err != nil {
		return nil, err
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	return body, nil
}
