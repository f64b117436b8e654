package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// site is a generator with a theme: where its documents go, how they are
// written, where the page of one is when it is built.
type site struct {
	name    string
	source  string // folder of documents below the site's
	file    string // name of a document's source
	page    string // name of a document's page below the site's folder
	selects string // where the theme has the article, for --select
	dialect dialect
	unnamed bool // the theme's markup does not name a listing's language
	author  bool // the pages show the author
	dated   bool // the pages show the date
}

// pythonMarkdown is what MkDocs and Pelican are asked to read.
var pythonMarkdown = dialect{callout: exclamation, details: `<details markdown="1">`, terms: true}

// withHeader returns a dialect with a header.
func withHeader(d dialect, header func(document) string) dialect {
	d.header = header
	return d
}

// titled returns a dialect whose documents begin with their title.
func titled(d dialect) dialect {
	d.rank = true
	return d
}

// sites are all that is built, by name. DATE stands for the document's, SLUG
// for its name.
var sites = []site{
	{
		name: "asciidoctor", source: "src", file: "SLUG.md", page: "out/SLUG.html", selects: "#content, #footnotes",
		dialect: dialect{without: []kind{details, tasks}, callout: between("::: NAME", ":::"), figure: rawFigure, terms: true, header: titleHeader},
	},
	{
		name: "docusaurus", author: true, dated: true, source: "blog", file: "SLUG.md", page: "build/blog/SLUG/index.html", selects: ".theme-doc-markdown, article .markdown",
		dialect: dialect{header: docusaurusHeader, callout: colons(func(n string) string { return n })},
	},
	{
		name: "eleventy", author: true, dated: true, source: "posts", file: "SLUG.md", page: "_site/posts/SLUG/index.html", selects: ".e-content",
		dialect: dialect{header: zonedHeader, terms: true},
	},
	{
		name: "hexo-landscape", dated: true, source: "source/_posts", file: "SLUG.md", page: "public/SLUG/index.html", selects: ".article-entry",
		dialect: dialect{header: yamlHeader, terms: true, without: []kind{callout}},
	},
	{
		name: "hexo-next", dated: true, source: "source/_posts", file: "SLUG.md", page: "public/SLUG/index.html", selects: ".post-body",
		dialect: dialect{header: yamlHeader, terms: true, callout: between("{% note NAME %}", "{% endnote %}")},
	},
	{
		name: "hugo", author: true, dated: true, source: "content/posts", file: "SLUG.md", page: "public/posts/SLUG/index.html", selects: ".post-content",
		dialect: hugoDialect,
	},
	{
		name: "hugo-lines", author: true, dated: true, source: "content/posts", file: "SLUG.md", page: "public/posts/SLUG/index.html", selects: ".post-content",
		dialect: hugoDialect,
	},
	{
		name: "jekyll-minima", author: true, dated: true, source: "_posts", file: "DATE-SLUG.md", page: "_site/SLUG.html", selects: ".post-content",
		dialect: dialect{
			header: yamlHeader, inline: [2]string{"$$", "$$"}, terms: true, details: `<details markdown="1">`, without: []kind{callout},
		},
	},
	{
		name: "mkdocs-material", source: "docs", file: "SLUG.md", page: "site/SLUG/index.html", selects: "article.md-content__inner",
		dialect: titled(withHeader(pythonMarkdown, titleHeader)),
	},
	{
		name: "mkdocs-readthedocs", source: "docs", file: "SLUG.md", page: "site/SLUG/index.html", selects: "[role=main] .section",
		dialect: titled(pythonMarkdown),
	},
	{
		name: "pandoc", author: true, dated: true, source: "src", file: "SLUG.md", page: "out/SLUG.html",
		dialect: dialect{header: pandocHeader, terms: true, without: []kind{callout}}, selects: "body",
	},
	{
		name: "pelican-simple", author: true, dated: true, source: "content", file: "SLUG.md", page: "output/SLUG.html", selects: ".entry-content",
		dialect: withHeader(pythonMarkdown, pelicanHeader), unnamed: true,
	},
	{
		name: "sphinx-furo", source: "src", file: "SLUG.md", page: "out/SLUG.html", selects: "article[role=main]",
		dialect: titled(mystDialect),
	},
	{
		name: "sphinx-rtd", source: "src", file: "SLUG.md", page: "out/SLUG.html", selects: "[itemprop=articleBody]",
		dialect: titled(mystDialect),
	},
	{
		name: "starlight", source: "src/content/docs/notes", file: "SLUG.md", page: "dist/notes/SLUG/index.html", selects: ".sl-markdown-content",
		dialect: dialect{header: titleHeader, callout: colons(starlightCallout)},
	},
	{
		name: "vitepress", source: "posts", file: "SLUG.md", page: ".vitepress/dist/posts/SLUG.html", selects: ".vp-doc",
		dialect: titled(dialect{header: titleHeader, terms: true, callout: colons(vitepressCallout)}),
	},
}

var hugoDialect = dialect{
	header: zonedHeader, figure: hugoFigure, terms: true, callout: between(`{{< callout NAME >}}`, `{{< /callout >}}`),
	inline: [2]string{`\\(`, `\\)`}, display: [2]string{`\\[`, `\\]`}, tex: escapeTeX,
}

var mystDialect = dialect{
	figure: mystFigure, terms: true, callout: colons(func(n string) string { return "{" + n + "}" }),
}

// starlightCallout: Starlight has caution for what others call a warning.
func starlightCallout(name string) string {
	if name == "warning" {
		name = "caution"
	}
	return name
}

// vitepressCallout: VitePress has info for what others call a note.
func vitepressCallout(name string) string {
	if name == "note" {
		name = "info"
	}
	return " " + name
}

// writeSources writes the documents for every site below dir.
func writeSources(dir string, docs []document) error {
	for _, s := range sites {
		for _, d := range docs {
			name := filepath.Join(dir, s.name, s.source, fill(s.file, d))
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				return err
			}
			if err := os.WriteFile(name, []byte(s.dialect.write(d)), 0o666); err != nil {
				return err
			}
		}
		if err := writeIndex(dir, s, docs); err != nil {
			return err
		}
	}
	return nil
}

// indexes are the sites whose menus come from a page that lists the others.
var indexes = map[string]string{
	"sphinx-furo": "# Salt and solder\n\n```{toctree}\n%s```\n", "sphinx-rtd": "# Salt and solder\n\n```{toctree}\n%s```\n",
	"mkdocs-material": "# Salt and solder\n\nNotes.\n", "mkdocs-readthedocs": "# Salt and solder\n\nNotes.\n",
	"vitepress": "# Salt and solder\n\nNotes.\n",
}

func writeIndex(dir string, s site, docs []document) error {
	text, ok := indexes[s.name]
	if !ok {
		return nil
	}
	list := ""
	for _, d := range docs {
		list += d.slug + "\n"
	}
	if s.source == "src" {
		text = fmt.Sprintf(text, list)
	}
	return os.WriteFile(filepath.Join(dir, s.name, s.source, "index.md"), []byte(text), 0o666)
}

// fill puts a document's name and date into a pattern.
func fill(pattern string, d document) string {
	return strings.NewReplacer("SLUG", d.slug, "DATE", d.date).Replace(pattern)
}
