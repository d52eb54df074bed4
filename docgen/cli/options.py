"""What the options of the command line may say, and the looks of what it prints."""

from __future__ import annotations

from collections.abc import Sequence

import click

from docgen.document.problems import did_you_mean
from docgen.formats import outputs


def formats(wanted: Sequence[str]) -> tuple[str, ...]:
    """The output formats that the words name, by name or by suffix; all there are for no words at all."""
    suffixes = {outputs.writer(name).SUFFIX.lstrip("."): name for name in outputs.formats()} if wanted else {}
    for word in wanted:
        if word not in suffixes and word not in outputs.formats():
            raise click.BadParameter(f"There is no format “{word}”. {_known(word, [*outputs.formats(), *suffixes])}", param_hint="--format")
    return tuple(dict.fromkeys(suffixes.get(word, word) for word in wanted)) or outputs.formats()


def redline_formats(wanted: Sequence[str]) -> tuple[str, ...]:
    """The formats of redlines that the words name."""
    from docgen.redlines.redline_files import formats as known_formats

    known = known_formats()
    for word in wanted:
        if word not in ("md", *known):
            raise click.BadParameter(f"There is no redline in the format “{word}”. {_known(word, known)}", param_hint="--format")
    return tuple(dict.fromkeys("markdown" if word == "md" else word for word in wanted))


def _known(word: str, formats: Sequence[str]) -> str:
    """What there is instead of a format."""
    return did_you_mean("docx" if word.lower() == "word" else word, formats) or f"It is one of {', '.join(dict.fromkeys(formats))}."


def styled_line(line: bytes) -> str:
    """A line of the summary in the looks of its role, which its indent tells."""
    text = line.decode()
    group = not text.startswith(" ")
    return click.style(text, fg="cyan" if group and "→" not in text else None, bold=group or None, dim=text.startswith("      ") or None)
