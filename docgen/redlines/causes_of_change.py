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
from docgen.document.problems import DocgenError, Position
from docgen.document.redline import Change, Explanation, Redline, accepted_nodes
from docgen.document.tree import Origin
from docgen.formats.printed_values import Language
from docgen.library.clauses import Library
from docgen.partnership.overrides import Override, overrides
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.revision import walk_sections
from docgen.redlines.changed_settings import Setting, at, changed_settings, closest, listed
from docgen.redlines.control_rows import REVISION, facts_of_rows
from docgen.sources import yaml_tree

_ROOT = re.compile(r"[a-z_][a-z0-9_]*")
_UNKNOWN = ("", "")
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
    return {change.id: Explanation(*causes.cause(change), found[change.id]) for change in redline.changes}


class _Causes:
    def __init__(self, redline: Redline, sources: Sources) -> None:
        self.sources = sources
        self.before = dict(_origins(redline.was.sections, None))
        self.after = dict(_origins(accepted_nodes(redline.document.sections), None))
        self.rows = facts_of_rows(redline)
        self.settings = list(changed_settings(sources.old, sources.new)) if sources.new else []
        self.paths = {path[-1]: path for side in (sources.old, sources.new) if side for path, _ in walk_sections(side.revision)}

    def cause(self, change: Change) -> tuple[str, str]:
        """A sentence, and the kind of cause; both "" if nothing tells it."""
        if not change.section:
            return self._cover(change)
        old, new = self.before.get(change.section), self.after.get(change.section)
        if change.kind == "moved":
            # A section is put elsewhere in the file, a sentence in the text of the clause.
            found = (self._override(change, old, new) or self._wording(change, old, new)) if change.node.endswith(("sentence", "sentences")) else None
            return found or ((f"moved in the order of the document{at(self._place(change.section))}", "order") if self.sources.new else _UNKNOWN)
        if change.node == "section" and change.section in self.paths and change.kind in ("inserted", "deleted"):
            return self._section(change, new or old)
        return (
            self._body(change)
            or self._value(change, old, new)
            or self._override(change, old, new)
            or self._wording(change, old, new)
            or self._condition(change)
            or _UNKNOWN
        )

    def _under(self, *keys: str) -> list[Setting]:
        """The changed values under some keys at the top of the file."""
        return [setting for setting in self.settings if setting.path[0] in keys]

    def _cover(self, change: Change) -> tuple[str, str]:
        """The field of the partnership file that holds the fact, never another with the same words; for a status, it may be the approvals."""
        path = self.rows[change.id] if change.node == "row" else (_FIELDS.get(change.node, change.node),)
        if not self.sources.new:
            return _UNKNOWN
        if path == (REVISION,):
            return f"{REVISION}: {change.old} → {change.new}", "value"
        held = [setting for setting in self.settings if setting.path[: len(path)] == path]
        if found := closest(held, change) or (held if self.sources.old else []):
            return listed(found), "party" if change.node == "party" else "value"
        return ("approvals", "value") if path == ("status",) and self.sources.old else _UNKNOWN

    def _place(self, id: str) -> Position | None:
        """The place of a section in the new file: of its `after` or `before`, if it has one."""
        path = self.paths.get(id)
        if not path or not self.sources.new:
            return None
        source = self.sources.new.source
        moved = yaml_tree.at(source, (*path, "after")) or yaml_tree.at(source, (*path, "before"))
        return moved.position if moved else yaml_tree.locate(source, path, key=True)

    def _section(self, change: Change, origin: Origin | None) -> tuple[str, str]:
        side = self.sources.new if change.kind == "inserted" else self.sources.old
        place = yaml_tree.locate(side.source, self.paths[change.section], key=True) if side else None
        clause = f" from {origin.clause}@{origin.version}" if origin and origin.clause else ""
        reason = f": {origin.reason}" if origin and origin.reason else ""
        return f"section “{change.section}” {'added' if change.kind == 'inserted' else 'removed'}{clause}{at(place)}{reason}", "section"

    def _body(self, change: Change) -> tuple[str, str] | None:
        """A party, a group, a term or a signatory."""
        if change.node in ("figure", "signatory"):
            found = self._under("groups" if change.node == "figure" else "signatories")
        elif {_root(name) for name in change.fields} & {"parties", "groups", "party", "group", "terms", "term", "signatory", "partnership"}:
            found = closest(self._under(*_BODIES), change)
        else:
            return None
        return (listed(found), "party") if found else None

    def _value(self, change: Change, old: Origin | None, new: Origin | None) -> tuple[str, str] | None:
        """A value shown in the text, found by the name in the field that shows it."""
        roots = {_root(name) for name in change.fields}
        named = [s for s in self._parameters(change.section) if len(s.path) > 1 and s.path[-1] in roots] + self._under(*roots)
        found = closest(named, change) or (named if self.sources.old and (old == new or _same_wording(old, new)) else [])
        return (listed(found), "value") if found else None

    def _path(self, id: str) -> tuple[str, ...] | None:
        """The path of a section's own entry in the file, or of the entry it is a part of."""
        return self.paths.get(id) or next((p for key, p in sorted(self.paths.items(), key=lambda kv: -len(kv[0])) if id.startswith(f"{key}-")), None)

    def _parameters(self, id: str) -> list[Setting]:
        """The changed parameters of a section, or of the section it is a part of."""
        path = self._path(id)
        return [s for s in self.settings if path and s.path[: len(path)] == path and s.path[len(path) : len(path) + 1] == ("with",)]

    def _wording(self, change: Change, old: Origin | None, new: Origin | None) -> tuple[str, str] | None:
        """Another version of the clause, another clause, or other local text."""
        if old and new and old.clause and old.clause == new.clause and old.version != new.version:
            return f"clause {new.clause} version {old.version} → {new.version}{self._changelog(new)}", "clause"
        if new and old and new.clause != old.clause and new.clause:
            return f"clause {old.clause or 'local text'} → {new.clause}@{new.version}", "clause"
        if new and not new.clause and new.reason:
            return f"local text{at(self._place(change.section))}: {new.reason}", "text"
        return None

    def _override(self, change: Change, old: Origin | None, new: Origin | None) -> tuple[str, str] | None:
        """An override that was added, removed or edited; if the clause's version changed too, that is the cause instead."""
        path, files = self._path(change.section), (self.sources.old, self.sources.new)
        sides = [(side, override) for side in files if side for override in overrides(side) if override.path == path]
        texts = [_override_text(side, override) for side, override in sides]
        if not all(files) or not sides or texts[:1] == texts[1:] or (len(sides) == 2 and not _same_wording(old, new)):
            return None
        side, override = sides[-1]
        removed = " taken out" if side is not self.sources.new else ""
        until = Language(side.revision.language).date(override.until)
        return f"override{removed}: {override.reason} ({override.owner}, until {until}){at(override.position)}", "text"

    def _changelog(self, origin: Origin) -> str:
        try:
            clause = self.sources.library.find(f"{origin.clause}@{origin.version}", Position("")) if self.sources.library else None
        except DocgenError:
            return ""
        return f": {clause.front.changes}" if clause and clause.front.changes else ""

    def _condition(self, change: Change) -> tuple[str, str] | None:
        """A value that the clause's conditions or loops read: the clause itself is the same. Without the old file nobody knows which value changed."""
        if not self.sources.old:
            return None
        if parameters := self._parameters(change.section):
            return listed(parameters), "value"
        if facts := closest(self._under(*_BODIES, "dates", "review", "title", "status", "date"), change):
            return listed(facts), "party" if facts[0].path[0] in _BODIES else "value"
        titles = closest([setting for setting in self.settings if setting.path[-1] == "title"], change)
        return (listed(titles), "value") if titles else None


def _origins(sections: Any, above: Origin | None) -> Iterator[tuple[str, Origin | None]]:
    """The id and origin of each section; a part of a clause has the origin of the whole."""
    for section in sections:
        origin = section.origin or above
        yield section.id, origin
        yield from _origins(section.sections, origin)


def _override_text(side: Partnership, override: Override) -> Any:
    node = yaml_tree.at(side.source, (*override.path, "override"))
    return {key: yaml_tree.plain(node.entries[key]) for key in ("text", "paragraphs") if key in node.entries} if isinstance(node, yaml_tree.Mapping) else {}


def _root(name: str) -> str:
    found = _ROOT.match(name)
    return found[0] if found else name


def _same_wording(old: Origin | None, new: Origin | None) -> bool:
    return bool(old and new and (old.clause, old.version) == (new.clause, new.version))
