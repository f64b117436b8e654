package preview

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/article"
)

// fate is what became of an image of the source.
type fate struct {
	gone   bool
	became string // its address in the result, if it is there; "" if that is not known
}

// fates find the images of the source in the result; nil finds all.
type fates map[string]string

// fateOfImages has the addresses of the result, by what they were and by themselves.
func fateOfImages(a *article.Article, result *html.Node) fates {
	f := make(fates)
	for n := range result.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.Img {
			src := attribute(n, "src")
			f[src] = src
		}
	}
	for _, img := range a.Images {
		if _, shown := f[img.URL]; shown && img.Original != "" {
			f[img.Original] = img.URL
		}
	}
	return f
}

// of is the fate of an image. Whatever attribute holds an address that the result has
// too, the image is there.
func (f fates) of(n *html.Node) fate {
	if f == nil {
		return fate{}
	}
	for _, attr := range n.Attr {
		if became, ok := f[attr.Val]; ok {
			return fate{became: became}
		}
	}
	return fate{gone: true}
}
