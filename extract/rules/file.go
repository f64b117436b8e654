package rules

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Error is a mistake in a rules file.
type Error struct {
	File string // as given to LoadRules
	Line int    // 1-based; 0 if unknown
	Msg  string // what is wrong and what was expected
}

// Error is the name of the file, the line and the message.
func (e *Error) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Msg
	}
	return e.File + ":" + strconv.Itoa(e.Line) + ": " + e.Msg
}

// Load reads a rules file: YAML with the sections of [Rules], each row in
// the form that [Rules.YAML] prints. The rows stand before the built-in ones.
// An unknown key, a bad selector or a bad pattern is an [*Error]. An empty file
// has no rules. The sections convert, profiles and markdown, which are for the
// command, are passed over. name is only used in errors.
func Load(src []byte, name string) (*Rules, error) {
	var file rulesFile
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return nil, yamlError(name, err)
	}
	r := &file.Rules
	if err := dec.Decode(&Rules{}); !errors.Is(err, io.EOF) {
		return nil, &Error{File: name, Msg: "more than one YAML document; want all sections in one"}
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(src, &doc); err != nil {
		return nil, yamlError(name, err)
	}
	check := ruleChecker{file: name, lines: rowLines(&doc)}
	if err := check.rules(r); err != nil {
		return nil, err
	}
	set, err := compileRules(r)
	if err != nil {
		return nil, &Error{File: name, Msg: err.Error()}
	}
	r.compiled = set
	return r, nil
}

// rulesFile is what may stand in the file that holds rules.
type rulesFile struct {
	Rules    `yaml:",inline"`
	Convert  yaml.Node `yaml:"convert"`
	Profiles yaml.Node `yaml:"profiles"`
	Markdown yaml.Node `yaml:"markdown"`
}

// yamlError takes the line out of an error of the YAML package, and leaves its
// Go types out.
func yamlError(name string, err error) *Error {
	msg := err.Error()
	var list *yaml.TypeError
	if errors.As(err, &list) && len(list.Errors) > 0 {
		msg = list.Errors[0]
	}
	e := &Error{File: name, Msg: strings.TrimPrefix(msg, "yaml: ")}
	if rest, ok := strings.CutPrefix(e.Msg, "line "); ok {
		if line, after, ok := strings.Cut(rest, ": "); ok {
			if n, err := strconv.Atoi(line); err == nil {
				e.Line, e.Msg = n, after
			}
		}
	}
	if field, _, ok := strings.Cut(strings.TrimPrefix(e.Msg, "field "), " not found in type "); ok {
		e.Msg = fmt.Sprintf("unknown key %q", field)
	}
	if got, kind, ok := strings.Cut(strings.TrimPrefix(e.Msg, "cannot unmarshal "), " into "); ok {
		e.Msg = "want " + wanted(kind) + ", not " + strings.NewReplacer("!!str ", "", "!!int ", "", "!!map", "a mapping", "!!seq", "a list", "`", `"`).Replace(got)
	}
	return e
}

// wanted names what a Go type looks like in YAML.
func wanted(kind string) string {
	switch {
	case kind == "rules.rulesFile":
		return "sections with rows"
	case kind == "[]string":
		return "a list"
	case strings.HasPrefix(kind, "[]"):
		return "a list of rows"
	case kind == "bool":
		return "true or false"
	case strings.HasPrefix(kind, "rules."), strings.HasPrefix(kind, "map["):
		return "a mapping"
	}
	return "a text"
}

// rowLines returns the line of each row of each section.
func rowLines(doc *yaml.Node) map[string][]int {
	lines := map[string][]int{}
	if len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return lines
	}
	pairs := doc.Content[0].Content
	for i := 0; i+1 < len(pairs); i += 2 {
		for _, row := range pairs[i+1].Content {
			lines[pairs[i].Value] = append(lines[pairs[i].Value], row.Line)
		}
	}
	return lines
}

// section is a part of a rules file.
type section[Row any] struct {
	name string
	rows []Row
}

// ruleChecker checks rows and says where a bad one stands.
type ruleChecker struct {
	file  string
	lines map[string][]int
}

func (k *ruleChecker) fail(section string, row int, format string, args ...any) error {
	e := &Error{File: k.file, Msg: section + ": " + fmt.Sprintf(format, args...)}
	if lines := k.lines[section]; row < len(lines) {
		e.Line = lines[row]
	}
	return e
}

func (k *ruleChecker) rules(r *Rules) error {
	for _, check := range []func(*Rules) error{k.lazy, k.patterns, k.unwraps, k.sizes, k.players, k.facades, k.noise, k.callouts, k.selectors, k.platforms, k.trackers, k.sites} {
		if err := check(r); err != nil {
			return err
		}
	}
	return nil
}

func (k *ruleChecker) lazy(r *Rules) error {
	for _, s := range []section[Lazy]{{"lazy", r.Lazy}, {"background", r.Background}} {
		for i, row := range s.rows {
			switch {
			case row.Attr == "" || row.Attr != strings.ToLower(row.Attr) || strings.ContainsAny(row.Attr, " =>/"):
				return k.fail(s.name, i, "attr %q is not the name of an attribute in lower case", row.Attr)
			case s.name == "lazy" && !slices.Contains(lazyKinds[:], row.Kind):
				return k.fail(s.name, i, "kind %q; want source, possible, srcset, larger, smaller or alternate", row.Kind)
			case row.Prefix != "" && row.Member == "":
				return k.fail(s.name, i, "prefix stands before a member; name the member")
			}
		}
	}
	return nil
}

func (k *ruleChecker) patterns(r *Rules) error {
	for _, s := range []section[AddressPattern]{{"pixels", r.Pixels}, {"adframes", r.AdFrames}} {
		for i, row := range s.rows {
			if host, _, _ := strings.Cut(row.Match, "/"); !isHostPattern(host) {
				return k.fail(s.name, i, "match %q does not begin with a host", row.Match)
			}
		}
	}
	return nil
}

func (k *ruleChecker) unwraps(r *Rules) error {
	for _, s := range []section[Unwrap]{{"proxies", r.Proxies}, {"redirectors", r.Redirectors}} {
		for i, row := range s.rows {
			take, names, _ := strings.Cut(row.Take, ":")
			switch {
			case row.Name == "":
				return k.fail(s.name, i, "a row needs a name")
			case take != "query" && row.Take != "path" && pathForms[row.Take] == nil || take == "query" && strings.HasSuffix(row.Take, ":") || take != "query" && names != "":
				return k.fail(s.name, i, "take %q; want query, query:NAME or path", row.Take)
			case row.Decode != "" && row.Decode != "hex" && row.Decode != "base64":
				return k.fail(s.name, i, "decode %q; want hex or base64", row.Decode)
			case row.Scheme != "" && row.Scheme != "http" && row.Scheme != "https":
				return k.fail(s.name, i, "scheme %q; want http or https", row.Scheme)
			case len(row.Hosts) == 0 && row.Path == "":
				return k.fail(s.name, i, "a row needs hosts or a path")
			}
			for _, h := range row.Hosts {
				if !isHostPattern(h) {
					return k.fail(s.name, i, "%q is not a host; want host, *.host or name.*", h)
				}
			}
		}
	}
	return nil
}

func (k *ruleChecker) sizes(r *Rules) error {
	for i, row := range r.Sizes {
		named := row.Form == SizeQuery || row.Form == SizeSegment || row.Form == SizeWidth
		switch {
		case !named && row.Form != SizeSuffix && row.Form != SizeStyle && row.Form != SizeBlogger:
			return k.fail("sizes", i, "form %q; want query, width, suffix, style, segment or blogger", row.Form)
		case named != (len(row.Names) > 0):
			return k.fail("sizes", i, "form %s and names do not go together; names are for query, width and segment", row.Form)
		}
		for _, h := range row.Hosts {
			if !isHostPattern(h) {
				return k.fail("sizes", i, "%q is not a host; want host, *.host or name.*", h)
			}
		}
	}
	return nil
}

// isHostPattern tells whether s is "host", "*.host" or "name.*".
func isHostPattern(s string) bool {
	s = strings.TrimSuffix(strings.TrimPrefix(s, "*."), ".*")
	return s != "" && s == strings.ToLower(s) && !strings.ContainsAny(s, "/*: ?#{}")
}

func (k *ruleChecker) players(r *Rules) error {
	for i, row := range r.Players {
		if row.Provider == "" || row.To == "" {
			return k.fail("players", i, "a row needs provider, match and to")
		}
		if strings.Count(row.To, "[") != strings.Count(row.To, "]") || strings.Count(row.To, "{") != strings.Count(row.To, "}") {
			return k.fail("players", i, "to %q has a bracket without its pair", row.To)
		}
		if _, _, err := compilePlayer(row); err != nil {
			return k.fail("players", i, "match %q: %v", row.Match, err)
		}
	}
	for i, row := range r.Providers {
		if row.ID == "" || row.Name == "" {
			return k.fail("providers", i, "a row needs id and name")
		}
	}
	return nil
}

func (k *ruleChecker) noise(r *Rules) error {
	for i, row := range r.Noise {
		if row.Rule == "" {
			return k.fail("noise", i, "a row needs a rule, the name that notes show")
		}
		if err := row.checkGuard(); err != nil {
			return k.fail("noise", i, "%v", err)
		}
		if _, err := parseCompound(row.Select); err != nil {
			return k.fail("noise", i, "%q: %v", row.Select, err)
		}
	}
	return nil
}

func (k *ruleChecker) facades(r *Rules) error {
	for i, row := range r.Facades {
		if err := row.check(); err != nil {
			return k.fail("facades", i, "%v", err)
		}
		if _, err := parseCompound(row.Select); err != nil {
			return k.fail("facades", i, "%q: %v", row.Select, err)
		}
	}
	return nil
}

func (k *ruleChecker) callouts(r *Rules) error {
	for i, row := range r.Callouts {
		if err := row.check(); err != nil {
			return k.fail("callouts", i, "%v", err)
		}
		if _, err := parseCompound(row.Select); err != nil {
			return k.fail("callouts", i, "%q: %v", row.Select, err)
		}
	}
	return nil
}

func (k *ruleChecker) selectors(r *Rules) error {
	for _, s := range []section[Selector]{{"keep", r.Keep}, {"drop", r.Drop}, {"article", r.Article}} {
		for i, row := range s.rows {
			if _, err := CompileQueries([]string{row.Select}); err != nil || row.Select == "" {
				return k.fail(s.name, i, "%v", cmp.Or(err, errors.New("a row needs select")))
			}
		}
	}
	for i, row := range r.Header {
		if row.From == "" || row.To == "" {
			return k.fail("header", i, "a row needs from and to")
		}
	}
	return nil
}

func (k *ruleChecker) trackers(r *Rules) error {
	for i, name := range r.Trackers {
		if strings.TrimSuffix(name, "*") == "" || strings.ContainsAny(strings.TrimSuffix(name, "*"), " *&=?") {
			return k.fail("trackers", i, "%q is not the name of a parameter", name)
		}
	}
	return nil
}

// sites checks the sites of all rows.
func (k *ruleChecker) sites(r *Rules) error {
	return cmp.Or(
		checkSites(k, section[Lazy]{"lazy", r.Lazy}, func(row Lazy) []string { return row.Site }),
		checkSites(k, section[Lazy]{"background", r.Background}, func(row Lazy) []string { return row.Site }),
		checkSites(k, section[Unwrap]{"proxies", r.Proxies}, func(row Unwrap) []string { return row.Site }),
		checkSites(k, section[Unwrap]{"redirectors", r.Redirectors}, func(row Unwrap) []string { return row.Site }),
		checkSites(k, section[Player]{"players", r.Players}, func(row Player) []string { return row.Site }),
		checkSites(k, section[Facade]{"facades", r.Facades}, func(row Facade) []string { return row.Site }),
		checkSites(k, section[Noise]{"noise", r.Noise}, func(row Noise) []string { return row.Site }),
		checkSites(k, section[Callout]{"callouts", r.Callouts}, func(row Callout) []string { return row.Site }),
		checkSites(k, section[Selector]{"keep", r.Keep}, func(row Selector) []string { return row.Site }),
		checkSites(k, section[Selector]{"drop", r.Drop}, func(row Selector) []string { return row.Site }),
		checkSites(k, section[Selector]{"article", r.Article}, func(row Selector) []string { return row.Site }),
		checkSites(k, section[Platform]{"platforms", r.Platforms}, func(row Platform) []string { return row.Site }),
		checkSites(k, section[HeaderKey]{"header", r.Header}, func(row HeaderKey) []string { return row.Site }),
	)
}

// checkSites checks the sites of the rows of one section.
func checkSites[Row any](k *ruleChecker, s section[Row], sites func(Row) []string) error {
	for i, row := range s.rows {
		for _, site := range sites(row) {
			if host, _, _ := strings.Cut(site, "/"); !isHostPattern(host) || strings.HasSuffix(host, ".*") {
				return k.fail(s.name, i, "site %q; want host, *.host or host/path", site)
			}
		}
	}
	return nil
}

// YAML prints rules in the form of a rules file, with the origin of each row as
// a comment.
func (r *Rules) YAML() ([]byte, error) {
	var doc yaml.Node
	if err := doc.Encode(r); err != nil {
		return nil, err
	}
	origins := map[string]func(i int) string{
		"lazy":        func(i int) string { return r.Lazy[i].Origin },
		"background":  func(i int) string { return r.Background[i].Origin },
		"pixels":      func(i int) string { return r.Pixels[i].Origin },
		"adframes":    func(i int) string { return r.AdFrames[i].Origin },
		"facades":     func(i int) string { return r.Facades[i].Origin },
		"proxies":     func(i int) string { return r.Proxies[i].Origin },
		"redirectors": func(i int) string { return r.Redirectors[i].Origin },
		"sizes":       func(i int) string { return r.Sizes[i].Origin },
		"callouts":    func(i int) string { return r.Callouts[i].Origin },
		"platforms":   func(i int) string { return r.Platforms[i].Origin },
	}
	for i := 0; i+1 < len(doc.Content); i += 2 {
		for j, row := range doc.Content[i+1].Content {
			row.Style = yaml.FlowStyle
			if origin := origins[doc.Content[i].Value]; origin != nil {
				row.LineComment = origin(j)
			}
		}
	}
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(&doc); err != nil {
		return nil, err
	}
	return b.Bytes(), enc.Close()
}
