"""A structure chart as a nested list, which GitHub can show and whose changes are easy to read."""

from __future__ import annotations

from collections.abc import Callable

from docgen.document.tree import ChartNode
from docgen.formats.markdown import flowing_text as flow
from docgen.formats.structure_chart import Chart, outline


def nested(chart: Chart, mark: Callable[[str], str] = flow.words) -> str:
    """Each body under the first that it reports to, with its own bodies under it, and named again under the others. `mark` formats a name."""
    known = frozenset(node.id for node in chart)
    lines = []
    for depth, node in outline(chart):
        lines.append(_body(depth, node, mark))
        lines += [_body(depth + 1, other, mark) for other in chart if node.id in other.reports_to and _parent(other, known) != node.id]
    return "\n".join(lines)


def _parent(node: ChartNode, known: frozenset[str]) -> str:
    return next((id for id in node.reports_to if id in known and id != node.id), "")


def _body(depth: int, node: ChartNode, mark: Callable[[str], str]) -> str:
    name = mark(node.name + (" (external)" if node.external else ""))
    indent = "  " * depth
    return indent + flow.indented(flow.hung("-", flow.paragraph(name)), indent)
