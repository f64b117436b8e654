//go:build unix

package main

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// TestPreviewUntilSignal serves a preview of standard input at the address that is
// printed, until Ctrl-C or another signal, which is how it is meant to end.
func TestPreviewUntilSignal(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		cmd := exec.Command("artx", "preview", "--stdin-filepath", "post.html")
		var stderr bytes.Buffer
		cmd.Stdin, cmd.Stderr, cmd.Dir = strings.NewReader("---\ntitle: Of a pipe\n---\n<p>Text</p>"), &stderr, t.TempDir()
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { cmd.Process.Kill() })
		address, err := bufio.NewReader(stdout).ReadString('\n')
		if err != nil || !strings.HasPrefix(address, "http://127.0.0.1:") {
			t.Fatalf("%v: it printed %q, %s", err, address, &stderr)
		}
		page := get(t, strings.TrimSpace(address))
		if !strings.Contains(page, `"path":"post.html","title":"Of a pipe"`) {
			t.Errorf("got %s", page)
		}
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("%s: %v: %s", sig, err, &stderr)
		}
	}
}

func get(t *testing.T, address string) string {
	t.Helper()
	r, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	page, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}
