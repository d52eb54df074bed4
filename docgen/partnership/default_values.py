"""The values of substance that a revision takes from the defaults of its clauses, because its file states none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from textwrap import shorten
from typing import Any, NoReturn

from docgen.clausetext.rendering_values import NotShown, show
from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position
from docgen.document.tree import plain
from docgen.document.values import Markdown
from docgen.formats.printed_values import Language
from docgen.library.parameter_model import Parameter
from docgen.partnership.resolution import Resolved, Section, walk
from docgen.sources import yaml_tree

Read = dict[Section, Set[str]]
"""The names that the text of each section was made from."""


@dataclass(frozen=True, slots=True)
class DefaultValue:
    """A value of substance from a default. `position` is the place that names the clause."""

    section: str
    clause: str
    parameter: str
    value: str
    position: Position

    @property
    def short(self) -> str:
        """'notice: 3 months'; a long value is cut."""
        return f"{self.parameter}: {shorten(self.value, _LONGEST, placeholder=' …')}"


_LONGEST = 60


def default_values(revision: Resolved, read: Mapping[Section, Set[str]]) -> tuple[DefaultValue, ...]:
    """The defaults of substance that the text of the revision depends on, in reading order.

    `read` holds the names that the text of each section was made from. A default in a branch that was not taken is not among them.
    """
    language = Language(revision.partnership.revision.language)
    return tuple(found for section in walk(revision.sections) for found in _of_section(section, read.get(section, frozenset()), language))


def _of_section(section: Section, read: Set[str], language: Language) -> Iterator[DefaultValue]:
    if section.clause is None or section.pin is None:
        return
    for name, parameter in section.clause.parameters.items():
        default = parameter.default
        if name in read and default is not None and name not in section.facts.with_ and is_of_substance(parameter):
            yield DefaultValue(section.id, section.clause.name, name, _in_words(section.values[name], default, language), section.pin)


def is_of_substance(parameter: Parameter) -> bool:
    """Whether the default of a parameter says something that the parties must agree: a period, a number, a choice, who does what.

    An empty default and a switch that is off add nothing, and a clause marks with `form: true` what is only a form of words.
    """
    given = parameter.default is not None and yaml_tree.plain(parameter.default)
    return bool(given) and not parameter.form and not (parameter.type == "boolean" and given in ("false", "no"))


def _in_words(value: Any, default: yaml_tree.Node, language: Language) -> str:
    """A value as the document prints it; Markdown as it is typed, and "yes" for a switch that is on."""
    try:
        return plain(show(value, language, _as_typed))
    except NotShown:
        return "yes" if value is True else yaml_tree.in_words(default)


def _as_typed(value: Markdown) -> NoReturn:
    raise NotShown
