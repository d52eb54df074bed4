"""A document does not cover something that documents of its type usually cover.

A memorandum that does not say how disagreements are resolved, whether it is binding, or how it ends leaves its parties to settle that when they no longer
agree. The file clauses/profiles.yaml lists what each type of document should cover, and may be changed. The rule checks documents that state their type
("type: partnership-mou") and reports each missing matter once. What is left out on purpose can be ignored, with a reason.

Fails (facts):

    type: terms-of-reference

Passes (facts):

    title: A note of no type

Passes (facts):

    type: protocol
    sections:
      aims:
        text: |
          This protocol sets out how the Board and the Trust will work together under the Children Act 2004. Each is responsible for its own work, and
          neither is accountable to the other. They share information. Disagreements go to the Chairs.
      review:
        title: Review
        reason: An example.
        text: |
          The Chairs will review the protocol every year.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.checks.sections_about import has_section
from docgen.document.problems import Position
from docgen.sources import yaml_tree

SEVERITY = "warning"
_CALLED = {
    "board-mou": "memorandum between boards",
    "partnership-mou": "memorandum of a partnership",
    "terms-of-reference": "document of terms of reference",
}


def check(draft: Draft) -> Iterator[Finding]:
    called = _CALLED.get(draft.type, draft.type.replace("-", " "))
    for name in next((kinds for type, kinds in draft.profiles.types.items() if type == draft.type), ()):
        kind = draft.profiles.kinds.get(name)
        if kind and not has_section(draft, kind):
            library = [clause for clause in kind.clauses if "/" not in clause]
            advice = f"Clauses of the library: {', '.join(library)}." if library else ""
            yield Finding(_place(draft), f"Nothing in this {called} is about {kind.name}.", "a section or a sentence about it", advice)


def _place(draft: Draft) -> Position:
    """Where the file states the type of the document."""
    return yaml_tree.locate(draft.partnership.source, ["type"], key=True) if draft.partnership else Position(draft.name)
