"""Laws of filling in: values stay as they are, what needs no filling is shared, and composing again changes nothing."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.clausetext.clause_reader import read
from docgen.composition import bind_blocks
from docgen.composition.binding import Binding
from docgen.document.fingerprint import fingerprint
from docgen.document.problems import Position
from docgen.document.quotation_marks import straightened
from docgen.document.tree import BLOCKS, Field, FieldBlock, List, Paragraph, Section, Text, plain, walk
from docgen.formats.printed_values import Language
from tests.revisions import REVISIONS
from tests.revisions import document as revision
from tests.sketch import document

TEMPLATE = "A {{ x }} b.\n\n- {{ x }}\n\n| A |\n|---|\n| {{ x }} |\n\n> **{{ x }}** {% if x %}c{% endif %} [](#one)"
STILL = "A **b** c[](#d).\n\n- one\n  1. two\n\n> three\n\n| A | B |\n|:-:|--:|\n| 1 | *2* |\n\nE /\\\nf."


def _read(text: str) -> tuple[Any, ...]:
    return read(text, lambda line, column: Position("t.md", line + 1, column + 1))


def _bound(text: str, **scope: Any) -> tuple[Any, ...]:
    binding = Binding(Language("en-GB"), {}, bind_blocks.blocks)
    made = binding.blocks(_read(text), scope)
    assert not binding.problems
    return made


def _shape(blocks: tuple[Any, ...]) -> list[str]:
    return [type(node).__name__ for block in blocks for node in walk(block)]


@given(st.text(min_size=1))
def test_a_value_comes_out_as_it_is_but_for_quotation_marks_and_changes_nothing_else(value: str) -> None:
    blocks = _bound(TEMPLATE, x=value)
    fields = [node for block in blocks for node in walk(block) if isinstance(node, Field)]
    assert [(node.name, straightened(plain(node.inlines))) for node in fields] == [("x", straightened(value))] * 4
    assert _shape(blocks) == _shape(_bound(TEMPLATE, x="v"))


def test_a_template_without_fields_is_its_own_filling() -> None:
    blocks = _read(STILL.replace("[](#d)", ""))
    assert Binding(Language("en-GB"), {}, bind_blocks.blocks).blocks(blocks, {}) is blocks


def test_what_needs_no_filling_is_shared_with_the_template() -> None:
    blocks = _read("A.\n\n{{ x }} b.\n\n- c")
    made = Binding(Language("en-GB"), {}, bind_blocks.blocks).blocks(blocks, {"x": "v"})
    assert (made[0] is blocks[0], made[1] is blocks[1], made[2] is blocks[2]) == (True, False, True)


def test_a_fingerprint_minds_words_and_not_numbers_or_places() -> None:
    paragraph = Paragraph((Text("A"),))
    same = replace(paragraph, number="2.1", position=Position("f", 3, 4))
    assert fingerprint((paragraph,)) == fingerprint((same,))
    assert len({fingerprint(t) for t in ((paragraph,), (Paragraph((Text("B"),)),), (paragraph, paragraph), (Paragraph((Text("A"), Text(""))),))}) == 4


@given(st.text(max_size=20), st.text(max_size=20))
def test_other_words_have_another_fingerprint(one: str, other: str) -> None:
    assert (fingerprint((Text(one),)) == fingerprint((Text(other),))) == (one == other)


def _assert_tidy(document: Any) -> None:
    for node in walk(document):
        for name in ("inlines", "title", "caption"):
            inlines = getattr(node, name, ())
            assert not any(isinstance(a, Text) and isinstance(b, Text) for a, b in itertools.pairwise(inlines)), inlines
            assert Text("") not in inlines
        for name in ("blocks",):
            blocks = getattr(node, name, ())
            assert not any(isinstance(a, List) and isinstance(b, List) and a.ordered == b.ordered for a, b in itertools.pairwise(blocks))
            assert all(isinstance(block, BLOCKS) for block in blocks)
        if isinstance(node, Paragraph):
            first, last = node.inlines[0], node.inlines[-1]
            assert not (isinstance(first, Text) and first.text[0] == " ") and not (isinstance(last, Text) and last.text[-1] == " ")
        assert not isinstance(node, FieldBlock) or node.blocks


@pytest.mark.parametrize("name", REVISIONS)
def test_a_revision_is_tidy(name: str) -> None:
    _assert_tidy(revision(name))


PIECES = st.lists(
    st.sampled_from(
        [
            "a",
            " ",
            ".",
            "**b**",
            "{{ parties.trust }}",
            "{% if terms %}x{% endif %}",
            "{% if parties %} y {% endif %}",
            "\n\n",
            "\n- ",
            "\n1. ",
            "\n> ",
            "[](#one)",
            "^[n]",
            "{% for p in parties %}{{ p.name }} {% endfor %}",
        ]
    ),
    max_size=12,
)


@given(PIECES)
def test_whatever_is_composed_is_tidy_and_composes_again_to_the_same(pieces: list[str]) -> None:
    text = "S.\n\n" + "".join(pieces)
    made, again = document(text), document(text)
    _assert_tidy(made)
    assert made == again
    digests = [[node.origin.digest for node in walk(d) if isinstance(node, Section) and node.origin] for d in (made, again)]
    assert digests[0] == digests[1]
