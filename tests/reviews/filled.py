"""A desk with something in every table, for tests of what the database does by itself."""

from datetime import UTC, datetime

from claims.actions.add_claim import add_claim
from claims.actions.affiliate_party import affiliate
from claims.actions.dismiss_match import dismiss_match
from claims.actions.save_mapping import save_mapping
from claims.models import (
    Derivation,
    Document,
    Embedding,
    ExternalCheck,
    FeedItem,
    Finding,
    Judgement,
    ModelUse,
    MovedRows,
    OtherTopic,
    Party,
    PartyMerge,
    PartyProposal,
    Reading,
    Snapshot,
    Topic,
)
from factcheck.core.models import Scope, User
from factcheck.core.tokens import make_token
from reviews.actions.correct import correct
from reviews.actions.publish import publish
from reviews.models import (
    Comeback,
    Comment,
    Desk,
    Draft,
    Interest,
    Leave,
    Policy,
    Rating,
    Review,
    SavedFilter,
    Scale,
)  # fmt: skip
from reviews.notify.dispatch import drain
from reviews.workflow import State
from tests.claims.feeding import make_feed
from tests.claims.importing import imported_file
from tests.factories import (
    assess,
    assigned,
    in_state,
    make_claim,
    make_document,
    make_evidence,
    make_publication,
    make_review,
)  # fmt: skip

Ids = dict[str, int | str]


def filled(cast: dict[str, User]) -> Ids:
    """A desk with at least one row in every table; the keys that the statements name."""
    erin = cast["erin"]
    document = make_document(erin, publisher="Reuters")
    other = make_document(erin)
    type(other).objects.filter(pk=other.pk).update(supersedes=document)
    spanned = add_claim(by=erin, document_id=document.pk, start=0, end=30)
    Reading.objects.create(claim=spanned, extractors=["rules 2"], configs=["0"], said={})
    ModelUse.objects.create(day=_now().date())
    Embedding.objects.create(claim=spanned, model="small", fingerprint=spanned.fingerprint, vector=[0.6, 0.8])
    in_state(State.QUEUED, cast)
    evidence = make_evidence(in_state(State.IN_REVIEW, cast), cast["ada"], publisher="Jamaran")
    source, party = evidence.source, Party.objects.earliest("id")
    Derivation.objects.create(
        source=source, from_party=party, basis="It cites it.", judged_by=cast["ada"], judged_at=_now()
    )
    Snapshot.objects.create(
        source=source, url=source.url, sha256="0" * 64, media_type="text/html", size=1, path="a", taken_at=_now()
    )
    affiliate(party, of=Party.objects.latest("id"), basis="It says so.", by=erin)
    _merged(document, by=erin)
    check = ExternalCheck.objects.create(
        url="https://other.example/", publisher=party, claim_text="It is so.", rating_text="No", value=1, worst=1,
        best=5, fingerprint="f",
    )  # fmt: skip
    Embedding.objects.create(external_check=check, model="small", fingerprint=check.fingerprint, vector=[1.0])
    work = imported_file(erin)
    ExternalCheck.objects.create(
        url="https://other.example/b", claim_text="It is so.", value=1, worst=1, best=5, fingerprint="g",
        imported_in=work, row_number=1,
    )  # fmt: skip
    FeedItem.objects.create(feed=make_feed(erin, "https://paper.example/rss"), key="k")
    save_mapping(by=erin, name="Backlog", columns=["a"], mapping={"a": "text"})
    Interest.objects.create(user=cast["rita"], party=party)
    toll = Topic.objects.create(slug="toll", title="Toll")
    Finding.objects.create(
        topic=toll, kind="figure_fell", key="k", words="It fell.", judgement=Judgement.CONFIRMED, judged_by=erin,
        judged_at=_now(),
    )  # fmt: skip
    OtherTopic.objects.create(claim=spanned, topic=toll, by=erin)
    make_token(erin, by=erin, name="test", scopes=[Scope.READ])
    make_publication(cast, split=True)
    in_state(State.RETRACTED, cast)
    published = make_publication(cast)
    correct(published.review_id, by=erin, what="The words.", why="They misled.", rationale="In other words.")
    drain()
    scale = Scale.objects.create(name="Other")
    strange = Rating.objects.create(
        scale=scale, position=1, slug="strange", label="Strange", definition="of no scale here"
    )
    deciding = published.review.assignments.create(
        round=9, part="adjudicator", user=cast["cleo"], assigned_by=erin, lease_until=_now()
    )
    spare = published.review.assignments.create(
        round=9, part="second", user=cast["rita"], assigned_by=erin, lease_until=_now()
    )
    published.review.assignments.create(
        round=9, part="first", user=cast["noor"], assigned_by=erin, lease_until=_now(), released_at=_now()
    )
    topic = Topic.objects.get()
    lone = alone(cast)
    dismiss_match(spanned.pk, other=make_claim(erin).pk, by=erin)
    dismiss_match(spanned.pk, check=ExternalCheck.objects.earliest("pk").pk, by=erin)
    newsroom = fill_the_desk(cast, topic, lone)
    return {
        "free": make_claim(erin).pk, "other": make_claim(erin).pk, "spanned": spanned.pk, "document": document.pk,
        "source": f"'{source.pk}'", "party": party.pk, "rita": cast["rita"].pk, "scale": scale.pk,
        "strange": strange.pk, "adjudicating": deciding.pk, "spare": spare.pk, "review": published.review_id,
        "lone": lone.pk, "publication": published.review.publications.get(is_current=True).pk,
        "desk": newsroom.pk, "ada": cast["ada"].pk, "noor": cast["noor"].pk, "erin": erin.pk,
    }  # fmt: skip


def _merged(document: Document, *, by: User) -> None:
    """A party that was merged into another, and two names that may be one party's."""
    one, other = (Party.objects.create(name=name) for name in ("WHO", "World Health Organization"))
    merge = PartyMerge.objects.create(party=one, into=other, reason="The report says so.", by=by)
    MovedRows.objects.create(merge=merge, what="aliases", keys=["1"])
    PartyProposal.objects.create(
        name="United Nations", folded="united nations", other="UN", other_folded="un", rule="acronym",
        document=document, words="the United Nations (UN) said", marked="United Nations (UN)", start=4,
    )  # fmt: skip


def alone(cast: dict[str, User]) -> Review:
    """A published review that Ada alone assessed."""
    review = assigned(make_review(cast["erin"], assessments_needed=1), cast["erin"], cast["ada"])
    assess(review, cast["ada"])
    publish(review.pk, by=cast["erin"])
    return review


def fill_the_desk(cast: dict[str, User], topic: Topic, review: Review) -> Desk:
    """A row in each table of how a desk works and of what its people leave about a review."""
    erin, ada = cast["erin"], cast["ada"]
    newsroom = Desk.objects.create(slug="newsroom", name="Newsroom")
    for of in ({}, {"topic": topic}, {"desk": newsroom}):
        Policy.objects.create(set_by=erin, **of)
    Comeback.objects.create(review=review, cause="review_date", key="2026-01-01", words="It is time.", round=2)
    Comment.objects.create(review=review, round=1, by=ada, is_blind=False, body="Which officials?")
    Draft.objects.create(review=review, round=1, by=ada)
    Leave.objects.create(user=ada, from_on="2026-01-01", until_on="2026-01-02", set_by=ada)
    SavedFilter.objects.create(person=erin, name="Late")
    return newsroom


def _now() -> datetime:
    return datetime.now(tz=UTC)
