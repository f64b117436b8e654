package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readTruth reads what the posts say: the facts from a file, the words from the
// posts themselves.
func readTruth(posts, file string) (map[string]facts, error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var truth map[string]facts
	if err := json.Unmarshal(b, &truth); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	names, err := filepath.Glob(filepath.Join(posts, "*"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		doc, err := html.Parse(bytes.NewReader(src[bytes.IndexByte(src, '<'):]))
		if err != nil {
			return nil, err
		}
		words := wordsOf(doc)
		mark := markOf(words)
		f, ok := truth[mark]
		if !ok {
			return nil, fmt.Errorf("%s: no facts for its mark %q", name, mark)
		}
		f.words = words
		truth[mark] = f
	}
	return truth, nil
}

// readPages reads the built pages that hold facts, by the marks in their text.
func readPages(dir string) (map[string]facts, error) {
	if _, err := os.Stat(dir); err != nil {
		return nil, err
	}
	pages := map[string]facts{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil || !bytes.Contains(src, []byte(`id="facts"`)) {
			return err
		}
		f, err := readPage(src)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		rel, err := filepath.Rel(dir, path)
		f.Address = strings.TrimSuffix(filepath.ToSlash(rel), "index.html")
		pages[markOf(f.words)] = f
		return err
	})
	return pages, err
}

func readPage(src []byte) (facts, error) {
	var f facts
	doc, err := html.Parse(bytes.NewReader(src))
	if err != nil {
		return f, err
	}
	var said string
	var article *html.Node
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Script && attr(n, "id") == "facts" && n.FirstChild != nil:
			said = n.FirstChild.Data
		case n.DataAtom == atom.Article:
			article = n
		case attr(n, "id") == "__blog-post-container": // Docusaurus, inside of its article
			article = n
		}
	}
	if err := json.Unmarshal([]byte(said), &f); err != nil {
		return f, fmt.Errorf("facts: %w", err)
	}
	f.Date = instant(f.Date)
	if article == nil {
		return f, fmt.Errorf("no article")
	}
	f.words, f.Images = wordsOf(article), nil
	for n := range article.Descendants() {
		if n.DataAtom == atom.Img {
			f.Images = append(f.Images, attr(n, "src"))
		}
	}
	return f, nil
}

// instant writes a time in UTC, to the second.
func instant(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return t.UTC().Format(time.RFC3339)
}

// markOf returns the number that a post's text begins with.
func markOf(words []string) string {
	if len(words) > 1 && words[0] == "Mark" {
		return words[1]
	}
	return ""
}

// wordsOf returns the words of a tree, with the signs of templates, without the
// line numbers that highlighters write.
func wordsOf(n *html.Node) []string {
	var b strings.Builder
	writeText(&b, n)
	return strings.FieldsFunc(b.String(), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("{}%#", r)
	})
}

func writeText(b *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		b.WriteString(n.Data)
		return
	case n.DataAtom == atom.Script, n.DataAtom == atom.Style, attr(n, "class") == "gutter":
		return
	case n.DataAtom == atom.Br:
		b.WriteByte(' ')
	}
	for c := range n.ChildNodes() {
		writeText(b, c)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
