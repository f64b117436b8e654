package cli

// completionScripts ask the program itself, by the flag --generate-bash-completion
// of urfave/cli, what may follow. Fish has a static script, which urfave/cli
// generates.
var completionScripts = map[string]string{
	"bash": `# artx completion for bash; load it with: source <(artx completion bash)
_artx() {
	local current=${COMP_WORDS[COMP_CWORD]}
	local words=("${COMP_WORDS[@]:0:COMP_CWORD}")
	[[ $current == -* ]] && words+=("$current")
	COMPREPLY=($(compgen -W "$("${words[@]}" --generate-bash-completion 2>/dev/null | sed 's/:.*//')" -- "$current"))
}
complete -o bashdefault -o default -F _artx artx
`,
	"zsh": `#compdef artx
# artx completion for zsh; load it with: source <(artx completion zsh)
_artx() {
	local -a options
	local current=${words[-1]}
	if [[ $current == -* ]]; then
		options=("${(@f)$(${words[@]:0:#words[@]-1} $current --generate-bash-completion 2>/dev/null)}")
	else
		options=("${(@f)$(${words[@]:0:#words[@]-1} --generate-bash-completion 2>/dev/null)}")
	fi
	[[ -n $options[1] ]] && _describe 'values' options
	_files
}
compdef _artx artx
`,
	"powershell": `# artx completion for PowerShell; load it with: artx completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName artx -ScriptBlock {
	param($word, $ast, $position)
	$before = $ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { "$_" }
	$arguments = @($before | Select-Object -Skip 1)
	if ($word.StartsWith('-')) { $arguments += $word }
	& artx @arguments --generate-bash-completion | ForEach-Object { ($_ -split ':')[0] } |
		Where-Object { $_ -like "$word*" } |
		ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`,
}
