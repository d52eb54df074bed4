"""What a partner changed in the signature blocks, as values of the list of signatories."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.document.articles import with_article
from docgen.document.quotation_marks import curled
from docgen.document.redline import Redline
from docgen.document.tree import Document, Signatory, Signatures, walk
from docgen.exchange.edits.edit import Edit
from docgen.exchange.fitting.fitted_sources import Composed
from docgen.partnership import revision as revision_model
from docgen.partnership.revision import Revision


def signatory_edits(base: Composed, redline: Redline) -> Iterator[Edit]:
    """An edit for all changes of signatories, if the wanted ones sign for parties of the revision. Another name of a party alone follows from its value."""
    ids = tuple(change.id for change in redline.changes if change.section and change.node in ("signatory", "signatures"))
    old, new = _signatories(redline.was), _signatories(redline.now)
    if not ids or not new or old == new:
        return
    revision = base.partnership.revision
    names = _names(redline, revision)
    made = [_entry(person, old, names, revision) for person in new]
    if made == [_written(signatory) for signatory in revision.signatories]:
        yield Edit("", "reference", "", "", "", "signatories", _words(old), _words(new), ids)
    elif all(made):
        yield Edit("", "value", "", "", "", "signatories", _words(old), _words(new), ids, ("signatories",), made)


def _signatories(document: Document) -> tuple[Signatory, ...]:
    """The signatories of the first signature block: each block shows the same."""
    return next((part.signatories for part in walk(document) if isinstance(part, Signatures)), ())


def _names(redline: Redline, revision: Revision) -> dict[str, set[str]]:
    """The names under which each party may sign: as it was called, and as it is now on the cover."""
    now = redline.now.front.parties
    renamed = now if len(now) == len(revision.parties) else tuple(party.name for party in revision.parties.values())
    both = ((id, (curled(party.name), new)) for (id, party), new in zip(revision.parties.items(), renamed, strict=True))
    return {id: {form for name in names for form in (name, with_article(name))} for id, names in both}


def _entry(person: Signatory, old: tuple[Signatory, ...], names: dict[str, set[str]], revision: Revision) -> dict[str, str] | None:
    """The entry of a signatory in the file: the old one with what changed, if one signed for the same party before."""
    parties = [id for id, forms in names.items() if person.party in forms]
    if len(parties) != 1 or not person.post:
        return None
    if person in old and len(old) == len(revision.signatories):
        return _written(revision.signatories[old.index(person)])
    return {"party": parties[0], **({"name": person.name} if person.name else {}), "post": person.post}


def _written(signatory: revision_model.Signatory) -> dict[str, str]:
    return {"party": signatory.party, **({"name": signatory.name} if signatory.name else {}), "post": signatory.post}


def _words(people: tuple[Signatory, ...]) -> str:
    return "; ".join(", ".join(part for part in (person.name, person.post, person.party) if part) for person in people)
