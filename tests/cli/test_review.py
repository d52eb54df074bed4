"""A Word file comes back: its edits are shown, sorted, accepted into the sources, and the new file says what was accepted."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docgen.cli.main import main
from docgen.formats.docx.reading.word_file import read_word
from tests.browser import axe, validated
from tests.revisions import ROOT, made
from tests.word_package import mark, run, unzipped, zipped

NAME = "halton/2020"
OLD, NEW = "within 15 working days", "within 10 working days"
SENTENCE = "The existing arrangements will continue, and the safeguarding partners endorse them."


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for part in ("clauses", "partnerships", "templates"):
        shutil.copytree(ROOT / part, tmp_path / part)
    return tmp_path


def review(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "review", *words], prog_name="docgen")


def returned(root: Path, *changes: Callable[[str], str], name: str = "back.docx") -> str:
    """The path of the built file after changes of the text of its document part."""
    parts = unzipped(made(NAME, "docx"))
    text = parts["word/document.xml"].decode()
    for change in changes:
        changed = change(text)
        assert changed != text
        text = changed
    path = root / name
    path.write_bytes(zipped({**parts, "word/document.xml": text.encode()}))
    return str(path)


def typed_over(old: str, new: str) -> Callable[[str], str]:
    """Words typed over without being tracked."""
    return lambda text: text.replace(old, new)


def tracked(old: str, new: str, author: str = "Jo Doe") -> Callable[[str], str]:
    """Words typed over in the run that has them, tracked."""

    def change(text: str) -> str:
        at = text.index(old)
        start, end = text.rindex("<w:r>", 0, at), text.index("</w:r>", at) + len("</w:r>")
        words = text[text.index(">", text.index("<w:t", start)) + 1 : text.index("</w:t>", start)]
        before, after = words.split(old)
        out = mark("del", run(old).replace("w:t", "w:delText"), author) if old else ""
        return text[:start] + run(before) + out + mark("ins", run(new), author) + run(after) + text[end:]

    return change


def test_a_file_as_it_was_built_has_no_edits(repository: Path) -> None:
    result = review(repository, returned(repository, lambda text: text + "\n"))
    assert result.output.splitlines()[1:3] == ["  It was made of halton/2020; all 62 sections are as docgen composes them now.", "  Nothing was changed."]


def test_tracked_and_untracked_edits_are_told_apart(repository: Path) -> None:
    result = review(repository, returned(repository, tracked(OLD, NEW), typed_over(SENTENCE, SENTENCE.replace("will continue", "end"))))
    assert "  1 edit tracked by Jo Doe; 1 edit NOT tracked." in result.output
    assert "  rapid-review.1  Another value: rapid-review.complete_within" in result.output
    assert "      “15 working days” → “10 working days”" in result.output or "“15” → “10”" in result.output
    assert "      Tracked by Jo Doe on 4 March 2026" in result.output
    assert "      In: “The existing arrangements [will continue → end], and the safeguarding partners endorse them.”" in result.output
    told = result.output[result.output.index("voice.1") :]
    assert told.index("NOT TRACKED") < told.index("\n\n") or "NOT TRACKED" in told


def test_accepted_edits_are_in_the_sources_and_the_new_file_says_them(repository: Path) -> None:
    path = returned(repository, tracked(OLD, NEW), typed_over(SENTENCE, SENTENCE.replace("will continue", "end")))
    before = (repository / "partnerships/halton/2020.yaml").read_text(encoding="utf-8")
    result = review(repository, path, "--accept", "all", "--owner", "Legal team", "--until", "2021-06")
    assert result.exit_code == 0, result.output
    assert result.output.rstrip().endswith("Proved: the new Word file says what the returned file says with these edits, and nothing else changed.")
    after = (repository / "partnerships/halton/2020.yaml").read_text(encoding="utf-8")
    assert "complete_within: 10 working days" in after and "reason: Returned by Jo Doe on 4 March 2026" in after
    assert set(before.splitlines()) - set(after.splitlines()) == set(), "every line that was there is there"
    word = (repository / "build/halton/halton-2020.docx").read_bytes()
    built, back = (" ".join(words(data).split()) for data in (word, Path(path).read_bytes()))
    assert built == back


def words(data: bytes) -> str:
    return "\n".join(line.words for line in read_word(data, "t").new.lines if hasattr(line, "words"))


def test_a_rejected_edit_is_not_applied(repository: Path) -> None:
    path = returned(repository, tracked(OLD, NEW), typed_over(SENTENCE, SENTENCE.replace("will continue", "end")))
    result = review(repository, path, "--accept", "all", "--reject", "voice.1")
    assert result.exit_code == 0, result.output
    text = (repository / "partnerships/halton/2020.yaml").read_text(encoding="utf-8")
    assert "10 working days" in text and "override" not in text


def test_an_edit_can_be_proposed_for_the_library(repository: Path) -> None:
    path = returned(repository, typed_over(SENTENCE, SENTENCE.replace("will continue", "end")))
    before = (repository / "partnerships/halton/2020.yaml").read_bytes()
    result = review(repository, path, "--propose", "voice.1")
    assert result.exit_code == 0, result.output
    assert result.output.rstrip().endswith("Drafted: clauses/voice/existing-mechanisms/v2.md")
    draft = (repository / "clauses/voice/existing-mechanisms/v2.md").read_text(encoding="utf-8")
    assert "status: draft" in draft and "arrangements end" in draft and "{{" in draft
    assert (repository / "partnerships/halton/2020.yaml").read_bytes() == before


def test_reviews_are_on_record_and_counted_by_clause(repository: Path) -> None:
    path = returned(repository, tracked(OLD, NEW), typed_over(SENTENCE, SENTENCE.replace("will continue", "end")))
    review(repository, path, "--accept", "rapid-review.1")
    record = json.loads((repository / "partnerships/halton/2020.reviews.json").read_text(encoding="utf-8"))
    (made,) = record["reviews"]
    assert [(edit["id"], edit["outcome"], edit["tracked"]) for edit in made["edits"]] == [
        ("rapid-review.1", "accepted", "tracked"),
        ("voice.1", "rejected", "untracked"),
    ]
    table = review(repository, "--stats", "--json")
    rows = {row["clause"]: row for row in json.loads(table.output)}
    assert rows["voice/existing-mechanisms@1"]["rejected"] == "1" and rows[made["edits"][0]["clause"]]["accepted"] == "1"
    assert CliRunner().invoke(main, ["--root", str(repository), "check", "halton/2020"]).exit_code == 0, "the record is no stray file"
    (repository / "partnerships/halton/2020.reviews.json").write_text("{", encoding="utf-8")
    damaged = review(repository, "--stats")
    assert damaged.exit_code == 1 and "partnerships/halton/2020.reviews.json:1:" in damaged.stderr


def test_a_page_shows_what_came_back_and_how_it_was_made(repository: Path) -> None:
    path = returned(repository, tracked(OLD, NEW), typed_over(SENTENCE, SENTENCE.replace("will continue", "end")))
    result = review(repository, path, "--page", str(repository / "page.html"))
    assert result.exit_code == 0, result.output
    page = (repository / "page.html").read_text(encoding="utf-8")
    text = " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "Changes from halton/2020 to back.docx" in text
    assert "rapid-review.1. In the file: 10 working days Tracked by Jo Doe on 4 March 2026." in text
    assert "voice.1. NOT TRACKED." in text and ">NOT TRACKED (1)</option>" in page


def test_a_page_of_several_files_shows_who_wants_what_side_by_side(repository: Path) -> None:
    one = returned(repository, tracked(OLD, NEW, "Ann"), tracked("will continue", "end", "Ann"), name="ann.docx")
    other = returned(repository, tracked(OLD, "within 12 working days", "Bea"), name="bea.docx")
    page = repository / "page.html"
    assert review(repository, one, other, "--page", str(page)).exit_code == 0
    rows = re.findall(r"<tr><th scope=.row.>.*?</tr>", page.read_text(encoding="utf-8").partition("<article")[0])
    told = [[" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]
    assert told == [
        ["5.10.2 Safeguarding rapid review", "Different wishes", "“15 working days” → “10 working days”", "“15 working days” → “12 working days”"],
        ["8.2 Voice and public engagement arrangements", "Wanted by one", "“will continue” → “end”", "as sent"],
    ]
    text = " ".join(re.sub("<[^>]+>", " ", page.read_text(encoding="utf-8")).split())
    assert "2 files came back; 2 matters: 1 wanted by one, 1 different wishes." in text


@pytest.mark.parametrize("several", [False, True], ids=["one file", "several"])
def test_pages_of_reviews_conform(several: bool, repository: Path) -> None:
    names = [returned(repository, tracked(OLD, NEW), typed_over(SENTENCE, SENTENCE.replace("continue", "end")), name="ann.docx")]
    names += [returned(repository, tracked(OLD, "within 12 working days", "Bea"), name="bea.docx")] if several else []
    page = repository / "page.html"
    assert review(repository, *names, "--page", str(page)).exit_code == 0
    assert not validated(page)
    assert not axe(page)


def test_an_edit_that_was_tracked_in_one_place_and_not_in_another_is_told_as_such(repository: Path) -> None:
    one = tracked("pass to another partner after the first year", "stay", "Ann")
    path = returned(repository, one, typed_over("The new website of the partnership has been developed.", "Nobody objects."))
    told = review(repository, path).output
    assert "1 edit tracked only in part." in told and "Tracked in part by Ann on 4 March 2026" in told


@pytest.mark.parametrize(("until", "code"), [("next spring", 2), ("2027-13", 2), ("2027-03", 0)])
def test_the_end_of_overrides_is_a_date(until: str, code: int, repository: Path) -> None:
    path = returned(repository, typed_over(SENTENCE, SENTENCE.replace("continue", "end")))
    result = review(repository, path, "--accept", "all", "--until", until)
    assert result.exit_code == code and (code == 0 or f"“{until}” is not a date" in result.stderr)


def test_a_revision_without_a_review_needs_an_end_only_for_overrides(repository: Path) -> None:
    file = repository / "partnerships/halton/2020.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("next: 2021-06}", "next: null}"), encoding="utf-8")
    value, wording = tracked(OLD, NEW), typed_over(SENTENCE, SENTENCE.replace("continue", "end"))
    refused = review(repository, returned(repository, value, wording), "--accept", "all")
    assert refused.exit_code == 2 and "Say with --until when overrides end" in refused.stderr
    assert review(repository, returned(repository, value, wording), "--accept", "rapid-review.1").exit_code == 0


def test_json_says_what_the_text_says(repository: Path) -> None:
    made = json.loads(review(repository, returned(repository, tracked(OLD, NEW)), "--json").output)["reviews"]
    assert made[0]["edits"][0] | {"old": "", "new": ""} == {
        "id": "rapid-review.1",
        "section": "rapid-review",
        "clause": made[0]["edits"][0]["clause"],
        "sort": "value",
        "node": "rapid-review.complete_within",
        "old": "",
        "new": "",
        "path": made[0]["edits"][0]["path"],
        "value": "10 working days",
        "elsewhere": [],
        "tracked": "tracked",
        "authors": ["Jo Doe"],
        "day": "2026-03-04",
        "outcome": "open",
    }


def test_an_unknown_id_writes_nothing_and_names_what_was_meant(repository: Path) -> None:
    before = (repository / "partnerships/halton/2020.yaml").read_bytes()
    result = review(repository, returned(repository, tracked(OLD, NEW)), "--accept", "rapid-reveiw.1")
    assert result.exit_code == 1 and "Did you mean “rapid-review.1”?" in result.stderr
    assert (repository / "partnerships/halton/2020.yaml").read_bytes() == before and not (repository / "build").exists()


def test_without_a_terminal_apply_needs_answers(repository: Path) -> None:
    result = review(repository, returned(repository, tracked(OLD, NEW)), "--apply")
    assert result.exit_code == 2 and "there is no terminal to ask at" in result.stderr


def test_a_file_of_no_revision_is_refused_with_the_likeliest(repository: Path) -> None:
    parts = unzipped(made(NAME, "docx"))
    for name in [name for name in parts if name.startswith("customXml") or name == "docProps/custom.xml"]:
        parts[name] = parts[name].replace(b"halton/2020", b"nowhere/1")
    (repository / "back.docx").write_bytes(zipped(parts))
    result = review(repository, str(repository / "back.docx"))
    assert result.exit_code == 1 and "perhaps halton/2020" in result.stderr


def test_sources_that_changed_since_are_found_in_the_history_and_merged(repository: Path) -> None:
    def git(*command: str) -> None:
        subprocess.run(["git", "-C", str(repository), "-c", "user.name=a", "-c", "user.email=a@b", *command], check=True, capture_output=True)

    path = returned(repository, tracked(OLD, NEW))
    git("init", "-q")
    git("add", "partnerships", "clauses")
    git("commit", "-qm", "sent")
    file = repository / "partnerships/halton/2020.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("written_decision_within: 2 working days", "written_decision_within: 3 working days"), encoding="utf-8"
    )
    git("commit", "-qam", "changed")
    result = review(repository, path, "--accept", "all")
    assert result.exit_code == 0, result.output
    assert "1 section changed: remote-meetings." in result.output and "The sources had changed since the file was sent" in result.output
    after = file.read_text(encoding="utf-8")
    assert "complete_within: 10 working days" in after and "written_decision_within: 3 working days" in after


def test_what_several_partners_want_is_told_side_by_side(repository: Path) -> None:
    one = returned(repository, tracked(OLD, NEW, "Ann"), name="ann.docx")
    other = returned(repository, tracked(OLD, "within 12 working days", "Bea"), name="bea.docx")
    result = review(repository, one, other)
    assert "different wishes of ann.docx, bea.docx" in result.output
    refused = review(repository, one, other, "--accept", "all")
    assert refused.exit_code == 1 and "10 working days" in refused.stderr and "12 working days" in refused.stderr
    chosen = review(repository, one, other, "--accept", "bea.docx:rapid-review.1")
    assert chosen.exit_code == 0 and "12 working days" in (repository / "partnerships/halton/2020.yaml").read_text(encoding="utf-8")
