package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Leftover is a file whose links lead to files that got another name.
type Leftover struct {
	File  string // path below the folder that was looked through
	Link  string // the first of those links, as it stands there
	To    string // what the file that it leads to is called now
	Links int
}

// maxLeftover is the largest file that is looked at: what people link from is text.
const maxLeftover = 8 << 20

// Leftovers looks through a folder for links to files that got another name. renamed
// has old and new paths below it; own tells which files are not of interest.
func Leftovers(folder fs.FS, renamed map[string]string, own func(name string) bool) (found []Leftover) {
	names := make(map[string]bool)
	for old := range renamed {
		names[path.Base(old)] = true
	}
	_ = fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		base := path.Base(name)
		switch {
		case err != nil: // what cannot be read has no links that anybody follows
			return nil
		case name != "." && (strings.HasPrefix(base, ".") || base == "node_modules"):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular() || !pageExtensions[strings.ToLower(path.Ext(base))] || own(name):
			return nil
		}
		if fi, err := d.Info(); err != nil || fi.Size() > maxLeftover {
			return nil
		}
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil
		}
		if l := leftoverIn(name, text, renamed, names); l.Links > 0 {
			found = append(found, l)
		}
		return nil
	})
	return found
}

// mostLeftovers is how many files are told of one by one.
const mostLeftovers = 20

// TellLeftovers says which links in which files are left, a line a file. Files are
// named from the folder that the program runs in, if they are below it.
func TellLeftovers(found []Leftover, base string) (lines []string) {
	here, _ := os.Getwd() // without it paths are whole
	for i, l := range found {
		if i == mostLeftovers {
			return append(lines, fmt.Sprintf("%d more files have links to old names", len(found)-i))
		}
		name := filepath.Join(base, filepath.FromSlash(l.File))
		if rel, err := filepath.Rel(here, name); err == nil && filepath.IsLocal(rel) {
			name = rel
		}
		lines = append(lines, fmt.Sprintf("%s: links lead to old names (%d), the first to %s, which became %s", name, l.Links, l.Link, l.To))
	}
	return lines
}

// leftoverIn counts the links in a text, HTML or Markdown, that lead to old paths.
func leftoverIn(file string, text []byte, renamed map[string]string, names map[string]bool) Leftover {
	l := Leftover{File: file}
	for i := 0; i < len(text); i++ {
		if text[i] != '"' && text[i] != '\'' && text[i] != '(' && text[i] != '<' && text[i] != '=' {
			continue
		}
		end := bytes.IndexAny(text[i+1:], "\"'()<>\n")
		if end <= 0 {
			continue
		}
		link, _, _ := strings.Cut(strings.TrimSpace(string(text[i+1:i+1+end])), " ")
		u, err := url.Parse(link)
		if err != nil || u.Host != "" || u.Scheme != "" || !names[path.Base(u.Path)] {
			continue
		}
		at := path.Join(path.Dir(file), u.Path)
		if strings.HasPrefix(u.Path, "/") {
			at = strings.TrimPrefix(path.Clean(u.Path), "/")
		}
		if to, ok := renamed[at]; ok {
			if l.Links++; l.Links == 1 {
				l.Link, l.To = link, to
			}
			i += end
		}
	}
	return l
}
