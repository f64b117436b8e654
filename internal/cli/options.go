package cli

import (
	"net/url"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/extract/page"
	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/frontmatter"
)

// Options are everything that decides how one input becomes one output.
type Options struct {
	article.Options
	MaxSize int64 // bytes; 0 is no limit

	rules *rulesFinder // fills Options.Rules; nil leaves them as they are
}

// fromRecords is the kind of a stream of records.
const fromRecords article.Input = "jsonl"

// Values of flags that name one of a few.
var (
	outputFormats      = []string{"md", "json", "jsonl", "html", "text"}
	inputKinds         = []string{"auto", "article", "page", "markdown", "jsonl"}
	titlePlaces        = []string{"auto", "heading", "header", "none"}
	frontMatterFormats = []string{"yaml", "toml", "json", "none", "source"}
)

// formatAliases are names of output formats that other tools use.
var formatAliases = map[string]string{
	"markdown": "md", "gfm": "md", "commonmark": "md", "ndjson": "jsonl", "htm": "html", "txt": "text", "plain": "text",
}

// extensions of the output formats.
var extensions = map[article.Format]string{
	article.Markdown: ".md", article.JSON: ".json", article.JSONLine: ".jsonl", article.HTML: ".html", article.Text: ".txt",
}

// oneOf checks the value of a flag that names one of a few.
func oneOf(flag, value string, allowed []string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return usagef("--%s %q is unknown; use one of %s", flag, value, strings.Join(allowed, ", "))
}

// conversionOptions reads the flags of [conversionFlags].
func conversionOptions(c *cli.Context) (Options, error) {
	to := c.String("to")
	if alias, ok := formatAliases[to]; ok {
		to = alias
	}
	opt := Options{Options: article.Options{
		To: article.Format(to), From: article.Input(c.String("from")), Preset: c.String("preset"), Callouts: c.String("callouts"),
		PageType: c.String("page-type"), Select: c.StringSlice("select"), Remove: c.StringSlice("remove"),
		Verify:       c.Bool("verify"),
		BaseURL:      c.String("base-url"),
		KeepProxy:    c.Bool("keep-proxy"),
		Unarchive:    c.Bool("unarchive"),
		OriginalSize: c.Bool("original-size"),
		Animated:     c.Bool("animated"),
		CleanLinks:   c.Bool("clean-links"),
		Safe:         c.Bool("safe"),
		Keep:         c.StringSlice("keep"),
		Drop:         c.StringSlice("drop"),
	}}
	if err := oneOf("to", to, outputFormats); err != nil {
		return opt, err
	}
	if err := oneOf("from", c.String("from"), inputKinds); err != nil {
		return opt, err
	}
	if opt.From == "auto" {
		opt.From = article.FromAuto
	}
	if err := opt.setFrontMatter(c.String("front-matter")); err != nil {
		return opt, err
	}
	if err := opt.setTitle(c.String("title")); err != nil {
		return opt, err
	}
	if opt.Preset != "" {
		if err := oneOf("preset", opt.Preset, frontmatter.Presets()); err != nil {
			return opt, err
		}
	}
	if opt.Callouts != "" {
		if err := oneOf("callouts", opt.Callouts, []string{article.CalloutAlerts, article.CalloutQuotes}); err != nil {
			return opt, err
		}
	}
	if base := opt.BaseURL; base != "" && !isAddress(base) {
		return opt, usagef("--base-url %s is no absolute address; begin it with https:// or http://", base)
	}
	var err error
	if opt.MaxSize, err = parseSize(c.String("max-size")); err != nil {
		return opt, err
	}
	if err := checkSelectors(opt); err != nil {
		return opt, err
	}
	opt.rules = newRulesFinder(c.String("rules"))
	return opt, opt.checkRules(c.Args().First(), c.String("stdin-filepath"))
}

// setFrontMatter reads the value of --front-matter; "" is the input's format,
// "source" the input's bytes.
func (o *Options) setFrontMatter(value string) error {
	if value == "" {
		return nil
	}
	if err := oneOf("front-matter", value, frontMatterFormats); err != nil {
		return err
	}
	format, err := frontmatter.ParseFormat(value)
	o.FrontMatter, o.RawHeader = format, format == frontmatter.Source
	return err
}

// setTitle reads the value of --title.
func (o *Options) setTitle(value string) error {
	if err := oneOf("title", value, titlePlaces); err != nil {
		return err
	}
	if o.Title = article.TitlePlace(value); value == "auto" {
		o.Title = article.TitleAuto
	}
	if o.Title == article.TitleNone && o.RawHeader {
		return usagef("--title none changes the header, and --front-matter source keeps its bytes; leave out one of them")
	}
	return nil
}

// checkRules finds mistakes in the rules of the first input before anything is
// read.
func (o Options) checkRules(path, stdinName string) error {
	switch {
	case path == "" || path == "-":
		return o.rules.of(stdinName).err
	case isFolder(path):
		return o.rules.inFolder(path).err
	}
	return o.rules.of(path).err
}

// forInput returns the options with the rules of the input at path.
func (o Options) forInput(path string) (Options, error) {
	if o.rules == nil {
		return o, nil
	}
	found := o.rules.of(path)
	o.Rules = found.rules
	return o, found.err
}

// checkSelectors finds bad selectors and page types before anything is read.
func checkSelectors(opt Options) error {
	if _, err := rules.CompileQueries(opt.Keep); err != nil {
		return usagef("keep: %v; check --keep and --drop", err)
	}
	if _, err := rules.CompileQueries(opt.Drop); err != nil {
		return usagef("drop: %v; check --keep and --drop", err)
	}
	forPages := page.Options{Type: opt.PageType, Select: opt.Select, Remove: opt.Remove}
	if err := forPages.Check(); err != nil {
		return usagef("%v; check --page-type, --select and --remove", err)
	}
	return nil
}

// isAddress tells whether s is an absolute http(s) address.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}
