package cli

import (
	"os"
	"path/filepath"
	"sync"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/extract/rules"
)

func rulesCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:  "rules",
		Usage: "print the built-in rules in the form of a rules file",
		Action: func(*cli.Context) error {
			text, err := rules.Builtin().YAML()
			if err != nil {
				return err
			}
			_, err = s.stdout.Write(text)
			return err
		},
	}
}

// rulesFinder finds the rules of each input: those of the file that is named, or
// else of the one in the input's folder or the nearest above it. It may be used
// concurrently. Nil finds none.
type rulesFinder struct {
	named   *foundRules // nil if none is
	mu      sync.Mutex
	folders map[string]foundRules
}

// foundRules is what a rules file says; the zero value is none.
type foundRules struct {
	rules  *rules.Rules
	source string // the text of the file
	err    error  // names the file and, where it is known, the line
}

// newRulesFinder finds the rules of the file called named, or looks for one if
// named is "".
func newRulesFinder(named string) *rulesFinder {
	f := &rulesFinder{folders: make(map[string]foundRules)}
	if named != "" {
		found := readRules(named)
		f.named = &found
	}
	return f
}

// of returns the rules of the input at path, which may be one that is not
// there.
func (f *rulesFinder) of(path string) foundRules { return f.inFolder(filepath.Dir(path)) }

// inFolder returns the rules of the inputs in dir.
func (f *rulesFinder) inFolder(dir string) foundRules {
	if f == nil {
		return foundRules{}
	}
	if f.named != nil {
		return *f.named
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	found, ok := f.folders[dir]
	if !ok {
		found = f.look(dir)
		f.folders[dir] = found
	}
	return found
}

// look looks for a rules file in dir and above it.
func (f *rulesFinder) look(dir string) foundRules {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return foundRules{err: err}
	}
	if found, ok := f.folders[dir]; ok {
		return found
	}
	var found foundRules
	switch name := settingsIn(dir); {
	case name != "":
		found = readRules(name)
	case filepath.Dir(dir) != dir:
		found = f.look(filepath.Dir(dir))
	}
	f.folders[dir] = found
	return found
}

func readRules(path string) foundRules {
	src, err := os.ReadFile(path)
	if err != nil {
		return foundRules{err: err}
	}
	rules, err := rules.Load(src, path)
	return foundRules{rules, string(src), err}
}
