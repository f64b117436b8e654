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

func headerWork(b testing.TB, src []byte) Block {
	block, err := Split(src)
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
	return block
}

func bodyWork(b testing.TB, body []byte) {
	if _, err := html.Parse(bytes.NewReader(body)); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkHeader reads, cleans and writes a typical header and reports what
// that costs as a share of parsing a typical body.
func BenchmarkHeader(b *testing.B) {
	b.ReportAllocs()
	src := []byte(typicalHeader + typicalBody)
	for b.Loop() {
		headerWork(b, src)
	}
	header := b.Elapsed() / time.Duration(b.N)
	b.StopTimer()
	start := time.Now()
	for range b.N {
		bodyWork(b, []byte(typicalBody))
	}
	b.ReportMetric(float64(header)/float64(time.Since(start)/time.Duration(b.N)), "header/body")
}

// BenchmarkCorpus does the same for all real articles at once, where they are
// at hand, and reports how many headers the fast reader takes.
func BenchmarkCorpus(b *testing.B) {
	files := corpus(b)
	var header, body time.Duration
	fast, yaml := 0, 0
	for b.Loop() {
		fast, yaml = 0, 0
		for _, src := range files {
			start := time.Now()
			block := headerWork(b, src)
			middle := time.Now()
			_, _ = html.Parse(bytes.NewReader(block.Body)) // deep nesting is an error, and takes its time too
			header, body = header+middle.Sub(start), body+time.Since(middle)
			if block.Format == YAML {
				yaml++
				if NewDocument().scanYAML(string(block.Header), 1) {
					fast++
				}
			}
		}
	}
	b.ReportMetric(float64(header)/float64(body), "header/body")
	b.ReportMetric(float64(fast)/float64(yaml), "fast/yaml")
}
