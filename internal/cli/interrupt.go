package cli

import (
	"context"
	"os"
	"os/signal"
)

// interruptible is ctx, but the first Ctrl-C ends it. The second one ends the
// program, as the first does where no files under way have to be finished.
func interruptible(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
