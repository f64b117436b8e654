package isolate_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/artx-cli/artx/internal/isolate"
)

const memory = 64 << 20

// TestMain is a worker of the tests where it is asked to be one.
func TestMain(m *testing.M) {
	if os.Getenv("ISOLATE_WORKER") == "" {
		os.Exit(m.Run())
	}
	if err := isolate.Serve(os.Stdin, os.Stdout, isolate.Limits{Memory: memory, Time: time.Minute}, work); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// work does what it is told.
func work(what *string) string {
	switch *what {
	case "sleep":
		select {}
	case "grow":
		var held [][]byte
		for {
			b := make([]byte, 1<<20)
			for i := range b {
				b[i] = 1
			}
			if held = append(held, b); len(held) > 1<<20 {
				return "so much"
			}
		}
	case "panic":
		panic("a rule broke")
	case "recurse":
		return recurse(0)
	case "exit":
		os.Exit(0)
	}
	return strings.ToUpper(*what)
}

func recurse(n int) string {
	if n < 0 {
		return ""
	}
	return fmt.Sprint(n, recurse(n+1))
}

func pool() *isolate.Pool {
	return &isolate.Pool{Time: 2 * time.Second, Command: func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "ISOLATE_WORKER=1")
		return cmd
	}}
}

// TestFaults: each way to fail is told from the others, and what is done beside and
// behind it is done.
func TestFaults(t *testing.T) {
	for what, want := range map[string]error{"sleep": isolate.ErrTime, "grow": isolate.ErrMemory, "panic": isolate.ErrCrash, "recurse": isolate.ErrMemory, "exit": isolate.ErrCrash} {
		t.Run(what, func(t *testing.T) {
			p := pool()
			defer p.Close()
			var killed []error
			p.Killed = func(why error) { killed = append(killed, why) }
			var others sync.WaitGroup
			for i := range 3 {
				others.Go(func() {
					text := fmt.Sprint("a", i)
					var got string
					if err := p.Do(&text, &got); err != nil || got != strings.ToUpper(text) {
						t.Errorf("beside it: %q, %v", got, err)
					}
				})
			}
			var got string
			err := p.Do(&what, &got)
			if !errors.Is(err, want) {
				t.Errorf("%v, want %v", err, want)
			}
			if what == "panic" && !strings.Contains(fmt.Sprint(err), "a rule broke") {
				t.Errorf("%v does not say why", err)
			}
			others.Wait()
			after := "b"
			if err := p.Do(&after, &got); err != nil || got != "B" {
				t.Errorf("behind it: %q, %v", got, err)
			}
			if len(killed) != 1 || !errors.Is(killed[0], want) {
				t.Errorf("killed: %v", killed)
			}
		})
	}
}

// TestNoWorker: a program that is not there is an error of each piece of work.
func TestNoWorker(t *testing.T) {
	p := &isolate.Pool{Time: time.Second, Command: func() *exec.Cmd { return exec.Command("/no/such/program") }}
	in, out := "a", ""
	if err := p.Do(&in, &out); err == nil {
		t.Error("no error")
	}
}
