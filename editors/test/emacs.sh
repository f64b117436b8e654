# artx.el: compiled without warnings, then buffer, region, on save, errors.
. "$(dirname "$0")/lib.sh"
export POST=$name

cp "$EDITORS/emacs/artx.el" .
emacs -Q --batch --eval '(setq byte-compile-error-on-warn t)' -f batch-byte-compile artx.el
echo 'ok: compiles without warnings'

# in_editor FORM...: evaluates the forms in a buffer that visits a fresh copy of the post.
in_editor() {
  fresh
  timeout 60 emacs -Q --batch -L . -l artx --eval \
    "(with-current-buffer (find-file-noselect (getenv \"POST\")) (setq buffer-undo-list nil) $*)" >screen.txt 2>&1 || true
}
errors='(with-current-buffer "*artx errors*" (write-region nil nil "errors.txt"))'

in_editor "(artx-buffer) $errors (save-buffer)"
same 'the buffer is converted' "$name" want.md
says 'a warning is kept with its place' errors.txt "$name:5:4: warning: images without a real address removed"

in_editor '(artx-buffer) (undo-boundary) (primitive-undo 1 (cdr buffer-undo-list)) (set-buffer-modified-p t) (save-buffer)'
same 'one undo takes it back' "$name" source.md

in_editor '(goto-char (point-min)) (search-forward "night") (artx-buffer) (insert "fall") (save-buffer)'
sed 's/At night/At nightfall/' want.md >want-point
same 'point stays in its text' "$name" want-point

printf -- '---\ntitle: 灯会\n---\nLanterns **shine**.\n<p><img class="lazy" src="loading.gif"></p>\n<p>At night.</p>\n' >want-region
in_editor '(goto-char (point-min)) (forward-line 3) (artx-region (point) (line-end-position)) (save-buffer)'
same 'a region alone is converted' "$name" want-region

in_editor "(goto-char (point-min)) (forward-line 4) (artx-region (point) (point-max)) $errors"
says "a region's messages have the lines of the buffer" errors.txt "$name:5:4: warning: "

in_editor "(setq artx-flags '(\"--max-size\" \"2\")) (artx-buffer) $errors (set-buffer-modified-p t) (save-buffer)"
same 'an error leaves the buffer' "$name" source.md
says 'an error is shown' errors.txt 'too large: over 2 bytes'

in_editor "(setq artx-flags '(\"-o\" \"elsewhere.md\")) (artx-buffer) (set-buffer-modified-p t) (save-buffer)"
same 'no output leaves the buffer' "$name" source.md

in_editor '(artx-on-save-mode) (set-buffer-modified-p t) (save-buffer)'
same 'a save converts' "$name" want.md

in_editor '(artx-on-save-mode) (setq artx-command "no-such-artx") (goto-char (point-max)) (insert "<p>More.</p>\n") (save-buffer)'
(cat source.md; echo '<p>More.</p>') >want-save
same 'a save goes on without the program' "$name" want-save
says 'a missing program is said' screen.txt 'no such program'

in_editor '(artx-on-save-mode) (setq artx-flags (list "--no-such-flag")) (goto-char (point-max)) (insert "<p>More.</p>\n") (save-buffer)'
same 'a save goes on after an error' "$name" want-save

in_editor '(set-buffer-file-coding-system (quote utf-8-dos)) (artx-buffer) (save-buffer)'
sed 's/$/\r/' want.md >want-dos
same 'line ends stay' "$name" want-dos
