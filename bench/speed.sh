#!/bin/sh
# Measures what artx costs: one post, whole files, records and pages beside
# golang.org/x/net/html's parse, the start of the program, and other converters
# on the same bodies, all in turns.
#
#   bench/speed.sh [-p] [POSTS]        default: 1000
#
# -p writes bench/default.pgo anew, the profile that release builds use, and
# measures nothing. Posts are those of bench/archive, and where they are, those
# of ../shared/corpus and the pages below $ARTX_PAGES. Other converters are built
# below $TMPDIR; which of Go's and npm's cannot be had is said and left out.
set -eu

profile=
if [ "${1-}" = -p ]; then
	profile=1
	shift
fi
posts=${1-1000}
cd "$(dirname "$0")/.."
work=$(mktemp -d "${TMPDIR:-/tmp}/artx-speed.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM

export CGO_ENABLED=0
go build -o "$work/artx" .
go build -o "$work/speed" ./bench/speed
go run ./bench/archive -n "$posts" "$work/archive" >&2
set -- "$work/archive"
for more in ../shared/corpus "${ARTX_PAGES-}"; do
	[ -n "$more" ] && [ -e "$more" ] && set -- "$@" "$more"
done

if [ -n "$profile" ]; then
	"$work/speed" -alone -rounds 30 -cpuprofile "$work/cpu.pprof" "$@"
	mv "$work/cpu.pprof" bench/default.pgo
	exit
fi

echo "$(nproc) CPUs, $(go version | cut -d' ' -f3-4)"
for folder in "$@"; do
	echo
	echo "== $(basename "$folder")"
	"$work/speed" "$folder"
done

echo
post=$(find "$work/archive" -type f -size -8k -size +5k | sort | head -n 1)
"$work/speed" -start 40 true -- "$work/artx" version -- "$work/artx" convert "$post" | sed "s|$work/||g"
for gnutime in $(command -v gtime || true) /usr/bin/time; do
	[ -x "$gnutime" ] || continue
	"$gnutime" -f 'peak memory of convert: %M KiB' "$work/artx" convert "$post" 2>&1 >/dev/null | tail -n 1
	break
done

# The other converters: each program prints lines of a name and seconds.
"$work/speed" -bodies "$work/bodies" "$@"
(cd bench/peers/go && go build -o "$work/gopeers" .) || echo 'bench/speed.sh: without the converters in Go' >&2
if command -v npm >/dev/null; then
	cp bench/peers/node/* "$work/"
	(cd "$work" && npm install --silent --no-audit --no-fund >&2) || echo 'bench/speed.sh: without the converters of npm' >&2
fi
for kind in posts pages; do
	[ -d "$work/bodies/$kind" ] || continue
	echo
	echo "== other converters, $kind as HTML bodies: $(find "$work/bodies/$kind" -type f | wc -l) files"
	for turn in 1 2 3; do
		"$work/speed" -rounds 5 -files 100000 -line artx "$work/bodies/$kind"
		[ ! -x "$work/gopeers" ] || "$work/gopeers" "$kind" "$work/bodies/$kind"
		[ "$kind" = pages ] || [ ! -d "$work/node_modules" ] || node "$work/peers.mjs" "$work/bodies/$kind"
	done | awk -F '\t' '
		!($1 in low) || $2 < low[$1] { low[$1] = $2 }
		$2 > high[$1] { high[$1] = $2 }
		END {
			for (name in low) {
				parse = low["x/net/html, parse alone"]
				if (!parse) parse = low["artx"]
				printf "%-36s %6.2f  (%.2f–%.2f)\n", name, low[name] / parse, low[name] / parse, high[name] / parse
			}
		}' | sort -k 1.37n
done
