"""Filling a clause's tree in: fields get their values, conditions choose, loops repeat. Text is never parsed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from docgen.expressions import Absent, Expression
from docgen.facts import Names
from docgen.problems import DocgenError, Problem
from docgen.showing import NotShown, items, show
from docgen.template import Captioned, For, Glossary, Heading, If, Jump, Output, OutputBlock
from docgen.tree import (
    Break,
    Cell,
    Emphasis,
    Field,
    FieldBlock,
    Figure,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Quote,
    Reference,
    Row,
    Signatures,
    Strong,
    Table,
    Text,
    plain,
)
from docgen.values import Language, Markdown, Rows

MOST_STEPS = 20_000
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

    def inlines(self, nodes: Nodes, scope: Scope) -> Nodes:
        """The inlines filled in; the very same tuple where nothing was to fill."""
        out: list[Any] = []
        changed = False
        for node in nodes:
            kind = type(node)
            if kind is Text or kind is Break:
                out.append(node)
                continue
            made = _INLINES[kind](self, node, scope)
            changed = changed or len(made) != 1 or made[0] is not node
            out.extend(made)
        return _tidy(out) if changed else nodes

    def blocks(self, nodes: Nodes, scope: Scope) -> Nodes:
        """The blocks filled in, with `Heading`s among them; lists of one kind that meet are one."""
        out: list[Any] = []
        for node in nodes:
            for made in _BLOCKS[type(node)](self, node, scope):
                if isinstance(made, List) and out and isinstance(out[-1], List) and out[-1].ordered == made.ordered:
                    out[-1] = List(made.ordered, out[-1].items + made.items)
                else:
                    out.append(made)
        return tuple(out)

    def rows(self, nodes: Nodes, scope: Scope) -> Nodes:
        out: list[Any] = []
        for node in nodes:
            if isinstance(node, Row):
                out.append(Row(tuple(Cell(_trimmed(self.inlines(cell.inlines, scope))) for cell in node.cells)))
            else:
                out.extend(_LOGIC[type(node)](self, node, scope, self.rows))
        return tuple(out)

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
            self.wrong(expression, "not-shown", f"“{expression.source}” is {error}.", "text, a number, a date or a name", "Test it with {% if %} or give it a default.")
            return ()
        self.characters += len(plain(made))
        if self.characters > MOST_CHARACTERS:
            self.wrong(expression, "too-large", f"With “{expression.source}” this document grows past {MOST_CHARACTERS // 1_000_000} million characters.")
            raise DocgenError(self.problems)
        return made

    def only_paragraph(self, value: Markdown) -> Nodes:
        blocks = self.blocks(value.blocks, self.globals)
        if len(blocks) != 1 or not isinstance(blocks[0], Paragraph):
            raise NotShown("more than one paragraph, which stands alone on a line")
        return blocks[0].inlines


def _tidy(nodes: list[Any]) -> Nodes:
    """Neighbouring texts made one, without the double spaces that conditions leave."""
    out: list[Any] = []
    for node in nodes:
        before = out[-1] if out else None
        if type(node) is Text and type(before) is Text:
            left, right = before.text, node.text
            out[-1] = Text(left + (right.lstrip(" ") if left.endswith(" ") else right))
        else:
            out.append(node)
    return tuple(out)


def _trimmed(nodes: Nodes) -> Nodes:
    """Inlines without spaces at their outer edges."""
    if nodes and type(nodes[0]) is Text and nodes[0].text[:1] == " ":
        rest = nodes[0].text.lstrip(" ")
        nodes = _trimmed(((Text(rest),) if rest else ()) + nodes[1:])
    if nodes and type(nodes[-1]) is Text and nodes[-1].text[-1:] == " ":
        rest = nodes[-1].text.rstrip(" ")
        nodes = _trimmed(nodes[:-1] + ((Text(rest),) if rest else ()))
    return nodes


# Inlines


def _wrapped(binding: Binding, node: Any, scope: Scope) -> Nodes:
    children = binding.inlines(node.inlines, scope)
    if children is node.inlines:
        return (node,)
    made = Link(node.url, children) if isinstance(node, Link) else type(node)(children)
    return (made,) if children else ()


def _note(binding: Binding, node: Note, scope: Scope) -> Nodes:
    return (Note(binding.blocks(node.blocks, scope)),)


def _output(binding: Binding, node: Output, scope: Scope) -> Nodes:
    value = binding.value(node.expression, scope)
    if value is None:
        return ()
    made = binding.shown(node.expression, value)
    return (Field(node.expression.source, made),) if made else ()


def _jump(binding: Binding, node: Jump, scope: Scope) -> Nodes:
    return (Reference(plain(binding.inlines(node.target, scope)), binding.inlines(node.inlines, scope), position=node.position),)


# Logic, which stands among inlines, blocks and rows alike


def _if(binding: Binding, node: If, scope: Scope, bind: Callable[[Nodes, Scope], Nodes]) -> Nodes:
    for condition, children in node.branches:
        try:
            if condition is None or condition.value(scope):
                return bind(children, scope)
        except DocgenError as error:
            binding.problems.extend(error.problems)
            return ()
    return ()


def _for(binding: Binding, node: For, scope: Scope, bind: Callable[[Nodes, Scope], Nodes]) -> Nodes:
    value = binding.value(node.over, scope)
    if value is None:
        return ()
    if isinstance(value, Absent):
        value = ()
    elif isinstance(value, Signatures):
        value = value.signatories
    if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
        binding.wrong(node.over, "bad-loop", f"“{node.over.source}” is nothing to loop over.", "a list, a table, or parties, groups or terms")
        return ()
    turns = list(islice(value, MOST_STEPS))
    out: list[Any] = []
    for index, item in enumerate(turns):
        binding.steps += 1
        if binding.steps > MOST_STEPS:
            binding.wrong(node.over, "endless-loop", f"The loops of this document take more than {MOST_STEPS:,} turns.", "loops over the facts of one partnership")
            raise DocgenError(binding.problems)
        loop = {"index": index + 1, "first": index == 0, "last": index == len(turns) - 1, "length": len(turns)}
        out.extend(bind(node.children, {**scope, **_variables(binding, node, item), "loop": loop}))
    return tuple(out) if turns else bind(node.otherwise, scope)



def _variables(binding: Binding, node: For, item: Any) -> dict[str, Any]:
    if len(node.names) == 1:
        return {node.names[0]: item}
    if isinstance(item, tuple) and len(item) == len(node.names):
        return dict(zip(node.names, item, strict=True))
    binding.wrong(node.over, "bad-loop", f"“{node.over.source}” gives no pairs for {' and '.join(node.names)}.", "a mapping with the filter `items`")
    return dict.fromkeys(node.names, "")


# Blocks


def _paragraph(binding: Binding, node: Paragraph, scope: Scope) -> Nodes:
    inlines = binding.inlines(node.inlines, scope)
    if inlines is node.inlines:
        return (node,)
    inlines = _trimmed(inlines)
    return (Paragraph(inlines, position=node.position),) if inlines else ()


def _list(binding: Binding, node: List, scope: Scope) -> Nodes:
    made = [(item, binding.blocks(item.blocks, scope)) for item in node.items]
    if all(len(blocks) == len(item.blocks) and all(a is b for a, b in zip(blocks, item.blocks, strict=True)) for item, blocks in made):
        return (node,)
    kept = tuple(Item(blocks) for _, blocks in made if blocks)
    return (List(node.ordered, kept),) if kept else ()


def _quote(binding: Binding, node: Quote, scope: Scope) -> Nodes:
    return (Quote(binding.blocks(node.blocks, scope)),)


def _table(binding: Binding, node: Table, scope: Scope, caption: Nodes = (), id: str = "") -> Nodes:
    (header,) = binding.rows((node.header,), scope)
    return (Table(header, binding.rows(node.rows, scope), node.alignments, caption, id),)


def _captioned(binding: Binding, node: Captioned, scope: Scope) -> Nodes:
    return _table(binding, node.table, scope, binding.inlines(node.caption, scope), plain(binding.inlines(node.id, scope)))


def _heading(binding: Binding, node: Heading, scope: Scope) -> Nodes:
    name = plain(binding.inlines(node.id, scope)).replace("_", "-")
    return (Heading(node.level, (Text(name),), _trimmed(binding.inlines(node.inlines, scope)), node.position),)


def _output_block(binding: Binding, node: OutputBlock, scope: Scope) -> Nodes:
    name, value = node.expression.source, binding.value(node.expression, scope)
    match value:
        case None:
            return ()
        case Markdown():
            return (FieldBlock(name, binding.blocks(value.blocks, binding.globals)),)
        case Rows():
            return (FieldBlock(name, (_rows_as_table(value),)),)
        case Signatures() | Figure():
            return (FieldBlock(name, (value,)),)
        case Glossary():
            return (value,)
        case tuple() | list():
            return (List(False, tuple(_item(binding, node.expression, item) for item in items(value))),)
    made = binding.shown(node.expression, value if not isinstance(value, Names) else list(value))
    return (Paragraph((Field(name, made),), position=node.expression.position),) if made else ()


def _item(binding: Binding, expression: Expression, value: Any) -> Item:
    if isinstance(value, Markdown):
        return Item(binding.blocks(value.blocks, binding.globals))
    return Item((Paragraph((Field(expression.source, binding.shown(expression, value)),), position=expression.position),))


def _rows_as_table(value: Rows) -> Table:
    header = Row(tuple(Cell((Text(heading),)) for _, heading in value.columns))
    rows = tuple(Row(tuple(Cell((Text(row[key]),) if row[key] else ()) for key, _ in value.columns)) for row in value.rows)
    return Table(header, rows, tuple("left" for _ in value.columns))


_LOGIC: dict[type, Callable[..., Nodes]] = {If: _if, For: _for}
_INLINES: dict[type, Callable[..., Nodes]] = {
    Strong: _wrapped,
    Emphasis: _wrapped,
    Link: _wrapped,
    Note: _note,
    Output: _output,
    Jump: _jump,
    If: lambda binding, node, scope: _if(binding, node, scope, binding.inlines),
    For: lambda binding, node, scope: _for(binding, node, scope, binding.inlines),
}
_BLOCKS: dict[type, Callable[..., Nodes]] = {
    Paragraph: _paragraph,
    List: _list,
    Quote: _quote,
    Table: _table,
    Captioned: _captioned,
    Heading: _heading,
    OutputBlock: _output_block,
    If: lambda binding, node, scope: _if(binding, node, scope, binding.blocks),
    For: lambda binding, node, scope: _for(binding, node, scope, binding.blocks),
}
