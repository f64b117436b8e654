// Package hostile generates what an attacker could put into an article: payloads
// that are to run in a reader's browser, and inputs that are to exhaust time or
// memory. Everything is made here, kind by kind.
package hostile

import (
	"fmt"
	"strings"
)

// Payload is an input that runs code if any of it comes through.
type Payload struct {
	Name  string // kind and number
	Input string
}

// live are tags and addresses that run a call of hit().
var live = []string{
	`<script>hit()</script>`,
	`<img src=x onerror=hit()>`,
	`<svg onload=hit()>`,
	`<svg/onload=hit()//`,
	`<iframe srcdoc="<script>parent.hit()</script>"></iframe>`,
	`<iframe src="javascript:parent.hit()"></iframe>`,
	`<a href="javascript:hit()">x</a>`,
	"<a href=\"java\tscript:hit()\">x</a>",
	`<a href="&#106;avascript&colon;hit()">x</a>`,
	`<details open ontoggle=hit()>x</details>`,
	`<video><source onerror=hit()></video>`,
	`<object data="javascript:hit()"></object>`,
	`<form action="javascript:hit()"><button>x</button></form>`,
	`<math><a xlink:href="javascript:hit()">x</a></math>`,
	`<svg><animate onbegin=hit() attributeName=x dur=1s></svg>`,
	`<body onpageshow=hit()>`,
}

// links are how Markdown could lead to code.
var links = []string{
	`[x](javascript:hit())`, `[x](<javascript:hit()>)`, `<javascript:hit()>`, "[x][y]\n\n[y]: javascript:hit()", `![x](javascript:hit())`,
	`[x](&#106;avascript:hit())`, `[x](javascript&colon;hit())`, `[x](javascript\:hit())`, "[x](java&Tab;script:hit())", `[x](JaVaScRiPt:hit())`,
	`[x](vbscript:hit())`, `[x](data:text/html,<script>hit()</script>)`, `[x]( javascript:hit() "t")`,
}

// kramdown are the marks by which it writes attributes and raw text.
var kramdown = []string{
	`{::nomarkdown}<img src=x onerror=hit()>{:/}`, `{::comment}{:/}<img src=x onerror=hit()>`, `*x*{: onclick="hit()"}`, `{::options parse_block_html="true" /}`,
	`{:x: onclick="hit()"} *x*{:x}`, `{:/}<img src=x onerror=hit()>`,
}

// texts are places of an article's HTML where text stands; %s is escaped.
var texts = []string{
	`<p>%s</p>`, `<p>a\<br>%s</p>`, `<p>a\\<br>%s</p>`, `<h2>%s</h2>`, `<ul><li>%s</li></ul>`, `<ol><li><p>a</p><p>%s</p></li></ol>`, `<blockquote>%s</blockquote>`,
	`<pre>%s</pre>`, "<pre>\t```\n%s</pre>", "<ul><li><pre>\t```\n%s</pre></li></ul>", "<blockquote><pre> \t```\n%s</pre></blockquote>", "<ol><li><pre>\t~~~\n%s\n```</pre></li></ol>",
	"<p>a <code>%s</code></p>", "<p>a <code> %s</code></p>", "<p>a <code>\t%s</code></p>", "<p><code>``%s`</code></p>", "<p>`<code>%s</code>`</p>",
	`<table><tr><th>a|<code>b|</code><td>%s</table>`, "<table><tr><th>`<td>%s<td>`</table>", `<p>\(%s\)</p>`, `<p>\[%s\]</p>`, `<p>$$%s$$</p>`,
	`<span class="katex"><annotation encoding="application/x-tex">%s</annotation></span>`, `<script type="math/tex">%s</script>`,
	`<p>{{ "%s" }}</p>`, `<p>{%% x "%s" %%}</p>`, `<p>{{< x "%s" >}}</p>`, `<p>{%% raw %%}%s{%% endraw %%}</p>`, `<dl><dt>a<dd>%s</dl>`,
	`<figure><img src=i.png><figcaption>%s</figcaption></figure>`, `<details><summary>%s</summary>a</details>`, `<p><b>a</b>%s<i>b</i></p>`, `<p>a<sup id=fnref1><a href="#fn1">1</a></sup></p><ol><li id=fn1>%s</ol>`,
	`<p>!<a href="y">[</a>%s</p>`, `<textarea>%s</textarea>`, `<noscript>%s</noscript>`, `<p>&lt;!-- %s --&gt;</p>`, `<p>&amp;lt;%s</p>`, `<p>a<br>===<br>%s</p>`,
	`<kbd>%s</kbd>`, `<p>a<!--%s--></p>`,
}

// attributes are places of an article's HTML that hold a value; %s is escaped.
var attributes = []string{
	`<img src=i.png alt="%s">`, `<img src=i.png title="%s">`, `<img src="%s">`, `<img src="i.png](%s">`, `<a href="%s">a</a>`, `<a href="a](%s)">a</a>`, `<a href="u"><img src="y](%s)"></a>`,
	`<a href="u](%s)"><img src="y" alt="a"></a>`, `<a href="u" title="%s">a</a>`, `<a href="u" title='") %s'>a</a>`, `<pre><code class="language-%s">a</code></pre>`,
	`<iframe src="%s"></iframe>`, `<video src="%s"></video>`, `<abbr title="%s">a</abbr>`, `<a id="%s">a</a><a href="#%[1]s">b</a>`, `<ol start="%s"><li>a</ol>`,
	`<img src=i.png width="%s">`, `<img data-src="%s">`, `<img srcset="%s 1x">`, `<td align="%s">a`, `<a href="http://e.org/?x=%s[z]">a</a>`, `<q cite="%s">a</q>`,
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// Markup is the HTML of articles with live markup as it stands and, escaped, in
// every place.
func Markup() (list []Payload) {
	add := func(kind, input string) {
		list = append(list, Payload{fmt.Sprintf("%s %d", kind, len(list)), input})
	}
	all := append(append(append([]string(nil), live...), links...), kramdown...)
	for _, payload := range live {
		add("tag", "<p>a</p>"+payload+"<p>b</p>")
		add("tag in a list", "<ul><li>"+payload+"</ul>")
		add("tag in a template tag", "<p>{{ '"+payload+"' }}</p>")
	}
	for _, place := range texts {
		for _, payload := range all {
			add("text", fmt.Sprintf(place, escape.Replace(payload)))
		}
	}
	for _, place := range attributes {
		for _, payload := range append(all, "javascript:hit()", "java\nscript:hit()", "data:text/html,<script>hit()</script>", "&#106;avascript:hit()", " \x01javascript:hit()") {
			add("attribute", fmt.Sprintf(place, escape.Replace(payload)))
		}
	}
	return list
}

// markdownPlaces are places of Markdown; %s is as it is.
var markdownPlaces = []string{
	"%s\n", "# h\n\n%s\n", "- a\n- %s\n", "- a\n\n    %s\n", "> a\n> %s\n", "a **b** %s\n", "| a | b |\n|---|---|\n| ` | %s ` |\n", "- ```\n  x\n%s\n", "a\r%s\r\n", "<!X `>\n%s`\n",
	"a \\\\`%s`\n", "{{ x %s }}\n", "[a] b\n\n%s\n", "**a** <b>%s</b>\n", "<div>\n\n%s\n\n</div>\n", "a[^1]\n\n[^1]: %s\n", "$a$ %s $b$\n", "1. a\n   - b\n\n     %s\n",
}

// Markdown are bodies of Markdown, and of Markdown with HTML among it, with live
// markup and links in every place.
func Markdown() (list []Payload) {
	for _, place := range markdownPlaces {
		for _, payload := range append(append([]string(nil), live...), links...) {
			list = append(list, Payload{fmt.Sprintf("markdown %d", len(list)), fmt.Sprintf(place, payload)})
		}
	}
	return list
}
