"""Who sees a topic, and what follows when fewer or more people do."""

import pytest

from claims.access import visible_claims, visible_imports, visible_topics
from claims.actions.add_topic import add_topic
from claims.actions.edit_claim import edit_claim
from claims.models import Claim, Import, Topic
from factcheck.core.errors import Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.models import Event, User
from reviews.access import visible_reviews
from reviews.actions.change_members import change_members
from reviews.actions.change_person import change_person
from reviews.actions.hand_back_unseen import hand_back_unseen
from reviews.actions.open_review import open_review
from reviews.actions.open_topic import open_topic
from reviews.actions.restrict_topic import restrict_topic
from reviews.actions.save_draft import save_draft
from reviews.models import Draft, Notice, Publication, Review
from reviews.notify.dispatch import drain
from reviews.notify.words import words
from reviews.workflow import State
from tests.claims.importing import imported_file
from tests.factories import assess, assigned, held_until, in_state, make_claim, make_document, make_publication

Cast = dict[str, User]


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return add_topic("The protests", by=cast["erin"])


def put(review: Review, topic: Topic, cast: Cast) -> Review:
    """The review, its claim in the topic."""
    edit_claim(review.claim_id, by=cast["erin"], topic=topic.slug)
    review.refresh_from_db()
    return review


def told(person: User) -> list[str]:
    drain()
    notices = Notice.objects.filter(person=person, event__kind__startswith="topic.").order_by("event_id")
    return [words(notice.event) for notice in notices]


def test_it_exists_for_its_members_alone_and_whoever_restricts_it_is_one(cast: Cast, topic: Topic) -> None:
    claim = make_claim(cast["erin"], topic=topic.slug)
    document = make_document(cast["erin"], topic=topic.slug)
    restrict_topic(topic.slug, by=cast["cleo"], members=["ada", "rita"])
    for name in ("cleo", "ada", "rita"):
        assert visible_topics(cast[name]).get() == topic
        assert claim in visible_claims(cast[name])
    for name in ("erin", "ben", "adam"):
        assert not visible_topics(cast[name]).exists()
        assert not visible_claims(cast[name]).exists()
        assert not document.imports.filter(pk__in=visible_imports(cast[name])).exists()
    event = Event.objects.get(kind="topic.restricted")
    assert event.data == {"members": ["ada", "cleo", "rita"], "returned": [], "tell": []}
    assert [told(cast[name]) for name in ("ada", "cleo", "ben")] == [
        ["You are a member of a restricted topic now."], [], [],
    ]  # fmt: skip


def test_parts_of_others_go_back_and_their_drafts_are_kept(cast: Cast, topic: Topic) -> None:
    erin, ada, ben = cast["erin"], cast["ada"], cast["ben"]
    both = put(in_state(State.IN_REVIEW, cast), topic, cast)
    save_draft(both.pk, by=ada, rating="half-true", rationale="Half of it.")
    waiting = put(held_until(in_state(State.IN_REVIEW, cast), erin), topic, cast)
    split = assigned(put(in_state(State.SPLIT, cast), topic, cast), erin, cast["noor"])
    done = put(in_state(State.IN_REVIEW, cast), topic, cast)
    assess(done, ada)
    elsewhere = in_state(State.IN_REVIEW, cast)
    restrict_topic(topic.slug, by=erin, members=["ben"])

    def holders(review: Review) -> list[str]:
        review.refresh_from_db()
        return sorted(review.assignments.filter(released_at__isnull=True).values_list("user__username", flat=True))

    assert holders(both) == ["ben"]
    assert holders(waiting) == ["ben"]
    assert holders(split) == ["ada", "ben"], "what is in stays"
    assert holders(done) == ["ada", "ben"]
    assert holders(elsewhere) == ["ada", "ben"]
    assert [(each.state, each.free_parts) for each in (both, waiting, split, done)] == [
        ("in_review", 1), ("on_hold", 1), ("split", 0), ("in_review", 0),
    ]  # fmt: skip
    assert Draft.objects.filter(review=both, by=ada, rationale="Half of it.").exists()
    back = "What you held in a topic that is restricted now went back to the queue; your drafts are kept."
    assert [told(each) for each in (ada, cast["noor"], ben)] == [
        [back], [back], ["You are a member of a restricted topic now."],
    ]  # fmt: skip
    assert sorted(Event.objects.get(kind="topic.restricted").data["returned"]) == [both.pk, waiting.pk, split.pk]
    assert visible_reviews(ben).filter(pk=both.pk).exists()


def test_whoever_is_taken_out_hands_back_and_sees_it_no_more(cast: Cast, topic: Topic) -> None:
    erin, ada = cast["erin"], cast["ada"]
    review = put(in_state(State.IN_REVIEW, cast), topic, cast)
    restrict_topic(topic.slug, by=erin, members=["ada", "ben"])
    change_members(topic.slug, by=erin, add=["noor"], remove=["ada"])
    assert not visible_reviews(ada).exists()
    live = review.assignments.filter(released_at__isnull=True)
    assert [part.user.username for part in live] == ["ben"]
    assert visible_topics(cast["noor"]).exists()
    assert told(ada)[1:] == [
        "You are a member of a restricted topic no longer. What you held there went back to the queue; your drafts "
        "are kept."
    ]
    changes = Event.objects.filter(kind="topic.members_changed").order_by("-id")[:2]
    assert [(event.data["did"], event.data["user"]) for event in changes] == [
        ("removed", ada.pk), ("added", cast["noor"].pk),
    ]  # fmt: skip
    events = Event.objects.count()
    change_members(topic.slug, by=erin, add=["noor"])
    assert Event.objects.count() == events


def test_somebody_who_may_manage_it_stays(cast: Cast, topic: Topic) -> None:
    erin = cast["erin"]
    restrict_topic(topic.slug, by=erin, members=["ada", "cleo"])
    change_members(topic.slug, by=erin, remove=["cleo"])
    with pytest.raises(WrongState, match="Make another editor a member first"):
        change_members(topic.slug, by=erin, remove=["erin"])
    assert erin in topic.members.all()
    change_members(topic.slug, by=erin, add=["adam"], remove=["erin"])
    assert {person.username for person in topic.members.all()} == {"ada", "adam"}
    # An administrator outside is told what everybody outside is.
    with pytest.raises(NotFound):
        change_members(topic.slug, by=erin, add=["erin"])


def test_it_is_opened_to_everybody_again(cast: Cast, topic: Topic) -> None:
    restrict_topic(topic.slug, by=cast["erin"], members=["ada"])
    open_topic(topic.slug, by=cast["erin"])
    assert visible_topics(cast["ben"]).exists()
    assert not topic.members.exists()
    assert Event.objects.get(kind="topic.opened").data == {"members": ["ada", "erin"]}
    restrict_topic(topic.slug, by=cast["cleo"])
    assert not visible_topics(cast["erin"]).exists()


def test_what_cannot_be_is_refused_and_changes_nothing(cast: Cast, topic: Topic) -> None:
    erin = cast["erin"]
    before = Event.objects.count()
    with pytest.raises(WrongState, match="is open already"):
        open_topic(topic.slug, by=erin)
    with pytest.raises(WrongState, match="Restrict it before"):
        change_members(topic.slug, by=erin, add=["ada"])
    with pytest.raises(Invalid) as refused:
        restrict_topic(topic.slug, by=erin, members=["ada", "nobody"])
    assert [fault.pointer for fault in refused.value.faults] == ["/members/1"]
    for name in ("ada", "rita"):
        with pytest.raises(NotAllowed):
            restrict_topic(topic.slug, by=cast[name])
    assert Event.objects.count() == before
    restrict_topic(topic.slug, by=erin)
    with pytest.raises(WrongState, match="restricted already"):
        restrict_topic(topic.slug, by=erin)
    with pytest.raises(Invalid) as refused:
        change_members(topic.slug, by=erin, add=["zoe", "erin"], remove=["ben", "erin"])
    assert [fault.pointer for fault in refused.value.faults] == ["/add/0"]
    with pytest.raises(Invalid) as refused:
        change_members(topic.slug, by=erin, add=["erin"], remove=["ben", "erin"])
    assert [fault.pointer for fault in refused.value.faults] == ["/remove/0", "/remove/1"]
    for verb in (restrict_topic, open_topic, change_members):
        with pytest.raises(NotFound):
            verb(topic.slug, by=cast["adam"])  # type: ignore[operator]


def test_an_import_with_rows_in_it_is_hidden_and_shown_again(cast: Cast, topic: Topic) -> None:
    erin, ada = cast["erin"], cast["ada"]
    named = imported_file(erin, "claim,topic\nFive people were hurt,The protests\nSix were hurt,\n")
    linked = imported_file(erin, "claim\nFive people were hurt\n")
    other = imported_file(erin, "claim\nSomething else was said\n")
    assert Claim.objects.get(text="Five people were hurt").topic == topic

    def seen(person: User) -> set[Import]:
        return set(visible_imports(person))

    assert seen(ada) == seen(erin) == {named, linked, other}
    restrict_topic(topic.slug, by=cast["cleo"], members=["ada"])
    named.refresh_from_db()
    linked.refresh_from_db()
    assert (named.is_restricted, linked.is_restricted) == (True, True)
    assert seen(ada) == {other}, "as when rows go into a topic that is restricted already, only the sender watches it"
    assert seen(erin) == {other}, "who sent it is no member"
    change_members(topic.slug, by=cast["cleo"], add=["erin"])
    assert seen(erin) == {named, linked, other}
    open_topic(topic.slug, by=cast["cleo"])
    assert seen(ada) == seen(erin) == {named, linked, other}


def test_an_import_stays_hidden_for_another_topic(cast: Cast, topic: Topic) -> None:
    add_topic("Another", by=cast["erin"])
    work = imported_file(cast["erin"], "claim,topic\nFive were hurt,The protests\nSix were hurt,Another\n")
    own = imported_file(cast["erin"], "claim\nEight were hurt\n", topic=topic.slug)
    for slug in (topic.slug, "another"):
        restrict_topic(slug, by=cast["erin"])
    own.refresh_from_db()
    assert not own.is_restricted, "its own topic hides it"
    for slug, hidden in ((topic.slug, True), ("another", False)):
        open_topic(slug, by=cast["erin"])
        work.refresh_from_db()
        assert work.is_restricted is hidden


def test_where_a_claim_was_found_counts_no_restricted_place(cast: Cast, topic: Topic) -> None:
    erin = cast["erin"]
    first = make_claim(erin, "Seven people were hurt in the north")
    make_claim(erin, "Seven people were hurt in the north", topic=topic.slug)
    review = open_review(first.pk, by=erin)
    rank = review.rank
    assert review.places == 2
    restrict_topic(topic.slug, by=erin)
    review.refresh_from_db()
    assert review.places == 1
    assert review.rank < rank
    open_topic(topic.slug, by=erin)
    review.refresh_from_db()
    assert (review.places, review.rank) == (2, rank)


def test_what_was_published_stays_public(cast: Cast, topic: Topic) -> None:
    public = make_publication(cast)
    put(public.review, topic, cast)
    restrict_topic(topic.slug, by=cast["erin"])
    assert Publication.objects.get(review=public.review, is_current=True).body == public.body
    assert not visible_reviews(cast["ben"]).exists()


def test_whoever_leaves_the_newsroom_is_no_manager(cast: Cast, topic: Topic) -> None:
    restrict_topic(topic.slug, by=cast["erin"], members=["cleo"])
    change_person("cleo", by=cast["adam"], is_active=False)
    with pytest.raises(WrongState, match="Nobody would be left"):
        change_members(topic.slug, by=cast["erin"], remove=["erin"])


def test_a_claim_that_is_put_into_a_restricted_topic_is_held_by_its_members_alone(cast: Cast, topic: Topic) -> None:
    restrict_topic(topic.slug, by=cast["erin"], members=["ben"])
    review = put(in_state(State.IN_REVIEW, cast), topic, cast)
    elsewhere = in_state(State.IN_REVIEW, cast)
    assert hand_back_unseen() == 1
    assert hand_back_unseen() == 0
    assert [part.user.username for part in review.assignments.filter(released_at__isnull=True)] == ["ben"]
    assert elsewhere.assignments.filter(released_at__isnull=True).count() == 2
    event = Event.objects.filter(kind="review.released").latest("id")
    assert (event.by, event.data["reason"]) == (None, "its topic is restricted")
