"""Topics with figures that do not fit, as what a call is made on."""

from decimal import Decimal
from typing import Any

from claims.actions.add_claim import add_claim
from claims.actions.add_topic import add_topic
from claims.actions.claim_parts import Link, Number
from claims.actions.refresh_findings import refresh_findings
from claims.models import Finding, Topic
from factcheck.core.models import User
from reviews.actions.confirm_finding import confirm_finding
from reviews.actions.open_review import open_review
from reviews.actions.restrict_topic import restrict_topic
from tests.factories import assigned, make_evidence
from tests.ids import Cast, Growth, Ids, Situation


def said(by: User, value: int, party: str, topic: str, day: str = "2026-01-13", **fields: Any) -> Any:
    """A claim of the topic with a toll that a party gave on a day."""
    number = Number(Decimal(value), "deaths", place="Ruritania", as_of=day, **fields)
    words = f"{party} said on {day} that {value} people had been killed"
    return add_claim(by=by, text=words, links=[Link(party, "said")], number=number, topic=topic)


def rivals(cast: Cast) -> Ids:
    """Rival figures in a topic, with the finding that they differ; Ada reviews one of them."""
    erin = cast["erin"]
    topic = add_topic("The flood", by=erin)
    said(erin, 500, "The province", topic.slug)
    other = said(erin, 3000, "The rescuers", topic.slug)
    review = assigned(open_review(other.pk, by=erin), erin, cast["ada"])
    make_evidence(review, cast["ada"])
    refresh_findings(topic.pk)
    return {"slug": topic.slug, "finding_id": Finding.objects.get(topic=topic).pk}


def confirmed(cast: Cast) -> Ids:
    """The same, and Noor has confirmed it."""
    ids = rivals(cast)
    confirm_finding(str(ids["slug"]), int(str(ids["finding_id"])), by=cast["noor"])
    return ids


def among_members(cast: Cast) -> Ids:
    """The same in a topic that is restricted to Erin and Noor."""
    ids = rivals(cast)
    restrict_topic(str(ids["slug"]), by=cast["erin"], members=["noor"])
    return ids


def more_figures(cast: Cast, size: int, found: dict[str, Any]) -> dict[str, Any]:
    """`size` lines of as many figures and a finding for each place, with reviews and their sources."""
    erin = cast["erin"]
    topic: Topic = add_topic(f"Figures {size}", by=erin)
    for party in range(size):
        for day in range(size):
            said(erin, 100 * (party + 1) ** 2 + day, f"Party {size} {party}", topic.slug, f"2026-01-{day + 1:02}")
        claim = said(erin, 7, f"Party {size} {party}", topic.slug, "2026-02-01")
        review = assigned(open_review(claim.pk, by=erin), erin, cast["ada"])
        make_evidence(review, cast["ada"], publisher=f"Paper {size} {party}")
        said(erin, 9, f"Party {size} {party}", "", "2026-02-02")
    refresh_findings(topic.pk)
    return {"figured": topic.slug, "unfiled": said(erin, 11, f"Party {size} 0", "", "2026-02-03").pk}


def unfiled(cast: Cast) -> Ids:
    """A claim in no topic, which is like those of one."""
    erin = cast["erin"]
    topic = add_topic("The flood", by=erin)
    said(erin, 500, "The province", topic.slug)
    return {"slug": topic.slug, "pk": said(erin, 600, "The province", "", "2026-01-14").pk}


SITUATIONS: dict[str, Situation] = {
    "rivals": rivals,
    "confirmed": confirmed,
    "among_members": among_members,
    "unfiled": unfiled,
}
# Their topic stays what it is when claims go elsewhere; `among_members` is asked about by itself.
OF_NO_TOPIC: set[str] = set(SITUATIONS)
NOWHERE: Ids = {"finding_id": 999_999_999}
GROWTH: list[Growth] = [more_figures]
