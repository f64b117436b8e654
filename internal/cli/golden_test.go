package cli

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/artx-cli/artx/article"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const articles = "../../testdata/article"

// TestGolden converts each folder of testdata/article to Markdown and JSON.
// A file "flags" in the folder holds extra flags.
func TestGolden(t *testing.T) {
	inputs, err := filepath.Glob(filepath.Join(articles, "*", "input.*"))
	if err != nil || len(inputs) < 20 {
		t.Fatalf("found %d inputs in %s, want at least 20 (%v)", len(inputs), articles, err)
	}
	for _, input := range inputs {
		dir, file := filepath.Split(input)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			flags, _ := os.ReadFile(filepath.Join(dir, "flags"))
			for _, format := range []string{"md", "json"} {
				args := append([]string{"artx", "convert", "--to", format, "--stdin-filepath", file}, strings.Fields(string(flags))...)
				got := runOn(t, args, input)
				compareGolden(t, filepath.Join(dir, "want."+format), got)
				if format == "md" {
					checkStable(t, got)
				}
			}
		})
	}
}

// runOn runs the command with the file as its standard input.
func runOn(t *testing.T, args []string, file string) []byte {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if status := Main(args, bytes.NewReader(src), &stdout, &stderr); status != exitOK {
		t.Fatalf("%s: status %d: %s", strings.Join(args, " "), status, stderr.String())
	}
	return stdout.Bytes()
}

func compareGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; write it with -update, then read it", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// checkStable converts Markdown again: it must come out as it is.
func checkStable(t *testing.T, markdown []byte) {
	t.Helper()
	again, err := process("again.md", markdown, Options{Options: article.Options{To: article.Markdown}})
	if err != nil {
		t.Fatalf("the output cannot be converted again: %v", err)
	}
	if diff := cmp.Diff(string(markdown), string(again.output)); diff != "" {
		t.Errorf("converting the output again changes it (-first +second):\n%s", diff)
	}
}
