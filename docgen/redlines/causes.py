"""Why each change of a redline was made: a value, another version of a clause, local text, a party, the order. Read off what the
documents say of their own origin and off the partnership files; "unknown" where neither tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docgen.comparison.findings import findings
from docgen.document.problems import DocgenError, Position
from docgen.document.redline import Change, Explanation, Redline, accepted_nodes
from docgen.document.tree import Origin
from docgen.formats.printed_values import Language
from docgen.library.clauses import Library
from docgen.partnership.overrides import Override, overrides
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.revision import walk_sections
from docgen.sources import yaml_tree

_LONGEST = 60
_BETWEEN = re.compile(r"\W+")
_ROOT = re.compile(r"[a-z_][a-z0-9_]*")
_BODIES = ("parties", "groups", "terms", "partnership", "signatories")


@dataclass(frozen=True, slots=True)
class Sources:
    """The partnership files of both sides, where there are any, and the library that their clauses are in."""

    old: Partnership | None
    new: Partnership | None
    library: Library | None


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of the partnership files that changed: its path, what it was and is ("" for nothing), and where it stands."""

    path: tuple[str, ...]
    old: str
    new: str
    place: Position | None

    def __str__(self) -> str:
        key = ".".join(part for part in self.path if part not in ("sections", "appendices", "with"))
        described = (
            f"{key}: {_cut(self.old)} → {_cut(self.new)}"
            if self.old and self.new
            else f"{key}: {_cut(self.new or self.old)} {'added' if self.new else 'removed'}"
        )
        return described + _at(self.place)


def explained_changes(redline: Redline, sources: Sources) -> dict[int, Explanation]:
    """For each change, by its id, why it was made and what it means."""
    asking = _Asking(redline, sources)
    return {change.id: Explanation(*asking.cause(change), findings(change)) for change in redline.changes}


class _Asking:
    def __init__(self, redline: Redline, sources: Sources) -> None:
        self.sources = sources
        self.before = dict(_origins(redline.was.sections, None))
        self.after = dict(_origins(accepted_nodes(redline.document.sections), None))
        self.settings = list(_settings(sources)) if sources.new else []
        self.paths = {path[-1]: path for side in (sources.old, sources.new) if side for path, _ in walk_sections(side.revision)}

    def cause(self, change: Change) -> tuple[str, str]:
        """A sentence, and the kind of cause."""
        if not change.section:
            return self._cover(change)
        if change.kind == "moved":
            return self._order(change)
        then, now = self.before.get(change.section), self.after.get(change.section)
        if change.node == "section" and self._own(change.section) and change.kind in ("inserted", "deleted"):
            return self._section(change, now or then)
        return (
            self._body(change)
            or self._value(change, then, now)
            or self._override(change, then, now)
            or self._wording(change, then, now)
            or self._condition(change)
            or ("the sources do not tell", "unknown")
        )

    def _own(self, id: str) -> bool:
        """Whether a section has an entry of its own in the partnership file."""
        return id in self.paths

    def _cover(self, change: Change) -> tuple[str, str]:
        keys = {"party": ("parties",), "row": ("control", "review", "date", "status"), "cell": ("control",)}.get(change.node, (change.node,))
        found = _closest([s for s in self.settings if s.path[0] in keys], change) or [s for s in self.settings if s.path[0] in keys and change.node != "row"]
        return (_list(found), "party" if change.node == "party" else "value") if found else ("facts of the cover", "value")

    def _order(self, change: Change) -> tuple[str, str]:
        place = self._place(change.section)
        return f"moved in the order of the document{_at(place)}", "order"

    def _place(self, id: str) -> Position | None:
        """Where the new file has a section, or says where it stands."""
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
        return f"section “{change.section}” {'added' if change.kind == 'inserted' else 'removed'}{clause}{_at(place)}{reason}", "section"

    def _body(self, change: Change) -> tuple[str, str] | None:
        """A party, a group or a signatory."""
        if change.node == "figure":
            found = [s for s in self.settings if s.path[0] == "groups"]
            return (_list(found), "party") if found else None
        if change.node == "signatory":
            found = [s for s in self.settings if s.path[0] == "signatories"]
            return (_list(found), "party") if found else None
        roots = {_root(name) for name in change.fields}
        if not roots & {"parties", "groups", "party", "group", "terms", "term", "signatory", "partnership"}:
            return None
        found = _closest([s for s in self.settings if s.path[0] in _BODIES], change)
        return (_list(found), "party") if found else None

    def _value(self, change: Change, then: Origin | None, now: Origin | None) -> tuple[str, str] | None:
        """A value that stands in the words, by the name that it came from."""
        roots = {_root(name) for name in change.fields}
        named = [s for s in self._below(change.section) if len(s.path) > 1 and s.path[-1] in roots] + [s for s in self.settings if s.path[0] in roots]
        found = _closest(named, change) or (named if then == now or _same_wording(then, now) else [])
        return (_list(found), "value") if found else None

    def _path(self, id: str) -> tuple[str, ...] | None:
        """The path of a section's own entry in the file, or of the one that it is a part of."""
        return self.paths.get(id) or next((p for key, p in sorted(self.paths.items(), key=lambda kv: -len(kv[0])) if id.startswith(f"{key}-")), None)

    def _below(self, id: str) -> list[Setting]:
        """The changed values of a section's own entry in the file, or of the one that it is a part of."""
        path = self._path(id)
        return [s for s in self.settings if path and s.path[: len(path)] == path and s.path[len(path) : len(path) + 1] == ("with",)]

    def _wording(self, change: Change, then: Origin | None, now: Origin | None) -> tuple[str, str] | None:
        """Another version of the clause, another clause, or other local text."""
        if then and now and then.clause and then.clause == now.clause and then.version != now.version:
            return f"clause {now.clause} version {then.version} → {now.version}{self._changelog(now)}", "clause"
        if now and then and now.clause != then.clause and now.clause:
            return f"clause {then.clause or 'local text'} → {now.clause}@{now.version}", "clause"
        if now and not now.clause and now.reason:
            return f"local text{_at(self._place(change.section))}: {now.reason}", "text"
        return None

    def _override(self, change: Change, then: Origin | None, now: Origin | None) -> tuple[str, str] | None:
        """A text in place of the clause's that came, went or was changed; where the version did too, that is what changed it."""
        sides = [
            (side, override)
            for side in (self.sources.old, self.sources.new)
            if side
            for override in overrides(side)
            if override.path == self._path(change.section)
        ]
        texts = [_override_text(side, override) for side, override in sides]
        if not sides or texts[:1] == texts[1:] or (len(sides) == 2 and not _same_wording(then, now)):
            return None
        side, override = sides[-1]
        gone = " taken out" if side is not self.sources.new else ""
        until = Language(side.revision.language).date(override.until)
        return f"override{gone}: {override.reason} ({override.owner}, until {until}){_at(override.position)}", "text"

    def _changelog(self, origin: Origin) -> str:
        try:
            clause = self.sources.library.find(f"{origin.clause}@{origin.version}", Position("")) if self.sources.library else None
        except DocgenError:
            return ""
        return f": {clause.front.changes}" if clause and clause.front.changes else ""

    def _condition(self, change: Change) -> tuple[str, str] | None:
        """The clause is the same, and so a value that its conditions or loops ask for has changed."""
        own = self._below(change.section)
        if own:
            return _list(own), "value"
        bodies = [s for s in self.settings if s.path[0] in (*_BODIES, "dates", "review", "title", "status", "date")]
        exact = _closest(bodies, change)
        if exact:
            return _list(exact), "party" if exact[0].path[0] in _BODIES else "value"
        titles = _closest([s for s in self.settings if s.path[-1] == "title"], change)
        return (_list(titles), "value") if titles else None


def _origins(sections: Any, above: Origin | None) -> Iterator[tuple[str, Origin | None]]:
    """The origin of each section by its id; a part of a clause has that of the whole."""
    for section in sections:
        origin = section.origin or above
        yield section.id, origin
        yield from _origins(section.sections, origin)


def _override_text(side: Partnership, override: Override) -> Any:
    node = yaml_tree.at(side.source, (*override.path, "override"))
    return {key: yaml_tree.plain(node.entries[key]) for key in ("text", "paragraphs") if key in node.entries} if isinstance(node, yaml_tree.Mapping) else {}


def _settings(sources: Sources) -> Iterator[Setting]:
    """Every value that the two partnership files give otherwise, in the order of the new file and then of the old."""
    assert sources.new is not None
    old = dict(_leaves(sources.old.source, ())) if sources.old else {}
    new = dict(_leaves(sources.new.source, ()))
    for path in dict.fromkeys([*new, *old]):
        before, after = old.get(path), new.get(path)
        was, now = _difference(before, after)
        if was != now and path[0] != "extends":
            node = after or before
            yield Setting(path, was, now, node.position if node else None)


def _difference(before: yaml_tree.Node | None, after: yaml_tree.Node | None) -> tuple[str, str]:
    """What two values are, or of two lists the items that only one of them has."""
    if isinstance(before, yaml_tree.Sequence) and isinstance(after, yaml_tree.Sequence):
        old, new = [_shown(item) for item in before.items], [_shown(item) for item in after.items]
        gone, come = "; ".join(item for item in old if item not in new), "; ".join(item for item in new if item not in old)
        return (gone, come) if gone or come else ("; ".join(old), "; ".join(new))
    return (_shown(before) if before else "", _shown(after) if after else "")


def _leaves(node: yaml_tree.Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], yaml_tree.Node]]:
    if isinstance(node, yaml_tree.Mapping):
        for key, child in node.entries.items():
            yield from _leaves(child, (*path, key))
    else:
        yield path, node


def _shown(node: yaml_tree.Node) -> str:
    if isinstance(node, yaml_tree.Sequence):
        return "; ".join(_shown(item) for item in node.items)
    if isinstance(node, yaml_tree.Mapping):
        return ", ".join(_shown(child) for child in node.entries.values())
    return node.text or ""


def _closest(settings: list[Setting], change: Change) -> list[Setting]:
    """Those settings of which the most tells that they made the change: their words on either side, and their names."""
    attributes = {name.split("|")[0].strip().rpartition(".")[2] for name in change.fields if "." in name}
    scored = [(_says(setting, change) + (setting.path[-1] in attributes), setting) for setting in settings if _says(setting, change)]
    most = max((score for score, _ in scored), default=0)
    return [setting for score, setting in scored if score == most]


def _says(setting: Setting, change: Change) -> int:
    """On how many sides the words of the change are the words of the setting, or hold them."""
    pairs = ((setting.old, change.old), (setting.new, change.new))
    bare = [(_bare(value), _bare(words)) for value, words in pairs]
    return sum(bool(value and words) and (value in words or words in value) for value, words in bare)


def _bare(text: str) -> str:
    """The words alone, with a space before and after each, so that no part of a word is found."""
    words = _BETWEEN.sub(" ", text).strip()
    return f" {words} ".casefold() if words else ""


def _root(name: str) -> str:
    found = _ROOT.match(name)
    return found[0] if found else name


def _same_wording(then: Origin | None, now: Origin | None) -> bool:
    return bool(then and now and (then.clause, then.version) == (now.clause, now.version))


def _list(found: list[Setting]) -> str:
    shown = [str(setting) for setting in found[:3]]
    return "; ".join(shown) + (f"; and {len(found) - 3} more" if len(found) > 3 else "")


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _at(place: Position | None) -> str:
    return f" ({place.file}:{place.line})" if place and place.file else ""
