package cli

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// A table is lines of at most helpWidth columns: rows whose cells stand below one
// another where they fit, and are stacked where they do not.
type table struct {
	b    strings.Builder
	rows []tableRow // that wait for the columns to be known
}

type tableRow struct {
	name   string // before the cells, at the left; "" for none
	indent int
	cells  []string
}

// nameWidth is how many columns the names of rows take.
const nameWidth = 13

// cellGap is how many columns part two cells.
const cellGap = 2

// row adds a row. Empty cells at its end are left out.
func (t *table) row(indent int, cells ...string) {
	for len(cells) > 1 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	t.rows = append(t.rows, tableRow{indent: indent, cells: cells})
}

// named adds a row with a name, a value and a remark on it, which may be "".
func (t *table) named(name, value, remark string) {
	t.row(nameWidth, value, remark)
	t.rows[len(t.rows)-1].name = name
}

// line ends the rows before it, and adds a line of its own.
func (t *table) line(text string) {
	t.flush()
	t.b.WriteString(text + "\n")
}

func (t *table) String() string {
	t.flush()
	return t.b.String()
}

// flush writes the rows that wait: those of one indent in columns of their own.
func (t *table) flush() {
	columns := make(map[int][]int)
	for _, row := range t.rows {
		if row.indent+columnsOf(strings.Join(row.cells, "  ")) > helpWidth {
			continue
		}
		widths := columns[row.indent]
		for i, cell := range row.cells {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columnsOf(cell))
		}
		columns[row.indent] = widths
	}
	for _, row := range t.rows {
		t.write(row, columns[row.indent])
	}
	t.rows = nil
}

// write writes a row in columns, else its cells one behind the other, else the
// first cell above the others.
func (t *table) write(row tableRow, columns []int) {
	margin := row.name + strings.Repeat(" ", row.indent-columnsOf(row.name))
	last := len(row.cells) - 1
	aligned := margin
	for i, cell := range row.cells[:last] {
		pad := 0
		if i < len(columns) {
			pad = max(0, columns[i]-columnsOf(cell))
		}
		aligned += cell + strings.Repeat(" ", pad+cellGap)
	}
	aligned += row.cells[last]
	simple := margin + strings.Join(row.cells, "  ")
	inner := row.indent + 2 // where what is below begins
	if row.name != "" {
		inner = row.indent
	}
	switch {
	case columnsOf(aligned) <= helpWidth:
		t.b.WriteString(aligned + "\n")
	case columnsOf(simple) <= helpWidth:
		t.b.WriteString(simple + "\n")
	default:
		first := row.cells[0]
		margin += first[:len(first)-len(strings.TrimLeft(first, " "))]
		t.fold(margin, inner, first)
		t.fold(strings.Repeat(" ", 2*inner-row.indent), 2*inner-row.indent, strings.Join(row.cells[1:], ", "))
	}
}

// fold writes text in lines, the first behind a margin and the others behind so many
// blanks. Words longer than a line are cut: nothing is left out.
func (t *table) fold(margin string, others int, text string) {
	line := margin
	empty := true
	next := func() {
		t.b.WriteString(strings.TrimRight(line, " ") + "\n")
		line, empty = strings.Repeat(" ", others), true
	}
	for _, word := range strings.Fields(text) {
		if !empty && columnsOf(line)+1+columnsOf(word) > helpWidth {
			next()
		}
		if !empty {
			line += " "
		}
		for _, r := range word {
			if columnsOf(line)+columnsOf(string(r)) > helpWidth {
				next()
			}
			line += string(r)
			empty = false
		}
	}
	if !empty {
		next()
	}
}

// columnsOf is how many columns of a terminal text takes: two for the wide
// characters of East Asia (UAX 11) and emoji, none for what joins another.
func columnsOf(text string) (n int) {
	for _, r := range text {
		switch {
		case r < 0x300:
			n++
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		default:
			n++
			if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
				n++
			}
		}
	}
	return n
}
