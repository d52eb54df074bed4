"""A revision as it would be with another version of a clause: in memory alone, with nothing else changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen import yamlpos
from docgen.config import Partnership
from docgen.pins import Pin


def adopted(partnership: Partnership, pins: tuple[Pin, ...], version: int) -> Partnership:
    """The revision with those of its pins at `version`. What lies beside them in its YAML stays the very same, and so do all places."""
    source, revision = partnership.source, partnership.revision
    for pin in pins:
        name = f"{pin.clause}@{version}"
        merged = yamlpos.merged(source, _patch((*pin.path, "clause"), yamlpos.Scalar(name, pin.position)))
        assert isinstance(merged, yamlpos.Mapping)
        source, revision = merged, _pinned(revision, pin.path, name)
    return replace(partnership, source=source, revision=revision)


def _patch(path: tuple[str, ...], value: yamlpos.Scalar) -> yamlpos.Mapping:
    """The merge patch that puts a value at a path."""
    first, *rest = path
    return yamlpos.Mapping({first: _patch(tuple(rest), value) if rest else value}, {first: value.position}, value.position)


def _pinned(model: Any, path: tuple[str, ...], name: str) -> Any:
    """The model, a revision or a section, with the clause of the section at a path replaced."""
    if not path:
        return model.model_copy(update={"clause": name})
    key, id, *rest = path
    below = getattr(model, key)
    return model.model_copy(update={key: {**below, id: _pinned(below[id], tuple(rest), name)}})
