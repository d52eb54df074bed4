"""Times the drafting rules on texts of 500, 1,000 and 2,000 sections, and `docgen check` on 200 partnerships: `python -m benchmarks.check`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from docgen.checks import rulebook
from docgen.checks.draft import of_document
from docgen.composition.compose import compose
from docgen.document.tree import Document, Section
from docgen.document.values import Date
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load
from docgen.partnership.repository import find_root, revisions

ROOT = find_root(Path(__file__).parent)
TODAY = Date(2026, 11, 26)
PARTNERSHIPS = 200


def sections(count: int) -> Document:
    """A document of `count` sections, repeated from all revisions under new ids."""
    library = Library(ROOT)
    documents = [compose(load(ROOT, name), library) for name in revisions(ROOT)]
    repeated: list[Section] = []
    while len(repeated) < count:
        document = documents[len(repeated) % len(documents)]
        repeated += [replace(section, id=f"{section.id}-{len(repeated)}", appendix=False) for section in _flat(document.sections)]
    return replace(documents[0], sections=tuple(repeated[:count]))


def _flat(sections: tuple[Section, ...]) -> list[Section]:
    return [flat for section in sections for flat in (replace(section, sections=()), *_flat(section.sections))]


def seconds(count: int) -> dict[str, float]:
    """The CPU time of each rule on a document of `count` sections, in seconds."""
    draft = of_document(sections(count), None, TODAY, Library(ROOT).law)
    times = {}
    for rule in rulebook.rules():
        start = time.process_time()
        list(rule.problems(draft))
        times[rule.code] = time.process_time() - start
    return times


def main() -> None:
    slowest: dict[str, float] = {}
    for count in (500, 1_000, 2_000):
        slowest = seconds(count)
        print(f"{count:,} sections, all {len(slowest)} rules: {sum(slowest.values()):.2f} s CPU")
    print("  slowest on the last:", ", ".join(f"{code} {slowest[code]:.2f} s" for code in sorted(slowest, key=lambda code: -slowest[code])[:5]))
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for part in ("clauses", "templates"):
            shutil.copytree(ROOT / part, root / part)
        names = sorted(path.name for path in (ROOT / "partnerships").iterdir())
        for number in range(PARTNERSHIPS):
            shutil.copytree(ROOT / "partnerships" / names[number % len(names)], root / "partnerships" / f"p{number:03}")
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "docgen", "--root", folder, "check", "--statistics"], check=False, capture_output=True)
        print(f"docgen check of {PARTNERSHIPS} partnerships: {time.perf_counter() - start:.1f} s (<= 10)")
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "docgen", "check", "--statistics"], check=False, capture_output=True, cwd=ROOT)
    print(f"docgen check of this repository, cold: {time.perf_counter() - start:.2f} s (<= 1.5)")


if __name__ == "__main__":
    main()
