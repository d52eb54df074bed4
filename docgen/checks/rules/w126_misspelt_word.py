"""A word is not in the British dictionary.

A misspelling makes a reader doubt the care taken over the rest. Every word is looked up in a British dictionary and in a list of words of law and public
bodies; both "organise" and "organize" are British. Words in capitals, quotation marks, addresses or code are left alone, and so are names, words that the
document quotes anywhere, and text in another language. Add your own words to `docgen.toml`, under `[check]`: `words = ["flexicarer"]`. There is no fix,
because only the drafter knows which word was meant.

Fails:

    The Board will recieve the report and overseee the work.

Fails:

    Recieve the report. The multi-agancy audit is the groups' own, and the chair's dicussion does'nt end it.

Fails:

    Evry memeber of the comittee shoud atend the meetngs.

Passes:

    The sub-group's signatories don't re-organise the co-ordinated work, mutatis mutandis; the re-organization is Kirklees Council's. See
    reports.exshire.gov.uk/safegard or write to safegard@exshire.gov.uk.

Passes:

    Rhaid i'r Bwrdd gyhoeddi adroddiad blynyddol, and the Board will do so.

    The visitor hears [croeso]{lang=cy}.

Passes:

    Exley will chair the group, as it did in the year when Exley had the “flexicarer” scheme. Each flexicarer analyzes the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.rules._prose import unmarked
from docgen.checks.rules._spelling import Word, meant, unknown
from docgen.checks.spelling.dictionary import edit_distance, suggestions

SEVERITY = "warning"
PIECES = True
_ADVICE = "If it is right, add it to “words” under [check] in docgen.toml, or mark its language, as in [croeso]{lang=cy}."


def check(draft: Draft) -> Iterator[Finding]:
    if draft.document and draft.document.language != "en-GB":
        return
    for passage in draft.passages:
        for word in unknown(unmarked(passage, draft.document is None), draft):
            if not (word.opens and _may_be_name(word)):
                seen = passage.text[word.start : word.start + len(word.text)]
                better = [each[0].upper() + each[1:] if word.opens else each for each in meant(word.text)]
                expected = " or ".join(f"“{each}”" for each in better) or "a word in the dictionary"
                yield Finding(passage.at(word.start), f"“{seen}” is not in the British dictionary.", expected, _ADVICE)


def _may_be_name(word: Word) -> bool:
    """Whether a word that begins a sentence may be a name: no ordinary word differs in one letter only, or in two that are swapped."""
    return not any(each.isalpha() and each.islower() and edit_distance(word.text, each) == 1 for each in suggestions(word.text))
