"""A revision moved to other versions of its clauses: its file rewritten in memory, and what that does to the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from docgen.composition.compose import compose
from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.governance.carry_overrides import Carried, carry, edits_to_remove
from docgen.governance.outdated import gravest, latest_or_named, latest_version, outdated, versions_between
from docgen.library.clauses import Clause, Library
from docgen.library.parameter import Facts, Parameter
from docgen.partnership import partnership_files, release_locks, repository
from docgen.partnership.known_names import known_names
from docgen.partnership.pins import Pin, pins
from docgen.redlines.compare_revisions import Comparison, compare_files
from docgen.sources import files, yaml_tree
from docgen.sources.registry import entry
from docgen.sources.yaml_edit import Edit, Put, edited, line
from docgen.sources.yaml_models import mapping


@dataclass(frozen=True, slots=True)
class Move:
    """A pin that goes to another version, with the kind of change on the way and what the clauses say of it."""

    pin: Pin
    to: Clause
    change: str
    changes: str

    def __str__(self) -> str:
        kind = f" ({self.change})" if self.change else ""
        return f"{self.pin.section}: {self.pin.clause}@{self.pin.version} → {self.to.version}{kind}{f': {self.changes}' if self.changes else ''}"


@dataclass(frozen=True, slots=True)
class Question:
    """A parameter that the new version needs and the section does not give."""

    move: Move
    parameter: Parameter

    @property
    def name(self) -> str:
        return f"{self.move.pin.section}.{self.parameter.name}"

    @property
    def example(self) -> str:
        return line(yaml_tree.plain(self.parameter.example))


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: the revision as it is, its moves, the values still to be asked for, the edits of other values, and the overrides."""

    partnership: partnership_files.Partnership
    library: Library
    moves: tuple[Move, ...]
    questions: tuple[Question, ...]
    edits: tuple[Edit, ...]
    carried: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The file as it would be, and the redline that this makes; no redline where the revision as it is cannot be composed.

    `warnings` tell of conflicts in overrides, which stand in the file and must be settled there; the redline has the override's side.
    """

    plan: Plan
    path: Path
    data: bytes
    comparison: Comparison | None
    warnings: tuple[Problem, ...] = ()


def plan_upgrade(root: Path, name: str, wanted: Sequence[str], given: Sequence[str] = (), dropped: Sequence[str] = ()) -> Plan:
    """What moving the `wanted` clauses of a revision takes, or all that are behind. DocgenError with all that stands in the way.

    `given` are values as they are typed after `--set`, `dropped` parameters after `--drop`.
    """
    (revision,) = latest_or_named(root, [name])[:1]
    _refuse_released(root, revision)
    partnership, library = partnership_files.load(root, revision), Library(root)
    moves = tuple(_moves(partnership, library, wanted))
    problems: list[Problem] = []
    edits = [*_values(partnership, moves, given, problems), *_gone(partnership, moves, dropped, problems)]
    told = {edit.path for edit in edits}
    questions = [
        Question(move, parameter)
        for move in moves
        for parameter in move.to.parameters.values()
        if parameter.default is None and parameter.name not in _given(partnership, move.pin).keys and (*move.pin.path, "with", parameter.name) not in told
    ]
    if problems:
        raise DocgenError(problems)
    kept = [each for move in moves for each in carry(partnership, move.pin, library.clause(move.pin.clause, move.pin.version), move.to)]
    return Plan(partnership, library, moves, tuple(questions), tuple(edits), tuple(kept))


def upgrade(root: Path, plan: Plan, answers: Mapping[str, Any]) -> Upgrade:
    """The revision after the moves, with the answers to the questions by their name, composed in memory. DocgenError if anything is wrong then."""
    if missing := [_missing(question) for question in plan.questions if question.name not in answers]:
        raise DocgenError(missing)
    asked = [Put((*question.move.pin.path, "with", question.parameter.name), answers[question.name]) for question in plan.questions]
    pinned = [Put((*move.pin.path, "clause"), move.to.name) for move in plan.moves]
    # What is put into a mapping comes first in it, and so the last goes in first.
    edits = [*plan.edits, *reversed(asked), *reversed(pinned)]
    path = root / "partnerships" / f"{plan.partnership.id}.yaml"
    file = plan.partnership.chain[0].position.file
    old = files.read(root, path).decode()
    text = edited(old, file, [*(each.edit for each in plan.carried), *edits])
    settled = edited(old, file, [*(each.settled for each in plan.carried), *edits])
    return Upgrade(plan, path, text.encode(), _compared(plan, _bare(settled)), tuple(_conflicts(plan, _bare(text))))


def _bare(text: str) -> str:
    """The text as `files.read_text` gives it."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _conflicts(plan: Plan, text: str) -> Iterator[Problem]:
    """A warning for each text of an override that holds conflicts, at its first one."""
    node = yaml_tree.parse(text, plan.partnership.chain[0].position.file)
    for each in plan.carried:
        found = yaml_tree.at(node, each.edit.path)
        if each.conflict and isinstance(found, yaml_tree.Scalar):
            line = (found.text or "").split("\n").index("<<<<<<< override")
            seen = "Here the override and the new version of its clause both changed the same paragraphs: both stand in the file, between marks."
            advice = "Keep one of the two, or write one text of both, and delete the marks. Until then the revision cannot be built."
            yield _as_upgraded(Problem(found.place(line, 0), "override-conflict", seen, "one text", advice, "warning"), plan)


def revisions_extending(root: Path, name: str) -> Iterator[str]:
    """The revisions that extend this one, themselves or through others. One that cannot be read extends nothing yet."""
    file = f"partnerships/{name}.yaml"
    for other in repository.revisions(root):
        if other != name and other.partition("/")[0] == name.partition("/")[0]:
            with suppress(DocgenError):
                if file in [node.position.file for node in partnership_files.load(root, other).chain]:
                    yield other


def _compared(plan: Plan, text: str) -> Comparison | None:
    """The redline that a new text of the file makes; the new revision must compose, the old one need not."""
    try:
        after = partnership_files.rewritten(plan.partnership, text)
        compose(after, plan.library)
    except DocgenError as error:
        raise DocgenError(_as_upgraded(problem, plan) for problem in error.problems) from None
    try:
        return compare_files(plan.partnership, after, plan.library)
    except DocgenError:
        return None


def _as_upgraded(problem: Problem, plan: Plan) -> Problem:
    """A problem in a file that is not written: no line of the old file may be shown for it."""
    place = problem.position
    if place.file != plan.partnership.chain[0].position.file:
        return problem
    return replace(problem, position=Position(f"{place.file} (upgraded)", place.line, place.column))


def _refuse_released(root: Path, revision: str) -> None:
    if release_locks.is_released(root, revision):
        partnership, _, name = revision.partition("/")
        seen, expected = f"“{revision}” is released: its text never changes.", "a revision that is not released"
        advice = f'Begin a new one, `partnerships/{partnership}/<name>.yaml` with the line `extends: "{name}"`, and upgrade that.'
        raise DocgenError([Problem(Position(files.relative_name(root, release_locks.path(root, revision))), "released", seen, expected, advice)])


def _moves(partnership: partnership_files.Partnership, library: Library, wanted: Sequence[str]) -> Iterator[Move]:
    """The moves that the words name, or of all pins that are behind, in the order of the sections."""
    problems: list[Problem] = []
    found = list(pins(partnership))
    if not wanted:
        targets = {each.pin: each.latest for each in outdated(partnership, library, problems) if each.latest}
    else:
        targets = {pin: version for word in wanted for pin, version in _targets(partnership, library, word, found, problems)}
    if problems:
        raise DocgenError(problems)
    for pin in found:
        if targets.get(pin, pin.version) != pin.version:
            between = versions_between(library, pin.clause, pin.version, targets[pin])
            yield Move(pin, library.clause(pin.clause, targets[pin]), gravest(between), " ".join(filter(None, (c.front.changes for c in between))))


def _targets(
    partnership: partnership_files.Partnership, library: Library, word: str, found: Sequence[Pin], problems: list[Problem]
) -> Iterator[tuple[Pin, int]]:
    """The pins that a word such as `funding/own-costs@2` names, each with the version to take."""
    clause, at, _ = word.partition("@")
    mine = [pin for pin in found if pin.clause == clause]
    place = Position(word)
    if not mine:
        near = did_you_mean(clause, {pin.clause for pin in found})
        seen = f"No section of “{partnership.id}” takes the clause “{clause}”."
        problems.append(Problem(place, "unknown-clause", seen, "a clause that it takes, such as funding/own-costs or funding/own-costs@2", near))
        return
    try:
        version = library.find(word, place).version if at else latest_version(library, clause)
    except DocgenError as error:
        problems.extend(error.problems)
        return
    if not version:
        problems.append(
            Problem(place, "unknown-version", f"The clause “{clause}” has no approved version.", f"a version, such as {clause}@{library.versions[clause][-1]}")
        )
        return
    yield from ((pin, version) for pin in mine if at or version > pin.version)


def _given(partnership: partnership_files.Partnership, pin: Pin) -> yaml_tree.Mapping:
    return mapping(yaml_tree.at(partnership.source, [*pin.path, "with"]))


def _values(partnership: partnership_files.Partnership, moves: Sequence[Move], given: Sequence[str], problems: list[Problem]) -> Iterator[Edit]:
    """The edits that give parameters the values that are typed as `funding.years=[2020/21]`."""
    by_section = {move.pin.section: move for move in moves}
    for word in given:
        name, _, typed = word.partition("=")
        section, _, parameter = name.partition(".")
        place, move = Position(f"--set {name}"), by_section.get(section)
        if move is None or parameter not in move.to.parameters:
            known = [f"{section}.{name}" for section, move in by_section.items() for name in move.to.parameters]
            seen = f"“{name}” is no parameter of a clause that is upgraded."
            problems.append(
                Problem(place, "unknown-parameter", seen, f"--set SECTION.PARAMETER=VALUE, with one of {', '.join(known) or 'none'}", did_you_mean(name, known))
            )
        elif parameter in _given(partnership, move.pin).keys:
            there = _given(partnership, move.pin).keys[parameter]
            problems.append(Problem(there, "already-given", f"“{name}” has a value here.", "a value for a parameter that has none", "Change it in the file."))
        else:
            try:
                yield Put((*move.pin.path, "with", parameter), parse_answer(partnership, Question(move, move.to.parameters[parameter]), typed))
            except DocgenError as error:
                problems.extend(error.problems)


def parse_answer(partnership: partnership_files.Partnership, question: Question, typed: str) -> Any:
    """The value that was typed, which is YAML. DocgenError if the parameter cannot take it."""
    place = f"--set {question.name}"
    node = yaml_tree.parse(f"value: {typed}", place).entries["value"]
    scope = known_names(partnership.revision)
    facts = Facts(scope["parties"], scope["groups"])
    entry("library.parameters", question.parameter.type).parse(node, question.parameter, facts)
    return yaml_tree.plain(node)


def _gone(partnership: partnership_files.Partnership, moves: Sequence[Move], dropped: Sequence[str], problems: list[Problem]) -> Iterator[Edit]:
    """The edits that leave out parameters which the new versions no longer have."""
    gone: list[str] = []
    for move in moves:
        for name, place in _given(partnership, move.pin).keys.items():
            if name in move.to.parameters:
                continue
            key = f"{move.pin.section}.{name}"
            gone.append(key)
            if key in dropped:
                yield from edits_to_remove(partnership, (*move.pin.path, "with", name))
                continue
            seen = f"The clause “{move.to.name}” no longer has the parameter “{name}”, which is given here."
            problems.append(Problem(place, "gone-parameter", seen, f"one of {', '.join(move.to.parameters) or 'none'}", f"`--drop {key}` leaves it out."))
    for key in (key for key in dropped if key not in gone):
        seen = f"“{key}” is no parameter that an upgraded clause no longer has."
        problems.append(Problem(Position(f"--drop {key}"), "unknown-parameter", seen, f"one of {', '.join(gone) or 'none'}", did_you_mean(key, gone)))


def _missing(question: Question) -> Problem:
    seen = f"The clause “{question.move.to.name}” needs a value for “{question.parameter.name}”."
    advice = f"{question.parameter.help} For example: `--set {question.name}='{question.example}'`."
    return Problem(question.move.pin.position, "missing-parameter", seen, "a value from --set, or from a person on a terminal", advice)
