package rules

import "fmt"

// Callout is a rule for elements that set a note, tip or warning off the text.
type Callout struct {
	Select string   `yaml:"select"`          // one compound selector, as in noise
	Kind   string   `yaml:"kind,omitempty"`  // its kind unless its classes or attributes name another; "" leaves elements alone that name none; "none" leaves all alone
	Title  string   `yaml:"title,omitempty"` // a class of the element that holds the title, beside the usual ones
	Site   []string `yaml:"site,omitempty"`  // only in articles of these sites
	Origin string   `yaml:"-"`               // who writes it
}

// CalloutNone is the kind of elements that look like callouts and are none.
const CalloutNone = "none"

// CalloutKinds are the kinds of callouts, those of Obsidian and Docusaurus, by the
// words that name them in classes and attributes.
var CalloutKinds = map[string]string{
	"note": "note", "notes": "note", "primary": "note", "secondary": "note", "notice": "note", "memo": "note", "message": "note", "classic": "note",
	"info": "info", "information": "info", "tip": "tip", "tips": "tip", "hint": "hint", "success": "success", "check": "success", "done": "success",
	"important": "important", "key": "important",
	"warning": "warning", "warn": "warning", "attention": "attention",
	"caution": "caution", "danger": "danger", "error": "error", "critical": "danger",
	"failure": "failure", "fail": "failure", "bug": "bug",
	"example": "example", "question": "question", "help": "question", "faq": "question", "abstract": "abstract", "summary": "abstract", "tldr": "abstract",
	"quote": "quote", "cite": "quote", "todo": "todo", "seealso": "seealso",
}

var callouts = []Callout{
	{Select: ".markdown-alert", Origin: "GitHub, GitLab"},
	{Select: ".admonition", Kind: "note", Origin: "Sphinx, Python-Markdown, MkDocs, Pelican, LoveIt"},
	{Select: ".admonitionblock", Kind: "note", Origin: "Asciidoctor"},
	{Select: ".theme-admonition", Kind: "note", Origin: "Docusaurus"},
	{Select: ".custom-block", Origin: "VuePress, VitePress"},
	{Select: ".hint-container", Origin: "VuePress themes"},
	{Select: ".starlight-aside", Kind: "note", Origin: "Starlight"},
	{Select: ".callout[data-callout]", Kind: "note", Origin: "Obsidian Publish, Quartz"},
	{Select: "figure.callout", Kind: "note", Origin: "Notion's export"},
	{Select: ".notion-callout", Kind: "note", Origin: "pages made of Notion"},
	{Select: ".notion-callout-block", Kind: "note", Origin: "Notion"},
	{Select: ".callout", Origin: "Quarto, ReadMe, Foundation"},
	{Select: ".bs-callout", Origin: "Bootstrap's documentation"},
	{Select: ".bd-callout", Origin: "Bootstrap's documentation"},
	{Select: ".nextra-callout", Kind: "note", Origin: "Nextra"},
	{Select: ".hextra-callout", Kind: "note", Origin: "Hextra"},
	{Select: ".kg-callout-card", Kind: "note", Origin: "Ghost"},
	{Select: ".confluence-information-macro", Kind: "note", Origin: "Confluence"},
	{Select: ".aui-message", Origin: "Confluence before 6"},
	{Select: ".alert", Origin: "Bootstrap, Docsy, Hugo's render hooks"},
	{Select: ".hint", Origin: "GitBook"},
	{Select: ".book-hint", Kind: "note", Origin: "Hugo Book"},
	{Select: ".notices", Origin: "Hugo Relearn, Grav"},
	{Select: "div.notice", Origin: "Minimal Mistakes, forums"},
	{Select: "div.note", Origin: "Hexo's NexT and Fluid, Qiita"},
	{Select: "p.note", Origin: "Just the Docs, Hexo's Fluid"},
	{Select: "blockquote.note", Kind: "note", Origin: "Just the Docs"},
	{Select: "blockquote.warning", Kind: "warning", Origin: "Just the Docs"},
	{Select: "blockquote.important", Kind: "important", Origin: "Just the Docs"},
	{Select: "blockquote[class*=prompt-]", Origin: "Jekyll's Chirpy"},
	{Select: "p[class*=notice--]", Origin: "Minimal Mistakes"},
	{Select: "div[class*=notice--]", Origin: "Minimal Mistakes"},
	{Select: "aside.msg", Kind: "note", Origin: "Zenn"},
	{Select: ".plugin_note", Kind: "note", Origin: "DokuWiki"},
	{Select: "div.NOTE", Kind: "note", Origin: "Microsoft Learn"},
	{Select: "div.TIP", Kind: "tip", Origin: "Microsoft Learn"},
	{Select: "div.IMPORTANT", Kind: "important", Origin: "Microsoft Learn"},
	{Select: "div.WARNING", Kind: "warning", Origin: "Microsoft Learn"},
	{Select: "div.CAUTION", Kind: "caution", Origin: "Microsoft Learn"},
	{Select: ".su-note", Kind: "note", Origin: "WordPress, Shortcodes Ultimate"},
	{Select: ".gb-block-notice", Kind: "note", Origin: "WordPress, Genesis Blocks"},
	{Select: ".wp-block-stackable-notification", Kind: "note", Origin: "WordPress, Stackable"},
	{Select: ".ugb-notification", Kind: "note", Origin: "WordPress, Stackable before 3"},
	{Select: "div[class*=wp-block-alert]", Kind: "note", Origin: "WordPress, alert blocks"},
	{Select: ".is-style-info", Kind: "note", Origin: "WordPress, styles of blocks"},
	{Select: ".is-style-warning", Kind: "warning", Origin: "WordPress, styles of blocks"},
	{Select: ".rmdnote", Kind: "note", Origin: "bookdown"},
	{Select: ".rmdtip", Kind: "tip", Origin: "bookdown"},
	{Select: ".rmdwarning", Kind: "warning", Origin: "bookdown"},
	{Select: ".rmdcaution", Kind: "caution", Origin: "bookdown"},
	{Select: ".rmdimportant", Kind: "important", Origin: "bookdown"},
}

// check tells what is wrong with a row.
func (row *Callout) check() error {
	if row.Kind != "" && row.Kind != CalloutNone && CalloutKinds[row.Kind] == "" {
		return fmt.Errorf("%q: unknown kind %q; use note, info, tip, success, important, warning, caution, danger, failure, bug, example, question, abstract, quote, todo or none", row.Select, row.Kind)
	}
	return nil
}
