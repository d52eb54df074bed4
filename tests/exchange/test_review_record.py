"""The record of a review names people, and never a program's word for nobody."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from docgen.exchange.returned.how_made import HowMade
from docgen.exchange.returned.returned_draft import PlacedComment, Returned
from docgen.exchange.returned.review_record import review
from docgen.formats.docx.reading.read_comments import Comment


def returned_by(*authors: str) -> Returned:
    edit = SimpleNamespace(id="e1", section="s", clause="c", sort="wording", node="n", old="a", new="b", told="", elsewhere=(), path=(), value=None)
    comments = tuple(PlacedComment(Comment(str(number), author, "2026-05-03", "Why?", 0, 0, "a"), "s", "S") for number, author in enumerate(authors))
    build = SimpleNamespace(base=SimpleNamespace(partnership=SimpleNamespace(id="halton/2020")), commit="")
    found = SimpleNamespace(edits=(edit,))
    return Returned("a.docx", cast(Any, build), cast(Any, found), {"e1": HowMade("tracked", authors, "2026-05-03")}, (), comments, ())


@pytest.mark.parametrize("nobody", ["Unknown Author", ""])
def test_an_unknown_author_is_no_author_of_an_edit_or_a_comment(nobody: str) -> None:
    record = cast(Any, review(returned_by("Ann Lee", nobody), b"file"))
    authors = [edit["authors"] for edit in record["edits"]]
    assert authors == [["Ann Lee"]]
    assert [comment["author"] for comment in record["comments"]] == ["Ann Lee", ""]
    assert record["partners"] == ["Ann Lee"]
