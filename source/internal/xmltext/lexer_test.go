package xmltext

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// walkXML writes a document as its names, attributes and texts, by our lexer.
func walkXML(doc string) string {
	var b strings.Builder
	for t := range Tokens([]byte(doc)) {
		switch t.Kind {
		case '<':
			b.WriteString("<" + t.Name)
			for name, value := range Attributes(t.Body) {
				b.WriteString(" " + name + "=" + value)
			}
			b.WriteString(">")
			if t.Empty {
				b.WriteString("</" + t.Name + ">")
			}
		case '/':
			b.WriteString("</" + t.Name + ">")
		case 't':
			b.WriteString(Unescape(t.Body))
		case 'c':
			b.Write(t.Body)
		}
	}
	return b.String()
}

// walkStandard does the same by encoding/xml. It fails on what is not well
// formed.
func walkStandard(doc string) (string, error) {
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(doc))
	d.Entity = xml.HTMLEntity
	depth := 0
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			if depth != 0 {
				err = errors.New("not closed")
			} else {
				err = nil
			}
			return b.String(), err
		}
		if err != nil {
			return "", err
		}
		name := func(n xml.Name) string {
			if n.Space != "" {
				return n.Space + ":" + n.Local
			}
			return n.Local
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			b.WriteString("<" + name(t.Name))
			for _, a := range t.Attr {
				b.WriteString(" " + name(a.Name) + "=" + a.Value)
			}
			b.WriteString(">")
		case xml.EndElement:
			depth--
			b.WriteString("</" + name(t.Name) + ">")
		case xml.CharData:
			b.Write(t)
		}
	}
}

// wellFormed are documents that both lexers have to read alike.
var wellFormed = []string{
	`<a/>`, `<a b="c" d='e"f'/>`, `<a>x &lt; y &amp;amp; &#233;&#x1F600; &eacute; &quot;</a>`,
	`<?xml version="1.0"?><!-- <b> --><a><![CDATA[<x> ]] > & ]]>y</a>`,
	`<a:b xmlns:a="u" a:c="1 &gt; 0"><c></c><d>&amp;</d></a:b>`, `<a b="1>2">x</a>`, "<a\n b = \"c\"\n>\n</a >", `<é ü="ö">ß</é>`,
	`<a><b/><b /><b></b></a>`, `<a>]]&gt;</a>`, `<a b="">'"</a>`, `<!DOCTYPE a [<!ELEMENT a (#PCDATA)>]><a>x</a>`,
}

func TestXMLAgainstStandard(t *testing.T) {
	for _, doc := range wellFormed {
		want, err := walkStandard(doc)
		if err != nil {
			t.Fatal(doc, err)
		}
		if got := walkXML(doc); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", doc, got, want)
		}
	}
}

// FuzzXML compares the lexer with encoding/xml on whatever that takes for well
// formed.
func FuzzXML(f *testing.F) {
	for _, doc := range wellFormed {
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, doc string) {
		got := walkXML(doc)
		want, err := walkStandard(doc)
		if err != nil || strings.Contains(doc, "\r") || strings.Contains(doc, "<!") || strings.Contains(doc, "<?") {
			return // encoding/xml makes \n of \r, and reads declarations in its own way
		}
		if got != want {
			t.Errorf("%q\ngot  %q\nwant %q", doc, got, want)
		}
	})
}

func TestReferences(t *testing.T) {
	for in, want := range map[string]string{
		"a &amp; b": "a & b", "&amp;lt;": "&lt;", "&lol9;": "&lol9;", "&notit;": "&notit;", "&copy": "&copy", "a&b;c": "a&b;c",
		"&#x0;": "\uFFFD", "&#99999999999;": "\uFFFD", "&;": "&;", "&semi;": ";", "&&amp;": "&&", "&" + strings.Repeat("x", 100) + ";": "&" + strings.Repeat("x", 100) + ";",
	} {
		if got := Unescape([]byte(in)); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
