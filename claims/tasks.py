"""Tasks of intake: each calls one verb and may run twice."""

import logging
import time
from uuid import UUID

from celery import shared_task
from django.db import connection
from django.db.utils import InterfaceError, OperationalError

from claims.actions.archive_source import archive_source, waiting_sources
from claims.actions.count_words import count_words
from claims.actions.embed_texts import embed_texts as embed_new_texts
from claims.actions.fail_import import stumble
from claims.actions.move_party_rows import merges_under_way
from claims.actions.move_party_rows import move_party_rows as move_one_batch
from claims.actions.poll_feed import poll_feed as poll_one_feed
from claims.actions.refresh_findings import refresh_findings
from claims.actions.run_import import run_import as run_one_import
from claims.actions.wake_stalled import wake_stalled
from claims.embedding.chosen import embedder_if_any
from claims.embedding.embedder import EmbeddingFailed
from claims.queries.feeds import due_feeds
from claims.queries.findings import topics_with_figures
from factcheck.core.later import after_commit
from factcheck.core.once import only_one

log = logging.getLogger(__name__)

# Longer than a batch takes; then the worker on it is gone and another resumes. Should it be there after all, the import
# is locked and the second worker leaves at once.
STALLED_AFTER = 15.0  # seconds
AT_ONCE = 2.0  # seconds
# The worker has other work: what is left waits for the next round.
EMBEDDED_FOR = 20.0  # seconds
# Each copy may take a worker some twenty seconds.
SWEPT_AT_ONCE = 50


@shared_task(name="claims.run_import")
def run_import(import_id: int) -> None:
    """Do a turn of an import's work and wake the next.

    A database that is away is no fault of the import: it stays open and the sweeper wakes it again. So it does after
    another fault, three times; then it has failed.
    """
    try:
        if run_one_import(import_id):
            after_commit("claims.run_import", import_id=import_id)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        if not connection.is_usable():
            raise
        log.exception("Import %s stumbled", import_id)
        stumble(import_id, f"{type(error).__name__}. What was sent is kept; ask an administrator to look at the log.")


@shared_task(name="claims.sweep_imports")
def sweep_imports() -> int:
    """Wake every open import that makes no progress: its message or its worker was lost. How many were."""
    return wake_stalled(STALLED_AFTER)


@shared_task(name="claims.wake_imports")
def wake_imports() -> int:
    """Wake every open import that nobody is at just now, for a worker that has just started. How many were."""
    return wake_stalled(AT_ONCE)


@shared_task(name="claims.poll_feed")
def poll_feed(feed_id: int) -> bool:
    """Ask one feed what is new, if it is due; whether it was."""
    return poll_one_feed(feed_id)


@shared_task(name="claims.poll_feeds")
def poll_feeds() -> int:
    """Wake a poll for every feed that is due, each on its own so that none waits for another. How many were."""
    with only_one("claims.poll_feeds") as is_ours:
        ids = due_feeds() if is_ours else []
    for feed_id in ids:
        # While no worker takes them, each round would add another message for the same feeds.
        poll_feed.apply_async(kwargs={"feed_id": feed_id}, expires=60)
    return len(ids)


@shared_task(name="claims.archive_source")
def archive_source_task(source_id: str) -> None:
    """Copy the page of a source."""
    archive_source(UUID(source_id))


@shared_task(name="claims.move_party_rows")
def move_party_rows(merge_id: int) -> None:
    """Move a batch of the rows of a merge and wake the next."""
    if move_one_batch(merge_id):
        after_commit("claims.move_party_rows", merge_id=merge_id)


@shared_task(name="claims.sweep_merges")
def sweep_merges() -> int:
    """Wake every merge of parties with rows that are not yet where they belong. How many were."""
    with only_one("claims.sweep_merges") as is_ours:
        ids = merges_under_way(SWEPT_AT_ONCE) if is_ours else []
    for merge_id in ids:
        move_party_rows.apply_async(kwargs={"merge_id": merge_id}, expires=60)
    return len(ids)


@shared_task(name="claims.refresh_findings")
def refresh_findings_task(topic_id: int) -> None:
    """Bring the findings of a topic in line with its claims."""
    refresh_findings(topic_id)


@shared_task(name="claims.sweep_findings")
def sweep_findings() -> int:
    """Wake every topic with figures: a message was lost, or affiliations have changed. How many were."""
    with only_one("claims.sweep_findings") as is_ours:
        ids = topics_with_figures() if is_ours else []
    for topic_id in ids:
        refresh_findings_task.apply_async(kwargs={"topic_id": topic_id}, expires=600)
    return len(ids)


@shared_task(name="claims.sweep_copies")
def sweep_copies() -> int:
    """Wake every copy that is due: its message was lost, or its pause is over. How many were."""
    with only_one("claims.sweep_copies") as is_ours:
        if not is_ours:
            return 0
        ids = list(waiting_sources().values_list("pk", flat=True)[:SWEPT_AT_ONCE])
    for source_id in ids:
        archive_source_task.delay(source_id=str(source_id))
    return len(ids)


@shared_task(name="claims.count_words")
def count_words_task() -> bool:
    """Count how often words occur, when there are enough new claims or checks; whether it was done."""
    return count_words()


@shared_task(name="claims.embed_texts")
def embed_texts() -> int:
    """Have the installation's model, if there is one, read what is new or reworded. How many claims and checks."""
    with only_one("claims.embed_texts") as is_ours:
        embedder = embedder_if_any() if is_ours else None
        if embedder is None:
            return 0
        read, until = 0, time.monotonic() + EMBEDDED_FOR
        try:
            while time.monotonic() < until and (more := embed_new_texts(embedder)):
                read += more
        except EmbeddingFailed as error:
            log.warning("Claims are not read for meaning, and the next round tries again: %s", error)
        return read
