package cli

import (
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/metrics"
	"github.com/artx-cli/artx/internal/report"
)

// beginStream starts what watches a run, and its workers, as the flags ask for them,
// until done is called.
func (r *runner) beginStream(c *cli.Context, opt *batch.Options) (done func(), err error) {
	var ends []func()
	done = func() {
		for _, end := range ends {
			end()
		}
	}
	killed := func(error) {}
	if place := c.String("metrics"); place != "" {
		run := metrics.New()
		stop, err := r.publish(run, place)
		if err != nil {
			return nil, err
		}
		ends = append(ends, stop)
		opt.Observe = run.Record
		killed = func(why error) { run.Kill(killReason(why)) }
	}
	if c.Bool("isolate") {
		if r.isolated, err = r.newIsolated(c, killed); err != nil {
			done()
			return nil, err
		}
		ends = append(ends, r.isolated.pool.Close)
	}
	return done, nil
}

// publish has the counts of a run be read at the place of --metrics.
func (r *runner) publish(run *metrics.Run, place string) (stop func(), err error) {
	where, end, err := run.Publish(place)
	if err != nil {
		return nil, usagef("--metrics %s: %v; write an address such as :9187, or a file such as metrics.jsonl", place, err)
	}
	if !r.quiet && r.log != report.LogJSON {
		fmt.Fprintf(r.stderr, "artx: metrics at %s\n", where)
	}
	return func() {
		if err := end(); err != nil {
			fmt.Fprintf(r.stderr, "artx: metrics at %s: %v; check the disk\n", where, err)
		}
	}, nil
}
