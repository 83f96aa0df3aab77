"""All rules over the pages of one review."""

from collections.abc import Collection

from claims.proposing.citing import citing
from claims.proposing.facts import Matter, Named, Page, Proposal
from claims.proposing.linking import linking
from claims.proposing.passages import passages

# A source, and the source or else the party that it was taken from.
Edge = tuple[str, str | None, str | None]


def propose(
    pages: Collection[Page], parties: Collection[Named], matter: Matter, *, known: Collection[Edge] = ()
) -> list[Proposal]:
    """What the pages may have been taken from, in an order that does not depend on theirs.

    `known` is what was said, proposed, accepted or dismissed already: none of it is proposed again, and a passage
    that two pages share is explained by either way between them. A party is not proposed beside a source of its own.
    A link outweighs a passage. Two pages may each link to the other: that is a circle, and people are to see it.
    Pages of one key must be equal or come once; the first counts.
    """
    single = {page.key: page for page in sorted(pages, key=lambda page: page.key, reverse=True)}
    every = sorted(single.values(), key=lambda page: page.key)
    edges = set(known)
    found: list[Proposal] = []

    def add(proposal: Proposal, *also: Edge) -> None:
        edge = (proposal.source, proposal.from_source, proposal.from_party)
        if proposal.from_source != proposal.source and not edges.intersection((edge, *also)):
            edges.add(edge)
            found.append(proposal)

    for proposal in linking(every):
        add(proposal)
    for proposal in passages(every, matter):
        add(proposal, (str(proposal.from_source), proposal.source, None))
    for page in every:
        behind = {single[of].publisher for source, of, _ in edges if source == page.key and of in single}
        for proposal in citing(page, parties, matter):
            if proposal.from_party not in behind:
                add(proposal)
    return found
