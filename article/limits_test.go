package article_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/artx-cli/artx/article"
)

// leastLimit finds the smallest limit with which an input is converted.
func leastLimit(t *testing.T, src string, with func(n int64) article.Limits) int64 {
	t.Helper()
	low, high := int64(0), int64(1)<<30 // it fails with low, and passes with high
	for high-low > 1 {
		n := (low + high) / 2
		_, err := article.Convert([]byte(src), article.Options{Limits: with(n)})
		var limit *article.LimitError
		switch {
		case err == nil:
			high = n
		case !errors.As(err, &limit) || limit.Limit != n:
			t.Fatal(err)
		default:
			low = n
		}
	}
	return high
}

// TestLimits: what a conversion costs is a number that grows with the input, no faster
// than it does, whatever the shape; and a limit changes no result.
func TestLimits(t *testing.T) {
	kinds := map[string]func(n int64) article.Limits{
		"bytes": func(n int64) article.Limits { return article.Limits{Bytes: n} },
		"nodes": func(n int64) article.Limits { return article.Limits{Nodes: n} },
		"steps": func(n int64) article.Limits { return article.Limits{Steps: n} },
	}
	for _, shape := range []string{
		"<p>some <b>words</b></p>", "<table><tr><td>a<td>b</table>", "<blockquote><p>x", "<ul><li>x", "<pre>a\n</pre>", "<details><summary>s</summary>t</details>", "<b><i>x",
	} {
		for what, with := range kinds {
			small, large := leastLimit(t, strings.Repeat(shape, 50), with), leastLimit(t, strings.Repeat(shape, 400), with)
			if large < 2*small || large > 40*small {
				t.Errorf("%s: %d %s for 50, %d for 400", shape, small, what, large)
			}
		}
		src := []byte(strings.Repeat(shape, 50))
		free, err := article.Convert(src, article.Options{})
		if err != nil {
			t.Fatal(err)
		}
		bound, err := article.Convert(src, article.Options{Limits: article.Limits{Bytes: 1 << 20, Nodes: 1 << 20, Steps: 1 << 20}})
		if err != nil || !bytes.Equal(free.Markdown, bound.Markdown) || fmt.Sprint(free.Notes) != fmt.Sprint(bound.Notes) {
			t.Errorf("%s: a limit changes the result: %v", shape, err)
		}
	}
	var limit *article.LimitError
	if _, err := article.ReadMeta([]byte("<!doctype html><html><head><title>t</title>"), article.Options{Limits: article.Limits{Nodes: 2}}); !errors.As(err, &limit) {
		t.Errorf("ReadMeta: %v", err)
	}
}
