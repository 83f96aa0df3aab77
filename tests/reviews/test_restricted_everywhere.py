"""A topic that is restricted to others does not exist: nothing that can be read tells of it, or of what happens in it.

Every address of the product that answers a GET is asked, as in `test_blind_everywhere`.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from claims.actions.add_claim import add_claim
from claims.actions.add_topic import add_topic
from claims.actions.affiliate_party import add_alias, affiliate
from claims.actions.claim_parts import Link
from claims.actions.edit_claim import edit_claim
from claims.actions.extract_document import extract_document
from claims.actions.propose_parties import propose_parties
from claims.actions.resolve_party import resolve_party
from claims.actions.save_mapping import save_mapping
from claims.models import Alias, Finding, Party, PartyProposal
from factcheck.core.models import Event, User
from reviews.actions.add_comment import add_comment
from reviews.actions.add_desk import add_desk
from reviews.actions.change_members import change_members
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.declare_interest import declare_interest
from reviews.actions.derive_evidence import derive_evidence
from reviews.actions.hold_review import hold_review
from reviews.actions.merge_parties import merge_parties
from reviews.actions.open_review import open_review
from reviews.actions.restrict_topic import restrict_topic
from reviews.actions.save_filter import save_filter
from reviews.actions.set_leave import set_leave
from reviews.actions.set_policy import set_policy
from reviews.models import Review, Scale
from reviews.notify.dispatch import drain
from tests.archived import keep_copy
from tests.claims.checking import make_check
from tests.claims.feeding import make_feed
from tests.claims.importing import imported_file
from tests.factories import assess, assigned, make_document, make_evidence, make_publication
from tests.reviews.everything import Answer, Things, Watcher, changed, declared_filters, told
from tests.reviews.party_facts import known_party

pytestmark = pytest.mark.timeout(900)
AsPerson = Callable[[str], Client]
Api = Callable[..., APIClient]
NO_KEY = UUID(int=0)
# Stand in nothing but what is in the topic.
WORDS = ("kestrel", "heron", "osprey", "plover", "avocet", "dunlin", "curlew")
TEXT = "The kestrel council announced that 1,200 heron people had been killed in May.\n\nSo it said.\n"
SAID_TWICE = "Fifty people were hurt in the south"


@pytest.fixture
def secret(cast: dict[str, User]) -> Things:
    """A topic with all that one can hold, in which Ada and Noor hold parts, among what is in none; not restricted."""
    erin = cast["erin"]
    public = make_publication(cast)
    topic = add_topic("Kestrel affair", by=erin)
    document = make_document(erin, TEXT, title="Heron papers", publisher="Osprey Post", topic=topic.slug)
    extract_document(document.imports.get().pk)
    claim = add_claim(
        by=erin, document_id=document.pk, start=0, end=40, links=[Link("the plover bureau", "said")], topic=topic.slug
    )
    review = assigned(open_review(claim.pk, by=erin), erin, cast["ada"], cast["noor"])
    item = make_evidence(review, cast["ada"], quote="avocet", note="See the avocet.", publisher="Osprey Post")
    derive_evidence(review.pk, item.pk, by=cast["ada"], from_party="the plover bureau", basis="It cites the dunlin.")
    comment = add_comment(review.pk, by=erin, body="The dunlin, @ben.")
    plover = resolve_party("the plover bureau")
    merge = merge_parties(resolve_party("Osprey Post").pk, into=plover.pk, reason="The kestrel says so.", by=erin)
    affiliate(plover, of=known_party("The assembly"), basis="A curlew said so.", by=erin)
    add_alias(plover, "Avocet", by=erin)
    named = make_document(erin, "The Avocet (@dunlin) and the Avocet, also known as Heron, said.", topic=topic.slug)
    assert propose_parties(named)
    rows = imported_file(
        erin, f"claim,topic\nThe curlew fell,Kestrel affair\n{SAID_TWICE},Kestrel affair\nOpen words,\n"
    )
    outside = add_claim(by=erin, text=SAID_TWICE)
    elsewhere = open_review(outside.pk, by=erin)
    moved = add_claim(by=erin, text="What was once told there", topic=topic.slug)
    edit_claim(moved.pk, by=erin, topic="")
    other = make_document(erin, publisher="The paper")
    extract_document(other.imports.get().pk)
    set_policy(by=erin, topic=topic.slug, numbers={"due_days": 5})
    desk = add_desk("Middle East", by=cast["adam"], members=["ben", "cleo"])
    feed = make_feed(erin, "https://paper.example/dunlin.xml", title="The dunlin", topic=topic)
    mapping = save_mapping(by=erin, name="A mapping", columns=["a"], mapping={"a": "text"})
    interest = declare_interest("ben", "Somebody else", by=cast["ben"])
    day = timezone.localdate() + timedelta(days=30)
    leave = set_leave("ben", by=cast["ben"], from_on=day, until_on=day)
    copy = keep_copy(erin, document=document)
    source_copy = keep_copy(cast["ada"], source=item.source)
    Review.objects.update(
        opened_at=timezone.now() - timedelta(days=3, hours=5), due_at=timezone.now() + timedelta(days=3, hours=5)
    )
    drain()
    fell = Finding.objects.create(topic=topic, kind="figure_fell", key="k", words="The heron fell.", claims=[claim.pk])
    return Things(
        review,
        {
            "reviews": [review.pk, elsewhere.pk, public.review_id],
            "verdicts": [public.review_id, review.pk],
            "slug": [public.slug],
            "form": ["json"],
            "claims": [claim.pk, outside.pk, moved.pk],
            "documents": [document.pk, other.pk],
            "topics": [topic.slug],
            "findings": [fell.pk],
            "desks": [desk.slug],
            "snapshots": [copy.key, source_copy.key],
            "imports": [rows.pk, document.imports.get().pk],
            "rows": [1],
            "mappings": [mapping.pk],
            "feeds": [feed.pk],
            "external-checks": [make_check(erin).pk],
            "users": ["ada", "ben"],
            "people": ["ada", "ben"],
            "parties": [each.pk for each in Party.objects.order_by("pk")],
            "merges": [merge.pk],
            "party-merges": [merge.pk],
            "aliases": [1],
            "party-proposals": [each.pk for each in PartyProposal.objects.order_by("pk")],
            "proposals": [each.pk for each in PartyProposal.objects.order_by("pk")],
            "names": [Alias.objects.earliest("pk").pk],
            "affiliations": [merge.into_id],
            "members": ["ada"],
            "interests": [interest.pk],
            "leave": [leave.pk],
            "scales": [Scale.objects.earliest("pk").pk],
            "filters": [1],
            "evidence": [item.pk],
            "sources": [item.source_id],
            "derivations": [item.source.derivations.get().key],
            "comments": [comment.pk],
        },
    )


def watching(name: str, things: Things, as_person: AsPerson, api: Api) -> Watcher:
    return Watcher(as_person(name), api(name), things, declared_filters(api("erin"), things))


def leaks(answers: dict[str, Answer], slug: str) -> dict[str, list[str]]:
    """By address, the words of the topic that stand in its answer; a slug that was asked for comes back."""
    found = {}
    for address, (_, headers, body, _) in answers.items():
        text = (body.decode(errors="replace") + str(headers)).lower()
        text = text.replace(slug, "") if slug in address else text
        if words := [word for word in WORDS if word in text]:
            found[address] = words
    return found


# Who sent it all and is no member, an administrator, who held nothing, who held a part, a reader, and nobody.
@pytest.mark.parametrize("name", ["erin", "adam", "ben", "noor", "rita", ""])
def test_nothing_of_it_remains(name: str, secret: Things, as_person: AsPerson, api: Api, cast: dict[str, User]) -> None:
    watcher = watching(name, secret, as_person, api)
    if name == "erin":
        assert len(leaks(watcher.sees(), "kestrel-affair")) > 20, "the words are there to be found"
    restrict_topic("kestrel-affair", by=cast["cleo"], members=["ada"])
    drain()
    assert leaks(watcher.sees(), "kestrel-affair") == {}


def happenings(things: Things, cast: dict[str, User]) -> list[Callable[[], Any]]:
    """What members do in the topic."""
    cleo, ada, review = cast["cleo"], cast["ada"], things.review

    def bring_in() -> None:
        document = make_document(cleo, f"{TEXT}Again.\n", topic="kestrel-affair", publisher="The heron")
        extract_document(document.imports.get().pk)
        add_claim(by=cleo, text=SAID_TWICE, topic="kestrel-affair")
        held = open_review(add_claim(by=cleo, text="The curlew fell twice", topic="kestrel-affair").pk, by=cleo)
        hold_review(held.pk, by=cleo, reason="The plover.", until=timezone.localdate() + timedelta(days=3))
        ended = open_review(add_claim(by=cleo, text="The curlew fell again", topic="kestrel-affair").pk, by=cleo)
        close_review(ended.pk, by=cleo, reason=CloseReason.OUT_OF_SCOPE)
        imported_file(cleo, "claim,topic\nThe avocet fell,Kestrel affair\n")
        make_feed(cleo, "https://paper.example/heron.xml", topic=document.topic)

    def work() -> None:
        make_evidence(review, ada, publisher="The heron’s own")
        add_comment(review.pk, by=cleo, body="@ben and @noor, the dunlin.")
        assess(review, ada)
        save_filter(by=cleo, name="Of the kestrel", asked_for={"topic": "kestrel-affair"}, is_shared=True)
        set_policy(by=cleo, topic="kestrel-affair", numbers={"due_days": 6})
        change_members("kestrel-affair", by=cleo, add=["erin"])

    return [bring_in, work]


@pytest.mark.parametrize("name", ["adam", "ben", "noor", ""])
def test_nothing_that_happens_in_it_shows(
    name: str, secret: Things, as_person: AsPerson, api: Api, cast: dict[str, User]
) -> None:
    restrict_topic("kestrel-affair", by=cast["cleo"], members=["ada"])
    drain()
    watcher = watching(name, secret, as_person, api)
    watcher.sees()
    before, events = watcher.sees(), Event.objects.count()
    for happening in happenings(secret, cast):
        happening()
    drain()
    after = watcher.sees()
    assert changed(before, after) == {}, told(changed(before, after))
    assert Event.objects.count() > events + 10
