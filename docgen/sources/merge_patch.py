"""A YAML file changed by another, as JSON Merge Patch says (RFC 7396)."""

from __future__ import annotations

from docgen.document.problems import Position
from docgen.sources.yaml_tree import Mapping, Node, Scalar


def merged(base: Node, patch: Node) -> Node:
    """`base` changed by `patch` as in JSON Merge Patch (section 2); every value keeps its position."""
    if not isinstance(patch, Mapping):
        return patch
    entries: dict[str, Node] = {}
    keys: dict[str, Position] = {}
    if isinstance(base, Mapping):
        entries, keys = dict(base.entries), dict(base.keys)
    for key, value in patch.entries.items():
        if isinstance(value, Scalar) and value.text is None:
            entries.pop(key, None)
            keys.pop(key, None)
        else:
            keys.setdefault(key, patch.keys[key])
            entries[key] = merged(entries.get(key, Scalar(None, patch.position)), value)
    return Mapping(entries, keys, base.position if isinstance(base, Mapping) else patch.position)
