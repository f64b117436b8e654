package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"
	"syscall"
)

// cannotWrite words a failed write, and ends the run if all others will fail
// the same way.
func (r *runner) cannotWrite(j *job, err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.EDQUOT) {
		j.rec.fatal = fmt.Errorf("stopped at %s: %w; what is done is kept, run it again to go on", j.src.path, cause(err))
		r.stop() // before emit comes to this job
	}
	return fmt.Errorf("%s: cannot write %s", j.src.path, reason(r.shown(j.src, j.target), err))
}

// cause takes off what the os package puts around an error of the system.
func cause(err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		return p.Err
	case errors.As(err, &l):
		return l.Err
	}
	return err
}

// isSystem tells whether err comes from the system, not from this package.
func isSystem(err error) bool {
	var p *fs.PathError
	var l *os.LinkError
	return errors.As(err, &p) || errors.As(err, &l)
}

// advice says what to do about an error of the system.
var advice = []struct {
	err  error
	what string
}{
	{fs.ErrNotExist, "check the path"},
	{fs.ErrPermission, "change its permissions, or run as a user who has them"},
	{syscall.ENOSPC, "free some space"},
	{syscall.EDQUOT, "free some space"},
	{syscall.EROFS, "choose another folder"},
	{syscall.ENAMETOOLONG, "choose a shorter name"},
	{syscall.ENOTDIR, "move the file that has the name of a folder"},
}

// reason words an error of the system about the file at name.
func reason(name string, err error) string {
	for _, a := range advice {
		if errors.Is(err, a.err) {
			return fmt.Sprintf("%s: %v; %s", name, cause(err), a.what)
		}
	}
	return fmt.Sprintf("%s: %v", name, cause(err))
}

// A panicError is a panic of a conversion.
type panicError struct {
	name  string
	value any
	stack []byte
}

func (e *panicError) Error() string {
	what, _, _ := strings.Cut(fmt.Sprint(e.value), "\n")
	text := fmt.Sprintf("artx broke on it (%s); please report it with the file, -v shows where", what)
	if e.name == "" {
		return text
	}
	return e.name + ": " + text
}

// Stack is where it broke, for a person who reports it.
func (e *panicError) Stack() []byte { return e.stack }

// guard calls f and makes an error of a panic.
func guard(name string, f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &panicError{name: name, value: v, stack: debug.Stack()}
		}
	}()
	return f()
}
