package htmltree

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// contexts are what fragments are parsed in; "" is a document.
var contexts = []string{
	"", "body", "div", "p", "table", "tbody", "tr", "td", "caption", "colgroup", "select", "template",
	"textarea", "title", "script", "noscript", "frameset", "svg svg", "svg desc", "math math", "math mi",
}

// FuzzParse parses what x/net/html parses, to the same tree with right offsets,
// and the rest without fault.
func FuzzParse(f *testing.F) {
	for _, src := range seeds {
		for i := range contexts {
			f.Add(src, uint8(i))
		}
	}
	if dir, err := netFolder(); err == nil {
		files, _ := filepath.Glob(filepath.Join(dir, "html/testdata/html5lib-tests/tree-construction/*.dat"))
		for _, file := range files {
			for _, tt := range treeTestsOf(f, file) {
				f.Add(tt.data, uint8(max(0, slices.Index(contexts, tt.fragment))))
			}
		}
	}
	f.Fuzz(func(t *testing.T, src string, in uint8) {
		name := contexts[int(in)%len(contexts)]
		var context *html.Node
		if name != "" {
			context = element(name)
		}
		got := parse(t, src, context)
		checkOffsets(t, "fuzz", src, got)
		want, err := reference(src, context)
		if err != nil || isKnown(src, name) {
			return
		}
		if d := difference(got.Root, want); d != "" {
			t.Errorf("%q in %q: %s", src, name, d)
		}
	})
}

// isKnown tells of a source that its tree may differ as the package comment says,
// or that x/net/html makes of it a tree with a cycle: templates in foreign content.
func isKnown(src, context string) bool {
	lower := strings.ToLower(src)
	foreign := strings.Contains(lower, "<svg") || strings.Contains(lower, "<math") || strings.Contains(context, " ")
	return foreign && (strings.Contains(lower, "<template") || strings.ContainsAny(src, "\u017f\u212a")) ||
		(context == "frameset" || strings.Contains(context, " ")) && strings.Contains(lower, "</html")
}

// seeds are sources with much of what the standard has rules for.
var seeds = []string{
	"<p>one<b>two<p>three</b>four&amp;five&nbsp six&#8217;</p>\r\n\x00<!-- c --!><br/>",
	"<table><tr><td>a<tbody>b<td><a href=x>c</table>d</a><caption>e",
	"<a><b><i><em><div><p>x</a>y</b>z</i><nobr><nobr></em>",
	"<svg viewbox=0><g><title>t</title><foreignobject><p>x</svg><path/></svg><math><mi>x<mglyph/><annotation-xml encoding=text/html><div>",
	"<select><option>a<optgroup><option>b<hr><input></select><select><button><p></select>",
	"<script><!--<script>x</script>--></script><style>a</style><textarea>\n<p></textarea><title>&lt;</title><xmp><plaintext>",
	"<template><tr><td></template><frameset><frame></frameset><noframes>",
	"<!doctype html public '-//w3c//dtd html 4.0 transitional//en'><html a=1 A=2 a=3><head><noscript><link></noscript><body b c=d/><body e=f>",
	"<ul><li>a<li>b<ul><li>c</ul></li></ul><dl><dt>d<dd>e</dl><h1>f<h2>g</h1><form><div></form><object></p></object><ruby>a<rb>b<rtc>c<rp>d",
	"</p></br></><//><? x ?><!x><![CDATA[y]]><x-y z='\x00'></X-Y><image src=a>",
}
