"""Problems as SARIF 2.1.0, which code hosts and editors show in the source (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from docgen import __version__
from docgen.document.problems import Problem
from docgen.sources.problem_report import message

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(problems: Iterable[Problem], helps: Mapping[str, str]) -> str:
    """One run with a result for each problem. `helps` gives the meanings of the codes, where known."""
    ordered = sorted(set(problems))
    codes = list(dict.fromkeys(problem.code for problem in ordered))
    rules = [_rule(code, helps) for code in codes]
    driver = {"name": "docgen", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [_result(problem, codes) for problem in ordered]}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(code: str, helps: Mapping[str, str]) -> dict[str, object]:
    """A rule: its id, its name if it has one (3.49.7), and its meaning."""
    id, _, name = code.partition(" ")
    return {"id": id, **({"name": name} if name else {}), "shortDescription": {"text": helps.get(id, id.replace("-", " "))}}


def _result(problem: Problem, codes: list[str]) -> dict[str, object]:
    place = problem.position
    region = {"startLine": place.line, "startColumn": place.column}
    location = {"physicalLocation": {"artifactLocation": {"uri": quote(place.file)}, "region": region}}
    id, index, text = problem.code.split()[0], codes.index(problem.code), message(problem)
    return {"ruleId": id, "ruleIndex": index, "level": problem.severity, "message": {"text": text}, "locations": [location]}
