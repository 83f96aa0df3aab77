"""Tasks of the work: each calls one verb and may run twice."""

from uuid import UUID

from celery import shared_task

from factcheck.core.once import only_one
from reviews.actions.age_reviews import age_reviews
from reviews.actions.begin_leaves import begin_leaves
from reviews.actions.bring_back import bring_back
from reviews.actions.check_quotes import check_quotes, unchecked_sources
from reviews.actions.expire_leases import expire_leases
from reviews.actions.hand_back_unseen import hand_back_unseen
from reviews.actions.hold_review import resume_held
from reviews.actions.propose_derivations import propose_derivations, propose_from
from reviews.actions.recheck_citations import note_changes, recheck_citations
from reviews.actions.rerank import rerank_claim, rerank_lately
from reviews.actions.warn_leases import warn_leases
from reviews.notify.dispatch import drain


@shared_task(name="reviews.drain_outbox")
def drain_outbox() -> int:
    """Tell people of what has just happened."""
    return drain()


@shared_task(name="reviews.sweep_outbox")
def sweep_outbox() -> int:
    """Tell people of what a lost message left untold."""
    with only_one("reviews.sweep_outbox") as is_ours:
        return drain() if is_ours else 0


@shared_task(name="reviews.expire_leases")
def expire_leases_task() -> int:
    """Hand back parts whose lease has run out."""
    with only_one("reviews.expire_leases") as is_ours:
        return expire_leases() if is_ours else 0


@shared_task(name="reviews.warn_leases")
def warn_leases_task() -> int:
    """Tell holders of parts whose lease is about to end."""
    with only_one("reviews.warn_leases") as is_ours:
        return warn_leases() if is_ours else 0


@shared_task(name="reviews.age_reviews")
def age_reviews_task() -> int:
    """Remind, escalate and return what is due."""
    with only_one("reviews.age_reviews") as is_ours:
        return age_reviews() if is_ours else 0


@shared_task(name="reviews.rerank")
def rerank_task() -> int:
    """Rank reviews anew of whose claims more is known."""
    with only_one("reviews.rerank") as is_ours:
        return rerank_lately() if is_ours else 0


@shared_task(name="reviews.rerank_claim")
def rerank_claim_task(claim_id: int) -> int:
    """Rank the waiting review of a claim that somebody changed."""
    return rerank_claim(claim_id)


@shared_task(name="reviews.resume_held")
def resume_held_task() -> int:
    """Take reviews off hold whose date has come."""
    with only_one("reviews.resume_held") as is_ours:
        return resume_held() if is_ours else 0


@shared_task(name="reviews.begin_leaves")
def begin_leaves_task() -> int:
    """Hand back what people have not finished whose leave begins."""
    with only_one("reviews.begin_leaves") as is_ours:
        return begin_leaves() if is_ours else 0


@shared_task(name="reviews.hand_back_unseen")
def hand_back_unseen_task() -> int:
    """Hand back parts whose holders may not see their reviews any more."""
    with only_one("reviews.hand_back_unseen") as is_ours:
        return hand_back_unseen() if is_ours else 0


@shared_task(name="reviews.check_quotes")
def check_quotes_task(source_id: str) -> int:
    """Look for the quotations from a source in its copies."""
    return check_quotes(UUID(source_id))


@shared_task(name="reviews.sweep_quotes")
def sweep_quotes() -> int:
    """Look for quotations whose copy came, or failed, without their hearing of it. How many sources were looked at."""
    with only_one("reviews.sweep_quotes") as is_ours:
        ids = list(unchecked_sources().values_list("pk", flat=True)[:50]) if is_ours else []
    for source_id in ids:
        check_quotes_task.delay(source_id=str(source_id))
    return len(ids)


@shared_task(name="reviews.propose_from")
def propose_from_task(source_id: str) -> int:
    """Look in the reviews of a source for what it, or another, was taken from."""
    return propose_from(UUID(source_id))


@shared_task(name="reviews.propose_derivations")
def propose_derivations_task(review_id: int, owner_id: int = 0) -> int:
    """Look in a review for what its sources were taken from; in a blind round among those of `owner_id`."""
    return propose_derivations(review_id, owner_id=owner_id or None)


@shared_task(name="reviews.bring_back")
def bring_back_task() -> int:
    """Bring published reviews back to the queue for which a reason has come up."""
    with only_one("reviews.bring_back") as is_ours:
        return bring_back() if is_ours else 0


@shared_task(name="reviews.recheck_citations")
def recheck_citations_task() -> int:
    """Have what public verdicts cite copied again where its last copy is old."""
    with only_one("reviews.recheck_citations") as is_ours:
        return recheck_citations() if is_ours else 0


@shared_task(name="reviews.note_changes")
def note_changes_task(source_id: str) -> int:
    """See whether the newest copy of a source says something else than public verdicts cite."""
    return note_changes(UUID(source_id))
