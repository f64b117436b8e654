// Artx-beam converts articles on an engine that runs pipelines of Apache Beam.
//
//	artx-beam --input 'crawl/*.warc.gz' --output out/articles --shards 4
//	artx-beam --input posts.jsonl --from jsonl --output out/articles -- --preset hugo
//
// Flags behind -- are those of 'artx convert' that are about what becomes of an
// article. The runner is chosen by --runner: prism, which runs inside the process,
// flink, spark or dataflow.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/metrics"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3" // s3:// beside what beamx knows
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/artx-cli/artx/source"

	artxbeam "github.com/artx-cli/artx/beam"
)

// call is what the command line asks for.
type call struct {
	input, from, output, failures, config string
	shards                                int
	read                                  artxbeam.ReadOptions
	flags                                 []string // behind --
}

func main() {
	c := &call{}
	flag.StringVar(&c.input, "input", "", "`GLOB` of the files to read, local or gs://, s3://")
	flag.StringVar(&c.from, "from", "warc", "read them as `FORMAT`: warc, jsonl, or another container of artx; auto finds out")
	flag.StringVar(&c.output, "output", "", "write articles to `BASE`-00000-of-NNNNN.jsonl and so on")
	flag.StringVar(&c.failures, "failures", "", "write what failed to `BASE`.jsonl; by default that of --output with -failed behind it")
	flag.IntVar(&c.shards, "shards", 1, "write `N` files")
	flag.StringVar(&c.config, "config", "", "take flags, profiles and rules from the artx.yaml called `FILE`")
	flag.Int64Var(&c.read.MaxSize, "max-size", source.DefaultMaxSize, "largest record in `BYTES`")
	flag.Parse()
	beam.Init() // a worker goes no further
	c.flags = flag.Args()
	if err := c.run(context.Background(), os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "artx-beam:", err)
		os.Exit(2)
	}
}

// run builds the pipeline and runs it. Counts go to log.
func (c *call) run(ctx context.Context, log io.Writer) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	p, s := beam.NewPipelineWithRoot()
	records, unread := c.records(s)
	articles, failed := artxbeam.Convert(s, records, opt)
	artxbeam.WriteJSONL(s, c.output, c.shards, articles)
	failures := c.failures
	if failures == "" {
		failures = c.output + "-failed"
	}
	artxbeam.WriteFailures(s, failures, beam.Flatten(s, unread, failed))
	result, err := beamx.RunWithMetrics(ctx, p)
	if err != nil {
		return err
	}
	if result != nil { // some runners do not wait
		printCounts(log, result.Metrics().AllMetrics().Counters())
	}
	return nil
}

// options checks the command line.
func (c *call) options() (opt artxbeam.Options, err error) {
	if c.input == "" || c.output == "" {
		return opt, fmt.Errorf("--input and --output are needed, such as --input 'crawl/*.warc.gz' --output out/articles")
	}
	if c.shards < 1 {
		return opt, fmt.Errorf("--shards %d makes no sense; write 1 or more files", c.shards)
	}
	if c.from != "auto" && !slices.Contains(source.Formats(), source.Format(c.from)) {
		return opt, fmt.Errorf("--from %q is unknown; use one of %v, or auto", c.from, source.Formats())
	}
	opt.Flags = append([]string{"--to", "jsonl"}, c.flags...)
	if c.config != "" {
		opt.ConfigName = c.config
		if opt.Config, err = os.ReadFile(c.config); err != nil {
			return opt, err
		}
	}
	return opt, opt.Check()
}

// records reads the input.
func (c *call) records(s beam.Scope) (records, failures beam.PCollection) {
	switch c.from {
	case "warc":
		return artxbeam.ReadWARC(s, c.input, c.read)
	case "auto":
		return artxbeam.Read(s, c.input, "", c.read)
	}
	return artxbeam.Read(s, c.input, source.Format(c.from), c.read)
}

// printCounts writes the counters of artx, in the order of their names.
func printCounts(w io.Writer, counters []metrics.CounterResult) {
	var lines []string
	for _, c := range counters {
		if c.Namespace() == artxbeam.Namespace {
			lines = append(lines, fmt.Sprintf("%s %d\n", c.Name(), c.Result()))
		}
	}
	slices.Sort(lines)
	_, _ = io.WriteString(w, strings.Join(lines, "")) // nobody is left to tell
}
