package isolate

import (
	"encoding/gob"
	"errors"
	"io"
	"math"
	"os"
	"os/signal"
	"runtime/debug"
	"runtime/metrics"
	"syscall"
	"time"
)

// statusMemory is the exit status of a worker that took more memory than it may.
const statusMemory = 79

// statusTime is that of a worker whose work does not end, and whose master is gone.
const statusTime = 78

// watchEvery is how often a worker looks at its memory.
const watchEvery = 5 * time.Millisecond

// Limits are those of a worker process.
type Limits struct {
	Memory int64         // bytes; 0 for no limit
	Time   time.Duration // for a piece of work, after which the worker ends by itself if nobody kills it
}

// Serve does the work of a [Pool], read from in, until in ends. do makes a response
// of each request. Signals that end programs are left to the pool, whose process
// gets them too.
func Serve[Request, Response any](in io.Reader, out io.Writer, limits Limits, do func(*Request) Response) error {
	signal.Ignore(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	if limits.Memory > 0 {
		debug.SetMemoryLimit(limits.Memory / 8 * 7)
		go watch(limits.Memory)
	}
	dec, enc := gob.NewDecoder(in), gob.NewEncoder(out)
	for {
		request := new(Request)
		if err := dec.Decode(request); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		alarm := time.AfterFunc(max(2*limits.Time, time.Second), func() { os.Exit(statusTime) })
		response := do(request)
		alarm.Stop()
		if err := enc.Encode(response); err != nil {
			return err
		}
	}
}

// watch ends the process when it holds more than so many bytes.
func watch(limit int64) {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for range time.Tick(watchEvery) {
		metrics.Read(s)
		if held := s[0].Value.Uint64() - s[1].Value.Uint64(); held > uint64(min(limit, math.MaxInt64)) {
			os.Exit(statusMemory)
		}
	}
}
