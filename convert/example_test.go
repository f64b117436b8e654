package convert_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert"
)

func ExampleMarkdown() {
	root, err := html.Parse(strings.NewReader(`<h2>Night school</h2><p>It <b>opens</b> at six.<br>Bring a lamp.</p><ul><li>oil<li>wick</ul>`))
	if err != nil {
		log.Fatal(err)
	}
	markdown, err := convert.Markdown(root, convert.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(markdown))
	// Output:
	// ## Night school
	//
	// It **opens** at six.\
	// Bring a lamp.
	//
	// - oil
	// - wick
}

// The writer can be dropped into any html-to-markdown converter.
func ExampleNewPlugin() {
	conv := converter.NewConverter(converter.WithPlugins(convert.NewPlugin(convert.Options{NoRawHTML: true})))
	markdown, err := conv.ConvertString(`<p>H<sub>2</sub>O is <em>water</em>.</p>`)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(markdown)
	// Output: H2O is *water*.
}

func ExampleHTML() {
	root, err := html.Parse(strings.NewReader(`<div class="x"><span onclick="y()">Clean</span> <a href="javascript:z()">me</a></div>`))
	if err != nil {
		log.Fatal(err)
	}
	out, err := convert.HTML(root)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(out))
	// Output: <p>Clean me</p>
}

func ExampleText() {
	root, err := html.Parse(strings.NewReader(`<p>One <b>two</b></p><table><tr><td>a<td>b</table>`))
	if err != nil {
		log.Fatal(err)
	}
	out, err := convert.Text(root)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(out))
	// Output:
	// One two
	//
	// a	b
}
