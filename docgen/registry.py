"""A directory is the registry: each public module of a package is one entry, known by its file name.

A module `<format>_redline` is no entry: it belongs to the format, and writes redlines in it.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

REDLINE = "_redline"


@cache
def names(package: str) -> tuple[str, ...]:
    """The entries of `docgen.<package>`, in alphabetical order, without importing them."""
    folder = import_module(f"docgen.{package}")
    return tuple(sorted(m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_") and not m.name.endswith(REDLINE)))


@cache
def entry(package: str, name: str) -> ModuleType:
    """The module `docgen.<package>.<name>`; KeyError if the directory has no such file."""
    if name not in names(package):
        raise KeyError(name)
    return import_module(f"docgen.{package}.{name}")
