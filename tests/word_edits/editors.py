"""Word files as real editors leave them: edited in LibreOffice, and opened and saved there, as OpenDocument, or by pandoc."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.judges import require, require_office_python
from tests.office import in_libreoffice
from tests.word_edits.edit import Edit, Step
from tests.word_edits.word_replies import with_reply

AUTHOR, ANSWERER = "Pat Reader", "Alex Drafter"
"""Who edits, and who answers comments."""
_WORD, _OPEN_DOCUMENT = "MS Word 2007 XML", "writer8"


def edited(docx: bytes, edits: Sequence[Edit], tracked: bool, author: str = AUTHOR) -> bytes:
    """The file after all the edits, one after another, saved by LibreOffice as a Word file."""
    return edited_each([(docx, edits, tracked)], author)[0]


def edited_each(jobs: Sequence[tuple[bytes, Sequence[Edit], bool]], author: str = AUTHOR) -> list[bytes]:
    """For each file, its edits, and whether they are tracked: what LibreOffice saves, which is started once."""
    steps = [([step for edit in edits for step in edit.steps], docx, tracked) for docx, edits, tracked in jobs]
    saved = _saved([([step for step in each if step[0] != "reply"], docx, tracked) for each, docx, tracked in steps], author)
    return [_answered(data, [step for step in each if step[0] == "reply"]) for data, (each, _, _) in zip(saved, steps, strict=True)]


def _answered(docx: bytes, replies: Sequence[Step]) -> bytes:
    for _, comment, words in replies:
        docx = with_reply(docx, comment, words, ANSWERER)
    return docx


def saved_by_libreoffice(docx: bytes) -> bytes:
    """The file, opened and saved with nothing edited."""
    return edited(docx, (), False)


def through_odt(docx: bytes) -> bytes:
    """The file, saved by LibreOffice as OpenDocument and then as a Word file again."""
    return each_through_odt([docx])[0]


def each_through_odt(files: Sequence[bytes]) -> list[bytes]:
    """The files, saved by LibreOffice as OpenDocument and then as Word files again; it is started once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        jobs: list[dict[str, Any]] = []
        for number, docx in enumerate(files):
            word, odt, again = (folder / f"{number}{end}" for end in (".docx", ".odt", "-again.docx"))
            word.write_bytes(docx)
            jobs += [_job(word, odt, _OPEN_DOCUMENT), _job(odt, again, _WORD)]
        _do(jobs)
        return [(folder / f"{number}-again.docx").read_bytes() for number in range(len(files))]


def through_pandoc(docx: bytes) -> bytes:
    """The file as pandoc writes what it reads, with all tracked changes."""
    words = [require("pandoc"), "-f", "docx", "-t", "docx", "--track-changes=all", "-o", "-"]
    return subprocess.run(words, input=docx, capture_output=True, check=True, timeout=120).stdout


def superdoc() -> str | None:
    """SuperDoc's program, if `make elsewhere` installed it. It is no part of CI: it takes 120 MB, and tells its makers of its use."""
    program = Path(__file__).parents[2] / ".venv-readers/node_modules/@superdoc-dev/cli-linux-x64/bin/superdoc"
    return str(program) if program.exists() else None


def through_superdoc(docx: bytes) -> bytes:
    """The file, opened and saved by SuperDoc's program with nothing edited."""
    program, quiet = superdoc(), {**os.environ, "DO_NOT_TRACK": "1"}
    assert program is not None, "make elsewhere installs it"
    with tempfile.TemporaryDirectory() as folder:
        file, saved, name = Path(folder) / "made.docx", Path(folder) / "saved.docx", f"docgen-{Path(folder).name}"
        file.write_bytes(docx)
        for words in (("open", str(file)), ("save", "--out", str(saved)), ("close", "--discard")):
            subprocess.run([program, *words, "--session", name], check=True, capture_output=True, timeout=120, env=quiet)
        return saved.read_bytes()


def _saved(jobs: Sequence[tuple[Sequence[Step], bytes, bool]], author: str) -> list[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        told: list[dict[str, Any]] = []
        for number, (steps, data, tracked) in enumerate(jobs):
            file, target = Path(folder) / f"{number}.docx", Path(folder) / f"{number}-saved.docx"
            file.write_bytes(data)
            told.append(_job(file, target, _WORD, steps, tracked, author))
        _do(told)
        return [Path(job["saves"][0][0]).read_bytes() for job in told]


def _job(file: Path, target: Path, form: str, steps: Sequence[Step] = (), tracked: bool = False, author: str = AUTHOR) -> dict[str, Any]:
    return {"file": str(file), "saves": [(str(target), form)], "author": author, "tracked": tracked, "steps": steps}


def _do(jobs: Sequence[dict[str, Any]]) -> None:
    """Do the jobs, one after another, in one LibreOffice. AssertionError with all that went wrong."""
    wrong = in_libreoffice("tests.word_edits.in_writer", jobs, require("soffice"), require_office_python(), 60 + 20 * len(jobs))
    assert not any(wrong), "\n".join(filter(None, wrong))
