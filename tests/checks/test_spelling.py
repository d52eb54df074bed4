"""Spelling: how a text is split into words, which are left alone, where misspelt ones are reported, and that words from the settings are accepted."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from docgen.checks import rulebook
from docgen.checks.foreign_draft import of_text
from docgen.checks.rules._ise import with_s
from docgen.checks.rules._spelling import compounds, unknown
from docgen.checks.run_rules import RuleFindings, Settings, run_rules, settings
from docgen.checks.spelling import dictionary
from docgen.cli.main import main
from docgen.document.british_spelling import BRITISH
from docgen.document.problems import Problem
from docgen.document.values import Date
from docgen.governance.checking.check_repository import check
from docgen.library.law_register import Register
from tests.revisions import ROOT
from tests.scratch import CLAUSE, HERE, REVISION, Scratch, repository

TODAY = Date(2026, 11, 26)


def checked(text: str, *words: str, select: tuple[str, ...] = ("W126",)) -> RuleFindings:
    return run_rules([of_text(text, "t.md", TODAY, Register({}, {}))], Settings(select, words=frozenset(words)))


def misspelt(text: str, *words: str) -> list[str]:
    """The words of a text that the rule reports."""
    return [quoted(each.problem) for each in checked(text, *words).found]


def quoted(problem: Problem) -> str:
    found = re.match("“([^”]*)”", problem.seen)
    assert found
    return found[1]


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return repository(tmp_path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The board's aims don’t change.", ["The", "board's", "aims", "don’t", "change"]),
        ("‘So be it’, “they said”, 'all' the members' votes", ["So", "be", "it", "they", "said", "all", "the", "members", "votes"]),
        ("co-ordinated, multi‑agency and well‐being", ["co-ordinated", "multi‑agency", "and", "well‐being"]),
        ("pre- and post-natal, short- and long-term", ["and", "post-natal", "and", "long-term"]),
        ("and/or policies/procedures – plans—and aims", ["and", "or", "policies", "procedures", "plans", "and", "aims"]),
        ("s175, 6th and x2y; COVID-19, h2o", ["and"]),
        ("see a.b.gov.uk/foo-bar, docs/x.md or ~/local/files", ["see", "or"]),
        ("write to some.body@where.gov.uk or @somebody, #tag", ["write", "to", "or"]),
        ("run `docgen chek` on [the page](https://x.gov.uk/chek) or <chek>", ["run", "on", "the", "page", "or"]),
        ("the officer(s) and sen\u00adtence and &amp; so on…", ["the", "officer", "s", "and", "and", "so"]),
    ],
)
def test_a_text_is_split_into_words_as_a_reader_splits_it(text: str, words: list[str]) -> None:
    assert [word for _, word in compounds(text)] == words


@given(st.text(alphabet=st.sampled_from("aB1é -‑'’“”./@#`·(&…")))
def test_a_word_is_at_its_offset_and_touches_no_other_letter(text: str) -> None:
    end = 0
    for start, word in compounds(text):
        assert start >= end
        end = start + len(word)
        assert text[start:end] == word
        assert all(part.isalpha() for part in re.split("[-‑'’]", word))
        assert not text[start - 1 : start].isalnum()
        assert not text[end : end + 1].isalnum()


@given(
    st.lists(st.sampled_from(sorted(dictionary.usual_words() - set("abcdefghijklmnopqrstuvwxyz"))), min_size=1, max_size=8),
    st.sampled_from([" ", "-", "’s ", ", ", "/"]),
)
def test_known_words_are_accepted_however_they_are_joined(words: list[str], between: str) -> None:
    assert unknown(between.join(words), of_text("", "t.md", TODAY, Register({}, {}))) == []


@pytest.mark.parametrize(("word", "first"), [("anual", "annual"), ("polcy", "policy"), ("untill", "until"), ("reprot", "report"), ("desision", "decision")])
def test_the_usual_word_is_suggested_before_others(word: str, first: str) -> None:
    assert dictionary.suggestions(word)[0] == first


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The goups recieve it.", ["goups", "recieve"]),
        ("Recieve it. Dicussion follows.", ["Recieve", "Dicussion"]),
        ("Its multi-agancy audit", ["agancy"]),
        ("the bord’s plan, and the chidl's", ["bord", "chidl"]),
        ("it does'nt matter", ["does'nt"]),
        ("the board's aimms don't count", ["aimms"]),
        ("Evry memeber of the comittee shoud atend", ["Evry", "memeber", "comittee", "shoud", "atend"]),
        ("Partys shal meet montly", ["Partys", "shal", "montly"]),
        ("the otherwize compromized plan will be supervized", ["otherwize", "compromized", "supervized"]),
    ],
)
def test_a_misspelt_word_is_reported(text: str, words: list[str]) -> None:
    assert misspelt(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "They organise and organize, recognise and re-recognize; standardization and anonymisation are realizable.",
        "The lead of Kirkstow and the CSCBs meet. Kirkstow leads. As kirkstow does.",
        "Aldwick Council will meet.",
        "Each “flexicarer” has a plan. The flexicarer’s plan counts.",
        "The naïve rôle of a café.",
        "They meet in turns (i), (ii), viii and xliv.",
        "The children’s, the bodies’ and the chair's views aren't the same; it won’t do.",
        "The subgroup's signatories act mutatis mutandis, ultra vires or pro rata; unringfenced and reprocured, non-statutory and un-minuted.",
        "Mae'r Bwrdd yn cyhoeddi adroddiad blynyddol am ei waith bob blwyddyn.",
        "The words “cynllun datblygu unedol”, in Welsh cynllun datblygu unedol, are left alone.",
        "```\nrecieve\n\nrecieve\n```\n",
    ],
)
def test_right_words_and_those_that_cannot_be_judged_are_left_alone(text: str) -> None:
    assert misspelt(text) == []


def test_text_after_an_unclosed_fence_is_judged() -> None:
    assert misspelt("```\n\nThey recieve it.\n") == ["recieve"]


def test_words_from_the_settings_are_accepted_whatever_their_capitals_and_hyphens(scratch: Scratch) -> None:
    text = "The flexicarer and the multi-plimsy work go on. The flexicarer's plan too."
    assert misspelt(text) == ["flexicarer", "plimsy", "flexicarer"]
    assert misspelt(text, "flexicarer", "plimsy") == []
    assert misspelt(text, "flexicarer", "multi-plimsy") == []
    scratch.write("docgen.toml", '[check]\nwords = ["Flexicarer", "plimsy"]\n')
    assert settings(scratch.root).words == {"flexicarer", "plimsy"}
    scratch.edit(REVISION, "The aims are plain.", "The flexicarer is plimsy.")
    assert not check(scratch.root, ["scratch/1"], TODAY, settings(scratch.root, ["W126"]), [])
    scratch.write("docgen.toml", '[check]\nwords = ["Flexicarer"]\n')
    assert [quoted(each.problem) for each in check(scratch.root, ["scratch/1"], TODAY, settings(scratch.root, ["W126"]), [])] == ["plimsy"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (REVISION, "    text: |\n      The aims are plain.", f"    text: |\n      The aims are {HERE}pliain."),
        (CLAUSE, "The bodies meet every month. {{", f"The bodies {HERE}meeet every month. {{{{"),
    ],
)
def test_a_word_of_a_source_is_reported_at_its_place(scratch: Scratch, file: str, old: str, new: str) -> None:
    place = scratch.edit(file, old, new)
    found = {each.problem.position for each in check(scratch.root, ["scratch/1"], TODAY, settings(scratch.root, ["W126"]), [])}
    assert found == {place}


def test_a_clause_that_no_document_uses_is_judged(scratch: Scratch) -> None:
    file = "clauses/meetings/daily/v1.md"
    scratch.write(file, "---\ntitle: Meetings\nstatus: approved\nsummary: Every day.\nuse: Often.\nlaw: {}\n---\nThe bodies meeet every day.\n")
    (found,) = check(scratch.root, (), TODAY, settings(scratch.root, ["W126"]), [])
    assert (found.problem.position.file, found.problem.position.line) == (file, 8)


def test_a_word_of_a_text_is_reported_at_its_line_and_column(tmp_path: Path) -> None:
    file = tmp_path / "old.md"
    file.write_text("# Aims\n\n- They **recieve**\n  the repport.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["--root", str(tmp_path), "check", str(file), "--select", "W126"])
    assert "old.md:3:10: warning: “recieve” is not in the British dictionary. [W126 misspelt-word]" in result.stdout
    assert "old.md:4:7: warning: “repport”" in result.stdout
    assert "expected: “receive”" in result.stdout


def test_a_word_of_a_word_file_is_reported_at_its_paragraph(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_heading("Aims", 1)
    word.add_paragraph("They recieve the report.")
    data = io.BytesIO()
    word.save(data)
    (tmp_path / "old.docx").write_bytes(data.getvalue())
    result = CliRunner().invoke(main, ["--root", str(tmp_path), "check", str(tmp_path / "old.docx"), "--select", "W126"])
    assert "old.docx:2" in result.stdout
    assert "“recieve”" in result.stdout


@pytest.mark.parametrize("capital", [False, True])
def test_an_american_spelling_is_reported_once_and_not_as_misspelt(capital: bool) -> None:
    for word in BRITISH:
        text = f"{word.capitalize()} it." if capital else f"They {word} it."
        codes = [each.problem.code for each in checked(text, select=("W115", "W126")).found]
        assert codes == ["W115 american-spelling"], word


def test_a_missing_apostrophe_is_reported_once() -> None:
    codes = [each.problem.code for each in checked("They heed childrens views.", select=("W108", "W126")).found]
    assert codes == ["W108 missing-apostrophe"]


@pytest.mark.parametrize("language", ["en-US", "en"])
def test_a_document_in_another_language_is_not_judged(scratch: Scratch, language: str) -> None:
    scratch.edit(REVISION, "The aims are plain.", "They recieve it.")
    assert check(scratch.root, ["scratch/1"], TODAY, settings(scratch.root, ["W126"]), [])
    scratch.edit(REVISION, "status: draft", f"status: draft\nlanguage: {language}")
    assert not check(scratch.root, ["scratch/1"], TODAY, settings(scratch.root, ["W126"]), [])


@pytest.mark.parametrize(
    ("word", "other"),
    [("organize", "organise"), ("unrecognizable", "unrecognisable"), ("prize", ""), ("otherwize", ""), ("advertize", ""), ("supervizable", "")],
)
def test_a_word_in_ize_has_a_form_in_ise_unless_iz_misspells_it(word: str, other: str) -> None:
    assert with_s(word) == other


def test_the_dictionary_knows_the_common_words_and_needs_the_legal_ones() -> None:
    legal = dictionary.listed(dictionary.LEGAL)
    common = dictionary.listed(dictionary.COMMON)
    assert all(words == sorted(set(words)) and all(word.islower() and word.isalpha() for word in words) for words in (legal, common))
    plain = dictionary.hunspell_dictionary()
    assert [word for word in common if not plain.spell(word)] == []
    assert [word for word in legal if plain.spell(word)] == []


def test_a_text_of_usual_words_needs_no_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dictionary, "is_in_dictionary", lambda word: pytest.fail(f"“{word}” was looked up"))
    assert misspelt("The partners have co-ordinated safeguarding in Halton. Halton has the sub-group’s meetings, ultra vires or not.") == []


def test_a_word_of_the_legal_list_is_suggested() -> None:
    assert dictionary.suggestions("wayleavve")[0] == "wayleave"


def test_the_rule_runs_by_default_and_has_no_fix() -> None:
    (rule,) = rulebook.selected_rules(["W126"], [])
    assert rule.default
    assert all(each.fix is None for each in checked("They recieve it.").found)


def test_the_dictionary_has_its_licence_with_it() -> None:
    assert "SCOWL" in (ROOT / "docgen/checks/spelling/LICENCE").read_text(encoding="utf-8")
