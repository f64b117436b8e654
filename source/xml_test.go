package source

import (
	"io"
	"strings"
	"testing"
)

// billionLaughs is the classic bomb: entities are left as they are.
func TestXMLBomb(t *testing.T) {
	doc := `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><item><title>&b;</title><description>&b;&b;</description></item></channel></rss>`
	recs, errs := collect(doc, Options{})
	if len(errs) != 0 || len(recs) != 1 || recs[0].Header.Title != "&b;" || string(recs[0].Content) != "&b;&b;" {
		t.Error(recs, errs)
	}
}

func TestDeepNesting(t *testing.T) {
	deep := strings.Repeat("<a>", 300000)
	for name, doc := range map[string]string{
		"in an item":         "<rss><channel><item><title>t</title>" + deep + "</item><item><title>next</title></item></channel></rss>",
		"before an item":     "<rss><channel>" + deep + "<item><title>t</title></item><item><title>next</title></item></channel></rss>",
		"different":          "<rss><channel><item>" + strings.Repeat("<a><b>", 100000) + "</item><item><title>next</title></item></channel></rss>",
		"in a note":          "<en-export><note><content><![CDATA[" + strings.Repeat("<div>", 300000) + "]]></content></note><note><title>next</title></note></en-export>",
		"a code block":       "<en-export><note><content><![CDATA[" + strings.Repeat(`<div style="-en-codeblock:true">`, 30000) + "]]></content></note><note><title>next</title></note></en-export>",
		"JSON":               `{"version": "https://jsonfeed.org/version/1", "items": [{"x": ` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `}, {"title": "next"}]}`,
		"parts of a message": "From: a\nSubject: next\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\nContent-Type: multipart/mixed; boundary=b\n\n", 2000) + "--b\n\nx\n--b--\n",
	} {
		t.Run(name, func(t *testing.T) {
			recs, errs := collect(doc, Options{})
			if name == "parts of a message" {
				if len(recs)+len(errs) == 0 {
					t.Error("nothing")
				}
				return
			}
			if got := titles(recs); len(got) == 0 || got[len(got)-1] != "next" {
				t.Error(got, errs)
			}
		})
	}
}

// Records that are cut off, not closed or too large are one error each.
func TestBrokenRecords(t *testing.T) {
	long := strings.Repeat("word ", 100000)
	for _, c := range []struct {
		name, doc string
		titles    string
		errs      []string
	}{
		{"cut off in a record", "<rss><channel><item><title>a</title></item><item><title>b", "a", []string{"record 2 at byte 43: <item> does not end: the file is cut off", "byte 57: a feed, cut off before its end"}},
		{"cut off between records", "<rss><channel><item><title>a</title></item>\n", "a", []string{"cut off"}},
		{"cut off in a section", "<rss><channel><item><title>a</title></item><item><title><![CDATA[b</title></item>", "a", []string{"record 2", "cut off"}},
		{"no end of a record", "<rss><channel><item><title>a</title><item><title>b</title></item></channel></rss>", "b", []string{"record 1 at byte 14: <item> does not end before the next one"}},
		{"no end of the last record", "<rss><channel><item><title>a</title></item><item><title>b</title></channel></rss>", "a", []string{"record 2 at byte 43: <item> does not end"}},
		{"too large", "<rss><channel><item><title>a</title></item><item><title>" + long + "</title></item><item><title>c</title></item></channel></rss>", "a c", []string{"record 2 at byte 43: larger than the limit"}},
		{"too large a tag", "<rss><channel><item x='" + long + "'><title>a</title></item><item><title>c</title></item></channel></rss>", "c", nil},
		{"too large a section before", "<rss><channel><description><![CDATA[" + long + "]]></description><item><title>c</title></item></channel></rss>", "c", nil},
		{"stray <", "<rss><channel><item><title>a < b && c <3</title></item></channel></rss>", "a < b && c <3", nil},
		{"bytes that are no text", "<rss><channel><item><title>a\x00\x08\xff</title></item></channel></rss>", "a\x00\x08\xff", nil},
		{"a section that lost its end", "<rss><channel><item><title><![CDATA[a</title></item><item><title><![CDATA[b]]></title></item></channel></rss>", "b", []string{"record 1 at byte 14: <title> does not end"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			recs, errs := collect(c.doc, Options{Format: RSS, MaxSize: 10000})
			if got := strings.Join(titles(recs), " "); got != c.titles {
				t.Errorf("got %q, want %q", got, c.titles)
			}
			for i, err := range errs {
				if i >= len(c.errs) || !strings.Contains(err.Error(), c.errs[i]) {
					t.Errorf("error %d: %v", i, err)
				}
			}
			if len(errs) < len(c.errs) {
				t.Error(errs)
			}
		})
	}
}

// What a record is does not depend on how the bytes arrive.
func TestOneByteAtATime(t *testing.T) {
	for _, doc := range []string{
		"<rss><channel><title>t</title><item a='>'><title><![CDATA[a]]b]]></title></item><!-- <item> --><item><title>c</title></item></channel></rss>",
		"{\"html\": \"a\"}\n{\"html\": \"b\"}",
		"TITLE: a\n-----\nBODY:\nx\n-----\n--------\nTITLE: b\n-----\nBODY:\ny\n-----\n",
	} {
		want, _ := collect(doc, Options{})
		var got []*Record
		for rec, err := range Open(oneByte{strings.NewReader(doc)}, Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, rec)
		}
		if len(got) != len(want) || len(got) != 2 {
			t.Fatal(doc, len(got), len(want))
		}
		for i := range got {
			if got[i].Header.Title != want[i].Header.Title || string(got[i].Content) != string(want[i].Content) || got[i].Offset != want[i].Offset {
				t.Errorf("%+v %+v", got[i], want[i])
			}
		}
	}
}

type oneByte struct{ r io.Reader }

func (o oneByte) Read(p []byte) (int, error) { return o.r.Read(p[:min(len(p), 1)]) }
