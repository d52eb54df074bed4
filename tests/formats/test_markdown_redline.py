"""Redlines as Markdown: both documents can be read back from one, and the report tells every change where a reviewer looks for it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from docgen.comparison.diff import diff
from docgen.document.explanation import Cause, Explanation
from docgen.document.redline import Redline
from docgen.document.tree import Block, Cell, ChartNode, Document, Figure, Inline, Item, List, Note, Paragraph, Row, Section, Signatory, Signatures, Table, Text
from docgen.formats.markdown import redline_writer as markdown_redline
from docgen.formats.markdown import writer as markdown
from docgen.library.clauses import Library
from docgen.redlines.causes_of_change import Sources, explained_changes
from docgen.redlines.compare_revisions import compare, consecutive
from docgen.redlines.explained_redline import Comparison
from docgen.sources.files import HouseStyle
from tests.edits import edited
from tests.revisions import REVISIONS, ROOT
from tests.revisions import document as composed
from tests.samples import documents

STYLE = HouseStyle("mou", ROOT)
CONSECUTIVE = tuple(consecutive(ROOT))
_TAG = re.compile(r"</?(ins|del|sub)>")
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*\.?|\([a-zA-Z]+\)|Appendix \d+|(?:Table|Figure) \d+:) ?")


PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).use(footnote_plugin).disable("footnote_inline")


def untold(redline: Redline) -> dict[int, Explanation]:
    return {change.id: Explanation() for change in redline.changes}


def told_of(redline: Redline) -> dict[int, Explanation]:
    return explained_changes(redline, Sources(None, None, Library(ROOT)))


def whole(redline: Redline) -> str:
    return markdown_redline.write(redline, untold(redline), STYLE, whole=True).decode()


def report(redline: Redline) -> str:
    return markdown_redline.write(redline, told_of(redline), STYLE).decode()


def _seen(token: Token, dropped: set[str]) -> Iterator[str]:
    """The words of one line outside the elements that are dropped; no words of links to places in the document, which are counted."""
    opened: list[str] = []
    links = 0
    for child in token.children or ():
        tag = _TAG.fullmatch(child.content) if child.type == "html_inline" else None
        if tag and child.content[1] == "/":
            assert opened.pop() == tag[1]
        elif tag:
            opened.append(tag[1])
        elif child.type == "link_open":
            links += str(child.attrs.get("href", "")).startswith("#") or links > 0
        elif child.type == "link_close":
            links -= links > 0
        elif child.type in ("text", "code_inline") and not links and not dropped & set(opened):
            yield child.content
    assert not opened


def words(text: str, *dropped: str) -> list[str]:
    """What a reader sees, line by line, without the contents list and without the numbers that lines begin with."""
    text = re.sub(r"^## Contents\n\n(?:.+\n)+\n", "", text, flags=re.M)
    lines = ["".join(_seen(token, {"sub", *dropped})) for token in PARSER.parse(text) if token.type == "inline"]
    return [line for line in (re.sub(r"\s+", "", _NUMBER.sub("", line.strip())) for line in lines) if line]


def laws(old: Document, new: Document) -> Redline:
    redline = diff(old, new)
    text = whole(redline)
    for document, dropped in ((new, "del"), (old, "ins")):
        seen, wanted = "".join(words(text, dropped)), "".join(words(markdown.write(document, STYLE).decode()))
        at = next((at for at, (a, b) in enumerate(zip(seen, wanted, strict=False)) if a != b), min(len(seen), len(wanted)))
        assert seen == wanted, f"without {dropped}: {seen[at - 40 : at + 80]!r} for {wanted[at - 40 : at + 80]!r}"
    return redline


@pytest.mark.parametrize(("old", "new"), [pair for pair in permutations(REVISIONS, 2) if pair in CONSECUTIVE or pair[::-1] in CONSECUTIVE])
def test_both_documents_are_read_back_from_the_whole_redline(old: str, new: str) -> None:
    laws(composed(old), composed(new))


@pytest.mark.parametrize("seed", range(20))
def test_both_documents_are_read_back_after_random_edits(seed: int) -> None:
    old = composed(REVISIONS[seed % len(REVISIONS)])
    redline = laws(old, edited(old, seed, random.Random(seed).randrange(1, 10)).document)
    told_once(redline)


@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
@given(documents(), documents())
def test_every_redline_can_be_written(old: Document, new: Document) -> None:
    redline = diff(old, new)
    whole(redline)
    told_once(redline)


def told_once(redline: Redline) -> None:
    """The summary has each change once, linked to where it is told; and there every change has its cause."""
    text = report(redline)
    rows = re.findall(r"^\| \[(\d+)\]\(#([^)]*)\)", text, re.M)
    assert sorted(int(number) for number, _ in rows) == [change.id for change in redline.changes]
    if "left out: a comment" not in text:
        anchors = set(re.findall(r'<a id="([^"]*)">', text))
        assert {target for _, target in rows} <= anchors
        numbers = {number for line in re.findall(r"^> \*\*([\d, ]+)\*\*", text, re.M) for number in line.split(", ")}
        assert numbers == {number for number, _ in rows}


@cache
def halton() -> Comparison:
    return compare(ROOT, "halton/2019", "halton/2020")


def test_a_report_begins_with_what_a_board_asks_first() -> None:
    text = markdown_redline.write(halton().redline, halton().explanations, STYLE).decode()
    lines = text.splitlines()
    assert lines[0].startswith("# halton/2019 → halton/2020: ") and "of substance" in lines[0]
    found = [line.split(" | ")[3] for line in lines if line.startswith("| [")]
    assert found[0].startswith("section removed") and found[-1].startswith("order")
    told_once(halton().redline)


def test_a_report_shows_the_changed_blocks_alone() -> None:
    text = markdown_redline.write(halton().redline, halton().explanations, STYLE).decode()
    part = text.split("## 8.6 ")[1].split("<a id")[0]
    assert part.startswith("Contextual Safeguarding Operational Group <sub>was 6.5</sub>\n\n…\n\nThe CSOG")
    assert "It will meet <del>every 6 weeks</del><ins>every 4 weeks</ins>." in part
    assert "> **36** frequency: The CSOG’s meeting times changed." in part
    assert "## 5 " not in text and "<sub>moved, was 6.9</sub>" in text


def test_a_report_is_cut_at_a_section_and_says_so() -> None:
    comparison = halton()
    full = markdown_redline.write(comparison.redline, comparison.explanations, STYLE).decode()
    for longest in (len(full) - 1, 25_000, 6_000, 1_500):
        text = markdown_redline.write(comparison.redline, comparison.explanations, STYLE, longest=longest).decode()
        assert len(text) <= longest
        assert "`docgen diff halton/2019 halton/2020 --format html` shows all of it." in text
        sections = text.split("\n## ")[1:]
        assert all(section.rpartition("\n<a id")[0] in full for section in sections[:-1])
    assert len(markdown_redline.write(comparison.redline, comparison.explanations, STYLE, longest=len(full) + 1000)) == len(full.encode())


def _many(pounds: int) -> Document:
    names = ("council", "board", "trust", "police")
    lines = [
        [f"In part {i} line {j} the {names[j % 4]} of district {i * 31 + j} will pay {pounds + j} pounds for {i + j} staff." for j in range(10)]
        for i in range(34)
    ]
    return of(*(section(*part, id=f"s{i}", title=f"Part {i}") for i, part in enumerate(lines)))


def test_the_table_of_many_changes_is_folded_and_leaves_the_room_to_the_text() -> None:
    redline = diff(_many(100), _many(200))
    causes = {change.id: Explanation((Cause("value", "The value changed.", "a.value: 100 → 200 (partnerships/x/2020.yaml:12)"),)) for change in redline.changes}
    assert len(redline.changes) > 300
    text = markdown_redline.write(redline, causes, STYLE).decode()
    head, table, rest = re.split("\n<details>\n|\n</details>\n", text)
    assert "| [" not in head + rest and 50 < table.count("\n| [") < len(redline.changes)
    assert len(text) <= markdown_redline.LONGEST and len(rest) > len(text) / 2 and rest.count("<ins>") > 200
    assert re.search(r"[0-9]+ more changes of the table, and the text of [0-9]+ more changed sections, are left out", rest)
    short = markdown_redline.write(redline, {change.id: Explanation() for change in redline.changes}, STYLE, longest=200_000).decode()
    assert "<summary>All 340 changes" in short and short.count("<ins>") == 340 and "left out" not in short


def test_two_equal_documents_make_a_report_of_one_line() -> None:
    redline = diff(composed("halton/2019"), composed("halton/2019"))
    text = report(redline)
    assert text.startswith("# halton/2019 → halton/2019: no changes\n") and text.count("\n") < 5


# ---- what a reviewer sees of each kind of change ----


def of(*sections: Section) -> Document:
    bare = composed("herefordshire/undated")
    return Document(bare.id, bare.language, "none", bare.style, bare.front, sections)


def section(*blocks: Block | str, id: str = "aims", title: str = "Aims") -> Section:
    return Section(id, (Text(title),), tuple(p(b) if isinstance(b, str) else b for b in blocks))


def p(text: str, *rest: Inline) -> Paragraph:
    return Paragraph((Text(text), *rest))


def said(old: Section, new: Section) -> str:
    """The details of the report."""
    return report(laws(of(old), of(new))).partition("\n## ")[2]


def row(*texts: str) -> Row:
    return Row(tuple(Cell((Text(text),)) for text in texts))


LONG = "The partners will meet every quarter to review how the arrangements work. They will publish what they decide within ten working days."
OTHER = "A register of interests is kept by the secretary and is open to anyone who asks for it in writing at the office."


def test_a_table_shows_its_changed_rows_with_marks_in_their_cells() -> None:
    rows = [row("Council", "40%"), row("Police", "20%"), row("Health board", "30%"), row("School forum", "10%")]
    new = [rows[0], row("Police", "25%"), rows[2], rows[3]]
    old_table, new_table = (Table(row("Partner", "Share"), tuple(r), ("left", "right")) for r in (rows, new))
    text = said(section(old_table), section(new_table))
    assert re.search(r"\| Police +\| +<del>20%</del><ins>25%</ins> \|", text) and "Council" not in text


def test_a_column_that_came_is_marked_in_every_row() -> None:
    old = Table(row("Partner", "Share"), (row("Council", "40%"), row("Police", "60%")), ("left", "right"))
    new = Table(row("Partner", "Year", "Share"), (row("Council", "2020", "40%"), row("Police", "2020", "60%")), ("left", "left", "right"))
    assert said(section(old), section(new)).count("<ins>2020</ins>") == 2
    assert said(section(new), section(old)).count("<del>2020</del>") == 2


def test_a_lettered_item_that_went_keeps_its_letter() -> None:
    texts = ("first of all the annual budget", "the training of the staff", "what the board publishes every year")
    old, new = (List(True, tuple(Item((p(t),)) for t in kept)) for kept in (texts, (texts[0], texts[2])))
    assert said(section(old), section(new)).split("\n\n")[1] == f"- …\n- 2\\. <del>{texts[1]}</del>\n- …"


def test_a_footnote_shows_its_changes_and_has_a_name_of_its_own() -> None:
    old, new = (section(p("It is law", Note((p(text),)))) for text in ("See the Act 2004.", "See the Act 2014."))
    text = said(old, new)
    assert "[^herefordshire-undated-1]: See the <del>Act 2004</del><ins>Act 2014</ins>." in text.replace(
        "Act <del>2004</del><ins>2014</ins>", "<del>Act 2004</del><ins>Act 2014</ins>"
    )


def test_a_chart_says_in_words_what_changed() -> None:
    board, group = ChartNode("board", "Board", ()), ChartNode("group", "Group", ("board",))
    old, new = (Figure("chart", (Text("Structure"),), "Bodies.", chart) for chart in ((board, group), (board,)))
    assert "- <del>Group, which reports to Board</del>" in said(section(old), section(new))


def test_a_signatory_who_changed_shows_only_the_post_that_did() -> None:
    old, new = (Signatures((Signatory("", "Clerk", "Council"), Signatory("", post, "Police"))) for post in ("Chief Constable", "Commander"))
    text = said(section(old), section(new))
    assert "- Post: <del>Chief Constable</del> <ins>Commander</ins>" in text and "Clerk" not in text


def test_a_paragraph_that_moved_is_shown_once_with_both_its_places() -> None:
    rest = [section("Something else altogether stands here and stays.", id="rules", title="Rules"), section("One more.", id="review", title="Review")]
    redline = laws(of(section("Short.", OTHER), *rest), of(section("Short."), rest[0], section("One more.", OTHER, id="review", title="Review")))
    text = report(redline).partition("\n## ")[2]
    assert "<sub>Moved to “Review”</sub>" in text and "<sub>Moved from “Aims”</sub>" in text
    assert text.count(OTHER) == 1 and "<del>" not in text


def test_a_split_paragraph_shows_where() -> None:
    head, _, tail = LONG.partition(" They")
    assert "work.<del> </del><ins><sub>¶</sub>\\\n</ins>They" in said(section(LONG), section(head, "They" + tail))


def test_what_a_document_says_is_no_markup_of_the_report() -> None:
    text = said(section("A plain sentence of some length stands here."), section("A plain <ins>sentence</ins> of *some* | length stands here."))
    assert "\\<ins>" in text and "\\*" in text
