package media

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// A parsed address has a key, by which a run and its memory know it, and one
// of the other fields.
type parsed struct {
	key        string
	attachment *Attachment
	data       string
	remote     *url.URL
	file       string // below Base
	problem    *Problem
	old        *content // of an earlier run, where the bytes are not at hand
}

// parse tells what an address of an article is. Attachments come first: a
// container names its files as it likes.
func (s *Store) parse(a Article, address string) parsed {
	if a.Attachment != nil {
		if found, ok := a.Attachment(address); ok {
			if u, err := url.Parse(address); err == nil && found.Name == "" {
				found.Name = path.Base(u.Path) // none for cid:
			}
			return parsed{key: attachmentKey(a, address), attachment: &found}
		}
	}
	if a.Attachment == nil {
		if p := s.recall(attachmentKey(a, address)); p.old != nil {
			return p
		}
	}
	if isData(address) {
		if strings.HasPrefix(address, shortData) {
			return s.recall(dataKey(address))
		}
		return parsed{key: dataKey(address), data: address[5:]}
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return wrong(address, CodeAddress, "is no address")
	}
	if u.Scheme == "" && u.Host != "" {
		u.Scheme = "https"
	}
	switch {
	case (u.Scheme == "http" || u.Scheme == "https") && u.Host != "":
		u.User, u.Fragment, u.RawFragment = nil, "", "" // browsers send no passwords for pictures either
		return parsed{key: u.String(), remote: u}
	case u.Scheme != "" || u.Path == "":
		return wrong(address, CodeAddress, "is on no web server")
	}
	return s.localFile(a, address, u.Path)
}

func isData(address string) bool { return len(address) >= 5 && strings.EqualFold(address[:5], "data:") }

func dataKey(address string) string {
	if sum, short := strings.CutPrefix(address, shortData); short {
		return "data:" + sum
	}
	return fmt.Sprintf("data:%x", sha256.Sum256([]byte(address)))
}

// shortData begins what [Short] makes of data: addresses.
const shortData = "data:;sha256,"

// Short is an address without what makes it long: of a data: address a hash, by which
// a store that has seen the whole of it knows it again.
func Short(address string) string {
	if !isData(address) || strings.HasPrefix(address, shortData) {
		return address
	}
	return shortData + strings.TrimPrefix(dataKey(address), "data:")
}

// recall finds what an earlier run knew by a key, if the bytes are still there.
func (s *Store) recall(key string) parsed {
	p := parsed{key: key, problem: &Problem{Code: CodeMissing, Reason: "is no longer there"}}
	if a, ok := s.index.address(key); ok {
		if c := (&content{sum: a.sum, size: a.size, mime: a.mime}); s.isAvailable(c) {
			p.old, p.problem = c, nil
		}
	}
	return p
}

// Knows tells whether an address of an article means something without the article:
// those of attachments and data: addresses do only if an earlier run brought them and
// they are still there.
func (s *Store) Knows(a Article, address string, attached bool) bool {
	switch {
	case attached:
		return s.recall(attachmentKey(a, address)).old != nil
	case strings.HasPrefix(address, shortData):
		return s.recall(dataKey(address)).old != nil
	}
	return true
}

func wrong(address string, code Code, reason string) parsed {
	return parsed{key: string(code) + ":" + address, problem: &Problem{code, address, reason}}
}

// attachmentKey is the key of an address that means something in one article
// alone.
func attachmentKey(a Article, address string) string {
	return "attachment:" + a.Result + "\x00" + address
}

func (s *Store) localFile(a Article, address, name string) parsed {
	if s.base == nil {
		return wrong(address, CodeMissing, "is missing: the article lies in no folder")
	}
	file := path.Join(path.Dir(a.Source), name)
	if strings.HasPrefix(name, "/") {
		file = path.Clean(name[1:])
	}
	if !filepath.IsLocal(filepath.FromSlash(file)) {
		return wrong(address, CodeOutside, "leads out of the folder and stays there")
	}
	return parsed{key: "file:" + file, file: file}
}

// find calls then with what an address is, now or when that is known.
func (s *Store) find(a Article, address string, then func(*finding)) {
	p := s.parse(a, address)
	s.mu.Lock()
	f := s.found[p.key]
	known := f != nil
	if !known {
		f = &finding{key: p.key}
		f.stem, f.ext = nameOf(p)
		s.found[p.key] = f
	}
	if !f.done {
		f.waiting = append(f.waiting, then)
		then = nil
	}
	s.mu.Unlock()
	if then != nil {
		then(f)
	}
	if known {
		return
	}
	if p.remote != nil {
		s.download(a, p, f)
		return
	}
	c, problem := s.read(p)
	if problem != nil {
		problem.Address = address
	}
	s.finish(f, c, problem)
}

// finish tells those who wait for an address what it is.
func (s *Store) finish(f *finding, c *content, problem *Problem) {
	s.mu.Lock()
	f.content, f.problem, f.done = c, problem, true
	if c != nil && c.mime != "" {
		f.ext = extension(c.mime, f.ext)
	}
	waiting := f.waiting
	f.waiting = nil
	s.mu.Unlock()
	for _, then := range waiting {
		then(f)
	}
}

// read gets what is on this machine.
func (s *Store) read(p parsed) (*content, *Problem) {
	switch {
	case p.problem != nil:
		return nil, p.problem
	case p.old != nil:
		return p.old, nil
	case p.attachment != nil:
		return s.keep(p.key, p.attachment.Data)
	case p.file != "":
		return s.readFile(p)
	}
	data, err := decodeData(p.data)
	if err != nil {
		return nil, &Problem{Code: CodeType, Reason: "is broken: " + err.Error()}
	}
	return s.keep(p.key, data)
}

// keep stages bytes that are in memory.
func (s *Store) keep(key string, data []byte) (*content, *Problem) {
	if len(data) == 0 {
		return nil, &Problem{Code: CodeType, Reason: "is empty"}
	}
	c := &content{sum: sha256.Sum256(data), size: int64(len(data)), mime: detect(data)}
	if c.mime == mimeSVG && isActive(bytes.NewReader(data)) {
		c.mime = mimeActive
	}
	if !s.opt.DryRun && !s.isAvailable(c) {
		if err := s.stage(c, func(w io.Writer) error { _, err := w.Write(data); return err }); err != nil {
			return nil, failed(err)
		}
	}
	s.index.setAddress(key, address{sum: c.sum, size: c.size, mime: c.mime})
	return c, nil
}

func failed(err error) *Problem {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return &Problem{Code: CodeFailed, Reason: "could not be brought: " + err.Error()}
}

// readFile takes the sum of a local file, from memory if the file was not
// touched since.
func (s *Store) readFile(p parsed) (*content, *Problem) {
	f, err := s.base.Open(p.file)
	if err != nil {
		return nil, &Problem{Code: CodeMissing, Reason: "is missing"}
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil || !fi.Mode().IsRegular() {
		return nil, &Problem{Code: CodeMissing, Reason: "is missing"}
	}
	c := &content{size: fi.Size(), file: p.file}
	stamp := strconv.FormatInt(fi.ModTime().UnixNano(), 10)
	if old, ok := s.index.address(p.key); ok && old.size == c.size && old.modified == stamp {
		c.sum = old.sum
		return c, nil
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return nil, failed(err)
	}
	c.sum = digest(h.Sum(nil))
	s.index.setAddress(p.key, address{sum: c.sum, size: c.size, modified: stamp})
	return c, nil
}

// decodeData reads what follows "data:" (RFC 2397), as browsers do: blanks are
// left out, padding may be missing.
func decodeData(s string) ([]byte, error) {
	head, body, found := strings.Cut(s, ",")
	if !found {
		return nil, errors.New("there is no comma in it")
	}
	if plain, err := url.PathUnescape(body); err == nil {
		body = plain
	}
	if !strings.HasSuffix(strings.ToLower(strings.TrimSpace(head)), "base64") {
		return []byte(body), nil
	}
	body = strings.NewReplacer(" ", "", "\t", "", "\n", "", "\r", "", "\f", "", "-", "+", "_", "/").Replace(body)
	data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(body, "="))
	if err != nil {
		return nil, errors.New("it is not base64")
	}
	return data, nil
}
