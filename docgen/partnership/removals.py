"""What `null` says in a partnership file: remove what the file below has. A `null` that removes nothing is a slip, and each is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.document.problems import Position, Problem, did_you_mean
from docgen.partnership.revision import Revision
from docgen.sources.yaml_errors import QUOTE_IT
from docgen.sources.yaml_models import keys
from docgen.sources.yaml_tree import Mapping, Node, Scalar

_ID = re.compile(r"[a-z][a-z0-9_-]*")
_ENTRIES = {"sections": "section", "appendices": "appendix", "parties": "party", "groups": "group", "terms": "term", "dates": "date", "control": "row"}
_ENTRIES |= {"with": "value", "paragraphs": "paragraph"}
"""What the entries of the mappings by id are."""


def empty_removals(base: Mapping | None, patch: Mapping) -> Iterator[Problem]:
    """A Problem for each null of a file for which `base`, the revision that it extends, has no value. Without a base, nothing can be removed."""
    yield from _empty(base, base, patch, ())


def _empty(root: Node | None, base: Node | None, patch: Mapping, path: tuple[str, ...]) -> Iterator[Problem]:
    below = base.entries if isinstance(base, Mapping) else None
    for key, value in patch.entries.items():
        old = (below or {}).get(key)
        if isinstance(value, Mapping):
            yield from _empty(root, old, value, (*path, key))
        elif isinstance(value, Scalar) and value.text is None and old is None and key != "extends":
            if below is not None:
                yield _nothing_to_remove(root, below, patch.keys[key], key, path)
            elif key not in (known := _keys_of_schema(path)):
                nor = f", and the revision that this one extends has no {_kind(path)} “{key}” to remove" if root else ""
                seen = f"The {_kind(path)} “{key}” is empty{nor}."
                # In {braces}, a comma ends a value: the rest of a sentence then reads as a key.
                advice = QUOTE_IT if not _ID.fullmatch(key) else did_you_mean(key, known)
                yield Problem(patch.keys[key], "empty-entry", seen, "its value, or no such line", advice)


def _nothing_to_remove(root: Node | None, base: dict[str, Node], place: Position, key: str, path: tuple[str, ...]) -> Problem:
    known = [name for name in base if name != "extends"]
    seen = f"This null removes nothing: the revision that this one extends has no {_kind(path)} “{key}” here."
    found = _place_of_section(root, key) if _kind(path) in ("section", "appendix") else ()
    advice = f"“{key}” is under {' → '.join(found[:-1])}: write the null there." if found else did_you_mean(key, known) or "Delete the line."
    return Problem(place, "nothing-to-remove", seen, f"one of {', '.join(known)}" if known else "no such line", advice)


def _kind(path: tuple[str, ...]) -> str:
    """What the keys of a mapping name: the entries of a mapping by id, or keys of the schema."""
    by_id = False
    for step in path:
        by_id = not by_id and step in _ENTRIES
    return _ENTRIES[path[-1]] if by_id else "key"


def _keys_of_schema(path: tuple[str, ...]) -> set[str]:
    """The keys that a mapping of the schema may have, any of which may be left empty; none for a mapping by id."""
    return keys(Revision, path) if _kind(path) == "key" else set()


def _place_of_section(base: Node | None, id: str, path: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The path of a section or appendix; () if there is none."""
    for part in ("sections", "appendices"):
        held = base.entries.get(part) if isinstance(base, Mapping) else None
        for name, section in held.entries.items() if isinstance(held, Mapping) else ():
            found = (*path, part, name) if name == id else _place_of_section(section, id, (*path, part, name))
            if found:
                return found
    return ()
