package cli

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/extract"
)

// rulesFile is the name of the rules file that is looked for.
const rulesFile = "artx.yaml"

func rulesCommand(stdout io.Writer) *cli.Command {
	return &cli.Command{
		Name:  "rules",
		Usage: "print the built-in rules in the form of a rules file",
		Action: func(*cli.Context) error {
			text, err := extract.BuiltinRules().YAML()
			if err != nil {
				return err
			}
			_, err = stdout.Write(text)
			return err
		},
	}
}

// findRules reads the rules file that is named, or else the one that stands in
// the folder of the first path or in one above it. It returns nil rules and
// bytes if there is none.
func findRules(named string, paths []string, stdinName string) (*extract.Rules, []byte, error) {
	if named != "" {
		return readRules(named)
	}
	start := firstNonEmpty(first(paths), stdinName, ".")
	if start == "-" {
		start = firstNonEmpty(stdinName, ".")
	}
	dir, err := filepath.Abs(start)
	if err != nil {
		return nil, nil, err
	}
	if !isFolder(dir) {
		dir = filepath.Dir(dir)
	}
	for {
		rules, src, err := readRules(filepath.Join(dir, rulesFile))
		if !errors.Is(err, fs.ErrNotExist) {
			return rules, src, err
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return nil, nil, nil
		}
		dir = parent
	}
}

func readRules(path string) (*extract.Rules, []byte, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	rules, err := extract.LoadRules(src, path)
	return rules, src, err
}
