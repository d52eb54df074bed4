"""docgen beside other programs that compare Word files; `make bench` installs those in `.venv-peers`, apart from docgen."""

from __future__ import annotations

import pickle
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
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
LIMIT = 120
"""A program that takes more seconds of CPU is stopped."""
Pair = tuple[Document, Document]


@dataclass(frozen=True, slots=True)
class Compared:
    """What one program made of a pair: its CPU time in seconds, with its start, and the changes that its file shows outside the contents list.

    `found` is nothing if it stopped or took too long. `whole` is true if the file holds both texts: the old one with its changes rejected, the new one
    with them accepted.
    """

    name: str
    seconds: float
    found: Tracked | None
    whole: bool


def compared(folder: Path, documents: Mapping[str, Pair]) -> Iterator[Compared]:
    """What each installed program makes of `old.docx` and `new.docx` in the folder, and docgen of the documents by their names."""
    files = [str(folder / name) for name in ("old.docx", "new.docx", "redline.docx")]
    texts = [tracked(Path(name).read_bytes(), contents=False).new for name in files[:2]]
    for name, pair in documents.items():
        trees = [folder / "old.pickle", folder / "new.pickle"]
        for file, document in zip(trees, pair, strict=True):
            file.write_bytes(pickle.dumps(document))
        yield made_by(name, [sys.executable, "-m", "benchmarks.one_redline", *map(str, trees), files[2]], Path(files[2]), texts)
    for name, command in command_of_peers(*files):
        yield made_by(name, command, Path(files[2]), texts)


def command_of_peers(old: str, new: str, out: str) -> Iterator[tuple[str, list[str]]]:
    """Each installed program, with the command that compares two files."""
    places = {"OLD": old, "NEW": new, "OUT": out}
    for name, (program, *words) in PEERS.items():
        if (FOLDER / program).exists():
            yield name, [str(FOLDER / program), *(places.get(word, word) for word in words)]


def made_by(name: str, command: list[str], out: Path, texts: list[tuple[str, ...]], shown: bool = True) -> Compared:
    """What the command made, in its file `out`, of two files with the words `texts`; its time alone if that is not `shown`."""
    out.unlink(missing_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=False, capture_output=True, preexec_fn=partial(resource.setrlimit, resource.RLIMIT_CPU, (LIMIT, LIMIT)))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode or not out.exists() or not shown:
        return Compared(name, seconds, None, False)
    found = tracked(out.read_bytes(), contents=False)
    return Compared(name, seconds, found, _holds(found, texts))


def _holds(found: Tracked, texts: list[tuple[str, ...]]) -> bool:
    """Whether a file holds both texts; docgen's has a cover before it, and spaces do not count, for a paragraph may end there."""
    return all("".join(words).endswith("".join(text)) for words, text in zip((found.old, found.new), texts, strict=True))


def lines(results: list[Compared]) -> Iterator[str]:
    """The results as a table, each with the words it marks as a share of those that Docxodus marks."""
    yield f"    {'':34} {'marked':>7} {'moved':>6} {'moves':>5} {'false':>5} {'hidden':>6} {'CPU s':>6}"
    measure = next((result.found.marked for result in results if result.found and result.name == DOCXODUS), 0)
    for result in results:
        found = result.found
        if found is None:
            yield f"    {result.name:34} gave up after {result.seconds:.0f} s of CPU"
            continue
        share = f"  {found.marked / measure:.2f} × Docxodus" if measure and result.name != DOCXODUS else ""
        lost = "" if result.whole else "  not both texts"
        counts = f"{found.marked:7,} {found.moved:6,} {len(found.moves):5} {len(found.false_moves):5} {found.hidden:6}"
        yield f"    {result.name:34} {counts} {result.seconds:6.2f}{share}{lost}"
