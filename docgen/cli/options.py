"""The format names that options take, and the colours of the summary of a redline."""

from __future__ import annotations

from collections.abc import Sequence

import click

from docgen.document.problems import did_you_mean
from docgen.formats import outputs


def formats(wanted: Sequence[str]) -> tuple[str, ...]:
    """The output formats with these names or suffixes; without any, all formats. Raises BadParameter for an unknown format."""
    suffixes = {outputs.writer(name).SUFFIX.lstrip("."): name for name in outputs.formats()} if wanted else {}
    _check(wanted, [*outputs.formats(), *suffixes], "There is no format")
    return tuple(dict.fromkeys(suffixes.get(word, word) for word in wanted)) or outputs.formats()


def redline_formats(wanted: Sequence[str]) -> tuple[str, ...]:
    """The redline formats with these names. Raises BadParameter for an unknown format."""
    from docgen.redlines.written_redlines import formats as known_formats

    _check(wanted, [*known_formats(), "md"], "There is no redline in the format")
    return tuple(dict.fromkeys("markdown" if word == "md" else word for word in wanted))


def _check(wanted: Sequence[str], known: Sequence[str], message: str) -> None:
    for word in wanted:
        if word not in known:
            advice = did_you_mean("docx" if word.lower() == "word" else word, known) or f"Use one of {', '.join(dict.fromkeys(known))}."
            raise click.BadParameter(f"{message} “{word}”. {advice}", param_hint="--format")


def styled_line(line: bytes) -> str:
    """A line of the summary in the colours for its level of indentation."""
    text = line.decode()
    heading = not text.startswith(" ")
    return click.style(text, fg="cyan" if heading and "→" not in text else None, bold=heading or None, dim=text.startswith("      ") or None)
