package batch_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/source"
)

// upper stands for a real conversion.
func upper(_ string, src []byte) (batch.Result, error) {
	return batch.Result{Output: bytes.ToUpper(src)}, nil
}

// A folder of posts becomes a folder of results; the second run finds nothing
// to do.
func ExampleRun() {
	dir, err := os.MkdirTemp("", "batch")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	posts := filepath.Join(dir, "posts")
	if err := os.Mkdir(posts, 0o777); err != nil {
		fmt.Println(err)
		return
	}
	for _, name := range []string{"one.html", "two.html"} {
		if err := os.WriteFile(filepath.Join(posts, name), []byte(name), 0o666); err != nil {
			fmt.Println(err)
			return
		}
	}
	for range 2 {
		sum, err := batch.Run(context.Background(), upper, batch.Options{
			Paths:  []string{posts},
			Output: filepath.Join(dir, "clean"),
			Ext:    ".md",
			Key:    "example 1",
		})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(sum.Converted, "converted,", sum.Unchanged, "unchanged")
	}
	text, err := os.ReadFile(filepath.Join(dir, "clean", "one.md"))
	fmt.Println(string(text), err)
	// Output:
	// 2 converted, 0 unchanged
	// 0 converted, 2 unchanged
	// ONE.HTML <nil>
}

// Keys that the conversion does not know stay.
func ExampleOptions_record() {
	in := strings.NewReader(`{"path": "a.html", "content": "some text", "id": 7}
{"path": "b.html"}
`)
	convert := func(_ string, rec *source.Record, _ func(reference.Reference) string) (batch.Result, error) {
		return batch.Result{Output: fmt.Appendf(nil, `{"markdown":%q}`, bytes.ToUpper(rec.Content))}, nil
	}
	sum, err := batch.Run(context.Background(), nil, batch.Options{
		Paths: []string{"stdin"}, Stdin: in, Source: source.Options{Format: source.JSONL},
		Record: convert, Merge: true, Stdout: os.Stdout, Stderr: os.Stdout,
	})
	fmt.Println(sum.Failed, "failed,", err)
	// Output:
	// {"markdown":"SOME TEXT","path":"a.html","id":7}
	// artx: stdin:2: no "content", no "markdown" and no "html"; one of them has to hold the article
	// 1 failed, <nil>
}
