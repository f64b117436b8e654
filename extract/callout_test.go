package extract

import (
	"strings"
	"testing"

	"github.com/artx-cli/artx/extract/rules"
)

// TestCalloutRows: a row of a rules file adds a callout, and one of the kind none
// takes one away.
func TestCalloutRows(t *testing.T) {
	own, err := rules.Load([]byte("callouts:\n- {select: div.aside-box, kind: important, title: cap}\n- {select: div.admonition, kind: none}\n"), "r.yaml")
	if err != nil {
		t.Fatal(err)
	}
	runCases(t, Options{Rules: own}, []cleanCase{
		{"an own row", `<div class="aside-box"><b class="cap">Look</b><p>x</p></div>`,
			`<blockquote class="markdown-alert markdown-alert-important"><p class="markdown-alert-title">Look</p><p>x</p></blockquote>`},
		{"none", `<div class="admonition tip"><p>x</p></div>`, `<div class="admonition tip"><p>x</p></div>`},
	})
	if _, err := rules.Load([]byte("callouts:\n- {select: div.x, kind: shout}\n"), "r.yaml"); err == nil || !strings.Contains(err.Error(), "r.yaml:2") {
		t.Errorf("a bad kind: %v", err)
	}
}

// TestCalloutKinds: the classes of an element beat the kind of its row, signs say
// one where classes do not, and what names no kind is no callout.
func TestCalloutKinds(t *testing.T) {
	for src, want := range map[string]string{
		`<div class="admonition"><p>x</p></div>`:                                               "note",
		`<div class="admonition attention"><p>x</p></div>`:                                     "attention",
		`<div class="theme-admonition theme-admonition-info alert alert--info"><p>x</p></div>`: "info",
		`<div class="notion-callout"><div>⚠️</div><div>x</div></div>`:                          "warning",
		`<div class="notion-callout"><div>x</div></div>`:                                       "note",
		`<div class="alert alert-info alert-dismissible">x</div>`:                              "",
		`<div class="alert">x</div>`:                                                           "",
		`<div class="hint">x</div>`:                                                            "",
		`<span class="admonition">x</span>`:                                                    "",
		`<div class="admonition note"><p class="admonition-title">Note</p></div>`:              "",
	} {
		got, _ := cleanString(t, "<p>Words enough around it.</p>"+src, Options{})
		_, kind, _ := strings.Cut(got, "markdown-alert-")
		if kind, _, _ = strings.Cut(kind, `"`); kind != want {
			t.Errorf("%s: %q, want %q", src, kind, want)
		}
	}
}
