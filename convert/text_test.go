package convert

import "testing"

func TestTextQuotations(t *testing.T) {
	for src, want := range map[string]string{
		`<p>a <q>b <q>c <q>d</q></q></q> e</p>`: "a “b ‘c “d”’” e\n",
		`<p>a<q></q> <q>b</q>.</p>`:             "a “b”.\n",
		`<p><q>a</q></p><p><q>b</q></p>`:        "“a”\n\n“b”\n",
	} {
		if got := string(must(Text(parseHTML(t, src)))); got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}
