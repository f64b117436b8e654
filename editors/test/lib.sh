# What the tests of all editors share: the files they work on, and the comparison.
set -euo pipefail

# A name that a shell, an editor's command line and a message's parser would each take for something else.
name="my 'first' post: 50% #1 \$HOME.md"
cat >source.md <<'END'
---
title: 灯会
---
<p>Lanterns <b>shine</b>.</p>
<p><img class="lazy" src="loading.gif"></p>
<p>At night.</p>
END
cat >want.md <<'END'
---
title: 灯会
---

Lanterns **shine**.

At night.
END
# A neighbour that a name cut at a blank would hit.
echo 'a neighbour' >my
fresh() { cp source.md "$name"; }

# same WHAT FILE WANT: FILE holds what WANT does.
same() {
  if ! diff -u "$3" "$2"; then
    echo "FAIL: $1"
    exit 1
  fi
  echo "ok: $1"
}

# says WHAT FILE TEXT: FILE has a line with TEXT.
says() {
  if ! grep -qF -- "$3" "$2"; then
    echo "FAIL: $1: no \"$3\" in:"
    cat "$2"
    exit 1
  fi
  echo "ok: $1"
}
