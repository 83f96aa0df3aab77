"""How well claims are matched: MAP@5 over checked claims and tweets about them, through the product's own SQL.

usage: python bench/matching.py [FOLDER] [--set dev]

FOLDER (or the environment variable FACTCHECK_SHARED, or ../shared beside the repository) holds
`bench/matching/checkthat2020/`: `verified_claims.docs.tsv.gz`, and for each set a folder with its tweets and answers.
Starts a PostgreSQL of its own in a temporary folder, brings the claims in as ExternalChecks by the verb that imports
use, and asks `find_matches` for the checks likest to each tweet.

The last line is JSON: `map_5`, `recall_20`, and the milliseconds of the median and the slowest twentieth of the
questions, with their comparison of fields.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from factcheck import embedded  # noqa: E402 - needs the line above

DATA = Path("bench/matching/checkthat2020")


def main() -> int:
    """Run it. 2 when the data is not there."""
    parser = argparse.ArgumentParser(description="How well claims are matched.")
    parser.add_argument("folder", nargs="?", type=Path, default=shared())
    parser.add_argument("--set", default="dev", help="the folder of the tweets")
    chosen = parser.parse_args()
    data = chosen.folder / DATA
    if not (data / chosen.set).is_dir():
        print(f"There is no {data / chosen.set}. Name the folder that holds bench/matching.")
        return 2
    return in_own_database("matching_of.py", str(data), chosen.set)


def shared() -> Path:
    """The folder of measuring data beside the repository, or the one that is named."""
    return Path(os.environ.get("FACTCHECK_SHARED") or ROOT.parent / "shared")


def in_own_database(script: str, *words: str) -> int:
    """Run a script of this folder beside a PostgreSQL of its own, migrated: its settings need the running server."""
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        os.environ |= {"FACTCHECK_VAR": folder, "DJANGO_SETTINGS_MODULE": "factcheck.settings"}
        with embedded.hold_servers(Path(folder), valkey=False):
            subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, check=True)
            return subprocess.run(
                [sys.executable, str(ROOT / "bench" / script), *words], cwd=ROOT, check=False
            ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
