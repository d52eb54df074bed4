"""A resolved revision: each section has its clause, its text, its values and their places, and nothing of YAML is left in it."""

from __future__ import annotations

import gc
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

from docgen.composition.compose import Cache, composed
from docgen.document.values import Duration
from docgen.library.clauses import GLOBALS, Clause, Library
from docgen.partnership import partnership_files
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import pins
from docgen.partnership.resolution import Resolved, Section, resolve, walk
from docgen.partnership.with_version import with_version
from docgen.sources.yaml_tree import Mapping, Scalar, Sequence
from tests.revisions import REVISIONS, ROOT
from tests.scratch import CLAUSE, FILES, HERE, NEXT, REVISION, Scratch, repository


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def _resolved(scratch: Scratch, name: str = "scratch/1") -> Resolved:
    return resolve(partnership_files.load(scratch.root, name), Library(scratch.root))


def _section(revision: Resolved, id: str) -> Section:
    (found,) = [section for section in walk(revision.sections) if section.id == id]
    return found


def test_a_section_has_its_clause_and_its_values_with_their_places(scratch: Scratch) -> None:
    given = scratch.edit(REVISION, "chair: The Leader", f"chair: {HERE}The Leader")
    default = scratch.write(CLAUSE, FILES[CLAUSE].replace("default: ", f"default: {HERE}"))
    meetings = _section(_resolved(scratch), "meetings")
    assert meetings.clause and meetings.clause.name == "meetings/monthly@1"
    assert meetings.values == {"chair": "The Leader", "notice": Duration(5, "working day")}
    assert meetings.places == {"chair": given, "notice": default}


def test_a_value_of_an_earlier_revision_has_its_place_there(scratch: Scratch) -> None:
    scratch.write(NEXT, FILES[NEXT] + "  meetings:\n    with: {notice: 3 working days}\n")
    meetings = _section(_resolved(scratch, "scratch/2"), "meetings")
    assert [(place.file, name) for name, place in meetings.places.items()] == [(REVISION, "chair"), (NEXT, "notice")]


def test_problems_are_in_the_section_that_has_them_and_none_is_raised(scratch: Scratch) -> None:
    place = scratch.edit(REVISION, "chair: The Leader", f"{HERE}chairs: The Leader")
    scratch.edit(REVISION, "plain.", "{{ plain }}.")
    revision = _resolved(scratch)
    meetings, aims = _section(revision, "meetings"), _section(revision, "aims")
    assert {problem.code for problem in meetings.problems} == {"unknown-parameter", "missing-parameter"}
    assert place in [problem.position for problem in meetings.problems]
    assert [problem.code for problem in aims.problems] == ["undefined-name"]
    assert set(revision.problems) == {*meetings.problems, *aims.problems}


def test_another_version_of_one_clause_leaves_every_other_section_the_same_object_and_the_cache_keeps_them() -> None:
    library, partnership = Library(ROOT), partnership_files.load(ROOT, "halton/2020")
    pin = next(pin for pin in pins(partnership) if pin.clause == "data/use-of-intelligence")
    before = resolve(partnership, library)
    after = resolve(with_version(partnership, (pin,), 2), library, before)
    changed = [section.id for section, old in zip(walk(after.sections), walk(before.sections), strict=True) if section is not old]
    assert changed == [*pin.path[1::2]], "the section of the pin, and those that it stands in"
    cache: Cache = {}
    composed(before, cache=cache)
    known = set(cache)
    composed(after, cache=cache)
    assert {section.id for section in set(cache) - known} == set(changed)


@pytest.mark.parametrize("name", REVISIONS)
def test_what_composing_is_given_of_a_section_holds_no_yaml(name: str) -> None:
    revision = resolve(partnership_files.load(ROOT, name), Library(ROOT))
    assert revision.names.keys() == GLOBALS
    # A clause and the partnership know the YAML they were read from; composing asks them for other things.
    seen: set[int] = set()
    waiting: list[object] = [revision.sections, revision.names]
    while waiting:
        node = waiting.pop()
        if id(node) not in seen and not isinstance(node, type | ModuleType | FunctionType | Clause | Partnership):
            seen.add(id(node))
            assert not isinstance(node, Mapping | Sequence | Scalar)
            waiting += gc.get_referents(node)
