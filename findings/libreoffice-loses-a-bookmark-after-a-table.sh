#!/usr/bin/env bash
# LibreOffice loses a bookmark over several paragraphs if a table stands before it.
#
# Versions: LibreOffice 7.4.7.2, of Debian 12 (package libreoffice-writer). Python's standard library makes the file.
# Input:    a Word file with a table, and after it two paragraphs inside a bookmark (ECMA-376 Part 1, 17.13.6); and the same without the table.
# Expected: opened and saved with nothing edited, the file has the bookmark still.
# Behaviour: without the table the bookmark is there (as two of one name); after a table it is gone. One round a single paragraph survives both.
# Output seen: "after a table: one" and "after a paragraph: many, many, one".
# So a program that finds a section again by the bookmark round it needs another mark, such as the bookmark in its heading.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 - <<'PYTHON'
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


table = (
    '<w:tbl><w:tblPr><w:tblW w:w="3000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/></w:tblGrid>'
    f'<w:tr><w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{paragraph("cell")}</w:tc></w:tr></w:tbl>'
)
for name, before in (("table", table), ("paragraph", paragraph("plain"))):
    body = paragraph("First") + before + '<w:bookmarkStart w:id="1" w:name="many"/>' + paragraph("Second") + paragraph("Third") + '<w:bookmarkEnd w:id="1"/>'
    body += before + '<w:bookmarkStart w:id="2" w:name="one"/>' + paragraph("Fourth") + '<w:bookmarkEnd w:id="2"/>' + paragraph("Last")
    with zipfile.ZipFile(f"{name}.docx", "w") as file:
        file.writestr(
            "[Content_Types].xml",
            f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="word/document.xml" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
        )
        file.writestr("word/document.xml", f'{DECLARATION}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
PYTHON
soffice --version
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to 'docx:MS Word 2007 XML' --outdir saved table.docx paragraph.docx >/dev/null 2>&1
python3 - <<'PYTHON'
import re
import zipfile

found = {}
for name in ("table", "paragraph"):
    with zipfile.ZipFile(f"saved/{name}.docx") as file:
        found[name] = sorted(re.findall(r'<w:bookmarkStart [^>]*?w:name="(\w+)"', file.read("word/document.xml").decode()))
    print(f"after a {name}: {', '.join(found[name])}")
assert found["table"] == ["one"], "LibreOffice behaves otherwise now"
assert set(found["paragraph"]) == {"many", "one"}, "LibreOffice behaves otherwise now"
PYTHON
