"""Whatever is wrong in the sources is told with its place and what to do, all of it at once, and spoils no document."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from docgen.document.problems import Position, Problem
from docgen.sources import registry
from tests.scratch import CLAUSE, HERE, NEXT, OTHER, REVISION, Scratch, repository


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


class Case(NamedTuple):
    """One fault: in `file`, `old` becomes `new`, in which HERE is the place to be told; `words` stand in what is told."""

    code: str
    file: str
    old: str
    new: str
    words: str


LINE = "  The aims are plain.\n"
TEXT = "Papers are sent"
CHAIR = "      chair: The Leader\n"
PARAMETERS = "law: {}\nparameters:\n"
FIELD = "{{ chair }} chairs"

CASES = {
    "a key that is misspelt": Case("unknown-key", REVISION, "date: 2024-05", "¦daet: 2024-05", "Did you mean “date”?"),
    "a key of a section that is misspelt": Case("unknown-key", REVISION, "    with:\n", "    ¦wth: {}\n    with:\n", "Did you mean “with”?"),
    "a key that stands twice": Case("duplicate-key", REVISION, "status: draft", "status: draft\n¦title: Again", "first is on line 1"),
    "a key that is missing": Case("missing-key", REVISION, "title: Agreement\n", "¦", "“title” is missing"),
    "a value of a closed list": Case("wrong-value", REVISION, "status: draft", "status: ¦aproved", "Did you mean “approved”?"),
    "a list for text": Case("wrong-type", REVISION, "title: Agreement", "title: ¦[Agreement]", "a list"),
    "text for a mapping": Case("wrong-type", REVISION, "partnership: {name: Scratch Partnership}", "partnership: ¦Scratch", "a mapping"),
    "a date that does not exist": Case("wrong-value", REVISION, "status: draft", "status: draft\nreview: {next: ¦2024-02-30}", "2019-09-30"),
    "an id with capitals": Case("bad-id", REVISION, "  board:", "  ¦Board:", "lower-case"),
    "a party that signs and is not there": Case("unknown-party", REVISION, "party: council", "party: ¦counsel", "Did you mean “council”?"),
    "a group reported to that is not there": Case(
        "unknown-group", REVISION, "{name: Joint Board}", "{name: Joint Board, reports_to: [¦bord]}", "Did you mean “board”?"
    ),
    "a group that reports to itself": Case("reporting-cycle", REVISION, "{name: Joint Board}", "{name: Joint Board, reports_to: ¦[board]}", "itself"),
    "a parameter without a value": Case(
        "missing-parameter", REVISION, f"clause: meetings/monthly@1\n    with:\n{CHAIR}", "clause: ¦meetings/monthly@1\n", "chair: the Leader"
    ),
    "a parameter that is misspelt": Case("unknown-parameter", REVISION, CHAIR, f"{CHAIR}      ¦notise: 1 day\n", "Did you mean “notice”?"),
    "a clause that is misspelt": Case("unknown-clause", REVISION, "meetings/monthly@1", "¦meetings/montly@1", "Did you mean “meetings/monthly”?"),
    "a clause without a version": Case("bad-clause", REVISION, "meetings/monthly@1", "¦meetings/monthly", "kind/name@version"),
    "a version that there is not": Case("unknown-version", REVISION, "meetings/monthly@1", "¦meetings/monthly@3", "one of its versions: 1"),
    "a clause that is withdrawn": Case("withdrawn", REVISION, "meetings/monthly@1", "¦meetings/yearly@1", "Use meetings/monthly."),
    "a clause outside the library": Case("unknown-clause", REVISION, "meetings/monthly@1", "¦../../../etc/passwd@1", "`docgen clauses`"),
    "two sections with one id": Case(
        "duplicate-id", REVISION, "    text: |\n", "    sections:\n      ¦meetings: {title: A, reason: B, text: C}\n    text: |\n", "first is on line 12"
    ),
    "an id that a sub-section of a clause has": Case(
        "duplicate-id", REVISION, "  aims:\n", "  meetings-papers: {title: A, reason: B, text: C}\n  aims:\n", "meetings-papers"
    ),
    "an id that a table has": Case(
        "duplicate-id",
        REVISION,
        "  aims:\n    title: Aims\n    reason: The aims are ours alone.\n    text: |\n" + "    " + LINE,
        "  ¦aims:\n    title: Aims\n    reason: The aims are ours alone.\n    text: |\n      The aims are plain.\n\n"
        "      Table: A {#aims}\n\n      | A |\n      |---|\n      | b |\n",
        "“aims”",
    ),
    "a section without a title": Case("missing-title", REVISION, "  aims:\n    title: Aims\n", "  ¦aims:\n", "title: …"),
    "local text without a reason": Case(
        "missing-reason", REVISION, "  aims:\n    title: Aims\n    reason: The aims are ours alone.\n", "  ¦aims:\n    title: Aims\n", "why no clause"
    ),
    "a section with nothing in it": Case("empty-section", REVISION, "  aims:\n", "  ¦empty: {title: Empty}\n  aims:\n", "a clause, a text or sub-sections"),
    "a reference to nothing": Case("broken-reference", REVISION, "They are met in [](#meetings).", "They are met in ¦[](#meting).", "Did you mean “meetings”?"),
    "revisions that extend each other": Case("extends-cycle", REVISION, "title: Agreement", 'extends: "2"\ntitle: Agreement', "extend each other"),
    "a revision that extends nothing": Case("unknown-revision", NEXT, 'extends: "1"', 'extends: ¦"2018"', "one of 1"),
    "a revision that extends a path": Case("unknown-revision", NEXT, 'extends: "1"', "extends: ¦../other/1", "There is no revision"),
    "a place after nothing": Case("unknown-place", NEXT, "before: meetings", "after: ¦meating", "Did you mean “meetings”?"),
    "a style that is a path": Case("bad-id", REVISION, "status: draft", "status: draft\nstyle: ¦../mou", "lower-case"),
    "a style that there is not": Case("unknown-style", REVISION, "status: draft", "status: draft\nstyle: ¦moo", "Did you mean “mou”?"),
    "two values on a line": Case("yaml-syntax", REVISION, "title: Agreement", "title: Agreement¦: new", "double quotes"),
    "a bracket left open": Case("yaml-syntax", REVISION, "title: Agreement", "title: ¦[Agreement", "bracket"),
    "a quotation mark left open": Case("yaml-syntax", REVISION, "title: Agreement", "title: ¦'Agreement", "not closed"),
    "a tab before a key": Case("yaml-syntax", REVISION, "  council:", "¦\tcouncil:", "spaces"),
    "a Python object": Case("tag", REVISION, "title: Agreement", "title: ¦!!python/name:os.system Agreement", "Delete the tag"),
    "a value that holds itself": Case("bad-alias", REVISION, "date: 2024-05", "date: &a [¦*a]", "inside its own value"),
    "an alias of nothing": Case("bad-alias", REVISION, "title: Agreement", "title: ¦*Agreement", "double quotes"),
    "brackets 100,000 deep": Case("too-deep", REVISION, "title: Agreement", "title: " + "[" * 60 + "¦" + "[" * 99_940, "60 levels"),
    "braces 100,000 deep and closed": Case(
        "too-deep", REVISION, "title: Agreement", "title: " + "{a: " * 59 + "{¦a: " + "{a: " * 99_940 + "}" * 100_000, "60 levels"
    ),
    "a control character": Case("control-character", REVISION, "title: Agreement", "title: Agree¦\x00ment", "U+0000"),
    "a private-use character": Case("control-character", REVISION, "The aims are plain", "The aims are¦ \ue000 plain".replace("¦ ", " ¦"), "U+E000"),
    "a control character behind a backslash": Case("control-character", REVISION, "title: Agreement", 'title: ¦"Agree\\0ment"', "U+0000"),
    "an override of the direction of writing": Case("control-character", REVISION, "title: Agreement", "title: Agree¦\u202ement", "U+202E"),
    "a name that is not defined": Case("undefined-name", CLAUSE, FIELD, "¦{{ chiar }} and {{ chair }} chair", "Did you mean “chair”?"),
    "a name in a branch that is not taken": Case("undefined-name", CLAUSE, "Until {{ review.next }}", "Until ¦{{ chiar }}", "Did you mean “chair”?"),
    "a fact of a party that is misspelt": Case("undefined-name", CLAUSE, FIELD, "¦{{ parties.council.nam }} and {{ chair }} chair", "nam"),
    "a huge text": Case("expression", CLAUSE, FIELD, '¦{{ "x" * 10**9 }} {{ chair }}', "sensible size"),
    "a huge number": Case("expression", CLAUSE, FIELD, "¦{{ 10**10**10 }} {{ chair }}", "sensible size"),
    "a number with 500 digits in words": Case("expression", CLAUSE, FIELD, f"¦{{{{ {'9' * 400} | words }}}} {{{{ chair }}}}", "whole number"),
    "an expression of 5,000 digits": Case("expression-syntax", CLAUSE, FIELD, f"¦{{{{ {'9' * 5000} }}}} {{{{ chair }}}}", "characters"),
    "brackets 200 deep in an expression": Case("expression-syntax", CLAUSE, FIELD, f"¦{{{{ {'(' * 200}1{')' * 200} }}}} {{{{ chair }}}}", "brackets"),
    "a call": Case("call", CLAUSE, FIELD, "¦{{ chair.upper() }} {{ chair }}", "Use a filter."),
    "an attribute of Python's": Case("expression", CLAUSE, FIELD, "¦{{ chair.__class__ }} {{ chair }}", "unsafe"),
    "an attribute of Python's by a filter": Case("expression", CLAUSE, FIELD, '¦{{ parties | map(attribute="__class__") }} {{ chair }}', "__class__"),
    "a filter that is not there": Case("unknown-filter", CLAUSE, FIELD, "¦{{ chair | uper }}", "Did you mean “upper”?"),
    "a filter that is not there, by another": Case("expression", CLAUSE, FIELD, '¦{{ parties | map("format") }} {{ chair }}', "no filter"),
    "a fact that is no form of a date": Case("expression", CLAUSE, FIELD, "¦{{ date | date(parties.council.role) }} {{ chair }}", "a word in quotes"),
    "a control character by an escape": Case("control-character", CLAUSE, FIELD, '¦{{ "\\ue0000\\ue001" }} {{ chair }}', "U+E000"),
    "an expression that ends too soon": Case("expression-syntax", CLAUSE, FIELD, "¦{{ chair if }} {{ chair }}", "is not an expression"),
    "a tag that is not closed": Case("unclosed-tag", CLAUSE, FIELD, "¦{{ chair chairs", "same line"),
    "a tag that there is not": Case("unknown-tag", CLAUSE, FIELD, '{{ chair }} ¦{% include "/etc/passwd" %}', "if, elif, else"),
    "an if without its end": Case("unbalanced", CLAUSE, "Papers are sent", "¦{% if chair %}Papers are sent", "endif"),
    "an end without its if": Case("unbalanced", CLAUSE, "Papers are sent", "Papers ¦{% endif %} are sent", "“if”"),
    "a loop over text": Case("bad-loop", CLAUSE, FIELD, "¦{% for x in chair %}{{ x }}{% endfor %} {{ chair }}", "cannot be looped over"),
    "a heading without an id": Case("heading-id", CLAUSE, "## Papers {#papers}", "¦## Papers", "never change"),
    "a heading too high": Case("heading-level", CLAUSE, "## Papers {#papers}", "¦# Papers {#papers}", "## for a sub-section"),
    "a list that does not begin with 1": Case("list-start", CLAUSE, TEXT, "¦2019. The year.\n\nPapers are sent", "begins with 2019"),
    "a quotation too deep": Case("too-deep", CLAUSE, TEXT, f"¦{'>' * 45} lost\n\nPapers are sent", "in 8 others"),
    "a caption before no table": Case("caption-place", CLAUSE, TEXT, "¦Table: Of nothing {#t}\n\nPapers are sent", "not before a table"),
    "a second note of one name": Case("duplicate-note", CLAUSE, TEXT, "One.[^a]\n\n[^a]: one\n\n¦[^a]: two\n\nPapers are sent", "called “a”"),
    "a list too deep": Case("list-depth", CLAUSE, TEXT, "- a\n  - b\n    - c\n      ¦- d\n\nPapers are sent", "at most 3 levels"),
    "a link to a script": Case("bad-link", CLAUSE, TEXT, "¦[here](javascript:alert(1)) papers are sent", "https://"),
    "a key of a clause that is misspelt": Case("unknown-key", CLAUSE, "summary:", "¦sumary: None\nsummary:", "Did you mean “summary”?"),
    "a parameter type that is misspelt": Case("unknown-type", CLAUSE, "type: duration", "type: ¦durations", "Did you mean “duration”?"),
    "a list of lists": Case("wrong-value", CLAUSE, "type: duration", "type: list\n    of: ¦list", "not lists"),
    "a choice of nothing": Case("missing-key", CLAUSE, "type: duration", "type: ¦choice", "options: …"),
    "a law that the register lacks": Case("unknown-law", CLAUSE, PARAMETERS, "law:\n  ¦children-act: all\nparameters:\n", "register"),
    "a parameter with a name of docgen's": Case(
        "reserved-name", CLAUSE, PARAMETERS, "law: {}\nparameters:\n  date: ¦{type: date, help: A, example: 2019, default: 2019}\n", "another name"
    ),
    "a default of a wrong type": Case("wrong-type", CLAUSE, "default: 5 working days", "default: ¦soon", "15 working days"),
    "a clause without front matter": Case("front-matter", CLAUSE, "---\ntitle: Meetings", "title: Meetings", "two lines “---”"),
}


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES.items()])
def test_a_fault_is_reported_with_its_place_and_what_to_do(scratch: Scratch, case: Case) -> None:
    scratch.build()
    old = scratch.files()
    place = scratch.edit(case.file, case.old, case.new)
    results = scratch.build()
    problems = {problem for built in results.values() for problem in built.problems}
    assert {problem.code for problem in problems} == {case.code}
    assert case.words in " ".join(f"{problem.seen} {problem.expected} {problem.advice}" for problem in problems)
    assert all(problem.expected or problem.advice for problem in problems)
    if HERE in case.new:
        assert place in {problem.position for problem in problems}
    for problem in problems:
        assert_inside(scratch, problem.position)
    assert results["other/1"].files and not results["scratch/2"].files
    assert scratch.files() == old, "a revision with problems was written, or its old files were touched"


def assert_inside(scratch: Scratch, position: Position) -> None:
    lines = (scratch.root / position.file).read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    assert 1 <= position.line <= len(lines) and 1 <= position.column <= len(lines[position.line - 1]) + 1, position


WRONG = {
    "boolean": ("¦maybe", "true or false"),
    "choice": ("¦tow", "Did you mean “two”?"),
    "date": ("¦2019-13", "2019-09"),
    "duration": ("¦soon", "15 working days"),
    "group": ("¦bord", "Did you mean “board”?"),
    "integer": ("¦fifteen", "15"),
    "list": ("¦one", "“- ”"),
    "markdown": ("¦{a: b}", "Markdown"),
    "money": ("¦lots", "£68,500"),
    "party": ("¦counsel", "Did you mean “council”?"),
    "percent": ("¦12 pounds", "12"),
    "section": ("¦[meetings]", "the id of a section"),
    "table": ("[¦one]", "a mapping"),
    "text": ("¦[one]", "text"),
}
"""For each parameter type a value that it cannot take, and words that must be told."""


@pytest.mark.parametrize("type", registry.names("library.parameters"))
def test_a_value_of_the_wrong_type_is_reported_for_each_type(scratch: Scratch, type: str) -> None:
    wrong, words = WRONG[type]
    more = {"choice": "    options: [one, two]\n", "table": "    columns: {who: Who}\n"}.get(type, "")
    scratch.edit(CLAUSE, "---\nThe bodies", f"  thing:\n    type: {type}\n    help: A thing.\n    example: x\n{more}---\nThe bodies")
    place = scratch.edit(REVISION, CHAIR, f"{CHAIR}      thing: {wrong}\n")
    (problem,) = scratch.problems("scratch/1")
    assert (problem.position, problem.code) == (place, "wrong-type")
    assert words in f"{problem.expected} {problem.advice}"


def test_all_problems_of_a_run_are_reported_at_once(scratch: Scratch) -> None:
    places = [
        scratch.edit(REVISION, "status: draft", "¦staus: draft\nstatus: draft").line,
        scratch.edit(REVISION, "party: council", "party: ¦counsel").line,
        scratch.edit(REVISION, "  aims:\n", "  late:\n    clause: ¦meetings/weekly@1\n  ¦aims:\n".replace("¦aims", "aims")).line,
        scratch.edit(REVISION, "  aims:\n    title: Aims\n    reason: The aims are ours alone.\n", "  ¦aims:\n    title: Aims\n").line,
        scratch.edit(CLAUSE, "summary:", "¦sumary: None\nsummary:").line,
        scratch.edit(CLAUSE, "Until {{ review.next }}", "Until ¦{{ nobody }}").line,
        scratch.edit(NEXT, "before: meetings", "before: ¦nothing").line,
        scratch.edit(OTHER, "status: approved", "status: ¦aproved").line,
    ]
    found = {(problem.position.file, problem.code): problem.position.line for problem in scratch.problems()}
    expected = [
        (REVISION, "unknown-key"),
        (REVISION, "unknown-party"),
        (REVISION, "unknown-clause"),
        (REVISION, "missing-reason"),
        (CLAUSE, "unknown-key"),
        (CLAUSE, "undefined-name"),
        (NEXT, "unknown-place"),
        (OTHER, "wrong-value"),
    ]
    assert {key: line for key, line in found.items() if key[1] != "missing-title"} == dict(zip(expected, places, strict=True))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("date: 2024-05", "date: ¦31 November 2024", "wrong-value"),
        ("status: draft", "review: {every: ¦often}\nstatus: draft", "wrong-value"),
        ("{name: Joint Board}", "{name: Joint Board, external: ¦perhaps}", "wrong-type"),
        ("title: Agreement\n", "", "missing-key"),
        ("council: {name: Scratch Council, short", "council: ¦{short", "missing-key"),
        ("post: Chief Executive}", "pots: Chief Executive}", "unknown-key"),
    ],
)
def test_what_cannot_be_read_hides_nothing_else_in_the_file(scratch: Scratch, old: str, new: str, code: str) -> None:
    hidden = {
        ("unknown-clause", scratch.edit(REVISION, "meetings/monthly@1", "¦meetings/montly@1").line),
        ("undefined-name", scratch.edit(REVISION, "The aims are plain.", "The aims are ¦{{ plian }}.").line),
        ("bad-approval", scratch.write("partnerships/scratch/approvals.txt", "yes\n").line),
    }
    scratch.edit(REVISION, old, new)
    shift = new.count("\n") - old.count("\n")
    found = scratch.problems("scratch/1")
    assert [problem.code for problem in found if problem.code == code]
    assert {(problem.code, problem.position.line - (shift if problem.code != "bad-approval" else 0)) for problem in found} >= hidden
    assert len(found) == 4, "and nothing that is not wrong is told"


def test_problems_are_in_the_order_of_the_sources_and_each_is_reported_once(scratch: Scratch) -> None:
    scratch.edit(REVISION, "title: Agreement", "titel: Agreement")
    scratch.edit(REVISION, "  - {party: council, post: Chief Executive}", "  - {party: council, pots: Chief Executive}")
    told: list[Problem] = [problem for built in scratch.build("scratch/1").values() for problem in built.problems]
    assert [(problem.position.line, problem.code) for problem in told] == [(1, "unknown-key"), (10, "unknown-key")]


@pytest.mark.parametrize(("left_out", "used"), [("groups:\n  board: {name: Joint Board}\n", "structure"), ("date: 2024-05\n", "date")])
def test_a_fact_that_is_left_out_is_reported_where_it_is_used(scratch: Scratch, left_out: str, used: str) -> None:
    scratch.edit(REVISION, left_out, "")
    place = scratch.edit(REVISION, LINE, f"  ¦{{{{ {used} }}}}\n")
    assert [(problem.code, problem.position) for problem in scratch.problems("scratch/1")] == [("not-shown", place)]


def test_a_note_in_a_heading_is_reported(scratch: Scratch) -> None:
    scratch.edit(CLAUSE, "## Papers {#papers}", "## Papers^[A note.] {#papers}")
    assert {problem.code for problem in scratch.problems("scratch/1")} == {"note-place"}
