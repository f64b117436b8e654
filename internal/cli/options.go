package cli

import (
	"math"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"
	"gopkg.in/yaml.v3"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/extract/page"
	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/internal/site"
	"github.com/artx-cli/artx/source"
)

// Options are everything that decides how one input becomes one output.
type Options struct {
	article.Options
	MaxSize int64 // bytes; 0 is no limit

	// Format is what files are read as, if they are not to be taken for articles
	// whatever they are; "" finds out.
	Format source.Format

	unknown bool // what a record says of itself beside its content stays out of the header

	refer func(reference.Reference) string // leads references to files and articles; nil leaves them

	rules *rulesFinder // fills Options.Rules; nil leaves them as they are
}

// Values of flags that name one of a few.
var (
	outputFormats      = []string{"md", "json", "jsonl", "html", "text"}
	inputKinds         = append([]string{"auto", "article", "page", "markdown"}, containerFormats()...)
	titlePlaces        = []string{"auto", "heading", "header", "none"}
	pageTypes          = []string{"article", "documentation", "forum", "product", "collection", "listing", "service"}
	frontMatterFormats = []string{"yaml", "toml", "json", "none", "source"}
)

// formatOf is the output format by a name that other tools use for it, or by its
// own.
func formatOf(name string) string {
	switch name {
	case "markdown", "gfm", "commonmark":
		return "md"
	case "ndjson":
		return "jsonl"
	case "htm":
		return "html"
	case "txt", "plain":
		return "text"
	}
	return name
}

// extensions of the output formats.
var extensions = map[article.Format]string{
	article.Markdown: ".md", article.JSON: ".json", article.JSONLine: ".jsonl", article.HTML: ".html", article.Text: ".txt",
}

// choicesOf lists what the value of a flag may be, if it names one of a few.
func choicesOf(flag string) []string {
	switch flag {
	case "to":
		return outputFormats
	case "from":
		return inputKinds
	case "front-matter":
		return frontMatterFormats
	case "preset":
		return frontmatter.Presets()
	case "title":
		return titlePlaces
	case "callouts":
		return []string{article.CalloutAlerts, article.CalloutQuotes}
	case "page-type":
		return pageTypes
	case "progress":
		return []string{"auto", "always", "never"}
	case "links":
		return site.Styles()
	case "log-format":
		return []string{"text", "json", "unix"}
	}
	return nil
}

// conversionOptions reads the flags of [conversionFlags].
func (s *session) conversionOptions(c *cli.Context) (Options, error) {
	opt := Options{Options: article.Options{
		To: outputFormat(c), From: article.Input(c.String("from")), Preset: c.String("preset"), Callouts: c.String("callouts"),
		PageType: c.String("page-type"), Select: c.StringSlice("select"), Remove: c.StringSlice("remove"),
		LinkAuthors:  c.Bool("link-authors") && c.String("preset") == "obsidian",
		Comments:     c.Bool("comments"),
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
		Unset:        c.StringSlice("unset"),
		Encoding:     c.String("encoding"),
		Aliases:      aliasKeys[c.String("redirects")],
		Style:        s.settings.style,
	}}
	opt.setFrom(c.String("from"))
	if err := opt.setFrontMatter(c.String("front-matter")); err != nil {
		return opt, err
	}
	if err := opt.setTitle(c.String("title")); err != nil {
		return opt, err
	}
	if err := opt.setFields(c.String("fields"), s.given("fields") != ""); err != nil {
		return opt, err
	}
	if err := opt.setKeys(c.StringSlice("set")); err != nil {
		return opt, err
	}
	if opt.Encoding != "" && article.EncodingName(opt.Encoding) == "" {
		return opt, usagef("--encoding %q is unknown; write a label such as utf-8, gb18030, shift_jis or windows-1251", opt.Encoding)
	}
	if base := opt.BaseURL; base != "" && !isAddress(base) {
		return opt, usagef("--base-url %s is no absolute address; begin it with https:// or http://", base)
	}
	var err error
	if opt.MaxSize, err = parseSize("max-size", c.String("max-size")); err != nil {
		return opt, err
	}
	if opt.Limits, err = limits(c, opt.MaxSize); err != nil {
		return opt, err
	}
	if err := checkSelectors(opt); err != nil {
		return opt, err
	}
	if s.config != nil { // whose rules are the only ones
		return opt, nil
	}
	if !c.Bool("no-config") || c.String("rules") != "" {
		opt.rules = newRulesFinder(c.String("rules"))
	}
	return opt, opt.checkRules(c.Args().First(), c.String("stdin-filepath"))
}

// outputFormat is the value of --to, or else what the file of -o ends in: a result by
// that name in another format would be taken for what it is not.
func outputFormat(c *cli.Context) article.Format {
	name := c.String("output")
	if format := formatByName(name); format != "" && !c.IsSet("to") && !isFolder(name) {
		return format
	}
	return article.Format(c.String("to"))
}

// limits are those of a conversion: Markdown may be a few times as large as what it
// comes from may be.
func limits(c *cli.Context, maxSize int64) (article.Limits, error) {
	nodes, steps := c.Int("max-nodes"), c.Int("max-steps")
	if nodes < 0 || steps < 0 {
		return article.Limits{}, usagef("--max-nodes and --max-steps are numbers from 0 on; 0 is no limit")
	}
	return article.Limits{Bytes: 4 * min(maxSize, math.MaxInt64/4), Nodes: int64(nodes), Steps: int64(steps)}, nil
}

// setFrontMatter reads the value of --front-matter; "" is the input's format,
// "source" the input's bytes.
func (o *Options) setFrontMatter(value string) error {
	if value == "" {
		return nil
	}
	format, err := frontmatter.ParseFormat(value)
	o.FrontMatter, o.RawHeader = format, format == frontmatter.Source
	return err
}

// setTitle reads the value of --title.
func (o *Options) setTitle(value string) error {
	if o.Title = article.TitlePlace(value); value == "auto" {
		o.Title = article.TitleAuto
	}
	if o.Title == article.TitleNone && o.RawHeader {
		return usagef("--title none changes the header, and --front-matter source keeps its bytes; leave out one of them")
	}
	return nil
}

// setFields reads the value of --fields, which JSON alone has: given on the command
// line, that is a contradiction, and of settings it waits for JSON.
func (o *Options) setFields(value string, given bool) error {
	isJSON := o.To == article.JSON || o.To == article.JSONLine
	switch {
	case value == "" || !isJSON && !given:
		return nil
	case !isJSON:
		return usagef("--fields picks keys of JSON; add --to json or --to jsonl")
	}
	for name := range strings.SplitSeq(value, ",") {
		name = strings.ToLower(strings.TrimSpace(name))
		if !slices.Contains(article.Fields(), name) {
			return usagef("--fields: there is no key %q; use some of %s", name, strings.Join(article.Fields(), ", "))
		}
		o.Fields = append(o.Fields, name)
	}
	return nil
}

// setKeys reads the values of --set, and finds what contradicts it.
func (o *Options) setKeys(pairs []string) error {
	for _, pair := range pairs {
		key, value, ok := strings.Cut(pair, "=")
		if key = strings.TrimSpace(key); !ok || key == "" {
			return usagef("--set %q sets nothing; write KEY=VALUE, such as draft=true", pair)
		}
		if slices.Contains(o.Unset, key) {
			return usagef("--set and --unset contradict one another about %q; leave out one of them", key)
		}
		o.Set = append(o.Set, article.HeaderField{Key: key, Value: headerValue(value)})
	}
	if o.RawHeader && len(o.Set)+len(o.Unset) > 0 {
		return usagef("--front-matter source keeps the header's bytes, and --set and --unset change them; leave out one of them")
	}
	return nil
}

// headerValue is a value of --set: of YAML's a number, true or false, a date, nothing, or
// a list in brackets; all else is text as it stands.
func headerValue(text string) any {
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		return text
	}
	switch value := value.(type) {
	case nil, bool, int, int64, uint64, float64:
		return value
	case time.Time:
		if date, err := frontmatter.ParseDate(text); err == nil {
			return date // with no time or zone that it did not have
		}
		return value
	case []any:
		if strings.HasPrefix(strings.TrimSpace(text), "[") {
			return value
		}
	}
	return text
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
