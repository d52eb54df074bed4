"""The section of each paragraph of a returned file, with the bookmarks that docgen writes and without them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from docgen.exchange.returned.paragraph_sections import sections_of
from docgen.exchange.returned.returned_draft import with_known_ids
from docgen.formats.docx.reading.word_file import read_word
from docgen.formats.reading.structure import structured
from tests.revisions import REVISIONS, document, made
from tests.word_package import unzipped, zipped


def _sections(data: bytes, name: str) -> dict[int, str]:
    word = read_word(data, "back.docx")
    return sections_of(word, with_known_ids(structured(word.new, "back.docx").document, document(name)))


@pytest.mark.parametrize("name", REVISIONS)
def test_a_paragraph_is_in_its_section_though_a_program_lost_the_bookmarks(name: str) -> None:
    parts = unzipped(made(name, "docx"))
    lost = re.sub(rb'<w:bookmarkStart [^>]*w:name="_clause_[^>]*/>', b"", parts["word/document.xml"])
    assert lost != parts["word/document.xml"]
    before, after = _sections(made(name, "docx"), name), _sections(zipped({**parts, "word/document.xml": lost}), name)
    assert Counter(before.values()).keys() >= {section.id for section in document(name).sections}
    assert after == before
