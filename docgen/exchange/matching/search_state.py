"""What a search for the values of a clause knows: names, assumptions, captured words, and how much work is left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from docgen.clausetext.expressions import Expression
from docgen.clausetext.named_facts import Named
from docgen.clausetext.rendering_values import NotShown, show
from docgen.document.problems import DocgenError
from docgen.exchange.matching.encoded_lines import Codes
from docgen.exchange.matching.known_facts import KnownFacts
from docgen.exchange.matching.read_values import item_of, value_of
from docgen.formats.printed_values import Language
from docgen.library.clauses import Clause
from docgen.library.parameter_model import Parameter

Found = dict[str, Any]
"""Words by the name of the value and its form (`v:years:joined`), blocks (`b:tiers`), facts (`f:partnership.area`), assumptions (`c:mediation`)."""
Scope = Mapping[str, Any]
"""The variables of loops: a `Key` for an item of a parameter, or a known value."""
_FILTERED = re.compile(r"([a-z_]\w*(?:\.\w+)*)(?:\s*\|\s*(\w+)(?:\(\"(\w+)\"\))?)?")
_EQUAL = re.compile(r"([a-z_]\w*) == \"([^\"]*)\"")


class TooFar(Exception):
    """Raised when a search takes more steps than it is worth."""


class Key(str):
    """The name of an item of a parameter, such as `tiers[0]`."""


class Search:
    """One clause and one section."""

    def __init__(self, clause: Clause, facts: KnownFacts, codes: Codes, language: Language, steps: int) -> None:
        self.clause, self.facts, self.codes, self.language, self.left = clause, facts, codes, language, steps

    def step(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TooFar

    def known(self, expression: Expression, scope: Scope, found: Found) -> Any:
        """The value of an expression that no unknown parameter decides. Raises KeyError if one does."""
        names = {**self.facts.names, **{name: value for name, value in scope.items() if not isinstance(value, Key)}}
        for name in expression.names & self.clause.parameters.keys():
            body = self.body(name, found)
            if body is None:
                raise KeyError(expression.source)
            names[name] = body
        if any(name not in names or isinstance(scope.get(name), Key) for name in expression.names):
            raise KeyError(expression.source)
        try:
            return expression.value(names)
        except DocgenError:
            raise KeyError(expression.source) from None

    def body(self, name: str, found: Found) -> Named | None:
        """The party or group that a parameter was found to name."""
        type, text = self.clause.parameters[name].type, found.get(f"v:{name}:")
        return self.facts.body(text, type, self.codes) if text and type in ("party", "group") else None

    def fact(self, expression: Expression, scope: Scope, found: Found) -> str:
        """The path of a fact of a known body, such as `groups.executive.chair`, if that is all that an expression asks for; else ""."""
        if len(expression.path) != 2:
            return ""
        root, attribute = expression.path
        body = scope.get(root) or (self.body(root, found) if root in self.clause.parameters else self.facts.names.get(root))
        return self.facts.path(body, attribute) if isinstance(body, Named) else ""

    def shown(self, expression: Expression, scope: Scope, found: Found) -> str | None:
        """What such an expression shows, as a string; None if nothing can be shown. Raises KeyError as `known` does."""
        value = self.known(expression, scope, found)
        try:
            return self.codes.encoded(show(value, self.language, lambda markdown: ()))
        except NotShown:
            return None

    def name(self, source: str, scope: Scope) -> tuple[str, str]:
        """The name of the value of a parameter that an expression shows, and the filter; ("", "") if it shows no single value."""
        found = _FILTERED.fullmatch(source)
        if not found:
            return "", ""
        root, _, rest = found[1].partition(".")
        alias = scope.get(root, root if root in self.clause.parameters else "")
        if not isinstance(alias, str) or not alias or (rest and not isinstance(alias, Key)):
            return "", ""
        return alias + (f".{rest}" if rest else ""), (found[2] or "") + (f":{found[3]}" if found[3] else "")

    def parameter(self, name: str) -> Parameter:
        return self.clause.parameters[re.split(r"[\[.]", name)[0]]

    def fits(self, text: str, name: str, form: str) -> bool:
        """Whether words can be what the value shows."""
        parameter = self.parameter(name)
        if parameter.type == "table":
            return bool(text)
        if "[" in name:
            return item_of(text, parameter, self.codes, self.facts) is not None
        return value_of(text, parameter, form, self.codes, self.facts) is not None

    def assumed(self, condition: Expression, truth: bool, found: Found, scope: Scope) -> Found | None:
        """What is found, with the assumption that a condition is true or false; None if that cannot be."""
        source = condition.source
        if source.startswith("not ") and not re.search(r"\b(?:and|or|==)\b", source):
            inner = Expression(source[4:].strip(), condition.position, condition.names, tuple(source[4:].strip().split(".")))
            return self.assumed(inner, not truth, found, scope)
        if path := self.fact(condition, scope, found):
            return self._fact_assumed(path, truth, found)
        try:
            return found if bool(self.known(condition, scope, found)) is truth else None
        except KeyError:
            pass
        equal = _EQUAL.fullmatch(source)
        if equal and equal[1] in self.clause.parameters:
            return self._equal(equal[1], equal[2], truth, found)
        name, _ = self.name(source, scope)
        key = f"c:{name or source}"
        captured = any(each.startswith((f"v:{name}:", f"b:{name}")) for each in found) if name else False
        if found.get(key, truth) is not truth or (captured and not truth):
            return None
        return {**found, key: truth}

    def _fact_assumed(self, path: str, truth: bool, found: Found) -> Found | None:
        """The same for a fact that may be missing from what is known so far."""
        if self.facts.has(path):
            return found if truth else None
        key = f"c:{path}"
        return {**found, key: truth} if found.get(key, truth) is truth and not (not truth and f"f:{path}" in found) else None

    def _equal(self, name: str, word: str, truth: bool, found: Found) -> Found | None:
        key = f"v:{name}:"
        if key in found:
            return found if (found[key] == word) is truth else None
        return {**found, key: word} if truth else found
