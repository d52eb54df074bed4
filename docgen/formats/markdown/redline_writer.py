"""A redline as GitHub-flavoured Markdown: a report for a pull request, or the whole document with its marks.

Inserted words are in `ins` and deleted ones in `del`, which GitHub shows; remarks of the report among them are in `sub`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate
from typing import Any

from docgen.comparison.changed_facts import is_fact
from docgen.comparison.redline_summary import OTHER, UNTITLED, UNTOLD, WHOLE, change_in_words, grouped_by_finding, has_causes, headline, place
from docgen.document.explanation import Explanation
from docgen.document.message_words import number_of
from docgen.document.redline import Cut, Deleted, Inserted, Redline
from docgen.document.tree import Cell, Figure, Note, Paragraph, Reference, Row, Table, Text
from docgen.formats.list_labels import first_level, label
from docgen.formats.markdown import flowing_text as flow
from docgen.formats.markdown import writer as markdown
from docgen.formats.markdown.chart_list import nested
from docgen.formats.markdown.joined_blocks import quoted, separated
from docgen.formats.markdown.line_marks import KEPT, LEFT_OUT, TRIMMED, Charted, Listed, MarksInLines, Surroundings, ids
from docgen.formats.markdown.line_marks import MARKS as LINE_MARKS
from docgen.formats.markdown.move_places import Remark
from docgen.formats.markdown.section_marks import Part, parts
from docgen.formats.markdown.writer import Place
from docgen.sources.files import HouseStyle

SUFFIX = ".md"
LONGEST = 65_536
"""The most characters that GitHub accepts in a comment."""
MOST_ROWS = 50
"""The most rows of a table of changes that stand open above the text."""

_ELEMENTS = '["a", "br", "del", "details", "em", "ins", "span", "strong", "sub", "summary"]'
_LINT = f'<!-- markdownlint-configure-file {{"MD024": {{"siblings_only": true}}, "MD033": {{"allowed_elements": {_ELEMENTS}}}}} -->'


def write(redline: Redline, explanations: Mapping[int, Explanation], style: HouseStyle, *, whole: bool = False, longest: int = LONGEST) -> bytes:
    """The report as UTF-8, at most `longest` characters long; with `whole`, every block of the document with its marks, of any length."""
    report = _Report(redline, explanations, whole)
    text = "\n\n".join([*report.document(), _LINT]) if whole else _fitted(report, longest)
    return (text + "\n").encode()


# ---- inlines ----


def _changed(mark: Inserted | Deleted, place: Place) -> str:
    return flow.element("ins" if type(mark) is Inserted else "del", markdown.inline_words(mark.nodes, place))


def _remark(remark: Remark, place: Place) -> str:
    return flow.element("sub", flow.words(remark.text))


def _cut(cut: Cut, place: Place) -> str:
    return flow.element("sub", f"¶ {cut.number}".rstrip()) + flow.BREAK


def _unlinked(reference: Reference, place: Place) -> str:
    """The words alone: the target of a reference is seldom in the report."""
    return markdown.inline_words(reference.inlines, place) if reference.inlines else flow.words(reference.lead + reference.label)


INLINES = markdown.INLINES | {Inserted: _changed, Deleted: _changed, Cut: _cut, Remark: _remark}


# ---- blocks ----


def _paragraph(paragraph: Paragraph, place: Place) -> list[str]:
    words = markdown.inline_words(paragraph.inlines, place)
    return [flow.unbroken(f"{paragraph.number} {words}" if paragraph.number else words)]


def _listed(node: Listed, place: Place) -> list[str]:
    """The items as bullets with their numbers as words: a Markdown list would count deleted items."""
    inner = markdown.one_level_deeper(place) if node.ordered else place
    items = []
    for item, number in zip(node.items, node.numbers, strict=True):
        name = label(place.level, number) if node.ordered and number >= 0 else ""
        first, rest = (item.blocks[0], item.blocks[1:]) if item.blocks and type(item.blocks[0]) is Paragraph else (Paragraph(()), item.blocks)
        parts = [*_paragraph(Paragraph(first.inlines, f"{name} {first.number}".strip()), inner), *markdown.pieces(rest, inner)]
        items.append(flow.hung("-", separated([part for part in parts if part])))
    return ["\n".join(items) if not any("\n\n" in item for item in items) else "\n\n".join(items)]


def _figure(figure: Figure, place: Place) -> list[str]:
    """The figure, or only its caption if the two charts are shown separately."""
    if figure.chart:
        return markdown.BLOCKS[Figure](figure, place)
    return [markdown.captioned(figure.number, figure.caption, place)]


def _charted(node: Charted, place: Place) -> list[str]:
    def mark(name: str) -> str:
        return INLINES[type(marked := node.mark((Text(name),)))](marked, place)

    figure = node.figure
    return [nested(figure.chart, mark), *([markdown.captioned(figure.number, figure.caption, place)] if figure.caption else [])]


MARKS = LINE_MARKS
"""How each kind of mark is moved down into lines."""

BLOCKS = markdown.BLOCKS | {Paragraph: _paragraph, Listed: _listed, Figure: _figure, Charted: _charted}


# ---- the report ----


class _Report:
    """The writer of one redline. The names of anchors and footnotes contain the revision, so that several reports can share a page."""

    def __init__(self, redline: Redline, explanations: Mapping[int, Explanation], whole: bool) -> None:
        self.redline, self.explanations, self.whole = redline, explanations, whole
        self.has_causes = has_causes(explanations)
        self.lines = MarksInLines(redline, whole)
        self.name = redline.document.id.replace("/", "-")
        references: dict[type, Any] = {} if whole else {Reference: _unlinked}
        self.inlines = INLINES | {Note: self._note} | references

    def _note(self, note: Note, place: Place) -> str:
        place.notes.append(note)
        return f"{flow.RAW}[^{self.name}-{note.number}]{flow.RAW_END}"

    def place(self, notes: list[Note], level: int = 0) -> Place:
        return Place(notes, self.inlines, BLOCKS, level, level)

    def footnotes(self, notes: list[Note]) -> Iterator[str]:
        return markdown.footnotes(notes, self.inlines, BLOCKS, f"{self.name}-")

    # -- the cover --

    def cover(self) -> Iterator[tuple[Any, str]]:
        """The lines of the cover, each with its name."""
        cover = self.redline.cover
        yield from ((Paragraph(getattr(cover, name)), name) for name in ("title", "subtitle"))
        if self.whole and cover.parties:
            yield Paragraph((Text("between"),)), "between"
        yield from ((party, "party") for party in cover.parties)
        yield from ((Paragraph(getattr(cover, name)), name) for name in ("status", "date"))

    def table(self, rows: Any) -> Table | None:
        return Table(Row((Cell(()), Cell(()))), rows, ("left", "left")) if rows else None

    def whole_cover(self) -> Iterator[str]:
        place = self.place([])
        for node, name in self.cover():
            (line, *_) = self.lines.nodes((node,), KEPT)
            if name == "title":
                yield f"# {flow.heading(markdown.inline_words(line.inlines, place))}"
            elif line.inlines:
                yield from markdown.pieces((line,), place)
        if table := self.table(self.redline.cover.control):
            yield "## Document control"
            yield from markdown.pieces(self.lines.nodes((table,), KEPT), place)

    def changed_cover(self) -> Iterator[str]:
        """The changed lines of the cover, then the changed facts of the whole document, with their causes; nothing if none changed."""
        cover = [*(line for line, _ in self.cover()), self.table(self.redline.cover.control)]
        for title, anchor, changed in (("Cover", "cover", cover), (WHOLE, "document", [self.table(self.redline.cover.facts)])):
            nodes = [node for node in changed if node and ids(node)]
            if nodes:
                yield f"{markdown.anchor(f'{self.name}-{anchor}')}\n\n## {title}"
            for node in nodes:
                yield from markdown.pieces(self.lines.nodes((node,), TRIMMED), self.place([]))
                yield from self.causes(ids(node))

    # -- sections --

    def document(self) -> Iterator[str]:
        """Every block of the document."""
        yield from self.whole_cover()
        notes: list[Note] = []
        for part in parts(self.redline, self.lines.places, True):
            place = self.place(notes, first_level(self.redline.document, part.section))
            yield markdown.anchor(part.section.id)
            yield self.heading(part, min(part.depth + 2, 6))
            yield from self._pieces(part.section.blocks, part.around, place)
        yield from self.footnotes(notes)

    def details(self) -> Iterator[str]:
        """A text for each changed section."""
        if cover := [*self.changed_cover()]:
            yield separated(cover)
        for part in parts(self.redline, self.lines.places, False):
            notes: list[Note] = []
            place = self.place(notes, first_level(self.redline.document, part.section))
            head = [markdown.anchor(f"{self.name}-{part.section.id}"), self.heading(part, 2), *self.causes(part.changes)]
            body = separated([*self.changed(part, place)]) if part.around.mark or ids(part.section.blocks) else ""
            yield "\n\n".join([*head, *([body] if body else []), *self.footnotes(notes)])

    def heading(self, part: Part, depth: int) -> str:
        section = part.section
        title = self.lines.line(section.title, part.around.mark)
        words = markdown.inline_words(title, self.place([]))
        remark = ", ".join(each for each in (part.remark, f"was {part.was}" if part.was else "") if each)
        words = words or ("" if section.number else flow.words(UNTITLED))
        after = f" {flow.element('sub', flow.words(remark))}" if remark else ""
        return f"{'#' * depth} {flow.heading(f'{section.number} {words}'.strip() + after)}"

    def changed(self, part: Part, place: Place) -> Iterator[str]:
        """The changed blocks, each with its causes; the blocks between them are left out."""
        left_out = False
        for block in part.section.blocks:
            changes = ids(block)
            if changes or part.around.mark:
                yield from self._pieces((block,), part.around if part.around.mark else TRIMMED, place)
                yield from self.causes(changes)
            elif not left_out:
                yield from markdown.pieces((LEFT_OUT,), place)
            left_out = not changes and not part.around.mark

    def _pieces(self, blocks: Any, around: Surroundings, place: Place) -> list[str]:
        return [part for part in markdown.pieces(self.lines.nodes(blocks, around), place) if part]

    def causes(self, changes: Iterable[int]) -> Iterator[str]:
        """The causes of changes; changes with the same findings and cause share a line, by their numbers in the summary."""
        groups: dict[tuple[str, str], list[int]] = {}
        for id in sorted(changes):
            explanation = self.explanations[id]
            groups.setdefault((", ".join(explanation.findings), explanation.cause), []).append(id)
        lines = []
        for (findings, cause), numbers in groups.items():
            words = ": ".join(part for part in (findings, cause) if part) or OTHER
            lines.append(flow.unbroken(f"{flow.marked(flow.STRONG, ', '.join(map(str, numbers)), flow.STRONG_END)} {flow.words(words)}"))
        if lines:
            yield quoted("\\\n".join(lines))

    # -- the summary --

    def rows(self) -> list[list[str]]:
        """The rows of the summary, in groups by finding, with what a board asks about first at the top."""
        rows = []
        for name, changes in grouped_by_finding(self.redline, self.explanations).items():
            for change in changes:
                explanation = self.explanations[change.id]
                findings = ", ".join(dict.fromkeys((name, *explanation.findings)))
                number = flow.link(f"#{self.name}-{change.section or ('document' if is_fact(change) else 'cover')}", str(change.id))
                texts = (place(self.redline, change), change_in_words(change), findings, *([explanation.cause or UNTOLD] if self.has_causes else []))
                rows.append([flow.cell(number), *[flow.cell(flow.words(text)) for text in texts]])
        return rows


def _fitted(report: _Report, longest: int) -> str:
    """The report; if it would be too long, without the last rows of its table, which has at least a third of the room, and its last sections."""
    head = f"# {flow.heading(flow.words(headline(report.redline, report.explanations)))}"
    rows, details = report.rows(), [*report.details()]
    ids = f"{report.redline.was.id} {report.redline.document.id}"
    whole = f"`docgen diff {ids} --format html` shows all of it."
    room = longest - len(_LINT) - 500 - len(head)
    lengths = [len(text) + 2 for text in details]
    shown_rows = _that_fit([len(" | ".join(row)) + 8 for row in rows], max(room // 3, room - sum(lengths)))
    table = _table(rows[:shown_rows], len(rows))
    shown = _that_fit(lengths, room - sum(map(len, table)))
    out = [head, *table, *details[:shown]]
    if shown_rows < len(rows):
        text = f"the text of {number_of(len(details) - shown, 'more changed section')}"
        left = f"{number_of(len(rows) - shown_rows, 'more change')} of the table{f', and {text},' if shown < len(details) else ''}"
        out.append(f"{left} are left out: a comment would be too long. {whole}")
    elif shown < len(details):
        out.append(f"The text of {len(details) - shown} more changed sections is left out: a comment would be too long. {whole}")
    return "\n\n".join([*out, _LINT])


def _table(rows: list[list[str]], changes: int) -> list[str]:
    """The rows under their headings, not padded: the widest cause would make every row too long. A long table is folded, so that the text is seen below it."""
    if not rows:
        return []
    width = len(rows[0])
    lines = [["#", "Section", "Change", "Finding", "Cause"][:width], ["---"] * width, *rows]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    if changes <= MOST_ROWS:
        return [table]
    which = f"All {changes:,} changes" if len(rows) == changes else f"The first {len(rows):,} of {changes:,} changes"
    return [f"<details>\n<summary>{which}, by what they mean</summary>\n\n{table}\n\n</details>"]


def _that_fit(lengths: list[int], room: int) -> int:
    """The number of texts, from the first, that fit together."""
    return sum(total <= room for total in accumulate(lengths))
