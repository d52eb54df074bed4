"""Word files that any program saved are read as Word shows them, with their tracked changes accepted and with them rejected."""

from __future__ import annotations

from itertools import permutations

import pytest

from docgen.comparison.diff import diff
from docgen.document.problems import DocgenError
from docgen.document.tree import Emphasis, Foreign, Link, Note, Reference, Strong, Text, walk
from docgen.formats.docx import redline_writer
from docgen.formats.docx.reading.word_file import WordFile, read_word
from docgen.formats.read_file import read_document
from docgen.formats.reading.file_text import FileText, Grid, Line, Picture
from docgen.sources.files import HouseStyle
from tests.revisions import REVISIONS, ROOT, document, made
from tests.word_package import field, mark, paragraph, run, unzipped, word_file, zipped

HEADINGS = "".join(
    f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/>'
    f'<w:pPr><w:numPr><w:ilvl w:val="{n - 1}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    for n in (1, 2)
)


def read(body: str, **parts: str) -> WordFile:
    return read_word(word_file(body, **parts), "t.docx")


def shown(text: FileText) -> list[str]:
    """The label and words of each line, with the rows of tables in bars."""

    def words(node: Line | Grid | Picture) -> str:
        if isinstance(node, Grid):
            return "\n".join("|".join(["", *(" ".join(map(words, cell)) for cell in row), ""]) for row in node.rows)
        return f"({node.alt})" if isinstance(node, Picture) else f"{node.label} {node.words}".strip()

    return [line for node in text.lines for line in words(node).split("\n")]


# --- the package


def strict(data: bytes) -> bytes:
    """The file in the namespaces of ISO/IEC 29500 Strict."""
    names = (("wordprocessingml", "main"), ("officeDocument", "relationships"))
    parts = unzipped(data)
    for room, name in names:
        old, new = (f"http://schemas.openxmlformats.org/{room}/2006/{name}".encode(), f"http://purl.oclc.org/ooxml/{room}/{name}".encode())
        parts = {part: text.replace(old, new) for part, text in parts.items()}
    return zipped(parts)


def test_a_file_with_macros_is_read_and_says_that_they_are_left_out() -> None:
    parts = unzipped(word_file(paragraph(run("The parties meet."))))
    found = read_document(zipped({**parts, "word/vbaProject.bin": b"macros"}), "draft.docm")
    assert [(problem.code, problem.position.file) for problem in found.warnings] == [("macros-left-out", "draft.docm")]
    assert read_document(zipped(parts), "draft.docm").warnings == ()


def test_a_strict_file_has_the_words_of_the_usual_one() -> None:
    body = paragraph("The parties meet at [insert venue].") + paragraph("Aims", '<w:pStyle w:val="Heading1"/>')
    plain = word_file(body, styles=HEADINGS)
    assert read_word(strict(plain), "t") == read_word(plain, "t")
    assert [line.kind for line in read_word(strict(plain), "t").new.lines if isinstance(line, Line)] == ["paragraph", "heading"]


@pytest.mark.parametrize(
    ("main", "kind"), [("word/document2.xml", "document"), ("Word/Document.xml", "document"), ("a/b/c.xml", "template"), ("word/x.xml", "document")]
)
def test_the_main_part_is_found_by_its_relationship_whatever_its_name(main: str, kind: str) -> None:
    data = word_file(paragraph("Words.") + paragraph(f'Noted{run("")}<w:r><w:footnoteReference w:id="2"/></w:r>'), main, kind, footnotes=note(2, "A note."))
    assert shown(read_word(data, "t").new)[0] == "Words."


def test_names_of_parts_have_no_case() -> None:
    parts = unzipped(word_file(paragraph("Aims", '<w:pStyle w:val="Heading1"/>'), styles=HEADINGS))
    upper = {name.replace("word/styles.xml", "WORD/Styles.XML"): data for name, data in parts.items()}
    assert [line.kind for line in read_word(zipped(upper), "t").new.lines if isinstance(line, Line)] == ["heading"]


def test_a_workbook_is_refused_by_name() -> None:
    parts = unzipped(word_file(""))
    parts["word/document.xml"] = b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    with pytest.raises(DocgenError, match="an Excel workbook"):
        read_word(zipped(parts), "t")


# --- words


def note(id: int, text: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:type="separator" w:id="-1"><w:p/></w:{kind}><w:{kind} w:id="{id}">{paragraph(f"<w:r><w:{kind}Ref/></w:r>{run(text)}")}</w:{kind}>'


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        ("<w:r><w:t>multi</w:t><w:noBreakHyphen/><w:t>agency</w:t></w:r>", "multi-agency"),
        ("<w:r><w:t>and trust</w:t><w:cr/><w:t>keeps</w:t></w:r>", "and trust keeps"),
        ("<w:r><w:t>minutes</w:t><w:ptab/><w:t>every</w:t></w:r>", "minutes every"),
        ('<w:r><w:t>sum </w:t><w:sym w:font="Symbol" w:char="F0A3"/><w:t> 5</w:t></w:r>', "sum ≤ 5"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A3"/></w:r>', "•"),
        (f'<w:fldSimple w:instr=" REF x ">{run("section 4")}</w:fldSimple>', "section 4"),
        (run("See ") + field("REF x \\h", "section 5", field("SEQ y", "hidden code")), "See section 5"),
        (run("a") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run(" b"), "a b"),
        (run("shown") + run(" hidden", "<w:vanish/>"), "shown"),
        (run("shown") + run(" too", '<w:vanish w:val="0"/>'), "shown too"),
        (f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{run("chosen")}</w:sdtContent></w:sdt>', "chosen"),
        (f"<w:smartTag><w:smartTagPr/>{run('Halton')}</w:smartTag>", "Halton"),
        (f"<w:r><w:ruby><w:rt>{run('above')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>", "base"),
        (mark("del", run("old ").replace("w:t", "w:delText")) + mark("ins", run("new")), "new"),
        (mark("ins", mark("del", run("never"))) + run("always"), "always"),
    ],
)
def test_what_a_paragraph_shows(inner: str, words: str) -> None:
    assert shown(read(paragraph(inner)).new) == [words]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>'
    assert shown(read(paragraph(f"{run('Before')}<w:r>{both}</w:r>{run(' and after.')}")).new) == ["Before and after.", "In the box."]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_is_where_its_mark_is(kind: str) -> None:
    body = paragraph(f'{run("The sum")}<w:r><w:{kind}Reference w:id="7"/></w:r>{run(" is agreed.")}')
    (line,) = read(body, **{f"{kind}s": note(7, "Set out in TBC.", kind)}).new.lines
    assert isinstance(line, Line)
    text, mark_, rest = line.inlines
    assert isinstance(mark_, Note) and (text, rest) == (Text("The sum"), Text(" is agreed."))
    assert [block.inlines for block in mark_.blocks if not isinstance(block, Foreign)] == [(Text("Set out in TBC."),)]  # type: ignore[union-attr]


def test_running_lines_and_watermarks_are_told_apart_from_the_text() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    text = read(paragraph("Body."), header1=paragraph(run("Head") + art), footer1=paragraph(run("Page ") + field("PAGE", "3"))).new
    assert shown(text) == ["Body."]
    assert {(each.kind, each.words) for each in text.furniture} == {("header", "Head"), ("footer", "Page 3"), ("watermark", "DRAFT")}


def test_looks_that_a_document_can_say_are_kept_and_bold_spaces_are_not() -> None:
    body = paragraph(
        run("plain") + run(" bold ", "<w:b/>") + run("both", "<w:b/><w:i/>") + run(" ", "<w:i/>") + run("Croeso", '<w:lang w:val="cy-GB"/>') + run(" end")
    )
    styles = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    (line,) = read(body, styles=styles).new.lines
    assert isinstance(line, Line)
    strong = Strong((Text("bold "), Emphasis((Text("both"),))))
    assert line.inlines == (Text("plain "), strong, Text(" "), Foreign("cy-GB", (Text("Croeso"),)), Text(" end"))


def test_links_lead_where_they_led() -> None:
    (line,) = read(paragraph(field('HYPERLINK "https://example.org/a"', "here") + run(" and ") + field('HYPERLINK \\l "_Toc1"', "there"))).new.lines
    assert isinstance(line, Line)
    assert line.inlines == (Link("https://example.org/a", (Text("here"),)), Text(" and there"))


# --- structure


@pytest.mark.parametrize(
    ("style", "own", "kind", "level"),
    [
        ('<w:name w:val="heading 1"/>', "", "heading", 1),
        ('<w:name w:val="Titel der Klausel"/><w:basedOn w:val="Heading2"/>', "", "heading", 2),
        ('<w:name w:val="Klausel"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>', "", "heading", 3),
        ('<w:name w:val="Klausel"/>', '<w:outlineLvl w:val="0"/>', "heading", 1),
        ('<w:name w:val="heading 1"/>', '<w:outlineLvl w:val="9"/>', "paragraph", 0),
        ('<w:name w:val="Inhalt"/><w:basedOn w:val="Heading1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>', "", "paragraph", 0),
        ('<w:name w:val="toc 1"/>', "", "contents", 0),
        ('<w:name w:val="Contents 1"/>', "", "contents", 0),
        ('<w:name w:val="Title"/>', "", "title", 0),
        ('<w:name w:val="List Bullet 2"/>', "", "item", 2),
        ('<w:name w:val="Kreis"/><w:basedOn w:val="x1"/>', "", "paragraph", 0),
    ],
)
def test_a_style_is_known_by_its_name_base_and_outline_never_by_its_id(style: str, own: str, kind: str, level: int) -> None:
    plain = HEADINGS.replace('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>', "")
    body = paragraph("PURPOSE", f'<w:pStyle w:val="x1"/>{own}')
    (line,) = read(body, styles=f'{plain}<w:style w:type="paragraph" w:styleId="x1">{style}</w:style>').new.lines
    assert isinstance(line, Line)
    assert (line.kind, line.level) == (kind, level)


def level(n: int, format: str, text: str, extra: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


LEGAL = level(0, "decimal", "%1") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)") + level(3, "lowerRoman", "(%4)")
NUMBERING = f'<w:abstractNum w:abstractNumId="0">{LEGAL}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def numbered(*rows: tuple[int, int], numbering: str = NUMBERING) -> list[str]:
    """The labels of paragraphs with these numIds and levels."""
    body = "".join(paragraph("x", f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>') for num, at in rows)
    return [line.removesuffix("x").strip() for line in shown(read(body, numbering=numbering).new)]


def num(id: int, abstract: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def test_numbers_of_several_levels_start_again_below_each_higher_one() -> None:
    assert numbered((1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 1), (1, 2), (1, 0), (1, 1)) == ["1", "1.1", "(a)", "(b)", "(i)", "1.2", "(a)", "2", "2.1"]


def test_a_level_used_without_the_ones_above_counts_them_as_begun() -> None:
    assert numbered((1, 1), (1, 1), (1, 0), (1, 1)) == ["1.1", "1.2", "2", "2.1"]


def test_lists_with_one_definition_count_on_unless_one_starts_again() -> None:
    again = NUMBERING + num(2, 0) + num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
    assert numbered((1, 0), (2, 0), (3, 0), (3, 0), (1, 0), numbering=again) == ["1", "2", "5", "6", "7"]


def test_a_list_can_have_levels_of_its_own() -> None:
    own = NUMBERING + num(2, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "Part %1")}</w:lvlOverride>')
    assert numbered((2, 0), (1, 0), numbering=own) == ["Part I", "2"]


def test_a_level_may_never_start_again_or_only_after_a_level() -> None:
    def of(restart: int) -> str:
        levels = level(0, "decimal", "%1") + level(1, "decimal", "%2") + level(2, "decimal", "%3", f'<w:lvlRestart w:val="{restart}"/>')
        return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{num(1, 0)}'

    rows = ((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2))
    assert numbered(*rows, numbering=of(0))[2::2] == ["1", "2", "1"] and numbered(*rows, numbering=of(0))[-1] == "3"
    assert numbered(*rows, numbering=of(1))[4] == "2" and numbered(*rows, numbering=of(1))[-1] == "1"


def test_formats_of_numbers() -> None:
    formats = ("decimalZero", "upperLetter", "upperRoman", "ordinal", "cardinalText", "ordinalText")
    lists = "".join(f'<w:abstractNum w:abstractNumId="{n}">{level(0, name, "%1", start=28)}</w:abstractNum>' for n, name in enumerate(formats))
    lists += "".join(num(n + 1, n) for n in range(len(formats)))
    assert numbered(*((n + 1, 0) for n in range(len(formats))), numbering=lists) == ["28", "BB", "XXVIII", "28th", "Twenty-eight", "Twenty-eighth"]


def test_legal_numbers_show_all_levels_in_figures() -> None:
    levels = level(0, "upperRoman", "Article %1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert numbered((1, 0), (1, 1), numbering=f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{num(1, 0)}') == ["Article I", "1.1"]


def test_a_style_may_number_and_0_is_no_number() -> None:
    bound = NUMBERING.replace(
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>', '<w:pStyle w:val="Heading2"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>'
    )
    body = "".join(
        [
            paragraph("Aims", '<w:pStyle w:val="Heading1"/>'),
            paragraph("Scope", '<w:pStyle w:val="Heading2"/>'),
            paragraph("Unnumbered", '<w:pStyle w:val="Heading1"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
            paragraph("A sentence.", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
            paragraph("A point", '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'),
        ]
    )
    lines = [line for line in read(body, styles=HEADINGS, numbering=bound).new.lines if isinstance(line, Line)]
    assert [(line.kind, line.label) for line in lines] == [("heading", "1"), ("heading", "1.1"), ("heading", ""), ("paragraph", "1.2"), ("item", "(a)")]


def test_a_list_may_take_its_levels_from_a_style_of_lists() -> None:
    styles = '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    linked = NUMBERING + f'<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="L"/></w:abstractNum>{num(4, 9)}'
    body = "".join(paragraph("x", f'<w:numPr><w:ilvl w:val="1"/><w:numId w:val="{n}"/></w:numPr>') for n in (1, 4))
    assert shown(read(body, numbering=linked, styles=styles).new) == ["1.1 x", "1.2 x"]


def test_tables_have_rows_merged_cells_and_tables_in_cells() -> None:
    def cell(inner: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"

    span, first = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    inner = f"<w:tbl><w:tr>{cell(paragraph('deep'))}</w:tr></w:tbl>{paragraph('')}"
    rows = [
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell(paragraph('A'))}{cell(paragraph('B'))}</w:tr>",
        f"<w:tr>{cell(paragraph('wide'), span)}</w:tr>",
        f"<w:tr>{cell(paragraph('tall'), first)}{cell(inner)}</w:tr>",
        f"<w:tr>{cell(paragraph(''), '<w:vMerge/>')}{cell(paragraph('one') + paragraph('two'))}</w:tr>",
    ]
    (table,) = read(f"<w:tbl>{''.join(rows)}</w:tbl>").new.lines
    assert isinstance(table, Grid) and table.headers == 1
    assert shown(FileText((table,))) == ["|A|B|", "|wide||", "|tall||deep||", "||one two|"]


# --- tracked changes


def sides(body: str, **parts: str) -> tuple[list[str], list[str]]:
    file = read(body, **parts)
    return shown(file.old), shown(file.new)


def test_words_rows_and_cells_have_two_sides() -> None:
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>".format
    table = row("", paragraph("stays")) + row(f"<w:trPr>{mark('ins')}</w:trPr>", paragraph("new")) + row(f"<w:trPr>{mark('del')}</w:trPr>", paragraph("gone"))
    table += f"<w:tr><w:tc><w:tcPr>{mark('cellIns')}</w:tcPr>{paragraph('cell')}</w:tc><w:tc>{paragraph('kept')}</w:tc></w:tr>"
    words = paragraph(run("We ") + mark("del", run("must")) + mark("ins", run("will")) + run(" meet."))
    assert sides(words + f"<w:tbl>{table}</w:tbl>") == (["We must meet.", "|stays|", "|gone|", "|kept|"], ["We will meet.", "|stays|", "|new|", "|cell|kept|"])


def test_moves_are_read_at_the_end_that_each_side_has() -> None:
    moved = [paragraph(mark(kind, run("It moved.")), f"<w:rPr>{mark(kind)}</w:rPr>") for kind in ("moveFrom", "moveTo")]
    assert sides(moved[0] + paragraph("It stayed.") + moved[1]) == (["It moved.", "It stayed."], ["It stayed.", "It moved."])


@pytest.mark.parametrize(("kind", "joined", "apart"), [("del", 1, 0), ("moveFrom", 1, 0), ("ins", 0, 1), ("moveTo", 0, 1)])
def test_a_paragraph_without_an_end_is_joined_to_the_next(kind: str, joined: int, apart: int) -> None:
    found = sides(paragraph("They meet", f"<w:rPr>{mark(kind)}</w:rPr>") + paragraph("in the hall.") + paragraph("Then."))
    assert found[joined] == ["They meet in the hall.", "Then."] and found[apart] == ["They meet", "in the hall.", "Then."]


def test_a_paragraph_without_words_and_without_an_end_is_not_there() -> None:
    gone = paragraph(mark("del", run("Gone.")), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr>{mark("del")}</w:rPr>')
    stays = paragraph("Stays.", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert sides(gone + stays, numbering=NUMBERING) == (["1 Gone.", "2 Stays."], ["1 Stays."])


def test_the_old_style_and_look_are_on_the_old_side() -> None:
    change = f'<w:pStyle w:val="Heading1"/>{mark("pPrChange", "<w:pPr/>")}'
    bold = run("Aims", f"<w:b/>{mark('rPrChange', '<w:rPr/>')}")
    file = read(paragraph(bold, change), styles=HEADINGS, numbering=NUMBERING)
    (old,), (new,) = file.old.lines, file.new.lines
    assert isinstance(old, Line) and isinstance(new, Line)
    assert (old.kind, old.label, old.inlines) == ("paragraph", "", (Text("Aims"),))
    assert (new.kind, new.label, new.inlines) == ("heading", "1", (Strong((Text("Aims"),)),))


def test_tracked_changes_have_their_author_date_words_and_paragraph() -> None:
    file = read(paragraph("One.") + paragraph(mark("ins", run("Two"), "Bea", "2026-05-06T07:08:09Z"), f"<w:rPr>{mark('ins')}</w:rPr>") + paragraph("."))
    assert [(each.paragraph, each.edit.kind, each.edit.author, each.words) for each in file.tracked] == [(2, "ins", "Ann", "¶"), (2, "ins", "Bea", "Two")]
    assert file.tracked[1].edit.date == "2026-05-06T07:08:09Z"


def test_a_lone_joiner_is_no_change() -> None:
    file = read(paragraph(run("Words.") + mark("ins", run("\u200d"))))
    assert file.tracked == () and file.new is file.old


def test_comments_have_their_words_replies_and_whether_they_are_resolved() -> None:
    start, end = "<w:commentRangeStart w:id='{}'/>".format, "<w:commentRangeEnd w:id='{}'/><w:r><w:commentReference w:id='{}'/></w:r>".format
    body = paragraph("First.") + paragraph(f"{run('We ')}{start(4)}{run('must meet')}{end(4, 4)}{run('.')}")
    comment = '<w:comment w:id="{}" w:author="{}" w:date="2026-01-02T03:04:05Z"><w:p w14:paraId="{}"><w:r><w:t>{}</w:t></w:r></w:p></w:comment>'.format
    extended = '<w15:commentEx w15:paraId="AA" w15:done="1"/><w15:commentEx w15:paraId="BB" w15:paraIdParent="AA" w15:done="0"/>'
    file = read(body, comments=comment(4, "Ann", "AA", "Why?") + comment(5, "Bea", "BB", "Because."), commentsExtended=extended)
    assert [(c.author, c.words, c.on, c.first, c.reply_to, c.resolved) for c in file.comments] == [
        ("Ann", "Why?", "must meet", 2, "", True),
        ("Bea", "Because.", "must meet", 2, "4", False),
    ]


# --- sections


def bookmark(id: int, name: str, end: bool = False) -> str:
    return f'<w:bookmarkEnd w:id="{id}"/>' if end else f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>'


def test_a_section_goes_from_the_first_start_of_its_name_to_the_last_end() -> None:
    # As LibreOffice gives back a bookmark over several paragraphs.
    body = (
        paragraph(bookmark(1, "_clause_aims") + run("Aims"))
        + paragraph("Text.")
        + paragraph(bookmark(2, "_clause_aims") + run("Last.") + bookmark(2, "", True))
    )
    body += paragraph("After.")
    assert [line.section for line in read(body).new.lines] == ["aims", "aims", "aims", ""]


def test_the_innermost_section_counts() -> None:
    body = bookmark(1, "_clause_outer") + paragraph("Outer") + bookmark(2, "_clause_inner") + paragraph("Inner") + bookmark(2, "", True)
    assert [line.section for line in read(body + bookmark(1, "", True) + paragraph("None")).new.lines] == ["outer", "inner", ""]


def test_a_section_whose_bookmark_is_lost_begins_at_the_bookmark_of_its_heading() -> None:
    rows = '<section id="aims" bookmark="_clause_aims"/><section id="funds" bookmark="_clause_funds"/>'
    custom = f'<provenance xmlns="urn:docgen:provenance:1" revision="a/1">{rows}</provenance>'
    body = bookmark(1, "_clause_aims") + paragraph("Aims") + paragraph("Text.") + bookmark(1, "", True)
    body += paragraph(bookmark(2, "_Ref_funds") + run("Funds") + bookmark(2, "", True)) + paragraph("More.")
    parts = unzipped(word_file(body))
    parts["customXml/item1.xml"] = custom.encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    link = f'<Relationship Id="rId9" Type="{kind}" Target="../customXml/item1.xml"/></Relationships>'
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", link.encode())
    assert [line.section for line in read_word(zipped(parts), "t").new.lines] == ["aims", "aims", "funds", "funds"]


@pytest.mark.parametrize("name", REVISIONS)
def test_every_section_of_a_file_that_docgen_made_is_known(name: str) -> None:
    text = read_word(made(name, "docx"), name).new
    assert text.origins.revision == name
    assert {line.section for line in text.lines} - {""} == {row.id for row in text.origins.sections}
    lines = [line for line in text.lines if isinstance(line, Line) and line.kind != "contents"]
    references = [node for line in lines for node in line.inlines if isinstance(node, Reference)]
    assert {node.target for node in references} == {node.target for section in document(name).sections for node in walk(section) if isinstance(node, Reference)}


# --- the law


def bare(text: FileText) -> list[tuple[object, ...]]:
    """What a text says, line by line, without the places of its paragraphs."""

    def of(node: Line | Grid | Picture) -> list[tuple[object, ...]]:
        if isinstance(node, Grid):
            return [("table",), *(row for cells in node.rows for cell in cells for child in cell for row in of(child))]
        if isinstance(node, Picture):
            return [("picture", node.alt)]
        return [(node.kind, node.level, node.label, " ".join(node.words.split()))]

    return [row for node in text.lines for row in of(node)]


@pytest.mark.parametrize(("old", "new"), [pair for n, pair in enumerate(permutations(REVISIONS, 2)) if n % 4 == 0], ids="{}".format)
def test_a_redline_is_read_as_its_two_documents_with_their_numbers(old: str, new: str) -> None:
    redline = diff(document(old), document(new))
    file = read_word(redline_writer.write(redline, {}, HouseStyle(redline.document.style, ROOT), track_numbers=True), "t")
    assert bare(file.new) == bare(read_word(made(new, "docx"), "t").new)
    assert bare(file.old) == bare(read_word(made(old, "docx"), "t").new)
