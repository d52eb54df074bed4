"""Filling a clause's tree in: fields get their values, conditions choose, loops repeat. Text is never parsed again.

What needs no filling stays the very same node, so that documents share all that they have in common.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.bind_blocks import BLOCKS, LOGIC, row
from docgen.bind_inlines import INLINES
from docgen.expressions import Expression
from docgen.problems import DocgenError, Problem
from docgen.showing import NotShown, show
from docgen.spacing import spaced
from docgen.tree import List, Paragraph, Row, Text, plain
from docgen.values import Language, Markdown

MOST_STEPS = 50_000
MOST_CHARACTERS = 4_000_000

Scope = Mapping[str, Any]
Nodes = tuple[Any, ...]


class Binding:
    """One document being filled in: its language, the names that every text knows, what it has used up, its problems.

    `globals` is the scope of Markdown that stands in the partnership file itself.
    """

    def __init__(self, language: Language, globals: Scope) -> None:
        self.language, self.globals = language, globals
        self.problems: list[Problem] = []
        self.steps = self.characters = 0
        self.loose = False
        """Whether a condition or loop left the line that is being filled in with texts side by side, or with a gap."""

    def line(self, nodes: Nodes, scope: Scope) -> Nodes:
        """The inlines of a whole paragraph, title, caption or cell filled in, without the spaces that conditions leave."""
        if len(nodes) == 1 and type(nodes[0]) is Text:
            return nodes
        outer, self.loose = self.loose, False
        made = self.inlines(nodes, scope)
        loose, self.loose = self.loose, outer
        return spaced(made) if loose else made

    def inlines(self, nodes: Nodes, scope: Scope) -> Nodes:
        """A part of a line filled in; the very same tuple where nothing was to fill."""
        out: list[Any] = []
        changed = False
        for node in nodes:
            bind = INLINES.get(type(node))
            if bind is None:
                out.append(node)
                continue
            made = bind(self, node, scope)
            out.extend(made)
            if len(made) != 1 or type(made[0]) is Text:
                self.loose = changed = True
            elif made[0] is not node:
                changed = True
        return tuple(out) if changed else nodes

    def blocks(self, nodes: Nodes, scope: Scope) -> Nodes:
        """The blocks filled in, with `Heading`s among them; lists of one kind that meet are one."""
        out: list[Any] = []
        changed = False
        for node in nodes:
            made = BLOCKS[type(node)](self, node, scope)
            changed = changed or len(made) != 1 or made[0] is not node
            for block in made:
                if type(block) is List and out and type(out[-1]) is List and out[-1].ordered == block.ordered:
                    out[-1] = List(block.ordered, out[-1].items + block.items)
                    changed = True
                else:
                    out.append(block)
        return tuple(out) if changed else nodes

    def rows(self, nodes: Nodes, scope: Scope) -> Nodes:
        """The rows of a table's body filled in."""
        out: list[Any] = []
        changed = False
        for node in nodes:
            if type(node) is Row:
                out.append(row(self, node, scope))
                changed = changed or out[-1] is not node
            else:
                out.extend(LOGIC[type(node)](self, node, scope, self.rows))
                changed = True
        return tuple(out) if changed else nodes

    def value(self, expression: Expression, scope: Scope) -> Any:
        """The expression's value, or None, with the problem noted, if it has none."""
        try:
            return expression.value(scope)
        except DocgenError as error:
            self.problems.extend(error.problems)
            return None

    def wrong(self, expression: Expression, code: str, seen: str, expected: str = "", advice: str = "") -> None:
        self.problems.append(Problem(expression.position, code, seen, expected, advice))

    def shown(self, expression: Expression, value: Any) -> Nodes:
        """The inlines of a value; none, with the problem noted, if it cannot stand in a sentence."""
        try:
            made = show(value, self.language, self.only_paragraph)
        except NotShown as error:
            advice = "Test it with {% if %} or give it a default."
            self.wrong(expression, "not-shown", f"“{expression.source}” is {error}.", "text, a number, a date or a name", advice)
            return ()
        self.characters += len(value) if type(value) is str else len(plain(made))
        if self.characters > MOST_CHARACTERS:
            self.wrong(expression, "too-large", f"With “{expression.source}” this document grows past {MOST_CHARACTERS:,} characters.")
            raise DocgenError(self.problems)
        return made

    def only_paragraph(self, value: Markdown) -> Nodes:
        blocks = self.blocks(value.blocks, self.globals)
        if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
            raise NotShown("more than one paragraph, which stands alone on a line")
        return blocks[0].inlines

    def step(self, expression: Expression, made: int) -> None:
        """Count one turn of a loop, and the nodes that it `made`. DocgenError after more than any document needs."""
        self.steps += 1 + made
        if self.steps > MOST_STEPS:
            seen = f"The loops of this document make more than {MOST_STEPS:,} paragraphs, rows and words."
            self.wrong(expression, "endless-loop", seen, "loops over the facts of one partnership")
            raise DocgenError(self.problems)
