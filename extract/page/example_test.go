package page_test

import (
	"fmt"
	"os"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/page"
)

func ExampleFind() {
	const src = `<!DOCTYPE html>
<html lang="en"><head><title>Tides for beginners | Coast Notes</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="Coast Notes">
<meta name="author" content="Anna Berg"><meta property="article:published_time" content="2024-03-05T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/maps">Maps</a></nav>
<article><h1>Tides for beginners</h1>
<p>The sea rises and falls twice a day, and the reason is far away. The moon pulls at the water, and the water follows.</p>
<p>Twice a month the sun pulls in the same direction. Then the tide is highest, and boats on the mud float again.</p>
</article><footer>All rights reserved. <a href="/privacy">Privacy</a></footer></body></html>`
	doc, err := html.ParseWithOptions(strings.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil {
		panic(err)
	}
	res, err := page.Find(doc, page.Options{})
	if err != nil {
		panic(err)
	}
	fmt.Println(res.Type)
	fmt.Println(res.Metadata.Title)
	fmt.Println(res.Metadata.Authors, res.Metadata.Published)
	for n := range res.Root.ChildNodes() {
		if n.Type == html.ElementNode {
			html.Render(os.Stdout, n)
			fmt.Println()
		}
	}
	// Output:
	// article
	// Tides for beginners
	// [Anna Berg] 2024-03-05T08:00:00Z
	// <p>The sea rises and falls twice a day, and the reason is far away. The moon pulls at the water, and the water follows.</p>
	// <p>Twice a month the sun pulls in the same direction. Then the tide is highest, and boats on the mud float again.</p>
}

func ExampleFind_select() {
	doc, err := html.Parse(strings.NewReader(`<div class="post"><p>The post.</p><p class="ad">Buy!</p></div><p>The rest.</p>`))
	if err != nil {
		panic(err)
	}
	res, err := page.Find(doc, page.Options{Select: []string{".post"}, Remove: []string{".ad"}})
	if err != nil {
		panic(err)
	}
	html.Render(os.Stdout, res.Root)
	// Output: <article><div class="post"><p>The post.</p></div></article>
}
