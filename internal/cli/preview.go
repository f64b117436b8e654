package cli

import (
	"context"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/preview"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

// show is a preview that is being made.
type show interface {
	Prepare(*report.Pages)
	Add(*report.File, *report.Pages) error
}

func previewCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:      "preview",
		Usage:     "show sources and results side by side in a browser",
		ArgsUsage: "[PATH ...]",
		Description: "PATHs are files, folders, globs, or containers such as feeds and exports, as of 'artx\n" +
			"convert'; without one, or with -, standard input is read. All is converted and nothing\n" +
			"written; then the preview is served to browsers on this machine alone, at the address that\n" +
			"is printed, until Ctrl-C. Nothing that the articles hold is run or fetched.\n\n" +
			"To keep a preview or give it to others, write it to files: 'artx convert --report DIR/'.",
		Flags: previewFlags(),
		Action: func(c *cli.Context) error {
			if err := s.checkPaths(c.Args().Slice()); err != nil {
				return err
			}
			opt, err := s.conversionOptions(c)
			if err != nil {
				return err
			}
			opt.To = "" // all of an article is known then
			r := &runner{session: s, Options: opt, stdinName: c.String("stdin-filepath"), log: report.LogText}
			if r.source, err = sourceOptions(c); err != nil {
				return err
			}
			return r.preview(c)
		},
	}
}

func previewFlags() []cli.Flag {
	own := map[string]bool{"include": true, "exclude": true, "jobs": true, "progress": true}
	flags := slices.DeleteFunc(conversionFlags(), func(f cli.Flag) bool { return f.Names()[0] == "to" })
	flags = append(flags, slices.DeleteFunc(batchFlags(), func(f cli.Flag) bool { return !own[f.Names()[0]] })...)
	return append(append(flags, sourceFlags()...),
		&cli.IntFlag{Name: "port", Category: groupOutput, Usage: "serve on port `N` of 127.0.0.1; by default on one that is free"})
}

// preview converts the inputs of a call, and serves what they were and became until
// a signal comes.
func (r *runner) preview(c *cli.Context) error {
	port := c.Int("port")
	if port < 0 || port > 65535 {
		return usagef("--port %d is none; use 1 to 65535, or 0 for one that is free", port)
	}
	listener, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return fmt.Errorf("cannot serve on port %d: %w; choose another one with --port, or leave that out", port, err)
	}
	defer listener.Close()
	store, err := preview.NewStore(Version())
	if err != nil {
		return err
	}
	defer store.Close()
	until := interruptible(c.Context)
	defer until.stop()
	sum, err := r.fill(until, c, store)
	r.judge(sum, until)
	switch {
	case err != nil || sum.Interrupted || sum.Failed > 0 && store.Empty(): // which was said
		return err
	case store.Empty():
		return fmt.Errorf("nothing to show: no articles in %s", strings.Join(c.Args().Slice(), ", "))
	}
	return r.servePreview(until, listener, store)
}

// fill converts the inputs into a store.
func (r *runner) fill(ctx context.Context, c *cli.Context, store *preview.Store) (*report.Summary, error) {
	paths := c.Args().Slice()
	switch {
	case len(paths) == 0 && isTerminal(r.stdin):
		return nil, usagef("no PATH given, and standard input is a terminal; name a file or a folder, or pipe one in")
	case slices.Equal(paths, []string{"-"}):
		paths = nil
	case slices.Contains(paths, "-"):
		return nil, usagef("- is standard input, which cannot be mixed with files; look at it by itself")
	}
	r.shows = []show{store}
	if len(paths) == 0 {
		holds, err := r.holdsArticles(c, nil, true)
		if err != nil {
			return nil, err
		}
		if !holds {
			return &report.Summary{}, r.fillFromStdin(store)
		}
	}
	opt, err := r.batchOptions(c, paths)
	if err != nil {
		return nil, err
	}
	opt.Stdout, opt.Show, opt.Noted = nil, store.Add, true
	defer r.collector.slowDown(opt.Jobs)()
	convert := func(name string, src []byte) (batch.Result, error) { return r.convertForBatch(name, src, &opt, nil) }
	return batch.Run(ctx, convert, opt)
}

// fillFromStdin converts the one article on standard input into a store.
func (r *runner) fillFromStdin(store *preview.Store) error {
	name, src, err := r.read("-")
	if err != nil {
		return err
	}
	res, err := r.convertSource(&job{Name: name, Source: src}, nil)
	if err != nil {
		return err
	}
	return store.Add(batch.Entry(name, len(src), res), res.Pages)
}

// servePreview prints the address of a store, and serves it until ctx ends.
func (r *runner) servePreview(ctx context.Context, listener net.Listener, store *preview.Store) error {
	address := listener.Addr().String()
	handler, err := store.Handler(address)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(r.stdout, "http://%s/\n", address); err != nil {
		return err
	}
	fmt.Fprintf(r.stderr, "artx: %s, at the address above until Ctrl-C\n", note.Plural(store.Count(), "post"))
	return preview.Serve(ctx, listener, handler)
}

// pagesOf makes the pages of a result if they are shown; else it returns nil.
func (r *runner) pagesOf(res *result) *report.Pages {
	if len(r.shows) == 0 {
		return nil
	}
	pages, err := preview.Pages(res.Article)
	if err != nil {
		return r.pagesOfFailed(res.Source().Body, err)
	}
	r.shows[0].Prepare(pages)
	return pages
}

// pagesOfFailed is pagesOf for a source that could not be converted.
func (r *runner) pagesOfFailed(src []byte, why error) *report.Pages {
	if len(r.shows) == 0 {
		return nil
	}
	pages := preview.Failed(src, why.Error())
	r.shows[0].Prepare(pages)
	return pages
}

// showInFolders begins the previews among the reports of a run, which are the
// folders, and takes them out of them.
func (r *runner) showInFolders(opt *batch.Options) ([]*preview.Folder, error) {
	var folders []*preview.Folder
	var files []string
	for _, name := range opt.Reports {
		if !isFolderReport(name) {
			files = append(files, name)
			continue
		}
		err := r.checkFolderReport(name, opt)
		if err == nil {
			var f *preview.Folder
			if f, err = preview.NewFolder(name, Version()); err == nil {
				folders, r.shows = append(folders, f), append(r.shows, f)
				continue
			}
		}
		return nil, errors.Join(err, finishFolders(folders, false))
	}
	opt.Reports = files
	if len(folders) > 0 {
		opt.Show = func(f *report.File, pages *report.Pages) error {
			for _, folder := range folders {
				if err := folder.Add(f, pages); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return folders, nil
}

// isFolderReport tells whether a report is to be a folder: by a slash at its end, for
// want of an extension, or because there is one.
func isFolderReport(name string) bool {
	if strings.HasSuffix(name, "/") || strings.HasSuffix(name, string(filepath.Separator)) {
		return true
	}
	ext := strings.ToLower(filepath.Ext(name))
	return name != "" && ext != ".json" && ext != ".html" && (ext == "" || isFolder(name))
}

// checkFolderReport finds what a folder for a preview must not be.
func (r *runner) checkFolderReport(name string, opt *batch.Options) error {
	if opt.DryRun {
		return usagef("a dry run writes nothing, reports included; leave one of them out")
	}
	if r.isolated != nil {
		return usagef("--report %s shows each article, which workers of --isolate keep to themselves; leave out one of them", name)
	}
	for _, path := range opt.Paths {
		if isFolder(path) && isWithin(path, name) {
			return usagef("the report %s would be among the inputs in %s; choose a folder outside", name, path)
		}
	}
	for _, path := range append([]string{opt.Output, opt.File}, opt.Reports...) {
		if path != "" && path != name && isWithin(name, path) {
			return usagef("%s would be written into the report %s, which is to hold nothing else; choose another folder for one of them", path, name)
		}
	}
	return nil
}

// isWithin tells whether a path is that of a folder, or in it.
func isWithin(folder, path string) bool {
	_, ok := pathBelow(folder, path)
	return ok
}

// pathBelow returns a path as it is seen from a folder that it is in.
func pathBelow(folder, path string) (below string, ok bool) {
	from, err1 := filepath.Abs(folder)
	to, err2 := filepath.Abs(path)
	below, err3 := filepath.Rel(from, to)
	return below, errors.Join(err1, err2, err3) == nil && filepath.IsLocal(below)
}

// finishFolders puts previews in their places, or drops them.
func finishFolders(folders []*preview.Folder, keep bool) error {
	var first error
	for _, f := range folders {
		if !keep {
			f.Drop()
		} else if err := f.Finish(); first == nil {
			first = err
		}
	}
	return first
}
