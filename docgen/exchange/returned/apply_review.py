"""Accepted edits of returned files, put into the sources, with the proof that the new Word file says what was accepted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from docgen.document.frozen_dataclass import dataclass
from docgen.document.message_words import cut
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.redline import Change, normal
from docgen.exchange.edits.apply_edits import Applied, applied
from docgen.exchange.edits.edit import APPLIED, Edit, Elsewhere
from docgen.exchange.fitting.entry_changes import Answer
from docgen.exchange.fitting.fitted_sources import Composed, composed_revision, with_own_text
from docgen.exchange.fitting.what_follows import proved
from docgen.exchange.returned.returned_draft import Returned
from docgen.formats.docx.reading.word_file import read_word
from docgen.formats.outputs import written
from docgen.formats.reading.structure import structured
from docgen.library.clauses import Library
from docgen.partnership import partnership_files
from docgen.sources import three_way_merge
from docgen.sources.files import HouseStyle


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What accepting edits gives: the new text of the partnership file, the Word file made of it, and how that differs from what was accepted.

    `left` is empty if the Word file says exactly what was accepted. `merged` says that the sources had changed since the file was sent, so that
    the proof is about the file as sent.
    """

    path: Path
    text: str
    word: bytes
    left: tuple[Change, ...]
    elsewhere: tuple[Elsewhere, ...]
    merged: bool = False


def choices(returned: Returned) -> list[Edit]:
    """The edits that can be accepted, in the order of the document."""
    return [edit for edit in returned.found.edits if edit.sort in APPLIED]


def reviewed(root: Path, answers: Sequence[tuple[Returned, Collection[str], Answer]]) -> Reviewed:
    """The revision after accepting edits of one or more returned files, each with the ids of those accepted. Raises DocgenError with nothing changed."""
    library = Library(root)
    name = answers[0][0].build.base.partnership.id
    now = composed_revision(root, partnership_files.load(root, name), library)
    text, problems, steps = now.text, list[Problem](), list[Applied]()
    for returned, chosen, answer in answers:
        base = returned.build.base
        made = applied(base, returned.found, chosen, returned.build.library, answer)
        steps.append(made)
        text = made.revision.text if text == base.text else _merged(base.text, text, made.revision.text, returned, problems)
    if problems:
        raise DocgenError(problems)
    after = with_own_text(now, text, library)
    word = written(after.document, HouseStyle(after.document.style, root), "docx")
    merged = len(steps) > 1 or text != steps[0].revision.text
    left = tuple(change for made in steps for change in made.proof.left) if merged else _left(word, after, steps[0])
    return Reviewed(root / now.partnership.chain[0].position.file, text, word, left, tuple(each for made in steps for each in made.elsewhere), merged)


def _left(word: bytes, after: Composed, made: Applied) -> tuple[Change, ...]:
    """What is left to be said: by the proof of the composed text, and by the Word file read back, which must say what was composed."""
    read = structured(read_word(word, after.document.id).new, after.document.id).document
    shown = normal(read)
    left = [change for change in proved(after.document, shown).left if change.section]
    return (*made.proof.left, *left)


def _merged(base: str, ours: str, theirs: str, returned: Returned, problems: list[Problem]) -> str:
    """The text of the file with the changes of both sides. Where they meet, a Problem for each, with both texts."""
    lines = [text.splitlines(keepends=True) for text in (base, ours, theirs)]
    out: list[str] = []
    for part in three_way_merge.merge(*lines):
        if isinstance(part, str):
            out.append(part)
            continue
        place = Position(returned.build.base.partnership.chain[0].position.file, len(out) + 1)
        seen = f"The file says “{cut(' '.join(part.local), 120)}” here, and {returned.file} would make it “{cut(' '.join(part.new), 120)}”."
        problems.append(Problem(place, "edits-meet", seen, "one of the two", "Accept one of the edits, or write the line by hand."))
    return "".join(out)
