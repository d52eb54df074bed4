"""What a Word file of docgen still has after another program opened and saved it: notes at their words, references to their sections, and all words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from docgen.comparison.diff import diff
from docgen.composition.compose import compose
from docgen.document.tree import Document
from docgen.formats.docx import redline_writer
from docgen.formats.outputs import written
from docgen.sources.files import HouseStyle
from tests.exchange.test_word_edits import housing, words
from tests.partnership.test_housing_memorandum import LIBRARY, memorandum
from tests.revisions import ROOT
from tests.word_edits import editors

ALPHA = "Alpha pays the council each month.^[Note alpha.]"
BETA = "Beta pays the trust twice a year.^[Note beta.] It is due at once."
MOVED = "A paragraph that moves to the end of this text and has words enough.^[Note moved.]"
GAMMA = "Gamma is paid by the police.^[Note gamma.]"
ZETA = "New zeta is a wholly new paragraph of the new text.^[Note zeta.]"
LAST = "Last words stand here as they are.^[Note last.]"
OLD = (ALPHA, BETA, MOVED, GAMMA, LAST)
NEW = (ALPHA.replace("alpha.", "alpha anew."), ZETA, BETA.replace("^[Note beta.]", ""), GAMMA.replace("police.", "police now."), LAST, MOVED)
LONG = {f"a-section-with-an-id-of-more-than-forty-letters-{name}": f"Title {name}" for name in ("one", "two")}


def text(lines: tuple[str, ...]) -> Document:
    """The memorandum on housing with a section of these paragraphs."""
    local = "".join(f"      {line}\n\n" for line in lines)
    changed = f'extends: "1"\nsections:\n  money:\n    title: Payments\n    reason: Ours alone.\n    after: costs\n    text: |\n{local}'
    return compose(memorandum(changed), LIBRARY)


def part(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as file:
        return file.read("word/document.xml").decode()


def redline(old: tuple[str, ...], new: tuple[str, ...]) -> bytes:
    before, after = text(old), text(new)
    return redline_writer.write(diff(before, after), {}, HouseStyle(after.style, ROOT))


def with_long_ids() -> bytes:
    sections = "".join(f"  {id}:\n    title: {title}\n    reason: A test.\n    text: Words of it. See [](#{id}).\n" for id, title in LONG.items())
    data = written(compose(memorandum(f'extends: "1"\nsections:\n{sections}'), LIBRARY), HouseStyle("mou", ROOT), "docx")
    assert isinstance(data, bytes)
    return data


@cache
def files() -> dict[str, tuple[bytes, bytes]]:
    """Each file as docgen made it and as LibreOffice saved it."""
    made = {"forth": redline(OLD, NEW), "back": redline(NEW, OLD), "long ids": with_long_ids(), "housing": housing()}
    saved = editors.edited_each([(docx, (), False) for docx in made.values()])
    return dict(zip(made, zip(made.values(), saved, strict=True), strict=True))


@pytest.mark.parametrize("name", ["forth", "back"])
def test_each_note_of_a_redline_stands_at_its_words_after_libreoffice_saved_it(name: str) -> None:
    made, saved = files()[name]
    ids = [int(id) for id in re.findall(r'<w:footnoteReference w:id="(\d+)"', part(made))]
    assert len(ids) == 8 and ids == sorted(set(ids)), "LibreOffice exchanges notes whose ids do not rise with the text"
    for changes in ("accept", "reject"):
        assert words(saved, changes) == words(made, changes)
        assert words(saved, changes).count("[Note") == 5


def test_references_to_sections_whose_long_ids_differ_late_stay_apart() -> None:
    made, saved = map(part, files()["long ids"])
    for title in LONG.values():
        name = re.search(rf'w:name="(_Ref_[^"]*)"/>(?:<w:r>(?:<w:rPr></w:rPr>)?)<w:t>{title}<', saved)
        assert name and f"REF {name[1]} " in saved, title
    names = re.findall(r'w:name="(_[^"]*)"', made)
    assert len({name[:40].casefold() for name in names}) == len(names)


SUPERDOC = pytest.param(editors.through_superdoc, marks=pytest.mark.skipif(editors.superdoc() is None, reason="make elsewhere installs SuperDoc"))


@pytest.mark.parametrize("way", [editors.through_odt, editors.through_pandoc, SUPERDOC])
def test_all_words_come_back_by_other_ways(way: Callable[[bytes], bytes]) -> None:
    assert words(way(housing()), "accept") == words(housing(), "accept")


def test_each_heading_keeps_its_bookmark_in_libreoffice_where_its_section_may_not() -> None:
    """LibreOffice loses a bookmark over several paragraphs that begins after a table, so a section is found by the bookmark in its heading."""
    made, saved = ({*re.findall(r'w:name="(_[^"]*)"', part(docx))} for docx in files()["housing"])
    assert made - saved == {"_clause_principles"}
    assert "_Ref_principles" in saved
