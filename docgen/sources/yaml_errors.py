"""What libyaml complains of, in a drafter's words: what was seen, what was expected, what to do."""

from __future__ import annotations

QUOTE_IT = "Put the whole value in double quotes."
_BRACKET = (
    "This bracket is not closed where the value ends.",
    "a closing bracket, and commas between the values",
    f"Close it. If the bracket is part of the text: {QUOTE_IT}",
)
SYNTAX = {
    "mapping values are not allowed in this context": ("A second “: ” stands in this value.", "text with “: ” in it to stand in quotes", QUOTE_IT),
    "found character that cannot start any token": (
        "A value or a line cannot begin with this character.",
        "spaces, and no tabs, before a key; quotes round text that begins with @, ` or %",
        f"Replace a tab by spaces. {QUOTE_IT}",
    ),
    "did not find expected ',' or '}'": _BRACKET,
    "did not find expected ',' or ']'": _BRACKET,
    "found unexpected end of stream": (
        "This quotation mark is not closed.",
        "the same mark at the end of the value",
        "An apostrophe at the beginning of a text needs double quotes around the text.",
    ),
    "did not find expected key": (
        "This stands where a key should stand.",
        "a key as far in as the keys beside it, with nothing after a closing quotation mark or bracket",
        "Check how far in this line begins, and the quotation marks and brackets before this place.",
    ),
    "could not find expected ':'": (
        "The line before this one has no “: ”.",
        "a line of the form `key: value`",
        "A value that runs over several lines is set further in than its key.",
    ),
    "did not find expected '-' indicator": (
        "This stands where the next item of a list should stand.",
        "“- ” before each item",
        "Check how far in this line begins.",
    ),
    "but found another document": (
        "A line “---” begins a second document here.",
        "one document in the file",
        "Delete the line, or make the rest a file of its own.",
    ),
    "found unknown escape character": (
        "A backslash stands before a character that it cannot change.",
        "two backslashes for one that is text",
        "Use single quotes, or write the backslash twice.",
    ),
}
OPENED = ("did not find expected ',' or '}'", "did not find expected ',' or ']'", "found unexpected end of stream", "found unknown escape character")
"""Complaints that are best shown where the value opens, not where libyaml gave up."""
