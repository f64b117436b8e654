"""Sublime Text: convert the selections, or else the whole buffer, from archived HTML to Markdown.

Put this file into Packages/User (Preferences > Browse Packages). Then, in the console or a key binding:

    { "keys": ["ctrl+alt+m"], "command": "artx", "args": { "flags": ["--preset", "hugo"] } }

If artx fails, the buffer stays as it is and its message is shown. One undo takes a conversion back.
"""

import os
import subprocess

import sublime
import sublime_plugin


class ArtxError(Exception):
    pass


class ArtxCommand(sublime_plugin.TextCommand):
    def run(self, edit, flags=()):
        regions = [r for r in self.view.sel() if not r.empty()] or [sublime.Region(0, self.view.size())]
        try:
            # All are converted before the first is replaced, so that a failure leaves everything.
            results = [convert(self.view.substr(r), self.view.file_name(), flags) for r in regions]
        except ArtxError as error:
            sublime.error_message("artx: %s" % error)
            return
        for region, (text, messages) in reversed(list(zip(regions, results))):
            self.view.replace(edit, region, text)
            if messages:
                print(messages)
                sublime.status_message(messages.splitlines()[0])


def convert(source, name, flags):
    """Returns what artx makes of source and its messages; raises ArtxError."""
    call = ["artx", "convert"] + list(flags) + (["--stdin-filepath", name] if name else [])
    folder = os.path.dirname(name) if name else None
    try:
        run = subprocess.Popen(call, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    except OSError as error:
        raise ArtxError("cannot be started: %s" % error)
    out, err = (data.decode("utf-8") for data in run.communicate(source.encode("utf-8")))
    if run.returncode != 0:
        raise ArtxError(err.strip() or "ended with status %d" % run.returncode)
    if not out and source.strip():
        raise ArtxError("no text was written")
    if not source.endswith("\n") and out.endswith("\n"):
        out = out[:-1]
    return out, err.strip()
