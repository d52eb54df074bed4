"""The relationships of parts and their content types (ECMA-376 Part 2, 6.5 and 6.2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from docgen.formats.docx.ooxml.markup import DECLARATION, R, element

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
HYPERLINK, IMAGE, FOOTNOTES, COMMENTS = (f"{R}/{kind}" for kind in ("hyperlink", "image", "footnotes", "comments"))
CUSTOM_XML, CUSTOM_XML_PROPERTIES = f"{R}/customXml", f"{R}/customXmlProps"
EXTENDED, CUSTOM = f"{R}/extended-properties", f"{R}/custom-properties"

EMPTY = f'{DECLARATION}<Relationships xmlns="{NAMESPACE}"></Relationships>'
_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*\Z")
_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_RELATION = re.compile(r"<Relationship\s[^>]*?/>")


def relation(id: str, kind: str, target: str, external: bool = False) -> str:
    """One relationship."""
    return element("Relationship", {"Id": id, "Type": kind, "Target": target} | ({"TargetMode": "External"} if external else {}))


def with_relations(xml: str, rows: Iterable[str]) -> str:
    """The relationships part with `rows`, made by `relation`, added at the end."""
    if "</Relationships>" not in xml:
        xml = EMPTY
    return xml.replace("</Relationships>", "".join(rows) + "</Relationships>")


def without(xml: str, kinds: Iterable[str]) -> str:
    """The relationships part without those of these kinds."""
    dropped = tuple(f'Type="{kind}"' for kind in kinds)
    return _RELATION.sub(lambda match: "" if any(d in match[0] for d in dropped) else match[0], xml)


def only(xml: str, kinds: Iterable[str]) -> str:
    """The relationships part with only those of these kinds."""
    kept = tuple(f'Type="{kind}"' for kind in kinds)
    return _RELATION.sub(lambda match: match[0] if any(k in match[0] for k in kept) else "", xml)


def free_id(xml: str) -> int:
    """The lowest n such that no relationship has the id rId<n> or a higher one."""
    return max([int(n) for n in re.findall(r'Id="rId(\d{1,9})"', xml)], default=0) + 1


def with_types(xml: str, defaults: dict[str, str], overrides: dict[str, str]) -> str:
    """The content types part with entries added for the extensions in `defaults` and the parts in `overrides` that have none."""
    first = [element("Default", {"Extension": k, "ContentType": v}) for k, v in defaults.items() if f'Extension="{k}"' not in xml]
    last = [element("Override", {"PartName": k, "ContentType": v}) for k, v in overrides.items() if f'PartName="{k}"' not in xml]
    head, close, tail = xml.rpartition("</Types>")
    at = head.find("<Override") if "<Override" in head else len(head)
    return head[:at] + "".join(first) + head[at:] + "".join(last) + close + tail


def address(url: str) -> str:
    """The address as the target of a relationship: characters that RFC 3986 does not allow are percent-encoded.

    Returns "" for an address that Word cannot read: it treats a file with one such target as corrupt.
    """
    quoted = quote(_PERCENT.sub("%25", url), safe="%:/?#@!$&'()*+,;=-._~")
    try:
        parts = urlsplit(quoted)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme in ("http", "https", "ftp"):
        return quoted if _HOST.match(host) and ".." not in host else ""
    return quoted if parts.scheme in ("mailto", "tel") and parts.path else ""
