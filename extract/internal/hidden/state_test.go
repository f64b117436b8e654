package hidden

import "testing"

// TestStateText: of the texts of a script the article's are taken, in order,
// with its headings.
func TestStateText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"headings, no menu", `{"menu":["All of our stories about bread, butter and salt"],"post":{"body":[
{"type":"heading","text":"The dough"},{"type":"paragraph","text":"It rests for fourteen hours, and we never hurry it at all, whatever the weather says."},
{"type":"Header3","text":"The oven"},{"type":"paragraph","text":"It is hot, and full of steam, and nobody opens it before the bread is done and brown."}]}}`,
			"<h2>The dough</h2>\n<p>It rests for fourteen hours, and we never hurry it at all, whatever the weather says.</p>\n<h2>The oven</h2>\n<p>It is hot, and full of steam, and nobody opens it before the bread is done and brown.</p>\n"},
		{"names, numbers and addresses", `{"id":17,"url":"https://example.org/a-b-c-d-e-f-g-h-i-j-k-l-m-n-o","name":"Ada Miller"}`, ""},
		{"cut off", `{"a":{"text":"It rests for fourteen hours, and we never hurry it at all, whatever`, ""},
		{"no JSON", `window.x = 1`, ""},
	} {
		if got := stateText(c.in); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
