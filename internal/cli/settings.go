package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/artx-cli/artx/convert"
	"github.com/artx-cli/artx/extract/rules"
)

// settingsNames are what a settings file may be called; the first comes before the
// second in one folder.
var settingsNames = []string{"artx.yaml", "artx.yml"}

// commandLineOnly are flags that are never taken from a file: what writes, removes
// or downloads, since archives come from strangers, and what is about one call.
var commandLineOnly = []string{
	"write", "output", "force", "delete-source", "prune", "report", "download", "media",
	"dry-run", "list", "diff", "check", "files-from", "null", "stdin-filepath", "profile", "no-config", "json", "shard", "metrics", "flush",
}

// settings are flags for every run, and the style of Markdown, by a settings file
// and a profile in it. The zero value is none.
type settings struct {
	path      string // of the file; "" if there is none
	neglected string // another one in the same folder; "" if there is none
	defaults  layer
	profiles  []layer
	profile   *layer // that is in force; nil if none is
	style     convert.Style
}

// layer is a section of a settings file: convert, or a profile.
type layer struct {
	name  string
	flags []givenFlag
	style []givenFlag // the keys of its markdown section
}

// settingsIn is the settings and rules file in a folder, "" if there is none.
func settingsIn(dir string) string {
	for _, name := range settingsNames {
		path := filepath.Join(dir, name)
		if fi, err := os.Stat(path); err == nil && !fi.IsDir() {
			return path
		}
	}
	return ""
}

// findSettings reads the settings file in the working folder, or else the nearest
// above it. A call with --no-config has none.
func findSettings(c call) (settings, error) {
	profile := lastValue(c.flags, "profile")
	if lastValue(c.flags, "no-config") == "true" {
		if profile != "" {
			return settings{}, usagef("--profile is in a file, and --no-config leaves files out; leave out one of them")
		}
		return settings{}, nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return settings{}, err
	}
	var s settings
	for s.path = settingsIn(dir); s.path == "" && filepath.Dir(dir) != dir; s.path = settingsIn(dir) {
		dir = filepath.Dir(dir)
	}
	if s.path == "" && profile != "" {
		return s, usagef("--profile %s: there is no %s here or above; write one ('artx help config' shows how)", profile, settingsNames[0])
	}
	if s.path == "" {
		return s, nil
	}
	if other := filepath.Join(dir, settingsNames[1]); s.path != other && exists(other) {
		s.neglected = other
	}
	if err := s.load(); err != nil {
		return s, err
	}
	return s, s.choose(profile)
}

// findSettings finds the settings for the call.
func (s *session) findSettings() (settings, error) {
	if s.config == nil {
		return findSettings(s.call)
	}
	found := settings{path: s.config.name}
	if err := found.parse(s.config.text); err != nil {
		return found, err
	}
	return found, found.choose(lastValue(s.call.flags, "profile"))
}

// lastValue is the value of a flag, "" if it is not given.
func lastValue(flags []givenFlag, name string) string {
	for _, f := range slices.Backward(flags) {
		if f.name == name {
			return f.value
		}
	}
	return ""
}

// load reads the file. Its rules are checked, so that a mistake in the name of a
// section is found, and used where inputs stand.
func (s *settings) load() error {
	src, err := os.ReadFile(s.path)
	if err != nil {
		return err
	}
	return s.parse(src)
}

// parse reads the text of the file.
func (s *settings) parse(src []byte) error {
	var sections struct {
		Convert  yaml.Node            `yaml:"convert"`
		Profiles yaml.Node            `yaml:"profiles"`
		Markdown yaml.Node            `yaml:"markdown"`
		Rules    map[string]yaml.Node `yaml:",inline"`
	}
	if err := yaml.Unmarshal(src, &sections); err != nil || len(sections.Rules) > 0 {
		if _, err := rules.Load(src, s.path); err != nil {
			return err
		}
	}
	reader := settingsReader{path: s.path, rows: rowsOf(convertFlags())}
	s.defaults = reader.layer("convert", &sections.Convert)
	s.defaults.style = append(s.defaults.style, reader.style(&sections.Markdown)...)
	if kind := sections.Profiles.Kind; kind != 0 && kind != yaml.MappingNode {
		reader.fail(&sections.Profiles, "profiles: want names with flags below them")
	}
	for name, node := range pairs(&sections.Profiles) {
		s.profiles = append(s.profiles, reader.layer(name.Value, node))
	}
	return reader.err
}

// choose puts a profile in force; "" is none.
func (s *settings) choose(name string) error {
	for i := range s.profiles {
		if s.profiles[i].name == name && name != "" {
			s.profile = &s.profiles[i]
		}
	}
	if name != "" && s.profile == nil {
		var names []string
		for _, p := range s.profiles {
			names = append(names, p.name)
		}
		if len(names) == 0 {
			return usagef("--profile %q is unknown; %s has no profiles", name, s.path)
		}
		return usagef("--profile %q is unknown; %s has %s", name, s.path, strings.Join(names, ", "))
	}
	for _, f := range s.styles() {
		switch f.name {
		case "markdown.emphasis":
			s.style.Emphasis = f.value
		case "markdown.bullet":
			s.style.Bullet = f.value
		case "markdown.break":
			s.style.Break = f.value
		}
	}
	return nil
}

// styles are the choices of Markdown in force, later ones before earlier ones.
func (s *settings) styles() []givenFlag {
	styles := slices.Clone(s.defaults.style)
	if s.profile != nil {
		styles = append(styles, s.profile.style...)
	}
	return styles
}

// below puts the flags of the profile, and those of the settings, below those of
// the command line: a flag that is given above is not taken from below. A command
// gets only those that it has.
func (s *settings) below(rows []flagRow, above []givenFlag) []givenFlag {
	flags := slices.Clone(above)
	layers := []layer{s.defaults}
	if s.profile != nil {
		layers = []layer{*s.profile, s.defaults}
	}
	for _, l := range layers {
		taken := slices.Clone(flags)
		for _, f := range l.flags {
			_, known := rowNamed(rows, f.name)
			if known && !slices.ContainsFunc(taken, func(t givenFlag) bool { return overrides(t.name, f.name) }) {
				flags = append(flags, f)
			}
		}
	}
	return flags
}

// overrides tells whether a flag takes the place of another one below it: itself,
// or its opposite.
func overrides(name, below string) bool {
	return name == below || name == "quiet" && below == "verbose" || name == "verbose" && below == "quiet"
}

// settingsReader reads sections of a settings file; the first mistake stays.
type settingsReader struct {
	path string
	rows []flagRow
	err  error
}

func (r *settingsReader) fail(n *yaml.Node, format string, args ...any) {
	if r.err == nil {
		r.err = fmt.Errorf("%s:%d: %s", r.path, n.Line, fmt.Sprintf(format, args...))
	}
}

// pairs are the keys and values of a mapping, in order; of anything else none.
func pairs(n *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			value := n.Content[i+1]
			if value.Kind == yaml.AliasNode {
				value = value.Alias
			}
			if !yield(n.Content[i], value) {
				return
			}
		}
	}
}

// layer reads a mapping of flags.
func (r *settingsReader) layer(name string, n *yaml.Node) layer {
	l := layer{name: name}
	if n.Kind != 0 && n.Kind != yaml.MappingNode && n.Tag != "!!null" {
		r.fail(n, "%s: want flags with their values, such as preset: hugo", name)
	}
	for key, value := range pairs(n) {
		if key.Value == "markdown" && name != "convert" {
			l.style = r.style(value)
			continue
		}
		l.flags = append(l.flags, r.flag(key, value)...)
	}
	return l
}

// flag reads a flag and its value, or its values if it may be given several times.
func (r *settingsReader) flag(key, value *yaml.Node) (flags []givenFlag) {
	name := strings.TrimLeft(key.Value, "-")
	row, ok := rowNamed(r.rows, name)
	switch {
	case !ok || row.name != name:
		unknown := (&argReader{command: "convert", rows: r.rows}).unknown(key.Value, name)
		r.fail(key, "%v", unknown)
		return nil
	case slices.Contains(commandLineOnly, name):
		r.fail(key, "%s cannot stand in a file; give it on the command line", name)
		return nil
	}
	values := []*yaml.Node{value}
	if value.Kind == yaml.SequenceNode && (row.repeated || name == "fields") {
		values = value.Content
	}
	for _, v := range values {
		if v.Kind != yaml.ScalarNode {
			r.fail(v, "%s: want one value", name)
			return nil
		}
		checked, err := row.check(v.Value)
		if err != nil {
			r.fail(v, "%v", err)
			return nil
		}
		flags = append(flags, givenFlag{name, r.resolve(name, checked), fmt.Sprintf("%s:%d", r.path, v.Line)})
	}
	return r.join(name, flags)
}

// join makes one flag of a list for one that is given once.
func (r *settingsReader) join(name string, flags []givenFlag) []givenFlag {
	if name != "fields" || len(flags) < 2 {
		return flags
	}
	for _, f := range flags[1:] {
		flags[0].value += "," + f.value
	}
	return flags[:1]
}

// resolve makes a path of a settings file one from its folder.
func (r *settingsReader) resolve(name, value string) string {
	if (name == "rules" || name == "root") && value != "" && !filepath.IsAbs(value) {
		return filepath.Join(filepath.Dir(r.path), value)
	}
	return value
}

// style reads a markdown section: a mapping, or the name of a style.
func (r *settingsReader) style(n *yaml.Node) (flags []givenFlag) {
	origin := func(n *yaml.Node) string { return fmt.Sprintf("%s:%d", r.path, n.Line) }
	if n.Kind == yaml.ScalarNode && n.Value == "prettier" {
		return prettierStyle(origin(n))
	}
	if n.Kind != 0 && n.Kind != yaml.MappingNode && n.Tag != "!!null" {
		r.fail(n, "markdown: want emphasis, bullet and break, or prettier")
	}
	for key, value := range pairs(n) {
		if on, err := boolean(value); key.Value == "prettier" && err == nil {
			if on {
				flags = append(prettierStyle(origin(value)), flags...)
			}
			continue
		}
		choices := convert.StyleChoices(key.Value)
		switch {
		case choices == nil:
			r.fail(key, "markdown: there is no choice of %q; use emphasis, bullet, break or prettier", key.Value)
		case !slices.Contains(choices, value.Value):
			r.fail(value, "markdown: %s %q is unknown; use one of %s", key.Value, value.Value, strings.Join(choices, ", "))
		default:
			flags = append(flags, givenFlag{"markdown." + key.Value, value.Value, origin(value)})
		}
	}
	return flags
}

func boolean(n *yaml.Node) (on bool, err error) {
	return on, n.Decode(&on)
}

// prettierStyle is the form that Prettier gives Markdown.
func prettierStyle(origin string) []givenFlag {
	return []givenFlag{
		{"markdown.emphasis", "_", origin}, {"markdown.bullet", "-", origin}, {"markdown.break", "backslash", origin},
	}
}

// profileCandidates are the profiles of the settings in force, for completion.
func profileCandidates() (found []candidate) {
	s, err := findSettings(call{})
	if err != nil {
		return nil
	}
	for _, p := range s.profiles {
		found = append(found, candidate{p.name, ""})
	}
	return found
}

// addListed adds the names that --files-from lists to the paths of the call. done
// is true if that leaves nothing to do.
func (s *session) addListed() (done bool, err error) {
	name := lastValue(s.call.flags, "files-from")
	if name == "" {
		return false, nil
	}
	if name == "-" && slices.Contains(s.call.paths, "-") {
		return false, usagef("--files-from - reads standard input, and so does the PATH -; leave out one of them")
	}
	names, err := readNames(name, s.stdin, s.given("null") != "")
	if err != nil {
		return false, err
	}
	for _, listed := range names {
		if strings.HasPrefix(listed, "-") { // no flag, and not standard input
			listed = "." + string(filepath.Separator) + listed
		}
		s.call.paths = append(s.call.paths, listed)
	}
	if len(s.call.paths) == 0 {
		if s.given("quiet") == "" {
			fmt.Fprintf(s.stderr, "artx: --files-from %s lists nothing, so that nothing is done\n", name)
		}
		return true, nil
	}
	return false, nil
}

// readNames reads a list of names, - from stdin: one a line, or with a NUL behind
// each.
func readNames(name string, stdin io.Reader, nul bool) (names []string, err error) {
	var text []byte
	if name == "-" {
		text, err = io.ReadAll(stdin)
	} else {
		text, err = os.ReadFile(name)
	}
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, usagef("--files-from %s: no such file; check the path", name)
		}
		return nil, err
	}
	end := "\n"
	switch {
	case nul:
		end = "\x00"
	case bytes.IndexByte(text, 0) >= 0:
		return nil, usagef("--files-from %s has names that end in a NUL, as 'find -print0' writes them; add -0", name)
	}
	for listed := range strings.SplitSeq(string(text), end) {
		if !nul {
			listed = strings.TrimSuffix(listed, "\r")
		}
		if listed != "" {
			names = append(names, listed)
		}
	}
	return names, nil
}
