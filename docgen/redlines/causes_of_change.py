"""Why each change of a redline was made: a value, another version of a clause, local text, a party or the order. The causes come from
the origins in the documents and from the partnership files. Where neither explains a change, it has no cause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docgen.comparison import changed_facts
from docgen.comparison.change_findings import findings_of
from docgen.document.explanation import Cause, Explanation
from docgen.document.problems import Position
from docgen.document.redline import Change, Redline, accepted_nodes
from docgen.document.tree import Origin, Section, plain, walk
from docgen.formats.printed_values import Language
from docgen.library.clauses import Clause, Library
from docgen.partnership.overrides import Override, overrides
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.revision import walk_sections
from docgen.redlines.changed_settings import Setting, at, changed_settings, closest, listed
from docgen.redlines.clause_words import OwnWords, comes_from_text, conditions, loops, own_words
from docgen.redlines.control_rows import REVISION, facts_of_rows
from docgen.redlines.value_names import ValueNames, clause_title
from docgen.sources import yaml_tree

_ROOT = re.compile(r"[a-z_][a-z0-9_]*")
_MOST = 3
"""The most values that are each a cause of a change."""
_CHART = ("name", "reports_to", "external")
"""What a structure chart shows of a group."""
_FIELDS = {
    changed_facts.HEADER: "short_title",
    changed_facts.STYLE: "style",
    changed_facts.WATERMARK: "status",
    changed_facts.FILE_DATE: "date",
    "party": "parties",
}
"""The field of the partnership file behind each fact that has another name in a redline."""
_BODIES = ("parties", "groups", "terms", "partnership", "signatories")


@dataclass(frozen=True, slots=True)
class Sources:
    """The partnership files of both sides, where there are any, and the library that holds their clauses."""

    old: Partnership | None
    new: Partnership | None
    library: Library | None


def explained_changes(redline: Redline, sources: Sources) -> dict[int, Explanation]:
    """Why each change was made and what it means, by the id of the change."""
    causes, found = _Causes(redline, sources), findings_of(redline)
    return {change.id: Explanation(causes.causes(change), found[change.id]) for change in redline.changes}


Causes = tuple[Cause, ...]


class _Causes:
    def __init__(self, redline: Redline, sources: Sources) -> None:
        self.sources, self.redline = sources, redline
        self.before = dict(_origins(redline.was.sections, None))
        self.after = dict(_origins(accepted_nodes(redline.document.sections), None))
        self.rows, self.own = facts_of_rows(redline), own_words(redline)
        titles = {section.id: plain(section.title) for document in (redline.was, redline.now) for section in walk(document) if isinstance(section, Section)}
        self.names = ValueNames(sources.old, sources.new, sources.library, titles)
        settings = changed_settings(sources.old, sources.new) if sources.new else ()
        self.settings = [kept for setting in settings if (kept := self.names.effective(setting))]
        self.paths = {path[-1]: path for side in (sources.old, sources.new) if side for path, _ in walk_sections(side.revision)}

    def causes(self, change: Change) -> Causes:
        """The reasons for a change, the values first; none if nothing shows them."""
        if not change.section:
            return self._cover(change)
        old, new = self.before.get(change.section), self.after.get(change.section)
        if change.kind == "moved":
            # A section is put elsewhere in the file, a sentence in the text of the clause.
            found = self._wording(change, old, new) if change.node.endswith(("sentence", "sentences")) else None
            place = f"moved in the order of the document{at(self._place(change.section))}"
            moved = Cause("order", f"The {change.node} was put in another place.", place)
            return (found,) if found else (moved,) if self.sources.new else ()
        if change.node == "section" and change.section in self.paths and change.kind in ("inserted", "deleted"):
            return (self._section(change, new or old),)
        return self._in_section(change, old, new)

    def _in_section(self, change: Change, old: Origin | None, new: Origin | None) -> Causes:
        """The values whose words changed, the text of the clause if its words did, and both if both did."""
        wording, clauses = self._wording(change, old, new), (self._clause(old), self._clause(new))
        values = self._body(change) or self._value(change, wording is None)
        own = self.own.get(change.id, OwnWords())
        if not wording:
            return self._with_conditions(values, change, own, clauses)
        if wording.kind == "clause" and all(clauses) and not comes_from_text(own, *(clause.text if clause else "" for clause in clauses)):
            return self._with_conditions(values, change, own, clauses) or (wording,)
        if values and own.old == own.new:
            return values
        # A value that the old text did not have is part of the new text.
        return (*(value for value in values if value.words.endswith("changed.")), wording)

    def _with_conditions(self, values: Causes, change: Change, own: OwnWords, clauses: tuple[Clause | None, ...]) -> Causes:
        """The values, with those that conditions of the clause ask for where its own words came or went beside them."""
        if not values:
            return self._condition(change, own, clauses)
        asked = self._asked(own, clauses) if own.old != own.new else ()
        more = self._told([s for s in self._parameters(change.section) if s.path[-1] in asked], "value")
        return (*values, *(cause for cause in more if cause not in values))

    def _told(self, settings: list[Setting], kind: str) -> Causes:
        """A cause for each of the values, or one for all of them if there are many."""
        if len(settings) > _MOST:
            return (Cause(kind, self.names.sentences(settings), listed(settings)),)
        return tuple(
            {
                words: Cause(kind, words, str(setting), self.names.subject(setting), *self.names.texts(setting))
                for setting in reversed(settings)
                if (words := self.names.sentence(setting))
            }.values()
        )[::-1]

    def _under(self, *keys: str) -> list[Setting]:
        """The changed values under some keys at the top of the file."""
        return [setting for setting in self.settings if setting.path[0] in keys]

    def _cover(self, change: Change) -> Causes:
        """The field of the partnership file that holds the fact, never another with the same words; for a status, it may be the approvals."""
        path = self.rows[change.id] if change.node == "row" else (_FIELDS.get(change.node, change.node),)
        if not self.sources.new:
            return ()
        if path == (REVISION,):
            return (Cause("value", "Each revision has its own name.", f"{REVISION}: {change.old} → {change.new}"),)
        held = [setting for setting in self.settings if setting.path[: len(path)] == path]
        if found := closest(held, change) or (held if self.sources.old else []):
            return self._told(found, "party" if change.node == "party" else "value")
        return (Cause("value", "The approvals changed.", "approvals"),) if path == ("status",) and self.sources.old else ()

    def _place(self, id: str) -> Position | None:
        """The place of a section in the new file: of its `after` or `before`, if it has one."""
        path = self.paths.get(id)
        if not path or not self.sources.new:
            return None
        source = self.sources.new.source
        moved = yaml_tree.at(source, (*path, "after")) or yaml_tree.at(source, (*path, "before"))
        return moved.position if moved else yaml_tree.locate(source, path, key=True)

    def _section(self, change: Change, origin: Origin | None) -> Cause:
        side = self.sources.new if change.kind == "inserted" else self.sources.old
        place = yaml_tree.locate(side.source, self.paths[change.section], key=True) if side else None
        clause = f" from {origin.clause}@{origin.version}" if origin and origin.clause else ""
        how = "added" if change.kind == "inserted" else "removed"
        reason = f": {origin.reason}" if origin and origin.reason else ""
        words = _sentence(f"The section “{change.title}” was {how}{reason}")
        return Cause("section", words, f"section “{change.section}” {how}{clause}{at(place)}{reason}")

    def _body(self, change: Change) -> Causes:
        """A party, a group, a term or a signatory."""
        if change.node == "figure":
            return self._told([s for s in self.settings if s.path[0] == "structure_title" or (s.path[0] == "groups" and s.path[-1] in _CHART)], "party")
        if change.node == "signatory":
            return self._told(self._under("signatories"), "party")
        if {_root(name) for name in change.fields} & {"parties", "groups", "party", "group", "terms", "term", "signatory", "partnership"}:
            return self._told(closest(self._under(*_BODIES), change), "party")
        return ()

    def _value(self, change: Change, same_text: bool) -> Causes:
        """A value shown in the text, found by the name in the field that shows it."""
        roots, paths = {_root(name) for name in change.fields}, {_path(name) for name in change.fields}
        own = [s for s in self._parameters(change.section) if len(s.path) > 1 and s.path[-1] in roots]
        named = own + self._under(*roots)
        # Two versions of a text show a parameter of one name; it is the value only if it differs on both sides.
        sure = [s for s in named if s.path in paths or (s in own and s.old and s.new)] if self.sources.old else []
        return self._told(closest(named, change) or sure or (named if self.sources.old and same_text else []), "value")

    def _path(self, id: str) -> tuple[str, ...] | None:
        """The path of a section's own entry in the file, or of the entry it is a part of."""
        return self.paths.get(id) or next((p for key, p in sorted(self.paths.items(), key=lambda kv: -len(kv[0])) if id.startswith(f"{key}-")), None)

    def _parameters(self, id: str) -> list[Setting]:
        """The changed parameters of a section, or of the section it is a part of."""
        path = self._path(id)
        return [s for s in self.settings if path and s.path[: len(path)] == path and s.path[len(path) : len(path) + 1] == ("with",)]

    def _wording(self, change: Change, old: Origin | None, new: Origin | None) -> Cause | None:
        """Another override, another version of the clause, another clause, or other local text."""
        if found := self._override(change, old, new):
            return found
        if not old or not new:
            return None
        if old.clause != new.clause or old.version != new.version:
            return self._other_clause(old, new)
        path = self._path(change.section)
        changed = not self.sources.old or not path or any(setting.path == (*path, "text") for setting in self.settings)
        if not new.clause and new.reason and changed:
            return Cause("text", _sentence(f"The partnership’s own text changed: {new.reason}"), f"local text{at(self._place(change.section))}: {new.reason}")
        return None

    def _other_clause(self, old: Origin, new: Origin) -> Cause:
        changes = self._changelog(old, new)
        if old.clause == new.clause:
            source = f"clause {new.clause} version {old.version} → {new.version}{changes}"
            return Cause(
                "clause",
                _sentence(f"The section uses version {new.version} of its clause instead of version {old.version}{self._without_ids(changes)}"),
                source,
            )
        names = [clause_title(self._clause(side)) if side.clause else "the partnership’s own text" for side in (old, new)]
        words = f"The section now uses {names[1] or 'another clause'}{f' instead of {names[0]}' if names[0] and names[0] != names[1] else ''}"
        if names[0] == names[1] and new.clause:
            words = f"The section now uses another clause called {names[1]}" if names[1] else "The section now uses another clause"
        return Cause("clause", f"{words}.", f"clause {old.clause or 'local text'} → {f'{new.clause}@{new.version}' if new.clause else 'local text'}")

    def _clause(self, origin: Origin | None) -> Clause | None:
        return self.names.clause_named(f"{origin.clause}@{origin.version}") if origin and origin.clause else None

    def _override(self, change: Change, old: Origin | None, new: Origin | None) -> Cause | None:
        """An override that was added, removed or edited; if the clause's version changed too, that is the cause instead."""
        path, files = self._path(change.section), (self.sources.old, self.sources.new)
        sides = [(side, override) for side in files if side for override in overrides(side) if override.path == path]
        texts = [_override_text(side, override) for side, override in sides]
        if not all(files) or not sides or texts[:1] == texts[1:] or (len(sides) == 2 and not _same_wording(old, new)):
            return None
        side, override = sides[-1]
        gone = side is not self.sources.new
        until = Language(side.revision.language).date(override.until)
        reason = f"{override.reason} ({override.owner}, until {until})"
        words = f"The partnership’s own text {'no longer takes' if gone else 'takes'} the place of the clause’s: {reason}."
        return Cause("text", words, f"override{' taken out' if gone else ''}: {reason}{at(override.position)}")

    def _changelog(self, old: Origin, new: Origin) -> str:
        """What the versions after the old one say that they change; nothing if the section went back to an earlier one."""
        clauses = [self.names.clause_named(f"{new.clause}@{version}") for version in range(old.version + 1, new.version + 1)]
        texts = [" ".join(clause.front.changes.split()) for clause in clauses if clause and clause.front.changes]
        return f": {' '.join(texts)}" if texts else ""

    def _without_ids(self, text: str) -> str:
        """A text with the titles of clauses in place of their ids."""
        library = self.sources.library
        for id, versions in library.versions.items() if library and "/" in text else ():
            if id in text and (title := clause_title(self.names.clause_named(f"{id}@{versions[-1]}"))):
                text = re.sub(rf"(?<![\w/-]){re.escape(id)}(?:@\d+)?(?![\w/-])", f"the clause {title}".replace("\\", r"\\"), text)
        return text

    @staticmethod
    def _asked(own: OwnWords, clauses: tuple[Clause | None, ...]) -> set[str]:
        """The names in the conditions around the words in any of the clauses."""
        return {name for clause in clauses if clause for name in conditions(own, clause.text)}

    def _condition(self, change: Change, own: OwnWords, clauses: tuple[Clause | None, ...]) -> Causes:
        """A value that the clause's conditions or loops read: the clause itself is the same. Without the old file nobody knows which value changed."""
        if not self.sources.old:
            return ()
        asked = self._asked(own, clauses) | {loops(clause.text).get(_root(name), "") for clause in clauses if clause for name in change.fields}
        if parameters := self._parameters(change.section):
            found = [s for s in parameters if s.path[-1] in asked] or [s for s in self.settings if s.path[0] in asked]
            return self._told(found or parameters, "value")
        if facts := closest(self._under(*_BODIES, "dates", "review", "title", "status", "date"), change):
            return self._told(facts, "party" if facts[0].path[0] in _BODIES else "value")
        titles = closest([setting for setting in self.settings if setting.path[-1] == "title"], change)
        return self._told(titles, "value") if titles else ()


def _origins(sections: Any, above: Origin | None) -> Iterator[tuple[str, Origin | None]]:
    """The id and origin of each section; a part of a clause has the origin of the whole."""
    for section in sections:
        origin = section.origin or above
        yield section.id, origin
        yield from _origins(section.sections, origin)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "”")) else f"{text}."


def _override_text(side: Partnership, override: Override) -> Any:
    node = yaml_tree.at(side.source, (*override.path, "override"))
    return {key: yaml_tree.plain(node.entries[key]) for key in ("text", "paragraphs") if key in node.entries} if isinstance(node, yaml_tree.Mapping) else {}


def _root(name: str) -> str:
    found = _ROOT.match(name)
    return found[0] if found else name


def _path(name: str) -> tuple[str, ...]:
    """The path that the expression of a field follows: ("review", "next")."""
    return tuple(name.partition("|")[0].strip().split("."))


def _same_wording(old: Origin | None, new: Origin | None) -> bool:
    return bool(old and new and (old.clause, old.version) == (new.clause, new.version))
