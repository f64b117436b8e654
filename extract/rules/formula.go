package rules

import (
	"net/url"
	"strings"
)

// texServices draw pictures of formulas; the TeX stands in the address.
var texServices = []struct {
	part  string // of the address, behind the scheme
	param string // whose value is the TeX; "?" for the whole query, "/" for what follows part in the path, "" if the address does not hold it
}{
	{"zhihu.com/equation", "tex"},                        // Zhihu
	{"juejin.cn/equation", "tex"},                        // Juejin
	{"wp.com/latex.php", "latex"},                        // WordPress.com
	{"wordpress.com/latex.php", "latex"},                 // WordPress.com, before 2012
	{"codecogs.com/gif.latex", "?"},                      // CodeCogs
	{"codecogs.com/png.latex", "?"},                      // CodeCogs
	{"codecogs.com/svg.latex", "?"},                      // CodeCogs
	{"codecogs.com/svg.image", "?"},                      // CodeCogs
	{"codecogs.com/png.image", "?"},                      // CodeCogs
	{"codecogs.com/gif.image", "?"},                      // CodeCogs
	{"codecogs.com/eq.latex", "?"},                       // CodeCogs
	{"chart.googleapis.com/chart", "chl"},                // Google Charts, with cht=tx
	{"chart.apis.google.com/chart", "chl"},               // Google Charts, with cht=tx
	{"math.now.sh", "from"},                              // Math API
	{"math.vercel.app", "from"},                          // Math API
	{"render.githubusercontent.com/render/math", "math"}, // GitHub, before 2022
	{"i.upmath.me/svg/", "/"},                            // Upmath
	{"tex.s2cms.ru/svg/", "/"},                           // Upmath
	{"tex.s2cms.ru/png/", "/"},                           // Upmath
	{"g.yuque.com/gr/latex", "?"},                        // Yuque
	{"mimetex.cgi", "?"},                                 // mimeTeX
	{"mathtex.cgi", "?"},                                 // mathTeX
	{"/cgi-bin/mathtex", "?"},                            // mathTeX
	{"wikimedia.org/api/rest_v1/media/math/render/", ""}, // Wikipedia
	{"/media/math/render/svg/", ""},                      // MediaWiki
	{"quicklatex.com/cache", ""},                         // QuickLaTeX
	{"/wp-content/ql-cache/", ""},                        // QuickLaTeX
}

// texDirectives are what CodeCogs takes before the formula: size, font and colour
// of the picture.
var texDirectives = []string{`\dpi{`, `\fn_`, `\bg_`, `\inline`, `\large`, `\tiny`, `\small`, `\LARGE`, `\huge`, `\color{`, `\huge`}

// TeXPicture tells whether the picture at an address is drawn by a service for
// formulas, and what TeX the address holds, "" if none.
func TeXPicture(address string) (tex string, ok bool) {
	for _, service := range texServices {
		i := strings.Index(address, service.part)
		if i < 0 || service.param == "chl" && !strings.Contains(address, "cht=tx") {
			continue
		}
		rest := address[i+len(service.part):]
		switch service.param {
		case "":
			return "", true
		case "/":
			return unescapeTeX(strings.TrimPrefix(rest, "/")), true
		case "?":
			_, query, _ := strings.Cut(rest, "?")
			return withoutDirectives(unescapeTeX(query)), true
		}
		u, err := url.Parse(address)
		if err != nil {
			return "", true
		}
		values := u.Query()
		if tex = values.Get(service.param); tex == "" {
			tex = values.Get("inline")
		}
		return tex, true
	}
	return "", false
}

// unescapeTeX reads TeX that is a part of an address.
func unescapeTeX(s string) string {
	s, _, _ = strings.Cut(s, "#")
	if plain, err := url.PathUnescape(s); err == nil {
		s = plain
	}
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, "&space;", " "), "&plus;", "+"))
}

func withoutDirectives(tex string) string {
	for {
		before := tex
		for _, directive := range texDirectives {
			if rest, ok := strings.CutPrefix(tex, directive); ok {
				switch directive[len(directive)-1] {
				case '{':
					_, rest, _ = strings.Cut(rest, "}")
				case '_':
					_, rest, _ = strings.Cut(rest, " ")
				default:
					if rest != "" && rest[0] >= 'a' && rest[0] <= 'z' {
						continue // a longer command
					}
				}
				tex = strings.TrimSpace(rest)
			}
		}
		if tex == before {
			return tex
		}
	}
}
