"""Documents read back from their files by programs that know nothing of docgen: what a reader sees, as words with their numbers."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lxml import html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

BULLETS = frozenset("•◦▪‣–·")
Words = list[str]


def docx_words(files: Sequence[Path], soffice: str) -> list[Words]:
    """The words of Word files as LibreOffice lays them out, with every number that its own numbering gives."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [soffice, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return [_words([(Path(folder) / f"{file.stem}.txt").read_text(encoding="utf-8-sig")]) for file in files]


def _words(texts: Iterable[str]) -> Words:
    return [word for word in "".join(texts).split() if word not in BULLETS]


def html_words(page: bytes) -> Words:
    """The words of `<main>`, with the labels of ordered lists, and without pictures and the words of note marks."""
    (main,) = html.fromstring(page.decode()).iter("main")
    return _words(_html(main, 0))


def _html(element: Any, index: int) -> Iterator[str]:
    classes = (element.get("class") or "").split()
    if not isinstance(element.tag, str) or element.tag in ("img", "style", "script") or "anchor" in classes or element.get("role") == "doc-backlink":
        yield element.tail or ""
        return
    if element.tag == "sup":
        yield element.tail or ""
        return
    block = element.tag not in ("a", "strong", "em", "span", "bdi")
    if block:
        yield " "
    if element.tag == "li" and element.getparent().tag == "ol" and not _in_nav(element):
        yield _label(element.getparent().get("type", "1"), index) + " "
    yield element.text or ""
    for at, child in enumerate(c for c in element if isinstance(c.tag, str)):
        yield from _html(child, at)
    if block:
        yield " "
    yield element.tail or ""


def _in_nav(element: Any) -> bool:
    return any(parent.tag == "nav" for parent in element.iterancestors())


_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


def _label(kind: str, index: int) -> str:
    letters = chr(97 + index % 26) * (index // 26 + 1)
    match kind:
        case "a":
            return f"({letters})"
        case "A":
            return f"({letters.upper()})"
        case "i":
            return f"({_ROMANS[index]})"
    return f"{index + 1}."


def markdown_words(text: bytes) -> Words:
    """The words of GitHub-flavoured Markdown, with the numbers of ordered lists, and without HTML and note marks."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(footnote_plugin, inline=False)
    return _words(_markdown(parser.parse(text.decode()), []))


def _markdown(tokens: Sequence[Any], numbers: list[int]) -> Iterator[str]:
    for token in tokens:
        match token.type:
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)) - 1)
            case "bullet_list_open":
                numbers.append(-1)
            case "ordered_list_close" | "bullet_list_close":
                numbers.pop()
            case "list_item_open" if numbers[-1] >= 0:
                numbers[-1] += 1
                yield f" {numbers[-1]}. "
            case "inline":
                yield " " + "".join(_inline(token.children)) + " "


def _inline(tokens: Sequence[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak") or (token.type == "html_inline" and re.match(r"<br", token.content)):
            yield " "
