package note_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/artx-cli/artx/note"
)

func ExampleNote() {
	n := note.Note{Code: "image.placeholder", Level: note.Warning, Message: "no real address", Line: 7}
	fmt.Printf("%d: %s: %s [%s]\n", n.Line, n.Level, n.Message, n.Code)
	text, err := json.Marshal(n)
	fmt.Println(string(text), err)
	// Output:
	// 7: warning: no real address [image.placeholder]
	// {"code":"image.placeholder","level":"warning","message":"no real address","line":7} <nil>
}

// TestLevelText: what is written comes back, and nothing else is taken.
func TestLevelText(t *testing.T) {
	for _, want := range []note.Level{note.Info, note.Warning} {
		text, err := want.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var got note.Level
		if err := got.UnmarshalText(text); err != nil || got != want {
			t.Errorf("%s comes back as %s (%v)", want, got, err)
		}
	}
	var l note.Level
	if l.UnmarshalText([]byte("fatal")) == nil {
		t.Error(`"fatal" is taken for a level`)
	}
	if _, err := note.Level(7).MarshalText(); err == nil || note.Level(7).String() != "Level(7)" {
		t.Error("a level that is none has a name")
	}
}

func TestPlural(t *testing.T) {
	for n, want := range map[int]string{0: "0 words", 1: "1 word", 2: "2 words"} {
		if got := note.Plural(n, "word"); got != want {
			t.Errorf("Plural(%d) = %q, want %q", n, got, want)
		}
	}
}
