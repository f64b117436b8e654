//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestDrain ends a stream by a signal while its reader holds it up: all records that
// were taken from the pipe are converted, in order, and nothing else is taken.
func TestDrain(t *testing.T) {
	for _, flags := range [][]string{nil, {"--isolate"}} {
		t.Run(fmt.Sprint(flags), func(t *testing.T) { drain(t, flags) })
	}
}

func drain(t *testing.T, flags []string) {
	in, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	cmd := exec.Command("artx", append([]string{"convert", "--from", "jsonl", "--to", "jsonl"}, flags...)...)
	cmd.Stdin = in
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var sent bytes.Buffer
	for i := range 100_000 {
		fmt.Fprintf(&sent, "{\"path\":\"%d\",\"content\":\"<p>%s</p>\"}\n", i, strings.Repeat("words ", i%7*50))
	}
	go func() {
		_, _ = w.Write(sent.Bytes()) // until the pipe is closed
		w.Close()
	}()
	head := make([]byte, 1<<20) // then nobody reads
	if _, err := io.ReadFull(out, head); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(out)
	if err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // its status is looked at
	if got := cmd.ProcessState.ExitCode(); got != 128+int(syscall.SIGTERM) {
		t.Errorf("status %d, want %d", got, 128+int(syscall.SIGTERM))
	}
	left, err := io.ReadAll(in) // what it did not take
	if err != nil {
		t.Fatal(err)
	}
	if len(left) == 0 {
		t.Fatal("it took everything: nothing was held up")
	}
	taken := bytes.Count(sent.Bytes()[:sent.Len()-len(left)], []byte("\n"))
	for i, line := range bytes.Split(bytes.TrimSpace(append(head, rest...)), []byte("\n")) {
		var got struct{ Path string }
		if err := json.Unmarshal(line, &got); err != nil || got.Path != fmt.Sprint(i) {
			t.Fatalf("line %d: %q, %v", i, got.Path, err)
		}
		taken--
	}
	if taken != 0 {
		t.Errorf("%d records were taken and not converted", taken)
	}
}
