package cli

import (
	"fmt"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/net/html"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/internal/site"
	"github.com/artx-cli/artx/source"
)

// batchFlags concern runs over many files.
func batchFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "write", Aliases: []string{"w"}, Category: groupOutput, Usage: "put results where their sources are; an .html becomes an .md beside it"},
		&cli.BoolFlag{Name: "delete-source", Category: groupOutput, Usage: "with -w: remove a source whose result has another name"},
		&cli.BoolFlag{Name: "list", Aliases: []string{"l"}, Category: groupOutput, Usage: "list the files that would change; with -o FILE, compare with that file"},
		&cli.BoolFlag{Name: "diff", Aliases: []string{"d"}, Category: groupOutput, Usage: "show what would change as unified diffs, and exit with 1 if anything would; with -o FILE, compare with that file"},
		&cli.BoolFlag{Name: "check", Category: groupOutput, Usage: "exit with 1 if anything would change; with -o FILE, compare with that file"},
		&cli.StringSliceFlag{Name: "include", Category: groupBatch, Usage: "of folders, convert files that match `GLOB` (** crosses folders)"},
		&cli.StringSliceFlag{Name: "exclude", Category: groupBatch, Usage: "leave out files and folders that match `GLOB`"},
		&cli.BoolFlag{Name: "flat", Category: groupBatch, Usage: "write all results into one folder"},
		&cli.StringFlag{Name: "name", Category: groupBatch, Usage: "name results by `TEMPLATE`, such as '{date}-{slug}.md'"},
		&cli.IntFlag{Name: "jobs", Aliases: []string{"j"}, Category: groupBatch, Usage: "convert `N` files at a time; by default one a processor"},
		&cli.StringFlag{Name: "root", Category: groupBatch, Usage: "mirror the tree below -o from `DIR`; by default from the deepest folder that holds all PATHs"},
		&cli.BoolFlag{Name: "dry-run", Aliases: []string{"n"}, Category: groupOutput, Usage: "say what would be written, replaced, removed and pruned, and do none of it"},
		&cli.BoolFlag{Name: "force", Category: groupBatch, Usage: "convert what has not changed since the last run too, and replace files that artx did not write or that were edited since"},
		&cli.BoolFlag{Name: "prune", Category: groupBatch, Usage: "remove results whose sources went"},
		&cli.StringFlag{Name: "progress", Value: "auto", Category: groupReport, Usage: "draw a progress bar `WHEN`: auto, always or never"},
		&cli.StringSliceFlag{Name: "report", Category: groupReport, Usage: "write a report to `FILE`.json or FILE.html, or to a folder DIR/ with each source and its result side by side"},
		&cli.StringFlag{Name: "log-format", Value: "text", Category: groupReport, Usage: "write messages as `FORM`: text, json (objects) or unix (file:line:col: level: message, for editors)"},
	}
}

// batchOptions reads the flags that concern runs over many files.
func (r *runner) batchOptions(c *cli.Context, paths []string) (batch.Options, error) {
	opt := batch.Options{
		Paths: paths, Output: r.output,
		InPlace: c.Bool("write"), DeleteSource: c.Bool("delete-source"),
		List: c.Bool("list"), Diff: c.Bool("diff"), Check: c.Bool("check"),
		Ext:     extensions[r.To],
		Include: c.StringSlice("include"), Exclude: c.StringSlice("exclude"),
		Flat: c.Bool("flat"), Name: c.String("name"), Root: c.String("root"), DryRun: c.Bool("dry-run"),
		MaxSize: r.MaxSize, Jobs: c.Int("jobs"), Force: c.Bool("force"), Prune: c.Bool("prune"),
		Progress: report.Progress(c.String("progress")), Verbose: r.verbose, Quiet: r.quiet,
		Log: r.log, Strict: r.strict, Reports: c.StringSlice("report"),
		Version: Version(), Key: r.key(), KeyOf: func(path string) string { return r.rules.of(path).source },
		Stdout: r.stdout, Stderr: r.stderr,
		Flush:     c.Bool("flush"),
		IsArticle: isArticle, Between: between(r.To),
		Fields: r.fields, Identify: r.identify, Places: r.places,
	}
	if err := r.setReferences(c, &opt); err != nil {
		return opt, err
	}
	if !r.intoFolder() {
		opt.File, opt.Output = r.output, ""
		opt.One = r.output+r.device != "" && r.To != article.JSONLine
	}
	if opt.Output == "" { // settings for output folders wait for one
		r.keepGiven(&opt)
	}
	r.setSource(&opt)
	return opt, nil
}

// keepGiven takes back what only output folders have, unless the command line
// itself asks for it.
func (r *runner) keepGiven(opt *batch.Options) {
	opt.Flat = opt.Flat && r.given("flat") != ""
	opt.Assets = opt.Assets && r.given("copy-assets", "media") != ""
	if r.given("media") == "" {
		opt.Media, opt.Download = "", nil
	}
	if r.given("redirects") == "" {
		opt.Redirects = ""
	}
	if r.given("name") == "" {
		opt.Name = ""
	}
	if r.given("root") == "" {
		opt.Root = ""
	}
}

// key names all that decides what an input becomes, for incremental runs.
func (r *runner) key() string {
	opt := r.Options
	opt.rules = nil // batch.Options.KeyOf says what they are
	return fmt.Sprintf("artx %s %+v", Version(), opt)
}

// runBatch converts many files, and picks the exit status.
func (r *runner) runBatch(c *cli.Context, paths []string) error {
	opt, err := r.batchOptions(c, paths)
	if err != nil {
		return err
	}
	if r.Aliases != "" {
		if r.base, err = batch.Base(opt); err != nil {
			return err
		}
	}
	done, err := r.beginStream(c, &opt)
	if err != nil {
		return err
	}
	defer done()
	ctx := interruptible(c.Context)
	defer ctx.stop()
	defer r.collector.slowDown(opt.Jobs)()
	convert := func(name string, src []byte) (batch.Result, error) { return r.convertForBatch(name, src, &opt, nil) }
	opt.Refer = func(name string, src []byte, refer func(reference.Reference) string) (batch.Result, error) {
		return r.convertForBatch(name, src, &opt, refer)
	}
	folders, err := r.showInFolders(&opt)
	if err != nil {
		return err
	}
	sum, err := batch.Run(ctx, convert, opt)
	r.judge(sum, ctx)
	if err2 := finishFolders(folders, sum != nil); err == nil {
		err = err2
	}
	if sum != nil && sum.Differ > 0 && (opt.Check || opt.Diff) {
		*r.status = max(*r.status, exitDiffer)
	}
	return err
}

// judge sets the exit status by what a run came to.
func (r *runner) judge(sum *report.Summary, i *interruption) {
	switch {
	case sum == nil:
	case sum.Interrupted:
		*r.status = i.status()
	case sum.Failed > 0:
		*r.status = exitFailed
	case r.strict && sum.Warnings > 0:
		*r.status = exitDiffer
	}
}

// convertForBatch converts one file, whose references refer leads where they belong;
// nil leaves them.
func (r *runner) convertForBatch(name string, src []byte, opt *batch.Options, refer func(reference.Reference) string) (batch.Result, error) {
	images := len(opt.Reports) > 0
	if r.isolated == nil {
		return r.convertSource(&job{Name: name, Source: src, Images: images, OldPath: r.oldPath(name)}, refer)
	}
	if refer != nil {
		refer = r.attaching(name, src, refer)
	}
	a, err := r.isolated.do(&job{Name: name, Source: src, Images: images, OldPath: r.oldPath(name)}, refer)
	if err != nil {
		return batch.Result{}, err
	}
	return a.Result, nil
}

// oldPath is the path that a file had on its site; "" if nothing is to redirect from
// there, or if it had none.
func (r *runner) oldPath(name string) string {
	if r.base == "" {
		return ""
	}
	below, ok := pathBelow(r.base, name)
	if !ok {
		return ""
	}
	return site.PathOf(filepath.ToSlash(below))
}

// convertSource converts one file in this process. Images that Markdown holds are
// found if they are asked for.
func (r *runner) convertSource(j *job, refer func(reference.Reference) string) (batch.Result, error) {
	defer r.collector.begin(len(j.Source))()
	options, err := r.forInput(j.Name)
	if err != nil {
		return batch.Result{}, withName(j.Name, err)
	}
	options.refer, options.OldPath = refer, j.OldPath
	res, err := process(j.Name, j.Source, options)
	if err != nil {
		return batch.Result{Pages: r.pagesOfFailed(j.Source, err)}, err
	}
	out := batchResult(res)
	out.Pages = r.pagesOf(res)
	ofMarkdown := res.Kind == body.KindMarkdown || res.Kind == body.KindMixed
	if ofMarkdown && j.Images {
		root, err := res.Rendered()
		if err != nil {
			return batch.Result{}, withName(j.Name, err)
		}
		out.Images = imagesIn(root)
	}
	return out, nil
}

// batchResult is what names and reports use of a result.
func batchResult(res *result) batch.Result {
	out := batch.Result{Output: res.output, Fields: fieldsOf(res.Meta), Notes: res.Notes}
	for _, img := range res.Images {
		out.Images = appendImage(out.Images, img.URL)
	}
	return out
}

// appendImage adds the image at an address, as reports count it.
func appendImage(images []batch.Image, address string) []batch.Image {
	u, err := url.Parse(address)
	if err != nil {
		return images
	}
	return append(images, batch.Image{Host: u.Host, Resolved: u.Host != "" || u.Scheme == "data"})
}

// imagesIn finds the images of rendered Markdown.
func imagesIn(root *html.Node) []batch.Image {
	var images []batch.Image
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == "img" {
			images = appendImage(images, attribute(n, "src"))
		}
	}
	return images
}

// fields finds what a name template can use of an input, by its header alone.
func (r *runner) fields(name string, src []byte) (batch.Fields, error) {
	if r.isolated != nil {
		return r.isolated.fields(&job{Name: name, Source: src, Fields: true})
	}
	return r.fieldsOfFile(name, src)
}

func (r *runner) fieldsOfFile(name string, src []byte) (batch.Fields, error) {
	opt, err := r.forInput(name)
	if err != nil {
		return batch.Fields{}, withName(name, err)
	}
	rec, err := single(name, src, opt)
	if err != nil {
		return batch.Fields{}, err
	}
	if rec == nil {
		rec = &source.Record{Content: src}
	}
	return readFields(name, rec, opt)
}

func fieldsOf(meta frontmatter.Meta) batch.Fields {
	return batch.Fields{
		Title: meta.Title, Slug: meta.Slug, Date: meta.Published.String(), Lang: meta.Lang, Site: meta.Site,
		Author: first(meta.Authors), Category: first(meta.Categories), Draft: meta.Draft,
	}
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

// isArticle tells whether a file found in a folder is worth converting. Text
// files, and those without extension, hold all kinds of things: of those only
// what has front matter or markup counts.
func isArticle(name string, src []byte) bool {
	if ext := path.Ext(name); ext != "" && !strings.EqualFold(ext, ".txt") {
		return true
	}
	return article.Detect(src)
}

// isFolder tells whether path names an existing folder.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
