"""The document has words in both -ise and -ize.

Both spellings are British, but a document should keep to one. The rule reports the words in the spelling that the document uses less. Words that are always
spelt one way ("exercise", "size") and names do not count.

Fails:

    The organisation will publicise the plan, recognise its duty and scrutinize the work.

Passes:

    The organisation will recognise the size of the task, exercise its powers and advise the World Health Organization.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft, Passage
from docgen.checks.rulebook import Finding
from docgen.checks.rules._ise import is_either
from docgen.checks.rules._prose import english

SEVERITY = "warning"
_WORD = re.compile(r"(?<![\w’'-])[a-z]{3,}(?P<spelt>is|iz)(?P<end>e|es|ed|ing|ation|ations|ational|er|ers)(?![\w’'-])")


def check(draft: Draft) -> Iterator[Finding]:
    spelt: dict[str, list[tuple[Passage, re.Match[str]]]] = {"is": [], "iz": []}
    for passage in draft.passages:
        for found in _WORD.finditer(english(passage)):
            if is_either(found[0]):
                spelt[found["spelt"]].append((passage, found))
    less, more = sorted(spelt, key=lambda key: (len(spelt[key]), key == "is"))
    if not spelt[less]:
        return
    usual = spelt[more][0][1][0]
    for passage, found in spelt[less]:
        better = found[0][: found.start("spelt") - found.start()] + more + found["end"]
        yield Finding(passage.at(found.start()), f"“{found[0]}” is spelt unlike “{usual}”.", f"“{better}”", fix=(found[0], better))
