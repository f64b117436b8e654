package extract

import (
	"strings"
	"testing"

	"github.com/artx-cli/artx/extract/internal/weburl"
)

type cleanCase struct{ name, src, want string }

func runCases(t *testing.T, opt Options, cases []cleanCase) {
	t.Helper()
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			if got, _ := cleanString(t, test.src, opt); got != test.want {
				t.Errorf("%s\ngot  %s\nwant %s", test.src, got, test.want)
			}
		})
	}
}

func TestDangerous(t *testing.T) {
	runCases(t, Options{}, []cleanCase{
		{"script", `a<script>x</script>b`, `ab`},
		{"style", `a<style>p{}</style>b`, `ab`},
		{"template", `a<template><b>x</b></template>b`, `ab`},
		{"TeX", `a<script type="math/tex; mode=display" onload="x">x^2</script>b`, `a<math display="block"><annotation encoding="application/x-tex">x^2</annotation></math>b`},
		{"event", `<p onclick="x()" ONMOUSEOVER=x class="a">t</p>`, `<p class="a">t</p>`},
		{"javascript", `<a href="javascript:x">t</a>`, `t`},
		{"tab in the scheme", `<a href="java&#9;script:x">t</a>`, `t`},
		{"line break in the scheme", "<a href=\"java\nscript:x\">t</a>", `t`},
		{"control characters before it", "<a href=\"\x01\x02 JaVaScRiPt:x\">t</a>", `t`},
		{"entity", `<a href="javascript&colon;x">t</a>`, `t`},
		{"entity escaped twice", `<a href="javascript&amp;colon;x">t</a>`, `t`},
		{"zero-width space", "<a href=\"java\u200bscript:x\">t</a>", `t`},
		{"vbscript", `<a href="VBScript:x">t</a>`, `t`},
		{"data document", `<a href="data:text/html;base64,PHA+">t</a>`, `t`},
		{"data drawing as a link", `<a href="data:image/svg+xml,<svg/>">t</a>`, `t`},
		{"feed", `<a href="feed:javascript:x">t</a>`, `t`},
		{"refresh", `a<meta http-equiv="refresh" content="0;url=javascript:x">b`, `ab`},
		{"form", `<form action="javascript:x"><p>Text</p><input name="a"><label>Name</label></form>`, `<div><p>Text</p><label>Name</label></div>`},
		{"style with an address", `<p style="background:url(javascript:x)">t</p>`, `<p>t</p>`},
		{"in a formula", `<math><mi onclick="x">a</mi><annotation-xml encoding="text/html"><script>x</script></annotation-xml></math>`, `<math><mi>a</mi><annotation-xml encoding="text/html"></annotation-xml></math>`},
		{"xmp", `<xmp><script>x</script></xmp>`, `<pre>&lt;script&gt;x&lt;/script&gt;</pre>`},
		{"image", `<p>a<img src="javascript:x"></p>`, `<p>a</p>`},
		{"drawing with a script", `<p>a<img src="data:image/svg+xml,<svg><path/><script>x</script></svg>"></p>`, `<p>a</p>`},
		{"drawing with a handler", `<p>a<img src="data:image/svg+xml,<svg onload = 'x'><path/></svg>"></p>`, `<p>a</p>`},
		{"jump anchors", `a<a name="more"></a>b<span id="more-12"></span>c<span id="more-x">d</span>`, `a<!--more-->b<!--more-->c<span id="more-x">d</span>`},
		{"comment", `a<!-- x -->b<!--more-->c<!-- truncate -->`, `ab<!--more-->c<!-- truncate -->`},
		{"base", `<p>a</p><base href="https://evil.example/">`, `<p>a</p>`},
	})
}

func TestEmpties(t *testing.T) {
	runCases(t, Options{}, []cleanCase{
		{"paragraphs", `<p>a</p><p></p><p><br></p><p>&nbsp;</p><p>b</p>`, `<p>a</p><p>b</p>`},
		{"boxes in boxes", `<p>a</p><div><div><p> </p></div></div>`, `<p>a</p>`},
		{"words stay apart", `one<p></p>two`, `one<br/><br/>two`},
		{"lines stay apart", `one<div></div>two`, `one<br/>two`},
		{"spaces stay", `<p>one<b> </b>two<span></span></p>`, `<p>one two</p>`},
		{"cells stay", `<table><tbody><tr><td></td><td>a</td></tr></tbody></table>`, `<table><tbody><tr><td></td><td>a</td></tr></tbody></table>`},
		{"items", `<ul><li></li><li>a<ul><li><br></li></ul></li></ul>`, `<ul><li>a</li></ul>`},
		{"targets stay", `<a href="#n">1</a><p id="n"></p>`, `<a href="#n">1</a><p id="n"></p>`},
		{"white space of code stays", `<pre><span>a</span><span> </span><span>b</span></pre>`, `<pre><span>a</span><span> </span><span>b</span></pre>`},
		{"formulas stay", `<span class="katex"><span class="strut"></span><span aria-hidden="true">x</span></span>`, `x`},
		{"unknown elements", `<p>a<spanmicrosoft>b</spanmicrosoft>c</p>`, `<p>abc</p>`},
		{"custom elements stay", `<p>a<x-b>b</x-b></p>`, `<p>a<x-b>b</x-b></p>`},
		{"check boxes of a task list", `<ul><li><input type="checkbox" checked onclick="x"> done</li></ul><input type="checkbox">`, `<ul><li><input type="checkbox" checked=""/> done</li></ul>`},
		{"code in a text area", "<textarea name=\"code\" class=\"java\">a\nb</textarea>", "<pre name=\"code\" class=\"java\">a\nb</pre>"},
	})
}

func TestHidden(t *testing.T) {
	const text = "<p>The article itself, with enough words to outweigh the rest.</p>"
	for _, test := range []cleanCase{
		{"display:none", `<div style="color:red; display : none">x</div>`, ``},
		{"hidden", `<p hidden>x</p>`, ``},
		{"until found", `<p hidden="until-found">x</p>`, `<p hidden="until-found">x</p>`},
		{"display:block", `<p style="display:block">x</p>`, `<p style="display:block">x</p>`},
		{"a formula", `<span style="display:none"><math><mi>x</mi></math></span>`, `<span style="display:none"><math><mi>x</mi></math></span>`},
		{"an icon", `<p>a<span aria-hidden="true">¶</span></p>`, `<p>a</p>`},
		{"a decorated word", `<p>a <span aria-hidden="true">word</span></p>`, `<p>a <span aria-hidden="true">word</span></p>`},
		{"a heading's anchor", `<h2>Title<a class="anchor" href="#title">#</a></h2>`, `<h2>Title</h2>`},
		{"in capitals", `<div STYLE="DISPLAY: NONE">x</div>`, ``},
		{"a heading's anchor of any class", `<h2 id="t">Title <a href="#t">#</a></h2>`, `<h2 id="t">Title </h2>`},
		{"a heading's anchor with a picture character", `<h2><a class="x" href="#t">🔗&#xFE0E;</a>Title</h2>`, `<h2>Title</h2>`},
		{"a heading's footnote", `<h2>Title<a href="#fn">*</a></h2>`, `<h2>Title<a href="#fn">*</a></h2>`},
		{"a heading's footnote with a sign", `<h2>Notes<a href="#fn9">§</a></h2><p id="fn9">x</p>`, `<h2>Notes<a href="#fn9">§</a></h2><p id="fn9">x</p>`},
		{"an anchor that its heading's section has", `<section id="t"><h2>Title<a href="#t">§</a></h2><p>x</p></section>`, `<section id="t"><h2>Title</h2><p>x</p></section>`},
		{"an anchor that has its own address", `<h2>Title<a name="t" href="#t">§</a></h2>`, `<h2>Title</h2>`},
		{"an anchor that leads into the heading", `<h2><span id="t">Title</span><a href="#t">§</a></h2>`, `<h2><span id="t">Title</span></h2>`},
		{"an anchor that leads just before the heading", `<a id="t"></a> <h2>Title<a href="#t">§</a></h2>`, `<a id="t"></a> <h2>Title</h2>`},
		{"an anchor with a percent-encoded address", `<h2 id="é">Title<a href="#%C3%A9">§</a></h2>`, `<h2 id="é">Title</h2>`},
		{"a button that begins a sentence", `<p><button>Save</button> writes the file to the disk.</p>`, `<p><span>Save</span> writes the file to the disk.</p>`},
		{"a button beside a word", `<p>The text.</p><p><button>Like</button> 3</p>`, `<p>The text.</p><p> 3</p>`},
		{"a button that is a heading", `<h3><button>Why wood?</button></h3><p>Ash.</p><h3><span><button>Why reed?</button></span></h3><p>Salt.</p>`, `<h3><span>Why wood?</span></h3><p>Ash.</p><h3><span><span>Why reed?</span></span></h3><p>Salt.</p>`},
		{"a bar of buttons", `<div class="entry-share"><span>Share:</span> <button>Mastodon</button><a href="/x"><img src="/x.png"></a></div>`, ``},
		{"a post's own words in the class of a bar", `<div class="entry-share">I like to share what I read.</div>`, `<div class="entry-share">I like to share what I read.</div>`},
		{"a picture in the class of a bar", `<div class="post-like"><a href="/x">x</a><img src="https://a.example/1.jpg"></div>`, `<div class="post-like"><a href="/x">x</a><img src="https://a.example/1.jpg" alt=""/></div>`},
		{"an item of a listing's toolbar", `<div class="code-toolbar"><pre>x</pre><div class="toolbar"><div class="toolbar-item"><span>Go</span></div></div></div>`, `<div class="code-toolbar"><pre>x</pre></div>`},
		{"an item of another toolbar", `<div class="toolbar"><div class="toolbar-item">The lathe</div></div>`, `<div class="toolbar"><div class="toolbar-item">The lathe</div></div>`},
		{"tags at Technorati", `<p><!-- tags -->Technorati Tags: <a href="http://technorati.com/tag/x" rel="tag">x</a></p>`, ``},
		{"a paragraph on Technorati", `<p>Technorati was <a href="https://a.example/">a site</a></p>`, `<p>Technorati was <a href="https://a.example/">a site</a></p>`},
		{"an advertisement's slot", `<div data-slot="{"canvas":1}">x</div>`, ``},
		{"a component's slot", `<p data-slot="card">x</p>`, `<p data-slot="card">x</p>`},
		{"a heading that is an anchor", `<h2><a class="anchor" href="#title">Title</a></h2>`, `<h2><a class="anchor" href="#title">Title</a></h2>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got, _ := cleanString(t, text+test.src, Options{}); got != text+test.want {
				t.Errorf("got  %s\nwant %s", got, text+test.want)
			}
		})
	}
}

func TestImages(t *testing.T) {
	runCases(t, Options{}, []cleanCase{
		{"only the real one", `<img class="lazy" src="https://cors.x.workers.dev/?http://a.example/1.jpg" data-original="http://a.example/1.jpg" width="10px" height="20">`, `<img src="http://a.example/1.jpg" alt="" width="10" height="20"/>`},
		{"numbers are no address", `<img src="https://a.example/1.jpg" data-original="1024" data-original-width="640">`, `<img src="https://a.example/1.jpg" alt=""/>`},
		{"a larger file stays aside", `<img src="https://a.example/1-300x200.jpg" data-large-file="https://a.example/1.jpg">`, `<img src="https://a.example/1-300x200.jpg" alt=""/>`},
		{"commas in a srcset", `<img srcset="https://a.example/w_240,c_fit/1.jpg 240w, https://a.example/w_976,c_fit/1.jpg 976w">`, `<img src="https://a.example/w_976,c_fit/1.jpg" alt=""/>`},
		{"small src", `<img src="https://a.example/240/1.jpg" srcset="https://a.example/240/1.jpg 240w, https://a.example/976/1.jpg 976w">`, `<img src="https://a.example/976/1.jpg" alt=""/>`},
		{"larger in the set", `<img src="https://a.example/1024.jpg" srcset="https://a.example/2048.jpg 2048w, https://a.example/1024.jpg 1024w">`, `<img src="https://a.example/2048.jpg" alt=""/>`},
		{"relative set", `<img src="https://a.example/588.jpg" srcset="up/1024.jpg 1024w, up/588.jpg 588w">`, `<img src="https://a.example/588.jpg" alt=""/>`},
		{"print size", `<img srcset="https://a.example/1.jpg 6000w, https://a.example/2.jpg 1600w">`, `<img src="https://a.example/2.jpg" alt=""/>`},
		{"2x", `<img src="https://a.example/1.jpg" srcset="https://a.example/2.jpg 2x">`, `<img src="https://a.example/2.jpg" alt=""/>`},
		{"empty srcset", `<img src="https://a.example/1.jpg" srcset sizes>`, `<img src="https://a.example/1.jpg" alt=""/>`},
		{"picture", `<picture><source srcset="https://a.example/1.webp"><img src="data:image/gif;base64,R0lGOD"></picture>`, `<img src="https://a.example/1.webp" alt=""/>`},
		{"noscript behind", `<p><img src="data:image/gif;base64,R0" data-src="https://a.example/1.jpg"><noscript><img src="https://a.example/1.jpg"></noscript></p>`, `<p><img src="https://a.example/1.jpg" alt=""/></p>`},
		{"noscript before", `<p><noscript><img src="https://a.example/1.jpg" alt="One"></noscript><img src="data:image/gif;base64,R0"></p>`, `<p><img src="https://a.example/1.jpg" alt="One"/></p>`},
		{"noscript before, and a comment", `<p><noscript><img src="https://a.example/1.jpg" alt="One"></noscript><!-- x --><img src="data:image/gif;base64,R0"></p>`, `<p><img src="https://a.example/1.jpg" alt="One"/></p>`},
		{"noscript alone", `<p>a<noscript><img src="https://a.example/1.jpg"></noscript></p>`, `<p>a<img src="https://a.example/1.jpg" alt=""/></p>`},
		{"noscript message", `<p>a</p><noscript>Please enable JavaScript</noscript>`, `<p>a</p>`},
		{"Blogger's large file", `<a href="https://1.bp.blogspot.com/-a/s1600/1.jpg"><img src="https://1.bp.blogspot.com/-a/s320/1.jpg" width="320"></a>`, `<img src="https://1.bp.blogspot.com/-a/s1600/1.jpg" alt=""/>`},
		{"WordPress's large file", `<a href="https://a.example/wp-content/uploads/1.png"><img src="https://a.example/wp-content/uploads/1-300x200.png"></a>`, `<img src="https://a.example/wp-content/uploads/1.png" alt=""/>`},
		{"a link elsewhere", `<a href="https://a.example/2.png"><img src="https://a.example/1.png"></a>`, `<a href="https://a.example/2.png"><img src="https://a.example/1.png" alt=""/></a>`},
		{"one pixel", `<p>a<img src="https://a.example/c.gif" width="1" height="1"></p>`, `<p>a</p>`},
		{"a rule", `<p>a<img src="https://a.example/line.gif" width="400" height="1"></p>`, `<p>a<img src="https://a.example/line.gif" alt="" width="400" height="1"/></p>`},
		{"emoji", `<p>a <img class="emoji" alt="😀" src="https://s.w.org/images/core/emoji/72x72/1f600.png"></p>`, `<p>a 😀</p>`},
		{"emoji without a text", `<p>a <img src="https://s.w.org/images/core/emoji/72x72/1f468-200d-1f373.png"></p>`, "<p>a 👨\u200d🍳</p>"},
		{"AMP", `<amp-img src="https://a.example/1.jpg" alt="One"></amp-img>`, `<img src="https://a.example/1.jpg" alt="One"/>`},
		{"input", `<input type="image" src="https://a.example/1.jpg">`, `<img src="https://a.example/1.jpg" alt=""/>`},
		{"drawing with a picture", `<svg><image xlink:href="https://a.example/1.jpg"></image></svg>`, `<img src="https://a.example/1.jpg" alt=""/>`},
		{"background", `<div style="background-image: url('https://a.example/1.jpg')"></div>`, `<div><img src="https://a.example/1.jpg" alt=""/></div>`},
		{"background of text", `<div style="background-image: url('https://a.example/1.jpg')">text</div>`, `<div>text</div>`},
		{"broken entity", `<img src="https://a.example/?action=view&current=1.jpg&region=2">`, `<img src="https://a.example/?action=view&amp;current=1.jpg&amp;region=2" alt=""/>`},
		{"white space", "<img src=\" https://a.example/a\n b.jpg \">", `<img src="https://a.example/a%20b.jpg" alt=""/>`},
		{"not ASCII", `<img src="https://例え.example/写真/一.jpg">`, `<img src="https://例え.example/写真/一.jpg" alt=""/>`},
		{"template", `<img src="{{ site.url }}/a b.jpg">`, `<img src="{{ site.url }}/a b.jpg" alt=""/>`},
	})
	runCases(t, Options{OriginalSize: true}, []cleanCase{
		{"Blogger", `<img src="https://1.bp.blogspot.com/-a/s320/1.jpg">`, `<img src="https://1.bp.blogspot.com/-a/s0/1.jpg" alt=""/>`},
		{"WordPress", `<img src="https://a.example/wp-content/uploads/1-300x200.png?w=300">`, `<img src="https://a.example/wp-content/uploads/1.png" alt=""/>`},
		{"Aliyun", `<img src="https://a.example/1.png?x-oss-process=image/resize,w_300">`, `<img src="https://a.example/1.png" alt=""/>`},
		{"style", `<img src="https://a.example/1.jpg!thumb">`, `<img src="https://a.example/1.jpg" alt=""/>`},
		{"Jetpack", `<img src="https://a.example/1-300x200.jpg" data-orig-file="https://a.example/1.jpg">`, `<img src="https://a.example/1.jpg" alt=""/>`},
	})
	runCases(t, Options{KeepProxy: true}, []cleanCase{
		{"kept proxy", `<img src="https://cors.x.workers.dev/?http://a.example/1.jpg">`, `<img src="https://cors.x.workers.dev/?http://a.example/1.jpg" alt=""/>`},
	})
}

func TestAddresses(t *testing.T) {
	b := weburl.NewBase("http://blog.example/2020/post/?x=1")
	for in, want := range map[string]string{
		"a.jpg": "http://blog.example/2020/post/a.jpg", "/a.jpg": "http://blog.example/a.jpg", "../a.jpg": "http://blog.example/2020/a.jpg",
		"./a.jpg": "http://blog.example/2020/post/a.jpg", "../../../../a": "http://blog.example/a", "?y": "http://blog.example/2020/post/?y",
		"//b.example/a": "http://b.example/a", "#x": "#x", "mailto:a@b.example": "mailto:a@b.example", "https://c.example/../a": "https://c.example/../a",
		"{{ site.url }}/a b.jpg": "http://blog.example/a%20b.jpg", "{{ page.image }}": "{{ page.image }}",
	} {
		if got := b.Resolve(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
	if got := (weburl.Base{}).Resolve("//b.example/a"); got != "https://b.example/a" {
		t.Errorf("without a base: %s", got)
	}
	got, _ := cleanString(t, `<!doctype html><head><base href="/deep/"></head><body><a href="x">t</a></body>`, Options{BaseURL: "https://a.example/p"})
	if !strings.Contains(got, `href="https://a.example/deep/x"`) {
		t.Errorf("base element: %s", got)
	}
}

func TestLinks(t *testing.T) {
	runCases(t, Options{}, []cleanCase{
		{"redirector", `<a href="https://link.zhihu.com/?target=https%3A//a.example/">t</a>`, `<a href="https://a.example/">t</a>`},
		{"empty", `<a href="">t</a>`, `t`},
		{"undefined", `<a href="https://a.example/undefined">t</a><a href="/undefined">u</a>`, `tu`},
		{"a page about undefined", `<a href="https://a.example/js/undefined">t</a>`, `<a href="https://a.example/js/undefined">t</a>`},
		{"anchor", `<a name="n"></a><a href="#n">t</a>`, `<a name="n"></a><a href="#n">t</a>`},
		{"split text", `<a href="https://a.example/long/path"><span class="invisible">https://</span><span class="ellipsis">a.example/long</span><span class="invisible">/path</span></a>`, `<a href="https://a.example/long/path">https://a.example/long/path</a>`},
		{"only an icon", `<a href="https://a.example/" title="Site A"><i class="fa fa-link"></i></a>`, `<a href="https://a.example/" title="Site A">Site A</a>`},
		{"only an icon with a label", `<a aria-label="Site A" href="https://a.example/"><svg width="9"></svg></a>`, `<a aria-label="Site A" href="https://a.example/">Site A</a>`},
		{"only a label", `<a aria-label="Site A" href="https://a.example/"></a>`, `<a aria-label="Site A" href="https://a.example/">Site A</a>`},
		{"an image's name", `<a href="https://a.example/"><img src="data:," alt="Site A"></a>`, `<a href="https://a.example/">Site A</a>`},
		{"a drawing's name", `<a href="https://a.example/"><svg><title>Site A</title></svg></a>`, `<a href="https://a.example/">Site A</a>`},
		{"nothing", `<p>Home <a href="https://a.example/"> </a> sweet</p>`, `<p>Home   sweet</p>`},
		{"a label of a place in the page", `<a aria-label="Top" href="#top"></a>`, ``},
		{"odd schemes", `<a href="made-up:x">a</a><a href="MAILTO:A@B.C">b</a>`, `<a href="made-up:x">a</a><a href="MAILTO:A@B.C">b</a>`},
	})
}

// TestLabelNote: a label that takes the place of an icon is noted.
func TestLabelNote(t *testing.T) {
	for src, want := range map[string]string{
		`<a href="https://a.example/" title="Site A"><i class="fa fa-link"></i></a>`: "link.labelled",
		`<a href="https://a.example/" title="Site A">Site A</a>`:                     "",
		`<a href="#top" aria-label="Top"></a>`:                                       "link.empty",
	} {
		_, a := cleanString(t, src, Options{})
		got := ""
		for _, n := range a.Notes {
			got += n.Code
		}
		if got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}

func TestRepairs(t *testing.T) {
	runCases(t, Options{}, []cleanCase{
		{"escaped slash", `<h1>a<&#47;h1><p>b<&#47;p>`, `<h1>a</h1><p>b</p>`},
		{"code that was not escaped", `<pre><code><html><br> <head><script src="x"></script></code></pre><p>b</p>`, `<pre><code>&lt;html&gt;<br/> &lt;head&gt;&lt;script src=&#34;x&#34;&gt;&lt;/script&gt;</code></pre><p>b</p>`},
		{"highlighted code", `<pre><code><span class="k">if</span> a &lt; b</code></pre>`, `<pre><code><span class="k">if</span> a &lt; b</code></pre>`},
		{"odd comment", "<p>a</p><!--x-- y>\n<!-- z --><p>b</p>", `<p>a</p><p>b</p>`},
		{"JSON in an attribute", `<p>a</p><div data-x="{"canvas":1}">b</div>`, `<p>a</p><div data-x="{" canvas":1}"="">b</div>`},
		{"a comment that stays open", `<p>a</p><!--note-- x><p>b</p>`, `<p>a</p><p>b</p>`},
		{"a tag in the text", `<h4>1. The <script> tag</h4><p>b</p>`, `<h4>1. The &lt;script&gt; tag</h4><p>b</p>`},
		{"a script cut off", `<p>a</p><script>var x = 1`, `<p>a</p>`},
		{"scripts that end", `<p>a</p><script>x</script><p>b</p><SCRIPT>y</SCRIPT>`, `<p>a</p><p>b</p>`},
		{"a body in the middle", `a<html><body class="x"><p>b</p></body></html>c`, `a<p>b</p>c`},
	})
}

// TestNotesAreFew: however often something happens, it is noted once.
func TestNotesAreFew(t *testing.T) {
	_, a := cleanString(t, strings.Repeat(`<p>t <img src="a.jpg"><img src="blank.gif"><a href="b">t</a></p>`, 500), Options{})
	if len(a.Notes) != 3 {
		t.Fatalf("%d notes: %v", len(a.Notes), a.Notes)
	}
	if want := "image addresses stay relative, since the article's own address is not known (500): a.jpg, …"; a.Notes[0].Message != want {
		t.Errorf("got  %s\nwant %s", a.Notes[0].Message, want)
	}
}

func TestResolveImage(t *testing.T) {
	for _, test := range []struct {
		addr, url, via string
		placeholder    bool
	}{
		{"https://cors.x.workers.dev/?http://a.example/1.jpg", "http://a.example/1.jpg", "proxy:workers.dev", false},
		{"/1.jpg", "https://blog.example/1.jpg", "src", false},
		{"https://picsum.photos/400/300?random=7", "https://picsum.photos/400/300?random=7", "src", true},
		{"/img/loadimg.gif", "https://blog.example/img/loadimg.gif", "src", true},
		{"javascript:alert(1)", "javascript:alert(1)", "src", true},
		{"", "", "src", true},
	} {
		url, via, placeholder := ResolveImage(test.addr, Options{BaseURL: "https://blog.example/post"})
		if url != test.url || via != test.via || placeholder != test.placeholder {
			t.Errorf("%s: %s %s %v", test.addr, url, via, placeholder)
		}
	}
}

// TestKeepInside: what holds an element to keep is not taken away around it.
func TestKeepInside(t *testing.T) {
	const src = `<p>The article itself, with enough words to outweigh the rest.</p><div class="sharedaddy"><b class="x">kept</b></div>`
	if got, _ := cleanString(t, src, Options{Keep: []string{".x"}}); !strings.Contains(got, "kept") {
		t.Error(got)
	}
	if got, _ := cleanString(t, src, Options{}); strings.Contains(got, "kept") {
		t.Error(got)
	}
}

// TestNoscript: what asks for scripts goes, an article on scripts does not.
func TestNoscript(t *testing.T) {
	const text = "<p>The article itself, with enough words to outweigh the rest of it.</p>"
	long := strings.Repeat("What a browser without JavaScript shows is all that many readers get. ", 9)
	for _, test := range []cleanCase{
		{"asks", `<noscript>Please enable JavaScript.</noscript>`, ``},
		{"a long text", text + text + text + `<noscript><p>` + long + `</p></noscript>`, text + text + text + `<p>` + long + `</p>`},
		{"a text", `<noscript><p>Another way</p></noscript>`, `<p>Another way</p>`},
	} {
		if got, _ := cleanString(t, text+test.src, Options{}); got != text+test.want {
			t.Errorf("%s: got %s", test.name, got)
		}
	}
}

// TestReasons: the account of a removed image says why.
func TestReasons(t *testing.T) {
	for src, want := range map[string]string{
		`<img src="https://a.example/p.gif" width="1" height="1">`:                        "a tracking pixel",
		`<img src="https://s.w.org/images/core/emoji/2/72x72/1f642.png">`:                 "stands for a character",
		`<img src="/loading.gif">`:                                                        "a placeholder",
		`<img src="/loading.gif" data-src="https://a.example/p.jpg">`:                     "a placeholder",
		`<div style="background:url(https://a.example/p.jpg,https://b.example/q)"></div>`: "the image's own address",
	} {
		_, a := cleanString(t, "<p>text</p>"+src, Options{Explain: true})
		if len(a.Sources) != 1 || a.Sources[0].Candidates[0].Reason != want {
			t.Errorf("%s: %+v", src, a.Sources)
		}
	}
}

// TestIdleScripts: an address that does nothing is no danger to warn of.
func TestIdleScripts(t *testing.T) {
	for href, warns := range map[string]bool{
		"javascript:;": false, "javascript:void(0)": false, "JavaScript: void(0);": false, "javascript:": false, "javascript://": false,
		"javascript:alert(1)": true, "java\nscript:go()": true, "vbscript:x": true,
	} {
		got, a := cleanString(t, `<a href="`+href+`">t</a>`, Options{})
		if got != "t" || (len(a.Notes) > 0) != warns {
			t.Errorf("%q: %s %v", href, got, a.Notes)
		}
	}
}
