// Command results converts the payloads of bench/hostile and writes a line of
// JSON for each result, for bench/hostile/browser.cjs to render.
package main

import (
	"encoding/json"
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
}

func main() {
	out := json.NewEncoder(os.Stdout)
	for _, preset := range []string{"", "jekyll"} {
		write(out, hostile.Markup(), article.Options{From: article.FromArticle, Preset: preset})
	}
	write(out, hostile.Markdown(), article.Options{Safe: true})
}

func write(out *json.Encoder, payloads []hostile.Payload, opt article.Options) {
	for _, p := range payloads {
		a, err := article.Convert([]byte(p.Input), opt)
		if err != nil {
			fmt.Fprintln(os.Stderr, p.Name+":", err)
			continue
		}
		if err := out.Encode(result{p.Name + " " + opt.Preset, p.Input, string(a.Markdown)}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
