//go:build !unix

package htmltree

import "time"

var began = time.Now()

// spent returns the time so far; this system's CPU time is not asked for.
func spent() time.Duration { return time.Since(began) }
