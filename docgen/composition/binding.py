"""Fills in the tree of a clause: fields get their values, conditions choose, loops repeat. Text is never parsed again.

A node with nothing to fill in is reused as it is, so documents share whatever they have in common.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from docgen.clausetext.expressions import Expression
from docgen.clausetext.rendering_values import NotShown, show
from docgen.clausetext.sandbox import Absent
from docgen.document.problems import DocgenError, Problem
from docgen.document.tree import List, Paragraph, plain
from docgen.document.values import Markdown
from docgen.formats.printed_values import Language

Scope = Mapping[str, Any]
Nodes = tuple[Any, ...]
Fill = Callable[["Binding", Scope], Nodes]
"""Returns the nodes that part of a template becomes in one document, given the names in scope."""
Plan = Callable[[Nodes], Fill | None]
"""Returns the function that fills the nodes in, or None if there is nothing to fill in, so that they are never walked again."""

MOST_STEPS = 50_000
MOST_CHARACTERS = 4_000_000


class _Template:
    """Nodes compared by identity: comparing their content would cost more than filling them in."""

    __slots__ = ("nodes",)

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Template) and self.nodes is other.nodes

    def __hash__(self) -> int:
        return id(self.nodes)


@lru_cache(maxsize=4096)
def _planned(template: _Template, plan: Plan) -> Fill | None:
    """How to fill in a template, planned once for all documents."""
    return plan(template.nodes)


class Binding:
    """The state of filling in one document: its language, its budget and its problems.

    `names` is the scope for Markdown in the partnership file itself; `plan` plans blocks.
    """

    def __init__(self, language: Language, names: Scope, plan: Plan) -> None:
        self.language, self.names, self.plan = language, names, plan
        self.problems: list[Problem] = []
        self.steps = self.characters = 0
        self.value_lists: dict[int, List] = {}
        """The lists that values gave, by identity: what stands above one decides how its items end."""
        self.read: set[str] = set()
        """The names that expressions looked up since this was last emptied."""
        self.loose = False
        """Whether a condition or loop left the current line with a gap, or with two texts side by side."""

    def filled(self, nodes: Nodes, scope: Scope, plan: Plan) -> Nodes:
        """The nodes, filled in as `plan` says; the same tuple if there is nothing to fill in."""
        fill = _planned(_Template(nodes), plan)
        return fill(self, scope) if fill else nodes

    def blocks(self, nodes: Nodes, scope: Scope) -> Nodes:
        """The blocks, including `Heading`s, filled in."""
        fill = _planned(_Template(nodes), self.plan)
        return fill(self, scope) if fill else nodes

    def value(self, expression: Expression, scope: Scope) -> Any:
        """The value of the expression; None, with the problem noted, if it has none."""
        self.read |= expression.names
        try:
            return expression.value(scope)
        except DocgenError as error:
            self.problems.extend(error.problems)
            return None

    def wrong(self, expression: Expression, code: str, seen: str, expected: str = "", advice: str = "") -> None:
        self.problems.append(Problem(expression.position, code, seen, expected, advice))

    def shown(self, expression: Expression, value: Any) -> Nodes:
        """The inlines that show a value; none, with the problem noted, if it cannot stand in a sentence."""
        try:
            made = show(value, self.language, self.only_paragraph)
        except NotShown as error:
            advice = "Test it with {% if %} or give it a default." if isinstance(value, Absent) else ""
            self.wrong(expression, "not-shown", f"“{expression.source}” is {error}.", "text, a number, a date or a name", advice)
            return ()
        self.characters += len(value) if type(value) is str else len(plain(made))
        if self.characters > MOST_CHARACTERS:
            self.wrong(expression, "too-large", f"With “{expression.source}” this document grows past {MOST_CHARACTERS:,} characters.")
            raise DocgenError(self.problems)
        return made

    def only_paragraph(self, value: Markdown) -> Nodes:
        blocks = self.blocks(value.blocks, self.names)
        if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
            raise NotShown("more than one paragraph, which needs a line of its own")
        return blocks[0].inlines

    def step(self, expression: Expression, made: int) -> None:
        """Counts one turn of a loop and the nodes it `made`. Raises DocgenError when there are more than any document needs."""
        self.steps += 1 + made
        if self.steps > MOST_STEPS:
            seen = f"The loops of this document make more than {MOST_STEPS:,} paragraphs, rows and words."
            self.wrong(expression, "endless-loop", seen, "loops over the facts of one partnership")
            raise DocgenError(self.problems)
