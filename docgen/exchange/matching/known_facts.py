"""The parties, groups and terms of a document that is being imported, as clauses see them, and the names by which a text shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from docgen.document.tree import Term
from docgen.exchange.matching.encoded_lines import Codes, is_plain
from docgen.partnership.known_names import known_names
from docgen.partnership.partnership_files import Partnership

_PLURALS = {"party": "parties", "group": "groups", "term": "terms"}


class KnownFacts:
    """The facts of a partnership file that has no sections yet."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self.names: dict[str, Any] = known_names(partnership.revision)
        self._by_name = {kind: {body.name: body.id for body in self.names[plural]} for kind, plural in _PLURALS.items()}

    def id_of(self, text: str, kind: str, codes: Codes) -> str | None:
        """The id of the party or group that a text names, as a term or by its name."""
        known: dict[str, str] = self._by_name[kind]
        if is_plain(text):
            return known.get(text)
        node = codes.node(text) if len(text) == 1 else None
        return known.get(node.name) if isinstance(node, Term) else None

    def with_paths(self, nodes: Iterable[Any]) -> tuple[Any, ...]:
        """Nodes with their terms under the names that expressions give them, such as `parties.council`."""
        return tuple(self._with_path(node) for node in nodes)

    def _with_path(self, node: Any) -> Any:
        if isinstance(node, Term):
            kind = next((kind for kind, known in self._by_name.items() if known.get(node.name) == node.key), "")
            return replace(node, key=f"{_PLURALS[kind]}.{node.key}") if kind else node
        below = {each.name: self.with_paths(inner) for each in fields(node) if type(inner := getattr(node, each.name)) is tuple and _holds_nodes(inner)}
        return replace(node, **below) if below else node


def _holds_nodes(values: tuple[Any, ...]) -> bool:
    return bool(values) and is_dataclass(values[0])
