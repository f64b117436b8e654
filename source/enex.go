package source

import (
	"bytes"
	"crypto/md5" //nolint:gosec // the format names resources by it
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"path"

	"github.com/artx-cli/artx/source/internal/xmltext"
)

// readENEX reads an export of Evernote: evernote-export4.dtd and ENML (enml2.dtd),
// which Evernote publishes.
func readENEX(c *container) {
	s := xmltext.NewStream(c.stream, c.opt.MaxSize, "note")
	for {
		raw, ok := s.Next()
		if !ok {
			break
		}
		if !c.begin(raw.Offset) {
			continue
		}
		rec, err := readNote(c, raw)
		if err != nil {
			if !c.fail(raw.Offset, "", err) {
				return
			}
			continue
		}
		if !c.emit(rec) {
			return
		}
	}
	if s.Err != nil {
		c.end(s.Offset(), s.Err)
	} else if !s.Closed {
		c.end(s.Offset(), ErrTruncated)
	}
}

// enexNote is a note while it is read.
type enexNote struct {
	rec       *Record
	content   string
	resources map[string]*Attachment // by hash
	parts     parts
	tasks     []task
}

func readNote(c *container, raw xmltext.Record) (*Record, error) {
	if raw.Err != nil {
		return nil, raw.Err
	}
	ns := xmltext.Namespaces{}
	n := &enexNote{rec: &Record{Kind: HTML, Offset: raw.Offset}, resources: map[string]*Attachment{}}
	for e, err := range ns.Children(ns.Root(raw.Raw).Inner) {
		if err != nil {
			return nil, err
		}
		if err := n.field(ns, e, c.opt.MaxSize); err != nil {
			return nil, err
		}
	}
	n.rec.Content = enmlToHTML([]byte(n.content), n.resources, n.tasks)
	if len(n.parts) > 0 {
		n.rec.assets = n.parts
	}
	return n.rec, nil
}

func (n *enexNote) field(ns xmltext.Namespaces, e xmltext.Element, limit int64) error {
	h := &n.rec.Header
	switch e.Name {
	case "title":
		h.Title = e.Line()
	case "content":
		n.content = e.Text()
	case "created":
		h.Published = isoDate(e.Text())
	case "updated":
		h.Updated = isoDate(e.Text())
	case "tag":
		h.Tags = addName(h.Tags, e.Text())
	case "note-attributes":
		for child := range ns.Children(e.Inner) {
			switch child.Name {
			case "author":
				h.Authors = addName(h.Authors, child.Text())
			case "source-url":
				if u := child.Line(); isWebAddress(u) {
					n.rec.URL = u
				}
			}
		}
	case "task":
		n.tasks = append(n.tasks, readTask(ns, e))
	case "resource":
		return n.resource(ns, e, limit)
	}
	return nil
}

// task is a task of Evernote 10, which stands beside the content. An empty <div>
// with the number of its group shows it there.
type task struct {
	title, group, weight string
	done                 bool
}

func readTask(ns xmltext.Namespaces, e xmltext.Element) (t task) {
	for child := range ns.Children(e.Inner) {
		switch child.Name {
		case "title":
			t.title = child.Line()
		case "taskStatus":
			t.done = child.Line() == "completed"
		case "sortWeight":
			t.weight = child.Line()
		case "taskGroupNoteLevelID":
			t.group = child.Line()
		}
	}
	return t
}

// resource reads a file of a note. The content names it by the MD5 of its bytes.
func (n *enexNote) resource(ns xmltext.Namespaces, e xmltext.Element, limit int64) error {
	var data []byte
	a := &Attachment{}
	for child := range ns.Children(e.Inner) {
		switch child.Name {
		case "data":
			data = bytes.Clone(child.Inner)
		case "mime":
			a.Type = child.Line()
		case "resource-attributes":
			if name, ok := ns.Child(child, "file-name"); ok {
				a.Name = path.Base(safePath(name.Line()))
			}
		}
	}
	sum := md5.New()
	if _, err := io.Copy(sum, lenientBase64(data)); err != nil {
		return fmt.Errorf("a resource is not base64: %w", err)
	}
	hash := hex.EncodeToString(sum.Sum(nil))
	a.Address = "cid:" + hash
	a.open = func() (io.ReadCloser, error) { return io.NopCloser(io.LimitReader(lenientBase64(data), limit)), nil }
	if n.resources[hash] == nil {
		n.resources[hash] = a
		n.parts = append(n.parts, *a)
	}
	return nil
}

// lenientBase64 decodes base64 over any number of lines.
func lenientBase64(data []byte) io.Reader {
	return base64.NewDecoder(base64.StdEncoding, &spaceSkipper{data: data})
}

// spaceSkipper leaves out white space.
type spaceSkipper struct{ data []byte }

func (s *spaceSkipper) Read(p []byte) (n int, err error) {
	for n < len(p) && len(s.data) > 0 {
		if c := s.data[0]; !xmltext.IsSpace(c) {
			p[n] = c
			n++
		}
		s.data = s.data[1:]
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}
