package article

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/artx-cli/artx/extract/body"
)

// examples are those of the CommonMark specification, which goldmark has beside
// its tests.
func examples(tb testing.TB) (list []string) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		tb.Skip("no module cache: ", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		tb.Skip(err)
	}
	var cases []struct{ Markdown string }
	if err := json.Unmarshal(data, &cases); err != nil {
		tb.Fatal(err)
	}
	for _, c := range cases {
		list = append(list, c.Markdown)
	}
	return list
}

// checkMixed converts a mixed body: nothing is lost, and converting the result
// again changes nothing, and each block of Markdown is still one.
func checkMixed(t *testing.T, src string) {
	t.Helper()
	a := checkConverted(t, src, Options{From: FromMixed, To: Markdown, Verify: true})
	if lost := lostBlock(src, string(a.Markdown)); lost != "" {
		t.Errorf("a block of Markdown is none any more: %s\n--- source\n%s\n--- result\n%s", lost, src, a.Markdown)
	}
}

func checkConverted(t *testing.T, src string, opt Options) *Article {
	t.Helper()
	a, err := Convert([]byte(src), opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range a.Notes {
		if strings.HasPrefix(n.Code, "verify.") {
			t.Errorf("%s [%s]\n--- source\n%s\n--- result\n%s", n.Message, n.Code, src, a.Markdown)
		}
	}
	again, err := Convert(a.Markdown, Options{To: Markdown})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Markdown, a.Markdown) {
		t.Errorf("converting again changes it\n--- source\n%s\n--- result\n%s\n--- again\n%s", src, a.Markdown, again.Markdown)
	}
	return a
}

// A block is one of the outermost level of Markdown, with its kind and its lines.
type block struct{ kind, text string }

// blocksOf reads Markdown as goldmark does, without a scanner of our own: its blocks,
// but for those with a tag in them or right before, up to HTML that leaves open a pre
// or comment, behind which its author meant something else.
func blocksOf(src string) (list []block) {
	src = string(body.MaskTemplates([]byte(src)))
	doc := markdownRenderer().Parser().Parse(text.NewReader([]byte(src)))
	lineStart := func(n ast.Node) int { return strings.LastIndexByte(src[:max(0, n.Pos())], '\n') + 1 }
	behindTag := false
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		start, end := lineStart(n), len(src)
		if next := n.NextSibling(); next != nil && next.Kind() != extast.KindFootnoteList { // which stands where it does not
			end = max(start, lineStart(next))
		}
		lines := src[start:end]
		if n.Kind() == extast.KindFootnoteList || n.Kind() == ast.KindHTMLBlock && leavesOpen(lines, src[end:]) {
			break
		}
		text := strings.TrimSpace(lines)
		if n.Kind() != ast.KindHTMLBlock && text != "" && !strings.ContainsAny(text, "<{") && !behindTag {
			list = append(list, block{n.Kind().String(), strings.TrimRight(text, "> \t\n")})
		}
		behindTag = strings.ContainsAny(lines, "<>") && !strings.HasSuffix(strings.TrimRight(lines, " \t"), "\n\n")
	}
	return list
}

// leavesOpen tells whether a comment, or an element whose text is taken as it stands,
// begins in an HTML block and ends behind it.
func leavesOpen(lines, behind string) bool {
	for _, marks := range [][2]string{{"<!--", "-->"}, {"<pre", "</pre"}, {"<textarea", "</textarea"}, {"<script", "</script"}, {"<style", "</style"}} {
		if i := strings.LastIndex(lines, marks[0]); i >= 0 && !strings.Contains(lines[i:], marks[1]) && strings.Contains(behind, marks[1]) {
			return true
		}
	}
	return false
}

// lostBlock is a block of Markdown in the source that the result does not have in its
// place, "" if there is none.
func lostBlock(src, result string) string {
	have := blocksOf(result)
	for _, b := range blocksOf(src) {
		at := slices.Index(have, b)
		if at < 0 {
			return fmt.Sprintf("%s %q", b.kind, b.text)
		}
		have = have[at+1:]
	}
	return ""
}

// TestMixedSpecification puts each example of the specification between HTML.
func TestMixedSpecification(t *testing.T) {
	for _, example := range examples(t) {
		checkMixed(t, "Some **text** with <b>tags</b>.\n\n"+example+"\n\n<div>A <i>block</i>.</div>\n")
	}
}

// pieces of bodies that mix Markdown, HTML and template tags.
var mixedPieces = []string{
	"# Head <b>x</b>", "First part\n------", "- a\n- b <i>c</i>\n\n  d", "1. one\n\n   <p>two</p>", "> quote <b>q</b>\n> more", "> <h3>Question</h3>",
	"```html\n<div>\n\n<p>fence</p>\n```", "\t<dependency>\n\t\t<id>x</id>\n\t</dependency>", "- item\n\n      <code in item>", "| a | b |\n|---|---|\n| <b>c</b> | d<br>e |",
	"<div>\n\n*in a div*\n\n</div>", "<table>\n\n  <tr><td>cell</td></tr>\n\n</table>", "<ul><li>one</li><li>two</li></ul>", "<ol><li>one</li></ol>", "<pre>a\n\nb<br>c</pre>",
	"<img src=\"/a.png\">", "<iframe src=\"https://www.youtube.com/embed/M7lc1UVf-VE\"></iframe>", "text <img src=\"/b.png\" alt=\"i\"> text",
	"using a <script> tag and <your-name>", "a <code>x *y* and more", "Use `<div>` and <kbd>F1</kbd>.", "[link](/x \"t\") ![img](/y.png)", "[ref]\n\n[ref]: /z",
	"{% highlight html %}\n<ul><li>a</li></ul>\n\n<p>b</p>\n{% endhighlight %}", "{{ page.title }} and {% include x.html a=\"b\" %}",
	"![]({{ \"/x.jpg\" | absolute_url }})", "<a href=\"{% post_url x %}\">post</a>", "{{< figure src=\"a.png\" >}}", "$$a < b_c$$", "<!--more-->",
	"<details>\n<summary>More</summary>\n\nhidden *words*\n\n</details>", "**bold** __init__ * lone", "<p>Para <b>b</b></p>", "Hard  \nbreak\\\nand <br>tag",
	"<a name=\"x\"></a>", "&amp; &lt;b&gt; &copy;", "<h2>Title</h2>", "***", "<hr>", "<blockquote>q</blockquote>", "<style>\np { x: y }\n</style>",
	"<details>\n<summary>POM</summary>\n\n    <dependency>\n      <id>x</id>\n    </dependency>\n\n</details>", "<div>\n\n    <p>deep</p>\n\n</div>", "<em>a\n\nb</em>",
	"<i>x</i>*y*<b>z</b>", "`a`<code>-b</code>", "![a <b>](/x.png) <i>c</i>", "Title <!--more--> x", "# Head <!--more--> *x*", "use <td> and <li> here", "<object data=\"/o.swf\">object text</object>",
	"<video src=\"/v.mp4\">no film</video>", "<audio controls>\n<source src=\"/a.ogg\">\n</audio>", "1.", "-", "{%- include figure.html src=\"/a.png\" caption=\"A > B\" -%}", "[l]({% link _posts/a.md %})",
	"- ```xml\n  <a>\n\n  </a>\n  ```", "text\n<!-- c -->\ntext", "Line <i>one</i>\n===", "<dl><dt>T</dt><dd>D</dd></dl>", "<https://e.example/x> <me@e.example>", "a < b and <3",
}

// TestMixedPairs puts each two pieces side by side, with and without a blank line
// between them.
func TestMixedPairs(t *testing.T) {
	for _, a := range mixedPieces {
		for _, b := range mixedPieces {
			checkMixed(t, "Some **text**.\n\n"+a+"\n\n"+b+"\n\nThe *end*.\n")
		}
	}
}

// TestPairedTags: what stands between the tags of template languages that hold code
// stays as it is, in bodies of every kind.
func TestPairedTags(t *testing.T) {
	const code = "<ul><li>a</li></ul>\n\n<p>b *c* &amp;</p>"
	for _, tags := range [][2]string{
		{"{% highlight html linenos %}", "{% endhighlight %}"}, {"{% raw %}", "{% endraw %}"}, {"{%- raw -%}", "{%- endraw -%}"}, {"{% verbatim %}", "{% endverbatim %}"},
		{"{% codeblock a.html lang:html %}", "{% endcodeblock %}"}, {"{% code %}", "{% endcode %}"}, {"{% comment %}", "{% endcomment %}"}, {"{% mermaid %}", "{% endmermaid %}"},
		{`{{< highlight html "linenos=1" >}}`, "{{< /highlight >}}"}, {"{{< highlight html >}}", "{{</ highlight >}}"}, {"{{% highlight html %}}", "{{% / highlight %}}"},
	} {
		for _, frame := range []string{
			"Some **text**.\n\n%\n\nThe *end*.\n", "Some **text** and <b>b</b>.\n\n%\n\nThe *end*.\n", "Within **a** line % of <b>text</b>.\n",
			"<p>Some text</p>\n\n%\n\n<p>The end.</p>\n", "<p>Some text</p>\n<div>%</div>\n", "> Quoted <b>b</b> *c*\n\n%\n",
		} {
			piece := tags[0] + "\n" + code + "\n" + tags[1]
			src := strings.Replace(frame, "%", piece, 1)
			a := checkConverted(t, src, Options{From: FromAuto, To: Markdown, Verify: true})
			if !strings.Contains(string(a.Markdown), piece) {
				t.Errorf("%s became\n%s", src, a.Markdown)
			}
		}
	}
}

// TestCodeShortcodes: those that begin a line become listings, others stay whole.
func TestCodeShortcodes(t *testing.T) {
	const code = "<ul><li>a</li></ul>\n\n<p>b *c*</p>"
	for src, want := range map[string]string{
		"Some **text** and <b>b</b>.\n\n[code lang=\"html\"]\n" + code + "\n[/code]\n\nEnd.\n": "Some **text** and **b**.\n\n```html\n" + code + "\n```\n\nEnd.\n",
		"<p>Some text</p>\n[cc lang=&#8221;php&#8221;]" + code + "[/cc]\n":                     "Some text\n\n```php\n" + code + "\n```\n",
		"Within **a** line [html]" + code + "[/html] and <b>b</b>.\n":                          "Within **a** line [html]" + code + "[/html] and **b**.\n",
		"[code]<b>x</b>[/code] **y** [code]<b>z</b>[/code]\n":                                  "```\n<b>x</b>\n```\n\n**y** [code]<b>z</b>[/code]\n",
	} {
		if a := checkConverted(t, src, Options{From: FromAuto, To: Markdown, Verify: true}); string(a.Markdown) != want {
			t.Errorf("%s became\n%s\nwant\n%s", src, a.Markdown, want)
		}
	}
}

// FuzzMixed makes bodies of pieces, each chosen by a byte; others are taken as
// they are.
func FuzzMixed(f *testing.F) {
	spec := examples(f)
	for i := range mixedPieces {
		f.Add([]byte{byte(i), 200, byte(i + 1), 0, byte(7 * i)})
	}
	f.Fuzz(func(t *testing.T, choice []byte) {
		var b strings.Builder
		b.WriteString("Some **text**.\n\n")
		for i := 0; i+1 < len(choice) && i < 24; i += 2 {
			if n := int(choice[i]); n < 128 {
				b.WriteString(mixedPieces[n%len(mixedPieces)])
			} else {
				b.WriteString(spec[(n*256+int(choice[i+1]))%len(spec)])
			}
			b.WriteString("\n\n"[:1+choice[i+1]%2])
		}
		checkMixed(t, b.String())
	})
}
