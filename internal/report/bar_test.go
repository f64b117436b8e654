package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/schollz/progressbar/v3"
)

// TestBarSize: in a line of any width, the bar leaves room for what a terminal
// echoes, and nothing wraps.
func TestBarSize(t *testing.T) {
	for _, width := range []int{40, 60, 80, 200} {
		for _, total := range []int{9, 3000, 99_999} {
			var drawn bytes.Buffer
			bar := progressbar.NewOptions(total, append(barSize(width, "files", total), progressbar.OptionSetWriter(&drawn),
				progressbar.OptionShowCount(), progressbar.OptionSetElapsedTime(false))...)
			bar.Describe("123 failed")
			for _, n := range []int{1, total / 2, total} {
				_ = bar.Set(n)
			}
			for line := range strings.SplitSeq(drawn.String(), "\r") {
				if n := utf8.RuneCountInString(strings.TrimRight(line, " \n")); n > width-len("^C") {
					t.Errorf("%s", fmt.Sprintf("width %d, %d files: %d columns: %q", width, total, n, line))
				}
			}
		}
	}
}
