"""All the problems of a repository, or of some of its revisions, on a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from docgen.checks import house_style_colours
from docgen.checks.draft import Draft, of_document
from docgen.checks.foreign_draft import of_text
from docgen.checks.revision_draft import draft_of
from docgen.checks.rulebook import rules
from docgen.checks.run_rules import Found, RuleFindings, Settings, run_rules, without_ignored
from docgen.checks.word_draft import of_docx
from docgen.composition.locked_outputs import release_problems
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.document.values import Date
from docgen.formats.docx import house_style_file
from docgen.governance import suspect_clauses
from docgen.governance.checking.stray_files import stray_files
from docgen.governance.clause_examples import Examples
from docgen.library import released_wording
from docgen.library.clauses import Clause, Library
from docgen.partnership import overrides, partnership_files, release_locks
from docgen.partnership.repository import chosen
from docgen.partnership.revision import Revision
from docgen.sources import files, yaml_tree
from docgen.sources.files import HouseStyle
from docgen.sources.parallel import parallel_results


def check(root: Path, names: Sequence[str], day: Date, settings: Settings, ignored: list[Found]) -> list[Found]:
    """The problems of the named revisions and files, or of all revisions and the library; those that comments ignore go to `ignored`.

    First the errors that stop a build, edited releases and replaced law, then the findings of the drafting rules.
    """
    library = Library(root)
    paths = [name for name in names if is_text(name)]
    revisions = chosen(root, [name for name in names if name not in paths]) if not names or len(paths) < len(names) else ()
    # Processes started after this have the rules too; problems of the profiles are reported whatever is checked.
    rules()
    profiles = library.profiles
    with parallel_results(partial(_part, root, day, settings), revisions, WORTH_A_PROCESS) as parts_of_revisions:
        others = [run_rules([replace(_draft_of_file(Path(path), library, day), profiles=profiles) for path in paths], settings)]
        of_library: list[Problem] = []
        if not names:
            others += [run_rules(_unused_clauses(library, _pinned(root), day), settings), run_rules(_house_styles(library, day), settings)]
            of_library = [*_library_problems(library), *suspect_clauses.warnings(library, day), *_house_file_problems(root)]
        parts = parts_of_revisions()
    found = [each for problems, _ in parts for each in problems]
    found += [Found("", problem) for problem in of_library]
    found += [Found("", problem) for problem in released_wording.edited(library)] if revisions else []
    return list(dict.fromkeys([*found, *without_ignored(root, [*(by_rules for _, by_rules in parts), *others], ignored)]))


def findings_by_revision(root: Path, day: Date, settings: Settings, names: Sequence[str]) -> dict[str, list[Problem]]:
    """What a check finds in each of the revisions by itself, without those that comments ignore, and without what its release is compared with."""
    library = Library(root)
    found: dict[str, list[Problem]] = {}
    for name in names:
        problems, draft = _check_revision(root, name, library, day, False)
        by_rules = run_rules([replace(draft, profiles=library.profiles)] if draft else [], settings)
        found[name] = list(dict.fromkeys([*problems, *(each.problem for each in without_ignored(root, [by_rules], []))]))
    return found


def _part(root: Path, day: Date, settings: Settings, names: Sequence[str]) -> tuple[list[Found], RuleFindings]:
    """The errors that stop a build of some revisions, and the findings of the rules in them."""
    library = Library(root)
    found: list[Found] = []
    drafts: list[Draft] = []
    styles: set[str] = set()
    for name in names:
        problems, draft = _check_revision(root, name, library, day)
        found += [Found(name, problem) for problem in problems]
        if draft and draft.document and (style := HouseStyle(draft.document.style, root)).name not in styles and style.folder.is_dir():
            styles.add(style.name)
            found += [Found("", problem) for problem in house_style_file.problems(style, draft.document.front)]
        drafts += [replace(draft, profiles=library.profiles)] if draft else []
    return found, run_rules(drafts, settings)


WORTH_A_PROCESS = 3
_TEXTS, _WORD = (".md", ".txt"), (".docx", ".docm", ".dotx", ".dotm")


def is_text(name: str) -> bool:
    """Whether a name is that of a text to check, and not of a revision."""
    return Path(name).suffix.lower() in (*_TEXTS, *_WORD)


def _draft_of_file(path: Path, library: Library, day: Date) -> Draft:
    path = path.resolve()
    name = files.relative_name(library.root, path)
    if path.suffix.lower() in _WORD:
        return of_docx(files.read(path.parent, path, files.LARGEST_DOCUMENT), name, day, library.law)
    return of_text(files.read_text(path.parent, path), name, day, library.law)


def _check_revision(root: Path, name: str, library: Library, day: Date, with_release: bool = True) -> tuple[list[Problem], Draft | None]:
    """The problems of a revision, and its draft if it can be composed."""
    problems: list[Problem] = []
    try:
        partnership = partnership_files.load(root, name, problems)
        draft = draft_of(partnership, library, day, problems)
    except DocgenError as error:
        return list(error.problems), None
    problems += partnership_files.unknown_style(partnership, HouseStyle(partnership.revision.style, root))
    problems += [*suspect_clauses.replaced_before_date(partnership, library), *overrides.expired(partnership, day)]
    if with_release and release_locks.is_released(root, name):
        problems += release_problems(root, name, library)
    return problems, draft


_PIN = re.compile(r"(?<![\w-])clause[\"']?:[ \t]*(?:&\w+[ \t]+)?[\"']?([\w/-]+@\d+)")
_COMMENT = re.compile(r"^[ \t]*#.*", re.MULTILINE)


def _pinned(root: Path) -> frozenset[str]:
    """The clause versions that partnership files name. The files are searched as text, so that errors in them do not matter here."""
    paths = [path for path in (root / "partnerships").glob("*/*.yaml") if path.is_file()]
    return frozenset(name for path in paths for name in _PIN.findall(_COMMENT.sub("", path.read_text(encoding="utf-8", errors="replace"))))


def _house_styles(library: Library, day: Date) -> Iterator[Draft]:
    """The house styles of the repository as drafts, except those that cannot be read."""
    for folder in sorted((library.root / "templates").glob("*/")):
        with suppress(DocgenError):
            yield Draft(f"templates/{folder.name}", (), day, library.law, looks=tuple(house_style_colours.of_style(HouseStyle(folder.name, library.root))))


def _house_file_problems(root: Path) -> Iterator[Problem]:
    """What keeps the Word files of the house styles from being filled in."""
    for folder in sorted((root / "templates").glob("*/")):
        if (folder / house_style_file.FILE).exists():
            yield from house_style_file.problems(HouseStyle(folder.name, root))


def _unused_clauses(library: Library, pinned: frozenset[str], day: Date) -> Iterator[Draft]:
    """Drafts of the clauses that no partnership file names, in their latest versions with their examples."""
    examples = Examples(library)
    for clause in examples.clauses:
        if clause.name in pinned or clause.version != library.versions[clause.id][-1] or clause.front.status == "withdrawn":
            continue
        with suppress(DocgenError):  # the tests of the library report examples that do not compose
            yield _draft_of_clause(examples, clause, day)


def _draft_of_clause(examples: Examples, clause: Clause, day: Date) -> Draft:
    draft = of_document(examples.document(clause), None, day, examples.library.law, examples.library.root)
    return replace(draft, name=clause.id, fragment=True, passages=tuple(each for each in draft.passages if each.position.file == clause.file))


def clause_findings(library: Library, examples: Examples, clause: Clause, day: Date, settings: Settings) -> list[Problem]:
    """The problems of one clause version, read with the examples of its parameters, without those that comments ignore."""
    problems = list(_clause_problems(clause, library))
    with suppress(DocgenError):
        found = run_rules([_draft_of_clause(examples, clause, day)], settings)
        problems += [each.problem for each in without_ignored(library.root, [found], [])]
    return problems


def _library_problems(library: Library) -> list[Problem]:
    problems = list(stray_files(library.root))
    for clause in library.readable(problems):
        problems += _clause_problems(clause, library)
    return problems


def _clause_problems(clause: Clause, library: Library) -> Iterator[Problem]:
    """What the front matter of a clause leaves out, and the names in it that are unknown."""
    if clause.version != library.versions[clause.id][0] and not (clause.front.change and clause.front.changes):
        seen = f"“{clause.name}” does not say what changed since the previous version."
        yield Problem(Position(clause.file), "missing-change", seen, "a line “change: editorial, minor or obligation” and a line “changes: …” that says why")
    known = {*library.versions, *(id.partition("/")[0] for id in library.versions)}
    for key in ("requires", "conflicts"):
        for index, name in enumerate(getattr(clause.front, key)):
            if name not in known and not (key == "requires" and name.partition(".")[0] in Revision.model_fields and "." in name):
                place = yaml_tree.locate(clause.head, [key, index])
                expected = "a clause, a kind of clause or a value such as review.next" if key == "requires" else "a clause of the library"
                yield Problem(place, "unknown-clause", f"There is no “{name}”.", expected, did_you_mean(name, known))
