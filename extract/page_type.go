package extract

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
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

// threadMarks are what forums write on the html or body element of a thread:
// a word of an attribute.
var threadMarks = []struct{ attribute, word string }{
	{"class", "section-viewtopic"},   // phpBB 3
	{"data-template", "thread_view"}, // XenForo 2
	{"class", "question-page"},       // Stack Exchange
	{"class", "pg_viewthread"},       // Discuz! X
	{"data-pagecontroller", "topic"}, // Invision Community 4
	{"class", "page-topic"},          // NodeBB
	{"class", "template-topic"},      // NodeBB 3
	{"class", "bbp-topic"},           // bbPress
	{"class", "single-topic"},        // bbPress
}

// marksThread reports whether an element says that the page is a thread.
func marksThread(n *html.Node) bool {
	if t := pageAttr(n, "itemtype"); strings.HasSuffix(t, "/DiscussionForumPosting") || strings.HasSuffix(t, "/QAPage") {
		return true
	}
	if n.DataAtom != atom.Html && n.DataAtom != atom.Body {
		return false
	}
	return slices.ContainsFunc(threadMarks, func(m struct{ attribute, word string }) bool {
		return slices.Contains(strings.Fields(pageAttr(n, m.attribute)), m.word)
	})
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
func typeFeatures(c *pageContext, h *pageHead, pageURL string, f *featureList) {
	addressFeatures(firstNonEmpty(pageURL, firstOf(h.links["canonical"]), h.first("og:url")), f)
	saidFeatures(h, f)
	markupFeatures(c.l, f)
	formFeatures(c, f)
}

func firstOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func addressFeatures(address string, f *featureList) {
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
		f.prefix = "address."
		f.add(addressWords[i][0], hit)
	}
	for i, words := range hostWords {
		hit := slices.ContainsFunc(hosts, func(s string) bool {
			return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
		})
		f.prefix = "host."
		f.add(hostWords[i][0], b2f(hit))
	}
	f.prefix = ""
	f.add("address.segments", float32(len(segments)))
	f.add("address.longest", float32(longest))
	f.add("address.last", float32(last))
	f.add("address.query", b2f(u.RawQuery != ""))
	digits := 0
	for _, r := range u.Path {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	f.add("address.digits", float32(digits))
	f.add("address.known", b2f(u.Host != ""))
}

func saidFeatures(h *pageHead, f *featureList) {
	seen := make([]float32, len(schemaGroups))
	for _, o := range h.ld.objects {
		for _, t := range o.types() {
			for i, g := range schemaGroups {
				if slices.Contains(g, t) {
					seen[i]++
				}
			}
		}
	}
	for i, v := range seen {
		f.prefix = "schema."
		f.add(schemaGroups[i][0], v)
	}
	f.prefix = ""
	kind := strings.ToLower(h.first("og:type"))
	f.add("og.article", b2f(strings.Contains(kind, "article")))
	f.add("og.product", b2f(strings.Contains(kind, "product")))
	f.add("og.website", b2f(kind == "website"))
	f.add("og.none", b2f(kind == ""))
	f.add("said.published", b2f(h.first("article:published_time") != ""))
	f.add("said.author", b2f(h.first("author", "article:author") != ""))
	f.add("said.price", b2f(h.first("product:price:amount", "og:price:amount") != ""))
	generator := strings.ToLower(h.first("generator", "docsearch:version"))
	for _, g := range [...]string{"wordpress", "discourse", "sphinx", "docusaurus", "xenforo", "hugo", "mediawiki"} {
		f.prefix = "generator."
		f.add(g, b2f(strings.Contains(generator, g)))
	}
	f.prefix = ""
	f.add("said.next", float32(len(h.links["next"])))
	f.add("said.times", float32(h.timeCount))
	f.add("said.h1", float32(len(h.headings)))
	f.add("said.bylines", float32(len(h.bylines)))
	title := strings.ToLower(h.title)
	for _, w := range [...]string{"forum", "docs", "documentation", "how to", "best", "buy", "shop", "reference", "services", "review"} {
		f.prefix = "title."
		f.add(w, b2f(strings.Contains(title, w)))
	}
}

func markupFeatures(l *layout, f *featureList) {
	count := make([]float32, len(markupWords))
	text := make([]float32, len(markupWords))
	until := make([]int32, len(markupWords))
	known := map[string]uint32{}
	for i := range l.boxes {
		x := &l.boxes[i]
		class := pageAttr(x.node, "class") + " " + pageAttr(x.node, "id")
		mask, ok := known[class]
		if !ok {
			eachClassWord(class, func(w []byte) {
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
				text[g] += x.words
				until[g] = x.end
			}
		}
	}
	for g := range markupWords {
		f.prefix = "markup.count."
		f.add(markupWords[g][0], count[g])
		f.prefix = "markup.text."
		f.add(markupWords[g][0], ratio(text[g], l.words))
	}
}

// formFeatures describes the make-up of the page's text.
func formFeatures(c *pageContext, f *featureList) {
	f.prefix = ""
	l := c.l
	n := len(l.blocks)
	var prices, short, headings, pre, lists, tables, forms, buttons, digits, stops, longest float32
	for i := range l.blocks {
		b := &l.blocks[i]
		a := l.boxes[b.box].around
		prices += b2f(b.price)
		short += b2f(b.words <= 3)
		headings += b2f(b.heading > 0)
		pre += bit(a, inPre) * b.words
		lists += bit(a, inList) * b.words
		tables += bit(a, inTable) * b.words
		forms += bit(a, inForm)
		buttons += bit(a, inButton)
		digits += b.digits
		stops += b.stops
		longest = max(longest, b.words)
	}
	var articles, repeats, repeatWords float32
	for i := range l.boxes {
		x := &l.boxes[i]
		articles += bit(x.traits, inArticle)
		if x.sameKind >= 4 && x.to-x.from >= 2 {
			repeats++
			repeatWords = max(repeatWords, l.boxes[max(x.parent, 0)].words)
		}
	}
	all := c.words[n]
	core := &l.boxes[c.core]
	coreStart, coreEnd := int(core.from), int(core.to)
	f.add("form.words", all)
	f.add("form.blocks", float32(n))
	f.add("form.prose", c.prose[n])
	f.add("form.proseShare", ratio(c.prose[n], all))
	f.add("form.linkShare", ratio(c.linkWords[n], all))
	f.add("form.prices", prices)
	f.add("form.short", ratio(short, float32(n)))
	f.add("form.headings", headings)
	f.add("form.wordsByHeading", ratio(all, headings))
	f.add("form.pre", ratio(pre, all))
	f.add("form.lists", ratio(lists, all))
	f.add("form.tables", ratio(tables, all))
	f.add("form.forms", forms)
	f.add("form.buttons", buttons)
	f.add("form.digits", ratio(digits, all))
	f.add("form.stops", ratio(stops, all))
	f.add("form.longest", longest)
	f.add("form.articles", articles)
	f.add("form.repeats", repeats)
	f.add("form.repeatWords", ratio(repeatWords, all))
	f.add("form.imgs", float32(l.boxes[0].imgs))
	f.add("core.share", ratio(core.words, all))
	f.add("core.linkShare", ratio(core.linkWords, core.words))
	f.add("core.prose", ratio(core.prose, core.words))
	f.add("core.blockWords", ratio(c.words[coreEnd]-c.words[coreStart], float32(coreEnd-coreStart)))
	f.add("core.kids", float32(core.kids))
	f.add("core.imgs", float32(core.imgs))
	f.add("core.article", bit(core.around, inArticle))
}
