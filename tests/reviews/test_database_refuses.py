"""What the database refuses by itself, whoever asks: each constraint and trigger against raw SQL.

The list is compared with the database's own catalogue, so a constraint without a row here fails.
"""

import re
from datetime import UTC, datetime

import pytest
from django.db import Error, connection, transaction

from claims.actions.add_claim import add_claim
from claims.actions.affiliate_party import affiliate
from claims.actions.save_mapping import save_mapping
from claims.models import Derivation, ExternalCheck, FeedItem, Party, Snapshot, Topic
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
from tests.claims.references import TRIGGERS
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
from tests.reviews.refusals import AGAIN, CHANGED, FROZEN, OF_THE_HISTORY

# Kept by Django itself: no negative numbers, pairs of a list once; and keys that composite references need.
_DJANGOS = re.compile(r"^(core|claims|reviews)_\w+_(check|uniq)$|^(rating|review)_id_scale$|^assignment_identity$")
_CATALOGUE = r"""
SELECT conname FROM pg_constraint
WHERE conrelid::regclass::text ~ '^(core|claims|reviews)_'
    AND (contype = 'c' OR contype = 'f' AND conname !~ '_fk(_|$)')
UNION SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE indisunique AND NOT indisprimary AND indrelid::regclass::text ~ '^(core|claims|reviews)_'
UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
"""
Ids = dict[str, int | str]


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in re.sub(r"\|\|", "‖", table).strip().splitlines()]


@pytest.fixture
def desk(cast: dict[str, User]) -> Ids:
    """A desk with at least one row in every table; the keys that the statements name."""
    erin = cast["erin"]
    document = make_document(erin, publisher="Reuters")
    other = make_document(erin)
    type(other).objects.filter(pk=other.pk).update(supersedes=document)
    spanned = add_claim(by=erin, document_id=document.pk, start=0, end=30)
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
    ExternalCheck.objects.create(
        url="https://other.example/", publisher=party, claim_text="It is so.", rating_text="No", value=1, worst=1,
        best=5, fingerprint="f",
    )  # fmt: skip
    work = imported_file(erin)
    ExternalCheck.objects.create(
        url="https://other.example/b", claim_text="It is so.", value=1, worst=1, best=5, fingerprint="g",
        imported_in=work, row_number=1,
    )  # fmt: skip
    FeedItem.objects.create(feed=make_feed(erin, "https://paper.example/rss"), key="k")
    save_mapping(by=erin, name="Backlog", columns=["a"], mapping={"a": "text"})
    Interest.objects.create(user=cast["rita"], party=party)
    Topic.objects.create(slug="toll", title="Toll")
    make_token(erin, by=erin, name="test", scopes=[Scope.READ])
    make_publication(cast, split=True)
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
    topic = Topic.objects.get()
    lone = alone(cast)
    newsroom = fill_the_desk(cast, topic, lone)
    return {
        "free": make_claim(erin).pk, "other": make_claim(erin).pk, "spanned": spanned.pk, "document": document.pk,
        "source": f"'{source.pk}'", "party": party.pk, "rita": cast["rita"].pk, "scale": scale.pk,
        "strange": strange.pk, "adjudicating": deciding.pk, "spare": spare.pk, "review": published.review_id,
        "lone": lone.pk,
        "desk": newsroom.pk, "ada": cast["ada"].pk, "erin": erin.pk,
    }  # fmt: skip


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


def test_every_rule_of_the_database_is_tried_here(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_CATALOGUE)
        kept = {name for (name,) in cursor.fetchall() if not _DJANGOS.match(name)}
    kept -= TRIGGERS | OF_THE_HISTORY  # tried in files of their own
    tried = {row[0] for table in (CHANGED, AGAIN, FROZEN) for row in rows(table)}
    assert tried == kept - {"event_not_truncated", "assignment_one_part_a_person"}


def test_no_row_breaks_a_rule(desk: Ids) -> None:
    wrong = {}
    for name, table, changes in rows(CHANGED):
        statement = f"UPDATE {table} SET {changes.replace('‖', '||').format(**desk)}"  # noqa: S608
        wrong[name, statement] = refused_by(statement)
    for name, table, which, changes in rows(AGAIN):
        statement = again(table, which.format(**desk), changes.format(**desk))
        wrong[name, statement] = refused_by(statement)
    assert {key: by for key, by in wrong.items() if by != key[0]} == {}


def test_what_is_written_once_is_never_changed(desk: Ids) -> None:
    wrong = {}
    for name, statement in rows(FROZEN):
        by = refused_by(statement.replace("‖", "||"))
        words = {
            "publication_frozen": "a publication is frozen", "claim_under_review": name, "verdict_fixed": name,
            "scale_in_use_is_frozen": name, "rating_in_use_is_frozen": "scale_in_use_is_frozen",
        }  # fmt: skip
        wrong[statement] = words.get(name, "rows are never changed or deleted") in by
    assert all(wrong.values()), wrong


def test_events_cannot_be_emptied(db: None) -> None:
    """The run's own database has this trigger off, since tests that commit empty every table."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_event ENABLE TRIGGER event_not_truncated")
    assert "rows are never changed or deleted" in refused_by("TRUNCATE core_event CASCADE")


def test_one_part_a_person_holds_without_the_trigger_too(desk: Ids) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with a check to come is not altered
        cursor.execute("ALTER TABLE reviews_assignment DISABLE TRIGGER assignment_one_part")
    statement = again("reviews_assignment", "part = 'first'", "part = 'adjudicator'")
    assert refused_by(statement) == "assignment_one_part_a_person"


def test_what_a_rule_leaves_free_is_free(desk: Ids) -> None:
    """A released part can be held again, a withdrawn piece of evidence added again, a current page superseded."""
    for statement in (
        "UPDATE reviews_assignment SET released_at = now() WHERE done_at IS NULL",
        again("reviews_assignment", "done_at IS NULL AND part = 'first'", "released_at = NULL"),
        "UPDATE reviews_evidence SET withdrawn_at = now()",
        again("reviews_evidence", "", "withdrawn_at = NULL, number = 99"),
        "UPDATE reviews_verdict SET review_by = now()",
        "UPDATE reviews_scale SET is_default = false, retired_at = now()",
        "UPDATE reviews_publication SET is_current = false",
        "UPDATE claims_document SET title = 'Another title'",
    ):
        assert refused_by(statement) == ""


def refused_by(statement: str) -> str:
    """The rule that refuses a statement, by its name or else its words; "" when none does, and then it is done."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except Error as error:
        diagnosis = error.__cause__.diag  # type: ignore[union-attr]
        return diagnosis.constraint_name or diagnosis.message_primary or "refused"
    return ""


def again(table: str, which: str, changes: str) -> str:
    """The statement that inserts a row of a table once more, with a key of its own."""
    changed = dict(re.split(r"\s*=\s*", part, maxsplit=1) for part in re.split(r",\s*(?=\w+ = )", changes) if part)
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s", [table])
        types = dict(cursor.fetchall())
    columns = [name for name in types if name != "id" or types["id"] == "uuid"]
    values = [changed.get(name, "gen_random_uuid()" if name == "id" else f'"{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    row = f"SELECT {', '.join(values)} FROM {table} WHERE {which or 'true'} ORDER BY id LIMIT 1"  # noqa: S608
    return f"INSERT INTO {table} ({names}) {row}"


def _now() -> datetime:
    return datetime.now(tz=UTC)
