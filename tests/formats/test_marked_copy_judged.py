"""Redlines of two Word files that docgen built, edited as another program would, and judged by programs that are not ours."""

from __future__ import annotations

import subprocess
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from docgen.formats.docx.marked_copy.editable_file import EditableFile
from docgen.formats.docx.marked_copy.marked_copy import marked_copy
from tests.judges import require, require_office_python
from tests.office import resolved
from tests.revisions import made
from tests.two_files import DATE
from tests.wordfile import W, validated

PAIRS = [("halton/2019", "halton/2020"), ("hartlepool-stockton/2019", "hartlepool-stockton/2019-09"), ("oxfordshire/draft-1", "oxfordshire/draft-1")]


def edited(data: bytes, turned: bool) -> bytes:
    """The file without its contents list, whose entries are never marked, and with edits in text, tables and notes: some in one file, some in the other."""
    file = EditableFile(data, "built.docx")
    body = file.root(file.main)[0]
    for p in [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}pStyle") is not None and p.find(f"{W}pPr/{W}pStyle").get(f"{W}val", "").startswith("TOC")]:  # type: ignore[union-attr]
        p.getparent().remove(p)  # type: ignore[union-attr]
    plain = [p for p in body.iterchildren(f"{W}p") if p.find(f".//{W}fldChar") is None and len("".join(map(str, p.itertext()))) > 60]
    row = next(iter(body.iter(f"{W}tr")))
    if turned:
        plain[9].addnext(plain[2])
        _words(plain[4], "by agreement ")
        row.addnext(deepcopy(row))
    else:
        body.remove(plain[6])
        plain[12].addnext(deepcopy(plain[1]))
        _words(plain[4], "in writing ")
    for part in file.related("footnotes"):
        _words(file.root(part)[-1], "new " if turned else "old ")
        file.change(part)
    file.change(file.main)
    return file.data()


def _words(node: Any, words: str) -> None:
    text = max(node.iter(f"{W}t"), key=lambda text: len(text.text or ""), default=None)
    if text is None:
        return
    before, space, after = text.text.partition(" ")
    text.text = f"{before}{space}{words}{after}"


@pytest.fixture(scope="module")
def redlines(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path, Path]]:
    """The old file, the new one and their redline, for each pair, both ways."""
    folder = tmp_path_factory.mktemp("redlines")
    out = []
    for number, (old, new) in enumerate([*PAIRS, *((new, old) for old, new in PAIRS)]):
        files = [edited(made(old, "docx"), False), edited(made(new, "docx"), True)]
        files.append(marked_copy(files[0], files[1], (old, new), "Ann", DATE, "plain" if number % 2 else "moves").data)
        paths = [folder / f"{number}-{name}.docx" for name in ("old", "new", "redline")]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        out.append((paths[0], paths[1], paths[2]))
    return out


def squeezed(lines: list[str]) -> list[str]:
    # LibreOffice puts a joiner into an inserted row that is rejected.
    return [text for line in lines if (text := "".join(line.replace("\u200d", "").split()))]


def test_pandoc_gets_both_texts(redlines: list[tuple[Path, Path, Path]]) -> None:
    pandoc = require("pandoc")

    def words(path: Path, changes: str = "accept") -> str:
        command = [pandoc, "-f", "docx", "-t", "plain", "--wrap=none", f"--track-changes={changes}", str(path)]
        lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
        # It leaves a bullet where an item went, and draws tables as wide as their words.
        return "".join(squeezed([line.replace("-", "") for line in lines]))

    # It does not read the deleted chart of the first pair, and so its caption as one of text.
    for old, new, redline in [each for each in redlines if not each[0].name.startswith(("0", "3"))]:
        assert words(redline) == words(new)
        assert words(redline, "reject") == words(old)


def test_libreoffice_gets_both_texts(redlines: list[tuple[Path, Path, Path]]) -> None:
    soffice, python = require("soffice"), require_office_python()
    jobs = [(str(path), actions) for old, new, redline in redlines for path, actions in ((old, ()), (new, ()), (redline, ("accept", "reject")))]
    found = resolved(jobs, soffice, python)
    for at in range(0, len(found), 4):
        old, new, accepted, rejected = map(squeezed, found[at : at + 4])
        assert accepted == new
        assert rejected == old


def test_the_open_xml_sdk_finds_nothing_new(redlines: list[tuple[Path, Path, Path]]) -> None:
    for old, new, redline in redlines:
        before = [error["description"] for path in (old, new) for error in validated(path)]
        assert [error["description"] for error in validated(redline) if error["description"] not in before] == []
