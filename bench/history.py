"""How long a history of a million events takes to be sealed and to be verified.

    python bench/history.py [--events 1000000]

Runs against a PostgreSQL of its own in a temporary folder, fills in events the way they are written (a tenth the desk's
own, the others over 100,000 reviews), seals them in one turn and verifies everything. The last line is JSON.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from factcheck import embedded  # noqa: E402 - needs the line above

GATE = 120.0  # seconds to verify a million events


def main() -> int:
    """Print the figures; ends with 1 when verifying a million takes too long or finds anything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        os.environ |= {"FACTCHECK_VAR": folder, "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
        with embedded.hold_servers(Path(folder), valkey=False):
            words = [sys.executable, str(ROOT / "bench/history_of.py"), str(chosen.events)]
            told = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    figures = json.loads(told.splitlines()[-1])
    print(json.dumps(figures))
    is_quick = figures["verify_seconds"] * 1_000_000 / chosen.events < GATE
    return 0 if is_quick and figures["faults"] == 0 else 1


if __name__ == "__main__":
    raise SystemExit(main())
