"""Whether a zip is safe to read, seen from its directory alone, before anything is inflated."""

from __future__ import annotations

from zipfile import ZipInfo

MOST_PARTS = 1_000
LARGEST_PART = 30_000_000
LARGEST_PACKAGE = 60_000_000
"""Limits, in bytes, that stop a zip bomb: a house file is some dozens of kilobytes."""


def unsafe_entries(entries: list[ZipInfo]) -> list[str]:
    """What makes an archive unsafe, as sentences."""
    messages = []
    if len(entries) > MOST_PARTS:
        messages.append(f"The archive has {len(entries):,} entries; the limit is {MOST_PARTS:,}.")
    if sum(e.file_size for e in entries) > LARGEST_PACKAGE:
        messages.append(f"The archive expands to more than {LARGEST_PACKAGE // 1_000_000} MB.")
    names: set[str] = set()
    for entry in entries:
        name = entry.filename
        if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
            messages.append(f"The name “{name}” points outside the archive.")
        # Part names are case-insensitive (ECMA-376 Part 2, 6.2.2.3).
        if name.lower() in names:
            messages.append(f"The name “{name}” occurs twice.")
        names.add(name.lower())
        if entry.file_size > LARGEST_PART:
            messages.append(f"The part “{name}” expands to more than {LARGEST_PART // 1_000_000} MB.")
        if entry.flag_bits & 1:
            messages.append(f"The part “{name}” is encrypted.")
    return messages
