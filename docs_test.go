package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/txtar"
)

// Blocks of the documentation that are run:
//
//	```console         commands behind "$ ", each with what it prints
//	```sh              commands that must succeed
//	```sh clone        the same, in the project's folder
//	```sh slow         the same, in a clone of the project by .ci/slow, which sets DOCS=slow
//	```sh elsewhere    needs a network, another program or data: the flags of artx in it are checked
//	```go              a program, which must run, or statements, which must compile
//
// Those of a page are run in their order in one folder, made of the files of
// testdata/docs/PAGE.txtar by the commands before them there. With -update, what
// commands of a console print is written anew: read it.

// pages of the documentation.
func pages(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("docs/*.md")
	if err != nil || len(found) < 10 {
		t.Fatalf("the documentation is not there: %v %v", found, err)
	}
	more, err := filepath.Glob("editors/*/README.md")
	if err != nil {
		t.Fatal(err)
	}
	return slices.Concat([]string{"README.md", "CONTRIBUTING.md", "SECURITY.md", "bench/README.md", "bench/sites/README.md"}, found, more)
}

// block is a fenced block of a page.
type block struct {
	line       int // of its fence
	kind, mode string
	text       string
}

func blocksOf(t *testing.T, page string) (blocks []block) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var open *block
	for i, line := range strings.Split(string(text), "\n") {
		switch info, fence := strings.CutPrefix(line, "```"); {
		case fence && open == nil:
			kind, mode, _ := strings.Cut(info, " ")
			open = &block{line: i + 1, kind: kind, mode: mode}
		case fence:
			blocks = append(blocks, *open)
			open = nil
		case open != nil:
			open.text += line + "\n"
		case strings.HasPrefix(line, "    ") && looksLikeCommand.MatchString(line):
			t.Errorf("%s:%d: commands stand in a fenced block, so that they are run: %s", page, i+1, line)
		}
	}
	if open != nil {
		t.Errorf("%s:%d: the block does not end", page, open.line)
	}
	return blocks
}

var looksLikeCommand = regexp.MustCompile(`(?m)^ *(\$ |\S+ \| )?(artx|go|npm|sh|bash|find|curl|git|\S+\.sh) `)

// TestDocs runs the commands of the documentation.
func TestDocs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the commands are those of a Unix shell")
	}
	for _, page := range pages(t) {
		t.Run(page, func(t *testing.T) {
			blocks := blocksOf(t, page)
			if !slices.ContainsFunc(blocks, func(b block) bool { return b.kind == "sh" || b.kind == "console" || b.kind == "go" }) {
				return
			}
			t.Parallel()
			folder := folderFor(t, page)
			for _, b := range blocks {
				b.check(t, folder, fmt.Sprintf("%s:%d", page, b.line))
			}
		})
	}
}

// folderFor makes the folder that the commands of a page are run in.
func folderFor(t *testing.T, page string) string {
	t.Helper()
	folder := t.TempDir()
	name := strings.TrimSuffix(strings.ReplaceAll(strings.TrimPrefix(page, "docs/"), "/", "-"), ".md")
	archive, err := txtar.ParseFile("testdata/docs/" + name + ".txtar")
	if errors.Is(err, fs.ErrNotExist) {
		return folder
	}
	if err != nil {
		t.Fatal(err)
	}
	skipWithout(t, string(archive.Comment))
	if err := txtar.Write(archive, folder); err != nil {
		t.Fatal(err)
	}
	if out, err := shell(folder, string(archive.Comment)); err != nil {
		t.Fatalf("what prepares the folder: %v\n%s", err, out)
	}
	return folder
}

// skipWithout skips a page whose commands need programs that are not there; the
// first line of what prepares its folder names them: # needs git make.
func skipWithout(t *testing.T, script string) {
	t.Helper()
	first, _, _ := strings.Cut(script, "\n")
	programs, ok := strings.CutPrefix(first, "# needs ")
	if !ok {
		return
	}
	for _, name := range strings.Fields(programs) {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("there is no %s", name)
		}
	}
}

func (b *block) check(t *testing.T, folder, place string) {
	t.Helper()
	switch b.kind + " " + b.mode {
	case "sh ":
		b.run(t, folder, place)
	case "sh clone":
		b.run(t, ".", place)
	case "sh slow":
		if os.Getenv("DOCS") == "slow" {
			b.run(t, clone(t), place)
		}
	case "sh elsewhere":
		b.checkFlags(t, place)
	case "console ":
		b.compare(t, folder, place)
	case "go ":
		b.compile(t, place)
	default:
		if b.mode != "" || b.kind == "bash" || b.kind == "shell" || looksLikeCommand.MatchString(b.text) {
			t.Errorf("%s: %q is no kind of block that holds commands", place, b.kind+" "+b.mode)
		}
	}
}

func (b *block) run(t *testing.T, folder, place string) {
	t.Helper()
	if out, err := shell(folder, b.text); err != nil {
		t.Errorf("%s: %v\n%s", place, err, out)
	}
}

// shell runs a script, which ends at the first command that fails. REPO is the
// project's folder.
func shell(folder, script string) (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	home := folder
	if folder == "." { // go commands leave their settings there
		home = os.TempDir()
	}
	cmd := exec.Command("sh", "-euc", script)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "REPO="+here, "HOME="+home, "GOFLAGS=-buildvcs=false",
		"GOPATH="+goEnv("GOPATH"), "GOCACHE="+goEnv("GOCACHE"), "GOMODCACHE="+goEnv("GOMODCACHE"))
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// clone is a copy of the last commit, which a command may write to.
func clone(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if out, err := exec.Command("git", "clone", "--quiet", ".", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return folder
}

// pack puts a folder into an archive: pack FOLDER FILE.zip, pack FOLDER FILE.tar.zst.
func pack() {
	err := packTo(os.Args[1], os.Args[2])
	if err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func packTo(folder, name string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	if strings.HasSuffix(name, ".zip") {
		w := zip.NewWriter(file)
		return errors.Join(w.AddFS(os.DirFS(folder)), w.Close())
	}
	z, err := zstd.NewWriter(file)
	if err != nil {
		return err
	}
	w := tar.NewWriter(z)
	return errors.Join(w.AddFS(os.DirFS(folder)), w.Close(), z.Close())
}

func goEnv(name string) string {
	out, _ := exec.Command("go", "env", name).Output() // an empty one makes go commands say what is wrong
	return strings.TrimSpace(string(out))
}

// compare runs commands behind "$ " and compares what each prints.
func (b *block) compare(t *testing.T, folder, place string) {
	t.Helper()
	const mark = "\x1e" // between the commands, with the status of the last one
	var script strings.Builder
	script.WriteString("set +e\n")
	var want []string
	for _, line := range strings.SplitAfter(b.text, "\n") {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			fmt.Fprintf(&script, "(exit ${status-0})\n%sstatus=$?; printf '\\036'\n", command)
			want = append(want, "")
		} else if len(want) > 0 {
			want[len(want)-1] += line
		}
	}
	out, err := shell(folder, script.String())
	got := strings.Split(out, mark)
	if err != nil || len(got) != len(want)+1 {
		t.Fatalf("%s: %v\n%s", place, err, out)
	}
	if *update {
		b.rewrite(t, place, got)
		return
	}
	for i := range want {
		if steady(got[i]) != steady(want[i]) {
			t.Errorf("%s: command %d prints\n%s\nand not\n%s", place, i+1, got[i], want[i])
		}
	}
}

// rewrite puts what the commands print into the page.
func (b *block) rewrite(t *testing.T, place string, got []string) {
	t.Helper()
	var text strings.Builder
	before := "" // what the command before printed
	for _, line := range strings.SplitAfter(b.text, "\n") {
		if !strings.HasPrefix(line, "$ ") {
			continue
		}
		if before != "" {
			text.WriteString("\n")
		}
		before, got = got[0], got[1:]
		text.WriteString(line + before)
	}
	page, _, _ := strings.Cut(place, ":")
	old, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	made := strings.Replace(string(old), "```console\n"+b.text, "```console\n"+text.String(), 1)
	if err := os.WriteFile(page, []byte(made), 0o666); err != nil {
		t.Fatal(err)
	}
}

// steady takes out what differs from run to run, and blank lines at the end.
func steady(text string) string {
	return strings.TrimRight(times.ReplaceAllString(text, "in some time"), "\n")
}

var times = regexp.MustCompile(`\bin [0-9.]+(ms|µs|s)\b`)

// checkFlags has artx read the flags of each of its calls in a block that cannot
// be run.
func (b *block) checkFlags(t *testing.T, place string) {
	t.Helper()
	for _, line := range strings.Split(b.text, "\n") {
		for _, call := range regexp.MustCompile(`\bartx (convert|inspect|preview|config)\b[^|<>&;]*`).FindAllString(line, -1) {
			call, _, _ = strings.Cut(call, " # ")
			if out, err := shell(".", call+" --help >/dev/null"); err != nil {
				t.Errorf("%s: %s: %v\n%s", place, call, err, out)
			}
		}
	}
}

// compile runs a program, or builds statements within a function that has src and
// returns an error.
func (b *block) compile(t *testing.T, place string) {
	t.Helper()
	text, args := b.text, []string{"run"}
	if !strings.HasPrefix(text, "package ") {
		args = []string{"build", "-o", os.DevNull}
		text = "package main\n\nimport (\n\"fmt\"\n\"os\"\n\n\"github.com/artx-cli/artx/article\"\n)\n\n" +
			"func f(src []byte) error {\n" + text + "\nreturn nil\n}\n\nfunc main() { fmt.Println(f(nil)); os.Exit(0) }\n"
	}
	file := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", append(args, file)...).CombinedOutput(); err != nil {
		t.Errorf("%s: %v\n%s", place, err, bytes.TrimSpace(out))
	}
}

// TestDocsLinks looks for the files and headings that the documentation links to.
func TestDocsLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^()\s]+)\)`)
	for _, page := range pages(t) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(withoutCode(string(text)), -1) {
			file, fragment, _ := strings.Cut(m[1], "#")
			if strings.Contains(file, "://") {
				continue
			}
			target := page
			if file != "" {
				target = filepath.Join(filepath.Dir(page), file)
			}
			if there, err := os.ReadFile(target); err != nil && !isFolder(target) {
				t.Errorf("%s: %v", page, err)
			} else if fragment != "" && !slices.Contains(headingsOf(string(there)), fragment) {
				t.Errorf("%s: %s has no heading #%s", page, target, fragment)
			}
		}
	}
}

// TestDocsIndex keeps every page within reach of docs/README.md.
func TestDocsIndex(t *testing.T) {
	index, err := os.ReadFile("docs/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages(t) {
		name, ok := strings.CutPrefix(page, "docs/")
		if ok && name != "README.md" && !strings.Contains(string(index), "("+name+")") {
			t.Errorf("docs/README.md does not name %s", page)
		}
	}
}

func isFolder(name string) bool {
	fi, err := os.Stat(name)
	return err == nil && fi.IsDir()
}

var code = regexp.MustCompile("(?ms)^```.*?^```$|`[^`\n]*`")

func withoutCode(text string) string { return code.ReplaceAllString(text, "") }

// headingsOf lists the ids that GitHub gives to headings.
func headingsOf(text string) (ids []string) {
	other := regexp.MustCompile(`[^\p{L}\p{N} _-]+`)
	for _, line := range strings.Split(text, "\n") {
		if hashes, title, ok := strings.Cut(line, " "); ok && strings.Trim(hashes, "#") == "" && hashes != "" {
			ids = append(ids, strings.ReplaceAll(strings.ToLower(other.ReplaceAllString(title, "")), " ", "-"))
		}
	}
	return ids
}
