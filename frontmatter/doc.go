// Package frontmatter reads, repairs and writes the headers of article files.
//
// A header is the block of keys before the text of a post: YAML between lines
// "---", TOML between lines "+++", or a JSON object. [Split] finds it, [Parse]
// reads it into a [Document], [Document.Clean] makes its values what their
// author meant, [Document.Meta] gives typed access whatever the keys are
// called, and [Document.Encode] writes it again: as it was, in another format,
// or with the names and forms that a site generator expects.
//
// The package does no I/O and needs nothing but the header. What it does not
// touch is written back byte for byte: key order, comments, quotes and line
// ends. Only white space behind the fences goes.
//
// # Repair
//
// Archives come from writers that paste values into a template. YAML fails on
// what they write, or reads something else. Parse takes the text instead, and
// leaves a [note.Note] with the line, what stood there and what was made of it:
//
//	title: 'Not a quote'_ More    the text as it stands
//	title: """"""A""""""          A
//	title: "a "b" c"              a "b" c
//	title: @a, *a, [a] b, a: b    the text as it stands
//	title: "C:\path"              C:\path
//	title: C # 8, #1, &a b, !a    the text as it stands, for text has no comments
//	title: 201, 007, NO, 12:30    the text as it stands, for text is no number
//	title: a                      a b
//	b                             (lines without a key go on with the one above)
//
// Text is what title, description, author, slug, tags, categories and their
// like hold. One exception: behind keys other than a title, "# text" alone is a
// comment. Keys that stand twice become one: lists are joined, of anything else
// the last that is not empty wins. Values that a strict parser reads without
// loss are never changed.
//
// Notes carry these codes: "frontmatter.repaired" (no YAML), "frontmatter.text"
// (YAML, but read as something else), "frontmatter.duplicate",
// "frontmatter.date", "frontmatter.cover" and "frontmatter.title".
//
// A header that has no readable keys is an [*Error], as is one with a second
// YAML document inside, or beyond the bounds: 1 MiB, 2,000 keys in a mapping,
// 20,000 values after aliases are followed, 100 levels.
//
// # Dates
//
// [ParseDate] reads the spellings of some twenty writers. A [Date] knows whether
// its source gave a time and a zone, and never invents either. Clean writes a
// date as RFC 3339 unless site generators read it as it stands: a day,
// "2014-03-05 10:30:00" or with "T", each perhaps with a fraction and with a
// zone such as "Z", "+01:00" or " +0100". A date that does not exist,
// like "Invalid Date", becomes empty, with a note; one that means two days in
// two countries, or is not understood, stays, with a note.
//
// # Keys
//
// Meta finds its values under these keys, in lower or upper case; of several
// the first that is not empty counts. Clean knows them as well.
//
//	Title        title (all)  og_title (WordPress SEO)  subject (mail and news)
//	Authors      author (Hexo, Jekyll, jekyll-import as a mapping)
//	             authors (Zola, Docusaurus, Hugo themes)
//	             creator (RSS archives)  byline (readability exports)
//	Published    date (all but Astro)  pubdate (Astro, Hugo)
//	             publishdate (Hugo)  publish_date (Gatsby)
//	             published (Obsidian clipper, Hugo)  published_at (dev.to, Ghost)
//	             date_gmt (jekyll-import)  created (Obsidian)
//	             created_at (Ghost)  createdat (Notion)
//	Updated      updated (Hexo, Zola)  lastmod (Hugo)
//	             modified (Hugo, Pelican)  updateddate (Astro)
//	             last_modified_at (Jekyll)  modified_time (Blogger imports)
//	             modified_gmt (WordPress)  updated_at (Ghost)
//	             last_update.date (Docusaurus)
//	Categories   categories (Hexo, Jekyll, Hugo)
//	             taxonomies.categories (Zola)  category (Jekyll, blogsync)
//	Tags         tags (all)  taxonomies.tags (Zola)
//	             tag (Obsidian)  keywords (Hugo, Docusaurus)
//	             keyword (Hexo themes)
//	Cover        cover (Hexo and Hugo themes, Obsidian)  cover.image (PaperMod)
//	             headimg (Volantis)  thumbnail (Icarus, Blogger imports)
//	             heroimage (Astro)  hero_image (Jekyll themes)
//	             image (Docusaurus, Jekyll)  image.path (Chirpy)
//	             image.url (Astro tutorials)  image.src (Astro themes)
//	             images (Hugo)  banner (themes)
//	             featured_image (WordPress, Ananke)  featuredimage (Gatsby)
//	             feature_image (Ghost)  cover_image (dev.to)
//	             og_image (WordPress SEO)  top_img (Butterfly)
//	             index_img (Fluid)  banner_img (Fluid)
//	             teaser (Minimal Mistakes)  header.image (Minimal Mistakes)
//	             img (al-folio)
//	URL          url (Hugo, blogsync)  canonical_url (Jekyll, dev.to)
//	             link (RSS archives)  original_url (web clippers)
//	             wordpress_url (jekyll-import)
//	             blogger_orig_url (jekyll-import)
//	             source (Obsidian clipper)  permalink (Jekyll, Hexo, Eleventy)
//	             guid (WordPress, RSS archives)  path (Zola, Gatsby)
//	             (a whole address before a path)
//	Description  description (most)  excerpt (Jekyll, WordPress)
//	             summary (Hugo, Pelican)  subtitle (themes)
//	             abstract (blogdown)
//	Lang         lang (Jekyll, Hexo)  language (Hexo)  locale (Eleventy)
//	Slug         slug (Hugo, Zola, Docusaurus)  basename (Movable Type)
//	Draft        draft (Hugo, Zola, Astro)  published (Jekyll, Hexo: the opposite)
//	             publish (Obsidian: the opposite)  status (WordPress, Pelican)
//	Site         site (web clippers)  site_name (Open Graph)
//	             publisher (web clippers)
//	(aliases)    aliases (Hugo, Obsidian)  alias (Obsidian)
//	             redirect_from (Jekyll)
//
// # Presets
//
// A preset renames the best key of each meaning, gives its value the form that
// the generator documents, and keeps every other key. Keys that other
// generators keep in mappings (params, extra, taxonomies) come out of them. No
// key that says anything is lost on the way from any preset and format to any
// other; an empty value becomes an empty text in TOML, which has no null, and is
// left out for generators that stop at it.
//
//	hugo        date, lastmod, images (list), draft, url; no address with its host
//	hexo        date with a space, quoted if it has a zone, updated, published; JSON ends in ";;;"
//	jekyll      date 2014-03-05 10:30:00 +0100, category if there is one, image, published
//	zola        TOML; tags and categories under taxonomies, the rest under extra
//	astro       pubDate, updatedDate, heroImage, draft
//	obsidian    tags without spaces, cover, publish, source for an address with its host
//	eleventy    date, permalink with an end, draft; JSON between "---json" and "---"
//	docusaurus  authors with names, image, draft, slug for the address
package frontmatter
