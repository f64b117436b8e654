package frontmatter_test

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/artx-cli/artx/frontmatter"
)

const post = `---
title: C # 8 &amp; more
date: Mon, 04 Jul 2022 21:15:01 GMT
headimg: 'https://proxy.example/?http://img.example/a.jpg'
tags:
 - NO
 - 港
# kept
comments: false
---
<p>Hello</p>
`

func Example() {
	block, err := frontmatter.Split([]byte(post))
	if err != nil {
		fmt.Println(err)
		return
	}
	doc, err := frontmatter.Parse(block)
	if err != nil {
		fmt.Println(err)
		return
	}
	doc.Clean(frontmatter.CleanOptions{
		ResolveImage: func(addr string) (string, bool) {
			return strings.TrimPrefix(addr, "https://proxy.example/?"), false
		},
	})
	header, err := doc.Encode(frontmatter.EncodeOptions{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s%s", header, block.Body)
	for _, n := range doc.Notes() {
		fmt.Printf("%d: %s\n", n.Line, n.Message)
	}
	// Output:
	// ---
	// title: "C # 8 & more"
	// date: 2022-07-04T21:15:01Z
	// headimg: 'http://img.example/a.jpg'
	// tags:
	//  - "NO"
	//  - 港
	// # kept
	// comments: false
	// ---
	// <p>Hello</p>
	// 2: title: YAML reads "C # 8 &amp; more" as "C"; kept as text
	// 6: tags: YAML reads "NO" as a boolean or number in YAML 1.1; kept as text
}

func ExampleSplit() {
	block, err := frontmatter.Split([]byte("\n---\ntitle: a\n---\nbody\n"))
	fmt.Printf("%v from line %d: %q, body from line %d: %q, %v\n",
		block.Format, block.HeaderLine, block.Header, block.BodyLine, block.Body, err)

	// A thematic break opens no header.
	block, err = frontmatter.Split([]byte("---\n\nNot a header.\n"))
	fmt.Println(block.Format, err)

	_, err = frontmatter.Split([]byte("---\ntitle: a\n"))
	fmt.Println(err)
	// Output:
	// yaml from line 3: "title: a\n", body from line 5: "body\n", <nil>
	// none <nil>
	// 1: the header opened by "---" is never closed
}

func ExampleDocument_Encode() {
	block, _ := frontmatter.Split([]byte("---\ntitle: A walk\ndate: 2014-03-05\ntags: [sea]\nmood: calm\n---\n"))
	doc, _ := frontmatter.Parse(block)
	header, err := doc.Encode(frontmatter.EncodeOptions{Preset: "zola"})
	fmt.Printf("%s%v\n", header, err)
	// Output:
	// +++
	// title = "A walk"
	// date = 2014-03-05
	//
	// [taxonomies]
	// tags = ["sea"]
	//
	// [extra]
	// mood = "calm"
	// +++
	// <nil>
}

func ExampleDocument_Meta() {
	block, _ := frontmatter.Split([]byte("+++\nTitle = \"A walk\"\nlastmod = 2014-03-05T10:30:00\nkeywords = \"sea, salt\"\n[author]\nname = \"Ada\"\n+++\n"))
	doc, _ := frontmatter.Parse(block)
	m := doc.Meta()
	fmt.Println(m.Title, m.Authors, m.Updated, m.Tags)
	// Output: A walk [Ada] 2014-03-05T10:30:00 [sea salt]
}

func ExampleNewDocument() {
	doc := frontmatter.NewDocument()
	doc.Set("title", "1984")
	doc.Set("tags", []string{"on", "off the record"})
	header, err := doc.Encode(frontmatter.EncodeOptions{})
	fmt.Printf("%s%v\n", header, err)
	// Output:
	// ---
	// title: "1984"
	// tags:
	//   - "on"
	//   - off the record
	// ---
	// <nil>
}

func ExampleDocument_MarshalJSON() {
	block, _ := frontmatter.Split([]byte("---\nb: 1\na: 2014-03-05\n7: [x, null]\n---\n"))
	doc, _ := frontmatter.Parse(block)
	b, err := json.Marshal(doc)
	fmt.Println(string(b), err)
	// Output: {"b":1,"a":"2014-03-05","7":["x",null]} <nil>
}

func ExampleParseDate() {
	for _, s := range []string{"Mon, 04 Jul 2022 21:15:01 GMT", "2014年3月5日 10:30", "March 5, 2014", "Invalid Date"} {
		d, err := frontmatter.ParseDate(s)
		fmt.Println(d, err)
	}
	// Output:
	// 2022-07-04T21:15:01Z <nil>
	// 2014-03-05T10:30:00 <nil>
	// 2014-03-05 <nil>
	//  not a date
}
