#!/usr/bin/env bash
# Pandoc counts a list anew where its items have two w:numId of one w:abstractNum, and its Word file then shows 1., 1., 2.
#
# Versions: pypandoc_binary 1.15, which carries pandoc 3.6.1.
# Input:    a Word file with three items of one abstract list; the first has w:numId 1 and the others w:numId 2, as LibreOffice saves some lists.
#           Neither w:num overrides where counting begins.
# Expected: 1., 2., 3. An instance without w:lvlOverride goes on with the count of its abstract list (ECMA-376 Part 1, 17.9.15 and 17.9.8), as Word does.
# Behaviour: each w:numId is a list of its own that begins at 1. Back in Word each has w:startOverride 1, so that the numbers of a contract change for good.
# Output seen: '1.  First\n\n1.  Second\n\n2.  Third' and ['1', '1']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.15
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import re
import subprocess
import zipfile

import pypandoc

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def item(words: str, number: int) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'


level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in (1, 2))
parts = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{TYPES}.numbering+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Target="word/document.xml" Type="{KINDS}/officeDocument"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Target="numbering.xml" Type="{KINDS}/numbering"/></Relationships>',
    "word/numbering.xml": f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>{numbers}</w:numbering>',
    "word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{item("First", 1)}{item("Second", 2)}{item("Third", 2)}</w:body></w:document>',
}
with zipfile.ZipFile("list.docx", "w") as file:
    for name, text in parts.items():
        file.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
pandoc = pypandoc.get_pandoc_path()
print(subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0])
shown = subprocess.run([pandoc, "-t", "plain", "list.docx"], capture_output=True, text=True, check=True).stdout
print(f"as text: {shown.strip()!r}")
subprocess.run([pandoc, "list.docx", "-o", "again.docx"], check=True)
with zipfile.ZipFile("again.docx") as file:
    document, numbering = (file.read(f"word/{name}.xml").decode() for name in ("document", "numbering"))
used = list(dict.fromkeys(re.findall(r'<w:numId w:val="(\d+)"', document)))
starts = [re.search(rf'<w:num w:numId="{number}">.*?<w:startOverride w:val="(\d+)"', numbering, re.DOTALL)[1] for number in used]
print(f"where each of its {len(used)} lists begins in Word: {starts}")
assert re.findall(r"^\s*(\d+)\.", shown, re.MULTILINE) == ["1", "1", "2"] and starts == ["1", "1"], "pandoc behaves otherwise now"
PYTHON
