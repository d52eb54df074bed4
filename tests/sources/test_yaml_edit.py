"""Values set in YAML files and removed from them: nothing else changes, whatever the layout, or the edit is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.document.problems import DocgenError
from docgen.sources.yaml_edit import Add, Drop, Edit, Put, edited
from docgen.sources.yaml_tree import parse, plain

CLAUSE = ("sections", "funding", "clause")
PIN = Put(("sections", "f", "clause"), "x@1")

COMMENTED = """\
# A comment at the top,   with trailing spaces.  \n\
extends: "1"   # the year before

title:    'It''s ours'  \n\
parties: {council: {name: "A: B", short: C}, # a comment in brackets
          police: {name: D}}

sections:   # of this year

  # before the key
  funding:    # after the key

    # before the first value
    clause:   "funding/shares@1"   # why not 2?
    with:
        # odd indentation
        years:   [2019/20,
                  2020/21]   # two of them
        note: |  # kept
          First line.

            Indented.
        # after the text

  voice: { clause: voice/plain@1, title: "Voice" }  # in brackets

  chair: {clause: 'chair/rotating@2',
    with: {a: b}}
  text:
    title: Local   \n\
    text: >-
      folded
      text
    reason: |
      Two
      lines

# The end."""


def data(text: str) -> Any:
    return plain(parse(text.removeprefix("\ufeff").replace("\r\n", "\n"), "a.yaml"))


def lines_changed(old: str, new: str) -> list[tuple[str, str]]:
    before, after = old.split("\n"), new.split("\n")
    assert len(before) == len(after)
    return [(a, b) for a, b in zip(before, after, strict=True) if a != b]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n  \n"])
def test_of_a_file_full_of_comments_only_the_pins_change(newline: str, mark: str, last: str) -> None:
    old = mark + (COMMENTED + last).replace("\n", newline)
    pins = {("sections", "funding"): "funding/shares@2", ("sections", "voice"): "voice/plain@12", ("sections", "chair"): "chair/rotating@3"}
    new = edited(old, "a.yaml", [Put((*path, "clause"), pin) for path, pin in pins.items()])
    assert [(a.strip("\r"), b.strip("\r")) for a, b in lines_changed(old, new)] == [
        ('    clause:   "funding/shares@1"   # why not 2?', '    clause:   "funding/shares@2"   # why not 2?'),
        ('  voice: { clause: voice/plain@1, title: "Voice" }  # in brackets', '  voice: { clause: voice/plain@12, title: "Voice" }  # in brackets'),
        ("  chair: {clause: 'chair/rotating@2',", "  chair: {clause: 'chair/rotating@3',"),
    ]
    assert old.count("\r") == new.count("\r")


@pytest.mark.parametrize(
    ("old", "edit", "new"),
    [
        ("sections:  # all\n  # one\n  a: {b: c}\n", PIN, "sections:  # all\n  f:\n    clause: x@1\n  # one\n  a: {b: c}\n"),
        ("sections:\n    f:\n        with: {a: b}\n", PIN, "sections:\n    f:\n        clause: x@1\n        with: {a: b}\n"),
        ("sections: {f: { with: {a: b} }} # c\n", PIN, "sections: {f: { clause: x@1, with: {a: b} }} # c\n"),
        ("sections: {}\n", PIN, "sections: {f: {clause: x@1}}\n"),
        ("a: b", PIN, "a: b\nsections:\n  f:\n    clause: x@1"),
        ("a: b\r\n# end\r\n", Put(("sections", "f"), {"c": "d"}), "a: b\r\n# end\r\nsections:\r\n  f:\r\n    c: d\r\n"),
        ("a: b\n", Put(("t",), "one\n\n  two\n"), "a: b\nt: |\n  one\n\n    two\n"),
        ("a: b\n", Put(("t",), "  one\ntwo"), "a: b\nt: |2-\n    one\n  two\n"),
        ("a: |  # why\n     one\n\n# end\n", Put(("a",), "two\nthree\n"), "a: |  # why\n     two\n     three\n\n# end\n"),
        ("a: one\nb: c\n", Put(("a",), "two\nthree\n"), "a: |\n  two\n  three\nb: c\n"),
        ("a: {b: one}\n", Put(("a", "b"), "two\nthree\n"), 'a: {b: "two\\nthree\\n"}\n'),
        ("a: {b: c}\n", Put(("a", "d"), ["x, y", "null", None, {"k": "a: b"}]), 'a: {d: ["x, y", "null", null, {k: "a: b"}], b: c}\n'),
        ("a:\n  b: c\n  # d\n  d: e\n", Put(("a",), None), "a: null\n"),
        ("a:\n  b: c\n  d: |\n    e\n\n  # f\nf: g\n", Drop(("a", "d")), "a:\n  b: c\n\n  # f\nf: g\n"),
        ("a:\n  b: c  # c\nf: g\n", Drop(("a", "b")), "f: g\n"),
        ("a: {b: c, d: e, f: g}\n", Drop(("a", "d")), "a: {b: c, f: g}\n"),
        ("a: {b: c, d: e}\n", Drop(("a", "d")), "a: {b: c}\n"),
        ("a: {b: c}\nd: e", Drop(("d",)), "a: {b: c}\n"),
    ],
)
def test_what_is_put_in_stands_where_a_person_would_write_it(old: str, edit: Edit, new: str) -> None:
    assert edited(old, "a.yaml", [edit]) == new


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: &p x@1\nb: *p\n", Put(("b",), "x@2")),
        ("a: &p x@1\nb: *p\n", Put(("a",), "x@2")),
        ("a: &s {clause: x@1}\nb: *s\n", Put(("b", "clause"), "x@2")),
        ("a: &s {clause: x@1}\nb: *s\n", Put(("a", "clause"), "x@2")),
        ("a: &s\n  clause: x@1\nb: *s\n", Put(("a", "title"), "T")),
        ("a: text\n", Put(("a", "b"), "c")),
        ("a: b\n...\n", Put(("c",), "d")),
        ("? a\n: b: c\n", Put(("a", "d"), "e")),
    ],
)
def test_what_would_change_something_else_is_a_problem_that_says_to_write_it_out(text: str, edit: Edit) -> None:
    with pytest.raises(DocgenError) as error:
        edited(text, "a.yaml", [edit])
    (problem,) = error.value.problems
    assert (problem.code, problem.position.file, problem.advice) == ("not-editable", "a.yaml", "Write it out by hand.")


WORDS = st.text(st.sampled_from("abz019 -:#'\"{}[],&*!|>%@`\\é…_/\n"), max_size=12).filter(lambda text: text == text.strip("\n"))
KEYS = st.sampled_from(["a", "b", "c-d", "e_f", "g1"])
VALUES = st.recursive(st.none() | WORDS, lambda inner: st.dictionaries(KEYS, inner, max_size=3) | st.lists(inner, max_size=3), max_leaves=8)
ROOTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=4)
GAPS = st.sampled_from(["", "", "", "\n", "# a comment\n", "    # one further in\n", "  \n"])


@st.composite
def layouts(draw: st.DrawFn) -> str:
    """A file with values such as people write, laid out at random."""
    step = draw(st.integers(1, 5))

    def entry(key: str, value: Any, indent: int) -> str:
        head = " " * indent + key + ":" + " " * draw(st.integers(1, 3))
        comment = draw(st.sampled_from(["", "  # why", " "]))
        if isinstance(value, Mapping) and value and draw(st.integers(0, 3)):
            return draw(GAPS) + head.rstrip() + comment + "\n" + "".join(entry(k, v, indent + step) for k, v in value.items())
        if isinstance(value, str) and "\n" in value and not value.startswith(" ") and draw(st.booleans()):
            lines = [" " * (indent + step) + line if line else "" for line in value.split("\n")]
            return draw(GAPS) + head + "|-" + comment + "\n" + "".join(f"{line}\n" for line in lines)
        return draw(GAPS) + head + json.dumps(value, ensure_ascii=False) + comment + "\n"

    text = "".join(entry(key, value, 0) for key, value in draw(ROOTS).items()) + draw(GAPS)
    text = text if draw(st.booleans()) else text.removesuffix("\n")
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def expected(values: Any, edit: Edit) -> Any:
    """The values after an edit, worked out in another way: by changing a copy."""
    made = json.loads(json.dumps(values))
    above = [made]
    for step in edit.path[:-1]:
        if not isinstance(above[-1].get(step), dict):
            above[-1][step] = {}
        above.append(above[-1][step])
    if isinstance(edit, Put):
        above[-1][edit.path[-1]] = edit.value
        return made
    above[-1].pop(edit.path[-1], None)
    for step, upper, lower in zip(reversed(edit.path[:-1]), reversed(above[:-1]), reversed(above[1:]), strict=True):
        if not lower:
            del upper[step]
    return made


def common(one: str, other: str) -> int:
    """The length of the longest common prefix of two texts."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


PATHS = st.lists(KEYS, min_size=1, max_size=3).map(tuple)
EDITS = st.builds(Put, PATHS, VALUES) | st.builds(Drop, PATHS)


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(layouts(), EDITS)
def test_whatever_the_layout_the_file_holds_what_was_asked_for_or_there_is_a_problem(text: str, edit: Edit) -> None:
    before = data(text)
    try:
        made = edited(text, "a.yaml", [edit])
    except DocgenError as error:
        assert {problem.code for problem in error.problems} == {"not-editable"}
        return
    assert data(made) == expected(before, edit)
    assert made.count("# why") <= text.count("# why") and ("\r\n" in made) <= ("\r\n" in text)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(layouts(), st.data())
def test_a_line_of_text_that_is_there_can_always_be_changed_and_nothing_else_is(text: str, drawn: st.DataObject) -> None:
    def leaves(node: Any, path: tuple[str, ...]) -> list[tuple[str, ...]]:
        if isinstance(node, dict):
            return [leaf for key, below in node.items() for leaf in leaves(below, (*path, key))]
        return [path] if isinstance(node, str) and node else []

    places = leaves(data(text), ())
    if not places:
        return
    path = drawn.draw(st.sampled_from(places))
    made = edited(text, "a.yaml", [Put(path, "kind/name@2")])
    assert data(made) == expected(data(text), Put(path, "kind/name@2"))
    start = common(text, made)
    end = len(made) - min(common(text[::-1], made[::-1]), len(made) - start, len(text) - start)
    assert made[start:end] in '"kind/name@2"'


def test_law_of_two_edits_is_that_of_each_after_the_other() -> None:
    one, two = Put(CLAUSE, "funding/shares@2"), Drop(("sections", "text"))
    assert edited(COMMENTED, "a.yaml", [one, two]) == edited(edited(COMMENTED, "a.yaml", [one]), "a.yaml", [two])


ITEMS = """\
a:
  - one   # first
  - two
  # third
  - three
b: [x, y]   # c
c:
  - {p: q, r: s}
  - p: t
    r: u
"""


@pytest.mark.parametrize(
    ("edit", "gone", "come"),
    [
        (Put(("a", "1"), "zwei"), ["  - two"], ["  - zwei"]),
        (Drop(("a", "0")), ["  - one   # first"], []),
        (Add(("a", "1"), "half"), [], ["  - half"]),
        (Add(("a", "3"), "four: five"), [], ['  - "four: five"']),
        (Add(("b", "0"), "w"), ["b: [x, y]   # c"], ["b: [w, x, y]   # c"]),
        (Add(("b", "2"), "z, and"), ["b: [x, y]   # c"], ['b: [x, y, "z, and"]   # c']),
        (Drop(("b", "1")), ["b: [x, y]   # c"], ["b: [x]   # c"]),
        (Put(("c", "0", "p"), "Q"), ["  - {p: q, r: s}"], ["  - {p: Q, r: s}"]),
        (Put(("c", "1", "r"), "U"), ["    r: u"], ["    r: U"]),
        (Drop(("c", "1")), ["  - p: t", "    r: u"], []),
    ],
)
def test_an_item_of_a_list_is_changed_alone(edit: Put | Drop | Add, gone: list[str], come: list[str]) -> None:
    old, new = ITEMS.split("\n"), edited(ITEMS, "a.yaml", [edit]).split("\n")
    assert [line for line in old if line not in new] == gone
    assert [line for line in new if line not in old] == come
