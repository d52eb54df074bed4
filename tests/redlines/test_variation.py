"""The instrument of variation makes the new text of the old one, and says so in words that can be followed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_regressions.file_regression import FileRegressionFixture

from docgen.document.problems import DocgenError
from docgen.document.tree import Document, Figure, Quote, Section, Signatory, Signatures, Text, plain, walk
from docgen.formats.markdown import writer as markdown
from docgen.redlines.compare_revisions import consecutive
from docgen.redlines.variation import plan_amendments
from docgen.redlines.variation.amendment_words import in_words
from docgen.redlines.variation.amendments import Amendment, Insert, Move, Numbers, Omit, Place, Replace, Words
from docgen.redlines.variation.apply_amendments import applied
from docgen.redlines.variation.instrument import instrument
from docgen.redlines.variation.paper import Name, on_paper
from docgen.redlines.variation.plan_amendments import proved_amendments
from docgen.sources.files import HouseStyle
from tests import kinds, pair, samples, structure
from tests.printed_amendments import Reader
from tests.revisions import REVISIONS, ROOT, document
from tests.variations import of, renumbered, script, sentences
from tests.wording import words_of

SUCCESSIVE = tuple(consecutive(ROOT))
HALTON = ("halton/2019", "halton/2020")


def assert_printed_amendments_make(was: Document, now: Document) -> None:
    """The amendments, read back from their printed words alone, make the new document of the old one."""
    old = on_paper(was)
    amendments = proved_amendments(was, now)
    read = tuple(Reader(old).amendments(in_words(amendments, old.titles)))
    assert read == amendments
    assert applied(old, read) == on_paper(now).lines


@pytest.mark.parametrize(("old", "new"), [*SUCCESSIVE, *(pair[::-1] for pair in SUCCESSIVE), ("croydon/2017-02", "halton/2019")])
def test_the_printed_amendments_of_real_revisions_make_the_new_document(old: str, new: str) -> None:
    assert SUCCESSIVE
    assert_printed_amendments_make(document(old), document(new))


@pytest.mark.parametrize("tens", range(10))
def test_the_amendments_of_random_edit_scripts_make_the_new_document(tens: int) -> None:
    for seed in range(10 * tens, 10 * tens + 10):
        was, now = script(seed)
        if seed % 4:
            proved_amendments(was, now)
        else:
            assert_printed_amendments_make(was, now)


@settings(deadline=None, max_examples=30)
@given(kinds.documents(scheme="paragraphs"), kinds.documents(scheme="paragraphs"))
def test_paragraphs_items_tables_and_lists_become_one_another(was: Document, now: Document) -> None:
    proved_amendments(renumbered(was), renumbered(now))


@settings(deadline=None, max_examples=15)
@given(samples.documents(), samples.documents())
def test_no_text_is_mistaken_for_an_amendment(was: Document, now: Document) -> None:
    proved_amendments(renumbered(was), renumbered(now))


@pytest.mark.parametrize("case", structure.CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("scheme", ["none", "headings", "paragraphs"])
def test_every_change_of_structure_has_its_amendment(case: structure.Case, scheme: Any) -> None:
    first, second = map(renumbered, structure.documents(case, scheme))
    for was, now in ((first, second), (second, first)):
        assert proved_amendments(was, now)
        assert_printed_amendments_make(was, now)


@pytest.mark.parametrize("name", REVISIONS)
def test_what_did_not_change_needs_no_amendment(name: str) -> None:
    assert proved_amendments(document(name), document(name)) == ()
    assert "Nothing in the" in " ".join(words_of(instrument(document(name), document(name))))


@given(st.sampled_from(["none", "headings", "paragraphs"]), st.sampled_from(["none", "headings", "paragraphs"]))
@settings(deadline=None, max_examples=9)
def test_another_numbering_scheme_is_an_amendment(before: Any, after: Any) -> None:
    was, now = renumbered(pair.old(before)), renumbered(replace(pair.old(before), scheme=after))
    assert_printed_amendments_make(was, now)
    assert bool(proved_amendments(was, now)) == (before != after)


def test_whole_values_and_phrases_are_substituted() -> None:
    made = sentences(*map(document, HALTON))
    assert (
        "In section 6.2 (Safeguarding Executive Group), in the sixth paragraph, for “the first year” substitute “the second year”, and for "
        "“Strategic Director People, Halton Borough Council” substitute “Chief Nurse, NHS Halton Clinical Commissioning Group”" in made
    )
    assert any(
        "for “Chief Superintendent or Superintendent, Public Protection Unit” substitute “Superintendent, Public Protection Unit”" in each for each in made
    )
    assert "In section 1.5 (What this memorandum covers), in the sixth item of the list, for “endorsement” substitute “signatures”" in made
    assert any("for “2018/19 and 2019/20” substitute “2020/21 and 2021/22”" in each for each in made)


NAME = "Strategic Director People, Halton Borough Council, chairs the board in each year that begins in April."
CHANGED = (
    ("a name", NAME, NAME.replace("Director People", "Director Children"), "for “Strategic Director People” substitute “Strategic Director Children”"),
    (
        "a word that stands twice",
        "The board meets and the chair reports to the council each year.",
        "The board meets and a chair reports to the council each year.",
        "for “the chair” substitute “a chair”",
    ),
    ("a last word", "It sets the plan and keeps the budget; and", "It sets the plan and keeps the budget;", "omit “and” at the end"),
    ("a sentence at the end", "The board meets monthly.", "The board meets monthly. It reports yearly.", "at the end insert “It reports yearly.”"),
    ("a sentence at the beginning", "The board meets monthly.", "It reports yearly. The board meets monthly.", "at the beginning insert “It reports yearly.”"),
    (
        "a word between",
        "The board meets monthly in the town hall of Riverside.",
        "The board meets monthly in public in the town hall of Riverside.",
        "after “monthly” insert “in public”",
    ),
    (
        "most of a sentence",
        "The board meets monthly in the town hall of Riverside. The chair of the board then writes to every partner with what it decided and why.",
        "Officers gather weekly. The chair of the board then writes to every partner with what it decided and why.",
        "for “The board meets monthly in the town hall of Riverside.” substitute “Officers gather weekly.”",
    ),
    (
        "most of a paragraph",
        "The board meets monthly in the town hall of Riverside.",
        "Officers of both bodies gather weekly wherever they like.",
        "for the paragraph (“The board meets monthly in …”) substitute—Officers of both bodies gather weekly wherever they like.",
    ),
    (
        "a word that is part of another",
        "It may act on action by the board in any year of the plan.",
        "It may sit on action by the board in any year of the plan.",
        "for “act” substitute “sit”",
    ),
)


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in CHANGED], ids=[case[0] for case in CHANGED])
def test_an_edit_quotes(old: str, new: str, expected: str) -> None:
    assert sentences(of(old), of(new)) == [f"In section 1 (Aims), {expected if expected.startswith('for the par') else f'in the paragraph, {expected}'}"]
    assert_printed_amendments_make(of(old), of(new))


def test_a_word_that_cannot_be_told_by_its_neighbours_is_told_by_its_place() -> None:
    old = "the board and the chair and " * 7 + "so on"
    new = "the board and the chair and " * 3 + "the trust and the chair and " + "the board and the chair and " * 3 + "so on"
    assert sentences(of(old), of(new)) == ["In section 1 (Aims), in the paragraph, for “board” in the fourth place where it occurs substitute “trust”"]
    assert_printed_amendments_make(of(old), of(new))


def test_a_long_quotation_is_told_by_its_ends() -> None:
    kept = "The council keeps the minutes of each meeting, sends them to all who came, and answers for what they say to whoever asks it. " * 4
    gone = "It " + "also gives every member a paper copy of all that was laid before the meeting, with notes by the officer who wrote it " * 2 + "in ink."
    assert sentences(of(kept + gone), of(kept))[0].endswith("omit the words from “It also gives every member” to “who wrote it in ink.”")


def test_a_list_in_inserted_text_stays_a_list() -> None:
    made = instrument(*map(document, HALTON))
    quoted = markdown.write(made, HouseStyle(made.style, ROOT)).decode().partition("**9 Complaints**")[2]
    assert "> - (a) acknowledge the complaint within 3 working days;\n> - (b) ask every party" in quoted


def test_inserted_items_have_the_numbers_that_they_will_have() -> None:
    was, now = of(pair.items(True, "open the account;", "close it.")), of(pair.items(True, "open the account;", "keep the account;", "close it."))
    made = " ".join(words_of(instrument(was, now)))
    assert "after the first item of the list insert— “2. keep the account;”" in made


def test_a_new_section_has_the_number_that_it_will_have() -> None:
    made = sentences(*map(document, HALTON))
    assert any(each.startswith("After section 5 (Funding arrangements and responsibilities) insert—7 | Successor bodies") for each in made)
    assert any(each.startswith("After section 6.8 (Underpinning associated groups and meetings) insert—8.10 | Meetings at a distance") for each in made)
    numbers = next(each for each in proved_amendments(*map(document, HALTON)) if isinstance(each, Numbers))
    assert ("section 6", "section 8") in numbers.rows and ("section 6.9", "section 8.2") in numbers.rows


def test_sections_move() -> None:
    assert any(
        each.startswith("Move section 6.9 (Voice and public engagement arrangements) so that it follows section 6.1 ")
        for each in sentences(*map(document, HALTON))
    )


def test_the_cover_and_its_date_are_varied_but_not_how_far_the_text_has_come() -> None:
    made = sentences(*map(document, HALTON))
    assert "On the cover, in the date, for “June 2019” substitute “June 2020”" in made
    assert not any("Approved" in each or "Illustrative draft”" in each for each in made)


def test_a_quoted_chart_has_the_number_that_it_has_in_the_memorandum() -> None:
    figure = next(node for node in walk(instrument(*map(document, HALTON))) if isinstance(node, Figure))
    assert (figure.number, plain(figure.caption)) == ("", "Figure 1: HCYPSP reporting pathways and structure")


def test_a_chart_and_a_table_are_varied() -> None:
    assert any(each.startswith("In section 3 (Wider strategic partnerships), for Figure 1 substitute—") for each in sentences(*map(document, HALTON)))
    rows = (("Partner", "Share"), ("Council", "12%"), ("Police", "8%"))
    was, now = of(pair.table(*rows)), of(pair.table(*rows[:2], ("Police", "9%"), ("Trust", "1%")))
    assert sentences(was, now) == [
        "In section 1 (Aims), in the row “Police” of the table, in the column “Share”, for “8%” substitute “9%”",
        "In section 1 (Aims), after the row “Police” of the table insert—Trust | 1%",
    ]
    assert sentences(of(pair.table(*rows)), of(pair.table(*(row[:1] for row in rows))))[0].startswith("In section 1 (Aims), for the table substitute—")


def test_a_paragraph_is_substituted_when_it_is_split_or_made_an_item() -> None:
    head, _, tail = pair.LONG.partition(" They")
    assert sentences(of(pair.LONG), of(head, "They" + tail)) == [
        f"In section 1 (Aims), for the paragraph (“The partners will meet every …”) substitute—{head} / They{tail}"
    ]
    assert sentences(of(pair.LONG), of(pair.items(False, pair.LONG)))[0].startswith(
        "In section 1 (Aims), for the paragraph (“The partners will meet every …”) substitute—"
    )


def test_a_paragraph_that_stands_elsewhere_has_moved() -> None:
    assert sentences(of(*kinds.LINES), of(*kinds.LINES[1:], kinds.LINES[0])) == [
        "Move the first paragraph of section 1 (Aims) so that it follows the eighth paragraph of section 1 (Aims)."
    ]


def test_the_instrument_says_what_is_varied_by_whom_from_when_and_what_stays() -> None:
    made = instrument(*map(document, HALTON))
    said = " ".join(words_of(made))
    assert "“Memorandum of Understanding, Halton Children and Young People Safeguarding Partnership”, dated June 2019 (“the memorandum”)" in said
    assert "takes effect on the date of the last signature below" in said
    assert "takes effect on 1 July 2020" in " ".join(words_of(instrument(*map(document, HALTON), "1 July 2020")))
    assert "Apart from these amendments the memorandum is unchanged and continues in effect." in said
    assert [node.party for node in walk(made) if isinstance(node, Signatory)] == list(document(HALTON[0]).front.parties)


def test_a_party_with_another_name_one_that_joins_and_one_that_leaves_sign_and_are_told() -> None:
    said = " ".join(words_of(instrument(document("hartlepool-stockton/2019"), document("hartlepool-stockton/2019-09"))))
    assert "Chief Constable of Cleveland Police (named in it as The chief officer of Cleveland Police)" in said
    was, now = of("We agree."), of("We agree.")
    now = replace(now, front=replace(now.front, parties=("They",)))
    made = instrument(was, now)
    said = " ".join(words_of(made))
    assert "By this variation Us ceases to be a party." in said and "By this variation They becomes a party." in said
    assert [node.party for node in walk(made) if isinstance(node, Signatory)] == ["Us", "They"]


def test_an_office_that_is_a_party_signs_with_its_article_and_post() -> None:
    office, block = "Chief Constable of Exshire", (Signatures((Signatory("", "Chief Constable", "the Chief Constable of Exshire"),)),)
    was = of("We agree.")
    was = replace(was, front=replace(was.front, parties=(office,)), sections=(*was.sections, Section("signatures", (Text("Signatures"),), block, number="2")))
    assert [node for node in walk(instrument(was, was)) if isinstance(node, Signatory)] == [Signatory("", "Chief Constable", "the Chief Constable of Exshire")]
    now = replace(was, front=replace(was.front, parties=()))
    assert "By this variation the Chief Constable of Exshire ceases to be a party." in " ".join(words_of(instrument(was, now)))


def test_the_instrument_of_a_memorandum_is_as_agreed(file_regression: FileRegressionFixture) -> None:
    made = instrument(*map(document, HALTON))
    file_regression.check(markdown.write(made, HouseStyle(made.style, ROOT)).decode(), extension=".md", encoding="utf-8")


def test_every_word_that_is_inserted_is_quoted() -> None:
    for old, new in SUCCESSIVE:
        made = instrument(document(old), document(new))
        shown = " ".join(words for node in walk(made) if isinstance(node, Quote) for words in words_of(node))
        for each in proved_amendments(document(old), document(new)):
            for line in each.lines if isinstance(each, Insert | Replace) else ():
                if line.kind == "paragraph":
                    assert line.cells[0] in " ".join(shown.split())


FORGED: tuple[tuple[str, Amendment], ...] = (
    ("a place that is not there", Omit(Place(Name("section 9")))),
    ("words that are not there", Words(Place(Name("section 1", "the paragraph")), "omit", "the mayor")),
    ("words that stand twice", Words(Place(Name("section 1", "the paragraph")), "omit", "the chair")),
    ("words of another paragraph", Omit(Place(Name("section 1", "the paragraph")), "The mayor decides …")),
    ("a column that is not there", Words(Place(Name("section 1", "the paragraph"), column="the column “Share”"), "omit", "board")),
)


@pytest.mark.parametrize("amendment", [each for _, each in FORGED], ids=[name for name, _ in FORGED])
def test_the_interpreter_follows_nothing_that_is_unclear(amendment: Amendment) -> None:
    with pytest.raises(DocgenError, match="An amendment is not clear"):
        applied(on_paper(of("The board asks the chair, and the chair decides.")), (amendment,))


def test_two_edits_of_the_same_words_are_unclear() -> None:
    place = Place(Name("section 1", "the paragraph"))
    with pytest.raises(DocgenError, match="overlap"):
        applied(on_paper(of("The board decides.")), (Words(place, "omit", "board decides"), Words(place, "omit", "The board")))


@pytest.mark.parametrize("lost", range(0, 24, 3))
def test_an_instrument_that_lacks_an_amendment_is_refused(lost: int, monkeypatch: pytest.MonkeyPatch) -> None:
    planned = plan_amendments.planned

    def without(*arguments: Any) -> tuple[Amendment, ...]:
        made = planned(*arguments)
        return (*made[:lost], *made[lost + 1 :])

    monkeypatch.setattr(plan_amendments, "planned", without)
    with pytest.raises(DocgenError) as raised:
        instrument(*map(document, HALTON))
    (problem,) = raised.value.problems
    assert problem.code == "variation-unclear" and problem.position.file == "halton/2020"


def test_nothing_is_written_when_the_proof_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from docgen.cli.commands.vary import command

    monkeypatch.setattr(plan_amendments, "planned", lambda *arguments: ())
    done = CliRunner().invoke(command, [*HALTON, "--output", str(tmp_path)], obj=(ROOT, "text"))
    assert isinstance(done.exception, DocgenError)
    assert not list(tmp_path.iterdir())


def test_moves_can_lie_in_moves_and_keep_their_edits() -> None:
    one, two, three = (pair.section(name, *kinds.LINES[at : at + 2]) for name, at in (("a", 0), ("b", 2), ("c", 4)))
    inner = pair.section("d", kinds.LINES[6])
    was = renumbered(pair.document("headings", replace(one, sections=(inner,)), two, three))
    now = renumbered(pair.document("headings", two, replace(three, sections=(replace(inner, blocks=(pair.p(kinds.LINES[6].replace("vote", "poll")),)),)), one))
    assert sum(isinstance(each, Move) for each in proved_amendments(was, now)) >= 2
    assert_printed_amendments_make(was, now)
