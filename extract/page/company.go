package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/pagetype"
)

// Announcements of companies end with what a company says of itself everywhere:
// "About Acme Corp" and a paragraph or two, whom to ask, and what lawyers want
// said of the future.

// aboutTitles begin the title of such a paragraph, before the company's name.
var aboutTitles = []string{"about ", "über ", "à propos de ", "à propos d'", "a propos de ", "acerca de ", "sobre ", "informazioni su ", "over ", "关于", "關於"}

// articlesOfNames may stand before a company's name.
var articlesOfNames = []string{"the ", "die ", "der ", "das ", "den ", "la ", "le ", "el ", "los ", "les ", "o ", "a ", "de ", "il "}

// contactTitles head whom to ask; they count only beside such a paragraph.
var contactTitles = dom.PhraseSet("media contact", "media contacts", "press contact", "press contacts", "contact", "contacts", "contact information", "media inquiries", "press inquiries", "media relations",
	"investor relations", "investor contact", "investor contacts", "pressekontakt", "medienkontakt", "kontakt", "ansprechpartner", "contact presse", "contacts presse", "contacto de prensa", "contatto stampa", "contatti stampa", "contato de imprensa", "perscontact")

// forwardTitles are in the title of what is said of forecasts.
var forwardTitles = []string{"forward-looking statement", "forward looking statement", "safe harbor", "zukunftsgerichtete aussagen", "zukunftsbezogene aussagen"}

// companyWords are what companies say of themselves, a line for each language.
var companyWords = []string{
	"leading", "provider", "headquartered", "headquarters", "founded in", "established in", "for more information", "learn more at", "learn more about", "visit ", "nyse", "nasdaq", "company", "employees", "customers", "subsidiary", "worldwide", "global", "portfolio", "www.",
	"führend", "anbieter", "hersteller", "mit sitz in", "gegründet", "weitere informationen", "mehr informationen", "mitarbeiter", "unternehmen", "weltweit", "konzern", "kunden",
	"leader", "fondée en", "fondé en", "collaborateurs", "salariés", "plus d'informations", "en savoir plus", "entreprise", "société", "siège",
	"líder", "fundada en", "empleados", "más información", "empresa", "compañía", "con sede", "clientes", "fundada em", "mais informações", "sediada",
	"fondata nel", "dipendenti", "maggiori informazioni", "azienda", "società",
	"toonaangevend", "opgericht", "hoofdkantoor", "meer informatie", "bedrijf",
	"成立于", "总部", "领先", "公司", "官网", "更多信息", "設立", "本社", "株式会社", "詳しくは",
}

const (
	minCompanyWords  = 3   // of companyWords, for a paragraph to be a company's own
	maxCompanyTitle  = 12  // words
	maxCompanyText   = 300 // words
	maxCompanyBlocks = 8   // paragraphs below a title
)

// dropCompany cuts what companies say of themselves, from the end of the article up.
func (p *pageRun) dropCompany(kept []bool) {
	if !p.even || isShop(p.res.Type) || p.res.Type == pagetype.Documentation {
		return
	}
	end := len(kept)
	var contacts [][2]int // cut if there is a paragraph beside them
	found := false
	for {
		at := p.lastSection(kept, end)
		if at < 0 {
			break
		}
		switch p.companySection(kept, at, end) {
		case sectionOther:
			at = -1
		case sectionContact:
			contacts = append(contacts, [2]int{at, end})
		case sectionCompany:
			found = true
			contacts = append(contacts, [2]int{at, end})
		}
		if at < 0 {
			break
		}
		end = at
	}
	if !found || p.layout.keptWords(kept[:end]) < minArticle*2 {
		return
	}
	for _, c := range contacts {
		for k := c[0]; k < c[1]; k++ {
			kept[k] = false
		}
	}
}

// lastSection is the last kept block before end that is a section's title, or
// begins with one; -1 if there is none near.
func (p *pageRun) lastSection(kept []bool, end int) int {
	n := 0
	for k := end - 1; k > 0 && n < maxCompanyBlocks; k-- {
		if !kept[k] {
			continue
		}
		n++
		if sectionTitle(&p.layout.Blocks[k]) != "" {
			return k
		}
	}
	return -1
}

// sectionTitle is the text of a short block that is a heading or all bold, or the
// bold first line of a longer one; "" for others.
func sectionTitle(b *layout.Block) string {
	if b.Heading == 0 && b.BoldChars == 0 {
		return ""
	}
	text := strings.ReplaceAll(dom.OneLine(b.Text()), "’", "'")
	if b.Heading > 0 || b.BoldChars*10 >= b.Chars*9 {
		if b.Words > maxCompanyTitle {
			return ""
		}
		return text
	}
	for n := range b.Elements {
		if n.Data == "b" || n.Data == "strong" {
			if line := strings.ReplaceAll(dom.NodeText(n, 200), "’", "'"); strings.HasPrefix(text, line) {
				return line
			}
			return ""
		}
	}
	return ""
}

type sectionKind int

const (
	sectionOther sectionKind = iota
	sectionContact
	sectionCompany
)

// companySection tells what the kept blocks from a title at at are.
func (p *pageRun) companySection(kept []bool, at, end int) sectionKind {
	title := sectionTitle(&p.layout.Blocks[at])
	var text strings.Builder
	words := float32(0)
	for k := at; k < end; k++ {
		if kept[k] {
			text.WriteString(dom.OneLine(p.layout.Blocks[k].Text()) + " ")
			words += p.layout.Blocks[k].Words
		}
	}
	if words > maxCompanyText {
		return sectionOther
	}
	low := strings.ToLower(strings.Trim(title, " :.-–—"))
	below := strings.ReplaceAll(strings.ToLower(text.String()), "’", "'")
	below = strings.TrimSpace(strings.TrimPrefix(below, strings.ToLower(title)))
	switch {
	case contactTitles[low]:
		return sectionContact
	case slices.ContainsFunc(forwardTitles, func(s string) bool { return strings.Contains(low, s) }), saysOfItself(title, below):
		return sectionCompany
	}
	return sectionOther
}

// saysOfItself reports whether a title is "About" and a name, and the text below
// is what the bearer of the name says of itself.
func saysOfItself(title, below string) bool {
	name := ""
	for _, about := range aboutTitles {
		if len(title) > len(about) && strings.EqualFold(title[:len(about)], about) {
			name = title[len(about):]
			break
		}
	}
	for _, article := range articlesOfNames {
		name = strings.TrimPrefix(name, article)
	}
	if r, _ := utf8.DecodeRuneInString(name); name == "" || unicode.IsLower(r) || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return false
	}
	word := strings.ToLower(strings.FieldsFunc(name, func(r rune) bool { return !dom.IsWordRune(r) })[0])
	if at := strings.Index(below, word); at < 0 || at > maxNameAt {
		return false
	}
	n := 0
	for _, w := range companyWords {
		if strings.Contains(below, w) {
			n++
		}
	}
	return n >= minCompanyWords
}

// maxNameAt is how far down the text about a company names it.
const maxNameAt = 80 // bytes
