// Sites measures whether the structure of an article is kept when it is found
// in a whole page. Documents written for this are rendered by real site
// generators; what artx makes of the pages is compared with what went in.
//
//	sites write DIR           write the documents for every site below DIR
//	sites select              print the sites, and the selector of each one's article
//	sites collect DIR PAGES   copy the built pages to PAGES/SITE/SLUG.html
//	sites -v score RESULTS    score RESULTS/SITE/SLUG.md; -v lists misses
//
// run.sh does all of it.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("sites: ")
	verbose := flag.Bool("v", false, "list what was missed, a line each")
	flag.Parse()
	docs, err := documents()
	if err == nil {
		err = run(flag.Args(), docs, *verbose)
	}
	if err != nil {
		log.Fatal(err)
	}
}

func run(args []string, docs []document, verbose bool) error {
	switch {
	case len(args) == 2 && args[0] == "write":
		return writeSources(args[1], docs)
	case len(args) == 3 && args[0] == "collect":
		return collect(args[1], args[2], docs)
	case len(args) == 1 && args[0] == "select":
		for _, s := range sites {
			fmt.Printf("%s\t%s\n", s.name, s.selects)
		}
		return nil
	case len(args) == 2 && args[0] == "score":
		return scoreAll(os.Stdout, args[1], docs, verbose)
	}
	return fmt.Errorf("want write DIR, collect DIR PAGES, select, or score RESULTS, not %q", args)
}

// collect copies the built pages. A site that was not built is left out with a
// message; one of whose pages some are missing is an error.
func collect(dir, to string, docs []document) error {
	for _, s := range sites {
		found := 0
		for _, d := range docs {
			page, err := os.ReadFile(filepath.Join(dir, s.name, fill(s.page, d)))
			if os.IsNotExist(err) {
				continue
			}
			if err != nil {
				return err
			}
			found++
			if err := os.MkdirAll(filepath.Join(to, s.name), 0o777); err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(to, s.name, d.slug+".html"), page, 0o666); err != nil {
				return err
			}
		}
		switch found {
		case 0:
			log.Printf("%s: not built", s.name)
		case len(docs):
		default:
			return fmt.Errorf("%s: %d of %d pages were built", s.name, found, len(docs))
		}
	}
	return nil
}

// scoreAll scores the results of every site that has some, and prints a table.
func scoreAll(w io.Writer, dir string, docs []document, verbose bool) error {
	table := tabwriter.NewWriter(w, 0, 0, 1, ' ', tabwriter.AlignRight)
	columns := append([]string{"block"}, append(features, "title", "author", "date")...)
	fmt.Fprintf(table, "\t%s\tforeign\tbetween\t\n", strings.Join(columns, "\t"))
	all := result{counts: map[string]count{}}
	var misses []string
	for _, s := range sites {
		if _, err := os.Stat(filepath.Join(dir, s.name)); err != nil {
			continue
		}
		sum, missed, err := scoreSite(dir, s, docs)
		if err != nil {
			return err
		}
		printRow(table, s.name, columns, sum)
		all.add(sum)
		misses = append(misses, missed...)
	}
	printRow(table, "all", columns, all)
	printTotals(table, columns, all)
	if err := table.Flush(); err != nil {
		return err
	}
	if verbose {
		fmt.Fprintln(w, "\n"+strings.Join(misses, "\n"))
	}
	return nil
}

func scoreSite(dir string, s site, docs []document) (result, []string, error) {
	sum := result{counts: map[string]count{}}
	var misses []string
	for _, d := range docs {
		got, err := os.ReadFile(filepath.Join(dir, s.name, d.slug+".md"))
		if err != nil && !os.IsNotExist(err) { // a page that gave nothing has lost everything
			return sum, nil, err
		}
		r, err := score(s, d, string(got))
		if err != nil {
			return sum, nil, fmt.Errorf("%s/%s: %w", s.name, d.slug, err)
		}
		sum.add(r)
		for _, m := range r.misses {
			misses = append(misses, s.name+"/"+d.slug+" "+m)
		}
	}
	return sum, misses, nil
}

// printRow prints a line of the table, in per cent.
func printRow(w io.Writer, name string, columns []string, r result) {
	fmt.Fprint(w, name)
	for _, f := range columns {
		c := r.counts[f]
		if c.all == 0 {
			fmt.Fprint(w, "\t-")
			continue
		}
		fmt.Fprintf(w, "\t%.1f", 100*float64(c.kept)/float64(c.all))
	}
	fmt.Fprintf(w, "\t%.1f\t%d\t\n", 100*float64(r.foreign)/float64(max(r.words, 1)), r.between)
}

// printTotals prints of how many the per cents are.
func printTotals(w io.Writer, columns []string, r result) {
	fmt.Fprint(w, "of")
	for _, f := range columns {
		fmt.Fprintf(w, "\t%d", r.counts[f].all)
	}
	fmt.Fprintf(w, "\t%d\t%d\t\n", r.words, r.counts["block"].all)
}
