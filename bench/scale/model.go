package main

// run is what one run took.
type run struct {
	name            string // of the archive
	jobs            int
	records         float64
	wall, cpu       float64 // seconds
	in, stored, out float64 // bytes of HTML, of the archive, of results
	memory          float64 // bytes, at most
}

// model is what a run costs: a start, and a cost a page.
type model struct {
	start, page     float64 // seconds of the processor
	in, stored, out float64 // bytes a page
}

// fit finds the line of least squares through the processor times of runs, in which
// each counts relative to its size; and the bytes a page of the largest.
func fit(runs []run) model {
	last := runs[len(runs)-1]
	m := model{page: last.cpu / last.records, in: last.in / last.records, stored: last.stored / last.records, out: last.out / last.records}
	var s, sx, sy, sxx, sxy float64
	for _, r := range runs {
		w := 1 / (r.records * r.records)
		s, sx, sy = s+w, sx+w*r.records, sy+w*r.cpu
		sxx, sxy = sxx+w*r.records*r.records, sxy+w*r.records*r.cpu
	}
	if d := s*sxx - sx*sx; len(runs) > 1 && d > 0 {
		m.page = (s*sxy - sx*sy) / d
		m.start = (sy - m.page*sx) / s
	}
	return m
}

// plan is what a number of pages will take.
type plan struct {
	pages, kib       float64 // KiB of HTML a page
	coreHours, hours float64
	workers          int
	read, write      float64 // bytes
}

// of plans pages of so many bytes of HTML, 0 for those that were measured, on so many
// cores: what a page costs, and what comes out, is in proportion to its bytes.
func (m model) of(pages, bytes float64, workers int) plan {
	grow := 1.0
	if bytes > 0 {
		grow = bytes / m.in
	}
	p := plan{pages: pages, kib: m.in * grow / 1024, workers: workers, read: pages * m.stored * grow, write: pages * m.out * grow}
	p.coreHours = pages * m.page * grow / 3600
	p.hours = p.coreHours / float64(workers)
	return p
}
