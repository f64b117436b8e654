package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// TestAction runs the shell steps of action.yml as a runner of GitHub does: a step
// sees what those before it wrote to the files of GITHUB_PATH and GITHUB_OUTPUT.
func TestAction(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil || runtime.GOOS == "windows" || testing.Short() {
		t.Skip("takes a build, and bash with paths as it knows them")
	}
	r := runner{t: t, action: readAction(t), temp: t.TempDir(), work: t.TempDir()}
	r.write("posts/right.md", "It **opens**.\n")
	if out, err := r.run("convert --check posts/"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if v := r.output(); !strings.HasPrefix(v, "version=artx ") {
		t.Errorf("GITHUB_OUTPUT has %q", v)
	}
	r.write("posts/two words.html", "<p>It <b>opens</b>.</p>\n")
	out, err := r.run(`convert --check "posts/two words.html"`)
	if err == nil || !strings.Contains(out, "two words.html: would change") {
		t.Errorf("what would change passes (%v):\n%s", err, out)
	}
}

type action struct {
	Inputs map[string]struct{ Default string }
	Runs   struct {
		Steps []struct {
			If, Run, Shell string
			Env            map[string]string
		}
	}
}

func readAction(t *testing.T) (a action) {
	t.Helper()
	text, err := os.ReadFile("action.yml")
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

type runner struct {
	t          *testing.T
	action     action
	temp, work string
}

func (r *runner) write(name, text string) {
	r.t.Helper()
	path := filepath.Join(r.work, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		r.t.Fatal(err)
	}
}

// run goes through the steps with the input args, until one fails.
func (r *runner) run(args string) (string, error) {
	r.t.Helper()
	var all bytes.Buffer
	for _, step := range r.action.Runs.Steps {
		if step.Run == "" {
			continue // setup-go: there is a go command
		}
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step.Run)
		cmd.Dir, cmd.Stdout, cmd.Stderr = r.work, &all, &all
		cmd.Env = append(os.Environ(), r.env()...)
		for key, value := range step.Env {
			cmd.Env = append(cmd.Env, key+"="+strings.ReplaceAll(value, "${{ inputs.args }}", args))
		}
		if err := cmd.Run(); err != nil {
			return all.String(), err
		}
	}
	return all.String(), nil
}

func (r *runner) env() []string {
	here, err := os.Getwd()
	if err != nil {
		r.t.Fatal(err)
	}
	added, _ := os.ReadFile(filepath.Join(r.temp, "path")) // none before the first step
	path := strings.ReplaceAll(string(added), "\n", string(os.PathListSeparator)) + os.Getenv("PATH")
	return []string{"RUNNER_TEMP=" + r.temp, "GITHUB_ACTION_PATH=" + here, "PATH=" + path,
		"GITHUB_PATH=" + filepath.Join(r.temp, "path"), "GITHUB_OUTPUT=" + filepath.Join(r.temp, "output")}
}

func (r *runner) output() string {
	text, err := os.ReadFile(filepath.Join(r.temp, "output"))
	if err != nil {
		r.t.Fatal(err)
	}
	return string(text)
}
