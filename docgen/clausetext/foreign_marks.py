"""Marks of HTML and of other kinds of Markdown, which docgen would print as they are typed: each is a Problem that says what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from docgen.clausetext.jinja_tags import TAGS, Place
from docgen.clausetext.source_edits import line_starts, position
from docgen.document.message_words import cut
from docgen.document.problems import Problem

_ELEMENTS = (
    "a|abbr|address|article|aside|b|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|dd|del|details|div|dl|dt|em|figcaption|figure|font|footer|"
    "form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|li|link|main|mark|meta|nav|ol|p|pre|q|s|samp|script|section|small|span|strike|strong|"
    "style|sub|summary|sup|svg|table|tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|var|video|wbr"
)
_LINE = r"^[ \t>]*"
_ITEM = r"(?:[-*+•●▪◦]|\d{1,9}[.)]|\(?[A-Za-z]{1,5}[.)])[ \t]+"
MARKS = {
    "image": (r"!\[[^\[\]\n]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])", "an image", "words: docgen draws no pictures except {{ structure }}"),
    "tag": (rf"(?i:</?(?:{_ELEMENTS})\b(?:[ \t]+[^<>\n]*)?/?>)", "HTML", ""),
    "autolink": (
        r"<(?:(?:https?|ftp)://|mailto:|tel:)[^\s<>]+>|(?<!\w )<[\w.+'-]+@[\w-]+(?:\.[\w-]+)+>",
        "an address in angle brackets",
        "[words](https://…), or the address without the angle brackets",
    ),
    "entity": (r"&(?:\#\d{1,7}|\#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});", "a character as HTML writes it", "the character itself"),
    "code": (r"(?<!`)(?P<ticks>`{1,2})(?!`)[^`\n]+(?P=ticks)(?!`)", "a mark for code", "the words without the backticks"),
    "strike": (r"~~(?=\S)[^~\n]*(?<=\S)~~", "a mark for struck-out words", "only the words that stay: a redline shows what went"),
    "highlight": (r"(?<![=\w])==(?=[^\s=])[^=\n]*(?<=\S)==(?![=\w])", "a mark for highlighted words", "**words** for strong emphasis"),
    "lowered": (r"(?<=\w)~[^~\s]{1,20}~", "a mark for a lowered figure", "the character itself, such as ₂"),
    "raised": (r"(?<=\w)\^[^\^\s\[\]]{1,20}\^", "a mark for a raised figure", "the character itself, such as ², or 2nd"),
    "stars": (r"(?<!\S)\*\*(?!\S)", "a mark for emphasis with spaces on both sides", "**words**, with no space between the marks and the words"),
    "layout": (
        r"\[\[?_?TOC_?\]\]?|\\(?:newpage|pagebreak|clearpage|tableofcontents)\b",
        "a command for the layout",
        "nothing: the house style lays pages out and makes the contents list",
    ),
    "alert": (r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]", "a mark for a box", "the words alone"),
    "task": (rf"{_LINE}{_ITEM}\[[ xX]\](?=[ \t])", "a box to tick", "the item without its box"),
    "fence": (r"^[ \t>]*(?:`{3,}|~{3,})[^\n`]*$", "a fence around code", "paragraphs, lists and tables"),
    "div": (r"^:{3,}[^\n]*$", "a fence around a part", "paragraphs, lists and tables"),
    "definition": (r"^:[ \t]+(?=\S)", "a mark for the meaning of a term", "a table with the term and its meaning"),
    "address": (
        r"^[ ]{0,3}\[[^\]\^\n][^\]\n]*\]:[ \t]*(?:https?://|mailto:|\#|<|\.?/)[^\n]*$",
        "the address of a link by name",
        "[words](https://…) where the link stands",
    ),
    "number": (
        r"^[ \t>]*(?P<outer>\d{1,2}(?:\.\d{1,2})*)\.1\.?(?=[ \t]+\S(?:[^\n]*\n)+?[ \t>]*(?P=outer)\.2\.?[ \t]+\S)",
        "a number typed by hand",
        "the paragraphs without their numbers: docgen numbers sections, and paragraphs if the file says “numbering: paragraphs”",
    ),
    "hashes": (r"^[ ]{0,3}(?:\#{2,6}(?=[^\s\#{])|\#(?=[A-Z]))", "a heading without a space after its marks", "## Title {#id}"),
    "underline": (r"^[ \t>]*(?:={2,6}|={8,}|-{2,})[ \t]*$", "the underline of a heading", "## Title {#id}, with no line below it"),
    "rule": (r"^[ \t>]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|_{3}|_[ ]_[ ]_)$", "a line across the page", "nothing: headings divide sections"),
}
"""For each mark its pattern, what it is and what to write instead."""
_ESCAPES = {"image": r"!\[", "task": r"\[", "stars": r"\*\*", "layout": "", "fence": ""}
"""How a mark is typed as text, where a backslash before its first sign is not the answer."""
_INSTEAD = {
    **dict.fromkeys(("b", "strong"), "**words**"),
    **dict.fromkeys(("i", "em", "cite"), "*words*"),
    "br": "a backslash at the end of the line, or a new paragraph; only a table cell may hold <br>",
    "a": "[words](https://…)",
    **dict.fromkeys(("ul", "ol", "li"), "lines that begin with - or 1."),
    **dict.fromkeys(("table", "tr", "td", "th", "thead", "tbody"), "a table with bars: | A | B |"),
    **dict.fromkeys(("sub", "sup"), "the character itself, such as ₂ or ²"),
    **dict.fromkeys(("del", "s", "strike"), "only the words that stay: a redline shows what went"),
    **dict.fromkeys(("p", "div", "span"), "the words alone, with an empty line between paragraphs"),
    **dict.fromkeys(("img", "svg", "figure"), "words: docgen draws no pictures except {{ structure }}"),
}
"""What to write for an element of HTML."""
_ALL = re.compile(
    rf"(?P<skipped>\\[^\w\s]|(?:{TAGS})|\]\(<[^<>\n]*>)|"
    + "|".join(f"(?P<{name}>{pattern})" for name, (pattern, *_) in MARKS.items())
    + r"|(?P<bare>\b(?:https?://|www\.)(?:(?!&\#?\w+;)[^\s<>()])*)",
    re.MULTILINE,
)
_CELL_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_ROW = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*\|")
_TITLE = re.compile(r"[ \t>]*[^\s>|#-].*")


def foreign_marks(text: str, place: Place) -> Iterator[Problem]:
    """A Problem for each such mark, in order."""
    starts = line_starts(text)
    for name, start, words in marks_in(text):
        _, what, instead = MARKS[name]
        if name == "tag":
            instead = _INSTEAD.get(re.sub(r"\W", "", words.split()[0]).lower(), "the words alone, without HTML")
        sign = words.rstrip(".").replace(".", "\\.", 1) if name == "number" else _ESCAPES.get(name, f"\\{words[0]}")
        advice = f"If it is meant as text, write {sign}." if sign else "Delete it."
        yield Problem(position(starts, place, start), "foreign-mark", f"“{cut(words)}” is {what}. docgen would print it as typed.", instead, advice)


def marks_in(text: str) -> Iterator[tuple[str, int, str]]:
    """The name of each mark in a text, its offset and its words."""
    fence = ""
    for found in _ALL.finditer(text):
        name, words, start = found.lastgroup or "", found[0].lstrip(" \t>").rstrip(), found.start()
        if name == "fence":
            opening, fence = not fence, "" if fence and words.startswith(fence) else fence or words[:3]
            if not opening:
                continue
        elif name in ("skipped", "bare") or fence:
            continue
        if name == "tag" and _CELL_BREAK.fullmatch(words) and _ROW.match(text, text.rfind("\n", 0, start) + 1):
            continue
        if (name == "entity" and words[1] != "#" and words[1:] not in html5) or (name == "underline" and not (name := _line_across(text, start, words))):
            continue
        yield name, start + found[0].index(words[:1]), words


def _line_across(text: str, start: int, words: str) -> str:
    """What a line of dashes or equals signs is: the underline of the line above it, or else a rule; "" if it is neither."""
    above = text[text.rfind("\n", 0, start - 1) + 1 : start - 1] if start else ""
    if _TITLE.fullmatch(above):
        return "underline"
    return "rule" if len(words) > 2 and words[0] == "-" else ""
