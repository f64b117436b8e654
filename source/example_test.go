package source_test

import (
	"fmt"
	"strings"

	"github.com/artx-cli/artx/source"
)

func ExampleOpen() {
	feed := `<rss version="2.0"><channel><title>Harbour notes</title>
<item><title>The ferry</title><link>https://harbour.example/ferry</link><description>&lt;p&gt;It was late.&lt;/p&gt;</description></item>
<item><title>Broken</item>
<item><title>Two gulls</title><description>And a crab.</description></item>
</channel></rss>`
	for rec, err := range source.Open(strings.NewReader(feed), source.Options{Name: "feed.xml"}) {
		if err != nil {
			fmt.Println("error:", err)
			continue
		}
		fmt.Printf("%s %s %s\n", rec.Header.Title, rec.URL, rec.Content)
	}
	// Output:
	// The ferry https://harbour.example/ferry <p>It was late.</p>
	// error: feed.xml: record 2 at byte 195: <title> does not end
	// Two gulls  And a crab.
}

func ExampleDetect() {
	for _, data := range []string{"<rss version='2.0'>", "WARC/1.1\r\n", "# A post", "%PDF-1.7"} {
		format, err := source.Detect([]byte(data), "")
		fmt.Printf("%q %v\n", format, err)
	}
	// Output:
	// "feed" <nil>
	// "warc" <nil>
	// "file" <nil>
	// "" this is a PDF, which artx does not read; convert it first: pdftohtml -s -i FILE.pdf
}
