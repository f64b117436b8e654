package cli

import (
	"context"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
)

// exitSignal is the exit status of a run that a signal ended, less its number, as
// shells report it.
const exitSignal = 128

// interruption is a context that the first signal to end ends, so that the files
// under way are finished. The second one ends the program at once, as the first
// does where no files are under way.
type interruption struct {
	context.Context
	stop context.CancelFunc
	came atomic.Int32 // number of the signal; 0 for none
}

// interruptible makes an interruption of ctx. SIGHUP is left alone where it is
// ignored, as nohup has it.
func interruptible(ctx context.Context) *interruption {
	i := &interruption{}
	i.Context, i.stop = context.WithCancel(ctx)
	came := make(chan os.Signal, 1)
	signal.Notify(came, os.Interrupt, syscall.SIGTERM)
	if !signal.Ignored(syscall.SIGHUP) {
		signal.Notify(came, syscall.SIGHUP)
	}
	go func() {
		defer signal.Stop(came)
		select {
		case s := <-came:
			signal.Stop(came)
			if n, ok := s.(syscall.Signal); ok {
				i.came.Store(int32(n))
			}
			i.stop()
		case <-i.Done():
		}
	}()
	return i
}

// status is the exit status that the signal calls for; 0 if none came.
func (i *interruption) status() int {
	if n := i.came.Load(); n != 0 {
		return exitSignal + int(n)
	}
	return exitOK
}
