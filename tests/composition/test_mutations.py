"""However a source is damaged, a run ends soon with a document or in problems whose places lie inside the files."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.composition.build import build
from docgen.composition.compose import compose
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.tree import Document
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load
from tests.scratch import CLAUSE, FILES, ROOT, repository

DEADLINE = 5_000
"""Milliseconds; a sound run takes some dozens of them."""

PIECES = (
    "{{ x }}", "{% if a %}", "{% endif %}", "{% for x in groups %}", "{% endfor %}", "{{", "%}", "{#", "#}", "- ", "1. ", "## A {#b}", "| a | b |", "|---|---|",
    "[^1]", "[^1]: a", "[](#a)", "[a](b)", "**", "_", "`", ">", "Table: A {#a}", "    ", "\t", ": ", "&a ", "*a", "!b ", "{", "}", "[", "]", "'", '"', "|",
    ">-", "null", "---", "\\", "#", "\ue000", "\x00", "\u2028", "é", "😀", "{{ parties.x }}", "{{ 1/0 }}", "{{ groups | joined }}", "{{ date | date('x') }}",
    "{{ structure }}", "{{ abbreviations }}",
)  # fmt: skip

Mutation = Callable[[list[bytes]], list[bytes]]


@st.composite
def mutations(draw: st.DrawFn) -> Mutation:
    """One change of the lines of a file."""
    kind = draw(st.sampled_from(["delete", "duplicate", "swap", "insert", "bytes", "indent"]))
    where, other = draw(st.floats(0, 0.999)), draw(st.floats(0, 0.999))
    piece = draw(st.sampled_from(PIECES)).encode("utf-8", "surrogatepass")
    noise = draw(st.binary(min_size=1, max_size=4))

    def change(lines: list[bytes]) -> list[bytes]:
        if not lines:
            return [piece]
        at = int(where * len(lines))
        line = lines[at]
        column = int(other * (len(line) + 1))
        new = {
            "delete": [],
            "duplicate": [line, line],
            "swap": [lines[int(other * len(lines))]],
            "insert": [line[:column] + piece + line[column:]],
            "bytes": [line[:column] + noise + line[column:]],
            "indent": [b"  " + line],
        }[kind]
        return [*lines[:at], *new, *lines[at + 1 :]]

    return change


def changed(data: bytes, changes: list[Mutation]) -> bytes:
    lines = data.split(b"\n")
    for change in changes:
        lines = change(lines)
    return b"\n".join(lines)


def assert_inside(root: Path, position: Position) -> None:
    path = root / position.file
    if not path.is_file():
        assert (position.line, position.column) == (1, 1) and position.file, position
        return
    lines = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    assert 1 <= position.line <= len(lines), position
    assert 1 <= position.column <= len(lines[position.line - 1]) + 1, position


@pytest.fixture(scope="module")
def real() -> Iterator[Path]:
    """The real sources, to be spoilt: partnership files are written, clauses and templates are read."""
    with tempfile.TemporaryDirectory() as folder:
        for part in ("clauses", "partnerships", "templates"):
            shutil.copytree(ROOT / part, Path(folder) / part)
        yield Path(folder)


REVISIONS = tuple(sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "partnerships").glob("*/*.yaml")))


@cache
def library(root: Path) -> Library:
    return Library(root)


@settings(max_examples=150, deadline=DEADLINE, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(file=st.sampled_from(REVISIONS), changes=st.lists(mutations(), min_size=1, max_size=4))
def test_a_damaged_partnership_file_gives_a_document_or_problems_in_the_file(real: Path, file: str, changes: list[Mutation]) -> None:
    sound = (ROOT / file).read_bytes()
    try:
        (real / file).write_bytes(changed(sound, changes))
        problems: list[Problem] = []
        partnership = load(real, file.removeprefix("partnerships/").removesuffix(".yaml"), problems)
        assert isinstance(compose(partnership, library(real), problems), Document)
    except DocgenError as error:
        assert error.problems
        for problem in error.problems:
            assert_inside(real, problem.position)
    finally:
        (real / file).write_bytes(sound)


@settings(max_examples=150, deadline=DEADLINE, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(mutations(), min_size=1, max_size=4))
def test_a_damaged_clause_builds_or_gives_problems_in_the_file(changes: list[Mutation]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scratch = repository(Path(folder))
        scratch.write(CLAUSE, changed(FILES[CLAUSE].encode(), changes))
        (built,) = build(scratch.root, ["scratch/1"], ("json", "markdown", "html"), scratch.output)
        assert bool(built.files) != bool(built.problems)
        for problem in built.problems:
            assert_inside(scratch.root, problem.position)


CLAUSES = tuple(sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "clauses").glob("*/*/v*.md")))


@settings(max_examples=200, deadline=DEADLINE, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(file=st.sampled_from(CLAUSES), changes=st.lists(mutations(), min_size=1, max_size=4))
def test_a_damaged_real_clause_is_read_or_gives_problems_in_the_file(real: Path, file: str, changes: list[Mutation]) -> None:
    _, kind, name, version = file.split("/")
    sound = (ROOT / file).read_bytes()
    try:
        (real / file).write_bytes(changed(sound, changes))
        Library(real).clause(f"{kind}/{name}", int(version[1:-3]))
    except DocgenError as error:
        assert error.problems
        for problem in error.problems:
            assert_inside(real, problem.position)
    finally:
        (real / file).write_bytes(sound)
