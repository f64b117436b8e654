package article

import (
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/body"
)

// fileAttributes hold the addresses of files that belong to an article.
var fileAttributes = map[string][]string{
	"img": {"src"}, "video": {"src", "poster"}, "audio": {"src"}, "source": {"src"}, "track": {"src"}, "a": {"href"},
}

// Files lists the local files that the article refers to by relative paths, each
// once: its cover, what its rendered Markdown has, and with JSON what only the
// data name. They are named as in the source, percent-decoded, without query and
// fragment. The error is an [*Error]; there is none to expect after a conversion.
func (a *Article) Files() ([]string, error) {
	if a.moves() {
		return a.files.names, nil
	}
	root, err := a.Rendered()
	if err != nil {
		return nil, err
	}
	var files fileList
	files.add(localFile(a.Cover))
	for n := range root.Descendants() {
		for _, attr := range fileReferences(n) {
			files.add(localFileOf(n, attr.Val))
		}
	}
	if !a.opt.wantsData() {
		return files.names, nil
	}
	for _, img := range a.Images {
		for _, alternate := range img.Alternates {
			files.add(localFile(alternate))
		}
	}
	return files.names, nil
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

// moves tells whether references to local files are moved: those of Markdown are
// not, since it comes out as it went in.
func (a *Article) moves() bool {
	return a.opt.MoveFile != nil && a.Kind != body.KindMarkdown && a.Kind != body.KindMixed
}

// move is an address as it has to be, if it is that of a local file.
func (c *conversion) move(address, file string) string {
	if file == "" {
		return address
	}
	c.files.add(file)
	to := c.opt.MoveFile(file)
	u, err := url.Parse(address)
	if err != nil || to == file {
		return address
	}
	u.Path, u.RawPath = to, ""
	return u.String()
}

// moveFiles moves the references of the cleaned body.
func (c *conversion) moveFiles() {
	for n := range c.body.Root.Descendants() {
		for _, a := range fileReferences(n) {
			a.Val = c.move(a.Val, localFileOf(n, a.Val))
		}
	}
	for i, img := range c.body.Images {
		c.body.Images[i].URL = c.move(img.URL, localFile(img.URL))
		if !c.opt.wantsData() { // nothing else has them, so that they need no copy
			continue
		}
		for k, alternate := range img.Alternates {
			img.Alternates[k] = c.move(alternate, localFile(alternate))
		}
	}
	for i, l := range c.body.Links {
		c.body.Links[i].URL = c.move(l.URL, linkedFile(l.URL))
	}
	for i, e := range c.body.Embeds { // which are links in the text
		c.body.Embeds[i].URL = c.move(e.URL, linkedFile(e.URL))
	}
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
