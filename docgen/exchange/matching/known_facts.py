"""The parties, groups and terms of a document that is being imported, as clauses see them, and the names by which a text shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from docgen.clausetext.named_facts import Named
from docgen.document.tree import Term
from docgen.exchange.matching.encoded_lines import Codes, is_plain
from docgen.partnership.known_names import known_names
from docgen.partnership.partnership_files import Partnership

_FACTS = {"party": ("role", "representative", "delegate"), "group": ("chair", "meets", "purpose")}
_NAME = re.compile(r"[A-Z][\w’&-]*(?: (?:of|and|for|the|on|&|in|to|[A-Z][\w’&-]*,?))* [A-Z][\w’&-]*")
_PLURALS = {"party": "parties", "group": "groups", "term": "terms"}


class KnownFacts:
    """The facts of a partnership file that has no sections yet."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self.may_add_groups = not partnership.revision.groups or all(not group.reports_to for group in partnership.revision.groups.values())
        self.names: dict[str, Any] = known_names(partnership.revision)
        self._by_name = {kind: {body.name: body.id for body in self.names[plural]} for kind, plural in _PLURALS.items()}

    def id_of(self, text: str, kind: str, codes: Codes) -> str | None:
        """The id of the party or group that a text names, as a term or by its name; for a group that is not in the file yet, the id it would have."""
        body = self.body(text, kind, codes)
        return body.id if body else None

    def body(self, text: str, kind: str, codes: Codes) -> Named | None:
        """The party or group itself."""
        node = codes.node(text) if len(text) == 1 and not is_plain(text) else None
        name, short = (node.name, node.short) if isinstance(node, Term) else (text, "")
        known: dict[str, str] = self._by_name[kind]
        if name in known:
            found: Named = self.names[_PLURALS[kind]].entries[known[name]]
            return found
        if kind == "group" and self.may_add_groups and (isinstance(node, Term) or (is_plain(text) and _NAME.fullmatch(text))):
            return Named(node.key if isinstance(node, Term) else group_id(name), name, short, {})
        return None

    def path(self, body: Named, attribute: str) -> str:
        """Where a file gives a fact of a body."""
        if body.id == "partnership":
            return f"partnership.{attribute}" if attribute == "area" else ""
        for kind, attributes in _FACTS.items():
            if attribute in attributes and (self._by_name[kind].get(body.name) == body.id or kind == "group"):
                return f"{_PLURALS[kind]}.{body.id}.{attribute}"
        return ""

    def has(self, path: str) -> bool:
        """Whether the file gives the fact."""
        value: Any = self.partnership.revision
        for step in path.split("."):
            value = value.get(step) if isinstance(value, dict) else getattr(value, step, None)
        return value not in (None, "", ())

    def with_paths(self, nodes: Iterable[Any]) -> tuple[Any, ...]:
        """Nodes with their terms under the names that expressions give them, such as `parties.council`."""
        return tuple(self._with_path(node) for node in nodes)

    def _with_path(self, node: Any) -> Any:
        if isinstance(node, Term):
            kind = next((kind for kind, known in self._by_name.items() if known.get(node.name) == node.key), "")
            return replace(node, key=f"{_PLURALS[kind]}.{node.key}") if kind else node
        below = {each.name: self.with_paths(inner) for each in fields(node) if type(inner := getattr(node, each.name)) is tuple and _holds_nodes(inner)}
        return replace(node, **below) if below else node


def group_id(name: str) -> str:
    """The id of a group that has none: the words of its name."""
    return "_".join(re.findall(r"[a-z0-9]+", name.casefold().replace("’", "")))


def _holds_nodes(values: tuple[Any, ...]) -> bool:
    return bool(values) and is_dataclass(values[0])
