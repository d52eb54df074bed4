"""YAML with positions: scalars stay as they are typed, and merging is RFC 7396's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.document.problems import DocgenError, Position
from docgen.sources.merge_patch import merged
from docgen.sources.yaml_tree import Mapping, Node, Scalar, at, locate, parse, plain

# RFC 7396, appendix A: original, patch, result. Numbers are text, as all scalars are here. Originals and patches that are not objects
# are tested as the value of a key.
APPENDIX_A = [
    ('{"a":"b"}', '{"a":"c"}', '{"a":"c"}'),
    ('{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'),
    ('{"a":"b"}', '{"a":null}', "{}"),
    ('{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'),
    ('{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'),
    ('{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'),
    ('{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'),
    ('{"a":[{"b":"c"}]}', '{"a":["1"]}', '{"a":["1"]}'),
    ('["a","b"]', '["c","d"]', '["c","d"]'),
    ('{"a":"b"}', '["c"]', '["c"]'),
    ('{"a":"foo"}', "null", "null"),
    ('{"a":"foo"}', '"bar"', '"bar"'),
    ('{"e":null}', '{"a":"1"}', '{"e":null,"a":"1"}'),
    ('["1","2"]', '{"a":"b","c":null}', '{"a":"b"}'),
    ("{}", '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'),
]


def node(value: Any) -> Node:
    """The value, parsed as YAML."""
    return parse(json.dumps({"key": value}, ensure_ascii=False), "f.yaml").entries["key"]


@pytest.mark.parametrize(("original", "patch", "result"), APPENDIX_A)
def test_merging_does_what_the_examples_of_rfc_7396_do(original: str, patch: str, result: str) -> None:
    assert plain(merged(node(json.loads(original)), node(json.loads(patch)))) == json.loads(result)


def reference(target: Any, patch: Any) -> Any:
    """The pseudocode of RFC 7396, section 2."""
    if not isinstance(patch, dict):
        return patch
    kept = {key: value for key, value in (target if isinstance(target, dict) else {}).items() if key not in patch}
    changed = {key: reference(target.get(key) if isinstance(target, dict) else None, value) for key, value in patch.items() if value is not None}
    return kept | changed


words = st.text(st.sampled_from("ab:#é \n'\"-{"), min_size=1, max_size=6).filter(lambda text: text.strip() and text not in ("~", "null"))
values = st.recursive(
    st.none() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=4),
    max_leaves=12,
)


@given(values, values)
def test_merging_agrees_with_the_pseudocode_of_rfc_7396(target: Any, patch: Any) -> None:
    assert plain(merged(node(target), node(patch))) == reference(target, patch)


@given(values)
def test_merging_a_value_into_nothing_drops_only_what_is_null_in_its_mappings(value: Any) -> None:
    assert plain(merged(node(None), node(value))) == reference(None, value)


BASE = """\
title: Old
parties:
  council: {name: Council}
sections:
  one: {clause: a/b@1}
"""
PATCH = """\
parties:
  police:
    name: Police
  council: {short: the Council}
sections: {one: {clause: a/b@2}}
"""


def test_every_value_keeps_the_place_it_came_from_through_a_merge() -> None:
    both = merged(parse(BASE, "base.yaml"), parse(PATCH, "patch.yaml"))
    places = {
        ("title",): Position("base.yaml", 1, 8),
        ("parties", "council", "name"): Position("base.yaml", 3, 19),
        ("parties", "council", "short"): Position("patch.yaml", 4, 20),
        ("parties", "police", "name"): Position("patch.yaml", 3, 11),
        ("sections", "one", "clause"): Position("patch.yaml", 5, 26),
    }
    assert {path: locate(both, path) for path in places} == places
    assert locate(both, ("parties", "police"), key=True) == Position("patch.yaml", 2, 3)


@pytest.mark.parametrize("text", ["NO", "yes", "1.10", "12:30", "0o17", "1e3", "2019-09-30", "007", "1_000", "=", "<<", ".inf", "true"])
def test_a_scalar_stays_as_it_is_typed(text: str) -> None:
    assert plain(parse(f"key: {text}\n", "f.yaml")) == {"key": text}


@pytest.mark.parametrize("text", ["", "null", "~"])
def test_only_a_plain_null_is_no_value(text: str) -> None:
    assert plain(parse(f"key: {text}\n", "f.yaml")) == {"key": None}
    assert plain(parse(f"key: '{text}'\n", "f.yaml")) == {"key": text}


@pytest.mark.parametrize("header", ["|", "|2", "|-", "|+", "| # words"])
def test_a_place_in_a_literal_block_is_a_place_in_the_file(header: str) -> None:
    found = parse(f"a: {header}\n\n    one\n  two\n".replace("    one", "  one" if "2" not in header else "    one"), "f.yaml").entries["a"]
    assert isinstance(found, Scalar) and found.text
    lines = found.text.split("\n")
    assert found.place(lines.index("two"), lines[lines.index("two")].index("w")) == Position("f.yaml", 4, 4)


def test_a_value_is_found_by_its_path_and_the_nearest_place_by_a_path_too_long() -> None:
    root = parse("a:\n  - {b: c}\n", "f.yaml")
    assert isinstance(at(root, ["a", "0", "b"]), Scalar)
    assert at(root, ["a", "1"]) is None
    assert locate(root, ["a", 0, "b", "x", "y"]) == Position("f.yaml", 2, 9)


def test_problems_that_need_not_stop_the_parser_are_collected() -> None:
    with pytest.raises(DocgenError):
        parse("a: 1\na: 2\n", "f.yaml")
    problems: list[Any] = []
    assert isinstance(parse("a: 1\na: 2\n", "f.yaml", problems), Mapping)
    assert [problem.code for problem in problems] == ["duplicate-key"]
