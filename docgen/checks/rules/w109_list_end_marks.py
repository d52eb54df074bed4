"""The items of one list do not end alike.

In a list of duties the mark at the end of an item says whether the sentence goes on, and "and" or "or" before the last item whether all apply. If some items
end in a semicolon, some in a full stop and some in nothing, a reader may ask whether something was cut off or added later. The rule reports the first item
that does not end as most do. The last item may close the list with a full stop.

Fails:

    The Board will:

    - publish a report;
    - meet every quarter,
    - keep a register; and
    - hear complaints.

Fails:

    The Board will:

    - publish a report; and
    - meet every quarter

Passes:

    The Board will:

    - publish a report;
    - meet every quarter; and
    - hear complaints.

    The members are:

    - the Council
    - the Police

Passes:

    Where a partner

    - leaves; or
    - is dissolved,

    the others will meet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import Items, ending, lists

SEVERITY = "warning"
_JOINER = re.compile(r"\s+(?:and/or|and|or)\s*[;,:]?$")
_NAMES = {".": "a full stop", ";": "a semicolon", ",": "a comma", "": "no mark"}


def check(draft: Draft) -> Iterator[Finding]:
    for found in lists(draft):
        whole = ((at, item.text) for at, item in enumerate(found.items) if at not in found.opening and not _is_name(item.text))
        marks = {at: mark for at, text in whole if (mark := _mark(text)) in _NAMES}
        last = max(marks, default=0)
        inner = [mark for at, mark in marks.items() if at != last] if last == len(found.items) - 1 else list(marks.values())
        if not inner or len(marks) < 2:
            continue
        usual = _usual(inner)
        odd = next((at for at, mark in marks.items() if mark != usual and not (at == last and _may_end(mark, usual, found))), None)
        if odd is not None:
            item = found.items[odd]
            expected = _NAMES["."] if odd == last and usual in ";," else _NAMES[usual]
            seen = f"This item ends with {_NAMES[marks[odd]]} (“{ending(item.text)}”), but others in its list end with {_NAMES[usual]}."
            yield Finding(item.at(len(item.text) - 1), seen, expected, "End all items of the list alike; the last may end with a full stop.")


def _usual(marks: list[str]) -> str:
    """The most frequent mark; of equally frequent ones, the first."""
    counts = Counter(marks)
    return max(counts, key=lambda mark: (counts[mark], -marks.index(mark)))


def _mark(text: str) -> str:
    """The mark that ends an item, before "and" or "or" and inside quotation marks; "" if there is none."""
    text = _JOINER.sub("", text.rstrip()).rstrip("”’\"' )]")
    return text[-1:] if text[-1:] in (*".;,:?!…",) else ""


def _may_end(mark: str, usual: str, found: Items) -> bool:
    """Whether the last item may end with this mark: a full stop, or a comma if the sentence goes on after the list."""
    return mark == "." or (mark in (",", usual) and found.after[:1].islower())


def _is_name(text: str) -> bool:
    """Whether an item is a name or a title, which needs no mark: none of its longer words begins with a small letter."""
    return text[-1:].isalnum() and all(not word[0].islower() for word in text.split() if len(word) > 3)
