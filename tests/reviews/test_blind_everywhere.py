"""Nobody to whom a round is blind can tell from anything they can read what somebody in it did, or that they did.

Every address of the product that answers a GET is compared, with its headers, its bytes and how many queries it took.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from claims.actions.add_claim import add_claim
from claims.actions.add_topic import add_topic
from claims.actions.affiliate_party import affiliate
from claims.actions.claim_parts import Link
from claims.actions.extract_document import extract_document
from claims.actions.propose_parties import propose_parties
from claims.actions.resolve_party import resolve_party
from claims.actions.save_mapping import save_mapping
from claims.models import DerivationState, Finding
from factcheck.core.models import User
from reviews.actions.add_desk import add_desk
from reviews.actions.declare_interest import declare_interest
from reviews.actions.derive_evidence import derive_evidence
from reviews.actions.judge_derivation import judge_derivation
from reviews.actions.merge_parties import merge_parties
from reviews.actions.move_to_desk import move_to_desk
from reviews.actions.open_review import open_review
from reviews.actions.propose_derivations import propose_from
from reviews.actions.renew_lease import renew_lease
from reviews.actions.save_draft import save_draft
from reviews.actions.set_leave import set_leave
from reviews.actions.undo_dismissal import undo_dismissal
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.models import EvidenceStance, Notice, Review, Scale
from reviews.notify.dispatch import drain
from tests.archived import html_page, keep_copy
from tests.claims.checking import make_check
from tests.claims.feeding import make_feed
from tests.claims.importing import imported_file
from tests.factories import assess, assigned, make_document, make_evidence, make_publication
from tests.reviews.everything import Things, Watcher, addresses, changed, declared_filters, told
from tests.reviews.party_facts import known_party

# Some two hundred addresses, asked for several times over.
pytestmark = pytest.mark.timeout(900)
AsPerson = Callable[[str], Client]
Api = Callable[..., APIClient]
NO_KEY = UUID(int=0)


@pytest.fixture
def things(cast: dict[str, User]) -> Things:
    """A review in which Ada holds the first part, in a desk, a topic and a document, among all else that a desk has."""
    erin = cast["erin"]
    public = make_publication(cast)
    topic = add_topic("The protests", by=erin)
    document = make_document(erin, topic=topic.slug)
    extract_document(document.imports.get().pk)
    claim = add_claim(
        by=erin, document_id=document.pk, start=0, end=40, links=[Link("the council", "announced")], topic=topic.slug
    )
    assembly = known_party("The assembly")
    affiliate(resolve_party("the council"), of=assembly, basis="It says so.", by=erin)
    merge = merge_parties(known_party("Bureau").pk, into=assembly.pk, reason="They are one.", by=erin)
    suggests = make_document(erin, "The Bureau, also known as Central Office, was told.")
    assert propose_parties(suggests) == 1
    proposal = suggests.party_proposals.get()
    copy = keep_copy(erin, document=document)
    review = open_review(claim.pk, by=cast["cleo"])
    assigned(review, erin, cast["ada"])
    desk = add_desk("Middle East", by=cast["adam"], members=["ada", "ben", "cleo"])
    move_to_desk(review.pk, by=erin, desk=desk.slug, reason="It is theirs.")
    work = imported_file(erin, "claim\nAnother claim\n")
    mapping = save_mapping(by=erin, name="A mapping", columns=["a"], mapping={"a": "text"})
    interest = declare_interest("ada", "Somebody else", by=cast["ada"])
    day = timezone.localdate() + timedelta(days=30)
    leave = set_leave("ada", by=cast["ada"], from_on=day, until_on=day)
    # Days ago, so that no age turns over while it is read.
    Review.objects.update(
        opened_at=timezone.now() - timedelta(days=3, hours=5), due_at=timezone.now() + timedelta(days=3, hours=5)
    )
    review.refresh_from_db()
    fell = Finding.objects.create(topic=topic, kind="figure_fell", key="k", words="It fell.", claims=[claim.pk])
    return Things(
        review,
        {
            "reviews": [review.pk, public.review_id],
            "verdicts": [public.review_id, review.pk],
            "slug": [public.slug],
            "form": ["json", "jsonld"],
            "claims": [claim.pk],
            "documents": [document.pk],
            "topics": [topic.slug],
            "findings": [fell.pk],
            "desks": [desk.slug],
            "snapshots": [copy.key],
            "imports": [work.pk, document.imports.get().pk],
            "rows": [1],
            "mappings": [mapping.pk],
            "feeds": [make_feed(erin, "https://paper.example/feed.xml").pk],
            "external-checks": [make_check(erin).pk],
            "users": ["ada", "ben"],
            "parties": [merge.into_id, resolve_party("the council").pk],
            "merges": [merge.pk],
            "party-merges": [merge.pk],
            "aliases": [1],
            "party-proposals": [proposal.pk],
            "proposals": [proposal.pk],
            "names": [assembly.aliases.earliest("pk").pk],
            "affiliations": [merge.into_id],
            "members": ["ada"],
            "people": ["ada", "ben"],
            "interests": [interest.pk],
            "leave": [leave.pk],
            "scales": [Scale.objects.earliest("pk").pk],
            "filters": [1],
            # What somebody made in the round is asked for by its own key, further below.
            "evidence": [NO_KEY],
            "sources": [NO_KEY],
            "derivations": [1],
            "comments": [NO_KEY],
        },
    )


def works_of(review: Review, ada: User) -> list[Callable[[], Any]]:
    """All that a reviewer does in a round, to be done one after the other."""
    kept: list[Any] = []

    def gather(**fields: Any) -> None:
        kept.append(make_evidence(review, ada, **fields))

    def relate() -> None:
        derive_evidence(review.pk, kept[0].pk, by=ada, from_party="the council", basis="It cites it.")
        derive_evidence(review.pk, kept[0].pk, by=ada, from_evidence=kept[1].pk, basis="It links to it.")
        keep_copy(ada, source=kept[0].source)
        gather(publisher="The Observatory", url="https://observatory.example/")
        page = html_page("<p>Unmistakable: <a href='https://observatory.example/'>their count</a>.</p>")
        keep_copy(ada, source=kept[2].source, body=page)
        assert propose_from(kept[2].source_id) > 0
        proposal = kept[2].source.derivations.first()
        judge_derivation(proposal.key, by=ada, state=DerivationState.DISMISSED, basis="Its own, unmistakable.")
        undo_dismissal(proposal.key, by=ada)

    def gather_all() -> None:
        for stance in EvidenceStance:
            gather(stance=stance, publisher="A colleague’s own publisher", note="unmistakable")
        relate()
        withdraw_evidence(review.pk, kept[1].pk, by=ada)
        save_draft(review.pk, by=ada, rating="half-true", rationale="Half of it, unmistakable.", private_note="Mine.")
        renew_lease(review.pk, by=ada)

    return [
        gather_all,
        lambda: assess(review, ada, "half-true", rationale="The colleague’s rationale, unmistakable."),
    ]


def watching(name: str, things: Things, cast: dict[str, User], as_person: AsPerson, api: Api) -> Watcher:
    filters = declared_filters(api("adam"), things)
    return Watcher(as_person(name), api(name), things, filters)


def test_every_address_is_asked_for(things: Things, api: Api) -> None:
    """A new page or call of a thing that is known here is among them; one of something unknown has to be told of."""
    found = {name for name, _ in addresses(things, declared_filters(api("adam"), things))}
    assert things.missing == set(), "give the fixture a thing for these"
    assert len(found) > 100


# Who could learn something: the second reviewer, be it a reviewer or an editor; who may still take a part; who only
# reads; nobody in particular.
@pytest.mark.parametrize("name", ["ben", "cleo", "noor", "rita", ""])
def test_nothing_that_can_be_read_changes_by_what_another_does_in_the_round(
    name: str, things: Things, cast: dict[str, User], as_person: AsPerson, api: Api
) -> None:
    review = things.review
    if name in ("ben", "cleo"):
        assigned(review, cast["erin"], cast[name])
        make_evidence(review, cast[name], url="https://own.example/", publisher="The council")
    watcher = watching(name, things, cast, as_person, api)
    drain()
    watcher.sees()
    before, mails = watcher.sees(), len(mail.outbox)
    notices = Notice.objects.filter(person__username=name).count()
    for work in works_of(review, cast["ada"]):
        work()
        drain()
        after = watcher.sees()
        assert changed(before, after) == {}, told(changed(before, after))
    assert Notice.objects.filter(person__username=name).count() == notices
    assert len(mail.outbox) == mails
    assert b"unmistakable" not in b"".join(answer[2] for answer in after.values())


def test_the_comparison_can_fail(things: Things, cast: dict[str, User], as_person: AsPerson, api: Api) -> None:
    """Whoever is outside the round and may see it does."""
    assigned(things.review, cast["erin"], cast["cleo"])
    watcher = watching("erin", things, cast, as_person, api)
    drain()
    watcher.sees()
    before = watcher.sees()
    for work in works_of(things.review, cast["ada"]):
        work()
    drain()
    found = set(changed(before, watcher.sees()))
    own = f"/desk/reviews/{things.review.pk}/"
    wanted = {own, f"/api/v1/reviews/{things.review.pk}", "/desk/people/ada/", "/api/v1/users/ada"}
    assert wanted & {address for _, address in watcher.addresses} <= found


@pytest.mark.parametrize("name", ["ben", "cleo", "noor", "rita"])
def test_what_somebody_made_in_the_round_is_not_there(
    name: str, things: Things, cast: dict[str, User], as_person: AsPerson, api: Api
) -> None:
    """By its own key it is answered like what never was."""
    review = things.review
    if name in ("ben", "cleo"):
        assigned(review, cast["erin"], cast[name])
    item = make_evidence(review, cast["ada"])
    copy = keep_copy(cast["ada"], source=item.source)
    made = {"evidence": item.pk, "sources": item.source_id, "snapshots": copy.key}
    watcher = watching(name, things, cast, as_person, api)
    for word, key in made.items():
        real, none = ({**things.ids, word: [each]} for each in (key, NO_KEY))
        pairs = zip(addresses(Things(review, real), {}), addresses(Things(review, none), {}), strict=True)
        for (route, address), (_, elsewhere) in pairs:
            if address != elsewhere:
                answers = [watcher.asks(route, each) for each in (address, elsewhere)]
                plain = [
                    re.sub(str(each).encode(), b"KEY", answer[2])
                    for each, answer in zip((key, NO_KEY), answers, strict=True)
                ]
                assert answers[0][0] == answers[1][0] != 200, address
                assert plain[0] == plain[1], address
