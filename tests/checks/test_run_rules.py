"""Running the drafting rules: how texts become passages, where rules run, what comments ignore, and what fixes may change."""

from __future__ import annotations

import io
import json
import pickle
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from docgen.checks import run_rules
from docgen.checks.apply_fixes import apply
from docgen.checks.draft import Draft, of_document, sentences
from docgen.checks.foreign_draft import of_text
from docgen.checks.run_rules import Found
from docgen.checks.word_draft import of_docx
from docgen.cli.main import main
from docgen.document.problems import DocgenError, Position, Problem
from docgen.document.values import Date
from docgen.governance.checking import check_repository
from docgen.library.clauses import Library
from docgen.library.law_register import Register
from docgen.partnership import partnership_files
from tests.browser import axe, validated
from tests.judges import require, require_package
from tests.revisions import REVISIONS, ROOT, document, made
from tests.scratch import CLAUSE, HERE, REVISION, Scratch, repository, run

TODAY, NO_LAW = Date(2026, 11, 26), Register({}, {})
SETTINGS = "docgen.toml"


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


def read(text: str) -> Draft:
    return of_text(text, "t.md", TODAY, NO_LAW)


def shapes(draft: Draft) -> list[tuple[str, int, str]]:
    return [(passage.kind, passage.level, passage.text) for passage in draft.passages]


TEXT = """\
# 1 Aims

The parties **will** work
together for all:

- one thing;
  a. a small thing, and
- another.

2.1 MEETINGS

They meet. They
confer.

| Who | When |
|---|---|
| Chair | June |
"""


def test_a_text_is_read_into_headings_paragraphs_items_and_cells() -> None:
    assert shapes(read(TEXT)) == [
        ("heading", 1, "Aims"),
        ("paragraph", 0, "The parties will work together for all:"),
        ("item", 1, "one thing;"),
        ("item", 2, "a small thing, and"),
        ("item", 1, "another."),
        ("heading", 2, "MEETINGS"),
        ("paragraph", 0, "They meet. They confer."),
        *(("cell", 0, word) for word in ("Who", "When", "Chair", "June")),
    ]


def test_every_character_keeps_its_line_and_column() -> None:
    lines = TEXT.split("\n")
    for passage in read(TEXT).passages:
        for at, character in enumerate(passage.text):
            place = passage.at(at)
            line = lines[place.line - 1]
            assert character == " " or line[place.column - 1] == character, (passage.text, at)


def test_items_know_their_list_and_what_introduces_it() -> None:
    draft = read(TEXT)
    first, inner, last = (passage for passage in draft.passages if passage.kind == "item")
    assert first.group == last.group != inner.group
    assert draft.passages[first.lead].text.endswith("for all:")
    assert draft.passages[inner.lead].text == "one thing;"


def test_a_word_file_is_read_like_the_text(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Aims", 1)
    word.add_paragraph("The parties will work for all:")
    word.add_paragraph("one thing;", style="List Bullet")
    word.add_paragraph("another.", style="List Bullet")
    data = io.BytesIO()
    word.save(data)
    draft = of_docx(data.getvalue(), "t.docx", TODAY, NO_LAW)
    expected = [("heading", 1, "Aims"), ("paragraph", 0, "The parties will work for all:"), ("item", 1, "one thing;"), ("item", 1, "another.")]
    assert shapes(draft) == expected
    assert draft.passages[2].group == draft.passages[3].group
    assert draft.passages[draft.passages[2].lead].text == "The parties will work for all:"


@pytest.mark.parametrize("name", REVISIONS)
def test_the_passages_of_a_revision_hold_its_words_once(name: str) -> None:
    passages = of_document(document(name), None, TODAY, NO_LAW).passages
    assert all(passage.text == " ".join(passage.text.split()) for passage in passages)
    leads = {passage.lead for passage in passages if passage.kind == "item"}
    assert all(passages[lead].kind != "cell" for lead in leads if lead >= 0)


def test_the_title_of_a_revision_has_its_place_in_a_partnership_file() -> None:
    title, subtitle = of_document(document("halton/2020"), partnership_files.load(ROOT, "halton/2020"), TODAY, NO_LAW).passages[:2]
    assert (title.kind, title.position.file) == ("title", "partnerships/halton/2019.yaml")
    assert (subtitle.kind, subtitle.position.file) == ("title", "partnerships/halton/2020.yaml")
    line = (ROOT / subtitle.position.file).read_text().splitlines()[subtitle.position.line - 1]
    assert line[subtitle.position.column - 1 :] == subtitle.text


@pytest.mark.parametrize("name", REVISIONS)
def test_every_revision_of_this_repository_gives_its_type(name: str) -> None:
    assert partnership_files.load(ROOT, name).revision.type in Library(ROOT).profiles.types


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("See s. 16E, e.g. that of Dr. Roe. Then go.", ["See s. 16E, e.g. that of Dr. Roe.", "Then go."]),
        ("It is 2.5 metres. “So it is.” They left", ["It is 2.5 metres.", "“So it is.”", "They left"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, found: list[str]) -> None:
    assert [sentence for _, sentence in sentences(text)] == found
    assert all(text[start:].startswith(sentence) for start, sentence in sentences(text))


def doubled(scratch: Scratch, before: str = "") -> Position:
    """Put a doubled word into the local text of the scratch revision, after `before`; the place of the text."""
    return scratch.edit(REVISION, "    text: |\n      The aims are plain.", f"{before}    text: |\n      The aims {HERE}are are plain.")


def codes(result: Result) -> list[str]:
    return [line.rpartition("[")[2].rstrip("]").split()[0] for line in result.output.splitlines() if line.endswith("]") and not line.startswith(" ")]


def test_a_finding_has_its_place_in_the_source(scratch: Scratch) -> None:
    place = doubled(scratch)
    result = run(scratch, "check", "scratch/1", "--select", "W101")
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, "0 errors, 1 warning")
    assert result.stdout.startswith(f"{place}: warning: “are” appears twice in a row. [W101 doubled-word]")


def test_a_finding_in_a_clause_that_several_revisions_share_is_reported_once(scratch: Scratch) -> None:
    scratch.edit(CLAUSE, "The bodies meet every month. {{", "The bodies meet meet every month. {{")
    assert codes(run(scratch, "check", "--select", "W101")) == ["W101"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (REVISION, "    text: |\n      The aims are plain.", "    text: |   # docgen: ignore W101 because it is quoted\n      The aims are are plain."),
        (CLAUSE, "The bodies meet every month. {{", "{# docgen: ignore W101 because it is quoted #}\nThe bodies meet meet every month. {{"),
        (CLAUSE, "The bodies meet every month. {{", "The bodies meet meet every month. {# docgen: ignore w101 because it is quoted #} {{"),
    ],
)
def test_a_comment_with_a_reason_ignores_a_finding(scratch: Scratch, file: str, old: str, new: str) -> None:
    scratch.edit(file, old, new)
    assert codes(run(scratch, "check", "scratch", "--select", "W101")) == []


def test_ignored_findings_are_counted_and_listed_with_their_reasons(scratch: Scratch, tmp_path: Path) -> None:
    assert "gnored" not in run(scratch, "check", "scratch", "--statistics").stdout
    scratch.edit(
        REVISION, "    text: |\n      The aims are plain.", "    text: |   # docgen: ignore W101 because it is a quotation\n      The aims are are plain."
    )
    assert run(scratch, "check", "scratch", "--statistics").stdout.endswith("Ignored with a reason: W101 1 time.\n")
    page = tmp_path / "page.html"
    run(scratch, "check", "--format", "html", "--output", page)
    ignored = page.read_text(encoding="utf-8").partition("Ignored with a reason")[2]
    assert "“are” appears twice in a row." in ignored
    assert "it is a quotation" in ignored
    assert axe(page) == []
    assert list(validated(page)) == []


def test_an_ignore_without_a_reason_or_a_finding_is_reported(scratch: Scratch) -> None:
    scratch.edit(REVISION, "title: Agreement", "# docgen: ignore W101\ntitle: Agreement   # docgen: ignore W101, W999 because of the old text")
    result = run(scratch, "check", "scratch/1", "--select", "W101")
    assert sorted(codes(result)) == ["ignore-without-reason", "unknown-rule", "unused-ignore", "unused-ignore"]
    assert result.exit_code == 1


def test_an_ignore_is_not_unused_when_its_rule_does_not_run(scratch: Scratch) -> None:
    scratch.edit(REVISION, "title: Agreement", "title: Agreement   # docgen: ignore W101 because of the old text")
    assert codes(run(scratch, "check", "scratch/1", "--ignore", "W101", "--ignore", "C102")) == []


def test_settings_say_which_rules_run_where(scratch: Scratch) -> None:
    doubled(scratch)
    scratch.write(SETTINGS, '[check]\nselect = ["W101"]\n')
    assert codes(run(scratch, "check", "scratch/1")) == ["W101"]
    scratch.write(SETTINGS, '[check]\nselect = ["W"]\n[check.partnership.scratch]\nignore = ["doubled-word"]\n')
    assert "W101" not in codes(run(scratch, "check", "scratch/1"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[check\n", "toml-syntax"),
        ('[check]\nselect = ["Z9"]\n', "unknown-rule"),
        ('[check]\nignore = "W101"\n', "wrong-type"),
        ("[check]\nselect = 1\n", "wrong-type"),
        ('[check]\nwords = "flexicarer"\n', "wrong-type"),
        ("check = 1\n", "wrong-type"),
        ("[check]\nselct = []\n", "unknown-key"),
    ],
)
def test_invalid_settings_are_problems(scratch: Scratch, text: str, code: str) -> None:
    scratch.write(SETTINGS, text)
    with pytest.raises(DocgenError) as caught:
        run_rules.settings(scratch.root)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_an_unknown_rule_on_the_command_line_gets_a_suggestion(scratch: Scratch) -> None:
    assert "Did you mean “doubled-word”?" in run(scratch, "check", "--select", "double-word").stderr


def test_fixes_are_shown_and_then_written_and_nothing_else_changes(scratch: Scratch) -> None:
    doubled(scratch)
    before = (scratch.root / REVISION).read_text(encoding="utf-8")
    shown = run(scratch, "check", "scratch/1", "--select", "W101", "--diff")
    assert "-      The aims are are plain.\n+      The aims are plain.\n" in shown.stdout
    assert (scratch.root / REVISION).read_text(encoding="utf-8") == before
    assert run(scratch, "check", "scratch/1", "--select", "W101", "--fix").stdout.endswith("0 errors, 0 warnings\n")
    assert (scratch.root / REVISION).read_text(encoding="utf-8") == before.replace("are are", "are")
    again = run(scratch, "check", "scratch/1", "--select", "W101", "--fix")
    assert again.stdout == "0 errors, 0 warnings\n"


def test_each_of_two_slips_in_a_paragraph_is_put_right_at_its_place(scratch: Scratch) -> None:
    scratch.edit(REVISION, "The aims are plain.", "The aims are are plain,\n      and are are met, as they were were.")
    assert run(scratch, "check", "scratch/1", "--select", "W101", "--fix").stdout.endswith("0 errors, 0 warnings\n")
    assert "The aims are plain,\n      and are met, as they were.\n" in (scratch.root / REVISION).read_text(encoding="utf-8")


def test_a_fix_is_left_to_the_drafter_if_its_text_is_not_at_its_place_and_twice_in_the_paragraph() -> None:
    lines = ["They meet.", "", "They *are* are, and are are,", "and are are met."]
    before = list(lines)
    apply(lines, Found("", Problem(Position("t.md", 4, 1), "W101 doubled-word", ""), ("are are", "are")))
    assert lines == before
    apply(lines, Found("", Problem(Position("t.md", 4, 1), "W101 doubled-word", ""), ("met", "seen")))
    assert lines[-1] == "and are are seen."


@pytest.mark.parametrize(
    "comment",
    [
        "    text: |   # docgen: ignore W101 because it is quoted\n      The aims are",
        "    # docgen: ignore W101 because it is quoted\n    text: |\n      The aims are",
    ],
)
def test_a_comment_before_a_paragraph_counts_for_all_its_lines(scratch: Scratch, comment: str) -> None:
    scratch.edit(REVISION, "    text: |\n      The aims are plain.", f"{comment}\n      plain, and met\n      as as they are.")
    assert codes(run(scratch, "check", "scratch/1", "--select", "W101")) == (["unused-ignore", "W101"] if "#" in comment[:6] else [])


def test_a_baseline_hides_known_findings_and_no_new_ones(scratch: Scratch, tmp_path: Path) -> None:
    doubled(scratch)
    file = tmp_path / "known"
    run(scratch, "check", "--select", "W101", "--baseline", file, "--write-baseline")
    scratch.edit(REVISION, "title: Agreement", "# A remark, which moves every line\ntitle: Agreement")
    assert codes(run(scratch, "check", "scratch", "--select", "W101", "--baseline", file)) == []
    scratch.edit(CLAUSE, "Papers are sent", "Papers are are sent")
    assert codes(run(scratch, "check", "scratch", "--select", "W101", "--baseline", file)) == ["W101"]


def test_a_text_outside_the_repository_can_be_checked_and_fixed(scratch: Scratch, tmp_path: Path) -> None:
    file = tmp_path / "old.md"
    file.write_text("# Aims\n\nThey will will meet.\n", encoding="utf-8")
    result = run(scratch, "check", file, "--select", "W101")
    assert result.stdout.startswith(f"{file.as_posix()}:3:6: warning: “will” appears twice in a row.")
    run(scratch, "check", file, "--select", "W101", "--fix")
    assert file.read_text(encoding="utf-8") == "# Aims\n\nThey will meet.\n"


@pytest.mark.parametrize(
    "text",
    [
        "sections: {a: {clause: x/y@1}, b: {clause: z/w@2}}",
        'a: {title: "No #1", clause: x/y@1}\n"clause": z/w@2',
        "clause: &a x/y@1\n# clause: o/o@3\n  clause: 'z/w@2'",
    ],
)
def test_the_clauses_that_a_partnership_file_names_are_found_in_its_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "partnerships/a").mkdir(parents=True)
    (tmp_path / "partnerships/a/1.yaml").write_text(text, encoding="utf-8")
    assert check_repository._pinned(tmp_path) == {"x/y@1", "z/w@2"}


def test_a_text_can_be_checked_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.md").write_text("They will will meet.\n", encoding="utf-8")
    assert codes(CliRunner().invoke(main, ["check", "old.md"])) == ["W101"]
    assert CliRunner().invoke(main, ["check", "halton"]).exit_code == 1


@pytest.mark.parametrize("name", REVISIONS)
def test_a_word_file_from_docgen_has_no_lost_list_and_no_drafting_mark(name: str) -> None:
    draft = of_docx(made(name, "docx"), "a.docx", TODAY, NO_LAW)
    found = run_rules.run_rules([draft], run_rules.Settings(("R104", "W102"))).found
    assert [each.problem.seen for each in found] == []


def test_sarif_names_each_rule_once_and_each_finding_at_its_place(scratch: Scratch) -> None:
    place = doubled(scratch)
    log = json.loads(run(scratch, "check", "scratch", "--select", "W101", "--format", "sarif").stdout)
    (part,) = log["runs"]
    assert [rule["id"] for rule in part["tool"]["driver"]["rules"]] == ["W101"]
    (result,) = part["results"]
    region = result["locations"][0]["physicalLocation"]
    assert (region["artifactLocation"]["uri"], region["region"]) == (place.file, {"startLine": place.line, "startColumn": place.column})
    assert (result["ruleId"], result["level"]) == ("W101", "warning")


def test_sarif_satisfies_its_validator(scratch: Scratch, tmp_path: Path) -> None:
    validator = Path(require_package("@microsoft/sarif-multitool"))
    doubled(scratch)
    scratch.edit(REVISION, "meetings/monthly@1", "meetings/monthly@9")
    scratch.edit("partnerships/other/1.yaml", "The aims are other.", "The aims aims are “&<ä>”.")
    (tmp_path / "a.sarif").write_text(run(scratch, "check", "--format", "sarif").stdout, encoding="utf-8")
    command = [require("node"), str(validator / "bin.js"), "validate", "a.sarif", "--output", "report.sarif"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    results = json.loads((tmp_path / "report.sarif").read_text(encoding="utf-8-sig"))["runs"][0]["results"]
    # SARIF2005 asks for a web page of docgen, which has none.
    assert [result["message"] for result in results if result["ruleId"] != "SARIF2005"] == []


def test_the_page_of_findings_is_accessible_and_leads_to_the_sources(scratch: Scratch, tmp_path: Path) -> None:
    place = doubled(scratch)
    scratch.edit("partnerships/other/1.yaml", "The aims are other.", "The aims aims are “&<bold>”.")
    page = tmp_path / "found" / "page.html"
    assert run(scratch, "check", "--select", "W101", "--format", "html", "--output", page).exit_code == 0
    text = page.read_text(encoding="utf-8")
    link = re.search(rf'<a href="([^"]+)">{place}</a>', text)
    assert link is not None
    assert (page.parent / link[1]).resolve() == scratch.root / place.file
    assert "&lt;bold&gt;" in text
    assert "<bold>" not in text
    assert axe(page) == []
    assert list(validated(page)) == []


def test_a_watch_checks_again_whenever_a_source_changes(scratch: Scratch) -> None:
    command = [sys.executable, "-m", "docgen", "--root", str(scratch.root), "check", "scratch", "--select", "W101", "--watch"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}) as watching:
        assert watching.stdout is not None
        assert watching.stdout.readline() == "0 errors, 0 warnings\n"
        # The watch begins after the first line; edits go on until one is seen.
        writing = threading.Thread(target=_edits, args=(scratch, watching), daemon=True)
        writing.start()
        lines = iter(watching.stdout.readline, "")
        assert next(lines).startswith("partnerships/scratch/1.yaml:")
        assert "0 errors, 1 warning\n" in lines
        watching.send_signal(signal.SIGINT)
        watching.communicate(timeout=20)


def _edits(scratch: Scratch, watching: subprocess.Popen[str]) -> None:
    text = (scratch.root / REVISION).read_text(encoding="utf-8").replace("The aims are", "The aims are are")
    for number in range(100):
        if watching.poll() is None:
            (scratch.root / REVISION).write_text(f"{text}# {number}\n", encoding="utf-8")
            time.sleep(0.2)


def test_findings_are_the_same_in_one_process_and_in_several(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = run_rules.settings(ROOT, ["ALL"])
    found = []
    for worth in (1, 1000):
        monkeypatch.setattr(check_repository, "WORTH_A_PROCESS", worth)
        monkeypatch.setattr("os.cpu_count", lambda: 3)
        found.append(check_repository.check(ROOT, (), TODAY, settings, []))
    assert found[0] == found[1]
    assert len(found[0]) > 100


def test_an_error_in_the_register_is_reported_from_any_process(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_repository, "WORTH_A_PROCESS", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    scratch.write("clauses/law.yaml", "guide: {name: The Guide, kind: book}\n")
    assert codes(run(scratch, "check", "scratch", "other")) == ["wrong-value"]
    error = DocgenError([Problem(Position("a"), "b", "c")])
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_statistics_count_each_rule(scratch: Scratch) -> None:
    doubled(scratch)
    assert run(scratch, "check", "scratch", "--select", "W101", "--statistics").stdout == "COUNT  CODE  RULE\n1      W101  doubled-word\n"


def test_errors_can_be_reported_with_status_0(scratch: Scratch) -> None:
    scratch.edit(REVISION, "meetings/monthly@1", "meetings/monthly@9")
    assert run(scratch, "check", "scratch/1").exit_code == 1
    assert run(scratch, "check", "scratch/1", "--exit-zero").exit_code == 0


def test_the_library_of_this_repository_has_its_law() -> None:
    assert Library(ROOT).law.entries
