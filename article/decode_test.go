package article

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
)

// TestDecodeDeclared reads text in each encoding that a page may declare.
func TestDecodeDeclared(t *testing.T) {
	for _, tc := range []struct{ label, name, text string }{
		{"gb18030", "gb18030", "汉字与标点，“引号”"},
		{"gb2312", "gbk", "汉字"},
		{"big5", "big5", "漢字與標點"},
		{"shift_jis", "shift_jis", "日本語のテキスト"},
		{"euc-jp", "euc-jp", "日本語"},
		{"iso-2022-jp", "iso-2022-jp", "日本語"},
		{"euc-kr", "euc-kr", "한국어 글"},
		{"windows-1252", "windows-1252", "naïve café – “quoted”"},
		{"iso-8859-1", "windows-1252", "déjà vu"},
		{"windows-1251", "windows-1251", "русский текст"},
	} {
		for _, declaration := range []string{
			`<meta charset="` + tc.label + `">`,
			`<META http-equiv="Content-Type" content="text/html; charset=` + tc.label + `">`,
			`<?xml version="1.0" encoding="` + tc.label + `"?>`,
		} {
			enc, _ := charset.Lookup(tc.label)
			src, err := enc.NewEncoder().String(declaration + "<p>" + tc.text + "</p>")
			if err != nil {
				t.Fatal(err)
			}
			got, err := decode([]byte(src))
			if err != nil {
				t.Errorf("%s: %v", declaration, err)
				continue
			}
			if got.encoding != tc.name || !strings.Contains(string(got.text), tc.text) || len(got.notes) > 0 {
				t.Errorf("%s: read as %s: %q, notes %v", declaration, got.encoding, got.text, got.notes)
			}
		}
	}
}

func TestDecodeUnicode(t *testing.T) {
	const text = "<p>Grüße, 世界</p>"
	utf16 := func(e unicode.Endianness, bom unicode.BOMPolicy) string {
		s, err := unicode.UTF16(e, bom).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, tc := range []struct{ what, src, encoding string }{
		{"UTF-8", text, "utf-8"},
		{"UTF-8 with a byte order mark", "\xef\xbb\xbf" + text, "utf-8"},
		{"UTF-8 that a stale <meta> calls something else", `<meta charset="gbk">` + text, "utf-8"},
		{"UTF-16LE", utf16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"},
		{"UTF-16BE", utf16(unicode.BigEndian, unicode.UseBOM), "utf-16be"},
		{"UTF-16LE without a byte order mark", utf16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"},
		{"UTF-16BE without a byte order mark", utf16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"},
	} {
		got, err := decode([]byte(tc.src))
		if err != nil || got.encoding != tc.encoding || !strings.HasSuffix(string(got.text), text) || strings.HasPrefix(string(got.text), "\uFEFF") {
			t.Errorf("%s: %v, read as %s: %q", tc.what, err, got.encoding, got.text)
		}
	}
}

// TestDecodeGuess reads text whose encoding nobody declares: with a warning.
func TestDecodeGuess(t *testing.T) {
	enc, _ := charset.Lookup("gb18030")
	src, err := enc.NewEncoder().String(strings.Repeat("这是一篇没有声明编码的旧文章，从硬盘的角落里找到。", 8))
	if err != nil {
		t.Fatal(err)
	}
	got, err := decode([]byte(src))
	if err != nil || !strings.HasPrefix(string(got.text), "这是一篇没有声明编码的旧文章") {
		t.Errorf("read as %s: %.60q (%v)", got.encoding, got.text, err)
	}
	if len(got.notes) != 1 || got.notes[0].Code != "encoding.guessed" {
		t.Errorf("notes %v, want encoding.guessed", got.notes)
	}

	got, err = decode([]byte("good text, ünïcode, déjà vu, Größe\nand one bad byte: \xff."))
	if err != nil || got.encoding != "utf-8" || !strings.HasSuffix(string(got.text), "byte: \uFFFD.") {
		t.Errorf("broken UTF-8 read as %s: %q (%v)", got.encoding, got.text, err)
	}
	if len(got.notes) != 1 || got.notes[0].Code != "encoding.invalid" || got.notes[0].Line != 2 {
		t.Errorf("notes %v, want encoding.invalid in line 2", got.notes)
	}
}

func TestDecodeBinary(t *testing.T) {
	for _, src := range []string{
		"\x89PNG\r\n\x1a\n\x00\x00", "\xff\xd8\xff\xe0", "GIF89a", "%PDF-1.4", "PK\x03\x04", "\x1f\x8b\x08",
		"text with\x00\x00\x00\x00\x00NUL bytes",
	} {
		if _, err := decode([]byte(src)); !errors.Is(err, ErrNotText) {
			t.Errorf("%.8q: error %v, want ErrNotText", src, err)
		}
	}
}

// TestDecodeNUL reads text with a stray NUL.
func TestDecodeNUL(t *testing.T) {
	got, err := decode([]byte("a\n<p>b\x00c</p>"))
	if err != nil || string(got.text) != "a\n<p>b\uFFFDc</p>" {
		t.Fatalf("text %q, error %v", got.text, err)
	}
	if len(got.notes) != 1 || got.notes[0].Code != "encoding.nul" || got.notes[0].Line != 2 {
		t.Errorf("notes %v, want encoding.nul in line 2", got.notes)
	}
}

// TestEncodingInJSON converts an article in a legacy encoding: the JSON says
// which it was.
func TestEncodingInJSON(t *testing.T) {
	enc, _ := charset.Lookup("gb18030")
	src, err := enc.NewEncoder().String(`<html><head><meta charset="gb18030"><title>灯会</title></head><body><p>傍晚开灯了，街上的人都停下来看。</p></body></html>`)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Convert([]byte(src), Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := string(encode(t, a, JSON))
	for _, want := range []string{`"encoding": "gb18030"`, `"title": "灯会"`, `"markdown": "傍晚开灯了，街上的人都停下来看。\n"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
}

func TestRepairDoubleEncoding(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"don\u00e2\u0080\u0099t", "don’t"},
		{"\u00e2\u0080\u009cyes\u00e2\u0080\u009d", "“yes”"},
		{"caf\u00c3\u0089 \u00e2\u0080\u0093 bar", "cafÉ – bar"},
		{"Ã© is what é becomes", "Ã© is what é becomes"}, // no control character: it may be meant
		{"a\u0085b", "a\u0085b"},                         // a lone one is no UTF-8
		{"日本語 naïve", "日本語 naïve"},
	} {
		got, changed := repairDoubleEncoding([]byte(test.in))
		if string(got) != test.want || changed != (test.in != test.want) {
			t.Errorf("%q: got %q, want %q", test.in, got, test.want)
		}
	}
}

// Few bytes weigh the same in several encodings; the guess is the same each time.
func TestGuessIsTheSame(t *testing.T) {
	for src, want := range map[string]string{
		"\xc4\xe3\xba\xc3":     "gb18030", // 你好
		"\xb5\xc6\xbb\xe1":     "gb18030", // 灯会
		"<p>\xc4\xe3\xba\xc3!": "gb18030",
		"caf\xe9 noir":         "windows-1252",
	} {
		for range 50 {
			d, err := guessEncoding([]byte(src))
			if err != nil || d.encoding != want {
				t.Fatalf("%q: %s (%v), want %s", src, d.encoding, err, want)
			}
		}
	}
}
