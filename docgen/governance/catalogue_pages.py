"""The library as pages to browse: an index that can be searched without a server, and a page per clause."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from docgen.comparison.change_findings import findings_of
from docgen.comparison.diff import diff
from docgen.comparison.redline_summary import headline
from docgen.document.explanation import Explanation
from docgen.document.problems import DocgenError, Problem, collecting
from docgen.document.tree import Document, Text, plain
from docgen.document.values import Date
from docgen.formats.fill_template import filled_template
from docgen.formats.html import redline_writer as html_redline
from docgen.formats.html import writer as html
from docgen.governance.clause_examples import Examples
from docgen.governance.suspect_clauses import reviews, state
from docgen.governance.where_used import default_style, readable_revisions
from docgen.library.clauses import Clause, Library
from docgen.library.parameter_model import Parameter
from docgen.partnership import repository
from docgen.partnership.pins import Pin, pins
from docgen.sources import yaml_tree
from docgen.sources.files import HouseStyle

Files = list[tuple[Path, bytes]]


def catalogue(root: Path, output: Path, day: Date) -> tuple[Files, list[Problem]]:
    """The files of the catalogue, to be written below `output`; and the problems of clauses and revisions that cannot be read, which are left out.

    The status of each clause is that of a day.
    """
    library, style = Library(root), default_style(root)
    problems: list[Problem] = []
    latest = frozenset(repository.current(root))
    used: dict[str, list[Pin]] = {}
    for partnership in readable_revisions(root, repository.revisions(root), problems):
        for pin in pins(partnership):
            used.setdefault(pin.clause, []).append(pin)
    pages = _Pages(root, output, Examples(library), style, used, latest, day)
    files: Files = []
    entries: dict[str, list[dict[str, Any]]] = {}
    for clauses in library.by_id(problems):
        id = clauses[-1].id
        files.append((output / f"{id}.html", pages.page(clauses)))
        entries.setdefault(id.partition("/")[0], []).append(pages.entry(clauses))
    files.insert(0, (output / "index.html", pages.index(entries)))
    return files, problems


class _Pages:
    """The pages of a catalogue, and what they share."""

    def __init__(self, root: Path, output: Path, examples: Examples, style: HouseStyle, used: dict[str, list[Pin]], latest: frozenset[str], day: Date) -> None:
        self.root, self.output, self.examples, self.style, self.used, self.latest = root, output, examples, style, used, latest
        self.css = Markup(style.text("page.css") + style.text("redline.css") + style.text("overview.css"))
        self.law = examples.library.law
        self.day, self.reviews = day, reviews(root)

    def state(self, clause: Clause) -> str:
        return state(clause, self.examples.library, self.day, self.reviews)

    def entry(self, clauses: list[Clause]) -> dict[str, Any]:
        """A clause in the index, with the words that a search finds it by."""
        clause = clauses[-1]
        front = clause.front
        users = sorted({pin.revision.partition("/")[0] for pin in self.used.get(clause.id, ()) if pin.revision in self.latest})
        law = [self.law.entries[id].name for id in front.law]
        title = self.title(clause)
        words = " ".join([clause.id, title, front.summary, front.use, *law, *clause.parameters, *users]).casefold()
        return {"id": clause.id, "title": title, "front": front, "state": self.state(clause), "versions": len(clauses), "users": len(users), "words": words}

    def title(self, clause: Clause) -> str:
        """The title, with any fields filled in from the examples."""
        if all(isinstance(inline, Text) for inline in clause.title):
            return plain(clause.title)
        try:
            return plain(self.examples.document(clause).sections[0].title)
        except DocgenError:
            return clause.front.title

    def index(self, entries: dict[str, list[dict[str, Any]]]) -> bytes:
        every = [entry for kind in entries.values() for entry in kind]
        states = sorted({entry["state"] for entry in every})
        facts = {"css": self.css, "script": Markup(self.style.text("catalogue.js")), "kinds": entries, "count": len(every), "states": states}
        return filled_template(self.style, "catalogue.html.jinja", facts).encode()

    def page(self, clauses: list[Clause]) -> bytes:
        """The page of a clause, its latest version first."""
        clause = clauses[-1]
        facts = {
            "css": self.css,
            "clause": clause,
            "title": self.title(clause),
            "front": clause.front,
            "state": self.state(clause),
            "law": [(self.law.entries[id].name, provision, self.law.since(id, provision)) for id, provision in clause.front.law.items()],
            "beside": [
                (name, [self.link(need) for need in needs])
                for name, needs in (("Requires", clause.front.requires), ("Conflicts with", clause.front.conflicts))
                if needs
            ],
            "parameters": [_parameter(parameter) for parameter in clause.parameters.values()],
            "notes": [" ".join(part.split()) for part in clause.front.notes.strip().split("\n\n") if part.strip()],
            "versions": [self.version(clauses, number) for number in reversed(range(len(clauses)))],
            "uses": [self.use(clause, pin) for pin in self.used.get(clause.id, ())],
        }
        return filled_template(self.style, "clause.html.jinja", facts).encode()

    def version(self, clauses: list[Clause], number: int) -> dict[str, Any]:
        """One version: its text with the examples, or why it has none, and its changes from the version before."""
        clause = clauses[number]
        problems: list[Problem] = []
        facts: dict[str, Any] = {"clause": clause, "state": self.state(clause), "text": "", "problems": problems, "changes": "", "rows": (), "headline": ""}
        with collecting(problems):
            document = self.examples.document(clause)
            facts["text"] = Markup(html.piece(document, self.style, f"v{clause.version}_"))
            if number:
                facts |= self.changes(self.examples.document(clauses[number - 1]), document, f"c{clause.version}_")
        return facts

    def changes(self, old: Document, new: Document, prefix: str) -> dict[str, Any]:
        redline = diff(old, new)
        explanations = {id: Explanation(findings=found) for id, found in findings_of(redline).items()}
        page = Markup(html_redline.piece(redline, explanations, self.style, prefix)) if redline.changes else ""
        ids = [f"{prefix}row_{change.id}" for change in redline.changes]
        return {
            "changes": page,
            "headline": headline(redline, explanations).partition(": ")[2],
            "rows": list(zip(ids, redline.changes, explanations.values(), strict=True)),
        }

    def link(self, need: str) -> tuple[str, str]:
        """A clause or a kind, and the address of its page; "" if the library has none."""
        if "/" in need:
            return need, f"../{need}.html" if need in self.examples.library.versions else ""
        return need, f"../index.html#kind-{need}"

    def use(self, clause: Clause, pin: Pin) -> tuple[Pin, bool, str]:
        """A pin of a clause, whether it is in a latest revision, and the address of its place relative to the page of the clause."""
        path = os.path.relpath(self.root / pin.position.file, (self.output / f"{clause.id}.html").parent)
        return pin, pin.revision in self.latest, f"{quote(Path(path).as_posix())}#L{pin.position.line}"


def _parameter(parameter: Parameter) -> dict[str, Any]:
    more = [f"one of {', '.join(parameter.options)}"] * bool(parameter.options) + [f"columns {', '.join(parameter.columns)}"] * bool(parameter.columns)
    needed = parameter.default is None
    default = "" if parameter.default is None else yaml_tree.in_words(parameter.default) or "none"
    shown = {"example": yaml_tree.in_words(parameter.example), "default": default, "form": parameter.form, "needed": needed}
    return {"name": parameter.name, "type": parameter.kind, "more": "; ".join(more), "help": parameter.help} | shown
