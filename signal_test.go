//go:build unix

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestSignals ends runs over a folder by each of the signals that ask for it: what
// is under way is finished, the summary comes, nothing else is left, and the next run
// goes on.
func TestSignals(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(sig.String(), func(t *testing.T) {
			if signal.Ignored(sig) {
				t.Skip("ignored since before the tests began, as below nohup; artx keeps to that")
			}
			dir := t.TempDir()
			post := []byte("<p>" + strings.Repeat("some <b>words</b> ", 2000))
			for i := range 1000 {
				name := filepath.Join(dir, "posts", fmt.Sprintf("%03d.html", i))
				if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o777), os.WriteFile(name, post, 0o666)); err != nil {
					t.Fatal(err)
				}
			}
			cmd, stderr := begin(t, dir, "convert", "posts", "-o", "out", "-j", "1")
			if err := cmd.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			err := cmd.Wait()
			if got := cmd.ProcessState.ExitCode(); got != 128+int(sig) {
				t.Errorf("%v: status %d, want %d", err, got, 128+int(sig))
			}
			if !strings.HasPrefix(stderr.String(), "artx: interrupted; ") {
				t.Errorf("it said:\n%s", stderr)
			}
			names, err := filepath.Glob(filepath.Join(dir, "out", "*.md"))
			if err != nil || !strings.Contains(stderr.String(), fmt.Sprintf("; %d converted,", len(names))) {
				t.Errorf("%d results, %v; it said:\n%s", len(names), err, stderr)
			}
			if left, _ := filepath.Glob(filepath.Join(dir, "out", ".artx-*.tmp")); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

// TestSecondSignal ends a run that is busy with one large article at once.
func TestSecondSignal(t *testing.T) {
	dir := t.TempDir()
	post := []byte("<p>" + strings.Repeat("some <b>words</b> ", 1<<20))
	if err := os.WriteFile(filepath.Join(dir, "large.html"), post, 0o666); err != nil {
		t.Fatal(err)
	}
	for try := range 10 { // the first signal may come before the article is begun
		if err := os.RemoveAll(filepath.Join(dir, "out")); err != nil {
			t.Fatal(err)
		}
		cmd, _ := begin(t, dir, "convert", "large.html", "-o", "out")
		time.Sleep(time.Duration(50*try) * time.Millisecond)
		status := signalUntilGone(t, cmd.Process, syscall.SIGTERM)
		if status.Signaled() && status.Signal() == syscall.SIGTERM {
			return
		}
		t.Logf("exit status %d", status.ExitStatus())
	}
	t.Error("it finished the article each time")
}

func signalUntilGone(t *testing.T, p *os.Process, sig syscall.Signal) (status syscall.WaitStatus) {
	t.Helper()
	for {
		if err := p.Signal(sig); err != nil {
			t.Fatal(err)
		}
		time.Sleep(5 * time.Millisecond)
		if pid, err := syscall.Wait4(p.Pid, &status, syscall.WNOHANG, nil); err != nil || pid == p.Pid {
			return status
		}
	}
}

// begin starts a run and waits until it works.
func begin(t *testing.T, dir string, args ...string) (*exec.Cmd, *bytes.Buffer) {
	t.Helper()
	cmd := exec.Command("artx", args...)
	var stderr bytes.Buffer
	cmd.Dir, cmd.Stderr = dir, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	for range 120_000 { // a busy machine takes long to begin
		if _, err := os.Stat(filepath.Join(dir, "out", ".artx-cache.run")); err == nil {
			return cmd, &stderr
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("it does not begin")
	return nil, nil
}
