// Command results converts the payloads of bench/hostile and writes a line of
// JSON for each result, for bench/hostile/browser.cjs to render. With -random N
// they are N that are made up, from -seed on.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/bench/hostile"
)

// result is a payload converted.
type result struct {
	Name     string `json:"name"`
	Input    string `json:"input"`
	Markdown string `json:"markdown"`
	Warned   bool   `json:"warned"` // of what a reader could render unsafely
}

// writer writes results and counts what was refused.
type writer struct {
	out      *json.Encoder
	payloads int
	refused  int
}

func main() {
	random := flag.Int("random", 0, "payloads to make up, instead of those of every kind")
	seed := flag.Uint64("seed", 1, "what they are made up from")
	flag.Parse()
	markup, markdown := hostile.Markup(), hostile.Markdown()
	if *random > 0 {
		markup, markdown = hostile.RandomMarkup(*seed, *random), hostile.RandomMarkdown(*seed, *random)
	}
	w := &writer{out: json.NewEncoder(os.Stdout)}
	for _, preset := range []string{"", "jekyll", "hugo"} {
		w.write("html "+preset, markup, article.Options{From: article.FromArticle, Preset: preset})
	}
	for _, from := range []article.Input{article.FromAuto, article.FromMarkdown, article.FromMixed} {
		w.write(string(from), markdown, article.Options{From: from})
		w.write(string(from)+" safe", markdown, article.Options{From: from, Safe: true})
	}
	fmt.Fprintf(os.Stderr, "%d payloads converted, %d refused\n", w.payloads, w.refused)
}

func (w *writer) write(how string, payloads []hostile.Payload, opt article.Options) {
	for _, p := range payloads {
		w.payloads++
		a, err := article.Convert([]byte(p.Input), opt)
		if err != nil {
			w.refused++
			fmt.Fprintln(os.Stderr, p.Name+":", err)
			continue
		}
		if err := w.out.Encode(result{p.Name + " " + how, p.Input, string(a.Markdown), hostile.Warns(a.Notes)}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
