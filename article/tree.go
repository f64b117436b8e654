package article

import (
	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/body"
)

// readMarkdown sets tree and, where it was the Markdown that says what is in it,
// body: what Markdown and mixed bodies hold is known when they are rendered.
func (c *conversion) readMarkdown() error {
	switch {
	case c.Kind != body.KindMarkdown && c.Kind != body.KindMixed:
		c.tree = c.body.Root
		return nil
	case c.opt.To == Markdown:
		return nil
	}
	found := c.body // of a mixed body: what its HTML held
	var err error
	if c.body, err = c.cleanMarkdown(); err != nil {
		return err
	}
	if found != nil {
		mergeFound(c.body, found)
	}
	c.tree = c.body.Root
	return nil
}

// cleanTree is what HTML and text are written of.
func (a *Article) cleanTree() (*html.Node, error) {
	if a.tree != nil {
		return a.tree, nil
	}
	body, err := a.cleanMarkdown()
	if err != nil {
		return nil, err
	}
	return body.Root, nil
}

// cleanMarkdown is the article that the Markdown stands for.
func (a *Article) cleanMarkdown() (*extract.Article, error) {
	root, err := renderMarkdown(a.plain)
	if err != nil {
		return nil, err
	}
	return extract.Clean(root, a.cleanOptions())
}

// cleanOptions are the options that package extract knows, with the article's
// own address as the base of relative ones.
func (a *Article) cleanOptions() extract.Options {
	opt := a.opt.clean()
	opt.ExcerptMark = a.excerptMark()
	if opt.BaseURL == "" && a.header != nil {
		opt.BaseURL = a.header.URL()
	}
	return opt
}

// mergeFound takes over what is known of an article from before it was written
// as Markdown: how the addresses of images and links were resolved, the players,
// and the account of what was looked at and removed.
func mergeFound(article, found *extract.Article) {
	images := make(map[string]extract.Image, len(found.Images))
	for _, img := range found.Images {
		images[img.URL] = img
	}
	at := make(map[string]int, len(article.Images))
	for i, img := range article.Images {
		at[img.URL] = i
		if f, ok := images[img.URL]; ok {
			article.Images[i] = f
		}
	}
	links := make(map[string]extract.Link, len(found.Links))
	for _, link := range found.Links {
		links[link.URL] = link
	}
	for i, link := range article.Links {
		if f, ok := links[link.URL]; ok {
			article.Links[i].Original, article.Links[i].Via = f.Original, f.Via
		}
	}
	article.Embeds = found.Embeds
	article.Removed = append(found.Removed, article.Removed...)
	article.Made = found.Made
	article.Sources = mergeSources(article.Sources, found, images, at)
}

// mergeSources puts the account of a mixed body's own images before that of the
// images in its Markdown.
func mergeSources(sources []extract.Source, found *extract.Article, images map[string]extract.Image, at map[string]int) (merged []extract.Source) {
	for _, s := range found.Sources {
		if s.Image >= 0 {
			i, ok := at[found.Images[s.Image].URL]
			if s.Image = i; !ok {
				s.Image = -1
			}
		}
		merged = append(merged, s)
	}
	for _, s := range sources {
		taken := false
		for _, candidate := range s.Candidates {
			_, known := images[candidate.URL]
			taken = taken || candidate.Taken && known
		}
		if !taken {
			merged = append(merged, s)
		}
	}
	return merged
}
