package report

import (
	"crypto/sha256"
	_ "embed" // for the parts of the page
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
)

// The page comes in two parts, with the entries between them: they go from the
// temporary file to the page and are never in memory at once.
var (
	//go:embed page_head.html
	reportHead string
	//go:embed page_tail.html
	reportTail string
	//go:embed page.css
	reportCSS string
	//go:embed page.js
	reportJS string
)

// reportPage is what the templates of the page see.
type reportPage struct {
	CSS       template.CSS
	JS        template.JS
	Policy    string
	Version   string
	Totals    Totals
	Shares    []share
	Kinds     []Kind
	Hosts     []Host
	MoreHosts int
	Slowest   []File
	Largest   []File
	Failures  []File
	Unlisted  int // files that are in the totals only
}

// share is one of the parts that the files of a run fall into; X and Width are
// in thousandths.
type share struct {
	Name, Class     string
	Count, X, Width int
}

func newShares(t Totals) []share {
	shares := []share{
		{Name: "converted", Class: "converted", Count: t.Converted},
		{Name: "unchanged", Class: "unchanged", Count: t.Unchanged},
		{Name: "skipped", Class: "skipped", Count: t.Skipped},
		{Name: "failed", Class: "failed", Count: t.Failed},
	}
	if t.Differ > 0 {
		shares = append(shares, share{Name: "would change", Class: "differs", Count: t.Differ})
	}
	layOut(shares)
	return append(shares, share{Name: "warnings", Class: "warning", Count: t.Warnings})
}

// minShare is what the eye can see of a part, so that one failure among many
// thousands of files is.
const minShare = 6

// layOut gives each part its place.
func layOut(shares []share) {
	whole, used, largest := 0, 0, &shares[0]
	for i := range shares {
		whole += shares[i].Count
		if shares[i].Count > largest.Count {
			largest = &shares[i]
		}
	}
	for i := range shares {
		if s := &shares[i]; s.Count > 0 {
			s.Width = max(minShare, s.Count*1000/whole)
			used += s.Width
		}
	}
	largest.Width -= max(0, used-1000)
	x := 0
	for i := range shares {
		shares[i].X = x
		x += shares[i].Width
	}
}

// pageHosts is how many hosts the page lists.
const pageHosts = 200

var reportFuncs = template.FuncMap{
	"bytes": Size,
	"millis": func(ms float64) string {
		if ms >= 1000 {
			return fmt.Sprintf("%.1f s", ms/1000)
		}
		return fmt.Sprintf("%.3g ms", ms)
	},
	"percent": func(part, whole int) int {
		if whole == 0 {
			return 0
		}
		return part * 100 / whole
	},
	"seconds": func(s float64) float64 { return s * 1000 },
	"listed":  func(unlisted, all int) int { return all - unlisted },
	"host": func(name string) string {
		if name == "" {
			return "(relative address)"
		}
		return name
	},
}

// writeHTML writes the page. It needs nothing but itself: the policy in it
// allows its own style sheet and script and nothing else.
func (s *Spool) writeHTML(w io.Writer, sum *Summary) error {
	hosts := s.sortedHosts()
	page := reportPage{
		CSS: template.CSS(reportCSS), JS: template.JS(reportJS),
		Policy: fmt.Sprintf("default-src 'none'; style-src %s; script-src %s; base-uri 'none'; form-action 'none'",
			PolicyHash(reportCSS), PolicyHash(reportJS)),
		Version: s.version, Totals: totalsOf(sum), Shares: newShares(totalsOf(sum)),
		Kinds: s.sortedKinds(), Hosts: hosts[:min(len(hosts), pageHosts)], MoreHosts: max(0, len(hosts)-pageHosts),
		Slowest: s.slowest, Largest: s.largest, Failures: s.failures,
		Unlisted: s.entries - s.forPage,
	}
	if err := writePart(w, "head", reportHead, page); err != nil {
		return err
	}
	if _, err := io.WriteString(w, "<script type=\"application/json\" id=\"data\">[\n"); err != nil {
		return err
	}
	if err := s.writeEntries(w, s.forPage); err != nil {
		return err
	}
	if _, err := io.WriteString(w, "]</script>\n"); err != nil {
		return err
	}
	return writePart(w, "tail", reportTail, page)
}

func writePart(w io.Writer, name, text string, page reportPage) error {
	t, err := template.New(name).Funcs(reportFuncs).Parse(text)
	if err != nil {
		return err
	}
	return t.Execute(w, page)
}

// PolicyHash names an inline style sheet or script in a content security policy.
func PolicyHash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
