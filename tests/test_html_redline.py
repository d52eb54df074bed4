"""The page of a redline: each side can be read off it, every mark is there once, and it is a page as any other."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from lxml import html as reader

from docgen import redline
from docgen.comparing import consecutive
from docgen.diff import diff
from docgen.files import HouseStyle
from docgen.redline import Redline, Told, marks
from docgen.tree import (
    Document,
    Scheme,
)
from docgen.writers import html, html_redline
from tests import samples
from tests.edits import edited
from tests.pages import Page, complete
from tests.revisions import REVISIONS, ROOT
from tests.revisions import document as composed

STYLE = HouseStyle("mou", ROOT)
PAIRS = tuple(consecutive(ROOT))
GONE = {True: {"deleted", "moved-from"}, False: {"inserted", "moved-to"}}
IN_LINE = frozenset(["a", "del", "em", "img", "ins", "span", "strong", "sup", "template"])


def page_of(redline: Redline) -> bytes:
    return html_redline.write(redline, {change.id: Told() for change in redline.changes}, STYLE)


def told(page: bytes, new: bool = True) -> tuple[list[str], list[list[str]]]:
    """The words of a page's cover, control table and text, with the numbers of items; and those of each footnote, sorted."""
    tree: Any = reader.fromstring(page.decode())
    found: list[str] = []
    for name in ("cover')]", "control')]/table", "text ')]"):
        for part in tree.xpath(f"//div[starts-with(concat(@class, ' '), '{name}"):
            found += _words(part, new).split()
    notes = [_words(note, new).split() for note in tree.xpath("//section[@class='notes']/ol/li")]
    return found, sorted(note for note in notes if note)


def _words(node: Any, new: bool) -> str:
    if not isinstance(node.tag, str) or "says" in node.get("class", "").split() or node.get("class") in ("notes", "between"):
        return ""
    if node.get("data-mark") in GONE[new] or node.get("data-side") not in (None, "new" if new else "old"):
        return ""
    text = node.get("data-was") if not new and "data-was" in node.attrib else (node.text or "")
    number = _number(node, new) if node.tag == "li" and node.getparent().tag == "ol" else ""
    inner = text + "".join(_words(child, new) + (child.tail or "") for child in node) if "data-was" not in node.attrib else text
    return inner if node.tag in IN_LINE and node.get("class") != "block" else f" {number} {inner} "


def _number(item: Any, new: bool) -> str:
    if not new and item.get("data-was-value"):
        return f"#{item.get('data-was-value')}"
    return f"#{item.get('value') or 1 + sum(1 for _ in item.itersiblings('li', preceding=True))}"


def laws(old: Document, new: Document) -> Redline:
    made = diff(old, new)
    page = page_of(made)
    assert told(page) == told(html.write(new, STYLE))
    assert told(page, new=False) == told(html.write(old, STYLE))
    shown = Counter(attributes["data-mark"] for _, attributes in Page(page).elements if "data-mark" in attributes)
    cover = [getattr(made.cover, name) for name in ("title", "subtitle", "status", "date", "parties", "control")]
    there = [mark for nodes in (*cover, made.document.sections) for mark in marks(nodes) if mark.change]
    assert shown == Counter(_name(mark) for mark in there)
    _holds_together(page, made)
    return made


def _name(mark: Any) -> str:
    return f"moved-{mark.end}" if isinstance(mark, redline.Moved) else type(mark).__name__.lower()


def _holds_together(page: bytes, made: Redline) -> None:
    """Every id stands once, every link inside has its target, and every change its row and its place in the text."""
    read = Page(page)
    ids = read.ids()
    assert not [id for id, count in ids.items() if count > 1]
    inside = {address[1:] for a in read.all("a") if (address := a["href"] or "").startswith("#")}
    assert not sorted(inside - set(ids))
    assert not [c for c in made.changes if not {f"row_{c.id}", f"change_{c.id}"} <= set(ids)]
    assert not read.open and len(read.all("h1")) == 1


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_each_side_is_read_off_the_page_of_real_revisions_both_ways(old: str, new: str) -> None:
    laws(composed(old), composed(new))
    laws(composed(new), composed(old))


@pytest.mark.parametrize("seed", range(20))
def test_each_side_is_read_off_the_page_of_random_edits(seed: int) -> None:
    old = composed(REVISIONS[seed % len(REVISIONS)])
    laws(samples.numbered(old), samples.numbered(edited(old, seed, 1 + seed % 9).document))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(samples.documents(), samples.documents())
def test_each_side_is_read_off_the_page_whatever_the_documents_hold(old: Document, new: Document) -> None:
    assume(complete(old) and complete(new))
    laws(old, new)


@pytest.mark.parametrize("scheme", ["none", "headings", "paragraphs"])
def test_each_side_is_read_off_the_page_after_edits_of_every_kind_of_node(scheme: Scheme) -> None:
    old = samples.everything(scheme)
    for seed in range(8):
        laws(old, samples.numbered(edited(old, seed, 6).document))


def test_no_change_makes_a_page_without_marks() -> None:
    page = page_of(laws(composed("halton/2020"), composed("halton/2020")))
    assert "data-change" not in page.decode().partition("<script>")[0].partition("</style>")[2]
    assert "No changes." in page.decode()
