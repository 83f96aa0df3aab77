"""What a call is made on: a thing of the desk, brought there by the product's own verbs.

Where a review has reviewers they are Ada and, from `round` on, Ben; Erin opened it.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from claims.actions.add_claim import add_claim
from claims.actions.decide_claim import decide_claim
from claims.actions.save_mapping import save_mapping
from claims.models import Claim, ClaimState, Document, Feed, FeedItem, Import, Topic
from factcheck.core.models import User
from reviews.actions.adjudicate import adjudicate
from reviews.models import AttributionFinding, Review
from reviews.workflow import State
from tests.archived import keep_copy
from tests.claims.checking import make_check
from tests.claims.importing import UNKNOWN_COLUMNS, imported_file
from tests.factories import (
    AS_OF,
    assess,
    assigned,
    held_until,
    in_state,
    make_claim,
    make_document,
    make_evidence,
    make_review,
)

Ids = dict[str, int | UUID | str]
Cast = dict[str, User]


def nothing(cast: Cast) -> Ids:
    """A desk with one claim that is kept and under no review."""
    return {"claim": make_claim(cast["erin"]).pk}


def document(cast: Cast) -> Ids:
    """A document with one kept claim in it."""
    made = make_document(cast["erin"])
    claim = add_claim(by=cast["erin"], document_id=made.pk, start=0, end=40)
    return {"pk": made.pk, "claim": claim.pk, "words": claim.quote}


def copied(cast: Cast) -> Ids:
    """A document with an address, of which a copy is kept."""
    made = make_document(cast["erin"], url="https://news.example/a")
    return {"pk": made.pk, "key": keep_copy(cast["erin"], document=made).key}


def changed(cast: Cast) -> Ids:
    """A newer version of a document."""
    made, newer = make_document(cast["erin"]), make_document(cast["erin"])
    Document.objects.filter(pk=newer.pk).update(supersedes=made)
    return {"pk": newer.pk}


def sourced(cast: Cast) -> Ids:
    """A review of which Ada holds the first part, with her evidence, of whose page a copy is kept."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    evidence = make_evidence(review, cast["ada"])
    key = keep_copy(cast["ada"], source=evidence.source).key
    return {"pk": review.pk, "evidence_id": evidence.pk, "source_id": evidence.source_id, "key": key}


def importing(cast: Cast) -> Ids:
    """A document's import, not yet begun."""
    return {"pk": make_document(cast["erin"]).imports.get().pk}


def refused(cast: Cast) -> Ids:
    """An import of a file that is done, with its second row refused."""
    return {"pk": imported_file(cast["erin"]).pk, "number": 2}


def mapless(cast: Cast) -> Ids:
    """An import that waits for its columns to be named."""
    return {"pk": imported_file(cast["erin"], UNKNOWN_COLUMNS).pk}


def mapping(cast: Cast) -> Ids:
    """A saved mapping."""
    saved = save_mapping(by=cast["erin"], name="Backlog", columns=["x", "y"], mapping={"x": "text"})
    return {"pk": saved.pk, "mapping_id": saved.pk}


def claim(cast: Cast) -> Ids:
    """A claim of a document, not decided on."""
    made = document(cast)
    decide_claim(int(str(made["claim"])), ClaimState.UNDECIDED, by=cast["erin"])
    return {"pk": made["claim"], "document": made["pk"]}


def check(cast: Cast) -> Ids:
    """A fact-check of others."""
    return {"pk": make_check(cast["erin"]).pk}


def feeding(cast: Cast) -> Ids:
    """A feed with one item, whose document is here."""
    feed = Feed.objects.create(url="https://paper.example/feed.xml", title="Bulletin feed", added_by=cast["erin"])
    work = make_document(cast["erin"]).imports.get()
    FeedItem.objects.create(feed=feed, key="1" * 64, title="Bulletin item", work=work)
    return {"pk": feed.pk}


def held(cast: Cast) -> Ids:
    """A review of which Ada holds the first part, with two pieces of her evidence."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    evidence = make_evidence(review, cast["ada"])
    other = make_evidence(review, cast["ada"])
    return {"pk": review.pk, "evidence_id": evidence.pk, "other": str(other.pk)}


def waiting(cast: Cast) -> Ids:
    """A review on hold of which Ada holds the first part."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    return {"pk": held_until(review, cast["erin"]).pk}


def last(cast: Cast) -> Ids:
    """A review whose round lacks only Ada's assessment."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    assess(review, cast["ben"])
    return {"pk": review.pk}


def named(cast: Cast) -> Ids:
    """A split review that Noor is to decide."""
    review = in_state(State.SPLIT, cast)
    return {"pk": assigned(review, cast["erin"], cast["noor"]).pk}


def adjudicated(cast: Cast) -> Ids:
    """A split review that Noor has decided."""
    ids = named(cast)
    adjudicate(
        review_of(ids).pk, by=cast["noor"], rating="unproven", attribution=AttributionFinding.CONFIRMED, as_of=AS_OF,
        reason="The officials are unnamed.",
    )  # fmt: skip
    return ids


def _standing(state: State) -> Callable[[Cast], Ids]:
    return lambda cast: {"pk": in_state(state, cast).pk}


SITUATIONS: Mapping[str, Callable[[Cast], Ids]] = {
    "nothing": nothing,
    "document": document,
    "import": importing,
    "copied": copied,
    "changed": changed,
    "sourced": sourced,
    "refused": refused,
    "mapless": mapless,
    "mapping": mapping,
    "claim": claim,
    "feed": feeding,
    "check": check,
    "held": held,
    "waiting": waiting,
    "last": last,
    "named": named,
    "adjudicated": adjudicated,
    "round": _standing(State.IN_REVIEW),
    **{state.value: _standing(state) for state in State if state is not State.IN_REVIEW},
}


def restrict(member: User) -> Topic:
    """Put every claim, document, feed and import that there is in a topic that exists for one member alone."""
    topic = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    topic.members.add(member)
    Claim.objects.update(topic=topic)
    Document.objects.update(topic=topic)
    Feed.objects.update(topic=topic)
    Import.objects.update(topic=topic)
    return topic


def review_of(ids: Ids) -> Review:
    return Review.objects.get(pk=ids["pk"])
