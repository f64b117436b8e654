package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/source"
)

// Converter converts records as 'artx convert' does in a stream, inside other
// programs than the command.
type Converter struct{ r *runner }

// configFile is an artx.yaml that was read elsewhere.
type configFile struct {
	name string
	text []byte
}

// NewConverter makes a converter of the flags of a command line, such as "--preset",
// "hugo", and the text of an artx.yaml, of which name is that in messages. Flags that
// name a file, or say where results go, are errors; a nil config is none. adjust, if
// it is not nil, is called for each record, and may change the options for it.
func NewConverter(flags []string, name string, config []byte, adjust func(*source.Record, *article.Options)) (*Converter, error) {
	var made *runner
	s := &session{stdin: strings.NewReader(""), stdout: io.Discard, stderr: io.Discard, status: new(int)}
	s.config = &configFile{name, config}
	s.instead = func(r *runner, _ *cli.Context) error {
		made = r
		return nil
	}
	command := commandNamed(s.commands(), "convert")
	var err error
	if s.call, err = readArgs(command.Name, command.Flags, flags); err != nil {
		return nil, err
	}
	if err := s.checkAlone(); err != nil {
		return nil, err
	}
	if err := s.runCommand(command); err != nil {
		return nil, err
	}
	if made.rules = nil; len(config) > 0 {
		if made.Rules, err = rules.Load(config, name); err != nil {
			return nil, err
		}
	}
	made.adjust = adjust
	return &Converter{made}, nil
}

// checkAlone finds what is about other things than single articles.
func (s *session) checkAlone() error {
	known := rowsOf(append(conversionFlags(), &cli.StringFlag{Name: "fields"}))
	for _, f := range s.call.flags {
		if _, ok := rowNamed(known, f.name); !ok || f.name == "rules" || f.name == "no-config" || f.name == "stdin-filepath" {
			return usagef("--%s is not about what becomes of an article; leave it out", f.name)
		}
	}
	if len(s.call.paths) > 0 || s.call.help || s.call.version {
		return usagef("flags alone are wanted here; leave out %q", strings.Join(s.call.paths, " "))
	}
	return nil
}

// MaxSize is the bound on a record that the flags set; 0 is none.
func (c *Converter) MaxSize() int64 { return c.r.MaxSize }

// Comments tells whether the flags ask for the comments of articles.
func (c *Converter) Comments() bool { return c.r.Comments }

// Convert converts a record. A panic is an error.
func (c *Converter) Convert(rec *source.Record) (res batch.Result, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("broke on it: %v", v)
		}
	}()
	res, err = c.r.convertRecord(filepath.ToSlash(rec.Container), rec, nil)
	if err != nil {
		return res, err
	}
	if isJSON := c.r.To == article.JSON || c.r.To == article.JSONLine; isJSON && rec.Format == source.JSONL {
		res.Output, err = rec.Merge(res.Output)
	}
	res.Notes = append(rec.Notes, res.Notes...)
	return res, err
}
