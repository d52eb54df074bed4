"""The matrix of the library: the clauses of each kind that each partnership has, as text, as CSV and as a page."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from markupsafe import Markup

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position, Problem
from docgen.formats.fill_template import filled_template
from docgen.governance.where_used import readable_revisions
from docgen.library.clauses import Library
from docgen.partnership import repository
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import pins
from docgen.partnership.revision import Section, walk_sections
from docgen.sources import yaml_tree
from docgen.sources.files import HouseStyle


@dataclass(frozen=True, slots=True)
class HeldClause:
    """A clause version in a section of a partnership, or local text, for which `name` is ""; `newest` is the latest approved version."""

    section: str
    position: Position
    name: str = ""
    version: int = 0
    newest: int = 0
    overridden: bool = False

    @property
    def behind(self) -> bool:
        return self.version < self.newest


@dataclass(frozen=True, slots=True)
class Matrix:
    """The clauses that the latest revision of each partnership has of each kind."""

    revisions: tuple[str, ...]
    kinds: tuple[str, ...]
    """The kinds in use, in alphabetical order; "" at the end stands for local text of no kind."""
    cells: dict[tuple[str, str], tuple[HeldClause, ...]] = field(default_factory=dict)
    """By kind and revision; no entry where a revision has nothing of a kind."""

    common: frozenset[str] = frozenset()
    """The kinds that, for a revision without them, most of the others have."""

    def is_gap(self, kind: str, revision: str) -> bool:
        """Whether a revision lacks a kind that most of the others have."""
        return kind in self.common and (kind, revision) not in self.cells


def matrix(root: Path) -> tuple[Matrix, list[Problem]]:
    """The matrix of all partnerships; and the problems of files that cannot be read, which are left out."""
    library = Library(root)
    kinds = {id.partition("/")[0] for id in library.versions}
    cells: dict[tuple[str, str], list[HeldClause]] = {}
    problems: list[Problem] = []
    names = []
    for partnership in readable_revisions(root, repository.current(root), problems):
        names.append(partnership.id)
        for kind, held in _held(partnership, library, kinds, problems):
            cells.setdefault((kind, partnership.id), []).append(held)
    used = sorted({kind for kind, _ in cells}, key=lambda kind: (not kind, kind))
    counts = Counter(kind for kind, _ in cells)
    common = frozenset(kind for kind in used if kind and counts[kind] > 1 and 2 * counts[kind] > len(names) - 1)
    return Matrix(tuple(names), tuple(used), {place: tuple(held) for place, held in cells.items()}, common), problems


def _held(partnership: Partnership, library: Library, kinds: set[str], problems: list[Problem]) -> Iterator[tuple[str, HeldClause]]:
    """The clause or local text of each section, with its kind."""
    by_path = {pin.path: pin for pin in pins(partnership)}
    for path, section in walk_sections(partnership.revision):
        if pin := by_path.get(path):
            kind, _, name = pin.clause.partition("/")
            # A clause with a single version need not be read: no pin of it can be behind.
            newest = library.latest_approved(pin.clause, problems, partnership.revision.date) if len(library.versions.get(pin.clause, ())) > 1 else None
            overridden = bool(getattr(section, "override", None))
            yield kind, HeldClause(pin.section, pin.position, name, pin.version, newest.version if newest else 0, overridden)
        elif section.text is not None:
            yield _kind(path[-1], section, kinds), HeldClause(path[-1], yaml_tree.locate(partnership.source, path, key=True))


def _kind(id: str, section: Section, kinds: set[str]) -> str:
    """The kind of local text: the one that its id or its title names; "" if neither names one."""
    title = re.sub(r"[^a-z0-9]+", "-", (section.title or "").casefold()).strip("-")
    return id if id in kinds else title if title in kinds else ""


LOCAL = "text of no kind"
"""The name of the row for local text of no kind."""
LEGEND = (
    ("current", "✓", "a clause version that no approved one follows"),
    ("behind", "↑", "behind: a later version is approved"),
    ("own", "✎", "a clause with the partnership’s own words over it"),
    ("local", "§", "local: text of the partnership’s own, from no clause"),
    ("gap", "○", "gap: most other partnerships have this kind, and this one has not"),
    ("none", "–", "nothing of this kind"),
)
"""The states of a cell's entries: name, sign and meaning."""
_SIGNS = {state: sign for state, sign, _ in LEGEND}


def states(held: HeldClause) -> tuple[str, ...]:
    """The states of an entry, by their names in the legend."""
    if not held.name:
        return ("local",)
    return ("own",) * held.overridden + ("behind",) * held.behind or ("current",)


def label(held: HeldClause, kind: str) -> str:
    """'equitable-formula@2'; for local text "local", with its section where it is of no kind."""
    return f"{held.name}@{held.version}" if held.name else "local" if kind else f"{held.section} (local)"


def text(matrix: Matrix, width: int | None) -> str:
    """The matrix for a terminal, a row per kind, and the legend. Partnerships that do not fit into `width` columns follow in further bands below."""
    bands: list[list[str]] = [[]]
    first = max(map(len, [*matrix.kinds, LOCAL]), default=0)
    columns = {revision: [_lines(matrix, kind, revision) for kind in matrix.kinds] for revision in matrix.revisions}
    widths = {revision: max(map(len, [revision, *(line for lines in column for line in lines)])) for revision, column in columns.items()}
    for revision in matrix.revisions:
        if bands[-1] and width is not None and first + sum(widths[other] + 2 for other in (*bands[-1], revision)) > width:
            bands.append([])
        bands[-1].append(revision)
    out = [_band(matrix, names, columns, [first, *(widths[name] for name in names)]) for names in bands if names]
    return "\n\n".join([*out, "\n".join(f"{sign} {meaning}" for state, sign, meaning in LEGEND if state != "current")])


def _lines(matrix: Matrix, kind: str, revision: str) -> list[str]:
    """The lines of a cell, one for each entry; a current one has no sign."""
    held = matrix.cells.get((kind, revision), ())
    if not held:
        return [f"{_SIGNS['gap']} gap"] if matrix.is_gap(kind, revision) else [_SIGNS["none"]]
    return [" ".join([label(one, kind), *(_SIGNS[state] for state in states(one) if state not in ("current", "local"))]) for one in held]


def _band(matrix: Matrix, names: list[str], columns: dict[str, list[list[str]]], widths: list[int]) -> str:
    rows = [["KIND", *names]]
    for number, kind in enumerate(matrix.kinds):
        cells = [[kind or LOCAL], *(columns[name][number] for name in names)]
        rows += [[cell[line] if line < len(cell) else "" for cell in cells] for line in range(max(map(len, cells)))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def as_csv(matrix: Matrix) -> str:
    """The matrix as CSV (RFC 4180), in words rather than signs, for any program to open."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["kind", *matrix.revisions])
    for kind in matrix.kinds:
        table.writerow([kind or LOCAL, *(_in_words(matrix, kind, revision) for revision in matrix.revisions)])
    return out.getvalue()


def _in_words(matrix: Matrix, kind: str, revision: str) -> str:
    held = matrix.cells.get((kind, revision), ())
    if not held:
        return "gap" if matrix.is_gap(kind, revision) else ""
    return "; ".join(label(one, kind) + (f" ({', '.join(remarks)})" if (remarks := words(one)) else "") for one in held)


def words(held: HeldClause) -> list[str]:
    """The states of a clause in words: that it is behind, that the partnership has an override of it."""
    return [f"behind: version {held.newest} is approved"] * held.behind + ["own words"] * held.overridden


def as_html(matrix: Matrix, style: HouseStyle) -> bytes:
    """The matrix as a page: a heat map with the meaning of each colour in words too."""
    rows = [(kind or LOCAL, [_cell(matrix, kind, revision) for revision in matrix.revisions]) for kind in matrix.kinds]
    totals = [(revision, [sum(state in found for found in _every_state(matrix, revision)) for state, _, _ in LEGEND[:-1]]) for revision in matrix.revisions]
    facts = {
        "css": Markup(style.text("page.css") + style.text("overview.css")),
        "revisions": [revision.partition("/")[::2] for revision in matrix.revisions],
        "rows": rows,
        "legend": LEGEND,
        "totals": totals,
    }
    return filled_template(style, "matrix.html.jinja", facts).encode()


def _cell(matrix: Matrix, kind: str, revision: str) -> list[tuple[str, str, str, list[str]]]:
    """The entries of a cell: the class, signs, label and remarks of each."""
    held = matrix.cells.get((kind, revision), ())
    if not held:
        state = "gap" if matrix.is_gap(kind, revision) else "none"
        return [(state, _SIGNS[state], "gap" if state == "gap" else "", [])]
    return [(states(one)[-1], "".join(_SIGNS[state] for state in states(one)), label(one, kind), words(one)) for one in held]


def _every_state(matrix: Matrix, revision: str) -> Iterator[tuple[str, ...]]:
    for kind in matrix.kinds:
        yield from map(states, matrix.cells.get((kind, revision), ()))
        if matrix.is_gap(kind, revision):
            yield ("gap",)
