"""The matrix of the library: what each partnership has of each kind of clause, as text, as CSV and as a page."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from markupsafe import Markup

from docgen.document.frozen import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.fill_template import filled_template
from docgen.governance.where_used import readable
from docgen.library.clauses import Library
from docgen.partnership import repository
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import pins
from docgen.partnership.revision import Section, walk_sections
from docgen.sources import yaml_tree
from docgen.sources.files import HouseStyle


@dataclass(frozen=True, slots=True)
class HeldClause:
    """What a section of a partnership has of a kind: a clause version, or local text, for which `name` is "".

    `newest` is the highest approved version of the clause.
    """

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
    """What the latest revision of each partnership has of each kind that any of them has."""

    revisions: tuple[str, ...]
    kinds: tuple[str, ...]
    """In alphabetical order; "" at the end stands for local text that is of no kind."""
    cells: dict[tuple[str, str], tuple[HeldClause, ...]] = field(default_factory=dict)
    """By kind and revision; none for what a revision has not."""

    common: frozenset[str] = frozenset()
    """The kinds that most of the other revisions have, as one sees it that has not."""

    def is_gap(self, kind: str, revision: str) -> bool:
        """Whether a revision has nothing of a kind that most of the others have."""
        return kind in self.common and (kind, revision) not in self.cells


def matrix(root: Path) -> tuple[Matrix, list[Problem]]:
    """The matrix of all partnerships; and the problems of files that cannot be read, which are left out of it."""
    library = Library(root)
    kinds = {id.partition("/")[0] for id in library.versions}
    cells: dict[tuple[str, str], list[HeldClause]] = {}
    problems: list[Problem] = []
    names = []
    for partnership in readable(root, repository.current(root), problems):
        names.append(partnership.id)
        for kind, held in _held(partnership, library, kinds, problems):
            cells.setdefault((kind, partnership.id), []).append(held)
    used = sorted({kind for kind, _ in cells}, key=lambda kind: (not kind, kind))
    having = Counter(kind for kind, _ in cells)
    common = frozenset(kind for kind in used if kind and having[kind] > 1 and 2 * having[kind] > len(names) - 1)
    return Matrix(tuple(names), tuple(used), {place: tuple(held) for place, held in cells.items()}, common), problems


def _held(partnership: Partnership, library: Library, kinds: set[str], problems: list[Problem]) -> Iterator[tuple[str, HeldClause]]:
    """What each section has, with its kind."""
    placed = {pin.path: pin for pin in pins(partnership)}
    for path, section in walk_sections(partnership.revision):
        pin = placed.get(path)
        if pin:
            kind, _, name = pin.clause.partition("/")
            overridden = bool(getattr(section, "override", None))
            yield kind, HeldClause(pin.section, pin.position, name, pin.version, _newest(library, pin.clause, problems), overridden)
        elif section.text is not None:
            yield _kind(path[-1], section, kinds), HeldClause(path[-1], yaml_tree.locate(partnership.source, path, key=True))


def _newest(library: Library, id: str, problems: list[Problem]) -> int:
    """The highest approved version of a clause; 0 if it has none. The only version there is needs no reading."""
    versions = library.versions.get(id, ())
    for version in versions[::-1] if len(versions) > 1 else ():
        try:
            if library.clause(id, version).front.status == "approved":
                return version
        except DocgenError as error:
            problems.extend(error.problems)
    return 0


def _kind(id: str, section: Section, kinds: set[str]) -> str:
    """The kind that local text is of: the one that its id or its title names; "" if they name none."""
    title = re.sub(r"[^a-z0-9]+", "-", (section.title or "").casefold()).strip("-")
    return id if id in kinds else title if title in kinds else ""


LOCAL = "text of no kind"
"""What the row of local text that is of no kind is called."""
LEGEND = (
    ("current", "✓", "a clause version that no approved one follows"),
    ("behind", "↑", "behind: a later version is approved"),
    ("own", "✎", "a clause with the partnership’s own words over it"),
    ("local", "§", "local: text of the partnership’s own, from no clause"),
    ("gap", "○", "gap: most other partnerships have this kind, and this one has not"),
    ("none", "–", "nothing of this kind"),
)
"""The states of a cell's entries: the name, the sign, and what it means."""
_SIGNS = {state: sign for state, sign, _ in LEGEND}


def states(held: HeldClause) -> tuple[str, ...]:
    """The states of an entry, by their names in the legend."""
    if not held.name:
        return ("local",)
    found = [name for name, is_so in (("own", held.overridden), ("behind", held.behind)) if is_so]
    return tuple(found) or ("current",)


def label(held: HeldClause, kind: str) -> str:
    """'equitable-formula@2', or for local text "local", with its section where no kind tells what it is."""
    return f"{held.name}@{held.version}" if held.name else "local" if kind else f"{held.section} (local)"


def text(made: Matrix, width: int | None) -> str:
    """The matrix for a terminal, a row for each kind: as many partnerships side by side as `width` takes, the rest below them; and the legend."""
    bands: list[list[str]] = []
    first = max(map(len, [*made.kinds, LOCAL]), default=0)
    columns = {revision: [_lines(made, kind, revision) for kind in made.kinds] for revision in made.revisions}
    widths = {revision: max(map(len, [revision, *(line for lines in column for line in lines)])) for revision, column in columns.items()}
    band: list[str] = []
    for revision in made.revisions:
        if band and width is not None and first + sum(widths[other] + 2 for other in (*band, revision)) > width:
            bands.append(band)
            band = []
        band.append(revision)
    out = [_band(made, names, columns, [first, *(widths[name] for name in names)]) for names in (*bands, band) if names]
    return "\n\n".join([*out, "\n".join(f"{sign} {said}" for state, sign, said in LEGEND if state != "current")])


def _lines(made: Matrix, kind: str, revision: str) -> list[str]:
    """What a cell says, a line for each entry, which has no sign if it is current."""
    held = made.cells.get((kind, revision), ())
    if not held:
        return [f"{_SIGNS['gap']} gap"] if made.is_gap(kind, revision) else [_SIGNS["none"]]
    return [" ".join([label(one, kind), *(_SIGNS[state] for state in states(one) if state not in ("current", "local"))]) for one in held]


def _band(made: Matrix, names: list[str], columns: dict[str, list[list[str]]], widths: list[int]) -> str:
    rows = [["KIND", *names]]
    for number, kind in enumerate(made.kinds):
        cells = [[kind or LOCAL], *(columns[name][number] for name in names)]
        rows += [[cell[line] if line < len(cell) else "" for cell in cells] for line in range(max(map(len, cells)))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def as_csv(made: Matrix) -> str:
    """The matrix as CSV (RFC 4180), in words, for it may be opened with any program."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["kind", *made.revisions])
    for kind in made.kinds:
        table.writerow([kind or LOCAL, *(_in_words(made, kind, revision) for revision in made.revisions)])
    return out.getvalue()


def _in_words(made: Matrix, kind: str, revision: str) -> str:
    held = made.cells.get((kind, revision), ())
    if not held:
        return "gap" if made.is_gap(kind, revision) else ""
    return "; ".join(label(one, kind) + (f" ({', '.join(said)})" if (said := words(one)) else "") for one in held)


def words(held: HeldClause) -> list[str]:
    """What there is to say of a clause in words: that it is behind, that the partnership has words of its own."""
    return [f"behind: version {held.newest} is approved"] * held.behind + ["own words"] * held.overridden


def as_html(made: Matrix, style: HouseStyle) -> bytes:
    """The matrix as one page, a heat map whose every cell says in words what its colour does."""
    rows = [(kind or LOCAL, [_cell(made, kind, revision) for revision in made.revisions]) for kind in made.kinds]
    totals = [(revision, [sum(state in found for found in _every_state(made, revision)) for state, _, _ in LEGEND[:-1]]) for revision in made.revisions]
    facts = {
        "css": Markup(style.text("page.css") + style.text("overview.css")),
        "revisions": [revision.partition("/")[::2] for revision in made.revisions],
        "rows": rows,
        "legend": LEGEND,
        "totals": totals,
    }
    return filled_template(style, "matrix.html.jinja", facts).encode()


def _cell(made: Matrix, kind: str, revision: str) -> list[tuple[str, str, str, list[str]]]:
    """The entries of a cell: the class of each, its signs, what it is, and what else there is to say of it."""
    held = made.cells.get((kind, revision), ())
    if not held:
        state = "gap" if made.is_gap(kind, revision) else "none"
        return [(state, _SIGNS[state], "gap" if state == "gap" else "", [])]
    return [(states(one)[-1], "".join(_SIGNS[state] for state in states(one)), label(one, kind), words(one)) for one in held]


def _every_state(made: Matrix, revision: str) -> Iterator[tuple[str, ...]]:
    for kind in made.kinds:
        held = made.cells.get((kind, revision), ())
        yield from map(states, held)
        if not held and made.is_gap(kind, revision):
            yield ("gap",)
