"""A redline in Word gives the new file when its changes are accepted and the old one when they are rejected, as other programs read it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from docgen.comparison.diff import diff
from docgen.document.redline import Redline
from docgen.document.tree import Document
from docgen.formats.docx import redline_writer as docx_redline
from docgen.formats.outputs import written
from docgen.sources.files import HouseStyle
from tests.comparison.test_diff import PAIRS
from tests.edits import edited
from tests.judges import require, require_office_python
from tests.office import resolved
from tests.outline import outline
from tests.revisions import REVISIONS, ROOT, document

SCRIPTS = int(os.environ.get("DOCGEN_SCRIPTS", "12"))
"""How many random edit scripts are tried; a thousand take about half an hour."""
CHUNK = 6
CHUNKS = range((SCRIPTS + CHUNK - 1) // CHUNK)


def style(source: Document) -> HouseStyle:
    return HouseStyle(source.style, ROOT)


def redline_file(redline: Redline) -> bytes:
    """With numbers tracked, so that the old text comes back to the letter; without comments, at which LibreOffice fails when hidden."""
    return docx_redline.write(redline, {}, style(redline.document), "off", track_numbers=True)


@cache
def clean(name: str) -> bytes:
    return written(document(name), style(document(name)), "docx")


def pairs(chunk: int) -> Iterator[tuple[Document, Document]]:
    """The old and the new document of some edit scripts."""
    for seed in range(chunk * CHUNK, min((chunk + 1) * CHUNK, SCRIPTS)):
        old = document(REVISIONS[seed % len(REVISIONS)])
        yield old, edited(old, seed, 1 + seed % 12).document


def in_pandoc(old: bytes, new: bytes, redline: bytes) -> None:
    pandoc = require("pandoc")
    for choice, expected in (("accept", new), ("reject", old)):
        read = [(kind, words) for kind, _, words in outline(pandoc, redline, "docx", f"--track-changes={choice}")]
        assert read == [(kind, words) for kind, _, words in outline(pandoc, expected, "docx")]


_LOST = "Error: Reference source not found"
_NUMBER = re.compile(r"((?:section|appendix) )[\d.]*(?!\w)", re.IGNORECASE)


def in_libreoffice(triples: list[tuple[bytes, bytes, bytes]], folder: Path) -> None:
    assert all(old == new for old, new, redline in triples if redline == new), "a redline without a mark is the clean file of both"
    triples = [triple for triple in triples if triple[2] != triple[1]]
    jobs: dict[bytes, tuple[str, tuple[str, ...]]] = {}
    for old, new, redline in triples:
        for data, actions in ((old, ()), (new, ()), (redline, ("accept", "reject"))):
            jobs.setdefault(data, (f"{folder}/{len(jobs)}.docx", actions))
            Path(jobs[data][0]).write_bytes(data)
    found_all = iter(resolved(list(jobs.values()), require("soffice"), require_office_python()))
    texts = {data: [next(found_all) for _ in actions or [""]] for data, (_, actions) in jobs.items()}
    for old, new, redline in triples:
        for clean_file, found in zip((new, old), texts[redline], strict=True):
            _same(texts[clean_file][0], found)


def _same(expected: list[str], found: list[str]) -> None:
    """AssertionError unless the lines are the same, but for what LibreOffice does of itself."""
    # LibreOffice fills references anew at once. A section that moved takes its name along to the new place, where it is missed when
    # the move is rejected; and a heading after what went may lose its looks, and so its number.
    expected, found = ([_NUMBER.sub(r"\1#", line.replace(_LOST, "0")) for line in lines] for lines in (expected, found))
    # It makes one line of the last on the cover and the first after it where the former came or went.
    start, begin = expected.index("Contents"), found.index("Contents")
    assert found[begin:] == expected[start:]
    assert "".join(found[:begin]) == "".join(expected[:start])


@pytest.mark.parametrize(("old", "new"), [*PAIRS, *((new, old) for old, new in PAIRS)])
def test_pandoc_gets_both_texts_of_real_revisions(old: str, new: str) -> None:
    in_pandoc(clean(old), clean(new), redline_file(diff(document(old), document(new))))


def test_libreoffice_gets_both_texts_of_real_revisions(tmp_path: Path) -> None:
    both = [*PAIRS, *((new, old) for old, new in PAIRS)]
    in_libreoffice([(clean(old), clean(new), redline_file(diff(document(old), document(new)))) for old, new in both], tmp_path)


@pytest.mark.parametrize("chunk", CHUNKS)
def test_pandoc_gets_both_texts_of_random_edits(chunk: int) -> None:
    for old, new in pairs(chunk):
        in_pandoc(clean(old.id), written(new, style(new), "docx"), redline_file(diff(old, new)))


@pytest.mark.parametrize("chunk", CHUNKS)
def test_libreoffice_gets_both_texts_of_random_edits(chunk: int, tmp_path: Path) -> None:
    in_libreoffice([(clean(old.id), written(new, style(new), "docx"), redline_file(diff(old, new))) for old, new in pairs(chunk)], tmp_path)
