package batch

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode/utf8"

	"github.com/artx-cli/artx/note"
)

// Record is one line of a stream of JSON objects.
type Record struct {
	Line    int    // 1-based, in the stream
	Path    string // value of "path", "" if there is none
	URL     string // value of "url", "" if there is none
	Content []byte // value of "content" or, without that, of "html"
	HTML    bool   // it was "html": no front matter, no Markdown
	Extra   []Member
}

// Member is a key of a record other than "content" and "html", with its value
// as it was written.
type Member struct {
	Key   string
	Value json.RawMessage
}

// Name is how messages call the record: its path, its address, or "".
func (r *Record) Name() string { return firstNonEmpty(r.Path, r.URL) }

// ConvertRecord is [Convert] for records. An error should start with the name
// of the record; where in the stream it was is added. With [RecordOptions].Merge
// the output must be one JSON object.
type ConvertRecord func(rec *Record) (Result, error)

// RecordOptions control [Records] beside [Options].
type RecordOptions struct {
	Name  string // of the stream in messages, such as "stdin"
	Merge bool   // results are JSON: put the members of a record that one lacks at its end; others are parted by a blank line
}

// Records converts a stream of JSON objects, one a line, and writes the results
// to opt.Stdout or opt.File in the order of the stream. Lines that cannot be
// used are reported by their number and counted as failed; the stream goes on.
// Empty lines count for nothing. Of opt, what has to do with files and folders
// of inputs is not used; MaxSize is about one line.
//
// The error and the summary are those of [Run].
func Records(ctx context.Context, in io.Reader, convert ConvertRecord, ro RecordOptions, opt Options) (*Summary, error) {
	opt.Paths = []string{firstNonEmpty(ro.Name, "stdin")}
	if !opt.streaming() || opt.Flat || opt.Name != "" || opt.Prune || opt.Assets || opt.DeleteSource {
		return nil, errors.New("results of a stream go to standard output or to one file; leave out the other options")
	}
	if err := opt.normalize(); err != nil {
		return nil, err
	}
	r := &runner{opt: &opt, out: opt.Stdout, parted: !ro.Merge, sum: &Summary{Notes: map[string]int{}}, plan: &plan{}}
	var err error
	if r.report, err = newSpool(opt.Reports, opt.Version); err != nil {
		return nil, err
	}
	r.log = newLogger(&opt)
	if opt.File != "" {
		r.file = Look(opt.File)
		if err := r.file.Err(); err != nil {
			return nil, errors.New(reason(opt.File, err))
		}
	}
	r.sum.DryRun = opt.DryRun
	start := time.Now()
	ctx2, stop := context.WithCancel(ctx)
	defer stop()
	r.stop = stop
	s := &stream{r: r, in: bufio.NewReaderSize(endingWith(ctx2, in), 64<<10), name: opt.Paths[0], convert: convert, merge: ro.Merge}
	err = r.collect(ctx2, s.produce, s.process)
	return r.conclude(ctx, start, err)
}

// endingWith is in, but reading fails once ctx has ended: a terminal or an idle
// pipe would let a run wait forever.
func endingWith(ctx context.Context, in io.Reader) io.Reader {
	r, w := io.Pipe()
	go func() {
		_, err := io.Copy(w, in)
		w.CloseWithError(err)
	}()
	context.AfterFunc(ctx, func() { w.CloseWithError(ctx.Err()) })
	return r
}

// stream is the state of [Records].
type stream struct {
	r       *runner
	in      *bufio.Reader
	name    string
	convert ConvertRecord
	merge   bool
	line    int
}

// produce reads the stream line by line.
func (s *stream) produce(ctx context.Context, push func(*job) error) error {
	for {
		text, tooLong, err := s.next()
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("%s:%d: %w", s.name, s.line+1, err)
		}
		s.line++
		if tooLong || len(bytes.TrimSpace(text)) > 0 {
			j := newJob(source{path: s.name})
			j.text, j.size, j.line = text, int64(len(text)), s.line
			if tooLong {
				j.src.err = fmt.Errorf("larger than %s; raise --max-size", byteSize(s.r.opt.MaxSize))
			}
			if err := push(j); err != nil {
				return err
			}
		}
		if err != nil {
			return nil // io.EOF
		}
	}
}

// next reads one line. Of a line over the limit it keeps nothing.
func (s *stream) next() (text []byte, tooLong bool, err error) {
	for {
		part, err := s.in.ReadSlice('\n')
		if limit := s.r.opt.MaxSize; limit > 0 && int64(len(text)+len(part)) > limit+1 {
			tooLong, text = true, nil
		}
		if !tooLong {
			text = append(text, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return text, tooLong, err
		}
	}
}

// process converts one line.
func (s *stream) process(j *job) {
	start := time.Now()
	defer func() { j.rec.elapsed = time.Since(start) }()
	place := fmt.Sprintf("%s:%d", s.name, j.line)
	text := j.text
	j.text = nil
	j.rec.bytesIn = int64(len(text))
	err := j.src.err
	if err == nil {
		err = guard("", func() error { return s.convertLine(j, text) })
	}
	j.src.path = place
	if err != nil {
		j.fail(fmt.Errorf("%s: %w", place, err))
	}
}

func (s *stream) convertLine(j *job, text []byte) error {
	rec, err := parseRecord(text)
	if err != nil {
		return err
	}
	rec.Line = j.line
	res, err := s.convert(rec)
	if err != nil {
		return err
	}
	j.rec.take(res)
	if !utf8.Valid(text) {
		j.rec.notes = append(j.rec.notes, note.Note{Code: "encoding.invalid", Level: note.Warning, Line: j.line,
			Message: "bytes that are no UTF-8 became \uFFFD"})
	}
	j.rec.status, j.rec.text = StatusConverted, res.Output
	if s.merge {
		j.rec.text, err = mergeMembers(res.Output, rec.Extra)
	}
	return err
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// parseRecord reads one line.
func parseRecord(text []byte) (*Record, error) {
	dec := json.NewDecoder(bytes.NewReader(bytes.TrimSpace(bytes.TrimPrefix(text, byteOrderMark))))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.New(`not a JSON object; write one object a line, such as {"path": "a.html", "content": "…"}`)
	}
	rec := &Record{}
	var content, html *string
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, jsonError(err)
		}
		var value any = &rec.Path
		switch key {
		case "path":
		case "url":
			value = &rec.URL
		case "content":
			value = &content
		case "html":
			value = &html
		default:
			value = nil
		}
		if err := decodeMember(dec, rec, key.(string), value); err != nil {
			return nil, err
		}
	}
	if _, err := dec.Token(); err != nil {
		return nil, jsonError(err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something stands behind the JSON object; write one object a line")
	}
	if content == nil {
		content, rec.HTML = html, true
	}
	if content == nil {
		return nil, errors.New(`no "content" and no "html"; one of them has to hold the article`)
	}
	rec.Content = []byte(*content)
	return rec, nil
}

// decodeMember reads the value of a key: into a string that the record knows,
// and as it is into Extra, unless it is the article.
func decodeMember(dec *json.Decoder, rec *Record, key string, known any) error {
	if key == "content" || key == "html" {
		if err := dec.Decode(known); err != nil {
			return memberError(key, err)
		}
		return nil
	}
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return jsonError(err)
	}
	if known != nil {
		if err := json.Unmarshal(raw, known); err != nil {
			return memberError(key, err)
		}
	}
	rec.Extra = append(rec.Extra, Member{Key: key, Value: raw})
	return nil
}

func memberError(key string, err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fmt.Errorf("%q is %s; it has to be a string", key, wrong.Value)
	}
	return jsonError(err)
}

func jsonError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the JSON object does not end; write one object a line")
	}
	return fmt.Errorf("not valid JSON (%w); write one object a line", err)
}

// mergeMembers adds the members that an object lacks at its end. The object
// keeps its bytes otherwise, and ends with one line break.
func mergeMembers(object []byte, extra []Member) ([]byte, error) {
	object = bytes.TrimSpace(object)
	if len(object) < 2 || object[0] != '{' || object[len(object)-1] != '}' {
		return nil, errors.New("the result is not a JSON object that members can be added to")
	}
	keys, err := keysOf(object)
	if err != nil {
		return nil, err
	}
	b := append(make([]byte, 0, len(object)+64), object[:len(object)-1]...)
	for _, m := range extra {
		if keys[m.Key] {
			continue
		}
		if len(keys) > 0 {
			b = append(b, ',')
		}
		keys[m.Key] = true
		key, err := json.Marshal(m.Key)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, key...), ':'), m.Value...)
	}
	return append(b, '}', '\n'), nil
}

// keysOf finds the keys of a valid JSON object. Its values, which were encoded
// a moment ago, are only skipped.
func keysOf(object []byte) (map[string]bool, error) {
	keys := map[string]bool{}
	depth := 0
	for i := 0; i < len(object); i++ {
		switch object[i] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			end := i + stringLength(object[i:])
			if depth == 1 && isKey(object[end:]) {
				var key string
				if err := json.Unmarshal(object[i:end], &key); err != nil {
					return nil, err
				}
				keys[key] = true
			}
			i = end - 1
		}
	}
	return keys, nil
}

// stringLength is the length of the JSON string that text begins with.
func stringLength(text []byte) int {
	for i := 1; i < len(text); i++ {
		n := bytes.IndexByte(text[i:], '"')
		if n < 0 {
			break
		}
		i += n
		backslashes := 0
		for text[i-1-backslashes] == '\\' {
			backslashes++
		}
		if backslashes%2 == 0 {
			return i + 1
		}
	}
	return len(text)
}

// isKey tells whether what stands behind a string makes it a key.
func isKey(behind []byte) bool {
	behind = bytes.TrimLeft(behind, " \t\r\n")
	return len(behind) > 0 && behind[0] == ':'
}
