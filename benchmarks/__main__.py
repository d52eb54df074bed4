"""`make bench`: composing and writing against the raw limit and against docxtpl, python-docx and pandoc.

The raw limit is the work that no writer of Word files can avoid: joining the paragraphs' finished XML strings and zipping them at level 6.
Times are CPU time of one core, the best of many runs, so that they can be compared on a busy machine. For pandoc it is the CPU time of its process.
"""

from __future__ import annotations

import gc
import io
import itertools
import re
import resource
import subprocess
import sys
import tempfile
import time
import timeit
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from docgen.composition.compose import compose
from docgen.document.tree import Document, Paragraph, plain, walk
from docgen.formats.outputs import formats, written
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load
from docgen.partnership.repository import find_root
from docgen.sources.files import HouseStyle

NAME = "halton/2019"
FORMATS = formats()


def best(work: Callable[[], object], runs: int = 30) -> float:
    """The shortest CPU time of `runs` runs after a warm-up run, in milliseconds."""
    work()
    gc.collect()
    return min(timeit.repeat(work, timer=time.process_time, number=1, repeat=runs)) * 1000


def raw_limit(docx: bytes) -> Callable[[], object]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = archive.read("word/document.xml").decode()
    paragraphs = re.split(r"(?=<w:p[ >])", body)

    def work() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            archive.writestr("word/document.xml", "".join(paragraphs))

    return work


def texts(document: Document) -> list[str]:
    return [plain(node.inlines) for section in document.sections for node in walk(section) if isinstance(node, Paragraph)]


def with_python_docx(paragraphs: list[str]) -> Callable[[], object]:
    import docx

    def work() -> None:
        file = docx.Document()
        for text in paragraphs:
            file.add_paragraph(text, style="Body Text")
        file.save(io.BytesIO())

    return work


def with_docxtpl(paragraphs: list[str]) -> Callable[[], object]:
    """Filling a template of the same text, in which one word in twenty is a field."""
    import docx
    from docxtpl import DocxTemplate

    words = [word for text in paragraphs for word in text.split()]
    values = {f"f{index}": words[index] for index in range(0, len(words), 20)}
    template, count = docx.Document(), itertools.count()
    for text in paragraphs:
        line = [word.replace("{", "(") if (index := next(count)) % 20 else f"{{{{ f{index} }}}}" for word in text.split()]
        template.add_paragraph(" ".join(line), style="Body Text")
    source = io.BytesIO()
    template.save(source)

    def work() -> None:
        source.seek(0)
        file = DocxTemplate(source)
        file.render(values, autoescape=True)
        file.save(io.BytesIO())

    return work


def with_pandoc(markdown: bytes) -> float | None:
    """The CPU time that pandoc's process takes to convert the same document from Markdown, in milliseconds; None if it is not installed."""
    import pypandoc

    try:
        pandoc = pypandoc.get_pandoc_path()
    except OSError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.md"
        source.write_bytes(markdown)
        times = []
        for _ in range(3):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([pandoc, "-f", "gfm", "-t", "docx", "-o", str(Path(folder) / "out.docx"), str(source)], check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times) * 1000


def main() -> None:
    root = find_root(Path(__file__).parent)
    library, partnership = Library(root), load(root, NAME)
    document = compose(partnership, library)
    style = HouseStyle(document.style, root)
    made = {format: written(document, style, format) for format in FORMATS}
    paragraphs = texts(document)
    words = sum(len(text.split()) for text in paragraphs)
    limit = best(raw_limit(made["docx"]), 60)

    def everything() -> None:
        fresh = compose(partnership, library)
        for format in FORMATS:
            written(fresh, style, format)

    print(f"{NAME}: {words} words in {len(paragraphs)} paragraphs; Python {sys.version.split()[0]}; CPU ms, best of many")
    rows: list[tuple[str, float | None, str]] = [("raw limit", limit, "")]
    rows += [(f"write {format}", best(partial(written, document, style, format)), "<= 2.0" if format == "docx" else "") for format in FORMATS]
    rows.append(("compose", best(lambda: compose(partnership, library)), ""))
    rows.append(("compose and write all four", best(everything), "<= 6.0"))
    rows.append(("docxtpl, template of the same text", best(with_docxtpl(paragraphs), 3), ""))
    rows.append(("python-docx from scratch", best(with_python_docx(paragraphs), 3), ""))
    rows.append(("pandoc from Markdown", with_pandoc(made["markdown"]), ""))
    for name, cost, bar in rows:
        figure = "not installed" if cost is None else f"{cost:8.2f} {cost / limit:7.2f} x  {bar}"
        print(f"  {name:36}{figure}")


main()
