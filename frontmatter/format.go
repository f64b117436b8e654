package frontmatter

import (
	"fmt"
	"strings"
)

// Format is the notation of a header.
type Format uint8

const (
	// Source, the zero value, stands for the format a header came in.
	Source Format = iota
	// None is a file without a header.
	None
	// YAML stands between lines of "---".
	YAML
	// TOML stands between lines of "+++".
	TOML
	// JSON is one object, or the members of one with ";;;" behind them.
	JSON
)

var formatNames = [...]string{Source: "source", None: "none", YAML: "yaml", TOML: "toml", JSON: "json"}

// String returns the lower-case name that [ParseFormat] reads.
func (f Format) String() string {
	if int(f) < len(formatNames) {
		return formatNames[f]
	}
	return fmt.Sprintf("Format(%d)", uint8(f))
}

// ParseFormat returns the format called name: source, none, yaml, toml or json.
func ParseFormat(name string) (Format, error) {
	for f, n := range formatNames {
		if n == name {
			return Format(f), nil
		}
	}
	return Source, fmt.Errorf("unknown header format %q: want %s", name, strings.Join(formatNames[:], ", "))
}

// Error is a header that cannot be read. Its position counts from the start
// of the file that was given to [Split].
type Error struct {
	Line   int // 1-based; 0 if unknown
	Column int // 1-based, in bytes; 0 if unknown
	Msg    string
}

func (e *Error) Error() string {
	switch {
	case e.Line == 0:
		return e.Msg
	case e.Column == 0:
		return fmt.Sprintf("%d: %s", e.Line, e.Msg)
	}
	return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Msg)
}

// Bounds on what is accepted as a header, far beyond any real one.
const (
	maxBytes = 1 << 20 // of a header, fences included
	maxNodes = 20_000  // lists, mappings and scalars, after aliases are followed
	maxKeys  = 2_000   // of one mapping
	maxDepth = 100     // of nested lists and mappings
)

var (
	errDepth = fmt.Errorf("the header nests deeper than %d levels", maxDepth)
	errNodes = fmt.Errorf("the header has more than %d values", maxNodes)
	errKeys  = fmt.Errorf("the header has more than %d keys on one level", maxKeys)
)
