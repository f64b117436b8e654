package article

import (
	"github.com/artx-cli/artx/convert"
	"github.com/artx-cli/artx/extract"
)

// Comment is what a reader wrote below the article of a whole page.
type Comment struct {
	Author    string `json:"author,omitempty"`    // as the page shows it
	Published string `json:"published,omitempty"` // RFC 3339, as far as the page says
	When      string `json:"when,omitempty"`      // what the page shows in place of a date, such as "2 days ago"
	Depth     int    `json:"depth,omitempty"`     // by how many comments it is an answer to another
	Markdown  string `json:"markdown"`
}

// cleanComments sets Comments.
func (c *conversion) cleanComments() error {
	if c.page == nil {
		return nil
	}
	opt := c.cleanOptions()
	opt.Origin = extract.Chosen
	for _, found := range c.page.Comments {
		cleaned, err := extract.Clean(found.Root, opt)
		if err != nil {
			return err
		}
		text, err := convert.Markdown(cleaned.Root, convert.Options{})
		if err != nil {
			return err
		}
		c.Comments = append(c.Comments, Comment{Author: found.Author, Published: found.Date, When: found.When, Depth: found.Depth, Markdown: string(text)})
	}
	return nil
}
