"""`make bench`: what a new clause version would do to 200 partnerships, asked on the command line of a cold process; the bar is 5 seconds on two cores."""

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
COUNT, CLAUSE, BAR = 200, "document-control/illustrative", 5.0
COPIED = ("halton", "hartlepool-stockton")
"""Partnerships of two revisions each, both with the clause."""


def generated(folder: Path, count: int = COUNT) -> None:
    """A repository with so many partnerships, copies of real ones, and a draft of a new version of a clause that all of them use."""
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
            print(f"  --format {form:5} {wall:6.2f} s wall (<= {BAR}), {cpu:.2f} s CPU, {(folder / form).stat().st_size / 1000:,.0f} kB")


def _timed(command: list[str]) -> tuple[float, float]:
    """Wall and CPU time of a process and of those that it starts."""
    start, before = time.perf_counter(), os.times()
    subprocess.run(command, check=True, cwd=ROOT)
    after = os.times()
    return time.perf_counter() - start, after.children_user + after.children_system - before.children_user - before.children_system


if __name__ == "__main__":
    main()
