# The calls that the snippets for Helix and Zed and the recipes for Obsidian give their editors.
. "$(dirname "$0")/lib.sh"
fresh
mkdir vault "vault/clippings"
cp "$name" vault/
cp source.md "vault/clippings/a b.html"
POST="$PWD/$name" VAULT="$PWD/vault" python3 - <<'END'
import json, os, re, shlex, subprocess, tomllib

editors, post, vault = os.environ["EDITORS"], os.environ["POST"], os.environ["VAULT"]
source = open("source.md", "rb").read()

def run(editor, command, arguments):
    out = subprocess.run([command] + arguments, input=source, stdout=subprocess.PIPE, check=True).stdout
    open(editor + ".md", "wb").write(out)

helix = tomllib.load(open(editors + "/helix/languages.toml", "rb"))["language"][0]["formatter"]
run("helix", helix["command"], [a.replace("%{buffer_name}", post) for a in helix["args"]])

text = "".join(line for line in open(editors + "/zed/settings.json") if not line.startswith("//"))
zed = json.loads(text)["languages"]["Markdown"]["formatter"]["external"]
run("zed", zed["command"], [a.replace("{buffer_path}", post) for a in zed["arguments"]])

recipes = re.findall(r"^(artx .*\{\{.*)$", open(editors + "/../docs/editors.md").read(), re.M)
assert len(recipes) == 2, recipes
note = os.path.join(vault, os.path.basename(post))
for recipe in recipes:
    recipe = recipe.replace("{{file_path:absolute}}", shlex.quote(note)).replace("{{vault_path}}", shlex.quote(vault))
    subprocess.run(recipe, shell=True, check=True)
END
same 'Helix' helix.md want.md
same 'Zed' zed.md want.md
artx convert -q --preset obsidian source.md >want-obsidian
same 'Obsidian, the note that is open' "vault/$name" want-obsidian
same 'Obsidian, a folder' "vault/articles/a b.md" want-obsidian
