"""What other programs make of tracked changes in a Word file, as a table in Markdown: `make elsewhere`.

They are installed, at fixed versions, in a folder of their own (the first argument, or a temporary one). LibreOffice and the other programs of Debian must
be there already; a reader that is not there, or fails, has no row. The table is that of docs/redlines-elsewhere.md.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

from benchmarks.kitchen_file import kitchen
from benchmarks.readers_elsewhere import DEBIAN, NODE, PYTHON, READERS

_KINDS = {
    "words": ("Insertedwords", "Deletedwords"),
    "paragraph": ("Insertedparagraph", "Deletedparagraph"),
    "row": ("Insertedrow", "Deletedrow"),
}
HEADS = ("program", "inserted", "deleted", "moved paragraph", "moved words", "joined", "comment, reply", "note", "field", "text box", "control", "numbers")
DECIMAL = r"\b1\.1\.?\s*Headed"
"""A heading with the number that Word shows."""
_NO, _YES, _MARKED = "–", "●", "◐"


def main(folder: Path) -> None:
    """Print the table."""
    _install(folder)
    file = folder / "kitchen.docx"
    file.write_bytes(kitchen())
    _office(folder, "doc", file)
    print(f"| {' | '.join(HEADS)} |\n|{'---|' * len(HEADS)}")
    for name, command in READERS.items():
        text = _read(folder, file, command)
        if text is None:
            print(f"{name}: not there, or it failed", file=sys.stderr)
        else:
            print(f"| {' | '.join((name, *_cells(text)))} |")


def _install(folder: Path) -> None:
    stamp = folder / "installed"
    if stamp.exists() and stamp.read_text() == json.dumps((PYTHON, NODE)):
        return
    venv.create(folder / "py", with_pip=True)
    subprocess.run([folder / "py/bin/pip", "install", "-q", "--disable-pip-version-check", *PYTHON], check=True)
    (folder / "package.json").write_text("{}")
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error", *NODE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    stamp.write_text(json.dumps((PYTHON, NODE)))


def _office(folder: Path, form: str, file: Path) -> Path:
    """The file that LibreOffice makes of a Word file."""
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=False, capture_output=True, timeout=120)
    return folder / f"kitchen.{form.partition(':')[0]}"


def _read(folder: Path, file: Path, command: tuple[str, ...]) -> str | None:
    """What a program says the file holds, or None."""
    if command[0] == "soffice":
        made = _office(folder, command[1], file)
        command = ("pdftotext", str(made), "-") if made.suffix == ".pdf" else ("cat", str(made))
    pandoc = next((folder / "py").glob("lib/*/site-packages/pypandoc/files/pandoc"), "pandoc")
    programs = {"PYTHON": folder / "py/bin/python", "pandoc": pandoc, "superdoc": folder / "node_modules/@superdoc-dev/cli-linux-x64/bin/superdoc"}
    words = [str({**programs, "FILE": file, "DOC": file.with_suffix(".doc")}.get(word, word)) for word in command]
    # SuperDoc's program says that it tells its makers of its use.
    quiet = {**os.environ, "NODE_PATH": str(folder / "node_modules"), "DO_NOT_TRACK": "1", "PYTHONWARNINGS": "ignore"}
    try:
        done = subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=120, check=False, env=quiet, cwd=folder)
    except FileNotFoundError:
        return None
    text = done.stdout
    if command[0] == "superdoc" and text.strip():
        text = "\n".join(map(str, _strings(json.loads(text[text.index("{") :]).get("data", {}))))
    return text if done.returncode == 0 and "Parties" in text else None


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for child in value.values():
            yield from _strings(child)
    elif isinstance(value, str):
        yield value


def _cells(text: str) -> Iterator[str]:
    """What a row of the table says after the name of its program."""
    for at in (0, 1):
        yield " ".join(_seen(text, words[at]) for words in _KINDS.values())
    yield f"{_between(text, 'Oldplace', 'Afterold')} {_between(text, 'Newplace', 'Afternew')}"
    yield f"{_between(text, 'Oldwords', 'endold')} {_between(text, 'Newwords', 'endnew')}"
    yield _YES if re.search(r"Splitone (</?(?!p\b|div\b)\w[^>]*>)*Splittwo", text) else _NO
    yield f"{_seen(text, 'Commentwords')} {_seen(text, 'Replywords')}"
    yield from (_seen(text, "Notewords"), f"{_seen(text, 'Refresult', '1')} {_seen(text, 'Simpleresult')}")
    yield f"{_seen(text, 'Boxholder')} {_seen(text, 'Boxwords')}"
    yield f"{_seen(text, 'Blockcontrol')} {_seen(text, 'Inlinecontrol')}"
    plain = re.sub(r"<[^>]*>", "", text)
    letters = re.search(r"<ol[^>]*(type=\"a\"|lower-alpha)", text) or re.search(r"\(b\)\s*Itemtwo", plain)
    yield f"{_YES if re.search(DECIMAL, plain) else _NO} {_YES if letters else _NO}"


_MARKS = r"(<(del|ins|s|u|strike)\b[^>]*>|class=\"[^\"]*(deletion|insertion|inserted|deleted)[^\"]*\"[^>]*>|~~|\{\+\+|\{--|\+\+)[^\n]{0,80}?"


def _seen(text: str, words: str, other: str = "") -> str:
    """Whether the words are in the text, as current words or as a change; `other` may stand instead (the number that a field has now)."""
    if words not in text:
        return _YES if other and re.search(rf"See\s*(<[^>]*>)*\s*{other}\b", text) else _NO
    count = len(re.findall(words, text))
    mark = _MARKED if re.search(_MARKS + words, text) else _YES
    return mark if count == 1 else f"{mark}×{count}"


def _between(text: str, start: str, end: str) -> str:
    """Whether the moved words stand between two others."""
    found = re.search(rf"{start}(.*?){end}", text, re.DOTALL)
    return _NO if found is None else _seen(found[1], "Movedparagraph" if start.endswith("place") else "Movedwords")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        place = Path(sys.argv[1]).resolve()
        place.mkdir(parents=True, exist_ok=True)
        main(place)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            main(Path(temporary))
    print(f"Programs of Debian that this looks for: {', '.join(DEBIAN)}", file=sys.stderr)
