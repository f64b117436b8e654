package metadata

import (
	"encoding/json"
	"strings"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// linkedData is what the page's JSON-LD says.
type linkedData struct {
	Main            Object // what the page is about
	Objects         []Object
	byID            map[string]Object
	site, publisher string
}

// Object is one JSON object of JSON-LD; nil is an empty one.
type Object map[string]any

// ldMaxObjects bounds the work on pages with endless lists.
const ldMaxObjects = 5000

// mainTypes ranks the schema.org types that a page can be about: the best
// one present is the page's main object. Types not listed count nothing.
var mainTypes = map[string]int{
	"Article": 9, "NewsArticle": 9, "BlogPosting": 9, "TechArticle": 9, "Report": 9, "ScholarlyArticle": 9,
	"OpinionNewsArticle": 9, "ReportageNewsArticle": 9, "AnalysisNewsArticle": 9, "ReviewNewsArticle": 9,
	"AdvertiserContentArticle": 9, "SocialMediaPosting": 8, "DiscussionForumPosting": 9, "QAPage": 7, "Question": 8,
	"Product": 8, "ProductGroup": 8, "Recipe": 8, "HowTo": 6, "Review": 5, "Course": 6, "JobPosting": 7, "Event": 6,
	"VideoObject": 4, "Book": 6, "SoftwareApplication": 5, "Service": 4, "APIReference": 8, "LearningResource": 6,
	"MedicalWebPage": 6, "AboutPage": 2, "CollectionPage": 3, "ItemPage": 3, "WebPage": 3, "FAQPage": 3,
}

// ParseLinkedData reads the JSON-LD scripts of a page; what cannot be read is
// passed over.
func ParseLinkedData(scripts []string) linkedData {
	ld := linkedData{byID: map[string]Object{}}
	for _, s := range scripts {
		var v any
		if json.Unmarshal([]byte(s), &v) != nil {
			if json.Unmarshal(repairJSON(s), &v) != nil {
				continue
			}
		}
		ld.collect(v, 0)
	}
	best := 0
	for _, o := range ld.Objects {
		rank := 0
		for _, t := range o.Types() {
			rank = max(rank, mainTypes[t])
			switch t {
			case "WebSite":
				ld.site = dom.FirstNonEmpty(ld.site, o.Text("name"))
			}
		}
		if rank > best {
			best, ld.Main = rank, o
		}
	}
	for _, p := range ld.List(ld.Main["publisher"]) {
		ld.publisher = dom.FirstNonEmpty(ld.publisher, p.Text("name"))
	}
	return ld
}

// collect lists v's objects, outer ones first, those of a list in order.
func (ld *linkedData) collect(v any, depth int) {
	if depth > 12 || len(ld.Objects) >= ldMaxObjects {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			ld.collect(e, depth+1)
		}
	case map[string]any:
		o := Object(v)
		if id := o.Text("@id"); id != "" && len(v) > 1 && ld.byID[id] == nil {
			ld.byID[id] = o
		}
		if v["@type"] != nil {
			ld.Objects = append(ld.Objects, o)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			if e, ok := v[key]; ok {
				ld.collect(e, depth+1)
			}
		}
	}
}

// List is v as objects: one, several, or a reference to one by its @id. A
// bare text becomes an object with that name.
func (ld *linkedData) List(v any) []Object {
	switch v := v.(type) {
	case string:
		return []Object{{"name": v}}
	case map[string]any:
		if o, ok := ld.byID[Object(v).Text("@id")]; ok && v["name"] == nil {
			return []Object{o}
		}
		return []Object{v}
	case []any:
		var out []Object
		for _, e := range v {
			if _, nested := e.([]any); !nested && len(out) < 100 {
				out = append(out, ld.List(e)...)
			}
		}
		return out
	}
	return nil
}

// Types are the names in @type, without their vocabulary.
func (o Object) Types() []string {
	types := o.texts("@type")
	for i, t := range types {
		types[i] = t[strings.LastIndexAny(t, "/#:")+1:]
	}
	return types
}

// Is tells whether the object is of one of the types.
func (o Object) Is(names ...string) bool {
	for _, t := range o.Types() {
		for _, n := range names {
			if t == n {
				return true
			}
		}
	}
	return false
}

// Text is the first text of a property, "" if it has none.
func (o Object) Text(key string) string {
	if list := o.texts(key); len(list) > 0 {
		return strings.TrimSpace(list[0])
	}
	return ""
}

func (o Object) texts(key string) []string {
	switch v := o[key].(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				out = append(out, s)
			}
		}
		return out
	case map[string]any:
		if s, ok := v["@value"].(string); ok {
			return []string{s}
		}
	}
	return nil
}

// address is the address that a property such as image holds, as text or as
// an object with a url.
func (o Object) address(key string) string {
	v := o[key]
	if list, ok := v.([]any); ok && len(list) > 0 {
		v = list[0]
	}
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return dom.FirstNonEmpty(Object(v).Text("url"), Object(v).Text("contentUrl"))
	}
	return ""
}

// repairJSON mends what hand-made JSON-LD gets wrong: comment or CDATA
// wrappers, control characters inside strings, commas before a closing bracket.
func repairJSON(s string) []byte {
	s = strings.TrimSpace(s)
	for _, wrap := range [][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}} {
		s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, wrap[0]), wrap[1]))
	}
	s = strings.TrimSuffix(s, ";")
	out := make([]byte, 0, len(s))
	inString := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case inString && c == '\\' && i+1 < len(s):
			i++
			if strings.IndexByte(`"\/bfnrtu`, s[i]) < 0 {
				out = append(out, '\\', '\\')
			} else {
				out = append(out, c)
			}
			out = append(out, s[i])
			continue
		case c == '"':
			inString = !inString
		case inString && c < 0x20:
			c = ' '
		case !inString && (c == '}' || c == ']'):
			for n := len(out); n > 0 && (out[n-1] == ' ' || out[n-1] == '\n' || out[n-1] == '\r' || out[n-1] == '\t' || out[n-1] == ','); n-- {
				out = out[:n-1]
			}
		}
		out = append(out, c)
	}
	return out
}
