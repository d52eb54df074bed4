"""libyaml's errors in a drafter's words: what was seen, what was expected, what to do."""

from __future__ import annotations

from typing import Any

import yaml

QUOTE_IT = "Put the whole value in double quotes."
_BRACKET = (
    "This bracket is not closed before the value ends.",
    "a closing bracket, and commas between the values",
    f"Close it. Is the bracket part of the text? {QUOTE_IT}",
)
SYNTAX = {
    "mapping values are not allowed in this context": ("There is a second “: ” in this value.", "quotes round text that has “: ” in it", QUOTE_IT),
    "found character that cannot start any token": (
        "A value or a line cannot begin with this character.",
        "spaces, not tabs, before a key; quotes round text that begins with @, ` or %",
        f"Replace a tab with spaces. Is it part of the text? {QUOTE_IT}",
    ),
    "did not find expected ',' or '}'": _BRACKET,
    "did not find expected ',' or ']'": _BRACKET,
    "found unexpected end of stream": (
        "This quotation mark is not closed.",
        "the same mark at the end of the value",
        "If the text begins with an apostrophe, put the text in double quotes.",
    ),
    "did not find expected key": (
        "There should be a key here.",
        "a key with the same indent as its neighbours, and nothing after a closing quotation mark or bracket",
        "Check the indent of this line, and the quotation marks and brackets before this place.",
    ),
    "could not find expected ':'": (
        "The line before this one has no “: ”.",
        "a line of the form `key: value`",
        "Indent a value of several lines further than its key.",
    ),
    "did not find expected '-' indicator": ("There should be an item of a list here.", "“- ” before each item", "Check the indent of this line."),
    "but found another document": (
        "A line “---” begins a second document here.",
        "one document in the file",
        "Delete the line, or move the rest to a file of its own.",
    ),
    "found unknown escape character": (
        "This text has a backslash before a character that needs none.",
        "two backslashes where the text has one",
        "Use single quotes, or write the backslash twice.",
    ),
}
_OPENED = ("did not find expected ',' or '}'", "did not find expected ',' or ']'", "found unexpected end of stream", "found unknown escape character")
"""Errors that are shown where the value opens, not where libyaml gave up."""


def mark_of(error: yaml.MarkedYAMLError) -> Any:
    """The mark of the place to show, or None."""
    return (str(error.problem) in _OPENED and error.context_mark) or error.problem_mark or error.context_mark


def words_of(error: yaml.MarkedYAMLError) -> tuple[str, str, str]:
    """What was seen, what was expected, and what to do."""
    return SYNTAX.get(str(error.problem), (f"This is not YAML: {error.problem}.", "lines of the form `key: value`", ""))
