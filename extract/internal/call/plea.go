package call

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// plea is what sites ask of their readers in a sentence or two: a sentence of the
// text begins with one of begins, or the text holds one of holds; and it says by
// one of own that it is the site that asks for itself.
type plea struct {
	nouns       string   // a text without one of these words is no such plea; a page about one has none
	begins      []string // in lower case; a star at the end stands for the rest of a word
	holds       []string
	own         []string
	articleOnly bool // on pages that are not one text, such are what the page is for
}

// pleas are kinds of pleas, in the languages in which they were seen, or that
// the rows' phrases are set terms of.
var pleas = []plea{
	{
		nouns: "newsletter newsletters newsletteru newslettera newsletteur mailing inbox boletín nieuwsbrief nyhedsbrev nyhetsbrev rundbrief infolettre рассылку рассылки bülten bültenimize infobrief e-mail email",
		begins: []string{
			"sign up", "subscribe", "join", "enter your email", "abonnier*", "melde dich", "melden sie sich", "jetzt anmelden", "inscrivez-vous", "abonnez-vous", "recevez", "suscríbete", "suscríbase",
			"regístrate", "recibe", "iscriviti", "assine", "inscreva-se", "receba", "cadastre-se", "schrijf je in", "meld je aan", "abonneer", "zapisz się", "tilmeld dig", "подпишитесь", "подписывайтесь",
		},
		own: []string{
			"newsletter*", "mailing list", "email list", "your inbox", "boletín", "nieuwsbrief", "nyhedsbrev", "nyhetsbrev", "rundbrief", "infobrief", "infolettre", "нашу рассылку", "на рассылку",
		},
	},
	{
		nouns:  "newsletter newsletters inbox",
		begins: []string{"get", "want", "don't miss", "never miss", "stay", "like what", "enjoyed", "enjoying", "receive"},
		own:    []string{"our newsletter", "my newsletter", "your inbox"},
	},
	{
		nouns: "newsletter newsletters mailing inbox email list boletín",
		holds: []string{
			"sign up for our", "sign up to our", "subscribe to our", "sign up for my", "subscribe to my", "join our", "abonnieren sie unseren", "abonniere unseren",
			"inscrivez-vous à notre", "abonnez-vous à notre", "suscríbete a nuestr*", "iscriviti alla nostra",
		},
		own: []string{"newsletter", "mailing list", "email list", "your inbox", "boletín"},
	},
	{
		nouns: "donate donating donation donations contribution support supporting supporter supports patreon patron coffee ko member members subscriber tip paypal sponsors sponsor " +
			"spende spenden unterstützen unterstütze unterstützung don dons soutenez soutien soutenir tipeee donación donaciones donativo apoya apoyar apoyo doação doações apoie dona donazione sostieni sostenere " +
			"steun doneer donatie wesprzyj wsparcie støt støtt stöd поддержите поддержать пожертвование",
		begins: []string{
			"support us", "support our", "support my", "support me", "support this", "support the", "support independent", "help support", "help us", "help keep", "donate", "consider supporting", "consider donating",
			"consider making a", "consider becoming a", "consider a donation", "consider giving", "consider buying me", "make a donation", "make a tax-deductible", "make a contribution", "make a gift", "become a member", "become a patron", "become a supporter",
			"become a sponsor", "become a subscriber", "become a paying", "become a paid", "buy me a coffee", "buy us a coffee", "leave a tip", "like this post? support", "we depend on", "we rely on",
			"unterstützen sie uns", "unterstützen sie unsere", "unterstütze uns", "unterstützt uns", "unterstütze unsere", "unterstütze meine", "jetzt spenden", "spenden sie", "helfen sie uns",
			"soutenez-nous", "soutenez notre", "soutenez l'", "soutenez mon", "faites un don", "aidez-nous", "apoya", "apóyanos", "ayúdanos", "haz una donación", "haz un donativo", "dona",
			"apoie", "faça uma doação", "sostieni", "sostienici", "fai una donazione", "aiutaci", "steun ons", "steun onze", "doneer", "wesprzyj", "støt os", "støtt oss", "stöd oss", "поддержите", "поддержать",
		},
		holds: []string{"please consider", "please support", "please donate", "buying me a coffee", "buy me a coffee", "buy us a coffee", "helps support this", "helps support my", "helps support our", "help support this", "mit einer spende", "freuen uns über eine spende"},
		own: []string{
			"us", "our work", "our journalism", "our reporting", "our mission", "our newsroom", "our site", "our website", "our podcast", "our writers", "our independent", "my work", "my writing", "my site", "my website", "my blog", "my channel", "me", "this site", "this blog",
			"this website", "this work", "this project", "this podcast", "this newsletter", "independent journalism", "nonprofit newsroom", "readers like you", "reader-supported", "uns", "unsere arbeit", "unseren journalismus", "meine arbeit", "meinen blog", "diese seite", "diesen blog",
			"soutenez-nous", "notre travail", "notre journal", "notre site", "notre rédaction", "ce blog", "ce site", "aidez-nous", "nuestro trabajo", "nuestro periodismo", "este blog", "este sitio", "este proyecto", "apóyanos", "ayúdanos",
			"nosso trabalho", "nosso jornalismo", "este site", "il nostro lavoro", "questo blog", "questo sito", "sostienici", "aiutaci", "ons", "ons werk", "onze journalistiek", "os", "oss", "нас", "наш", "проект", "редакцию",
			"patreon", "ko-fi", "paypal", "coffee", "liberapay", "tipeee", "github sponsors",
		},
		articleOnly: true,
	},
	{
		nouns: "app apps application appli aplicación aplicativo applicazione aplikację приложение uygulamamızı",
		begins: []string{
			"download", "get", "install", "try", "read the full story on", "laden sie", "lade", "lade dir", "holen sie sich", "hol dir", "téléchargez", "descarga", "descargue", "descárgate", "baixe", "scarica", "pobierz", "скачайте", "скачивайте", "установите",
		},
		holds: []string{"download our app", "download our free", "download our mobile"},
		own: []string{
			"our app", "our free", "our mobile", "our new app", "our iphone", "our android", "our ios", "unsere app", "unsere kostenlose", "unsere news-app", "notre application", "notre appli", "nuestra app", "nuestra aplicación", "nosso app", "nosso aplicativo", "la nostra app",
			"naszą aplikację", "наше приложение", "нашего приложения", siteName + " app", siteName + " für",
		},
		articleOnly: true,
	},
	{
		nouns: "twitter facebook instagram youtube telegram whatsapp linkedin tiktok mastodon bluesky threads pinterest discord google vk viber x",
		begins: []string{
			"follow us", "follow me", "follow our", "follow " + siteName, "follow " + authorName, "find us on", "find me on", "like us on", "connect with us", "join us on", "join our", "subscribe to our", "subscribe to my", "visit our facebook", "you can follow",
			"stay connected", "folgen sie uns", "folge uns", "folgt uns", "folge mir", "folgen sie mir", "besuchen sie uns auf", "suivez-nous", "suivez nous", "suivez-moi", "retrouvez-nous", "rejoignez-nous", "abonnez-vous à notre", "síguenos", "sígueme", "únete a nuestro", "suscríbete a nuestro", "siga-nos", "siga o nosso", "siga a gente",
			"inscreva-se no nosso", "inscreva-se em nosso", "entre no nosso", "seguici", "seguitemi", "iscriviti al nostro", "unisciti al nostro", "volg ons", "obserwuj nas", "polub nas", "følg oss", "følg os", "följ oss", "подписывайтесь на", "подпишитесь на", "присоединяйтесь", "bizi takip", "takip edin",
		},
		holds: []string{"follow us on", "follow me on twitter", "follow me on instagram", "folgen sie uns auf", "folge uns auf"},
		own: []string{
			"twitter", "facebook", "instagram", "youtube", "telegram", "whatsapp", "linkedin", "tiktok", "mastodon", "bluesky", "threads", "pinterest", "discord", "google news", "vk", "viber", "x",
		},
		articleOnly: true,
	},
}

// Stand-ins in the phrases of pleas for what the page calls itself and its author.
const (
	siteName   = "\x01"
	authorName = "\x02"
)

// widePleas are such pleas where words are not set apart.
var widePleas = []string{
	"关注公众号", "关注我们", "关注我的公众号", "欢迎关注我", "欢迎关注公众号", "扫码关注", "扫描二维码关注", "扫描下方二维码", "长按识别二维码", "长按二维码", "下载我们的app", "關注我們", "追蹤我們", "訂閱電子報", "订阅我们的",
	"チャンネル登録", "フォローしてください", "フォローをお願い", "メルマガ登録", "友だち追加", "구독해주세요", "뉴스레터를 구독",
}

// pleaNouns are, of each noun, the pleas it is a noun of, as bits.
var pleaNouns = sync.OnceValue(func() map[string]uint {
	m := map[string]uint{}
	for i := range pleas {
		for _, w := range strings.Fields(pleas[i].nouns) {
			m[w] |= 1 << i
		}
	}
	return m
})

// Pleader knows the pleas of one page.
type Pleader struct {
	article bool
	about   uint // the pleas that the page is about
	names   *strings.Replacer
}

// NewPleader is the one for a page with these words in its title, and of this site
// and author, "" if unknown; article says that it is one text, and sells nothing.
func NewPleader(title map[string]bool, article bool, site, author string) *Pleader {
	r := &Pleader{article: article}
	for w := range title {
		r.about |= pleaNouns()[w]
	}
	name := func(s string) string { return dom.FirstNonEmpty(strings.ToLower(strings.TrimSpace(s)), "\x00") }
	r.names = strings.NewReplacer(siteName, name(site), authorName, name(author))
	return r
}

// IsPlea tells whether a short text asks its reader for something that is the
// site's own affair.
func (r *Pleader) IsPlea(text string) bool {
	if strings.ContainsAny(text, "“”„«»\"「」") {
		return false // somebody says so
	}
	text = " " + strings.ReplaceAll(strings.ToLower(dom.OneLine(text)), "’", "'") + " "
	bits := uint(0)
	dom.EachWord(text, func(w string) bool { bits |= pleaNouns()[w]; return true })
	for i := range pleas {
		if bits&^r.about>>i&1 == 1 && (r.article || !pleas[i].articleOnly) && r.asks(text, &pleas[i]) {
			return true
		}
	}
	return r.article && holdsWide(text) && slices.ContainsFunc(widePleas, func(w string) bool { return strings.Contains(text, w) })
}

func (r *Pleader) asks(text string, p *plea) bool {
	holds := func(w string) bool { return r.find(text, w) }
	return slices.ContainsFunc(p.own, holds) && (slices.ContainsFunc(p.holds, holds) || r.begins(text, p.begins))
}

// starts reports whether a text starts with a phrase.
func (r *Pleader) starts(text, phrase string) bool {
	word, part := strings.CutSuffix(r.names.Replace(phrase), "*")
	rest, ok := strings.CutPrefix(text, word)
	next, _ := utf8.DecodeRuneInString(rest)
	return ok && (part || rest == "" || !dom.IsWordRune(next) || !endsWord(word))
}

// endsWord reports whether a phrase ends with a letter or digit.
func endsWord(phrase string) bool {
	last, _ := utf8.DecodeLastRuneInString(phrase)
	return dom.IsWordRune(last)
}

// find reports whether a text has a phrase, as whole words.
func (r *Pleader) find(text, phrase string) bool {
	word := strings.TrimSuffix(r.names.Replace(phrase), "*")
	for at := 0; ; at++ {
		i := strings.Index(text[at:], word)
		if i < 0 {
			return false
		}
		at += i
		if before, _ := utf8.DecodeLastRuneInString(text[:at]); (at == 0 || !dom.IsWordRune(before)) && r.starts(text[at:], phrase) {
			return true
		}
	}
}

// politeness stands before what is asked for.
var politeness = []string{"please ", "bitte ", "por favor ", "por favor, "}

// begins reports whether a sentence of the text, or what is behind a condition
// that it begins with, starts with one of the phrases.
func (r *Pleader) begins(text string, phrases []string) bool {
	for start := true; text != ""; {
		text = strings.TrimLeftFunc(text, func(c rune) bool { return !dom.IsWordRune(c) })
		for _, w := range politeness {
			text = strings.TrimPrefix(text, w)
		}
		if slices.ContainsFunc(phrases, func(w string) bool { return r.starts(text, w) }) {
			return true
		}
		ends := ".!?:|–—"
		if start && strings.HasPrefix(text, "if ") || strings.HasPrefix(text, "wenn ") {
			ends += ","
		}
		at := strings.IndexAny(text, ends)
		if at < 0 {
			return false
		}
		text, start = text[at+1:], false
	}
	return false
}

// holdsWide reports whether a text has characters of Chinese, Japanese or Korean.
func holdsWide(text string) bool {
	return strings.ContainsFunc(text, func(c rune) bool { return c >= 0x3040 && c < 0xd7b0 })
}
