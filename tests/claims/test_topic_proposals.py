"""Which topics are proposed for a claim that is in none: why, to whom, and what becomes of it."""

from decimal import Decimal
from typing import Any

import pytest

from claims.actions.add_claim import add_claim
from claims.actions.add_topic import add_topic
from claims.actions.affiliate_party import affiliate
from claims.actions.claim_parts import Link, Number
from claims.actions.dismiss_topic import dismiss_topic
from claims.actions.file_claims import file_claims
from claims.actions.resolve_party import resolve_party
from claims.figures.belonging import Traits, belongs, words_about
from claims.models import Claim, OtherTopic, Topic
from claims.queries.topic_proposals import claims_for_topic, topics_for_claims
from factcheck.core.errors import Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from reviews.actions.restrict_topic import restrict_topic

Cast = dict[str, User]


def said(by: User, party: str, text: str, *, unit: str = "deaths", place: str = "Ruritania", day: str = "2026-01-13",
         **fields: Any) -> Claim:  # fmt: skip
    number = Number(Decimal(40), unit, place=place, as_of=day)
    return add_claim(by=by, text=text, links=[Link(party)], number=number, **fields)


@pytest.fixture
def flood(cast: Cast) -> Topic:
    topic = add_topic("Deaths in the Ruritanian flood", by=cast["erin"])
    said(cast["erin"], "The rescuers", "40 people died", topic=topic.slug)
    return topic


@pytest.mark.parametrize(
    ("claim", "topic", "why"),
    [
        (
            Traits(parties={1: "The union"}, units=frozenset({"deaths"}), days=("2026-01-01",)),
            Traits(parties={1: "Union"}, units=frozenset({"deaths"}), days=("2026-01-09", "2026-02-01")),
            ("The union speaks in it too", "it counts deaths too", "it is of the same weeks"),
        ),
        (Traits(parties={1: "The union"}), Traits(parties={1: "The union"}), None),  # speaks of many things
        (Traits(places={"iran": "Iran"}, units=frozenset({"deaths"})),
         Traits(places={"iran": "Iran"}, units=frozenset({"deaths"})), None),  # too little
        (Traits(parties={1: "A", 2: "B"}), Traits(parties={1: "A", 2: "B"}), None),  # one kind of likeness
        (
            Traits(parties={1: "A"}, units=frozenset({"deaths"}), places={"x": "X"}, days=("2019",)),
            Traits(parties={1: "A"}, units=frozenset({"deaths"}), places={"x": "X"}, days=("2026-01",)),
            None,  # years apart: another story
        ),
        (
            Traits(words=words_about("Forty drowned, valley flood"), places={"x": "X"}, units=frozenset({"deaths"})),
            Traits(words=words_about("Deaths in the valley flood"), places={"x": "X"}, units=frozenset({"deaths"})),
            ("it counts deaths too", "it is about X too", "its title says “flood”, “valley” too"),
        ),
    ],
)  # fmt: skip
def test_what_is_alike(claim: Traits, topic: Traits, why: tuple[str, ...] | None) -> None:
    found = belongs(claim, topic)
    assert (found.why if found else None) == why


def test_a_claim_without_a_topic_is_proposed_for_the_story_it_is_like(cast: Cast, flood: Topic) -> None:
    erin = cast["erin"]
    add_topic("Something else", by=erin)
    claim = said(erin, "The rescuers", "41 people died by Tuesday", day="2026-01-20")
    (proposal,) = topics_for_claims(erin, [claim])[claim.pk]
    assert proposal.topic == flood
    assert proposal.why == (
        "The rescuers speaks in it too", "it counts deaths too", "it is about Ruritania too", "it is of the same weeks",
    )  # fmt: skip
    assert [one.claim for one in claims_for_topic(erin, flood)] == [claim]


def test_an_affiliated_party_counts_as_the_one_that_speaks_in_it(cast: Cast, flood: Topic) -> None:
    claim = said(cast["erin"], "The rescue office", "41 people died")
    affiliate(
        resolve_party("The rescue office"), of=resolve_party("The rescuers"), basis="It says so.", by=cast["erin"]
    )
    (proposal,) = topics_for_claims(cast["erin"], [claim])[claim.pk]
    assert proposal.why[0] == "The rescue office speaks in it too"


def test_a_claim_in_a_topic_is_proposed_for_none(cast: Cast, flood: Topic) -> None:
    other = add_topic("Other", by=cast["erin"])
    claim = said(cast["erin"], "The rescuers", "41 people died", topic=other.slug)
    assert topics_for_claims(cast["erin"], [claim]) == {}
    assert claims_for_topic(cast["erin"], flood) == []


def test_accepting_many_puts_them_in_and_says_so(cast: Cast, flood: Topic) -> None:
    claims = [said(cast["erin"], "The rescuers", f"{n} people died there") for n in (41, 42)]
    file_claims(flood.slug, [claim.pk for claim in claims] * 2, by=cast["erin"])
    assert {Claim.objects.get(pk=claim.pk).topic for claim in claims} == {flood}
    assert Event.objects.filter(kind=EventKind.CLAIM_EDITED).count() == 2
    file_claims(flood.slug, [claims[0].pk], by=cast["erin"])
    assert Event.objects.filter(kind=EventKind.CLAIM_EDITED).count() == 2
    assert claims_for_topic(cast["erin"], flood) == []


def test_what_was_dismissed_is_not_proposed_again(cast: Cast, flood: Topic) -> None:
    claim = said(cast["erin"], "The rescuers", "41 people died")
    for _ in range(2):
        dismiss_topic(flood.slug, [claim.pk], by=cast["erin"])
    assert topics_for_claims(cast["erin"], [claim]) == {}
    assert claims_for_topic(cast["erin"], flood) == []
    (event,) = Event.objects.filter(kind=EventKind.CLAIM_PROPOSAL_DISMISSED)
    assert (event.claim_id, event.data) == (claim.pk, {"topic": flood.pk})
    file_claims(flood.slug, [claim.pk], by=cast["erin"])
    assert not OtherTopic.objects.exists()


def test_nothing_is_proposed_for_a_topic_that_somebody_cannot_see(cast: Cast, flood: Topic) -> None:
    erin, cleo = cast["erin"], cast["cleo"]
    claim = said(erin, "The rescuers", "41 people died")
    restrict_topic(flood.slug, by=erin, members=[])
    assert topics_for_claims(cleo, [claim]) == {}
    assert [one.topic for one in topics_for_claims(erin, [claim])[claim.pk]] == [flood]
    with pytest.raises(NotFound):
        file_claims(flood.slug, [claim.pk], by=cleo)
    with pytest.raises(NotFound):
        dismiss_topic(flood.slug, [claim.pk], by=cleo)


def test_all_or_none(cast: Cast, flood: Topic) -> None:
    claim = said(cast["erin"], "The rescuers", "41 people died")
    elsewhere = said(cast["erin"], "The rescuers", "42 people died", topic=add_topic("Other", by=cast["erin"]).slug)
    with pytest.raises(WrongState, match="another topic"):
        file_claims(flood.slug, [claim.pk, elsewhere.pk], by=cast["erin"])
    assert Claim.objects.get(pk=claim.pk).topic is None
    with pytest.raises(Invalid):
        file_claims(flood.slug, [], by=cast["erin"])
    with pytest.raises(NotAllowed):
        file_claims(flood.slug, [claim.pk], by=cast["ada"])
    with pytest.raises(NotAllowed):
        dismiss_topic(flood.slug, [claim.pk], by=cast["ada"])
