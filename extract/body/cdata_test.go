package body

import (
	"testing"

	"github.com/artx-cli/artx/note"
)

func TestCDATA(t *testing.T) {
	for src, want := range map[string]string{
		`<p>a <![CDATA[b & c > d]]> e</p>`:                                      `<p>a b &amp; c > d e</p>`,
		`<p>a <![CDATA[b <i>c</i>]]> d</p>`:                                     `<p>a b <i>c</i> d</p>`,
		`<![CDATA[<p>a</p>]]><![CDATA[<br/>b]]>`:                                `<p>a</p><br/>b`,
		`<pre><![CDATA[<p>a</p>]]></pre>`:                                       `<pre>&lt;p>a&lt;/p></pre>`,
		`<p>a <![CDATA[b`:                                                       `<p>a b`,
		`<![CDATA[]]>`:                                                          ``,
		`<script>//<![CDATA[` + "\n" + `f("a > b")//]]></script><p>x</p>`:       `<script>//<![CDATA[` + "\n" + `f("a > b")//]]></script><p>x</p>`,
		`<script type="math/tex">% <![CDATA[` + "\n" + `a & b %]]></script>`:    `<script type="math/tex">% <![CDATA[` + "\n" + `a & b %]]></script>`,
		`<!-- <![CDATA[a]]> --><p>x</p>`:                                        `<!-- <![CDATA[a]]> --><p>x</p>`,
		`<style><![CDATA[p > a {}]]></style><p>a <code><![CDATA[<b/>]]></code>`: `<style><![CDATA[p > a {}]]></style><p>a <code>&lt;b/></code>`,
	} {
		var book note.Book
		if got := string(openCDATA([]byte(src), &book)); got != want {
			t.Errorf("%s:\n%s, want\n%s", src, got, want)
		}
	}
}
