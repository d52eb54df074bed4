"""Where each section of a wanted document goes in the partnership file: an entry, with the sub-sections that are part of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from docgen.document.frozen_dataclass import dataclass
from docgen.document.tree import Document, Section
from docgen.partnership.revision import Revision, walk_sections

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry: its section as it is wanted, the sub-sections that its text holds, and the entries below it. `path` is where it is to stand."""

    path: Path
    section: Section
    in_text: tuple[Section, ...]
    below: tuple[Wanted, ...]

    @property
    def id(self) -> str:
        return self.path[-1]


def entries(revision: Revision) -> dict[str, Path]:
    """The path of each section that has an entry of its own, in order."""
    return {path[-1]: path for path, _ in walk_sections(revision)}


def owners(document: Document, known: Mapping[str, Path]) -> dict[str, str]:
    """The entry whose text holds each sub-section that has no entry, by its id."""
    out: dict[str, str] = {}

    def below(section: Section, owner: str) -> None:
        own = section.id if section.id in known else owner
        if section.id not in known:
            out[section.id] = owner
        for child in section.sections:
            below(child, own)

    for section in document.sections:
        below(section, "")
    return out


def wanted_sections(document: Document, known: Mapping[str, Path], owner: Mapping[str, str]) -> tuple[Wanted, ...]:
    """The entries of a wanted document, in order, the appendices last."""
    return tuple(_wanted(section, ("appendices" if section.appendix else "sections", section.id), known, owner) for section in document.sections)


def _wanted(section: Section, path: Path, known: Mapping[str, Path], owner: Mapping[str, str]) -> Wanted:
    in_text, rest = _divided(section, section.id, known, owner)
    below = tuple(_wanted(child, (*path, "sections", child.id), known, owner) for child in rest)
    return Wanted(path, section, in_text, below)


def _divided(section: Section, entry: str, known: Mapping[str, Path], owner: Mapping[str, str]) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The sub-sections that stay part of the text of an entry, and those that are entries: in a text they come first."""
    children = section.sections
    own = [at for at, child in enumerate(children) if owner.get(child.id) == entry]
    first = next((at for at, child in enumerate(children) if _is_apart(child, entry, known, owner)), len(children))
    end = max((at + 1 for at in own if at < first), default=0)
    return children[:end], children[end:]


def _is_apart(section: Section, entry: str, known: Mapping[str, Path], owner: Mapping[str, str]) -> bool:
    """Whether a section, or one below it, is an entry or comes from the text of another."""
    if section.id in known or owner.get(section.id, entry) != entry:
        return True
    return any(_is_apart(child, entry, known, owner) for child in section.sections)


def every(wanted: Iterable[Wanted]) -> Iterator[Wanted]:
    """The entries and those below them, in reading order."""
    for entry in wanted:
        yield entry
        yield from every(entry.below)


def ids_in(document: Document) -> Iterator[str]:
    """The ids of all sections."""

    def below(sections: Iterable[Section]) -> Iterator[str]:
        for section in sections:
            yield section.id
            yield from below(section.sections)

    yield from below(document.sections)
