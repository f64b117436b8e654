#!/usr/bin/env bash
# Do the results of artx convert --preset mean the same in the built pages of site
# generators as the posts that they were made of?
#
#   bench/generators/run.sh [ARTX]
#
# installs generators, builds the folder posts with each, as it is (where the
# generator reads such posts) and after conversion, compares page by page, and
# writes docs/generators.md. ARTX is built from this clone by default. WORK names
# the folder that all is made in and kept (default: a temporary one). Needs Debian
# as root, or the programs.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${WORK:-}" ]; then
  WORK=$(mktemp -d "${TMPDIR:-/tmp}/artx-generators.XXXXXX")
  trap 'rm -rf "$WORK"' EXIT
fi
mkdir -p "$WORK"
WORK=$(cd "$WORK" && pwd)
artx=${1:-$WORK/artx}
(cd "$here" && go build -o "$WORK/generators" .)
[ $# -gt 0 ] || (cd "$here/../.." && go build -o "$artx" .)
artx=$(realpath "$(command -v "$artx")")
# Not that of the dates: what is read as local time shows.
export TZ=Asia/Shanghai ASTRO_TELEMETRY_DISABLED=1

debian=(hugo jekyll pelican python3-markdown ruby-jekyll-feed)

install() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! dpkg -s "${debian[@]}" >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "${debian[@]}" </dev/null
  fi
  cp "$here/package.json" "$WORK/"
  (cd "$WORK" && npm install --no-audit --no-fund --ignore-scripts --loglevel error)
}

# Where each has its posts.
folder() {
  case $1 in
    hugo) echo content/posts ;;
    hexo) echo source/_posts ;;
    jekyll) echo _posts ;;
    eleventy) echo posts ;;
    astro) echo src/content/blog ;;
    docusaurus) echo blog ;;
    pelican) echo content ;;
  esac
}

build() {
  local bin=$WORK/node_modules/.bin
  case $1 in
    hugo) hugo --quiet ;;
    hexo) "$bin/hexo" generate --silent ;;
    jekyll) jekyll build --quiet ;;
    eleventy) timeout 120 "$bin/eleventy" --quiet ;; # after some errors it does not end
    astro) "$bin/astro" build ;;
    docusaurus) "$bin/docusaurus" build . ;;
    pelican) pelican --quiet ;;
  esac
}

version() {
  local package
  case $1 in
    hugo | jekyll | pelican) dpkg-query -W -f '${Version}' "$1" 2>/dev/null | sed 's/[-+].*//' ;;
    eleventy) package=@11ty/eleventy ;;
    docusaurus) package=@docusaurus/core ;;
    *) package=$1 ;;
  esac
  [ -z "${package:-}" ] || node -p "require('$WORK/node_modules/$package/package.json').version"
}

# site GENERATOR STATE makes a folder with the generator's setup.
site() {
  local dir=$WORK/built/$1/$2
  mkdir -p "$(dirname "$dir")"
  cp -r "$here/setup/$1" "$dir"
  mkdir -p "$dir/$(folder "$1")"
  case $1 in hexo | astro) cp "$here/package.json" "$dir/"; ln -s "$WORK/node_modules" "$dir/node_modules" ;; esac
  echo "$dir"
}

# try GENERATOR STATE builds. Each post that the generator stops at is taken out:
# the first that its messages name, or where they name none, all that cannot be
# built alone.
try() {
  local dir=$WORK/built/$1/$2 posts post
  posts=$dir/$(folder "$1")
  echo "building $1, $2" >&2
  until attempt "$1" "$dir"; do
    post=$(cd "$posts" && ls -d 20* | sed 's/\.[a-z]*$//' | grep -o -m 1 -F -f - "$WORK/$1.log" | head -n 1) || true
    if [ -n "$post" ]; then
      take_out "$1" "$2" "$posts/$post".*
    else
      alone "$1" "$2"
      attempt "$1" "$dir" && return
      echo "$1 cannot build what is left" >&2
      tail -n 5 "$WORK/$1.log" >&2
      exit 1
    fi
  done
}

# alone GENERATOR STATE takes out what cannot be built alone.
alone() {
  local dir=$WORK/built/$1/$2 posts kept=$WORK/kept post
  posts=$dir/$(folder "$1")
  rm -rf "$kept" && mkdir "$kept" && mv "$posts"/20* "$kept/"
  for post in "$kept"/*; do
    cp "$post" "$posts/"
    attempt "$1" "$dir" || take_out "$1" "$2" "$post"
    rm "$posts/$(basename "$post")"
  done
  cp "$kept"/* "$posts/"
}

take_out() {
  echo "$1 cannot build $(basename "$3")" >&2
  failed="$failed $1/$2/$(basename "$3")"
  rm "$3"
}

attempt() {
  (cd "$2" && rm -rf public _site dist build output db.json && build "$1") >"$WORK/$1.log" 2>&1 </dev/null
}

install >"$WORK/install.log" 2>&1 || { tail -n 20 "$WORK/install.log" >&2; exit 1; }
rm -rf "$WORK/built"
failed=
for generator in hugo hexo jekyll eleventy astro docusaurus pelican; do
  # As they are: not for those that read no HTML or want other keys; a TOML header for Hugo alone.
  case $generator in hugo | hexo | jekyll | eleventy)
    dir=$(site "$generator" before)
    cp "$here"/posts/*.html "$dir/$(folder "$generator")/"
    [ "$generator" = hugo ] || rm "$dir/$(folder "$generator")"/*toml.html
    try "$generator" before ;;
  esac
  dir=$(site "$generator" after)
  preset=(--preset "$generator")
  [ "$generator" != pelican ] || preset=() # has none
  "$artx" convert -q "${preset[@]}" "$here/posts" -o "$dir/$(folder "$generator")" 2>"$WORK/$generator-convert.log"
  rm -rf "$dir/$(folder "$generator")/.artx-cache"
  try "$generator" after
done

{
  cat "$here/head.md"
  echo '| generator | version |'
  echo '|---|---|'
  for generator in hugo hexo jekyll eleventy astro docusaurus pelican; do
    echo "| $generator | $(version "$generator") |"
  done
  echo
  [ -z "$failed" ] || { printf 'The generator stops with an error at:\n\n'; printf -- '- %s\n' $failed; echo; }
  "$WORK/generators" "$WORK/built" "$here/posts" "$here/facts.json"
} >"$WORK/generators.md"
cp "$WORK/generators.md" "$here/../../docs/generators.md"
