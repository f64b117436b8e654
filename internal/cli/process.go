package cli

import (
	"errors"
	"fmt"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/frontmatter"
)

// result is one converted input.
type result struct {
	*article.Article
	output []byte
}

// process turns the bytes of one input into those of one output. name stands
// in messages and gives a title or date where the header has none. Its errors
// begin with the name and, where one is known, the line.
func process(name string, src []byte, opt Options) (*result, error) {
	rec, err := single(name, src, opt)
	if err != nil {
		return nil, err
	}
	if rec != nil {
		res, err := processRecord(name, rec, opt, rec.Holds)
		if err != nil {
			return nil, withName(name, err)
		}
		return res, nil
	}
	opt.Name, opt.Refer = name, opt.referTo(nil)
	if name == namelessInput {
		opt.Name = "" // or it would be a title
	}
	a, err := article.Convert(src, opt.Options)
	if err != nil {
		return nil, withName(name, aboutLimit(err))
	}
	output, err := a.Encode(opt.To)
	if err != nil {
		return nil, withName(name, err)
	}
	return &result{a, output}, nil
}

// aboutLimit says what to do about an article that went beyond a limit.
func aboutLimit(err error) error {
	var limit *article.LimitError
	if !errors.As(err, &limit) {
		return err
	}
	flag := map[string]string{"bytes": "max-size", "nodes": "max-nodes", "steps": "max-steps"}[limit.What]
	return fmt.Errorf("%w; raise the limit with --%s", err, flag)
}

// withName puts the name, and the line where one is known, before an error, and
// what to do about a header behind it.
func withName(name string, err error) error {
	var header *frontmatter.Error
	switch {
	case !errors.As(err, &header):
		return fmt.Errorf("%s: %w", name, err)
	case header.Line > 0:
		name += ":"
	default:
		name += ": "
	}
	return fmt.Errorf("%s%w; mend the header, or keep it as text with --from article", name, err)
}
