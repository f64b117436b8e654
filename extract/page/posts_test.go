package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/pagetype"
)

// thread is a page of a forum with the given markup for each post.
func thread(post func(name, text string) string) string {
	var b strings.Builder
	b.WriteString("<!doctype html><title>Squeaking hinge | The Workshop</title><body><nav><a href=/>Home</a> <a href=/new>New</a></nav><h1>Squeaking hinge</h1>")
	for _, p := range []struct{ name, text string }{
		{"marta", "The hinge of my workshop door has been squeaking since the winter. I have tried grease twice, and after a week it is back as loud as ever."},
		{"old_tom", "Take the pin out, clean it with steel wool, and put it back with a little graphite. Grease only collects the dust that makes the noise."},
		{"marta", "That was all it needed! I did the same with the gate in the garden, and nobody hears me come home any more."},
	} {
		b.WriteString(post(p.name, p.text))
	}
	b.WriteString("<footer><a href=/terms>Terms</a></footer>")
	return b.String()
}

func TestPosts(t *testing.T) {
	for _, test := range []struct {
		name string
		post func(name, text string) string
		want string // before the first post
	}{
		{"name above, time as an attribute", func(name, text string) string {
			return `<article class="message" data-author="` + name + `"><h4 class="username">` + name + `</h4><div>Posts: 153</div><time datetime="2021-03-01T10:00:00Z">Monday</time><div class="content"><p>` + text + `</p></div></article>`
		}, "marta, 2021-03-01 10:00"},
		{"name below, votes beside", func(name, text string) string {
			return `<div class="answer"><div class="vote-count">12</div><div class="content"><p>` + text + `</p></div><div class="post-author">` + name + `</div></div>`
		}, "marta"},
	} {
		t.Run(test.name, func(t *testing.T) {
			doc, err := html.Parse(strings.NewReader(thread(test.post)))
			if err != nil {
				t.Fatal(err)
			}
			res, err := Find(doc, Options{Type: pagetype.Forum})
			if err != nil {
				t.Fatal(err)
			}
			if len(res.Bylines) != 3 || dom.NodeText(res.Bylines[0], 100) != test.want {
				t.Fatalf("%d bylines in %s", len(res.Bylines), dom.NodeText(res.Root, 1000))
			}
			if text := dom.NodeText(res.Root, 2000); strings.Contains(text, "12") || strings.Contains(text, "153") || !strings.Contains(text, "steel wool") {
				t.Error(text)
			}
		})
	}
}

// TestPostSigns has lines with a name or a time alone give way to the byline,
// where all of a thread is kept.
func TestPostSigns(t *testing.T) {
	doc := parsePage(t, []byte(thread(func(name, text string) string {
		return `<div class="post"><h4 class="username">` + name + `</h4><ul><li><a href="#p"><time datetime="2021-03-01T10:00:00Z">Mar 1</time></a></li></ul><p>` + text + `</p></div>`
	})))
	l := layPage(pageBody(doc), layout.Hints{}, &pageModel{})
	kept := make([]bool, len(l.Blocks))
	for i := range kept {
		kept[i] = true
	}
	posts := l.findPosts(kept)
	if len(posts) != 3 || posts[1].author != "old_tom" || posts[1].time != "2021-03-01 10:00" || posts[1].signed {
		t.Errorf("got %+v", posts)
	}
	for i, keep := range kept {
		if text := l.Blocks[i].Text(); keep == (text == "marta" || text == "old_tom" || text == "Mar 1") {
			t.Errorf("%q is kept: %v", text, keep)
		}
	}
}
