"""Large pairs of texts, each hostile to comparing in another way, and what a redline of them costs. Each runs in a process of its own."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from docgen.comparison.diff import diff
from docgen.document.redline import Moved, marks
from docgen.document.tree import Document, FrontMatter, Paragraph, Section, Text

Texts = list[str]
_VOCABULARY = [a + b + c + d for a in "bdfgklmnprst" for b in "aeiou" for c in "lnrst" for d in "aeiou"]
_WORDS = 20


def _texts(count: int, seed: int = 1, words: int = _WORDS) -> Texts:
    chance = random.Random(seed)
    return [" ".join(chance.choice(_VOCABULARY) for _ in range(words)) + "." for _ in range(count)]


def _renamed(size: int) -> tuple[Texts, Texts]:
    before = [f"The Anytown Council and {text}" for text in _texts(size)]
    return before, [text.replace("Anytown", "Newtown") for text in before]


def _form(size: int) -> tuple[Texts, Texts]:
    before = [f"The Council pays {number} pounds to body {7 * number} for the work of the year and the next." for number in range(size)]
    after = [text.replace("pays", "shall pay") for text in before]
    return before, [*after[: size // 3], *after[size // 3 + 2 :]]


def _equal(size: int) -> tuple[Texts, Texts]:
    before = _texts(1) * size
    return before, _one_in_a_hundred_edited(before)


def _unlike(size: int) -> tuple[Texts, Texts]:
    before = _texts(size)
    return before, _one_in_a_hundred_edited(before)


def _one_in_a_hundred_edited(texts: Texts) -> Texts:
    return [text.replace(" ", " new ", 1) if number % 100 == 50 else text for number, text in enumerate(texts)]


def _shuffled(size: int) -> tuple[Texts, Texts]:
    before = _texts(size)
    return before, random.Random(2).sample(before, size)


def _shuffled_and_edited(size: int) -> tuple[Texts, Texts]:
    before, after = _shuffled(size)
    return before, [text.replace(" ", " new ", 1) for text in after]


def _foreign(size: int) -> tuple[Texts, Texts]:
    return _texts(size), _texts(size, seed=2)


def _gaps(size: int) -> tuple[Texts, Texts]:
    before, after = _renamed(size)
    return before, [old if number % 90 == 0 else new for number, (old, new) in enumerate(zip(before, after, strict=True))]


def _one_paragraph(size: int) -> tuple[Texts, Texts]:
    (before,) = _texts(1, words=size)
    words = before.split()
    for at in random.Random(2).sample(range(size), size // 100):
        words[at] = "changed"
    return [before], [" ".join(words)]


_CASES: tuple[tuple[str, Callable[[int], tuple[Texts, Texts]], tuple[int, ...]], ...] = (
    ("paragraphs, one name changed in all", _renamed, (201, 2_000, 5_000)),
    ("the same, one in 90 unchanged", _gaps, (5_000,)),
    ("paragraphs of one form, changed, two gone", _form, (2_000,)),
    ("equal paragraphs, 1 % edited", _equal, (10_000,)),
    ("unlike paragraphs, 1 % edited", _unlike, (10_000,)),
    ("paragraphs shuffled", _shuffled, (2_000,)),
    ("paragraphs shuffled, and all edited", _shuffled_and_edited, (2_000,)),
    ("paragraphs with nothing in common", _foreign, (2_000,)),
    ("words in one paragraph, 1 % edited", _one_paragraph, (50_000,)),
)


def measured_sizes() -> Iterator[tuple[str, int, float, float, int, int]]:
    """For each pair its name and size, the CPU seconds and megabytes of a redline, and how many changes and moves that has."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        for index, (name, _, sizes) in enumerate(_CASES):
            for size in sizes:
                yield (name, size, *processes.submit(_measured, index, size).result())


def _measured(index: int, size: int) -> tuple[float, float, int, int]:
    old, new = map(_document, _CASES[index][1](size))
    diff(_document(["One."]), _document(["Two."]))
    before, start = _most_memory(), time.process_time()
    redline = diff(old, new)
    seconds, memory = time.process_time() - start, _most_memory() - before
    return seconds, memory, len(redline.changes), sum(type(mark) is Moved and mark.end == "to" for mark in marks(redline.document.sections))


def _most_memory() -> float:
    """The most megabytes that this process had; Linux counts those of the parent in ru_maxrss too."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _document(texts: Texts) -> Document:
    blocks = tuple(Paragraph((Text(text),)) for text in texts)
    front = FrontMatter("Large", "", "", (), "", "", "2024-01-01T00:00:00Z", "", ())
    return Document("large/1", "en-GB", "none", "mou", front, (Section("a", (Text("Aims"),), blocks),))
