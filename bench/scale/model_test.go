package main

import (
	"math"
	"testing"
)

// TestFit: runs that cost a start and so much a page give just that, however many
// there are, and a plan is in proportion.
func TestFit(t *testing.T) {
	var runs []run
	for _, n := range []float64{100, 1000, 50_000} {
		runs = append(runs, run{records: n, cpu: 2 + 0.001*n, in: 5000 * n, stored: 1000 * n, out: 2000 * n})
	}
	m := fit(runs)
	if math.Abs(m.start-2) > 1e-6 || math.Abs(m.page-0.001) > 1e-9 || m.in != 5000 || m.stored != 1000 || m.out != 2000 {
		t.Errorf("%+v", m)
	}
	p := m.of(3.6e6, 10_000, 10)
	if math.Abs(p.coreHours-2) > 1e-6 || math.Abs(p.hours-0.2) > 1e-6 || math.Abs(p.read-7.2e9) > 1 || math.Abs(p.write-1.44e10) > 1 {
		t.Errorf("%+v", p)
	}
	if one := fit(runs[:1]); one.start != 0 || one.page != runs[0].cpu/100 {
		t.Errorf("one run: %+v", one)
	}
}
