// Scale measures what converting web archives costs as they grow, fits a line to it,
// and plans larger ones by that:
//
//	go run ./bench/scale -artx ./artx -n 10000,100000 -plan 1e8,1e10
//
// The archives are those of bench/archive, each record a member of gzip, written to
// -dir and kept there. Runs are with one job, so that wall time is that of a core,
// and, for the largest archive, with as many as there are processors.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"runtime"
	"strconv"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("scale: ")
	artx := flag.String("artx", "artx", "the `PROGRAM` to measure")
	sizes := flag.String("n", "10000,100000", "`NUMBERS` of records")
	plans := flag.String("plan", "1e8,1e10", "`NUMBERS` of pages to plan for")
	dir := flag.String("dir", os.TempDir(), "`FOLDER` for the archives")
	workers := flag.Int("workers", 1000, "`N` cores of the plans")
	kib := flag.Float64("kib", 0, "KiB of HTML of a page of the plans; 0 is that of the archives")
	flag.Parse()
	var runs []run
	for _, n := range numbers(*sizes) {
		name, err := pack(*dir, int(n))
		if err != nil {
			log.Fatal(err)
		}
		r, err := measure(*artx, name, 1)
		if err != nil {
			log.Fatal(err)
		}
		runs = append(runs, r)
	}
	largest := runs[len(runs)-1]
	all, err := measure(*artx, largest.name, runtime.GOMAXPROCS(0))
	if err != nil {
		log.Fatal(err)
	}
	printRuns(append(runs, all))
	m := fit(runs)
	fmt.Printf("\ncost: %.2f s + %.3f ms a page of processor time; %.1f KiB in, %.1f KiB on the disk, %.1f KiB out a page\n",
		m.start, m.page*1000, m.in/1024, m.stored/1024, m.out/1024)
	for _, pages := range numbers(*plans) {
		printPlan(m.of(pages, *kib*1024, *workers))
	}
}

// numbers reads a list of numbers.
func numbers(list string) (out []float64) {
	for text := range strings.SplitSeq(list, ",") {
		n, err := strconv.ParseFloat(text, 64)
		if err != nil || n < 1 {
			log.Fatalf("%q is no number of pages", text)
		}
		out = append(out, n)
	}
	return out
}

// printRuns writes what was measured as a table.
func printRuns(runs []run) {
	fmt.Println("| records | jobs | wall s | processor s | pages/s/core | MB in | MB on disk | MB out | MiB of memory |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|")
	for _, r := range runs {
		fmt.Printf("| %.0f | %d | %.1f | %.1f | %.0f | %.0f | %.0f | %.0f | %.0f |\n", r.records, r.jobs, r.wall, r.cpu, r.records/r.cpu,
			r.in/1e6, r.stored/1e6, r.out/1e6, r.memory/(1<<20))
	}
}

// printPlan writes what a number of pages will take.
func printPlan(p plan) {
	fmt.Printf("%.0e pages of %.0f KiB: %.0f core hours; %.1f hours on %d cores; %.1f TB to read, %.1f TB to write\n",
		p.pages, p.kib, p.coreHours, p.hours, p.workers, p.read/1e12, p.write/1e12)
}
