"""Documents in which paragraphs become list items, items become paragraphs, and lists become one or several."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from docgen.document.change_of_kind import regrouped
from docgen.document.tree import Document, Item, List, Paragraph
from tests import pair

LINES = (
    "The council chairs the board and pays for the room in which it meets each quarter.",
    "Every partner will review in spring how its own officers share what they know.",
    "The police tell schools on the same day about any child who was at an incident.",
    "Costs of training fall to whoever asks for it, unless the trust has agreed to pay.",
    "A report on premises goes to members ten working days before they decide on them.",
    "Complaints from families are answered by the body that employs the worker concerned.",
    "No fund is carried over without a vote, which the treasurer records in the minutes.",
    "Volunteers get expenses at public rates once their manager has signed the form.",
)


def listed(ordered: bool, *texts: str) -> List:
    return pair.items(ordered, *texts)


def joined(*blocks: Any) -> tuple[Any, ...]:
    """The blocks, texts as paragraphs, with neighbouring lists of the same kind joined, as composed documents have them."""
    return regrouped(tuple(pair.p(block) if isinstance(block, str) else block for block in blocks))


def of(*blocks: Any, scheme: Any = "headings") -> Document:
    return pair.document(scheme, pair.section("aims", *joined(*blocks)))


def _block(kind: str, text: str) -> Any:
    if kind == "nested":
        return List(False, (Item((pair.p(text), listed(True, "A part of it."))),))
    return {"paragraph": pair.p(text), "bullet": listed(False, text), "number": listed(True, text), "table": pair.table(("Head",), (text,))}[kind]


@st.composite
def documents(draw: st.DrawFn, scheme: Any = "none", splits: bool = True) -> Document:
    """Some of the lines, mostly in order, some with other words, each as a paragraph, an item of a list, or rarely something else."""
    texts = [text for text in LINES if draw(st.integers(0, 5))]
    if draw(st.integers(0, 3)) == 0:
        texts = draw(st.permutations(texts))
    made = []
    for text in texts:
        head, _, tail = text.partition(" which ")
        change = draw(st.integers(0, 8))
        shown = (text.replace(" the ", " a "), text.upper())[change] if change < 2 else text
        kind = draw(st.sampled_from(["paragraph", "paragraph", "paragraph", "bullet", "bullet", "number", "number", "nested", "table"]))
        made += [_block(kind, part) for part in ((head + ".", "Which " + tail) if splits and change == 2 and tail else (shown,))]
    return of(*made, scheme=scheme) if made else of(Paragraph(()), scheme=scheme)


BEFORE = of(LINES[0], LINES[1], LINES[2], listed(True, *LINES[3:7]), LINES[7])
AFTER = of(LINES[0], listed(True, LINES[1].replace("spring", "autumn")), LINES[2], listed(True, LINES[3]), LINES[4], listed(True, *LINES[5:]))
"""A paragraph made an item, of which a word changed; an item in the middle of a list made a paragraph; and a paragraph that joined a list."""

APART = of(LINES[0], listed(True, *LINES[1:3]), LINES[3], listed(True, LINES[4]), pair.table(("Head",), ("Cell",)), listed(True, *LINES[5:7]), LINES[7])
TOGETHER = of(LINES[0], listed(True, *LINES[1:3], *LINES[4:7]), LINES[7])
"""Three lists that become one when a paragraph and a table between them go; and the reverse."""
