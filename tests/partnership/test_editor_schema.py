"""The JSON Schema that editors complete from: valid, true of every real file, and sharp on misspelling."""

from __future__ import annotations

import copy
import re
from functools import cache
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from docgen.partnership.editor_schema import schema
from docgen.partnership.repository import revisions
from docgen.sources.registry import names
from tests.scratch import CLAUSE, ROOT, Scratch, repository


@cache
def made() -> dict[str, Any]:
    return schema(ROOT)


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: no dates, no `NO`, no `12:30`."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def read(name: str) -> Any:
    return yaml.load((ROOT / "partnerships" / f"{name}.yaml").read_text(encoding="utf-8"), Core)


def errors(value: Any, of: dict[str, Any] | None = None) -> list[str]:
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in Draft202012Validator(of or made()).iter_errors(value)]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(made())
    assert made()["title"] == "docgen partnership file"


@pytest.mark.parametrize("name", tuple(revisions(ROOT)))
def test_every_real_file_is_accepted(name: str) -> None:
    assert errors(read(name)) == []


HALTON = "halton/2019"


@pytest.mark.parametrize(
    "path", [("daet",), ("partnership", "nmae"), ("parties", "council", "rol"), ("sections", "funding", "wiht"), ("sections", "funding", "with", "yeers")]
)
def test_a_misspelt_key_or_parameter_is_rejected(path: tuple[str, ...]) -> None:
    value = copy.deepcopy(read(HALTON))
    place = value
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = "x"
    assert errors(value)


@pytest.mark.parametrize(("path", "wrong"), [
    (("status",), "aproved"), (("date",), "June 2019"), (("title",), ["a"]), (("parties", "council"), "Council"),
    (("sections", "funding", "clause"), "funding/nothing@1"), (("sections", "funding", "with", "years"), "2019"),
])  # fmt: skip
def test_a_wrong_value_is_rejected(path: tuple[str, ...], wrong: object) -> None:
    value = copy.deepcopy(read(HALTON))
    place = value
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = wrong
    assert errors(value)


def test_a_file_that_extends_nothing_needs_the_keys_that_a_revision_needs() -> None:
    assert errors({"title": "Agreement"}) and not errors({"extends": "2019", "title": "Agreement"})


def test_an_entry_may_be_null_to_remove_it() -> None:
    assert not errors({"extends": "2019", "parties": {"council": None}, "sections": {"funding": None, "aims": {"sections": {"one": None}}}})


OVERRIDE = {"reason": "A pilot.", "owner": "Head of Law", "until": "2027-03", "text": "Other."}


@pytest.mark.parametrize(
    ("override", "sound"),
    [
        (OVERRIDE, True),
        ({"until": 2028, "paragraphs": {"mediation": "Other.", "delegates": None}}, True),
        (None, True),
        (OVERRIDE | {"untill": "2027"}, False),
        (OVERRIDE | {"until": "soon"}, False),
        (OVERRIDE | {"text": ["a"]}, False),
        ("Other.", False),
    ],
)
def test_an_override_is_known_with_all_its_keys(override: object, sound: bool) -> None:
    assert (not errors({"extends": "2019", "overrides_in_control": True, "sections": {"disputes": {"override": override}}})) == sound


SOUND = {
    "boolean": True, "choice": "one", "date": "2019-09", "duration": "15 working days", "group": "board", "integer": 15, "list": ["a"], "markdown": "a *b*",
    "money": 68500, "party": "council", "percent": 12.5, "section": "aims", "table": [{"who": "a"}], "text": "a",
}  # fmt: skip
"""For each parameter type a value as an editor reads it."""


@pytest.mark.parametrize("type", names("library.parameters"))
def test_a_sound_value_of_each_type_is_accepted_and_a_mapping_is_not(tmp_path_factory: pytest.TempPathFactory, type: str) -> None:
    scratch: Scratch = repository(tmp_path_factory.mktemp("schema"))
    more = {"choice": "    options: [one, two]\n", "table": "    columns: {who: Who}\n"}.get(type, "")
    scratch.edit(CLAUSE, "---\nThe bodies", f"  thing:\n    type: {type}\n    help: A thing.\n    example: x\n{more}---\nThe bodies")
    of = schema(scratch.root)

    def told(value: object) -> list[str]:
        return errors({"extends": "1", "sections": {"a": {"clause": "meetings/monthly@1", "with": {"thing": value}}}}, of)

    assert not told(SOUND[type]) and not told(None)
    assert told({"a": "b"})
