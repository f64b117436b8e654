#!/bin/bash
# Builds a snapshot of a release of the last commit in FOLDER/clone/dist: archives, packages and all but the image. In a
# clone, so that the program knows its commit. packaging/test.sh tries what came out.
#
#   packaging/snapshot.sh FOLDER
#
# goreleaser comes from the Go module proxy, which takes some minutes the first time.
set -euo pipefail
cd "$(dirname "$0")/.."
goreleaser=github.com/goreleaser/goreleaser/v2@v2.17.0

go run "$goreleaser" check
rm -rf "$1/clone"
git clone --quiet . "$1/clone"
cd "$1/clone"
# Eight programs take their time: one of each system that a packager wants is enough, unless ALL is set.
[ -n "${ALL-}" ] || sed -i 's/^    goos: .*/    goos: [linux, darwin, windows]/; s/^    goarch: .*/    goarch: [amd64]/' .goreleaser.yaml
GOFLAGS='' go run "$goreleaser" release --snapshot --clean --skip=docker
