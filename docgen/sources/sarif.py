"""Problems as SARIF 2.1.0, which code hosts and editors show at their places (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from docgen import __version__
from docgen.document.problems import Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(problems: Iterable[Problem], helps: Mapping[str, str]) -> str:
    """One run with a result for each problem. `helps` says of the codes what they mean, where that is known."""
    ordered = sorted(set(problems))
    codes = list(dict.fromkeys(problem.code for problem in ordered))
    rules = [_rule(code, helps) for code in codes]
    driver = {"name": "docgen", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(problem, codes) for problem in ordered]}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _id(code: str) -> str:
    return code.split()[0]


def _rule(code: str, helps: Mapping[str, str]) -> dict[str, object]:
    """A rule: its code, its name where it has another (3.49.7), and what it means."""
    id, _, name = code.partition(" ")
    return {"id": id, **({"name": name} if name else {}), "shortDescription": {"text": helps.get(id, id.replace("-", " "))}}


def _result(problem: Problem, codes: list[str]) -> dict[str, object]:
    place = problem.position
    words = " ".join(filter(None, [problem.seen, problem.expected and f"Expected: {problem.expected}.", problem.advice]))
    region = {"startLine": place.line, "startColumn": place.column}
    location = {"physicalLocation": {"artifactLocation": {"uri": quote(place.file)}, "region": region}}
    return {"ruleId": _id(problem.code), "ruleIndex": codes.index(problem.code), "level": problem.severity, "message": {"text": words}, "locations": [location]}
