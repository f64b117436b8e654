package convert

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/internal/listing"
)

// Bounds of a table: a larger colspan is cut down to them, a larger table is
// written cell by cell.
const (
	maxColumns = 1000
	maxCells   = 200_000
)

// layoutClasses are classes of tables that place things, and who writes them.
var layoutClasses = map[string]bool{
	"tr-caption-container":         true, // Blogger: an image and its caption
	"sites-layout-name-one-column": true, // Google Sites
	"sites-layout-hbox":            true, // Google Sites
}

// table is a table as a grid: a cell that spans several places stands in the
// first, the others are empty.
type table struct {
	rows    [][]*html.Node // nil cells are empty
	header  bool           // the first row is a header
	caption *html.Node
	columns int
	huge    bool // it has more cells than the grid holds
}

// table writes a table of data as a GFM table, and the contents of one that
// only places things as blocks.
func (w *writer) table(n *html.Node) {
	if source := listing.Table(n); source != nil {
		w.codeBlock(source)
		return
	}
	t := readTable(n)
	if t.caption != nil {
		w.flow(t.caption)
	}
	switch {
	case t.huge:
		w.unpackCells(n)
		return
	case t.isLayout(n):
		w.unpack(t)
		return
	}
	w.writeTable(t)
}

func readTable(n *html.Node) *table {
	t := &table{}
	cells := 0
	blocked := make(map[int]int) // by column: how many rows below are taken by a rowspan
	var foots []*html.Node       // they come last, wherever they stand
	var rows func(n *html.Node, head bool)
	rows = func(n *html.Node, head bool) {
		for c := n.FirstChild; c != nil && !t.huge; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			switch c.DataAtom {
			case atom.Caption:
				t.caption = c
			case atom.Thead:
				rows(c, true)
			case atom.Tbody:
				rows(c, false)
			case atom.Tfoot:
				foots = append(foots, c)
			case atom.Tr:
				row, isHeader, whole := readRow(c, blocked)
				cells += len(row)
				t.huge = !whole || cells > maxCells
				if len(t.rows) == 0 {
					t.header = head || isHeader
				}
				t.rows = append(t.rows, row)
				t.columns = max(t.columns, len(row))
			}
		}
	}
	rows(n, false)
	for _, foot := range foots {
		rows(foot, false)
	}
	t.dropUnused()
	return t
}

// dropUnused takes out the columns that only a colspan makes: no cell begins in
// them.
func (t *table) dropUnused() {
	used := make([]bool, t.columns)
	count := 0
	for _, row := range t.rows {
		for i, cell := range row {
			if cell != nil && !used[i] {
				used[i] = true
				count++
			}
		}
	}
	if count == t.columns {
		return
	}
	for i, row := range t.rows {
		kept := row[:0]
		for column, cell := range row {
			if used[column] {
				kept = append(kept, cell)
			}
		}
		t.rows[i] = kept
	}
	t.columns = count
}

// readRow spreads the cells of a row over its columns. It is not whole if it has
// more than a row may have.
func readRow(tr *html.Node, blocked map[int]int) (row []*html.Node, header, whole bool) {
	header = true
	column := 0
	skip := func() {
		for blocked[column] > 0 && column < maxColumns {
			blocked[column]--
			row = append(row, nil)
			column++
		}
	}
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		if column >= maxColumns {
			return row, false, false
		}
		skip()
		header = header && c.DataAtom == atom.Th
		across, down := span(c, "colspan"), span(c, "rowspan")
		for i := 0; i < across && column < maxColumns; i++ {
			if i == 0 {
				row = append(row, c)
			} else {
				row = append(row, nil)
			}
			if down > 1 {
				blocked[column] = down - 1
			}
			column++
		}
	}
	skip()
	return row, header && len(row) > 0, true
}

func span(n *html.Node, key string) int {
	value := dom.Attr(n, key)
	if value == "" {
		return 1
	}
	v, err := strconv.Atoi(value)
	if err != nil || v < 1 {
		return 1
	}
	return min(v, maxColumns)
}

// isLayout tells whether a table only places things: by its class or role, by
// having one column without a header, or by holding blocks.
func (t *table) isLayout(n *html.Node) bool {
	if dom.HasAnyClass(n, layoutClasses) || dom.Attr(n, "role") == "presentation" || dom.Attr(n, "role") == "none" || t.columns < 2 && !t.header {
		return true
	}
	if len(t.rows) == 1 && !t.header {
		return true
	}
	for _, row := range t.rows {
		for _, cell := range row {
			if cell != nil && holdsBlocks(cell) {
				return true
			}
		}
	}
	return false
}

// cellBlocks are elements that a cell of a GFM table cannot hold.
func isCellBlock(a atom.Atom) bool {
	switch a {
	case atom.Table, atom.Pre, atom.Ul, atom.Ol, atom.Dl, atom.Blockquote, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr, atom.Figure, atom.Details:
		return true
	}
	return false
}

func holdsBlocks(cell *html.Node) bool {
	for d := range cell.Descendants() {
		if d.Type == html.ElementNode && isCellBlock(d.DataAtom) {
			return true
		}
	}
	return false
}

// unpack writes the cells of a table as blocks, row by row.
func (w *writer) unpack(t *table) {
	for _, row := range t.rows {
		for _, cell := range row {
			if cell != nil {
				w.flush()
				w.children(cell)
				w.flush()
			}
		}
	}
}

// unpackCells writes the cells under n as blocks.
func (w *writer) unpackCells(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr:
			w.unpackCells(c)
		case atom.Td, atom.Th:
			w.flow(c)
		}
	}
}

func (w *writer) writeTable(t *table) {
	var rows [][]string
	for _, row := range t.rows {
		cells := make([]string, len(row))
		shown := false
		for i, cell := range row {
			if cell != nil {
				cells[i] = w.cell(cell)
				shown = shown || cells[i] != ""
			}
		}
		if shown {
			rows = append(rows, cells)
		}
	}
	defer w.lateMarks()
	if len(rows) == 0 {
		return
	}
	w.begin(blockTable)
	if !t.header {
		rows = append([][]string{nil}, rows...)
	}
	for i, row := range rows {
		if i > 0 {
			w.startLine()
		}
		w.tableRow(row, t.columns)
		if i == 0 {
			w.startLine()
			w.delimiterRow(t)
		}
	}
}

func (w *writer) tableRow(cells []string, columns int) {
	w.out = append(w.out, '|')
	for i := range columns {
		if i < len(cells) && cells[i] != "" {
			w.out = append(append(w.out, ' '), cells[i]...)
		}
		w.out = append(w.out, " |"...)
		if i >= len(cells)-1 && len(cells) > 0 && i > 50 {
			break // a wide table's short row: renderers add the empty cells
		}
	}
	w.out = append(w.out, '\n')
}

// delimiterRow writes the alignment of each column: that of the first cell
// that says one.
func (w *writer) delimiterRow(t *table) {
	w.out = append(w.out, '|')
	for i := range t.columns {
		mark := " --- |"
		switch t.alignment(i) {
		case "left":
			mark = " :-- |"
		case "right":
			mark = " --: |"
		case "center":
			mark = " :-: |"
		}
		w.out = append(w.out, mark...)
	}
	w.out = append(w.out, '\n')
}

func (t *table) alignment(column int) string {
	for _, row := range t.rows[:min(len(t.rows), 2)] {
		if column < len(row) && row[column] != nil {
			if a := strings.ToLower(dom.Attr(row[column], "align")); a != "" {
				return a
			}
			style := strings.ReplaceAll(strings.ToLower(dom.Attr(row[column], "style")), " ", "")
			if _, a, ok := strings.Cut(style, "text-align:"); ok {
				a, _, _ = strings.Cut(a, ";")
				return a
			}
		}
	}
	return ""
}

// cell writes the content of a cell on one line; paragraphs are parted by
// line breaks.
func (w *writer) cell(n *html.Node) string {
	outer := w.inlineState
	w.inlineState = inlineState{inCell: true, run: w.cellRun[:0], renderer: w.cellRenderer}
	w.cellContent(n)
	content := string(w.takeRun(false))
	w.cellRun, w.cellRenderer = w.run, w.renderer
	w.inlineState = outer
	return strings.TrimSpace(strings.ReplaceAll(content, "\n", " "))
}

func (w *writer) cellContent(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (c.DataAtom == atom.P || c.DataAtom == atom.Div || c.DataAtom == atom.Center) {
			w.lineBreak()
			w.cellContent(c)
			w.lineBreak()
			continue
		}
		w.node(c)
	}
}
