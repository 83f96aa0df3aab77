"""How long a history of a million events takes to be sealed and to be verified.

    python bench/history.py [--events 1000000]

Runs against a PostgreSQL of its own in a temporary folder, fills in events the way they are written (a tenth the desk's
own, the others over 100,000 reviews), seals them in one turn and verifies everything. The last line is JSON.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GATE = 120.0  # seconds to verify a million events

FILL = """
INSERT INTO core_event (kind, at, about_kind, about_id, review_id, claim_id, data)
SELECT
    (array['review.taken', 'evidence.added', 'assessment.submitted', 'review.agreed'])[1 + number %% 4],
    timestamptz '2026-01-01' + number * interval '7.000001 seconds', 'review', (number * 7919 %% 100000)::text,
    CASE WHEN number %% 10 = 0 THEN NULL ELSE 1 + number * 7919 %% 100000 END, number %% 80000,
    jsonb_build_object('round', 1, 'part', 'first', 'lease', number::text, 'reason', 'Report ' || number)
FROM generate_series(1, %s::bigint) AS number
"""


def main() -> int:
    """Print the figures; ends with 1 when verifying a million takes too long or finds anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        os.environ["FACTCHECK_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
        sys.path.insert(0, str(ROOT))
        figures = measure(chosen.events, Path(folder))
    print(json.dumps(figures))
    is_quick = figures["verify_seconds"] * 1_000_000 / chosen.events < GATE
    return 0 if is_quick and figures["faults"] == 0 else 1


def measure(events: int, folder: Path) -> dict[str, float]:
    """Fill, seal, verify."""
    import django  # noqa: PLC0415 - the environment is set above

    from factcheck import embedded  # noqa: PLC0415

    with embedded.hold_servers(folder, valkey=False):
        django.setup()
        from django.conf import settings  # noqa: PLC0415
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        from factcheck.core.heads import read_heads  # noqa: PLC0415
        from factcheck.core.management.commands.verify_history import keys_of  # noqa: PLC0415
        from factcheck.core.sealing import seal  # noqa: PLC0415
        from factcheck.core.verifying import verify  # noqa: PLC0415

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
        connection.close()
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


if __name__ == "__main__":
    raise SystemExit(main())
