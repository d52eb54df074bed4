"""The instrument of variation makes the new text of the old one, and says so in words that can be followed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.document.tree import Document
from docgen.formats.markdown import writer as markdown
from docgen.redlines.variation import amendments, applied, instrument, parts, sentences
from docgen.sources.files import HouseStyle
from tests.edits import edited
from tests.revisions import REVISIONS, document
from tests.revisions import ROOT as root

PAIRS = (("halton/2019", "halton/2020"), ("hartlepool-stockton/2019", "hartlepool-stockton/2019-09"))


def makes(old: Document, new: Document) -> bool:
    return applied(parts(old), amendments(old, new)) == tuple((part.id, part.lines) for part in parts(new))


@pytest.mark.parametrize(("old", "new"), [*PAIRS, *(pair[::-1] for pair in PAIRS), ("croydon/2017-02", "halton/2019")])
def test_the_amendments_of_real_revisions_make_the_new_text(old: str, new: str) -> None:
    assert makes(document(old), document(new))


@settings(deadline=None)
@given(st.sampled_from(REVISIONS), st.integers(0, 10**6), st.integers(0, 12))
def test_the_amendments_of_random_edits_make_the_new_text(name: str, seed: int, count: int) -> None:
    assert makes(document(name), edited(document(name), seed, count).document)


@pytest.mark.parametrize("name", REVISIONS)
def test_what_did_not_change_needs_no_amendment(name: str) -> None:
    assert amendments(document(name), document(name)) == ()


def test_words_are_substituted_by_quoting_them() -> None:
    told = [sentence for sentence, _ in sentences(document(PAIRS[0][0]), document(PAIRS[0][1]))]
    assert any("section 6.5" in sentence and "for “6 weeks” substitute “4 weeks”" in sentence for sentence in told)
    assert any(sentence.startswith("Move section 6.9 (Voice and public engagement arrangements) to follow section ") for sentence in told)
    assert "In section 7 (Endorsement), in the heading, for “Endorsement” substitute “Signatures”." in told


def test_the_instrument_is_a_document_as_any_other() -> None:
    old, new = (document(name) for name in PAIRS[0])
    made = markdown.write(instrument(old, new), HouseStyle(new.style, root)).decode()
    assert "\ufdd0" not in made and "\n1. " in made.replace("\n01. ", "\n1. ")
