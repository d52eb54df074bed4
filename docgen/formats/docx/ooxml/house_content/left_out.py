"""What is left out of every file that docgen writes: who worked on the house file, what Word remembers of it, and what would change how the text is edited."""

from __future__ import annotations

from lxml import etree

from docgen.formats.docx.ooxml.markup import W

KINDS = frozenset(
    [
        *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people", "documenttasks"),
        *("customXml", "glossaryDocument", "stylesWithEffects", "webSettings", "printerSettings", "keyMapCustomizations", "attachedToolbars"),
        *("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "recipientData", "mailMergeRecipientData"),
    ]
)
"""The kinds of relationship whose parts are left out."""
_W = f"{{{W}}}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SETTINGS = frozenset(
    [
        *(f"{_W}{name}" for name in ("attachedTemplate", "linkStyles", "mailMerge", "docVars", "attachedSchema", "saveThroughXslt", "documentType")),
        *(f"{_W}{name}" for name in ("documentProtection", "writeProtection", "trackRevisions", "revisionView", "formsDesign", "updateFields")),
        *(f"{_W}{name}" for name in ("rsids", "proofState", "removePersonalInformation", "removeDateAndTime", "readModeInkLockDown")),
        *(f"{_W14}docId", f"{_W15}docId"),
        "{http://schemas.openxmlformats.org/schemaLibrary/2006/main}schemaLibrary",
    ]
)
_MARKS = frozenset(
    f"{_W}{name}"
    for name in (
        *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef", "proofErr", "permStart", "permEnd"),
        *("lastRenderedPageBreak", "printerSettings", "rsid"),
    )
)
_AROUND = {f"{_W}sdt": f"{_W}sdtContent", f"{_W}smartTag": "", f"{_W}customXml": ""}
"""Elements around text, with the child that holds the text if it is not the element itself."""
_PROPERTIES = (f"{_W}smartTagPr", f"{_W}customXmlPr")
_PARAGRAPH_IDS = (f"{_W14}paraId", f"{_W14}textId")
_LAST_PLACE = "_GoBack"


def trim(root: etree._Element) -> bool:
    """Take out of a part what no document should have. Returns whether anything was there."""
    gone = [node for node in root.iter() if node.tag in _MARKS or (node.tag in _SETTINGS and node.getparent() is root)]
    ids = {mark.get(f"{_W}id") for mark in root.iter(f"{_W}bookmarkStart") if mark.get(f"{_W}name") == _LAST_PLACE}
    gone += [mark for mark in root.iter(f"{_W}bookmarkStart", f"{_W}bookmarkEnd") if mark.get(f"{_W}id") in ids]
    for node in gone:
        _remove(node)
    around = [node for node in root.iter(*_AROUND) if node.getparent() is not None]
    for node in around:
        _unwrap(node, _AROUND[str(node.tag)])
    return any([_without_ids(root), gone, around])


def _without_ids(root: etree._Element) -> bool:
    """Remove the ids of editing sessions and of paragraphs, which a repeated paragraph would have twice."""
    found = False
    for node in root.iter(etree.Element):
        for name in [name for name in node.attrib if name in _PARAGRAPH_IDS or str(name).startswith(f"{_W}rsid")]:
            del node.attrib[name]
            found = True
    return found


def _unwrap(node: etree._Element, inner: str) -> None:
    """Put the content of a content control, or of another element around text, in its place."""
    holder = node.find(inner) if inner else node
    for child in list(holder) if holder is not None else []:
        if child.tag not in _PROPERTIES:
            node.addprevious(child)
    _remove(node)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    parent.remove(node)
    if parent.tag == f"{_W}r" and all(child.tag == f"{_W}rPr" for child in parent):
        # A run that held only the mark.
        _remove(parent)
