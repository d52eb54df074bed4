#!/usr/bin/env bash
# LibreOffice's text and web page of a Word file with tracked changes have the deleted words as if they were text.
#
# Versions: LibreOffice 7.4.7.2, of Debian 12 (package libreoffice-writer). Python's standard library makes the file.
# Input:    a Word file with "The price is", an inserted "new " and a deleted "old " (ECMA-376 Part 1, 17.13.5.14 and 17.13.5.18).
# Expected: the text as it is now, without "old "; or both with marks, as HTML has ins and del.
# Behaviour: both are there, in the text and in the web page, and nothing says which was deleted.
# Output seen: "text: 'The price is new old fixed.'" and "page: 'The price is new old fixed.' with marks: False".
# So a redline must not be given to anybody who makes a text, a web page or a search index of it with LibreOffice; give them the clean file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 - <<'PYTHON'
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
STAMP = 'w:author="A" w:date="2024-01-01T00:00:00Z"'
run = '<w:r><w:{0} xml:space="preserve">{1}</w:{0}></w:r>'
body = (
    "<w:p>" + run.format("t", "The price is ") + f'<w:ins w:id="1" {STAMP}>' + run.format("t", "new ") + "</w:ins>"
    f'<w:del w:id="2" {STAMP}>' + run.format("delText", "old ") + "</w:del>" + run.format("t", "fixed.") + "</w:p>"
)
with zipfile.ZipFile("tracked.docx", "w") as file:
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
for form in 'txt:Text (encoded):UTF8' html; do
  soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to "$form" tracked.docx >/dev/null 2>&1
done
python3 - <<'PYTHON'
import re
from pathlib import Path

text = Path("tracked.txt").read_text(encoding="utf-8-sig").strip()
page = Path("tracked.html").read_text(encoding="utf-8").partition("<body")[2]
words = " ".join(re.sub(r"<[^>]*>", "", page.partition(">")[2]).split())
marked = bool(re.search(r"<(ins|del|s|strike|u)\b", page))
print(f"text: {text!r}\npage: {words!r} with marks: {marked}")
assert text == words == "The price is new old fixed." and not marked, "LibreOffice behaves otherwise now"
PYTHON
