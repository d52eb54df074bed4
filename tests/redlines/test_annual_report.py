"""The annual report says on one page what a board asks about."""

from __future__ import annotations

from docgen.document.tree import Table, walk
from docgen.formats.markdown import writer as markdown
from docgen.redlines.annual_report import annual_report
from docgen.redlines.compare_revisions import compare
from docgen.sources.files import HouseStyle
from tests.scratch import ROOT
from tests.wording import words_of


def test_the_report_names_each_change_of_substance_once_with_its_cause() -> None:
    made = compare(ROOT, "halton/2019", "halton/2020")
    report = annual_report(made.redline, made.explanations)
    table = next(node for node in walk(report.sections[0]) if isinstance(node, Table))
    assert len(table.rows) == sum("cosmetic only" not in why.findings for why in made.explanations.values())
    told = " ".join(words_of(report))
    assert all(" ".join(why.cause.split()) in told for why in made.explanations.values() if why.findings != ("cosmetic only",))


def test_the_report_says_what_partners_must_do_differently_and_what_is_due() -> None:
    made = compare(ROOT, "halton/2019", "halton/2020")
    report = markdown.write(annual_report(made.redline, made.explanations), HouseStyle("mou", ROOT)).decode()
    duties = report.partition("## What partners must do differently")[2].partition("<a id")[0]
    assert "**Other frequency:** “every 6 weeks” → “every 4 weeks”" in duties.replace("\n  ", " ")
    assert "next in June 2021" in report.partition("## What is due next")[2]


def test_a_report_on_no_change_says_so() -> None:
    made = compare(ROOT, "halton/2019", "halton/2019")
    report = " ".join(words_of(annual_report(made.redline, made.explanations)))
    assert "no changes" in report and "Nothing: no duty" in report
