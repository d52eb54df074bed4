"""The reader of tracked changes counts what a program marks, and finds what a move hides and what never moved."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.tracked_words import tracked

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def file(*paragraphs: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{"".join(paragraphs)}</w:body></w:document>')
    return out.getvalue()


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def r(text: str, kind: str = "") -> str:
    run = f"<w:r><w:{'delText' if kind == 'del' else 't'}>{text}</w:{'delText' if kind == 'del' else 't'}></w:r>"
    return f"<w:{kind}>{run}</w:{kind}>" if kind else run


def moved(end: str, name: str, *runs: str, id: int = 1) -> str:
    return f'<w:{end}RangeStart w:id="{id}" w:name="{name}"/>{p(*runs)}<w:{end}RangeEnd w:id="{id}"/>'


def test_words_in_insertions_and_deletions_count_and_both_texts_come_back() -> None:
    found = tracked(file(p(r("Each pays "), r("12% now", "del"), r("18%", "ins"), r(" of it."))))
    assert (found.marked, found.moved, found.moves) == (3, 0, ())
    assert (found.old, found.new) == (("Each", "pays", "12%", "now", "of", "it."), ("Each", "pays", "18%", "of", "it."))


@pytest.mark.parametrize(("source", "target", "hidden"), [("The Chairman reports.", "The Chair reports.", 2), ("The Chair reports.", "The Chair reports.", 0)])
def test_a_word_that_differs_between_the_ends_of_a_move_is_hidden(source: str, target: str, hidden: int) -> None:
    found = tracked(file(moved("moveFrom", "a", r(source, "moveFrom")), p(r("Between them.")), moved("moveTo", "a", r(target, "moveTo"), id=2)))
    assert (found.moved, len(found.moves), found.hidden, found.false_moves) == (3, 1, hidden, ())


def test_what_is_marked_in_a_move_does_not_hide() -> None:
    source = moved("moveFrom", "a", r("The ", "moveFrom"), r("Chairman", "del"), r(" reports.", "moveFrom"))
    target = moved("moveTo", "a", r("The ", "moveTo"), r("Chair", "ins"), r(" reports.", "moveTo"), id=2)
    found = tracked(file(source, p(r("Between them.")), target))
    assert (found.marked, found.moved, found.hidden) == (2, 2, 0)


def test_a_move_within_a_move_has_its_own_ends() -> None:
    inner, outer = moved("moveTo", "inner", r("Inside.", "moveTo"), id=4), p(r("Around it.", "moveTo"))
    target = f'<w:moveToRangeStart w:id="3" w:name="outer"/>{p(r("First.", "moveTo"))}{inner}{outer}<w:moveToRangeEnd w:id="3"/>'
    source = moved("moveFrom", "outer", r("First. Around it.", "moveFrom")) + p(r("Between.")) + moved("moveFrom", "inner", r("Inside.", "moveFrom"), id=2)
    assert tracked(file(source, p(r("Kept.")), target)).hidden == 0


def test_a_move_past_nothing_is_false() -> None:
    source, target = moved("moveFrom", "a", r("It stays.", "moveFrom")), moved("moveTo", "a", r("It stays.", "moveTo"), id=2)
    assert tracked(file(p(r("Before.")), source, p(r("New heading", "ins")), target, p(r("After.")))).false_moves == ("It stays.",)
