"""A structure chart read from its description: programs keep the words of a picture, and not what it was drawn from."""

from __future__ import annotations

import re

from docgen.document.tree import ChartNode
from docgen.partnership.known_names import described

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
    ids = {
        name: f"g{number}" if not _slug(name) or _slug(name) in map(_slug, list(every)[: number - 1]) else _slug(name) for number, name in enumerate(every, 1)
    }
    nodes = tuple(ChartNode(ids[name], name, tuple(ids[above] for above in reports.get(name, ())), name not in inside) for name in every)
    return nodes if described(nodes) == words else ()


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
