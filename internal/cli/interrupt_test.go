//go:build unix

package cli

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestInterruptFolder sends Ctrl-C to a run that waits for its results to be
// read: what is under way is finished, and the summary comes.
func TestInterruptFolder(t *testing.T) {
	dir := t.TempDir()
	post := []byte("<p>" + strings.Repeat("some words ", 1000))
	for i := range 500 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.html", i)), post, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	status, stdout, stderr := interrupt(t, strings.NewReader(""), "convert", dir, "--to", "jsonl")
	if status != exitSignal+int(syscall.SIGINT) || !strings.HasPrefix(stderr, "artx: interrupted; ") {
		t.Errorf("status %d; it said:\n%s", status, stderr)
	}
	converted := 0
	for line := range strings.Lines(stdout) {
		converted++
		if !json.Valid([]byte(line)) {
			t.Errorf("line %d is torn: %.100s", converted, line)
		}
	}
	if converted == 500 || !strings.Contains(stderr, fmt.Sprintf("; %d converted,", converted)) {
		t.Errorf("%d lines; it said:\n%s", converted, stderr)
	}
}

// TestInterruptStream sends Ctrl-C to a run that waits for the next record.
func TestInterruptStream(t *testing.T) {
	stdin, in := io.Pipe()
	defer in.Close()
	go io.WriteString(in, `{"path":"a","html":"<p>a"}`+"\n")
	status, stdout, stderr := interrupt(t, stdin, "convert", "--from", "jsonl", "--to", "jsonl")
	if status != exitSignal+int(syscall.SIGINT) || stdout == "" || !strings.HasPrefix(stderr, "artx: interrupted; 1 converted,") {
		t.Errorf("status %d; it wrote %q and said:\n%s", status, stdout, stderr)
	}
}

// interrupt runs a command, and sends it Ctrl-C after its first line.
func interrupt(t *testing.T, stdin io.Reader, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	out, w := io.Pipe()
	var said bytes.Buffer
	ended := make(chan int)
	go func() {
		status := Main(append([]string{"artx"}, args...), stdin, w, &said)
		w.Close()
		ended <- status
	}()
	lines := bufio.NewReader(out)
	first, err := lines.ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	came := make(chan os.Signal, 1)
	signal.Notify(came, syscall.SIGINT)
	defer signal.Stop(came)
	if err := syscall.Kill(os.Getpid(), syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	<-came                             // the run has it too, and waits for its results to be read
	time.Sleep(200 * time.Millisecond) // for what it does about it, on a busy machine
	rest, err := io.ReadAll(lines)
	if err != nil {
		t.Fatal(err)
	}
	return <-ended, first + string(rest), said.String()
}
