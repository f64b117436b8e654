package batch

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

// The flag of the other packages, which have golden files: go test ./... -update
// gives it to all.
var _ = flag.Bool("update", false, "nothing to rewrite here")

var shots = flag.String("shots", "", "folder to put screenshots of the HTML report in")

// reportPosts has one file of each kind, and names that try to be markup.
var reportPosts = folder{
	"p/a.html":                     "title: Ein Titel & mehr\n<p>a WARN\nimage: img.example.org\nimage: img.example.org\nimage: lazy.example.net",
	"p/b.html":                     "BROKEN",
	"p/c.html":                     "title: 深い海 — مرحبا\nINFO WARN\nimage: \nimage: img.example.org",
	"p/d.txt":                      "no article",
	"p/<img src=x onerror=x>.html": "title: </script><script>document.title='owned'</script>\n<p>WARN",
}

func reportOptions(dir string) Options {
	return Options{
		Paths: []string{"p"}, Output: "o", Version: "1.2.3",
		Reports:   []string{filepath.Join(dir, "run.json"), filepath.Join(dir, "run.html")},
		IsArticle: func(name string, _ []byte) bool { return !strings.HasSuffix(name, ".txt") },
	}
}

// jsonReport is what docs/report.md promises, read strictly.
type jsonReport struct {
	Schema  string        `json:"schema"`
	Version string        `json:"version"`
	Totals  report.Totals `json:"totals"`
	Notes   []report.Kind `json:"notes"`
	Hosts   []report.Host `json:"hosts"`
	Files   []report.File `json:"files"`
}

func readReport(t *testing.T, name string) jsonReport {
	t.Helper()
	f, err := os.Open(name)
	must(t, err)
	defer f.Close()
	dec := json.NewDecoder(f)
	dec.DisallowUnknownFields()
	var r jsonReport
	must(t, dec.Decode(&r))
	return r
}

func TestReportJSON(t *testing.T) {
	reportPosts.write(t)
	run(t, reportOptions("."))
	got := readReport(t, "run.json")
	for i := range got.Files {
		got.Files[i].Millis = 0
	}
	got.Totals.Seconds = 0
	warning := note.Note{Code: "image.placeholder", Level: note.Warning, Message: "no real address", Line: 7}
	a, b, c, x := reportPosts["p/a.html"], reportPosts["p/b.html"], reportPosts["p/c.html"], reportPosts["p/<img src=x onerror=x>.html"]
	want := jsonReport{
		Schema: "artx-report/1", Version: "1.2.3",
		Totals: report.Totals{Files: 5, Converted: 3, Skipped: 1, Failed: 1, Warnings: 3, Bytes: int64(len(a) + len(b) + len(c) + len(x) + len("no article"))},
		Notes:  []report.Kind{{Code: "image.placeholder", Level: note.Warning, Count: 3, Files: 3}, {Code: "header.repaired", Level: note.Info, Count: 1, Files: 1}},
		Hosts:  []report.Host{{Host: "img.example.org", Images: 3, Resolved: 3}, {Host: "", Images: 1, Resolved: 1}, {Host: "lazy.example.net", Images: 1, Resolved: 0}},
		Files: []report.File{
			{Path: "p/<img src=x onerror=x>.html", Output: "o/<img src=x onerror=x>.md", Status: report.Converted,
				Title: "</script><script>document.title='owned'</script>", BytesIn: int64(len(x)), BytesOut: int64(len(x) - 3), Notes: []note.Note{warning}},
			{Path: "p/a.html", Output: "o/a.md", Status: report.Converted, Title: "Ein Titel & mehr", BytesIn: int64(len(a)), BytesOut: int64(len(a) - 3),
				Notes: []note.Note{warning}, Images: []report.Host{{Host: "img.example.org", Images: 2, Resolved: 2}, {Host: "lazy.example.net", Images: 1, Resolved: 0}}},
			{Path: "p/b.html", Status: report.Failed, Error: "p/b.html:3: the header does not end; close it with ---", BytesIn: int64(len(b))},
			{Path: "p/c.html", Output: "o/c.md", Status: report.Converted, Title: "深い海 — مرحبا", BytesIn: int64(len(c)), BytesOut: int64(len(c)),
				Notes:  []note.Note{warning, {Code: "header.repaired", Level: note.Info, Message: "title was not quoted"}},
				Images: []report.Host{{Host: "", Images: 1, Resolved: 1}, {Host: "img.example.org", Images: 1, Resolved: 1}}},
			{Path: "p/d.txt", Status: report.Skipped, Reason: "not an article", BytesIn: 10},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}

	// The second run knows how many notes unchanged files have, not their text.
	run(t, reportOptions("."))
	again := readReport(t, "run.json")
	if diff := cmp.Diff(want.Notes, again.Notes); diff != "" || again.Totals.Unchanged != 3 {
		t.Errorf("second run: %+v, notes -want +got:\n%s", again.Totals, diff)
	}
	if diff := cmp.Diff([]report.NoteCount{{Code: "header.repaired", Level: note.Info, Count: 1}, {Code: "image.placeholder", Level: note.Warning, Count: 1}}, again.Files[3].Earlier); diff != "" {
		t.Errorf("earlier notes: -want +got:\n%s", diff)
	}
}

func TestReportOfLongEntries(t *testing.T) {
	posts := manyPosts(3)
	posts["p/long.html"] = "title: " + strings.Repeat("long & ", 40_000)
	posts.write(t)
	run(t, Options{Paths: []string{"p"}, Output: "o", Reports: []string{"r.json"}})
	if got := readReport(t, "r.json"); len(got.Files) != 4 || len(got.Files[3].Title) != 7*40_000 {
		t.Errorf("%d files", len(got.Files))
	}
}

func TestReportOfNothing(t *testing.T) {
	folder{"p/a.css": ""}.write(t)
	run(t, Options{Paths: []string{"p"}, Output: "o", Reports: []string{"r.json", "r.html"}})
	if got := readReport(t, "r.json"); len(got.Files) != 0 || got.Notes == nil || got.Hosts == nil {
		t.Errorf("got %+v", got)
	}
}

func TestReportCannotBeWritten(t *testing.T) {
	reportPosts.write(t)
	folder{"file": ""}.add(t, ".")
	_, err := try(stub, Options{Paths: []string{"p"}, Output: "o", Reports: []string{"file/r.json"}})
	want := "cannot write the report " + filepath.FromSlash("file/r.json") + ": "
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
	checkMissing(t, "o") // it is known before the work
}

// TestReportPageWithoutScript has the page itself, as a browser that runs no
// scripts sees it, hold no markup from names and titles.
func TestReportPageWithoutScript(t *testing.T) {
	reportPosts.write(t)
	run(t, reportOptions("."))
	page, err := os.ReadFile("run.html")
	must(t, err)
	for _, bad := range []string{"<img", "<script>document", "http://", "https://", "style="} {
		if strings.Contains(string(page), bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	for _, want := range []string{
		"p/&lt;img src=x onerror=x&gt;.html", "p/b.html:3: the header does not end; close it with ---", "image.placeholder", "img.example.org",
		`http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-`,
	} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// pageProbe is put at the end of a report to use it as a person would and to
// write down what can be seen.
const pageProbe = `<script>
function rows() { return [...document.querySelectorAll("#list tbody tr")].map(r => r.querySelector(".path").textContent); }
function press(e) { e.dispatchEvent(new MouseEvent("click", { bubbles: true })); }
function named(list, text) { return [...document.querySelectorAll(list)].find(e => e.textContent.startsWith(text)); }
var seen = { title: document.title, all: rows(), images: document.images.length };
search.value = "DEEP owned"; search.dispatchEvent(new Event("input")); seen.none = rows();
search.value = "TITEL ein"; search.dispatchEvent(new Event("input")); seen.searched = rows();
search.value = ""; search.dispatchEvent(new Event("input"));
press(named("#list th button", "File")); press(named("#list th button", "File")); seen.backwards = rows();
press(named("#statuses button", "failed")); seen.failed = rows();
press(named("#kinds td button", "header.repaired")); seen.kind = rows();
seen.notes = [...document.querySelectorAll("#list li")].map(e => e.textContent);
seen.paper = getComputedStyle(document.body).backgroundColor;
seen.wide = document.documentElement.scrollWidth > innerWidth;
document.body.replaceChildren(Object.assign(document.createElement("pre"), { id: "seen", textContent: JSON.stringify(seen) }));
</script>`

// hashOf names a script in a content security policy.
func hashOf(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// TestReportPageInBrowser opens the page in headless Chromium, with its policy
// in force but for the probe.
func TestReportPageInBrowser(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium to open the report in")
	}
	dir := reportPosts.write(t)
	run(t, reportOptions("."))
	page, err := os.ReadFile("run.html")
	must(t, err)
	probe := strings.TrimSuffix(strings.TrimPrefix(pageProbe, "<script>"), "</script>")
	probed := strings.Replace(string(page), "; script-src ", "; script-src "+hashOf(probe)+" ", 1) + pageProbe
	must(t, os.WriteFile("probed.html", []byte(probed), 0o666))

	dom := browse(t, browser, "--dump-dom", "file://"+filepath.Join(dir, "probed.html"))
	_, rest, _ := strings.Cut(dom, `<pre id="seen">`)
	text, _, found := strings.Cut(rest, "</pre>")
	if !found {
		t.Fatalf("the probe saw nothing in %s", dom)
	}
	var seen struct {
		Title                                               string
		All, None, Searched, Backwards, Failed, Kind, Notes []string
		Images                                              int
		Paper                                               string
		Wide                                                bool
	}
	must(t, json.Unmarshal([]byte(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(text)), &seen))
	if seen.Title != "artx report: 5 files, 1 failed" || seen.Images != 0 {
		t.Errorf("a file's name or title became markup: %+v", seen)
	}
	hostile := "p/<img src=x onerror=x>.html"
	for _, c := range []struct {
		what      string
		got, want []string
	}{
		{"all", seen.All, []string{hostile, "p/a.html", "p/b.html", "p/c.html", "p/d.txt"}},
		{"nothing found", seen.None, []string{}},
		{"searched", seen.Searched, []string{"p/a.html"}},
		{"backwards", seen.Backwards, []string{"p/d.txt", "p/c.html", "p/b.html", "p/a.html", hostile}},
		{"failed", seen.Failed, []string{"p/b.html"}},
		{"of a kind", seen.Kind, []string{"p/c.html"}},
		{"notes", seen.Notes, []string{"image.placeholder line 7: no real address", "header.repaired title was not quoted"}},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", c.what, diff)
		}
	}
	if seen.Paper != "rgb(246, 247, 249)" || seen.Wide {
		t.Errorf("background %s, wider than the window: %v", seen.Paper, seen.Wide)
	}
}

// TestReportShots is for looking at: go test -run Shots -shots DIR.
func TestReportShots(t *testing.T) {
	browser, err := exec.LookPath("chromium")
	if err != nil || *shots == "" {
		t.Skip("no chromium, or no -shots folder to put screenshots in")
	}
	target, err := filepath.Abs(*shots)
	must(t, err)
	posts := manyPosts(400)
	for name, text := range reportPosts {
		posts[name] = text
	}
	for i := range 6 {
		posts[fmt.Sprintf("p/long/%s-%d.html", strings.Repeat("name-", 20), i)] = fmt.Sprintf("INFO\nimage: cdn%d.example.com\nimage: lazy%d.example.com", i, i%3)
	}
	dir := posts.write(t)
	run(t, reportOptions("."))
	for name, flags := range map[string][]string{
		"light.png":  {"--window-size=1280,1700"},
		"dark.png":   {"--window-size=1280,1700", "--blink-settings=preferredColorScheme=0"},
		"narrow.png": {"--window-size=500,1400"},
	} {
		browse(t, browser, append(flags, "--screenshot="+filepath.Join(target, name), "file://"+filepath.Join(dir, "run.html"))...)
	}
}

func browse(t *testing.T, browser string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	flags := []string{
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--user-data-dir=" + t.TempDir(),
	}
	out, err := exec.CommandContext(ctx, browser, append(flags, args...)...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		t.Logf("%s", exit.Stderr)
	}
	must(t, err)
	return string(out)
}
