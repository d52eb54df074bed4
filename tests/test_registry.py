"""The registries are directories: every entry offers what its kind promises, and every writer can write every node."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

import pytest

from docgen import params, readers, registry, writers
from docgen.redline import MARKS
from docgen.tree import BLOCKS, INLINES

TABLED = tuple(name for name in registry.names("writers") if name != "json")


def test_the_formats_promised_are_there() -> None:
    assert {"docx", "html", "json", "markdown"} <= set(registry.names("writers"))


@pytest.mark.parametrize("format", registry.names("writers"))
def test_every_writer_has_a_suffix_and_a_function_to_write(format: str) -> None:
    writer = registry.entry("writers", format)
    assert writer.SUFFIX.startswith(".") and callable(writer.write)


def test_no_two_writers_have_one_suffix() -> None:
    suffixes = [registry.entry("writers", name).SUFFIX for name in registry.names("writers")]
    assert len(set(suffixes)) == len(suffixes)


@pytest.mark.parametrize("format", TABLED)
def test_every_writer_has_an_entry_for_each_kind_of_node(format: str) -> None:
    writer = _tables(format)
    assert set(writer.INLINES) == set(INLINES), "of inlines"
    assert set(writer.BLOCKS) == set(BLOCKS), "of blocks"


@pytest.mark.parametrize("format", registry.redlines())
def test_every_writer_of_redlines_has_an_entry_for_each_kind_of_mark(format: str) -> None:
    assert set(registry.redline(format).MARKS) == set(MARKS)


def _tables(format: str) -> ModuleType:
    """The module that holds a writer's tables: its own, or a private one named after it."""
    names = sorted(module.name for module in pkgutil.iter_modules(writers.__path__) if module.name == format or module.name.startswith(f"_{format}_"))
    found = [module for name in names if hasattr(module := import_module(f"docgen.writers.{name}"), "BLOCKS")]
    assert len(found) == 1, f"the tables INLINES and BLOCKS of {format}"
    return found[0]


@pytest.mark.parametrize("type", registry.names("params"))
def test_every_parameter_type_reads_a_value_and_has_a_schema_and_a_docstring(type: str) -> None:
    module = registry.entry("params", type)
    assert callable(module.parse) and callable(module.schema) and (module.__doc__ or "").strip()


def test_a_module_whose_name_begins_with_an_underscore_is_no_entry() -> None:
    for package in (params, readers, writers):
        assert not any(name.startswith("_") for name in registry.names(package.__name__.removeprefix("docgen.")))


def test_there_is_no_entry_that_has_no_file() -> None:
    with pytest.raises(KeyError):
        registry.entry("writers", "../cli")
