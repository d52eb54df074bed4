"""The parts for a file's properties: core (ECMA-376 Part 2, 8), extended and custom (Part 1, 22.2 and 22.3), and custom XML (Part 1, 15.2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from uuid import NAMESPACE_URL, uuid5

from docgen.formats.docx.ooxml.markup import DECLARATION, attribute, content, element

_CORE = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_OF_EDITING = ("dcterms:created", "dcterms:modified", "cp:lastModifiedBy", "cp:lastPrinted", "cp:revision", "cp:version")
_TEXT = re.compile(r"<(\w+:\w+)\b[^>]*?>([^<>]*)</\1>")


def core_texts(xml: str) -> dict[str, str]:
    """The properties in a core part by qualified name, without its dates, its editors and an author who is not a field in braces."""
    found = {name: unescape(text) for name, text in _TEXT.findall(xml)}
    return {name: text for name, text in found.items() if name not in _OF_EDITING and not (name == "dc:creator" and "{{" not in text)}


def core(texts: Mapping[str, str], timestamp: str) -> str:
    """A core part with these properties, created and modified at `timestamp` (ISO 8601 in UTC; none if empty)."""
    when = "".join(f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{content(timestamp)}</dcterms:{name}>' for name in ("created", "modified")) if timestamp else ""
    inner = "".join(f"<{name}>{content(text)}</{name}>" for name, text in texts.items() if text)
    return f"{DECLARATION}{element('cp:coreProperties', {f'xmlns:{prefix}': uri for prefix, uri in _CORE.items()}, inner + when)}"


def extended(application: str) -> str:
    """An extended part that names the application that wrote the file."""
    uri = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{DECLARATION}<Properties xmlns="{uri}"><Application>{content(application)}</Application></Properties>'


def custom(values: Mapping[str, str]) -> str:
    """A custom part; property ids start at 2 (Part 1, 22.3.2.2)."""
    rows = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{attribute(name)}"><vt:lpwstr>{content(value)}</vt:lpwstr></property>'
        for pid, (name, value) in enumerate(values.items(), 2)
    )
    uri = "http://schemas.openxmlformats.org/officeDocument/2006"
    return f'{DECLARATION}<Properties xmlns="{uri}/custom-properties" xmlns:vt="{uri}/docPropsVTypes">{rows}</Properties>'


def data(namespace: str, name: str, attributes: Mapping[str, str], rows: Iterable[str]) -> str:
    """A custom XML part: an element `name` in a namespace, around `rows` made by `row`."""
    return DECLARATION + element(name, {"xmlns": namespace, **attributes}, "".join(rows))


def row(name: str, values: Mapping[str, str]) -> str:
    """An element of a custom XML part, with an attribute for each non-empty value."""
    return element(name, {key: value for key, value in values.items() if value})


def data_properties(namespace: str) -> str:
    """The properties of a custom XML part: an id derived from its namespace, and its schema."""
    id = str(uuid5(NAMESPACE_URL, namespace)).upper()
    return (
        f'{DECLARATION}<ds:datastoreItem ds:itemID="{{{id}}}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{attribute(namespace)}"/></ds:schemaRefs></ds:datastoreItem>'
    )
