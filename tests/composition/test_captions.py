"""A caption belongs to the table after it, whether that is written out or given by a field."""

from __future__ import annotations

from pathlib import Path

from docgen.composition.compose import compose
from docgen.document.tree import FieldBlock, Paragraph, Table, plain
from docgen.library.clauses import Library
from docgen.partnership.partnership_files import load

CLAUSE = """---
title: Contributions
status: approved
summary: A table of contributions.
use: In a test of captions.
law: {}
parameters:
  rows: {type: table, help: What each party gives, example: [{who: a council}], columns: {who: Party}}
---
Table: Contributions {#shares}

{{ rows }}

See [](#shares).
"""
REVISION = "title: T\nstatus: draft\npartnership: {name: P}\nsections:\n  funding: {clause: funding/shares@1, with: {rows: [{who: the council}]}}\n"


def test_a_field_that_gives_a_table_takes_the_caption_before_it(tmp_path: Path) -> None:
    for name, text in (("clauses/funding/shares/v1.md", CLAUSE), ("partnerships/p/1.yaml", REVISION)):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    field, after = compose(load(tmp_path, "p/1"), Library(tmp_path)).sections[0].blocks
    assert isinstance(field, FieldBlock) and isinstance(after, Paragraph)
    (table,) = field.blocks
    assert isinstance(table, Table)
    assert (plain(table.caption), table.id, table.number) == ("Contributions", "shares", "Table 1")
    assert plain(after.inlines) == "See Table 1."
