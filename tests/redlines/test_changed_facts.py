"""A fact of the whole document that shows nowhere on the cover, changed alone, is told once: with its cause, in every format and in the exit code."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from docgen.cli.main import main
from docgen.comparison.diff import diff
from docgen.comparison.redline_summary import change_in_words, place, statistics
from docgen.document.redline import Change
from docgen.redlines.compare_revisions import compare
from docgen.redlines.explained_redline import Comparison
from docgen.redlines.written_redlines import written_redline
from tests import pair
from tests.pages import Page
from tests.scratch import NEXT, REVISION, Scratch, repository

FACTS = {
    "numbering": ("numbering: none", "numbering changed: “numbered headings” → “no numbers”", False),
    "running header": ("short_title: Pact", "running header changed: “Agreement” → “Pact”", True),
    "language": ("language: en-US", "language changed: “en-GB” → “en-US”", True),
    "house style": ("style: other", "house style changed: “mou” → “other”", False),
}


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def facts(made: Comparison) -> list[Change]:
    return [change for change in made.redline.changes if change.node != "row"]


def run(scratch: Scratch, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(scratch.root), "diff", "scratch/1", "scratch/2", *words])


@pytest.mark.parametrize("name", FACTS)
def test_a_fact_alone_is_one_change_with_its_place_its_words_and_its_cause(scratch: Scratch, name: str) -> None:
    setting, words, _ = FACTS[name]
    scratch.write(NEXT, f'extends: "1"\n{setting}\n')
    made = compare(scratch.root, "scratch/1", "scratch/2")
    (change,) = facts(made)
    assert (place(made.redline, change), change.node, change.kind, change_in_words(change)) == ("Whole document", name, "altered", words)
    cause = made.explanations[change.id].source
    assert cause.startswith(setting.partition(":")[0]) and cause.endswith(f"({NEXT}:2)")


@pytest.mark.parametrize("name", FACTS)
def test_the_exit_code_tells_words_on_the_pages_and_not_their_layout(scratch: Scratch, name: str) -> None:
    setting, words, is_of_substance = FACTS[name]
    scratch.write(NEXT, f'extends: "1"\n{setting}\n')
    result = run(scratch, "--exit-code")
    assert words in result.stdout and result.exit_code == is_of_substance


@pytest.mark.parametrize("name", [name for name in FACTS if name != "house style"])
def test_the_page_markdown_and_json_tell_the_fact_once_and_link_to_its_place(scratch: Scratch, name: str) -> None:
    setting, words, is_of_substance = FACTS[name]
    scratch.write(NEXT, f'extends: "1"\n{setting}\n')
    made = compare(scratch.root, "scratch/1", "scratch/2")
    (change,) = facts(made)
    page = Page(written_redline(scratch.root, made, "html"))
    assert page.ids()[f"change_{change.id}"] == page.ids()[f"row_{change.id}"] == 1
    assert page.lines.count(words[:1].upper() + words[1:]) == 1
    text = written_redline(scratch.root, made, "markdown").decode()
    row = f"[{change.id}](#scratch-2-document) | Whole document | {words} "
    assert text.count(row) == 1 and text.count('<a id="scratch-2-document"></a>') == 1
    assert text.count(f"<del>{change.old}</del><ins>{change.new}</ins>") == 1
    told = [each for each in json.loads(written_redline(scratch.root, made, "json"))["changes"] if each["node"] == name]
    assert [(each["section"], each["old"], each["new"], each["substance"]) for each in told] == [("", change.old, change.new, is_of_substance)]


@pytest.mark.parametrize(("before", "after"), [*permutations(("none", "headings", "paragraphs"), 2)])
def test_another_scheme_is_one_change_whichever_it_is(before: Any, after: Any) -> None:
    redline = diff(pair.old(before), pair.old(after))
    assert [(change.node, change.kind) for change in redline.changes] == [("numbering", "altered")]
    assert len({redline.changes[0].old, redline.changes[0].new}) == 2 and re.match(" Whole document +[|] +0 *$", statistics(redline)[0])


def test_a_running_header_or_a_watermark_that_follows_the_cover_is_not_told_twice(scratch: Scratch) -> None:
    scratch.write(NEXT, 'extends: "1"\ntitle: Another agreement\nstatus: superseded\ndate: 2025-05\n')
    assert {change.node for change in facts(compare(scratch.root, "scratch/1", "scratch/2"))} == {"title", "status", "date"}


def test_a_watermark_or_a_date_of_the_file_that_only_an_archive_changes_is_told() -> None:
    old = pair.old("none")
    (came,) = diff(old, replace(old, front=replace(old.front, watermark="DRAFT"))).changes
    (dated,) = diff(old, replace(old, front=replace(old.front, timestamp="2031-01-01T00:00:00Z"))).changes
    assert (came.node, came.kind, change_in_words(came)) == ("watermark", "inserted", "watermark added: “DRAFT”")
    assert (dated.node, dated.kind) == ("file date", "altered")


def test_without_the_old_file_the_field_of_the_new_one_is_the_cause(scratch: Scratch) -> None:
    scratch.edit(REVISION, "status: draft", "status: draft\nshort_title: Pact")
    CliRunner().invoke(main, ["--root", str(scratch.root), "build", "scratch/1", "--format", "json", "--output", str(scratch.output)])
    (archive,) = scratch.output.rglob("scratch-1.json")
    scratch.write(NEXT, 'extends: "1"\nshort_title: Deed\n')
    made = compare(scratch.root, str(archive), "scratch/2")
    (change,) = facts(made)
    assert made.explanations[change.id].source == f"short_title: Deed ({NEXT}:2)"
