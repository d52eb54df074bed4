"""The findings of changes: each where it should be, and nowhere else."""

from __future__ import annotations

from typing import Literal

import pytest

from docgen.comparison.change_findings import findings, is_of_substance
from docgen.document.redline import Change

Kind = Literal["inserted", "deleted", "replaced", "moved", "restyled"]


def change(old: str, new: str, kind: Kind | None = None) -> Change:
    made: Kind = kind or ("replaced" if old and new else "inserted" if new else "deleted")
    return Change(1, made, "words", "a", "1", "1", "A", old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("should", "must", ("duty strengthened",)),
        ("must", "may", ("duty weakened",)),
        ("will", "will not", ("duty reversed",)),
        ("not", "", ("duty reversed",)),
        ("", "They must publish it.", ("duty added",)),
        ("They will publish it.", "", ("duty removed",)),
        ("10 working days", "15 working days", ("time limit",)),
        ("every 6 weeks", "every 4 weeks", ("frequency",)),
        ("12%", "18%", ("sum or share",)),
        ("£68,500", "£70,000", ("sum or share",)),
        ("30 September 2019", "30 September 2020", ("date",)),
        ("Chief Superintendent", "Superintendent", ("named post or person",)),
        ("Children Act 1989", "Children Act 2004", ("date", "legal citation")),
        ("", "if the board agrees", ("condition added",)),
        ("subject to approval", "", ("condition removed",)),
        ("its staff", "its workforce", ()),
        ("Board", "board", ("cosmetic only",)),
        ("a, b", "a b", ("cosmetic only",)),
    ],
)
def test_a_finding_is_what_the_words_say(old: str, new: str, expected: tuple[str, ...]) -> None:
    assert findings(change(old, new)) == expected


def test_looks_and_order_are_no_substance_and_words_are() -> None:
    assert not is_of_substance(change("a", "a", "moved"), findings(change("a", "a", "moved")))
    assert not is_of_substance(change("a", "a", "restyled"), findings(change("a", "a", "restyled")))
    assert is_of_substance(change("a", "b"), findings(change("a", "b")))
