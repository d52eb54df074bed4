"""Edits of the memorandum on housing, with a section on payments: each thing that people do to a draft in Word, once."""

from __future__ import annotations

from tests.word_edits.edit import Edit

PAYMENTS = """\
extends: "1"
sections:
  money:
    title: Payments
    reason: The sums are of this memorandum alone.
    after: costs
    text: |
      The County Council will pay £48,500 a year towards support in the home, from 1 April 2027.^[The sum rises each year with the consumer prices index.]
      The District Council will keep the accounts, and will send them to the parties within 20 working days after the end of each year.
      The accounts are open to all.^[A party may ask for a copy at any time.]

      The parties pay as the table says. Payment is due on the first day of the quarter. Late payment bears no interest.

      Table: What each party pays {#payments}

      | Party | Sum in the first year | When |
      |---|---|---|
      | the District Council | £12,000 | April |
      | Thornwick Homes | £7,250 | July |
      | the County Council | £48,500 | October |

      Before each payment:

      1. the payee sends an invoice;
      2. the payer checks it; and
      3. the payer pays within 30 days.
"""

_VALUES = (
    Edit(
        "number",
        "value",
        "quorum",
        (("type_over", "at least 50%", "at least 60%"),),
        (("at least 50% of its", "at least 60% of its"),),
        fact="sections.governance.sections.quorum.with.share",
    ),
    Edit(
        "period",
        "value",
        "review",
        (("type_over", "no later than 1 year", "no later than 18 months"),),
        (("no later than 1 year from", "no later than 18 months from"),),
        fact="sections.term.sections.review.with.period",
    ),
    Edit("date", "wording", "money", (("type_over", "1 April 2027", "1 May 2027"),), (("from 1 April 2027.", "from 1 May 2027."),)),
    Edit("sum", "wording", "money", (("type_over", "£48,500 a year", "£52,000 a year"),), (("£48,500 a year", "£52,000 a year"),)),
    Edit(
        "name of a party in one place",
        "value",
        "document",
        (("type_over", "Thornwick Homes Limited (", "Thornwick Homes Group Limited ("),),
        (("Thornwick Homes Limited (", "Thornwick Homes Group Limited ("),),
        fact="parties.association.name",
    ),
    Edit(
        "name of a party everywhere",
        "value",
        "",
        (("type_everywhere", "Thornwick Homes Limited", "Thornwick Homes Group Limited"),),
        (("Thornwick Homes Limited", "Thornwick Homes Group Limited"),),
        fact="parties.association.name",
        everywhere=True,
    ),
    Edit(
        "cell of a table",
        "value",
        "delegates",
        (("type_over", "Director of Lettings", "Director of Housing Services"),),
        (("\nDirector of Lettings\n", "\nDirector of Housing Services\n"),),
        fact="parties.association.delegate",
    ),
    Edit(
        "item of a list",
        "value",
        "aims",
        (("type_over", "let 40 homes", "let 45 homes"),),
        (("\nlet 40 homes of", "\nlet 45 homes of"),),
        fact="sections.purpose.sections.aims.with.objectives",
    ),
    Edit(
        "case of a term",
        "wording",
        "money",
        (("type_over", "The County Council will pay", "The county council will pay"),),
        (("The County Council will pay", "The county council will pay"),),
    ),
)

_WORDS = (
    Edit(
        "words",
        "wording",
        "quorum",
        (("type_over", "whose place they take", "for whom they stand in"),),
        (("member whose place they take.", "member for whom they stand in."),),
    ),
    Edit(
        "new sentence",
        "wording",
        "not-binding",
        (("type_after", "It is not a contract.", " It creates no debt."),),
        (("It is not a contract. The", "It is not a contract. It creates no debt. The"),),
    ),
    Edit(
        "deleted sentence",
        "wording",
        "money",
        (("type_over", " Late payment bears no interest.", ""),),
        (("quarter. Late payment bears no interest.", "quarter."),),
    ),
    Edit(
        "new paragraph between clauses",
        "added",
        "costs",
        (("press_enter_after", "what each will pay and when.", "Nothing here stops a party from making a gift."),),
        (("and when.\nPayments\n", "and when.\nNothing here stops a party from making a gift.\nPayments\n"),),
    ),
    Edit(
        "deleted paragraph",
        "removed",
        "requests",
        (("delete_paragraphs", "Marking a document", "make it exempt."),),
        (("\nMarking a document as confidential does not by itself make it exempt.\n", "\n"),),
    ),
    Edit(
        "split paragraph",
        "layout",
        "liability",
        (("press_enter_after", "the loss that results. "),),
        (("the loss that results. No party", "the loss that results.\nNo party"),),
    ),
    Edit(
        "joined paragraphs",
        "layout",
        "panel",
        (("join_after", "Head of Housing, Amberleigh District Council."),),
        (("Amberleigh District Council.\nThe Move-on Panel will meet", "Amberleigh District Council. The Move-on Panel will meet"),),
    ),
    Edit(
        "sentence cut and pasted",
        "moved",
        "variation",
        (("cut_and_paste", " Acceptance by email counts as acceptance in writing.", "on a later date that they have chosen."),),
        (
            (" Acceptance by email counts as acceptance in writing.", ""),
            ("on a later date that they have chosen.", "on a later date that they have chosen. Acceptance by email counts as acceptance in writing."),
        ),
    ),
    Edit(
        "paragraph moved up",
        "moved",
        "requests",
        (("move_up", "Marking a document"),),
        (
            ("\nMarking a document as confidential does not by itself make it exempt.", ""),
            (
                "\nA party that is not a public authority will give",
                "\nMarking a document as confidential does not by itself make it exempt.\nA party that is not a public authority will give",
            ),
        ),
    ),
    Edit(
        "paragraph moved to another clause",
        "moved",
        "publicity",
        (("cut_and_paste_paragraphs", "In the period before an election", "the others will respect them.", "A complaint about a service or a member"),),
        (
            (
                "\nIn the period before an election each party will observe the restrictions on publicity that apply to it, and the others will respect them.",
                "",
            ),
            (
                "\nA complaint about a service or a member",
                "\nIn the period before an election each party will observe the restrictions on publicity that apply to it, and the others will respect them."
                "\nA complaint about a service or a member",
            ),
        ),
    ),
)

_NO_AGENCY = (
    "Relationship in law\n"
    "The words “partner” and “partnership” are used here in their everyday sense. Nothing in this document makes the parties partners "
    "in law, forms a company or a joint venture, or makes one party the agent of another.\n"
    "No party may enter into a contract, incur expense or give an undertaking on behalf of another party unless that party has "
    "consented in writing. A party may use the common name in its own work under this document, but may issue a public statement in "
    "that name only as the parties have agreed.\n"
    "Staff who work on the activities that this document describes remain the staff of the body that employs or engages them, and that "
    "body remains responsible for them.\n"
)
_QUORUM = (
    "Quorum\n"
    "The Move-on Panel may take decisions at a meeting only if at least 50% of its members are present. A deputy counts as the member "
    "whose place they take. Without a quorum, those who are there may discuss the business and will leave the decisions to the next "
    "meeting.\n"
)

_CLAUSES = (
    Edit(
        "moved clause",
        "moved",
        "quorum",
        (("cut_and_paste_paragraphs", "Quorum", "leave the decisions to the next meeting.", "Leads and delegates"),),
        ((f"\n{_QUORUM}", "\n"), ("\nLeads and delegates\n", f"\n{_QUORUM}Leads and delegates\n")),
    ),
    Edit(
        "deleted clause", "removed", "no-agency", (("delete_paragraphs", "Relationship in law", "remains responsible for them."),), ((f"\n{_NO_AGENCY}", "\n"),)
    ),
    Edit(
        "new clause with a heading",
        "added",
        "confidentiality",
        (
            ("press_enter_after", "for as long after that as the law requires.", "Security"),
            ("press_enter_after", "Security", "Each party keeps its devices locked."),
            ("style_as", "Security", "Freedom of information"),
        ),
        (("as the law requires.\nFreedom of information\n", "as the law requires.\nSecurity\nEach party keeps its devices locked.\nFreedom of information\n"),),
    ),
    Edit("title of a section", "wording", "costs", (("type_over", "Costs", "Costs and expenses"),), (("\nCosts\n", "\nCosts and expenses\n"),)),
    Edit(
        "paragraph made a heading",
        "layout",
        "not-binding",
        (("style_as", "They make it in good faith", "Statutory functions"),),
        shows="//w:p[w:pPr/w:pStyle[@w:val='Heading2']]//w:t[contains(., 'in good faith')]",
    ),
    Edit(
        "style of a paragraph",
        "layout",
        "money",
        (("style_as", "Before each payment:", "Signed for and on behalf of Thornwick Homes Limited"),),
        shows="//w:p[w:pPr/w:pStyle[@w:val='SignatureParty']]//w:t[. = 'Before each payment:']",
    ),
)

_LISTS = (
    Edit(
        "new item",
        "added",
        "personal-data-handling",
        (("press_enter_after", "requires or allows another use;", "keep a note of each use;"),),
        (("allows another use;\n", "allows another use;\nkeep a note of each use;\n"),),
    ),
    Edit(
        "deleted item",
        "removed",
        "confidentiality",
        (("delete_paragraphs", "let only those people see it", "that it is confidential;"),),
        (("\nlet only those people see it who need it for that purpose, and tell them that it is confidential;\n", "\n"),),
    ),
    Edit(
        "items in another order",
        "moved",
        "money",
        (("move_up", "the payer checks it"),),
        (("\nthe payee sends an invoice;\nthe payer checks it; and\n", "\nthe payer checks it; and\nthe payee sends an invoice;\n"),),
    ),
    Edit(
        "item a level deeper",
        "layout",
        "ending",
        (("indent_item", "finish the work that it has in hand"),),
        shows="//w:p[w:pPr/w:numPr/w:ilvl[@w:val='1']]//w:t[contains(., 'finish the work')]",
        untracked=True,
    ),
    Edit(
        "number typed by hand",
        "layout",
        "money",
        (("number_by_hand", "the payer checks it", "1A. "),),
        (("\nthe payer checks it", "\n1A. the payer checks it"),),
        shows="//w:p[not(w:pPr/w:numPr/w:numId[@w:val!='0'])]//w:t[starts-with(., '1A. ')]",
    ),
)

_TABLES_AND_NOTES = (
    Edit(
        "new row",
        "added",
        "money",
        (("insert_row", "£7,250", "a charity", "£900", "August"),),
        (("\n£7,250\nJuly\n", "\n£7,250\nJuly\na charity\n£900\nAugust\n"),),
    ),
    Edit("deleted row", "removed", "money", (("delete_row", "£7,250"),), (("\nThornwick Homes\n£7,250\nJuly\n", "\n"),)),
    Edit(
        "new column",
        "added",
        "money",
        (("insert_column", "Sum in the first year", "How", "by transfer", "in homes", "by transfer"),),
        (
            ("\nSum in the first year\n", "\nSum in the first year\nHow\n"),
            ("\n£12,000\n", "\n£12,000\nby transfer\n"),
            ("\n£7,250\n", "\n£7,250\nin homes\n"),
            ("\n£48,500\n", "\n£48,500\nby transfer\n"),
        ),
    ),
    Edit(
        "caption",
        "wording",
        "money",
        (("type_over", ": What each party pays", ": What the parties pay"),),
        (("Table #: What each party pays", "Table #: What the parties pay"),),
    ),
    Edit(
        "words of a note",
        "wording",
        "money",
        (("type_over", "consumer prices index", "retail prices index"),),
        (("with the consumer prices index.]", "with the retail prices index.]"),),
    ),
    Edit(
        "new note",
        "added",
        "costs",
        (("add_note", "commit money.", "A promise made elsewhere stands."),),
        (("commit money.", "commit money.[A promise made elsewhere stands.]"),),
    ),
    Edit(
        "deleted note",
        "removed",
        "money",
        (("delete_after", "The accounts are open to all."),),
        (("open to all.[A party may ask for a copy at any time.]", "open to all."),),
    ),
)

_AROUND = (
    Edit(
        "header",
        "running line",
        "",
        (("type_over_nth", "Amberleigh move-on homes MOU", "1", "Amberleigh homes MOU"),),
        shows="/w:hdr//w:t[contains(., 'Amberleigh homes MOU')]",
    ),
    Edit("footer", "running line", "", (("type_over_nth", "Page ", "1", "Leaf "),), shows="/w:ftr//w:t[contains(., 'Leaf ')]"),
    Edit(
        "title on the cover",
        "cover",
        "",
        (("type_over", "Memorandum of Understanding", "Memorandum of Agreement"),),
        shows="//w:p[w:pPr/w:pStyle[@w:val='Title']]//w:t[contains(., 'Memorandum of Agreement')]",
    ),
    Edit(
        "row of the document control",
        "value",
        "",
        (("type_over", "Every year", "Every two years"),),
        (("\nEvery year\n", "\nEvery two years\n"),),
        fact="review.every",
    ),
    Edit(
        "cross-reference typed over",
        "reference",
        "duration",
        (("type_over_between", "until it ends as ", " provides.", "the section on ending"),),
        (("as section # provides", "as the section on ending provides"),),
    ),
    Edit(
        "name of a signatory",
        "signature",
        "signatures",
        (("fill_line", "Signed for and on behalf of Thornwick Homes Limited", "2", "Sam Hart"),),
        (("Homes Limited\nSignature\nName\n", "Homes Limited\nSignature\nName Sam Hart\n"),),
    ),
    Edit(
        "new signatory",
        "signature",
        "signatures",
        (
            ("copy_and_paste_block", "Signed for and on behalf of Thornwick Homes Limited", "4", "Signed for and on behalf of Harrowmere County Council"),
            ("type_over_nth", "Signed for and on behalf of Thornwick Homes Limited", "2", "Signed for and on behalf of Amber Trust"),
        ),
        (
            (
                "\nSigned for and on behalf of Harrowmere",
                "\nSigned for and on behalf of Amber Trust\nSignature\nName\nPost Managing Director\nDate\nSigned for and on behalf of Harrowmere",
            ),
        ),
    ),
)

_SIGNS = (
    Edit("bold words", "layout", "money", (("bold", "first day of the quarter"),), shows="//w:r[w:rPr/w:b]/w:t[. = 'first day of the quarter']"),
    Edit("italic words", "layout", "requests", (("italic", "does not by itself"),), shows="//w:r[w:rPr/w:i]/w:t[. = 'does not by itself']"),
    Edit(
        "straight quotation marks",
        "typography",
        "no-agency",
        (("type_over", "“partner”", '"partner"'), ("type_over", "“partnership”", '"partnership"')),
        (("“partner” and “partnership”", '"partner" and "partnership"'),),
    ),
    Edit("dash for a hyphen", "typography", "disputes", (("type_over", "first-line", "first–line"),), (("If first-line", "If first–line"),)),
    Edit(
        "two spaces",
        "typography",
        "liability",
        (("type_over", "take part in these arrangements. ", "take part in these arrangements.  "),),
        shows="//w:t[contains(., 'arrangements.  ')]",
    ),
    Edit("no-break space", "typography", "money", (("type_over", "30 days", "30\u00a0days"),), shows="//w:t[contains(., '30\u00a0days')]"),
    Edit(
        "comment",
        "comment",
        "money",
        (("comment", "Payment is due", "Can this be monthly?"),),
        shows="/w:comments/w:comment[@w:author='Pat Reader']//w:t[. = 'Can this be monthly?']",
    ),
    Edit(
        "comment answered and resolved",
        "comment",
        "money",
        (("comment", "Payment is due", "Can this be monthly?"), ("resolve", "Can this be monthly?"), ("reply", "Can this be monthly?", "Yes.")),
        shows="/w:comments[count(w:comment) = 2]/w:comment[@w:author='Alex Drafter']//w:t[. = 'Yes.']",
    ),
    Edit(
        "text box",
        "added",
        "money",
        (("text_box", "Before each payment:", "Under discussion"),),
        (("\nBefore each payment:\n", "\nBefore each payment:\nUnder discussion\n"),),
        shows="//w:txbxContent//w:t[. = 'Under discussion']",
    ),
    Edit("content control", "layout", "money", (("control", "first day of the quarter"),), shows="//w:sdt//w:t[. = 'first day of the quarter']"),
)

HOUSING: tuple[Edit, ...] = _VALUES + _WORDS + _CLAUSES + _LISTS + _TABLES_AND_NOTES + _AROUND + _SIGNS
