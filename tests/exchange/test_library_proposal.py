"""An edit proposed for the library: the next version of the clause, as a draft, with its fields and conditions."""

from __future__ import annotations

import pytest

from docgen.document.problems import DocgenError
from docgen.exchange.edits.library_proposal import proposed
from tests.exchange.answers import ANSWER, base, found, read, typed_over
from tests.revisions import ROOT

HALTON = "halton/2020"


def test_other_words_become_the_next_version_of_the_clause_with_its_fields() -> None:
    edits = found(HALTON, typed_over(read(HALTON), {"A party that learns": "Any party that learns"}))
    (path,), (data,) = zip(*proposed(ROOT, base(HALTON), edits, [edit.id for edit in edits.edits], ANSWER).items(), strict=True)
    assert path == ROOT / "clauses/successor-bodies/continuity/v2.md"
    old, new = (ROOT / "clauses/successor-bodies/continuity/v1.md").read_text(encoding="utf-8").split("\n"), data.decode().split("\n")
    assert [line for line in old if line not in new and not line.startswith("status")] == [
        "A party that learns of such a change will tell the other parties, where it can, at least {{ notice | words }} before the change takes effect."
    ]
    assert [line for line in new if line not in old] == [
        "status: draft",
        "change: minor",
        "changes: Returned by NHS Halton on 1 May 2026",
        "Any party that learns of such a change will tell the other parties, where it can, at least {{ notice | words }} before the change takes effect.",
    ]


def test_a_value_or_a_field_typed_over_is_nothing_for_the_library() -> None:
    value = found(HALTON, typed_over(read(HALTON), {"every 4 weeks": "every 5 weeks"}))
    words = found(HALTON, typed_over(read(HALTON), {"at least three months before the change": "at least a few months before the change"}))
    for edits, code in ((value, "no-clause"), (words, "no-version")):
        with pytest.raises(DocgenError) as caught:
            proposed(ROOT, base(HALTON), edits, [edit.id for edit in edits.edits], ANSWER)
        assert [problem.code for problem in caught.value.problems] == [code]
