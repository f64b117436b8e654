package site

import (
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strings"
)

// Style is how links between articles are written.
type Style string

// The styles of links.
const (
	Relative  Style = "relative"    // the path from one result to the other
	Absolute  Style = "absolute"    // the address on the web
	Permalink Style = "permalink"   // the path on the site
	Wiki      Style = "wiki"        // [[name]]
	WikiAll   Style = "wiki-embeds" // [[name]], and ![[path]] for pictures, sound and video
	Keep      Style = "keep"        // as they are
	relref    Style = "relref"      // Hugo's shortcode
	postURL   Style = "post_url"    // Jekyll's tag
	atContent Style = "@"           // Zola's paths below its content folder
)

// Styles lists those that can be asked for.
func Styles() []string {
	return []string{string(Relative), string(Absolute), string(Permalink), string(Wiki), string(WikiAll), string(Keep)}
}

// presetStyles is how generators read links between posts; what is not here reads
// paths from file to file. Each row's origin is the generator's documentation.
var presetStyles = map[string]Style{
	"hugo":     relref,    // Links and cross references
	"jekyll":   postURL,   // Liquid tags: Linking to posts
	"zola":     atContent, // Internal links & deep linking
	"obsidian": Wiki,      // Internal links
	"hexo":     Permalink, // whose post_path cannot stand in a link of its Markdown
	"eleventy": Permalink, // whose inputPathToUrl is a plugin
	"astro":    Permalink, // which leaves links as they are
}

// StyleOf is the style of a generator's preset.
func StyleOf(preset string) Style {
	if s, ok := presetStyles[preset]; ok {
		return s
	}
	return Relative
}

// NeedsMarkdown tells whether a style is one of Markdown alone.
func (s Style) NeedsMarkdown() bool {
	return s != Relative && s != Absolute && s != Permalink && s != Keep
}

// Link is how a link from one result to the article that was found is written.
func (s *Site) Link(from From, t Target) string {
	if t.itself && t.Fragment != "" {
		return (&url.URL{Fragment: t.Fragment}).String()
	}
	if link := s.styled(from, t); link != "" {
		return link
	}
	return relative(from.Result, t)
}

// styled is a link in the style of the site, "" if it cannot say it.
func (s *Site) styled(from From, t Target) string {
	switch s.opt.Style {
	case Wiki, WikiAll:
		return withPath(s.wiki(t), relative(from.Result, t))
	case Absolute, Permalink:
		return s.published(t)
	case relref:
		if !t.page.draft { // which Hugo stops at
			return fmt.Sprintf("{{< relref %q >}}", plainRelative(from.Result, t))
		}
	case postURL:
		if name := s.jekyllName(t.page.result); name != "" && !t.page.draft {
			return "{% post_url " + name + " %}" + hash(t.Fragment)
		}
	case atContent:
		return (&url.URL{Path: "@/" + s.below("content", t.page.result), Fragment: t.Fragment}).String()
	}
	if s.opt.Style != Relative {
		return s.published(t)
	}
	return ""
}

// published is a page's address on the web, or its path there.
func (s *Site) published(t Target) string {
	u, err := url.Parse(t.page.address)
	if err != nil || t.page.address == "" {
		return ""
	}
	u.Fragment = t.Fragment
	switch {
	case s.opt.Style != Absolute:
		u.Scheme, u.Host, u.User = "", "", nil
		if u.Path == "" {
			u.Path = "/"
		}
	case u.Host == "" && s.base == nil:
		return ""
	case u.Host == "":
		u = s.base.ResolveReference(u)
	}
	return u.String()
}

func plainRelative(from string, t Target) string {
	rel, err := filepath.Rel(filepath.FromSlash(path.Dir(from)), filepath.FromSlash(t.page.result))
	if err != nil {
		rel = t.page.result // not reached: both are below one folder
	}
	return filepath.ToSlash(rel) + hash(t.Fragment)
}

func relative(from string, t Target) string {
	return (&url.URL{Path: plainRelative(from, Target{page: t.page}), Fragment: t.Fragment}).String()
}

func hash(fragment string) string {
	if fragment == "" {
		return ""
	}
	return "#" + fragment
}

// withPath puts behind a wiki link what stands for it where there can be none.
func withPath(wiki, address string) string {
	if wiki == "" {
		return ""
	}
	return wiki + "(" + address + ")"
}

// Embed is how a file below the output folder, which has an address from the article,
// is shown in the style of the site: "" leaves that to Markdown.
func (o Options) Embed(file, address string) string {
	if o.Style != WikiAll || strings.ContainsAny(file, "[]|#^") {
		return ""
	}
	return withPath("[["+file+"]]", address)
}

// wiki is [[name]], with the path where several notes have that name.
func (s *Site) wiki(t Target) string {
	name := stem(t.page.result)
	if s.names[keyOf(bySlug, fold(name))] == several {
		name = strings.TrimSuffix(t.page.result, path.Ext(t.page.result))
	}
	if strings.ContainsAny(name+t.Fragment, "[]|#^") {
		return "" // none of which wiki links can hold
	}
	return "[[" + name + hash(t.Fragment) + "]]"
}

// jekyllName is a post as post_url names it; "" for what is no post.
func (s *Site) jekyllName(result string) string {
	name := strings.TrimSuffix(s.below("_posts", result), path.Ext(result))
	base := path.Base(name)
	if len(base) < 12 || !isDay(base[:10]) || strings.ContainsAny(name, " %}") {
		return ""
	}
	return name
}

// below is the path of a result from the innermost folder of that name on, which may
// be one that the output folder is in.
func (s *Site) below(folder, result string) string {
	whole := "/" + strings.Trim(filepath.ToSlash(s.opt.Root), "/") + "/" + result
	if i := strings.LastIndex(whole, "/"+folder+"/"); i >= 0 {
		return whole[i+len(folder)+2:]
	}
	return result
}
