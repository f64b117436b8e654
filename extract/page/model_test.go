package page

import (
	"math"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/pagetype"
	"github.com/artx-cli/artx/extract/metadata"
	"github.com/artx-cli/artx/note"
)

// TestShippedModel checks that every tree of weights.txt is whole and asks
// for features that there are.
func TestShippedModel(t *testing.T) {
	m := shippedModel()
	doc := parsePage(t, []byte("<title>T</title><h1>T</h1><p>By Ann Lee, 5 March 2024. One sentence of some length."))
	h := metadata.Read(doc)
	c := newPageContext(layPage(pageBody(doc), layout.Hints{Title: "T"}, m))
	var kind, block, second boost.Features
	typeFeatures(c, h, "", &kind)
	c.blockFeatures(0, &block)
	second.Values = slices.Clone(block.Values)
	newSecondLook(c, make([]float32, len(c.l.Blocks))).features(0, &second)
	h.GatherDates("")
	for _, list := range []struct {
		name  string
		trees []boost.Node
		width int
	}{
		{"kind", slices.Concat(m.types[:]...), len(kind.Values)},
		{"block", m.blocks, len(block.Values)},
		{"second", m.second, len(second.Values)},
		{"title", m.fields.Titles, len(h.TitleCandidates("", "", c.typeScores)[0].Features.Values)},
		{"author", m.fields.Authors, len(h.AuthorCandidates("", c.typeScores)[0].Features.Values)},
		{"date", m.fields.Dates, len(h.DateCandidates("", c.typeScores)[0].Features.Values)},
	} {
		if len(list.trees) == 0 {
			t.Errorf("%s: no trees", list.name)
		}
		for i, n := range list.trees {
			if int(n.Feature) >= list.width || n.Right < 1 || i+int(n.Right) > len(list.trees) {
				t.Fatalf("%s: node %d of %d is %+v, with %d features", list.name, i, len(list.trees), n, list.width)
			}
		}
	}
	for name, list := range map[string]map[string]float32{"text": m.TextWords, "under": m.UnderWords} {
		if len(list) < 100 {
			t.Errorf("%s: %d words", name, len(list))
		}
		for w, v := range list {
			if v == 0 || math.Abs(float64(v)) > 10 {
				t.Errorf("%s: %q weighs %v", name, w, v)
			}
		}
	}
	if n := len(strings.Fields(boost.ReadWeights(weights)["class words"])); n%4 != 0 || len(m.ClassWords) != n/4 {
		t.Errorf("%d class words from %d fields", len(m.ClassWords), n)
	}
}

func TestEachClassWord(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"post", "post"},
		{"postBody-main", "post body post_body main body_main"},
		{"nav nav__item--active", "nav nav item nav_item active item_active"},
		{"css-1abc x", "css abc css_abc"},
		{"MainContent", "main content main_content"},
		{"HTMLView", "htmlview"},
		{strings.Repeat("a", 200), strings.Repeat("a", 30)},
	} {
		var got []string
		layout.EachClassWord(c.in, func(w []byte) { got = append(got, string(w)) })
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, want %q", c.in, s, c.want)
		}
	}
}

func TestHidesByStyle(t *testing.T) {
	for style, want := range map[string]bool{
		"display:none": true, "color:red; DISPLAY : None !important": true, "visibility:hidden": true,
		"display:block": false, "": false, "background:url(display:none)": false, "x": false,
	} {
		if got := layout.HidesByStyle(style); got != want {
			t.Errorf("hidesByStyle(%q) = %v", style, got)
		}
	}
}

// TestLayoutBlocks shows where a page's blocks begin and end.
func TestLayoutBlocks(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"<p>One <b>two</b> three</p>four", "One two three|four"},
		{"<a>x <div>y</div> z</a>", "x|y|z"},
		{"<ul><li>a<li>b<ul><li>c</ul></ul>", "a|b|c"},
		{"<p>a<script>no()</script><img alt=no> b", "a b"},
		{"<p> <br> <p>…<p>a", "a"},
		{"<table><tr><td>1<td>2</table>", "1|2"},
		{"<noscript><p>n</p></noscript><template><p>t</p></template>", "n"},
	} {
		doc := parsePage(t, []byte(c.in))
		var got []string
		l := layPage(pageBody(doc), layout.Hints{}, &pageModel{})
		for i := range l.Blocks {
			got = append(got, dom.OneLine(l.Blocks[i].Text()))
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: %q, want %q", c.in, s, c.want)
		}
	}
}

// TestLayoutCounts checks the sums that features are made of.
func TestLayoutCounts(t *testing.T) {
	doc := parsePage(t, []byte(`<div><p>One two, <a href=x>three four</a>. 日本語です</p><p>five</p></div>`))
	l := layPage(pageBody(doc), layout.Hints{Title: "one five"}, &pageModel{})
	b := l.Blocks[0]
	if b.Words != 4+2.5 || b.LinkWords != 2 || b.Links != 1 || b.Stops != 1 || b.Commas != 1 || b.TitleWords != 1 {
		t.Errorf("first block: %+v", b)
	}
	if l.Words != 7.5 || l.Boxes[0].Words != 7.5 || l.Boxes[0].LinkWords != 2 {
		t.Errorf("page: %v words, body %+v", l.Words, l.Boxes[0])
	}
}

// TestKeepBoxes shows how doubtful blocks go with their surroundings.
func TestKeepBoxes(t *testing.T) {
	doc := parsePage(t, []byte(`<div><p>a</p><p>b</p><p>c</p></div><div><p>d</p><p>e</p></div>`))
	l := layPage(pageBody(doc), layout.Hints{}, &pageModel{})
	for _, c := range []struct {
		name   string
		scores []float32
		opt    keepOptions
		want   string
	}{
		{"each for itself", []float32{2, -0.1, 2, -2, -2}, keepOptions{}, "ac"},
		{"the doubtful one stays", []float32{2, -0.1, 2, -2, -2}, keepOptions{border: 0.3, leaf: 0.3}, "abc"},
		{"the certain one goes", []float32{2, -1, 2, -2, -2}, keepOptions{border: 0.3, leaf: 0.3}, "ac"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.opt.bias = l.bestCut(c.scores, 0) // even odds, whatever the best cut
			_, blocks := l.keepBoxes(c.scores, c.opt)
			got := ""
			for i, keep := range blocks {
				if keep {
					got += l.Blocks[i].Text()
				}
			}
			if got != c.want {
				t.Errorf("kept %q, want %q", got, c.want)
			}
		})
	}
}

// TestBestCut: sure blocks are cut near even odds, a page of doubt keeps
// what is likeliest. A floor holds once half of what is expected is kept.
func TestBestCut(t *testing.T) {
	doc := parsePage(t, []byte(`<p>a b c d</p><p>e f g h</p><p>i j k l</p>`))
	l := layPage(pageBody(doc), layout.Hints{}, &pageModel{})
	for _, c := range []struct {
		scores []float32
		floor  float32
		kept   int
	}{
		{[]float32{4, 4, -4}, 0, 2},
		{[]float32{-1, -1, -4}, 0, 2},
		{[]float32{-3, -3, -3}, 0, 3},
		{[]float32{4, -2, -4}, 0, 1},
		{[]float32{1, -0.5, -4}, 0, 2},
		{[]float32{1, -0.5, -4}, -0.4, 1},
		{[]float32{-0.5, -0.5, -4}, -0.4, 2},
	} {
		n := 0
		for _, s := range c.scores {
			if s > l.bestCut(c.scores, c.floor) {
				n++
			}
		}
		if n != c.kept {
			t.Errorf("%v, floor %v: %d kept, want %d", c.scores, c.floor, n, c.kept)
		}
	}
	if cut := (&pageLayout{}).bestCut(nil, 0); math.IsNaN(float64(cut)) {
		t.Error("no blocks: not a number")
	}
}

func TestSumTrees(t *testing.T) {
	trees := []boost.Node{
		{Feature: -1, Right: 1, Value: 0.5},
		{Feature: 0, Right: 2, Value: 3}, {Feature: -1, Right: 4, Value: 1},
		{Feature: 1, Right: 2, Value: 7}, {Feature: -1, Right: 2, Value: 10}, {Feature: -1, Right: 1, Value: 100},
	}
	for _, c := range []struct {
		x    []float32
		want float32
	}{{[]float32{3, 0}, 1.5}, {[]float32{4, 7}, 10.5}, {[]float32{4, 8}, 100.5}} {
		if got := boost.Sum(trees, c.x); got != c.want {
			t.Errorf("%v: %v, want %v", c.x, got, c.want)
		}
	}
}

// TestHiddenSources reads articles from where browsers do not show them.
func TestHiddenSources(t *testing.T) {
	long := strings.Repeat("A sentence of seven words stands here. ", 12)
	for _, c := range []struct{ name, page, source string }{
		{"JSON-LD", `<script type="application/ld+json">{"@type":"Article","articleBody":"` + long + `"}</script><body><p>Log in.`, "json-ld"},
		{"answers", `<script type="application/ld+json">{"@type":"QAPage","mainEntity":{"@type":"Question","text":"Why?","acceptedAnswer":{"@type":"Answer","text":"` + long + `"}}}</script><body>`, "json-ld"},
		{"state", `<body><script>window.__INITIAL_STATE__ = {"a":{"text":"` + long + `"}};</script>`, "state script"},
		{"state in blocks", `<body><script id="__NEXT_DATA__" type="application/json">{"menu":[{"text":"All of our stories about bread, butter and salt"}],"post":{"body":[{"type":"heading","text":"The middle"},{"type":"paragraph","text":"` + long + `"}]}}</script>`, "state script"},
		{"stream", `<body><script>(self.__next_f=self.__next_f||[]).push([0])</script><script>self.__next_f.push([1,"3:[\"p\",null,{\"children\":\"A sentence of seven"])</script><script>self.__next_f.push([1," words stands here. ` + long + `\"}]\n"])</script>`, "state script"},
		{"template", `<body><template><p>` + long + `</p></template>`, "template"},
		{"visible", `<body><article><p>` + long + `</p></article>`, "tree"},
	} {
		t.Run(c.name, func(t *testing.T) {
			res, err := Find(parsePage(t, []byte(c.page)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if res.Account.Source != c.source {
				t.Errorf("source %q, want %q", res.Account.Source, c.source)
			}
			var b strings.Builder
			writeBlocks(&b, res.Root)
			if !strings.Contains(b.String(), "seven words") {
				t.Errorf("text %q", b.String())
			}
			hidden := slices.ContainsFunc(res.Notes, func(n note.Note) bool { return n.Code == "page.hidden-article" })
			if hidden != (c.source != "tree") {
				t.Errorf("notes %v", res.Notes)
			}
		})
	}
}

// TestMissingDescription: a product whose page does not show its description
// gets it from the page's data, once.
func TestMissingDescription(t *testing.T) {
	const words = "A head lamp for long nights out. It throws three hundred lumens for eight hours, weighs as much as an egg, and charges from empty in ninety minutes."
	for _, c := range []struct {
		name, shown string
		want        int
	}{
		{"not shown", "<p>€49.90</p>", 1},
		{"shown", "<p>" + words + "</p>", 1},
		{"a longer one shown", "<p>" + strings.Repeat("This lamp is light, bright and cheap, and it lasts a night. ", 5) + "</p>", 0},
	} {
		page := `<title>Lamp</title><script type="application/ld+json">{"@type":"Product","name":"Lamp","description":"` + words + `"}</script><body><main><h1>Lamp</h1>` + c.shown + `</main>`
		res, err := Find(parsePage(t, []byte(page)), Options{Type: pagetype.Product})
		if err != nil {
			t.Fatal(err)
		}
		text := dom.NodeText(res.Root, 5000)
		if n := strings.Count(text, "as much as an egg"); n != c.want {
			t.Errorf("%s: %d times in %q", c.name, n, text)
		}
	}
}

func TestStatedKind(t *testing.T) {
	for script, want := range map[string]string{
		`{"@type":"NewsArticle"}`: pagetype.Article, `{"@type":"DiscussionForumPosting"}`: pagetype.Forum,
		`{"@type":"Product","offers":{"price":"5"}}`: pagetype.Product, `{"@type":"Product"}`: "", `{"@type":"WebPage"}`: "", ``: "",
	} {
		h := &metadata.Head{Ld: metadata.ParseLinkedData([]string{script})}
		if got := h.StatedKind(); got != want {
			t.Errorf("%s: %q", script, got)
		}
	}
}

// TestThreadMarks: engines of forums say on the page's first elements that it
// is a thread.
func TestThreadMarks(t *testing.T) {
	for page, want := range map[string]bool{
		`<body class="nojs section-viewtopic ltr">`:                                     true,
		`<html data-template="thread_view"><body>`:                                      true,
		`<body><div itemscope itemtype="https://schema.org/QAPage">`:                    true,
		`<body><div itemscope itemtype="http://schema.org/DiscussionForumPosting">`:     true,
		`<body class="section-viewforum">`:                                              false,
		`<body><div class="section-viewtopic">`:                                         false,
		`<html data-template="forum_list"><body itemtype="https://schema.org/WebPage">`: false,
	} {
		if got := metadata.Read(parsePage(t, []byte(page))).Thread; got != want {
			t.Errorf("%s: %v", page, got)
		}
	}
}

// TestKeepWhole: a quote keeps whom it is from, and the tabs of a product go
// together, but for what buyers wrote.
func TestKeepWhole(t *testing.T) {
	const quote = `<blockquote><p>a</p><p>b</p></blockquote><p>c</p>`
	const tabs = `<div><div role="tabpanel">a</div><div role="tabpanel" hidden>b</div><div role="tabpanel" id="reviews">c</div></div><p>d</p>`
	for _, c := range []struct{ name, page, kind, kept, want string }{
		{"quote", quote, pagetype.Article, "a", "ab"},
		{"no quote kept", quote, pagetype.Article, "c", "c"},
		{"quote in a thread", quote, pagetype.Forum, "a", "a"},
		{"tabs", tabs, pagetype.Product, "a", "ab"},
		{"tabs elsewhere", tabs, pagetype.Article, "a", "a"},
	} {
		l := layPage(pageBody(parsePage(t, []byte(c.page))), layout.Hints{}, &pageModel{})
		kept := keptLetters(l, c.kept)
		l.keepWhole(c.kind, kept)
		if got := letters(l, kept); got != c.want {
			t.Errorf("%s: kept %q, want %q", c.name, got, c.want)
		}
	}
}

// TestDropStrays: what most cards lose, all lose.
func TestDropStrays(t *testing.T) {
	l := layPage(pageBody(parsePage(t, []byte(`<p>a</p><p>r</p><p>b</p><p>r</p><p>c</p><p>r</p>`))), layout.Hints{}, &pageModel{})
	for _, c := range []struct {
		kept []bool
		want string
	}{
		{[]bool{true, true, true, false, true, false}, "abc"},
		{[]bool{true, true, true, true, true, false}, "arbrc"},
	} {
		l.dropStrays(c.kept)
		if got := letters(l, c.kept); got != c.want {
			t.Errorf("kept %q, want %q", got, c.want)
		}
	}
}

// keptLetters keeps the blocks whose text is one of the letters.
func keptLetters(l *pageLayout, letters string) []bool {
	kept := make([]bool, len(l.Blocks))
	for i := range l.Blocks {
		kept[i] = strings.Contains(letters, l.Blocks[i].Text())
	}
	return kept
}

// letters is the text of the kept blocks.
func letters(l *pageLayout, kept []bool) string {
	got := ""
	for i, keep := range kept {
		if keep {
			got += l.Blocks[i].Text()
		}
	}
	return got
}

// TestSaidPhrases counts the phrases of blocks that the page's data has too.
func TestSaidPhrases(t *testing.T) {
	const page = `<meta name="description" content="All about the lamp."><script type="application/ld+json">{"@type":"Product","name":"Lamp",
"description":"<p>A lamp for <b>long nights</b>.</p>","review":[{"@type":"Review","reviewBody":"I like it a lot."}]}</script>
<p>A lamp for long nights out.</p><p>I like it a lot.</p><p>Something else here.</p><p>Two words.</p>`
	doc := parsePage(t, []byte(page))
	l := layPage(pageBody(doc), layout.HintsOf(metadata.Read(doc), "Lamp"), &pageModel{})
	want := [][layout.SaidKinds]float32{{3, 0, 0}, {0, 0, 3}, {}, {}}
	for i, b := range l.Blocks {
		if b.Said != want[i] {
			t.Errorf("%q: %v, want %v", b.Text(), b.Said, want[i])
		}
	}
}

// TestLoneHeadings: a heading goes with all that stands under it.
func TestLoneHeadings(t *testing.T) {
	doc := parsePage(t, []byte(`<h2>a</h2><p>b</p><h2>c</h2><h3>d</h3><p>e</p><h2>f</h2><p>g</p><h3>h</h3><p>i</p><h2>j</h2>`))
	l := layPage(pageBody(doc), layout.Hints{}, &pageModel{})
	kept := keptLetters(l, "abcdfhij")
	l.dropLoneHeadings(kept)
	got := letters(l, kept)
	if got != "abfhij" {
		t.Errorf("kept %q", got)
	}
}

// TestTabPanels: what a reader opens with a click is not hidden.
func TestTabPanels(t *testing.T) {
	for page, want := range map[string]bool{
		`<div hidden><p>x</p></div>`:                                true,
		`<div role="tabpanel" hidden><p>x</p></div>`:                false,
		`<div class="tab-pane" style="display:none"><p>x</p></div>`: false,
		`<div hidden><div class="tab-pane"><p>x</p></div></div>`:    true,
		`<div class="accordion-body" aria-hidden="true">x</div>`:    false,
	} {
		l := layPage(pageBody(parsePage(t, []byte(page))), layout.Hints{}, &pageModel{})
		if got := l.Boxes[l.Blocks[0].Box].Around&layout.InHidden != 0; got != want {
			t.Errorf("%s: hidden %v", page, got)
		}
	}
}

// TestIsEmpty: few words, none of them likely, are no article; a short text that
// may be one, or stands where one would, is.
func TestIsEmpty(t *testing.T) {
	menu := `<footer>` + strings.Repeat("word ", 30) + `</footer>`
	for _, c := range []struct {
		page   string
		scores []float32
		want   bool
	}{
		{`<p>one two three</p>` + menu, []float32{-2, -3}, true},
		{`<p>one two three</p>` + menu, []float32{2, -3}, false},
		{`<p>one two three</p>` + menu, []float32{-0.5, -3}, false},
		{`<p>one two three four</p>` + menu, []float32{-2, -3}, false},
		{`<p>one <a href="/">two three four</a></p>` + menu, []float32{-2, -3}, true},
		{`<p>one two three four</p>` + strings.Repeat(menu, 4), []float32{-2, -3, -9, -9, -9}, true},
		{`<main><p>one two three four</p></main>` + strings.Repeat(menu, 4), []float32{-2, -3, -9, -9, -9}, false},
		{`<p>one two three</p><p>four</p>`, []float32{-1, -3}, false},
		{`<p>` + strings.Repeat("word ", 100) + `</p><p>four</p>`, []float32{-1, -3}, false},
	} {
		l := layPage(pageBody(parsePage(t, []byte(c.page))), layout.Hints{}, &pageModel{})
		kept := make([]bool, len(l.Blocks))
		kept[0] = true
		if got := l.isEmpty(c.scores, kept); got != c.want {
			t.Errorf("%.60s, %v: %v", c.page, c.scores, got)
		}
	}
}

// TestScriptNotes: what asks for JavaScript is not the article, whoever wrote it
// to be read.
func TestScriptNotes(t *testing.T) {
	for page, want := range map[string]int{
		`<body><noscript>You need to enable JavaScript to run this shop.</noscript>`:                          0,
		`<body><noscript><p>A picture of the shop.</p></noscript>`:                                            1,
		`<p>JavaScript is a language.</p>`:                                                                    1,
		`<body><noscript><p>JavaScript` + strings.Repeat(" is a language of the web", 20) + `</p></noscript>`: 1,
	} {
		l := layPage(pageBody(parsePage(t, []byte(page))), layout.Hints{}, &pageModel{})
		kept := []bool{true}
		l.dropScriptNotes(kept)
		if got := int(boost.Bool(kept[0])); got != want {
			t.Errorf("%s: %d blocks kept", page, got)
		}
	}
}

// TestTitleAlone: where the model would keep no more than the title, the part
// of the page with most of its text is taken.
func TestTitleAlone(t *testing.T) {
	short := &pageModel{blocks: []boost.Node{ // keeps what has few words
		{Feature: 0, Right: 2, Value: 4}, {Feature: -1, Right: 2, Value: 3}, {Feature: -1, Right: 1, Value: -3},
	}}
	const page = `<title>The wet dog</title><main><h1>The wet dog</h1><p>It sat by the oven all night long, and nobody saw it.</main>`
	res, err := short.page(parsePage(t, []byte(page)), Options{Type: pagetype.Product})
	if err != nil {
		t.Fatal(err)
	}
	if got := dom.NodeText(res.Root, 1000); got != "It sat by the oven all night long, and nobody saw it." {
		t.Errorf("got %q", got)
	}
}

// TestNoArticle: pages without an article say so.
func TestNoArticle(t *testing.T) {
	for name, page := range map[string]string{
		"nothing":   ``,
		"app shell": `<title>App</title><body><div id="root"></div>`,
		"wall":      `<title>Access denied</title><body><h1>Access denied</h1><p>You have no permission to read this page on this server, and it will not tell you why. Please try again later.</p>`,
	} {
		t.Run(name, func(t *testing.T) {
			res, err := Find(parsePage(t, []byte(page)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(res.Notes, func(n note.Note) bool { return n.Code == "page.no-article" && n.Level == note.Warning }) {
				t.Errorf("notes %v", res.Notes)
			}
			if res.Root == nil {
				t.Error("no root")
			}
		})
	}
	if res, err := Find(&html.Node{Type: html.DocumentNode}, Options{}); err != nil || res.Root == nil {
		t.Errorf("an empty document: %v, %v", res, err)
	}
}

// TestCounts asks boxes for the one heading that is all they hold.
func TestCounts(t *testing.T) {
	doc := parsePage(t, []byte("<body><div><h2>A</h2><p>x</p></div><div><h2>B</h2><p>one two three</p></div><div><h2>C</h2><h3>D</h3></div><div><p>x</p></div>"))
	l := layPage(pageBody(doc), layout.Hints{}, &pageModel{})
	var got []int32
	for _, p := range l.partsOf(0) {
		got = append(got, l.headingOf(p))
	}
	if want := []int32{0, -1, -1, -1}; !slices.Equal(got, want) {
		t.Errorf("headings of the boxes are %v, want %v", got, want)
	}
}

// TestHugePage has a run of like blocks scored once, and no page of usual size.
func TestHugePage(t *testing.T) {
	for n, want := range map[int]int{hugePage / 2: 0, hugePage: (hugePage - 4) - (hugePage/64 - 1)} {
		doc := parsePage(t, []byte("<body>"+strings.Repeat("<p>a", n-2)+"<h2>b</h2><p>c"))
		l := layPage(pageBody(doc), layout.Hints{}, &pageModel{})
		runs := 0
		for i := range l.Blocks {
			if l.goesOn(i) {
				runs++
			}
		}
		if runs != want || len(l.Blocks) != n {
			t.Errorf("%d of %d blocks go on, want %d of %d", runs, len(l.Blocks), want, n)
		}
	}
}
