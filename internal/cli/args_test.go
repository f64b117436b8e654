package cli

import (
	"strings"
	"testing"
)

// TestReadArgs: flags may stand anywhere, in all the forms that people know.
func TestReadArgs(t *testing.T) {
	for args, want := range map[string]string{
		"a.md":                    "-- a.md",
		"a.md -w":                 "--write=true -- a.md",
		"a.md --to json b.md":     "--to=json -- a.md b.md",
		"a.md --to=JSON b.md":     "--to=json -- a.md b.md",
		"-tjson":                  "--to=json --",
		"-t=json":                 "--to=json --",
		"-to json":                "--to=json --",
		"-vw -j4":                 "--verbose=true --write=true --jobs=4 --",
		"-vtgfm":                  "--verbose=true --to=md --",
		"--preset Hugo":           "--preset=hugo --",
		"a.md -o out -q b.md":     "--output=out --quiet=true -- a.md b.md",
		"- -q":                    "--quiet=true -- -",
		"-o - a":                  "--output=- -- a",
		"-o=-q a":                 "--output=-q -- a",
		"-q -- -x --to":           "--quiet=true -- -x --to",
		"--keep .a a.md --keep b": "--keep=.a --keep=b -- a.md",
		"--verify=false":          "--verify=false --",
		"-j -1":                   "--jobs=-1 --",
	} {
		call, err := readArgs("convert", convertFlags(), strings.Fields(args))
		var got []string
		for _, f := range call.flags {
			got = append(got, f.argument())
		}
		if text := strings.Join(append(append(got, "--"), call.paths...), " "); err != nil || text != want {
			t.Errorf("readArgs(%s) = %s, %v; want %s", args, text, err, want)
		}
	}
}

// TestWrongArgs: what cannot be meant is an error that says why.
func TestWrongArgs(t *testing.T) {
	for args, want := range map[string]string{
		"--to":            "--to needs its FORMAT, one of md, ",
		"-o":              "-o needs its NAME",
		"-o -- a":         "-o needs its NAME",
		"-o -q a":         "-q is a flag; write --output=-q",
		"--drop --help":   "--drop needs its SELECTOR",
		"--to docx":       `--to "docx" is unknown; use one of md, json, jsonl, html, text`,
		"--jobs many":     `--jobs "many" is no number`,
		"-jx":             `--jobs "x" is no number`,
		"--verify=maybe":  "--verify is on or off",
		"--frm x":         "did you mean --from?",
		"--front x":       "did you mean --front-matter?",
		"--exlude x":      "did you mean --exclude?",
		"-vx":             "unknown flag -x",
		"--t json":        "unknown flag --t",
		"--wirte":         "unknown flag --wirte; 'artx help",
		"--forc":          "unknown flag --forc; 'artx help",
		"--something-new": "unknown flag --something-new; 'artx help",
		"--pretty=x":      "unknown flag --pretty; 'artx help",
	} {
		_, err := readArgs("convert", convertFlags(), strings.Fields(args))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("readArgs(%s): %v; want %s", args, err, want)
		}
	}
}

func TestParseSize(t *testing.T) {
	for s, want := range map[string]int64{
		"0": 0, "1000": 1000, "12B": 12, "4K": 4096, "4KiB": 4096, "1.5m": 3 << 19, "64MiB": 64 << 20, "2 GiB": 2 << 30,
	} {
		if got, err := parseSize("max-size", s); err != nil || got != want {
			t.Errorf("parseSize(%q) = %d, %v; want %d", s, got, err, want)
		}
	}
	for _, s := range []string{"", "x", "-1", "1TB", "MiB", "1e30", "NaN"} {
		if got, err := parseSize("max-size", s); err == nil {
			t.Errorf("parseSize(%q) = %d, want an error", s, got)
		}
	}
}

func TestFormatSize(t *testing.T) {
	for n, want := range map[int64]string{10: "10 bytes", 2048: "2 KiB", 64 << 20: "64 MiB", 3 << 29: "1.5 GiB"} {
		if got := formatSize(n); got != want {
			t.Errorf("formatSize(%d) = %s, want %s", n, got, want)
		}
	}
}
