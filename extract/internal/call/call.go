package call

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

// MaxWords is how many words a call has at most.
const MaxWords = 6

// mainlyLinks is the share of the words of a block of links.
const mainlyLinks = 0.6

// Is tells whether a block is no part of an article by what it says or leads to:
// a call, a line that leads to another page or shares this one, what is paid for,
// counts, rights, and where the page is filed.
func Is(b *layout.Block) bool {
	return b.Words <= MaxWords && calls()[metadata.LooseKey(b.Text())] || isReadMore(b) || isShareLine(b) || isSponsored(b) || isFilingLine(b) || isCount(b) || isRights(b)
}

// Leads reports whether a line, without the colon at its end, is one that leads to
// another page.
func Leads(line string) bool {
	return leads[strings.TrimRight(strings.ToLower(dom.OneLine(line)), ":： ")]
}

// counted is what pages count of an article, behind the number.
var counted = dom.PhraseSet("min read", "mins read", "minute read", "minutes read", "min. read", "min lesezeit", "minuten lesezeit", "min. lesezeit", "min de lecture", "minutes de lecture", "min de lectura", "minutos de lectura", "min de leitura", "min di lettura",
	"comment", "comments", "kommentar", "kommentare", "commentaire", "commentaires", "comentario", "comentarios", "comentários", "commenti", "reacties", "комментариев", "views", "shares", "likes")

// isCount tells whether a block is no more than a number and what it counts of
// the article.
func isCount(b *layout.Block) bool {
	if b.Words > MaxWords || b.Digits == 0 {
		return false
	}
	text := strings.ToLower(dom.OneLine(b.Text()))
	rest := strings.TrimLeft(text, "0123456789.,")
	return len(rest) < len(text) && counted[strings.Trim(rest, " »")]
}

// maxRights bounds a line that says who has the rights, in words.
const maxRights = 20

// isRights tells whether a short block says who has the rights in the page: a
// sign or a word for it, and a year.
func isRights(b *layout.Block) bool {
	if b.Words > maxRights || b.Digits < 4 {
		return false
	}
	text := strings.ToLower(dom.OneLine(b.Text()))
	return strings.HasPrefix(text, "©") || strings.HasPrefix(text, "copyright ©") || strings.HasPrefix(text, "copyright (c)")
}

// filing are the relations of links that say where a page is filed: its tags, and
// the pages before and behind it. Origins: microformats, HTML's link types.
var filing = dom.PhraseSet("tag", "category", "prev", "next", "directory")

// isFilingLine tells whether a short block is links that file the page, and their
// label; links to the page's own comments may stand beside them.
func isFilingLine(b *layout.Block) bool {
	if b.Links == 0 || b.Words-b.LinkWords > MaxWords {
		return false
	}
	files := false
	for n := range b.Elements {
		if n.DataAtom != atom.A || dom.NodeText(n, MaxWords) == "" {
			continue
		}
		rels := strings.Fields(strings.ToLower(dom.AttrOnce(n, "rel")))
		isFile := slices.ContainsFunc(rels, func(rel string) bool { return filing[rel] })
		if href := dom.AttrOnce(n, "href"); !isFile && !strings.HasSuffix(href, "#respond") && !strings.HasSuffix(href, "#comments") {
			return false
		}
		files = files || isFile
	}
	return files
}

// leads begin a line that is no more than a link to another page, in the
// languages in which newspapers' pages were seen to have them.
var leads = dom.PhraseSet(
	"read more", "read also", "also read", "read next", "read this", "read", "must read", "full story", "read the full story", "explore more", "recommended", "watch", "watch also",
	"related", "related article", "related story", "related reading", "related coverage", "more on this", "don't miss", "you may also like", "what to read next",
	"lesen sie auch", "lesen sie mehr", "lesen sie hier", "lesen sie dazu", "lies auch", "mehr zum thema", "mehr dazu", "mehr lesen", "auch interessant", "auch lesenswert", "passend dazu", "lesetipp",
	"lire aussi", "à lire aussi", "a lire aussi", "lire également", "à lire également", "à lire", "à voir aussi", "lisez aussi", "lire plus",
	"lea también", "lea además", "lea más", "lea", "lee también", "lee más", "lee además", "leer más", "leer también", "ver también", "vea también", "vea además", "mira también", "mire también", "te puede interesar", "le puede interesar", "también te puede interesar", "relacionado", "más información",
	"leggi anche", "leggi", "leggi di più", "guarda anche", "leia também", "leia mais", "leia", "ler mais", "veja também", "veja mais", "saiba mais", "confira também",
	"lees ook", "lees meer", "lees verder", "bekijk ook", "läs också", "läs även", "läs mer", "læs også", "læs mere", "les også", "les mer", "lue myös",
	"czytaj też", "czytaj także", "czytaj również", "czytaj więcej", "przeczytaj także", "zobacz też", "zobacz także", "zobacz również", "čtěte také", "přečtěte si také", "čítajte aj", "citeşte şi", "citește și", "pročitajte još", "olvassa el",
	"читайте также", "читать также", "читайте ещё", "читайте еще", "подробнее", "по теме", "ранее по теме", "читайте також", "читай також", "διαβάστε επίσης", "διαβάστε ακόμα", "διαβάστε ακόμη",
	"ilgili haber", "ayrıca okuyun", "bunu da okuyun", "baca juga", "baca selengkapnya", "simak juga", "lihat juga", "xem thêm", "đọc thêm", "اقرأ أيضا", "اقرأ أيضاً", "اقرأ المزيد", "קראו גם", "یہ بھی پڑھیں", "यह भी पढ़ें", "ये भी पढ़ें", "อ่านเพิ่มเติม",
	"关联阅读", "相关阅读", "相关报道", "相关新闻", "延伸阅读", "推荐阅读", "更多", "延伸閱讀", "相關新聞", "相關報導", "関連記事", "関連", "あわせて読みたい", "관련기사", "관련 기사",
)

// linkedLeads begin a link that is all of a line.
var linkedLeads = []string{
	"click here to read", "read the full", "lesen sie hier", "lesen sie auch", "hier geht es weiter", "lire aussi", "à lire aussi", "lire la suite", "lea también", "lea más", "lee también", "leia também", "leia mais", "leggi anche", "lees ook", "читайте также",
}

// isReadMore tells whether a block is one of the leads with a link behind it.
func isReadMore(b *layout.Block) bool {
	if b.Links == 0 || b.Words > MaxLine || b.LinkWords*2 < b.Words-maxLeadWords {
		return false
	}
	text := strings.ToLower(strings.ReplaceAll(dom.OneLine(b.Text()), "’", "'"))
	text = strings.TrimLeftFunc(text, func(r rune) bool { return !dom.IsWordRune(r) })
	if b.Links == 1 && b.LinkWords == b.Words && slices.ContainsFunc(linkedLeads, func(w string) bool { return strings.HasPrefix(text, w) }) {
		return true
	}
	lead, _, found := strings.Cut(strings.ReplaceAll(text, "：", ":"), ":")
	return found && leads[strings.TrimSpace(lead)] || b.LinkWords < b.Words && leads[unlinkedLead(b)]
}

// unlinkedLead is the text before the first link of a block, "" if there is other
// text without a link.
func unlinkedLead(b *layout.Block) string {
	lead := ""
	for n := b.First; n != nil; n = n.NextSibling {
		text := dom.NodeText(n, MaxLine)
		switch {
		case n.DataAtom == atom.A || text == "":
		case lead != "":
			return ""
		default:
			lead = text
		}
		if n == b.Last {
			break
		}
	}
	return strings.TrimFunc(strings.ToLower(strings.ReplaceAll(lead, "’", "'")), func(r rune) bool { return !dom.IsWordRune(r) })
}

// Bounds of a line that is a link to another page.
const (
	MaxLine      = 40 // words
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
	if b.Links == 0 || b.Words > MaxWords*3 {
		return false
	}
	share := false
	for n := range b.Elements {
		if n.DataAtom != atom.A {
			continue
		}
		href := strings.ToLower(dom.AttrOnce(n, "href"))
		if href == "#" || strings.HasPrefix(href, "javascript:") {
			continue // prints the page, or the like
		}
		if !slices.ContainsFunc(shareAddresses, func(part string) bool { return strings.Contains(href, part) }) && !strings.HasPrefix(href, "mailto:?") {
			return false
		}
		share = true
	}
	return share
}
