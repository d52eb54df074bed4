"""The one door to disk: paths that stay inside the repository, files that are read whole and written whole or not at all."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from docgen.problems import DocgenError, Position, Problem

LARGEST = 4_000_000
"""No source file may be larger, in bytes: composing is done in memory."""


def inside(root: Path, path: Path) -> bool:
    """Whether `path`, with its symbolic links followed, lies in `root`."""
    return path.resolve().is_relative_to(root.resolve())


def read(root: Path, path: Path) -> bytes:
    """The bytes of a source file. DocgenError if it is missing, too large, or reached by a link that leaves `root`."""
    place = Position(shown(root, path))
    if not inside(root, path):
        raise DocgenError([Problem(place, "outside", "This file lies outside the repository.", "a file inside it", "Copy it in; do not link to it.")])
    try:
        if path.stat().st_size > LARGEST:
            raise DocgenError([Problem(place, "too-large", f"This file has more than {LARGEST // 1_000_000} MB.", "a source file that a person wrote")])
        return path.read_bytes()
    except OSError as error:
        raise DocgenError([Problem(place, "unreadable", f"This file cannot be read: {error.strerror}.")]) from None


def read_text(root: Path, path: Path) -> str:
    """The text of a source file, in UTF-8 with or without a byte order mark, lines ended by a line feed.

    DocgenError also for bytes that are not UTF-8 and for control characters, at their line and column.
    """
    data = read(root, path)
    name = shown(root, path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        raise DocgenError(
            [Problem(_after(name, before), "not-utf8", f"The byte 0x{data[error.start]:02x} is not UTF-8.", "text saved as UTF-8", "Save the file as UTF-8.")]
        ) from None
    text = text.replace("\r\n", "\n")
    problems = [
        Problem(_after(name, text[:at]), "control-character", f"A control character, U+{ord(c):04X}, stands here.", "printable text", "Delete it.")
        for at, c in enumerate(text)
        if (c < " " and c not in "\n\t") or c == "\x7f" or "\ue000" <= c <= "\uf8ff" or c in "\ufffe\uffff" or "\ud800" <= c <= "\udfff"
    ] if not _CLEAN.isdisjoint(text) else []
    if problems:
        raise DocgenError(problems)
    return text


_CLEAN = frozenset([*map(chr, range(32)), "\x7f", *map(chr, range(0xE000, 0xF900)), "\ufffe", "\uffff"]) - {"\n", "\t"}


def _after(name: str, text: str) -> Position:
    return Position(name, text.count("\n") + 1, len(text) - text.rfind("\n"))


def shown(root: Path, path: Path) -> str:
    """The path as problems show it: relative to the repository, with forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()


def write_whole(path: Path, data: bytes) -> bool:
    """Put `data` at `path` by rename, so that a reader sees the old file or the new one; True if anything changed.

    DocgenError if the folder cannot be written or the disk is full; the old file then stands.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        if path.exists() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise DocgenError(
            [Problem(Position(path.as_posix()), "unwritable", f"This file cannot be written: {error.strerror}.", "", "Free the disk or choose another --output folder.")]
        ) from None
    return True


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """A folder of `templates/`: the looks of a document in each format."""

    name: str
    root: Path
    """The repository."""

    @property
    def folder(self) -> Path:
        return self.root / "templates" / self.name

    def read(self, name: str) -> bytes:
        """The bytes of one file of the style; DocgenError if it is missing."""
        return read(self.root, self.folder / name)
