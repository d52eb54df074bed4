"""Clauses suggested from local text: what is alike is found, what differs becomes parameters, and the draft is a clause that composes."""

from __future__ import annotations

import json
import random
import re
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.cli.main import main
from docgen.comparison.words.word_alignment import Differing, aligned, tokens
from docgen.composition.compose import compose
from docgen.document.problems import Position
from docgen.document.tree import Paragraph, plain, walk
from docgen.governance.similar_text import LocalText, grouped_by_likeness, groups, words_of
from docgen.governance.suggest_clauses import draft
from docgen.library.clauses import Library
from docgen.partnership import partnership_files
from tests.scratch import CLAUSE, FILES, Scratch, repository

NORTH = "The board will answer every complaint within 10 working days, and the Leader of North Council will report on all of them each year."
SOUTH = "The board will answer every complaint within 15 working days, and the Mayor of South Council will report on all of them each year."


def local(text: str) -> str:
    """A partnership file with a section of local text."""
    section = f"  answers:\n    title: Answers\n    reason: Ours.\n    text: {json.dumps(text)}\n"
    return f"title: Agreement\npartnership: {{name: A}}\nstatus: draft\nsections:\n{section}"


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    made = repository(tmp_path)
    made.write("partnerships/north/1.yaml", local(NORTH))
    made.write("partnerships/south/1.yaml", local(SOUTH))
    return made


def run(scratch: Scratch, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(scratch.root), "clause", "suggest", *words])


def test_text_that_partnerships_share_is_proposed_with_places_likeness_and_what_differs(scratch: Scratch) -> None:
    out = run(scratch).output
    assert out.startswith("1. A new clause: 2 places, 8")
    assert "partnerships/north/1.yaml:8  answers  100 %" in out and "partnerships/south/1.yaml:8  answers  8" in out
    assert "number (integer): 10 | 15" in out
    assert "wording_2 (text): Leader | Mayor" in out and "wording_3 (text): North | South" in out
    assert "within {{ number }} working days, and the {{ wording_2 }} of {{ wording_3 }} Council will" in out
    assert "aims" not in out, "what only one partnership says, or is too short, is left alone"


def test_a_draft_is_written_as_a_clause_that_gives_each_text_back(scratch: Scratch) -> None:
    found, problems = groups(scratch.root)
    assert not problems and len(found) == 1
    assert run(scratch, "1", "--write", "complaints/answers").output == "Wrote clauses/complaints/answers/v1.md.\n"
    clause = Library(scratch.root).clause("complaints/answers", 1)
    assert clause.front.status == "draft"
    wanted = draft(found[0]).parameters
    for side, (name, text) in enumerate((("north", NORTH), ("south", SOUTH))):
        given = json.dumps({one.name: one.values[side] for one in wanted})
        scratch.write(
            f"partnerships/{name}/2.yaml",
            f"title: T\npartnership: {{name: A}}\nstatus: draft\nsections:\n  answers: {{clause: complaints/answers@1, with: {given}}}\n",
        )
        document = compose(partnership_files.load(scratch.root, f"{name}/2"), Library(scratch.root))
        assert [plain(node.inlines) for node in walk(document.sections[0]) if isinstance(node, Paragraph)] == [text]


def test_text_that_is_nearly_a_clause_is_reported_to_use_it_and_is_not_written(scratch: Scratch) -> None:
    words = "The bodies meet every month. The Mayor chairs.\n\n## Papers {#papers}\n\nPapers are sent 5 working days before."
    scratch.write("partnerships/west/1.yaml", local(words))
    out = run(scratch).output
    assert re.search(r"Use meetings/monthly@1 instead: [7-9]\d % alike", out)
    number = next(line.partition(".")[0] for line in out.splitlines() if "instead" in line)
    result = run(scratch, number, "--write", "meetings/other")
    assert result.exit_code == 1 and "[like-a-clause]" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--write", "a/b"), "Say which group to write"),
        (("7",), "numbered 1 to 1."),
        (("1", "--write", "Meetings"), "[bad-name]"),
        (("1", "--write", "../x"), "[bad-name]"),
        (("1", "--write", "meetings/monthly"), "[clause-exists]"),
    ],
)
def test_what_cannot_be_written_is_reported(scratch: Scratch, words: tuple[str, ...], said: str) -> None:
    result = run(scratch, *words)
    assert result.exit_code != 0 and said in result.output
    assert (scratch.root / CLAUSE).read_text(encoding="utf-8") == FILES[CLAUSE]


def test_texts_that_differ_in_their_lines_are_proposed_in_the_words_of_the_first(scratch: Scratch) -> None:
    scratch.write("partnerships/south/1.yaml", local(NORTH.replace(", and the", ".\n\nThe")))
    out = run(scratch).output
    assert "They differ in more than a few words" in out and "within 10 working days, and the Leader" in out


def test_nothing_alike_is_nothing_suggested(tmp_path: Path) -> None:
    assert run(repository(tmp_path)).output == "No local text is shared by partnerships or nearly a clause.\n"


WORDS = st.lists(st.sampled_from(["a", "b", "c", "{{ d }}", "e,", "(f", "g."]), min_size=1, max_size=12).map(" ".join)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=4))
def test_every_text_is_had_back_from_what_is_shared_and_what_differs(texts: list[str]) -> None:
    parts = aligned(texts)
    assert parts is not None
    for side, text in enumerate(texts):
        made = "".join(part.values[side] if isinstance(part, Differing) else part for part in parts)
        assert made == text
    assert all(all(part.values) and len(set(part.values)) > 1 for part in parts if isinstance(part, Differing))


def test_a_wrapped_line_is_one_line_and_the_items_of_a_list_are_not() -> None:
    assert tokens("One\ntwo") == tokens("One two")
    assert tokens("One\n- two") != tokens("One - two")
    assert aligned(["One\ntwo three", "One two\nfour"]) == ["One two ", Differing(("three", "four"))]


def test_two_thousand_texts_are_grouped_in_a_second() -> None:
    """200 partnerships with ten local sections each, which are ten texts with a few words changed in each place."""
    rng = random.Random(7)
    words = [f"word{number}" for number in range(800)]
    originals = [[rng.choice(words) for _ in range(90)] for _ in range(10)]
    texts = []
    for number in range(2000):
        changed = list(originals[number % 10])
        for _ in range(8):
            changed[rng.randrange(len(changed))] = f"own{rng.randrange(10_000)}"
        text = " ".join(changed)
        texts.append(LocalText(f"p{number // 10}/1", "s", "S", text, Position("f"), words_of(text)))
    start = time.process_time()
    found = list(grouped_by_likeness(texts, {}))
    assert time.process_time() - start < 2
    assert sorted(len(members) for members, _ in found) == [200] * 10
