"""What a partnership file must say to turn the values of the file that it extends into others: a JSON Merge Patch (RFC 7396), with places of sections."""

from __future__ import annotations

from typing import Any

Data = dict[str, Any]
_ORDERED = ("sections", "appendices")


def patch(before: Data, after: Data) -> Data:
    """The keys that differ; None for those that go. A section that is new, or follows another section than before, says after which it stands."""
    out: Data = {key: None for key in before if key not in after}
    for key, value in after.items():
        old = before.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            below = _placed(old, value) if key in _ORDERED else patch(old, value)
            out |= {key: below} if below else {}
        elif (isinstance(value, dict) and key in _ORDERED) or value != old or key not in before:
            out[key] = value
    return out


def _placed(before: Data, after: Data) -> Data:
    """The patch of sections in their order."""
    out = patch(before, after)
    order = [name for name in before if name in after]
    previous = ""
    for name in after:
        if name not in order:
            order.insert(order.index(previous) + 1 if previous else 0, name)
            out[name] = _at(out.get(name, {}), previous, order[1] if len(order) > 1 else "")
        elif order.index(name) != (order.index(previous) + 1 if previous else 0):
            order.remove(name)
            order.insert(order.index(previous) + 1 if previous else 0, name)
            out[name] = _at(out.get(name, {}), previous, order[1] if len(order) > 1 else "")
        previous = name
    return {name: out[name] for name in (*(gone for gone in out if gone not in after), *(kept for kept in after if kept in out))}


def _at(section: Data, previous: str, following: str) -> Data:
    if previous:
        return {**section, "after": previous}
    return {**section, "before": following} if following else section
