"""Other programs that compare Word files; `make bench` installs them in `.venv-peers`, apart from docgen."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

FOLDER = Path(__file__).parents[1] / ".venv-peers" / "bin"
_DOCXODUS = (
    "import sys; from pathlib import Path; from python_redlines.engines import DocxodusEngine;"
    "Path(sys.argv[3]).write_bytes(DocxodusEngine().run_redline('a', Path(sys.argv[1]), Path(sys.argv[2]))[0])"
)
PEERS: dict[str, list[str]] = {
    "jubarte-redlines 0.14": ["jubarte-redlines", "compare", "OLD", "NEW", "-o", "OUT"],
    "Docxodus (python-redlines 2.0)": ["python", "-c", _DOCXODUS, "OLD", "NEW", "OUT"],
    "docx-trackdiff 1.0": ["docx-trackdiff", "OLD", "NEW", "OUT"],
}


def measured(folder: Path) -> Iterator[tuple[str, float, int]]:
    """The name, wall time in seconds and number of words marked of each installed program, on `old.docx` and `new.docx` in the folder."""
    for name, command in PEERS.items():
        if not (FOLDER / command[0]).exists():
            continue
        out = folder / "peer.docx"
        files = {"OLD": str(folder / "old.docx"), "NEW": str(folder / "new.docx"), "OUT": str(out)}
        start = time.perf_counter()
        subprocess.run([str(FOLDER / command[0]), *(files.get(word, word) for word in command[1:])], check=True, capture_output=True, timeout=300)
        yield name, time.perf_counter() - start, marked_words(out.read_bytes())
        out.unlink()


def marked_words(data: bytes, contents: bool = True) -> int:
    """The number of words in insertions and deletions of a Word file, with or without its contents list; words that only moved do not count."""
    with ZipFile(BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    if not contents:
        xml = re.sub(r'<w:p>(?:(?!</w:p>).)*?<w:pStyle w:val="TOC\d"/>.*?</w:p>', "", xml, flags=re.DOTALL)
    marked = re.findall(r"<w:(ins|del)\b[^>]*[^/]>(.*?)</w:\1>", xml, re.DOTALL)
    return sum(len("".join(re.findall(r"<w:(?:t|delText)\b[^>]*>([^<]*)<", inner)).split()) for _, inner in marked)
