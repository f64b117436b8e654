package cli

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pageFiles are the files of docs/sources.md, made of those of testdata/source.
var pageFiles = map[string]string{
	"export.xml": "wordpress.xml", "feed.xml": "hugo.xml", "blog-01-02-2024.xml": "blogger.xml", "my-site.ghost.2024-05-01.json": "ghost.json",
	"export.txt": "movabletype.txt", "article.mhtml": "chromium.mhtml", "saved/page.html": "monolith.html", "saved/other.mhtml": "chromium.mhtml",
	"letter.eml": "newsletter.eml", "newsletters.mbox": "mailbox.mbox", "notebook.enex": "evernote.enex", "book.epub": "book3.epub",
	"site.warc.gz": "wget.warc.gz", "posts.tar.zst": "", "all.jsonl": "records.jsonl", "medium-export.zip": "", "export.zip": "", "posts.zip": "",
}

// TestSourcesPage runs every command of docs/sources.md that converts: each writes
// something, and nothing but what is broken in the files fails.
func TestSourcesPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/sources.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Abs("../../testdata/source")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(page)) {
		command, ok := strings.CutPrefix(line, "    artx convert ")
		if !ok || strings.Contains(command, "posts.tar.zst") { // which nothing here packs
			continue
		}
		n++
		args := strings.Fields(strings.ReplaceAll(command, "'", ""))
		t.Run(args[0], func(t *testing.T) { runPageCommand(t, files, args) })
	}
	if n < 15 {
		t.Errorf("only %d commands were found", n)
	}
}

func runPageCommand(t *testing.T, files string, args []string) {
	dir := t.TempDir()
	t.Chdir(dir)
	copyPageFiles(t, files)
	var stdout, stderr bytes.Buffer
	status := Main(append([]string{"artx", "convert"}, args...), strings.NewReader(""), &stdout, &stderr)
	if status != exitOK && !strings.Contains(stderr.String(), "converted, ") {
		t.Errorf("%v: status %d: %s", args, status, stderr.String())
	}
	output := ""
	for i, arg := range args {
		if arg == "-o" {
			output = args[i+1]
		}
	}
	written := 0
	_ = filepath.WalkDir(output, func(name string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(name) == ".md" {
			written++
		}
		return nil
	})
	if wanted := !strings.Contains(strings.Join(args, " "), "example.com/blog"); wanted && written == 0 {
		t.Errorf("%v wrote nothing: %s", args, stderr.String())
	}
}

func copyPageFiles(t *testing.T, files string) {
	for name, from := range pageFiles {
		if from == "" {
			continue
		}
		data, err := os.ReadFile(filepath.Join(files, from))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(name), 0o777)
		}
		if err == nil {
			err = os.WriteFile(name, data, 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	story, err := os.ReadFile(filepath.Join(files, "medium.html"))
	if err != nil {
		t.Fatal(err)
	}
	pack(t, "medium-export.zip", map[string]string{"posts/2024-05-01_Mill-abc.html": string(story)})
	pack(t, "export.zip", map[string]string{
		"posts.csv":         "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n1.mill,2024-05-01T10:00:00.000Z,true,,,newsletter,everyone,Mill,,\n",
		"posts/1.mill.html": "<p>The wheel turns.</p>",
	})
	pack(t, "posts.zip", map[string]string{"posts/a.html": "<p>one</p>"})
}

func pack(t *testing.T, name string, files map[string]string) {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for file, text := range files {
		w, err := z.Create(file)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}
