package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/source"
)

// Groups of flags in the help text.
const (
	groupFormat  = "Formats"
	groupOutput  = "Output"
	groupArticle = "Article"
	groupBatch   = "Folders"
	groupStream  = "Streams"
	groupReport  = "Messages"
	groupConfig  = "Settings"
)

// conversionFlags decide how one input becomes one output.
func conversionFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "to", Aliases: []string{"t"}, Value: "md", Category: groupFormat, Usage: "write `FORMAT`: md, json, jsonl, html or text"},
		&cli.StringFlag{Name: "from", Aliases: []string{"f"}, Value: "auto", Category: groupFormat, Usage: "read the input as `KIND`: auto, article, page, markdown, or a container: " + strings.Join(containerFormats(), ", ")},
		&cli.StringFlag{Name: "front-matter", Category: groupFormat, Usage: "write the header as `FORMAT`: yaml, toml, json, none, or source (its bytes as they are); by default in the input's format, cleaned"},
		&cli.StringFlag{Name: "title", Value: "auto", Category: groupFormat, Usage: "write the title to `PLACE`: auto (as a heading where there is no header), heading (always), header (never as a heading) or none"},
		&cli.StringFlag{Name: "preset", Category: groupFormat, Usage: "name the header's keys as `GENERATOR` expects them: hugo, hexo, jekyll, zola, astro, obsidian, eleventy or docusaurus"},
		&cli.BoolFlag{Name: "link-authors", Category: groupFormat, Usage: "with --preset obsidian: write authors as links to notes of their names, [[Name]]"},
		&cli.StringFlag{Name: "callouts", Category: groupFormat, Usage: "write notes, tips and warnings as `KIND`: alerts (> [!NOTE]) or quotes; by default as the preset reads them"},
		&cli.StringFlag{Name: "stdin-filepath", Category: groupFormat, Usage: "`NAME` of the file on standard input, for messages and fall-backs"},
		&cli.StringFlag{Name: "max-size", Value: "64MiB", Category: groupFormat, Usage: "refuse input larger than `SIZE`; 0 is no limit"},
		&cli.IntFlag{Name: "max-nodes", Value: 32_000_000, Category: groupFormat, Usage: "give up an article whose markup is a tree of more than `N` nodes; by default 32,000,000, 0 is no limit"},
		&cli.IntFlag{Name: "max-steps", Value: 1_000_000_000, Category: groupFormat, Usage: "give up an article for which more than `N` nodes have to be looked at, counted each time; by default 1,000,000,000, 0 is no limit"},
		&cli.StringFlag{Name: "base-url", Category: groupArticle, Usage: "resolve relative addresses against `URL`; by default the header's"},
		&cli.BoolFlag{Name: "keep-proxy", Category: groupArticle, Usage: "leave the addresses of image proxies as they are"},
		&cli.BoolFlag{Name: "unarchive", Category: groupArticle, Usage: "take the originals of copies on web.archive.org, which may be gone"},
		&cli.BoolFlag{Name: "original-size", Category: groupArticle, Usage: "prefer the original over a size variant (-300x200, /s320/, ?w=537)"},
		&cli.BoolFlag{Name: "animated", Category: groupArticle, Usage: "prefer the animated version of an image"},
		&cli.BoolFlag{Name: "safe", Category: groupArticle, Usage: "make text of scripts, handlers and dangerous links in Markdown too"},
		&cli.BoolFlag{Name: "clean-links", Category: groupArticle, Usage: "remove tracking parameters (utm_source, fbclid, …) from links"},
		&cli.StringSliceFlag{Name: "keep", Category: groupArticle, Usage: "never take elements that match `SELECTOR` for noise"},
		&cli.StringSliceFlag{Name: "drop", Category: groupArticle, Usage: "remove elements that match `SELECTOR`"},
		&cli.StringFlag{Name: "rules", Category: groupArticle, Usage: "read rules from `FILE`; by default from artx.yaml in the folder of the input or one above it"},
		&cli.StringFlag{Name: "page-type", Category: groupArticle, Usage: "take a whole page for a `KIND`: article, documentation, forum, product, collection, listing or service"},
		&cli.StringSliceFlag{Name: "select", Category: groupArticle, Usage: "of a whole page, take what matches `SELECTOR` as the article"},
		&cli.StringSliceFlag{Name: "remove", Category: groupArticle, Usage: "of a whole page, leave out what matches `SELECTOR`"},
		&cli.BoolFlag{Name: "comments", Category: groupArticle, Usage: "keep what readers wrote: of a whole page, behind the article and in the JSON; of a container, in the header"},
		&cli.BoolFlag{Name: "verify", Category: groupArticle, Usage: "render the Markdown again and compare it with the article"},
		&cli.StringFlag{Name: "encoding", Category: groupFormat, Usage: "decode the input as `NAME`, such as gb18030, whatever it declares; by default found out"},
		&cli.StringSliceFlag{Name: "set", Category: groupFormat, Usage: "give a key of the header a value: `KEY=VALUE`, such as draft=true or 'tags=[a, b]'"},
		&cli.StringSliceFlag{Name: "unset", Category: groupFormat, Usage: "leave `KEY` out of the header"},
		&cli.StringFlag{Name: "profile", Category: groupConfig, Usage: "take flags from the profile `NAME` in artx.yaml"},
		&cli.BoolFlag{Name: "no-config", Category: groupConfig, Usage: "take neither flags nor rules from an artx.yaml"},
	}
}

func convertFlags() []cli.Flag {
	return append(slices.Concat(conversionFlags(), batchFlags(), referenceFlags(), sourceFlags(), streamFlags()),
		&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Category: groupOutput, Usage: "write to `NAME`: a file, if it is there as one or ends in .md, .json, .jsonl, .html or .txt, else a folder"},
		&cli.StringFlag{Name: "fields", Category: groupFormat, Usage: "of the JSON, write `KEYS` alone, such as title,url,html ('artx help formats' lists them)"},
		&cli.StringFlag{Name: "files-from", Category: groupBatch, Usage: "convert the files and folders that `FILE` lists, one a line; - is standard input"},
		&cli.BoolFlag{Name: "null", Aliases: []string{"0"}, Category: groupBatch, Usage: "with --files-from: names end in a NUL, as 'find -print0' writes them"},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Category: groupReport, Usage: "print no notes, only errors"},
		&cli.BoolFlag{Name: "verbose", Aliases: []string{"v"}, Category: groupReport, Usage: "print every note"},
		&cli.BoolFlag{Name: "strict", Category: groupReport, Usage: "name the warnings and exit with 1 if there are any"},
	)
}

func convertCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:      "convert",
		Usage:     "convert articles to Markdown, JSON, HTML or text",
		ArgsUsage: "[PATH ...]",
		Description: "PATHs are files, folders, globs ('posts/**/*.html', ** crosses folders), or - for standard\n" +
			"input, which is also read if there is no PATH. The result of a single file goes to standard\n" +
			"output, or to where -o says: a file, if it is there as one or ends in .md, .json, .jsonl,\n" +
			".html or .txt, which is the format too without --to; else a folder, which is made if it is\n" +
			"absent.\n\n" +
			"-l, -d and --check compare results with what is there, and write none unless -w is given too:\n" +
			"with the FILE of -o, with what stands below its folder or, without -o, with what -w would\n" +
			"replace. The result of standard input is compared with the input.",
		Flags: convertFlags(),
		Action: func(c *cli.Context) error {
			if err := s.checkConvert(c); err != nil {
				return err
			}
			opt, err := s.conversionOptions(c)
			if err != nil {
				return err
			}
			containers, err := sourceOptions(c)
			if err != nil {
				return err
			}
			r := &runner{session: s, Options: opt, stdinName: c.String("stdin-filepath"),
				compares: comparison{list: c.Bool("list"), diff: c.Bool("diff"), check: c.Bool("check")},
				quiet:    c.Bool("quiet"), verbose: c.Bool("verbose"), strict: c.Bool("strict"),
				log: report.LogFormat(c.String("log-format")), source: containers}
			if s.instead != nil {
				return s.instead(r, c)
			}
			if err := r.setOutput(c.String("output"), c.Bool("write")); err != nil {
				return err
			}
			return r.run(c)
		},
	}
}

// checkConvert finds flags that contradict one another, before anything is read.
func (s *session) checkConvert(c *cli.Context) error {
	paths := c.Args().Slice()
	switch {
	case c.Bool("quiet") && c.Bool("verbose"):
		return usagef("--quiet and --verbose exclude one another; leave out one of them")
	case c.Int("jobs") < 0:
		return usagef("--jobs %d makes no sense; use 1 or more, or 0 for one a processor", c.Int("jobs"))
	case c.Bool("prune") && c.String("shard") != "":
		return usagef("--prune would remove the results of other shares than that of --shard; leave out one of them")
	case c.Bool("isolate") && c.Bool("copy-assets"):
		return usagef("--copy-assets needs to know of other articles, which workers of --isolate do not; leave out one of them")
	case s.given("link-authors") != "" && c.String("preset") != "obsidian":
		return usagef("--link-authors writes what Obsidian reads; add --preset obsidian, or leave it out")
	case c.Bool("null") && c.String("files-from") == "":
		return usagef("--null is about the names of --files-from; add that, or leave it out")
	case c.IsSet("name") && c.String("name") == "":
		return usagef("--name is empty; write something like '{date}-{slug}.md'")
	case c.String("from") == string(source.JSONL) && s.given("encoding") != "":
		return usagef("--encoding is about files, and records are JSON, which is UTF-8; leave it out")
	case slices.Contains(paths, "-") && len(paths) > 1:
		return usagef("- is standard input, which cannot be mixed with files; convert it by itself")
	}
	return s.checkPaths(paths)
}

// checkPaths finds what no PATH can be.
func (s *session) checkPaths(paths []string) error {
	for _, path := range paths {
		switch {
		case path == "":
			return usagef("a PATH is empty; name a file, a folder or -")
		case isAddress(path) && !exists(path):
			return doesNotFetch(path)
		case hasScheme(path) && !exists(path):
			return usagef("%s is an address, and artx reads files; name the file itself", path)
		}
	}
	if name := s.given("stdin-filepath"); name != "" && len(paths) > 0 && paths[0] != "-" {
		return usagef("--%s names what comes in on standard input, and %s is a PATH; leave out one of them", name, paths[0])
	}
	return nil
}

// doesNotFetch says how an address gets to artx.
func doesNotFetch(address string) error {
	return usagef("%s is an address, and artx does not fetch; pipe the page in: curl -sSL '%s' | artx convert --base-url '%s'", address, address, address)
}

// hasScheme tells whether path begins as addresses do: with letters before "://".
func hasScheme(path string) bool {
	scheme, _, ok := strings.Cut(path, "://")
	return ok && scheme != "" && strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz") == ""
}

// exists tells whether there is anything called name.
func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// runner does what the convert command was asked for.
type runner struct {
	*session
	Options
	output         string
	base           string // the folder that old paths begin at; "" if nothing is to redirect from them
	device         string // what -o names in place of standard output; "" for nothing
	stdinName      string
	compares       comparison
	quiet, verbose bool
	strict         bool
	log            report.LogFormat
	collector      collector
	adjust         func(*source.Record, *article.Options) // the options for a record; nil leaves them
	isolated       *isolated                              // converts in other processes; nil for this one
	source         source.Options                         // of containers; Name and MaxSize are not set
	shows          []show                                 // that are told of each article
}

func (r *runner) run(c *cli.Context) error {
	paths := c.Args().Slice()
	if len(paths) == 1 && isPipe(paths[0]) {
		return r.runPipe(c, paths[0])
	}
	return r.runPaths(c, paths)
}

// runPipe converts what comes through a named pipe, which is read once, as from
// standard input.
func (r *runner) runPipe(c *cli.Context, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	r.stdin, r.stdinName = f, cmp.Or(r.stdinName, filepath.ToSlash(name))
	return r.runPaths(c, nil)
}

// isPipe tells whether a path is that of a named pipe.
func isPipe(name string) bool {
	fi, err := os.Stat(name)
	return err == nil && fi.Mode()&fs.ModeNamedPipe != 0
}

func (r *runner) runPaths(c *cli.Context, paths []string) error {
	ofStdin := len(paths) == 0 || slices.Equal(paths, []string{"-"})
	holds, err := r.holdsArticles(c, paths, ofStdin)
	if err != nil {
		return err
	}
	if holds {
		return r.runContainer(c, paths, ofStdin)
	}
	if name := r.given("shard", "isolate", "metrics", "flush"); name != "" && (ofStdin || !r.isBatch(c, paths)) {
		return usagef("--%s is about several articles, and this is one; leave it out", name)
	}
	if ofStdin {
		if err := r.checkStdinOutput(); err != nil {
			return err
		}
	}
	switch {
	case ofStdin:
		if name := r.given(append(folderFlags, "report")...); name != "" {
			return usagef("--%s is about files, and standard input is none; name a PATH", name)
		}
	case r.isBatch(c, paths):
		return r.runBatch(c, paths)
	}
	return r.eachPath(paths, r.convertFile)
}

// folderFlags make no sense for one input with one result.
var folderFlags = []string{"write", "delete-source", "name", "flat", "copy-assets", "media", "prune", "root", "dry-run"}

// isBatch tells whether the call is about files in place, several of them, or
// folders: anything but one input with one result.
func (r *runner) isBatch(c *cli.Context, paths []string) bool {
	single := len(paths) == 1 && !isFolder(paths[0]) && !batch.IsGlob(paths[0])
	switch {
	case r.given(folderFlags...) != "" || r.intoFolder() || r.given("redirects") != "" && aliasKeys[c.String("redirects")] == "":
		return true
	case single:
		return c.IsSet("report") || r.log != report.LogText || r.output == "" && r.compares.wanted()
	case len(paths) == 1 && isFolder(paths[0]):
		return r.output != "" || r.To == article.JSONLine || c.IsSet("report") || r.compares.wanted()
	}
	return true
}

// eachPath calls do with each path of the command line; without one, with
// standard input. A path that fails is reported and does not stop the others.
func (r *runner) eachPath(paths []string, do func(path string) error) error {
	if len(paths) == 0 {
		if isTerminal(r.stdin) {
			return usagef("no PATH given, and standard input is a terminal; name a file or pipe one in")
		}
		paths = []string{"-"}
	}
	for _, path := range paths {
		if err := do(path); err != nil {
			printError(r.stderr, r.shown(path), err, string(r.log))
			*r.status = exitFailed
		}
	}
	return nil
}

// convertFile converts one file, or standard input if path is "-".
func (r *runner) convertFile(path string) error {
	target, err := r.look(path)
	if err != nil {
		return err
	}
	name, src, err := r.read(path)
	if err != nil {
		return err
	}
	defer r.collector.begin(len(src))()
	opt, err := r.forInput(name)
	if err != nil {
		return err
	}
	res, err := process(name, src, opt)
	if err != nil {
		return err
	}
	r.printNotes(name, src, res)
	if path != "-" {
		batch.Sweep(path)
	}
	if r.compares.wanted() {
		return r.compare(name, src, res.output)
	}
	if target != nil {
		return r.write(target, res.output)
	}
	_, err = r.stdout.Write(res.output)
	return err
}

// namelessInput is what messages call standard input without --stdin-filepath.
const namelessInput = "<stdin>"

// shown is the name of an input for messages.
func (r *runner) shown(path string) string {
	if path == "-" {
		return cmp.Or(r.stdinName, namelessInput)
	}
	return filepath.ToSlash(path)
}

// read gives the bytes of a file or of standard input, and the name for
// messages.
func (r *runner) read(path string) (name string, src []byte, err error) {
	if path == "-" {
		name = r.shown(path)
		src, err = readAll(name, r.stdin, r.MaxSize)
		return name, src, err
	}
	info, err := os.Stat(path)
	if err != nil {
		if _, err2 := os.Lstat(path); err2 == nil && errors.Is(err, fs.ErrNotExist) {
			err = &fs.PathError{Op: "open", Path: path, Err: batch.ErrNowhere}
		}
		return path, nil, err
	}
	if info.IsDir() {
		return path, nil, fmt.Errorf("%s: is a folder; add -o DIR to write the converted files there, or -w to rewrite them in place", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return path, nil, err
	}
	defer f.Close()
	src, err = readAll(path, f, r.MaxSize)
	return r.shown(path), src, err
}

// readAll reads at most limit bytes; more are an error. 0 is no limit.
func readAll(name string, from io.Reader, limit int64) ([]byte, error) {
	if limit > 0 {
		from = io.LimitReader(from, limit+1)
	}
	src, err := io.ReadAll(from)
	var pathErr *fs.PathError
	switch {
	case errors.As(err, &pathErr):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%s: cannot be read: %w; check the file", name, err)
	case limit > 0 && int64(len(src)) > limit:
		return nil, fmt.Errorf("%s: %w: over %s; raise the limit with --max-size", name, errTooLarge, formatSize(limit))
	}
	return src, nil
}

func isTerminal(r io.Reader) bool {
	f, ok := r.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(int(f.Fd()))
}
