package cli

import (
	"strings"
	"testing"
)

func TestFlagsFirst(t *testing.T) {
	for args, want := range map[string]string{
		"a.md":                    "-- a.md",
		"a.md -w":                 "-w -- a.md",
		"a.md --to json b.md":     "--to json -- a.md b.md",
		"a.md --to=json b.md":     "--to=json -- a.md b.md",
		"a.md -o out -q b.md":     "-o out -q -- a.md b.md",
		"- -q":                    "-q -- -",
		"-q -- -x --to":           "-q -- -x --to",
		"--keep .a a.md --keep b": "--keep .a --keep b -- a.md",
		"a.md --to":               "--to -- a.md",
	} {
		if got := strings.Join(flagsFirst(strings.Fields(args), convertFlags()), " "); got != want {
			t.Errorf("flagsFirst(%s) = %s, want %s", args, got, want)
		}
	}
}

func TestParseSize(t *testing.T) {
	for s, want := range map[string]int64{
		"0": 0, "1000": 1000, "12B": 12, "4K": 4096, "4KiB": 4096, "1.5m": 3 << 19, "64MiB": 64 << 20, "2 GiB": 2 << 30,
	} {
		if got, err := parseSize(s); err != nil || got != want {
			t.Errorf("parseSize(%q) = %d, %v; want %d", s, got, err, want)
		}
	}
	for _, s := range []string{"", "x", "-1", "1TB", "MiB", "1e30", "NaN"} {
		if got, err := parseSize(s); err == nil {
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
