"""No range of a move in Word lies in another: nobody says what Word does with those. The list of changes and the comments still tell of the move."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from docgen.comparison.diff import diff
from docgen.document.explanation import Cause, Explanation
from docgen.document.tree import Document, Section
from docgen.formats.docx import redline_writer as docx_redline
from docgen.formats.outputs import written
from tests import pair
from tests.formats.test_docx_marks import words
from tests.formats.test_docx_redline import Script, in_pandoc, redline_file, style
from tests.wordfile import Word, settled

_RANGE = re.compile(r'<w:(move(?:From|To))Range(Start|End) w:id="(\d+)"(?:[^>]*w:name="([^"]*)")?')


def texts(count: int, seed: int = 1) -> list[str]:
    """Paragraphs that have little in common."""
    chance = random.Random(seed)
    return [" ".join("".join(chance.choices("abcdefghij", k=6)) for _ in range(14)).capitalize() + "." for _ in range(count)]


ONE, TWO, THREE, FOUR, *REST = texts(24)
LONG = ("long", *REST[4:16])
CASES = {
    "a paragraph moves within a moved section": ([("a", ONE, TWO, THREE, FOUR), LONG], [LONG, ("a", TWO, THREE, FOUR, ONE)]),
    "a paragraph moves out of a moved section": ([("a", ONE, TWO, THREE, FOUR), LONG], [(*LONG, ONE), ("a", TWO, THREE, FOUR)]),
    "a paragraph moves into a moved section": ([("a", TWO, THREE, FOUR), (*LONG, ONE)], [LONG, ("a", TWO, THREE, ONE, FOUR)]),
    "a paragraph moves between moved sections": (
        [("a", ONE, TWO, THREE), ("b", FOUR, *REST[:2]), LONG],
        [LONG, ("b", FOUR, ONE, *REST[:2]), ("a", TWO, THREE)],
    ),
}


def document(sections: list[tuple[str, ...]], below: dict[str, Section] | None = None) -> Document:
    made = (pair.section(*each) for each in sections)
    return pair.document("headings", *(replace(each, sections=(below[each.id],)) if below and each.id in below else each for each in made))


def pairs() -> dict[str, tuple[Document, Document]]:
    found = {name: (document(old), document(new)) for name, (old, new) in CASES.items()}
    inner = pair.section("inner", *REST[:3])
    a, other = ("a", ONE, TWO), ("other", THREE, FOUR)
    found["a sub-section moves out of a moved section"] = document([a, LONG, other], {"a": inner}), document([LONG, a, other], {"other": inner})
    found["a sub-section moves into a moved section"] = document([a, LONG, other], {"other": inner}), document([LONG, a, other], {"a": inner})
    return found


def shuffled(seed: int) -> tuple[Document, Document]:
    """Sections in another order, with paragraphs that went from one to another or to another place, and some that changed on the way."""
    chance = random.Random(seed)
    sections = [[f"s{number}", *texts(chance.randrange(2, 6), seed * 100 + number)] for number in range(6)]
    old = document([tuple(each) for each in sections])
    chance.shuffle(sections)
    for _ in range(chance.randrange(1, 5)):
        source, target = chance.choice(sections), chance.choice(sections)
        if len(source) > 2:
            text = source.pop(chance.randrange(1, len(source)))
            text = text.replace(text.split()[3], "otherwise") if chance.random() < 0.3 else text
            target.insert(chance.randrange(1, len(target) + 1), text)
    return old, document([tuple(each) for each in sections])


def ranges(data: bytes) -> int:
    """The number of moves with ranges. AssertionError if one lies in another, is not closed, or has not both ends."""
    xml = ZipFile(BytesIO(data)).read("word/document.xml").decode()
    inside, names = "", []
    for kind, side, id, name in _RANGE.findall(xml):
        if side == "Start":
            assert not inside, f"{name} lies in another"
            inside = f"{kind} {id}"
            names.append((name, kind))
        else:
            assert inside == f"{kind} {id}"
            inside = ""
    assert not inside and len(set(names)) == len(names)
    moves = {name for name, _ in names}
    assert len(names) == 2 * len(moves)
    return len(moves)


def lines(data: bytes) -> list[tuple[str, str, str]]:
    return [(p.style, p.label, p.text) for p in Word(data).body() if p.text.strip()]


def laws(old: Document, new: Document) -> None:
    data = redline_file(diff(old, new))
    ranges(data)
    for accept, expected in ((True, new), (False, old)):
        assert lines(settled(data, accept)) == lines(written(expected, style(expected), "docx"))
    in_pandoc(Script("moves", written(old, style(old), "docx"), written(new, style(new), "docx"), data))


@pytest.mark.parametrize("name", pairs())
def test_no_range_of_a_move_lies_in_another(name: str) -> None:
    for old, new in (pairs()[name], pairs()[name][::-1]):
        redline = diff(old, new)
        moved = sum(change.kind == "moved" for change in redline.changes)
        assert moved > ranges(redline_file(redline)) > 0
        laws(old, new)


@pytest.mark.parametrize("seed", range(12))
def test_no_range_lies_in_another_whatever_moved(seed: int) -> None:
    laws(*shuffled(seed))


def test_an_inner_move_is_written_as_a_deletion_and_an_insertion_and_told_as_a_move() -> None:
    old, new = pairs()["a paragraph moves out of a moved section"]
    redline = diff(old, new)
    word = Word(docx_redline.write(redline, {change.id: Explanation((Cause("value", f"cause {change.node}"),)) for change in redline.changes}, style(new)))
    xml = word.text("word/document.xml")
    assert ONE in words(xml, "del") and ONE in words(xml, "ins") and TWO in words(xml, "moveFrom") and TWO in words(xml, "moveTo")
    comments = [re.sub("<[^>]*>", "", each) for each in re.findall("<w:comment .*?</w:comment>", word.text("word/comments.xml"))]
    assert sum(each.startswith("Moved") for each in comments) == 2 * sum(change.kind == "moved" for change in redline.changes)
    assert sum("cause paragraph" in each for each in comments) == 1
