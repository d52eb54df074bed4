"""A structure chart read from its description or its list: programs keep the words of a picture, and not what it was drawn from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from docgen.document.tree import ChartNode, Document, Figure, List, Paragraph, Section, Text, plain
from docgen.partnership.known_names import described

_CAPTION = re.compile(r"(?P<number>Figure \d+): (?P<title>.+)", re.DOTALL)
_EXTERNAL = " (external)"
_LINE = re.compile(r"(?P<name>.+?) reports to (?P<above>.+)")


def chart_in(words: str) -> tuple[ChartNode, ...]:
    """The bodies of which a chart has this description; none if it is not a description by docgen.

    A body that reports to none and that none reports to is in the description only if it is inside the partnership.
    """
    sentences = words.removesuffix(".").split(". ")
    tops: list[str] = []
    lines: list[tuple[str, str]] = []
    for sentence in sentences[1:]:
        if sentence.startswith("At the top: "):
            tops = sentence.removeprefix("At the top: ").split(", ")
        elif found := _LINE.fullmatch(sentence):
            lines.append((found["name"], found["above"]))
    inside = {*tops, *(name for name, _ in lines)}
    reports = {name: _names(above, inside) for name, above in lines}
    every = dict.fromkeys([*tops, *reports, *(above for aboves in reports.values() for above in aboves)])
    ids = _ids(every)
    nodes = tuple(ChartNode(ids[name], name, tuple(ids[above] for above in reports.get(name, ())), name not in inside) for name in every)
    return nodes if described(nodes) == words else ()


def with_charts(document: Document) -> Document:
    """The document with a chart for each list of bodies above the caption of a figure, as Markdown has it."""
    return replace(document, sections=tuple(map(_charted, document.sections)))


def _charted(section: Section) -> Section:
    return replace(section, blocks=tuple(_blocks(section.blocks)), sections=tuple(map(_charted, section.sections)))


def _blocks(blocks: tuple[Any, ...]) -> Iterator[Any]:
    at = 0
    while at < len(blocks):
        figure = _figure(*blocks[at : at + 2]) if at + 1 < len(blocks) else None
        yield figure or blocks[at]
        at += 2 if figure else 1


def _figure(block: Any, below: Any) -> Figure | None:
    """The chart that a list and a caption below it are; None if they are something else."""
    if type(block) is not List or block.ordered or type(below) is not Paragraph or not (caption := _CAPTION.fullmatch(plain(below.inlines))):
        return None
    lines = list(_bodies(block, ""))
    if None in lines:
        return None
    above: dict[str, list[str]] = {}
    for name, other in filter(None, lines):
        above.setdefault(name, []).extend([other] if other else [])
    ids = _ids(name.removesuffix(_EXTERNAL) for name in above)
    found = {name: name.removesuffix(_EXTERNAL) for name in above}
    nodes = tuple(ChartNode(ids[found[name]], found[name], tuple(ids[found[other]] for other in others), name != found[name]) for name, others in above.items())
    return Figure("", (Text(caption["title"]),), described(nodes), nodes, caption["number"])


def _bodies(block: List, above: str) -> Iterator[tuple[str, str] | None]:
    """The bodies of a list, each with the one above it; None for an item that is more than a name and a list of such items."""
    for item in block.items:
        first, *rest = item.blocks or (None,)
        below = [each for each in rest if isinstance(each, List) and not each.ordered]
        if not isinstance(first, Paragraph) or len(rest) > 1 or below != rest:
            yield None
            continue
        yield (name := plain(first.inlines)), above
        for each in below:
            yield from _bodies(each, name)


def _ids(names: Iterable[str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        slug = _slug(name)
        out[name] = slug if slug and slug not in out.values() else f"g{number}"
    return out


def _names(above: str, known: set[str]) -> tuple[str, ...]:
    """The names that “and” joins. A name may hold an “and” itself, so only a known one is taken from the front."""
    parts = above.split(" and ")
    out: list[str] = []
    while parts:
        count = next((count for count in range(len(parts), 0, -1) if " and ".join(parts[:count]) in known), len(parts))
        out.append(" and ".join(parts[:count]))
        parts = parts[count:]
    return tuple(out)


def _slug(name: str) -> str:
    return re.sub(r"^[\d_]+", "", "_".join(re.findall(r"[a-z0-9]+", name.casefold().replace("’", ""))))
