"""The same sources give the same bytes: in another folder, time zone and language, under another hash seed, on another day."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from docgen.governance.checking import build_findings

ROOT = Path(__file__).parents[2]


def _digests(repository: Path, output: Path, **environment: str) -> dict[str, str]:
    command = [sys.executable, "-m", "docgen", "--root", str(repository), "build", "--output", str(output)]
    settings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    subprocess.run(command, check=True, capture_output=True, env=settings, cwd=repository, timeout=300)
    # The record of what a check found depends on the day, as time limits do; it is a cache, and no document.
    files = sorted(file for file in output.rglob("*") if file.is_file() and file.name != build_findings.RECORD)
    return {file.relative_to(output).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_two_builds_far_apart_are_byte_identical(tmp_path: Path) -> None:
    here = _digests(ROOT, tmp_path / "here", TZ="Pacific/Auckland", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    elsewhere = tmp_path / "another place" / "ünïcode"
    for part in ("clauses", "partnerships", "templates"):
        shutil.copytree(ROOT / part, elsewhere / part)
    there = _digests(elsewhere, tmp_path / "there", TZ="America/Los_Angeles", PYTHONHASHSEED="2", LC_ALL="C", SOURCE_DATE_EPOCH="0")
    assert len(here) >= 28
    assert here == there


def test_a_second_build_changes_no_file(tmp_path: Path) -> None:
    _digests(ROOT, tmp_path / "out")
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.*")}
    _digests(ROOT, tmp_path / "out")
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "out").rglob("*.*")} == before
