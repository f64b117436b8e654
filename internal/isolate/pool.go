// Package isolate does work in processes of its own kind, with a bound on the memory
// and the time of each piece: one that goes beyond is killed with its process, and
// nothing else.
package isolate

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// Reasons for which a piece of work is given up, in the errors of [Pool.Do].
var (
	ErrTime   = errors.New("took longer than it may")
	ErrMemory = errors.New("took more memory than it may")
	ErrCrash  = errors.New("crashed its worker process")
)

// Pool hands work to worker processes, which are started as they are needed and used
// again.
type Pool struct {
	Command func() *exec.Cmd // a new worker, which calls [Serve] on its standard input and output
	Time    time.Duration    // for a piece of work
	Killed  func(why error)  // is told of each worker that had to be replaced; nil for nobody

	mu   sync.Mutex
	idle []*worker
}

// worker is a process that is ready for work.
type worker struct {
	cmd    *exec.Cmd
	in     io.WriteCloser
	enc    *gob.Encoder
	dec    *gob.Decoder
	stderr tail
}

// Do has a worker make response of request, both values for [gob]; response is a
// pointer. An error is about the request alone: a new worker stands in for one
// that was lost.
func (p *Pool) Do(request, response any) error {
	w, err := p.take()
	if err != nil {
		return err
	}
	done := make(chan error, 1)
	go func() {
		if err := w.enc.Encode(request); err != nil {
			done <- err
			return
		}
		done <- w.dec.Decode(response)
	}()
	timer := time.NewTimer(p.Time)
	defer timer.Stop()
	select {
	case err = <-done:
		if err == nil {
			p.give(w)
			return nil
		}
		err = w.fate()
	case <-timer.C:
		w.kill()
		<-done // what it was writing to is ours again
		err = fmt.Errorf("%w (%v)", ErrTime, p.Time)
	}
	if p.Killed != nil {
		p.Killed(err)
	}
	return err
}

// take returns an idle worker, or a new one.
func (p *Pool) take() (*worker, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.idle); n > 0 {
		w := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return w, nil
	}
	return start(p.Command())
}

func (p *Pool) give(w *worker) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, w)
}

// Close ends the idle workers.
func (p *Pool) Close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, w := range p.idle {
		w.in.Close()
		_ = w.cmd.Wait() // it has nothing to do: how it ends says nothing
	}
	p.idle = nil
}

func start(cmd *exec.Cmd) (*worker, error) {
	w := &worker{cmd: cmd}
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	cmd.Stderr = &w.stderr
	cmd.WaitDelay = time.Second
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("no worker process can be started: %w", err)
	}
	w.in, w.enc, w.dec = in, gob.NewEncoder(in), gob.NewDecoder(out)
	return w, nil
}

func (w *worker) kill() {
	_ = w.cmd.Process.Kill() // it may have ended
	_ = w.cmd.Wait()
}

// fate says why a worker was lost that does not answer.
func (w *worker) fate() error {
	w.in.Close()
	ended := make(chan struct{})
	go func() {
		_ = w.cmd.Wait() // its state is looked at
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(time.Second): // it wrote nonsense, and lives
		_ = w.cmd.Process.Kill()
		<-ended
	}
	said := w.stderr.String()
	if w.cmd.ProcessState.ExitCode() == statusMemory || strings.Contains(said, "out of memory") {
		return ErrMemory
	}
	if said == "" {
		said = w.cmd.ProcessState.String()
	}
	return fmt.Errorf("%w: %s", ErrCrash, said)
}

// tail keeps the first line of what a process says, by which the Go runtime names
// the reason of its end.
type tail struct {
	mu sync.Mutex
	b  []byte
}

const tailSize = 300

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.b = append(t.b, p[:min(len(p), tailSize-len(t.b))]...)
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	first, _, _ := bytes.Cut(bytes.TrimSpace(t.b), []byte("\n"))
	return string(first)
}
