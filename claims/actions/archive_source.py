"""A source's page is copied, so that what it said can be shown when it says something else."""

from datetime import timedelta
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from claims.actions.hand_in_copy import uploaded_page
from claims.actions.take_snapshot import Copy, NoPage, fetch_page, keep_snapshot, store_page
from claims.models import CopyState, Source
from factcheck.core.capabilities import Can
from factcheck.core.clock import database_now
from factcheck.core.errors import Fault, Invalid
from factcheck.core.fetch import FetchFailed, FetchRefused
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require

# What must have passed since the last try, by the number of tries: a first one that never came was lost on the way.
# No pause is shorter than a try can take, so nobody else is at it.
PAUSES = (timedelta(seconds=20), timedelta(seconds=90), timedelta(minutes=10))
TRIES = len(PAUSES)
_GAVE_UP = "The page could not be copied: each try ended without a result."


@transaction.atomic
def ask_for_copy(source_id: UUID, *, by: User) -> Source:
    """Have a worker copy a source's page, now or once more; who may is for the caller to ask.

    A copy that is asked for already is not asked for twice. Raises Invalid for a source without an address.
    """
    require(by, Can.GATHER)
    source = Source.objects.select_for_update(of=("self",)).get(pk=source_id)
    if not source.url:
        raise Invalid(Fault("This source has no address, so there is nothing to copy.", "/source"))
    if source.copy_state != CopyState.ASKED:
        source.copy_state, source.copy_problem = CopyState.ASKED, ""
        source.copy_asked_at, source.copy_tries = database_now(), 0
        source.save(update_fields=["copy_state", "copy_problem", "copy_asked_at", "copy_tries"])
        after_commit("claims.archive_source", source_id=str(source.pk))
    return source


def archive_source(source_id: UUID) -> None:
    """Copy the page of a source that was asked for, or write down why not. May run twice, and beside itself.

    A page that gives no answer is tried again later, three times in all; a refusal is final at once.
    """
    source = _take_turn(source_id)
    if source is None:
        return
    try:
        copy = store_page(uploaded_page(source) if source.upload_path else fetch_page(source.url))
    except FetchRefused as error:
        _fail(source, error.reason)
    except NoPage as error:
        _fail(source, error.reason, is_final=not error.is_passing)
    except FetchFailed as error:
        _fail(source, error.reason, is_final=False)
    else:
        if source.upload_path and copy.found is None:
            _fail(source, copy.problem)
        else:
            _keep(source, copy)
    if source.upload_path:
        _discard(source)


def waiting_sources() -> QuerySet[Source]:
    """Sources whose copy is due: their message was lost, their worker was killed, or their pause is over."""
    due = Q()
    for tries, pause in enumerate(PAUSES):
        due |= Q(copy_tries=tries, copy_asked_at__lt=Now() - pause)
    due |= Q(copy_tries__gte=TRIES, copy_asked_at__lt=Now() - PAUSES[1])
    return Source.objects.filter(due, copy_state=CopyState.ASKED).order_by("copy_asked_at")


@transaction.atomic
def _take_turn(source_id: UUID) -> Source | None:
    """The source to copy now; None when it is not due, another worker is at it, or there is no try left."""
    source = Source.objects.select_for_update(of=("self",)).filter(pk=source_id, copy_state=CopyState.ASKED).first()
    if source is None:
        return None
    now = database_now()
    since = now - source.copy_asked_at if source.copy_asked_at else timedelta.max
    if source.copy_tries >= TRIES:
        if since > PAUSES[1]:  # the worker of the last try is gone
            _fail(source, source.copy_problem or _GAVE_UP)
        return None
    if source.copy_tries and since < PAUSES[source.copy_tries]:
        return None
    source.copy_tries += 1
    source.copy_asked_at = now
    source.save(update_fields=["copy_tries", "copy_asked_at"])
    return source


def _discard(source: Source) -> None:
    """Delete what was handed in once it was read: the copy has it, or it is of no use."""
    if not Source.objects.filter(pk=source.pk, upload_path=source.upload_path).exists():
        default_storage.delete(source.upload_path)


@transaction.atomic
def _fail(source: Source, reason: str, *, is_final: bool = True) -> None:
    locked = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    if not _is_asked(locked, source):
        return
    if is_final or locked.copy_tries >= TRIES:
        # An older copy is one still.
        locked.copy_state = CopyState.KEPT if locked.snapshots.exists() else CopyState.FAILED
        locked.upload_path = ""
    locked.copy_problem = reason
    locked.save(update_fields=["copy_state", "copy_problem", "upload_path"])
    if locked.copy_state != CopyState.ASKED:
        tell_of_copy(locked)


@transaction.atomic
def _keep(source: Source, copy: Copy) -> None:
    locked = Source.objects.select_for_update(of=("self",)).select_related("added_by").get(pk=source.pk)
    if not _is_asked(locked, source):
        return
    last = locked.snapshots.order_by("-taken_at", "-id").first()
    is_known = bool(source.upload_path) and locked.snapshots.filter(sha256=copy.page.sha256).exists()
    if not is_known and (last is None or last.sha256 != copy.page.sha256):
        keep_snapshot(copy, by=(locked.upload_by if source.upload_path else None) or locked.added_by, source=locked)
        after_commit("reviews.note_changes", source_id=str(locked.pk))
    locked.copy_state, locked.copy_problem, locked.upload_path = CopyState.KEPT, "", ""
    locked.save(update_fields=["copy_state", "copy_problem", "upload_path"])
    tell_of_copy(locked)


def _is_asked(locked: Source, begun: Source) -> bool:
    """Whether a source still waits for what a worker began with: meanwhile a copy may have been handed in."""
    return locked.copy_state == CopyState.ASKED and locked.upload_path == begun.upload_path


def tell_of_copy(source: Source) -> None:
    """Have what waits for a copy of a source look at it, by name: whoever does lies above."""
    after_commit("reviews.check_quotes", source_id=str(source.pk))
    after_commit("reviews.propose_from", source_id=str(source.pk))
