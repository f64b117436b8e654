// Package hostile generates what an attacker could put into an article: payloads
// that are to run in a reader's browser, and inputs that are to exhaust time or
// memory. Everything is made here, kind by kind.
package hostile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/artx-cli/artx/note"
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
	"<a href=\"javascrip\nt:hit()\">x</a>",
	"<a href=\"javascript\t:hit()\">x</a>",
	`<a href=" &NewLine;javascript&#58hit()">x</a>`,
	`<a href="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='hit()'/>">x</a>`,
	`<!--a--!><img src=x onerror=hit()>-->`,
	`<!--><img src=x onerror=hit()>-->`,
	`<![CDATA[><img src=x onerror=hit()>]]>`,
	`<?x ><img src=x onerror=hit()>?>`,
	`<svg><style><img src=x onerror=hit()></style></svg>`,
	`<svg><desc><img src=x onerror=hit()></desc></svg>`,
	`<math><annotation-xml encoding="text/html"><img src=x onerror=hit()></annotation-xml></math>`,
	`<noscript><p title="</noscript><img src=x onerror=hit()>">x</p></noscript>`,
	`<xmp><p title="</xmp><img src=x onerror=hit()>">x</p></xmp>`,
	`<form><button formaction="javascript:hit()">x</button></form>`,
	`<base href="javascript:hit()//"><a href=x>x</a>`,
	`<embed src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9aGl0KCk+">`,
	`<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg' onload='hit()'/>#x"></use></svg>`,
	`<svg><a><set attributeName=href to=javascript:hit() /><text>x</text></a></svg>`,
	`<svg><a><animate attributeName=href values=javascript:hit() /><text>x</text></a></svg>`,
	`<div style="background:url(javascript:hit())" onclick="hit()">x</div>`,
	"<img src=x\nonerror=hit()>",
}

// misread are tags that run a call of hit() where a reader takes quotes, comments or
// elements in another way than the one before it did.
var misread = []string{
	`<a href=u title='"><img src=x onerror=hit()>'>x</a><img src=x title="'><img src=x onerror=hit()>">`,
	"<p title=\"\n\n<img src=x onerror=hit()>\n\n\">x</p>",
	`<svg><title><!--</title><img src=x onerror=hit()>--></svg>`,
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=hit()&gt;">`,
	`<img/src=x/onerror=hit()>`,
	`<ImG sRc='x'OnErRoR=hit()>`,
	"<img src=x alt=`a` onerror=hit()>",
	`<meta http-equiv=refresh content="0;url=javascript:hit()">`,
	`<img src="x" onerror="hit()"/>`,
}

// links are how Markdown could lead to code.
var links = []string{
	`[x](javascript:hit())`, `[x](<javascript:hit()>)`, `<javascript:hit()>`, "[x][y]\n\n[y]: javascript:hit()", `![x](javascript:hit())`,
	`[x](&#106;avascript:hit())`, `[x](javascript&colon;hit())`, `[x](javascript\:hit())`, "[x](java&Tab;script:hit())", `[x](JaVaScRiPt:hit())`,
	`[x](vbscript:hit())`, `[x](data:text/html,<script>hit()</script>)`, `[x]( javascript:hit() "t")`,
	`[![y](z)](javascript:hit())`, `[[y](z)](javascript:hit())`, `[a\]](javascript:hit())`, "[x`](javascript:hit())`", "[x](\n javascript:hit())", "[x]( javascript:hit()\n\"t\")",
	"[x]:\n  javascript:hit()\n\n[x]", "[x]: <javascript:hit()> 't'\n\n[x]", "[x]:javascript:hit()\n\n[x][]", `<javascript&colon;hit()>`, "[x](<java\tscript:hit()>)",
	`[x](&#x6A;&#x61;vascript:hit())`, `[x](javascript&#x3a;hit())`, `[x](JAVASCRIPT&#00058;hit())`, `![alt](u "](javascript:hit())")`, `![a](b](javascript:hit())`,
	`[x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9aGl0KCk+)`, `[x](u "a" onclick=hit())`, `[a](u "t'><img src=x onerror=hit()>")`,
}

// kramdown are the marks by which it writes attributes and raw text.
var kramdown = []string{
	`{::nomarkdown}<img src=x onerror=hit()>{:/}`, `{::comment}{:/}<img src=x onerror=hit()>`, `*x*{: onclick="hit()"}`, `{::options parse_block_html="true" /}`,
	`{:x: onclick="hit()"} *x*{:x}`, `{:/}<img src=x onerror=hit()>`,
	`[x](u){:onclick="hit()"}`, `[x](u){: href="javascript:hit()"}`, `![x](u){: onerror="hit()"}`, "x\n{: onclick='hit()'}", "{: onclick='hit()'}\nx", "{:a: onclick='hit()'}\n\nx\n{:a}",
	"$$<img src=x onerror=hit()>$$", "*[HIT]: <img src=x onerror=hit()>\n\nHIT", "a[^9]\n\n[^9]: <img src=x onerror=hit()>", "{::nomarkdown type='html'}\n<img src=x onerror=hit()>\n{:/nomarkdown}",
	"| a |\n{: onclick='hit()'}", "* a{: onclick='hit()'}\n* {: onclick='hit()'} b",
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
	"<ul><li>a<ul><li><pre>\t````\n%s\n\t```</pre></ul></ul>", "<blockquote><ul><li><pre>  \t~~~\n%s</pre></ul></blockquote>", "<pre>```\n%s\n``` x</pre>", "<ol start=100><li><pre> ```\n%s</pre></ol>",
	"<pre><code class=language-x>````\n%s\n```</code></pre>", "<pre>&#13;```&#13;%s</pre>", "<ul><li><p>a</p><pre>\n\n%s</pre></ul>",
	`<p>a\<br>\<br>%s</p>`, `<table><tr><th>a\<br>%s<td>b</table>`, `<ul><li>a\<br>%s</ul>`, `<h2>a\<br>%s</h2>`, `<p>a\ <br>%s</p>`,
	"<p><code>`</code>%s<code>`</code></p>", "<p>``<code>`</code>%s``</p>", "<p><code>```</code> <code>``%s</code> ```</p>", "<p>`` <b>%s</b> ``</p>",
	"<table><tr><th>a<tr><td><code>`|%s`</code></table>", "<table><tr><th>a|b<tr><td>`|`%s</table>", `<table><caption>%s</caption><tr><td>a</table>`, "<table><tr><th>\\|`<td>%s`</table>",
	`<p>[a]: %s</p>`, `<p>[a]:</p><p>%s</p>`, `<p>[a]:<br>%s</p>`, `<p>*[a]: %s</p>`, `<p>[^a]: %s</p>`, `<p>a<br>: %s</p>`, `<p>{:a: %s}</p>`, `<p>{:%s}</p>`, `<p><em>a</em>{: title="%s"}</p>`, `<p>[a]<b>(%s)</b></p>`,
	`<math><mtext>%s</mtext></math>`, `<math><semantics><mi>x</mi><annotation encoding="application/x-tex">%s</annotation></semantics></math>`, `<p>$%s$</p>`, `<span class="math inline">\(%s\)</span>`,
	`<div class="math display">$$%s$$</div>`, `<p>{{ x | y: '%s' }}</p>`, `<p>{%% raw %%}{%% endraw %%}%s</p>`, `<p>{{&lt; a &gt;}}%s{{&lt; /a &gt;}}</p>`, `<p>{# %s #}</p>`, `<p>&lt;%%= %s %%&gt;</p>`,
	`<p>[caption]%s[/caption]</p>`, `<p>&lt;!--&gt; %s --&gt;</p>`, `<p>&lt;!-- --!&gt; %s</p>`, `<p>&lt;![CDATA[%s]]&gt;</p>`, `<p>&lt;?x %s ?&gt;</p>`, `<p>&lt;!X %s&gt;</p>`, `<p>&lt;div&gt;<br>%s</p>`,
	`<p>&lt;pre&gt;</p><p>%s</p>`, `<p>&lt;a href="</p><p>%s"&gt;</p>`, `<p>&lt;a title='<b>%s</b>'&gt;</p>`, `<p>&lt;style&gt;<br>%s</p>`,
	`<ruby>a<rt>%s</ruby>`, `<svg><text>%s</text></svg>`, `<svg><title>%s</title></svg>`, `<video>%s</video>`, `<object>%s</object>`, `<iframe>%s</iframe>`, `<noembed>%s</noembed>`, `<xmp>%s</xmp>`, `<plaintext>%s`,
	`<button>%s</button>`, `<fieldset><legend>%s</legend>a</fieldset>`, `<sup>%s</sup>`, `<q>%s</q>`, `<del>%s</del>`, `<samp>%s</samp>`,
	`<p>- %s</p>`, `<p>1. %s</p>`, `<p># %s</p>`, `<p>&gt; %s</p>`, `<p>&nbsp;&nbsp;&nbsp;&nbsp;%s</p>`, `<p>a&#10;&#10;%s</p>`, `<p>a&#13;%s</p>`, `<p>a&#11;%s</p>`, `<p>a&#12;%s</p>`, `<p>a&#8232;%s</p>`,
}

// attributes are places of an article's HTML that hold a value; %s is escaped.
var attributes = []string{
	`<img src=i.png alt="%s">`, `<img src=i.png title="%s">`, `<img src="%s">`, `<img src="i.png](%s">`, `<a href="%s">a</a>`, `<a href="a](%s)">a</a>`, `<a href="u"><img src="y](%s)"></a>`,
	`<a href="u](%s)"><img src="y" alt="a"></a>`, `<a href="u" title="%s">a</a>`, `<a href="u" title='") %s'>a</a>`, `<pre><code class="language-%s">a</code></pre>`,
	`<iframe src="%s"></iframe>`, `<video src="%s"></video>`, `<abbr title="%s">a</abbr>`, `<a id="%s">a</a><a href="#%[1]s">b</a>`, `<ol start="%s"><li>a</ol>`,
	`<img src=i.png width="%s">`, `<img data-src="%s">`, `<img srcset="%s 1x">`, `<td align="%s">a`, `<a href="http://e.org/?x=%s[z]">a</a>`, `<q cite="%s">a</q>`,
	`<img src=i.png alt="](%s">`, `<img src=i.png alt="a](javascript:hit()) %s">`, `<a href=u><img src=i.png alt="%s"></a>`, `<a href=u title="a&#10;&#10;%s">a</a>`, `<img src=i.png title="a&quot; %s">`,
	`<a href=u title="a\%s">a</a>`, "<a href=\"%s\"><code>a`</code></a>", `<map><area href="%s"></map>`, `<svg><a xlink:href="%s"><text>a</text></a></svg>`, `<math href="%s"><mi>x</mi></math>`,
	`<form action="%s"><button formaction="%[1]s">a</button></form>`, `<object data="%s">a</object>`, `<embed src="%s">`, `<meta http-equiv=refresh content="0;url=%s"><p>a</p>`, `<base href="%s"><a href=x>a</a>`,
	`<div style="background:url(%s)">a</div>`, `<h2 id="%s">a</h2>`, `<time datetime="%s">a</time>`, `<p class="%s">a</p>`, `<p lang="%s">a</p>`, `<blockquote cite="%s">a</blockquote>`, `<audio src="%s">a</audio>`,
	`<iframe srcdoc="%s"></iframe>`, `<iframe src="https://www.youtube.com/embed/%s"></iframe>`, `<iframe title="%s" src="https://www.youtube.com/embed/abcdefghijk"></iframe>`, `<a href="#%s">a</a>`, `<a href="mailto:%s">a</a>`,
	`<a href="http://e.org/%s">http://e.org/%[1]s</a>`, `<img src="data:image/svg+xml,%s">`, `<a href="data:image/svg+xml,%s">a</a>`, `<pre class="%s">a</pre>`, `<math alttext="%s"><mi>x</mi></math>`, `<img class=latex alt="$%s$" src=x>`,
	`<details name="%s"><summary>a</summary>b</details>`, `<input type=text value="%s">`, `<link rel=stylesheet href="%s"><p>a</p>`,
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// Markup is the HTML of articles with live markup as it stands and, escaped, in
// every place.
func Markup() (list []Payload) {
	add := func(kind, input string) {
		list = append(list, Payload{fmt.Sprintf("%s %d", kind, len(list)), input})
	}
	all := slices.Concat(live, misread, links, kramdown)
	for _, payload := range slices.Concat(live, misread) {
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
	"1. ```\n   x\n   ```\n%s\n", "> ```\n%s\n", "- > ```\n  > x\n\n%s\n", "~~~ `\n%s\n~~~ x\n", "````\n```\n%s\n```\n", "- a\n\t```\n\tx\n%s\n", "a\n: %s\n", "| `a\\|b` | %s |\n|---|---|\n",
	"<!-- --!> %s -->\n", "<!--> %s -->\n", "<pre>\n\n%s\n</pre>\n", "<p title='\n\n%s\n\n'>\n", "<svg><style>\n%s\n</style></svg>\n", "{%% raw %%}\n%s\n{%% endraw %%}\n", "{{< x >}}%s{{< /x >}}\n",
	"$$\n%s\n$$\n", "\\(%s\\)\n", "[a]: <u> \"\n%s\"\n", "a[^a]\n\n[^a]: b\n\n    %s\n", "*[a]: %s\n\na\n", "{::comment}\n%s\n{:/}\n", "<details>\n<summary>a</summary>\n\n%s\n</details>\n", "![a](b \"%s\")\n",
	"<a title=\"%s\">x</a>\n", "<a title='%s'>x</a>\n", "<textarea>\n%s\n", "<math><mtext>%s</mtext></math>\n", "a<br>\n%s\n", "a\\\n%s\n", "\x00%s\n", "a\v%s\n", "&lt;b> %s\n", "``a` %s ``\n", "<div markdown=\"1\">\n%s\n</div>\n",
	"<![CDATA[\n%s\n]]>\n", "<?x\n%s\n?>\n", "<noscript>\n%s\n</noscript>\n",
}

// Markdown are bodies of Markdown, and of Markdown with HTML among it, with live
// markup and links in every place.
func Markdown() (list []Payload) {
	all := slices.Concat(live, misread, links, kramdown)
	for _, place := range markdownPlaces {
		for _, payload := range all {
			list = append(list, Payload{fmt.Sprintf("markdown %d", len(list)), fmt.Sprintf(place, payload)})
		}
	}
	return list
}

// Warns tells whether notes warn of what a reader could render unsafely.
func Warns(notes []note.Note) bool {
	for _, n := range notes {
		if n.Level == note.Warning && (n.Code == "link.dangerous" || n.Code == "markdown.dangerous") {
			return true
		}
	}
	return false
}
