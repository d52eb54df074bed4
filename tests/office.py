"""LibreOffice accepts or rejects every tracked change of Word files, and tells the paragraphs that are left.

As a program, run with a Python that has UNO: {"pipe": …, "jobs": [[file, ["accept", "reject"] or []], …]} in, a list of lists of
texts out, both JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

_COMMANDS = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}
Job = tuple[str, tuple[str, ...]]


def resolved(jobs: Sequence[Job], soffice: str, python: str) -> list[list[str]]:
    """The paragraphs with words, cells and footnotes too, for each file and action: when its changes are accepted, rejected, or (no action) left.

    Headers are left out: LibreOffice reads no tracked changes there.
    """
    found: list[list[str]] = in_libreoffice(__name__, jobs, soffice, python, 60 + 20 * len(jobs))
    return found


def in_libreoffice(module: str, told: Any, soffice: str, python: str, seconds: float) -> Any:
    """What a module says, run as a program by a Python that has UNO, beside a LibreOffice with a profile of its own that is started for it.

    It is told and says JSON: {"pipe": …, "jobs": `told`} in. AssertionError with its last words if it fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        pipe = f"docgen-{Path(folder).name}"
        command = [soffice, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as office:
            try:
                text, places = json.dumps({"pipe": pipe, "jobs": told}), {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
                done = subprocess.run([python, "-m", module], input=text, capture_output=True, text=True, timeout=seconds, check=False, env=places)
                assert done.returncode == 0, done.stderr[-2000:]
            finally:
                office.terminate()
    return json.loads(done.stdout)


def desktop(uno: Any, pipe: str) -> Any:
    """The context and the desktop of the LibreOffice that listens on `pipe`."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(100):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:  # not up yet: UNO's own exception has no class here
            time.sleep(0.3)
    raise TimeoutError("LibreOffice does not answer")


def each(things: Any) -> Iterator[Any]:
    """The members of a UNO collection that can only be walked."""
    listed = things.createEnumeration()
    while listed.hasMoreElements():
        yield listed.nextElement()


def settings(uno: Any, **values: Any) -> tuple[Any, ...]:
    """Named values as LibreOffice takes them."""
    made = []
    for name, value in values.items():
        setting = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        setting.Name, setting.Value = name, value
        made.append(setting)
    return tuple(made)


def _lines(text: Any, notes: list[str] | None) -> Iterator[str]:
    """The lines of a text; those of its footnotes go to `notes`, if there is such a list. Each look at LibreOffice takes time, and footnotes take most."""
    for block in each(text):
        if block.supportsService("com.sun.star.text.TextTable"):
            for name in block.getCellNames():
                yield from _lines(block.getCellByName(name), notes)
        else:
            if notes is not None:
                for portion in each(block):
                    if portion.TextPortionType == "Footnote":
                        notes += _lines(portion.Footnote, None)
            yield block.String


def _main() -> None:
    uno: Any = import_module("uno")
    told = json.load(sys.stdin)
    context, office = desktop(uno, told["pipe"])
    out = []
    for file, actions in told["jobs"]:
        document = office.loadComponentFromURL(Path(file).resolve().as_uri(), "_blank", 0, settings(uno, Hidden=True))
        for action in actions or [""]:
            if action:
                dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
                dispatcher.executeDispatch(document.CurrentController.Frame, _COMMANDS[action], "", 0, ())
                assert not list(each(document.Redlines)), f"changes are left in {file}"
            notes: list[str] = []
            lines = [*_lines(document.Text, notes if document.Footnotes.Count else None), *notes]
            out.append([line for line in lines if line.strip()])
            # A redline without tracked changes leaves nothing to undo.
            if action and document.UndoManager.isUndoPossible():
                document.UndoManager.undo()
        document.close(True)
    json.dump(out, sys.stdout)


if __name__ == "__main__":
    _main()
