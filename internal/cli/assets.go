package cli

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert"
)

// fileAttributes hold the addresses of files that belong to an article.
var fileAttributes = map[string][]string{
	"img": {"src"}, "video": {"src", "poster"}, "audio": {"src"}, "source": {"src"}, "track": {"src"}, "a": {"href"},
}

// filesIn finds the local files that an article refers to, each once: its cover,
// what its rendered Markdown has, and what only its data name. data is nil where
// none are written.
func filesIn(root *html.Node, cover string, data *convert.Document) []string {
	var files fileList
	files.add(localFile(cover))
	for n := range root.Descendants() {
		for _, a := range fileReferences(n) {
			files.add(localFileOf(n, a.Val))
		}
	}
	if data == nil {
		return files.names
	}
	for _, img := range data.Images {
		for _, alternate := range img.Alternates {
			files.add(localFile(alternate))
		}
	}
	return files.names
}

// fileList is a list of files without repetitions.
type fileList struct {
	names []string
	has   map[string]bool
}

func (l *fileList) add(file string) {
	if file == "" || l.has[file] {
		return
	}
	if l.has == nil {
		l.has = make(map[string]bool)
	}
	l.has[file] = true
	l.names = append(l.names, file)
}

// A mover moves the references of one article to local files, and collects
// which these are.
type mover struct {
	moved func(file string) string
	files fileList
}

// move is an address as it has to be, if it is that of a local file.
func (m *mover) move(address, file string) string {
	if file == "" {
		return address
	}
	m.files.add(file)
	to := m.moved(file)
	u, err := url.Parse(address)
	if err != nil || to == file {
		return address
	}
	u.Path, u.RawPath = to, ""
	return u.String()
}

// moveFiles moves the references of the article that is being converted.
func (j *job) moveFiles() {
	m := j.opt.mover
	for n := range j.article.Root.Descendants() {
		for _, a := range fileReferences(n) {
			a.Val = m.move(a.Val, localFileOf(n, a.Val))
		}
	}
	for i, img := range j.article.Images {
		j.article.Images[i].URL = m.move(img.URL, localFile(img.URL))
		if !j.opt.wantsData() { // nothing else has them, so that they need no copy
			continue
		}
		for k, alternate := range img.Alternates {
			img.Alternates[k] = m.move(alternate, localFile(alternate))
		}
	}
	for i, l := range j.article.Links {
		j.article.Links[i].URL = m.move(l.URL, linkedFile(l.URL))
	}
	for i, e := range j.article.Embeds { // which are links in the text
		j.article.Embeds[i].URL = m.move(e.URL, linkedFile(e.URL))
	}
}

// cover is the address of the article's cover as its header has it.
func (j *job) cover() string {
	if j.header == nil {
		return ""
	}
	return j.header.Meta().Cover
}

// fileReferences are the attributes of an element that may hold the address of
// a file of the article's.
func fileReferences(n *html.Node) []*html.Attribute {
	var found []*html.Attribute
	if n.Type != html.ElementNode {
		return nil
	}
	for _, name := range fileAttributes[n.Data] {
		for i := range n.Attr {
			if n.Attr[i].Key == name {
				found = append(found, &n.Attr[i])
			}
		}
	}
	return found
}

// localFileOf is [localFile] for an attribute of n.
func localFileOf(n *html.Node, address string) string {
	if n.Data == "a" {
		return linkedFile(address)
	}
	return localFile(address)
}

// linkedFile is [localFile] for what a link leads to, which may be a page: that
// is none.
func linkedFile(address string) string {
	file := localFile(address)
	if pages[strings.ToLower(path.Ext(file))] {
		return ""
	}
	return file
}

// pages are the extensions of what is linked to as a page, not as a file.
var pages = map[string]bool{
	"": true, ".": true, ".html": true, ".htm": true, ".xhtml": true, ".shtml": true, ".md": true, ".markdown": true,
	".php": true, ".asp": true, ".aspx": true, ".jsp": true, ".cgi": true,
}

// localFile is the path of an address that has nothing but a path, decoded; ""
// for others, for folders, and for what a template will make an address of.
func localFile(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || strings.HasSuffix(u.Path, "/") ||
		strings.Contains(u.Path, "{{") || strings.Contains(u.Path, "{%") {
		return ""
	}
	return u.Path
}
