// Archive writes a synthetic archive of posts, for measuring artx at a scale
// that no test data has:
//
//	go run ./bench/archive -n 100000 DIR
//
// Post i is the same in every archive, whatever its size: archives of 10,000
// and 100,000 posts differ in nothing but the number. The shapes are those of
// testdata: feed archives with lazy and proxied images, importer output, whole
// pages, code, tables, in several scripts.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

// perFolder keeps folders at a size that people have.
const perFolder = 500

func main() {
	log.SetFlags(0)
	log.SetPrefix("archive: ")
	n := flag.Int("n", 10_000, "number of posts")
	parse := flag.Bool("parse", false, "only read and parse the posts that are there, to measure that")
	container := flag.String("container", "", "write the posts to one `FILE`, a WordPress export (.xml) or a web archive (.warc), and to no folder")
	large := flag.Int64("large", 0, "add one post of about so many bytes, among the first ones")
	flag.Parse()
	if *container != "" {
		if err := pack(*container, *n); err != nil {
			log.Fatal(err)
		}
		return
	}
	if flag.NArg() != 1 {
		log.Fatal("name the folder to write to: archive -n 10000 DIR")
	}
	if *parse {
		if err := parseAll(flag.Arg(0)); err != nil {
			log.Fatal(err)
		}
		return
	}
	if err := write(flag.Arg(0), *n, *large); err != nil {
		log.Fatal(err)
	}
}

func write(dir string, n int, large int64) error {
	var total int64
	var b bytes.Buffer
	for i := range n {
		b.Reset()
		name := filepath.Join(dir, post(&b, i))
		if i%perFolder == 0 {
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				return err
			}
		}
		if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
			return err
		}
		total += int64(b.Len())
	}
	if large > 0 {
		b.Reset()
		largePost(&b, large)
		if err := os.WriteFile(filepath.Join(dir, folderOf(0), "00000-large.html"), b.Bytes(), 0o666); err != nil {
			return err
		}
		total += int64(b.Len())
	}
	fmt.Printf("%d posts, %d bytes\n", n, total)
	return nil
}
