#!/bin/bash
# Tries what packaging/snapshot.sh made in FOLDER: installs the .deb and runs it, looks into the other packages, runs the
# program as the image does (there need be no Docker), and the hook as pre-commit does. Needs root on Debian; programs come
# from Debian and npm.
#
#   packaging/test.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
repo=$PWD
work=$1

say() { printf -- '-- %s\n' "$*"; }
fail() { echo "packaging/test.sh: $*" >&2; exit 1; }
holds() { grep -q -- "$2" <<<"$1" || fail "no $2 in: $1"; } # holds TEXT WORD

apt-get install -y -qq bash-completion fish libarchive-tools lintian man-db pre-commit ruby zsh >/dev/null
commit=$(git -C "$work/clone" rev-parse --short=12 HEAD)
cd "$work/clone/dist"

say "checksums and the bill of materials"
sha256sum --check --quiet SHA256SUMS
node -e '
	const sbom = JSON.parse(require("fs").readFileSync(process.argv[1]));
	if (sbom.bomFormat !== "CycloneDX" || !sbom.components.some(c => c.name === "golang.org/x/net")) process.exit(1);
' ./*.cdx.json || fail "the bill of materials lacks golang.org/x/net"

say "the archive"
archive=$(tar -tzf artx_*_linux_amd64.tar.gz)
for file in artx LICENSE README.md man/artx.1 completions/artx.bash completions/_artx completions/artx.fish completions/artx.ps1; do
	holds "$archive" "^$file\$"
done

say "the .deb: installed, run, removed"
lintian --fail-on error --suppress-tags statically-linked-binary,no-changelog ./artx_*.deb
dpkg -i ./artx_*.deb >/dev/null
trap 'dpkg -r artx >/dev/null' EXIT
version=$(/usr/bin/artx version)
holds "$version" "commit $commit, 20"
printf -- '---\ntitle: A\n---\n<div><p>It <b>opens</b>.</p></div>' | /usr/bin/artx convert | grep -qx 'It \*\*opens\*\*\.' || fail "it does not convert"
holds "$(MANWIDTH=80 man -P cat artx)" 'artx convert'
holds "$(bash -c '. /usr/share/bash-completion/bash_completion
	COMP_WORDS=(artx con) COMP_CWORD=1 COMP_LINE="artx con" COMP_POINT=8
	_completion_loader artx; "$(complete -p artx | sed "s/.*-F \([^ ]*\).*/\1/")" artx con artx; echo "${COMPREPLY[@]}"')" 'convert'
holds "$(zsh -fc 'autoload -Uz compinit; compinit -u -D; echo $_comps[artx]')" artx
holds "$(fish -c 'complete -C "artx con"')" convert
trap - EXIT
dpkg -r artx >/dev/null
[ ! -e /usr/bin/artx ] || fail "removing leaves /usr/bin/artx"

say "the .rpm, .apk and pacman's package hold the same"
for package in ./artx*.rpm ./artx*.apk ./artx*.pkg.tar.zst; do
	list=$(bsdtar -tf "$package")
	for file in usr/bin/artx usr/share/man/man1/artx.1.gz usr/share/bash-completion/completions/artx \
		usr/share/zsh/site-functions/_artx usr/share/fish/vendor_completions.d/artx.fish; do
		grep -qE "^(\./|/)?$file\$" <<<"$list" || fail "$package lacks $file"
	done
done

say "Homebrew, Scoop and the AUR"
ruby -c homebrew/Casks/artx.rb >/dev/null
for file in $(sed -nE 's/^ +(binary|manpage|[a-z]+_completion) "(.*)"$/\2/p' homebrew/Casks/artx.rb); do holds "$archive" "^$file\$"; done
program=$(node -p 'JSON.parse(require("fs").readFileSync("scoop/artx.json")).architecture["64bit"].bin[0]')
holds "$(bsdtar -tf artx_*_windows_amd64.zip)" "^$program\$"
(
	srcdir=$work/aur/src pkgdir=$work/aur/pkg
	mkdir -p "$srcdir" "$pkgdir"
	tar -xzf artx_*_linux_amd64.tar.gz -C "$srcdir"
	. aur/artx-bin.pkgbuild
	package
)
"$work/aur/pkg/usr/bin/artx" version >/dev/null

say "as in the image: nothing beside the program, and nobody in particular"
npm install --silent --no-fund --no-audit --prefix "$work" dockerfilelint@1
for file in Dockerfile packaging/Dockerfile; do "$work/node_modules/.bin/dockerfilelint" "$repo/$file"; done
mkdir -p "$work/image/usr/bin" "$work/image/work"
tar -xzf artx_*_linux_amd64.tar.gz -C "$work/image/usr/bin" artx
echo '<p>It <b>opens</b>.</p>' | chroot --userspec=65532:65532 "$work/image" /usr/bin/artx convert | grep -qx 'It \*\*opens\*\*\.' ||
	fail "it does not run alone"

say "the hook of pre-commit"
rm -rf "$work/site"
mkdir -p "$work/site"
cd "$work/site"
git init -q
printf '<div><p>It <b>opens</b>.</p></div>\n' >a.html
git add a.html
if pre-commit try-repo "$work/clone" artx-check --all-files >"$work/hook" 2>&1; then fail "artx-check passes what would change: $(cat "$work/hook")"; fi
holds "$(cat "$work/hook")" 'a.html: would change'
pre-commit try-repo "$work/clone" artx-convert --all-files >"$work/hook" 2>&1 || true
grep -q 'opens' a.md || fail "artx-convert wrote nothing: $(cat "$work/hook")"
pre-commit try-repo "$work/clone" artx-check --all-files >"$work/hook" 2>&1 || fail "$(cat "$work/hook")"

say "all of it works"
