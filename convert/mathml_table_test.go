package convert

import (
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
)

var updateMathML = flag.Bool("update-mathml", false, "write the TeX in testdata/mathml.json")

// TestMathMLTable writes the formulas of testdata/mathml.json as the TeX that stands
// beside them. That KaTeX renders this TeX to the same MathML is checked by
// testdata/katex.cjs, see .ci/slow.
func TestMathMLTable(t *testing.T) {
	const file = "testdata/mathml.json"
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var table []struct{ Name, MathML, TeX string }
	if err := json.Unmarshal(src, &table); err != nil {
		t.Fatal(err)
	}
	if len(table) < 60 {
		t.Errorf("only %d formulas", len(table))
	}
	var updated strings.Builder
	for i, row := range table {
		got := strings.Trim(strings.TrimSpace(toMarkdown(t, "<p><math>"+row.MathML+"</math></p>", Options{})), "$")
		if got != row.TeX && !*updateMathML {
			t.Errorf("%s: %s\n got %s\nwant %s", row.Name, row.MathML, got, row.TeX)
		}
		enc := json.NewEncoder(&updated)
		enc.SetEscapeHTML(false)
		updated.WriteString([]string{"[\n", ","}[min(i, 1)])
		if err := enc.Encode(map[string]string{"name": row.Name, "mathml": row.MathML, "tex": got}); err != nil {
			t.Fatal(err)
		}
	}
	if *updateMathML {
		if err := os.WriteFile(file, []byte(updated.String()+"]\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
