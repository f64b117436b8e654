package media

import (
	"path"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestActivePictures(t *testing.T) {
	const head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`
	for _, harmless := range []string{
		head + `<rect width="1"/><style>a{fill:red}</style></svg>`,
		`<?xml version="1.0" encoding="utf-8"?><!-- by hand -->` + head + `<a href="https://x.example/?a=1&amp;b=2"><text>on, script &lt;script></text></a></svg>`,
		`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">` + head + `</svg>`,
		`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [ <!ENTITY ns_ai "http://ns.adobe.com/AI/10.0/"> ]><svg xmlns:i="&ns_ai;" xmlns="http://www.w3.org/2000/svg"/>`,
		head + `<use xlink:href="#a"/><image href="data:image/png;base64,AA=="/></svg>`,
	} {
		if isActive(strings.NewReader(harmless)) {
			t.Errorf("takes for active: %s", harmless)
		}
	}
	for _, active := range []string{
		head + `<script>x()</script></svg>`,
		head + `<svg:SCRIPT href="x.js"/></svg>`,
		head + `<rect onclick="x()"/></svg>`,
		head + `<a xlink:href=" java&#10;script:x()">a</a></svg>`,
		head + `<a><animate attributeName="href" values="#;javascript:x()"/></a></svg>`,
		head + `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject></svg>`,
		head + `<use href="data:image/svg+xml,x"/></svg>`,
		`<!DOCTYPE svg [ <!ENTITY x "<script>x()</script>"> ]>` + head + `&x;</svg>`,
		`<!DOCTYPE svg [ <!ENTITY x "&#60;script>x()"> ]>` + head + `&x;</svg>`,
		`<!DOCTYPE svg [ <!ENTITY a "javas"><!ENTITY b "cript:x()"> ]>` + head + `<a href="&a;&b;">a</a></svg>`,
		`<!DOCTYPE svg [ <!ATTLIST svg onload CDATA "x()"> ]>` + head + `</svg>`,
		`<?xml-stylesheet type="text/xsl" href="#x"?>` + head + `</svg>`,
		head + `<rect`,
	} {
		if !isActive(strings.NewReader(active)) {
			t.Errorf("takes for harmless: %s", active)
		}
	}
}

// TestTypes has names of files be corrected by what is in them, and kept where
// they are right.
func TestTypes(t *testing.T) {
	for _, tt := range []struct{ mime, had, want string }{
		{"image/jpeg", ".jpeg", ".jpeg"}, {"image/jpeg", ".png", ".jpg"}, {"image/jpeg", "", ".jpg"}, {"image/webp", ".jpg", ".webp"},
		{"image/apng", ".png", ".png"}, {"image/avif", ".jpg", ".avif"}, {"application/pdf", "", ".pdf"}, {"audio/mpeg", ".php", ".mp3"},
		{"text/plain", ".go", ".go"}, {"text/plain", ".html", ".txt"}, {"application/zip", ".epub", ".epub"}, {"application/octet-stream", ".js", ""},
	} {
		if got := extension(tt.mime, tt.had); got != tt.want {
			t.Errorf("%s called %q gets %q, want %q", tt.mime, tt.had, got, tt.want)
		}
	}
	if got := detect([]byte("\n <html><body><svg xmlns='http://www.w3.org/2000/svg'></svg>")); got != "text/html" {
		t.Errorf("a page with a drawing in it is %s", got)
	}
}

func TestStems(t *testing.T) {
	for name, want := range map[string]string{
		"photo": "photo", "My Photo (1)": "My-Photo-1", "图 片": "图-片", "..hidden": "hidden", "a/b\\c:d*e?f": "a-b-c-d-e-f", "a%20b#c&d": "a-20b-c-d",
		"CON": "CON_", "nul.tar": "nul_.tar", "console": "console", "v1.2_x": "v1.2_x", "---": "", "🎉": "", "e\u0301t\u00e9": "été",
		"safe\u202egnp": "safegnp", strings.Repeat("长", 50): strings.Repeat("长", 26), "bad\xffbyte": "bad-byte",
	} {
		if got := safeStem(name); got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
}

// FuzzStem has every name come out fit for every file system, and unchanged the
// second time.
func FuzzStem(f *testing.F) {
	f.Add("a b")
	f.Add("con.x")
	f.Add("…\u0301é\u0323")
	f.Fuzz(func(t *testing.T, name string) {
		got := safeStem(name)
		if !utf8.ValidString(got) || len(got) > maxStem+1 || strings.ContainsAny(got, "/\\:*?\"<>|%#&\x00\n ") || strings.HasPrefix(got, ".") {
			t.Errorf("%q is called %q", name, got)
		}
		if again := safeStem(got); again != got {
			t.Errorf("%q is called %q and then %q", name, got, again)
		}
		if got != "" && path.Join("m", got) != "m/"+got {
			t.Errorf("%q leads out of its folder", got)
		}
	})
}

func FuzzData(f *testing.F) {
	f.Add("image/png;base64,iVBORw0KGgo=")
	f.Add(",a%20b")
	f.Fuzz(func(t *testing.T, s string) {
		data, err := decodeData(s)
		if err == nil && len(data) > len(s) {
			t.Errorf("%d bytes of %d", len(data), len(s))
		}
	})
}

func FuzzActive(f *testing.F) {
	f.Add("<svg/>")
	f.Add("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg a='&a;'/>")
	f.Fuzz(func(t *testing.T, s string) {
		if strings.HasPrefix(s, "<script>") && !isActive(strings.NewReader(s)) {
			t.Errorf("takes for harmless: %q", s)
		}
	})
}
