"""Lists around which paragraphs became items or items became paragraphs: each line is what it is now, and is again what it was on reject."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from docgen.document.change_of_kind import ListItem
from docgen.document.redline import Altered, as_it_was
from docgen.document.tree import List, Paragraph
from docgen.formats.docx import body
from docgen.formats.docx.ooxml import track_changes
from docgen.formats.docx.reason_comments import AUTHOR
from docgen.formats.docx.write_marks import RedlineState, mark_writer
from docgen.formats.docx.writing_state import Place
from docgen.formats.item_spots import Spot

_ALTERED = mark_writer(lambda state: state.writers.blocks, Altered)


def tracked_list(node: List, place: Place, keep: bool, state: RedlineState) -> None:
    """Write a list. Where the kind of a block beside it or in it changed, its items are written one by one, each with its old properties tracked."""
    if not _is_around_change(node, state):
        body.BLOCKS[List](node, place, keep, state)
        return
    item: Any
    for item in node.items:
        old, new = state.lists_of_items.spots[id(item)]
        now = partial(_item, item, new or old, not new, place, state)
        if type(item) is Altered:
            was = partial(state.writers.blocks[Paragraph], as_it_was(item.node, item.was), place, False, state)
            state.out.append(_with_old_properties(now, was, item, state))
        else:
            state.out.append(_with_old_properties(now, partial(_item, item, old or new, bool(old), place, state), None, state))


def altered_block(node: Altered, place: Place, keep: bool, state: RedlineState) -> None:
    """Write a block whose own properties changed; so too a paragraph that was an item."""
    if type(node.was) is ListItem:
        old = state.lists_of_items.spots[id(node)].old
        (was,) = as_it_was(node.node, node.was).items
        now = partial(state.writers.blocks[Paragraph], node.node, place, keep, state)
        state.out.append(_with_old_properties(now, partial(_item, was, old, True, place, state), node, state))
    elif type(node.node) is List and _is_around_change(node.node, state):
        state.out.append(state.with_comment(node, state.captured(partial(tracked_list, node.node, place, keep, state)), "ins"))
    else:
        _ALTERED(node, place, keep, state)


def _is_around_change(node: List, state: RedlineState) -> bool:
    return any(id(item) in state.lists_of_items.spots for item in node.items)


def _item(item: Any, spot: Spot | None, in_old: bool, place: Place, state: RedlineState) -> None:
    """Write an item, or the items in a mark, in the list of the spot, which is one of the old document or of the new one."""
    assert spot is not None, "an item stands in one document at least"
    state.lists_of_items.enter(spot, in_old)
    body.BLOCKS[List](List(spot.ordered, (item,)), place, False, state)


def _with_old_properties(now: Callable[[], None], was: Callable[[], None], mark: Altered | None, state: RedlineState) -> str:
    """What `now` writes, with the properties of its paragraphs that `was` writes tracked, and with the comment on the change if it is one."""
    before = state.after_table
    new = state.captured(now)
    after, state.after_table = state.after_table, before
    old = state.dry_run(lambda: state.captured(was))
    state.after_table = after
    state.stamp.author = state.author(mark) if mark else AUTHOR
    tracked = track_changes.realigned(new, old, state.stamp)
    return state.with_comment(mark, tracked, "ins") if mark else tracked
