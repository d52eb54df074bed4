"""`make bench`: `docgen impact` of a new clause version on 200 partnerships, in a cold process; the limit is 5 seconds on two cores."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from docgen.partnership.repository import find_root

ROOT = find_root(Path(__file__).parent)
COUNT, CLAUSE, LIMIT = 200, "document-control/illustrative", 5.0
COPIED = ("halton", "hartlepool-stockton")
"""Two partnerships with two revisions each, all using the clause."""


def generated(folder: Path, count: int = COUNT) -> None:
    """Write a repository of `count` partnerships, copied from real ones, with a draft of a new version of a clause that all of them use."""
    for part in ("clauses", "templates"):
        shutil.copytree(ROOT / part, folder / part)
    for number in range(count):
        name = COPIED[number % len(COPIED)]
        shutil.copytree(ROOT / "partnerships" / name, folder / "partnerships" / f"{name}-{number:03}")
    clause = folder / "clauses" / CLAUSE
    head, _, body = (clause / "v1.md").read_text(encoding="utf-8").partition("\n---\n")
    head = head.replace("status: approved", "status: draft\nchange: minor\nchanges: Other words, and a time limit.")
    body = body.replace("It ", "This memorandum ") + "\nNo body may rely on it within 10 working days of its date.\n"
    (clause / "v2.md").write_text(f"{head}\n---\n{body}", encoding="utf-8")


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        generated(folder)
        print(f"docgen impact {CLAUSE}@2 on {COUNT} partnerships, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; the best of three")
        for form in ("text", "json", "html"):
            command = [sys.executable, "-m", "docgen", "--root", name, "impact", f"{CLAUSE}@2", "--format", form, "--output", str(folder / form)]
            runs = [_timed(command) for _ in range(3)]
            wall, cpu = (min(run[side] for run in runs) for side in (0, 1))
            print(f"  --format {form:5} {wall:6.2f} s wall (<= {LIMIT}), {cpu:.2f} s CPU, {(folder / form).stat().st_size / 1000:,.0f} kB")


def _timed(command: list[str]) -> tuple[float, float]:
    """Wall and CPU time of a process and its children, in seconds."""
    start, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, cwd=ROOT)
    after = os.times()
    return time.perf_counter() - start, after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
