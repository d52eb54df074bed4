"""Why a change was made: from the files of a small repository in which one thing at a time is changed, and from the real revisions."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from docgen.document.explanation import Cause, Explanation
from docgen.document.redline import Change
from docgen.formats.markdown import writer as markdown
from docgen.partnership.revision import Group, PartnershipBody, Party, Review, Revision, Term
from docgen.redlines.annual_report import annual_report
from docgen.redlines.compare_revisions import compare, consecutive
from docgen.redlines.explained_redline import Comparison
from docgen.redlines.value_names import BODIES, FACTS, OF_BODY
from docgen.redlines.written_redlines import written_redline
from docgen.sources.files import HouseStyle
from tests.scratch import CLAUSE, NEXT, REVISION, ROOT, Scratch, repository

WORDING = "The section uses version 2 of its clause instead of version 1: Clearer."
FUNDING = "clauses/funding/share/v1.md"
CLAUSE_TEXT = """\
---
title: Funding
status: approved
summary: Shares.
use: Any.
law: {}
parameters:
  contribution: {type: percent, help: The share., example: 12%}
---
Each partner pays {{ contribution }} of the cost of the joint board every year.
"""


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    scratch = repository(tmp_path)
    scratch.write(FUNDING, CLAUSE_TEXT)
    scratch.edit(REVISION, "  aims:\n", "  funding:\n    clause: funding/share@1\n    with: {contribution: 12%}\n  aims:\n")
    scratch.write(NEXT, 'extends: "1"\n')
    return scratch


def after(scratch: Scratch, change: str) -> list[tuple[Change, Explanation]]:
    """What became of the first revision when the second one makes a change."""
    scratch.write(NEXT, f'extends: "1"\n{change}')
    return told(compare(scratch.root, "scratch/1", "scratch/2"))


def told(made: Comparison) -> list[tuple[Change, Explanation]]:
    return [(change, made.explanations[change.id]) for change in made.redline.changes if change.node != "row"]


def test_a_value_is_named_with_what_it_was_and_where_it_stands(scratch: Scratch) -> None:
    ((change, why),) = after(scratch, "sections:\n  funding:\n    with:\n      contribution: 18%\n")
    assert (change.kind, change.old, change.new) == ("replaced", "12%", "18%")
    cause = Cause("value", "The share changed.", f"funding.contribution: 12% → 18% ({NEXT}:5)", "the share")
    assert why == Explanation((cause,), ("sum or share",))


def test_a_section_that_moved_and_whose_value_changed_is_one_move_and_one_value(scratch: Scratch) -> None:
    found = after(scratch, "sections:\n  funding:\n    before: meetings\n    with: {contribution: 18%}\n")
    assert [(change.kind, change.node, change.number, change.was_number) for change, _ in found] == [
        ("moved", "section", "1", "2"),
        ("replaced", "words", "1", "2"),
    ]
    assert [(why.cause_kind, why.source.rpartition("(")[2]) for _, why in found] == [("order", f"{NEXT}:4)"), ("value", f"{NEXT}:5)")]


def test_a_clause_version_is_named_with_what_its_author_says_of_it(scratch: Scratch) -> None:
    text = (scratch.root / CLAUSE).read_text(encoding="utf-8")
    scratch.write("clauses/meetings/monthly/v2.md", text.replace("use:", "changes: Twice a month.\nuse:").replace("every month", "twice a month"))
    ((change, why),) = after(scratch, "sections:\n  meetings: {clause: meetings/monthly@2}\n")
    assert (change.old, change.new) == ("every", "twice a")
    assert (why.source, why.cause_kind) == ("clause meetings/monthly version 1 → 2: Twice a month.", "clause")
    assert why.cause == "The section uses version 2 of its clause instead of version 1: Twice a month."


def version(scratch: Scratch, *edits: tuple[str, str], number: int = 2, changes: str = "Clearer.") -> None:
    """Another version of the clause on meetings, with other words."""
    text = (scratch.root / CLAUSE).read_text(encoding="utf-8")
    for old, new in (("use:", f"changes: {changes}\nuse:"), *edits):
        assert old in text
        text = text.replace(old, new)
    scratch.write(CLAUSE.replace("v1", f"v{number}"), text)


NOTICE, CHAIR = "How long before a meeting its papers are sent changed.", "Who chairs changed."


@pytest.mark.parametrize(
    ("edit", "given", "words", "expected"),
    [
        (("The bodies meet", "All the bodies meet"), "notice: 8 working days", "8 working days", [NOTICE]),
        (("The bodies meet", "All the bodies meet"), "notice: 8 working days", "All the", [WORDING]),
        (("{{ chair }} chairs.", "{{ chair }} presides over it."), "chair: Another", "Another presides over it", [CHAIR, WORDING]),
        (("{{ chair }} chairs.", "{{ chair }} presides over it."), "notice: 8 working days", "presides over it", [WORDING]),
        (("The bodies meet", "All the bodies meet"), "chair: Another", "Until January 2026.", ["The revision now states the date of the next review."]),
    ],
    ids=["value", "clause", "both", "clause beside a value", "condition"],
)
def test_where_a_value_and_the_version_changed_what_made_the_words_is_the_cause(
    scratch: Scratch, edit: tuple[str, str], given: str, words: str, expected: list[str]
) -> None:
    version(scratch, edit)
    chair = "" if "chair" in given else "chair: The Leader, "
    found = after(scratch, f"review: {{next: 2026-01}}\nsections:\n  meetings: {{clause: meetings/monthly@2, with: {{{chair}{given}}}}}\n")
    causes = {change.new.strip(): [cause.words for cause in why.causes] for change, why in found if change.section}
    assert causes.get(words) == expected, causes


def test_the_changes_of_every_version_in_between_are_told_and_none_for_a_step_back(scratch: Scratch) -> None:
    version(scratch, ("every month", "twice a month"))
    version(scratch, ("every month", "every week"), number=3, changes="And oftener.")
    ((_, why),) = after(scratch, "sections:\n  meetings: {clause: meetings/monthly@3}\n")
    assert why.cause == "The section uses version 3 of its clause instead of version 1: Clearer. And oftener."
    scratch.edit(REVISION, "meetings/monthly@1", "meetings/monthly@3")
    ((_, why),) = after(scratch, "sections:\n  meetings: {clause: meetings/monthly@2}\n")
    assert why.cause == "The section uses version 2 of its clause instead of version 3."


def test_a_default_that_a_value_takes_the_place_of_is_its_old_value(scratch: Scratch) -> None:
    ((_, why),) = after(scratch, "sections:\n  meetings: {with: {notice: 8 working days}}\n")
    assert why.cause == "How long before a meeting its papers are sent changed."
    assert why.source == f"meetings.notice: 5 working days (default) → 8 working days ({NEXT}:3)"
    assert after(scratch, "sections:\n  meetings: {with: {notice: 5 working days}}\n") == []


def test_a_chart_is_blamed_on_what_it_shows_of_the_groups(scratch: Scratch) -> None:
    scratch.edit(CLAUSE, "---\nThe bodies meet every month.", "---\n{{ structure }}\n\nThe bodies meet every month.")
    scratch.edit(REVISION, "  board: {name: Joint Board}", "  board: {name: Joint Board, chair: The Leader}\n  panel: {name: Panel, reports_to: [board]}")
    found = after(scratch, "groups: {panel: null, board: {chair: The Deputy}}\n")
    assert [why.cause for change, why in found if change.node == "figure"] == ["The group “Panel” was taken out."]


def test_every_key_of_a_partnership_file_has_words() -> None:
    bodies = {key for model in (Party, Group, Term) for key in model.model_fields}
    assert bodies == set(OF_BODY)
    above = {name for name in Revision.model_fields if name not in (*BODIES, "extends", "dates", "control", "sections", "appendices", "partnership", "review")}
    assert above | {f"partnership.{key}" for key in PartnershipBody.model_fields} | {f"review.{key}" for key in Review.model_fields} == set(FACTS)


def test_no_cause_in_words_holds_a_key_a_file_or_a_line() -> None:
    for old, new in consecutive(ROOT):
        for why in compare(ROOT, old, new).explanations.values():
            assert not re.search(r"\.yaml|@\d|\b[a-z]+[._][a-z_]+\b|→|:\d", why.cause), why
            assert why.source


def test_real_values_are_named_as_a_reader_would() -> None:
    made = compare(ROOT, "halton/2019", "halton/2020")
    told = {cause.words for why in made.explanations.values() for cause in why.causes}
    assert {
        "The Constabulary’s delegate changed.",
        "The Safeguarding Executive Group’s chair changed.",
        "The CSOG’s meeting times changed.",
        "The group “Pan-Cheshire Protecting Vulnerable People Forum” was taken out.",
        "The financial years for which relevant agencies have agreed theirs changed.",
        "Whether the joint policy or protocol has been written changed from no to yes.",
        "The row “Nature of this document” of the document control was added.",
    } <= told
    years = next(change for change in made.redline.changes if change.old == "2018/19 and 2019/20")
    assert [cause.kind for cause in made.explanations[years.id].causes] == ["value"]


def test_local_text_is_named_with_its_reason(scratch: Scratch) -> None:
    ((_, why),) = after(scratch, "sections:\n  aims:\n    text: |\n      The aims are grand.\n\n      They are met in [](#meetings).\n")
    assert why.cause_kind == "text" and why.source.endswith(": The aims are ours alone.")


def test_a_party_is_named_wherever_its_name_stands(scratch: Scratch) -> None:
    scratch.edit(FUNDING, "Each partner", "{{ parties.council.name }}")
    found = after(scratch, "parties:\n  council: {name: Scratch City Council}\n")
    assert found and all(why.cause_kind == "party" and why.source.endswith(f"({NEXT}:3)") for _, why in found)


def test_a_section_added_or_removed_is_named_with_its_clause_and_its_line(scratch: Scratch) -> None:
    found = after(scratch, "sections:\n  aims: null\n  more: {title: More, reason: It was asked for., text: More is done by all.}\n")
    assert [(change.kind, why.cause_kind) for change, why in found] == [("deleted", "section"), ("inserted", "section")]
    assert f"({NEXT}:4): It was asked for." in found[1][1].source and REVISION in found[0][1].source


def test_a_condition_is_put_down_to_the_value_that_it_asks_for(scratch: Scratch) -> None:
    ((change, why),) = after(scratch, "review: {next: 2026-01}\n")
    assert (change.kind, why.cause_kind) == ("inserted", "value") and "review.next" in why.source


def test_an_archive_gives_causes_without_places(scratch: Scratch) -> None:
    scratch.build("scratch/1")
    scratch.write(NEXT, 'extends: "1"\nsections:\n  funding: {with: {contribution: 18%}}\n')
    made = compare(scratch.root, str(scratch.output / "scratch/scratch-1.json"), "scratch/2")
    ((_, why),) = [each for each in told(made) if each[0].section]
    assert why.source == f"funding.contribution: 18% ({NEXT}:3)"


def test_two_archives_give_no_cause_but_the_version_of_a_clause(scratch: Scratch) -> None:
    text = (scratch.root / CLAUSE).read_text(encoding="utf-8")
    scratch.write("clauses/meetings/monthly/v2.md", text.replace("use:", "changes: Twice a month.\nuse:").replace("every month", "twice a month"))
    change = "date: 2026-02\nsections:\n  funding: {with: {contribution: 18%}, before: meetings}\n  meetings: {clause: meetings/monthly@2}\n"
    scratch.write(NEXT, f'extends: "1"\n{change}')
    assert scratch.problems("scratch/1", "scratch/2") == ()
    made = compare(scratch.root, *(str(scratch.output / f"scratch/scratch-{name}.json") for name in "12"))
    assert len(made.explanations) > 3
    assert {(why.source, why.cause_kind) for why in made.explanations.values()} == {
        ("", ""),
        ("clause meetings/monthly version 1 → 2: Twice a month.", "clause"),
    }


def test_without_sources_no_output_speaks_of_causes(scratch: Scratch) -> None:
    scratch.write(NEXT, 'extends: "1"\nsections:\n  funding: {with: {contribution: 18%}, before: meetings}\n')
    assert scratch.problems("scratch/1", "scratch/2") == ()
    made = compare(scratch.root, *(str(scratch.output / f"scratch/scratch-{name}.json") for name in "12"))
    for form in ("text", "json", "markdown", "html"):
        shown = written_redline(scratch.root, made, form).decode().partition("<script>")[0].casefold()
        assert not re.search("cause|not known|sources do not|facts of the cover", shown.partition("</style>")[2] or shown), form
    style = HouseStyle("mou", scratch.root)
    report = markdown.write(annual_report(made.redline, made.explanations), style).decode()
    assert "| Section | What changed |" in re.sub(" +", " ", report) and "not known" not in report and "why" not in report.casefold()
    with zipfile.ZipFile(io.BytesIO(written_redline(scratch.root, made, "docx"))) as file:
        notes = re.findall("<w:comment .*?</w:comment>", file.read("word/comments.xml").decode())
    words = [" ".join(re.findall("<w:t[^>]*>([^<]*)", note)) for note in notes]
    assert words and all(re.search("Finding:|Moved|which was", text) for text in words)


COVER = "review: {next: 2026-01}\ncontrol: {Note: A first one.}\n"


@pytest.mark.parametrize(
    ("change", "where", "expected"),
    [
        ("date: 2026-01\nreview: {next: 2027-01}\n", ("date", "row"), {"date": "date: 2024-05 → 2026-01", "January 2026": "review.next: 2026-01 → 2027-01"}),
        ("date: 2027-01\nreview: {next: 2026-02}\n", ("date", "row"), {"date": "date: 2024-05 → 2027-01", "January 2026": "review.next: 2026-01 → 2026-02"}),
        ("date: 2026-01\n", ("row",), {"1": "name of the revision: 1 → 2"}),
        ("status: illustrative\ncontrol: {Note: Illustrative draft.}\n", ("row",), {"A first one": "control.Note: A first one. → Illustrative draft."}),
        ("review: {every: 1 year}\n", ("row",), {"Next": "review.every: 1 year added"}),
    ],
)
def test_a_fact_of_the_cover_is_blamed_on_the_field_that_holds_it(scratch: Scratch, change: str, where: tuple[str, ...], expected: dict[str, str]) -> None:
    scratch.write(REVISION, COVER + (scratch.root / REVISION).read_text(encoding="utf-8"))
    scratch.write(NEXT, f'extends: "1"\n{change}')
    made = compare(scratch.root, "scratch/1", "scratch/2")
    changes = [each for each in made.redline.changes if each.node in where]
    found = {each.old if each.node == "row" else each.node: made.explanations[each.id].source.partition(" (")[0] for each in changes}
    assert found.items() >= expected.items(), found


def test_two_dates_that_change_alike_are_two_changes_each_with_its_field(scratch: Scratch) -> None:
    scratch.edit(REVISION, "date: 2024-05\n", "date: 2024-05\nreview: {next: 2024-05}\n")
    scratch.write(NEXT, 'extends: "1"\ndate: 2026-01\nreview: {next: 2026-01}\n')
    made = compare(scratch.root, "scratch/1", "scratch/2")
    alike = [made.explanations[each.id].source.partition(":")[0] for each in made.redline.changes if not each.section and each.new == "January 2026"]
    assert alike == ["date", "review.next"]


def test_the_dates_of_real_covers_are_blamed_on_their_fields() -> None:
    made = compare(ROOT, "hartlepool-stockton/2019", "hartlepool-stockton/2019-09")
    blamed = {(each.old, each.new): made.explanations[each.id].source.partition(":")[0] for each in made.redline.changes if not each.section}
    assert blamed["2019", "2019-09"] == "name of the revision"
    assert blamed["", "Date September 2019"] == "date"
    assert blamed["September 2019", "September 2020"] == "review.next"


def test_every_change_between_real_revisions_has_a_cause() -> None:
    pairs = list(consecutive(ROOT))
    assert pairs == [("halton/2019", "halton/2020"), ("hartlepool-stockton/2019", "hartlepool-stockton/2019-09")]
    for old, new in pairs:
        made = compare(ROOT, old, new)
        assert not [made.redline.changes[id - 1] for id, why in made.explanations.items() if not why.cause]


def test_a_sentence_that_moved_has_its_clause_as_the_cause(scratch: Scratch) -> None:
    text = (scratch.root / CLAUSE).read_text(encoding="utf-8")
    head, body = text.rsplit("---\n", 1)
    first, second, sentence = body.strip(), "Its papers are published a week before it meets.", "Anybody may speak for two minutes at the start of it."
    scratch.write(CLAUSE, f"{head}---\n{first} {sentence}\n\n{second}\n")
    head = head.replace("use:", "changes: In better order.\nuse:")
    scratch.write("clauses/meetings/monthly/v2.md", f"{head}---\n{first}\n\n{second} {sentence}\n")
    ((change, why),) = after(scratch, "sections:\n  meetings: {clause: meetings/monthly@2}\n")
    assert (change.kind, change.node, change.new) == ("moved", "sentence", sentence)
    assert (why.source, why.cause_kind, why.findings) == ("clause meetings/monthly version 1 → 2: In better order.", "clause", ("order",))
