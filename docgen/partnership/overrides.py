"""The overrides of a revision: where its text differs from its clauses, why, who owns the change, and when it ends."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import Position, Problem
from docgen.document.values import Date
from docgen.formats.printed_values import Language
from docgen.library.clauses import REFERENCE
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.revision import walk_sections
from docgen.sources import yaml_tree


@dataclass(frozen=True, slots=True)
class Override:
    """A section that overrides its clause. `path` leads to the section in the file; `position` is that of the key `override`."""

    revision: str
    path: tuple[str, ...]
    clause: str
    version: int
    reason: str
    owner: str
    until: Date
    position: Position

    @property
    def section(self) -> str:
        """The id of the section."""
        return self.path[-1]


def overrides(partnership: Partnership) -> Iterator[Override]:
    """The overrides of a revision, in the order of its sections."""
    for path, section in walk_sections(partnership.revision):
        found = REFERENCE.fullmatch(section.clause or "")
        if found and section.override:
            its, place = section.override, yaml_tree.locate(partnership.source, [*path, "override"], key=True)
            yield Override(partnership.id, path, found[1], int(found[2]), its.reason, its.owner, its.until, place)


def in_words(override: Override, language: Language) -> str:
    """'override of funding/own-costs@1 in funding until March 2027: reason (owner)'."""
    return f"override of {override.clause}@{override.version} in {override.section} {reason_in_words(override, language)}"


def reason_in_words(override: Override, language: Language) -> str:
    """'until March 2027: reason (owner)'."""
    return f"until {language.date(override.until)}: {override.reason.rstrip('.')} ({override.owner})"


def control_rows(partnership: Partnership, language: Language) -> list[tuple[str, str]]:
    """The rows for the document-control table, if the revision asks for them."""
    found = overrides(partnership) if partnership.revision.overrides_in_control else ()
    return [(f"Own text in “{each.section}”", f"In place of {each.clause}@{each.version} {reason_in_words(each, language)}") for each in found]


def expired(partnership: Partnership, today: Date) -> Iterator[Problem]:
    """A Problem for each override that ended before `today`. A month or a year ends on its last day."""
    for each in overrides(partnership):
        if each.until.is_past(today):
            place = yaml_tree.locate(partnership.source, [*each.path, "override", "until"])
            seen = f"The override of “{each.clause}@{each.version}” in “{each.section}” ended with {each.until}."
            advice = f"Ask {each.owner}: delete the override, so that the text of the clause stands, or agree a later date."
            yield Problem(place, "expired-override", seen, f"a date that is not before {today}, or no override", advice)
