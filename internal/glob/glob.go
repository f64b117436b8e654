// Package glob checks the globs of the command line.
package glob

import (
	"fmt"

	"github.com/bmatcuk/doublestar/v4"
)

// Check returns what is wrong with a glob: it cannot be read, or its braces stand
// for more globs than can be tried for each name.
func Check(glob string) error {
	if !doublestar.ValidatePattern(glob) {
		return fmt.Errorf("%q is not a valid glob; write it like \"drafts/**\" or \"*.draft.md\"", glob)
	}
	if alternatives(glob) > maxAlternatives {
		return fmt.Errorf("%.40q… stands for more than %d globs; write several, each with fewer braces", glob, maxAlternatives)
	}
	return nil
}

// maxAlternatives bounds what the braces of a glob multiply to: all of it may be
// tried for each name.
const maxAlternatives = 4096

// alternatives is how many globs without braces one stands for, at most one more
// than maxAlternatives.
func alternatives(glob string) int {
	n := 1
	var open []int // alternatives of the braces that are open
	for i := 0; i < len(glob) && n <= maxAlternatives; i++ {
		switch c := glob[i]; {
		case c == '\\':
			i++
		case c == '{':
			open = append(open, 1)
		case c == ',' && len(open) > 0:
			open[len(open)-1]++
		case c == '}' && len(open) > 0:
			n *= open[len(open)-1]
			open = open[:len(open)-1]
		}
	}
	return min(n, maxAlternatives+1)
}
