#!/usr/bin/env bash
# Drives the editors without a screen and compares what they leave in files with what must be there:
#   editors/test/run.sh [NAME...]    vim nvim emacs kakoune sublime vscode; all by default
# Needs the editors (Debian: vim neovim emacs-nox kakoune python3, and Node.js) and Go.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$here/../.." && go build -o "$work/bin/artx" .)
export PATH="$work/bin:$PATH" EDITORS="${here%/test}" HOME="$work/home"
mkdir "$HOME"
unset XDG_CONFIG_HOME XDG_DATA_HOME

[ $# -gt 0 ] || set -- vim nvim emacs kakoune sublime vscode
failed=
for name; do
  printf -- '-- %s\n' "$name"
  mkdir "$work/$name"
  (cd "$work/$name" && bash "$here/$name.sh") || failed="$failed $name"
done
[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
