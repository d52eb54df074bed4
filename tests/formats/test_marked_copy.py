"""The redline of two Word files, written into the new one."""

from __future__ import annotations

import random
import time
from collections import Counter
from typing import Any

import pytest
from lxml import etree

from docgen.document.problems import DocgenError
from tests.two_files import DATE, File, Read, lines, paragraph, part, redline, run, table
from tests.wordfile import W, settled

LONG = "The partners will meet every month in the town hall to review the work of the board."
OTHER = "Each body names a deputy who may vote when its member is away from a meeting."
THIRD = "Minutes are kept by the clerk, who sends them to all members within a week."
LAST = "This agreement ends on the day that the parties agree in writing."


def test_changed_words_are_marked_alone() -> None:
    made = redline(paragraph(LONG), paragraph(LONG.replace("every month", "each quarter")))
    assert (made.words("del"), made.words("ins")) == (["every month"], ["each quarter"])
    assert [node.get(f"{W}date") for node in made.main.iter(f"{W}ins", f"{W}del")] == [DATE, DATE]


def test_files_with_the_same_words_give_the_new_file_without_a_mark() -> None:
    new = File(paragraph(run("The partners ") + run("will meet", "<w:b/>")))
    made = redline(paragraph("The partners will meet"), new)
    assert made.made.changes == 0
    assert etree.tostring(made.main) == etree.tostring(part(new.data, "word/document.xml"))


def test_the_same_files_give_the_same_bytes() -> None:
    old, new = paragraph(LONG) + paragraph(OTHER), paragraph(OTHER) + paragraph(THIRD)
    assert redline(old, new).made.data == redline(old, new).made.data


def test_unchanged_paragraphs_stay_as_they_are() -> None:
    kept = f'<w:p w:rsidR="00AB"><w:bookmarkStart w:id="7" w:name="b"/>{run(OTHER, "<w:i/>")}<w:bookmarkEnd w:id="7"/></w:p>'
    made = redline(kept + paragraph(LONG), kept + paragraph(LONG.replace("town", "village")))
    first = made.main.find(f".//{W}p")
    assert etree.tostring(first) == etree.tostring(part(File(kept).data, "word/document.xml").find(f".//{W}p"))


def test_ids_of_changes_are_unique_and_no_bookmark_has_one() -> None:
    old = "".join(paragraph(f"{LONG} {at}") for at in range(5))
    new = "".join(paragraph(f'<w:bookmarkStart w:id="{at}" w:name="b{at}"/>{run(f"{OTHER} {at}")}<w:bookmarkEnd w:id="{at}"/>') for at in range(5))
    ids = Counter(node.get(f"{W}id") for node in redline(old, new).main.iter(*(f"{W}{kind}" for kind in ("ins", "del", "bookmarkStart"))))
    assert max(ids.values()) == 1


BODIES: dict[str, tuple[str, str]] = {
    "a paragraph inserted between others": (paragraph(LONG) + paragraph(OTHER), paragraph(LONG) + paragraph(THIRD) + paragraph(OTHER)),
    "a paragraph inserted at the end": (paragraph(LONG), paragraph(LONG) + paragraph(OTHER)),
    "two paragraphs deleted at the end": (paragraph(LONG) + paragraph(OTHER) + paragraph(THIRD), paragraph(LONG)),
    "all paragraphs replaced": (paragraph(LONG) + paragraph(OTHER), paragraph(THIRD) + paragraph(LAST)),
    "a paragraph split": (paragraph(f"{LONG} {OTHER}"), paragraph(LONG) + paragraph(OTHER)),
    "paragraphs joined and one word changed": (paragraph(LONG) + paragraph(OTHER) + paragraph(LAST), paragraph(f"{LONG} {OTHER}") + paragraph(LAST)),
    "a paragraph inserted before a table": (paragraph(LONG) + table(("a", "b")), paragraph(LONG) + paragraph(OTHER) + table(("a", "b"))),
    "a paragraph deleted before a table": (paragraph(LONG) + paragraph(OTHER) + table(("a", "b")), paragraph(LONG) + table(("a", "b"))),
    "a row inserted": (table(("a", "b")) + paragraph(LONG), table(("a", "b"), (OTHER, "c")) + paragraph(LONG)),
    "the first row deleted": (table((OTHER, "c"), ("a", "b")) + paragraph(LONG), table(("a", "b")) + paragraph(LONG)),
    "a table inserted": (paragraph(LONG) + paragraph(OTHER), paragraph(LONG) + table(("a", "b")) + paragraph(OTHER)),
    "a table deleted": (paragraph(LONG) + table(("a", "b")) + paragraph(OTHER), paragraph(LONG) + paragraph(OTHER)),
    "a cell emptied": (table((LONG, "b")) + paragraph(OTHER), table(("", "b")) + paragraph(OTHER)),
    "a cell filled": (table(("", "b")) + paragraph(OTHER), table((LONG, "b")) + paragraph(OTHER)),
    "words in a nested table": (
        f"<w:tbl><w:tr><w:tc>{table((LONG, 'x'))}{paragraph('')}</w:tc></w:tr></w:tbl>{paragraph(OTHER)}",
        f"<w:tbl><w:tr><w:tc>{table((LONG.replace('town', 'city'), 'x'))}{paragraph('')}</w:tc></w:tr></w:tbl>{paragraph(OTHER)}",
    ),
    "tabs, breaks and hyphens": (
        paragraph(f"{run('One')}<w:r><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>") + paragraph(LONG),
        paragraph(f"{run('One')}<w:r><w:t>two</w:t><w:noBreakHyphen/><w:t>three</w:t></w:r>") + paragraph(LONG),
    ),
    "only spaces": (paragraph("a  b c"), paragraph("a b  c")),
    "in a content control": (
        f"<w:sdt><w:sdtContent>{paragraph(LONG)}{paragraph(OTHER)}</w:sdtContent></w:sdt>{paragraph(THIRD)}",
        f"<w:sdt><w:sdtContent>{paragraph(LONG)}</w:sdtContent></w:sdt>{paragraph(THIRD)}",
    ),
}


@pytest.mark.parametrize("which", BODIES)
@pytest.mark.parametrize("turned", [False, True])
def test_accepting_gives_the_new_words_and_rejecting_the_old_ones(which: str, turned: bool) -> None:
    old, new = BODIES[which][::-1] if turned else BODIES[which]
    made = redline(old, new)
    assert made.accepted() == lines(part(File(new).data, "word/document.xml"))
    assert made.rejected() == lines(part(File(old).data, "word/document.xml"))
    assert made.made.changes


@pytest.mark.parametrize("seed", range(20))
def test_random_edits_come_back(seed: int) -> None:
    chance = random.Random(seed)
    old = [f"{chance.choice((LONG, OTHER, THIRD, LAST))} {number}" for number in range(12)]
    new = list(old)
    for _ in range(6):
        at = chance.randrange(len(new))
        edit = chance.choice(("word", "gone", "new", "move", "join"))
        words = new[at].split()
        if edit == "word":
            new[at] = " ".join([*words[:3], chance.choice(("swiftly", "£500", "(12)")), *words[4:]])
        elif edit == "gone" and len(new) > 2:
            del new[at]
        elif edit == "new":
            new.insert(at, f"{chance.choice((LONG, THIRD))} {chance.randrange(99)}")
        elif edit == "move":
            new.insert(chance.randrange(len(new)), new.pop(at))
        elif at + 1 < len(new):
            new[at : at + 2] = [" ".join(new[at : at + 2])]
    for moves in ("moves", "plain"):
        made = redline("".join(map(paragraph, old)), "".join(map(paragraph, new)), moves=moves)
        assert (made.accepted(), made.rejected()) == (new, old)


def test_a_moved_paragraph_is_a_move_with_a_name_at_both_ends() -> None:
    old, new = [LONG, OTHER, THIRD, LAST], [OTHER, THIRD, LONG.replace("town", "city"), LAST]
    made = redline("".join(map(paragraph, old)), "".join(map(paragraph, new)))
    names = [[node.get(f"{W}name") for node in made.main.iter(f"{W}{kind}RangeStart")] for kind in ("moveFrom", "moveTo")]
    assert names[0] == names[1] == ["move1"]
    assert made.made.moved == 1
    # What changed on the way is marked, and no deletion stands in moved text.
    assert (made.words("del"), made.words("ins")) == (["town"], ["city"])
    assert not made.main.xpath("//w:moveTo//w:del | //w:del//w:moveTo", namespaces={"w": W[1:-1]})


def test_no_empty_paragraph_stays_where_one_moved_away_or_to() -> None:
    bodies = ["".join(map(paragraph, each)) for each in ([LONG, OTHER, THIRD, LAST], [OTHER, THIRD, LONG, LAST])]
    made = redline(bodies[0], bodies[1])
    assert [len(list(part(settled(made.made.data, accept), "word/document.xml").iter(f"{W}p"))) for accept in (True, False)] == [4, 4]


def test_an_inserted_link_that_is_a_field_is_inserted_with_its_code() -> None:
    link = field('HYPERLINK "https://a.example/"', "the plan of the board")
    made = redline(paragraph(LONG), paragraph(run(LONG + " See ") + link))
    assert all(any(each.tag == f"{W}ins" for each in node.iterancestors()) for node in made.main.iter(f"{W}fldChar", f"{W}instrText"))


def test_plain_moves_are_deletions_and_insertions() -> None:
    bodies = ["".join(map(paragraph, each)) for each in ([LONG, OTHER, THIRD, LAST], [OTHER, THIRD, LONG, LAST])]
    assert "move" not in redline(bodies[0], bodies[1], moves="plain").xml


def field(code: str, result: str) -> str:
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{kinds[0]}<w:r><w:instrText> {code} </w:instrText></w:r>{kinds[1]}{run(result)}{kinds[2]}"


@pytest.mark.parametrize("simple", [False, True])
def test_a_changed_field_is_replaced_whole_and_old_codes_do_not_come_back(simple: bool) -> None:
    def text(result: str) -> str:
        made = f'<w:fldSimple w:instr="REF a">{run(result)}</w:fldSimple>' if simple else field("REF a", result)
        return paragraph(run("See section ") + made + run(" of this agreement."))

    made = redline(text("9"), text("2"))
    assert (made.words("del"), made.words("ins")) == (["9"], ["2"])
    inserted = next(node for node in made.main.iter(f"{W}ins"))
    assert [node.get(f"{W}fldCharType") for node in inserted.iter(f"{W}fldChar")] == ["begin", "separate", "end"]
    assert "delInstrText" not in made.xml


@pytest.mark.parametrize("code", ["PAGE", "NUMPAGES \\* Arabic", "PAGEREF _Toc1"])
def test_page_numbers_are_never_marked(code: str) -> None:
    assert redline(paragraph(run("Page ") + field(code, "3")), paragraph(run("Page ") + field(code, "12"))).made.changes == 0


def test_a_contents_list_is_never_marked() -> None:
    def text(entries: list[str], heading: str) -> str:
        begin, code, separate, end = field('TOC \\o "1-3"', "").replace(run(""), "").replace("</w:r><w:r>", "</w:r>|<w:r>").split("|")
        first, *rest = map(run, entries)
        return "".join(map(paragraph, (begin + code + separate + first, *rest, end, heading)))

    made = redline(text(["Old title", "Second"], LONG), text(["New name", "Second", "Third"], LONG.replace("town", "city")))
    assert (made.words("del"), made.words("ins")) == (["town"], ["city"])


def test_marks_stand_inside_links_and_content_controls() -> None:
    def text(word: str) -> str:
        link = f'<w:hyperlink w:anchor="x">{run(f"the {word} rules of the board")}</w:hyperlink>'
        control = f'<w:sdt><w:sdtPr><w:tag w:val="t"/></w:sdtPr><w:sdtContent>{run(f"a {word} name")}</w:sdtContent></w:sdt>'
        return paragraph(run("See ") + link + run(" and ") + control)

    made = redline(text("old"), text("new"))
    assert {node.getparent().tag for node in made.main.iter(f"{W}ins", f"{W}del")} == {f"{W}hyperlink", f"{W}sdtContent"}
    assert not made.main.xpath("//w:ins//w:hyperlink | //w:ins//w:sdt", namespaces={"w": W[1:-1]})


def linked(address: str) -> File:
    return File(paragraph(run("See ") + f'<w:hyperlink r:id="l">{run("the plan")}</w:hyperlink>') + paragraph(LONG), related={"l": ("hyperlink", address)})


def test_a_link_to_another_address_is_a_change_and_both_addresses_are_there() -> None:
    made = redline(linked("https://a.example/"), linked("https://b.example/"))
    assert (made.words("del"), made.words("ins")) == (["the plan"], ["the plan"])
    relations = part(made.made.data, "word/_rels/document.xml.rels")
    targets = {row.get("Id"): row.get("Target") for row in relations}
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    assert sorted(targets[node.get(key)] for node in made.main.iter(f"{W}hyperlink")) == ["https://a.example/", "https://b.example/"]


def test_a_deleted_picture_comes_along() -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="p"/></w:drawing></w:r>'
    old = File(paragraph(run(LONG) + picture), related={"p": ("image", "media/a.png")}, binary={"media/a.png": b"first"})
    new = File(paragraph(LONG) + paragraph(picture), related={"p": ("image", "media/a.png")}, binary={"media/a.png": b"second"})
    made = redline(old, new)
    deleted = next(node for mark in made.main.iter(f"{W}del") for node in mark.iter("{*}blip"))
    target = {row.get("Id"): row.get("Target") for row in part(made.made.data, "word/_rels/document.xml.rels")}[deleted.values()[0]]
    from io import BytesIO
    from zipfile import ZipFile

    assert ZipFile(BytesIO(made.made.data)).read(f"word/{target}") == b"first"


def noted(*notes: str, text: str = LONG) -> File:
    """A file with a note in each of its paragraphs."""
    parts = "".join(f'<w:footnote w:id="{at}">{paragraph(run(note))}</w:footnote>' for at, note in enumerate(notes, 2))
    body = "".join(paragraph(run(f"{text} {note}") + f'<w:r><w:footnoteReference w:id="{at}"/></w:r>') for at, note in enumerate(notes, 2))
    return File(body, parts={"footnotes": parts})


def test_words_of_notes_are_marked_in_the_notes() -> None:
    old, new = (
        File(noted(note, text=LONG).body.replace(f" {note}", ""), parts=noted(note).parts) for note in ("Read the old guidance.", "Read the new guidance.")
    )
    made = redline(old, new)
    assert made.accepted("word/footnotes.xml") == ["Read the new guidance."]
    assert made.rejected("word/footnotes.xml") == ["Read the old guidance."]
    assert made.words("ins") == []


def test_a_deleted_note_comes_along_and_ids_rise_with_the_text() -> None:
    made = redline(noted("alpha", "beta", "gamma"), noted("beta", "gamma"))
    ids = [int(node.get(f"{W}id")) for node in made.main.iter(f"{W}footnoteReference")]
    notes = {int(note.get(f"{W}id")): "".join(note.itertext()) for note in part(made.made.data, "word/footnotes.xml")}
    assert ids == sorted(ids)
    assert [notes[id] for id in ids] == ["alpha", "beta", "gamma"]


def test_headers_are_marked_too() -> None:
    def text(words: str) -> File:
        section = '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>'
        return File(paragraph(LONG) + section, parts={"header": paragraph(words)})

    made = redline(text("Draft of the board"), text("Final text of the board"))
    root = part(made.made.data, "word/header.xml")
    assert ["".join(node.itertext()) for node in root.iter(f"{W}ins")] == ["Final text"]
    assert made.words("ins") == []


def test_text_boxes_are_marked_in_both_of_their_forms() -> None:
    def text(words: str) -> str:
        box = f"<w:txbxContent>{paragraph(words)}</w:txbxContent>"
        choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        return paragraph(
            f"<w:r><mc:AlternateContent>{choice}<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    made = redline(text("Old words of the box"), text("New words of the box"))
    assert (made.words("del"), made.words("ins")) == (["Old", "Old"], ["New", "New"])


def test_columns_are_inserted_and_deleted_cell_by_cell() -> None:
    narrow, wide = table(("Body", "Chair"), ("Board", "Jo")), table(("Body", "Deputy", "Chair"), ("Board", "Mo", "Jo"))
    made, back = redline(narrow, wide), redline(wide, narrow)
    assert (len(list(made.main.iter(f"{W}cellIns"))), len(list(back.main.iter(f"{W}cellDel")))) == (2, 2)
    assert made.accepted() == back.rejected() == ["Body", "Deputy", "Chair", "Board", "Mo", "Jo"]
    assert len(list(back.main.iter(f"{W}gridCol"))) == 3


def test_a_style_of_the_old_file_is_found_by_its_name_or_comes_along() -> None:
    german = STYLED.replace('w:styleId="Quote"', 'w:styleId="Zitat"')
    old = File(paragraph(LONG) + paragraph(OTHER, '<w:pStyle w:val="Quote"/>') + paragraph(LAST), styles=STYLED)
    assert 'w:pStyle w:val="Zitat"' in redline(old, File(paragraph(LONG) + paragraph(LAST), styles=german)).xml
    made = redline(old, paragraph(LONG) + paragraph(LAST))
    names = {style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val") for style in part(made.made.data, "word/styles.xml")}
    assert names[made.main.find(f".//{W}pStyle").get(f"{W}val")] == "Quote"


STYLED = f'{File("").styles}<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/></w:style>'


def listed(num: str, text: str) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr>')


def numbering(abstract: str, num: str) -> dict[str, str]:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    first = f'<w:abstractNum w:abstractNumId="{abstract}">{level}</w:abstractNum>'
    return {"numbering": f'{first}<w:num w:numId="{num}"><w:abstractNumId w:val="{abstract}"/></w:num>'}


def test_a_deleted_item_belongs_to_the_list_of_its_neighbours_or_brings_its_own() -> None:
    old = File(listed("3", LONG) + listed("3", OTHER) + listed("3", LAST), parts=numbering("0", "3"))
    made = redline(old, File(listed("8", LONG) + listed("8", LAST), parts=numbering("0", "8")))
    assert {node.get(f"{W}val") for node in made.main.iter(f"{W}numId")} == {"8"}
    made = redline(old, paragraph(LONG) + paragraph(LAST))
    used = {node.get(f"{W}val") for node in made.main.iter(f"{W}numId")}
    assert used == {node.get(f"{W}numId") for node in part(made.made.data, "word/numbering.xml").iter(f"{W}num")}


def test_looks_are_marked_only_on_request() -> None:
    old, new = paragraph(run(LONG)), paragraph(run("The partners", "<w:b/>") + run(LONG.removeprefix("The partners")), '<w:jc w:val="center"/>')
    assert redline(old, new).made.changes == 0
    made = redline(old, new, formatting=True)
    changed = [node.getparent().getparent() for node in made.main.iter(f"{W}rPrChange")]
    assert ["".join(each.itertext()) for each in changed] == ["The partners"]
    assert made.main.find(f".//{W}pPrChange") is not None


def test_a_heading_that_was_a_paragraph_is_always_marked() -> None:
    made = redline(paragraph("Duties of the board"), paragraph("Duties of the board", '<w:pStyle w:val="Heading1"/>'))
    assert made.main.find(f".//{W}pPrChange/{W}pPr/{W}pStyle") is None
    assert made.made.formatted == 1


TRACKED = paragraph(
    run("The board ")
    + f'<w:ins w:id="1" w:author="A">{run("always ")}</w:ins><w:del w:id="2" w:author="A"><w:r><w:delText>never </w:delText></w:r></w:del>'
    + run("meets.")
)


def test_tracked_changes_in_either_file_are_refused_with_all_problems_at_once() -> None:
    with pytest.raises(DocgenError) as caught:
        redline(TRACKED, TRACKED)
    assert {(problem.position.file, problem.code) for problem in caught.value.problems} == {(f"{side}.docx", "tracked-changes") for side in ("old", "new")}


@pytest.mark.parametrize(("settling", "words"), [("accept", "The board always meets."), ("reject", "The board never meets.")])
def test_tracked_changes_are_settled_on_request(settling: Any, words: str) -> None:
    made = redline(TRACKED, paragraph("The board sometimes meets."), settling=settling)
    assert made.rejected() == [words]


def test_a_file_in_the_strict_form_is_read() -> None:
    new = File(paragraph(LONG))
    strict = {"schemas.openxmlformats.org/wordprocessingml/2006/main": "purl.oclc.org/ooxml/wordprocessingml/main"}
    from io import BytesIO
    from zipfile import ZipFile

    out = BytesIO()
    with ZipFile(BytesIO(new.data)) as archive, ZipFile(out, "w") as made:
        for name in archive.namelist():
            text = archive.read(name).decode()
            for usual, other in strict.items():
                text = text.replace(usual, other)
            made.writestr(name, text)
    from docgen.formats.docx.marked_copy.marked_copy import marked_copy

    read = Read(marked_copy(File(paragraph(OTHER)).data, out.getvalue(), ("old", "new"), "Ann", DATE))
    assert (read.accepted(), read.rejected()) == ([LONG], [OTHER])


def test_a_redline_that_would_not_give_both_texts_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    from docgen.formats.docx.marked_copy.write_lines import LineWriter

    monkeypatch.setattr(LineWriter, "marked", lambda *_: [])
    with pytest.raises(DocgenError, match="rejected") as caught:
        redline(paragraph(LONG), paragraph(LONG.replace("town", "city")))
    assert caught.value.problems[0].code == "unproved-redline"


def test_time_grows_with_the_number_of_different_paragraphs() -> None:
    chance = random.Random(1)

    def seconds(count: int) -> float:
        texts = ["".join(paragraph(" ".join(f"w{chance.randrange(5000)}" for _ in range(8))) for _ in range(count)) for _ in range(2)]
        start = time.process_time()
        redline(texts[0], texts[1])
        return time.process_time() - start

    seconds(50)
    assert seconds(2000) < 7 * seconds(500)
