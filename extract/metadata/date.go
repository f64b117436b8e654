package metadata

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/pagetype"
)

// Date is a date that the page shows or holds somewhere.
type Date struct {
	value  string // RFC 3339, or a part of it
	source int    // one of the from… constants
	at     int    // position among the elements; 0 in the head
	hint   uint8  // hintPublished | hintUpdated | hintComment, from the words around
	class  bool   // the element is marked as a date
	loose  bool   // month and day could be the other way round
	rest   int    // letters of the text that the date stands in
	asOf   bool   // called that of the page's state, often at its foot
}

// Where a date comes from.
const (
	fromLDPublished = iota
	fromLDCreated
	fromLDOther
	fromLDModified
	fromMetaPublished
	fromMetaModified
	fromMetaDate
	fromTimeElement
	fromTimeText
	FromText
	fromAddress
	dateSources
)

// DateSourceNames names the places that dates are read from, as origins of
// values.
var DateSourceNames = [dateSources]string{"JSON-LD", "JSON-LD", "JSON-LD", "JSON-LD", "<meta>", "<meta>", "<meta>", "<time>", "<time>", "text", "address"}

const (
	hintPublished = 1 << iota
	hintUpdated
	hintComment
	hintReply   // in what readers wrote below the article, or at the page's foot
	hintArticle // in an article element
)

// dateMeta says what the names of meta elements stand for.
// Origins: Open Graph, schema.org, Dublin Core, Parse.ly, Sailthru, Swiftype, newspapers.
var dateMeta = []struct {
	name   string
	source int
}{
	{"article:published_time", fromMetaPublished}, {"og:article:published_time", fromMetaPublished}, {"datepublished", fromMetaPublished},
	{"published_time", fromMetaPublished}, {"parsely-pub-date", fromMetaPublished}, {"publish_date", fromMetaPublished},
	{"publish-date", fromMetaPublished}, {"pubdate", fromMetaPublished}, {"dc.date.issued", fromMetaPublished},
	{"dcterms.created", fromMetaPublished}, {"dc.date.created", fromMetaPublished}, {"sailthru.date", fromMetaPublished},
	{"citation_publication_date", fromMetaPublished}, {"og:published_time", fromMetaPublished}, {"article.published", fromMetaPublished},
	{"published", fromMetaPublished}, {"og:pubdate", fromMetaPublished}, {"article:published", fromMetaPublished},
	{"datecreated", fromMetaPublished}, {"cxenseparse:recs:publishtime", fromMetaPublished}, {"citation_date", fromMetaPublished},
	{"citation_online_date", fromMetaPublished}, {"dcterms.issued", fromMetaPublished},
	{"date", fromMetaDate}, {"dc.date", fromMetaDate}, {"dcterms.date", fromMetaDate},
	{"creation_date", fromMetaDate},
	{"article:modified_time", fromMetaModified}, {"og:updated_time", fromMetaModified}, {"datemodified", fromMetaModified},
	{"last-modified", fromMetaModified}, {"dcterms.modified", fromMetaModified}, {"dc.date.modified", fromMetaModified},
	{"article:modified", fromMetaModified}, {"modified_time", fromMetaModified}, {"revised", fromMetaModified},
}

const maxPageDates = 80

// visibleDate takes note of a time element or a short text that is a date,
// unless it stands in a post of another site.
func (h *Head) visibleDate(n *html.Node, at int) {
	if len(h.Dates) >= maxPageDates {
		return
	}
	before := len(h.Dates)
	switch {
	case n.Type == html.ElementNode && n.DataAtom == atom.Time:
		h.timeElement(n, at)
	case n.Type == html.ElementNode:
		h.datedElement(n, at)
	case n.Type == html.TextNode && len(n.Data) < 400 && hasYear(n.Data) && (n.Parent == nil || n.Parent.DataAtom != atom.Time):
		h.textDate(n, at)
	}
	if len(h.Dates) > before && inEmbed(n) {
		h.Dates = h.Dates[:before]
	}
}

func (h *Head) timeElement(n *html.Node, at int) {
	text := dom.NodeText(n, 100)
	hint := dateHint(text) | dateHint(dom.AttrOnce(n, "itemprop")) | dateHint(dom.AttrOnce(n, "class")) | contextHint(n)
	d := Date{source: fromTimeElement, at: at, hint: h.labelled(hint, at), class: true}
	if !h.addDate(d, dom.AttrOnce(n, "datetime")) {
		d.source = fromTimeText
		h.addDate(d, text)
	}
}

// datedElement takes note of an element whose property, or whose title in the
// form of ISO 8601 (hAtom, Hugo's PaperMod), is a date.
func (h *Head) datedElement(n *html.Node, at int) {
	for i := range n.Attr {
		switch a := &n.Attr[i]; {
		case a.Key == "itemprop" && strings.HasPrefix(a.Val, "date"):
			text := dom.FirstNonEmpty(dom.AttrOnce(n, "content"), dom.AttrOnce(n, "datetime"), dom.NodeText(n, 100))
			h.addDate(Date{source: fromTimeElement, at: at, hint: dateHint(a.Val) | contextHint(n), class: true}, text)
			return
		case a.Key == "title" && len(a.Val) >= len("2024-05-01") && len(a.Val) < 40 && dom.IsDigit(a.Val[0]) && dom.IsInline(n):
			if _, ok := IsoDate(a.Val); ok {
				hint := dateHint(dom.AttrOnce(n, "class")) | contextHint(n)
				h.addDate(Date{source: fromTimeElement, at: at, hint: h.labelled(hint, at), class: true}, a.Val)
			}
		}
	}
}

func (h *Head) textDate(n *html.Node, at int) {
	text := dom.OneLine(n.Data)
	if len(text) > 140 {
		return
	}
	class := ""
	if n.Parent != nil {
		class = dom.AttrOnce(n.Parent, "class")
	}
	lower := strings.ToLower(class)
	marked := strings.Contains(lower, "date") || strings.Contains(lower, "time") || strings.Contains(lower, "publish")
	before, after := CutUpdated(text)
	for _, part := range []string{before, after} {
		hint := dateHint(part) | dateHint(class) | contextHint(n)
		d := Date{source: FromText, at: at, hint: h.labelled(hint, at), class: marked, rest: len(text)}
		if d.asOf = h.saysAsOf(part, at); d.asOf {
			d.hint &^= hintReply | hintComment
		}
		h.addDate(d, part)
	}
}

// addDate adds d with the date in text, if it holds one.
func (h *Head) addDate(d Date, text string) bool {
	v, loose, ok := readDate(text, h.lang)
	if ok {
		d.value, d.loose = v, loose
		h.Dates = append(h.Dates, d)
	}
	return ok
}

// A label stands right before what it names: "Last updated:" before a time
// element or a text.
const (
	maxLabel    = 40
	maxLabelGap = 5 // elements between
)

// noteLabel takes note of a short text that may name the date behind it.
func (h *Head) noteLabel(text string, at int) {
	if len(text) > 200 {
		h.label = ""
		return
	}
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	h.label, h.labelAt = "", at
	if len(text) <= maxLabel && !hasYear(text) {
		h.label = text
	}
}

// labelled adds what the text right before a date calls it, if neither its own
// text nor its element does.
func (h *Head) labelled(hint uint8, at int) uint8 {
	if hint&(hintPublished|hintUpdated) == 0 && at-h.labelAt <= maxLabelGap {
		hint |= dateHint(h.label) & (hintPublished | hintUpdated)
	}
	return hint
}

// saysAsOf reports whether a date is called that of the page's state, by its
// own text or the one before: "Stand: 25.8.2015", which German pages have at
// their head or foot and often in place of any other date.
func (h *Head) saysAsOf(text string, at int) bool {
	const word = "stand:"
	if at-h.labelAt <= maxLabelGap && strings.EqualFold(h.label, word) {
		return true
	}
	text = strings.TrimLeft(text, "[( ")
	return len(text) > len(word) && strings.EqualFold(text[:len(word)], word)
}

// hasYear reports whether s may hold a year of the web's age.
func hasYear(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if (s[i] == '1' && s[i+1] == '9' || s[i] == '2' && s[i+1] == '0') && dom.IsDigit(s[i+2]) && dom.IsDigit(s[i+3]) {
			return true
		}
	}
	return false
}

// dateWords are the words beside a date that say what it is the date of.
var dateWords = []struct {
	word string
	hint uint8
}{
	{"publi", hintPublished}, {"pubbli", hintPublished}, {"posted", hintPublished}, {"created", hintPublished},
	{"veröffentlicht", hintPublished}, {"опубликован", hintPublished}, {"发布", hintPublished}, {"公開", hintPublished}, {"입력", hintPublished},
	{"entry-date", hintPublished},
	{"updat", hintUpdated}, {"modif", hintUpdated}, {"edited", hintUpdated}, {"reviewed", hintUpdated}, {"aktualisiert", hintUpdated},
	{"mis à jour", hintUpdated}, {"mise à jour", hintUpdated}, {"actualizad", hintUpdated}, {"atualizad", hintUpdated}, {"aggiornat", hintUpdated},
	{"bijgewerkt", hintUpdated}, {"обновлен", hintUpdated}, {"更新", hintUpdated}, {"수정", hintUpdated},
	{"comment", hintComment}, {"reply", hintComment}, {"related", hintComment}, {"sidebar", hintComment}, {"footer", hintComment}, {"copyright", hintComment}, {"recent", hintComment},
}

func dateHint(s string) uint8 {
	if s == "" {
		return 0
	}
	s = strings.ToLower(s[:min(len(s), 300)])
	hint := uint8(0)
	for _, w := range dateWords {
		if strings.Contains(s, w.word) {
			hint |= w.hint
		}
	}
	return hint
}

// CutUpdated divides a text before the word that tells of an update, which
// begins the second part.
func CutUpdated(s string) (before, after string) {
	at := len(s)
	for _, w := range dateWords {
		if w.hint == hintUpdated {
			if i := dom.IndexFold(s, w.word); i >= 0 {
				at = min(at, i)
			}
		}
	}
	return s[:at], s[at:]
}

// contextHint looks at the elements around n.
func contextHint(n *html.Node) uint8 {
	hint := uint8(0)
	for p, up := n.Parent, 0; p != nil && up < 8; p, up = p.Parent, up+1 {
		switch p.DataAtom {
		case atom.Footer, atom.Aside, atom.Nav:
			hint |= hintComment
		case atom.Article:
			hint |= hintArticle
		}
		if up > 0 {
			hint |= dateHint(dom.AttrOnce(p, "class")) & hintComment
		} else {
			hint |= dateHint(dom.AttrOnce(p, "class"))
		}
		hint |= dateHint(dom.AttrOnce(p, "id")) & hintComment
		if holdsReplies(p) {
			hint |= hintReply
		}
	}
	return hint
}

// replyClasses are class names and ids of what holds readers' comments.
// Origins: WordPress, Disqus, Drupal, Ghost and the usual names.
var replyClasses = map[string]bool{
	"comment": true, "comments": true, "commentlist": true, "comment-list": true, "comments-list": true, "comments-area": true,
	"comment-body": true, "comment-content": true, "comment-meta": true, "comment-item": true, "comment-section": true,
	"comments-section": true, "comment-thread": true, "comments-wrapper": true, "comment-wrapper": true, "disqus_thread": true,
}

func holdsReplies(n *html.Node) bool {
	if n.DataAtom == atom.Footer && n.Parent != nil && n.Parent.DataAtom == atom.Body {
		return true
	}
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html || n.DataAtom == atom.Main {
		return false
	}
	if strings.HasSuffix(dom.AttrOnce(n, "itemtype"), "/Comment") || replyClasses[strings.ToLower(dom.AttrOnce(n, "id"))] {
		return true
	}
	for class := range strings.FieldsSeq(dom.AttrOnce(n, "class")) {
		if replyClasses[strings.ToLower(class)] {
			return true
		}
	}
	return false
}

// GatherDates adds the dates of the head, JSON-LD and the address.
func (h *Head) GatherDates(address string) {
	add := func(s string, source int) {
		if len(h.Dates) < maxPageDates+40 {
			h.addDate(Date{source: source}, s)
		}
	}
	add(h.Ld.Main.Text("datePublished"), fromLDPublished)
	for _, key := range []string{"dateCreated", "uploadDate", "datePosted"} {
		add(h.Ld.Main.Text(key), fromLDCreated)
	}
	add(h.Ld.Main.Text("dateModified"), fromLDModified)
	for i, o := range h.Ld.Objects {
		if i < 40 && !o.Is("Comment", "Review", "Answer", "Event", "Offer") {
			add(o.Text("datePublished"), fromLDOther)
		}
	}
	for _, m := range dateMeta {
		for _, v := range h.Meta[m.name] {
			add(v, m.source)
		}
	}
	if u, err := url.Parse(address); err == nil {
		add(addressDate(u.Path), fromAddress)
	}
	h.settleDates()
}

// settleDates reads dates such as 09.10.2024, of which either number may be the
// month, as the page's data does, if that has the day of the other reading.
func (h *Head) settleDates() {
	stated := map[string]bool{}
	for _, d := range h.Dates {
		if !d.loose && d.source <= fromTimeElement {
			stated[d.value[:10]] = true
		}
	}
	for i := range h.Dates {
		d := &h.Dates[i]
		if other := otherReading(d.value); d.loose && stated[other[:10]] && !stated[d.value[:10]] {
			d.value = other
		}
	}
}

// otherReading swaps the month and the day of an RFC 3339 date.
func otherReading(v string) string { return v[:5] + v[8:10] + "-" + v[5:7] + v[10:] }

// addressDate finds /2024/03/05/ or 2024-03-05 in a path.
func addressDate(path string) string {
	for i := 0; i+10 <= len(path); i++ {
		s := path[i : i+10]
		if (i == 0 || !dom.IsDigit(path[i-1])) && (s[4] == '/' || s[4] == '-') && s[7] == s[4] && (i+10 == len(path) || !dom.IsDigit(path[i+10])) {
			if _, err := time.Parse("2006-01-02", strings.ReplaceAll(s, "/", "-")); err == nil {
				return strings.ReplaceAll(s, "/", "-")
			}
		}
	}
	return ""
}

// FindDate finds the first date in s and writes it as RFC 3339, as far as s
// has one: a zone, a time and even a day may be missing no more than s lacks
// them; without a day it is no date.
func FindDate(s, lang string) (string, bool) {
	v, _, ok := readDate(s, lang)
	return v, ok
}

// readDate is findDate; loose tells that month and day could be the other way
// round.
func readDate(s, lang string) (v string, loose, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) < 8 || len(s) > 300 {
		return "", false, false
	}
	if v, ok := IsoDate(s); ok {
		return v, false, true
	}
	if v, ok := stampDate(s); ok {
		return v, false, true
	}
	return textDate(s, lang)
}

// IsoDate reads 2024-03-05 and what may follow it: a time, a zone.
func IsoDate(s string) (string, bool) {
	if !dom.IsDigit(s[0]) {
		return "", false
	}
	y, m, d, rest, ok := leadingDate(s)
	if !ok {
		return "", false
	}
	day := fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	rest = strings.TrimLeft(rest, "Tt ")
	if len(rest) < 5 || !dom.IsDigit(rest[0]) {
		return day, true
	}
	for _, layout := range []string{"15:04:05Z07:00", "15:04:05.999999999Z07:00", "15:04:05Z0700", "15:04:05.999999999Z0700", "15:04Z07:00", "15:04:05 Z0700", "15:04:05 Z0700 MST", "15:04:05 Z07:00", "15:04:05 MST"} {
		if t, err := time.Parse(layout, rest); err == nil {
			if layout == "15:04:05 MST" && !strings.HasSuffix(rest, "UTC") && !strings.HasSuffix(rest, "GMT") {
				return day + "T" + t.Format("15:04:05"), true
			}
			return day + "T" + t.Format("15:04:05Z07:00"), true
		}
	}
	for n := len("15:04:05"); n >= len("15:04"); n -= 3 {
		if len(rest) >= n {
			if t, err := time.Parse("15:04:05"[:n], rest[:n]); err == nil {
				return day + "T" + t.Format("15:04:05"), true
			}
		}
	}
	return day, true
}

// leadingDate reads year, month and day with - / . or CJK signs between them.
func leadingDate(s string) (y, m, d int, rest string, ok bool) {
	var ok1, ok2, ok3 bool
	y, rest, ok1 = leadingNumber(s, 4)
	rest = trimOne(rest, "-", "/", ".", "年", "년 ", "년")
	m, rest, ok2 = leadingNumber(rest, 2)
	rest = trimOne(rest, "-", "/", ".", "月", "월 ", "월")
	d, rest, ok3 = leadingNumber(rest, 2)
	rest = trimOne(rest, "日", "일")
	return y, m, d, rest, ok1 && ok2 && ok3 && validDay(y, m, d)
}

func leadingNumber(s string, digits int) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && i < digits && dom.IsDigit(s[i]) {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:], i > 0 && (digits < 4 || i == 4)
}

// trimOne cuts the first of the separators that s begins with.
func trimOne(s string, separators ...string) string {
	for _, sep := range separators {
		if rest, ok := strings.CutPrefix(s, sep); ok {
			return strings.TrimLeft(rest, " ")
		}
	}
	return s
}

func validDay(y, m, d int) bool {
	if y < 1990 || y > 2100 || m < 1 || m > 12 || d < 1 {
		return false
	}
	return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Day() == d
}

// stampDate reads the layouts that servers write, and Unix time.
func stampDate(s string) (string, bool) {
	for _, layout := range []string{time.RFC1123Z, time.RFC1123, time.RFC850, time.ANSIC, time.RubyDate, "Mon Jan 02 15:04:05 MST 2006"} {
		if t, err := time.Parse(layout, s); err == nil && t.Year() >= 1990 {
			return t.Format(time.RFC3339), true
		}
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && (len(s) == 10 || len(s) == 13) {
		if len(s) == 13 {
			n /= 1000
		}
		return time.Unix(n, 0).UTC().Format(time.RFC3339), true
	}
	return "", false
}

// months by their first letters: English, German, French, Spanish, Italian,
// Portuguese, Dutch, Russian. Longer ones first where one begins another.
var months = [...][]string{
	{"jan", "ene", "gen", "янв"}, {"feb", "fév", "fev", "фев"}, {"mar", "mär", "mrt", "maa", "мар"},
	{"apr", "avr", "abr", "апр"}, {"may", "mai", "mag", "mei", "мая", "май"}, {"jun", "juin", "giu", "июн"},
	{"jul", "juil", "lug", "июл"}, {"aug", "aoû", "ago", "авг"}, {"sep", "set", "сен"},
	{"oct", "okt", "ott", "out", "окт"}, {"nov", "ноя"}, {"dec", "dez", "déc", "dic", "дек"},
}

// otherMonths are the whole words of further languages, in the form that
// stands beside a day.
var otherMonths = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for _, year := range []string{
		"stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",                               // Polish
		"ledna února března dubna května června července srpna září října listopadu prosince",                                              // Czech
		"ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",                                                       // Turkish
		"januari februari mars april maj juni juli augusti september oktober november december",                                            // Swedish
		"januar februar marts april maj juni juli august september oktober november desember",                                              // Danish, Norwegian
		"tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta", // Finnish
		"január február március április május június július augusztus szeptember október november december",                                // Hungarian
		"ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",                                // Romanian
		"januari februari maret april mei juni juli agustus september oktober november desember",                                           // Indonesian
		"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",                                           // Ukrainian
		"ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου",               // Greek
		"يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",                                                       // Arabic
		"בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",                                              // Hebrew
	} {
		for i, w := range strings.Fields(year) {
			m[w] = i + 1
		}
	}
	return m
})

// MonthOf is the number of the month that a word names in one of the known
// languages, 0 if it names none.
func MonthOf(word string) int {
	n := len([]rune(word))
	if m := otherMonths()[word]; m > 0 {
		return m
	}
	if n < 3 || n > 11 {
		return 0
	}
	for i, names := range months {
		for _, name := range names {
			if strings.HasPrefix(word, name) && monthWord(word) {
				return i + 1
			}
		}
	}
	return 0
}

// monthWord keeps words such as "market" and "decade" from being months.
func monthWord(word string) bool {
	switch word {
	case "marketing", "market", "marked", "mark", "marc", "made", "second", "section", "security", "setup", "settings", "sets", "set",
		"mary", "march-april", "decade", "decor", "decision", "december's", "novel", "nova", "junior", "outdoor", "out", "maybe", "mayor",
		"augmented", "general", "generation", "gen", "genre", "magic", "magazine", "separate", "octopus", "aprons", "janet", "jane", "july's", "january's", "maintenance", "main", "maine", "mail", "mais":
		return false
	}
	return true
}

// textDate finds "March 5, 2024", "5. März 2024", "05.03.2024", "3/5/2024",
// "3-5-2024" or 2024年3月5日 in running text.
func textDate(s, lang string) (v string, loose, ok bool) {
	type token struct {
		word   string
		number int
		sep    string // what stands before it
	}
	var tokens []token
	rest := s
	for len(rest) > 0 && len(tokens) < 40 {
		i := strings.IndexFunc(rest, dom.IsWordRune)
		if i < 0 {
			break
		}
		sep := rest[:i]
		rest = rest[i:]
		digits := dom.IsDigit(rest[0])
		end := strings.IndexFunc(rest, func(r rune) bool { return !dom.IsWordRune(r) || digits != (r >= '0' && r <= '9') })
		if end < 0 {
			end = len(rest)
		}
		t := token{word: strings.ToLower(rest[:end]), number: -1, sep: sep}
		if digits && end <= 4 {
			t.number, _ = strconv.Atoi(rest[:end])
		} else if digits {
			t.number = 99999
		}
		if len(tokens) > 0 && (t.word == "st" || t.word == "nd" || t.word == "rd" || t.word == "th" || t.word == "de" || t.word == "of") {
			rest = rest[end:]
			continue
		}
		tokens = append(tokens, t)
		rest = rest[end:]
	}
	american := lang == "" || strings.EqualFold(lang, "en") || strings.EqualFold(lang, "en-us")
	for i := 0; i+2 < len(tokens); i++ {
		a, b, c := tokens[i], tokens[i+1], tokens[i+2]
		y, m, d := 0, 0, 0
		switch {
		case a.number < 0 && b.number > 0 && c.number > 31: // March 5, 2024
			y, m, d = c.number, MonthOf(a.word), b.number
		case a.number > 0 && b.number < 0 && c.number > 31: // 5 March 2024
			y, m, d = c.number, MonthOf(b.word), a.number
		case a.number > 1900 && b.number > 0 && c.number > 0 && len(b.sep) == 1 && b.sep == c.sep: // 2024/3/5
			y, m, d = a.number, b.number, c.number
		case a.number > 0 && b.number > 0 && c.number > 1900 && b.sep == "." && c.sep == ".": // 05.03.2024
			y, m, d = c.number, b.number, a.number
		case a.number > 0 && b.number > 0 && c.number > 1900 && b.sep == c.sep && (b.sep == "/" || b.sep == "-"): // 3/5/2024, 05/03/2024
			y, m, d = c.number, b.number, a.number
			if a.number <= 12 && (american || b.number > 12) {
				m, d = d, m
			}
		case i+4 < len(tokens) && a.number > 1900 && (b.word == "年" || b.word == "년") && c.number > 0: // 2024年3月5日
			y, m, d = a.number, c.number, tokens[i+4].number
		}
		if validDay(y, m, d) {
			loose := a.number > 0 && a.number <= 12 && b.number > 0 && b.number <= 12
			return fmt.Sprintf("%04d-%02d-%02d", y, m, d), loose, true
		}
	}
	return "", false, false
}

// DateCandidates gathers the days on which the page may have been published.
func (h *Head) DateCandidates(address string, kinds pagetype.Scores) []Candidate {
	t := newDayTally(h, pagetype.All[kinds.Best()])
	for _, d := range h.Dates {
		if d.hint&hintReply == 0 || t.thread {
			t.add(d)
		}
	}
	for i := range t.list {
		c := &t.list[i]
		t.mark(c)
		t.placeFeatures(c)
		t.pageFeatures(c, address)
		t.orderFeatures(c)
		kinds.Features(&c.Features)
	}
	return t.list
}

// dayTally joins the dates of a page by their day.
type dayTally struct {
	h      *Head
	kind   string // of the page
	thread bool
	values *valueTally
	list   []Candidate
	places map[string]*dayPlace
	posted string // the day of the first post of a thread
	has    [dateSources]float32
}

// dayPlace is where and how a page shows a day.
type dayPlace struct {
	at                                  int
	published, updated, comment, marked float32
	rest, byline                        int
	inText                              bool // seen in a text of its own, not as an update or in what stands beside
	asOf                                bool
}

func newDayTally(h *Head, kind string) *dayTally {
	return &dayTally{h: h, kind: kind, thread: kind == pagetype.Forum, values: newValueTally(dateSources), places: map[string]*dayPlace{}}
}

func (t *dayTally) add(d Date) {
	day := t.h.statedDay(d)
	c, isNew := t.values.at(day)
	if isNew {
		text := d.value
		if !strings.HasPrefix(text, day) {
			text = day
		}
		t.list = append(t.list, Candidate{Text: text, key: day})
		t.places[day] = &dayPlace{rest: 999, byline: 999}
	}
	c.places[d.source]++
	t.has[d.source]++
	t.addPlace(t.places[day], d)
	if t.h.Thread && t.posted == "" && (d.source == fromMetaPublished || d.source == fromTimeElement && d.hint&(hintPublished|hintUpdated) == hintPublished) {
		t.posted = day
	}
}

func (t *dayTally) addPlace(p *dayPlace, d Date) {
	if p.at == 0 {
		p.at = d.at
	}
	p.published += boost.Bool(d.hint&hintPublished != 0)
	p.updated += boost.Bool(d.hint&hintUpdated != 0)
	p.comment += boost.Bool(d.hint&hintComment != 0)
	p.marked += boost.Bool(d.class)
	if d.source >= fromTimeElement && d.source <= FromText {
		p.rest = min(p.rest, d.rest)
		for _, b := range t.h.Bylines {
			if gap := d.at - b.at; b.hint == 0 && max(gap, -gap) < p.byline {
				p.byline = max(gap, -gap)
			}
		}
	}
	p.asOf = p.asOf || d.asOf
	p.inText = p.inText || d.source == FromText && d.hint&(hintUpdated|hintComment) == 0 && t.h.besideHeadline(d.at) &&
		(t.kind == pagetype.Article || t.kind == pagetype.Service && d.hint&hintArticle != 0)
}

// mark sets what bars depend on.
func (t *dayTally) mark(c *Candidate) {
	h, p := t.h, t.places[c.key]
	got, _ := t.values.at(c.key)
	c.places = got.places
	c.ofArticle = p.comment == 0 && (p.inText ||
		t.kind == pagetype.Article && c.places[fromTimeElement] > 0 && (h.TimeCount <= maxLoneTimes || h.besideHeadline(p.at)))
	c.posted = c.key == t.posted || c.places[fromLDPublished] > 0 && h.IsPosting()
	ogType := h.First("og:type")
	c.stated = c.places[fromLDPublished] > 0 && h.isArticle() ||
		c.places[fromMetaPublished] > 0 && (ogType == "article" || ogType == "" && t.kind == pagetype.Article || t.thread)
	c.asOf = p.asOf
	c.update = true
	for place, n := range c.places {
		c.update = c.update && (n == 0 || place == fromLDModified || place == fromMetaModified || p.updated > 0 && place >= fromTimeElement)
	}
}

// placeFeatures describe where the page shows the day.
func (t *dayTally) placeFeatures(c *Candidate) {
	f, p := &c.Features, t.places[c.key]
	got, _ := t.values.at(c.key)
	total, agree := float32(0), float32(0)
	for _, n := range got.places {
		f.Add("place", min(n, 4))
		total += n
		agree += boost.Bool(n > 0)
	}
	f.Add("total", total)
	f.Add("agree", agree)
	f.Add("others", float32(len(t.list)))
	f.Add("order", float32(got.first))
	f.Add("published", p.published)
	f.Add("updated", p.updated)
	f.Add("comment", boost.Ratio(p.comment, total))
	f.Add("marked", p.marked)
	h1 := 0
	if len(t.h.Headings) > 0 {
		h1 = t.h.Headings[0].at
	}
	f.Add("at", float32(p.at))
	f.Add("fromH1", float32(p.at-h1))
	f.Add("hasH1", boost.Bool(h1 > 0))
	first, last := "9999", ""
	for i := range t.list {
		first, last = min(first, t.list[i].key), max(last, t.list[i].key)
	}
	f.Add("earliest", boost.Bool(c.key == first))
	f.Add("latest", boost.Bool(c.key == last))
	f.Add("newYear", boost.Bool(strings.HasSuffix(c.key, "-01-01")))
}

// pageFeatures describe what the page says of itself.
func (t *dayTally) pageFeatures(c *Candidate, address string) {
	h, f := t.h, &c.Features
	f.Add("times", float32(h.TimeCount))
	f.Add("article", boost.Bool(strings.Contains(h.First("og:type"), "article")))
	f.Add("website", boost.Bool(h.First("og:type") == "website"))
	f.Add("ldArticle", boost.Bool(h.Ld.Main.Is("Article", "NewsArticle", "BlogPosting", "TechArticle")))
	f.Add("ldForum", boost.Bool(h.Ld.Main.Is("DiscussionForumPosting", "QAPage", "Question")))
	f.Add("ldProduct", boost.Bool(h.Ld.Main.Is("Product", "ProductGroup", "Offer")))
	f.Add("ldPage", boost.Bool(h.Ld.Main.Is("WebPage", "CollectionPage", "ItemPage", "AboutPage")))
	f.Add("author", boost.Bool(h.First("author", "article:author") != "" || h.Ld.Main["author"] != nil))
	f.Add("bylines", float32(len(h.Bylines)))
	f.Add("segments", float32(strings.Count(strings.Trim(pathOf(address), "/"), "/")))
	f.Add("pathLength", float32(len(pathOf(address))))
	p := t.places[c.key]
	f.Add("rest", float32(p.rest))
	f.Add("byline", float32(p.byline))
}

// orderFeatures describe the other dates of the page.
func (t *dayTally) orderFeatures(c *Candidate) {
	f := &c.Features
	for source, n := range t.has {
		if source != fromAddress {
			f.Add("has", min(n, 5))
		}
	}
	before, after := 0, 0
	for k := range t.list {
		before += int(boost.Bool(t.list[k].key < c.key))
		after += int(boost.Bool(t.list[k].key > c.key))
	}
	f.Add("before", float32(before))
	f.Add("after", float32(after))
}

// statedDay is the day of d, or, if it shows no time and the page's data has a
// time of publication on the day before or after, that one: what readers see is
// the same moment in another zone.
func (h *Head) statedDay(d Date) string {
	day := d.value[:10]
	if d.source < fromTimeElement || d.source > FromText || len(d.value) > 10 {
		return day
	}
	shown, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	for _, s := range h.Dates {
		if s.source != fromLDPublished && s.source != fromMetaPublished {
			continue
		}
		stated, err := time.Parse(time.RFC3339, s.value)
		if err != nil {
			continue
		}
		// Zones reach from twelve hours behind UTC to fourteen ahead.
		if early := stated.UTC().Add(-12 * time.Hour); early.Before(shown.AddDate(0, 0, 1)) && stated.UTC().Add(14*time.Hour).After(shown) {
			return s.value[:10]
		}
	}
	return day
}

// maxLoneTimes: with more time elements, any may be that of another article.
const maxLoneTimes = 2

// besideHeadline tells whether an element stands right above or below the main
// heading.
func (h *Head) besideHeadline(at int) bool {
	return len(h.Headings) > 0 && at > h.Headings[0].at-6 && at < h.Headings[0].at+15
}

// ChooseDate is the day that the JSON-LD of a discussion states (what its
// members have to show is full of other days), else the likeliest candidate. A
// day that is only called that of an update does not stand against one that is
// stated to be that of publication. Where no candidate is likely enough, what is stated
// of an article, or stands at its headline, has to be less likely; and where
// there is nothing else, the day of the page's state is it.
func (h *Head) ChooseDate(list []Candidate, trees []boost.Node) *Candidate {
	var stated, lone, asOf *Candidate
	for i := range list {
		c := &list[i]
		switch {
		case c.posted:
			return c
		case stated == nil && c.stated:
			stated = c
		case lone == nil && c.ofArticle:
			lone = c
		case c.asOf:
			asOf = c
		}
	}
	if c := Pick(list, trees, dateBar); c != nil {
		if stated != nil && c.update {
			return stated
		}
		return c
	}
	switch {
	case stated != nil && boost.Sum(trees, stated.Features.Values) > statedBar:
		return stated
	case lone != nil && boost.Sum(trees, lone.Features.Values) > loneBar:
		return lone
	}
	return asOf
}

func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Path
}

// updated is when the page says it was last changed: its data, or else the
// words beside a date near the headline.
func (h *Head) updated() string {
	best := ""
	for _, d := range h.Dates {
		switch d.source {
		case fromLDModified:
			return d.value
		case fromMetaModified:
			best = dom.FirstNonEmpty(best, d.value)
		}
	}
	for _, d := range h.Dates {
		if best == "" && d.hint&(hintUpdated|hintPublished|hintComment|hintReply) == hintUpdated && h.besideHeadline(d.at) {
			best = d.value
		}
	}
	return best
}

// DateOf is the date that an element holds, as RFC 3339; "" if it holds none.
func DateOf(n *html.Node, lang string) string {
	for _, text := range []string{dom.AttrOnce(n, "datetime"), dom.AttrOnce(n, "content"), dom.AttrOnce(n, "title"), dom.NodeText(n, 100)} {
		if v, ok := FindDate(text, lang); ok {
			return v
		}
	}
	return ""
}
