"""`make bench TEXTS=folder`: redlines of two Word files by the command line, beside other programs, and of public agreements judged by pandoc and LibreOffice.

`python -m benchmarks.word_files FOLDER`: the folder holds clones of the repositories that `public_pairs` lists. Times are CPU time of the whole command.
"""

from __future__ import annotations

import re
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.imported_markdown import word_file
from benchmarks.public_pairs import PAIRS, versions
from benchmarks.redline import EDITS, ROOT, SEED, long_document
from benchmarks.redline_peers import command_of_peers, lines, made_by
from docgen.document.tree import walk
from docgen.formats.docx.reading.word_file import read_word
from docgen.formats.outputs import written
from docgen.formats.read_file import read_document
from docgen.formats.reading.file_text import FileText, Grid, Line
from docgen.sources.files import HouseStyle
from tests.edits import edited
from tests.foreign import with_ids_by_place
from tests.judges import require, require_office_python
from tests.office import resolved
from tests.tracked_words import tracked
from tests.wording import words_of

WORDS = 60_000
_LABEL = re.compile(r"^\s*(?:\d+|[a-z]|[ivxl]+)[.)](?:\s+|$)")
DIFF = [sys.executable, "-m", "docgen", "diff"]


def main() -> None:
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    told = parser.parse_args()
    with TemporaryDirectory() as folder:
        _large(Path(folder))
    if told.folder:
        _public(told.folder)


def _large(folder: Path) -> None:
    """Two files of about 160 pages: the time of the whole command, and what each program marks."""
    old = long_document(WORDS)
    new = edited(old, SEED, EDITS).document
    style = HouseStyle(old.style, ROOT)
    # Without sections in common the files say as little of each other as those of strangers.
    for name, document in (("old", with_ids_by_place(old, "old")), ("new", with_ids_by_place(new, "new"))):
        (folder / f"{name}.docx").write_bytes(written(document, style, "docx"))
    print(f"Two Word files of {len(words_of(old)):,} words, about 160 pages, with {EDITS} edits: the whole command")
    files = [str(folder / name) for name in ("old.docx", "new.docx", "out.docx")]
    texts = [tracked(Path(name).read_bytes(), contents=False).new for name in files[:2]]
    ours = {
        "docgen diff --format docx": [*DIFF, *files[:2], "--format", "docx", "--output", files[2]],
        "docgen diff --format docx --moves plain": [*DIFF, *files[:2], "--format", "docx", "--moves", "plain", "--output", files[2]],
    }
    results = [made_by(name, command, Path(files[2]), texts) for name, command in (*ours.items(), *command_of_peers(*files))]
    print("\n".join(lines(results)))
    seconds = made_by("", [*DIFF, *files[:2], "--output", files[2]], Path(files[2]), texts, shown=False).seconds
    print(f"    docgen diff, as text {seconds:.2f} s CPU")


def _public(clones: Path) -> None:
    print("Public agreements as Word files, two versions of each, which are not kept here")
    pandoc, soffice, python = require("pandoc"), require("soffice"), require_office_python()
    for pair in PAIRS:
        texts = versions(pair, clones)
        if texts is None:
            print(f"  {pair.name}: not cloned")
            continue
        with TemporaryDirectory() as folder:
            files = [Path(folder) / "old.docx", Path(folder) / "new.docx"]
            for path, text in zip(files, texts, strict=True):
                word_file(text, path, pandoc)
            lost = sum(lost_words(path) for path in files)
            judged = [
                _judged(first, second, Path(folder), moves, pandoc, soffice, python) for first, second in (files, files[::-1]) for moves in ("moves", "plain")
            ]
            words = sum(len(" ".join(_words(read_word(path.read_bytes(), path.name).new)).split()) for path in files)
            print(f"  {pair.name}: {words:,} words read, {lost} lost; {'; '.join(judged)}")
            sys.stdout.flush()


def lost_words(path: Path) -> int:
    """How many words that the reader of Word gave are neither in the document made of them nor among what was dropped."""
    data = path.read_bytes()
    read = read_document(data, path.name)
    front = read.document.front
    cover = (front.title, front.subtitle, front.status, front.date, *front.parties, *(words for row in front.control for words in row))
    numbers = (str(getattr(node, "number", "") or "") for node in walk(read.document))
    kept = _counted([*words_of(read.document), *cover, *numbers, *(each.words for each in (*read.dropped, *read.labels))])
    return sum((_counted(_words(read_word(data, path.name).new)) - kept).values())


def _counted(texts: Iterable[str]) -> Counter[str]:
    """The words; a full stop after a number, and signs alone, do not count."""
    return Counter(word for text in texts for each in text.split() if (word := each.strip("().:;")))


def _words(text: FileText) -> Iterator[str]:
    for part in text.lines:
        if isinstance(part, Line):
            yield part.words
        elif isinstance(part, Grid):
            yield from _words(FileText(tuple(line for row in part.rows for cell in row for line in cell)))


def _judged(old: Path, new: Path, folder: Path, moves: str, pandoc: str, soffice: str, python: str) -> str:
    """Which programs get both texts back from the redline."""
    out = folder / "redline.docx"
    done = subprocess.run([*DIFF, str(old), str(new), "--format", "docx", "--moves", moves, "--output", str(out)], check=False, capture_output=True, text=True)
    if done.returncode:
        return f"no redline: {done.stderr.strip()[:200]}"

    def plain(path: Path, changes: str = "accept") -> str:
        command = [pandoc, "-f", "docx", "-t", "plain", "--wrap=none", f"--track-changes={changes}", str(path)]
        found = subprocess.run(command, check=True, capture_output=True, text=True).stdout.replace("-", "").splitlines()
        # pandoc leaves an empty item where one was inserted or deleted, and counts it.
        return _squeezed([_LABEL.sub("", line) for line in found])

    jobs = [(str(old), ()), (str(new), ()), (str(out), ("accept", "reject"))]
    by_office = [_paragraphs(each) for each in resolved(jobs, soffice, python)]
    told = {
        "pandoc accepted": plain(out) == plain(new),
        "pandoc rejected": plain(out, "reject") == plain(old),
        "LibreOffice accepted": by_office[2] == by_office[1],
        "LibreOffice rejected": by_office[3] == by_office[0],
    }
    wrong = [name for name, right in told.items() if not right]
    return f"{old.stem} to {new.stem} ({moves}) {'wrong: ' + ', '.join(wrong) if wrong else 'exact'}"


def _squeezed(text: list[str]) -> str:
    return "".join("".join(text).split())


def _paragraphs(text: list[str]) -> list[str]:
    return [words for line in text if (words := "".join(line.replace("\u200d", "").split()))]


if __name__ == "__main__":
    main()
