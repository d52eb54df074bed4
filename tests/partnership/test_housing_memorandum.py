"""A memorandum on housing, drafted from the library: it says nothing of children or safeguarding, and what its drafter did not choose is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from docgen.cli.main import main
from docgen.composition.compose import composed
from docgen.document.tree import Document
from docgen.formats.markdown import writer as markdown
from docgen.library.clauses import Library
from docgen.library.parameter_model import Parameter
from docgen.partnership import partnership_files
from docgen.partnership.default_values import DefaultValue, Read, default_values, is_of_substance
from docgen.partnership.partnership_files import Partnership
from docgen.partnership.resolution import Section, resolve, walk
from docgen.partnership.revision import walk_sections
from docgen.sources import yaml_tree
from docgen.sources.files import HouseStyle
from tests.revisions import REVISIONS, ROOT
from tests.subjects import SUBJECT

HOUSING = Path(__file__).with_name("housing") / "1.yaml"
LIBRARY = Library(ROOT)


@cache
def memorandum(changed: str = "extends: '1'") -> Partnership:
    """The memorandum, changed by a piece of YAML."""
    chain = (yaml_tree.parse(changed, "housing/2.yaml"), yaml_tree.parse(HOUSING.read_text(encoding="utf-8"), "housing/1.yaml"))
    return partnership_files._merged("housing/1", chain, (), [])


def made(partnership: Partnership) -> tuple[Document, tuple[DefaultValue, ...], tuple[Section, ...]]:
    revision, read = resolve(partnership, LIBRARY), Read()
    return composed(revision, read=read), default_values(revision, read), tuple(walk(revision.sections))


def text(document: Document) -> str:
    data = markdown.write(document, HouseStyle("mou", ROOT))
    return data.decode() if isinstance(data, bytes) else data


def names(node: Any) -> Iterator[str]:
    """The names and posts in the parties, groups and terms of a partnership file."""
    if isinstance(node, yaml_tree.Mapping):
        for key, child in node.entries.items():
            if key in ("name", "short") and isinstance(child, yaml_tree.Scalar):
                yield child.text or ""
            yield from names(child)


def test_it_has_no_word_of_the_subject_of_the_worked_examples() -> None:
    assert sorted({found.casefold() for found in SUBJECT.findall(text(made(memorandum())[0]))}) == []


def test_it_names_nobody_from_the_worked_examples() -> None:
    foreign = {name for revision in REVISIONS for name in names(partnership_files.load(ROOT, revision).source)}
    own = set(names(memorandum().source))
    words = text(made(memorandum())[0])
    assert [name for name in sorted(foreign - own) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)] == []


def other_value(parameter: Parameter) -> str:
    """A value of the type of a parameter, as it is typed, that is not its default."""
    default = yaml_tree.plain(parameter.default) if parameter.default else ""
    if parameter.type == "boolean":
        return "false" if default == "true" else "true"
    if parameter.type == "choice":
        return next(option for option in parameter.options if option != default)
    words = {"duration": "11 weeks", "integer": "7", "percent": "33", "money": "77", "list": "[something else, more]"}
    return words.get(parameter.type, "something else")


def defaults() -> list[tuple[str, str]]:
    """Each section and parameter of the memorandum for which its file states no value and the clause has one."""
    _, _, sections = made(memorandum())
    return [
        (section.id, name)
        for section in sections
        if section.clause
        for name, parameter in section.clause.parameters.items()
        if name not in section.facts.with_ and is_of_substance(parameter)
    ]


@pytest.mark.parametrize(("section", "name"), defaults())
def test_a_default_is_told_if_and_only_if_a_word_depends_on_it(section: str, name: str) -> None:
    document, told, sections = made(memorandum())
    clause = next(each.clause for each in sections if each.id == section)
    path = next(path for path, _ in walk_sections(memorandum().revision) if path[-1] == section)
    assert clause
    other, _, _ = made(memorandum(": {".join([*path, "with", f"{name}: {other_value(clause.parameters[name])}"]) + "}" * (len(path) + 1)))
    assert ((section, name) in {(each.section, each.parameter) for each in told}) is (text(other) != text(document))


def test_build_and_check_tell_the_drafter(tmp_path: Path) -> None:
    for part in ("clauses", "templates"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copytree(HOUSING.parent, tmp_path / "partnerships" / "housing")
    root = ("--root", str(tmp_path))
    line = CliRunner().invoke(main, [*root, "build", "--format", "md", "--output", str(tmp_path / "out")]).stdout.splitlines()[-2]
    told = made(memorandum())[1]
    assert line.startswith(f"{len(told)} values of substance come from defaults (") and line.endswith("docgen build --defaults")
    checked = CliRunner().invoke(main, [*root, "check", "housing", "--on", "2026-11-30"])
    assert checked.exit_code == 0, checked.stdout
    assert set(re.findall(r"The section “([\w-]+)” takes", checked.stdout)) == {each.section for each in told}
