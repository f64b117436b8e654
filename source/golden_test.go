package source

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what the golden files should hold")

const fixtures = "../testdata/source"

// TestGolden reads each file of testdata/source, by its content alone, and
// compares what comes out with the file of the same name and ".want".
func TestGolden(t *testing.T) {
	files, err := filepath.Glob(fixtures + "/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, ".want") {
			continue
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			got := describe(t, file)
			if *update {
				if err := os.WriteFile(file+".want", []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file + ".want")
			if err != nil {
				t.Fatal(err, "(run with -update, and read what it writes)")
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// describe writes what comes out of a file as a person reads it.
func describe(t *testing.T, file string) string {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	head := make([]byte, headSize)
	n, _ := io.ReadFull(f, head)
	format, err := Detect(head[:n], "")
	var b strings.Builder
	fmt.Fprintf(&b, "format: %s\n", format)
	if err != nil {
		fmt.Fprintf(&b, "refused: %v\n", err)
	}
	opt := Options{Name: filepath.Base(file), Comments: true, Skipped: func(s Skip) {
		fmt.Fprintf(&b, "\nskipped: %s %q at %d: %s\n", s.Container, s.Name, s.Offset, s.Reason)
	}}
	for rec, err := range Open(f, opt) {
		if err != nil {
			fmt.Fprintf(&b, "\nerror: %v\n", err)
			continue
		}
		writeRecord(&b, rec)
	}
	return b.String()
}

func writeRecord(b *strings.Builder, rec *Record) {
	fmt.Fprintf(b, "\n== %s record %d at %d\nname: %s\nurl: %s\nkind: %s\n", rec.Container, rec.Number, rec.Offset, rec.Name, rec.URL, rec.Kind)
	if rec.Base != "" {
		fmt.Fprintf(b, "base: %s\n", rec.Base)
	}
	header, _ := json.Marshal(rec.Header)
	var fields map[string]any
	_ = json.Unmarshal(header, &fields)
	for key, value := range fields {
		if value == nil || value == "" {
			delete(fields, key)
		}
	}
	header, _ = json.MarshalIndent(fields, "", "  ")
	fmt.Fprintf(b, "header: %s\n", header)
	for _, m := range rec.Members {
		fmt.Fprintf(b, "member: %s = %s\n", m.Key, m.Value)
	}
	for _, a := range rec.Attachments() {
		fmt.Fprintf(b, "attachment: %s %q %s %s\n", a.Address, a.Name, a.Type, size(a))
	}
	fmt.Fprintf(b, "----\n%s\n", rec.Content)
}

func size(a Attachment) string {
	r, err := a.Open()
	if err != nil {
		return err.Error()
	}
	defer r.Close()
	n, err := io.Copy(io.Discard, r)
	return fmt.Sprint(n, " bytes ", err)
}

// collect reads all records and errors of a text.
func collect(in string, opt Options) (recs []*Record, errs []error) {
	for rec, err := range Open(strings.NewReader(in), opt) {
		if err != nil {
			errs = append(errs, err)
		} else {
			recs = append(recs, rec)
		}
	}
	return recs, errs
}

func titles(recs []*Record) (list []string) {
	for _, r := range recs {
		list = append(list, r.Header.Title)
	}
	return list
}
