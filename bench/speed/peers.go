package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/extract/body"
)

// write writes the bodies that are HTML, and the pages, as files for converters
// that know no headers.
func write(inputs []input, dir string) {
	for i, in := range inputs {
		sub := map[body.Kind]string{body.KindArticle: "posts", body.KindPage: "pages"}[in.kind]
		if sub == "" {
			continue
		}
		check(os.MkdirAll(filepath.Join(dir, sub), 0o777))
		check(os.WriteFile(filepath.Join(dir, sub, fmt.Sprintf("%05d.html", i)), in.body, 0o666))
	}
}

// printLine prints the seconds that the inputs take to Markdown, each at its
// fastest round, as the programs in bench/peers do.
func printLine(name string, inputs []input, rounds int) {
	w := newWatch(len(inputs))
	for range rounds {
		w.round(func(i int) {
			a, err := article.Convert(inputs[i].src, article.Options{To: article.Markdown, From: article.FromHTML})
			check(err)
			_, err = a.Encode(article.Markdown)
			check(err)
		})
	}
	fmt.Printf("%s\t%.6f\n", name, w.fastest())
}
