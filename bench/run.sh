#!/bin/sh
# Measures artx on synthetic archives: wall time, processor time, peak memory
# and cost per post of a conversion, of a second run that finds nothing to do,
# and of a conversion with one 60 MB post among the small ones.
#
#   bench/run.sh [-k] [POSTS ...]      default: 10000 100000
#
# -k keeps the archives. Everything is made below $TMPDIR. The figures of two
# sizes show whether memory and the cost of a post stay the same. Needs GNU
# time (Debian: time).
set -eu

keep=
if [ "${1-}" = -k ]; then
	keep=1
	shift
fi
[ $# -gt 0 ] || set -- 10000 100000

cd "$(dirname "$0")/.."
gnutime=$(command -v gtime || echo /usr/bin/time) # to some shells, time is a word of their own
if [ ! -x "$gnutime" ] || ! "$gnutime" -f %e true 2>/dev/null; then
	echo "bench/run.sh: GNU time is missing; install the package time" >&2
	exit 2
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/artx-bench.XXXXXX")
[ -n "$keep" ] || trap 'rm -rf "$work"' EXIT INT TERM

go build -o "$work/artx" .
go build -o "$work/archive" ./bench/archive
parse=$(go test -run '^$' -bench Parse -benchtime 2s ./bench/archive | awk '/^BenchmarkParse/ { print $3 }')

# measure WHAT POSTS COMMAND ... prints one row of the table.
measure() {
	what=$1 posts=$2
	shift 2
	# A run with notes or failures still counts; it says so itself.
	"$gnutime" -o "$work/time" -f '%e %U %S %M' "$@" 2>"$work/stderr" || true
	tail -n 1 "$work/time" | awk -v what="$what" -v n="$posts" '{
		printf "| %s | %d | %.1f s | %.1f s | %.0f MiB | %.3f ms |\n", what, n, $1, $2 + $3, $4 / 1024, $1 * 1000 / n
	}'
	grep 'converted' "$work/stderr" | tail -n 1 >&2 || true
}

echo "$(nproc) CPUs, $(go version | cut -d' ' -f3-4); golang.org/x/net/html alone: $parse ns a post"
echo
echo '| run | posts | wall time | CPU time | peak memory | wall time a post |'
echo '|---|---|---|---|---|---|'
for posts in "$@"; do
	in=$work/in-$posts out=$work/out-$posts
	"$work/archive" -n "$posts" "$in" >&2
	measure 'read and parse alone' "$posts" "$work/archive" -parse "$in"
	measure 'convert' "$posts" "$work/artx" convert "$in" -o "$out" --progress never
	measure 'nothing new' "$posts" "$work/artx" convert "$in" -o "$out" --progress never
	measure 'same with -j 16' "$posts" "$work/artx" convert "$in" -o "$out-16" -j 16 --progress never
	for kind in xml warc; do
		"$work/archive" -n "$posts" -container "$in.$kind"
		measure "convert one .$kind of $(du -m "$in.$kind" | cut -f1) MiB" "$posts" "$work/artx" convert "$in.$kind" -o "$out-$kind" --progress never
	done
	cmp_out=$(diff -rq -x '.artx-cache' "$out" "$out-16" | head -n 3)
	[ -z "$cmp_out" ] || echo "bench/run.sh: -j 16 gave other bytes: $cmp_out" >&2
done # nothing is removed before the end: ext4 makes files slowly for minutes after many went

"$work/archive" -n 2000 "$work/in-large" >&2
measure 'without the large post' 2000 "$work/artx" convert "$work/in-large" -o "$work/out-small" --progress never
"$work/archive" -n 2000 -large 60000000 "$work/in-large" >&2
large=$(find "$work/in-large" -name '*-large.html')
measure 'one 60 MB post alone' 1 "$work/artx" convert "$large" -o "$work/out-alone" --progress never
measure '60 MB among small ones' 2001 "$work/artx" convert "$work/in-large" -o "$work/out-large" --progress never
