"""pandoc, which shares no code with docgen, reads the same headings, lists and words in the Word file as in the Markdown."""

from __future__ import annotations

import re

import pytest

from docgen.document.tree import Document, plain
from tests.judges import require
from tests.outline import Line, outline
from tests.revisions import REVISIONS, document, made

_NUMBER = re.compile(r"^(Appendix \d+|A?\d+(\.\d+)*) ")
_LETTER = re.compile(r"^\([a-zA-Z]+\) ")
_BLANK = re.compile(r"^(Signature|Name|Post|Date):( .+)?$")


def _from_word(lines: list[Line]) -> list[Line]:
    """The lines from the first section on."""
    return lines[next(i for i, (kind, _, _) in enumerate(lines) if kind == "heading") :]


def _from_markdown(lines: list[Line]) -> list[Line]:
    """The lines from the first section on, as Word has them: headings one level higher, without numbers, which Word makes
    itself; no chart as a list; and the blanks of a signature as paragraphs."""
    headings = [i for i, (kind, _, _) in enumerate(lines) if kind == "heading"]
    out: list[Line] = []
    for kind, depth, words in lines[headings[3] :]:
        if kind == "heading":
            out.append((kind, depth - 1, _NUMBER.sub("", words)))
        elif depth and (blank := _BLANK.match(words)):
            out.append((kind, 0, (blank[1] + (blank[2] or "")).strip()))
        elif depth:
            out.append((kind, depth, _LETTER.sub("", words)))
        else:
            while words.startswith("Figure ") and out[-1][1] > 0 and out[-1][0] == "text":
                out.pop()
            out.append((kind, depth, words))
    return out


def _without_depth(lines: list[Line], source: Document) -> list[Line]:
    """Where paragraphs are numbered, pandoc takes them for list items and the lists between them for deeper or shallower ones, which
    Markdown has no way to say: there only headings and words are compared, up to the first appendix."""
    if source.scheme != "paragraphs":
        return lines
    end = next((i for i, (kind, _, _) in enumerate(lines) if kind == "heading" and i > 0 and _is_appendix(lines[i][2], source)), len(lines))
    flat = [(kind, depth if kind == "heading" else 0, _NUMBER.sub("", words)) for kind, depth, words in lines[:end]]
    return flat + lines[end:]


def _is_appendix(words: str, source: Document) -> bool:
    return any(section.appendix and plain(section.title) == words for section in source.sections)


@pytest.mark.parametrize("name", REVISIONS)
def test_pandoc_reads_one_outline_in_word_and_markdown(name: str) -> None:
    pandoc = require("pandoc")
    word = _from_word(outline(pandoc, made(name, "docx"), "docx"))
    markdown = _from_markdown(outline(pandoc, made(name, "markdown"), "gfm"))
    assert _without_depth(word, document(name)) == _without_depth(markdown, document(name))
