// Artx turns archived HTML articles into clean Markdown or JSON.
//
//	artx convert post.md                  print an archive post as Markdown
//	artx convert --to json < post.md      print it as data
//	artx convert posts/ -o clean/         convert a folder
//	artx convert --help                   all flags
//
// Results go to standard output, everything else to standard error. The exit
// status is 0 if all went well, 1 if --check or --diff found differences or
// --strict met warnings, 2 if something failed.
package main

import (
	"os"

	"github.com/artx-cli/artx/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args, os.Stdin, os.Stdout, os.Stderr))
}
