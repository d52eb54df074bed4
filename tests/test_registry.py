"""The registries are directories: every entry offers what its kind promises, and every writer can write every node."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

import pytest

from docgen.document.redline import MARKS
from docgen.document.tree import BLOCKS, INLINES
from docgen.formats.outputs import formats, redline_formats, redline_writer, writer
from docgen.sources import registry


def _tabled(format: str) -> list[ModuleType]:
    """The modules of a format's folder that hold the tables of its writer, if it has any."""
    folder = import_module(f"docgen.formats.{format}")
    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__) if module.name != "redline_writer")
    return [module for name in names if hasattr(module := import_module(f"docgen.formats.{format}.{name}"), "BLOCKS")]


TABLES = {format: found for format in formats() if (found := _tabled(format))}


def test_the_formats_promised_are_there() -> None:
    assert {"docx", "html", "json", "markdown"} <= set(formats())


@pytest.mark.parametrize("format", formats())
def test_every_writer_has_a_suffix_and_a_function_to_write(format: str) -> None:
    module = writer(format)
    assert module.SUFFIX.startswith(".") and callable(module.write)


def test_no_two_writers_have_one_suffix() -> None:
    suffixes = [writer(name).SUFFIX for name in formats()]
    assert len(set(suffixes)) == len(suffixes)


def test_the_formats_that_people_read_are_written_by_tables() -> None:
    assert {"docx", "html", "markdown"} <= set(TABLES)


@pytest.mark.parametrize("format", TABLES)
def test_every_writer_has_an_entry_for_each_kind_of_node(format: str) -> None:
    (writer,) = TABLES[format]
    assert set(writer.INLINES) == set(INLINES), "of inlines"
    assert set(writer.BLOCKS) == set(BLOCKS), "of blocks"


@pytest.mark.parametrize("format", redline_formats())
def test_every_writer_of_redlines_has_an_entry_for_each_kind_of_mark(format: str) -> None:
    assert set(redline_writer(format).MARKS) == set(MARKS)


@pytest.mark.parametrize("type", registry.names("library.parameters"))
def test_every_parameter_type_reads_a_value_and_has_a_schema_and_a_docstring(type: str) -> None:
    module = registry.entry("library.parameters", type)
    assert callable(module.parse) and callable(module.schema) and (module.__doc__ or "").strip()


def test_a_module_whose_name_begins_with_an_underscore_is_no_entry() -> None:
    for package in ("library.parameters", "checks.rules", "cli.commands"):
        assert not any(name.startswith("_") for name in registry.names(package))


def test_there_is_no_entry_that_has_no_file() -> None:
    with pytest.raises(KeyError):
        registry.entry("library.parameters", "../cli")
