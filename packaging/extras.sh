#!/bin/sh
# Writes what packages hold beside the program to packaging/out: the man page and
# the completions of the shells, which the program itself prints.
#
#   packaging/extras.sh [ARTX]        default: go run .
set -eu
cd "$(dirname "$0")/.."
out=packaging/out
rm -rf "$out"
mkdir -p "$out"

artx() { go run . "$@"; }
if [ $# -gt 0 ]; then
	program=$1
	artx() { "$program" "$@"; }
fi

artx help --man >"$out/artx.1"
gzip -9nc "$out/artx.1" >"$out/artx.1.gz"
artx completion bash >"$out/artx.bash"
artx completion zsh >"$out/_artx"
artx completion fish >"$out/artx.fish"
artx completion powershell >"$out/artx.ps1"
