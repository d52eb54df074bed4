"""What a person does to a Word file in LibreOffice Writer, each as a small function; run as a program, it does them and saves.

As a program, run with a Python that has UNO. In: {"pipe": …, "jobs": […]}, each job {"file": …, "saves": [[file, filter], …], "author": …, "tracked": …,
"steps": [[name, words, …], …]}. Out: a list of what went wrong, null where nothing did. Both are JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.office import desktop, each, settings

_BREAK = 0
"""A paragraph break among LibreOffice's control characters."""
_BOLD = 150.0
"""com.sun.star.awt.FontWeight.BOLD"""


class Page:
    """A document that is open in Writer."""

    def __init__(self, uno: Any, context: Any, document: Any) -> None:
        self.uno, self.context, self.document = uno, context, document

    def found(self, words: str) -> Any:
        """The only place of the words outside the contents list."""
        places = list(self.places(words))
        assert len(places) == 1, f"“{words}” stands there {len(places)} times"
        return places[0]

    def places(self, words: str) -> Iterator[Any]:
        search = self.document.createSearchDescriptor()
        search.SearchString, search.SearchCaseSensitive = words, True
        found = self.document.findAll(search)
        for number in range(found.Count):
            place = found.getByIndex(number)
            if place.TextSection is None:
                yield place

    def after(self, words: str) -> Any:
        """A cursor that stands just after the words."""
        place = self.found(words)
        return place.Text.createTextCursorByRange(place.End)

    def paragraph(self, words: str) -> Any:
        """A cursor over the whole paragraph of the words, without its mark."""
        place = self.found(words)
        cursor = place.Text.createTextCursorByRange(place.Start)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def lines(self, first: str, last: str) -> Any:
        """A cursor over the paragraphs from that of `first` to that of `last`, with the mark of the latter."""
        cursor = self.paragraph(first)
        end = self.paragraph(last)
        cursor.gotoRange(end.End, True)
        assert cursor.goRight(1, True), "nothing comes after it"
        return cursor

    def do(self, command: str, **values: Any) -> None:
        """A command of the menu, at the selection."""
        dispatcher = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)
        dispatcher.executeDispatch(self.document.CurrentController.Frame, f".uno:{command}", "", 0, settings(self.uno, **values))

    def do_until(self, done: Callable[[], bool], place: str, command: str, **values: Any) -> None:
        """A command of the menu after `place`, again until it is done: Writer offers a menu of tables some time after the cursor came there."""
        toolkit = self.context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", self.context)
        for _ in range(40):
            self.select(self.after(place))
            toolkit.processEventsToIdle()
            self.do(command, **values)
            toolkit.processEventsToIdle()
            if done():
                return
            time.sleep(0.05)
        raise AssertionError(f"{command} does nothing at “{place}”")

    def select(self, place: Any) -> None:
        assert self.document.CurrentController.select(place), "it cannot be selected"

    def make(self, kind: str) -> Any:
        return self.document.createInstance(f"com.sun.star.text.{kind}")


def type_over(page: Page, old: str, new: str) -> None:
    page.found(old).setString(new)


def type_after(page: Page, place: str, words: str) -> None:
    cursor = page.after(place)
    cursor.Text.insertString(cursor, words, False)


def type_before(page: Page, place: str, words: str) -> None:
    found = page.found(place)
    found.Text.insertString(found.Start, words, False)


def type_everywhere(page: Page, old: str, new: str) -> None:
    """Find and replace, all at once: in the contents list, the headers and the cover too."""
    replace = page.document.createReplaceDescriptor()
    replace.SearchString, replace.ReplaceString, replace.SearchCaseSensitive = old, new, True
    assert page.document.replaceAll(replace)


def type_over_nth(page: Page, old: str, place: str, new: str) -> None:
    """Type over the second, third… place of the words."""
    list(page.places(old))[int(place) - 1].setString(new)


def type_over_between(page: Page, before: str, after: str, new: str) -> None:
    """Type over what stands between two pieces of text, with the fields in it."""
    cursor = page.after(before)
    cursor.gotoRange(page.found(after).Start, True)
    cursor.setString(new)


def fill_line(page: Page, line: str, below: str, words: str) -> None:
    """Type at the end of the paragraph that stands so many paragraphs below another."""
    cursor = page.paragraph(line)
    for _ in range(int(below)):
        cursor.gotoNextParagraph(False)
    cursor.gotoEndOfParagraph(False)
    cursor.Text.insertString(cursor, words, False)


def press_enter_after(page: Page, place: str, words: str = "") -> None:
    cursor = page.after(place)
    cursor.Text.insertControlCharacter(cursor, _BREAK, False)
    cursor.Text.insertString(cursor, words, False)


def join_after(page: Page, place: str) -> None:
    """Delete the end of the paragraph, and leave a space there."""
    cursor = page.after(place)
    cursor.Text.insertString(cursor, " ", False)
    assert cursor.goRight(1, True)
    cursor.setString("")


def delete_paragraphs(page: Page, first: str, last: str) -> None:
    page.lines(first, last).setString("")


def cut_and_paste(page: Page, words: str, place: str) -> None:
    """Cut words out and paste them after `place`."""
    page.select(page.found(words))
    page.do("Cut")
    page.select(page.after(place))
    page.do("Paste")


def cut_and_paste_paragraphs(page: Page, first: str, last: str, before: str) -> None:
    """Cut the paragraphs from that of `first` to that of `last`, and paste them before that of `before`."""
    page.select(page.lines(first, last))
    page.do("Cut")
    cursor = page.paragraph(before)
    page.select(cursor.Start)
    page.do("Paste")


def copy_and_paste_block(page: Page, first: str, more: str, before: str) -> None:
    """Copy a paragraph and so many after it, and paste them before that of `before`."""
    cursor = page.paragraph(first)
    cursor.collapseToStart()
    for _ in range(int(more) + 1):
        cursor.gotoNextParagraph(True)
    page.select(cursor)
    page.do("Copy")
    page.select(page.paragraph(before).Start)
    page.do("Paste")


def move_up(page: Page, words: str) -> None:
    """The paragraph and the one above change places."""
    page.select(page.paragraph(words))
    page.do("MoveUp")


def style_as(page: Page, words: str, other: str) -> None:
    """Give a paragraph the style of another."""
    style = page.paragraph(other).ParaStyleName
    page.select(page.paragraph(words))
    page.do("StyleApply", Style=style, FamilyName="ParagraphStyles")


def indent_item(page: Page, words: str) -> None:
    page.paragraph(words).NumberingLevel += 1


def number_by_hand(page: Page, words: str, number: str) -> None:
    """Take the number of a paragraph away and type one instead."""
    paragraph = page.paragraph(words)
    page.select(paragraph)
    page.do("RemoveBullets")
    paragraph.Text.insertString(paragraph.Start, number, False)


def bold(page: Page, words: str) -> None:
    page.found(words).CharWeight = _BOLD


def italic(page: Page, words: str) -> None:
    page.found(words).CharPosture = page.uno.Enum("com.sun.star.awt.FontSlant", "ITALIC")


def add_note(page: Page, place: str, words: str) -> None:
    note = page.make("Footnote")
    cursor = page.after(place)
    cursor.Text.insertTextContent(cursor, note, False)
    note.setString(words)


def delete_after(page: Page, place: str) -> None:
    """Delete one sign after the words, such as the mark of a note."""
    cursor = page.after(place)
    assert cursor.goRight(1, True)
    cursor.setString("")


def comment(page: Page, place: str, words: str) -> None:
    page.select(page.found(place))
    page.do("InsertAnnotation", Text=words, Author="Pat Reader")


def resolve(page: Page, comment: str) -> None:
    _comment(page, comment).Resolved = True


def _comment(page: Page, words: str) -> Any:
    found = [field for field in each(page.document.TextFields) if field.supportsService("com.sun.star.text.textfield.Annotation") and field.Content == words]
    assert len(found) == 1, f"the comment “{words}” stands there {len(found)} times"
    return found[0]


def text_box(page: Page, place: str, words: str) -> None:
    frame = page.make("TextFrame")
    size = page.uno.createUnoStruct("com.sun.star.awt.Size")
    size.Width, size.Height = 6000, 1500
    frame.setSize(size)
    cursor = page.after(place)
    cursor.Text.insertTextContent(cursor, frame, False)
    frame.Text.setString(words)


def control(page: Page, words: str) -> None:
    """Put a content control around the words."""
    place = page.found(words)
    place.Text.insertTextContent(place.Text.createTextCursorByRange(place), page.make("ContentControl"), True)


def insert_row(page: Page, cell: str, *words: str) -> None:
    """A row after that of a cell, and the words of its cells."""
    table, (_, row) = _cell(page, cell)
    count = table.Rows.Count
    page.do_until(lambda: table.Rows.Count == count + 1, cell, "InsertRowsAfter")
    for number, text in enumerate(words):
        table.getCellByPosition(number, row + 1).setString(text)


def delete_row(page: Page, cell: str) -> None:
    table, (_, row) = _cell(page, cell)
    count = table.Rows.Count
    page.do_until(lambda: table.Rows.Count < count or not table.Rows.getByIndex(row).HasTextChangesOnly, cell, "DeleteRows")


def insert_column(page: Page, cell: str, *words: str) -> None:
    """A column after that of a cell, and the words of its cells from the top."""
    table, (column, _) = _cell(page, cell)
    count = table.Columns.Count
    page.do_until(lambda: table.Columns.Count == count + 1, cell, "InsertColumnsAfter")
    for number, text in enumerate(words):
        table.getCellByPosition(column + 1, number).setString(text)


def _cell(page: Page, words: str) -> tuple[Any, tuple[int, int]]:
    """The table of a cell with those words, and its column and row, from 0."""
    place = page.found(words)
    name = place.Cell.CellName
    return place.TextTable, (ord(name[0]) - ord("A"), int(name[1:]) - 1)


STEPS: dict[str, Callable[..., None]] = {
    step.__name__: step
    for step in (
        *(type_over, type_after, type_before, type_everywhere, type_over_nth, type_over_between, fill_line, press_enter_after, join_after, delete_paragraphs),
        *(cut_and_paste, cut_and_paste_paragraphs, copy_and_paste_block, move_up, style_as, indent_item, number_by_hand, bold, italic, add_note, delete_after),
        *(comment, resolve, text_box, control, insert_row, delete_row, insert_column),
    )
}


_SHOWN = {"insert_row", "delete_row", "insert_column"}
"""Steps that Writer does only in a window, which takes twice the time."""


def _named(uno: Any, context: Any, author: str) -> None:
    """Make `author` the user of this LibreOffice."""
    provider = context.ServiceManager.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
    place = settings(uno, nodepath="/org.openoffice.UserProfile/Data")
    data = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationUpdateAccess", place)
    given, _, family = author.partition(" ")
    data.setPropertyValue("givenname", given)
    data.setPropertyValue("sn", family)
    data.commitChanges()


def _done(uno: Any, context: Any, office: Any, job: dict[str, Any]) -> str | None:
    """Do the steps of a job and save. What went wrong, if anything did."""
    _named(uno, context, job["author"])
    document = office.loadComponentFromURL(
        Path(job["file"]).resolve().as_uri(), "_blank", 0, settings(uno, Hidden=not any(step in _SHOWN for step, *_ in job["steps"]))
    )
    page = Page(uno, context, document)
    document.RecordChanges = job["tracked"]
    try:
        for step, *words in job["steps"]:
            STEPS[step](page, *words)
        for file, filter in job["saves"]:
            document.storeToURL(Path(file).resolve().as_uri(), settings(uno, FilterName=filter))
    except AssertionError as error:
        return f"{step} {words}: {error}"
    finally:
        document.close(True)
    return None


def _main() -> None:
    uno: Any = import_module("uno")
    told = json.load(sys.stdin)
    context, office = desktop(uno, told["pipe"])
    json.dump([_done(uno, context, office, job) for job in told["jobs"]], sys.stdout)


if __name__ == "__main__":
    _main()
