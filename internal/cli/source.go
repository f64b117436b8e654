package cli

import (
	"bufio"
	"cmp"
	"fmt"
	"html"
	"io"
	"net/url"
	"os"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/glob"
	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/note"
	"github.com/artx-cli/artx/source"
)

const groupSource = "Containers"

// sourceFlags concern containers, such as feeds and mailboxes.
func sourceFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringSliceFlag{Name: "include-type", Category: groupSource, Usage: "of a WordPress export, read posts of the custom `TYPE` too; '*' is all"},
		&cli.StringSliceFlag{Name: "include-url", Category: groupSource, Usage: "read only articles whose address matches `GLOB` (** crosses slashes)"},
		&cli.IntFlag{Name: "offset", Category: groupSource, Usage: "pass over records that begin before byte `N` of the container"},
		&cli.StringFlag{Name: "shard", Category: groupSource, Usage: "convert share `I/N` of the records, such as 3/8, so that N processes convert all of them; I is 1 to N, or 0 to N-1"},
	}
}

// sourceOptions reads the flags of [sourceFlags].
func sourceOptions(c *cli.Context) (source.Options, error) {
	opt := source.Options{Types: c.StringSlice("include-type"), IncludeURL: c.StringSlice("include-url"),
		Offset: int64(c.Int("offset")), Comments: c.Bool("comments")}
	for _, g := range opt.IncludeURL {
		if err := glob.Check(g); err != nil {
			return opt, usagef("--include-url %v", err)
		}
	}
	var err error
	if share := c.String("shard"); share != "" {
		if opt.Shard, err = source.ParseShard(share); err != nil {
			return opt, usagef("--shard %v", err)
		}
	}
	return opt, nil
}

// containerFormats names the values of --from beside those of articles.
func containerFormats() []string {
	var names []string
	for _, f := range source.Formats() {
		if f != source.File {
			names = append(names, string(f))
		}
	}
	slices.Sort(names)
	return names
}

// setFrom reads the value of --from: a kind of article, or a format of files that
// hold some.
func (o *Options) setFrom(value string) {
	switch f := source.Format(value); {
	case slices.Contains(containerFormats(), value):
		o.From, o.Format = article.FromAuto, f
	case value == "auto":
		o.From = article.FromAuto
	}
}

// findsOut tells whether the content of an input decides what it is.
func (o *Options) findsOut() bool { return o.From == article.FromAuto && o.Format == "" }

// holdsArticles tells whether the call is about one container that holds several
// articles: a file, or standard input. What artx does not read is an error.
func (r *runner) holdsArticles(c *cli.Context, paths []string, ofStdin bool) (bool, error) {
	single := ofStdin || len(paths) == 1 && !isFolder(paths[0]) && !batch.IsGlob(paths[0])
	if r.source.Offset != 0 && !single {
		return false, usagef("--offset is about one container; name that alone")
	}
	switch {
	case !single || ofStdin && len(paths) == 0 && isTerminal(r.stdin):
		return false, nil
	case !r.findsOut():
		return batch.IsContainer(r.Format), nil
	}
	head, name := []byte(nil), r.stdinName
	if ofStdin {
		head = r.peek()
	} else {
		name, head = paths[0], headOf(paths[0])
	}
	f, err := source.Detect(head, name)
	if err != nil {
		return false, withName(r.shown(append(paths, "-")[0]), err)
	}
	return batch.IsContainer(f), nil
}

// headBytes is how much of an input [source.Detect] looks at.
const headBytes = 64 << 10

// headOf is the start of a regular file; what cannot be read is reported later.
func headOf(name string) []byte {
	if fi, err := os.Stat(name); err != nil || !fi.Mode().IsRegular() {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	head := make([]byte, headBytes)
	n, _ := io.ReadFull(f, head)
	return head[:n]
}

// peek is the start of standard input, which stays to be read.
func (r *runner) peek() []byte {
	if f, ok := r.stdin.(*os.File); ok {
		fi, err := f.Stat()
		at, err2 := f.Seek(0, io.SeekCurrent)
		if err == nil && err2 == nil && fi.Mode().IsRegular() && at == 0 {
			head := make([]byte, headBytes)
			n, _ := f.ReadAt(head, 0)
			return head[:n]
		}
	}
	b := bufio.NewReaderSize(r.stdin, headBytes)
	head, _ := b.Peek(headBytes) // an error comes again when it is read
	r.stdin = b
	return head
}

// setSource has a run read containers, unless the call says that all inputs are
// articles.
func (r *runner) setSource(opt *batch.Options) {
	if r.From != article.FromAuto {
		return
	}
	if len(opt.Paths) == 0 {
		opt.Paths, opt.Stdin = []string{r.shown("-")}, r.stdin
	}
	opt.Source = r.source
	opt.Source.Format = r.Format
	opt.Merge = r.To == article.JSON || r.To == article.JSONLine
	opt.Record = r.convertRecord
	opt.RecordFields = r.recordFields
}

// runContainer converts the articles of one container.
func (r *runner) runContainer(c *cli.Context, paths []string, ofStdin bool) error {
	if !ofStdin {
		return r.runBatch(c, paths)
	}
	if name := r.given("write", "delete-source", "copy-assets", "prune", "root"); name != "" {
		return usagef("--%s is about files, and standard input is none; name a PATH", name)
	}
	if !r.intoFolder() {
		if err := r.checkStdinOutput(); err != nil {
			return err
		}
	}
	return r.runBatch(c, nil)
}

// convertRecord converts an article of a container.
func (r *runner) convertRecord(file string, rec *source.Record, refer func(reference.Reference) string) (batch.Result, error) {
	j := &job{Name: file, Record: rec, Unknown: rec.Format == source.JSONL && !r.intoFolder()} // a stream goes on as it came
	if r.isolated == nil {
		res, _, err := r.convertJob(j, refer)
		return res, err
	}
	a, err := r.isolated.do(j, refer)
	if err != nil {
		return batch.Result{}, err
	}
	return a.Result, nil
}

// convertJob converts an article of a container in this process. local are the
// addresses of pictures that the container may hold.
func (r *runner) convertJob(j *job, refer func(reference.Reference) string) (out batch.Result, local []string, err error) {
	rec := j.Record
	defer r.collector.begin(len(rec.Content))()
	opt, err := r.forInput(j.Name)
	if err != nil {
		return out, nil, err
	}
	opt.unknown, opt.refer = j.Unknown, refer
	if r.adjust != nil {
		r.adjust(rec, &opt.Options)
	}
	name := rec.Name
	if rec.Format == source.JSONL {
		name = cmp.Or(name, rec.URL)
	}
	res, err := processRecord(name, rec, opt, j.isHeld)
	switch {
	case err != nil && name != "" && rec.Kind == source.Article:
		err = withName(name, err)
		fallthrough
	case err != nil:
		out.Pages = r.pagesOfFailed(rec.Content, err)
		return out, nil, err
	}
	out = batchResult(res)
	out.Pages = r.pagesOf(res)
	return out, localImages(res.Article), nil
}

func (r *runner) recordFields(file string, rec *source.Record) (batch.Fields, error) {
	if r.isolated != nil {
		return r.isolated.fields(&job{Name: file, Record: rec, Fields: true})
	}
	return r.fieldsOfRecord(file, rec)
}

func (r *runner) fieldsOfRecord(file string, rec *source.Record) (batch.Fields, error) {
	opt, err := r.forInput(file)
	if err != nil {
		return batch.Fields{}, err
	}
	return readFields(rec.Name, rec, opt)
}

// single reads a file that is one article in a form of its own, such as a message or a
// saved page. It returns nil for the others, and an error for what is no article.
func single(name string, src []byte, opt Options) (*source.Record, error) {
	if opt.From != article.FromAuto {
		return nil, nil
	}
	f, err := opt.Format, error(nil)
	if f == "" {
		f, err = source.Detect(src, name)
	}
	switch {
	case err != nil:
		return nil, withName(name, err)
	case f == source.File:
		return nil, nil
	case batch.IsContainer(f):
		return nil, fmt.Errorf("%s: this is %s, which may hold many articles; convert it by itself: artx convert -o posts/ < %s", name, f.Title(), name)
	}
	for rec, err := range source.Open(strings.NewReader(string(src)), source.Options{Name: name, Format: f, MaxSize: int64(len(src)) + 1}) {
		if err != nil {
			return nil, err
		}
		return rec, nil
	}
	return nil, fmt.Errorf("%s: %s without an article; check the file", name, f.Title())
}

// processRecord is [process] for a record. name gives a title or date where nothing
// else has one; held tells whether the container holds the picture of an address.
func processRecord(name string, rec *source.Record, opt Options, held func(address string) bool) (*result, error) {
	src := setRecord(&opt, name, rec)
	opt.Refer = opt.referTo(rec)
	a, err := article.Convert(src, opt.Options)
	if err != nil {
		return nil, aboutLimit(err)
	}
	a.Notes = append(a.Notes, attached(rec, a, held)...)
	output, err := a.Encode(opt.To)
	if err != nil {
		return nil, err
	}
	return &result{a, output}, nil
}

// readFields finds what a name template can use of a record.
func readFields(name string, rec *source.Record, opt Options) (batch.Fields, error) {
	src := setRecord(&opt, name, rec)
	if rec.Header.Title != "" && (rec.Kind == source.HTML || rec.Kind == source.Text) {
		src = nil // it has no header of its own
	}
	meta, header, err := article.ReadHeader(src, opt.Options)
	if err != nil {
		return batch.Fields{}, withName(name, err)
	}
	fields := fieldsOf(meta)
	if header != nil {
		fields.Addresses = header.Addresses()
	}
	return fields, nil
}

// inputOf are the kinds of content as package article calls them.
var inputOf = map[source.Kind]article.Input{
	source.Article: article.FromAuto, source.HTML: article.FromHTML, source.Markdown: article.FromMarkdown,
	source.Text: article.FromHTML, source.Page: article.FromPage,
}

// setRecord has opt be about a record, and returns what is to be converted.
func setRecord(opt *Options, name string, rec *source.Record) []byte {
	opt.Name = name
	opt.From = inputOf[rec.Kind]
	if rec.Kind != source.Article || rec.Format == source.JSONL {
		opt.Encoding = "" // the container says what it is
	}
	address := absolute(opt.BaseURL, rec.URL)
	if !opt.unknown {
		opt.Known = knownHeader(rec, address)
	}
	if base := cmp.Or(rec.Base, address); (opt.BaseURL == "" || rec.URL != "" && !isAddress(rec.URL)) && isAddress(base) {
		opt.BaseURL = base
	}
	if rec.Kind == source.Text {
		return textHTML(rec.Content)
	}
	return rec.Content
}

// absolute resolves the address of a record that lacks its site.
func absolute(base, address string) string {
	b, err1 := url.Parse(base)
	u, err2 := url.Parse(address)
	if base == "" || address == "" || err1 != nil || err2 != nil {
		return address
	}
	return b.ResolveReference(u).String()
}

// textHTML writes plain text as HTML: blank lines part paragraphs, lines end
// where they end.
func textHTML(text []byte) []byte {
	plain := strings.ReplaceAll(string(text), "\r\n", "\n")
	var b strings.Builder
	for _, paragraph := range strings.Split(plain, "\n\n") {
		if paragraph = strings.Trim(paragraph, "\n"); strings.TrimSpace(paragraph) != "" {
			b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(paragraph), "\n", "<br>\n") + "</p>\n")
		}
	}
	return []byte(b.String())
}

// localImages are the addresses of pictures that are on no server.
func localImages(a *article.Article) (list []string) {
	for _, img := range a.Images {
		if address := cmp.Or(img.URL, img.Original); !isAddress(address) && !strings.HasPrefix(address, "data:") {
			list = append(list, address)
		}
	}
	return list
}

// attached notes the pictures that are in the container alone.
func attached(rec *source.Record, a *article.Article, held func(string) bool) []note.Note {
	list := slices.DeleteFunc(localImages(a), func(address string) bool { return !held(address) })
	if len(list) == 0 {
		return nil
	}
	what := fmt.Sprintf("the picture %s is in %s alone, and was not written", list[0], cmp.Or(rec.Container, "the file"))
	if len(list) > 1 {
		what = fmt.Sprintf("%d pictures, the first of them %s, are in %s alone, and were not written", len(list), list[0], cmp.Or(rec.Container, "the file"))
	}
	return []note.Note{{Code: "image.attached", Level: note.Warning, Message: what}}
}

// between is what stands between two results in a stream: a blank line and, where
// no header begins, a rule, so that the two do not become one.
func between(to article.Format) func(next []byte) string {
	rules := map[article.Format]string{article.Markdown: "* * *\n\n", article.HTML: "<hr>\n\n", article.Text: ""}
	rule, several := rules[to]
	if !several {
		return nil
	}
	return func(next []byte) string {
		if hasHeader(next) {
			return "\n"
		}
		return "\n" + rule
	}
}

// hasHeader tells whether a result begins with the fence of a header.
func hasHeader(result []byte) bool {
	first, _, _ := strings.Cut(string(result[:min(len(result), 8)]), "\n")
	return first == "---" || first == "+++" || first == "{" || strings.HasPrefix(first, "---json")
}
