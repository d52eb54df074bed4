"""A directory is the registry: each public module of a package is one entry, known by its file name."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from types import ModuleType

_REDLINE = "_redline"
"""Ends the name of a module that writes redlines in the format it begins with."""


@cache
def names(package: str) -> tuple[str, ...]:
    """The entries of `docgen.<package>`, in alphabetical order, without importing them."""
    return tuple(name for name in _modules(package) if not name.endswith(_REDLINE))


@cache
def redlines() -> tuple[str, ...]:
    """The formats of redlines: `docx` for the module `docgen.writers.docx_redline`."""
    return tuple(name.removesuffix(_REDLINE) for name in _modules("writers") if name.endswith(_REDLINE))


def redline(format: str) -> ModuleType:
    """The module that writes redlines in a format; KeyError if the directory has no such file."""
    if format not in redlines():
        raise KeyError(format)
    return import_module(f"docgen.writers.{format}{_REDLINE}")


def _modules(package: str) -> tuple[str, ...]:
    folder = import_module(f"docgen.{package}")
    return tuple(sorted(m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_")))


@cache
def entry(package: str, name: str) -> ModuleType:
    """The module `docgen.<package>.<name>`; KeyError if the directory has no such file."""
    if name not in names(package):
        raise KeyError(name)
    return import_module(f"docgen.{package}.{name}")
