"""Which value of a partnership file the words of a field came from, and the edit that gives it another text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from docgen.document.frozen_dataclass import dataclass
from docgen.document.quotation_marks import curled, straightened
from docgen.document.tree import Field, FieldBlock, Term
from docgen.exchange.edits.typed_values import Kind
from docgen.exchange.fitting.changed_lines import Spot
from docgen.exchange.fitting.placed_entries import Files
from docgen.library.parameter_model import Parameter
from docgen.partnership import resolution
from docgen.partnership.resolution import Resolved
from docgen.sources import yaml_tree
from docgen.sources.yaml_edit import Add, Drop, Edit, Put

Path = tuple[str, ...]
_DOTTED = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)*")
_TAG = re.compile(r"\{\{.*?\}\}|\[\]\([^)]*\)")
_MOST_ALIKE = 4
"""How many values may have the same words; each is tried."""
_BODIES = {"party": "parties", "group": "groups"}
_FACTS = {"date": "date", "review.next": "date", "review.every": "duration"}


@dataclass(frozen=True, slots=True)
class Source:
    """A value of the partnership file: its path, and what it is."""

    path: Path
    kind: Kind


def sources_of(spot: Spot, words: str, owner: str, revision: Resolved, paths: dict[str, Path]) -> Iterator[Source]:
    """The values that the words of a field may come from, the most likely first. `owner` is the entry whose text holds it, `paths` where each entry is."""
    section = next((each for each in resolution.walk(revision.sections) if each.id == owner), None)
    node = spot.node
    term = node.inlines[0] if type(node) is Field and len(node.inlines) == 1 and type(node.inlines[0]) is Term else None
    if type(node) is Term:
        yield from _of_term(node, revision)
        return
    found = _DOTTED.match(node.name) if type(node) in (Field, FieldBlock) else None
    if not found:
        return
    dotted = tuple(found[0].split("."))
    if section and section.clause and dotted[0] in section.clause.parameters:
        yield from _of_parameter(section.clause.parameters[dotted[0]], dotted, (*paths[owner], "with", dotted[0]), revision, term)
    yield from _of_fact(dotted, revision, term)
    if words and not term:
        yield from _by_words(words, section, paths.get(owner, ()), revision)


def _of_parameter(parameter: Parameter, dotted: Path, path: Path, revision: Resolved, term: Term | None) -> Iterator[Source]:
    value = yaml_tree.at(revision.partnership.source, path) or parameter.default
    text = (value.text or "") if isinstance(value, yaml_tree.Scalar) else ""
    if parameter.type in _BODIES:
        body = (_BODIES[parameter.type], text)
        if len(dotted) == 1:
            yield Source(path, Kind(parameter.type, text, names=names_of(revision, body[0])))
        yield from _of_fact((*body, *dotted[1:]), revision, term)
    elif len(dotted) == 1 and isinstance(value, yaml_tree.Scalar):
        yield Source(path, Kind(parameter.type, text, parameter.options))
    elif len(dotted) == 1 and isinstance(value, yaml_tree.Sequence):
        yield Source(path, Kind("list", parameter.of))


def names_of(revision: Resolved, key: str) -> dict[str, tuple[str, str]]:
    """The name and the short form of each party or group by its id."""
    return {id: (body.name, body.short or "") for id, body in getattr(revision.partnership.revision, key).items()}


def _of_fact(dotted: Path, revision: Resolved, term: Term | None) -> Iterator[Source]:
    node = yaml_tree.at(revision.partnership.source, dotted)
    if dotted == ("structure",):
        # The caption of the chart is its title, whether the file states it or not.
        yield Source(("structure_title",), Kind("text", revision.partnership.revision.structure_title))
    elif isinstance(node, yaml_tree.Scalar) and dotted[0] not in ("sections", "appendices"):
        yield Source(dotted, Kind("date" if dotted[0] == "dates" else _FACTS.get(".".join(dotted), "text"), node.text or ""))
    elif isinstance(node, yaml_tree.Mapping):
        for key in ("name", "short"):
            if isinstance(inner := node.entries.get(key), yaml_tree.Scalar):
                yield Source((*dotted, key), Kind("text", inner.text or ""))


def _of_term(term: Term, revision: Resolved) -> Iterator[Source]:
    """The name and the short form of the body that a term names."""
    facts = revision.partnership.revision
    if curled(facts.partnership.name) == term.name:
        yield from _of_fact(("partnership",), revision, term)
    for key in ("parties", "groups", "terms"):
        body = getattr(facts, key).get(term.key)
        if body and curled(body.name) == term.name:
            yield from _of_fact((key, term.key), revision, term)


def _by_words(words: str, section: resolution.Section | None, path: Path, revision: Resolved) -> Iterator[Source]:
    """The values of the section, and then the facts, that show just these words. More than a few say nothing."""
    source = revision.partnership.source
    held = [((*path, "with"), yaml_tree.at(source, (*path, "with")))] if path else []
    facts = [((key,), node) for key, node in source.entries.items() if key not in ("sections", "appendices", "extends", "status", "type")]
    for places in (held, facts):
        found = [(at, leaf) for start, node in places if node for at, leaf in _scalars(node, start) if _shows(leaf.text or "", words)]
        if len(found) <= _MOST_ALIKE:
            yield from (Source(at, Kind(_type_at(at, path, section), leaf.text or "")) for at, leaf in found)


def _shows(value: str, words: str) -> bool:
    """Whether a value may show as these words: it is the same, or has fields where it is not."""
    if straightened(value) == straightened(words):
        return True
    parts = _TAG.split(straightened(value))
    return len(parts) > 1 and re.fullmatch(".+".join(map(re.escape, parts)), straightened(words)) is not None


def _type_at(at: Path, path: Path, section: resolution.Section | None) -> str:
    parameter = section.clause.parameters.get(at[len(path) + 1]) if section and section.clause and at[: len(path)] == path and path else None
    if parameter is None:
        return "date" if at[0] == "dates" else _FACTS.get(".".join(at), "text")
    return parameter.of if parameter.type == "list" else "text" if parameter.type == "table" else parameter.type


def _scalars(node: yaml_tree.Node, path: Path) -> Iterator[tuple[Path, yaml_tree.Scalar]]:
    match node:
        case yaml_tree.Scalar():
            yield path, node
        case yaml_tree.Sequence(items=items):
            for at, item in enumerate(items):
                yield from _scalars(item, (*path, str(at)))
        case yaml_tree.Mapping(entries=entries):
            for key, child in entries.items():
                yield from _scalars(child, (*path, key))


def put_value(files: Files, path: Path, value: Any) -> list[Edit]:
    """The edits that give a value another text. A list that only a file below has is stated whole in the own file."""
    at = next((at for at, step in enumerate(path) if step.isdecimal()), len(path))
    if at == len(path) or yaml_tree.at(files.own, path[:at]) is not None:
        return [Put(path, value)]
    return [Put(path[:at], _with_item(_plain_at(files, path[:at]), path[at:], value))]


def put_items(files: Files, path: Path, items: Sequence[Any]) -> list[Edit]:
    """The edits that make a list these items, leaving each item that stays as it is typed."""
    old = _plain_at(files, path) or []
    if yaml_tree.at(files.own, path) is None or not items:
        return [Put(path, list(items))]
    out: list[Edit] = []
    for tag, i, end_i, j, end_j in reversed(SequenceMatcher(None, [repr(x) for x in old], [repr(x) for x in items], autojunk=False).get_opcodes()):
        if tag == "equal":
            continue
        common = min(end_i - i, end_j - j)
        out += [Drop((*path, str(at))) for at in range(end_i - 1, i + common - 1, -1)]
        out += [Add((*path, str(i + common)), value) for value in reversed(items[j + common : end_j])]
        out += [Put((*path, str(i + step)), items[j + step]) for step in range(common)]
    return out


def _plain_at(files: Files, path: Path) -> Any:
    node = yaml_tree.at(files.merged, path)
    return yaml_tree.plain(node) if node is not None else None


def _with_item(data: Any, path: Path, value: Any) -> Any:
    first, *rest = path
    if isinstance(data, list):
        return [_with_item(item, tuple(rest), value) if rest and at == int(first) else value if at == int(first) else item for at, item in enumerate(data)]
    return {**data, first: _with_item(data.get(first), tuple(rest), value) if rest else value}
