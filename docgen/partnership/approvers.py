"""Who must approve a revision: posts, each in the party whose officer holds it. Two parties may have officers with the same post."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.document.problems import Problem, did_you_mean
from docgen.partnership.approvals import Approval, ApprovalState, has_post
from docgen.partnership.revision import Approver, Revision
from docgen.sources import yaml_tree


def _posts(revision: Revision) -> Iterator[tuple[str, str | None]]:
    """Each post that the file names, with the id of its party."""
    for approver in revision.approvers:
        yield approver.post, approver.party
    for signatory in revision.signatories:
        yield signatory.post, signatory.party
    for id, party in revision.parties.items():
        yield from ((post, id) for post in (party.representative, party.delegate) if post)


def parties_with(post: str, revision: Revision) -> tuple[str, ...]:
    """The ids of the parties that have an officer with this post, as the file says anywhere, in the order of the parties."""
    found = {party for name, party in _posts(revision) if name.casefold() == post.casefold()}
    return tuple(id for id in revision.parties if id in found)


def parties_of(by: str, revision: Revision) -> tuple[str, ...]:
    """The ids of the parties that have an officer with the post of "Jo Doe, Chief Executive"; the post may have commas of its own."""
    longest = max((post for post, _ in _posts(revision) if has_post(by, post)), key=len, default="")
    return parties_with(longest, revision)


def with_parties(revision: Revision) -> tuple[Approver, ...]:
    """The approvers, each with its party if the file leaves it out and only one party has the post."""
    return tuple(each if each.party else each.model_copy(update={"party": _only(parties_with(each.post, revision))}) for each in revision.approvers)


def _only(parties: tuple[str, ...]) -> str | None:
    return parties[0] if len(parties) == 1 else None


def in_words(post: str, party: str | None, revision: Revision) -> str:
    """'Chief Executive, Halton Borough Council'; the post alone if it belongs to no party of the revision."""
    return f"{post}, {revision.parties[party].name}" if party and party in revision.parties else post


def approver_problems(revision: Revision, source: yaml_tree.Mapping) -> Iterator[Problem]:
    """Problems for approvers in unknown parties, posts that two parties have and that name neither, and approvers that are listed twice."""
    seen: set[tuple[str, str | None]] = set()
    for index, each in enumerate(with_parties(revision)):
        place = yaml_tree.locate(source, ["approvers", index])
        if each.party and each.party not in revision.parties:
            where = yaml_tree.locate(source, ["approvers", index, "party"])
            yield Problem(
                where, "unknown-party", f"There is no party “{each.party}”.", "the id of a party in this file", did_you_mean(each.party, revision.parties)
            )
        elif not each.party and len(parties := parties_with(each.post, revision)) > 1:
            forms = " or ".join(f"{{party: {id}, post: {each.post}}}" for id in parties)
            seen_twice = f"“{each.post}” is a post in {len(parties)} parties: {', '.join(parties)}."
            yield Problem(place, "ambiguous-post", seen_twice, f"the party with the post: {forms}", "If all of them must approve, list each.")
        elif (each.post.casefold(), each.party) in seen:
            words = f"“{in_words(each.post, each.party, revision)}” is listed twice."
            yield Problem(place, "duplicate-approver", words, "each approver once", "Is one of them in another party? Write {party: …, post: …}.")
        seen.add((each.post.casefold(), each.party))


def approval_state(approvals: tuple[Approval, ...], of: str, digest: str, revision: Revision) -> ApprovalState:
    """Which approvals cover the text with this digest, and which approvers have not approved it."""
    about = {(approval.party, approval.by): approval for approval in approvals if approval.of == of}
    current = tuple(approval for approval in about.values() if approval.digest == digest)
    stale = tuple(approval for approval in about.values() if approval.digest != digest)
    waiting = [each for each in with_parties(revision) if not any(covers(approval, each, revision) for approval in current)]
    return ApprovalState(current, stale, tuple(in_words(each.post, each.party, revision) for each in waiting))


def covers(approval: Approval, approver: Approver, revision: Revision) -> bool:
    """Whether an approval is the one that an approver must give. One that names no party counts only if no two parties have the post."""
    if not has_post(approval.by, approver.post):
        return False
    return approver.party in (None, approval.party) or (not approval.party and len(parties_with(approver.post, revision)) < 2)


def approval_problems(current: tuple[Approval, ...], revision: Revision) -> Iterator[Problem]:
    """Problems for approvals of the present text that name no party although two have the post, or a party that there is not."""
    for approval in current:
        if approval.party and approval.party not in revision.parties:
            seen, expected = f"This approval names the party “{approval.party}”, which the revision does not have.", "the id of a party of the revision"
            yield Problem(approval.position, "unknown-party", seen, expected, did_you_mean(approval.party, revision.parties))
        elif not approval.party and len(parties := parties_of(approval.by, revision)) > 1:
            seen = f"This approval names no party, and “{approval.by}” may belong to {' or '.join(parties)}."
            expected = f"the party before the name: {' or '.join(f'“{id}: {approval.by}”' for id in parties)}"
            yield Problem(approval.position, "ambiguous-post", seen, expected)
