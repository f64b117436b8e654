package commonmark

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// pieces are what tags are made of, and what breaks them.
var pieces = strings.Split("<|<|<|</|>|>|>|/>|/|a|b|p|div|DIV|pre|Script|style|textarea|meta|h1|a-b|x1|1|_|:|.| | | |  |\t|\n|\n|\n\n|\r\n|\r|\f|    |=|=| = |\"|\"|'|'|`|c|é|\x01|\xff|&amp;|<!--|-->|<!A|<?|?>|<![CDATA[|]]>|- |> |1. |*|_|</pre>|</script>|<a b=c>|<p class=\"d\">|<br/>|text", "|")

// TestTagsAsGoldmark compares the tags that are found with those of goldmark, in
// texts that chance puts together.
func TestTagsAsGoldmark(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		for range 2 + random.IntN(14) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		if got, want := render(t, limited, []byte(b.String())), render(t, plain, []byte(b.String())); got != want {
			t.Fatalf("%q is read as\n%s\nwant\n%s", b.String(), got, want)
		}
	}
}
