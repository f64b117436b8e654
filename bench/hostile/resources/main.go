//go:build linux

// Command resources runs artx over inputs that are to exhaust time or memory, and
// prints what each took:
//
//	go build . && go run ./bench/hostile/resources -artx ./artx [-match NAME] [-double]
//
// It exits with 1 if an input took more than it may, its text did not come out, or,
// with -double, what it takes grows faster than its size.
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/artx-cli/artx/bench/hostile"
)

// What an input may take.
const (
	maxCPU    = 2 * time.Second
	maxMemory = 400 // MB
	timeout   = time.Minute
)

func main() {
	artx := flag.String("artx", "./artx", "the program to run")
	match := flag.String("match", "", "only kinds whose name holds this")
	double := flag.Bool("double", false, "how the time grows from a quarter of the size to a half, and to all of it")
	size := flag.Int("size", 0, "bytes of an input, instead of the size of its kind")
	write := flag.String("write", "", "only write the input of the kind of this very name to standard output")
	flag.Parse()
	if *write != "" {
		os.Exit(writeInput(*write, *size))
	}
	folder, err := os.MkdirTemp("", "hostile-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	defer func() { _ = os.RemoveAll(folder) }()
	bad, all := 0, 0
	for _, r := range hostile.Resources() {
		if !strings.Contains(r.Name, *match) {
			continue
		}
		if *size > 0 {
			r.Size = *size
		}
		line, failed := "", false
		if *double {
			line, failed = grow(*artx, folder, r)
		} else {
			took := run(*artx, folder, r)
			line, failed = took.String(), took.failed()
		}
		if failed {
			bad++
		}
		all++
		fmt.Printf("%-50s %s\n", r.Name, line)
	}
	fmt.Printf("%d kinds, %d beyond the bounds\n", all, bad)
	if bad > 0 {
		os.Exit(1) //nolint:gocritic // the folder is in the system's place for temporary files
	}
}

// maxGrowth is by how much the time may grow when the size doubles: what is linear
// grows by two, what sorts by a little more, what costs the square by four.
const maxGrowth = 2.6

// grow converts a quarter, a half and all of an input of a kind, and compares what
// they take. What grows by too much is measured again, as another program may have
// been in the way.
func grow(artx, folder string, r hostile.Resource) (line string, failed bool) {
	var cpu [3]time.Duration
	for try := range 3 {
		for i := range cpu {
			part := r
			part.Size = r.Size >> (2 - i)
			took := run(artx, folder, part).cpu
			if try == 0 || took < cpu[i] {
				cpu[i] = took
			}
		}
		first, second := cpu[1].Seconds()/max(cpu[0].Seconds(), 0.01), cpu[2].Seconds()/max(cpu[1].Seconds(), 0.01)
		failed = second > maxGrowth || first > maxGrowth && second > 2
		line = fmt.Sprintf("%6.2f s %6.2f s %6.2f s  growth %.1f %.1f", cpu[0].Seconds(), cpu[1].Seconds(), cpu[2].Seconds(), first, second)
		if !failed {
			return line, false
		}
	}
	return line + " !", true
}

// writeInput writes an input. It is a process of its own because what that took
// would count as memory of the programs that it starts.
func writeInput(name string, size int) int {
	for _, r := range hostile.Resources() {
		if r.Name != name {
			continue
		}
		if _, err := os.Stdout.Write(r.Make(size)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 2
		}
		return 0
	}
	fmt.Fprintf(os.Stderr, "no kind is called %q\n", name)
	return 2
}

// makeFile writes an input to a file.
func makeFile(file string, r hostile.Resource) error {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self, "-write", r.Name, "-size", strconv.Itoa(r.Size))
	cmd.Stdout, cmd.Stderr = out, os.Stderr
	return errors.Join(cmd.Run(), out.Close())
}

// cost is what a run took.
type cost struct {
	cpu    time.Duration
	memory int64 // MB
	status int
	said   string // the first line of what was said
	lost   bool   // the text did not come out
}

func (c cost) failed() bool {
	return c.cpu > maxCPU || c.memory > maxMemory || c.lost || c.status > 2 || c.status < 0
}

func (c cost) String() string {
	mark := ""
	if c.failed() {
		mark = "!"
	}
	if c.lost {
		mark += " LOST"
	}
	return fmt.Sprintf("%6.2f s %5d MB  status %d %s %s", c.cpu.Seconds(), c.memory, c.status, mark, c.said)
}

// tail looks for the last words in what is written, and keeps no more of it than
// that takes.
type tail struct {
	last  []byte
	found bool
}

// Write takes all.
func (t *tail) Write(p []byte) (int, error) {
	t.last = append(t.last, p...)
	t.found = t.found || bytes.Contains(t.last, []byte(hostile.LastWords))
	t.last = append(t.last[:0], t.last[max(0, len(t.last)-len(hostile.LastWords)):]...)
	return len(p), nil
}

// run converts one input of a kind.
func run(artx, folder string, r hostile.Resource) cost {
	file := filepath.Join(folder, "input."+r.Ext)
	if err := makeFile(file, r); err != nil {
		return cost{said: err.Error(), lost: true}
	}
	defer func() { _ = os.Remove(file) }()
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, artx, append(append([]string{"convert", "--no-config"}, r.Flags...), file)...)
	var out tail
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if strings.HasPrefix(r.Name, "container: ") {
		cmd.Args = append(cmd.Args, "-t", "jsonl")
	}
	_ = cmd.Run() // the status says it
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	c := cost{cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), memory: usage.Maxrss >> 10, status: cmd.ProcessState.ExitCode()}
	c.said, _, _ = strings.Cut(said.String(), "\n")
	c.said = fmt.Sprintf("%.100q", strings.ReplaceAll(c.said, file, "input"))
	c.lost = r.Text && c.status != 2 && !out.found && !strings.Contains(said.String(), "warning")
	return c
}
