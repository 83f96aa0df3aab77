"""What a supervisor asks: is this process alive, and can it do its work."""

from datetime import timedelta

from django.db import Error, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from factcheck.core.later import broker_answers
from factcheck.core.models import Heartbeat
from factcheck.core.watching import history_state

_DEAF_AFTER = timedelta(minutes=2)


def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """Database, broker and worker, each "ok" or what is wrong; 503 while the database is away.

    Without broker or worker the desk still takes everything in, so they are shown but do not fail it.
    """
    checks = {"database": _database(), "broker": "ok" if broker_answers() else "away"}
    if checks["database"] == "ok":
        checks["worker"] = _worker()
        checks["history"] = history_state()
    return JsonResponse(checks, status=200 if checks["database"] == "ok" else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:  # of the connection itself too, which is no DatabaseError
        return "away"
    return "ok"


def _worker() -> str:
    beat = Heartbeat.objects.filter(name="worker").first()
    if beat is None:
        return "not heard of yet"
    silent = timezone.now() - beat.beat_at
    return "ok" if silent < _DEAF_AFTER else f"silent for {int(silent.total_seconds())} s"
