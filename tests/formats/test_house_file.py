"""`make house` makes the house style's file: every part as it is in the repository."""

from __future__ import annotations

from zipfile import ZipFile

from tools.house_style import TARGET, parts


def test_the_house_style_of_this_repository_is_what_its_tool_makes() -> None:
    with ZipFile(TARGET) as kept:
        expected = {name: kept.read(name).decode() for name in kept.namelist()}
    assert parts() == expected
