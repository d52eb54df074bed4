"""The archive form: what is written is read back whole, and nothing else is taken for it."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from docgen.document import tree
from docgen.document.problems import DocgenError, Position
from docgen.document.tree import Document, Paragraph, Reference
from docgen.formats.json import archive_form, reader, writer
from docgen.sources.files import HouseStyle
from tests import samples

STYLE = HouseStyle("mou", Path())


def written(document: Document) -> bytes:
    return writer.write(document, STYLE)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(samples.documents())
@example(samples.everything())
@example(samples.everything("paragraphs"))
@example(samples.everything("none"))
def test_what_is_written_is_read_back_with_its_numbers(document: Document) -> None:
    again = reader.read(written(document), "a.json")
    assert again == document
    # equality passes over computed fields; the representation shows them, and no positions
    assert repr(again) == repr(document)


def test_every_field_of_every_kind_is_kept_but_positions_and_levels_in_redlines() -> None:
    assert set(archive_form.KINDS.values()) == {*tree.INLINES, *tree.BLOCKS, *tree.PARTS}
    for kind in archive_form.KINDS.values():
        assert {f.name for f in fields(kind)} - set(archive_form.archived_fields(kind)) <= {"position", "level"}


def test_positions_are_left_out() -> None:
    document = samples.everything()
    placed = replace(document.sections[0], blocks=(Paragraph((Reference("purpose", position=Position("a", 3, 4)),), "", Position("secret.md")),))
    data = written(replace(document, sections=(placed,)))
    assert b"secret" not in data and b"position" not in data


def test_the_form_is_numbered_and_each_section_has_a_line() -> None:
    document = samples.everything()
    lines = written(document).decode().splitlines()
    assert lines[0].startswith('{"docgen": 1, "kind": "Document", "id": "riverside/2024"')
    assert len(lines) == len(document.sections) + 2
    assert written(document) == written(samples.everything())


def _broken(change: Any) -> bytes:
    tree_of = json.loads(written(samples.everything()))
    change(tree_of)
    return json.dumps(tree_of).encode()


@pytest.mark.parametrize(
    ("data", "code", "seen"),
    [
        (b"\xff", "not-utf8", "not UTF-8"),
        (b'{\n  "docgen": 1,,', "not-json", "not JSON"),
        (b"[" * 100_000, "not-archive", "nested too deeply"),
        (b"[]", "not-archive", "not an archive"),
        (b'{"docgen": 1}', "not-archive", "kind None"),
        (b'{"kind": "Text", "text": "a"}', "not-archive", "not an archive"),
        (b'{"kind": ["Text"]}', "not-archive", "kind ['Text']"),
        (_broken(lambda t: t.update(docgen=2)), "not-archive", "form 2"),
        (_broken(lambda t: t.update(docgen=True)), "not-archive", "form True"),
        (_broken(lambda t: t.pop("docgen")), "not-archive", "form None"),
        (_broken(lambda t: t.pop("language")), "not-archive", "lacks language"),
        (_broken(lambda t: t.update(colour="red")), "not-archive", "no field 'colour'"),
        (_broken(lambda t: t.update(position=None)), "not-archive", "no field 'position'"),
        (_broken(lambda t: t.update(id=5)), "not-archive", "cannot hold"),
        (_broken(lambda t: t.update(scheme="roman")), "not-archive", "cannot hold"),
        (_broken(lambda t: t.update(scheme=[])), "not-archive", "cannot hold"),
        (_broken(lambda t: t["front"].update(control=[["a"]])), "not-archive", "cannot hold"),
        (_broken(lambda t: t["front"].update(parties="Council")), "not-archive", "cannot hold"),
        (_broken(lambda t: t["sections"].append({"kind": "Text", "text": "a"})), "not-archive", "cannot hold"),
        (_broken(lambda t: t["sections"][0]["blocks"].append({"kind": "Text", "text": "a"})), "not-archive", "cannot hold"),
        (_broken(lambda t: t["sections"][0]["blocks"].append([])), "not-archive", "cannot hold"),
        (_broken(lambda t: t["sections"][0].update(origin={"kind": "Break"})), "not-archive", "cannot hold"),
    ],
)
def test_what_is_no_archive_is_a_problem(data: bytes, code: str, seen: str) -> None:
    with pytest.raises(DocgenError) as caught:
        reader.read(data, "old.json")
    (problem,) = caught.value.problems
    assert (problem.code, problem.position.file) == (code, "old.json")
    assert seen in problem.seen


def test_a_mistake_in_json_has_its_place() -> None:
    with pytest.raises(DocgenError) as caught:
        reader.read(b'{\n  "docgen": 1,,', "old.json")
    assert caught.value.problems[0].position == Position("old.json", 2, 15)


def test_a_field_with_its_default_is_left_out_and_read_as_that() -> None:
    document = samples.everything("none")
    assert all(section.number == "" for section in document.sections)
    assert b'"number": ""' not in written(document)
