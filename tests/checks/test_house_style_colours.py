"""Text of a house style with too little contrast is reported, in its style sheets and in its Word file."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from docgen.checks.house_style_colours import Look, contrast, of_sheet, of_style
from docgen.cli.main import main
from docgen.sources.files import HouseStyle
from tests.revisions import ROOT
from tests.scratch import Scratch, repository

CHANNEL = st.floats(0, 1)
COLOUR = st.tuples(CHANNEL, CHANNEL, CHANNEL)
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


@pytest.mark.parametrize(("grey", "ratio"), [(0x00, 21.0), (0x59, 7.0), (0x76, 4.54), (0x77, 4.48), (0x94, 3.03), (0xFF, 1.0)])
def test_the_contrast_of_greys_on_white_is_what_the_guidelines_calculate(grey: int, ratio: float) -> None:
    shade = grey / 255
    assert contrast((shade, shade, shade), WHITE) == pytest.approx(ratio, abs=0.005)


@given(COLOUR, COLOUR)
def test_contrast_is_the_same_both_ways_and_never_beyond_black_on_white(one: tuple[float, float, float], other: tuple[float, float, float]) -> None:
    assert 1 <= contrast(one, other) == contrast(other, one) <= contrast(BLACK, WHITE) + 1e-9


def looks(css: str) -> dict[str, Look]:
    return {look.what: look for look in of_sheet(css, "page.css")}


def test_a_selector_of_several_gives_a_look_for_each_at_its_place() -> None:
    made = looks("p { margin: 0 }\nh1, :is(h2, h3) { color: red; }\n")
    assert list(made) == ["“h1”", "“:is(h2, h3)”"]
    assert [str(look.position) for look in made.values()] == ["page.css:2:1", "page.css:2:1"]


def test_variables_of_a_medium_count_there_alone() -> None:
    dark = ":root { --ink: #fff; } body { background: #000; } em { color: var(--ink); }"
    made = looks(f":root {{ --ink: #000; }} p {{ color: var(--ink); }} @media (prefers-color-scheme: dark) {{ {dark} }}")
    assert made["“p”"].ink == BLACK
    assert (made["“em”"].ink, made["“em”"].contrast) == (WHITE, 21)


def test_a_ground_that_cannot_be_known_is_not_judged() -> None:
    assert looks("p { color: #fff; background: url(a.png); } em { color: currentcolor; } b { color: var(--none); }") == {}


def test_colours_that_srgb_cannot_hold_and_sizes_that_are_none_are_not_judged() -> None:
    assert looks("p { color: oklch(70% 0.1 150); }") == {}
    assert not looks("p { color: #000; font-size: ..rem; }")["“p”"].large


def test_a_later_sheet_knows_what_the_first_says_of_a_medium() -> None:
    dark = "@media (prefers-color-scheme: dark)"
    (look,) = of_sheet(f"{dark} {{ p {{ color: var(--ink); }} }}", "more.css", f"{dark} {{ :root {{ --ink: #eee; }} body {{ background: #111; }} }}")
    assert look.contrast > 15


def test_a_later_sheet_knows_the_variables_and_the_page_of_the_first() -> None:
    (look,) = of_sheet("p { color: var(--ink); }", "more.css", ":root { --ink: #eee; } body { background: #000; }")
    assert look.contrast > 15


def restyled(style: Path, old: str, new: str) -> None:
    """A change in the styles of a Word file."""
    data = io.BytesIO(style.read_bytes())
    with zipfile.ZipFile(data) as before, zipfile.ZipFile(style, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            after.writestr(name, re.sub(old.encode(), new.encode(), text, count=1) if name == "word/styles.xml" else text)


def test_a_style_of_the_word_file_has_the_colour_of_what_it_is_based_on(scratch: Scratch) -> None:
    file = scratch.root / "templates/mou/house.docx"
    restyled(file, r'(w:styleId="Normal"><w:name w:val="Normal"/>)', r'\1<w:rPr><w:color w:val="BBBBBB"/></w:rPr>')
    pale = {look.what for look in of_style(HouseStyle("mou", scratch.root)) if look.position.file.endswith("docx") and look.contrast < 3}
    assert "the style “Body Text”" in pale
    assert "the style “Title”" not in pale


def test_the_check_of_a_repository_reports_each_house_style(scratch: Scratch) -> None:
    scratch.edit("templates/mou/page.css", "--grey: #505a66;", "--grey: #b0b6bd;")
    result = CliRunner().invoke(main, ["--root", str(scratch.root), "check", "--select", "A109"])
    assert "Text of “.cover .subtitle” has a contrast of 2.0 to 1. [A109 low-contrast]" in result.stdout
    assert "watermark" not in result.stdout


def test_the_house_style_of_this_repository_can_be_read_by_all() -> None:
    made = list(of_style(HouseStyle("mou", ROOT)))
    assert len(made) > 50
    assert [look.what for look in made if look.contrast < (3 if look.large else 4.5)] == ["“.watermark p”"]
