package page

import (
	"slices"
	"strings"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/metadata"
)

// calls are whole texts, as [looseKey] has them, by which a page asks its
// reader to do something or marks what is paid for. Between the paragraphs of an
// article they are no part of it: of 110 that the model kept in articles that it
// was not learned from, one was. "Download" and the like can be what a text is
// about, and are none.
var calls = func() map[string]bool {
	m := map[string]bool{}
	for _, line := range []string{
		"advertisement, sponsored, ad, ads, story continues below advertisement, continue reading below, article continues below",
		"learn more, read more, see more, show more, find out more, continue reading, keep reading",
		"buy now, shop now, order now, book now, add to cart, add to bag, check price, see price, apply now, enroll now",
		"get started, get started now, get started today, get started for free, start now, try now, try it free, try for free, start free trial, start your free trial",
		"request a demo, book a demo, get a demo, request a quote, get a quote, get a free quote, get in touch, talk to sales, contact sales, schedule a call",
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
}()

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
func (l *layout) dropCalls(kept []bool) {
	about := slices.ContainsFunc(letterSubject, func(w string) bool { return l.title[w] })
	for i := range l.blocks {
		b := &l.blocks[i]
		if !kept[i] || b.words > maxAskWords || b.heading > 0 || l.boxes[b.box].around&(inPre|inTable|inQuote) != 0 {
			continue
		}
		if b.words <= maxCallWords && calls[metadata.LooseKey(b.text())] || !about && isAsk(b.text()) {
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
		slices.ContainsFunc(weakAsks, begins) && slices.ContainsFunc(ownLettersTo, holds)
}
