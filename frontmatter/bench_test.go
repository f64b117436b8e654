package frontmatter

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// typicalHeader and typicalBody have the median size of the real articles'.
const typicalHeader = `---
layout: post
title: 'Evening light: notes from a harbour town'
date: 2014-07-20 03:07:23 +0200
author: Ada Example
permalink: /2014/07/20/evening-light/
thumbnail: https://img.example.com/2014/07/harbour-1024x768.jpg
categories:
  - Travel
  - Notes
tags:
  - harbour
  - evening
  - 港町
comments: true
wordpress_id: 1234
---
`

var typicalBody = "<div class=\"post\">" + strings.Repeat(`<p>The ferry left at <em>seven</em>, and the <a href="https://example.com/harbour?x=1&amp;y=2">harbour</a> fell silent; 港町の夕暮れ.</p>
<p><img class="lazy" src="/loading.gif" data-original="https://img.example.com/a.jpg" alt="" width="600"></p>
<ul><li>One boat</li><li>Two <b>gulls</b></li></ul>
`, 12) + "</div>"

func headerWork(b testing.TB) {
	block, err := Split([]byte(typicalHeader + typicalBody))
	if err != nil {
		b.Fatal(err)
	}
	doc, err := Parse(block)
	if err != nil {
		b.Fatal(err)
	}
	doc.Clean(CleanOptions{})
	_ = doc.Meta()
	if _, err := doc.Encode(EncodeOptions{}); err != nil {
		b.Fatal(err)
	}
}

func bodyWork(b testing.TB) {
	if _, err := html.Parse(bytes.NewReader([]byte(typicalBody))); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkHeader reads, cleans and writes a typical header and reports what
// that costs as a share of parsing a typical body.
func BenchmarkHeader(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		headerWork(b)
	}
	header := b.Elapsed() / time.Duration(b.N)
	b.StopTimer()
	start := time.Now()
	for range b.N {
		bodyWork(b)
	}
	b.ReportMetric(float64(header)/float64(time.Since(start)/time.Duration(b.N)), "header/body")
}

func BenchmarkBody(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		bodyWork(b)
	}
}
