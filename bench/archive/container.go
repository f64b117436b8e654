package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/artx-cli/artx/frontmatter"
)

// pack writes the bodies of n posts to one container, so that reading that can be
// compared with reading a folder.
func pack(name string, n int) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() {
		if err2 := f.Close(); err == nil {
			err = err2
		}
	}()
	w := bufio.NewWriterSize(f, 1<<20)
	head, entry, end := "", warcRecord, ""
	if filepath.Ext(name) == ".xml" {
		head, entry, end = wxrHead, wxrItem, "</channel></rss>\n"
	}
	fmt.Fprint(w, head) // its error comes with Flush
	var b bytes.Buffer
	for i := range n {
		b.Reset()
		post(&b, i)
		block, err := frontmatter.Split(b.Bytes())
		if err != nil {
			return err
		}
		entry(w, i, block.Body)
	}
	fmt.Fprint(w, end)
	return w.Flush()
}

const wxrHead = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Bench</title><link>https://bench.example</link><wp:wxr_version>1.2</wp:wxr_version>
`

func wxrItem(w *bufio.Writer, i int, body []byte) {
	text := strings.ReplaceAll(string(body), "]]>", "]]]]><![CDATA[>")
	fmt.Fprintf(w, `<item><title>Post %d</title><link>https://bench.example/%d/</link><content:encoded><![CDATA[%s]]></content:encoded>`+
		`<wp:post_id>%d</wp:post_id><wp:post_date>2024-05-01 10:00:00</wp:post_date><wp:post_name>post-%d</wp:post_name>`+
		"<wp:status>publish</wp:status><wp:post_type>post</wp:post_type></item>\n", i, i, text, i, i)
}

func warcRecord(w *bufio.Writer, i int, body []byte) {
	http := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
	fmt.Fprintf(w, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n"+
		"WARC-Target-URI: https://bench.example/%d/\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, i, len(http), http)
}
