package main

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"time"
)

// measure converts and parses the inputs in turns and prints how the two
// compare.
func (t task) measure(all []input, rounds int) {
	inputs := t.usable(all)
	if len(inputs) == 0 {
		return
	}
	size := 0
	for _, in := range inputs {
		size += len(in.src)
	}
	convert, parsing := newWatch(len(inputs)), newWatch(len(inputs))
	for range rounds {
		convert.round(func(i int) { check(t.convert(inputs[i])) })
		parsing.round(func(i int) { check(parse(inputs[i], t.of)) })
	}
	fastest := ratios(convert.rounds, parsing.rounds)
	cpu := ratios(convert.cpu, parsing.cpu)
	fmt.Printf("%-28s %6d %9d   %5.2f (%.2f–%.2f)       %5.2f (%.2f–%.2f)       %.0f\n", t.name, len(inputs), size,
		convert.fastest()/parsing.fastest(), fastest[0], fastest[len(fastest)-1],
		sum(convert.cpu)/sum(parsing.cpu), cpu[0], cpu[len(cpu)-1], float64(convert.allocs)/float64(rounds*len(inputs)))
}

// convertAll does all tasks and prints nothing.
func convertAll(inputs []input, rounds int) {
	for _, t := range tasks {
		usable := t.usable(inputs)
		for range rounds {
			for _, in := range usable {
				check(t.convert(in))
			}
		}
	}
}

// usable are the inputs of the task that both sides can read.
func (t task) usable(all []input) (inputs []input) {
	for _, in := range all {
		if t.takes(in) && t.convert(in) == nil && parse(in, t.of) == nil {
			inputs = append(inputs, in)
		}
	}
	return inputs
}

// A watch times rounds over the inputs.
type watch struct {
	lowest []float64 // of each input, in seconds
	rounds []float64 // the sums of each round
	cpu    []float64 // processor time of the process in each round, the garbage collector's included
	allocs uint64
}

func newWatch(inputs int) *watch {
	return &watch{lowest: slices.Repeat([]float64{math.Inf(1)}, inputs)}
}

func (w *watch) round(do func(i int)) {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	cpu, all := processorTime(), 0.0
	for i := range w.lowest {
		start := time.Now()
		do(i)
		took := time.Since(start).Seconds()
		w.lowest[i] = min(w.lowest[i], took)
		all += took
	}
	w.cpu = append(w.cpu, processorTime()-cpu)
	runtime.ReadMemStats(&after)
	w.rounds = append(w.rounds, all)
	w.allocs += after.Mallocs - before.Mallocs
}

func (w *watch) fastest() float64 { return sum(w.lowest) }

func sum(list []float64) (all float64) {
	for _, v := range list {
		all += v
	}
	return all
}

// ratios are those of each round, sorted.
func ratios(a, b []float64) []float64 {
	list := make([]float64, len(a))
	for i := range a {
		list[i] = a[i] / b[i]
	}
	slices.Sort(list)
	return list
}
