"""Frozen dataclasses behave like the standard library's; they only cost less."""

from __future__ import annotations

import copy
import dataclasses
import operator
import pickle
from typing import Any

import pytest

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position
from docgen.document.tree import Break, Paragraph, Term, Text
from docgen.document.values import Date


@dataclass(frozen=True, slots=True, order=True)
class Ours:
    first: int
    second: str = "b"
    third: dict[str, int] = dataclasses.field(default_factory=dict, hash=False)
    fourth: float = dataclasses.field(default=0.5, compare=False, repr=False)
    fifth: list[int] = dataclasses.field(default_factory=list, init=False, compare=False)


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Theirs:
    first: int
    second: str = "b"
    third: dict[str, int] = dataclasses.field(default_factory=dict, hash=False)
    fourth: float = dataclasses.field(default=0.5, compare=False, repr=False)
    fifth: list[int] = dataclasses.field(default_factory=list, init=False, compare=False)


VALUES = (Text("a"), Break(), Paragraph((Text("a"),), "1.1", Position("f", 2)), Term("k", "name", "short"), Date(2019, 9))


def test_a_value_has_the_repr_and_the_fields_of_the_standard_librarys() -> None:
    assert repr(Ours(1, third={"x": 2})) == repr(Theirs(1, third={"x": 2})).replace("Theirs", "Ours")
    assert [(f.name, f.default, f.compare) for f in dataclasses.fields(Ours)] == [(f.name, f.default, f.compare) for f in dataclasses.fields(Theirs)]
    assert Ours.__match_args__ == Theirs.__match_args__
    assert Ours.__slots__ == Theirs.__slots__


@pytest.mark.parametrize("arguments", [(), (1, "b", {}, 0.5, [])])
def test_a_value_needs_the_fields_that_have_no_default_and_takes_no_more_than_there_are(arguments: tuple[object, ...]) -> None:
    make: Any = Ours
    with pytest.raises(TypeError):
        make(*arguments)


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_values_are_equal_ordered_and_hashed_by_the_fields_that_are_compared(kind: type) -> None:
    assert kind(1, fourth=1.0) == kind(1, fourth=2.0) != kind(1, "c")
    assert hash(kind(1, third={"x": 1})) == hash(kind(1))
    assert sorted([kind(2), kind(1, "c"), kind(1)]) == [kind(1), kind(1, "c"), kind(2)]
    assert kind(1) != Date(1)
    with pytest.raises(TypeError):
        operator.lt(kind(1), Date(1))


def test_values_made_with_factories_share_nothing() -> None:
    assert Ours(1).third is not Ours(1).third
    assert Ours(1).fifth is not Ours(1).fifth


@pytest.mark.parametrize("node", VALUES)
def test_a_value_never_changes(node: Any) -> None:
    for name in (*node.__slots__, "other"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(node, name, "x")
        with pytest.raises(dataclasses.FrozenInstanceError):
            delattr(node, name)
    assert not hasattr(node, "__dict__")


@pytest.mark.parametrize("node", VALUES)
def test_a_copy_is_equal(node: object) -> None:
    assert type(copy.copy(node)) is type(node)
    assert copy.deepcopy(node) == copy.copy(node) == pickle.loads(pickle.dumps(node)) == node


def test_a_field_is_replaced_in_a_new_value() -> None:
    paragraph = Paragraph((Text("a"),))
    assert dataclasses.replace(paragraph, number="2.1").number == "2.1"
    assert paragraph.number == ""


def test_a_field_may_have_any_name() -> None:
    @dataclass(frozen=True, slots=True)
    class Named:
        made: int
        value: int = 2
        name: str = "n"

    assert (Named(1).made, Named(1).value, repr(Named(1))[-28:]) == (1, 2, "Named(made=1, value=2, name='n')"[-28:])
