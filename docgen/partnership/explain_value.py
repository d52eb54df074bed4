"""Explains where a value comes from: the file and line that set it, through every `extends`, or the clause's default."""

from __future__ import annotations

from pathlib import Path

from docgen.document.problems import DocgenError, Problem, did_you_mean
from docgen.library.clauses import Library
from docgen.partnership import partnership_files
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.revision import walk_sections
from docgen.sources import yaml_tree


def explain(root: Path, name: str, value: str) -> str:
    """Lines that give the value and the places that set it, the newest file first. Raises DocgenError if there is no such value."""
    partnership = partnership_files.load(root, name)
    path = _path(partnership, value)
    found = yaml_tree.at(partnership.source, path)
    if found is None:
        return _default(root, partnership, path, value)
    return "\n".join(line for leaf in _leaves(found, path) for line in _set(partnership, path, leaf, value))


def _leaves(node: yaml_tree.Node, path: list[str]) -> list[list[str]]:
    """The paths of the values below a mapping; for any other node, its own path."""
    if not isinstance(node, yaml_tree.Mapping):
        return [path]
    return [leaf for key, child in node.entries.items() for leaf in _leaves(child, [*path, key])]


def _set(partnership: Partnership, path: list[str], leaf: list[str], value: str) -> list[str]:
    found = yaml_tree.at(partnership.source, leaf)
    assert found is not None
    lines = [f"{'.'.join([value, *leaf[len(path) :]])} = {yaml_tree.in_words(found)}", f"  set at {found.position}"]
    for file in partnership.chain:
        earlier = yaml_tree.at(file, leaf)
        if earlier is not None and earlier.position != found.position:
            lines.append(f"  before that {yaml_tree.in_words(earlier)} at {earlier.position}")
    return lines


def _path(partnership: Partnership, value: str) -> list[str]:
    """The path in the file for `funding.years` (a parameter or key of a section) or `parties.council.name`."""
    first, *rest = value.split(".")
    sections = {path[-1]: path for path, _ in walk_sections(partnership.revision)}
    path = list(sections.get(first, ()))
    candidates = [[*path, *rest], [*path, "with", *rest]] if path else []
    for candidate in (*candidates, [first, *rest]):
        if yaml_tree.at(partnership.source, candidate) is not None:
            return candidate
    if path:
        return candidates[-1]
    if first in partnership.source.entries:
        return [first, *rest]
    known = [*sections, *partnership.source.entries]
    seen, expected = f"“{partnership.id}” has no section or key “{first}”.", "a section and its parameter, or a key of the file"
    raise DocgenError([Problem(partnership.source.position, "unknown-value", seen, expected, did_you_mean(first, known))])


def _default(root: Path, partnership: Partnership, path: list[str], value: str) -> str:
    """The clause's default for a parameter that no file sets."""
    sections = dict(walk_sections(partnership.revision))
    section = sections.get(tuple(path[:-2])) if path[-2:-1] == ["with"] else None
    known = list(getattr(yaml_tree.at(partnership.source, path[:-1]), "entries", {}))
    if section is not None and section.clause:
        clause = Library(root).find(section.clause, yaml_tree.locate(partnership.source, [*path[:-2], "clause"]))
        parameter = clause.parameters.get(path[-1])
        if parameter is not None and parameter.default is not None:
            return f"{value} = {yaml_tree.in_words(parameter.default)}\n  the default of the clause {clause.name}, at {parameter.default.position}"
        known = list(clause.parameters)
    place = yaml_tree.locate(partnership.source, path)
    seen, expected = f"“{partnership.id}” sets no value “{value}”.", f"one of {', '.join(known)}" if known else "a value of the file"
    raise DocgenError([Problem(place, "unknown-value", seen, expected, did_you_mean(path[-1], known))])
