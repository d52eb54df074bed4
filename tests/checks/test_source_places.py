"""A word of a composed text has the line and column of its source, wherever it stands: in clauses, local text, values and overrides."""

from __future__ import annotations

import random
import re
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from docgen.checks.draft import Draft, of_document
from docgen.checks.run_rules import Settings, run_rules
from docgen.composition.compose import compose
from docgen.document.problems import DocgenError, Position
from docgen.document.values import Date
from docgen.governance.clause_examples import Examples
from docgen.library.clauses import Library
from docgen.library.law_register import Register
from docgen.partnership import partnership_files
from tests.revisions import ROOT
from tests.scratch import CLAUSE, HERE, REVISION, Scratch, repository

TODAY, NO_LAW = Date(2026, 11, 26), Register({}, {})


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def draft(root: Path) -> Draft:
    partnership = partnership_files.load(root, "scratch/1")
    return of_document(compose(partnership, Library(root)), partnership, TODAY, NO_LAW, root)


def found(root: Path, code: str = "W101") -> list[Position]:
    return [each.problem.position for each in run_rules([draft(root)], Settings((code,))).found]


TEXT = "    text: |\n      The aims are plain.\n"
WHOLE = f"{TEXT}\n      They are met in [](#meetings).\n"
BODY = "The bodies meet every month. {{ chair }} chairs.\n"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (REVISION, TEXT, "    text: |\n      The aims are plain,\n      and they hold for\n      ¦the the parties.\n"),
        (REVISION, TEXT, "    text: |\n      The aims are plain,\n      and they hold for ¦the\n      the parties.\n"),
        (REVISION, WHOLE, "    text: >\n      The aims are plain.\n\n\n      They hold for\n      ¦the the parties.\n"),
        (REVISION, WHOLE, '    text: "The aims are plain,\n      and hold for ¦the the parties."\n'),
        (REVISION, TEXT, "    text: |\n      The aims are:\n\n      - plain;\n      - held by\n        ¦the the parties.\n"),
        (REVISION, TEXT, "    text: |\n      > The aims are plain\n      > to ¦all all.\n"),
        (REVISION, TEXT, "    text: |\n      The aims[^1].\n\n      [^1]: Those of\n          ¦the the parties.\n"),
        (REVISION, TEXT, "    text: |\n      | Aim | Of |\n      |---|---|\n      | The | it it |\n".replace("it it", "¦it it")),
        (REVISION, TEXT, "    text: |\n      | it | it | Of |\n      |---|---|---|\n      | it | \\\\| it | ¦it it |\n"),
        (REVISION, TEXT, "    text: |\n      Table: Aims of ¦the the parties\n\n      | Aim | Of |\n      |---|---|\n      | One | Two |\n"),
        (REVISION, "    title: Aims\n", "    title: Aims of ¦the the parties\n"),
        (REVISION, "      chair: The Leader\n", "      chair: The Leader of ¦the the Council\n"),
        (REVISION, "      chair: The Leader\n", "      chair: >-\n        The Leader\n        of ¦the the Council\n"),
        (
            REVISION,
            "    clause: meetings/monthly@1\n",
            "    clause: meetings/monthly@1\n    override: {reason: An example., owner: Jo, until: 2027-01-01, text: They meet ¦often often.}\n",
        ),
        (CLAUSE, BODY, "The bodies meet\nevery month. {{ chair }} chairs, and\nthe *others* “do¦ not not” wait.\n".replace("¦ ", " ¦")),
        (CLAUSE, BODY, "{% for party in parties %}The bodies of {{ party }} ¦meet meet. {% endfor %}{{ chair }} chairs.\n"),
        (CLAUSE, BODY, "{% if not chair %}Nobody chairs it it.{% else %}Somebody chairs ¦it it.{% endif %}\n"),
        (CLAUSE, BODY, "The bodies meet in {{ parties.council }} ¦each each month. {{ chair }} chairs.\n"),
        (CLAUSE, BODY, "They meet ¦the {{ chair | lower }}.\n"),
        (CLAUSE, "## Papers {#papers}", "## Papers ¦of of it {#papers}"),
        (CLAUSE, "title: Meetings", "title: Meetings"),
    ],
)
def test_a_doubled_word_is_told_where_it_stands(scratch: Scratch, file: str, old: str, new: str) -> None:
    if HERE in new:
        place = scratch.edit(file, old, new)
        assert found(scratch.root) == [place]
    else:
        assert found(scratch.root) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("W106", "The aims are plain\n      and they¦ , as said, hold."),
        ("W105", "The aims are plain\n      and they hold¦,, as said."),
        ("W103", "The aims are plain\n      and ¦(as said hold."),
        ("W104", "The aims are plain\n      and *good* help ¦k hold."),
        ("D107", "The aims (plain)\n      hold from ¦31 November on."),
        ("D109", "| By | Pays |\n      |---|---|\n      | A | £5 |\n      | B | £6 |\n      | Total | ¦£12 |"),
        ("D117", "The parties\n      pay ¦£12 in all:\n\n      - A £5;\n      - B £6."),
        ("W107", "The aims are plain\n      and “the Board” has ¦it's name."),
    ],
)
def test_marks_letters_and_dates_are_told_where_they_stand(scratch: Scratch, code: str, text: str) -> None:
    before = {"W106": "they", "W105": ""}.get(code, "")
    place = scratch.edit(REVISION, TEXT, f"    text: |\n      {text}\n")
    assert [(each.line, each.column + len(before)) for each in found(scratch.root, code)] == [(place.line, place.column)]


WORD = re.compile(r"(?<=[a-z,] )[a-z]{3,}(?=[ ,.;])")
TAGS = re.compile(r"\{[{%#].*?[}%#]\}|\]\(.*?\)|^.*\{#.*|^Table: .*", re.MULTILINE)


@pytest.mark.parametrize("seed", range(3))
def test_a_word_changed_anywhere_in_a_clause_is_found_at_its_line_and_column(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    shutil.copytree(ROOT / "clauses", tmp_path / "clauses")
    places: dict[str, Position] = {}
    for path in chance.sample(sorted(tmp_path.glob("clauses/*/*/v*.md")), 60):
        before = path.read_text(encoding="utf-8")
        words = list(WORD.finditer(TAGS.sub(lambda found: "·" * len(found[0]), before), before.index("\n---\n", 4) + 5))
        if words:
            start, end = chance.choice(words).span()
            path.write_text(f"{before[:start]}qqzq{before[end:]}", encoding="utf-8")
            file = path.relative_to(tmp_path).as_posix()
            places[file] = Position(file, before.count("\n", 0, start) + 1, start - before.rfind("\n", 0, start))
    examples, seen = Examples(Library(tmp_path)), 0
    for clause in examples.clauses:
        with suppress(DocgenError):  # the word was the name of a tag
            made = of_document(examples.document(clause), None, TODAY, NO_LAW, tmp_path) if clause.file in places else None
            shown = {passage.at(passage.text.index("qqzq")) for passage in made.passages if "qqzq" in passage.text} if made else set()
            assert {place for place in shown if place.file == clause.file} <= {places.get(clause.file)}
            seen += len(shown)
    assert seen >= 30
