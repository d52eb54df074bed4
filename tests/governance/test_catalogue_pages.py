"""The catalogue: a page for each clause with all that is known of it, and an index that finds clauses with and without its script."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from docgen.cli.main import main
from docgen.document.values import Date
from docgen.governance.catalogue_pages import catalogue
from docgen.governance.clause_examples import Examples
from docgen.governance.where_used import where_used
from docgen.library.clauses import Library
from tests.browser import axe, validated
from tests.judges import require, require_package
from tests.pages import Page
from tests.scratch import CLAUSE, FILES, ROOT, Scratch, repository

TODAY = Date(2026, 11, 30)
OUTPUT = ROOT / "build" / "catalogue"
LIBRARY = Library(ROOT)
CHOSEN = ("funding/equitable-formula", "dispute-resolution/three-tier", "signatures/endorsement")


@cache
def made() -> dict[str, bytes]:
    """The catalogue of the real library, by the names of its files."""
    files, problems = catalogue(ROOT, OUTPUT, TODAY)
    assert not problems
    return {path.relative_to(OUTPUT).as_posix(): data for path, data in files}


def _text(name: str) -> str:
    return re.sub(r"<style>.*?</style>", "", made()[f"{name}.html"].decode(), flags=re.S)


def test_there_is_a_page_for_each_clause_and_the_index_links_to_all_of_them() -> None:
    assert set(made()) == {"index.html", *(f"{id}.html" for id in LIBRARY.versions)}
    links = {str(a["href"]) for a in Page(made()["index.html"]).all("a")} - {"#clauses"}
    assert links == set(made()) - {"index.html"}


def test_every_clause_is_shown_with_its_examples() -> None:
    assert not [name for name in made() if "cannot be shown with its examples" in made()[name].decode()]


@pytest.mark.parametrize("id", CHOSEN)
def test_a_page_says_all_that_the_clause_says_of_itself(id: str) -> None:
    clause = LIBRARY.clause(id, LIBRARY.versions[id][-1])
    words = " ".join(" ".join(Page(made()[f"{id}.html"]).lines).split())
    assert clause.front.use in words and clause.front.summary in words
    assert all(f"{name}" in words and parameter.help in words for name, parameter in clause.parameters.items())
    assert all(" ".join(need.split()) in words for need in (*clause.front.requires, *clause.front.conflicts))
    assert all(" ".join(part.split()) in words for part in clause.front.notes.strip().split("\n\n"))
    uses, _ = where_used(ROOT, id)
    assert uses and all(f"{use.pin.position.file}:{use.pin.position.line}" in words for use in uses)


def test_a_version_shows_what_changed_since_the_one_before() -> None:
    page = _text("funding/equitable-formula")
    assert "<ins" in page and "<del" in page and 'id="c2_change_1"' in page
    assert str(LIBRARY.clause("funding/equitable-formula", 2).front.changes) in page
    assert "The text of version 1" in page
    assert "<ins" not in _text("signatures/endorsement")


@pytest.mark.parametrize("name", ["index", *sorted(LIBRARY.versions)])
def test_links_lead_somewhere_and_ids_stand_once(name: str) -> None:
    page = Page(made()[f"{name}.html"])
    assert set(page.ids().values()) <= {1} and not page.open and len(page.all("h1")) == 1
    for a in page.all("a"):
        address, _, fragment = (a["href"] or "").partition("#")
        there = (OUTPUT / f"{name}.html").parent / unquote(address) if address else OUTPUT / f"{name}.html"
        inside = there.resolve().relative_to(OUTPUT).as_posix() if there.resolve().is_relative_to(OUTPUT) else ""
        assert inside in made() if inside else there.resolve().is_file() or re.match(r"https?:|mailto:", address), a["href"]
        assert not inside or not fragment or fragment in Page(made()[inside]).ids(), a["href"]


def test_text_is_escaped_and_the_same_bytes_come_out(tmp_path: Path) -> None:
    scratch = repository(tmp_path)
    hostile = '<b>"&{{ 7*7 }}</script>'
    scratch.write(CLAUSE, FILES[CLAUSE].replace("summary: The bodies", f"summary: '{hostile} The bodies").replace("month.\nuse", "month.'\nuse"))
    files, problems = catalogue(scratch.root, scratch.output, TODAY)
    assert not problems and files == catalogue(scratch.root, scratch.output, TODAY)[0]
    for path, data in files:
        page = Page(data)
        assert not page.all("b") and len(page.all("script")) == (path.name == "index.html")


def test_a_clause_that_cannot_be_read_is_reported_and_the_others_are_written(tmp_path: Path) -> None:
    scratch = repository(tmp_path)
    scratch.edit(CLAUSE, "status: approved", "status: perhaps")
    result = CliRunner().invoke(main, ["--root", str(scratch.root), "catalogue", "--output", str(scratch.output)])
    assert result.exit_code == 1 and "[wrong-value]" in result.stderr
    assert set(scratch.files()) == {"index.html", "meetings/yearly.html"}


def test_a_withdrawn_clause_says_why_it_has_no_text(tmp_path: Path) -> None:
    scratch: Scratch = repository(tmp_path)
    files, _ = catalogue(scratch.root, scratch.output, TODAY)
    (page,) = [data.decode() for path, data in files if path.name == "yearly.html"]
    assert "It cannot be shown with its examples" in page and "withdrawn" in page


def test_examples_have_all_that_they_name() -> None:
    examples = Examples(LIBRARY)
    assert len(examples.clauses) == sum(map(len, LIBRARY.versions.values()))
    assert all(len(examples.document(clause).sections) == 1 for clause in examples.clauses if clause.front.status != "withdrawn")


@pytest.fixture
def written(tmp_path: Path) -> list[Path]:
    """The index and some pages, as files in their places."""
    paths = []
    for name in ("index", *CHOSEN):
        paths.append(tmp_path / f"{name}.html")
        paths[-1].parent.mkdir(parents=True, exist_ok=True)
        paths[-1].write_bytes(made()[f"{name}.html"])
    return paths


def test_the_pages_conform(written: list[Path]) -> None:
    for path in written:
        assert not validated(path)
    assert not axe(*written)


def test_the_index_finds_clauses_and_is_a_whole_list_without_its_script(written: list[Path]) -> None:
    modules = {Path(require_package(name)).parent for name in ("axe-core", "playwright-core")}
    command: list[str | Path] = [require("node"), ROOT / "tests" / "find_clauses.mjs", modules.pop(), require("chromium"), written[0]]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    seen: Any = json.loads(done.stdout)
    every = len(LIBRARY.versions)
    assert seen["all"] == seen["reset"] == every
    assert "funding/equitable-formula" in seen["words"] and len(seen["words"]) < 20
    assert seen["said"] == f"{len(seen['words'])} clause{'' if len(seen['words']) == 1 else 's'}"
    assert 0 < seen["kinds"] <= len(seen["words"])
    assert seen["nothing"] == [0, True]
    assert seen["kind"] == [id for id in LIBRARY.versions if id.startswith("funding/")]
    assert set(seen["status"]) <= set(seen["kind"])
    assert seen["still"] == [every, True, False]
