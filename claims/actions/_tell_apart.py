"""Which rows of a claim file are new, which are known and which repeat a claim.

A batch is told apart in memory after three look-ups, however many rows it has; what it becomes is lines for COPY.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import BigIntegerField, Case, When

from claims.access import visible_claims
from claims.actions._claim_lines import Lines, Repetition
from claims.actions._row_topics import hide_from_others, topics_of_rows
from claims.actions._seen_rows import remember_seen, seen
from claims.actions._written import Written
from claims.actions.resolve_parties import resolve_parties
from claims.intake.prepared_row import PreparedRow
from claims.models import Claim, ClaimState, Import, ImportRow, RowOutcome
from factcheck.core.copying import next_ids


@dataclass(slots=True)
class _Earlier:
    """What a row repeats: a claim, or in a dry run a row of the same file (`claim_id` is 0)."""

    fingerprint: str
    claim_id: int
    row_number: int = 0
    topic_id: int | None = None  # of a restricted topic that it is in

    def __str__(self) -> str:
        return f"Claim {self.claim_id}" if self.claim_id else f"Row {self.row_number}"


@dataclass
class Told:
    """A batch told apart: its counts, and the lines that it becomes."""

    done: Written
    lines: Lines


def tell_apart(work: Import, rows: Sequence[PreparedRow], *, keep: bool) -> Told:
    """Tell rows of an import apart, to be written as claims that wait for triage.

    A row is known when one with its external id, or without one its very content, was imported before. When its
    words, folded, are those of a claim that the sender may see, no claim is made: the repetition is written down and
    linked to that claim. Topics are looked up among those that exist for the sender; a row with one that is not
    there is refused, unless the import makes topics. Without `keep` the same is told apart and counted, and only
    what a later batch needs to know is remembered, in this session of the database. Refused rows come back without
    their cells. The caller holds the turn (`write_in_turn`).
    """
    topics = topics_of_rows(work, rows, keep=keep)
    refused = {bad.number for bad in topics.refused}
    if refused:
        rows = [each for each in rows if each.number not in refused]
    told = Told(Written(refused=topics.refused), Lines(work))
    new = _new_ones(work, rows, told, keep=keep)
    if keep:
        parties = resolve_parties({name for _, each in new for name, _ in each.links})
        told.lines.add_claims([(pk, each, topics.ids.get(each.topic, work.topic_id)) for pk, each in new], parties)
    else:
        remember_seen([(each.key, each.fingerprint, each.number) for _, each in new])
    return told


def _new_ones(work: Import, rows: Sequence[PreparedRow], told: Told, *, keep: bool) -> list[tuple[int, PreparedRow]]:
    """The claims to make, with their ids (0 in a dry run). Counts the rows; repetitions become lines."""
    done, lines = told.done, told.lines
    by_key, by_print = _known(work, rows, keep=keep)
    ids = next_ids(Claim._meta.db_table, len(rows)) if keep else [0] * len(rows)
    new: list[tuple[int, PreparedRow]] = []
    for pk, each in zip(ids, rows, strict=True):
        if (earlier := by_key.get(each.key)) is not None:
            done.known += 1
            if each.external_id and earlier.fingerprint != each.fingerprint:
                reason = f"{earlier} has the external id {each.external_id} but other words. It was left as it is."
                lines.add_repetition(Repetition(each, RowOutcome.KNOWN, reason, earlier.claim_id, ""))
                hide_from_others(work, earlier.topic_id)
        elif (same := by_print.get(each.fingerprint)) is not None:
            done.duplicates += 1
            reason = f"{same} has the same words. This row was linked to it."
            # What a dry run links must not make the row known to the import that keeps it.
            key = each.key if keep else ""
            lines.add_repetition(Repetition(each, RowOutcome.DUPLICATE, reason, same.claim_id, key))
            hide_from_others(work, same.topic_id)
            by_key[each.key] = same
        else:
            new.append((pk, each))
            by_key[each.key] = by_print[each.fingerprint] = _Earlier(each.fingerprint, pk, each.number)
    done.added += len(new)
    return new


def _known(work: Import, rows: Sequence[PreparedRow], *, keep: bool) -> tuple[dict[str, _Earlier], dict[str, _Earlier]]:
    """What is here already, by row key and by fingerprint; of several claims with the same words the oldest."""
    keys, prints = [each.key for each in rows], [each.fingerprint for each in rows]
    by_key: dict[str, _Earlier] = {}
    by_print: dict[str, _Earlier] = {}
    if not keep:
        for key, words, number in seen(keys, prints):
            by_key[key] = by_print[words] = _Earlier(words, 0, number)
    found = _matches(keys, prints)
    if not found:
        return by_key, by_print
    visible = visible_claims(work.created_by).filter(pk__in={pk for pk, _ in found}).order_by("-id")
    by_id: dict[int, _Earlier] = {}
    restricted = Case(
        When(topic__is_restricted=True, then="topic"),
        When(document__topic__is_restricted=True, then="document__topic"),
        output_field=BigIntegerField(),
    )
    rows_found = visible.values_list("id", "fingerprint", "row_key", "state", restricted)
    for pk, words, key, state, topic_id in rows_found:
        claim = by_id[pk] = _Earlier(words, pk, topic_id=topic_id)
        if state != ClaimState.DROPPED:
            by_print[words] = claim
        if key:
            by_key[key] = claim
    by_key |= {key: by_id[pk] for pk, key in found if key and pk in by_id and key not in by_key}
    return by_key, by_print


def _matches(keys: list[str], prints: list[str]) -> list[tuple[int, str]]:
    """Claims that a row may repeat, whoever may see them, and the key of the row that was linked to each before."""
    claims, rows = Claim._meta.db_table, ImportRow._meta.db_table
    with connection.cursor() as cursor:
        # While millions of rows come in, what the planner knows of the table is old: it would read all of it each time.
        cursor.execute("SET LOCAL enable_seqscan = off")
        # As one text each: thousands of values take longer to send and to plan than the look-up itself.
        cursor.execute(
            f"SELECT id, '' FROM {claims} WHERE row_key <> '' AND row_key = ANY(string_to_array(%(keys)s, ','))"  # noqa: S608
            f" UNION ALL SELECT id, '' FROM {claims} WHERE fingerprint = ANY(string_to_array(%(prints)s, ','))"
            f" UNION ALL SELECT claim_id, row_key FROM {rows} WHERE row_key <> ''"
            "  AND row_key = ANY(string_to_array(%(keys)s, ',')) AND claim_id IS NOT NULL",
            {"keys": ",".join(keys), "prints": ",".join(prints)},
        )
        found = [(pk, key) for pk, key in cursor.fetchall()]
        cursor.execute("SET LOCAL enable_seqscan = on")
        return found
