package hostile

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// counted are the packages whose steps are counted: artx's own, and goldmark.
const counted = "github.com/artx-cli/artx/...,github.com/yuin/goldmark/..."

// maxSteps is by how much the steps may grow when an input doubles: what is linear
// grows by two, what costs the square by four.
const maxSteps = 2.6

// TestSteps converts each kind of input in a size, doubled twice, and compares how many
// statements that takes, which is the same on every machine. What the
// standard library does in one call, such as to find a byte, is one step: the times
// that command resources prints with -double are the whole.
func TestSteps(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program with counters, and converts hundreds of inputs")
	}
	artx := filepath.Join(t.TempDir(), "artx")
	build := exec.Command("go", "build", "-cover", "-covermode=count", "-coverpkg="+counted, "-o", artx, "../..")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for _, r := range Resources() {
		t.Run(r.Name, func(t *testing.T) {
			t.Parallel()
			var counts [3]float64
			for i := range counts {
				counts[i] = float64(steps(t, artx, r, 20_000<<i))
			}
			first, second := counts[1]/counts[0], counts[2]/counts[1]
			if min(first, second) > maxSteps { // one alone: from some size on, it is refused, or is not
				t.Errorf("%.0f steps; for each doubling %.1f and %.1f times as many", counts, first, second)
			}
		})
	}
}

// steps counts the statements that are run to convert about n bytes of a kind.
func steps(t *testing.T, artx string, r Resource, n int) (total int64) {
	t.Helper()
	dir := t.TempDir()
	name := filepath.Join(dir, "input"+"."+strings.TrimPrefix(r.Ext, "."))
	if err := os.WriteFile(name, r.Make(n), 0o666); err != nil {
		t.Fatal(err)
	}
	counters := filepath.Join(dir, "counters")
	if err := os.Mkdir(counters, 0o777); err != nil {
		t.Fatal(err)
	}
	convert := exec.Command(artx, append(append([]string{"convert", "-q", "--no-config"}, r.Flags...), name)...)
	convert.Env = append(os.Environ(), "GOCOVERDIR="+counters)
	convert.Stderr = new(bytes.Buffer)
	if err := convert.Run(); convert.ProcessState == nil || convert.ProcessState.ExitCode() > 2 {
		t.Fatalf("%v: %s", err, convert.Stderr)
	}
	text := filepath.Join(dir, "text")
	if said, err := exec.Command("go", "tool", "covdata", "textfmt", "-i", counters, "-o", text).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	total, err := sumCounts(text)
	if err != nil || total == 0 {
		t.Fatalf("%d steps: %v", total, err)
	}
	return total
}

// sumCounts adds up the counts of a coverage profile, whose lines end in the number of
// statements of a block and in how often it was run.
func sumCounts(name string) (total int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) != 3 {
			continue // the mode
		}
		statements, err1 := strconv.ParseInt(fields[1], 10, 64)
		count, err2 := strconv.ParseInt(fields[2], 10, 64)
		if err1 != nil || err2 != nil {
			return 0, fmt.Errorf("%q is no line of a coverage profile", lines.Text())
		}
		total += statements * count
	}
	return total, lines.Err()
}
