// Package date reads the dates of archives: what some twenty writers and a dozen
// languages make of a day, a time and a zone.
package date

import (
	"errors"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Date is a day, with as much of a time and a zone as the text gave.
type Date struct {
	Time    time.Time
	HasTime bool
	HasZone bool
}

// What is wrong with a text that is read as a date.
var (
	ErrNone      = errors.New("not a date")
	ErrNoSuchDay = errors.New("there is no such day or time")
	ErrAmbiguous = errors.New("day and month cannot be told apart")
)

// Parse reads a date. For anything that is none it returns one of the errors
// above, and the zero value.
func Parse(s string) (Date, error) {
	s = strings.TrimSpace(s)
	if len(s) > 128 || s == "" {
		return Date{}, ErrNone
	}
	if d, ok := parseISO(s); ok {
		return d, nil
	}
	var p parser
	if err := p.scan(s); err != nil {
		return Date{}, err
	}
	return p.result()
}

// parseISO reads the common forms without further ado: a day, then perhaps a
// time to the second, then perhaps a zone.
func parseISO(s string) (Date, bool) {
	year, ok1 := digits(s, 0, 4)
	month, ok2 := digits(s, 5, 2)
	day, ok3 := digits(s, 8, 2)
	if !ok1 || !ok2 || !ok3 || s[4] != '-' || s[7] != '-' {
		return Date{}, false
	}
	p := parser{year: year, month: month, day: day}
	if len(s) > 10 && !p.isoTime(s[10:]) {
		return Date{}, false
	}
	d, err := p.result()
	return d, err == nil
}

// isoTime reads a time of day in the form T15:04:05.999-07:00, where a space
// may stand for the T and before the zone.
func (p *parser) isoTime(s string) bool {
	var ok1, ok2, ok3 bool
	p.hour, ok1 = digits(s, 1, 2)
	p.min, ok2 = digits(s, 4, 2)
	p.sec, ok3 = digits(s, 7, 2)
	if !ok1 || !ok2 || !ok3 || s[0] != 'T' && s[0] != ' ' || s[3] != ':' || s[6] != ':' {
		return false
	}
	p.hasTime = true
	s = p.fraction(s[9:])
	if s == "" {
		return true
	}
	s = strings.TrimPrefix(s, " ")
	if s == "Z" {
		p.hasZone = true
		return true
	}
	if len(s) < 5 || s[0] != '+' && s[0] != '-' {
		return false
	}
	n, ok := p.zoneOffset(s, 0, 1)
	return ok && n == len(s)
}

// fraction reads a fraction of a second, if there is one, and returns the rest.
func (p *parser) fraction(s string) string {
	if s == "" || s[0] != '.' && s[0] != ',' {
		return s
	}
	rest := strings.TrimLeft(s[1:], "0123456789")
	if n := len(s) - 1 - len(rest); n > 0 {
		p.nano, _ = strconv.Atoi((s[1:1+n] + "000000000")[:9])
	}
	return rest
}

// digits returns the number in the n digits at s[at:].
func digits(s string, at, n int) (int, bool) {
	if len(s) < at+n {
		return 0, false
	}
	v := 0
	for i := at; i < at+n; i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		v = v*10 + int(s[i]-'0')
	}
	return v, true
}

// parser collects what the words and numbers of a date mean.
type parser struct {
	nums    []numeral
	month   int
	year    int
	day     int
	hour    int
	min     int
	sec     int
	nano    int
	pm      int // 1 am, 2 pm
	offset  int // seconds
	hasTime bool
	hasZone bool
}

// numeral is a number of the date proper.
type numeral struct {
	value, digits int
	sep           byte // what stands behind it: '-', '/', '.', ' ' or 0
}

// scan reads s token by token.
func (p *parser) scan(s string) error {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r >= '0' && r <= '9':
			n, err := p.number(s, i)
			if err != nil {
				return err
			}
			i = n
		case unicode.IsLetter(r) || unicode.IsMark(r):
			n, err := p.word(s, i)
			if err != nil {
				return err
			}
			i = n
		case (r == '+' || r == '-' || r == '\u2212') && p.hasTime && !p.hasZone:
			n, ok := p.zoneOffset(s, i, size)
			if !ok {
				return ErrNone
			}
			i = n
		case r == '-' && i == 0:
			return ErrNoSuchDay // a year before the first, as in -001-11-30
		case unicode.IsSpace(r), unicode.IsPunct(r), r == '\u200e', r == '\u200f', r == '+':
			i += size
		default:
			return ErrNone
		}
	}
	return nil
}

// number reads the number at s[i:] and returns where to go on.
func (p *parser) number(s string, i int) (int, error) {
	j := i
	for j < len(s) && s[j] >= '0' && s[j] <= '9' {
		j++
	}
	digits := j - i
	if j < len(s) && s[j] == ':' && digits <= 2 && !p.hasTime {
		return p.clock(s, i, j)
	}
	if digits > 14 {
		return 0, ErrNone
	}
	v, _ := strconv.Atoi(s[i:j])
	if digits == len(s) && (digits == 10 || digits == 13) {
		p.unix(v, digits)
		return j, nil
	}
	if n, ok := p.basic(s, i, j); ok {
		return n, nil
	}
	if digits > 4 || len(p.nums) == 3 {
		return 0, ErrNone
	}
	n := numeral{value: v, digits: digits}
	if j < len(s) {
		switch s[j] {
		case '-', '/', '.', ' ':
			n.sep = s[j]
		}
	}
	p.nums = append(p.nums, n)
	return j, nil
}

// unix takes v for the time since 1970, in seconds or milliseconds.
func (p *parser) unix(v, digits int) {
	t := time.Unix(int64(v), 0).UTC()
	if digits == 13 {
		t = time.UnixMilli(int64(v)).UTC()
	}
	p.year, p.month, p.day = t.Year(), int(t.Month()), t.Day()
	p.hour, p.min, p.sec, p.nano = t.Hour(), t.Minute(), t.Second(), t.Nanosecond()
	p.hasTime, p.hasZone = true, true
}

// basic reads ISO 8601 without separators: 20140305, 20140305T103000,
// 20140305103000.
func (p *parser) basic(s string, i, j int) (int, bool) {
	digits := j - i
	if digits != 8 && digits != 14 && digits != 12 || i != 0 {
		return 0, false
	}
	at := func(from, to int) int { v, _ := strconv.Atoi(s[from:to]); return v }
	p.year, p.month, p.day = at(0, 4), at(4, 6), at(6, 8)
	switch {
	case digits > 8:
		p.hour, p.min, p.hasTime = at(8, 10), at(10, 12), true
		if digits == 14 {
			p.sec = at(12, 14)
		}
	case j < len(s) && (s[j] == 'T' || s[j] == 't'):
		k := j + 1
		for k < len(s) && s[k] >= '0' && s[k] <= '9' {
			k++
		}
		if k < len(s) && s[k] == ':' || k-j-1 < 4 {
			return j + 1, true
		}
		p.hour, p.min, p.hasTime = at(j+1, j+3), at(j+3, j+5), true
		if k-j-1 >= 6 {
			p.sec = at(j+5, j+7)
		}
		return k, true
	}
	return j, true
}

// clock reads the time of day whose hours are s[i:j].
func (p *parser) clock(s string, i, j int) (int, error) {
	p.hour, _ = strconv.Atoi(s[i:j])
	p.hasTime = true
	part := [2]*int{&p.min, &p.sec}
	for n := 0; n < 2 && j < len(s) && s[j] == ':'; n++ {
		k := j + 1
		for k < len(s) && k < j+3 && s[k] >= '0' && s[k] <= '9' {
			k++
		}
		if k == j+1 {
			return 0, ErrNone
		}
		*part[n], _ = strconv.Atoi(s[j+1 : k])
		j = k
	}
	return len(s) - len(p.fraction(s[j:])), nil
}

// zoneOffset reads +0800, +08:00, +8 or -5:30 at s[i:].
func (p *parser) zoneOffset(s string, i, size int) (int, bool) {
	sign := 1
	if s[i] != '+' {
		sign = -1
	}
	j := i + size
	k := j
	for k < len(s) && s[k] >= '0' && s[k] <= '9' {
		k++
	}
	digits := s[j:k]
	var h, m int
	switch len(digits) {
	case 1, 2:
		h, _ = strconv.Atoi(digits)
		if k+2 < len(s) && s[k] == ':' {
			m, _ = strconv.Atoi(s[k+1 : k+3])
			k += 3
		}
	case 3, 4:
		h, _ = strconv.Atoi(digits[:len(digits)-2])
		m, _ = strconv.Atoi(digits[len(digits)-2:])
	default:
		return 0, false
	}
	if h > 14 || m > 59 {
		return 0, false
	}
	p.offset, p.hasZone = sign*(h*3600+m*60), true
	return k, true
}

// word reads the word at s[i:]: a month, a day of the week, a zone or filler.
func (p *parser) word(s string, i int) (int, error) {
	j := i
	for j < len(s) {
		r, size := utf8.DecodeRuneInString(s[j:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		j += size
	}
	word := strings.ToLower(s[i:j])
	if p.hasTime && p.zoneName(word, s[j:]) {
		return j, nil
	}
	if end := strings.IndexByte(s[i:], ')'); end > 0 && i > 0 && s[i-1] == '(' {
		return i + end + 1, nil // the zone's long name, or the day of the week
	}
	if n, ok := p.cjk(s, i); ok {
		return n, nil
	}
	switch m := months()[word]; {
	case m != 0 && p.month == 0:
		p.month = m
	case word == "am" || word == "a" && strings.HasPrefix(s[j:], ".m."):
		p.pm = 1
	case word == "pm" || word == "p" && strings.HasPrefix(s[j:], ".m."):
		p.pm = 2
	case word == "m" && p.pm != 0:
	case fillers()[word] != 0:
	default:
		return 0, ErrNone
	}
	return j, nil
}

// zoneName takes word for the name of a zone; rest is what follows it. In
// GMT+0800 the offset counts.
func (p *parser) zoneName(word, rest string) bool {
	offset, ok := zones()[word]
	if !ok {
		return false
	}
	if rest != "" && (rest[0] == '+' || rest[0] == '-') || p.hasZone {
		return true
	}
	p.offset, p.hasZone = offset, true
	return true
}

// cjk reads the characters that stand behind numbers in Chinese, Japanese and
// Korean dates.
func (p *parser) cjk(s string, i int) (int, bool) {
	for _, w := range cjkWords {
		if !strings.HasPrefix(s[i:], w.text) {
			continue
		}
		last := len(p.nums) - 1
		switch w.unit {
		case 'y', 'm', 'd', 'H', 'M', 'S':
			if last < 0 {
				return 0, false
			}
			p.assign(w.unit, p.nums[last].value)
			p.nums = p.nums[:last]
		case 'a':
			p.pm = 1
		case 'p':
			p.pm = 2
		case 'w':
			_, size := utf8.DecodeRuneInString(s[i+len(w.text):])
			return i + len(w.text) + size, true
		}
		return i + len(w.text), true
	}
	return 0, false
}

// assign sets one part of the date.
func (p *parser) assign(unit byte, v int) {
	switch unit {
	case 'y':
		p.year = v
	case 'm':
		p.month = v
	case 'd':
		p.day = v
	case 'H':
		p.hour, p.hasTime = v, true
	case 'M':
		p.min = v
	case 'S':
		p.sec = v
	}
}

// result decides which number is which and checks the date.
func (p *parser) result() (Date, error) {
	if err := p.order(); err != nil {
		return Date{}, err
	}
	switch p.pm {
	case 1:
		if p.hour == 12 {
			p.hour = 0
		}
	case 2:
		if p.hour < 12 {
			p.hour += 12
		}
	}
	midnight := p.hour == 24 && p.min == 0 && p.sec == 0 // the end of the day
	if midnight {
		p.hour = 0
	}
	if p.month < 1 || p.month > 12 || p.day < 1 || p.hour > 23 || p.min > 59 || p.sec > 60 || p.year < 100 {
		return Date{}, ErrNoSuchDay
	}
	loc := time.UTC
	if p.offset != 0 {
		loc = time.FixedZone("", p.offset)
	}
	t := time.Date(p.year, time.Month(p.month), p.day, p.hour, p.min, min(p.sec, 59), p.nano, loc)
	if int(t.Month()) != p.month || t.Day() != p.day {
		return Date{}, ErrNoSuchDay
	}
	if midnight {
		t = t.AddDate(0, 0, 1)
	}
	return Date{Time: t, HasTime: p.hasTime, HasZone: p.hasZone}, nil
}

// order gives the numbers that nothing has named yet their parts.
func (p *parser) order() error {
	n := p.nums
	switch {
	case p.year != 0 && p.month != 0 && p.day != 0 && len(n) == 0:
		return nil
	case p.month != 0 && p.year == 0 && p.day == 0 && len(n) == 2:
		if n[0].digits > 2 || n[0].value > 31 {
			n[0], n[1] = n[1], n[0]
		}
		if n[1].digits == 1 || n[1].digits == 3 {
			return ErrNone
		}
		p.day, p.year = n[0].value, fullYear(n[1])
		return nil
	case p.month != 0 || p.year != 0 || p.day != 0 || len(n) != 3:
		return ErrNone
	case n[0].digits == 4:
		p.year, p.month, p.day = n[0].value, n[1].value, n[2].value
		return nil
	case n[2].digits != 4:
		return ErrNone
	}
	return p.dayFirst(n)
}

// dayFirst reads dates that end in the year.
func (p *parser) dayFirst(n []numeral) error {
	p.day, p.month, p.year = n[0].value, n[1].value, n[2].value
	switch {
	case n[0].sep == '.' || p.day > 12 || p.day == p.month:
		return nil
	case p.month > 12:
		p.day, p.month = p.month, p.day
		return nil
	}
	return ErrAmbiguous
}

// fullYear expands the two-digit years of RFC 822 and 850.
func fullYear(n numeral) int {
	switch {
	case n.digits > 2:
		return n.value
	case n.value < 70:
		return 2000 + n.value
	}
	return 1900 + n.value
}
