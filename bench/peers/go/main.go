// Peers times converters of the Go module proxy on a folder of files, beside
// golang.org/x/net/html's parse:
//
//	peers [-rounds N] posts|pages DIR
//
// It prints a line for each: its name, and the seconds of all files, each at its
// fastest round.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	htmltomarkdown "github.com/JohannesKaufmann/html-to-markdown/v2"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

type peer struct {
	name string
	run  func(src []byte) error
}

var address = &url.URL{Scheme: "https", Host: "example.org", Path: "/"}

var peers = map[string][]peer{
	"posts": {{"x/net/html, parse alone", parse}, {"html-to-markdown", toMarkdown}},
	"pages": {{"x/net/html, parse alone", parse}, {"go-readability", readable}, {"go-trafilatura", trafilate}},
}

func parse(src []byte) error {
	_, err := html.Parse(bytes.NewReader(src))
	return err
}

func toMarkdown(src []byte) error {
	_, err := htmltomarkdown.ConvertReader(bytes.NewReader(src))
	return err
}

func readable(src []byte) error {
	article, err := readability.FromReader(bytes.NewReader(src), address)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	return article.RenderHTML(&out)
}

func trafilate(src []byte) error {
	_, err := trafilatura.Extract(bytes.NewReader(src), trafilatura.Options{OriginalURL: address, EnableFallback: false})
	return err
}

func main() {
	log.SetFlags(0)
	rounds := flag.Int("rounds", 5, "how often each file is converted")
	flag.Parse()
	if flag.NArg() != 2 || peers[flag.Arg(0)] == nil {
		log.Fatal("peers posts|pages DIR")
	}
	files, err := filepath.Glob(filepath.Join(flag.Arg(1), "*"))
	if err != nil || len(files) == 0 {
		log.Fatalf("no files in %s (%v)", flag.Arg(1), err)
	}
	sources := make([][]byte, len(files))
	for i, file := range files {
		if sources[i], err = os.ReadFile(file); err != nil {
			log.Fatal(err)
		}
	}
	for _, p := range peers[flag.Arg(0)] {
		p.measure(sources, *rounds)
	}
}

// measure prints the time of a peer; what it refuses counts too.
func (p peer) measure(sources [][]byte, rounds int) {
	lowest := slices.Repeat([]float64{math.Inf(1)}, len(sources))
	failed := 0
	for round := range rounds {
		for i, src := range sources {
			start := time.Now()
			err := p.run(src)
			lowest[i] = min(lowest[i], time.Since(start).Seconds())
			if err != nil && round == 0 {
				failed++
			}
		}
	}
	sum := 0.0
	for _, s := range lowest {
		sum += s
	}
	if failed > 0 {
		fmt.Fprintf(os.Stderr, "%s refused %d of %d files\n", p.name, failed, len(sources))
	}
	fmt.Printf("%s\t%.6f\n", p.name, sum)
}
