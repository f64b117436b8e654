package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// pack has bench/archive write an archive of n records, and compresses each as a
// member of its own, unless that is there already.
func pack(dir string, n int) (name string, err error) {
	plain := filepath.Join(dir, fmt.Sprintf("scale-%d.warc", n))
	name = plain + ".gz"
	if _, err := os.Stat(name); err == nil {
		return name, nil
	}
	cmd := exec.Command("go", "run", "./bench/archive", "-n", fmt.Sprint(n), "-container", plain)
	cmd.Stderr = os.Stderr
	if err := cmd.Run(); err != nil {
		return "", err
	}
	defer os.Remove(plain)
	in, err := os.Open(plain)
	if err != nil {
		return "", err
	}
	defer in.Close()
	out, err := os.Create(name + ".part")
	if err != nil {
		return "", err
	}
	if err := errors.Join(members(out, in), out.Close()); err != nil {
		return "", err
	}
	return name, os.Rename(name+".part", name)
}

// members writes each record of a web archive as a member of gzip. It holds one at a
// time: what this process holds counts for those that it starts.
func members(w io.Writer, warc io.Reader) error {
	records := bufio.NewScanner(warc)
	records.Buffer(nil, 1<<30)
	records.Split(nextRecord)
	z := gzip.NewWriter(w)
	for records.Scan() {
		z.Reset(w)
		if _, err := z.Write(records.Bytes()); err != nil {
			return err
		}
		if err := z.Close(); err != nil {
			return err
		}
	}
	return records.Err()
}

// nextRecord finds the end of a record.
func nextRecord(data []byte, atEOF bool) (advance int, token []byte, err error) {
	start := []byte("WARC/1.0\r\nWARC-Type:") // stands in no post
	switch i := bytes.Index(data[min(1, len(data)):], start); {
	case i >= 0:
		return i + 1, data[:i+1], nil
	case atEOF && len(data) > 0:
		return len(data), data, nil
	}
	return 0, nil, nil
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// measure converts an archive to JSON lines.
func measure(artx, name string, jobs int) (run, error) {
	counts, err := os.CreateTemp("", "scale-*.jsonl")
	if err != nil {
		return run{}, err
	}
	counts.Close()
	defer os.Remove(counts.Name())
	r := run{name: name, jobs: jobs}
	var out counter
	cmd := exec.Command(artx, "convert", "--no-config", "-q", "--to", "jsonl", "-j", fmt.Sprint(jobs), "--metrics", counts.Name(), name)
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	cmd.Env = append(os.Environ(), fmt.Sprintf("GOMAXPROCS=%d", jobs))
	begin := time.Now()
	if err := cmd.Run(); err != nil {
		return r, err
	}
	r.wall = time.Since(begin).Seconds()
	r.cpu = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	r.memory, r.out = memoryOf(cmd.ProcessState), float64(out)
	return r, r.count(counts.Name())
}

// count reads what artx counted, in the last line of a file.
func (r *run) count(name string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	lines := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	var last struct {
		Records map[string]float64 `json:"records"`
		In      float64            `json:"bytes_in"`
	}
	if err := json.Unmarshal(lines[len(lines)-1], &last); err != nil {
		return err
	}
	fi, err := os.Stat(r.name)
	if err != nil {
		return err
	}
	r.records, r.in, r.stored = last.Records["converted"], last.In, float64(fi.Size())
	if last.Records["failed"] > 0 {
		return fmt.Errorf("%s: %.0f records failed", r.name, last.Records["failed"])
	}
	return nil
}
