#!/bin/sh
# Builds the playground, a folder for any file server:
#
#   docs/playground/build.sh [FOLDER]        default: docs/playground/dist
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1-$here/dist}"
out=$(cd "${1-$here/dist}" && pwd)

release=$(git -C "$here" describe --tags --always --dirty 2>/dev/null || echo '(devel)')
(cd "$here" && GOOS=js GOARCH=wasm go build -trimpath -ldflags "-s -w -X main.release=$release" -o "$out/artx.wasm" .)
gzip -9nf "$out/artx.wasm"
bytes=$(wc -c <"$out/artx.wasm.gz")
echo "artx.wasm.gz: $bytes bytes"
if [ "$bytes" -gt 6000000 ]; then
	echo "docs/playground/build.sh: artx.wasm.gz has more than 6 MB" >&2
	exit 1
fi
cp "$(go env GOROOT)/lib/wasm/wasm_exec.js" "$here"/*.html "$here"/*.css "$here"/*.js "$out/"
