package page

import (
	"net/url"
	"slices"
	"strings"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/metadata"
)

// addressWords are the words of an address that speak for a kind of page.
// From the usual path names of shop, forum, blog and documentation software.
var addressWords = [][]string{
	{"product", "products", "item", "dp", "itm", "p", "prod", "listing", "pd", "produkt", "producto", "produit"},
	{"collections", "collection", "shop", "category", "categories", "c", "store", "catalog", "w", "browse"},
	{"t", "thread", "threads", "topic", "topics", "forum", "forums", "community", "questions", "discussion", "showthread", "viewtopic", "discuss", "comments", "answers"},
	{"docs", "doc", "documentation", "reference", "api", "guide", "guides", "manual", "learn", "tutorial", "handbook", "wiki", "help", "library", "en-us"},
	{"blog", "blogs", "post", "posts", "article", "articles", "news", "story", "stories", "magazine", "insights", "resources", "press", "artikel", "nachrichten", "noticias", "actualites", "articolo", "entry"},
	{"services", "service", "solutions", "pricing", "features", "about", "platform", "company", "contact"},
	{"tag", "tags", "category", "search", "archive", "jobs", "events", "directory", "list", "topics", "courses", "recipes", "explore", "best", "top"},
}

// hostWords are the same for host names.
var hostWords = [][]string{
	{"shop", "store"},
	{"forum", "forums", "community", "discuss", "discourse", "board", "stack", "users"},
	{"docs", "doc", "developer", "developers", "learn", "api", "help", "wiki", "dev", "readthedocs"},
	{"blog", "news", "medium", "substack", "magazine"},
}

// schemaGroups are schema.org types that tell kinds of page apart.
var schemaGroups = [][]string{
	{"Article", "NewsArticle", "BlogPosting", "TechArticle", "Report", "ScholarlyArticle", "Recipe"},
	{"Product", "ProductGroup", "Offer", "AggregateOffer"},
	{"DiscussionForumPosting", "QAPage", "Question"},
	{"ItemList", "CollectionPage", "OfferCatalog"},
	{"WebPage", "AboutPage", "ItemPage"},
	{"Organization", "LocalBusiness", "Corporation", "ProfessionalService", "Service", "EducationalOrganization"},
	{"FAQPage"}, {"HowTo", "APIReference", "Course", "SoftwareApplication"}, {"BreadcrumbList"}, {"Person"}, {"WebSite"},
}

// markupWords are looked for among class and id words; each group is one
// feature: the share of the page's boxes and the text in boxes that have one.
var markupWords = [][]string{
	{"post", "posts", "postbody", "entry"}, {"comment", "comments", "reply", "replies"},
	{"message", "messages", "thread", "topic", "forum", "discussion", "avatar", "signature", "poster"},
	{"product", "products", "item", "sku"}, {"price", "prices", "pricing"}, {"cart", "checkout", "bag", "wishlist"},
	{"card", "cards", "tile", "grid"}, {"filter", "filters", "facet", "facets", "sort", "refine"},
	{"docs", "doc", "documentation", "toc", "sphinx", "markdown", "docusaurus", "sidebar"},
	{"highlight", "code", "hljs", "prism", "language"}, {"author", "byline", "published", "date"},
	{"hero", "cta", "testimonial", "testimonials", "section"}, {"review", "reviews", "rating", "stars"},
	{"listing", "results", "result", "list", "pagination", "pager"}, {"faq", "accordion"}, {"article", "story", "blog"},
	{"gallery", "variant", "quantity", "swatch", "size"}, {"related", "recommended"}, {"vote", "votes", "upvote", "answer", "question"},
}

var markupIndex = func() map[string]int {
	m := map[string]int{}
	for i, g := range markupWords {
		for _, w := range g {
			m[w] = i
		}
	}
	return m
}()

// typeFeatures describes a whole page to the trees that tell its kind.
func typeFeatures(c *pageContext, h *metadata.Head, pageURL string, f *boost.Features) {
	addressFeatures(dom.FirstNonEmpty(pageURL, boost.FirstOf(h.Links["canonical"]), h.First("og:url")), f)
	saidFeatures(h, f)
	markupFeatures(c.l, f)
	formFeatures(c, f)
}

func addressFeatures(address string, f *boost.Features) {
	u, err := url.Parse(address)
	if err != nil {
		u = &url.URL{}
	}
	segments := strings.FieldsFunc(strings.ToLower(u.Path), func(r rune) bool { return r == '/' || r == '.' })
	hosts := strings.FieldsFunc(strings.ToLower(u.Hostname()), func(r rune) bool { return r == '.' || r == '-' })
	longest, last := 0, 0
	for _, s := range segments {
		last = strings.Count(s, "-") + strings.Count(s, "_")
		longest = max(longest, last)
	}
	for i, words := range addressWords {
		hit := float32(0)
		for _, s := range segments {
			if slices.Contains(words, s) {
				hit = 1
			} else if hit == 0 && slices.ContainsFunc(strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' }), func(p string) bool { return len(p) > 2 && slices.Contains(words, p) }) {
				hit = 0.5
			}
		}
		f.Prefix = "address."
		f.Add(addressWords[i][0], hit)
	}
	for i, words := range hostWords {
		hit := slices.ContainsFunc(hosts, func(s string) bool {
			return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
		})
		f.Prefix = "host."
		f.Add(hostWords[i][0], boost.Bool(hit))
	}
	f.Prefix = ""
	f.Add("address.segments", float32(len(segments)))
	f.Add("address.longest", float32(longest))
	f.Add("address.last", float32(last))
	f.Add("address.query", boost.Bool(u.RawQuery != ""))
	digits := 0
	for _, r := range u.Path {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	f.Add("address.digits", float32(digits))
	f.Add("address.known", boost.Bool(u.Host != ""))
}

func saidFeatures(h *metadata.Head, f *boost.Features) {
	seen := make([]float32, len(schemaGroups))
	for _, o := range h.Ld.Objects {
		for _, t := range o.Types() {
			for i, g := range schemaGroups {
				if slices.Contains(g, t) {
					seen[i]++
				}
			}
		}
	}
	for i, v := range seen {
		f.Prefix = "schema."
		f.Add(schemaGroups[i][0], v)
	}
	f.Prefix = ""
	kind := strings.ToLower(h.First("og:type"))
	f.Add("og.article", boost.Bool(strings.Contains(kind, "article")))
	f.Add("og.product", boost.Bool(strings.Contains(kind, "product")))
	f.Add("og.website", boost.Bool(kind == "website"))
	f.Add("og.none", boost.Bool(kind == ""))
	f.Add("said.published", boost.Bool(h.First("article:published_time") != ""))
	f.Add("said.author", boost.Bool(h.First("author", "article:author") != ""))
	f.Add("said.price", boost.Bool(h.First("product:price:amount", "og:price:amount") != ""))
	generator := strings.ToLower(h.First("generator", "docsearch:version"))
	for _, g := range [...]string{"wordpress", "discourse", "sphinx", "docusaurus", "xenforo", "hugo", "mediawiki"} {
		f.Prefix = "generator."
		f.Add(g, boost.Bool(strings.Contains(generator, g)))
	}
	f.Prefix = ""
	f.Add("said.next", float32(len(h.Links["next"])))
	f.Add("said.times", float32(h.TimeCount))
	f.Add("said.h1", float32(len(h.Headings)))
	f.Add("said.bylines", float32(h.BylineCount()))
	title := strings.ToLower(h.Title)
	for _, w := range [...]string{"forum", "docs", "documentation", "how to", "best", "buy", "shop", "reference", "services", "review"} {
		f.Prefix = "title."
		f.Add(w, boost.Bool(strings.Contains(title, w)))
	}
}

func markupFeatures(l *pageLayout, f *boost.Features) {
	count := make([]float32, len(markupWords))
	text := make([]float32, len(markupWords))
	until := make([]int32, len(markupWords))
	known := map[string]uint32{}
	for i := range l.Boxes {
		x := &l.Boxes[i]
		class := dom.AttrOnce(x.Node, "class") + " " + dom.AttrOnce(x.Node, "id")
		mask, ok := known[class]
		if !ok {
			layout.EachClassWord(class, func(w []byte) {
				if g, ok := markupIndex[string(w)]; ok {
					mask |= 1 << g
				}
			})
			known[class] = mask
		}
		for g := 0; mask != 0; g, mask = g+1, mask>>1 {
			if mask&1 == 0 {
				continue
			}
			count[g]++
			if int32(i) >= until[g] {
				text[g] += x.Words
				until[g] = x.End
			}
		}
	}
	for g := range markupWords {
		f.Prefix = "markup.count."
		f.Add(markupWords[g][0], count[g])
		f.Prefix = "markup.text."
		f.Add(markupWords[g][0], boost.Ratio(text[g], l.Words))
	}
}

// formFeatures describes the make-up of the page's text.
func formFeatures(c *pageContext, f *boost.Features) {
	f.Prefix = ""
	l := c.l
	n := len(l.Blocks)
	var prices, short, headings, pre, lists, tables, forms, buttons, digits, stops, longest float32
	for i := range l.Blocks {
		b := &l.Blocks[i]
		a := l.Boxes[b.Box].Around
		prices += boost.Bool(b.Price)
		short += boost.Bool(b.Words <= 3)
		headings += boost.Bool(b.Heading > 0)
		pre += bit(a, layout.InPre) * b.Words
		lists += bit(a, layout.InList) * b.Words
		tables += bit(a, layout.InTable) * b.Words
		forms += bit(a, layout.InForm)
		buttons += bit(a, layout.InButton)
		digits += b.Digits
		stops += b.Stops
		longest = max(longest, b.Words)
	}
	var articles, repeats, repeatWords float32
	for i := range l.Boxes {
		x := &l.Boxes[i]
		articles += bit(x.Traits, layout.InArticle)
		if x.SameKind >= 4 && x.To-x.From >= 2 {
			repeats++
			repeatWords = max(repeatWords, l.Boxes[max(x.Parent, 0)].Words)
		}
	}
	all := c.words[n]
	core := &l.Boxes[c.core]
	coreStart, coreEnd := int(core.From), int(core.To)
	f.Add("form.words", all)
	f.Add("form.blocks", float32(n))
	f.Add("form.prose", c.prose[n])
	f.Add("form.proseShare", boost.Ratio(c.prose[n], all))
	f.Add("form.linkShare", boost.Ratio(c.linkWords[n], all))
	f.Add("form.prices", prices)
	f.Add("form.short", boost.Ratio(short, float32(n)))
	f.Add("form.headings", headings)
	f.Add("form.wordsByHeading", boost.Ratio(all, headings))
	f.Add("form.pre", boost.Ratio(pre, all))
	f.Add("form.lists", boost.Ratio(lists, all))
	f.Add("form.tables", boost.Ratio(tables, all))
	f.Add("form.forms", forms)
	f.Add("form.buttons", buttons)
	f.Add("form.digits", boost.Ratio(digits, all))
	f.Add("form.stops", boost.Ratio(stops, all))
	f.Add("form.longest", longest)
	f.Add("form.articles", articles)
	f.Add("form.repeats", repeats)
	f.Add("form.repeatWords", boost.Ratio(repeatWords, all))
	f.Add("form.imgs", float32(l.Boxes[0].Imgs))
	f.Add("core.share", boost.Ratio(core.Words, all))
	f.Add("core.linkShare", boost.Ratio(core.LinkWords, core.Words))
	f.Add("core.prose", boost.Ratio(core.Prose, core.Words))
	f.Add("core.blockWords", boost.Ratio(c.words[coreEnd]-c.words[coreStart], float32(coreEnd-coreStart)))
	f.Add("core.kids", float32(core.Kids))
	f.Add("core.imgs", float32(core.Imgs))
	f.Add("core.article", bit(core.Around, layout.InArticle))
}
