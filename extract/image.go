package extract

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/weburl"
	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/note"
)

// Ranks of candidates; the highest wins, the first of equals.
const (
	rankNever    = 0
	rankPoorSrc  = 10 // looks like a preview
	rankSmaller  = 20
	rankSet      = 30
	rankLarger   = 40
	rankSrc      = 50
	rankBigSet   = 60 // the set holds more than a small src
	rankLazySet  = 70
	rankLazy     = 80
	rankBigLazy  = 85 // the set holds more than a small lazy image
	rankOriginal = 90 // asked for by Options
)

// smallSource is the width in pixels under which an image is exchanged for a
// larger one of its srcset.
const smallSource = 640

// picture is what an img and the elements around it say about one image.
type picture struct {
	img        Image
	candidates []choice
	alternates []string
	pixel      bool
	class      string
}

// choice is a candidate with its rank.
type choice struct {
	raw    string // as written
	via    string // attribute
	url    string // final
	how    string // the value for Image.Via
	rank   int
	row    int // order among lazy attributes
	reason string
}

// image decides which address an img has and rewrites it. It returns false if
// the image was removed or became text.
func (c *cleaner) image(n *html.Node) bool {
	p := c.picture()
	c.collect(p, n)
	if p.pixel {
		c.notes.Add("image.pixel", note.Info, "tracking pixels removed", p.img.Original)
		c.account(p, -1, "a tracking pixel")
		n.Parent.RemoveChild(n)
		return false
	}
	if text := emojiText(p, dom.Attr(n, "src")); text != "" {
		c.notes.Add("image.emoji", note.Info, "emoji images replaced by their characters", text)
		c.account(p, -1, "stands for a character")
		n.Parent.InsertBefore(dom.NewText(text), n)
		n.Parent.RemoveChild(n)
		return false
	}
	best := p.best()
	if best < 0 {
		c.standsIn(n, p, -1)
		c.account(p, -1, "")
		n.Parent.RemoveChild(n)
		return false
	}
	if isPreview(p.candidates[best]) {
		c.standsIn(n, p, best)
	} else {
		c.settleStandIns(n, p.img.Alt, p.candidates[best].url)
	}
	c.takeImage(n, p, best)
	return true
}

// picture returns the reused collector.
func (c *cleaner) picture() *picture {
	c.pic = picture{candidates: c.pic.candidates[:0]}
	return &c.pic
}

// collect reads the attributes of an img, or of what stands for one.
func (c *cleaner) collect(p *picture, n *html.Node) {
	var set, lazySet string
	width, height := -1, -1
	fluid := false // sized by its box, whatever width and height say (Next.js with 0 for both)
	for i := range n.Attr {
		key, value := n.Attr[i].Key, n.Attr[i].Val
		switch key {
		case "src":
			p.img.Original = value
			c.offer(p, value, key, rankSrc, 0)
		case "srcset":
			set = value
		case "alt":
			p.img.Alt = dom.Collapse(value)
		case "title":
			p.img.Title = dom.Collapse(value)
		case "width":
			width = pixelCount(value)
		case "height":
			height = pixelCount(value)
		case "class":
			p.class = value
		case "style":
			fluid = strings.Contains(value, "100%") || strings.Contains(value, "auto")
			if width < 0 && height < 0 && strings.Contains(value, "1px") && (styleSize(value, "width") == "1px" || styleSize(value, "width") == "0") && styleSize(value, "height") != "" && len(styleSize(value, "height")) <= 3 {
				width, height = 1, 1
			}
		case "href": // of an SVG image
			if n.Data == "image" {
				c.offer(p, value, key, rankSrc, 0)
			}
		case "id", "loading", "decoding", "sizes", "border", "align", "referrerpolicy", "data-width", "data-height":
		default:
			if row := c.rules.Lazy.Find(key, c.site); row >= 0 {
				r := &c.rules.Lazy.Rows[row]
				if r.Kind != rules.LazySet {
					c.offerLazy(p, r.Address(value), r, row)
				} else if lazySet == "" {
					lazySet = value
					c.offerSet(p, value, key, true)
				}
			}
		}
	}
	if set != "" {
		c.offerSet(p, set, "srcset", false)
	}
	p.img.Width, p.img.Height = max(width, 0), max(height, 0)
	p.pixel = width >= 0 && width <= 1 && height <= 1 || height >= 0 && height <= 1 && width <= 1
	if fluid && width == 0 && height == 0 {
		p.pixel = false
	}
	if !p.pixel {
		for i := range p.candidates {
			p.pixel = p.pixel || c.rules.Pixels.Has(p.candidates[i].url)
		}
	}
}

// pixelCount reads a dimension: "640" or "640px"; -1 if it is none.
func pixelCount(s string) int {
	s = strings.TrimSuffix(strings.TrimSpace(s), "px")
	v, err := strconv.Atoi(s)
	if err != nil {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil || f < 0 || f > 1e6 {
			return -1
		}
		return int(f)
	}
	if v < 0 || v > 1e6 {
		return -1
	}
	return v
}

// styleSize returns the value of a property in a style attribute.
func styleSize(style, property string) string {
	for decl := range strings.SplitSeq(style, ";") {
		if name, value, ok := strings.Cut(decl, ":"); ok && strings.TrimSpace(name) == property {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// offer adds a candidate and judges it.
func (c *cleaner) offer(p *picture, raw, via string, rank, row int) *choice {
	url, how := c.imageAddress(raw)
	ch := choice{raw: raw, via: via, url: url, how: via, rank: rank, row: row}
	if how != "" && via == "src" {
		ch.how = how
	}
	if weburl.IsDangerous(raw) && weburl.Scheme(raw) != "data" { // of data, judgeImage says more
		ch.rank, ch.reason = rankNever, "a dangerous address"
	}
	switch rules.JudgeImage(url) {
	case rules.LooksVoid:
		if ch.rank, ch.reason = rankNever, "a placeholder"; url == "" {
			ch.reason = "no address"
		}
	case rules.LooksPoor:
		ch.rank, ch.reason = min(ch.rank, rankPoorSrc), "looks like a placeholder"
	}
	p.candidates = append(p.candidates, ch)
	return &p.candidates[len(p.candidates)-1]
}

var lazyRanks = map[string]int{rules.LazySource: rankLazy, rules.LazyPossible: rankLazy, rules.LazyLarger: rankLarger, rules.LazySmaller: rankSmaller}

func (c *cleaner) offerLazy(p *picture, raw string, row *rules.Lazy, at int) {
	if !looksLikeAddress(raw) {
		return
	}
	if row.Kind == rules.LazyAlternate {
		url, _ := c.imageAddress(raw)
		if rules.JudgeImage(url) != rules.LooksReal || weburl.IsDangerous(raw) {
			return
		}
		if c.opt.Animated {
			c.offer(p, raw, row.Attr, rankOriginal, at)
			return
		}
		p.alternates = append(p.alternates, url)
		if c.opt.Explain {
			c.offer(p, raw, row.Attr, rankNever, at).reason = "another version of the picture"
		}
		return
	}
	rank := lazyRanks[row.Kind]
	if row.Kind == rules.LazyLarger && c.opt.OriginalSize {
		rank = rankOriginal
	}
	ch := c.offer(p, fillWidth(raw), row.Attr, rank, at)
	if row.Kind == rules.LazyPossible && !rules.HasImageExtension(ch.url) && !namesImageFormat(ch.url) {
		ch.rank = min(ch.rank, rankSmaller)
	}
}

// looksLikeAddress tells an address from the numbers, names and JSON that lazy
// attributes hold as well.
func looksLikeAddress(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) < 4 || s[0] == '{' && !strings.HasPrefix(s, "{{") || s[0] == '[' || s[0] == '<' {
		return false
	}
	return strings.IndexByte(s, '/') >= 0 || rules.HasImageExtension(s)
}

// fillWidth fills the width into the template of a responsive image.
func fillWidth(s string) string {
	for _, mark := range []string{"{width}", "%width%", "%7Bwidth%7D", "{size}"} {
		s = strings.Replace(s, mark, "1024", 1)
	}
	return s
}

// offerSet adds the best entry of a srcset.
func (c *cleaner) offerSet(p *picture, set, via string, lazy bool) {
	var best setEntry
	sourceWidth := 0.0
	parseSrcset(set, func(e setEntry) {
		if !looksLikeAddress(e.url) || weburl.IsDangerous(e.url) {
			return
		}
		if best.url == "" || e.better(best) {
			best = e
		}
		for i := range p.candidates {
			if p.candidates[i].raw == e.url && e.width > 0 {
				sourceWidth = e.width
			}
		}
	})
	if best.url == "" {
		return
	}
	larger := best.width > sourceWidth && (sourceWidth > 0 || best.width >= smallSource) || best.density > 1
	rank := rankSet
	switch {
	case lazy && larger:
		rank = rankBigLazy
	case lazy:
		rank = rankLazySet
	case larger:
		rank = rankBigSet
	}
	if c.opt.OriginalSize && best.width > 0 {
		rank = max(rank, rankOriginal-1)
	}
	if ch := c.offer(p, best.url, via, rank, 0); weburl.Scheme(ch.url) == "" && p.hasAbsolute() {
		ch.rank = min(ch.rank, rankSet) // nobody knows where a relative one leads
	}
}

// hasAbsolute tells whether there is an image with a whole address.
func (p *picture) hasAbsolute() bool {
	for i := range p.candidates {
		if ch := &p.candidates[i]; ch.rank > rankPoorSrc && weburl.Scheme(ch.url) != "" {
			return true
		}
	}
	return false
}

// best returns the index of the candidate to take, -1 if there is none.
func (p *picture) best() int {
	best := -1
	for i := range p.candidates {
		ch := &p.candidates[i]
		if ch.rank == rankNever {
			continue
		}
		if best < 0 || ch.rank > p.candidates[best].rank || ch.rank == p.candidates[best].rank && ch.row < p.candidates[best].row {
			best = i
		}
	}
	return best
}

// takeImage writes the chosen address and records the image.
func (c *cleaner) takeImage(n *html.Node, p *picture, best int) {
	ch := p.candidates[best]
	img := p.img
	img.URL, img.Via = ch.url, ch.how
	for _, alt := range p.alternates {
		if alt != img.URL {
			img.Alternates = append(img.Alternates, alt)
		}
	}
	if c.opt.OriginalSize {
		if full := c.rules.Sizes.Original(img.URL); full != img.URL {
			img.Alternates = append(img.Alternates, img.URL)
			img.URL, img.Via = full, img.Via+"+original"
		}
	}
	n.Data, n.DataAtom, n.Namespace = "img", atom.Img, ""
	n.Attr = append(n.Attr[:0], html.Attribute{Key: "src", Val: img.URL}, html.Attribute{Key: "alt", Val: img.Alt})
	if img.Title != "" {
		n.Attr = append(n.Attr, html.Attribute{Key: "title", Val: img.Title})
	}
	if img.Width > 0 {
		n.Attr = append(n.Attr, html.Attribute{Key: "width", Val: strconv.Itoa(img.Width)})
	}
	if img.Height > 0 {
		n.Attr = append(n.Attr, html.Attribute{Key: "height", Val: strconv.Itoa(img.Height)})
	}
	if strings.Contains(p.class, "math") || strings.Contains(p.class, "latex") {
		n.Attr = append(n.Attr, html.Attribute{Key: "class", Val: p.class})
	}
	c.account(p, best, "")
	switch weburl.Scheme(img.URL) {
	case "http", "https", "data":
	case "":
		c.notes.Add("image.relative", note.Warning, "image addresses stay relative, since the article's own address is not known", img.URL)
	default:
		c.notes.Add("image.local", note.Warning, "image addresses that only lead somewhere on one computer", img.URL)
	}
	if strings.HasPrefix(ch.how, "guess:") {
		c.notes.Add("image.unwrapped", note.Info, "image addresses taken out of unknown proxies", img.URL)
	}
	c.article.Images = append(c.article.Images, img)
	c.imageNodes = append(c.imageNodes, n)
}

// account records the candidates of an image, if an account is asked for. The
// image is the next of Article.Images unless none was taken, for a reason that
// holds for all.
func (c *cleaner) account(p *picture, taken int, reason string) {
	if !c.opt.Explain {
		return
	}
	source := Source{Image: -1, Candidates: make([]Candidate, len(p.candidates))}
	if taken >= 0 {
		source.Image = len(c.article.Images)
	}
	for i, ch := range p.candidates {
		source.Candidates[i] = Candidate{URL: ch.raw, Via: ch.via, Reason: ch.reason, Taken: i == taken}
		if reason != "" {
			source.Candidates[i].Reason = reason
		} else if ch.reason == "" {
			source.Candidates[i].Reason = rankReason(ch.rank, i == taken)
		}
	}
	c.article.Sources = append(c.article.Sources, source)
}

func rankReason(rank int, taken bool) string {
	switch {
	case rank == rankOriginal && taken:
		return "asked for"
	case rank >= rankLazySet && taken:
		return "what a script loads in place of src"
	case rank == rankBigSet && taken:
		return "larger than a small src"
	case rank == rankSmaller:
		return "a smaller version"
	case rank == rankLarger:
		return "a larger version"
	case taken:
		return "the image's own address"
	}
	return "a better one was found"
}

// emojiPlaces are parts of addresses under which emoji are served as images
// named by their code points.
var emojiPlaces = []string{"s.w.org/images/core/emoji/", "twemoji", "/emoji/unicode/", "/emojione/", "emoji.slack-edge.com/", "/emoji.php/", "twimg.com/emoji/",
	"/notoemoji/", "/noto-emoji/", "/openmoji/"}

// emojiText returns the character an emoji image stands for, "" if it is none.
func emojiText(p *picture, src string) string {
	for _, place := range emojiPlaces {
		if !strings.Contains(src, place) {
			continue
		}
		if isEmoji(p.img.Alt) {
			return p.img.Alt
		}
		if text := codePoints(src); text != "" {
			return text
		}
	}
	if alt := p.img.Alt; alt != "" && (strings.Contains(p.class, "emoji") || strings.Contains(p.class, "wp-smiley")) && utf8.RuneCountInString(alt) <= 12 {
		return alt
	}
	return ""
}

// isEmoji tells whether a text is nothing but emoji. Digits are some only on a
// keycap.
func isEmoji(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 &&
		strings.IndexFunc(s, func(r rune) bool { return !isEmojiRune(r) }) < 0
}

// isEmojiRune tells whether r is an emoji or part of one: a joiner, the keycap
// and what stands on it.
func isEmojiRune(r rune) bool {
	return r == 0x200d || r == 0x20e3 || r == 0xfe0f || r >= 0x2190 && r <= 0x2bff || r >= 0x1f000 ||
		r >= '0' && r <= '9' || r == '#' || r == '*' || strings.ContainsRune(emojiSigns, r)
}

// emojiSigns are the emoji outside the blocks of pictures (Unicode's
// emoji-data.txt): © ® ‼ ⁉ ™ ℹ 〰 〽 ㊗ ㊙.
const emojiSigns = "\u00a9\u00ae\u203c\u2049\u2122\u2139\u3030\u303d\u3297\u3299"

// codePoints reads a file name such as 1f468-200d-1f373.png, or the last
// segment before it that is one (Noto's 1f468/72.png).
func codePoints(src string) string {
	dir, name := cutLast(src, "/")
	name, _, _ = strings.Cut(name, ".")
	if text := emojiOf(strings.TrimPrefix(name, "emoji_u")); text != "" {
		return text
	}
	_, name = cutLast(dir, "/")
	return emojiOf(name)
}

// emojiOf is the emoji of hexadecimal code points, "" if they are none.
func emojiOf(name string) string {
	var b strings.Builder
	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' }) {
		v, err := strconv.ParseUint(part, 16, 32)
		if err != nil || v < 0x23 || !utf8.ValidRune(rune(v)) || len(part) < 2 {
			return ""
		}
		b.WriteRune(rune(v))
	}
	if text := b.String(); isEmoji(text) {
		return text
	}
	return ""
}

func cutLast(s, sep string) (before, after string) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return "", s
	}
	return s[:i], s[i+len(sep):]
}

// maxWrapped bounds how many proxies may stand around one image.
const maxWrapped = 4

// imageAddress returns the real, absolute address of an image, and how it was
// found: "proxy:NAME", "guess:HOST", or "" if it is as it was written.
func (c *cleaner) imageAddress(raw string) (addr, how string) {
	addr = weburl.Tidy(raw)
	if len(addr) > 5 && strings.EqualFold(addr[:5], "data:") {
		return addr, ""
	}
	addr = c.base.Resolve(addr)
	if c.opt.KeepProxy {
		return addr, ""
	}
	for range maxWrapped {
		inner, name, ok := c.unwrapImage(addr)
		if !ok || inner == addr {
			return addr, how
		}
		addr, how = inner, name
	}
	return addr, how
}

// unwrapImage takes one proxy off an address. The proxies of a site's own
// generator also have addresses without a host.
func (c *cleaner) unwrapImage(addr string) (inner, how string, ok bool) {
	const unknown = "https://host.invalid"
	local := len(addr) > 1 && addr[0] == '/' && addr[1] != '/'
	if local {
		addr = unknown + addr
	}
	inner, name, ok := c.rules.Proxies.Unwrap(addr, c.site, c.opt.Unarchive)
	how = "proxy:" + name
	if !ok {
		inner, ok = rules.GuessInner(addr)
		how = "guess:proxy"
	}
	if local {
		inner = strings.TrimPrefix(inner, unknown)
	}
	return inner, how, ok
}

// ResolveImage resolves one image address, such as a header's cover, by the
// rules that hold for the images of a body. It returns the address to use, how
// it was found ("src", "proxy:NAME", …) and whether it is a placeholder, which
// no article should show. Options.BaseURL resolves relative addresses.
func ResolveImage(addr string, opt Options) (resolved, via string, placeholder bool) {
	set, err := rules.Compile(opt.Rules)
	if err != nil {
		set = rules.BuiltinSet()
	}
	c := cleaner{opt: opt, rules: set}
	c.setBase(opt.BaseURL)
	resolved, via = c.imageAddress(addr)
	if via == "" {
		via = "src"
	}
	if weburl.IsDangerous(addr) || set.Pixels.Has(resolved) {
		return resolved, via, true
	}
	if opt.OriginalSize {
		resolved = set.Sizes.Original(resolved)
	}
	return resolved, via, rules.JudgeImage(resolved) != rules.LooksReal
}
