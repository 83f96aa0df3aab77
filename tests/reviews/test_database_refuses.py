"""What the database refuses by itself, whoever asks: each constraint and trigger against raw SQL.

The list is compared with the database's own catalogue, so a constraint without a row here fails.
"""

import re
from datetime import UTC, datetime

import pytest
from django.db import Error, connection, transaction

from claims.actions.add_claim import add_claim
from claims.actions.affiliate_party import affiliate
from claims.models import Derivation, ExternalCheck, Party, Snapshot, Topic
from factcheck.core.models import Scope, User
from factcheck.core.tokens import make_token
from reviews.actions.correct import correct
from reviews.models import Interest, Rating, Scale
from reviews.notify.dispatch import drain
from reviews.workflow import State
from tests.factories import in_state, make_claim, make_document, make_evidence, make_publication

# name | table | what an UPDATE sets
CHANGED = """
affiliation_with_another | claims_affiliation | of_id = party_id
attribution_has_a_name | claims_attribution | name = ''
attribution_stance_known | claims_attribution | stance = 'shouts'
claim_has_text | claims_claim | text = ''
claim_kind_known | claims_claim | kind = 'gossip'
claim_state_known | claims_claim | state = 'lost' WHERE id = {free}
claim_merged_says_into_what | claims_claim | state = 'merged' WHERE id = {free}
claim_merged_says_into_what | claims_claim | merged_into_id = {other} WHERE id = {free}
claim_not_merged_into_itself | claims_claim | state = 'merged', merged_into_id = id WHERE id = {free}
claim_quote_as_long_as_span | claims_claim | quote = quote || '.' WHERE id = {spanned}
claim_quote_as_long_as_span | claims_claim | "end" = "end" + 1 WHERE id = {spanned}
claim_said_on_is_iso | claims_claim | said_on = '4.12.2019'
claim_span_goes_with_document | claims_claim | start = NULL WHERE id = {spanned}
claim_span_goes_with_document | claims_claim | "end" = NULL WHERE id = {spanned}
claim_span_goes_with_document | claims_claim | document_id = NULL WHERE id = {spanned}
claim_span_goes_with_document | claims_claim | start = 0, "end" = 5 WHERE id = {free}
claim_worth_in_range | claims_claim | worth = 1.1
derivation_from_one_thing | claims_derivation | from_party_id = NULL, from_source_id = NULL
derivation_from_one_thing | claims_derivation | from_party_id = {party}, from_source_id = {source}
derivation_has_a_basis | claims_derivation | basis = ''
derivation_not_from_itself | claims_derivation | from_party_id = NULL, from_source_id = source_id
derivation_state_known | claims_derivation | state = 'felt'
document_has_a_title | claims_document | title = ''
externalcheck_has_a_claim | claims_externalcheck | claim_text = ''
externalcheck_value_on_its_scale | claims_externalcheck | value = 9
figure_as_of_with_its_precision | claims_figure | as_of = '2019', precision = 'day'
figure_as_of_with_its_precision | claims_figure | as_of = '2019-12-15', precision = ''
figure_as_of_with_its_precision | claims_figure | as_of = 'Aban 1398', precision = 'month'
figure_bound_known | claims_figure | bound = 'roughly'
figure_not_part_of_itself | claims_figure | part_of_id = id
figure_upper_value_only_between | claims_figure | bound = 'between', value_max = NULL
figure_upper_value_only_between | claims_figure | bound = 'between', value_max = value
figure_upper_value_only_between | claims_figure | bound = 'exact', value_max = value + 1
import_counts_add_up | claims_import | added = read + 1
import_ended_when_it_says | claims_import | state = 'done'
import_ended_when_it_says | claims_import | ended_at = now()
import_format_known | claims_import | format = 'scroll'
import_state_known | claims_import | state = 'asleep'
party_has_a_name | claims_party | name = ''
party_kind_known | claims_party | kind = 'ghost'
snapshot_of_document_or_source | claims_snapshot | source_id = NULL
snapshot_of_document_or_source | claims_snapshot | document_id = {document}
snapshot_sha256_is_one | claims_snapshot | sha256 = 'X'
source_has_a_title | claims_source | title = ''
source_kind_known | claims_source | kind = 'rumour'
topic_has_a_title | claims_topic | title = ''
apitoken_digest_is_sha256 | core_apitoken | digest = 'fcd_in_the_clear'
apitoken_scopes_known | core_apitoken | scopes = '{{all}}'
user_role_known | core_user | role = 'king'
assignment_done_is_not_released | reviews_assignment | released_at = now() WHERE done_at IS NOT NULL
assignment_part_known | reviews_assignment | part = 'third', user_id = {rita} WHERE done_at IS NULL
correction_kind_known | reviews_correction | kind = 'whim'
correction_says_what_and_why | reviews_correction | what = ''
correction_says_what_and_why | reviews_correction | why = ''
evidence_stance_known | reviews_evidence | stance = 'hints'
notice_channel_known | reviews_notice | channel = 'pigeon'
review_close_says_why | reviews_review | state = 'closed' WHERE state = 'queued'
review_close_says_why | reviews_review | close_reason = 'abandoned' WHERE state = 'queued'
review_hold_says_why_and_until | reviews_review | state = 'on_hold', hold_until = now() WHERE state = 'queued'
review_hold_says_why_and_until | reviews_review | state = 'on_hold', hold_reason = 'waits' WHERE state = 'queued'
review_hold_says_why_and_until | reviews_review | hold_reason = 'waits', hold_until = now() WHERE state = 'queued'
review_needs_one_or_two | reviews_review | assessments_needed = 3
review_priority_in_range | reviews_review | priority = 4
review_published_has_a_date | reviews_review | published_at = NULL WHERE state = 'published'
review_published_has_a_date | reviews_review | state = 'retracted' WHERE state = 'queued'
review_round_from_one | reviews_review | round = 0
review_state_known | reviews_review | state = 'forgotten'
scale_tolerance_not_negative | reviews_scale | tolerance = -0.1
verdict_attribution_known | reviews_verdict | attribution = 'maybe'
verdict_basis_known | reviews_verdict | basis = 'decree'
verdict_says_who_decided_and_why | reviews_verdict | reason = '' WHERE basis = 'adjudication'
verdict_says_who_decided_and_why | reviews_verdict | decided_by_id = NULL WHERE basis = 'correction'
verdict_says_who_decided_and_why | reviews_verdict | decided_by_id = {rita} WHERE basis = 'agreement'
verdict_rating_on_its_scale | reviews_verdict | rating_id = {strange}
verdict_scale_of_its_review | reviews_verdict | rating_id = {strange}, scale_id = {scale}
"""
# name | table | which row is inserted again | with what changed
AGAIN = """
affiliation_once | claims_affiliation | |
claims_alias_folded_key | claims_alias | |
attribution_one_a_position | claims_attribution | |
claim_once_a_span | claims_claim | id = {spanned} |
derivation_once | claims_derivation | |
claims_document_sha256_key | claims_document | |
claims_document_supersedes_id_key | claims_document | supersedes_id IS NOT NULL | sha256 = repeat('0', 64)
document_has_text | claims_document | | text = '', sha256 = repeat('0', 64)
document_sha256_is_one | claims_document | | sha256 = upper(repeat('f', 64))
externalcheck_once | claims_externalcheck | |
figure_one_a_position | claims_figure | |
claims_snapshot_path_key | claims_snapshot | |
claims_topic_slug_key | claims_topic | |
core_apitoken_prefix_key | core_apitoken | |
core_user_username_key | core_user | |
event_kind_known | core_event | | kind = 'review.vanished'
assessment_attribution_known | reviews_assessment | | attribution = 'maybe'
assessment_has_a_rationale | reviews_assessment | | rationale = ''
assessment_one_a_person | reviews_assessment | | assignment_id = {adjudicating}
reviews_assessment_assignment_id_key | reviews_assessment | | by_id = {rita}
assessment_rating_on_its_scale | reviews_assessment | | by_id = {rita}, assignment_id = {adjudicating}, rating_id = {strange}
assessment_scale_of_its_review | reviews_assessment | | by_id = {rita}, assignment_id = {adjudicating}, rating_id = {strange}, scale_id = {scale}
assignment_one_holder_a_part | reviews_assignment | | user_id = {rita}
assignment_one_part | reviews_assignment | part = 'first' | part = 'adjudicator'
assignment_one_part | reviews_assignment | part = 'first' | part = 'second', round = round + 1
reviews_correction_publication_id_key | reviews_correction | |
evidence_once_a_person | reviews_evidence | |
interest_once | reviews_interest | |
notice_once | reviews_notice | |
publication_one_a_version | reviews_publication | | is_current = false, sequence = 999
publication_one_current | reviews_publication | is_current | version = 99, sequence = 999
reviews_publication_sequence_key | reviews_publication | | is_current = false, version = 99
publication_status_known | reviews_publication | | status = 'hidden', is_current = false, version = 99, sequence = 999
rating_one_a_position | reviews_rating | | slug = 'other'
rating_slug_once | reviews_rating | | position = 99
review_one_open_a_claim | reviews_review | state = 'queued' |
review_one_open_a_claim | reviews_review | state = 'published' | state = 'queued'
scale_once_a_version | reviews_scale | is_default | is_default = false
scale_one_default | reviews_scale | is_default | version = 99
verdict_one_a_version | reviews_verdict | |
"""  # noqa: E501
# trigger | what it refuses
FROZEN = """
event_append_only | UPDATE core_event SET data = '{}'
event_append_only | UPDATE core_event SET by_id = NULL
event_append_only | DELETE FROM core_event
assessment_immutable | UPDATE reviews_assessment SET rationale = 'In other words.'
assessment_immutable | DELETE FROM reviews_assessment
publication_frozen | UPDATE reviews_publication SET body = '{}'
publication_frozen | UPDATE reviews_publication SET status = 'retracted'
publication_frozen | UPDATE reviews_publication SET sequence = sequence + 1000
publication_frozen | UPDATE reviews_publication SET verdict_id = 1, is_current = false
publication_frozen | DELETE FROM reviews_publication
document_immutable | UPDATE claims_document SET text = text || ' '
document_immutable | UPDATE claims_document SET sha256 = repeat('0', 64)
claim_under_review | UPDATE claims_claim SET state = 'dropped' WHERE id IN (SELECT claim_id FROM reviews_review)
"""
# Kept by Django itself: no negative numbers, pairs of a list once; and keys that composite references need.
_DJANGOS = re.compile(r"^(core|claims|reviews)_\w+_(check|uniq)$|^(rating|review)_id_scale$")
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
    Derivation.objects.create(source=source, from_party=party, basis="It cites it.", judged_by=cast["ada"])
    Snapshot.objects.create(
        source=source, url=source.url, sha256="0" * 64, media_type="text/html", size=1, path="a", taken_at=_now()
    )
    affiliate(party, of=Party.objects.latest("id"), basis="It says so.", by=erin)
    ExternalCheck.objects.create(
        url="https://other.example/", publisher=party, claim_text="It is so.", rating_text="No", value=1, worst=1,
        best=5, fingerprint="f",
    )  # fmt: skip
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
    return {
        "free": make_claim(erin).pk, "other": make_claim(erin).pk, "spanned": spanned.pk, "document": document.pk,
        "source": f"'{source.pk}'", "party": party.pk, "rita": cast["rita"].pk, "scale": scale.pk,
        "strange": strange.pk, "adjudicating": deciding.pk,
    }  # fmt: skip


def test_every_rule_of_the_database_is_tried_here(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_CATALOGUE)
        kept = {name for (name,) in cursor.fetchall() if not _DJANGOS.match(name)}
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
        words = {"publication_frozen": "a publication is frozen", "claim_under_review": name}
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
        again("reviews_evidence", "", "withdrawn_at = NULL"),
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
