package batch

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// children are what the test binary does instead of testing when a test starts
// it again, to be killed or to run as another user.
var children = map[string]func(arg string) error{
	"write":        childWrite,
	"write once":   childWriteOnce,
	"run":          childRun,
	"run in place": childRunInPlace,

	"rewrite another's": childRewriteAnothers,
}

const childVar = "ARTX_BATCH_CHILD"

func TestMain(m *testing.M) {
	if what := os.Getenv(childVar); what != "" {
		if err := children[what](os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func childCommand(what, arg string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], arg)
	cmd.Env = append(os.Environ(), childVar+"="+what)
	cmd.Stderr = os.Stderr
	return cmd
}

func startChild(t *testing.T, what, arg string) *exec.Cmd {
	t.Helper()
	cmd := childCommand(what, arg)
	must(t, cmd.Start())
	return cmd
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// writeFile looks at a file and replaces it.
func writeFile(name string, data []byte) error {
	_, err := Look(name).Write(data)
	return err
}

func checkFile(t *testing.T, name, want string) {
	t.Helper()
	got, err := os.ReadFile(name)
	must(t, err)
	if string(got) != want {
		t.Errorf("%s: got %q, want %q", name, got, want)
	}
}

func checkMode(t *testing.T, name string, want os.FileMode) {
	t.Helper()
	if runtime.GOOS == "windows" {
		return
	}
	fi, err := os.Stat(name)
	must(t, err)
	if fi.Mode().Perm() != want {
		t.Errorf("%s: mode %o, want %o", name, fi.Mode().Perm(), want)
	}
}

func checkNoTemps(t *testing.T, dir string) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		if isTemp(filepath.Base(name)) {
			t.Errorf("%s was left behind", name)
		}
		return err
	}))
}

// age makes a file as old as one that a killed run left, for systems without locks.
func age(t *testing.T, name string) {
	t.Helper()
	long := time.Now().Add(-2 * tempMaxAge)
	must(t, os.Chtimes(name, long, long))
}

// childRewriteAnothers succeeds if a note says that the owner could not be kept.
func childRewriteAnothers(name string) error {
	sum, err := Run(context.Background(), stub, Options{Paths: []string{name}, InPlace: true, Ext: ".md"})
	if err == nil && sum.Notes["file.owner"] != 1 {
		err = fmt.Errorf("notes: %v", sum.Notes)
	}
	return err
}
