"""Escape plain text as GitHub-flavoured Markdown that reads back verbatim, exactly where mdformat would escape it.

Each function works on one text token of the parser: the text between two pieces of markup, or between markup and the end of a line.
CommonMark 0.31 sections 2.4 (escapes), 6.2 (emphasis) and 6.6 (HTML); GFM 6.9 (autolinks).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

SPLIT = "<!-- -->"
"""A comment, which is not shown, between two characters that would have a meaning side by side even if escaped."""

_SPECIAL = re.compile(r"[\\*_\[\]<`&~@$\x01-\x05]")
_COLON = re.compile(r":[a-z0-9+\-/]")


def special(text: str) -> bool:
    """True if anything within a line of the text may need an escape, or is a mark of emphasis or of a break."""
    # nearly every colon is followed by a space and has no meaning
    return _SPECIAL.search(text) is not None or "www." in text or (":" in text and _COLON.search(text) is not None)


_SPACE = "\t\n\f\r \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNESCAPABLE = re.compile(
    r"""(?P<split> <(?=<[A-Za-z/!?]) | \[(?=\^\d+\]) | [\])](?=\[) )   # mdformat does not escape a tag, a footnote, a reference
      | (?P<code> (?: (?<=\S)~+ | ~~+              # GitHub also strikes out between single tildes
                    | \$(?=[^\s\d]|\d.*\S\$(?!\d)) | (?<!\s)\$(?!\d) )+ )   # and reads text between dollar signs as mathematics
      | (?P<span> :(?=(?:[a-z+\-][a-z0-9_+\-]*|100|1234):) )      # the names of emoji
    """,
    re.VERBOSE,
)
_ASTERISK = re.compile(rf"(?<![{_SPACE}])\*|\*(?![{_SPACE}])")
_LESS = re.compile(r"<(?:[^ ]|$)")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[Xx][0-9A-Fa-f]{1,6}|([A-Za-z][A-Za-z0-9]*));")
_BRACKET = re.compile(r"[\[\]]")

_DOMAIN = r"[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]+)+"
_MAIL = rf"(?:mailto:|xmpp:)?[a-zA-Z0-9._+-]+@{_DOMAIN}"
_BARE = re.compile(rf"(?<![^\s*_~(])(?:(?:www\.|https?://){_DOMAIN}[^\s<]*|{_MAIL})")
_TAIL = re.compile("(?:[?!.,:;*_~'\"”\u2019\\\\]|&[A-Za-z0-9]+;)+\\Z")
_HOST = "[a-z0-9]+(?:[.-][a-z0-9]+)*"
_BRACKETED = re.compile(rf"https?://{_HOST}(?:[/?][\w\-.~/?=+,;:@!$*'()#]*)?|(?:mailto:)?[A-Za-z0-9._+-]+@{_HOST}", re.ASCII)
_NOT_IN_URL = re.compile(r"[^A-Za-z0-9\-._~:/?#@!$'()*+,;=%&]|%(?![0-9A-Fa-f]{2})|(?<=[A-Za-z0-9]);")


def escaped(text: str, linked: bool, before_link: bool) -> str:
    """One text token, escaped. `linked` means that it is in a link, where addresses need no markup; `before_link` that a link follows it."""
    if linked or not ("@" in text or "www." in text or "://" in text):
        return _token(text, before_link)
    out, start = [], 0
    for match in _BARE.finditer(text):
        address = _trimmed(match[0])
        if not _BARE.fullmatch(address):
            continue
        if match.start() > start:
            out.append(_token(text[start : match.start()], True))
        out.append(_autolink(address))
        start = match.start() + len(address)
    if start < len(text):
        out.append(_token(text[start:], before_link))
    return "".join(out)


def _token(text: str, before_link: bool) -> str:
    if not before_link and not special(text):
        return text
    parts, start = [], 0
    for match in _UNESCAPABLE.finditer(text):
        if match["split"]:
            parts.append(_escape(text[start : match.end()]) + SPLIT)
        else:
            shown = f"`{match[0]}`" if match["code"] else f"<span>{match[0]}</span>"
            parts.append(_escape(text[start : match.start()]) + shown)
        start = match.end()
    parts.append(_escape(text[start:]))
    whole = "".join(parts)
    # an exclamation mark before a link would make it an image
    return whole[:-1] + "\\!" if before_link and whole.endswith("!") else whole


def _escape(text: str) -> str:
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if "*" in text:
        text = _ASTERISK.sub(r"\\*", text)
    if "_" in text:
        text = re.sub("_", _underscore, text)
    if "[" in text or "]" in text:
        text = _brackets(text)
    if "<" in text:
        text = _LESS.sub(r"\\\g<0>", text)
    if "`" in text:
        text = text.replace("`", "\\`")
    if "&" in text:
        text = _REFERENCE.sub(_ampersand, text)
    return text


def _underscore(match: re.Match[str]) -> str:
    """An underscore, escaped unless it is inside a word or between spaces, where it cannot begin or end emphasis."""
    text, at = match.string, match.start()
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    bare = before and after and (_edge(before), _edge(after)) in (("space", "space"), ("word", "word"))
    return "_" if bare else "\\_"


@cache
def _edge(character: str) -> str:
    if character in "\t\n\f\r":
        return "space"
    category = unicodedata.category(character)
    return "space" if category == "Zs" else "mark" if category[0] in "PS" else "word"


def _brackets(text: str) -> str:
    """The text with its brackets escaped, except pairs without brackets in them that do not begin a link or definition."""
    escapes: list[int] = []
    opened = -1
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match[0] == "[":
            if opened >= 0:
                escapes.append(opened)
            opened = at
        elif opened < 0:
            escapes.append(at)
        else:
            if text[at + 1 : at + 2] in (":", "("):
                escapes += [opened, at]
            opened = -1
    if opened >= 0:
        escapes.append(opened)
    return "\\".join([text[start:end] for start, end in pairwise([0, *sorted(escapes), len(text)])])


def _ampersand(match: re.Match[str]) -> str:
    return match[0] if match[1] is not None and f"{match[1]};" not in _names() else "\\" + match[0]


@cache
def _names() -> dict[str, str]:
    from html.entities import html5

    return html5


def _trimmed(address: str) -> str:
    """The address without the punctuation of the sentence around it (GFM 6.9, extended autolink path validation)."""
    while True:
        shorter = _TAIL.sub("", address)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def _autolink(address: str) -> str:
    if _BRACKETED.fullmatch(address):
        return f"<{address}>"
    if "@" in address and not address.startswith(("www.", "http:", "https:", "mailto:", "xmpp:")):
        target = f"mailto:{address}"
    else:
        target = f"http://{address}" if address.startswith("www.") else address
    return f"[{_token(address, False)}]({destination(target)})"


@lru_cache(maxsize=1024)
def destination(url: str) -> str:
    """The address as a link destination, with other characters percent-encoded (CommonMark 6.3, RFC 3986 section 2.1)."""
    url = _NOT_IN_URL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), url)
    return f"<{url}>" if "(" in url or ")" in url or not url else url


_LINE = re.compile(r"#{1,6}(?: |$)|>|[-+](?: |$)|\d+[.)](?: |$)|[-| :]+$|=+$|\[[ xX]\]|\[\^\d+\]:", re.ASCII)
_STARTS = frozenset("#>-+0123456789| :=[")
_DIGITS = re.compile(r"(\d+)([.)])(?= |$)", re.ASCII)


def line(text: str) -> str:
    """An escaped line of a paragraph, changed if it would begin a heading, list, quotation, rule, table or task (CommonMark 4, 5)."""
    if text[:1] not in _STARTS or not _LINE.match(text):
        return text
    first = text[0]
    if first.isdigit():
        return _DIGITS.sub(r"\1\\\2", text, count=1)
    if text.startswith("[^"):
        return text.replace("]:", f"]{SPLIT}:", 1)
    if first == "[":
        return f"\\[{text[1]}\\]{text[3:]}"
    if first in "#>=+":
        return "\\" + text
    return text.replace("-", "\\-", 1)
