"""What a search found, as the values of a clause in a partnership file."""

from __future__ import annotations

import re
from typing import Any

from docgen.document.problems import DocgenError
from docgen.document.tree import Paragraph, Table, plain
from docgen.exchange.clause_markdown import written
from docgen.exchange.matching.match_blocks import ItemLine
from docgen.exchange.matching.read_values import item_of, value_of
from docgen.exchange.matching.search_state import Found, Search
from docgen.library.parameter_model import Parameter
from docgen.sources import yaml_tree

Data = dict[str, Any]
_END = re.compile(r"(?:;(?: and| or)?|\.)$")


def found_values(search: Search, found: Found) -> Data | None:
    """A value for each parameter that needs one; None if one of them cannot be told."""
    values: Data = {}
    for name, parameter in search.clause.parameters.items():
        value = _value(search, found, name, parameter)
        if value is not None:
            values[name] = value
        elif parameter.default is None or (parameter.type != "boolean" and found.get(f"c:{name}") is False and yaml_tree.plain(parameter.default)):
            return None
    return values


def found_facts(search: Search, found: Found) -> Data:
    """Facts that the file did not give yet, by path: who chairs a group, the area, a group that no chart shows."""
    facts: Data = {}
    for name, parameter in search.clause.parameters.items():
        kind = parameter.of if parameter.type == "list" else parameter.type
        texts = [text for key, text in found.items() if key.startswith((f"v:{name}:", f"v:{name}["))] if kind == "group" else []
        for text in texts:
            body = search.facts.body(text, "group", search.codes)
            if body and not search.facts.has(f"groups.{body.id}.name"):
                facts |= {f"groups.{body.id}.name": body.name} | ({f"groups.{body.id}.short": body.short} if body.short else {})
    return facts | {key[2:]: text for key, text in found.items() if key.startswith("f:")}


def _value(search: Search, found: Found, name: str, parameter: Parameter) -> Any:
    if parameter.type == "boolean":
        return _truth(found, name, parameter)
    if blocks := found.get(f"b:{name}"):
        return _of_blocks(search, blocks, parameter)
    if parameter.type in ("list", "table") and any(key.startswith(f"v:{name}[") for key in found):
        return _of_items(search, found, name, parameter)
    texts = [(key.split(":", 2)[2], found[key]) for key in found if key.startswith(f"v:{name}:")]
    for form, text in texts:
        if (value := value_of(text, parameter, form, search.codes, search.facts)) is not None:
            return value
    return None


def _truth(found: Found, name: str, parameter: Parameter) -> str | None:
    truth = found.get(f"c:{name}")
    if truth is None:
        return None if parameter.default is not None else "false"
    default = yaml_tree.plain(parameter.default) if parameter.default is not None else None
    return None if not truth and str(default).lower() in ("false", "no") else str(truth).lower()


def _of_blocks(search: Search, blocks: tuple[Any, ...], parameter: Parameter) -> Any:
    """The value that is shown as these blocks."""
    if parameter.type == "list":
        return _of_list(search, blocks, parameter)
    if parameter.type == "table":
        return _of_table(blocks[0], parameter)
    try:
        return written(_as_blocks(blocks), fields=True)
    except DocgenError:
        return None


def _as_blocks(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    from docgen.document.tree import Item, List

    return tuple(List(block.ordered, (Item(block.blocks),)) if isinstance(block, ItemLine) else block for block in blocks)


def _of_list(search: Search, items: tuple[ItemLine, ...], parameter: Parameter) -> list[Any] | None:
    lines = [search.codes.encoded(item.blocks[0].inlines) if len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph) else "" for item in items]
    if not all(lines):
        return None
    if all(_END.search(line) for line in lines) and lines[-1].endswith(".") and all(";" in line[-5:] for line in lines[:-1]):
        lines = [_END.sub("", line) for line in lines]
    values = [item_of(line, parameter, search.codes, search.facts) for line in lines]
    return values if all(value is not None for value in values) else None


def _of_table(table: Table, parameter: Parameter) -> list[Data] | None:
    keys = list(parameter.columns)
    rows = [dict(zip(keys, (plain(cell.inlines) for cell in row.cells), strict=False)) for row in table.rows]
    return [{key: value for key, value in row.items() if value} for row in rows] if len(table.header.cells) == len(keys) else None


def _of_items(search: Search, found: Found, name: str, parameter: Parameter) -> list[Any] | None:
    """The items of a list or rows of a table, of which a loop showed each."""
    out: list[Any] = []
    for number in range(10_000):
        own = f"{name}[{number}]"
        texts = {key[2:].split(":")[0]: value for key, value in found.items() if key.startswith((f"v:{own}:", f"v:{own}."))}
        if not texts:
            break
        if parameter.type == "table":
            row = {key.partition(".")[2]: value for key, value in texts.items()}
            out.append(row if all(search.codes.node(sign) is None for value in row.values() for sign in value) else None)
        else:
            out.append(item_of(texts.get(own, ""), parameter, search.codes, search.facts))
    return out if all(each is not None for each in out) else None
