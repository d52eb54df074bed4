"""docgen beside other programs that compare Word files; `make bench` installs those in `.venv-peers`, apart from docgen."""

from __future__ import annotations

import pickle
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.document.tree import Document
from tests.tracked_words import Tracked, tracked

FOLDER = Path(__file__).parents[1] / ".venv-peers" / "bin"
DOCXODUS = "Docxodus (python-redlines 2.0)"
_DOCXODUS = (
    "import sys; from pathlib import Path; from python_redlines.engines import DocxodusEngine;"
    "Path(sys.argv[3]).write_bytes(DocxodusEngine().run_redline('a', Path(sys.argv[1]), Path(sys.argv[2]))[0])"
)
PEERS: dict[str, list[str]] = {
    DOCXODUS: ["python", "-c", _DOCXODUS, "OLD", "NEW", "OUT"],
    "docx-trackdiff 1.0": ["docx-trackdiff", "OLD", "NEW", "OUT"],
    "jubarte-redlines 0.14": ["jubarte-redlines", "compare", "OLD", "NEW", "-o", "OUT"],
}
Pair = tuple[Document, Document]


@dataclass(frozen=True, slots=True)
class Compared:
    """What one program made of a pair: its CPU time in seconds, with its start, and the changes that its file shows outside the contents list.

    `whole` is true if the file holds both texts: the old one with its changes rejected, the new one with them accepted.
    """

    name: str
    seconds: float
    found: Tracked
    whole: bool


def compared(folder: Path, documents: Mapping[str, Pair]) -> Iterator[Compared]:
    """What each installed program makes of `old.docx` and `new.docx` in the folder, and docgen of the documents by their names."""
    out = folder / "redline.docx"
    texts = tuple(tracked((folder / name).read_bytes(), contents=False).new for name in ("old.docx", "new.docx"))
    for name, pair in documents.items():
        files = [folder / "old.pickle", folder / "new.pickle"]
        for file, document in zip(files, pair, strict=True):
            file.write_bytes(pickle.dumps(document))
        seconds = _cpu([sys.executable, "-m", "benchmarks.one_redline", *map(str, files), str(out)])
        found = tracked(out.read_bytes(), contents=False)
        yield Compared(name, seconds, found, _holds(found, texts))
    names = {"OLD": str(folder / "old.docx"), "NEW": str(folder / "new.docx"), "OUT": str(out)}
    for name, command in PEERS.items():
        if (FOLDER / command[0]).exists():
            out.unlink(missing_ok=True)
            seconds = _cpu([str(FOLDER / command[0]), *(names.get(word, word) for word in command[1:])])
            found = tracked(out.read_bytes(), contents=False)
            yield Compared(name, seconds, found, _holds(found, texts))


def _holds(found: Tracked, texts: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a file holds both texts; docgen's has a cover before it, and spaces do not count, for a paragraph may end there."""
    return all("".join(words).endswith("".join(text)) for words, text in zip((found.old, found.new), texts, strict=True))


def _cpu(command: list[str]) -> float:
    """Run the command; the seconds of CPU that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def lines(results: list[Compared]) -> Iterator[str]:
    """The results as a table, each with the words it marks as a share of those that Docxodus marks."""
    yield f"    {'':34} {'marked':>7} {'moved':>6} {'moves':>5} {'false':>5} {'hidden':>6} {'CPU s':>6}"
    measure = next((result.found.marked for result in results if result.name == DOCXODUS), 0)
    for result in results:
        found = result.found
        share = f"  {found.marked / measure:.2f} × Docxodus" if measure and result.name != DOCXODUS else ""
        lost = "" if result.whole else "  not both texts"
        counts = f"{found.marked:7,} {found.moved:6,} {len(found.moves):5} {len(found.false_moves):5} {found.hidden:6}"
        yield f"    {result.name:34} {counts} {result.seconds:6.2f}{share}{lost}"
