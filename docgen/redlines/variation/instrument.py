"""The instrument of variation as a Document: what is varied and by whom, the amendments, when they take effect, what stays, and where the parties sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from docgen.comparison.sequence_alignment import Element, aligned, likeness
from docgen.composition.numbering import numbered
from docgen.document.articles import with_article
from docgen.document.message_words import capital
from docgen.document.problems import DocgenError, Position
from docgen.document.tree import Cell, Document, Figure, Inline, Item, List, Paragraph, Quote, Row, Section, Signatory, Signatures, Table, Term, Text, walk
from docgen.redlines.variation.amendment_words import Group, Told, in_words
from docgen.redlines.variation.amendments import Amendment, Insert, Move, Numbers
from docgen.redlines.variation.paper import on_paper
from docgen.redlines.variation.plan_amendments import proved_amendments
from docgen.redlines.variation.quoted_blocks import quoted_blocks

_ONE_PARTY = 0.6
"""Two names that share at least so many of their words are names of one party."""
_KINDS = ("memorandum", "agreement", "protocol", "compact", "concordat", "charter")


def instrument(was: Document, now: Document, effective: str = "") -> Document:
    """The instrument that makes `now` of `was`, in the house style of `now`. `effective` is a date in words; without it the last signature decides.

    Raises DocgenError unless the amendments that it prints, applied to the old document, make the new one.
    """
    try:
        amendments = proved_amendments(was, now)
    except DocgenError as error:
        raise DocgenError(replace(problem, position=Position(now.id)) for problem in error.problems) from None
    groups = in_words(amendments, on_paper(was).titles)
    noun = next((kind for kind in _KINDS if kind in was.front.title.casefold()), "document")
    parties = _parties(was, now)
    title = f"Variation of {was.front.title}"
    front = replace(
        now.front,
        title=title,
        subtitle=was.front.subtitle,
        short_title=f"Variation of {was.front.short_title}",
        parties=tuple(name for name, _ in parties),
        control=(),
    )
    sections = (
        _section("background", "Background", _background(was, now, parties, noun)),
        _section("effect", "When the variation takes effect", _effect(noun, effective)),
        _section("amendments", "Amendments", _amendments(groups, noun, now.scheme, amendments)),
        _section("unchanged", "What stays as it is", _unchanged(noun)),
        _section("signatures", "Signatures", _signatures(now, parties)),
    )
    return Document(f"{now.id}-variation", now.language, "paragraphs", now.style, front, tuple(map(_with_quoted_figures, numbered(sections, "paragraphs")[0])))


def _with_quoted_figures(node: Any) -> Any:
    """The node without numbers on its figures: a quoted figure has its number in its caption, and is no figure of the instrument."""
    if type(node) is Figure:
        return replace(node, number="")
    below = {name: tuple(map(_with_quoted_figures, children)) for name in ("blocks", "items", "sections") if (children := getattr(node, name, ()))}
    return replace(node, **below) if below else node


def _section(id: str, title: str, blocks: Iterator[Any]) -> Section:
    return Section(id, (Text(title),), tuple(blocks))


def _p(*inlines: str | Inline) -> Paragraph:
    return Paragraph(tuple(Text(inline) if isinstance(inline, str) else inline for inline in inlines))


def _parties(was: Document, now: Document) -> tuple[tuple[str, str], ...]:
    """The parties by their names, those of the old document first, and what the document says of each whose name or part in it changes."""
    renamed = _renamed(was, now)
    out = []
    for name in was.front.parties:
        new = renamed.get(name, name)
        if new != name:
            out.append((new, f"named in it as {name}"))
        else:
            out.append((name, "" if name in now.front.parties else "which ceases to be a party"))
    known = {name for name, _ in out}
    return (*out, *((name, "which becomes a party") for name in now.front.parties if name not in known))


def _renamed(was: Document, now: Document) -> dict[str, str]:
    """The new name of each party of both documents whose name changed: as the text of both names it, or in most words of it."""
    names = [{node.key: node.name for node in walk(document) if type(node) is Term and node.key.startswith("parties.")} for document in (was, now)]
    both = {names[0][key]: names[1][key] for key in names[0] if key in names[1] and names[0][key] != names[1][key]}
    lost, added = ([name for name in one.front.parties if name not in other.front.parties] for one, other in ((was, now), (now, was)))
    out = {old: new for old, new in both.items() if old in lost and new in added}
    ids: dict[str, int] = {}
    sides = [[Element(name, [ids.setdefault(word, len(ids)) for word in name.casefold().split()]) for name in names] for names in (lost, added)]
    alike = aligned(sides[0], sides[1], lambda i, j: likeness(sides[0][i].words, sides[1][j].words, _ONE_PARTY))
    return {lost[i]: added[j] for i, j in alike if added[j] not in out.values()} | out


def _background(was: Document, now: Document, parties: Sequence[tuple[str, str]], noun: str) -> Iterator[Any]:
    front = was.front
    name = f"{front.title}, {front.subtitle}" if front.subtitle else front.title
    dated = f"dated {front.date}" if front.date else "which bears no date"
    yield _p(f"This instrument varies the document called “{name}”, {dated} (“the {noun}”).")
    yield _p(f"The {noun} is made between:")
    listed = [f"{name} ({said})" if said.startswith("named") else name for name, said in parties if said != "which becomes a party"]
    yield List(False, tuple(Item((_p(_ended(text, at, len(listed))),)) for at, text in enumerate(listed, 1)))
    for name, said in parties:
        if said.startswith("which"):
            yield _p(f"By this variation {with_article(name)} {said.removeprefix('which ')}.")
    yield _p(f"They have agreed to vary the {noun} as this instrument sets out.")


def _ended(text: str, at: int, count: int) -> str:
    return text + ("." if at == count else "; and" if at == count - 1 else ";")


def _effect(noun: str, effective: str) -> Iterator[Any]:
    when = effective or "the date of the last signature below"
    yield _p(f"The variation takes effect on {when}. Until then the {noun} applies as it stands.")


def _amendments(groups: Sequence[Group], noun: str, scheme: str, amendments: Sequence[Amendment]) -> Iterator[Any]:
    if not groups:
        yield _p(f"Nothing in the {noun} is amended.")
        return
    renumbers = any(isinstance(each, Numbers) for each in amendments)
    anchors = Counter((each.place if isinstance(each, Insert) else each.to, each.before) for each in amendments if isinstance(each, Insert | Move))
    how = "Places are named, and their numbers given, as they are before any amendment is made."
    new = " Numbers in text that is inserted or substituted are those that apply once all amendments are made." if renumbers else ""
    order = " Where several amendments put text in one place, it stands there in their order." if any(times > 1 for times in anchors.values()) else ""
    yield _p(f"The {noun} is amended as follows. {how}{new}{order}")
    for group in groups:
        yield from _group(group, scheme)


def _group(group: Group, scheme: str) -> Iterator[Any]:
    if len(group.told) == 1:
        told = group.told[0]
        yield _p(_sentence(f"{group.lead}, {told.words}" if group.lead else told.words))
        yield from _below(told, scheme)
        return
    yield _p(f"{group.lead}—")
    items = []
    for at, told in enumerate(group.told, 1):
        words = told.words if told.lines else _ended(told.words, at, len(group.told))
        items.append(Item((_p(words), *_below(told, scheme))))
    yield List(True, tuple(items))


def _sentence(words: str) -> str:
    return words if words.endswith((".", "—")) else f"{words}."


def _below(told: Told, scheme: str) -> Iterator[Any]:
    if told.lines:
        yield Quote(quoted_blocks(told.lines, scheme))
    if told.rows:
        rows = tuple(_row(before, after) for before, after in told.rows)
        yield Table(_row("Before this variation", "After it"), rows, ("left", "left"))


def _row(*texts: str) -> Row:
    return Row(tuple(Cell((Text(capital(text)),)) for text in texts))


def _unchanged(noun: str) -> Iterator[Any]:
    yield _p(f"Apart from these amendments the {noun} is unchanged and continues in effect.")
    yield _p(f"From the date on which the variation takes effect, a reference to the {noun}, in it or elsewhere, is a reference to the {noun} as varied.")


def _signatures(now: Document, parties: Sequence[tuple[str, str]]) -> Iterator[Any]:
    yield _p("Each party signs below to show that it agrees to the variation.")
    known: dict[str, list[Signatory]] = {}
    for node in walk(now):
        if type(node) is Signatory:
            known.setdefault(node.party, []).append(node)
    names = [with_article(name) for name, _ in parties]
    yield Signatures(tuple(signatory for name in names for signatory in known.get(name, [Signatory("", "", name)])))
