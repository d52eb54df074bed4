"""A redline in Word gives the new file when its changes are accepted and the old one when they are rejected, as other programs read it."""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from docgen.comparison.diff import diff
from docgen.document.explanation import Cause, Explanation
from docgen.document.redline import Redline
from docgen.document.tree import Document
from docgen.formats.docx import redline_writer as docx_redline
from docgen.formats.docx.comments import Comment, with_new_comments
from docgen.formats.docx.ooxml import accept_reject
from docgen.formats.outputs import written
from docgen.redlines.compare_revisions import compare
from docgen.sources.files import HouseStyle
from tests import pair, samples
from tests.comparison.test_diff import PAIRS
from tests.edits import edited
from tests.foreign import MODES
from tests.judges import absent, require, require_office_python
from tests.office import resolved
from tests.outline import outline
from tests.revisions import REVISIONS, ROOT, document
from tests.tracked_words import tracked

SCRIPTS = int(os.environ.get("DOCGEN_SCRIPTS", "12"))
"""How many random edit scripts are tried, each mode in its turn; a thousand take about half an hour."""
CHUNK = int(os.environ.get("DOCGEN_CHUNK", "6"))
"""How many of them LibreOffice reads each time it is started."""
CHUNKS = range((SCRIPTS + CHUNK - 1) // CHUNK)


def style(source: Document) -> HouseStyle:
    return HouseStyle(source.style, ROOT)


def redline_file(redline: Redline) -> bytes:
    """With numbers tracked, so that the old text comes back to the letter; without comments, which LibreOffice's packages without windows cannot open."""
    return docx_redline.write(redline, {}, style(redline.document), "off", track_numbers=True)


def lists(seed: int) -> tuple[Document, Document]:
    """Lists between paragraphs, before and after an item moved to another place or another list."""
    chance = random.Random(seed)
    names = ("council", "trust", "police", "school", "board", "fund", "report", "plan", "training", "premises", "officer", "child")
    lines = [[" ".join(chance.choices(names, k=12)) for _ in range(chance.randrange(2, 5))] for _ in range(3)]
    between = [" ".join(chance.choices(names, k=14)) for _ in lines]
    moved = [list(line) for line in lines]
    item = (source := chance.choice(moved)).pop(chance.randrange(len(source)))
    (target := chance.choice(moved)).insert(chance.randrange(len(target) + 1), item)
    blocks = [[block for items, text in zip(each, between, strict=True) for block in (pair.items(seed % 2 == 0, *items), text)] for each in (lines, moved)]
    old, new = (pair.document("none", pair.section("aims", *each)) for each in blocks)
    return old, new


@pytest.mark.parametrize("seed", range(8))
def test_an_item_whose_neighbour_moved_keeps_its_kind(seed: int) -> None:
    pandoc, (old, new) = require("pandoc"), lists(seed)
    redline = redline_file(diff(old, new))
    for choice, expected in (("accept", new), ("reject", old)):
        assert outline(pandoc, redline, "docx", f"--track-changes={choice}") == outline(pandoc, written(expected, style(expected), "docx"), "docx")


@dataclass(frozen=True, slots=True)
class Script:
    """Two documents and their redline, all three as Word files."""

    name: str
    old: bytes
    new: bytes
    redline: bytes

    @classmethod
    def of(cls, name: str, old: Document, new: Document) -> Script:
        return cls(name, written(old, style(old), "docx"), written(new, style(new), "docx"), redline_file(diff(old, new)))


def scripts(chunk: int) -> Iterator[Script]:
    """Some random edit scripts. They stay the same when more are tried; a mode meets every revision and every number of edits."""
    for seed in range(chunk * CHUNK, min((chunk + 1) * CHUNK, SCRIPTS)):
        mode = list(MODES)[seed % len(MODES)]
        before = document(REVISIONS[seed % len(REVISIONS)])
        old, new = MODES[mode](before, edited(before, seed, 1 + seed % 11).document)
        yield Script.of(f"script {seed}, {mode}", old, new)


@contextmanager
def told(name: str) -> Iterator[None]:
    """An AssertionError inside says which script failed."""
    try:
        yield
    except AssertionError as error:
        error.add_note(name)
        raise


def own_reader(data: bytes, accept: bool) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        body = file.read("word/document.xml").decode()
        notes = re.findall(r'<w:footnote w:id="(\d+)">(.*?)</w:footnote>', file.read("word/footnotes.xml").decode(), re.DOTALL)
    return accept_reject.text(body, accept, [xml for _, xml in notes], int(notes[0][0]) if notes else 0)


def in_pandoc(script: Script) -> None:
    pandoc = require("pandoc")
    for choice, expected in (("accept", script.new), ("reject", script.old)):
        read = [(kind, words) for kind, _, words in outline(pandoc, script.redline, "docx", f"--track-changes={choice}")]
        assert read == [(kind, words) for kind, _, words in outline(pandoc, expected, "docx")], script.name


_LOST = "Error: Reference source not found"
_NUMBER = re.compile(r"((?:section|appendix) )[\d.]*(?!\w)", re.IGNORECASE)


_ENTRY = re.compile(r"^(?:Appendix )?\d[\d.]*\t")


def in_libreoffice(scripts: list[Script], folder: Path, numbers: bool = True) -> None:
    """Without `numbers`, those of the contents list, which are new unless they are tracked, may differ."""
    assert all(script.old == script.new for script in scripts if script.redline == script.new), "a redline without a mark is the clean file of both"
    scripts = [script for script in scripts if script.redline != script.new]
    jobs: dict[bytes, tuple[str, tuple[str, ...]]] = {}
    for script in scripts:
        for data, actions in ((script.old, ()), (script.new, ()), (script.redline, ("accept", "reject"))):
            jobs.setdefault(data, (f"{folder}/{len(jobs)}.docx", actions))
            Path(jobs[data][0]).write_bytes(data)
    found_all = iter(resolved(list(jobs.values()), require("soffice"), require_office_python()))
    texts = {data: [next(found_all) for _ in actions or [""]] for data, (_, actions) in jobs.items()}
    for script in scripts:
        for clean_file, found in zip((script.new, script.old), texts[script.redline], strict=True):
            with told(script.name):
                _same(*(lines if numbers else [_ENTRY.sub("", line) for line in lines] for lines in (texts[clean_file][0], found)))


def _same(expected: list[str], found: list[str]) -> None:
    """AssertionError unless the lines are the same, but for what LibreOffice does of itself."""
    # LibreOffice fills references anew at once. A section that moved takes its name along to the new place, where it is missed when
    # the move is rejected; and a heading after what went may lose its looks, and so its number.
    expected, found = ([_NUMBER.sub(r"\1#", line.replace(_LOST, "0")) for line in lines] for lines in (expected, found))
    # It makes one line of the last on the cover and the first after it where the former came or went.
    start, begin = expected.index("Contents"), found.index("Contents")
    assert found[begin:] == expected[start:]
    assert "".join(found[:begin]) == "".join(expected[:start])


@pytest.mark.parametrize(("old", "new"), [*PAIRS, *((new, old) for old, new in PAIRS)])
def test_pandoc_gets_both_texts_of_real_revisions(old: str, new: str) -> None:
    in_pandoc(Script.of(f"{old} to {new}", document(old), document(new)))


def test_libreoffice_gets_both_texts_of_real_revisions(tmp_path: Path) -> None:
    both = [*PAIRS, *((new, old) for old, new in PAIRS)]
    in_libreoffice([Script.of(f"{old} to {new}", document(old), document(new)) for old, new in both], tmp_path)


def with_a_comment() -> bytes:
    """A Word file that another program could have made: one paragraph with one comment, and no tracked change."""
    document = Document("a/b", "en-GB", "none", "mou", samples.everything().front, (pair.section("aims", pair.LONG),))
    return with_new_comments(written(document, style(document), "docx"), [Comment(pair.LONG, ("Why?",))], "A reader", "2024-01-01T00:00:00Z")


def require_comments(folder: Path) -> None:
    """Require a LibreOffice that opens files with comments; without the window of a comment (libreoffice-writer-nogui) it crashes."""
    (folder / "commented.docx").write_bytes(with_a_comment())
    try:
        resolved([(f"{folder}/commented.docx", ())], require("soffice"), require_office_python())
    except AssertionError:
        absent("libreoffice-writer is not installed: libreoffice-writer-nogui crashes on any file with a comment")


@pytest.mark.parametrize("which", ["real", "none", "headings", "paragraphs"])
def test_libreoffice_opens_the_default_redline_hidden_and_gets_both_texts(which: Any, tmp_path: Path) -> None:
    require_comments(tmp_path)
    if which == "real":
        made = compare(ROOT, "halton/2019", "halton/2020")
        both, explanations = (made.redline.was, made.redline.now), made.explanations
    else:
        both = (pair.old(which), pair.new(which))
        explanations = {change.id: Explanation((Cause("value", f"cause {change.id} & <more>"),)) for change in diff(*both).changes}
    redline = docx_redline.write(diff(*both), explanations, style(both[1]))
    with zipfile.ZipFile(io.BytesIO(redline)) as file:
        assert file.read("word/comments.xml").count(b"<w:comment ") > 3
    old, new = (written(each, style(each), "docx") for each in both)
    in_libreoffice([Script(which, old, new, redline)], tmp_path, numbers=False)


@pytest.mark.parametrize("chunk", CHUNKS)
def test_pandoc_gets_both_texts_of_random_edits(chunk: int) -> None:
    for script in scripts(chunk):
        in_pandoc(script)


@pytest.mark.parametrize("chunk", CHUNKS)
def test_libreoffice_gets_both_texts_of_random_edits(chunk: int, tmp_path: Path) -> None:
    in_libreoffice(list(scripts(chunk)), tmp_path)


@pytest.mark.parametrize("chunk", CHUNKS)
def test_two_readers_get_both_texts_of_random_edits_and_no_move_is_false_or_hides_a_changed_word(chunk: int) -> None:
    for script in scripts(chunk):
        found = tracked(script.redline)
        assert (found.old, found.new) == (tracked(script.old).new, tracked(script.new).new), script.name
        assert found.hidden == 0, (script.name, found.moves)
        assert not found.false_moves, (script.name, found.false_moves)
        for accept, expected in ((True, script.new), (False, script.old)):
            assert own_reader(script.redline, accept) == own_reader(expected, True), script.name
