"""The annual report says on its first page, in whole sentences, what a board asks about, and then everything by section."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from docgen.comparison.diff import diff
from docgen.comparison.redline_summary import headline
from docgen.document.explanation import Explanation
from docgen.document.tree import Table, walk
from docgen.formats.docx import writer as docx
from docgen.formats.docx.ooxml.block_xml import widths
from docgen.formats.html import writer as page
from docgen.formats.markdown import writer as markdown
from docgen.redlines.annual_report import annual_report
from docgen.redlines.compare_revisions import compare, consecutive
from docgen.redlines.duty_changes import duty_changes
from docgen.redlines.explained_redline import Comparison
from docgen.sources.files import HouseStyle
from tests import pair
from tests.kinds import of
from tests.scratch import NEXT, REVISION, ROOT, Scratch, repository
from tests.wording import words_of

STYLE = HouseStyle("mou", ROOT)


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


@pytest.fixture(scope="module")
def made() -> Comparison:
    return compare(ROOT, "halton/2019", "halton/2020")


def report(made: Comparison, *, part: int | None = None) -> str:
    """The words of the report, or of one of its sections."""
    document = annual_report(made.redline, made.explanations)
    if part is None:
        return " ".join(words_of(document))
    return " ".join(text for block in document.sections[part].blocks for text in words_of(block))


def brief(scratch: Scratch, change: str) -> str:
    """The first page on what the second revision changes."""
    scratch.write(NEXT, f'extends: "1"\n{change}')
    return report(compare(scratch.root, "scratch/1", "scratch/2"), part=0)


def of_text(scratch: Scratch, old: str, new: str) -> str:
    """The first page on other local text."""
    aims = "      The aims are plain.\n\n      They are met in [](#meetings).\n"
    scratch.edit(REVISION, aims, f"      {old}\n")
    return brief(scratch, f"sections:\n  aims:\n    text: |\n      {new}\n")


def test_the_table_has_each_change_once_with_its_cause_in_words_and_as_many_as_the_redline(made: Comparison) -> None:
    document = annual_report(made.redline, made.explanations)
    (table,) = [node for node in walk(document) if isinstance(node, Table)]
    assert len(table.rows) == len(made.redline.changes)
    told = report(made)
    assert all(" ".join(why.cause.split()) in told for why in made.explanations.values())
    count, sections, substance = re.findall(r"\d+", headline(made.redline, made.explanations).rpartition(":")[2])
    assert f"makes {count} changes in {sections} sections and on the cover" in told and f"{substance} are of substance" in told


def test_every_change_of_substance_is_told_under_one_heading_of_the_first_part(made: Comparison) -> None:
    first, others = report(made, part=0), report(made, part=1)
    assert "Four sections are new:" in first and "One section is gone:" in first
    assert "19 more changes of substance are only in the wording" in others
    assert "The Constabulary’s delegate changed to “Superintendent, Public Protection Unit” (sections 2.4 and 8.1)." in first
    assert "Section 8.6 (Contextual Safeguarding Operational Group) says “It will meet every 4 weeks”, where it said “It will meet every 6 weeks”" in first
    assert "The review is due every year, next in June 2021." in first
    assert "from “2018/19” to “2020/21” (section 6)" in first


def test_no_key_file_or_line_is_in_a_report_in_any_format() -> None:
    for old, new in consecutive(ROOT):
        made = compare(ROOT, old, new)
        document = annual_report(made.redline, made.explanations)
        with ZipFile(BytesIO(docx.write(document, STYLE))) as file:
            word = re.sub("<[^>]*>", " ", file.read("word/document.xml").decode())
        for text in (word, page.write(document, STYLE).decode().partition("<body>")[2], markdown.write(document, STYLE).decode(), report(made)):
            assert not re.search(r"\.yaml|\w+/[\w-]+@\d|\b(?:parties|groups|funding)\.\w+", text)


def test_a_report_on_no_change_says_so_and_has_no_table() -> None:
    made = compare(ROOT, "halton/2019", "halton/2019")
    told = report(made)
    assert "Nothing changed between revision 2019 (June 2019) and revision 2019 (June 2019)." in told
    assert "No duty, time limit, sum or frequency changed." in told and "Section What changed" not in told


def test_a_report_of_archives_speaks_of_no_cause() -> None:
    redline = diff(pair.old("headings"), pair.new("headings"))
    told = " ".join(words_of(annual_report(redline, {change.id: Explanation() for change in redline.changes})))
    assert "Why" not in told and "not known" not in told and "What changed" in told


def test_a_fact_that_moves_and_changes_is_told_once(scratch: Scratch) -> None:
    first = of_text(
        scratch,
        "The board meets every month. The aims are kept in one book of the council. All of it is public.",
        "The aims are kept in one book of the council. All of it is public. The board meets every week.",
    )
    assert "says “The board meets every week” in place of “The board meets every month”" in first and "no longer has" not in first


BOARD = "The board will publish a report every year."


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("The plan will be reviewed every year by the board.", "The board will review the plan every year.", ["reworded"]),
        (BOARD, "Every year, the board will publish a report.", ["reworded"]),
        (BOARD, "The board publishes a report every year, and anyone may read it.", ["reworded"]),
        (BOARD, "The board must publish a report every year.", ["firmer"]),
        (BOARD, "The board will publish a report every two years.", ["changed"]),
        (BOARD, "The council will publish a report every year.", ["changed"]),
        (BOARD, "The board will not publish a report every year.", ["changed"]),
        (BOARD, "The board will publish minutes.", ["new", "gone"]),
        (BOARD, "The board is at ease.", ["gone"]),
        ("The plan will be reviewed every year, and costs will be shared.", "The board will review the plan every year.", ["reworded", "gone"]),
        (BOARD, "The board will publish a report every year", []),
        ("The board is at ease.", "No body is to be taken to have agreed to it, and the chair will be the Leader.", []),
    ],
)
def test_duties_of_a_section_that_share_verb_and_object_are_one(old: str, new: str, kinds: list[str]) -> None:
    assert [each.kind for each in duty_changes(diff(of(old, "Other words stay."), of(new, "Other words stay.")))] == kinds


def test_a_duty_that_another_section_has_now_is_neither_gone_nor_new() -> None:
    first, second = (
        pair.document("headings", *(pair.section(id, *lines) for id, lines in each))
        for each in (
            (("aims", [BOARD, "It is plain."]), ("money", ["Costs are low."])),
            (("aims", ["It is plain."]), ("money", ["Costs are low.", BOARD])),
        )
    )
    assert duty_changes(diff(first, second)) == ()


def test_a_reworded_duty_is_told_as_reworded_with_both_wordings(scratch: Scratch) -> None:
    told = of_text(scratch, "The plan will be reviewed every year by the board.", "The board will review the plan every year.")
    assert "One duty is reworded, in section 2" in told and "no longer" not in told and "now says" not in told


def test_a_duty_of_one_party_is_told_under_its_name_and_that_of_a_pronoun_only_if_no_other_can_be_meant(scratch: Scratch) -> None:
    told = of_text(scratch, "It is plain.", "{{ parties.council }} will pay for the hall.")
    assert "Scratch Council. Section 2 now says: “" in told
    told = brief(scratch, "sections:\n  aims: {text: The board asks Scratch Council for papers. It will read them.}\n")
    assert "Scratch Council. Section" not in told and "now says: “It will read them”" in told


def test_a_sum_said_as_a_fact_beside_a_new_duty_is_not_left_out(scratch: Scratch) -> None:
    told = of_text(scratch, "The fee is £500.", "The fee is £600.\n\n      The board will publish a report.")
    assert "“The board will publish a report”" in told and "“£600” in place of “£500”" in told


def test_dates_are_due_from_the_text_and_the_control(scratch: Scratch) -> None:
    scratch.edit(REVISION, "sections:\n", "dates: {expiry: 2027-03-31}\ncontrol: {Next audit due: May 2026}\nsections:\n")
    told = of_text(scratch, "It ends on {{ dates.expiry }}.", "It ends on {{ dates.expiry }}, a Wednesday.")
    assert "The expiry date is 31 March 2027 (section 2)." in told and "“Next audit due: May 2026”" in told


@pytest.mark.parametrize("words", [[4, 9, 60, 16], [5, 9, 14, 12], [9, 9, 9]])
def test_no_column_of_a_word_table_is_narrower_than_its_longest_word_where_all_fit(words: list[int]) -> None:
    found = widths(9070, [(400, word) for word in words])
    assert sum(found) == 9070
    assert sum(words) > 60 or all(width >= word * 120 for width, word in zip(found, words, strict=True))


def test_a_table_whose_words_do_not_fit_a_telephone_scrolls_with_whole_words(made: Comparison) -> None:
    (table,) = [node for node in walk(annual_report(made.redline, made.explanations)) if isinstance(node, Table)]
    assert page.is_wide(table)
    assert not page.is_wide(pair.table(("What", "When"), ("A review", "In May")))
    assert page.is_wide(pair.table(("Responsibilities", "Organisations"), ("a", "b")))


def test_all_formats_of_a_report_say_the_same(made: Comparison) -> None:
    document = annual_report(made.redline, made.explanations)
    sentence = "The Safeguarding Executive Group’s chair changed to “Chief Nurse, NHS Halton Clinical Commissioning Group” (section 8.3)."
    with ZipFile(BytesIO(docx.write(document, STYLE))) as file:
        word: Any = re.sub("<[^>]*>", "", file.read("word/document.xml").decode())
    assert sentence in word and sentence in page.write(document, STYLE).decode()
    assert sentence in " ".join(markdown.write(document, STYLE).decode().split())
