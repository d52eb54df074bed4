"""The library as pages to browse: an index that can be searched without a server, and a page for each clause."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from docgen.comparison.diff import diff
from docgen.comparison.findings import findings
from docgen.comparison.redline_summary import headline
from docgen.document.problems import DocgenError, Problem
from docgen.document.redline import Explanation
from docgen.document.tree import Document, Text, plain
from docgen.formats.fill_template import filled_template
from docgen.formats.html import redline_writer as html_redline
from docgen.formats.html import writer as html
from docgen.governance.examples import Examples
from docgen.governance.where_used import default_style, readable
from docgen.library.clauses import Clause, Library
from docgen.library.parameter import Parameter
from docgen.partnership import repository
from docgen.partnership.pins import Pin, pins
from docgen.sources import yaml_tree
from docgen.sources.files import HouseStyle

Files = list[tuple[Path, bytes]]


def catalogue(root: Path, output: Path) -> tuple[Files, list[Problem]]:
    """The files of the catalogue, to stand in `output`; and the problems of clauses and revisions that cannot be read, which are left out."""
    library, style = Library(root), default_style(root)
    problems: list[Problem] = []
    latest = frozenset(repository.current(root))
    used: dict[str, list[Pin]] = {}
    for partnership in readable(root, repository.revisions(root), problems):
        for pin in pins(partnership):
            used.setdefault(pin.clause, []).append(pin)
    making = _Making(root, output, Examples(library), style, used, latest)
    made: Files = []
    entries: dict[str, list[dict[str, Any]]] = {}
    for id, versions in library.versions.items():
        try:
            clauses = [library.clause(id, version) for version in versions]
        except DocgenError as error:
            problems.extend(error.problems)
            continue
        made.append((output / f"{id}.html", making.page(clauses)))
        entries.setdefault(id.partition("/")[0], []).append(making.entry(clauses))
    made.insert(0, (output / "index.html", making.index(entries)))
    return made, problems


class _Making:
    """What all pages of a catalogue are made of."""

    def __init__(self, root: Path, output: Path, examples: Examples, style: HouseStyle, used: dict[str, list[Pin]], latest: frozenset[str]) -> None:
        self.root, self.output, self.examples, self.style, self.used, self.latest = root, output, examples, style, used, latest
        self.css = Markup(style.text("page.css") + style.text("redline.css") + style.text("overview.css"))
        self.law = examples.library.law

    def entry(self, clauses: list[Clause]) -> dict[str, Any]:
        """A clause in the index: what is shown of it, and the words by which it is found."""
        clause = clauses[-1]
        front = clause.front
        users = sorted({pin.revision.partition("/")[0] for pin in self.used.get(clause.id, ()) if pin.revision in self.latest})
        law = [self.law.entries[id].name for id in front.law]
        title = self.title(clause)
        words = " ".join([clause.id, title, front.summary, front.use, *law, *clause.parameters, *users]).casefold()
        return {"id": clause.id, "title": title, "front": front, "versions": len(clauses), "users": len(users), "words": words}

    def title(self, clause: Clause) -> str:
        """The title as a reader sees it: with the examples, if it has fields."""
        if all(isinstance(inline, Text) for inline in clause.title):
            return plain(clause.title)
        try:
            return plain(self.examples.document(clause).sections[0].title)
        except DocgenError:
            return clause.front.title

    def index(self, entries: dict[str, list[dict[str, Any]]]) -> bytes:
        every = [entry for kind in entries.values() for entry in kind]
        states = sorted({entry["front"].status for entry in every})
        facts = {"css": self.css, "script": Markup(self.style.text("catalogue.js")), "kinds": entries, "count": len(every), "states": states}
        return filled_template(self.style, "catalogue.html.jinja", facts).encode()

    def page(self, clauses: list[Clause]) -> bytes:
        """The page of a clause, its last version on top."""
        clause = clauses[-1]
        versions = [self.version(clauses, number) for number in reversed(range(len(clauses)))]
        facts = {
            "css": self.css,
            "clause": clause,
            "title": self.title(clause),
            "front": clause.front,
            "law": [(self.law.entries[id].name, provision, self.law.since(id, provision)) for id, provision in clause.front.law.items()],
            "beside": [(name, [self.link(need) for need in needs]) for name, needs in _beside(clause) if needs],
            "parameters": [_parameter(parameter) for parameter in clause.parameters.values()],
            "notes": [" ".join(part.split()) for part in clause.front.notes.strip().split("\n\n") if part.strip()],
            "versions": versions,
            "uses": [self.use(clause, pin) for pin in self.used.get(clause.id, ())],
        }
        return filled_template(self.style, "clause.html.jinja", facts).encode()

    def version(self, clauses: list[Clause], number: int) -> dict[str, Any]:
        """One version: its text with the examples, or why it has none, and what changed from the version before it."""
        clause = clauses[number]
        made: dict[str, Any] = {"clause": clause, "text": "", "problems": (), "changes": "", "rows": (), "headline": ""}
        try:
            document = self.examples.document(clause)
            made["text"] = Markup(html.piece(document, self.style, f"v{clause.version}_"))
            if number:
                made |= self.changes(self.examples.document(clauses[number - 1]), document, f"c{clause.version}_")
        except DocgenError as error:
            made["problems"] = error.problems
        return made

    def changes(self, old: Document, new: Document, prefix: str) -> dict[str, Any]:
        redline = diff(old, new)
        explanations = {change.id: Explanation(findings=findings(change)) for change in redline.changes}
        page = Markup(html_redline.piece(redline, explanations, self.style, prefix)) if redline.changes else ""
        ids = [f"{prefix}row_{change.id}" for change in redline.changes]
        return {
            "changes": page,
            "headline": headline(redline, explanations).partition(": ")[2],
            "rows": list(zip(ids, redline.changes, explanations.values(), strict=True)),
        }

    def link(self, need: str) -> tuple[str, str]:
        """A clause or a kind with the address of its page, "" if the library has none."""
        if "/" in need:
            return need, f"../{need}.html" if need in self.examples.library.versions else ""
        return need, f"../index.html#kind-{need}"

    def use(self, clause: Clause, pin: Pin) -> tuple[Pin, bool, str]:
        """A use of a clause, whether it is in a latest revision, and the address of its place from the page of the clause."""
        there = os.path.relpath(self.root / pin.position.file, (self.output / f"{clause.id}.html").parent)
        return pin, pin.revision in self.latest, f"{quote(Path(there).as_posix())}#L{pin.position.line}"


def _beside(clause: Clause) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "Requires", clause.front.requires
    yield "Conflicts with", clause.front.conflicts


def _parameter(parameter: Parameter) -> dict[str, Any]:
    kind = f"{parameter.type} of {parameter.of}" if parameter.type == "list" else parameter.type
    more = [f"one of {', '.join(parameter.options)}"] * bool(parameter.options) + [f"columns {', '.join(parameter.columns)}"] * bool(parameter.columns)
    needed = parameter.default is None
    default = "" if parameter.default is None else _shown(yaml_tree.plain(parameter.default)) or "none"
    shown = {"example": _shown(yaml_tree.plain(parameter.example)), "default": default, "needed": needed}
    return {"name": parameter.name, "type": kind, "more": "; ".join(more), "help": parameter.help} | shown


def _shown(value: Any) -> str:
    """A value as a reader takes it in."""
    if isinstance(value, list):
        return "; ".join(_shown(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_shown(item)}" for key, item in value.items())
    return value or ""
