"""The runs of a paragraph of the new file, cut where changes begin and end."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import deepcopy
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.editable_file import Element
from docgen.formats.docx.marked_copy.word_lines import Leaf, Line


class Stretch(NamedTuple):
    """Neighbours in the tree that hold characters [start, end) of a line."""

    start: int
    end: int
    nodes: list[Element]


def stretches(line: Line, borders: Collection[int]) -> list[Stretch]:
    """All characters of a line in order, none of them across one of the borders. A field without a border inside is in one stretch."""
    fields = [*line.fields, *(each for each in line.link_fields if not any(each[0] < border < each[1] for border in borders))]
    out: list[Stretch] = []
    leaves = line.leaves
    at = 0
    while at < len(leaves):
        around = [each for each in fields if each[0] <= leaves[at].start and leaves[at].end <= each[1]]
        if around:
            out.append(Stretch(*max(around, key=lambda each: each[1] - each[0])))
            while at < len(leaves) and leaves[at].start < out[-1].end:
                at += 1
            continue
        first = at
        while at < len(leaves) and leaves[at].run is leaves[first].run and (at == first or leaves[first].run is not None):
            at += 1
        out += _run_stretches(leaves[first:at], borders)
    return out


def _run_stretches(leaves: list[Leaf], borders: Collection[int]) -> Iterable[Stretch]:
    """The characters of one run, or of what stands beside runs."""
    start, end, run = leaves[0].start, leaves[-1].end, leaves[0].run
    inside = sorted(border for border in borders if start < border < end)
    if run is None or not inside:
        return [Stretch(start, end, leaves[0].nodes if run is None else [run])]
    return _cut(run, leaves, [start, *inside, end])


def _cut(run: Element, leaves: list[Leaf], edges: list[int]) -> list[Stretch]:
    """The run as several, with one of them from each edge to the next."""
    places = {leaf.nodes[0]: leaf for leaf in leaves}
    made = [etree.Element(n.RUN) for _ in edges[1:]]
    properties = run.find(n.R_PR)
    for each in made if properties is not None else ():
        each.append(deepcopy(properties))  # type: ignore[arg-type]
    at = 0
    for child in [child for child in run if child.tag != n.R_PR]:
        leaf = places.get(child)
        if leaf is None:
            made[at].append(child)
            continue
        while edges[at + 1] <= leaf.start:
            at += 1
        if leaf.end <= edges[at + 1]:
            made[at].append(child)
            continue
        cuts = [leaf.start, *(edge for edge in edges if leaf.start < edge < leaf.end), leaf.end]
        for index, (start, end) in enumerate(pairwise(cuts)):
            made[at + index].append(_text((child.text or "")[start - leaf.start : end - leaf.start]))
        at += len(cuts) - 2
    run.addprevious(made[0])
    for before, after in pairwise(made):
        before.addnext(after)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)
    return [Stretch(start, end, [each]) for (start, end), each in zip(pairwise(edges), made, strict=True)]


def _text(text: str) -> Element:
    made = etree.Element(n.T)
    made.text = text
    if text.strip() != text:
        made.set(n.SPACE, "preserve")
    return made


def neighbours(nodes: Iterable[Element]) -> list[list[Element]]:
    """The elements in groups of those that follow each other in the tree."""
    out: list[list[Element]] = []
    for node in nodes:
        if out and out[-1][-1].getnext() is node:
            out[-1].append(node)
        else:
            out.append([node])
    return out


def run_like(p: Element) -> list[Element]:
    """All runs and formulas of a paragraph in order, also in links and content controls, and fields as w:fldSimple has them."""
    out: list[Element] = []
    for child in p:
        if child.tag == n.RUN or str(child.tag).startswith(f"{{{n.MATH}}}"):
            out.append(child)
        elif child.tag not in (n.P_PR, n.w("sdtPr"), n.w("sdtEndPr")):
            out += run_like(child)
    return out
