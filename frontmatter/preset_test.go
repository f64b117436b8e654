package frontmatter

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// presetSources are headers of several dialects that go through every preset.
var presetSources = map[string]string{
	"one-category": "---\ntitle: x\ncategories: ['C#']\n---\n",
	"wordpress": `---
layout: post
status: publish
published: true
title: 'Evening light: a walk'
author:
  display_name: Ada
  login: ada
wordpress_id: 6
wordpress_url: http://example.com/?p=6
date: '2011-04-17 17:51:35 -0400'
categories:
- Travel
tags:
- open source
- C#
permalink: /2011/04/evening-light/
redirect_from:
- /old/
excerpt: A walk along the harbour
# kept for the importer
meta:
  _edit_last: '1'
---
`,
	"feed": `---
title: '小城_夜色_｜一条街的灯光'
categories: 
 - 新媒体
 - 城市
headimg: 'http://img.example.com/a.jpg'
author: 城市
comments: false
date: 2021-03-21 16:41:04
thumbnail: 'http://img.example.com/a.jpg'
---
`,
	"zola": `+++
title = "夜の港"
date = 2014-04-17
updated = 2014-04-18T10:00:00+09:00
draft = false
authors = ["Ada"]
weight = 3

[taxonomies]
tags = ["a", "b"]

[extra]
cover = "/a.png"
deep = { x = 1 }
+++
`,
	"hugo": `{
  "title": "A",
  "date": "2014-04-17T15:04:00Z",
  "lastmod": "2014-04-18T15:04:00Z",
  "draft": true,
  "url": "/a/",
  "images": ["/a.png"],
  "params": {"author": "Ada", "n": 1.50, "none": null}
}
`,
	"obsidian": `---
title: A note
aliases: [Another name]
tag: a
created: 2024-02-03
publish: false
cssclasses:
  - wide
---
`,
}

// TestPresets writes the sources for every generator; the golden files show
// what becomes of them.
func TestPresets(t *testing.T) {
	for name, src := range presetSources {
		_, doc := parse(t, []byte(src))
		doc.Clean(CleanOptions{})
		var got strings.Builder
		for _, p := range Presets() {
			out, err := doc.Encode(EncodeOptions{Preset: p})
			if err != nil {
				t.Fatal(err)
			}
			got.WriteString("# " + p + "\n" + string(out))
		}
		golden(t, name+".txt", got.String())
	}
}

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "preset", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run the test with -update and read the difference\n%s", path, got)
	}
}

// TestRoundTrips writes every source in every format and preset, what that
// gives in every other one, and expects all keys in the end.
func TestRoundTrips(t *testing.T) {
	for name, src := range presetSources {
		t.Run(name, func(t *testing.T) {
			_, doc := parse(t, []byte(src))
			doc.Clean(CleanOptions{})
			for _, first := range everyOption() {
				there := lossless(t, doc, first)
				for _, second := range everyOption() {
					back := meanings(lossless(t, there, second))
					for _, f := range doc.fields {
						if !back.holds(f.key, f.value) && !mayDrop(first.Preset, f) && !mayDrop(second.Preset, f) {
							t.Errorf("%v, then %v: lost %s", first, second, f.key)
						}
					}
				}
			}
		})
	}
}

// TestPresetTwice expects that a preset has nothing to do with its own output.
func TestPresetTwice(t *testing.T) {
	for name, src := range presetSources {
		_, doc := parse(t, []byte(src))
		for _, opt := range everyOption() {
			once, err := doc.Encode(opt)
			if err != nil {
				t.Fatal(err)
			}
			block, again := parse(t, once)
			if opt.Format == JSON && block.Format == YAML {
				continue // JSON between lines of "---" is YAML to the reader
			}
			twice, err := again.Encode(opt)
			if err != nil {
				t.Fatal(err)
			}
			if string(once) != string(twice) {
				t.Errorf("%s, %v: written as\n%s\nand then as\n%s", name, opt, once, twice)
			}
		}
	}
}

// TestPresetYAML expects that yaml.v3 reads what the presets write.
func TestPresetYAML(t *testing.T) {
	for name, src := range presetSources {
		_, doc := parse(t, []byte(src))
		for _, p := range Presets() {
			out, err := doc.Encode(EncodeOptions{Format: YAML, Preset: p})
			if err != nil {
				t.Fatal(err)
			}
			block, again := parse(t, out)
			var values map[string]any
			if err := yaml.Unmarshal(block.Header, &values); err != nil {
				t.Fatalf("%s, %s: %v\n%s", name, p, err, out)
			}
			if len(values) != again.Len() {
				t.Errorf("%s, %s: %d keys, want %d", name, p, len(values), again.Len())
			}
		}
	}
}

func TestUnknownPreset(t *testing.T) {
	_, err := NewDocument().Encode(EncodeOptions{Preset: "gopher"})
	if err == nil || !strings.Contains(err.Error(), `"gopher"`) || !strings.Contains(err.Error(), "hugo") {
		t.Errorf("error %v", err)
	}
}
