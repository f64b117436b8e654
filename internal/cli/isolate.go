package cli

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"time"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/isolate"
	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/source"
)

// workerCommand runs a worker of --isolate. It is no command of users.
const workerCommand = "__worker"

// streamFlags concern streams and long runs.
func streamFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "isolate", Category: groupStream, Usage: "convert each article in a worker process that is killed and replaced if it takes too much time or memory: that article fails alone"},
		&cli.StringFlag{Name: "isolate-time", Value: "60s", Category: groupStream, Usage: "with --isolate: `TIME` that an article may take, such as 10s"},
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
	OldPath string         // see article.Options.OldPath
	Record  *source.Record // of a container; nil for a file
	Unknown bool           // see Options.unknown
	Held    []string       // addresses of pictures that are in the container

	Refer   bool              // the answer is to say what the article refers to
	Answers map[string]string // where that leads, by [referenceKey]
}

// answer is what a worker made of a job.
type answer struct {
	Result batch.Result
	Local  []string // addresses of pictures that may be in the container
	Refers []reference.Reference
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
		if _, ok := rowNamed(known, f.name); (ok || f.name == "fields" || f.name == "redirects") && f.name != "isolate" && f.name != "metrics" && f.name != "flush" {
			args = append(args, f.argument())
		}
	}
	command := func() *exec.Cmd { return &exec.Cmd{Path: program, Args: args} }
	if _, err := parseSize("isolate-memory", c.String("isolate-memory")); err != nil {
		return nil, err // before the workers say so
	}
	limit, err := isolateTime(c)
	return &isolated{&isolate.Pool{Command: command, Time: limit, Killed: killed}}, err
}

// do has a worker do a job. Pictures that are in the container alone are known here,
// and where references lead, which refer says unless it is nil.
func (i *isolated) do(j *job, refer func(reference.Reference) string) (*answer, error) {
	rec := j.Record
	j.Refer = refer != nil
	for {
		a := &answer{}
		if err := i.pool.Do(j, a); err != nil {
			return nil, aboutBound(err)
		}
		if a.Err != "" {
			return nil, errors.New(a.Err)
		}
		if refer != nil && j.Answers == nil && len(a.Refers) > 0 {
			j.Answers = answersTo(a.Refers, rec, refer)
			continue
		}
		if rec == nil || j.Held != nil {
			return a, nil
		}
		for _, address := range a.Local {
			if rec.Holds(address) {
				j.Held = append(j.Held, address)
			}
		}
		if j.Held == nil {
			return a, nil
		}
	}
}

// fields has a worker find what a name template can use.
func (i *isolated) fields(j *job) (batch.Fields, error) {
	a, err := i.do(j, nil)
	if err != nil {
		return batch.Fields{}, err
	}
	return a.Result.Fields, nil
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
	memory, err := parseSize("isolate-memory", c.String("isolate-memory"))
	if err != nil {
		return err
	}
	limit, err := isolateTime(c)
	if err != nil {
		return err
	}
	return isolate.Serve(r.stdin, r.stdout, isolate.Limits{Memory: memory, Time: limit}, r.answer)
}

// isolateTime reads --isolate-time.
func isolateTime(c *cli.Context) (time.Duration, error) {
	d, err := time.ParseDuration(c.String("isolate-time"))
	if err != nil || d <= 0 {
		return 0, usagef("--isolate-time %q is no time; write it like 10s or 2m", c.String("isolate-time"))
	}
	return d, nil
}

// answer does a job. A panic ends the worker, and so fails the article alone.
func (r *runner) answer(j *job) (a answer) {
	var err error
	var refer func(reference.Reference) string
	if j.Refer {
		refer = func(ref reference.Reference) string { return j.refer(&a, ref) }
	}
	switch {
	case j.Fields && j.Record != nil:
		a.Result.Fields, err = r.fieldsOfRecord(j.Name, j.Record)
	case j.Fields:
		a.Result.Fields, err = r.fieldsOfFile(j.Name, j.Source)
	case j.Record != nil:
		a.Result, a.Local, err = r.convertJob(j, refer)
	default:
		a.Result, err = r.convertSource(j, refer)
	}
	if err != nil {
		return answer{Err: err.Error()}
	}
	return a
}

// refer notes a reference, and says where it leads if that is known.
func (j *job) refer(a *answer, ref reference.Reference) string {
	a.Refers = append(a.Refers, ref)
	if to, ok := j.Answers[referenceKey(ref)]; ok {
		return to
	}
	return ref.Address
}

// referenceKey tells references apart.
func referenceKey(ref reference.Reference) string { return fmt.Sprint(ref.Kind, " ", ref.Address) }

// attaching is refer for a file that a worker reads, whose attachments are at hand
// here alone.
func (r *runner) attaching(name string, src []byte, refer func(reference.Reference) string) func(reference.Reference) string {
	var rec *source.Record
	return func(ref reference.Reference) string {
		if ref.Attached != "" && rec == nil {
			rec, _ = single(name, src, r.Options) // whose error the worker has
		}
		if rec != nil {
			attach(&ref, rec)
		}
		return refer(ref)
	}
}

// answersTo says where the references of an article lead, which came in rec unless that
// is nil.
func answersTo(refs []reference.Reference, rec *source.Record, refer func(reference.Reference) string) map[string]string {
	answers := make(map[string]string, len(refs))
	for _, ref := range refs {
		if rec != nil {
			attach(&ref, rec)
		}
		answers[referenceKey(ref)] = refer(ref)
	}
	return answers
}

// isHeld tells whether a picture is known to be in the container.
func (j *job) isHeld(address string) bool {
	if j.Held != nil {
		return slices.Contains(j.Held, address)
	}
	return j.Record.Holds(address)
}
