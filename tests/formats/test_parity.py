"""Word, HTML and Markdown say the same words and the same numbers in the same order, in every revision."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.judges import require
from tests.reading import Words, docx_words, html_words, markdown_words
from tests.revisions import REVISIONS, made


@cache
def _markdown(name: str) -> Words:
    """The words of the Markdown, less what only Markdown has: the chart as a list, and colons after the labels of signatures."""
    text = made(name, "markdown").decode()
    text = re.sub(r"(?:^ *- .*\n)+\n(?=Figure \d)", "", text, flags=re.M)
    text = re.sub(r"^(- (?:Signature|Name|Post|Date)):", r"\1", text, flags=re.M)
    return markdown_words(text.encode())


@pytest.fixture(scope="session")
def word_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Words]:
    """What LibreOffice reads in each revision's Word file."""
    soffice, folder = require("soffice"), tmp_path_factory.mktemp("word")
    files = [folder / f"{name.replace('/', '-')}.docx" for name in REVISIONS]
    for name, file in zip(REVISIONS, files, strict=True):
        file.write_bytes(made(name, "docx"))
    return dict(zip(REVISIONS, docx_words(files, soffice), strict=True))


def _first_difference(a: Words, b: Words) -> str:
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return f"at word {at}: {' '.join(a[max(0, at - 6) : at + 8])!r} against {' '.join(b[max(0, at - 6) : at + 8])!r}"


@pytest.mark.parametrize("name", REVISIONS)
def test_html_and_markdown_say_the_same(name: str) -> None:
    page, text = html_words(made(name, "html")), _markdown(name)
    assert page == text, _first_difference(page, text)


@pytest.mark.parametrize("name", REVISIONS)
def test_word_as_libreoffice_numbers_it_and_markdown_say_the_same(name: str, word_files: dict[str, Words]) -> None:
    assert word_files[name] == _markdown(name), _first_difference(word_files[name], _markdown(name))
