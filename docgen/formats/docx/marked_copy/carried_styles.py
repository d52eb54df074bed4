"""The styles and lists of the old file in the new one: those of the same name are used, and others are brought along (ECMA-376 Part 1, 17.7 and 17.9)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

from docgen.formats.docx.marked_copy import word_names as n
from docgen.formats.docx.marked_copy.editable_file import EditableFile, Element
from docgen.formats.docx.ooxml.markup import W

_STYLE, _STYLE_ID, _TYPE, _DEFAULT = (n.w(name) for name in ("style", "styleId", "type", "default"))
_LINKS = ("next", "link", "basedOn", "locked", "semiHidden", "unhideWhenUsed")
_ABSTRACT, _NUM, _ABSTRACT_ID = (n.w(name) for name in ("abstractNum", "num", "abstractNumId"))
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_EMPTY = f'<w:{{0}} xmlns:w="{W}"/>'


class CarriedStyles:
    """The ids that styles of the old file have in the new one."""

    def __init__(self, old: EditableFile, new: EditableFile, numbers: CarriedNumbers) -> None:
        self.old, self.new, self.numbers = old, new, numbers
        self._old = {(style.get(_TYPE, ""), style.get(_STYLE_ID, "")): style for style in _styles(old)}
        self._new = {(style.get(_TYPE, ""), _name(style)): style.get(_STYLE_ID, "") for style in _styles(new)}
        self._taken = {style.get(_STYLE_ID, "") for style in _styles(new)}
        self._ids: dict[tuple[str, str], str] = {}
        self._defaults = {style.get(_TYPE, ""): style.get(_STYLE_ID, "") for style in _styles(old) if style.get(_DEFAULT) in ("1", "true", "on")}

    def id(self, kind: str, id: str) -> str:
        """The id in the new file of a style ("paragraph", "character", "table") of the old one; "" if the old file has no such style."""
        key = (kind, id)
        if key not in self._ids:
            style = self._old.get(key)
            self._ids[key] = "" if style is None else self._new.get((kind, _name(style))) or self._brought(kind, style)
        return self._ids[key]

    def default(self, kind: str) -> str:
        """The id in the old file of its default style of a kind."""
        return self._defaults.get(kind, "")

    def _brought(self, kind: str, style: Element) -> str:
        """The id of a style that the new file did not have."""
        made = deepcopy(style)
        id = base = style.get(_STYLE_ID, "")
        count = 1
        while id in self._taken:
            count += 1
            id = f"{base}{count}"
        self._taken.add(id)
        self._ids[kind, base] = id
        made.set(_STYLE_ID, id)
        made.attrib.pop(_DEFAULT, "")
        above = style.find(n.w("basedOn"))
        for child in [child for child in made if etree.QName(child).localname in _LINKS]:
            made.remove(child)
        if above is not None and (mapped := self.id(kind, above.get(n.VAL, ""))):
            made.insert(1, etree.Element(n.w("basedOn"), {n.VAL: mapped}))
        for properties in made.iter(n.P_PR):
            self.numbers.rename(properties)
        root = self.new.root(_styles_part(self.new))
        root.append(made)
        self.new.change(_styles_part(self.new))
        return id


class CarriedNumbers:
    """The numIds that lists of the old file have in the new one."""

    def __init__(self, old: EditableFile, new: EditableFile) -> None:
        self.old, self.new = old, new
        self._ids: dict[str, str] = {}

    def learn(self, pairs: Iterable[tuple[Element, Element]]) -> None:
        """Read from paragraphs that both files have which list of the one is which of the other."""
        votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for before, after in pairs:
            ids = [_number(p) for p in (before, after)]
            if all(ids):
                votes[ids[0]][ids[1]] += 1
        self._ids |= {id: count.most_common(1)[0][0] for id, count in votes.items()}

    def rename(self, properties: Element) -> None:
        """Give the list of a paragraph of the old file its id in the new one."""
        number = properties.find(f"{n.NUM_PR}/{n.NUM_ID}")
        if number is not None and number.get(n.VAL) != "0":
            id = self.id(number.get(n.VAL, ""))
            if id:
                number.set(n.VAL, id)
            else:
                properties.remove(properties.find(n.NUM_PR))  # type: ignore[arg-type]

    def id(self, id: str) -> str:
        """The numId in the new file of a list of the old one; "" if the old file has no such list."""
        if id not in self._ids:
            self._ids[id] = self._brought(id)
        return self._ids[id]

    def _brought(self, id: str) -> str:
        part = self.old.name_of("numbering")
        old = self.old.root(part) if part else etree.Element(_NUM)
        num = next((node for node in old.iterchildren(_NUM) if node.get(n.NUM_ID) == id), None)
        reference = None if num is None else num.find(_ABSTRACT_ID)
        wanted = "" if reference is None else reference.get(n.VAL, "")
        abstract = next((node for node in old.iterchildren(_ABSTRACT) if node.get(_ABSTRACT_ID) == wanted), None)
        if num is None or abstract is None or abstract.find(n.w("numStyleLink")) is not None:
            return ""
        name = _part(self.new, "numbering", _NUMBERING_TYPE)
        root = self.new.root(name)
        made, made_num = deepcopy(abstract), deepcopy(num)
        free = [
            str(1 + max((int(node.get(key, "0")) for node in root.iterchildren(tag)), default=0)) for tag, key in ((_ABSTRACT, _ABSTRACT_ID), (_NUM, n.NUM_ID))
        ]
        made.set(_ABSTRACT_ID, free[0])
        made_num.set(n.NUM_ID, free[1])
        for link in made_num.iterchildren(_ABSTRACT_ID):
            link.set(n.VAL, free[0])
        _unbind(made)
        # All definitions come before all lists (17.9.16).
        at = next((index for index, node in enumerate(root) if node.tag == _NUM), len(root))
        root.insert(at, made)
        last = max((index for index, node in enumerate(root) if node.tag == _NUM), default=len(root) - 1)
        root.insert(last + 1, made_num)
        self.new.change(name)
        return free[1]


def _number(p: Element) -> str:
    """The numId that a paragraph itself gives, or ""."""
    found = p[0].find(n.NUM_PR) if len(p) and p[0].tag == n.P_PR else None
    number = None if found is None else found.find(n.NUM_ID)
    return "" if number is None else number.get(n.VAL, "")


def _unbind(abstract: Element) -> None:
    """Take the ids out of a definition that tie it to styles and to its first file."""
    for tag in ("pStyle", "styleLink", "nsid", "tmpl", "lvlPicBulletId"):
        for node in list(abstract.iter(n.w(tag))):
            parent = node.getparent()
            if parent is not None:
                parent.remove(node)


def _styles(file: EditableFile) -> Iterator[Element]:
    part = file.name_of("styles")
    return file.root(part).iterchildren(_STYLE) if part else iter(())


def _styles_part(file: EditableFile) -> str:
    return _part(file, "styles", _STYLES_TYPE)


def _part(file: EditableFile, kind: str, content_type: str) -> str:
    """The name of a part of the main part, which is added if the file has none."""
    name = file.name_of(kind)
    if not name:
        folder = file.main.rpartition("/")[0]
        name = file.add(file.free_name(f"{folder}/{kind}.xml".lstrip("/")), _EMPTY.format(kind).encode())
        file.declare(name, content_type)
        file.relate(file.main, kind, name)
    return name


def _name(style: Element) -> str:
    found = style.find(n.NAME)
    return "" if found is None else found.get(n.VAL, "").lower()
