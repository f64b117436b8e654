package hostile

import (
	"errors"
	"strings"
	"testing"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/note"
)

// TestResources converts what is to exhaust time or memory, in a size at which
// what costs the square shows by the test's own time: nothing panics, and the words
// behind what is hostile come out, or a warning says why not.
func TestResources(t *testing.T) {
	for _, r := range Resources() {
		if !strings.HasPrefix(r.Name, "container: ") {
			t.Run(r.Name, func(t *testing.T) { checkResource(t, r) })
		}
	}
}

func checkResource(t *testing.T, r Resource) {
	size := 200_000
	if testing.Short() {
		size = 20_000
	}
	opt := article.Options{}
	if len(r.Flags) > 1 {
		opt.From = article.Input(r.Flags[1])
	}
	a, err := article.Convert(r.Make(size), opt)
	var header *frontmatter.Error
	switch {
	case errors.As(err, &header) && !r.Text, errors.Is(err, article.ErrNotText):
	case err != nil:
		t.Error(err)
	case !strings.Contains(string(a.Markdown), LastWords) && !warned(a.Notes):
		t.Errorf("the last words are gone without a warning; notes: %v", a.Notes)
	}
}

func warned(notes []note.Note) bool {
	for _, n := range notes {
		if n.Level == note.Warning {
			return true
		}
	}
	return false
}
