"""What a part refers to, and of which kind parts are (ECMA-376 Part 2, 6.5 and 6.2.3)."""

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


def relation(id: str, kind: str, target: str, external: bool = False) -> str:
    """One relationship."""
    return element("Relationship", {"Id": id, "Type": kind, "Target": target} | ({"TargetMode": "External"} if external else {}))


def with_relations(xml: str, rows: Iterable[str]) -> str:
    """The relationships of a part, and `rows` of `relation` after them."""
    if "</Relationships>" not in xml:
        xml = EMPTY
    return xml.replace("</Relationships>", "".join(rows) + "</Relationships>")


def without(xml: str, kinds: Iterable[str]) -> str:
    """The relationships but for those of these kinds."""
    dropped = tuple(f'Type="{kind}"' for kind in kinds)
    return re.sub(r"<Relationship\s[^>]*?/>", lambda match: "" if any(d in match[0] for d in dropped) else match[0], xml)


def only(xml: str, kinds: Iterable[str]) -> str:
    """The relationships of these kinds alone."""
    kept = tuple(f'Type="{kind}"' for kind in kinds)
    return re.sub(r"<Relationship\s[^>]*?/>", lambda match: match[0] if any(k in match[0] for k in kept) else "", xml)


def free_id(xml: str) -> int:
    """The least n so that no relationship is called rId<n> or by a higher number."""
    return max([int(n) for n in re.findall(r'Id="rId(\d{1,9})"', xml)], default=0) + 1


def with_types(xml: str, defaults: dict[str, str], overrides: dict[str, str]) -> str:
    """The content types, and those of further extensions and parts that it does not name yet."""
    new = [element("Default", {"Extension": k, "ContentType": v}) for k, v in defaults.items() if f'Extension="{k}"' not in xml]
    late = [element("Override", {"PartName": k, "ContentType": v}) for k, v in overrides.items() if f'PartName="{k}"' not in xml]
    head, close, tail = xml.rpartition("</Types>")
    first = head.find("<Override")
    at = first if first >= 0 else len(head)
    return head[:at] + "".join(new) + head[at:] + "".join(late) + close + tail


def address(url: str) -> str:
    """The address as a relationship's target may hold it, with what RFC 3986 does not allow percent-encoded.

    "" if Word could not read it, for Word takes a file with one such target for broken.
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
