package body

import (
	"strings"
	"testing"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/note"
)

// TestNothingIsSwallowed: whatever holds what follows it if nothing closes it
// holds none of the article.
func TestNothingIsSwallowed(t *testing.T) {
	const before, behind = "<p>Before.</p>", "<p>Behind.</p><h2>Next</h2><p>The rest.</p>"
	for _, tag := range []string{
		`<video src="a.mp4"/>`, `<video src="a.mp4" controls />`, `<VIDEO SRC="a.mp4">`, `<video controls><source src="a.mp4"><track src="a.vtt"/>`,
		`<audio src="a.mp3"/>`, `<audio controls><source src="a.mp3"></source>`, `<iframe src="https://a.example/"/>`, `<iframe src="https://a.example/">`,
		`<select name="x"/>`, `<select><option>1<option>2`, `<textarea/>`, `<textarea name="x" rows="2">`, `<script src="x.js"/>`, `<script src="x.js">`, `<script/>`,
		`<canvas id="c"/>`, `<canvas id="c">`, `<object data="a.swf"/>`, `<object data="a.swf"><param name="x" value="y"><embed src="a.swf"/>`, `<style/>`, `<title/>`,
		`<template/>`, `<template id="x">`, `<button/>`, `<button class="copy">Copy`, `<progress value="3"/>`, `<meter value="1">1 of 2`, `<datalist id="x"/>`,
		`<iframe src="https://a.example/"/><p>Between.</p><iframe src="https://b.example/"></iframe>`,
		`<video src="a.mp4"/><p>Between.</p><video src="b.mp4"></video>`,
	} {
		root, notes, err := ParseHTML([]byte(before + tag + behind))
		if err != nil {
			t.Fatal(err)
		}
		if len(notes) != 1 || notes[0].Code != "body.repaired" {
			t.Errorf("%s: notes %v", tag, notes)
		}
		tops := 0
		for n := range root.ChildNodes() {
			if n.Data == "h2" && dom.TextOf(n) == "Next" || n.Data == "p" && dom.TextOf(n) == "The rest." {
				tops++
			}
		}
		if tops != 2 {
			t.Errorf("%s: %q does not stand in the body itself", tag, dom.TextOf(root))
		}
	}
}

// TestClosedHoldersStay: what is closed stays as it is, and so does the word for
// an element in a text.
func TestClosedHoldersStay(t *testing.T) {
	for src, want := range map[string]string{
		`<video src="a.mp4"><p>No film for you.</p></video>`:                       "",
		`<iframe src="a"/></iframe><p>x</p>`:                                       "",
		`<script>document.write("<script src=x><\/script>")</script><p>x</p>`:      "",
		`<object data="a"><object data="b"></object></object><p>x</p>`:             "",
		`<template><template>a</template><p>b</p></template><button>c</button>`:    "",
		`<p>a <select name="b"/> c</p>`:                                            `<p>a <select name="b"/></select> c</p>`,
		`<!-- <video src="a"/> --><p>x</p>`:                                        "",
		`<script>"<iframe src=a/>"</script><p>x</p>`:                               "",
		`<p>The <video> element is <b>new</b>.</p>`:                                `<p>The &lt;video> element is <b>new</b>.</p>`,
		`<video src="a"><source src="b">text`:                                      `<video src="a"><source src="b"></video>text`,
		`<video src="a"/>text`:                                                     `<video src="a"/></video>text`,
		`<select><option>One<option>Two<p>x</p>`:                                   `<select><option>One<option>Two</select><p>x</p>`,
		`<audio src="a"><object data="b"><embed src="c"></object></audio><p>x</p>`: "",
	} {
		var book note.Book
		if want == "" {
			want = src
		}
		if got := string(closeHolders([]byte(src), &book)); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", src, got, want)
		}
	}
}

// TestUnknownTagsAreCode: what no browser knows as an element is text in code.
func TestUnknownTagsAreCode(t *testing.T) {
	for code, want := range map[string]string{
		`$<HTMLElement>(id)`:                         `$&lt;HTMLElement>(id)`,
		`List<Map<String, Object>> x`:                `List&lt;Map&lt;String, Object>> x`,
		`#include <map>`:                             `#include &lt;map>`,
		`if a<b and c>d`:                             `if a&lt;b and c>d`,
		`<beans xmlns="x"></beans>`:                  `&lt;beans xmlns="x">&lt;/beans>`,
		`<my-app></my-app>`:                          `&lt;my-app>&lt;/my-app>`,
		`<span class="k">if</span> <b>x</b>`:         ``,
		`x<br>y<o:p></o:p>`:                          ``,
		`<copy-button value="x">Copy</copy-button>`:  ``,
		`<svg class="i"><path d="M0"></path></svg>x`: ``,
		`1 << 2, a <- b`:                             ``,
	} {
		if want == "" {
			want = code
		}
		for _, tag := range []string{"code", "pre"} {
			var book note.Book
			got := string(escapeUnknownTags([]byte("<p>x<y></p><"+tag+">"+code+"</"+tag+">"), &book))
			if got != "<p>x<y></p><"+tag+">"+want+"</"+tag+">" {
				t.Errorf("%s: got %s, want %s", code, got, want)
			}
		}
	}
}

// TestHolderCost: many elements that nothing closes are looked at once each.
func TestHolderCost(t *testing.T) {
	for _, tag := range []string{`<script src="x">`, `<object data="x">`, `<video src="x">`, `<textarea rows="1">`} {
		src := strings.Repeat(tag+"<p>x</p>", 20_000)
		var book note.Book
		if got := closeHolders([]byte(src), &book); len(got) <= len(src) {
			t.Errorf("%s: not closed", tag)
		}
	}
	var book note.Book
	escapeUnknownTags([]byte("<pre>"+strings.Repeat("<g><T><b>", 20_000)+"</pre>"), &book)
}
