package date

import (
	"strings"
	"sync"
)

// months are month names and their abbreviations, in lower case.
var months = sync.OnceValue(func() map[string]int {
	return numbered(
		"january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept", "october oct", "november nov", "december dec", // English
		"januar jänner jän", "februar", "märz mär mrz", "", "mai", "juni", "juli", "", "", "oktober okt", "", "dezember dez", // German
		"janvier janv", "février févr fév", "mars", "avril avr", "", "juin", "juillet juil", "août", "septembre", "octobre", "novembre", "décembre déc", // French
		"enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio", "agosto ago", "septiembre setiembre", "octubre", "noviembre", "diciembre dic", // Spanish
		"janeiro", "fevereiro fev", "março", "", "maio", "junho", "julho", "", "setembro set", "outubro out", "novembro", "dezembro", // Portuguese
		"gennaio gen", "febbraio", "", "aprile", "maggio mag", "giugno giu", "luglio lug", "", "settembre", "ottobre ott", "", "dicembre", // Italian
		"januari", "februari", "maart mrt", "", "mei", "", "", "augustus", "", "", "", "", // Dutch
		"", "", "", "", "maj", "", "", "augusti", "", "", "", "", // Swedish
		"", "", "marts", "", "", "", "", "", "", "", "", "desember des", // Danish, Norwegian
		"stycznia sty", "lutego lut", "marca", "kwietnia kwi", "maja", "czerwca cze", "lipca lip", "sierpnia sie", "września wrz", "października paź", "listopada lis", "grudnia gru", // Polish
		"января янв", "февраля фев", "марта мар", "апреля апр", "мая май", "июня июн", "июля июл", "августа авг", "сентября сен сент", "октября окт", "ноября ноя нояб", "декабря дек", // Russian
		"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня", // Ukrainian
		"ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık", // Turkish
		"", "", "maret", "", "", "", "", "agustus", "", "", "", "", // Indonesian
	)
})

// numbered gives the words of each list their number from 1 to 12, and begins again.
func numbered(rows ...string) map[string]int {
	m := make(map[string]int, 2*len(rows))
	for i, row := range rows {
		for word := range strings.FieldsSeq(row) {
			m[word] = i%12 + 1
		}
	}
	return m
}

// fillers are words of a date that say nothing: days of the week, ordinals and
// prepositions.
var fillers = sync.OnceValue(func() map[string]int {
	return numbered(`
	monday tuesday wednesday thursday friday saturday sunday
	mon tue tues wed wednes thu thur thurs fri sat sun
	montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
	lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
	lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom
	segunda terça quarta quinta sexta feira
	lunedì martedì mercoledì giovedì venerdì sabato domenica gio
	maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
	понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс
	st nd rd th er º
	t at on of the um den der de del le du à às uhr г года kl
`)
})

// cjkWord is a word of a Chinese, Japanese or Korean date. Its unit says which
// part of the date the number before it is (y m d H M S), marks the half of the
// day (a p), or a day of the week named by the next character (w); 0 says
// nothing.
type cjkWord struct {
	text string
	unit byte
}

var cjkWords = []cjkWord{
	{"年", 'y'}, {"년", 'y'},
	{"月", 'm'}, {"월", 'm'},
	{"日", 'd'}, {"号", 'd'}, {"號", 'd'}, {"일", 'd'},
	{"点", 'H'}, {"點", 'H'}, {"时", 'H'}, {"時", 'H'}, {"시", 'H'},
	{"分", 'M'}, {"분", 'M'},
	{"秒", 'S'}, {"초", 'S'},
	{"上午", 'a'}, {"早上", 'a'}, {"凌晨", 'a'}, {"午前", 'a'}, {"오전", 'a'},
	{"下午", 'p'}, {"晚上", 'p'}, {"午後", 'p'}, {"오후", 'p'},
	{"星期", 'w'}, {"周", 'w'}, {"週", 'w'}, {"礼拜", 'w'}, {"曜日", 0}, {"요일", 0},
}

// zones are names whose offset, in seconds, is the same everywhere; those of
// North America are fixed by RFC 2822. IST and BST are missing, for they are
// used for several zones.
var zones = sync.OnceValue(func() map[string]int {
	return map[string]int{
		"z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0,
		"est": -5 * 3600, "edt": -4 * 3600, "cst": -6 * 3600, "cdt": -5 * 3600,
		"mst": -7 * 3600, "mdt": -6 * 3600, "pst": -8 * 3600, "pdt": -7 * 3600,
		"akst": -9 * 3600, "akdt": -8 * 3600, "hst": -10 * 3600,
		"west": 3600, "cet": 3600, "mez": 3600, "cest": 2 * 3600, "mesz": 2 * 3600,
		"eet": 2 * 3600, "eest": 3 * 3600, "msk": 3 * 3600,
		"hkt": 8 * 3600, "sgt": 8 * 3600, "awst": 8 * 3600, "jst": 9 * 3600, "kst": 9 * 3600,
		"aest": 10 * 3600, "aedt": 11 * 3600, "nzst": 12 * 3600, "nzdt": 13 * 3600,
	}
})
