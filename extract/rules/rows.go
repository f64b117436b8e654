package rules

import (
	"fmt"

	"gopkg.in/yaml.v3"

	"github.com/artx-cli/artx/extract/internal/weburl"
)

// Selector is a rule that names elements by any CSS selector. In a rules file
// the selector alone will do.
type Selector struct {
	Select string   `yaml:"select"`
	Site   []string `yaml:"site,omitempty"` // only in articles of these sites
}

// UnmarshalYAML implements [yaml.Unmarshaler].
func (s *Selector) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		return n.Decode(&s.Select)
	}
	type plain Selector
	return decodeKnown(n, (*plain)(s), "select", "site")
}

// SelectorsFor lists the selectors that hold for a site.
func SelectorsFor(rows []Selector, site string) (list []string) {
	for _, row := range rows {
		if len(row.Site) == 0 || MatchesSite(row.Site, site) {
			list = append(list, row.Select)
		}
	}
	return list
}

func selectorsOf(rows []Selector) (list []string) {
	for _, row := range rows {
		list = append(list, row.Select)
	}
	return list
}

// HeaderKey is a rule that gives a front-matter key another name.
type HeaderKey struct {
	From string   `yaml:"from"`
	To   string   `yaml:"to"`
	Site []string `yaml:"site,omitempty"` // only in articles of these sites
}

// HeaderKeys are rules for keys. In a rules file a mapping of names will do.
type HeaderKeys []HeaderKey

// UnmarshalYAML implements [yaml.Unmarshaler].
func (k *HeaderKeys) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i+1].Kind != yaml.ScalarNode {
				return fmt.Errorf("line %d: header: want a key for %q", n.Content[i+1].Line, n.Content[i].Value)
			}
			*k = append(*k, HeaderKey{From: n.Content[i].Value, To: n.Content[i+1].Value})
		}
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		return fmt.Errorf("line %d: header: want keys and their new names", n.Line)
	}
	for _, item := range n.Content {
		type plain HeaderKey
		var row plain
		if err := decodeKnown(item, &row, "from", "to", "site"); err != nil {
			return err
		}
		*k = append(*k, HeaderKey(row))
	}
	return nil
}

// decodeKnown decodes a mapping that has no other keys; the decoder forgets to
// look where a type decodes itself.
func decodeKnown(n *yaml.Node, to any, keys ...string) error {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		known := false
		for _, key := range keys {
			known = known || n.Content[i].Value == key
		}
		if !known {
			return fmt.Errorf("line %d: unknown key %q", n.Content[i].Line, n.Content[i].Value)
		}
	}
	return n.Decode(to)
}

// For lists the keys to rename in articles of the site at address, an absolute
// address or "".
func (k HeaderKeys) For(address string) (rows []HeaderKey) {
	site := weburl.Site(address)
	for _, row := range k {
		if len(row.Site) == 0 || MatchesSite(row.Site, site) {
			rows = append(rows, row)
		}
	}
	return rows
}
