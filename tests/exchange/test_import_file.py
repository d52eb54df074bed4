"""A built file of any format is imported as what it was built from, and a proposed text as what differs from the old one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.comparison.diff import diff
from docgen.document.tree import Document, Figure, Section, walk
from docgen.exchange.import_file import name_for, new_revisions
from docgen.exchange.patch_of_values import patch
from docgen.exchange.yaml_layout import layout
from docgen.formats.reading.as_read import as_read
from docgen.partnership.partnership_files import from_text
from docgen.sources import yaml_tree
from docgen.sources.yaml_tree import parse
from tests.revisions import REVISIONS, ROOT, document, made

SUFFIXES = {"docx": "docx", "html": "html", "markdown": "md", "json": "json"}


def _ids(sections: tuple[Section, ...]) -> list[Any]:
    return [(section.id, section.number, _ids(section.sections)) for section in sections]


CHARTED = ("halton/2019", "halton/2020")
"""Their chart is a list in Markdown, which has the bodies in another order."""
OWN = {"status", "row", "running header"}
"""What a new revision says for itself on its cover: that nobody has approved it, its own name, and where a file has no header, its own short title."""


def _chart(document: Document) -> dict[str, tuple[set[str], bool]]:
    """The bodies of the chart: what each reports to, and whether it is external."""
    (figure,) = [node for section in document.sections for node in walk(section) if isinstance(node, Figure)]
    names = {node.id: node.name for node in figure.chart}
    return {node.name: ({names[above] for above in node.reports_to}, node.external) for node in figure.chart}


FEWEST = {"hartlepool-stockton/2019": 10}
"""How many of its sections say just what a clause says, where that is fewer than 11."""


@pytest.mark.parametrize("format", SUFFIXES)
@pytest.mark.parametrize("name", REVISIONS)
def test_a_built_file_becomes_a_revision_that_says_the_same(name: str, format: str) -> None:
    (new,) = new_revisions(ROOT, made(name, format), f"a.{SUFFIXES[format]}", "imported/1")
    before, after = as_read(document(name)), as_read(new.made.document)
    assert (new.made.lost, new.made.added) == ((), ())
    if format == "markdown" and name in CHARTED:
        changes = diff(before, after).changes
        assert {(change.section, change.node) for change in changes if change.node not in OWN} == {("wider-partnerships", "figure")}
        assert _chart(new.made.document) == _chart(document(name))
        return
    assert after.sections == before.sections
    assert _ids(new.made.document.sections) == _ids(document(name).sections)
    changed = {change.node for change in diff(before, after).changes}
    assert changed <= OWN - ({"running header"} if format in ("docx", "json") else set())
    assert sum(1 for placed in new.made.sections if placed.clause) >= FEWEST.get(name, 11)


def test_a_name_is_that_of_the_revision_or_made_of_the_title() -> None:
    one = document("oxfordshire/draft-1")
    assert name_for(one, "a.docx") == "oxfordshire/draft-1"
    assert name_for(as_read(document("halton/2019")), "a.docx") == "halton/2019"


BEFORE = """\
title: A
date: 2019
parties: {a: {name: A}, b: {name: B}}
sections:
  one: {title: One, reason: r, text: x}
  two: {clause: a/b@1, with: {p: q}}
  three: {title: Three, reason: r, text: z}
"""
AFTER = """\
title: A
parties: {a: {name: A}, b: {name: BB}}
sections:
  three: {title: Three, reason: r, text: z}
  one: {title: One, reason: r, text: x}
  new: {title: New, reason: r, text: n}
  two: {title: Two, reason: r, text: y}
"""


def test_a_patch_states_only_what_differs_and_gives_the_new_values_in_their_order() -> None:
    before, after = (yaml_tree.plain(parse(text, "")) for text in (BEFORE, AFTER))
    made = patch(before, after)
    assert made["date"] is None and made["parties"] == {"b": {"name": "BB"}}
    assert made["sections"]["new"]["after"] == "one" and made["sections"]["two"]["clause"] is None
    assert "one" not in made["sections"] and patch(after, after) == {}


@given(st.permutations("abcdef"), st.permutations("abcdefgh"), st.integers(1, 6), st.integers(0, 8))
def test_sections_come_out_in_the_new_order(old: list[str], new: list[str], count: int, kept: int) -> None:
    def values(names: list[str]) -> dict[str, Any]:
        return {
            "title": "A",
            "partnership": {"name": "P"},
            "status": "draft",
            "sections": {name: {"title": name, "reason": "r", "text": name} for name in names},
        }

    before, after = values(old[:count]), values(new[: max(kept, 1)])
    made = from_text("p/2", layout({"extends": "1", **patch(before, after)}), ("p/1", layout(before)))
    assert list(made.revision.sections) == list(after["sections"])
