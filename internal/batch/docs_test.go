package batch

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestFoldersPage keeps docs/folders.md in step with what a walk takes: its rows
// name all extensions of articles, and of containers only those that there are.
func TestFoldersPage(t *testing.T) {
	text, err := os.ReadFile("../../docs/folders.md")
	if err != nil {
		t.Fatal(err)
	}
	named := func(row string) map[string]bool {
		found := make(map[string]bool)
		for _, line := range strings.Split(string(text), "\n") {
			if strings.HasPrefix(line, "| in folders, ") && strings.Contains(line, row) {
				for _, m := range regexp.MustCompile("`(\\.[a-z]+)`").FindAllStringSubmatch(line, -1) {
					found[m[1]] = true
				}
			}
		}
		return found
	}
	articles := named("`.md`")
	for ext := range extensions {
		if !articles[ext] {
			t.Errorf("%s is taken, and the page does not say so", ext)
		}
	}
	for ext := range articles {
		if !extensions[ext] {
			t.Errorf("%s is not taken, and the page says so", ext)
		}
	}
	containers := named("containers by their usual extensions")
	if len(containers) < 10 {
		t.Errorf("the page names only %d containers", len(containers))
	}
	for ext := range containers {
		if !containerExtensions[ext] {
			t.Errorf("containers called %s are not looked for, and the page says so", ext)
		}
	}
}
