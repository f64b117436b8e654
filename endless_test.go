package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestEndless sends a long stream through one process, of records that are fine, have
// warnings of their own, or are broken each in its way: what it holds from the system
// in the middle, it holds at the end. The counts are those of --metrics. It takes a
// minute, and is run by .ci/slow.
func TestEndless(t *testing.T) {
	total, err := strconv.Atoi(os.Getenv("ARTX_ENDLESS"))
	if err != nil {
		t.Skip("ARTX_ENDLESS says how many records to send, such as 200000")
	}
	for _, flags := range []string{"", "--isolate", "--strict", "--log-format json"} {
		t.Run(flags, func(t *testing.T) { endless(t, total, strings.Fields(flags)) })
	}
}

func endless(t *testing.T, total int, flags []string) {
	cmd := exec.Command("artx", append([]string{"convert", "--from", "jsonl", "--to", "jsonl", "--metrics", ":0"}, flags...)...)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	said, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	address := make(chan string, 1)
	go func() {
		lines := bufio.NewReader(said)
		for {
			line, err := lines.ReadString('\n')
			if where, ok := strings.CutPrefix(strings.TrimSpace(line), "artx: metrics at "); ok {
				address <- where
			}
			if err != nil {
				return
			}
		}
	}()
	w, r := bufio.NewWriter(in), bufio.NewReader(out)
	where := ""
	if len(flags) < 2 { // else the messages are JSON alone
		where = <-address
	}
	var held []int64
	for i := range total {
		if i%10_000 == 0 {
			_ = w.Flush() // an end is seen below
			held = append(held, memory(t, where, cmd.Process.Pid))
		}
		fmt.Fprintln(w, endlessRecord(i))
		if i%10 != 9 { // the stream is not broken there
			if w.Flush() != nil {
				t.Fatal("it ended")
			}
			if _, err := r.ReadSlice('\n'); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = w.Flush()
	in.Close()
	if left, _ := io.ReadAll(r); len(left) > 0 {
		t.Errorf("%d bytes too many", len(left))
	}
	_ = cmd.Wait() // some records are broken
	t.Logf("bytes held, each 10,000 records: %d", held)
	half := held[len(held)/4:]
	if first, last := half[0], half[len(half)-1]; last > first+first/4+(4<<20) {
		t.Errorf("it grew from %d to %d bytes", first, last)
	}
}

// endlessRecord is a record of each kind in turn, unlike all others.
func endlessRecord(i int) string {
	switch i % 10 {
	case 9:
		return fmt.Sprintf("broken %d", i)
	case 5:
		return fmt.Sprintf(`{"path":"%d.html","content":"<p>words %d</p><img class=lazy src=loading.gif>","id":%d}`, i, i, i)
	}
	return fmt.Sprintf(`{"path":"%d.html","content":"<p>words %d</p><img src=\"https://%d.example/a.png\">"}`, i, i, i)
}

// memoryLine is in Prometheus's text.
var memoryLine = regexp.MustCompile(`(?m)^artx_memory_bytes ([0-9]+)$`)

// memory is how much a process holds, as it says at an address, or else as Linux does.
func memory(t *testing.T, where string, pid int) int64 {
	t.Helper()
	if where == "" {
		text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
		if err != nil {
			t.Skip(err)
		}
		pages, _ := strconv.ParseInt(strings.Fields(string(text))[1], 10, 64)
		return pages * int64(os.Getpagesize())
	}
	resp, err := http.Get(where)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	n, err := strconv.ParseInt(string(memoryLine.FindSubmatch(text)[1]), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
