"""How fast what is like a claim is found among 10 thousand, 100 thousand and a million claims.

usage: python bench/matching_latency.py [--claims 10000 100000 1000000] [--asked 200]

Starts a PostgreSQL of its own in a temporary folder and fills it with claims put together from halves of real ones: the
checked claims in the folder that FACTCHECK_SHARED names, or, without it, the sentences of the articles of the
demonstration. Then it asks `find_matches` for `--asked` of these claims. Beside it stands the limit: the bare look into
the index for the same words, without ranking, rights, rows or comparison.

The last line is JSON; for each number *n* of claims: `p50_ms_n` and `p95_ms_n` of a whole question, `database_p50_ms_n`
and `database_p95_ms_n` of its ranking alone, as EXPLAIN ANALYZE has it, `bare_p50_ms_n`, `ratio_n` (`database_p50` over
`bare_p50`), `itself_first_n` (how many of the questions by text find their own claim first) and `counting_seconds_n`,
what counting the words took. `processor_ms_n` is what a question works on average, in its process and its session of
the database: nearly the same on a busy machine. `index_ratio` is the time to write rows of words with their index,
sorted in, over that without one: `index_seconds` and `bare_seconds` for `index_rows` rows.
"""

import argparse
import sys

from matching import DATA, ROOT, in_own_database, shared


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description="How fast what is like a claim is found.")
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--asked", type=int, default=200)
    chosen = parser.parse_args()
    data = shared() / DATA
    texts = data if data.is_dir() else ROOT / "reviews" / "demo" / "articles"
    print(f"Claims are put together from {texts}.", flush=True)
    return in_own_database("matching_latency_of.py", str(texts), str(chosen.asked), *map(str, sorted(chosen.claims)))


if __name__ == "__main__":
    sys.exit(main())
