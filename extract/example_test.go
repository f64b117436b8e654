package extract_test

import (
	"fmt"
	"log"
	"os"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/body"
)

func ExampleClean() {
	root, _, err := body.ParseHTML([]byte(`<p></p><div class="img_box"><img src="/img/loading.gif"
		data-original="https://img.example.org/fox.jpg" alt="A fox"></div><p onclick="track()">A fox.</p>`))
	if err != nil {
		log.Fatal(err)
	}
	article, err := extract.Clean(root, extract.Options{BaseURL: "https://example.org/fox/"})
	if err != nil {
		log.Fatal(err)
	}
	for n := article.Root.FirstChild; n != nil; n = n.NextSibling {
		if err := html.Render(os.Stdout, n); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Printf("\n%s, found by %s", article.Images[0].URL, article.Images[0].Via)
	// Output:
	// <div class="img_box"><img src="https://img.example.org/fox.jpg" alt="A fox"/></div><p>A fox.</p>
	// https://img.example.org/fox.jpg, found by data-original
}

func ExampleResolveImage() {
	url, via, placeholder := extract.ResolveImage("https://cors.someone.workers.dev/?https://img.example.org/fox.jpg", extract.Options{})
	fmt.Println(url, via, placeholder)
	// Output: https://img.example.org/fox.jpg proxy:workers.dev false
}
