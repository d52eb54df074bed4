"""The package: a zip of parts (ECMA-376 Part 2). Reading checks that it is safe; writing is reproducible."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem
from docgen.formats.file_kinds import other_kind
from docgen.formats.safe_archive import unsafe_entries

CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONS = "_rels/.rels"
_XML = (".xml", ".rels")
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)")
_DEFLATED, _STORED = 8, 0
_ENCODING = re.compile(r'(?<=\?>)|\s+encoding=["\'][^"\']*["\'](?=[^>]*\?>)')
_SAVE_AS = "Save it from Word as a Word document (.docx)."


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it is in a zip: its name, and its deflated bytes."""

    name: str
    crc: int
    size: int
    raw: bytes
    method: int = _DEFLATED


def pack(name: str, data: str | bytes) -> Part:
    """A part with that content, deflated at level 5: level 6 takes half as long again for a text 2 % smaller."""
    content = data.encode() if isinstance(data, str) else data
    deflate = zlib.compressobj(5, zlib.DEFLATED, -15)
    return Part(name, zlib.crc32(content), len(content), deflate.compress(content) + deflate.flush())


def stored(name: str, data: bytes) -> Part:
    """A part with that content uncompressed: for pictures, which are already compressed."""
    return Part(name, zlib.crc32(data), len(data), data, _STORED)


def unpack(part: Part) -> bytes:
    """The content of a part."""
    return part.raw if part.method == _STORED else zlib.decompress(part.raw, -15)


def write(parts: Iterable[Part]) -> bytes:
    """A zip of the parts in order, with every timestamp 1980-01-01 and no trace of the system that wrote it."""
    out: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for part in parts:
        name = part.name.encode()
        head = struct.pack("<HHHHHIIIHH", 20, 0x800, part.method, 0, 0x21, part.crc, len(part.raw), part.size, len(name), 0)
        out += (b"PK\3\4", head, name, part.raw)
        directory += (b"PK\1\2", struct.pack("<H", 20), head, struct.pack("<HHHII", 0, 0, 0, 0, at), name)
        at += 30 + len(name) + len(part.raw)
    tail = b"".join(directory)
    count = len(directory) // 5
    return b"".join([*out, tail, b"PK\5\6", struct.pack("<HHHHIIH", 0, 0, count, count, len(tail), at, 0)])


def read(data: bytes, file: str, needed: Iterable[str] = ()) -> dict[str, Part]:
    """The parts of a package by name, as `contents` gives them. Raises DocgenError as it does, and if the package lacks a part in `needed`."""
    parts = {name: pack(name, content) for name, content in contents(data, file).items()}
    check_needed(parts, file, needed)
    return parts


def contents(data: bytes, file: str) -> dict[str, bytes]:
    """What the parts of a package hold, by name, in the order of the zip.

    XML parts are UTF-8 in the result. Raises DocgenError, placed in `file`, with every problem found: it is not a zip, or is unsafe.
    """
    place = Position(file)
    if kind := other_kind(data):
        raise DocgenError([Problem(place, "not-docx", f"This is {kind}, not a Word document (.docx).", "a .docx file", _SAVE_AS)])
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if problems := [Problem(place, "unsafe-archive", seen, "a .docx file as Word saves it") for seen in unsafe_entries(entries)]:
                raise DocgenError(problems)
            found = {e.filename: _utf8(e.filename, archive.read(e)) for e in entries if not e.is_dir()}
    except (BadZipFile, zlib.error, NotImplementedError, ValueError, IndexError, struct.error, EOFError, RuntimeError, OSError) as error:
        raise DocgenError([Problem(place, "not-docx", f"This is not a Word file: {error}.", "a .docx file", _SAVE_AS)]) from None
    if CONTENT_TYPES not in found and "mimetype" in found:
        raise DocgenError([Problem(place, "not-docx", "This is an OpenDocument file (.odt), not a Word document (.docx).", "a .docx file", _SAVE_AS)])
    return found


def _utf8(name: str, data: bytes) -> bytes:
    """An XML part in UTF-8: a part may be in UTF-16 too (ECMA-376 Part 2, 6.2.5). Raises UnicodeDecodeError, a ValueError, if it is in neither."""
    if not name.endswith(_XML):
        return data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _ENCODING.sub("", data.decode("utf-16"), count=1).encode()
    if b"\0" in data[:4]:
        raise ValueError(f"the part “{name}” is neither in UTF-8 nor in UTF-16")
    return data.removeprefix(b"\xef\xbb\xbf")


def check_needed(parts: Mapping[str, Part], file: str, needed: Iterable[str]) -> None:
    """Raise DocgenError, placed in `file`, if a part that every package has or one in `needed` is missing, or XML declares a document type."""
    place = Position(file)
    expected, advice = "a part that docgen writes into", "Start again from a house.docx that works."
    missing = [name for name in (CONTENT_TYPES, ROOT_RELATIONS, *needed) if name not in parts]
    problems = [Problem(place, "missing-part", f"The Word file has no part “{name}”.", expected, advice) for name in missing]
    # Document type declarations are not allowed in a package (ECMA-376 Part 2, 6.2.5), and their entities can expand without limit.
    declaring = [name for name, part in parts.items() if name.endswith(_XML) and DOCTYPE.search(unpack(part))]
    problems += [Problem(place, "unsafe-archive", f"The part “{name}” declares a document type.", "XML without one") for name in declaring]
    if problems:
        raise DocgenError(problems)
