"""Reads a folder of Word files that others made, and compares their words with what LibreOffice and pandoc read.

    python -m benchmarks.public_word_files FOLDER [--every N]

Nothing is kept of the files. Numbers that Word computes count as words, so LibreOffice's text shows whether they are right; pandoc has none. Files with
tracked changes are read, but not compared: LibreOffice's text holds the words of both sides.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from docgen.document.problems import DocgenError
from docgen.document.tree import Note, plain, walk
from docgen.formats.docx.reading.word_file import read_word
from docgen.formats.reading.file_text import FileText, Grid, Line, Picture

_WORD = re.compile(r"[^\W_]+")
_BATCH = 60


def words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def shown(text: FileText, labels: bool) -> Iterator[str]:
    """The words of the lines, with their computed numbers if asked for, and those of notes."""
    yield from _shown(text.lines, labels)


def _shown(nodes: Iterable[Line | Grid | Picture], labels: bool) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Grid):
            yield from _shown((child for row in node.rows for cell in row for child in cell), labels)
        elif isinstance(node, Line):
            yield f"{node.label} {node.words}" if labels else node.words
            notes = [part for inline in node.inlines for part in walk(inline) if isinstance(part, Note)]
            yield from (plain(getattr(block, "inlines", ())) for note in notes for block in note.blocks)


def by_libreoffice(files: list[Path]) -> dict[Path, str]:
    out: dict[Path, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(files), _BATCH):
            batch = files[start : start + _BATCH]
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "txt:Text", "--outdir", folder]
            subprocess.run([*command, *map(str, batch)], capture_output=True, check=False)
            made = {path: Path(folder) / f"{path.stem}.txt" for path in batch}
            out |= {path: text.read_text(encoding="utf-8-sig") for path, text in made.items() if text.exists()}
    return out


def by_pandoc(file: Path) -> str | None:
    import pypandoc

    command = [pypandoc.get_pandoc_path(), "-f", "docx", "-t", "plain", "--wrap=none", str(file)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    return made.stdout if made.returncode == 0 else None


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="compare only each Nth file; all are read")
    told = parser.parse_args()
    files = sorted(path for path in told.folder.rglob("*") if path.suffix.lower() in (".docx", ".docm", ".dotx", ".dotm"))
    read, refused = {}, Counter[str]()
    start = time.process_time()
    for path in files:
        try:
            read[path] = read_word(path.read_bytes(), path.name)
        except DocgenError as error:
            refused[error.problems[0].code] += 1
    print(f"{len(files)} files: {len(read)} read, refused {dict(refused)}, {time.process_time() - start:.1f} s CPU")
    chosen = [path for path in list(read)[:: told.every] if read[path].new is read[path].old]
    office = by_libreoffice(chosen)
    for name, texts, labels in (("LibreOffice", office, True), ("pandoc", {path: by_pandoc(path) for path in chosen}, False)):
        same = total = missing = 0
        for path, text in texts.items():
            if text is None:
                continue
            lost = words(text) - words("\n".join(shown(read[path].new, labels)))
            same, total, missing = same + (not lost), total + 1, missing + lost.total()
            if lost and told.every == 1:
                print(f"  {name}: {path.name}: {dict(lost.most_common(5))}", file=sys.stderr)
        print(f"{name}: {total} files compared, in {same} no word of its text is missing here; {missing} words missing in the others")


if __name__ == "__main__":
    main()
