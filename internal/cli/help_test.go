package cli

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// helpOf is what 'artx help' writes of its words.
func helpOf(t *testing.T, words ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if status := Main(append([]string{"artx", "help"}, words...), strings.NewReader(""), &out, &errs); status != exitOK {
		t.Fatalf("help %v: status %d: %s", words, status, &errs)
	}
	return out.String()
}

// TestManPage keeps docs/artx.1 in step with the flags: 'go test ./internal/cli -run
// ManPage -update' writes it anew.
func TestManPage(t *testing.T) {
	const page = "../../docs/artx.1"
	got := helpOf(t, "--man")
	if *update {
		if err := os.WriteFile(page, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("docs/artx.1 differs from the flags; run the test with -update (-page +flags):\n%s", diff)
	}
	if groff, err := exec.LookPath("groff"); err == nil {
		cmd := exec.Command(groff, "-man", "-Tutf8", "-ww", "-z")
		cmd.Stdin = strings.NewReader(got)
		if out, err := cmd.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("groff: %v\n%s", err, out)
		}
	}
}

// TestHelp: every page of help fits a terminal of 80 columns, and tells every flag
// and every value of those that name one of a few.
func TestHelp(t *testing.T) {
	s := &session{}
	for _, c := range s.commands() {
		text := helpOf(t, c.Name)
		for _, row := range rowsOf(c.Flags) {
			if !strings.Contains(text, " "+row.shown()) {
				t.Errorf("help %s does not tell of %s", c.Name, row.shown())
			}
			joined := strings.Join(strings.Fields(text), " ")
			for _, choice := range row.choices {
				if !strings.Contains(joined, choice) {
					t.Errorf("help %s does not tell of %s %s", c.Name, row.shown(), choice)
				}
			}
			if row.usage == "" || row.group == "" {
				t.Errorf("%s %s is without a usage or a group", c.Name, row.shown())
			}
		}
		checkWidth(t, text)
	}
	for _, topic := range topics() {
		checkWidth(t, helpOf(t, topic.name))
	}
	checkWidth(t, helpOf(t))
	checkWidth(t, helpOf(t, "topics"))
}

func checkWidth(t *testing.T, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		if n := utf8.RuneCountInString(strings.TrimRight(line, "\n")); n > helpWidth {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}

// TestNearest: only what is close is suggested, and nothing of what could do harm.
func TestNearest(t *testing.T) {
	names := []string{"from", "front-matter", "format", "include", "exclude", "jobs"}
	for name, want := range map[string]string{
		"frm": "from", "form": "", "fro": "", "front": "front-matter", "incldue": "include", "inc": "include",
		"clude": "", "job": "jobs", "x": "", "fetch": "", "": "",
	} {
		if got := nearest(name, names); got != want {
			t.Errorf("nearest(%q) = %q, want %q", name, got, want)
		}
	}
}
