"""Names the values of partnership files in words: “the Constabulary’s delegate”, “how soon a complaint is answered”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from docgen.document.message_words import capital, number_of
from docgen.document.problems import DocgenError, Position
from docgen.library.clauses import Clause, Library
from docgen.library.parameter_model import Parameter
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.revision import Revision
from docgen.redlines.changed_settings import Setting, text_of
from docgen.sources import yaml_tree

Path = tuple[str, ...]


class Body(NamedTuple):
    """The name and the short form of a body, "" if it has none."""

    name: str
    short: str


BODIES = {"parties": "party", "groups": "group", "terms": "term"}
FACTS = {
    "title": "title",
    "subtitle": "subtitle",
    "short_title": "short title",
    "status": "status",
    "type": "type of the document",
    "date": "date of the document",
    "language": "language of the document",
    "numbering": "numbering of the document",
    "style": "house style",
    "approvers": "list of approvers",
    "signatories": "list of signatories",
    "structure_title": "title of the structure chart",
    "overrides_in_control": "listing of the partnership’s own text in the document control",
    "partnership.name": "partnership’s name",
    "partnership.short": "partnership’s short name",
    "partnership.area": "partnership’s area",
    "review.every": "interval between reviews",
    "review.next": "date of the next review",
}
"""The words for each value at the top of a partnership file, without “the”; `BODIES`, dates, rows of the control and sections are named by what they hold."""
OF_BODY = {
    "name": "name",
    "short": "short name",
    "role": "role",
    "representative": "representative",
    "delegate": "delegate",
    "reports_to": "reporting line",
    "chair": "chair",
    "meets": "meeting times",
    "purpose": "purpose",
    "members": "membership",
    "external": "standing outside the partnership",
}
OF_SECTION = {"title": "title", "clause": "clause", "text": "text", "reason": "reason for the text", "after": "place", "before": "place"}
_HINTS = re.compile(
    r"[.;] |\.$|, (?:in words|in the (?:plural|singular)|with (?:its|their|an) |without |as (?:a|an|the|it) |each |usually "
    r"|at the start|in lower case|in order|if a )"
)
"""Where the help of a parameter stops saying what it is, and says how to write it."""
_QUESTION = re.compile(r"(?:(?:by|with|for|to|from|on) )?(?:whether|how|where|whom?|what|why|when|which)\b")
"""How a name begins that is a question: “how soon a complaint is answered”."""
_LONGEST = 130
_CHOICES = {"true": "yes", "false": "no"}


class ValueNames:
    """What the values of two revisions are called; `titles` are those of their sections by id."""

    def __init__(self, old: Partnership | None, new: Partnership | None, library: Library | None, titles: Mapping[str, str]) -> None:
        self.old, self.new, self.library, self.titles = old, new, library, titles
        self._sides = [side for side in (new, old) if side]

    def sentences(self, settings: Sequence[Setting]) -> str:
        """What happened to the values, a sentence for each; after three, only how many more there are."""
        told = list(dict.fromkeys(self.sentence(setting) for setting in settings))
        rest = len(told) - 3
        return " ".join([*told[:3], *([f"{number_of(rest, 'more value')} changed too."] if rest > 0 else [])])

    def sentence(self, setting: Setting) -> str:
        """'The Constabulary’s delegate changed.' A body that came or went is one change."""
        top, *rest = setting.path
        if top in BODIES and rest and (how := self._came_or_went(setting.path[:2])):
            return f"The {BODIES[top]} “{self._body(setting.path[:2]).name}” was {how}."
        before, after = self._is_stated(setting)
        if top == "control":
            return f"The row “{rest[0]}” of the document control {'changed' if before and after else 'was added' if after else 'was taken out'}."
        name = self.name(setting.path)
        if not (before and after):
            return f"The revision {'now' if after else 'no longer'} states {name}."
        # A question may be the subject: “Whether the policy has been written changed from no to yes.”
        answers = [_CHOICES.get(text or "", "") for text in (setting.old, setting.new)] if _QUESTION.match(name) else []
        return f"{capital(name)} changed{f' from {answers[0]} to {answers[1]}' if answers and all(answers) else ''}."

    def _is_stated(self, setting: Setting) -> tuple[bool, bool]:
        """Whether each revision has the value, by itself or by the clause's default; where no file shows it, the revision has it."""
        field = Revision.model_fields.get(setting.path[0])
        if len(setting.path) == 1 and field and (field.default or setting.path[0] == "short_title"):
            # The model gives the default; the title stands for a short one.
            return True, True
        held = [not side or _holds(side, setting.path) for side in (self.old, self.new)]
        return held[0] or setting.default == "old", held[1] or setting.default == "new"

    def subject(self, setting: Setting) -> str:
        """What to call the value with its old text and its new one beside it; "" for a body that came or went, or a list that is one value."""
        path = setting.path
        if path[0] in ("control", "signatories") or (path[0] in BODIES and self._came_or_went(path[:2])):
            return ""
        return self.name(path)

    def texts(self, setting: Setting) -> tuple[str, str]:
        """The old and the new text of a value that a file holds as a reader sees it: a name, a post or a purpose; "" for any other."""
        path = setting.path
        is_words = path[0] in BODIES and path[-1] not in ("reports_to", "external", "members")
        return (setting.old or "", setting.new) if is_words else ("", "")

    def name(self, path: Path) -> str:
        """The value in words, as they stand in the middle of a sentence."""
        match path:
            case ("terms", id, key, *_):
                return f"the {OF_BODY.get(key, _spaced(key))} of the term “{self._body(path[:2]).name or _spaced(id)}”"
            case ("parties" | "groups", _, "name") if not self._body(path[:2]).short:
                return f"the name of the {BODIES[path[0]]} “{self._body(path[:2]).name}”"
            case ("parties" | "groups", _, key, *_):
                return f"{_possessive(self._owner(path))} {OF_BODY.get(key, _spaced(key))}"
            case ("dates", id):
                return f"the {_spaced(id)}" if id.endswith("date") else f"the {_spaced(id)} date"
            case ("sections" | "appendices", *_):
                return self._of_section(path)
        key = ".".join(path[:2])
        return f"the {FACTS.get(key) or FACTS.get(path[0]) or _spaced(path[-1])}"

    def _owner(self, path: Path) -> str:
        body = self._body(path[:2])
        name = body.name if path[2] == "short" or not body.short else body.short
        return name if path[0] == "parties" or name.casefold().startswith("the ") else f"the {name}"

    def _body(self, path: Path) -> Body:
        """The name and the short form of a body: as they were, where its name is what changed."""
        for side in reversed(self._sides):
            node = yaml_tree.at(side.source, path)
            if isinstance(node, yaml_tree.Mapping):
                return Body(*(str(yaml_tree.plain(found)) if (found := node.entries.get(key)) else "" for key in ("name", "short")))
        return Body(_spaced(path[-1]), "")

    def _came_or_went(self, path: Path) -> str:
        if not (self.old and self.new):
            return ""
        before, after = (yaml_tree.at(side.source, path) is not None for side in (self.old, self.new))
        return "" if before == after else "added" if after else "taken out"

    def _of_section(self, path: Path) -> str:
        if "with" in path:
            at = path.index("with")
            own = path[at + 1 :]
            parameter = self.parameter(path[: at + 2], self._sides)
            return (self._help(parameter) if parameter and own else "") or f"the {' '.join(map(_spaced, own))} of “{self._title(path[:at])}”"
        *section, key = path
        return f"the {OF_SECTION.get(key, _spaced(key))} of “{self._title(tuple(section))}”"

    def _help(self, parameter: Parameter) -> str:
        """What the clause says that a parameter is, without how to write it; "" if that is too long for a name."""
        words = " ".join(parameter.help.split())
        hint = _HINTS.search(words)
        words = words[: hint.start()] if hint else words
        first = words.partition(" ")[0]
        return (words if first.isupper() and len(first) > 1 else words[:1].lower() + words[1:]) if len(words) <= _LONGEST else ""

    def parameter(self, path: Path, sides: Sequence[Partnership]) -> Parameter | None:
        """The parameter to which a path leads, in the clause of the first side that has it."""
        found = (clause.parameters.get(path[-1]) for side in sides if (clause := self.clause(side, path[: path.index("with")])))
        return next((parameter for parameter in found if parameter), None)

    def clause(self, side: Partnership, section: Path) -> Clause | None:
        """The clause of a section of one side; None if it has none, or it cannot be read."""
        pin = yaml_tree.at(side.source, (*section, "clause"))
        return self.clause_named(pin.text or "") if isinstance(pin, yaml_tree.Scalar) else None

    def clause_named(self, name: str) -> Clause | None:
        """The clause of a name such as "funding/share@2"; None if it cannot be read."""
        try:
            return self.library.find(name, Position("")) if self.library else None
        except DocgenError:
            return None

    def _title(self, section: Path) -> str:
        return self.titles.get(section[-1]) or _spaced(section[-1])

    def effective(self, setting: Setting) -> Setting | None:
        """The setting with the clause's default on the side whose file is silent; None if that is the same value."""
        at = setting.path.index("with") if "with" in setting.path else 0
        if not at or len(setting.path) != at + 2 or not (self.old and self.new) or (setting.old and setting.new):
            return setting
        silent = self.new if setting.old else self.old
        default = parameter.default if (parameter := self.parameter(setting.path, [silent])) else None
        text = text_of(default) if default else ""
        if not text:
            return setting
        if text == (setting.old or setting.new):
            return None
        return replace(setting, old=setting.old or text, new=setting.new or text, default="new" if setting.old else "old")


def clause_title(clause: Clause | None) -> str:
    """The title of a clause in quotation marks; "" if fields make it."""
    return f"“{clause.front.title}”" if clause and "{" not in clause.front.title else ""


def _holds(side: Partnership, path: Path) -> bool:
    node = yaml_tree.at(side.source, path)
    return bool(node and text_of(node))


def _spaced(key: str) -> str:
    return key.replace("_", " ").replace("-", " ")


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"
