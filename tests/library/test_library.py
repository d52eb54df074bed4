"""The clause library: every clause composes, says what it asks for, and leaves no traces of its logic in the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from docgen.composition.compose import compose
from docgen.document.tree import Cell, Document, Paragraph, Section, plain, walk
from docgen.library.clauses import Clause, Library
from docgen.library.parameter_model import Facts, Parameter
from docgen.partnership import partnership_files
from docgen.partnership.known_names import known_names
from docgen.sources import yaml_tree
from docgen.sources.registry import entry
from tests.subjects import SUBJECT

ROOT = Path(__file__).parents[2]
LIBRARY = Library(ROOT)
CLAUSES = tuple((name, version) for name, versions in LIBRARY.versions.items() for version in versions)

every_clause = pytest.mark.parametrize(("name", "version"), CLAUSES, ids=lambda part: str(part))


def _scalars(node: Any) -> Iterator[str]:
    """Each text in an example or a default, however deep."""
    match node:
        case str():
            yield node
        case list():
            for item in node:
                yield from _scalars(item)
        case dict():
            yield from _scalars(list(node.values()))


def _ids(parameter: Parameter, type: str) -> set[str]:
    """The ids of parties, groups or sections that the example names."""
    return set(_scalars(yaml_tree.plain(parameter.example))) if type in (parameter.type, parameter.of) else set()


@cache
def _facts() -> dict[str, Any]:
    """A partnership with every party, group, term and section that an example or a default names."""
    parameters = [parameter for name, version in CLAUSES for parameter in LIBRARY.clause(name, version).parameters.values()]
    texts = [
        text for parameter in parameters for node in (parameter.example, parameter.default) if node is not None for text in _scalars(yaml_tree.plain(node))
    ]

    def named(what: str, type: str = "") -> list[str]:
        """The ids that examples of the type are, and those that fields in them look up."""
        found = {id for text in texts for id in re.findall(rf"\b{what}\.([a-z][a-z0-9_]*)", text) if "{{" in text}
        return sorted(found.union(*(_ids(parameter, type) for parameter in parameters)) if type else found)

    def title(id: str) -> str:
        return id.removeprefix("the_").replace("_", " ").title()

    parties = named("parties", "party")
    targets = {target for text in texts for target in re.findall(r"\]\(#([a-z0-9-]+)\)", text)}
    targets = targets.union(*(_ids(parameter, "section") for parameter in parameters))
    return {
        "title": "Memorandum of Understanding",
        "partnership": {"name": "Exampleshire Partnership", "short": "the Partnership", "area": "Exampleshire"},
        "status": "approved",
        "date": "2026-04",
        "numbering": "paragraphs",
        "parties": {
            id: {"name": f"Exampleshire {title(id)}", "short": f"the {title(id)}", "role": "partner", "representative": "Director", "delegate": "Manager"}
            for id in parties
        },
        "groups": {
            id: {"name": title(id), "chair": "Director", "meets": "quarterly", "purpose": "It decides.", "members": ["Director"]}
            for id in named("groups", "group")
        },
        "terms": {id: {"name": title(id)} for id in named("terms")},
        "dates": {"expiry": "2028-03-31"},
        "review": {"every": "1 year", "next": "2027-04"},
        "signatories": [{"party": parties[0], "name": "A. N. Other", "post": "Director"}],
        "sections": {
            target: {"title": target.capitalize(), "text": "This section of {{ partnership }} is a target.", "reason": "A test."} for target in sorted(targets)
        },
    }


def _partnership(root: Path, sections: dict[str, Any]) -> partnership_files.Partnership:
    facts = _facts()
    path = root / "partnerships" / "scratch" / "1.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({**facts, "sections": {**sections, **facts["sections"]}}, ensure_ascii=False, indent=1), "utf-8")
    return partnership_files.load(root, "scratch/1")


def _section(clause: Clause, chosen: dict[str, yaml_tree.Node]) -> dict[str, Any]:
    return {"clause": clause.name, "with": {name: yaml_tree.plain(node) for name, node in chosen.items()}}


def _required(clause: Clause) -> dict[str, yaml_tree.Node]:
    return {name: parameter.example for name, parameter in clause.parameters.items() if parameter.default is None}


def _all(clause: Clause) -> dict[str, yaml_tree.Node]:
    return {name: parameter.example for name, parameter in clause.parameters.items()}


def _beside(clause: Clause) -> list[Clause]:
    """The clauses that must stand beside this one: for each kind or id it requires one that does not conflict, and what that requires."""
    out: list[Clause] = []
    waiting = list(clause.front.requires)
    while waiting:
        need = waiting.pop()
        met = [clause, *out]
        if any(need in (other.id, other.id.partition("/")[0]) for other in met):
            continue
        meeting = (other for other in LIBRARY.readable() if need in (other.id, other.id.partition("/")[0]))
        out.append(next(other for other in meeting if not any(_conflict(other, one) for one in met)))
        waiting.extend(out[-1].front.requires)
    return out


def _conflict(one: Clause, other: Clause) -> bool:
    return one.id in other.front.conflicts or other.id in one.front.conflicts or "withdrawn" in (one.front.status, other.front.status)


def _composed(root: Path, clause: Clause, section: dict[str, Any]) -> Document:
    if clause.front.status == "withdrawn":
        pytest.skip("a withdrawn clause cannot be composed")
    companions = {f"beside-{number}": _section(other, _required(other)) for number, other in enumerate(_beside(clause), start=1)}
    return compose(_partnership(root, {"tested": section, **companions}), LIBRARY)


_CRUMBS = re.compile(r"  |\s[,.;:?!)]|\(\s|[,;:] ?[,;.:]|(?<!\.)\.\.(?!\.)|^[,.;:\s]|\s$|\b(?!that\b)(\w+) \1\b|\{\{|\{%|['\"]", re.I)
"""What a badly closed condition leaves: doubled spaces, words and marks, a mark after a space, a tag, a straight quotation mark."""


def _says_something_clean(document: Document) -> None:
    tested = next(section for section in document.sections if section.id == "tested")
    assert tested.blocks or tested.sections
    for node in walk(tested):
        if isinstance(node, Section):
            assert plain(node.title).strip(), f"a heading of {node.id} is empty"
        if isinstance(node, Paragraph | Cell):
            text = plain(node.inlines)
            assert text or isinstance(node, Cell)
            assert not _CRUMBS.search(text), text


@every_clause
def test_a_clause_composes_with_all_its_examples(tmp_path: Path, name: str, version: int) -> None:
    clause = LIBRARY.clause(name, version)
    _says_something_clean(_composed(tmp_path, clause, _section(clause, _all(clause))))


@every_clause
def test_a_clause_composes_with_only_what_it_requires(tmp_path: Path, name: str, version: int) -> None:
    clause = LIBRARY.clause(name, version)
    _says_something_clean(_composed(tmp_path, clause, _section(clause, _required(clause))))


@every_clause
def test_a_clause_composes_with_every_switch_turned(tmp_path: Path, name: str, version: int) -> None:
    """Each boolean is the opposite of its example, and each choice is in turn each of its options."""
    clause = LIBRARY.clause(name, version)
    given = _section(clause, _all(clause))
    for key, parameter in clause.parameters.items():
        if parameter.type == "boolean":
            given["with"][key] = "true" if given["with"][key] == "false" else "false"
    for number in range(max([1, *(len(parameter.options) for parameter in clause.parameters.values())])):
        for key, parameter in clause.parameters.items():
            if parameter.type == "choice":
                given["with"][key] = parameter.options[number % len(parameter.options)]
        _says_something_clean(_composed(tmp_path / str(number), clause, given))


@every_clause
def test_a_parameter_has_help_and_an_example_of_its_type(tmp_path: Path, name: str, version: int) -> None:
    partnership = _partnership(tmp_path, {})
    scope = known_names(partnership.revision)
    facts = Facts(scope["parties"], scope["groups"])
    for parameter in LIBRARY.clause(name, version).parameters.values():
        assert len(parameter.help.split()) >= 3, f"“{parameter.name}” has the help “{parameter.help}”"
        assert yaml_tree.plain(parameter.example) not in (None, "", []), f"“{parameter.name}” has no example"
        entry("library.parameters", parameter.type).parse(parameter.example, parameter, facts)


@every_clause
def test_a_clause_says_when_to_use_it(name: str, version: int) -> None:
    front = LIBRARY.clause(name, version).front
    assert front.use.casefold().rstrip(".") != front.summary.casefold().rstrip(".")
    assert version == 1 or front.changes, "a later version says what changed"


@every_clause
def test_a_clause_names_only_clauses_that_are_there(name: str, version: int) -> None:
    front = LIBRARY.clause(name, version).front
    kinds = {other.partition("/")[0] for other in LIBRARY.versions}
    named = {*re.findall(r"(?<![\w/@.-])([a-z][a-z-]+/[a-z][a-z0-9-]+)\b(?![/@])", f"{front.use} {front.notes}"), *front.requires, *front.conflicts}
    assert {one for one in named if "/" in one and one.partition("/")[0] in kinds} <= LIBRARY.versions.keys()
    assert {one for one in front.requires if "/" not in one} <= kinds


@every_clause
def test_no_default_speaks_of_what_the_worked_examples_are_about(name: str, version: int) -> None:
    """It may be a period, a number, a choice or a form of words; what a document is about comes from its drafter."""
    parameters = LIBRARY.clause(name, version).parameters.values()
    found = {p.name: SUBJECT.findall(yaml_tree.in_words(p.default)) for p in parameters if p.default is not None and p.type != "choice"}
    assert not [(key, words) for key, words in found.items() if words]


@every_clause
def test_a_form_of_words_states_nothing(name: str, version: int) -> None:
    forms = [yaml_tree.in_words(p.default) for p in LIBRARY.clause(name, version).parameters.values() if p.form and p.default is not None]
    assert not [form for form in forms if re.search(r"\d|\b[A-Z][a-z]+ [A-Z]", form)], "a number or the name of a body or a post"


@every_clause
def test_a_clause_whose_own_words_are_about_something_says_so_where_it_is_chosen(name: str, version: int) -> None:
    clause = LIBRARY.clause(name, version)
    # A switch that is off leaves its words out.
    switches = "|".join(p.name for p in clause.parameters.values() if p.type == "boolean" and p.default is not None and yaml_tree.plain(p.default) == "false")
    text = re.sub(rf"\{{% if (?:{switches or '-'}) %\}}.*?(?=\{{% (?:else|endif))", "", clause.text, flags=re.S)
    subject = SUBJECT.search(re.sub(r"\{[{%].*?[%}]\}", "", text))
    assert not subject or SUBJECT.search(f"{clause.id.replace('-', ' ')} {clause.front.summary} {clause.front.use}"), subject
