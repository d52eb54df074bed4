"""A term is defined but never used.

An unused definition is the trace of a passage that was cut, or of one that should use the term but calls the thing something else.

Fails:

    The Exshire Safeguarding Review Group (“the Review Group”) meets monthly. Its minutes are public.

Fails (facts):

    terms: {plan: {name: Exshire Joint Plan 2026, short: the Joint Plan}}

Passes:

    The Exshire Safeguarding Review Group (“the Review Group”) meets monthly. The minutes of the Review Group are public.

Passes (facts):

    terms: {plan: {name: Exshire Joint Plan 2026, short: the Joint Plan}}
    sections: {aims: {title: Aims, reason: An example., text: "The parties will keep {{ terms.plan }}. They revise {{ terms.plan }} yearly."}}
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._definitions import definitions
from docgen.document.quotation_marks import curled
from docgen.sources import yaml_tree

SEVERITY = "warning"
_WORD = re.compile(r"[^\W_]+")


def check(draft: Draft) -> Iterator[Finding]:
    terms = {tuple(word for _, word in _words(definition.term)): definition for definition in definitions(draft)}
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for term in filter(None, terms):
        by_first[term[0]].append(term)
    used: set[tuple[str, ...]] = set()
    # Terms are looked up by their first words, so a long text is read once and not for each term.
    for index, passage in enumerate(draft.passages if terms else ()):
        words = _words(passage.text)
        for at, (start, word) in enumerate(words):
            for term in by_first.get(word, ()):
                if (index, start) > (terms[term].index, terms[term].end) and tuple(other for _, other in words[at : at + len(term)]) == term:
                    used.add(term)
    for definition in (definition for term, definition in terms.items() if term not in used):
        seen = f"“{definition.term}” is defined here but not used after it."
        yield Finding(definition.position, seen, "definitions only of terms that are used", "Delete the definition.")
    yield from _in_facts(draft)


@lru_cache(maxsize=16_384)
def _words(text: str) -> list[tuple[int, str]]:
    """The words of a text as they are compared, in small letters and without a final "s", each with its offset."""
    return [(found.start(), found[0].casefold().removesuffix("s")) for found in _WORD.finditer(text)]


def _in_facts(draft: Draft) -> Iterator[Finding]:
    """Terms of a partnership file that its text never shows."""
    if not draft.partnership:
        return
    text = "\n".join(passage.text for passage in draft.passages).casefold()
    for name, term in draft.partnership.revision.terms.items():
        if not any(curled(form).casefold().removeprefix("the ") in text for form in (term.name, term.short) if form):
            place = yaml_tree.locate(draft.partnership.source, ["terms", name], key=True)
            advice = "Delete it, or use it where its name is written out."
            yield Finding(place, f"No section uses the term “{term.name}”.", "a term that a section uses", advice)
