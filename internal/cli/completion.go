package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/article"
)

// completeCommand is what the scripts of shells call, with the words of the command
// line up to the cursor; the last one, which may be empty, is to be completed.
// Nothing is parsed: the table of flags answers.
const completeCommand = "__complete"

// shells that there are completion scripts for.
var shells = []string{"bash", "zsh", "fish", "powershell"}

// candidate is what may stand at the cursor.
type candidate struct{ text, usage string }

// printCandidates writes what the last word may become, a line each with a tab
// before what it means; nothing where a file is meant.
func printCandidates(w io.Writer, commands []*cli.Command, words []string) error {
	var b strings.Builder
	for _, c := range candidates(commands, words) {
		fmt.Fprintf(&b, "%s\t%s\n", c.text, c.usage)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func candidates(commands []*cli.Command, words []string) (found []candidate) {
	if len(words) == 0 {
		words = []string{""}
	}
	words, split := joinEquals(words)
	current := words[len(words)-1]
	if len(words) == 1 {
		for _, c := range commands {
			found = append(found, candidate{c.Name, c.Usage})
		}
		if strings.HasPrefix(current, "-") {
			found = append(found, candidate{"--help", "show the commands"}, candidate{"--version", "print the version"})
		}
		return beginningWith(found, current)
	}
	command := commandNamed(commands, words[0])
	if command == nil {
		return nil
	}
	before := words[1 : len(words)-1]
	rows := rowsOf(command.Flags)
	switch name, value, inline := strings.Cut(current, "="); {
	case slices.Contains(before, "--"):
		return nil
	case inline && strings.HasPrefix(current, "--"):
		row, _ := rowNamed(rows, name[2:])
		prefix := name + "="
		if split { // the shell takes the value for a word of its own
			prefix = ""
		}
		return withPrefix(prefix, valuesOf(row, value))
	case len(before) > 0 && takesNext(rows, before[len(before)-1]):
		row, _ := rowNamed(rows, strings.TrimLeft(before[len(before)-1], "-"))
		return valuesOf(row, current)
	case strings.HasPrefix(current, "-"):
		return beginningWith(flagCandidates(rows), current)
	}
	return beginningWith(operands(commands, command.Name), current)
}

// joinEquals joins what bash takes apart: "--to", "=", "json".
func joinEquals(words []string) (joined []string, split bool) {
	for i, word := range words {
		split = false
		n := len(joined)
		switch {
		case word == "=" && n > 0 && strings.HasPrefix(joined[n-1], "--"):
			joined[n-1] += "="
			split = true
		case i > 1 && words[i-1] == "=" && n > 0 && strings.HasSuffix(joined[n-1], "="):
			joined[n-1] += word
			split = true
		default:
			joined = append(joined, word)
		}
	}
	return joined, split
}

// takesNext tells whether a word is a flag whose value is the next word.
func takesNext(rows []flagRow, word string) bool {
	if len(word) < 2 || word[0] != '-' || strings.Contains(word, "=") {
		return false
	}
	row, ok := rowNamed(rows, strings.TrimLeft(word, "-"))
	return ok && row.value != ""
}

func flagCandidates(rows []flagRow) (found []candidate) {
	for _, row := range rows {
		found = append(found, candidate{row.shown(), row.usage})
	}
	for _, row := range rows {
		if row.short != "" {
			found = append(found, candidate{"-" + row.short, row.usage})
		}
	}
	return append(found, candidate{"--help", "show what the flags mean"})
}

// valuesOf lists what the value of a flag may be, of a list what its last item.
func valuesOf(row flagRow, current string) (found []candidate) {
	switch row.name {
	case "profile":
		return beginningWith(profileCandidates(), current)
	case "fields":
		before := current[:strings.LastIndexByte(current, ',')+1]
		for _, name := range article.Fields() {
			found = append(found, candidate{before + name, ""})
		}
		return beginningWith(found, current)
	}
	for _, choice := range row.choices {
		found = append(found, candidate{choice, ""})
	}
	return beginningWith(found, strings.ToLower(current))
}

// operands are the words that a command knows beside files.
func operands(commands []*cli.Command, command string) (found []candidate) {
	switch command {
	case "completion":
		for _, shell := range shells {
			found = append(found, candidate{shell, ""})
		}
	case "help":
		for _, c := range commands {
			found = append(found, candidate{c.Name, c.Usage})
		}
		found = append(found, candidate{"topics", "list the topics"})
		for _, t := range topics() {
			found = append(found, candidate{t.name, t.usage})
		}
	}
	return found
}

func beginningWith(all []candidate, prefix string) []candidate {
	return slices.DeleteFunc(all, func(c candidate) bool { return !strings.HasPrefix(c.text, prefix) })
}

func withPrefix(prefix string, all []candidate) []candidate {
	for i := range all {
		all[i].text = prefix + all[i].text
	}
	return all
}

// Scripts of completion ask the program itself; where it has no answer, the shell
// completes names of files.
const (
	bashScript = `# artx completion for bash; load it with: source <(artx completion bash)
_artx() {
	local IFS=$'\n'
	COMPREPLY=($("${COMP_WORDS[0]}" __complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
}
complete -o bashdefault -o default -F _artx artx
`
	zshScript = `#compdef artx
# artx completion for zsh; load it with: source <(artx completion zsh)
_artx() {
	local line
	local -a found
	while IFS= read -r line; do
		line=${line//:/\\:}
		found+=("${line/$'\t'/:}")
	done < <("${words[1]}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null)
	if (( $#found )); then
		_describe 'artx' found
	else
		compset -P '--*='
		_files
	fi
}
compdef _artx artx
`
	fishScript = `# artx completion for fish; load it with: artx completion fish | source
function __artx_complete
	set -l words (commandline -opc) (commandline -ct)
	set -l found ($words[1] __complete $words[2..-1] 2>/dev/null)
	if test (count $found) -gt 0
		printf '%s\n' $found
	else
		__fish_complete_path (commandline -ct)
	end
end
complete -c artx -f -a '(__artx_complete)'
`
	powershellScript = `# artx completion for PowerShell; load it with: artx completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName artx -ScriptBlock {
	param($word, $ast, $position)
	$before = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { "$_" })
	$program = $before[0]
	$last = "$word"
	if ($last -eq '' -and $PSVersionTable.PSVersion -lt [version]'7.3') { $last = '""' } # an empty word is lost there
	$arguments = @($before | Select-Object -Skip 1) + @($last)
	& $program __complete @arguments | ForEach-Object {
		$text, $usage = $_ -split "` + "`t" + `", 2
		if (-not $usage) { $usage = $text }
		[System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $usage)
	}
}
`
)

// completionScript is the script for a shell, "" if there is none.
func completionScript(shell string) string {
	switch shell {
	case "bash":
		return bashScript
	case "zsh":
		return zshScript
	case "fish":
		return fishScript
	case "powershell":
		return powershellScript
	}
	return ""
}
