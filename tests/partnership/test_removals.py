"""A `null` that removes nothing is told at its place with what was meant, and one that removes something removes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.partnership import partnership_files
from docgen.partnership.repository import revisions
from tests.scratch import NEXT, REVISION, ROOT, Scratch, repository

MORE = """\
subtitle: Of 2024
terms:
  papers: {name: the papers}
dates: {expiry: 2025-03-31}
review: {every: 1 year}
control: {Owner: The Clerk}
appendices:
  list: {title: List, reason: A test., text: A list.}
"""
OVERRIDDEN = "    override: {reason: A pilot., owner: The Clerk, until: 2030, paragraphs: {chairs: They meet.}}\n    with:\n"


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    made = repository(tmp_path)
    made.edit(REVISION, "groups:\n", f"{MORE}groups:\n")
    made.edit("clauses/meetings/monthly/v1.md", "{{ chair }} chairs.", "{{ chair }} chairs. {#chairs}")
    made.edit(REVISION, "    with:\n", OVERRIDDEN)
    made.edit(
        REVISION,
        "      They are met in [](#meetings).\n",
        "      They are met in [](#meetings).\n    sections:\n      means: {title: Means, reason: A test., text: None.}\n",
    )
    return made


REMOVED = {
    "a section": ("sections: {¦aim: null}", "section “aim”", "Did you mean “aims”?"),
    "a section with nothing after its id": ("sections:\n  ¦aim:\n", "section “aim”", "Did you mean “aims”?"),
    "a section that lies below another": ("sections: {¦means: null}", "section “means”", "under sections → aims → sections"),
    "a sub-section": ("sections: {aims: {sections: {¦mean: null}}}", "section “mean”", "Did you mean “means”?"),
    "an appendix": ("appendices: {¦lst: ~}", "appendix “lst”", "Did you mean “list”?"),
    "a party": ("parties: {¦counsil: null}", "party “counsil”", "Did you mean “council”?"),
    "a fact of a party": ("parties: {council: {¦shrot: null}}", "key “shrot”", "Did you mean “short”?"),
    "a fact that the party does not have": ("parties: {council: {¦delegate: null}}", "key “delegate”", "Delete the line."),
    "a group": ("groups: {¦bord: null}", "group “bord”", "Did you mean “board”?"),
    "a term": ("terms: {¦paper: null}", "term “paper”", "Did you mean “papers”?"),
    "a date": ("dates: {¦expire: null}", "date “expire”", "Did you mean “expiry”?"),
    "a row of the document control": ("control: {¦owner: null}", "row “owner”", "Did you mean “Owner”?"),
    "a value": ("sections: {meetings: {with: {¦chiar: null}}}", "value “chiar”", "Did you mean “chair”?"),
    "an override": ("sections: {aims: {¦override: null}}", "key “override”", "Delete the line."),
    "a paragraph of an override": ("sections: {meetings: {override: {paragraphs: {¦chair: null}}}}", "paragraph “chair”", "Did you mean “chairs”?"),
    "the clause of local text": ("sections: {aims: {¦clause: null}}", "key “clause”", "Delete the line."),
    "a key of the file": ("¦subtitel: null", "key “subtitel”", "Did you mean “subtitle”?"),
    "the next review": ("review: {¦next: null}", "key “next”", "Delete the line."),
}


@pytest.mark.parametrize(("text", "what", "advice"), [pytest.param(*row, id=name) for name, row in REMOVED.items()])
def test_a_null_that_removes_nothing_is_told_at_its_place(scratch: Scratch, text: str, what: str, advice: str) -> None:
    place = scratch.write(NEXT, f'extends: "1"\n{text}\n')
    (problem,) = scratch.problems("scratch/2")
    assert (problem.position, problem.code) == (place, "nothing-to-remove")
    assert what in problem.seen and advice in problem.advice


@pytest.mark.parametrize(
    ("file", "old", "new", "what"),
    [
        (REVISION, "sections:\n  meetings:", "sections:\n  ¦aim:\n  meetings:", "section “aim” is empty."),
        (REVISION, "groups:\n  board", "groups:\n  ¦panel:\n  board", "group “panel” is empty."),
        (REVISION, "      chair: The Leader\n", "      chair: The Leader\n      ¦notice:\n", "value “notice” is empty."),
        (REVISION, "title: Agreement", "title: Agreement\n¦typ:", "Did you mean “type”?"),
        (NEXT, "date: 2025-05", "date: 2025-05\nterms: {board: {name: The Boards, ¦and others}}", "double quotes"),
        (NEXT, "date: 2025-05", "date: 2025-05\nparties: {trust: {name: Trust, ¦roel: null}}", "Did you mean “role”?"),
        (NEXT, "  aims:\n", "  aims:\n    with: {¦notice: null}\n", "no value “notice” to remove"),
    ],
)
def test_an_entry_that_is_left_empty_is_told_and_not_passed_over(scratch: Scratch, file: str, old: str, new: str, what: str) -> None:
    place = scratch.edit(file, old, new)
    (problem,) = scratch.problems("scratch/2")
    assert (problem.position, problem.code) == (place, "empty-entry")
    assert what in f"{problem.seen} {problem.advice}"


def test_a_null_removes_what_is_there_and_a_known_key_may_be_left_empty(scratch: Scratch) -> None:
    scratch.edit(REVISION, "short: the Council}", "short: the Council, role: }")
    scratch.write(
        NEXT, 'extends: "1"\nsubtitle: null\nparties: {trust: {name: Trust, short: null}}\nterms: {papers: null}\nsections: {aims: {sections: {means: null}}}\n'
    )
    revision = partnership_files.load(scratch.root, "scratch/2").revision
    assert (revision.subtitle, revision.terms, revision.sections["aims"].sections) == (None, {}, {})


def test_two_revisions_do_not_remove_one_thing_twice(scratch: Scratch) -> None:
    scratch.write(NEXT, 'extends: "1"\nsections: {aims: {sections: {means: null}}}\n')
    place = scratch.write("partnerships/scratch/3.yaml", 'extends: "2"\nsections: {aims: {sections: {¦means: null}}}\n')
    assert [(problem.code, problem.position) for problem in scratch.problems("scratch/3")] == [("nothing-to-remove", place)]


@pytest.mark.parametrize("name", tuple(revisions(ROOT)))
def test_every_null_of_this_repository_removes_something(name: str) -> None:
    partnership_files.load(ROOT, name)
