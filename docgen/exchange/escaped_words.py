"""Words as clause Markdown holds them: every sign that would have a meaning is escaped. The language of clauses is described in docs/clauses.md."""

from __future__ import annotations

import re

from docgen.clausetext.typed_labels import BULLETS

GUARD = '{{ "" }}'
"""A field that shows nothing. It keeps apart two signs that no backslash can."""

_ALL = re.compile(r"[!-/:-@\[-`|~]")
_BRACES = re.compile(r"(?<=\{)[{%#]|[{}]$")
_LIGHT = re.compile(
    r"(?P<backslash>\\(?=[!-/:-@\[-`{-~]|$|[" + BULLETS + r"–—]))"
    r"|(?P<star>(?<!\s)\*|\*(?!\s)|^\*|\*$)"
    r"|(?P<line>_+)"
    r"|(?P<sign>[`^~])"
    r"|(?P<equals>=(?==))"
    r"|(?P<less><(?=[A-Za-z/!?<\w]|$))"
    r"|(?P<entity>&(?=\#?\w+;|\#?\w*$))"
    r"|(?P<open>\[)"
    r"|(?P<close>\](?=[({:\[]|$))"
    r"|(?P<image>!(?=\[|$))"
    r"|(?P<quote>[\"'])"
)
_AFTER_BRACKET = re.compile(r"(?<=\])[({]")
_BARE_OPEN = re.compile(r"\[(?=\w)(?!_?TOC)(?![xX]\])[^\[\]]*\](?![({:\[])")
"""A bracket that opens and closes a plain insertion, such as “[insert venue]”, and may stand as it is."""

_LABEL = re.compile(
    rf"(?P<lead>\(?(?:[A-Za-z]|[ivxIVX]{{2,5}}|\d{{1,9}}))(?P<mark>[.)])(?=\s|$|[A-Za-z]|1)"
    rf"|(?P<outer>\d{{1,2}}(?:\.\d{{1,2}})*)(?P<point>\.1)(?=\.?\s)"
    rf"|(?P<bullet>[{BULLETS}–—])"
    r"|(?P<sign>[#>+|=:*~\-](?!\w*\{\{)|_(?=[_ ]))"
)


def escaped(text: str, brackets: bool = False, every: bool = False, quoted: bool = True) -> str:
    """A run of words, escaped. In `brackets`, such as those of a link, no bracket may stand as it is; `every` escapes each sign of ASCII, and
    `quoted` straight quotation marks."""
    if every:
        made = _ALL.sub(lambda found: "\\" + found[0], text)
        return re.sub(r"[{}]", lambda found: "\\" + found[0], made)
    plain = frozenset() if brackets else frozenset(at for found in _BARE_OPEN.finditer(text) for at in (found.start(), found.end() - 1) if found.start())
    out = _LIGHT.sub(lambda found: found[0] if found["quote"] and not quoted else _sign(found, plain), text)
    return _AFTER_BRACKET.sub(r"\\\g<0>", _BRACES.sub(r"\\\g<0>", out))


def _sign(found: re.Match[str], plain: frozenset[int]) -> str:
    sign, kind = found[0], found.lastgroup
    if kind == "line":
        return sign if _stands_alone(found) else "\\_" * len(sign)
    if kind in ("open", "close") and found.start() in plain:
        return sign
    if kind == "sign" and sign == "~" and found.string.count("~") == 1:
        return sign
    return "\\" + sign


def _stands_alone(found: re.Match[str]) -> bool:
    """Whether underscores can neither begin nor end emphasis: inside a word, or between spaces."""
    text, start, end = found.string, found.start(), found.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before.isalnum() and after.isalnum()) or (len(found[0]) > 3 and before.isspace() and (not after or after.isspace()))


def begun(line: str) -> str:
    """A line of Markdown whose first words are words, changed if they would begin a heading, an item, a quotation, a row, a caption or a note."""
    if line.startswith("Table: "):
        return GUARD + line
    found = _LABEL.match(line)
    if not found:
        return line
    if found["bullet"] or found["sign"]:
        return "\\" + line
    if found["point"]:
        return f"{found['outer']}\\{found['point']}{line[found.end() :]}"
    if found["lead"].startswith("("):
        return "\\" + line
    return f"{found['lead']}\\{line[len(found['lead']) :]}"
