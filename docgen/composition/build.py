"""The build: composes each revision once and writes it in each format, or leaves all its files as they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

from docgen.composition.compose import composed
from docgen.composition.front_matter import is_approved
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Problem
from docgen.document.tree import Document, Figure, walk
from docgen.formats import structure_chart
from docgen.formats.outputs import charts, path_of, writer, written
from docgen.formats.printed_values import Language
from docgen.library.clauses import Library
from docgen.partnership import partnership_files, release_locks
from docgen.partnership.default_values import DefaultValue, Read, default_values
from docgen.partnership.overrides import in_words, overrides
from docgen.partnership.partnership_files import Partnership, unknown_style
from docgen.partnership.pins import pins
from docgen.partnership.resolution import resolve
from docgen.sources.files import HouseStyle, write_together


@dataclass(frozen=True, slots=True)
class Built:
    """The result for one revision: the files written, each with whether it changed, or the problems and no files.

    `notes` has a line for each override in a revision that was built, and `defaults` the values of substance that it takes from defaults;
    `sources` names the partnership files and clauses it was made from. In a `settled` revision, which was approved or released, the values are
    the parties' own by now.
    """

    id: str
    files: tuple[tuple[Path, bool], ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    defaults: tuple[DefaultValue, ...] = ()
    settled: bool = False


def build(root: Path, names: Sequence[str], formats: Sequence[str], output: Path) -> Iterator[Built]:
    """Builds each revision in turn. A revision with problems keeps its old files, and the build goes on with the next."""
    library = Library(root)
    styles: dict[str, HouseStyle] = {}
    for name in names:
        try:
            problems: list[Problem] = []
            partnership = partnership_files.load(root, name, problems)
            style = styles.setdefault(partnership.revision.style, HouseStyle(partnership.revision.style, root))
            problems.extend(unknown_style(partnership, style))
            revision, read = resolve(partnership, library), Read()
            document = composed(revision, problems, read=read)
            drawing = _draw_charts(document, style, formats)
            for format in formats:
                writer(format)
            drawing.join()
            made = [(path_of(output, name, format), written(document, style, format)) for format in formats]
            problems += _not_as_released(root, name, made)
            if problems:
                raise DocgenError(problems)
            notes = tuple(in_words(override, Language(document.language)) for override in overrides(partnership))
            files = tuple(zip([path for path, _ in made], write_together(made), strict=True))
            settled = is_approved(document) or release_locks.is_released(root, name)
            yield Built(name, files, notes=notes, sources=_sources(partnership), defaults=default_values(revision, read), settled=settled)
        except DocgenError as error:
            yield Built(name, problems=error.problems)


def _sources(partnership: Partnership) -> tuple[str, ...]:
    """The files that the text of a revision comes from."""
    clauses = (f"clauses/{pin.clause}/v{pin.version}.md" for pin in pins(partnership))
    return tuple(dict.fromkeys([*(node.position.file for node in partnership.chain), *clauses]))


def _not_as_released(root: Path, name: str, made: Sequence[tuple[Path, bytes]]) -> Iterator[Problem]:
    """A Problem if the files of a released revision would differ from what was released."""
    if release_locks.is_released(root, name):
        lock = release_locks.read(root, name)
        if outputs := release_locks.different(lock, {path.name: release_locks.digest(data) for path, data in made}):
            yield release_locks.broken_release(root, lock, outputs, [])


_DRAW = {"png": structure_chart.png, "svg": structure_chart.svg}


def _draw_charts(document: Document, style: HouseStyle, formats: Sequence[str]) -> Thread:
    """A thread that draws the charts for all the formats. Typst releases the interpreter, so the writers load meanwhile.

    A chart that cannot be drawn is reported when a writer asks for it.
    """

    def draw() -> None:
        for figure in (node for section in document.sections for node in walk(section) if isinstance(node, Figure)):
            with suppress(DocgenError):
                for kind in sorted({kind for format in formats for kind in charts(format)}):
                    _DRAW[kind](figure.chart, style)

    thread = Thread(target=draw)
    thread.start()
    return thread
