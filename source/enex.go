package source

import (
	"bytes"
	"crypto/md5" //nolint:gosec // the format names resources by it
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"path"
)

// readENEX reads an export of Evernote: evernote-export4.dtd and ENML (enml2.dtd),
// which Evernote publishes.
func readENEX(c *container) {
	s := newXMLStream(c, "note")
	for {
		raw, ok := s.next()
		if !ok {
			break
		}
		if !c.begin(raw.offset) {
			continue
		}
		rec, err := readNote(c, raw)
		if err != nil {
			if !c.fail(raw.offset, "", err) {
				return
			}
			continue
		}
		if !c.emit(rec) {
			return
		}
	}
	if s.err != nil {
		c.end(s.base+int64(s.pos), s.err)
	} else if !s.closed {
		c.end(s.base+int64(s.pos), ErrTruncated)
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

func readNote(c *container, raw xmlRecord) (*Record, error) {
	if raw.err != nil {
		return nil, raw.err
	}
	ns := namespaces{}
	n := &enexNote{rec: &Record{Kind: HTML, Offset: raw.offset}, resources: map[string]*Attachment{}}
	for e, err := range ns.children(ns.root(raw.raw).inner) {
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

func (n *enexNote) field(ns namespaces, e element, limit int64) error {
	h := &n.rec.Header
	switch e.name {
	case "title":
		h.Title = e.line()
	case "content":
		n.content = e.text()
	case "created":
		h.Published = isoDate(e.text())
	case "updated":
		h.Updated = isoDate(e.text())
	case "tag":
		h.Tags = addName(h.Tags, e.text())
	case "note-attributes":
		for child := range ns.children(e.inner) {
			switch child.name {
			case "author":
				h.Authors = addName(h.Authors, child.text())
			case "source-url":
				if u := child.line(); isWebAddress(u) {
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

func readTask(ns namespaces, e element) (t task) {
	for child := range ns.children(e.inner) {
		switch child.name {
		case "title":
			t.title = child.line()
		case "taskStatus":
			t.done = child.line() == "completed"
		case "sortWeight":
			t.weight = child.line()
		case "taskGroupNoteLevelID":
			t.group = child.line()
		}
	}
	return t
}

// resource reads a file of a note. The content names it by the MD5 of its bytes.
func (n *enexNote) resource(ns namespaces, e element, limit int64) error {
	var data []byte
	a := &Attachment{}
	for child := range ns.children(e.inner) {
		switch child.name {
		case "data":
			data = bytes.Clone(child.inner)
		case "mime":
			a.Type = child.line()
		case "resource-attributes":
			if name, ok := ns.child(child, "file-name"); ok {
				a.Name = path.Base(safePath(name.line()))
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
		if c := s.data[0]; !isXMLSpace(c) {
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
