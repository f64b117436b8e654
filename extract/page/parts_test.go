package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/note"
)

// Paragraphs of an article, long enough for the model to know them.
var prose = []string{
	"The kiln was lit on Monday and fed through the night, and nobody who had promised to help stayed away for long.",
	"By the second evening the glaze had begun to run, so the potter closed the damper and waited for the bricks to settle.",
	"Half of the bowls came out with a crack near the foot, which the old men said was a matter of patience, not of clay.",
	"In the years since, the village has fired twice a year, once before the fair and once when the reeds have been cut.",
	"Visitors are told to bring gloves and a story, because both are needed when the door is opened at the end of it all.",
}

func para(i int) string { return "<p>" + prose[i] + "</p>" }

// around puts the parts of an article into pages as different programs write them.
var around = map[string]string{
	"semantic": `<body><header><nav><a href="/">Home</a> <a href="/kilns">Kilns</a></nav></header><main><article><h1>The village kiln</h1>%%</article></main><footer><p>© The Reed Post</p></footer></body>`,
	"blog": `<body><div id="header"><a href="/">The Reed Post</a></div><div id="content"><div class="post hentry"><h1 class="entry-title">The village kiln</h1><div class="entry-content">%%</div></div></div>` +
		`<div id="sidebar"><h3>Archive</h3><ul><li><a href="/2019">2019</a></li><li><a href="/2020">2020</a></li></ul></div><div id="footer">Proudly fired by wood</div></body>`,
	"classless": `<body><div><a href="/">The Reed Post</a> <a href="/a">About</a></div><div><div><h1>The village kiln</h1><div>%%</div></div></div><div><a href="/imprint">Imprint</a></div></body>`,
}

func htmlOf(n *html.Node) string {
	var b strings.Builder
	if err := html.Render(&b, n); err != nil {
		return err.Error()
	}
	return b.String()
}

// findIn finds the article of a page.
func findIn(t *testing.T, page string) (string, *Result) {
	t.Helper()
	res, err := Find(parsePage(t, []byte(page)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return htmlOf(res.Root), res
}

func TestParts(t *testing.T) {
	body := func(parts ...string) string { return strings.Join(parts, "\n") }
	for name, c := range map[string]struct {
		parts      string
		want, lack []string
	}{
		"a formula stays in its line": {
			body(para(0), `<p>Let <span class="katex"><span class="katex-mathml"><math><mi>q</mi></math></span><span class="katex-html" aria-hidden="true">q</span></span> be the heat, `+
				`<mjx-container><math><mi>z</mi></math></mjx-container> the time and <x-term>zeta</x-term> the loss.</p>`, para(1)),
			[]string{"<mi>q</mi>", "<mi>z</mi>", "zeta"}, nil,
		},
		"a button in a sentence is a word of it": {
			body(para(0), `<p>Press <button>Fire now</button> and stand back from the door until the cones have fallen.</p>`, para(1)), []string{"Fire now"}, nil,
		},
		"a heading goes with its section": {
			body(para(0), `<h2>Clay</h2>`, para(1), `<div class="wrap"><h2>Glaze</h2></div>`, para(2), `<h2>Ash</h2><p>None.</p>`),
			[]string{"Clay", "Glaze", "Ash", "None."}, nil,
		},
		"a short text between two others": {
			body(para(0), `<p>Yes.</p>`, para(1), `<p><em>Silence.</em></p>`, para(2)), []string{"Yes.", "Silence."}, nil,
		},
		"a listing is never cut": {
			body(para(0), `<pre><code><span class="l">$ fire --cone 9</span>
<span class="l">ok</span></code></pre>`, para(1), para(2), `<div class="highlight"><table><tr><td class="gutter"><pre>1</pre></td><td><pre>cool()</pre></td></tr></table></div>`),
			[]string{"fire --cone 9", "ok", "cool()"}, nil,
		},
		"a table keeps its rows": {
			body(para(0), `<table><tr><th>Cone</th><th>°C</th></tr><tr><td>9</td><td>1280</td></tr><tr><td>04</td><td>1060</td></tr></table>`, para(1)),
			[]string{"1280", "04", "1060"}, nil,
		},
		"questions and answers that open": {
			body(para(0), `<details><summary>Why wood?</summary><p>Ash.</p></details>`, `<details><summary>Why reed?</summary>Salt.</details>`, para(1)),
			[]string{"Why wood?", "Ash.", "Why reed?", "Salt."}, nil,
		},
		"footnotes go with their marks": {
			body(para(0), `<p>The oldest shard is from here.<sup><a href="#n1">1</a></sup></p>`, para(1), para(2), `<div class="notes"><hr><ol><li id="n1">Museum no. 4. <a href="#r1">↩</a></li><li id="n2">Not seen.</li></ol></div>`),
			[]string{"Museum no. 4.", "Not seen."}, nil,
		},
		"references under their heading": {
			body(para(0), `<p>It burned for nine days [<a href="#b7">7</a>].</p>`, para(1), para(2), `<h2>Works cited</h2><dl><dt id="b7">[7]</dt><dd>Reed, Fires.</dd></dl>`),
			[]string{"Works cited", "Reed, Fires."}, nil,
		},
		"pictures with captions": {
			body(para(0), `<figure><img src="a.jpg"><figcaption>The door</figcaption></figure>`, `<figure><img src="b.jpg"><figcaption>The chimney</figcaption></figure>`, para(1)),
			[]string{"a.jpg", "The door", "b.jpg", "The chimney"}, nil,
		},
		"a card that links to a page": {
			body(para(0), para(1), `<figure><a href="https://clay.example/"><div>Clay of the north</div><div>A map</div></a></figure>`, para(2)), []string{"Clay of the north", "https://clay.example/"}, nil,
		},
		"a closing list of links": {
			body(para(0), para(1), para(2), `<h2>Sources</h2><ul><li><a href="https://a.example/">Parish roll</a></li><li><a href="https://b.example/">Kiln book</a></li></ul>`),
			[]string{"Sources", "Parish roll", "Kiln book"}, nil,
		},
		"a closing list of other posts": {
			body(para(0), para(1), para(2), `<h3>Related posts</h3><ul><li><a href="/p/1">Reeds in March</a></li><li><a href="/p/2">The fair is back</a></li></ul>`),
			nil, []string{"Related posts", "Reeds in March", "The fair"},
		},
		"a table of contents": {
			body(`<div class="box"><p>Contents</p><ul><li><a href="#clay">Clay</a></li><li><a href="#glaze">Glaze</a></li></ul></div>`, para(0), `<h2 id="clay">Clay</h2>`, para(1), `<h2 id="glaze">Glaze</h2>`, para(2)),
			[]string{`<h2 id="clay">`, `<h2 id="glaze">`}, []string{`href="#clay"`, "Contents"},
		},
		"a link line to another page": {
			body(para(0), `<p><b>Read also: <a href="/n/9">Ferry stops in May</a></b></p>`, para(1), `<p>Lesen Sie auch: <a href="/n/8">Die Fähre</a></p>`, para(2)), nil, []string{"Ferry stops", "Die Fähre"},
		},
		"links that share the page": {
			body(para(0), para(1), `<p>Tell others: <a href="https://www.facebook.com/sharer/sharer.php?u=x">Facebook</a> <a href="https://bsky.app/intent/compose?text=x">Bluesky</a></p>`), nil, []string{"Tell others"},
		},
		"a call to subscribe": {
			body(para(0), `<p>Enjoying this? Sign up for our monthly newsletter from the kiln.</p>`, para(1), `<div class="newsletter-box"><h4>The ash letter</h4><p>News of fires, in short.</p></div>`, para(2)),
			nil, []string{"Enjoying this", "ash letter", "News of fires"},
		},
		"who the author is": {
			body(para(0), para(1), para(2), `<div class="author-bio"><h4>Ada Reed</h4><p>Ada Reed fires pots and writes about those who do, when the wind allows.</p></div>`), nil, []string{"fires pots and writes"},
		},
		"an advertisement by its links": {
			body(para(0), `<div><a rel="sponsored nofollow" href="https://shop.example/">Buy cones cheaply here</a></div>`, para(1), para(2)), nil, []string{"Buy cones"},
		},
		"what nobody sees": {
			body(para(0), `<p hidden>An older wording of it that was given up before the fair.</p>`, para(1), `<p style="visibility:hidden">A line that only holds the room for another.</p>`, para(2)),
			nil, []string{"older wording", "holds the room"},
		},
		"what a reader opens": {
			body(para(0), para(1), `<button aria-controls="rest">More</button><div id="rest" style="display:none">`+para(2)+para(3)+`</div>`), []string{"Half of the bowls", "fired twice a year"}, nil,
		},
	} {
		for frame, page := range around {
			t.Run(name+"/"+frame, func(t *testing.T) {
				got, res := findIn(t, "<html><head><title>The village kiln</title></head>"+strings.Replace(page, "%%", c.parts, 1)+"</html>")
				want := append([]string{prose[0]}, c.want...)
				for _, s := range want {
					if !strings.Contains(got, s) {
						t.Errorf("%q is missing; %v\n%s", s, res.Notes, got)
					}
				}
				for _, s := range append([]string{"Home", "Imprint", "Archive"}, c.lack...) {
					if strings.Contains(got, s) {
						t.Errorf("%q came in\n%s", s, got)
					}
				}
			})
		}
	}
}

// TestWholePages: documents that are the article altogether, and pages too small to tell parts apart.
func TestWholePages(t *testing.T) {
	for name, c := range map[string]struct {
		page       string
		want, lack []string
	}{
		"Notion":    {`<body><article class="page sans"><header><h1 class="page-title">Kiln</h1></header><div class="page-body"><p>Go.</p><ul class="to-do-list"><li>wood</li></ul><p><a href="x.html">Next</a></p></div></article></body>`, []string{"Go.", "wood", "Next"}, nil},
		"Pocket":    {`<body><h1>Unread</h1><ul><li><a href="https://a.example/" time_added="1">Clay</a></li><li><a href="https://b.example/" time_added="2">Ash</a></li></ul></body>`, []string{"Clay", "Ash"}, nil},
		"bookmarks": {`<!DOCTYPE NETSCAPE-Bookmark-file-1><H1>Bookmarks</H1><DL><DT><H3>Kilns</H3><DL><DT><A HREF="https://a.example/">Clay</A></DL></DL>`, []string{"Kilns", "Clay"}, nil},
		"Telegram": {`<body><div class="page_header"><div class="text bold">Kiln club</div></div><div class="history"><div class="message service"><div class="body details">9 March 2020</div></div>` +
			`<div class="message default clearfix"><div class="pull_left userpic_wrap"><div class="userpic"><div class="initials">QZ</div></div></div><div class="body"><div class="pull_right date details">14:45</div><div class="from_name">Ada Reed</div><div class="text">Is it hot?</div></div></div>` +
			`<div class="message default clearfix joined"><div class="body"><div class="text">Bring wood.</div></div></div></div></body>`, []string{"9 March 2020", "Ada Reed", "Is it hot?", "Bring wood."}, []string{"QZ"}},
		"Confluence": {`<body><div id="page"><div id="main-header"><ol id="breadcrumbs"><li><a href="index.html">Kilns</a></li></ol><h1 id="title-heading"><span id="title-text">Kilns : Firing</span></h1></div>` +
			`<div id="content" class="view"><div class="page-metadata">Created by <span class="author"> Ada Reed</span>, last modified on Mar 03, 2020</div><div id="main-content" class="wiki-content group"><h2>Steps</h2><p>Light it.</p></div></div>` +
			`<div id="footer"><p>Document generated by Confluence</p></div></div></body>`, []string{"Steps", "Light it."}, []string{"Created by", "generated by", "breadcrumbs"}},
		"Jupyter": {`<body class="jp-Notebook"><div class="jp-Cell jp-CodeCell"><div class="jp-InputPrompt jp-InputArea-prompt">In [1]:</div><div class="highlight"><pre>fire()</pre></div><div class="jp-OutputPrompt">Out[1]:</div><pre>1280</pre></div>` +
			`<div class="jp-Cell jp-MarkdownCell"><div class="jp-RenderedMarkdown"><h2>Ash</h2><p>White.</p></div></div></body>`, []string{"fire()", "1280", "Ash", "White."}, []string{"In [1]", "Out[1]"}},
		"Jupyter, classic": {`<body><div class="cell text_cell"><div class="prompt"></div><div class="inner_cell"><h2>Ash</h2></div></div><div class="cell code_cell"><div class="prompt input_prompt">In [1]:</div><div class="inner_cell"><pre>fire()</pre></div></div></body>`,
			[]string{"Ash", "fire()"}, []string{"In [1]"}},
		"small": {`<body><nav><a href="/">Home</a></nav><article><h1>Sale</h1><div class="hero"><p>A kiln of brick with an iron door, to be fetched by you.</p></div><p>Ask at the mill.</p></article><footer>© Reed</footer></body>`, []string{"iron door", "Ask at the mill."}, []string{"Home", "©"}},
	} {
		t.Run(name, func(t *testing.T) {
			got, res := findIn(t, c.page)
			for _, s := range c.want {
				if !strings.Contains(got, s) {
					t.Errorf("%q is missing; %v\n%s", s, res.Notes, got)
				}
			}
			for _, s := range c.lack {
				if strings.Contains(got, s) {
					t.Errorf("%q came in\n%s", s, got)
				}
			}
		})
	}
}

// TestStreamedParts: what is shown elsewhere than it stands in the source.
func TestStreamedParts(t *testing.T) {
	page := `<body><main><article><h1>The village kiln</h1>` + para(0) + `<!--$?--><template id="B:0"></template><p>Loading…</p><!--/$-->` + para(2) +
		`<x-quote><template shadowrootmode="open"><style>p{}</style><p>“Never open it early,” she said.</p><slot></slot></template><b>Ada Reed</b></x-quote>` + para(3) +
		`</article></main><div hidden id="S:0">` + para(1) + `</div><script>$RC("B:0","S:0")</script></body>`
	got, _ := findIn(t, page)
	at := -1
	for _, s := range []string{prose[0], prose[1], prose[2], "Never open it early", "Ada Reed", prose[3]} {
		i := strings.Index(got, s)
		if i <= at {
			t.Errorf("%q stands at %d, behind %d\n%s", s, i, at, got)
		}
		at = i
	}
	if strings.Contains(got, "Loading") || strings.Contains(got, "template") {
		t.Error(got)
	}
}

// TestComments: readers' words go, by the names of their boxes, unless the page is for them.
func TestComments(t *testing.T) {
	comments := `<ol class="comment-list"><li class="comment"><b>Kai</b><p>My grandfather fed that kiln and never once said that he liked it, which was his way.</p></li>` +
		`<li class="comment"><b>Una</b><p>The reeds were cut too late this year, and anybody could have told them so in June.</p></li></ol>`
	got, res := findIn(t, strings.Replace(around["blog"], "%%", para(0)+para(1)+`</div><div id="comments">`+comments+`</div><div>`, 1))
	if !strings.Contains(got, prose[1]) || strings.Contains(got, "grandfather") || strings.Contains(got, "reeds were cut too late") {
		t.Errorf("%v\n%s", res.Notes, got)
	}
}

// TestCutNotes: what is cut between the first and the last kept part is noted,
// with the rule; prose that the model alone cuts is a warning.
func TestCutNotes(t *testing.T) {
	page := strings.Replace(around["semantic"], "%%", para(0)+`<div class="newsletter-box"><h4>The ash letter</h4><p>News of fires, in short.</p></div><p><a href="/x">Read more</a></p>`+para(1), 1)
	_, res := findIn(t, page)
	var cuts []note.Note
	for _, n := range res.Notes {
		if n.Code == "page.cut" {
			cuts = append(cuts, n)
		}
	}
	if len(cuts) != 1 || cuts[0].Level != note.Info || cuts[0].Message != "10 words left out of the article (newsletter, call): The ash letter" {
		t.Errorf("%+v", cuts)
	}

	p := &pageRun{res: &Result{}, why: make([]string, 3)}
	doc := parsePage(t, []byte("<body><div>"+para(0)+"</div><div>"+para(1)+"</div><div>"+para(2)+"</div></body>"))
	p.layout = layPage(pageBody(doc), layout.Hints{}, shippedModel())
	p.kept = []bool{true, false, true}
	p.noteCuts(p.kept)
	if len(p.res.Notes) != 1 || p.res.Notes[0].Level != note.Warning {
		t.Errorf("%+v", p.res.Notes)
	}
	p.res.Notes, p.kept = nil, []bool{true, true, false}
	if p.noteCuts(p.kept); len(p.res.Notes) > 0 {
		t.Errorf("what follows the article is noted: %+v", p.res.Notes)
	}
}

// TestTypeOfArticle: to be told that an article is one changes nothing.
// On pages of cards too, what is kept of a section keeps its heading; names that lead to what a card is of may go.
func TestHeadingsAmongCards(t *testing.T) {
	const cells = `<table><tr><td>weight</td><td>how much clay it takes</td></tr><tr><td>water</td><td>how wet that is</td></tr></table>`
	l := layPage(pageBody(parsePage(t, []byte(`<main><h2>Clay</h2>`+cells+`<h2>Fire</h2><p>A limit of 0 means none.</p><h2><a href="/bowl">Bowl</a></h2><p>Brown, with a crack.</p></main>`))), layout.Hints{}, &pageModel{})
	s := &parts{l: l, kind: Listing, scores: make([]float32, len(l.Blocks)), kept: make([]bool, len(l.Blocks))}
	for k, b := range l.Blocks {
		s.scores[k], s.kept[k] = -1.5, b.Heading == 0
	}
	s.findJunk()
	s.keepHeadings()
	for k, b := range l.Blocks {
		if want := b.Text() != "Bowl"; s.kept[k] != want {
			t.Errorf("kept %q: %v", b.Text(), s.kept[k])
		}
	}
}

func TestCellsAreTextAroundTheirTable(t *testing.T) {
	const text = `<p>A limit of 0 means none.</p><table><tr><td>weight</td><td>how much clay it takes</td></tr><tr><td>water</td><td>how wet that is</td></tr></table>`
	for _, page := range []string{text, "<main>" + text + "</main>"} {
		l := layPage(pageBody(parsePage(t, []byte(page))), layout.Hints{}, &pageModel{})
		s := &parts{l: l, kind: Listing, kept: make([]bool, len(l.Blocks))}
		for k := range s.kept {
			s.kept[k] = true
		}
		if !s.isEven() {
			t.Error(page)
		}
	}
}

func TestTypeOfArticle(t *testing.T) {
	page := []byte(strings.Replace(around["blog"], "%%", para(0)+`<h2>Clay</h2>`+para(1)+`<ul><li>one</li><li>two</li></ul>`+para(2), 1))
	free, err := Find(parsePage(t, page), Options{})
	if err != nil {
		t.Fatal(err)
	}
	told, err := Find(parsePage(t, page), Options{Type: Article})
	if err != nil {
		t.Fatal(err)
	}
	if a, b := htmlOf(free.Root), htmlOf(told.Root); a != b {
		t.Errorf("%s\n%s", a, b)
	}
}

// TestBylineThatWasCut: the date of a line below the headline is the page's
// also where the line itself was never kept.
func TestBylineThatWasCut(t *testing.T) {
	doc := parsePage(t, []byte(`<html lang="en"><body><h1>The village kiln</h1><p>By Ada Reed on 4 March 2021</p>`+para(0)+`</body></html>`))
	p := &pageRun{res: &Result{Type: Article}}
	p.res.Metadata.Origins, p.res.Metadata.Lang, p.res.Metadata.Authors = map[string]string{}, "en", []string{"Ada Reed"}
	p.layout = layPage(pageBody(doc), layout.Hints{}, shippedModel())
	p.readByline([]bool{false, false, true})
	if got := p.res.Metadata.Published; got != "2021-03-04" {
		t.Errorf("published %q", got)
	}
}

// TestExportColophon: of an export all stays but what the program added.
func TestExportColophon(t *testing.T) {
	const src = `<title>Notes</title><body><div id="content"><h1 class="title">Notes</h1>
<div id="table-of-contents"><h2>Table of Contents</h2><ul><li><a href="#one">1. One</a></li><li><a href="#two">2. Two</a></li></ul></div>
<div class="outline-2"><h2 id="one">One</h2><p>The kettle sings before the water boils, which everybody in the house knows.</p></div>
<div class="outline-2"><h2 id="two">Two</h2><p>Short.</p></div></div>
<div id="postamble" class="status"><p>Author: Ann</p><p>Created: 2024-01-04</p></div>`
	res, err := Find(parsePage(t, []byte(src)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := dom.NodeText(res.Root, 1000)
	for _, want := range []string{"One", "The kettle", "Two", "Short."} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is gone: %q", want, got)
		}
	}
	for _, junk := range []string{"Created", "Table of Contents"} {
		if strings.Contains(got, junk) {
			t.Errorf("%q is kept: %q", junk, got)
		}
	}
}

// TestFrames: what stands below and beside all pages of a site stays out, with text in it too.
func TestFrames(t *testing.T) {
	const frame = "The Reed Post is a paper of the river, its mills and its kilns, and has been one since the flood of the year 1911."
	for name, page := range map[string]string{
		"by an id":    `<div id="footer"><div><p>` + frame + `</p></div></div>`,
		"by a class":  `<div class="site-footer wide"><p>` + frame + `</p></div>`,
		"beside":      `<div id="SideBar"><p>` + frame + `</p></div>`,
		"in a widget": `<div class="footer-widgets"><div class="widget"><p>` + frame + `</p></div></div>`,
	} {
		got, _ := findIn(t, `<title>The village kiln</title><body><div><h1>The village kiln</h1>`+para(0)+para(1)+para(2)+`</div>`+page)
		if strings.Contains(got, frame) || !strings.Contains(got, prose[2]) {
			t.Errorf("%s: %s", name, got)
		}
	}
	got, _ := findIn(t, `<title>The village kiln</title><body><div id="footer"><h1>The village kiln</h1>`+para(0)+para(1)+para(2)+`</div>`)
	if !strings.Contains(got, prose[1]) {
		t.Errorf("an article by a wrong name: %q", got)
	}
}

// TestClosings: what stands around the end of an article, and is or is not of it.
func TestClosings(t *testing.T) {
	for name, c := range map[string]struct {
		parts      string
		want, lack []string
	}{
		"cards of other pages": {
			`<section class="more"><h2>More from The Reed Post</h2><div class="card"><a href="/1"><h3>Reeds in March</h3></a></div><div class="card"><a href="/2"><h3>The fair is back</h3></a></div></section>`,
			nil, []string{"More from", "Reeds in March", "The fair is back"},
		},
		"a list of other pages":            {`<h3>You might also like</h3><ul><li><a href="/1">Reeds in March</a></li><li><a href="/2">The fair is back</a></li></ul>`, nil, []string{"You might", "Reeds in March", "The fair is back"}},
		"a section of that name with text": {`<h2>Latest</h2><p>The fire of this year is out, and the pots are for sale at the mill until the fair.</p>`, []string{"Latest", "The fire of this year"}, nil},
		"other pages below a line in bold": {`<p><strong>Auch lesen:</strong></p><p><a href="/1">Reeds in March</a></p><p><a href="/2">The fair is back</a></p>`, nil, []string{"Auch lesen", "Reeds in March", "The fair is back"}},
		"such a line with text below it":   {`<p><strong>Zum Weiterlesen:</strong></p><p>The fire of this year is out, and the pots are for sale at the mill until the fair.</p>`, []string{"Zum Weiterlesen", "The fire of this year"}, nil},
		"such a line in bold alone":        {`<p><b>Mehr zum Thema</b></p>`, nil, []string{"Mehr zum Thema"}},
		"a list that is announced":         {`<p>Who helped:</p><ul><li><a href="https://a.example/">The parish</a></li><li><a href="https://b.example/">The mill</a></li></ul>`, []string{"The parish", "The mill"}, nil},
		"who the author is, by a heading":  {`<h3>About the author</h3><p>Ada Reed fires pots and writes about those who do, when the wind allows.</p>`, nil, []string{"About the author", "when the wind allows"}},
		"an author who is written about":   {`<h2>About the author</h2>` + para(3) + `<h2>The book</h2>` + para(4), []string{"About the author"}, nil},
		"how much there is of it":          {`<p><a href="#comments">12 Comments</a></p><p>5 min read</p>`, nil, []string{"12 Comments", "min read"}},
		"a number of the text":             {`<p>12 pots broke.</p>`, []string{"12 pots"}, nil},
		"whose it is":                      {`<p>© 2020 The Reed Post. All rights reserved.</p>`, nil, []string{"All rights"}},
		"tools":                            {`<div class="x"><a href="#" onclick="window.print()">Print</a> <a href="mailto:?subject=x">Email</a></div>`, nil, []string{"Print", "mailto"}},
		"tags":                             {`<p class="filed">Tags: <a rel="tag" href="/t/clay">clay</a>, <a rel="tag" href="/t/fire">fire</a></p>`, nil, []string{"Tags:", "/t/fire"}},
		"where it is filed":                {`<p class="meta">Posted in <a href="/c/kilns" rel="category tag">Kilns</a> | <a href="#respond">3 Comments »</a></p>`, nil, []string{"Posted in", "3 Comments"}},
		"pages before and behind":          {`<p><a href="/prev" rel="prev">← Reeds in March</a> <a href="/next" rel="next">Ferry stops →</a></p>`, nil, []string{"Reeds in March", "Ferry stops"}},
		"a sentence with such links":       {`<p>This is the third part; in the <a rel="prev" href="/2">second</a> the clay was dug, and in the next the pots are sold.</p>`, []string{"third part"}, nil},
		"a table of links":                 {`<table><tr><th>Kiln</th><th>Place</th></tr><tr><td><a href="/k/1">Mill</a></td><td><a href="/p/1">River</a></td></tr><tr><td><a href="/k/2">Fair</a></td><td><a href="/p/2">Hill</a></td></tr></table>` + para(3), []string{"Kiln", "River", "Hill"}, nil},
	} {
		for frame := range around {
			got, res := findIn(t, pageOf(frame, para(0)+para(1)+para(2)+c.parts))
			for _, s := range append([]string{prose[0], prose[2]}, c.want...) {
				if !strings.Contains(got, s) {
					t.Errorf("%s, %s: %q is missing; %v\n%s", name, frame, s, res.Notes, got)
				}
			}
			for _, s := range c.lack {
				if strings.Contains(got, s) {
					t.Errorf("%s, %s: %q came in\n%s", name, frame, s, got)
				}
			}
		}
	}
}
