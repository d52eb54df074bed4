"""Directories as registries: each public module or folder of a package is an entry, known by its name."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """The entries of `docgen.<package>`, in alphabetical order, without importing them."""
    folder = import_module(f"docgen.{package}")
    return tuple(sorted(m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_")))


@cache
def folders(package: str, module: str) -> tuple[str, ...]:
    """The entries of `docgen.<package>` that are folders with the module, in alphabetical order."""
    paths = import_module(f"docgen.{package}").__path__
    packages = sorted(m.name for m in pkgutil.iter_modules(paths) if m.ispkg)
    return tuple(name for name in packages if find_spec(f"docgen.{package}.{name}.{module}"))


@cache
def entry(package: str, name: str) -> ModuleType:
    """The module `docgen.<package>.<name>`. Raises KeyError if there is none."""
    if name not in names(package):
        raise KeyError(name)
    return import_module(f"docgen.{package}.{name}")
