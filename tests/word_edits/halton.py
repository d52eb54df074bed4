"""Edits of Halton's memorandum of 2020: what a longer text has besides, such as sections in sections, references to what goes or moves, and a chart."""

from __future__ import annotations

from tests.word_edits.edit import Edit

_SUCCESSORS = (
    "Successor bodies\n"
    "If a party is merged, replaced or abolished, or its functions pass to another body, the body that succeeds to the functions "
    "concerned takes over the commitments of the party under this document, including any contribution to funding.\n"
    "A party that learns of such a change will tell the other parties, where it can, at least three months before the change takes "
    "effect. The parties will, within three months of the change, put the names of parties, posts and groups in this document in "
    "order, and will ask the successor to sign it.\n"
    "Until the successor has signed, the representative whom it names will act in the place of the earlier party’s representative.\n"
)
_VOICE = (
    "Voice and public engagement arrangements\n"
    "Across Halton, the safeguarding partners and other relevant agencies consult and engage children, young people and families by "
    "means that are already established. These enable children, young people and families to:\n"
    "have their say, and tell of their experiences and views;\n"
    "support local decision makers and challenge them; and\n"
    "shape and influence strategic planning, commissioning and the provision of services, at individual, service and strategic level.\n"
    "The existing arrangements will continue, and the safeguarding partners endorse them.\n"
)

HALTON: tuple[Edit, ...] = (
    Edit(
        "period",
        "value",
        "rapid-review",
        (("type_over", "within 15 working days", "within 10 working days"),),
        (("within 15 working days", "within 10 working days"),),
        fact="sections.safeguarding-arrangements.sections.learning-reviews.sections.rapid-review.with.complete_within",
    ),
    Edit(
        "years", "value", "funding", (("type_over", "2020/21 and 2021/22", "2020/21 to 2022/23"),), (("for 2020/21 and 2021/22,", "for 2020/21 to 2022/23,"),)
    ),
    Edit(
        "words of a section in a section",
        "wording",
        "local-reviews-publication",
        (("type_over", "within six months", "within nine months"),),
        (("within six months of", "within nine months of"),),
    ),
    Edit(
        "name of a party everywhere",
        "value",
        "",
        (("type_everywhere", "Cheshire Constabulary", "Cheshire Police"),),
        (("Cheshire Constabulary", "Cheshire Police"),),
        fact="parties.police.name",
        everywhere=True,
    ),
    Edit(
        "case of a term",
        "wording",
        "safeguarding-unit",
        (("type_over", "The Unit will respond to", "The unit will respond to"),),
        (("The Unit will respond to", "The unit will respond to"),),
    ),
    Edit(
        "caption of a chart",
        "wording",
        "wider-partnerships",
        (("type_over", ": HCYPSP reporting pathways and structure", ": HCYPSP reporting lines"),),
        (("HCYPSP reporting pathways and structure\n", "HCYPSP reporting lines\n"),),
    ),
    Edit(
        "clause moved that others refer to",
        "moved",
        "successor-bodies",
        (("cut_and_paste_paragraphs", "Successor bodies", "place of the earlier party’s representative.", "Complaints"),),
        ((f"\n{_SUCCESSORS}", "\n"), ("\nComplaints\nAnyone", f"\n{_SUCCESSORS}Complaints\nAnyone")),
    ),
    Edit(
        "clause deleted that others refer to",
        "removed",
        "successor-bodies",
        (("delete_paragraphs", "Successor bodies", "place of the earlier party’s representative."),),
        ((f"\n{_SUCCESSORS}", "\n"),),
    ),
    Edit(
        "section with items moved",
        "moved",
        "voice",
        (("cut_and_paste_paragraphs", "Voice and public engagement", "the safeguarding partners endorse them.", "Meetings at a distance"),),
        ((f"\n{_VOICE}", "\n"), ("\nMeetings at a distance\n", f"\n{_VOICE}Meetings at a distance\n")),
    ),
)
