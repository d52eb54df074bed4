"""From the sources to the files: each revision composed once, written in each format, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread

from docgen import config, drawing, locks, registry
from docgen.clauses import Library
from docgen.compose import compose
from docgen.files import HouseStyle, write_together
from docgen.frozen import dataclass
from docgen.overrides import in_words, overrides
from docgen.problems import DocgenError, Position, Problem, did_you_mean
from docgen.tree import Document, Figure, walk
from docgen.values import Language
from docgen.yamlpos import locate


@dataclass(frozen=True, slots=True)
class Built:
    """A revision that was tried: the files written (and whether each was new or changed), or its problems and no files.

    `notes` are what a reader should know of one that was built: a line for each override.
    """

    id: str
    files: tuple[tuple[Path, bool], ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def find_root(start: Path) -> Path:
    """The nearest folder, from `start` upwards, that holds `partnerships/`; DocgenError if there is none."""
    for folder in (start, *start.parents):
        if (folder / "partnerships").is_dir():
            return folder
    raise DocgenError(
        [
            Problem(
                Position(start.as_posix()),
                "no-repository",
                "No folder “partnerships” is here or above.",
                "a docs repository",
                "Make one with `docgen init DIR`, or name it with --root.",
            )
        ]
    )


def chosen(root: Path, names: Sequence[str]) -> tuple[str, ...]:
    """The revisions that `halton` (all of its revisions) and `halton/2019` name; all there are for no names at all."""
    every = tuple(config.revisions(root))
    out: dict[str, None] = {}
    problems = []
    for name in names or every:
        found = [r for r in every if r == name or r.partition("/")[0] == name]
        if not found:
            known = [*every, *(r.partition("/")[0] for r in every)]
            problems.append(
                Problem(
                    Position("partnerships"),
                    "unknown-revision",
                    f"There is no partnership or revision “{name}”.",
                    "a name that `docgen list` shows",
                    did_you_mean(name, known),
                )
            )
        out.update(dict.fromkeys(found))
    if problems:
        raise DocgenError(problems)
    return tuple(out)


def build(root: Path, names: Sequence[str], formats: Sequence[str], output: Path) -> Iterator[Built]:
    """Build each revision in turn; a revision with problems leaves its old files as they are, and the next one is built."""
    library = Library(root)
    styles: dict[str, HouseStyle] = {}
    for name in names:
        try:
            problems: list[Problem] = []
            partnership = config.load(root, name, problems)
            style = styles.setdefault(partnership.revision.style, HouseStyle(partnership.revision.style, root))
            problems.extend(_unknown_style(partnership, style))
            document = compose(partnership, library, problems)
            drawn = _drawn_meanwhile(document, style, formats)
            for format in formats:
                registry.entry("writers", format)
            drawn.join()
            made = [(path_of(output, name, format), written(document, style, format)) for format in formats]
            problems += _not_as_released(root, name, made)
            if problems:
                raise DocgenError(problems)
            notes = tuple(in_words(override, Language(document.language)) for override in overrides(partnership))
            yield Built(name, tuple(zip([path for path, _ in made], write_together(made), strict=True)), notes=notes)
        except DocgenError as error:
            yield Built(name, problems=error.problems)


def _not_as_released(root: Path, name: str, made: Sequence[tuple[Path, bytes]]) -> Iterator[Problem]:
    """A Problem if a released revision would be written otherwise than it was released."""
    if locks.is_released(root, name):
        lock = locks.read(root, name)
        if outputs := locks.different(lock, {path.name: locks.digest(data) for path, data in made}):
            yield locks.broken(root, lock, outputs, [])


def _drawn_meanwhile(document: Document, style: HouseStyle, formats: Sequence[str]) -> Thread:
    """A thread that draws the charts which those formats show, once for all of them: Typst leaves Python free to load the writers meanwhile.

    What cannot be drawn is told when a writer asks for it.
    """

    def draw() -> None:
        for figure in (node for section in document.sections for node in walk(section) if isinstance(node, Figure)):
            with suppress(DocgenError):
                if "docx" in formats:
                    drawing.png(figure.chart, style)
                if "docx" in formats or "html" in formats:
                    drawing.svg(figure.chart, style)

    thread = Thread(target=draw)
    thread.start()
    return thread


def _unknown_style(partnership: config.Partnership, style: HouseStyle) -> Iterator[Problem]:
    if not style.folder.is_dir():
        known = [folder.name for folder in style.folder.parent.glob("*/")]
        yield Problem(
            locate(partnership.source, ["style"]),
            "unknown-style",
            f"There is no house style “{style.name}”.",
            f"a folder of templates/: {', '.join(sorted(known)) or 'none is there'}",
            did_you_mean(style.name, known),
        )


def written(document: Document, style: HouseStyle, format: str) -> bytes:
    """The document in one format."""
    data: bytes = registry.entry("writers", format).write(document, style)
    return data


def path_of(output: Path, name: str, format: str) -> Path:
    """Where a revision's file stands: `halton/halton-2019.docx`."""
    partnership, _, revision = name.partition("/")
    return output / partnership / f"{partnership}-{revision}{registry.entry('writers', format).SUFFIX}"
