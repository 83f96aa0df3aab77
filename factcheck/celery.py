"""The Celery application and what beat does on a schedule.

PostgreSQL holds all state; a message carries an id and may be lost or doubled. Every periodic task is
idempotent and takes a PostgreSQL advisory lock, since two beats fire twice.
"""

import gc
import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_process_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = {
    "beat-heart": {"task": "core.beat_heart", "schedule": 15.0},
    "seal-history": {"task": "core.seal_history", "schedule": 30.0},
    "verify-history": {"task": "core.verify_history", "schedule": crontab(hour=3, minute=17)},
    "sweep-outbox": {"task": "reviews.sweep_outbox", "schedule": 30.0},
    "sweep-imports": {"task": "claims.sweep_imports", "schedule": 10.0},
    "poll-feeds": {"task": "claims.poll_feeds", "schedule": 60.0},
    "count-words": {"task": "claims.count_words", "schedule": 300.0},
    # Claims wake their own topic when they change; this is for what slipped by.
    "sweep-findings": {"task": "claims.sweep_findings", "schedule": 900.0},
    "sweep-copies": {"task": "claims.sweep_copies", "schedule": 30.0},
    "sweep-merges": {"task": "claims.sweep_merges", "schedule": 60.0},
    "embed-texts": {"task": "claims.embed_texts", "schedule": 60.0},
    "sweep-quotes": {"task": "reviews.sweep_quotes", "schedule": 60.0},
    "expire-leases": {"task": "reviews.expire_leases", "schedule": 20.0},
    "warn-leases": {"task": "reviews.warn_leases", "schedule": 60.0},
    "age-reviews": {"task": "reviews.age_reviews", "schedule": 60.0},
    "rerank": {"task": "reviews.rerank", "schedule": 300.0},
    "resume-held": {"task": "reviews.resume_held", "schedule": 300.0},
    "bring-back": {"task": "reviews.bring_back", "schedule": 300.0},
    "recheck-citations": {"task": "reviews.recheck_citations", "schedule": 300.0},
    "hand-back-unseen": {"task": "reviews.hand_back_unseen", "schedule": 60.0},
    "begin-leaves": {"task": "reviews.begin_leaves", "schedule": 3600.0},
}


@worker_ready.connect
def wake_imports(**_: Any) -> None:
    """A worker that starts looks for what the last one left: whoever watches an import should not wait for a sweep."""
    app.send_task("claims.wake_imports")


@worker_process_init.connect
def spare_the_collector(**_: Any) -> None:
    """What was loaded stays: looking through all of it for circles took half the time of an import's worker."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
