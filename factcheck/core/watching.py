"""The daily look at the history, and what it found."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from factcheck.core.examining import Exported
from factcheck.core.heads import NotAHead, read_heads
from factcheck.core.history_keys import Key, name_of
from factcheck.core.models import Heartbeat
from factcheck.core.verifying import verify

log = logging.getLogger(__name__)

# Names of heartbeats: when the history was last found whole, and when it was last found not to be.
_WHOLE, _BROKEN = "history whole", "history broken"
_LATE = timedelta(hours=26)  # a look a day, and two hours for one that waited its turn


def look_at_history() -> bool:
    """Verify everything with the desk's keys and the exported heads; whether it is whole.

    What is wrong goes to the log, the first bad row first. Must not run inside a transaction.
    """
    try:
        found = [str(fault) for fault in verify(keys=own_keys(), exported=_exported()).faults]
    except (NotAHead, ValueError) as error:
        found = [str(error)]
    for words in found:
        log.error("The history is not whole: %s", words)
    Heartbeat.objects.update_or_create(name=_BROKEN if found else _WHOLE, defaults={"beat_at": timezone.now()})
    return not found


def history_state() -> str:
    """ "whole", or what is wrong, by the last look. Says nothing of what is in it."""
    looks = dict(Heartbeat.objects.filter(name__in=[_WHOLE, _BROKEN]).values_list("name", "beat_at"))
    whole, broken = looks.get(_WHOLE), looks.get(_BROKEN)
    if broken is not None and (whole is None or broken > whole):
        return "not whole: run verify_history"
    if whole is None:
        return "not verified yet"
    silent = timezone.now() - whole
    return "whole" if silent < _LATE else f"not verified for {int(silent.total_seconds()) // 3600} h"


def own_keys() -> dict[str, bytes]:
    """Public keys by name: of HISTORY_KEY, and of HISTORY_OLD_KEYS. Raises ValueError for one that is none."""
    keys = [Key(settings.HISTORY_KEY).public] if settings.HISTORY_KEY else []
    keys += [bytes.fromhex(key) for key in settings.HISTORY_OLD_KEYS]
    return {name_of(key): key for key in keys}


def _exported() -> list[Exported]:
    try:
        return read_heads(settings.HISTORY_HEADS)
    except FileNotFoundError:
        return []
