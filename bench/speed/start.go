package main

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
)

// startAll runs commands, set apart by "--", in turns and prints the processor
// time of each.
func startAll(args []string, times int) {
	var commands [][]string
	for len(args) > 0 {
		end := slices.Index(args, "--")
		if end < 0 {
			end = len(args)
		}
		commands = append(commands, args[:end])
		args = args[min(end+1, len(args)):]
	}
	took := make([][]float64, len(commands))
	for range times {
		for i, c := range commands {
			cmd := exec.Command(c[0], c[1:]...)
			check(cmd.Run())
			took[i] = append(took[i], (cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()).Seconds()*1000)
		}
	}
	fmt.Printf("%-40s %8s %8s\n", "processor time of a run, in ms", "minimum", "median")
	for i, c := range commands {
		slices.Sort(took[i])
		fmt.Printf("%-40.40s %8.2f %8.2f\n", strings.Join(c, " "), took[i][0], took[i][times/2])
	}
}
