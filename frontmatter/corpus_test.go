package frontmatter

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// corpus returns the files of a folder of real articles that may stand beside
// the project, or skips the test.
func corpus(t testing.TB) map[string][]byte {
	t.Helper()
	const root = "../../shared/corpus"
	dir, err := filepath.EvalSymlinks(root)
	if err != nil {
		t.Skip("no folder of real articles at " + root)
	}
	files := make(map[string][]byte)
	err = filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		src, err := os.ReadFile(path)
		files[path[len(dir)+1:]] = src
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// parse reads a header that has to be readable.
func parse(t testing.TB, src []byte) (Block, *Document) {
	t.Helper()
	block, err := Split(src)
	if err != nil {
		t.Fatalf("Split: %v\n%.300s", err, src)
	}
	doc, err := Parse(block)
	if err != nil {
		t.Fatalf("Parse: %v\n%.300s", err, block.Raw)
	}
	return block, doc
}

// TestCorpus reads every header of the real articles, expects a strict parser's
// values and the same bytes again, and writes it in each format and preset.
func TestCorpus(t *testing.T) {
	for name, src := range corpus(t) {
		t.Run(name, func(t *testing.T) {
			block, doc := parse(t, src)
			if block.Format == None {
				t.Fatal("no header found")
			}
			out, _ := doc.Encode(EncodeOptions{})
			if !slices.ContainsFunc(doc.fields, func(f *field) bool { return f.changed }) && !bytes.Equal(out, trimFences(block.Raw)) {
				t.Errorf("untouched, but written as\n%s\nnot\n%s", out, block.Raw)
			}
			if block.Format == YAML {
				sameAsYAML(t, block, doc)
			}
			doc.Clean(CleanOptions{FileName: name})
			for _, opt := range everyOption() {
				lossless(t, doc, opt)
			}
			cleanTwice(t, doc, name)
		})
	}
}

// cleanTwice expects that a header that was cleaned is clean.
func cleanTwice(t *testing.T, doc *Document, name string) {
	t.Helper()
	once, _ := doc.Encode(EncodeOptions{})
	_, again := parse(t, once)
	again.Clean(CleanOptions{FileName: name})
	if twice, _ := again.Encode(EncodeOptions{}); !bytes.Equal(once, twice) {
		t.Errorf("cleaned once\n%s\ncleaned twice\n%s", once, twice)
	}
}

// trimFences cuts white space behind the fences of a header.
func trimFences(raw []byte) []byte {
	lines := bytes.SplitAfter(raw, lf)
	for _, i := range []int{0, len(lines) - 2} {
		end := lf
		if bytes.HasSuffix(lines[i], []byte("\r\n")) {
			end = []byte("\r\n")
		}
		lines[i] = append(bytes.TrimRight(lines[i], " \t\r\n"), end...)
	}
	return bytes.Join(lines, nil)
}

// sameAsYAML expects the values of yaml.v3, but for texts that were repaired.
func sameAsYAML(t *testing.T, block Block, doc *Document) {
	t.Helper()
	var root yaml.Node
	if err := yaml.Unmarshal(block.Header, &root); err != nil || len(root.Content) == 0 {
		return
	}
	var keys []string
	for i := 0; i < len(root.Content[0].Content); i += 2 {
		k, v := root.Content[0].Content[i], root.Content[0].Content[i+1]
		if slices.Contains(keys, k.Value) {
			continue
		}
		keys = append(keys, k.Value)
		n, err := new(yamlReader).node(v, 0)
		if err != nil {
			t.Fatal(err)
		}
		if f := doc.field(k.Value); f == nil || !f.changed && !f.value.equal(n) {
			t.Errorf("%s: differs from yaml.v3", k.Value)
		}
	}
	if !slices.Equal(doc.Keys(), keys) {
		t.Errorf("keys %v, want %v", doc.Keys(), keys)
	}
}

// everyOption returns each preset in each format.
func everyOption() []EncodeOptions {
	var out []EncodeOptions
	for _, p := range append([]string{""}, Presets()...) {
		for _, f := range []Format{Source, YAML, TOML, JSON} {
			out = append(out, EncodeOptions{Format: f, Preset: p})
		}
	}
	return out
}

// lossless writes doc, reads it again and expects every key.
func lossless(t *testing.T, doc *Document, opt EncodeOptions) *Document {
	t.Helper()
	out, err := doc.Encode(opt)
	if err != nil {
		t.Fatalf("%v: %v", opt, err)
	}
	block, again := parse(t, append(slices.Clone(out), "body\n"...))
	if string(block.Body) != "body\n" {
		t.Fatalf("%v: header split wrongly, body %q\n%s", opt, block.Body, out)
	}
	if len(again.Notes()) != 0 {
		t.Errorf("%v: notes on artx's own header: %v\n%s", opt, again.Notes(), out)
	}
	found := meanings(again)
	for _, f := range doc.fields {
		if !found.holds(f.key, f.value) && !mayDrop(opt.Preset, f) {
			t.Errorf("%v: lost\n%s\nwritten as\n%s", opt, appendYAML(nil, f.key, f.value, 0), out)
		}
	}
	return again
}

// mayDrop reports whether a preset may leave out f, for it says nothing.
func mayDrop(name string, f *field) bool {
	p, err := findPreset(name)
	return err == nil && (f.value.empty() || p.refuses(f))
}

// meanings are the keys of a header, by what their values mean.
type meaningSet map[string][]string

// meanings collects the keys of doc and those of the mappings that generators
// keep keys in.
func meanings(doc *Document) meaningSet {
	set := make(meaningSet)
	add := func(key string, n *node) {
		m := meaning(n)
		set[m] = append(set[m], strings.TrimRight(key, "_"))
	}
	for _, f := range doc.fields {
		add(f.key, f.value)
		if keeps(f.key) && f.value.kind == kindMap {
			for _, p := range f.value.pairs {
				add(p.key, p.value)
			}
		}
	}
	return set
}

func keeps(key string) bool { return key == "params" || key == "extra" || key == "taxonomies" }

// holds reports whether key is there, perhaps under the name of another
// generator and inside its mappings.
func (set meaningSet) holds(key string, n *node) bool {
	for _, other := range set[meaning(n)] {
		if strings.EqualFold(other, strings.TrimRight(key, "_")) || sameRole(key, other) {
			return true
		}
	}
	if !keeps(key) {
		return false
	}
	for _, p := range n.pairs {
		if !p.value.empty() && !set.holds(p.key, p.value) {
			return false
		}
	}
	return true
}

// rolesOf returns what a key may mean to any generator.
func rolesOf(key string) []role {
	out := []role{}
	for i := range keyRules {
		if r := &keyRules[i]; r.role != roleNone && strings.EqualFold(r.key, key) {
			out = append(out, r.role)
		}
	}
	for _, p := range presetTable {
		for r, name := range p.keys {
			if name == key {
				out = append(out, r)
			}
		}
	}
	return out
}

// sameRole reports whether two keys may mean the same.
func sameRole(a, b string) bool {
	roles := rolesOf(a)
	return slices.ContainsFunc(rolesOf(b), func(r role) bool { return slices.Contains(roles, r) })
}

// meaning returns a value in the form that all of its spellings share, as
// presets may change them: a text in a list, a date in another form, a boolean
// turned round, null as empty text, a path with or without slashes at its ends.
func meaning(n *node) string {
	switch {
	case n.kind == kindBool:
		return "bool"
	case n.empty():
		return ""
	case n.kind == kindList:
		var parts []string
		for _, item := range n.items {
			parts = append(parts, meaning(item))
		}
		return strings.Join(parts, ",")
	case n.kind == kindMap:
		var parts []string
		for _, p := range n.pairs {
			if p.key == "name" || p.key == "display_name" {
				parts = append(parts, meaning(p.value))
				continue
			}
			parts = append(parts, p.key+"="+meaning(p.value))
		}
		return strings.Join(parts, ",")
	}
	if d, err := ParseDate(n.text); err == nil {
		return d.String()
	}
	switch n.kind {
	case kindInt:
		s, _ := n.integer()
		return s
	case kindFloat:
		if strings.ContainsAny(n.text, "0123456789") && strings.Trim(n.text, "0123456789") != "" {
			return yamlFloat(n.float())
		}
	}
	var parts []string
	for _, s := range splitLabels(n.text) {
		parts = append(parts, strings.Trim(strings.ToLower(tagWord(s)), "/"))
	}
	return strings.Join(parts, ",")
}
