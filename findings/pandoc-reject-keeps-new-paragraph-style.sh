#!/usr/bin/env bash
# Pandoc's reject of tracked changes keeps the new style of a paragraph.
#
# Versions: pypandoc_binary 1.15, which carries pandoc 3.6.1.
# Input:    a Word file with a Heading 1 whose w:pPrChange (ECMA-376 Part 1, 17.13.5.29) says that it was body text, and with an inserted word.
# Expected: --track-changes=reject gives what the file was before its tracked changes: a paragraph, without the inserted word.
# Behaviour: the inserted word is left out, but the paragraph stays a heading: old paragraph properties are not read.
# Output seen: "# Money and costs"
# So a test of reject by pandoc proves the words, and nothing about styles, levels or lists.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.15
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import subprocess
import zipfile

import pypandoc

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
stamp = 'w:author="A" w:date="2024-01-01T00:00:00Z"'
body = (
    f'<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:pPrChange w:id="1" {stamp}><w:pPr/></w:pPrChange></w:pPr>'
    f'<w:r><w:t xml:space="preserve">Money and costs</w:t></w:r><w:ins w:id="2" {stamp}><w:r><w:t xml:space="preserve"> shared</w:t></w:r></w:ins></w:p>'
)
parts = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{TYPES}.styles+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Target="styles.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/></Relationships>',
    "word/styles.xml": f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>',
    "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
}
with zipfile.ZipFile("tracked.docx", "w") as file:
    for name, text in parts.items():
        file.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
pandoc = pypandoc.get_pandoc_path()
print(subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0])
run = subprocess.run([pandoc, "--track-changes=reject", "-t", "markdown-header_attributes-auto_identifiers", "tracked.docx"], capture_output=True, text=True, check=True)
print(f"reject gives: {run.stdout.strip()!r}")
assert run.stdout.strip().startswith("# Money and costs") and "shared" not in run.stdout, "pandoc behaves otherwise now"
PYTHON
