package article

import (
	"cmp"
	"strings"

	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/page"
)

// Account says how an article came to be what it is.
type Account struct {
	// Origins tells where the fields of Article.Meta come from, by their names in
	// lower case; see [frontmatter.Document.Origins].
	Origins map[string]string `json:"origins,omitempty"`

	Sources []extract.Source  `json:"image_sources,omitempty"` // every image, also those removed, in document order
	Removed []extract.Removal `json:"removed,omitempty"`       // elements that were removed as noise
	Page    *page.Account     `json:"page,omitempty"`          // why this part of a page is the article; nil if the body was none
}

func (c *conversion) account() *Account {
	account := &Account{}
	if c.body != nil {
		account.Sources, account.Removed = c.body.Sources, c.body.Removed
	}
	if c.Header != nil {
		account.Origins = c.Header.Origins()
	}
	if c.page == nil {
		return account
	}
	account.Page = &c.page.Account
	for field, origin := range account.Origins {
		if !strings.Contains(origin, "line ") { // the header was made of what the page says
			account.Origins[field] = cmp.Or(c.page.Metadata.Origins[field], "page")
		}
	}
	return account
}
