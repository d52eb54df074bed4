#!/usr/bin/env bash
# Pandoc loses the words of a paragraph that holds a text box, or those of the box.
#
# Versions: pypandoc_binary 1.17, which carries pandoc 3.9.
# Input:    two Word files, each with a paragraph "Holder" that has a text box "Boxed" in it: one as Word has written it since 2010 (mc:AlternateContent, ECMA-376
#           Part 3, 10.2, with wps:txbx of [MS-ODRAWXML] and the older form as fallback), one as before (v:textbox in a w:pict, ECMA-376 Part 4, 19.1.2.22).
# Expected: the words of the paragraph and those of the box, in both.
# Behaviour: of the newer form only the words of the box are read, of the older only those of the paragraph. No warning is given.
# Output seen: "newer: 'Before\n\nBoxed\n\nAfter'" and "older: 'Before\n\nHolder\n\nAfter'".
# So a test by pandoc proves nothing about paragraphs with text boxes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pypandoc_binary==1.17
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import subprocess
import zipfile

import pypandoc

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

SPACES = (
    f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="{SHAPE}" xmlns:wp="{DRAWN}/wordprocessingDrawing" '
    f'xmlns:a="{DRAWN}/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def paragraph(inner):
    return f"<w:p>{inner}</w:p>"


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


inside = f"<w:txbxContent>{paragraph(run('Boxed'))}</w:txbxContent>"
box = {
    "newer": f'<w:drawing><wp:inline><wp:extent cx="2000000" cy="500000"/><wp:docPr id="1" name="Box"/>'
    f'<a:graphic><a:graphicData uri="{SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
    f'<a:ext cx="2000000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing>",
    "older": '<w:pict><v:rect style="width:150pt;height:40pt">'
    f"<v:textbox>{inside}</v:textbox></v:rect></w:pict>",
}
both = '<mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice>{}</mc:AlternateContent>'
box["newer"] = both.format(box["newer"], f"<mc:Fallback>{box['older']}</mc:Fallback>")
pandoc = pypandoc.get_pandoc_path()
print(subprocess.run([pandoc, "--version"], capture_output=True, text=True, check=True).stdout.splitlines()[0])
found = {}
for name, shape in box.items():
    body = paragraph(run("Before")) + paragraph(run("Holder") + f"<w:r>{shape}</w:r>") + paragraph(run("After"))
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
        file.writestr("word/document.xml", f'{DECLARATION}<w:document xmlns:w="{W}" {SPACES}><w:body>{body}</w:body></w:document>')
    run_of = subprocess.run([pandoc, "-t", "plain", f"{name}.docx"], capture_output=True, text=True, check=True)
    found[name] = run_of.stdout.strip()
    print(f"{name}: {found[name]!r} {run_of.stderr.strip()}")
assert "Boxed" in found["newer"] and "Holder" not in found["newer"], "pandoc behaves otherwise now"
assert "Holder" in found["older"] and "Boxed" not in found["older"], "pandoc behaves otherwise now"
PYTHON
