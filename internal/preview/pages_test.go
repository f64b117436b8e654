package preview

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/article"
	payloads "github.com/artx-cli/artx/bench/hostile"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// convert makes the pages of an article that is not in a file.
func convert(t *testing.T, src string) (*article.Article, *report.Pages) {
	t.Helper()
	a, err := article.Convert([]byte(src), article.Options{})
	must(t, err)
	pages, err := Pages(a)
	must(t, err)
	return a, pages
}

// shown is what a page has in its body.
func shown(page []byte) string {
	_, text, _ := strings.Cut(string(page), "<body>")
	return text
}

func checkHas(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in:\n%s", want, text)
		}
	}
}

const opening = `<span class="cut" role="deletion" title="not in the result">`

// TestCuts: of a page, what is not in the article is struck; what moved into its
// header is not, nor what is only written otherwise.
func TestCuts(t *testing.T) {
	src, err := os.ReadFile("testdata/posts/gardens.html")
	must(t, err)
	_, pages := convert(t, string(src))
	source := shown(pages.Source)
	for _, cut := range []string{`<a data-to="/" class="link">Home`, "Copyright 2020 The Canal Walker.", "Subscribe to our weekly letter about walks", "Newsletter"} {
		checkHas(t, source, opening+cut)
	}
	checkHas(t, source, `aria-label="note 1, page.cut">1</a>More walks that you may like</span>`) // where its note stands
	checkHas(t, source, "<h1>Ten gardens by the canal</h1>", "<p>In winter the ten gardens are white and equal", "<figcaption>The bridge of doors")
	if strings.Contains(shown(pages.Result), "cut") {
		t.Error("something is cut from the result itself")
	}
}

// TestNothingCut: words with accents, soft hyphens, entities, ligatures of scripts and
// scripts without spaces are found again in the result.
func TestNothingCut(t *testing.T) {
	for _, text := range []string{
		"Zu&shy;sam&shy;men&shy;ge&shy;setzt, und <b>fett</b>ge&#100;ruckt", "one <em>two</em> three * four_five_six `seven`",
		"朝の港は<b>霧</b>に包まれていた。", "سوق <b>الكتب</b> القديمة", "ภาษาไทยไม่มีช่องว่าง", "5 &lt; 6 &amp;&amp; 7 &gt; 2", "Share",
	} {
		if _, pages := convert(t, "<p>"+text+"</p><p>Share the rest of it with others.</p>"); strings.Contains(shown(pages.Source), `class="cut"`) {
			t.Errorf("cut: %s", shown(pages.Source))
		}
	}
}

// TestMarks: each note with a place in the source stands there, in the order of the
// source, those on the header in it.
func TestMarks(t *testing.T) {
	a, pages := convert(t, "---\ntitle: a: b\ntags: [x]\n---\n<p>One <img src=\"a.gif\" alt=one></p>\n<p>Two</p><p>Three <a href=\"javascript:x\">x</a></p>\n")
	source := shown(pages.Source)
	header, body, _ := strings.Cut(source, "</pre>")
	var marked []int
	for i, n := range a.Notes {
		if n.Line == 0 {
			continue
		}
		marked = append(marked, i)
		want := mark{index: i, note: n}.String()
		if in := map[bool]string{true: header, false: body}[n.Line < 5]; !strings.Contains(in, want) {
			t.Errorf("no mark for line %d, %s, in:\n%s", n.Line, n.Code, in)
		}
	}
	got := slices.Sorted(slices.Values(pages.Marks))
	if !slices.Equal(got, marked) || len(marked) < 3 {
		t.Errorf("marked %v, want %v of %v", got, marked, a.Notes)
	}
	checkHas(t, body, `</a><span class="box image"`, `</a><a data-to="javascript:x" class="link">`)
}

// TestImages: pictures are boxes that say what became of them; those that stand in
// their address are shown.
func TestImages(t *testing.T) {
	const dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
	_, pages := convert(t, `<p>Text <img src="loading.gif" data-original="https://img.example.com/a.jpg" alt="A &lt;tree&gt;"> and
		<img src="https://img.example.com/b.png"> and <img src="https://example.com/spacer.gif"> and <img src="`+dot+`"></p>`)
	source, result := shown(pages.Source), shown(pages.Result)
	checkHas(t, source,
		`aria-label="image: A &lt;tree&gt;"`, "<i>loading.gif → https://img.example.com/a.jpg</i>", "<i>https://img.example.com/b.png</i>",
		`<span class="box image gone" role="img" aria-label="image, not in the result"><b>image, not in the result</b> <i>https://example.com/spacer.gif</i>`,
		`src="`+dot+`"`)
	checkHas(t, result, "<i>https://img.example.com/a.jpg</i>")
	for _, page := range []string{source, result} {
		if strings.Contains(page, `src="http`) {
			t.Errorf("something would be fetched:\n%s", page)
		}
	}
}

// TestSafe: whatever an article holds, its pages have elements and attributes of the
// tables alone.
func TestSafe(t *testing.T) {
	files, err := filepath.Glob("testdata/posts/*")
	must(t, err)
	for _, file := range append(files, "") {
		src := []byte(hostile)
		if file != "" {
			src, err = os.ReadFile(file)
			must(t, err)
		}
		a, err := article.Convert(src, article.Options{})
		pages := Failed(src, "an <b>error")
		if err == nil {
			pages, err = Pages(a)
			must(t, err)
		}
		for _, page := range [][]byte{pages.Source, pages.Result} {
			checkSafe(t, file, page)
		}
	}
}

const hostile = `<p title='"><script>x</script>' onclick=x id='"><script>' dir="rtl' onload=x">a</p><object data=x.swf></object><portal src=x></portal>
<svg><a xlink:href="javascript:x"><text>x</text></a><foreignObject><iframe src=x></iframe></foreignObject></svg><math href="javascript:x"><mi xlink:href=x>y</mi>
<maction actiontype=x>z</maction></math><a href=" java&#10;script:x" ping=x target=_top>b</a><a href="data:text/html,x">c</a><img src="data:image/svg+xml;base64,PHN2Zz4=">
<video src=x poster=y><source src=z></video><input type=image src=x formaction=y><button formaction=x>d</button><td background=x style="background:url(x)">e</td>
<noscript><img src=x></noscript><template><script>x</script></template><xmp><script>x</script></xmp><plaintext><script>x</script>`

// safeAttributes are those of the pages, what the tables keep of articles included.
var safeAttributes = map[string]bool{
	"class": true, "id": true, "dir": true, "lang": true, "title": true, "role": true, "aria-label": true, "tabindex": true, "data-to": true, "align": true,
	"colspan": true, "rowspan": true, "start": true, "type": true, "reversed": true, "value": true, "datetime": true, "open": true, "alt": true, "display": true,
}

func checkSafe(t *testing.T, file string, page []byte) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(string(page)))
	must(t, err)
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		head := n.Parent.Data == "head" || n.Data == "html" || n.Data == "head" || n.Data == "body" || n.Data == "main"
		if !head && forms[n.DataAtom] != formSame && !mathElements[n.Data] && n.Data != "img" {
			t.Errorf("%s: an element %s", file, n.Data)
		}
		for _, a := range n.Attr {
			ok := safeAttributes[a.Key] || head || a.Key == "href" && strings.HasPrefix(a.Val, "#") || a.Key == "src" && isPicture(a.Val)
			if !ok {
				t.Errorf("%s: %s has %s=%q", file, n.Data, a.Key, a.Val)
			}
		}
	}
	if strings.Count(string(page), "Content-Security-Policy") != 1 {
		t.Errorf("%s: %s", file, page)
	}
}

// TestLongPane: what is too long for a browser ends, and says so.
func TestLongPane(t *testing.T) {
	_, pages := convert(t, strings.Repeat("<p>word "+strings.Repeat("&amp;", 2000)+"</p>", 1000))
	if len(pages.Source) > maxPane+1<<20 {
		t.Errorf("%d bytes", len(pages.Source))
	}
	checkHas(t, string(pages.Source[len(pages.Source)-500:]), "the rest is not shown")
}

// TestMarkdownSource: a source in Markdown is shown as its readers render it, the
// result with its text.
func TestMarkdownSource(t *testing.T) {
	src, err := os.ReadFile("testdata/posts/clock.md")
	must(t, err)
	_, pages := convert(t, string(src))
	checkHas(t, shown(pages.Source), "<em>screwdriver</em>", "<li>Open the back.</li>", "<h2", `class="box image"`)
	checkHas(t, shown(pages.Result), "<em>screwdriver</em>", `<details class="text">`, "A *screwdriver*")
}

// TestMarksInMarkdown: tags in Markdown have their marks too, the right one of several,
// unless code of the same text makes that a guess.
func TestMarksInMarkdown(t *testing.T) {
	const dot = `<img src="https://example.com/spacer.gif">`
	a, pages := convert(t, "# Title\n\n*Some* <b>text</b> and <img src=\"https://img.example.com/a.png\">.\n\n- one\n- two\n\n<p>Three "+dot+"</p>\n")
	n := slices.IndexFunc(a.Notes, func(n note.Note) bool { return n.Code == "image.placeholder" })
	if n < 0 || !slices.Contains(pages.Marks, n) {
		t.Fatalf("marked %v of %v", pages.Marks, a.Notes)
	}
	checkHas(t, shown(pages.Source), mark{index: n, note: a.Notes[n]}.String()+`<span class="box image gone"`)

	r, err := article.Convert([]byte("# T\n\n`"+dot+"` and "+dot+" and <b>x</b>\n\n- y\n"), article.Options{From: article.FromMixed})
	must(t, err)
	rendered, err := r.RenderedSource()
	must(t, err)
	body := string(r.Source().Body)
	if at := rendered.At(strings.LastIndex(body, dot)); at != -1 {
		t.Errorf("a tag that stands in code too is at %d", at)
	}
	if at := rendered.At(strings.Index(body, "<b>")); at < 0 {
		t.Error("no place for a tag")
	}
	if at := rendered.At(len(body)); at != -1 {
		t.Errorf("the end is at %d", at)
	}
}

// TestPayloads: of what attackers put into articles, nothing comes through to a pane.
func TestPayloads(t *testing.T) {
	for i, p := range append(payloads.Markup(), payloads.Markdown()...) {
		if testing.Short() && i%10 > 0 {
			continue
		}
		a, err := article.Convert([]byte(p.Input), article.Options{})
		if err != nil {
			continue // there is nothing but its text
		}
		pages, err := Pages(a)
		must(t, err)
		checkSafe(t, p.Name, pages.Source)
		checkSafe(t, p.Name, pages.Result)
	}
}
