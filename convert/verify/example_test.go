package verify_test

import (
	"fmt"

	"github.com/artx-cli/artx/convert/verify"
)

func ExampleCompare() {
	source := verify.Source{Body: []byte(`<p>Nothing is <a href="https://example.com/">lost</a>.</p>`)}
	for _, note := range verify.Compare([]byte("Nothing is lost."), source) {
		fmt.Println(note.Code+":", note.Message)
	}
	// Output: verify.link: a link of the source is not in the rendered Markdown: "https://example.com/"
}
