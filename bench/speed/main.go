// Speed measures what artx costs beside golang.org/x/net/html's parse of the
// same bytes, one process for both and in turns:
//
//	go run ./bench/speed [-rounds N] [-cpuprofile FILE] PATH…
//	go run ./bench/speed -bodies DIR PATH…     write the HTML bodies, for other converters
//	go run ./bench/speed -line NAME PATH…      one line for bench/speed.sh: seconds of all files
//	go run ./bench/speed -start N COMMAND ARGS… [-- COMMAND ARGS…]
//
// The last form runs commands in turns and prints the processor time of each.
//
// PATH are posts and whole pages, or folders of them. For each kind of body it
// prints the ratio of the times of all files, each at its fastest round, which
// leaves out what else the machine did; the ratio of the processor time of all
// rounds, which counts the garbage collector's; how far both are spread over
// rounds; and the allocations of a file.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/frontmatter"
)

func main() {
	log.SetFlags(0)
	rounds := flag.Int("rounds", 12, "how often each file is converted")
	limit := flag.Int("files", 500, "how many files of each folder at most, evenly chosen")
	only := flag.String("only", "", "measure only what begins like this, such as \"posts\"")
	profile := flag.String("cpuprofile", "", "write a profile of the processor's time to this file")
	bodies := flag.String("bodies", "", "write the HTML bodies and pages to posts and pages in this folder")
	line := flag.String("line", "", "print the seconds of the inputs in one line of this name")
	alone := flag.Bool("alone", false, "convert without parsing beside it, for a profile")
	start := flag.Int("start", 0, "run the commands that the arguments are so often, in turns")
	flag.Parse()
	if *start > 0 {
		startAll(flag.Args(), *start)
		return
	}
	var inputs []input
	for _, path := range flag.Args() {
		inputs = append(inputs, read(path, *limit)...)
	}
	if *profile != "" {
		f, err := os.Create(*profile)
		check(err)
		check(pprof.StartCPUProfile(f))
		defer pprof.StopCPUProfile()
	}
	switch {
	case *bodies != "":
		write(inputs, *bodies)
		return
	case *alone:
		convertAll(inputs, *rounds)
		return
	case *line != "":
		printLine(*line, inputs, *rounds)
		return
	}
	fmt.Printf("%-28s %6s %9s   %-24s %-24s %s\n", "beside x/net/html's parse", "files", "bytes", "fastest (rounds)", "with collector (rounds)", "allocations a file")
	for _, t := range tasks {
		if strings.HasPrefix(t.name, *only) {
			t.measure(inputs, *rounds)
		}
	}
}

// An input is a file, split as artx does.
type input struct {
	name string
	src  []byte
	body []byte
	kind body.Kind
}

// read reads the files of a folder, or one.
func read(path string, limit int) (inputs []input) {
	var names []string
	check(filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			names = append(names, name)
		}
		return err
	}))
	step := max(1, len(names)/limit)
	for i := 0; i < len(names); i += step {
		src, err := os.ReadFile(names[i])
		check(err)
		block, err := frontmatter.Split(src)
		if err != nil {
			continue
		}
		kind := body.Detect(block.Body, block.Format != frontmatter.None)
		inputs = append(inputs, input{names[i], src, block.Body, kind})
	}
	return inputs
}

// A task is one way to convert the inputs that it takes.
type task struct {
	name    string
	takes   func(input) bool
	convert func(input) error
	of      func(input) []byte // what is parsed beside it
}

var tasks = []task{
	{"HTML bodies to Markdown", isKind(body.KindArticle), convertBody, theBody},
	{"mixed bodies to Markdown", isKind(body.KindMixed), convertBody, theBody},
	{"posts to Markdown", isPost, convertFile(article.Markdown), theBody},
	{"posts to JSON Lines", isPost, convertFile(article.JSONLine), theBody},
	{"pages to Markdown", isKind(body.KindPage), convertFile(article.Markdown), theBody},
}

func isKind(kind body.Kind) func(input) bool { return func(in input) bool { return in.kind == kind } }

func isPost(in input) bool { return in.kind == body.KindArticle || in.kind == body.KindMixed }

func theBody(in input) []byte { return in.body }

func convertBody(in input) error {
	a, err := article.Convert(in.body, article.Options{To: article.Markdown, From: article.Input(in.kind)})
	if err != nil {
		return err
	}
	_, err = a.Encode(article.Markdown)
	return err
}

func convertFile(to article.Format) func(input) error {
	return func(in input) error {
		a, err := article.Convert(in.src, article.Options{To: to, Name: in.name})
		if err != nil {
			return err
		}
		_, err = a.Encode(to)
		return err
	}
}

func parse(in input, of func(input) []byte) error {
	_, err := html.Parse(bytes.NewReader(of(in)))
	return err
}

func check(err error) {
	if err != nil {
		log.Fatal("speed: ", err)
	}
}
