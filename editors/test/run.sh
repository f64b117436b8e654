#!/usr/bin/env bash
# Drives the editors without a screen and compares what they leave in files with what must be there:
#   editors/test/run.sh [NAME...]    vim nvim emacs kakoune sublime snippets vscode; all by default
# Needs Go and Node.js, and Debian as root or the editors.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
debian=(vim neovim emacs-nox kakoune python3)
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! dpkg -s "${debian[@]}" >/dev/null 2>&1; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "${debian[@]}" </dev/null
fi
(cd "$here/../.." && go build -o "$work/bin/artx" .)
export PATH="$work/bin:$PATH" EDITORS="${here%/test}" HOME="$work/home"
mkdir "$HOME"
export LC_ALL=C.UTF-8
unset XDG_CONFIG_HOME XDG_DATA_HOME

[ $# -gt 0 ] || set -- vim nvim emacs kakoune sublime snippets vscode
failed=
for name; do
  printf -- '-- %s\n' "$name"
  mkdir "$work/$name"
  (cd "$work/$name" && bash "$here/$name.sh") || failed="$failed $name"
done
[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
