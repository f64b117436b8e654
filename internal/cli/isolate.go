package cli

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/isolate"
	"github.com/artx-cli/artx/source"
)

// workerCommand runs a worker of --isolate. It is no command of users.
const workerCommand = "__worker"

// streamFlags concern streams and long runs.
func streamFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "isolate", Category: groupStream, Usage: "convert each article in a worker process that is killed and replaced if it takes too much time or memory: that article fails alone"},
		&cli.DurationFlag{Name: "isolate-time", Value: time.Minute, Category: groupStream, Usage: "with --isolate: `TIME` that an article may take, such as 10s"},
		&cli.StringFlag{Name: "isolate-memory", Value: "1GiB", Category: groupStream, Usage: "with --isolate: `SIZE` of memory that a worker may take"},
		&cli.BoolFlag{Name: "flush", Category: groupStream, Usage: "write each result to the file of -o as it comes, not when all are done"},
		&cli.StringFlag{Name: "metrics", Category: groupStream, Usage: "serve counts as Prometheus's text at `ADDR`, such as :9187 (on loopback unless it names a host), or add lines to a FILE.jsonl"},
	}
}

// job is a piece of work for a worker of --isolate.
type job struct {
	Name    string
	Fields  bool           // only what a name template can use is wanted
	Images  bool           // of Markdown too
	Source  []byte         // of a file
	Record  *source.Record // of a container; nil for a file
	Unknown bool           // see Options.unknown
	Held    []string       // addresses of pictures that are in the container
}

// answer is what a worker made of a job.
type answer struct {
	Result batch.Result
	Local  []string // addresses of pictures that may be in the container
	Err    string
}

// isolated hands jobs to worker processes; nil converts in this one.
type isolated struct{ pool *isolate.Pool }

// newIsolated starts workers with the flags of the call that decide what becomes of
// an article.
func (r *runner) newIsolated(c *cli.Context, killed func(error)) (*isolated, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("--isolate: this program is not to be found: %w", err)
	}
	args := []string{os.Args[0], workerCommand}
	known := rowsOf(append(conversionFlags(), streamFlags()...))
	for _, f := range r.call.flags {
		if _, ok := rowNamed(known, f.name); (ok || f.name == "fields") && f.name != "isolate" && f.name != "metrics" && f.name != "flush" {
			args = append(args, f.argument())
		}
	}
	command := func() *exec.Cmd { return &exec.Cmd{Path: program, Args: args} }
	return &isolated{&isolate.Pool{Command: command, Time: c.Duration("isolate-time"), Killed: killed}}, nil
}

// do has a worker do a job. Pictures that are in the container alone are known here.
func (i *isolated) do(j *job) (*answer, error) {
	rec := j.Record
	for {
		a := &answer{}
		if err := i.pool.Do(j, a); err != nil {
			return nil, aboutBound(err)
		}
		if a.Err != "" {
			return nil, errors.New(a.Err)
		}
		if rec == nil || j.Held != nil {
			return a, nil
		}
		for _, address := range a.Local {
			if _, held := rec.Attachment(address); held {
				j.Held = append(j.Held, address)
			}
		}
		if j.Held == nil {
			return a, nil
		}
	}
}

// aboutBound says what to do about an article that went beyond a bound.
func aboutBound(err error) error {
	switch {
	case errors.Is(err, isolate.ErrTime):
		return fmt.Errorf("%w; raise the bound with --isolate-time", err)
	case errors.Is(err, isolate.ErrMemory):
		return fmt.Errorf("%w; raise the bound with --isolate-memory", err)
	}
	return err
}

// killReason is what metrics call the reason of an error of [isolate.Pool.Do].
func killReason(err error) string {
	switch {
	case errors.Is(err, isolate.ErrTime):
		return "time"
	case errors.Is(err, isolate.ErrMemory):
		return "memory"
	}
	return "crash"
}

// serve is a worker: it does jobs until there are no more.
func (r *runner) serve(c *cli.Context) error {
	memory, err := parseSize(c.String("isolate-memory"))
	if err != nil {
		return err
	}
	return isolate.Serve(r.stdin, r.stdout, isolate.Limits{Memory: memory, Time: c.Duration("isolate-time")}, r.answer)
}

// answer does a job. A panic is as in a run without workers: it fails the article
// alone.
func (r *runner) answer(j *job) (a answer) {
	err := batch.Guard(j.Name, func() (err error) {
		switch {
		case j.Fields && j.Record != nil:
			a.Result.Fields, err = r.recordFieldsHere(j)
		case j.Fields:
			a.Result.Fields, err = r.fieldsHere(j)
		case j.Record != nil:
			a.Result, a.Local, err = r.convertRecordHere(j)
		default:
			a.Result, err = r.convertFileHere(j, nil)
		}
		return err
	})
	if err != nil {
		return answer{Err: err.Error()}
	}
	return a
}

// isHeld tells whether a picture is known to be in the container.
func (j *job) isHeld(address string) bool {
	if j.Held != nil {
		return slices.Contains(j.Held, address)
	}
	_, held := j.Record.Attachment(address)
	return held
}
