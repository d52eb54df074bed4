"""Moving a revision to other versions of its clauses: its file is rewritten in memory, and compared with the revision as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from docgen.composition.compose import compose
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, collecting, did_you_mean
from docgen.governance.carry_overrides import Carried, carry, edits_to_remove
from docgen.governance.outdated import gravest, latest_or_named, latest_version, outdated, versions_between
from docgen.library.clauses import Clause, Library
from docgen.library.parameter_model import Facts, Parameter
from docgen.partnership import partnership_files, release_locks, repository
from docgen.partnership.known_names import known_names
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import Pin, pins
from docgen.redlines.compare_revisions import compare_files
from docgen.redlines.explained_redline import Comparison
from docgen.sources import files, yaml_tree
from docgen.sources.registry import entry
from docgen.sources.yaml_edit import Edit, Put, edited, line
from docgen.sources.yaml_models import mapping


@dataclass(frozen=True, slots=True)
class Move:
    """A pin that moves to another version, with the kind of change on the way and the clauses' own notes of it."""

    pin: Pin
    to: Clause
    change: str
    changes: str

    def __str__(self) -> str:
        kind = f" ({self.change})" if self.change else ""
        return f"{self.pin.section}: {self.pin.clause}@{self.pin.version} → {self.to.version}{kind}{f': {self.changes}' if self.changes else ''}"


@dataclass(frozen=True, slots=True)
class Question:
    """A parameter that the new version requires and the section does not give."""

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
    """The steps of an upgrade: the revision as it is, its moves, the values still to ask for, the edits of other values, and of overrides."""

    partnership: Partnership
    library: Library
    moves: tuple[Move, ...]
    questions: tuple[Question, ...]
    edits: tuple[Edit, ...]
    carried: tuple[Carried, ...]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The new file, and its comparison with the old one; None where the revision as it is cannot be composed.

    `warnings` report conflicts in overrides, which are marked in the file and must be settled there; the redline has the override's side.
    """

    plan: Plan
    path: Path
    data: bytes
    comparison: Comparison | None
    warnings: tuple[Problem, ...] = ()


def plan_upgrade(root: Path, name: str, wanted: Sequence[str], given: Sequence[str] = (), dropped: Sequence[str] = ()) -> Plan:
    """The plan for moving the `wanted` clauses of a revision, or all that are behind. Raises DocgenError with every problem that prevents it.

    `given` are values as typed after `--set`, `dropped` parameters as typed after `--drop`.
    """
    (revision,) = latest_or_named(root, [name])[:1]
    _refuse_released(root, revision)
    partnership, library = partnership_files.load(root, revision), Library(root)
    moves = tuple(_moves(partnership, library, wanted))
    problems: list[Problem] = []
    edits = [*_set_values(partnership, moves, given, problems), *_drop_values(partnership, moves, dropped, problems)]
    edited_paths = {edit.path for edit in edits}
    questions = [
        Question(move, parameter)
        for move in moves
        for parameter in move.to.parameters.values()
        if parameter.default is None
        and parameter.name not in _given(partnership, move.pin).keys
        and (*move.pin.path, "with", parameter.name) not in edited_paths
    ]
    if problems:
        raise DocgenError(problems)
    carried = [each for move in moves for each in carry(partnership, move.pin, library.clause(move.pin.clause, move.pin.version), move.to)]
    return Plan(partnership, library, moves, tuple(questions), tuple(edits), tuple(carried))


def upgrade(root: Path, plan: Plan, answers: Mapping[str, Any]) -> Upgrade:
    """The revision after the moves, composed in memory with the answers by the names of their questions. Raises DocgenError if it has problems."""
    if missing := [_missing(question) for question in plan.questions if question.name not in answers]:
        raise DocgenError(missing)
    answered = [Put((*question.move.pin.path, "with", question.parameter.name), answers[question.name]) for question in plan.questions]
    pinned = [Put((*move.pin.path, "clause"), move.to.name) for move in plan.moves]
    # A value put into a mapping becomes its first, so the edits are in reverse order.
    edits = [*plan.edits, *reversed(answered), *reversed(pinned)]
    path = root / "partnerships" / f"{plan.partnership.id}.yaml"
    file = plan.partnership.chain[0].position.file
    old = files.read(root, path).decode()
    text = edited(old, file, [*(each.edit for each in plan.carried), *edits])
    settled = edited(old, file, [*(each.settled for each in plan.carried), *edits])
    return Upgrade(plan, path, text.encode(), _compared(plan, _bare(settled)), tuple(_conflicts(plan, _bare(text))))


def _bare(text: str) -> str:
    """The text as `files.read_text` returns it."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _conflicts(plan: Plan, text: str) -> Iterator[Problem]:
    """A warning for each override text with conflicts, at the first of them."""
    node = yaml_tree.parse(text, plan.partnership.chain[0].position.file)
    for each in plan.carried:
        found = yaml_tree.at(node, each.edit.path)
        if each.conflict and isinstance(found, yaml_tree.Scalar):
            line = (found.text or "").split("\n").index("<<<<<<< override")
            seen = "The override and the new version of its clause both changed the same paragraphs here: the file has both, between marks."
            advice = "Keep one of the two, or combine them, and delete the marks. Until then the revision cannot be built."
            yield _as_upgraded(Problem(found.place(line, 0), "override-conflict", seen, "one text", advice, "warning"), plan)


def revisions_extending(root: Path, name: str) -> Iterator[str]:
    """The revisions that extend this one, directly or through others; those that cannot be read are left out."""
    file = f"partnerships/{name}.yaml"
    for other in repository.revisions(root):
        if other != name and other.partition("/")[0] == name.partition("/")[0]:
            with suppress(DocgenError):
                if file in [node.position.file for node in partnership_files.load(root, other).chain]:
                    yield other


def _compared(plan: Plan, text: str) -> Comparison | None:
    """The comparison with a new text of the file; None if the old revision does not compose. Raises DocgenError if the new one does not."""
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
    """The problem with its place marked as in the upgraded file, so that no line of the old file is shown for it."""
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


def _moves(partnership: Partnership, library: Library, wanted: Sequence[str]) -> Iterator[Move]:
    """The moves of the `wanted` clauses, or of all pins that are behind, in the order of the sections."""
    problems: list[Problem] = []
    found = list(pins(partnership))
    if not wanted:
        targets = {each.pin: each.latest for each in outdated(partnership, library, problems) if each.latest}
    else:
        targets = {pin: version for name in wanted for pin, version in _targets(partnership, library, name, found, problems)}
    if problems:
        raise DocgenError(problems)
    for pin in found:
        if targets.get(pin, pin.version) != pin.version:
            between = versions_between(library, pin.clause, pin.version, targets[pin])
            yield Move(pin, library.clause(pin.clause, targets[pin]), gravest(between), " ".join(filter(None, (c.front.changes for c in between))))


def _targets(partnership: Partnership, library: Library, name: str, found: Sequence[Pin], problems: list[Problem]) -> Iterator[tuple[Pin, int]]:
    """The pins of a clause such as `funding/own-costs@2`, each with the version to move to."""
    clause, at, _ = name.partition("@")
    own = [pin for pin in found if pin.clause == clause]
    place = Position(name)
    if not own:
        near = did_you_mean(clause, {pin.clause for pin in found})
        seen = f"No section of “{partnership.id}” takes the clause “{clause}”."
        problems.append(Problem(place, "unknown-clause", seen, "a clause that it takes, such as funding/own-costs or funding/own-costs@2", near))
        return
    with collecting(problems):
        library.require(clause, place)
        version = library.find(name, place).version if at else latest_version(library, clause)
        if not version:
            seen, expected = f"The clause “{clause}” has no approved version.", f"a version, such as {clause}@{library.versions[clause][-1]}"
            problems.append(Problem(place, "unknown-version", seen, expected))
            return
        yield from ((pin, version) for pin in own if at or version > pin.version)


def _given(partnership: Partnership, pin: Pin) -> yaml_tree.Mapping:
    return mapping(yaml_tree.at(partnership.source, [*pin.path, "with"]))


def _set_values(partnership: Partnership, moves: Sequence[Move], given: Sequence[str], problems: list[Problem]) -> Iterator[Edit]:
    """The edits that give parameters the values typed as `funding.years=[2020/21]`."""
    by_section = {move.pin.section: move for move in moves}
    for word in given:
        name, _, typed = word.partition("=")
        section, _, parameter = name.partition(".")
        place, move = Position(f"--set {name}"), by_section.get(section)
        if move is None or parameter not in move.to.parameters:
            known = [f"{section}.{name}" for section, move in by_section.items() for name in move.to.parameters]
            seen, expected = f"No upgraded clause has a parameter “{name}”.", f"--set SECTION.PARAMETER=VALUE, with one of {', '.join(known) or 'none'}"
            problems.append(Problem(place, "unknown-parameter", seen, expected, did_you_mean(name, known)))
        elif place_of_value := _given(partnership, move.pin).keys.get(parameter):
            seen, expected = f"“{name}” has a value here.", "a value for a parameter that has none"
            problems.append(Problem(place_of_value, "already-given", seen, expected, "Change it in the file."))
        else:
            with collecting(problems):
                yield Put((*move.pin.path, "with", parameter), parse_answer(partnership, Question(move, move.to.parameters[parameter]), typed))


def parse_answer(partnership: Partnership, question: Question, typed: str) -> Any:
    """The value that was typed as YAML. Raises DocgenError if the parameter cannot take it."""
    node = yaml_tree.parse(f"value: {typed}", f"--set {question.name}").entries["value"]
    names = known_names(partnership.revision)
    entry("library.parameters", question.parameter.type).parse(node, question.parameter, Facts(names["parties"], names["groups"]))
    return yaml_tree.plain(node)


def _drop_values(partnership: Partnership, moves: Sequence[Move], dropped: Sequence[str], problems: list[Problem]) -> Iterator[Edit]:
    """The edits that remove the values of parameters that the new versions no longer have."""
    obsolete: list[str] = []
    for move in moves:
        for name, place in _given(partnership, move.pin).keys.items():
            if name in move.to.parameters:
                continue
            key = f"{move.pin.section}.{name}"
            obsolete.append(key)
            if key in dropped:
                yield from edits_to_remove(partnership, (*move.pin.path, "with", name))
                continue
            seen = f"The clause “{move.to.name}” no longer has the parameter “{name}”, which is given here."
            problems.append(Problem(place, "gone-parameter", seen, f"one of {', '.join(move.to.parameters) or 'none'}", f"`--drop {key}` leaves it out."))
    for key in (key for key in dropped if key not in obsolete):
        seen, expected = f"“{key}” is not a parameter that the new versions drop.", f"one of {', '.join(obsolete) or 'none'}"
        problems.append(Problem(Position(f"--drop {key}"), "unknown-parameter", seen, expected, did_you_mean(key, obsolete)))


def _missing(question: Question) -> Problem:
    seen = f"The clause “{question.move.to.name}” needs a value for “{question.parameter.name}”."
    advice = f"{question.parameter.help} For example: `--set {question.name}='{question.example}'`."
    return Problem(question.move.pin.position, "missing-parameter", seen, "a value given with --set, or typed at the terminal", advice)
