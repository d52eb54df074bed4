"""The page of a redline: each side can be read off it, every mark is there once, and it is a page as any other."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from lxml import html as reader
from pytest_regressions.file_regression import FileRegressionFixture

from docgen.comparison.diff import diff
from docgen.document import redline
from docgen.document.explanation import Cause, Explanation
from docgen.document.redline import Redline, marks
from docgen.document.tree import Document, Item, Scheme
from docgen.formats.html import redline_writer as html_redline
from docgen.formats.html import writer as html
from docgen.redlines.compare_revisions import compare, consecutive
from docgen.sources.files import HouseStyle
from tests import kinds, pair, samples
from tests.edits import edited
from tests.formats.test_moves_of_several import CASES, both_ways
from tests.judges import require, require_package
from tests.pages import Page, complete
from tests.revisions import REVISIONS, ROOT
from tests.revisions import document as composed

STYLE = HouseStyle("mou", ROOT)
PAIRS = tuple(consecutive(ROOT))
GONE = {True: {"deleted", "moved-from"}, False: {"inserted", "moved-to"}}
IN_LINE = frozenset(["a", "del", "em", "img", "ins", "span", "strong", "sup", "template"])


def page_of(redline: Redline) -> bytes:
    return html_redline.write(redline, {change.id: Explanation() for change in redline.changes}, STYLE)


def told(page: bytes, new: bool = True) -> tuple[list[str], list[list[str]]]:
    """The words of a page's cover, control table and text, with the numbers of items; and those of each footnote, sorted."""
    tree: Any = reader.fromstring(page.decode())
    found: list[str] = []
    for name in ("cover')]", "control')]/table[not(@class)]", "text ')]"):
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
    number = _number(node, new)
    inner = text + "".join(_words(child, new) + (child.tail or "") for child in node) if "data-was" not in node.attrib else text
    return inner if node.tag in IN_LINE and node.get("class") != "block" else f" {number} {inner} "


def _number(item: Any, new: bool) -> str:
    if not new and item.get("data-was-item") == "ol":
        return f"#{item.get('data-was-value')}"
    if item.tag != "li" or (not new and "data-was-block" in item.attrib):
        return ""
    whole = item.getparent()
    if (whole.tag if new else whole.get("data-was-list", whole.tag)) == "ul":
        return ""
    if not new and item.get("data-was-value"):
        return f"#{item.get('data-was-value')}"
    return f"#{item.get('value') or 1 + sum(1 for _ in item.itersiblings('li', preceding=True))}"


def laws(old: Document, new: Document) -> Redline:
    made = diff(old, new)
    page = page_of(made)
    assert told(page) == told(html.write(new, STYLE))
    assert told(page, new=False) == told(html.write(old, STYLE))
    shown = Counter(attributes["data-mark"] for _, attributes in Page(page).elements if "data-mark" in attributes)
    cover = [getattr(made.cover, name) for name in ("title", "subtitle", "status", "date", "parties", "control", "facts")]
    there = [mark for nodes in (*cover, made.document.sections) for mark in marks(nodes) if mark.change]
    # Items that moved together are in one mark, and each shows it.
    assert shown == Counter(_name(mark) for mark in there for _ in (mark.nodes if type(mark) is redline.Moved and type(mark.nodes[0]) is Item else (mark,)))
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


@pytest.mark.parametrize("name", CASES)
def test_each_side_is_read_off_the_page_of_moves_and_splits_of_several(name: str) -> None:
    for old, new in both_ways(name):
        laws(old, new)


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


def _small(scheme: Scheme = "headings") -> Redline:
    """Every kind of mark, once or a few times."""
    return diff(pair.old(scheme), pair.new(scheme))


def test_whole_page(file_regression: FileRegressionFixture) -> None:
    page = page_of(_small()).decode()
    for tag in ("style", "script"):
        page = re.sub(rf"<{tag}>.*?</{tag}>", f"<{tag}>…</{tag}>", page, flags=re.DOTALL)
    file_regression.check(page, extension=".html", encoding="utf-8", newline="\n")


@pytest.mark.parametrize("scheme", ["none", "headings", "paragraphs"])
def test_a_small_redline_with_every_kind_of_mark_keeps_the_laws(scheme: Scheme) -> None:
    made = laws(pair.old(scheme), pair.new(scheme))
    assert {_name(mark) for mark in marks(made.document.sections)} == {"inserted", "deleted", "moved-from", "moved-to", "restyled", "altered"}


@pytest.mark.parametrize(("old", "new"), ((kinds.BEFORE, kinds.AFTER), (kinds.AFTER, kinds.BEFORE)))
def test_the_page_says_it_and_each_side_has_its_numbers(old: Document, new: Document) -> None:
    made = laws(old, new)
    whole: Any = reader.fromstring(page_of(made).decode())
    text = whole.xpath("//div[starts-with(@class, 'text')]")[0]
    shown = [" ".join(label.text_content().split()[1:]) for label in text.xpath(".//*[contains(@class, 'says label')]")]
    assert shown == [change.node.capitalize() for change in made.changes if change.kind == "altered"]
    assert text.xpath("count(.//ins)") == text.xpath("count(.//del)") == 1


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(kinds.documents(splits=False), kinds.documents(splits=False))
def test_each_side_is_read_off_the_page_whatever_kind_each_line_was_and_is(old: Document, new: Document) -> None:
    laws(old, new)


def test_other_looks_and_moves_are_reported_in_words() -> None:
    page = page_of(_small()).decode()
    for words in ("[now plain, was bold]", "Now a numbered list, was bulleted", "moved to <a href=", "Signatory changed", "new paragraph"):
        assert words in page


def test_text_with_markup_in_it_is_text_in_the_summary_too() -> None:
    hostile = '</script><script>alert(1)</script><b>" onclick=x {{ 7*7 }} {% x %} <!--'
    made = diff(pair.document("headings", pair.section("a", "One two three.")), pair.document("headings", pair.section("a", f"One {hostile} three.")))
    page = html_redline.write(made, {change.id: Explanation((Cause(hostile, hostile, hostile),), (hostile,)) for change in made.changes}, STYLE)
    read = Page(page)
    assert len(read.all("script")) == 1 and not read.all("b")
    assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]
    assert sum(hostile in line for line in read.lines) >= 3


def test_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = "import sys; from tests.formats import test_html_redline as t; sys.stdout.buffer.write(t.page_of(t._small()))"
    elsewhere = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    there = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=elsewhere, capture_output=True, check=True).stdout
    assert there == page_of(_small())


@pytest.fixture(scope="module")
def halton(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a real redline, as a file."""
    made = compare(ROOT, "halton/2019", "halton/2020")
    path = tmp_path_factory.mktemp("pages") / "halton.html"
    path.write_bytes(html_redline.write(made.redline, made.explanations, STYLE))
    return path


def test_axe_agrees_and_nothing_scrolls_sideways_on_a_telephone(halton: Path) -> None:
    assert json.loads(_in_browser("axe.mjs", halton)) == [[]]


def test_html_validate_agrees(halton: Path) -> None:
    program = Path(require_package("html-validate")) / "bin" / "html-validate.mjs"
    config = halton.with_name("rules.json")
    config.write_text('{"root": true, "extends": ["html-validate:standard", "html-validate:a11y"]}')
    done = subprocess.run([require("node"), program, "-c", config, "-f", "json", halton], capture_output=True, text=True)
    assert not [(m["ruleId"], m["message"]) for file in json.loads(done.stdout) for m in file["messages"]]


@pytest.fixture(scope="module")
def seen(halton: Path) -> Any:
    """What a reader sees who does in a browser what redline_page.mjs does."""
    return json.loads(_in_browser("redline_page.mjs", halton))


def _in_browser(script: str, page: Path) -> str:
    modules = {Path(require_package(name)).parent for name in ("axe-core", "playwright-core")}
    done = subprocess.run([require("node"), ROOT / "tests" / script, modules.pop(), require("chromium"), page], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_table_of_changes_longer_than_a_screen_is_folded_and_opens_with_or_without_the_script(seen: Any) -> None:
    rows = len(seen["walked"])
    for folds in (seen["folds"], seen["stillFolds"]):
        assert folds == {"before": 0, "afterLink": rows, "closed": 0, "printed": True, "opened": rows}


def test_a_short_table_of_changes_is_open() -> None:
    assert 'class="rows"' not in page_of(_small()).decode()


def test_keys_and_buttons_go_through_all_changes_and_it_is_reported_which(seen: Any) -> None:
    assert seen["errors"] == []
    count = len(seen["walked"])
    assert [told.partition(":")[0] for told, _ in seen["walked"]] == [f"Change {n} of {count}" for n in range(1, count + 1)]
    assert all(there for _, there in seen["walked"]), "the change is in view and has the focus"
    assert seen["around"].startswith("Change 1 of ") and seen["back"].startswith(f"Change {count} of ")
    assert seen["previous"].startswith(f"Change {count - 1} of ")
    assert seen["inField"].partition(": ")[2] == seen["previous"].partition(": ")[2], "a field keeps its keys: this one chose a finding"
    assert seen["keysOff"] == seen["previous"]


def test_filters_show_what_was_chosen(seen: Any) -> None:
    filtered = seen["filtered"]
    assert 0 < filtered["rows"] == filtered["wanted"] < len(seen["walked"])
    assert filtered["unchosenDeletions"] == 0
    assert str(filtered["rows"]) in filtered["said"]
    assert seen["byCause"]


def test_changes_only_hides_what_did_not_change_and_no_change(seen: Any) -> None:
    only = seen["only"]
    assert 0 < only["after"] < only["before"]
    assert only["hiddenChanges"] == only["unchanged"] == 0


def test_side_by_side_shows_the_old_words_and_the_new_ones(seen: Any) -> None:
    sides = seen["sides"]
    assert (sides["page"], sides["wrongOld"], sides["wrongNew"], sides["repeated"], sides["closed"]) == (False, 0, 0, 0, True)
    for side, name in (("old", "halton/2019"), ("new", "halton/2020")):
        expected, notes = told(html.write(composed(name), STYLE))
        words = [word for word in expected if not re.fullmatch(r"#\d+", word)]
        seen_there = " ".join(sides[side]).replace("Document control ", "", 1).replace("Whole document ", "", 1).split()
        assert seen_there[: len(words)] == words
        assert sorted(seen_there[len(words) :]) == sorted(word for note in notes for word in note)
    assert sides["step"][1:] == [True, True]
    assert sides["fromTable"].startswith("Change 3 of ")


def test_paper_has_the_summary_and_the_text_and_no_controls(seen: Any) -> None:
    assert seen["print"]["controls"] == 0 < seen["print"]["page"] <= seen["print"]["summary"]


def test_side_by_side_fits_a_telephone(seen: Any) -> None:
    assert seen["sideways"] <= 0


def test_without_its_script_the_page_shows_every_mark(seen: Any, halton: Path) -> None:
    marks = sum("data-mark" in attributes for _, attributes in Page(halton.read_bytes()).elements)
    assert seen["still"] == {"controls": 0, "marks": marks, "address": "change_2"}
