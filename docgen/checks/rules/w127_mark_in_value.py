"""A name, title or value holds a mark of Markdown or HTML, which is printed as it is typed.

Values are plain text, so that they may hold any character. A comment in one (`<!-- ask Legal -->`) is printed in the document for all to read, and so are
`<br>`, `&nbsp;`, `**bold**` and the lines of a list, which run together into one. Local text and values of the type `markdown` may hold Markdown.

Fails (facts):

    parties: {council: {name: Exshire County Council <!-- check the name -->}}

Fails (facts):

    subtitle: Arrangements for **all** children

Fails (facts):

    signatories: [{party: council, post: "Chief Executive<br>and Head of Paid Service"}]

Fails (facts):

    control:
      Scope: |
        - children; and
        - adults.

Passes (facts):

    title: Memorandum on Research & Development, 5 < 6
    control: {Author: A Person <a.person@example.org>}
    sections: {aims: {title: Aims, reason: An example., text: "The parties **will** work together. <!-- a note -->"}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.draft import Draft
from docgen.checks.rulebook import Finding
from docgen.clausetext.foreign_marks import MARKS, marks_in
from docgen.document.message_words import cut
from docgen.document.problems import Position
from docgen.document.quotation_marks import straightened
from docgen.sources import yaml_tree

SEVERITY = "warning"
_COMMENT = re.compile(r"<!--.*?(?:-->|$)|\[//\]: ?#.*", re.DOTALL)
_MARKDOWN = re.compile(r"\*\*(?=\S)[^*]+(?<=\S)\*\*|\[[^\[\]]+\]\((?:https?://|mailto:|#)[^()\s]*\)|\[\]\(#[^()\s]+\)")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_MARKDOWN_KEYS = ("text", "override")
_NOT_SHOWN = ("extends", "clause", "reason", "owner", "after", "before", "notes")
Path = tuple[str, ...]


def check(draft: Draft) -> Iterator[Finding]:
    if not draft.partnership:
        return
    shown = straightened("\n".join(passage.text for passage in draft.passages))
    for path, leaf in _values(draft.partnership.source, ()):
        words = straightened(" ".join((leaf.text or "").split()))
        # A value of a clause may be Markdown: then its marks are not in the document.
        if path[0] not in ("sections", "appendices") or path[-1] == "title" or words in shown:
            yield from _findings(leaf)


def _values(node: yaml_tree.Node, path: Path) -> Iterator[tuple[Path, yaml_tree.Scalar]]:
    """The values of a partnership file that are shown as plain text, each with its path."""
    if isinstance(node, yaml_tree.Scalar):
        if path and node.text:
            yield path, node
    elif isinstance(node, yaml_tree.Sequence):
        for item in node.items:
            yield from _values(item, path)
    else:
        for key, below in node.entries.items():
            in_section = len(path) % 2 == 0 and path[:1] in (("sections",), ("appendices",))
            if key not in _NOT_SHOWN and not (in_section and key in _MARKDOWN_KEYS):
                yield from _values(below, (*path, key))


def _findings(leaf: yaml_tree.Scalar) -> Iterator[Finding]:
    text = leaf.text or ""
    advice = "Take it out, or use local text or a parameter of the type markdown."
    for found in _COMMENT.finditer(text):
        seen = f"The comment “{cut(found[0])}” is printed as typed."
        yield Finding(_place(leaf, text, found.start()), seen, "no comment in a value", "Write it after a # in the file.")
    bare = _COMMENT.sub(lambda found: " " * len(found[0]), text)
    marks = [(start, words, MARKS[name][1]) for name, start, words in marks_in(bare)]
    marks += [(found.start(), found[0], "Markdown") for found in _MARKDOWN.finditer(bare)]
    for start, words, what in sorted(marks):
        yield Finding(_place(leaf, text, start), f"“{cut(words)}” is {what}, and is printed as typed.", "the words alone: a value is plain text", advice)
    lines = leaf.folded or tuple((leaf.place(at, 0), line) for at, line in enumerate(text.split("\n")))
    items = [at for at, (_, line) in enumerate(lines) if _ITEM.match(line.strip())]
    if len(items) > 1 and items[1] == items[0] + 1:
        yield Finding(lines[items[0]][0], "This value is a list, and runs together into one line.", "a parameter of the type list or markdown")


def _place(leaf: yaml_tree.Scalar, text: str, offset: int) -> Position:
    return leaf.place(text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset) - 1)
