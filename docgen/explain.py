"""Where a value comes from: which file and line set it, through every `extends`, or the clause's default."""

from __future__ import annotations

from pathlib import Path

from docgen import config, yamlpos
from docgen.clauses import Library
from docgen.config import Partnership
from docgen.problems import DocgenError, Problem, did_you_mean
from docgen.revision import walk_sections


def explained(root: Path, name: str, value: str) -> str:
    """Lines that say what the value is and where it was set, the newest file first. DocgenError if there is no such value."""
    partnership = config.load(root, name)
    path = _path(partnership, value)
    found = yamlpos.at(partnership.source, path)
    if found is None:
        return _default(root, partnership, path, value)
    return "\n".join(line for leaf in _leaves(found, path) for line in _set(partnership, path, leaf, value))


def _leaves(node: yamlpos.Node, path: list[str]) -> list[list[str]]:
    """The paths of the values below a mapping; of anything else, its own."""
    if not isinstance(node, yamlpos.Mapping):
        return [path]
    return [leaf for key, child in node.entries.items() for leaf in _leaves(child, [*path, key])]


def _set(partnership: Partnership, path: list[str], leaf: list[str], value: str) -> list[str]:
    found = yamlpos.at(partnership.source, leaf)
    assert found is not None
    lines = [f"{'.'.join([value, *leaf[len(path) :]])} = {_shown(found)}", f"  set at {found.position}"]
    for file in partnership.chain:
        earlier = yamlpos.at(file, leaf)
        if earlier is not None and earlier.position != found.position:
            lines.append(f"  before that {_shown(earlier)} at {earlier.position}")
    return lines


def _shown(node: yamlpos.Node) -> str:
    if isinstance(node, yamlpos.Sequence):
        return "; ".join(_shown(item) for item in node.items)
    return str(yamlpos.plain(node))


def _path(partnership: Partnership, value: str) -> list[str]:
    """The path in the file of `funding.years` (a parameter or key of a section) or of `parties.council.name`."""
    first, *rest = value.split(".")
    sections = {path[-1]: path for path, _ in walk_sections(partnership.revision)}
    path = list(sections.get(first, ()))
    ways = [[*path, *rest], [*path, "with", *rest]] if path else []
    for way in (*ways, [first, *rest]):
        if yamlpos.at(partnership.source, way) is not None:
            return way
    if path:
        return ways[-1]
    if first in partnership.source.entries:
        return [first, *rest]
    known = [*sections, *partnership.source.entries]
    raise DocgenError(
        [
            Problem(
                partnership.source.position,
                "unknown-value",
                f"“{partnership.id}” has no section or key “{first}”.",
                "a section and its parameter, or a key of the file",
                did_you_mean(first, known),
            )
        ]
    )


def _default(root: Path, partnership: Partnership, path: list[str], value: str) -> str:
    """What the clause's own default gives for a parameter that no file sets."""
    sections = dict(walk_sections(partnership.revision))
    section = sections.get(tuple(path[:-2])) if path[-2:-1] == ["with"] else None
    known = list(getattr(yamlpos.at(partnership.source, path[:-1]), "entries", {}))
    if section is not None and section.clause:
        clause = Library(root).find(section.clause, yamlpos.locate(partnership.source, [*path[:-2], "clause"]))
        parameter = clause.parameters.get(path[-1])
        if parameter is not None and parameter.default is not None:
            return f"{value} = {yamlpos.plain(parameter.default)}\n  the default of the clause {clause.name}, at {parameter.default.position}"
        known = list(clause.parameters)
    place = yamlpos.locate(partnership.source, path)
    raise DocgenError(
        [
            Problem(
                place,
                "unknown-value",
                f"“{partnership.id}” sets no value “{value}”.",
                f"one of {', '.join(known)}" if known else "a value of the file",
                did_you_mean(path[-1], known),
            )
        ]
    )
