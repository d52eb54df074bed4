"""Words of messages and lists: a count with its noun, a capital at the start, a text cut short."""

from __future__ import annotations

_LONGEST = 40


def number_of(number: int, noun: str) -> str:
    """'1 change', '1,200 changes'."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def capital(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def one_line(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


def cut(text: str, longest: int = _LONGEST) -> str:
    """The text on one line, with “…” in the place of what is too long."""
    text = one_line(text)
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
