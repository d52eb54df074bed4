"""A structure chart as a nested list, which GitHub shows and whose changes can be read."""

from __future__ import annotations

from collections.abc import Callable

from docgen.document.tree import ChartNode
from docgen.formats.markdown import flowing_text as flow
from docgen.formats.structure_chart import Chart, outline


def nested(chart: Chart, mark: Callable[[str], str] = flow.words) -> str:
    """Each body below the first that it reports to, with its own below it; below the others it is named once more.

    `mark` is what is made of each name.
    """
    known = frozenset(node.id for node in chart)
    lines = []
    for depth, node in outline(chart):
        lines.append(_body(depth, node, mark))
        lines += [_body(depth + 1, other, mark) for other in chart if node.id in other.reports_to and _home(other, known) != node.id]
    return "\n".join(lines)


def _home(node: ChartNode, known: frozenset[str]) -> str:
    return next((id for id in node.reports_to if id in known and id != node.id), "")


def _body(depth: int, node: ChartNode, mark: Callable[[str], str]) -> str:
    name = mark(node.name + (" (external)" if node.external else ""))
    indent = "  " * depth
    return indent + flow.indented(flow.hung("-", flow.paragraph(name)), indent)
