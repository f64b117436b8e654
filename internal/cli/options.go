package cli

import (
	"net/url"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/frontmatter"
)

// Options are everything that decides how one input becomes one output.
type Options struct {
	To          string   // md, json, jsonl, html or text
	From        string   // auto, article, page, markdown, jsonl or fromHTML
	FrontMatter string   // yaml, toml, json, none or source; "" is the format of the input
	Preset      string   // site generator whose key names to write; "" keeps them
	PageType    string   // kind of a whole page; "" finds out
	Select      []string // CSS selectors of the article in a whole page
	Remove      []string // CSS selectors of what is not the article in a whole page
	MaxSize     int64    // bytes; 0 is no limit
	Verify      bool
	Extract     extract.Options

	rules *rulesFinder // fills Extract.Rules; nil leaves them as they are
	mover *mover       // of one conversion; nil leaves references to local files alone
}

// fromHTML is the kind of records that hold HTML without front matter: an
// article or a page, never Markdown.
const fromHTML = "html"

// wantsData tells whether the header's values are asked for, not its bytes.
func (o Options) wantsData() bool { return o.To == "json" || o.To == "jsonl" }

// Values of flags that name one of a few.
var (
	outputFormats      = []string{"md", "json", "jsonl", "html", "text"}
	inputKinds         = []string{"auto", "article", "page", "markdown", "jsonl"}
	frontMatterFormats = []string{"yaml", "toml", "json", "none", "source"}
)

// formatAliases are names of output formats that other tools use.
var formatAliases = map[string]string{
	"markdown": "md", "gfm": "md", "commonmark": "md", "ndjson": "jsonl", "htm": "html", "txt": "text", "plain": "text",
}

// extensions of the output formats.
var extensions = map[string]string{"md": ".md", "json": ".json", "jsonl": ".jsonl", "html": ".html", "text": ".txt"}

// oneOf checks the value of a flag that names one of a few.
func oneOf(flag, value string, allowed []string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return usagef("--%s %q is unknown; use one of %s", flag, value, strings.Join(allowed, ", "))
}

// conversionOptions reads the flags of [conversionFlags].
func conversionOptions(c *cli.Context) (Options, error) {
	opt := Options{
		To: c.String("to"), From: c.String("from"),
		FrontMatter: c.String("front-matter"), Preset: c.String("preset"),
		PageType: c.String("page-type"), Select: c.StringSlice("select"), Remove: c.StringSlice("remove"),
		Verify: c.Bool("verify"),
		Extract: extract.Options{
			BaseURL:      c.String("base-url"),
			KeepProxy:    c.Bool("keep-proxy"),
			Unarchive:    c.Bool("unarchive"),
			OriginalSize: c.Bool("original-size"),
			Animated:     c.Bool("animated"),
			CleanLinks:   c.Bool("clean-links"),
			Keep:         c.StringSlice("keep"),
			Drop:         c.StringSlice("drop"),
		},
	}
	if alias, ok := formatAliases[opt.To]; ok {
		opt.To = alias
	}
	if err := oneOf("to", opt.To, outputFormats); err != nil {
		return opt, err
	}
	if err := oneOf("from", opt.From, inputKinds); err != nil {
		return opt, err
	}
	if opt.FrontMatter != "" {
		if err := oneOf("front-matter", opt.FrontMatter, frontMatterFormats); err != nil {
			return opt, err
		}
	}
	if opt.Preset != "" {
		if err := oneOf("preset", opt.Preset, frontmatter.Presets()); err != nil {
			return opt, err
		}
	}
	if base := opt.Extract.BaseURL; base != "" && !isAddress(base) {
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
	o.Extract.Rules = found.rules
	return o, found.err
}

// checkSelectors finds bad selectors and page types before anything is read.
func checkSelectors(opt Options) error {
	nothing := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	if _, err := extract.Clean(nothing, opt.Extract); err != nil {
		return usagef("%v; check --keep and --drop", err)
	}
	doc := &html.Node{Type: html.DocumentNode}
	doc.AppendChild(nothing)
	if _, err := extract.Page(doc, extract.PageOptions{Type: opt.PageType, Select: opt.Select, Remove: opt.Remove}); err != nil {
		return usagef("%v; check --page-type, --select and --remove", err)
	}
	return nil
}

// isAddress tells whether s is an absolute http(s) address.
func isAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https")
}
