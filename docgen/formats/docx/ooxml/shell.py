"""A house file as a template: docxtpl fills its markers, and leaves gaps for the contents list and the body."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from io import BytesIO
from typing import Any, TypeVar

from jinja2 import StrictUndefined, meta
from jinja2.sandbox import SandboxedEnvironment

from docgen.document.frozen_dataclass import dataclass
from docgen.document.problems import DocgenError, Position, Problem, did_you_mean
from docgen.formats.docx.ooxml import package, relationships
from docgen.formats.docx.ooxml.markup import R, legal

DOCUMENT, DOCUMENT_RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_T = TypeVar("_T")
_GUARD, _OPEN, _CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
"""Unicode noncharacters, which are not for interchange (The Unicode Standard, 23.7)."""
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
_DELIMITER = re.compile(r"(?<={)(?=_[{%])|(?<=[}%])(?=_})")
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_EMPTY_RUN = re.compile(r"<w:r>(?:<w:t(?: [^>]*)?/>|<w:t(?: [^>]*)?></w:t>)</w:r>")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(?:(?!</w:p>).)*</w:p>", re.DOTALL)
_PICTURE = re.compile("<w:(?:drawing|pict)[ >]")
_HOLDERS = {
    "p": (_PARAGRAPH, "paragraph"),
    "tr": (re.compile(r"<w:tr(?: [^>]*)?>(?:(?!</w:tr>).)*</w:tr>", re.DOTALL), "row"),
    "tc": (re.compile(r"<w:tc(?: [^>]*)?>(?:(?!</w:tc>).)*</w:tc>", re.DOTALL), "cell"),
}
"""What each kind of tag replaces."""
_HEADER_FOOTER = re.compile(r"word/(header|footer)\d*\.xml\Z")


@dataclass(frozen=True, slots=True)
class Filled:
    """The document part, split at each place, and the headers and footers by name."""

    pieces: tuple[str, ...]
    parts: Mapping[str, bytes]


def fill(parts: Mapping[str, package.Part], facts: Mapping[str, Any], places: tuple[str, ...], file: str) -> Filled:
    """The shell filled with `facts`, with a gap for each name in `places`, in order; each stands alone in its paragraph.

    Raises DocgenError, placed in `file`, for unknown names, wrong Jinja or missing places.
    """
    marks = {name: f"{_OPEN}{name}{_CLOSE}" for name in places}
    rendered = _rendered(parts, {**facts, **marks}, file)
    document = _EMPTY_RUN.sub("", rendered.pop(DOCUMENT).decode())
    pieces: list[str] = []
    problems: list[Problem] = []
    for name, mark in marks.items():
        found = next((match for match in _PARAGRAPH.finditer(document) if mark in match[0]), None)
        if not found or document.count(_OPEN + name) + found[0].count(_OPEN) != 2 or "<w:sectPr" in found[0]:
            seen = f"The marker {{{{ {name} }}}} is missing, repeated, not alone in its paragraph, or at the end of a section."
            problems.append(_problem(file, "bad-marker", seen, f"one paragraph of the text with {{{{ {name} }}}} and nothing else"))
            continue
        pieces.append(document[: found.start()])
        document = document[found.end() :]
    if problems:
        raise DocgenError(problems)
    return Filled((*pieces, document), {name: _EMPTY_RUN.sub("", data.decode()).encode() for name, data in rendered.items()})


def texts(values: Mapping[str, str], facts: Mapping[str, Any], file: str) -> dict[str, str]:
    """Render the Jinja in each of `values`, as plain text. Raises DocgenError as `fill` does."""
    environment = SandboxedEnvironment(undefined=StrictUndefined)
    return _guarded(lambda: {name: environment.from_string(text).render(facts) for name, text in values.items()}, file)


def _faulty_tags(parts: Mapping[str, package.Part], file: str) -> Iterator[Problem]:
    """A Problem for each tag that is not closed or not alone in its paragraph, row or cell: docxtpl would silently drop what stands beside it."""
    for name, part in parts.items():
        if name == DOCUMENT or _HEADER_FOOTER.match(name):
            xml = package.unpack(part).decode()
            for match in _PARAGRAPH.finditer(xml):
                text = "".join(_TEXT.findall(match[0]))
                if _BRACES.search(_TAG.sub("", text)):
                    yield _problem(file, "bad-template", f"A tag is not closed in “{unescape(text)}”.", "{{ name }} or {% word %}")
            for kind, (pattern, noun) in _HOLDERS.items():
                yield from _beside_tags(xml, kind, pattern, noun, file)


def _beside_tags(xml: str, kind: str, pattern: re.Pattern[str], noun: str, file: str) -> Iterator[Problem]:
    tag = re.compile(rf"\{{[{{%]{kind}\s.*?[}}%]\}}")
    for match in pattern.finditer(xml):
        text = "".join(_TEXT.findall(match[0]))
        found = tag.search(text)
        beside = (text[: found.start()] + text[found.end() :]).strip() if found else ""
        if found and (beside or _PICTURE.search(match[0])):
            seen = f"“{unescape(found[0])}” shares its {noun} with {f'“{unescape(beside)}”' if beside else 'a picture'}, which would be lost."
            yield _problem(file, "bad-template", seen, f"the tag alone in its {noun}", f"Put it into a {noun} of its own.")


def _rendered(parts: Mapping[str, package.Part], facts: Mapping[str, Any], file: str) -> dict[str, bytes]:
    if problems := _guarded(lambda: list(_faulty_tags(parts, file)), file):
        raise DocgenError(problems)
    return _guarded(lambda: _filled(parts, facts, file), file)


def _filled(parts: Mapping[str, package.Part], facts: Mapping[str, Any], file: str) -> dict[str, bytes]:
    """Do what DocxTemplate.render does, except for properties and footnotes; each part is read once, and no package is written."""
    template = importlib.import_module("docxtpl").DocxTemplate(BytesIO(_core_of(parts)))
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True, finalize=_verbatim)
    template.render_init()
    headers = [header for uri in (template.HEADER_URI, template.FOOTER_URI) for header in template.get_headers_footers(uri)]
    main, *others = [template.patch_xml(xml) for xml in (template.get_xml(), *(template.get_part_xml(part) for _, part in headers))]
    if unknown := meta.find_undeclared_variables(environment.parse("".join([main, *others]))) - facts.keys():
        expected, seen = "one of " + ", ".join(sorted(facts)), "The Word file uses the name “{}”."
        raise DocgenError([_problem(file, "unknown-name", seen.format(name), expected, did_you_mean(name, facts)) for name in sorted(unknown)])
    body = template.fix_tables(template.render_xml_part(main, template.docx.part, facts, environment))
    template.fix_docpr_ids(body)
    template.map_tree(body)
    for (id, part), xml in zip(headers, others, strict=True):
        template.map_headers_footers_xml(id, template.render_xml_part(xml, part, facts, environment).encode())
    filled = [template.docx.part, *(template.docx.part.rels[id].target_part for id, _ in headers)]
    return {part.partname.lstrip("/"): part.blob.replace(_GUARD.encode(), b"") for part in filled}


def _core_of(parts: Mapping[str, package.Part]) -> bytes:
    """A package of only the parts that hold markers: docxtpl would escape core properties twice, and fails on those over 255 characters."""
    kept = {name for name in parts if name == DOCUMENT or _HEADER_FOOTER.match(name)} | {package.CONTENT_TYPES}
    root = relationships.with_relations(relationships.EMPTY, [relationships.relation("rId1", f"{R}/officeDocument", DOCUMENT)])
    links = relationships.only(package.unpack(parts[DOCUMENT_RELATIONS]).decode(), [f"{R}/header", f"{R}/footer"])
    relations = [package.pack(package.ROOT_RELATIONS, root), package.pack(DOCUMENT_RELATIONS, links)]
    return package.write([*(part for name, part in parts.items() if name in kept), *relations])


def _verbatim(value: Any) -> Any:
    """The value, protected from docxtpl, which would turn {_{ and similar sequences into braces."""
    return _DELIMITER.sub(_GUARD, _NONCHARACTERS.sub("\ufffd", legal(value))) if isinstance(value, str) and _OPEN not in value else value


def _guarded(action: Callable[[], _T], file: str) -> _T:
    try:
        return action()
    except DocgenError:
        raise
    except Exception as error:  # a house file can make docxtpl, python-docx, lxml and Jinja fail in any way
        seen = f"The Word file cannot be filled in: {error}."
        raise DocgenError([_problem(file, "bad-template", seen, "Jinja in double braces, each tag closed")]) from error


def _problem(file: str, code: str, seen: str, expected: str, advice: str = "") -> Problem:
    return Problem(Position(file), code, seen, expected, advice)
