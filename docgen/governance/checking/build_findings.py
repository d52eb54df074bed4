"""How much `docgen check` would find in the revisions of a build, in one line. The rules run again only for a revision that changed.

What was found is kept in the output folder, under a digest of all that a check of the revision reads. The file is a cache: without it,
or with any other content, the rules simply run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import docgen
from docgen.composition.build import Built
from docgen.document.message_words import number_of
from docgen.document.problems import DocgenError, Problem
from docgen.document.values import Date
from docgen.partnership import approvals, release_locks, repository
from docgen.sources import files
from docgen.sources.parallel import in_parallel

RECORD = ".findings"
"""Without the ending of an archive, so that `build/**/*.json` are archives only."""
_MOST_NAMES = 3
_SHARED = ("docgen.toml", "clauses/law.yaml", "clauses/superseded.yaml", "clauses/profiles.yaml", "clauses/requirements.yaml", f"clauses/{approvals.REVIEWS}")
Findings = dict[str, list[str]]
"""A digest of each finding of a revision, under "error" and "warning"; documents share findings in clauses."""


def line(root: Path, results: Sequence[Built], output: Path, day: Date) -> str:
    """'2 errors, 6 warnings: docgen check riverton' for the revisions that were built; "" if nothing was found."""
    built = {result.id: result for result in results if result.files}
    try:
        found = _findings(root, built, output / RECORD, day)
    except DocgenError:
        return "The drafting rules could not run: docgen check"
    counts = {severity: len({digest for each in found.values() for digest in each.get(severity, ())}) for severity in ("error", "warning")}
    words = ", ".join(number_of(count, severity) for severity, count in counts.items() if count)
    return f"{words}: docgen check{_names(root, [name for name, each in found.items() if any(each.values())], built)}" if words else ""


def _names(root: Path, names: Sequence[str], built: dict[str, Built]) -> str:
    """What to check: partnerships of which every revision was built, else revisions; "" if it would be long."""
    every: dict[str, list[str]] = {}
    for name in repository.revisions(root):
        every.setdefault(name.partition("/")[0], []).append(name)
    whole = {partnership for partnership, revisions in every.items() if all(name in built for name in revisions)}
    shown = dict.fromkeys(name.partition("/")[0] if name.partition("/")[0] in whole else name for name in names)
    return "".join(f" {name}" for name in shown) if len(shown) <= _MOST_NAMES else ""


def _findings(root: Path, built: dict[str, Built], record: Path, day: Date) -> dict[str, Findings]:
    """What a check finds in each revision, from the record as far as it holds."""
    known = _recorded(record)
    shared = _shared_digest(root, day)
    digests = {name: _digest(root, shared, result) for name, result in built.items()}
    stale = [name for name, digest in digests.items() if known.get(name, {}).get("digest") != digest]
    if stale:
        # The rules are imported only if they must run.
        from docgen.checks.run_rules import settings
        from docgen.governance.checking.check_repository import WORTH_A_PROCESS, findings_by_revision

        for part in in_parallel(partial(findings_by_revision, root, day, settings(root)), stale, WORTH_A_PROCESS):
            known |= {name: {"digest": digests[name], **_by_severity(problems)} for name, problems in part.items()}
        with suppress(DocgenError):
            files.write_together([(record, json.dumps(known, indent=1, sort_keys=True).encode())])
    return {name: {key: value for key, value in known[name].items() if key != "digest"} for name in built if name in known}


def _recorded(record: Path) -> dict[str, Any]:
    try:
        held = json.loads(record.read_bytes())
        return {str(name): each for name, each in held.items() if all(isinstance(each[key], list) for key in ("error", "warning"))}
    except (OSError, ValueError, AttributeError, LookupError, TypeError):
        return {}


def _by_severity(problems: Sequence[Problem]) -> Findings:
    # Whether a comment is needed depends on all documents that share it, which only docgen check reads together.
    told = [problem for problem in problems if problem.code != "unused-ignore"]
    return {severity: sorted({_short(repr(problem)) for problem in told if problem.severity == severity}) for severity in ("error", "warning")}


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _shared_digest(root: Path, day: Date) -> str:
    """The digest of what a check of any revision depends on: docgen itself, the day, the settings and the library's own files."""
    code = sorted((str(path), path.stat().st_mtime_ns) for path in Path(docgen.__file__).parent.rglob("*.*") if path.suffix != ".pyc")
    return _short(repr((docgen.__version__, code, day, [_content(root, name) for name in _SHARED])))


def _digest(root: Path, shared: str, built: Built) -> str:
    folder = f"partnerships/{built.id.partition('/')[0]}"
    names = (*built.sources, f"{folder}/{approvals.FILE}", files.relative_name(root, release_locks.path(root, built.id)))
    return _short(repr((shared, [(name, _content(root, name)) for name in names])))


def _content(root: Path, name: str) -> str:
    """The digest of a file; "" if there is none."""
    try:
        return hashlib.sha256((root / name).read_bytes()).hexdigest()
    except OSError:
        return ""
