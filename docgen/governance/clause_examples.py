"""Clauses filled in with the examples of their parameters, in a partnership with every fact that the library's examples name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docgen.composition.compose import compose
from docgen.document.tree import Document
from docgen.library.clauses import Clause, Library
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.revision import Revision
from docgen.sources import yaml_tree
from docgen.sources.yaml_models import checked, mapping

SECTION = "example"
"""The id of the section that has the clause."""


class Examples:
    """The clauses of a library that can be read, and the facts that their examples name."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.clauses = list(library.readable())
        self.facts = yaml_tree.parse(json.dumps(_facts(self.clauses), ensure_ascii=False), "examples")

    def document(self, clause: Clause) -> Document:
        """A document whose only section is the clause with all its examples. Raises DocgenError if it cannot be composed."""
        required = {f"required-{number}": _section(other, False) for number, other in enumerate(self._required(clause), 1)}
        own = yaml_tree.parse(json.dumps({SECTION: _section(clause, True), **required}, ensure_ascii=False), clause.file)
        others = mapping(self.facts.entries["sections"])
        sections = yaml_tree.Mapping({**own.entries, **others.entries}, {**own.keys, **others.keys}, own.position)
        source = yaml_tree.Mapping({**self.facts.entries, "sections": sections}, self.facts.keys, self.facts.position)
        document = compose(Partnership("example/1", checked(Revision, source), source, (source,)), self.library)
        return replace(document, sections=document.sections[:1])

    def _required(self, clause: Clause) -> list[Clause]:
        """The clauses that this one requires, directly or through another: for each need, the first that meets it."""
        out: list[Clause] = []
        needs = list(clause.front.requires)
        while needs:
            need = needs.pop()
            if any(_meets(other, need) for other in (clause, *out)):
                continue
            found = next((other for other in self.clauses if _meets(other, need) and not any(_conflict(other, one) for one in (clause, *out))), None)
            if found:
                out.append(found)
                needs.extend(found.front.requires)
        return out


def _meets(clause: Clause, need: str) -> bool:
    return need in (clause.id, clause.id.partition("/")[0])


def _conflict(one: Clause, other: Clause) -> bool:
    return one.id in other.front.conflicts or other.id in one.front.conflicts or "withdrawn" in (one.front.status, other.front.status)


def _section(clause: Clause, every: bool) -> dict[str, Any]:
    """A section with the clause and its examples, for every parameter or only for those without a default."""
    examples = {name: yaml_tree.plain(p.example) for name, p in clause.parameters.items() if every or p.default is None}
    return {"clause": clause.name, "with": examples}


def _facts(clauses: list[Clause]) -> dict[str, Any]:
    """A partnership with every party, group, term and section that an example or a default names."""
    parameters = [parameter for clause in clauses for parameter in clause.parameters.values()]
    texts = [text for p in parameters for node in (p.example, p.default) if node is not None for text in _scalars(yaml_tree.plain(node))]

    def named(root: str, type: str = "") -> list[str]:
        found = {id for text in texts for id in re.findall(rf"\b{root}\.([a-z][a-z0-9_]*)", text) if "{{" in text}
        return sorted(found.union(*(_scalars(yaml_tree.plain(p.example)) for p in parameters if type in (p.type, p.of))) if type else found)

    targets = {target for text in texts for target in re.findall(r"\]\(#([a-z0-9-]+)\)", text)}
    targets.update(*(_scalars(yaml_tree.plain(p.example)) for p in parameters if "section" in (p.type, p.of)))
    parties = named("parties", "party") or ["council"]
    return {
        "title": "Memorandum of Understanding",
        "partnership": {"name": "Exampleshire Partnership", "short": "the Partnership", "area": "Exampleshire"},
        "status": "approved",
        "date": "2026-04",
        "numbering": "none",
        "parties": {id: _body(f"Exampleshire {_title(id)}") | {"role": "partner", "representative": "Director", "delegate": "Manager"} for id in parties},
        "groups": {id: _body(_title(id)) | {"chair": "Director", "meets": "quarterly", "members": ["Director"]} for id in named("groups", "group")},
        "terms": {id: _body(_title(id)) for id in named("terms")},
        "dates": {"expiry": "2028-03-31"},
        "review": {"every": "1 year", "next": "2027-04"},
        "signatories": [{"party": parties[0], "name": "A. N. Other", "post": "Director"}],
        "sections": {id: {"title": _title(id), "text": "A section of {{ partnership }}.", "reason": "An example."} for id in sorted(targets - {SECTION})},
    }


def _body(name: str) -> dict[str, Any]:
    return {"name": name}


def _title(id: str) -> str:
    # An id cannot contain an apostrophe.
    return re.sub(r"[_-]", " ", id.removeprefix("the_")).title().replace("Childrens ", "Children’s ")


def _scalars(node: Any) -> Iterator[str]:
    """Every text in an example or a default, at any depth."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list | dict):
        for item in node if isinstance(node, list) else node.values():
            yield from _scalars(item)
