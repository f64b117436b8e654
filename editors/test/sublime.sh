# artx.py, with a stand-in for the modules of Sublime Text.
. "$(dirname "$0")/lib.sh"
POST="$PWD/$name" PYTHONDONTWRITEBYTECODE=1 python3 - <<'END'
import os, sys, types

class Region:
    def __init__(self, a, b): self.a, self.b = a, b
    def empty(self): return self.a == self.b

shown = []
sublime, plugin = types.ModuleType("sublime"), types.ModuleType("sublime_plugin")
sublime.Region, sublime.error_message, sublime.status_message = Region, shown.append, shown.append
plugin.TextCommand = type("TextCommand", (), {"__init__": lambda self, view: setattr(self, "view", view)})
sys.modules.update(sublime=sublime, sublime_plugin=plugin)
sys.path.insert(0, os.environ["EDITORS"] + "/sublime")
import artx

class View:
    def __init__(self, text, *selections): self.text, self.selections = text, selections
    def sel(self): return [Region(*s) for s in self.selections]
    def size(self): return len(self.text)
    def substr(self, r): return self.text[r.a:r.b]
    def file_name(self): return os.environ["POST"]
    def replace(self, edit, r, text): self.text = self.text[:r.a] + text + self.text[r.b:]

def check(what, source, selections, want, message="", **args):
    del shown[:]
    view = View(source, *selections)
    artx.ArtxCommand(view).run(None, **args)
    assert view.text == want, (what, view.text)
    assert message in " ".join(shown), (what, shown)
    print("ok:", what)

source, want = open("source.md").read(), open("want.md").read()
check("the buffer is converted", source, [], want, "images without a real address removed")
check("selections alone are converted", "<b>x</b> <i>y</i> <b>z</b>\n", [(0, 8), (18, 26)], "**x** <i>y</i> **z**\n")
check("an error leaves the buffer", source, [], source, "too large", flags=["--max-size", "2"])
check("no output leaves the buffer", source, [], source, "no text was written", flags=["-o", "elsewhere.md"])
os.environ["PATH"] = ""
check("a missing program is said", source, [], source, "cannot be started")
END
