package article

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// examples are those of the CommonMark specification, which goldmark has beside
// its tests.
func examples(tb testing.TB) (list []string) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		tb.Skip("no module cache: ", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		tb.Skip(err)
	}
	var cases []struct{ Markdown string }
	if err := json.Unmarshal(data, &cases); err != nil {
		tb.Fatal(err)
	}
	for _, c := range cases {
		list = append(list, c.Markdown)
	}
	return list
}

// checkMixed converts a mixed body: nothing is lost, and converting the result
// again changes nothing.
func checkMixed(t *testing.T, src string) {
	t.Helper()
	a, err := Convert([]byte(src), Options{From: FromMixed, To: Markdown, Verify: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range a.Notes {
		if strings.HasPrefix(n.Code, "verify.") {
			t.Errorf("%s [%s]\n--- source\n%s\n--- result\n%s", n.Message, n.Code, src, a.Markdown)
		}
	}
	again, err := Convert(a.Markdown, Options{To: Markdown})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Markdown, a.Markdown) {
		t.Errorf("converting again changes it\n--- source\n%s\n--- result\n%s\n--- again\n%s", src, a.Markdown, again.Markdown)
	}
}

// TestMixedSpecification puts each example of the specification between HTML.
func TestMixedSpecification(t *testing.T) {
	for _, example := range examples(t) {
		checkMixed(t, "Some **text** with <b>tags</b>.\n\n"+example+"\n\n<div>A <i>block</i>.</div>\n")
	}
}
