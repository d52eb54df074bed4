"""Forty kinds of edit made in LibreOffice, tracked and not: a review finds each and no other, sorts it and applies it, and proves the new file.

The golden files are the reports as a drafter reads them; each was read beside the edits that were made.
"""

from __future__ import annotations

import difflib
import re
import shutil
import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from docgen.composition.compose import compose
from docgen.exchange.fitting.entry_changes import Answer
from docgen.exchange.returned.apply_review import choices, reviewed
from docgen.exchange.returned.returned_draft import read_returned
from docgen.exchange.returned.review_words import review_in_words
from docgen.formats.outputs import written
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load
from docgen.sources.files import HouseStyle
from tests.exchange.test_word_edits import batches
from tests.partnership.test_housing_memorandum import HOUSING as MEMORANDUM
from tests.revisions import ROOT
from tests.word_edits import editors
from tests.word_edits.halton import HALTON
from tests.word_edits.housing import HOUSING, PAYMENTS

DOCUMENTS = {"housing": ("housing/1", HOUSING), "halton": ("halton/2020", HALTON)}
UNPROVED = "paragraph made a heading"
"""The only kind of edit after which the new file does not say all that was accepted, which the report tells: a heading in the middle of a clause."""
PAT = Answer("Pat Reader", "3 May 2026", "Pat Reader", "2027-05", False)
_DAY = re.compile(r" on \d{1,2} \w+ \d{4}\b| \d+ of \d+(?=”$)")
"""Days, and numbers of pages, which depend on the fonts of the machine."""


@cache
def repository() -> Path:
    """A docs repository with the memorandum on housing beside the partnerships of this one."""
    root = Path(tempfile.mkdtemp(prefix="docgen-"))
    for part in ("clauses", "partnerships", "templates"):
        shutil.copytree(ROOT / part, root / part)
    folder = root / "partnerships/housing"
    folder.mkdir()
    shutil.copy(MEMORANDUM, folder / "0.yaml")
    (folder / "1.yaml").write_text(PAYMENTS.replace('extends: "1"', 'extends: "0"'), encoding="utf-8")
    return root


@cache
def edited(name: str, tracked: bool) -> tuple[tuple[str, bytes], ...]:
    """The built file untouched and with each batch of edits, as LibreOffice saves it, with what was done to it."""
    revision, edits = DOCUMENTS[name]
    document = compose(load(repository(), revision), Library(repository()))
    built = written(document, HouseStyle(document.style, repository()), "docx")
    chosen = [[], *batches(edits)]
    files = editors.edited_each([(built, batch, tracked) for batch in chosen])
    return tuple(("; ".join(edit.kind for edit in batch) or "nothing", data) for batch, data in zip(chosen, files, strict=True))


def told(data: bytes, of: str = "") -> str:
    """The report on a file, and whether all its edits can be applied, with the proof."""
    with ExitStack() as stack:
        returned = read_returned(repository(), data, "back.docx", of, stack)
        lines = [_DAY.sub("", line) for line in review_in_words(returned)[1:]]
        if ids := [edit.id for edit in choices(returned)]:
            made = reviewed(repository(), [(returned, ids, PAT)])
            lines += ["", *(f"LEFT {change.node}: “{change.old}” → “{change.new}”" for change in made.left)] if made.left else ["", "PROVED"]
    return "\n".join(lines)


@pytest.mark.parametrize("tracked", [True, False], ids=["tracked", "untracked"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_each_edit_is_found_sorted_applied_and_proved(name: str, tracked: bool, file_regression: FileRegressionFixture) -> None:
    found = {kinds: told(data) for kinds, data in edited(name, tracked)}
    assert {kinds for kinds, report in found.items() if "\nLEFT " in report} == {kinds for kinds in found if UNPROVED in kinds}
    reports = [f"# {kinds}\n{report}\n" for kinds, report in found.items()]
    file_regression.check("\n".join(reports), encoding="utf-8")


@pytest.mark.parametrize("way", ["libreoffice again", "OpenDocument", "pandoc"])
def test_what_other_programs_cannot_carry_is_the_only_difference(way: str, file_regression: FileRegressionFixture) -> None:
    before = [data for _, data in edited("halton", True)][: 2 if way == "pandoc" else None]
    if way == "pandoc":
        after = [editors.through_pandoc(data) for data in before]
    else:
        after = editors.each_through_odt(before) if way == "OpenDocument" else editors.edited_each([(data, (), False) for data in before])
    differences = []
    for old, new in zip(before, after, strict=True):
        first, second = (told(data, "halton/2020").splitlines() for data in (old, new))
        differences += [line for line in difflib.unified_diff(first, second, n=0, lineterm="") if not line.startswith(("---", "+++", "@@"))] + [""]
    file_regression.check("\n".join(differences), encoding="utf-8")
