"""Captions of tables and figures, with the number that changed tracked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from docgen.document.redline import rejected_nodes
from docgen.document.tree import Figure, Table, plain
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.reason_comments import AUTHOR


def caption_key(node: Table | Figure) -> str:
    """The id of a table or figure, or else its old caption."""
    return node.id or plain(rejected_nodes(node.caption))


def tracking_number(write: Callable[..., None]) -> Callable[..., None]:
    """A function for tables or figures that tracks a changed number, or the whole caption if its number is added or removed."""

    def write_tracked(node: Table | Figure, place: Any, keep: bool, state: Any) -> None:
        was = state.captions.get(caption_key(node), "")
        if state.mark_depth:
            # The old place of a move is written from the nodes of the new place, which have the new number.
            node, was = (replace(node, number=was), was) if state.deleting and was else (node, node.number)
        if was == node.number or (was and node.number and not state.track_numbers):
            write(node, place, keep, state)
            return
        state.stamp.author = AUTHOR
        xml = state.captured(partial(write, replace(node, number=node.number or was), place, keep, state))
        if was and node.number:
            state.out.append(track_changes.changed_number(xml, was.rpartition(" ")[2], state.stamp))
        else:
            caption, end, rest = xml.partition("</w:p>")
            state.out.append(track_changes.tracked(caption + end, "ins" if node.number else "del", state.stamp) + rest)

    return write_tracked
