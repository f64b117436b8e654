package article_test

import (
	"errors"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/frontmatter"
)

// A post as importers leave it: its header is repaired, its image and player get
// their real addresses.
func ExampleConvert() {
	const post = `---
title: Night school &amp; lamps
date: Mon, 04 Jul 2022 21:15:01 GMT
---
<div class="content"><p>It <b>opens</b> at six.</p>
<img class="lazy" src="loading.gif" data-original="https://img.example.com/lamp.jpg"></div>`
	a, err := article.Convert([]byte(post), article.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(a.Title, "of", a.Published)
	fmt.Println(a.Images[0].URL, "via", a.Images[0].Via)
	os.Stdout.Write(a.Markdown)
	// Output:
	// Night school & lamps of 2022-07-04T21:15:01Z
	// https://img.example.com/lamp.jpg via data-original
	// It **opens** at six.
	//
	// ![](https://img.example.com/lamp.jpg)
}

// A whole page: the article is found in it, and the header is made of what the
// page says of itself.
func ExampleConvert_page() {
	const page = `<!DOCTYPE html><html lang="en"><head><title>Night school | The Lamp</title>
<meta property="og:site_name" content="The Lamp"><meta name="author" content="Ada Wick"></head>
<body><nav><a href="/">Home</a> <a href="/about">About</a></nav>
<article><h1>Night school</h1><p>It opens at six, and whoever wants to come brings a lamp and some oil.</p>
<p>The <a href="/oil">oil</a> is sold at the door until seven, and not a minute longer.</p></article>
<footer>© The Lamp</footer></body></html>`
	a, err := article.Convert([]byte(page), article.Options{BaseURL: "https://lamp.example/school"})
	if err != nil {
		log.Fatal(err)
	}
	out, err := a.Encode(article.Markdown)
	if err != nil {
		log.Fatal(err)
	}
	os.Stdout.Write(out)
	// Output:
	// ---
	// title: Night school
	// author: Ada Wick
	// url: https://lamp.example/school
	// site: The Lamp
	// lang: en
	// ---
	//
	// It opens at six, and whoever wants to come brings a lamp and some oil.
	//
	// The [oil](https://lamp.example/oil) is sold at the door until seven, and not a minute longer.
}

func ExampleArticle_JSON() {
	a, err := article.Convert([]byte("<p>It <b>opens</b> at <a href='https://lamp.example/six'>six</a>.</p>"), article.Options{Name: "school.html"})
	if err != nil {
		log.Fatal(err)
	}
	out, err := a.JSON()
	if err != nil {
		log.Fatal(err)
	}
	os.Stdout.Write(out)
	// Output:
	// {
	//   "schema": "artx/1",
	//   "source": {
	//     "path": "school.html",
	//     "format": "article",
	//     "encoding": "utf-8"
	//   },
	//   "markdown": "It **opens** at [six](https://lamp.example/six).\n",
	//   "text": "It opens at six.\n",
	//   "words": 4,
	//   "links": [
	//     {
	//       "url": "https://lamp.example/six",
	//       "text": "six"
	//     }
	//   ]
	// }
}

// A rules file adds rows to the built-in tables.
func ExampleOptions_rules() {
	rules, err := rules.Load([]byte("lazy:\n  - {attr: data-lamp, kind: source}\n"), "artx.yaml")
	if err != nil {
		log.Fatal(err)
	}
	a, err := article.Convert([]byte(`<p>Bring one.</p><img src="dark.gif" data-lamp="https://img.example.com/lamp.jpg">`), article.Options{Rules: rules})
	if err != nil {
		log.Fatal(err)
	}
	os.Stdout.Write(a.Markdown)
	// Output:
	// Bring one.
	//
	// ![](https://img.example.com/lamp.jpg)
}

// An error says where it is.
func ExampleError() {
	_, err := article.Convert([]byte("---\ntitle: Night school\n\n<p>It opens at six.</p>"), article.Options{})
	var e *article.Error
	if errors.As(err, &e) {
		fmt.Println("line", e.Line)
	}
	var header *frontmatter.Error
	fmt.Println("of the header:", errors.As(err, &header))
	// Output:
	// line 1
	// of the header: true
}

// A folder of posts, each to Markdown beside it.
func Example_folder() {
	folder, err := os.MkdirTemp("", "posts")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	if err := os.WriteFile(filepath.Join(folder, "school.html"), []byte("<p>It <b>opens</b> at six.</p>"), 0o666); err != nil {
		log.Fatal(err)
	}

	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".html" {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		a, err := article.Convert(src, article.Options{Name: path})
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		out, err := a.Encode(article.Markdown)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		fmt.Printf("%s: %d words, %d notes\n", d.Name(), len(strings.Fields(string(a.Markdown))), len(a.Notes))
		return os.WriteFile(strings.TrimSuffix(path, ".html")+".md", out, 0o666)
	})
	if err != nil {
		log.Fatal(err)
	}
	// Output: school.html: 4 words, 0 notes
}
