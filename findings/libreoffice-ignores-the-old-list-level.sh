#!/usr/bin/env bash
# LibreOffice's reject of tracked changes puts a list paragraph on the first level, whatever its old level was.
#
# Versions: LibreOffice 7.4.7.2 and its Python bridge, of Debian 12 (packages libreoffice-writer and python3-uno); python-docx 1.1.2 makes the file.
# Input:    a Word file with two numbered lists of three levels. In each paragraph but the first and the last, w:pPrChange (ECMA-376 Part 1, 17.13.5.29)
#           holds the old w:numPr: another level (w:ilvl), another list (w:numId), both, or a list where there is none now.
# Expected: rejecting all changes gives each paragraph its old list and its old level.
# Behaviour: each gets its old list back, but stands on its first level: the old w:ilvl is not read.
# Output seen: "rejected: was on level 2, is on 1: level 1, 2." where "level 2, 1.1." is right, and so for each paragraph that was on level 2 or 3.
# So a test of reject by LibreOffice proves the words and the lists, and nothing about levels and the numbers that follow from them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.1.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{"".join(f"%{n}." for n in range(1, level + 2))}"/>'
    f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{720 * (level + 1)}" w:hanging="720"/></w:pPr></w:lvl>'
    for level in range(3)
)
document = docx.Document()
numbering = document.part.numbering_part.element
for child in list(numbering):
    numbering.remove(child)
for id in (1, 2):
    numbering.append(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>{LEVELS}</w:abstractNum>'))
for id in (1, 2):
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>'))


def number(place):
    return '<w:numPr><w:ilvl w:val="{1}"/><w:numId w:val="{0}"/></w:numPr>'.format(*place) if place else ""


CASES = [
    ("was on level 2, is on 1", (1, 0), (1, 1)),
    ("was on level 3, is on 2", (1, 1), (1, 2)),
    ("was on level 1, is on 2", (1, 1), (1, 0)),
    ("was on level 2 of another list", (2, 0), (1, 1)),
    ("was on level 2, is in no list", None, (1, 1)),
]
for id, (text, now, was) in enumerate([("before", (1, 0), ()), *CASES, ("after", (1, 0), ())], 1):
    paragraph = document.add_paragraph(text)._p
    change = f'<w:pPrChange w:id="{id}" w:author="A" w:date="2024-01-01T00:00:00Z"><w:pPr>{number(was)}</w:pPr></w:pPrChange>' if was else ""
    paragraph.insert(0, parse_xml(f"<w:pPr {nsdecls('w')}>{number(now)}{change}</w:pPr>"))
document.save("tracked.docx")
PYTHON
soffice --version
soffice "-env:UserInstallation=file://$folder/profile" --headless --norestore --nologo "--accept=pipe,name=${folder##*/};urp;" >/dev/null 2>&1 &
/usr/bin/python3 - "$folder" <<'PYTHON'
import sys
import time

import uno

folder = sys.argv[1]
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
for attempt in range(200):
    try:
        context = resolver.resolve(f"uno:pipe,name={folder.rsplit('/', 1)[1]};urp;StarOffice.ComponentContext")
        break
    except Exception:  # not up yet: UNO's own exception has no class here
        time.sleep(0.3)
else:
    sys.exit("LibreOffice does not answer")
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
hidden = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
hidden.Name, hidden.Value = "Hidden", True
text = desktop.loadComponentFromURL(f"file://{folder}/tracked.docx", "_blank", 0, (hidden,))


def levels(name):
    """The list of each paragraph that is in one, its level from 1, and its number."""
    found, listed = {}, text.Text.createEnumeration()
    while listed.hasMoreElements():
        paragraph = listed.nextElement()
        if paragraph.NumberingStyleName:
            found[paragraph.String] = (paragraph.NumberingStyleName, paragraph.NumberingLevel + 1)
            print(f"{name}: {paragraph.String}: level {paragraph.NumberingLevel + 1}, {paragraph.ListLabelString}")
    return found


now = levels("as it is")
dispatcher = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
dispatcher.executeDispatch(text.CurrentController.Frame, ".uno:RejectAllTrackedChanges", "", 0, ())
old = levels("rejected")
text.close(True)
try:
    desktop.terminate()
except Exception:  # the bridge is gone
    pass
assert now["was on level 3, is on 2"][1] == 2, "LibreOffice does not read the levels as they are now"
assert len(old) == 7 and {place for place, _ in old.values()} == {now["before"][0]}, "LibreOffice no longer gives the old list back"
assert {level for _, level in old.values()} == {1}, "LibreOffice reads the old level now"
PYTHON
wait
