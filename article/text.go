package article

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert"
)

// plainText is the text of a tree without the names of services that stand for
// players: they are no words of the article.
func (a *Article) plainText(tree *html.Node) ([]byte, error) {
	names := map[string]string{} // by address
	for _, e := range a.Embeds {
		if e.Title == "" && e.Shown != "" {
			names[e.URL] = e.Shown
		}
	}
	return convert.TextWithout(tree, func(link *html.Node) bool {
		for _, attr := range link.Attr {
			if attr.Key == "href" && names[attr.Val] != "" {
				return strings.TrimSpace(textContent(link)) == names[attr.Val]
			}
		}
		return false
	})
}
