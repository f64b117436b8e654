package article

import (
	"cmp"
	"fmt"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert"
	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/extract/page"
	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/note"
)

// Article is a converted article. Its fields are to be read: changing them does
// not change what its methods give.
type Article struct {
	// Meta is what the header says of the article or, where there is none, the
	// page: a.Title, a.Authors, a.Published, …
	frontmatter.Meta

	Kind     body.Kind // what the body was
	Encoding string    // of the input, by the WHATWG Encoding Standard, such as "utf-8"
	PageType string    // one of extract's Page… kinds; "" if the body was no page

	Markdown []byte // the body; see [Article.Encode] for a header before it

	Images []extract.Image // in document order
	Links  []extract.Link  // in document order
	Embeds []rules.Embed   // in document order
	Notes  []note.Note     // what was guessed, repaired, dropped or changed

	Comments []Comment // of a whole page, with Options.Comments; they stand in the body too, behind the article

	// Header holds every key of the header, cleaned. Of a page that has none it is
	// made of what the page says of itself. It is nil if there is neither.
	Header *frontmatter.Document

	Account *Account // only with Options.Explain, else nil

	opt      Options
	block    frontmatter.Block
	header   *frontmatter.Document // to write: Header but for Markdown, whose header stays as it is; nil if there is none
	filled   bool                  // the header has keys of Options.Known
	repaired bool                  // a strict parser would have failed on the header, or lost data
	tree     *html.Node            // what HTML and text are written of; nil until they are asked for
	plain    []byte                // Markdown without what guards template tags in it
	refs     *referrer             // of Options.Refer; nil if nobody asks
}

// Convert turns the bytes of one input into an article. It does no I/O, keeps no
// state and may be called concurrently. src is not changed, but the result may
// share its memory. The error is an [*Error].
func Convert(src []byte, opt Options) (*Article, error) {
	c := newConversion(opt)
	if err := c.run(src); err != nil {
		return nil, withPlace(err)
	}
	return c.Article, nil
}

// ReadMeta reads what src says of itself, its header or the head of a page, and
// converts nothing. So it does not know the first heading and image, which
// [Convert] takes where a title or cover is missing. The error is an [*Error].
func ReadMeta(src []byte, opt Options) (frontmatter.Meta, error) {
	meta, _, err := ReadHeader(src, opt)
	return meta, err
}

// ReadHeader is [ReadMeta] that also gives the header, as [Article.Header] has it; nil
// if there is none.
func ReadHeader(src []byte, opt Options) (frontmatter.Meta, *frontmatter.Document, error) {
	c := newConversion(opt)
	if err := c.readMeta(src); err != nil {
		return frontmatter.Meta{}, nil, withPlace(err)
	}
	return c.Meta, c.Header, nil
}

// conversion is an article under way; each step reads what those before it set.
type conversion struct {
	*Article
	page    *page.Result     // nil unless the body is a page
	root    *html.Node       // the parsed body; nil for Markdown
	source  *body.Tree       // what root was a part of, for the places of its nodes
	body    *extract.Article // nil for Markdown until something but Markdown is asked for
	found   []byte           // of a page that is to be verified: its article before it was cleaned
	spent   Limits           // of Options.Limits
	dollars bool             // text between dollar signs is a formula
}

func newConversion(opt Options) *conversion {
	c := &conversion{Article: &Article{opt: opt}}
	if opt.Refer != nil {
		c.refs = newReferrer(opt.Refer)
	}
	return c
}

func (c *conversion) run(src []byte) (err error) {
	defer c.giveUp(&err)
	if err := c.read(src); err != nil {
		return err
	}
	for _, step := range []func() error{c.parseBody, c.cleanBody, c.cleanComments, c.cleanHeader, c.writeMarkdown, c.readMarkdown} {
		if err := step(); err != nil {
			return err
		}
	}
	if c.refs != nil {
		c.Markdown = c.refs.fillMarks(c.Markdown)
	}
	c.describe()
	return nil
}

// read sets Encoding, block, header and Kind.
func (c *conversion) read(src []byte) error {
	if err := c.readInput(src); err != nil {
		return err
	}
	if c.Kind != body.KindPage { // whose own word comes first
		c.addKnown()
	}
	return nil
}

func (c *conversion) readInput(src []byte) error {
	c.spendBytes(len(src))
	switch {
	case !c.opt.From.valid():
		return fmt.Errorf("unknown kind of input %q", c.opt.From)
	case !c.opt.To.valid():
		return fmt.Errorf("unknown format %q", c.opt.To)
	case !c.opt.Title.valid():
		return fmt.Errorf("unknown place for the title %q", c.opt.Title)
	}
	d, err := decodeAsked(src, c.opt.Encoding)
	if err != nil {
		return err
	}
	c.Encoding, c.Notes = d.encoding, d.notes
	if c.opt.From == FromHTML {
		c.block = frontmatter.Block{Body: d.text, BodyLine: 1}
		if c.Kind = body.KindArticle; body.Detect(d.text, false) == body.KindPage {
			c.Kind = body.KindPage
		}
		return nil
	}
	if err := c.readHeader(d.text); err != nil {
		return err
	}
	if c.Kind = body.Kind(c.opt.From); c.opt.From == FromAuto {
		c.Kind = body.Detect(c.block.Body, c.header != nil)
	}
	return nil
}

// describe sets the fields of the article that are for its reader.
func (c *conversion) describe() {
	if c.Header != nil {
		c.Meta = c.Header.Meta()
	}
	if c.page != nil {
		c.PageType = c.page.Type
		c.Site = cmp.Or(c.Site, c.page.Metadata.Site)
	}
	if c.body != nil {
		c.Images, c.Links, c.Embeds = c.body.Images, c.body.Links, c.body.Embeds
	}
	if c.opt.Explain {
		c.Account = c.account()
	}
}

func (c *conversion) note(code string, level note.Level, message string) {
	c.Notes = append(c.Notes, note.Note{Code: code, Level: level, Message: message})
}

// HTML is the body as clean HTML. The error is an [*Error]; there is none to
// expect after a conversion.
func (a *Article) HTML() ([]byte, error) { return a.write(convert.HTML) }

// Text is the body as plain text. The error is as that of HTML.
func (a *Article) Text() ([]byte, error) { return a.write(a.plainText) }

func (a *Article) write(writer func(*html.Node) ([]byte, error)) ([]byte, error) {
	tree, err := a.cleanTree()
	if err != nil {
		return nil, withPlace(err)
	}
	out, err := writer(tree)
	return out, withPlace(err)
}
