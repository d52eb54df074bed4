"""YAML that joins the lines of a list, a table or a heading is told at the line; prose that runs over lines is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scratch import HERE, REVISION, repository

OLD = "text: |\n      The aims are plain.\n\n      They are met in [](#meetings).\n"


@pytest.mark.parametrize(
    "text",
    [
        f"text: >\n      First para.\n\n      {HERE}- item one\n      - item two\n",
        f"text: >-\n      It will:\n      {HERE}- chair\n",
        f"text: >\n      It will:\n      {HERE}1. chair;\n      2. keep.\n",
        f"text: >\n      It will:\n      {HERE}(a) chair;\n      (b) keep.\n",
        f"text: >\n      It has:\n\n      {HERE}| a | b |\n      |---|---|\n      | c | d |\n",
        f"text: >\n      {HERE}## A {{#a}}\n      text here\n",
        f"text: >\n      First.\n\n      {HERE}Second.\n",
        f"text: >\n      First.\n\n      - one item\n\n      {HERE}Last.\n",
        f'text: "First.\n\n      {HERE}Second."\n',
        f"text: First.\n\n      {HERE}Second.\n",
        f'text: "It will:\n      {HERE}- chair\n      - keep"\n',
        f"text: It will\n      {HERE}- chair\n      - keep\n",
    ],
)
def test_a_list_that_yaml_joins_is_told_at_its_first_line(tmp_path: Path, text: str) -> None:
    scratch = repository(tmp_path)
    place = scratch.edit(REVISION, OLD, text)
    (problem,) = scratch.problems("scratch/1")
    assert (problem.code, problem.position) == ("folded-text", place)


@pytest.mark.parametrize(
    "text",
    [
        "text: >\n      The Council - which leads\n      - will chair in section\n      5. It pays (a) and\n      (b) too.\n",
        "text: >\n      First.\n\n      - one item\n\n      - another\n\n      ## A {#a}\n\n      Words.\n",
        "text: >\n      First.\n\n\n      Last.\n",
        "text: >\n      It has:\n        kept\n      Last.\n",
        "text: >\n      It has:\n\n        - kept\n        - lines\n",
        "text: The aims are plain,\n      and they are met.\n",
    ],
)
def test_prose_over_several_lines_is_joined_without_a_word(tmp_path: Path, text: str) -> None:
    scratch = repository(tmp_path)
    scratch.edit(REVISION, OLD, text)
    assert not scratch.problems("scratch/1")


@pytest.mark.parametrize(
    "text",
    [
        f"text: >\n      The aims are plain,\n      and {HERE}~~met~~ here.\n",
        f"text: The aims are plain,\n      and {HERE}~~met~~ here.\n",
        f'text: "The aims are plain,\n\n\n      and {HERE}~~met~~ here."\n',
        f'text: "The aims <!-- plain --> are {HERE}~~met~~ here."\n',
        f"text: 'The aims are {HERE}~~met~~ here.'\n",
        f"text: The aims are {HERE}~~met~~ here.\n",
        f'text: {HERE}"The aims \\u0061re ~~met~~ here."\n',
    ],
)
def test_a_problem_in_a_text_that_is_no_block_is_told_where_it_is_typed(tmp_path: Path, text: str) -> None:
    scratch = repository(tmp_path)
    place = scratch.edit(REVISION, OLD, text)
    (problem,) = scratch.problems("scratch/1")
    assert (problem.code, problem.position) == ("foreign-mark", place)
