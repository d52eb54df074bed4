"""A revision with another version of a clause, in memory, with nothing else changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docgen.partnership.partnership_files import Partnership
from docgen.partnership.pins import Pin
from docgen.sources import merge_patch, yaml_tree


def with_version(partnership: Partnership, pins: tuple[Pin, ...], version: int) -> Partnership:
    """The revision with these pins at `version`. The rest of its YAML and its model is shared with the original."""
    source, revision = partnership.source, partnership.revision
    for pin in pins:
        name = f"{pin.clause}@{version}"
        merged = merge_patch.merged(source, _patch((*pin.path, "clause"), yaml_tree.Scalar(name, pin.position)))
        assert isinstance(merged, yaml_tree.Mapping)
        source, revision = merged, _pinned(revision, pin.path, name)
    return replace(partnership, source=source, revision=revision)


def _patch(path: tuple[str, ...], value: yaml_tree.Scalar) -> yaml_tree.Mapping:
    """The merge patch that sets a value at a path."""
    first, *rest = path
    return yaml_tree.Mapping({first: _patch(tuple(rest), value) if rest else value}, {first: value.position}, value.position)


def _pinned(model: Any, path: tuple[str, ...], name: str) -> Any:
    """The model, a revision or a section, with another clause in the section at a path."""
    if not path:
        return model.model_copy(update={"clause": name})
    key, id, *rest = path
    below = getattr(model, key)
    return model.model_copy(update={key: {**below, id: _pinned(below[id], tuple(rest), name)}})
