package htmltree

import (
	"strings"

	"golang.org/x/net/html"
)

// parseDoctype splits a doctype into its name and its identifiers, which become
// attributes "public" and "system". quirks is whether it asks for quirks mode
// (13.2.6.4.1); as in x/net/html the name is compared with its case.
func parseDoctype(s string) (name string, ids []html.Attribute, quirks bool) {
	name, rest := cutWord(s)
	quirks = name != "html"
	name = strings.ToLower(name)
	if len(rest) < len("public") {
		return name, nil, quirks || rest != ""
	}
	key := strings.ToLower(rest[:len("public")])
	rest = rest[len("public"):]
	for key == "public" || key == "system" {
		id, after, ok := cutQuoted(strings.TrimLeft(rest, whitespace))
		if !ok {
			rest = after
			break
		}
		ids = append(ids, html.Attribute{Key: key, Val: id})
		rest = after
		if key == "public" {
			key = "system"
		} else {
			key = ""
		}
	}
	return name, ids, quirks || key != "" || rest != "" || hasQuirkyIDs(ids)
}

// cutWord splits off what stands before the first white space.
func cutWord(s string) (word, rest string) {
	i := strings.IndexAny(s, whitespace)
	if i < 0 {
		return s, ""
	}
	return s[:i], strings.TrimLeft(s[i:], whitespace)
}

// cutQuoted splits off a quoted string, which may lack its end.
func cutQuoted(s string) (quoted, rest string, ok bool) {
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return "", s, false
	}
	quoted, rest, _ = strings.Cut(s[1:], s[:1])
	return quoted, rest, true
}

// hasQuirkyIDs tells whether the identifiers of a doctype ask for quirks mode.
func hasQuirkyIDs(ids []html.Attribute) bool {
	if len(ids) == 0 {
		return false
	}
	last := ids[len(ids)-1]
	if last.Key == "system" && strings.EqualFold(last.Val, "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd") {
		return true
	}
	if ids[0].Key != "public" {
		return false
	}
	public := strings.ToLower(ids[0].Val)
	switch public {
	case "-//w3o//dtd w3 html strict 3.0//en//", "-/w3d/dtd html 4.0 transitional/en", "html":
		return true
	}
	quirky := hasAnyPrefix(public, quirkyPublic)
	if len(ids) == 1 {
		quirky = quirky || hasAnyPrefix(public, quirkyAlone)
	}
	return quirky
}

func hasAnyPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// quirkyPublic are the beginnings of public identifiers that ask for quirks mode
// (13.2.6.4.1), in lower case.
var quirkyPublic = []string{
	"+//silmaril//dtd html pro v0r11 19970101//",
	"-//advasoft ltd//dtd html 3.0 aswedit + extensions//",
	"-//as//dtd html 3.0 aswedit + extensions//",
	"-//ietf//dtd html 2.0 level 1//",
	"-//ietf//dtd html 2.0 level 2//",
	"-//ietf//dtd html 2.0 strict level 1//",
	"-//ietf//dtd html 2.0 strict level 2//",
	"-//ietf//dtd html 2.0 strict//",
	"-//ietf//dtd html 2.0//",
	"-//ietf//dtd html 2.1e//",
	"-//ietf//dtd html 3.0//",
	"-//ietf//dtd html 3.2 final//",
	"-//ietf//dtd html 3.2//",
	"-//ietf//dtd html 3//",
	"-//ietf//dtd html level 0//",
	"-//ietf//dtd html level 1//",
	"-//ietf//dtd html level 2//",
	"-//ietf//dtd html level 3//",
	"-//ietf//dtd html strict level 0//",
	"-//ietf//dtd html strict level 1//",
	"-//ietf//dtd html strict level 2//",
	"-//ietf//dtd html strict level 3//",
	"-//ietf//dtd html strict//",
	"-//ietf//dtd html//",
	"-//metrius//dtd metrius presentational//",
	"-//microsoft//dtd internet explorer 2.0 html strict//",
	"-//microsoft//dtd internet explorer 2.0 html//",
	"-//microsoft//dtd internet explorer 2.0 tables//",
	"-//microsoft//dtd internet explorer 3.0 html strict//",
	"-//microsoft//dtd internet explorer 3.0 html//",
	"-//microsoft//dtd internet explorer 3.0 tables//",
	"-//netscape comm. corp.//dtd html//",
	"-//netscape comm. corp.//dtd strict html//",
	"-//o'reilly and associates//dtd html 2.0//",
	"-//o'reilly and associates//dtd html extended 1.0//",
	"-//o'reilly and associates//dtd html extended relaxed 1.0//",
	"-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//",
	"-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//",
	"-//spyglass//dtd html 2.0 extended//",
	"-//sq//dtd html 2.0 hotmetal + extensions//",
	"-//sun microsystems corp.//dtd hotjava html//",
	"-//sun microsystems corp.//dtd hotjava strict html//",
	"-//w3c//dtd html 3 1995-03-24//",
	"-//w3c//dtd html 3.2 draft//",
	"-//w3c//dtd html 3.2 final//",
	"-//w3c//dtd html 3.2//",
	"-//w3c//dtd html 3.2s draft//",
	"-//w3c//dtd html 4.0 frameset//",
	"-//w3c//dtd html 4.0 transitional//",
	"-//w3c//dtd html experimental 19960712//",
	"-//w3c//dtd html experimental 970421//",
	"-//w3c//dtd w3 html//",
	"-//w3o//dtd w3 html 3.0//",
	"-//webtechs//dtd mozilla html 2.0//",
	"-//webtechs//dtd mozilla html//",
}

// quirkyAlone do so without a system identifier.
var quirkyAlone = []string{
	"-//w3c//dtd html 4.01 frameset//",
	"-//w3c//dtd html 4.01 transitional//",
}
