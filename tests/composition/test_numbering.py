"""Numbers run without gaps, and a reference shows the number of what it refers to."""

from __future__ import annotations

import pytest

from docgen.document.tree import Figure, Paragraph, Reference, Section, Table, plain, walk
from tests.revisions import REVISIONS
from tests.revisions import document as revision
from tests.sketch import document

TEXT = "A.\n\n- b\n\nC.\n\n## S {#s}\n\nD.\n\n### T {#t}\n\nTable: X {#x}\n\n| A |\n|---|\n| 1 |\n\n{{ structure }}\n\n## U {#u}\n\nE.\n"


@pytest.mark.parametrize(
    ("scheme", "sections", "paragraphs"),
    [
        ("none", ["", "", "", "", "Appendix 1"], [""] * 6),
        ("headings", ["1", "1.1", "1.1.1", "1.2", "Appendix 1"], [""] * 6),
        ("paragraphs", ["1", "1.3", "1.3.2", "1.4", "Appendix 1"], ["1.1", "", "1.2", "1.3.1", "1.4.1", ""]),
    ],
)
def test_each_scheme_counts_sections_and_paragraphs(scheme: str, sections: list[str], paragraphs: list[str]) -> None:
    made = document(TEXT, scheme)
    assert [node.number for node in walk(made) if isinstance(node, Section)] == sections
    assert [node.number for node in walk(made) if isinstance(node, Paragraph)] == paragraphs
    assert [node.number for node in walk(made) if isinstance(node, Table | Figure)] == ["Table 1", "Figure 1"]


@pytest.mark.parametrize("name", REVISIONS)
def test_the_numbers_of_a_revision_have_no_gaps(name: str) -> None:
    made = revision(name)
    for kind in (Table, Figure):
        numbered = [node.number for node in walk(made) if isinstance(node, kind) and node.number]
        assert numbered == [f"{kind.__name__} {i}" for i in range(1, len(numbered) + 1)]
    main = [section.number for section in made.sections if not section.appendix]
    assert main == (["" for _ in main] if made.scheme == "none" else [str(i) for i in range(1, len(main) + 1)])
    for section in (node for node in walk(made) if isinstance(node, Section) and node.sections and node.sections[0].number):
        last = [int(child.number.rpartition(".")[2]) for child in section.sections]
        assert last == list(range(last[0], last[0] + len(last)))


@pytest.mark.parametrize("name", REVISIONS)
def test_a_reference_shows_the_number_of_its_target(name: str) -> None:
    made = revision(name)
    targets = {node.id: node for node in walk(made) if isinstance(node, Section | Table | Figure)}
    for reference in (node for node in walk(made) if isinstance(node, Reference)):
        target = targets[reference.target]
        assert reference.label == (f"“{plain(target.title)}”" if isinstance(target, Section) and not target.number else target.number)
