#!/usr/bin/env bash
# Is the structure of an article kept when it is found in a whole page?
#
#   bench/sites/run.sh [-v] [-s] [ARTX]
#
# installs site generators, has them render the documents of docs, converts the
# pages with ARTX (by default built from this clone) and compares block by block.
# -v lists what was missed; -s tells artx where the article is (--select), which
# shows what conversion alone loses. WORK names the folder that all is made in
# and kept (default: one below the temporary folder that is removed): with it, a
# second run only converts and scores. Needs Debian as root, or the programs.
set -euo pipefail

verbose='' selected=''
while getopts vs flag; do
  case $flag in
    v) verbose=-v ;;
    s) selected=1 ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))

here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${WORK:-}" ]; then
  WORK=$(mktemp -d "${TMPDIR:-/tmp}/artx-sites.XXXXXX")
  trap 'rm -rf "$WORK"' EXIT
fi
mkdir -p "$WORK"
WORK=$(cd "$WORK" && pwd)
artx=${1:-$WORK/artx}
(cd "$here" && go build -o "$WORK/sites" .)
[ $# -gt 0 ] || (cd "$here/../.." && go build -o "$artx" .)
artx=$(realpath "$(command -v "$artx")")

debian=(asciidoctor furo hugo jekyll jekyll-theme-minima mkdocs mkdocs-material pandoc pelican
  python3-myst-parser python3-pymdownx python3-sphinx python3-sphinx-rtd-theme ruby-jekyll-feed ruby-jekyll-seo-tag)

install() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! dpkg -s "${debian[@]}" >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "${debian[@]}" </dev/null
  fi
  cp "$here/package.json" "$WORK/"
  (cd "$WORK" && npm install --no-audit --no-fund --ignore-scripts --loglevel error)
}

# build SITE runs its generator in its folder.
build() {
  local bin=$WORK/node_modules/.bin
  case $1 in
    asciidoctor)
      for f in src/*.md; do
        pandoc -s -f markdown -t asciidoctor --wrap=none "$f" -o "${f%.md}.adoc"
        asciidoctor -a reproducible -a figure-caption! -a source-highlighter=rouge -a stem=latexmath -D out "${f%.md}.adoc"
      done ;;
    docusaurus) "$bin/docusaurus" build . ;;
    eleventy) "$bin/eleventy" --quiet ;;
    hexo-*) "$bin/hexo" generate --silent ;;
    hugo*) hugo --quiet ;;
    jekyll-minima) jekyll build --quiet ;;
    mkdocs-*) mkdocs build --quiet ;;
    pandoc)
      mkdir -p out
      for f in src/*.md; do
        pandoc -s --toc --mathjax -f markdown -t html5 "$f" -o "out/$(basename "${f%.md}").html"
      done ;;
    pelican-*) pelican --quiet ;;
    sphinx-*) sphinx-build -q src out ;;
    starlight) ASTRO_TELEMETRY_DISABLED=1 "$bin/astro" build ;;
    vitepress) "$bin/vitepress" build . ;;
  esac
}

if [ ! -d "$WORK/pages" ]; then
  install >"$WORK/install.log" 2>&1 || { tail -n 20 "$WORK/install.log" >&2; exit 1; }
  rm -rf "$WORK/built"
  cp -r "$here/setup" "$WORK/built"
  cp -r "$WORK/built/hugo/layouts" "$WORK/built/hugo-lines/"
  "$WORK/sites" write "$WORK/built"
  for site in "$WORK"/built/*; do
    name=$(basename "$site")
    # These look for their plugins in the package file beside its configuration.
    case $name in hexo-* | starlight) cp "$here/package.json" "$site/"; ln -sfn "$WORK/node_modules" "$site/node_modules" ;; esac
    echo "building $name" >&2
    (cd "$site" && build "$name" >"$WORK/$name.log" 2>&1) || { echo "$name could not be built:" >&2; tail -n 5 "$WORK/$name.log" >&2; rm -rf "$site"; }
  done
  "$WORK/sites" collect "$WORK/built" "$WORK/pages"
fi

rm -rf "$WORK/results"
"$WORK/sites" select | while IFS=$'\t' read -r name selector; do
  [ -d "$WORK/pages/$name" ] || continue
  # Warnings are no failure; a page without a result loses all that it had.
  "$artx" convert -q --from page --to md --front-matter yaml ${selected:+--select "$selector"} \
    -o "$WORK/results/$name" "$WORK/pages/$name" 2>>"$WORK/messages" || [ $? = 2 ]
done
"$WORK/sites" $verbose score "$WORK/results"
