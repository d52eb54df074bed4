"""Partnership files: `partnerships/<name>/<revision>.yaml`, merged through `extends` and checked against one schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, collecting, did_you_mean
from docgen.partnership import approvals, repository
from docgen.partnership.approvals import Approval
from docgen.partnership.approvers import approver_problems
from docgen.partnership.removals import empty_removals
from docgen.partnership.revision import Revision, walk_sections
from docgen.partnership.section_order import with_sections_placed
from docgen.sources import files, merge_patch, yaml_tree
from docgen.sources.files import HouseStyle
from docgen.sources.yaml_models import checked


@dataclass(frozen=True, slots=True)
class Partnership:
    """A revision as its files give it: its id ("halton/2019"), its facts, and the positioned YAML they were read from."""

    id: str
    revision: Revision
    source: yaml_tree.Mapping
    chain: tuple[yaml_tree.Mapping, ...]
    """Its own file, then each file that it extends."""
    approvals: tuple[Approval, ...] = ()
    """All approvals in the partnership's folder."""

    @property
    def name(self) -> str:
        """The name of the revision in its partnership: "2019"."""
        return self.id.partition("/")[2]


_NAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


def load(root: Path, name: str, problems: list[Problem] | None = None) -> Partnership:
    """The revision `halton/2019`. Raises DocgenError with every problem in its files.

    With `problems`, those that do not prevent composing are added there instead, so that one run reports everything.
    """
    found: list[Problem] = []
    try:
        partnership = _load(root, name, found)
    except DocgenError as error:
        raise DocgenError([*found, *error.problems]) from None
    if problems is not None:
        problems.extend(found)
    elif found:
        raise DocgenError(found)
    return partnership


def _load(root: Path, name: str, problems: list[Problem]) -> Partnership:
    partnership, _, revision = name.partition("/")
    chain: list[tuple[str, yaml_tree.Mapping]] = []
    following: str | None = revision
    position = Position(f"partnerships/{partnership}")
    while following is not None:
        if following in (name for name, _ in chain):
            path = " → ".join([*(name for name, _ in chain), following])
            raise DocgenError([Problem(position, "extends-cycle", f"These revisions extend each other: {path}.", "a revision that extends none at the end")])
        node = _read(root, partnership, following, position, problems)
        chain.append((following, node))
        extends = node.entries.get("extends")
        following = extends.text if isinstance(extends, yaml_tree.Scalar) else None
        position = extends.position if extends is not None else position
    approved: tuple[Approval, ...] = ()
    with collecting(problems):
        approved = approvals.read(root, root / "partnerships" / partnership)
    return _merged(name, tuple(node for _, node in chain), approved, problems)


def _merged(name: str, chain: tuple[yaml_tree.Mapping, ...], approved: tuple[Approval, ...], problems: list[Problem]) -> Partnership:
    merged = yaml_tree.Mapping({}, {}, chain[-1].position)
    for number, node in enumerate(reversed(chain)):
        problems.extend(empty_removals(merged if number else None, node))
        merged = with_sections_placed(merge_patch.merged(merged, node), node, problems)
    return Partnership(name, _checked(merged, problems), merged, chain, approved)


def rewritten(partnership: Partnership, text: str) -> Partnership:
    """The revision as it would be with this text in its own file. Raises DocgenError with every problem that would cause."""
    found: list[Problem] = []
    own = yaml_tree.parse(text, partnership.chain[0].position.file, found)
    made = _merged(partnership.id, (own, *partnership.chain[1:]), partnership.approvals, found)
    if found:
        raise DocgenError(found)
    return made


def from_text(id: str, text: str, extended: tuple[str, str] | None = None) -> Partnership:
    """The revision that a file with this text would give. If it extends another, `extended` is the id of that and the text of its file.

    Raises DocgenError with every problem in the files.
    """
    found: list[Problem] = []
    chain = [yaml_tree.parse(content, f"partnerships/{name}.yaml", found) for name, content in ((id, text), extended) if content] if extended else []
    made = _merged(id, tuple(chain) or (yaml_tree.parse(text, f"partnerships/{id}.yaml", found),), (), found)
    if found:
        raise DocgenError(found)
    return made


def require_new(root: Path, id: str) -> Path:
    """The path of the file that a new revision is to have. Raises DocgenError if the id cannot be one, or is that of a revision that exists."""
    partnership, _, revision = id.partition("/")
    if not (_NAME.fullmatch(partnership) and _NAME.fullmatch(revision)):
        seen, expected = f"“{id}” cannot name a revision.", "PARTNERSHIP/REVISION, each of lower-case letters and digits joined by hyphens and dots"
        raise DocgenError([Problem(Position("partnerships"), "bad-name", seen, expected)])
    path = root / "partnerships" / partnership / f"{revision}.yaml"
    if files.exists(path):
        seen = f"There is a revision “{id}” already."
        raise DocgenError([Problem(Position(files.relative_name(root, path)), "revision-exists", seen, "a name that no revision has")])
    return path


def _read(root: Path, partnership: str, revision: str, position: Position, problems: list[Problem]) -> yaml_tree.Mapping:
    known = [name.partition("/")[2] for name in repository.revisions(root, partnership) if name.startswith(partnership + "/")]
    if not revision or "/" in revision:
        _raise_misplaced(root, partnership, revision)
    if revision not in known:
        others = [name for name in known if not position.file.endswith(f"/{name}.yaml")]
        expected = f"one of {', '.join(others)}" if others else "a partnership that `docgen list` shows"
        raise DocgenError(
            [Problem(position, "unknown-revision", f"There is no revision “{partnership}/{revision}”.", expected, did_you_mean(revision, others))]
        )
    path = root / "partnerships" / partnership / f"{revision}.yaml"
    wrong_end = repository.LOOKS_LIKE_A_REVISION.fullmatch(revision) is not None
    if wrong_end or not (_NAME.fullmatch(partnership) and _NAME.fullmatch(revision)):
        file = path.with_name(revision) if wrong_end else path
        seen = "This file has a name that is not valid for a revision."
        expected = "lower-case letters and digits, joined by hyphens and dots, in the folder and in the file, and “.yaml” at the end"
        raise DocgenError([Problem(Position(files.relative_name(root, file)), "bad-name", seen, expected, "Rename it.")])
    return yaml_tree.parse(files.read_text(root, path), files.relative_name(root, path), problems)


def _raise_misplaced(root: Path, partnership: str, revision: str) -> None:
    """Raises DocgenError for a file that looks like a revision and lies in the wrong folder, and for a folder that cannot be read."""
    path = root / "partnerships" / partnership / revision
    place, form = Position(files.relative_name(root, path)), "partnerships/PARTNERSHIP/REVISION.yaml"
    if repository.LOOKS_LIKE_A_REVISION.fullmatch(path.name) and files.exists(path):
        advice = f"Move it to partnerships/{partnership}/."
        if not revision:
            advice = f"Make a folder for its partnership and name the file after the revision: partnerships/{path.name.partition('.')[0]}/1.yaml."
        raise DocgenError([Problem(place, "misplaced-file", "docgen reads no revision from this folder.", form, advice)])
    if files.exists(path):
        advice = "Is it a broken link, or do you lack permission to read it?"
        raise DocgenError([Problem(place, "unreadable-folder", "This folder of a partnership cannot be read.", "a folder with revisions", advice)])


def _checked(source: yaml_tree.Mapping, problems: list[Problem]) -> Revision:
    """The facts without references to parties or groups that do not exist; each of those is added to the problems."""
    revision = checked(Revision, source, problems)
    problems.extend([*_dangling(revision, source), *approver_problems(revision, source), *_sections(revision, source)])
    groups = {
        name: group.model_copy(update={"reports_to": tuple(above for above in group.reports_to if above in revision.groups)})
        for name, group in revision.groups.items()
    }
    signatories = tuple(signatory for signatory in revision.signatories if signatory.party in revision.parties)
    return revision.model_copy(update={"groups": groups, "signatories": signatories}) if problems else revision


def _dangling(revision: Revision, source: yaml_tree.Mapping) -> Iterator[Problem]:
    """Problems for unknown parties and groups, and for groups that report to each other in a circle."""
    for index, signatory in enumerate(revision.signatories):
        if signatory.party not in revision.parties:
            yield _unknown(source, ["signatories", index, "party"], "party", signatory.party, revision.parties)
    for name, group in revision.groups.items():
        for index, above in enumerate(group.reports_to):
            if above not in revision.groups:
                yield _unknown(source, ["groups", name, "reports_to", index], "group", above, revision.groups)
        if name in _above(revision, name):
            place = yaml_tree.locate(source, ["groups", name, "reports_to"])
            yield Problem(place, "reporting-cycle", f"The group “{name}” reports to itself through others.", "reporting lines that lead upwards")


def _above(revision: Revision, name: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(revision.groups[name].reports_to)
    while waiting:
        group = waiting.pop()
        if group not in seen and group in revision.groups:
            seen.add(group)
            waiting.extend(revision.groups[group].reports_to)
    return seen


def _unknown(source: yaml_tree.Mapping, path: list[str | int], what: str, name: str, known: Any) -> Problem:
    place, expected = yaml_tree.locate(source, path), f"the id of a {what} in this file"
    return Problem(place, f"unknown-{what}", f"There is no {what} “{name}”.", expected, did_you_mean(name, known))


def _sections(revision: Revision, source: yaml_tree.Mapping) -> Iterator[Problem]:
    places: dict[str, Position] = {}
    for path, section in walk_sections(revision):
        place = yaml_tree.locate(source, path, key=True)
        if path[-1] in places:
            seen = f"A second section has the id “{path[-1]}”; the first is on line {places[path[-1]].line}."
            yield Problem(place, "duplicate-id", seen, "a different id for each section")
        places.setdefault(path[-1], place)
        if section.clause and section.text is not None:
            yield Problem(place, "clause-and-text", f"The section “{path[-1]}” has both a clause and a text.", "one of the two")
        if section.text is not None and not section.reason:
            expected = "a line “reason: …” that says why no clause of the library fits"
            yield Problem(place, "missing-reason", f"The local text of “{path[-1]}” gives no reason.", expected)
        if section.text is None and not section.clause and not section.sections:
            yield Problem(place, "empty-section", f"The section “{path[-1]}” has nothing in it.", "a clause, a text or sub-sections")
        if not section.clause and (section.title is None or (not section.title and section.text is None)):
            yield Problem(place, "missing-title", f"The section “{path[-1]}” has no title.", "a line “title: …”")
        if section.with_ and not section.clause:
            yield Problem(place, "values-without-clause", f"The section “{path[-1]}” has values but no clause.", "a line “clause: …”")


def unknown_style(partnership: Partnership, style: HouseStyle) -> Iterator[Problem]:
    """A Problem if the repository does not have the house style that the revision names."""
    if not style.folder.is_dir():
        known = [folder.name for folder in style.folder.parent.glob("*/")]
        place, expected = yaml_tree.locate(partnership.source, ["style"]), f"a folder in templates/: {', '.join(sorted(known)) or 'none is there'}"
        yield Problem(place, "unknown-style", f"There is no house style “{style.name}”.", expected, did_you_mean(style.name, known))
