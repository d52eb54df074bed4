"""Every format shows a changed heading alone, and a Word redline gives each paragraph its old style and number back."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.comparison.diff import diff
from docgen.document.explanation import Explanation
from docgen.document.tree import Document, Scheme
from docgen.formats.html import redline_writer as html_redline
from docgen.formats.markdown import redline_writer as markdown_redline
from docgen.formats.outputs import written
from tests import pair
from tests.formats.test_docx_redline import Script, in_libreoffice, in_pandoc, redline_file, style
from tests.revisions import REVISIONS, document
from tests.structure import CASES, LINES, Case, documents, restructured, whole
from tests.wordfile import Word, settled

on_the_page: Any = import_module("tests.formats.test_html_redline")
"""A type checker would find the folder of its golden files under this name."""
SCHEMES: tuple[Scheme, ...] = ("none", "headings", "paragraphs")


def lines(data: bytes) -> list[tuple[str, str, str]]:
    return [(p.style, p.label, p.text) for p in Word(data).body() if p.text.strip()]


def both_come_back(old: Document, new: Document) -> bytes:
    data = redline_file(diff(old, new))
    for accept, expected in ((True, new), (False, old)):
        assert lines(settled(data, accept)) == lines(written(expected, style(expected), "docx"))
    return data


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_word_gives_styles_and_numbers_back(case: Case, scheme: Scheme) -> None:
    first, second = documents(case, scheme)
    both_come_back(first, second)
    both_come_back(second, first)


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(REVISIONS), seed=st.integers(0, 10**6), count=st.integers(1, 4))
def test_word_gives_styles_and_numbers_back_after_any_change_of_structure(name: str, seed: int, count: int) -> None:
    both_come_back(document(name), restructured(document(name), seed, count))


def test_other_programs_read_both_texts_back(tmp_path: Path) -> None:
    scripts = []
    for case in CASES:
        first, second = documents(case)
        scripts += [Script.of(f"{case.name} there", first, second), Script.of(f"{case.name} back", second, first)]
    for script in scripts:
        # Pandoc reads no old properties of a paragraph, so to it a heading stays one.
        if not script.name.startswith("paragraph"):
            in_pandoc(script)
    in_libreoffice(scripts, tmp_path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("back", [False, True], ids=["there", "back"])
def test_pages_and_reports_show_each_change_at_its_heading(case: Case, back: bool) -> None:
    old, new = documents(case)[:: -1 if back else 1]
    redline = diff(old, new)
    explanations = {change.id: Explanation() for change in redline.changes}
    page = html_redline.write(redline, explanations, style(new)).decode()
    report = markdown_redline.write(redline, explanations, style(new)).decode()
    for change in redline.changes:
        assert page.count(f'id="change_{change.id}"') == 1
        assert f"**{change.id}**" in report


ONE = pair.p(*LINES[0].inlines, " ", *LINES[1].inlines)
JOINED = [
    documents(Case("", (whole(*between, *LINES[5:]),), (whole(ONE, *LINES[5:]),), 0, (), ()), scheme)
    for between in (LINES[:2], (LINES[0], *LINES[3:5], LINES[1]))
    for scheme in SCHEMES
]


@pytest.mark.parametrize("both", JOINED)
def test_word_gives_the_numbers_back_of_what_was_joined_and_of_what_stood_between(both: tuple[Document, Document]) -> None:
    both_come_back(*both)
    both_come_back(*both[::-1])


@pytest.mark.parametrize("both", [*(documents(case, scheme) for case in CASES for scheme in SCHEMES), *JOINED])
def test_each_side_is_read_off_the_page_with_its_numbers(both: tuple[Document, Document]) -> None:
    on_the_page.laws(*both)
    on_the_page.laws(*both[::-1])
