"""What a person edits in LibreOffice is in the Word file that it saves, as pandoc and the standard's elements show; tracked, it can be rejected."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable, Sequence
from functools import cache

import pytest
from lxml import etree

from docgen.composition.compose import compose
from docgen.formats.outputs import written
from docgen.sources.files import HouseStyle
from tests.judges import require
from tests.outline import outline
from tests.partnership.test_housing_memorandum import LIBRARY, memorandum
from tests.revisions import ROOT, made
from tests.word_edits import editors
from tests.word_edits.edit import Edit
from tests.word_edits.halton import HALTON
from tests.word_edits.housing import HOUSING, PAYMENTS

ALONE = bool(os.environ.get("DOCGEN_EDITS_ALONE"))
"""Try each edit in a file of its own, which takes minutes. Otherwise edits of different sections share a file."""
SPACES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_CONTENTS = re.compile(r"\d+(\.\d+)? ")
_NUMBER = re.compile(r"((?:[Ss]ection|Figure|Table) )(?:\d+(?:\.\d+)*|Error: Reference source not found)")
UNREAD = frozenset({"text box"})
"""pandoc leaves out the words of a paragraph that holds a text box."""
APART = UNREAD | {"new clause with a heading"}
"""Among many other changes LibreOffice 7.4 does not track the words of a new paragraph that gets another style, only its end."""
TRACKED = "//w:ins | //w:del | //w:moveTo | //w:rPrChange | //w:pPrChange"

IN_PLACE = {"value", "wording", "typography", "layout", "running line", "cover"}
"""Sorts of edits that leave each line where it is."""


@cache
def housing() -> bytes:
    """The memorandum on housing, with a section on payments, as a Word file."""
    document = compose(memorandum(PAYMENTS), LIBRARY)
    data = written(document, HouseStyle(document.style, ROOT), "docx")
    assert isinstance(data, bytes)
    return data


def halton() -> bytes:
    return made("halton/2020", "docx")


def words(docx: bytes, changes: str) -> str:
    """The text that pandoc reads, a line for each paragraph, item and cell, without the contents list and the numbers of references."""
    lines = [line for _, _, line in outline(require("pandoc"), docx, "docx", f"--track-changes={changes}")]
    start = lines.index("Contents")
    lines = lines[:start] + [line for line in lines[start + 1 :] if not _CONTENTS.match(line)]
    return _NUMBER.sub(r"\1#", "\n" + "\n".join(lines) + "\n")


def shows(docx: bytes, xpath: str) -> bool:
    """Whether an XPath is true of a part of the file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        parts = [etree.fromstring(file.read(name)) for name in file.namelist() if re.fullmatch(r"word/\w+\.xml", name)]
    return any(part.getroottree().xpath(xpath, namespaces=SPACES) for part in parts)


def batches(edits: Sequence[Edit]) -> list[list[Edit]]:
    """The edits in as few files as can be: one that puts lines elsewhere shares no file with another of its section."""
    made: list[list[Edit]] = []
    for edit in edits:
        if (batch := next((batch for batch in made if all(together(edit, other) for other in batch)), None)) is None:
            made.append([edit])
        else:
            batch.append(edit)
    return made


def together(edit: Edit, other: Edit) -> bool:
    """Whether two edits can be made in one file without one being in the other's way."""
    if ALONE or {edit.kind, other.kind} & APART or edit.everywhere or other.everywhere:
        return False
    return edit.section != other.section or {edit.sort, other.sort} <= IN_PLACE


def applied(text: str, edits: Sequence[Edit]) -> str:
    for edit in edits:
        text = edit.applied(text)
    return text


DOCUMENTS: dict[str, tuple[Callable[[], bytes], tuple[Edit, ...]]] = {"housing": (housing, HOUSING), "halton": (halton, HALTON)}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
def test_each_edit_is_in_the_file_and_nothing_else(name: str, tracked: bool) -> None:
    file, edits = DOCUMENTS[name]
    chosen = batches(edits)
    saved, *each = editors.edited_each([(file(), batch, tracked) for batch in ([], *chosen)])
    before = words(saved, "accept")
    for batch, docx in zip(chosen, each, strict=True):
        kinds = [edit.kind for edit in batch]
        assert not [edit.kind for edit in batch if edit.shows and (shows(saved, edit.shows) or not shows(docx, edit.shows))]
        assert shows(docx, TRACKED) or not tracked or all(edit.untracked for edit in batch), kinds
        assert tracked or not shows(docx, TRACKED), kinds
        if UNREAD.isdisjoint(kinds):
            assert words(docx, "accept") == applied(before, batch), kinds
            assert not tracked or words(docx, "reject") == applied(before, [edit for edit in batch if edit.untracked]), kinds


def test_the_edits_are_of_forty_kinds_and_each_changes_something() -> None:
    kinds = {edit.kind for edit in HOUSING + HALTON}
    assert len(kinds) >= 40
    assert all(edit.changes or edit.shows for edit in HOUSING + HALTON)
    assert len({edit.kind for edit in HOUSING}) == len(HOUSING)
