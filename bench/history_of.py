"""What `bench/history.py` measures, in a process of its own: it needs the settings, and they the running servers.

usage: python bench/history_of.py EVENTS, with FACTCHECK_VAR and DJANGO_SETTINGS_MODULE set; prints JSON.
"""

import json
import resource
import sys
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
django.setup()

from django.conf import settings  # noqa: E402 - the lines above make these importable
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from factcheck.core.heads import read_heads  # noqa: E402
from factcheck.core.management.commands.verify_history import keys_of  # noqa: E402
from factcheck.core.sealing import seal  # noqa: E402
from factcheck.core.verifying import verify  # noqa: E402

FILL = """
INSERT INTO core_event (kind, at, about_kind, about_id, review_id, claim_id, data)
SELECT
    (array['review.taken', 'evidence.added', 'assessment.submitted', 'review.agreed'])[1 + number %% 4],
    timestamptz '2026-01-01' + number * interval '7.000001 seconds', 'review', (number * 7919 %% 100000)::text,
    CASE WHEN number %% 10 = 0 THEN NULL ELSE 1 + number * 7919 %% 100000 END, number %% 80000,
    jsonb_build_object('round', 1, 'part', 'first', 'lease', number::text, 'reason', 'Report ' || number)
FROM generate_series(1, %s::bigint) AS number
"""


def measure(events: int) -> dict[str, float]:
    """Fill, seal, verify."""
    call_command("migrate", verbosity=0)
    begun = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(FILL, [events])
        cursor.execute("VACUUM ANALYZE core_event")
    filled = time.monotonic()
    sealed = seal()
    ended = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE core_seal")
    figures: dict[str, float] = {
        "events": sealed.seals,
        "fill_seconds": round(filled - begun, 1),
        "seal_seconds": round(ended - filled, 1),
    }
    begun = time.monotonic()
    found = verify(keys=keys_of([]), exported=read_heads(settings.HISTORY_HEADS))
    figures["verify_seconds"] = round(time.monotonic() - begun, 1)
    figures["verified"], figures["faults"] = found.seals, len(found.faults)
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
