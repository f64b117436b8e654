package page

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/metadata"
)

// calls are whole texts, as [looseKey] has them, by which a page asks its
// reader to do something or marks what is paid for. Between the paragraphs of an
// article they are no part of it: of 110 that the model kept in articles that it
// was not learned from, one was. "Download" and the like can be what a text is
// about, and are none.
var calls = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, line := range []string{
		"advertisement, sponsored, ad, ads, story continues below advertisement, continue reading below, article continues below",
		"learn more, read more, see more, show more, find out more, continue reading, keep reading",
		"buy now, shop now, order now, book now, add to cart, add to bag, check price, see price, apply now, enroll now",
		"get started, get started now, get started today, get started for free, start now, try now, try it free, try for free, start free trial, start your free trial",
		"request a demo, book a demo, get a demo, request a quote, get a quote, get a free quote, get in touch, talk to sales, contact sales, schedule a call",
		"schedule a demo, reply with quote, view on amazon, check price at amazon, see all products, see all, view all, view all posts, back to top",
		"sign up, sign up now, sign up for free, subscribe, subscribe now, join now, follow us, share this, share this article, share this post",
		"anzeige, werbung, mehr erfahren, mehr lesen, weiterlesen, jetzt kaufen, jetzt bestellen, jetzt anmelden",
		"publicité, lire la suite, en savoir plus, voir plus, acheter",
		"publicidad, leer más, seguir leyendo, saber más, ver más, comprar ahora, suscríbete",
		"pubblicità, leggi di più, continua a leggere, scopri di più, acquista ora",
		"advertentie, lees meer, lees verder, publicidade, leia mais, saiba mais, реклама, читать далее, подробнее",
		"広告, 続きを読む, もっと見る, 詳しくはこちら, 广告, 阅读更多, 查看更多, 了解更多, 廣告, 閱讀更多, 광고, 더 보기",
	} {
		for call := range strings.SplitSeq(line, ",") {
			m[metadata.LooseKey(call)] = true
		}
	}
	return m
})

// asks begin a text that wants a reader's address; lettersTo is what for. The
// words of weakAsks begin advice as well, about anybody's letters.
var (
	asks = []string{
		"sign up", "subscribe", "join ", "enter your email", "abonnier", "melde dich", "inscrivez-vous", "abonnez-vous", "suscríbete", "iscriviti",
	}
	weakAsks      = []string{"get ", "want ", "don't miss", "never miss", "stay ", "like what", "enjoyed"}
	lettersTo     = []string{"newsletter", "mailing list", "email list", "your inbox", "boletín"}
	ownLettersTo  = []string{"our newsletter", "my newsletter", "your inbox"}
	letterSubject = []string{"newsletter", "newsletters", "email", "mailing", "inbox"}
)

const (
	maxCallWords = 6
	maxAskWords  = 40
)

// dropCalls cuts the calls that stand for themselves, and the short texts that
// ask for an address to send letters to, unless the page is about such letters.
func (l *pageLayout) dropCalls(kept []bool) {
	about := slices.ContainsFunc(letterSubject, func(w string) bool { return l.Title[w] })
	for i := range l.Blocks {
		b := &l.Blocks[i]
		if !kept[i] || b.Words > maxAskWords || b.Heading > 0 || l.Boxes[b.Box].Around&(layout.InPre|layout.InTable|layout.InQuote) != 0 {
			continue
		}
		if b.Words <= maxCallWords && calls()[metadata.LooseKey(b.Text())] || !about && isAsk(b.Text()) || isReadMore(b) || isShareLine(b) || isSponsored(b) {
			kept[i] = false
		}
	}
}

// isAsk tells whether a short text asks for an address to send letters to.
func isAsk(text string) bool {
	text = strings.ReplaceAll(strings.ToLower(dom.OneLine(text)), "’", "'")
	text = strings.TrimLeftFunc(text, func(r rune) bool { return !dom.IsWordRune(r) })
	begins := func(w string) bool { return strings.HasPrefix(text, w) }
	holds := func(w string) bool { return strings.Contains(text, w) }
	return slices.ContainsFunc(asks, begins) && slices.ContainsFunc(lettersTo, holds) ||
		slices.ContainsFunc(weakAsks, begins) && slices.ContainsFunc(ownLettersTo, holds) ||
		slices.ContainsFunc(ownAsks, holds) && slices.ContainsFunc(lettersTo, holds)
}

// ownAsks ask wherever they stand in a short text: the letters are the page's.
var ownAsks = []string{
	"sign up for our", "sign up to our", "subscribe to our", "sign up for my", "subscribe to my", "join our", "abonnieren sie unseren", "abonniere unseren",
	"inscrivez-vous à notre", "abonnez-vous à notre", "suscríbete a nuestr", "iscriviti alla nostra",
}

// leads begin a line that is no more than a link to another page.
var leads = []string{
	"read more", "read also", "also read", "read next", "read this", "related", "related article", "related story", "related reading", "more on this", "don't miss",
	"lesen sie auch", "lesen sie mehr", "mehr zum thema", "auch interessant", "lire aussi", "à lire aussi", "lire également", "lea también", "lea además", "te puede interesar",
	"leggi anche", "leia também", "leia mais", "lees ook", "läs också", "læs også", "les også", "czytaj też", "czytaj także", "читайте также", "читайте ещё", "关联阅读", "相关阅读", "延伸閱讀", "関連記事", "あわせて読みたい",
}

// isReadMore tells whether a block is one of the leads with a link behind it.
func isReadMore(b *layout.Block) bool {
	if b.Links == 0 || b.Words > maxReadMore || b.LinkWords*2 < b.Words-maxLeadWords {
		return false
	}
	text := strings.ToLower(strings.ReplaceAll(dom.OneLine(b.Text()), "’", "'"))
	text = strings.TrimLeftFunc(text, func(r rune) bool { return !dom.IsWordRune(r) })
	lead, _, found := strings.Cut(strings.ReplaceAll(text, "：", ":"), ":")
	return found && slices.Contains(leads, strings.TrimSpace(lead))
}

// Bounds of a line that is a link to another page.
const (
	maxReadMore  = 40
	maxLeadWords = 4
)

// shareAddresses are parts of the addresses by which networks take a page.
// Origins: the networks' own share buttons.
var shareAddresses = []string{
	"facebook.com/sharer", "facebook.com/share.php", "facebook.com/dialog/share", "twitter.com/intent/tweet", "twitter.com/share", "x.com/intent/",
	"linkedin.com/sharearticle", "linkedin.com/sharing/share", "pinterest.com/pin/create", "reddit.com/submit", "tumblr.com/share", "tumblr.com/widgets/share",
	"api.whatsapp.com/send", "whatsapp://send", "wa.me/?", "t.me/share", "telegram.me/share", "bsky.app/intent", "getpocket.com/save", "getpocket.com/edit",
	"news.ycombinator.com/submitlink", "vk.com/share", "service.weibo.com/share", "xing.com/spi/shares", "line.me/r/msg", "social-plugins.line.me", "b.hatena.ne.jp/add", "flipboard.com/bookmarklet",
}

// isSponsored tells whether a short block is links that say of themselves that
// they are paid for.
func isSponsored(b *layout.Block) bool {
	if b.Links == 0 || b.LinkWords < mainlyLinks*b.Words {
		return false
	}
	for n := range b.Elements {
		if n.DataAtom == atom.A && !slices.Contains(strings.Fields(dom.AttrOnce(n, "rel")), "sponsored") {
			return false
		}
	}
	return true
}

// isShareLine tells whether all links of a short block share the page.
func isShareLine(b *layout.Block) bool {
	if b.Links == 0 || b.Words > maxCallWords*3 {
		return false
	}
	share := false
	for n := range b.Elements {
		if n.DataAtom != atom.A {
			continue
		}
		href := strings.ToLower(dom.AttrOnce(n, "href"))
		if !slices.ContainsFunc(shareAddresses, func(part string) bool { return strings.Contains(href, part) }) && !strings.HasPrefix(href, "mailto:?") {
			return false
		}
		share = true
	}
	return share
}
