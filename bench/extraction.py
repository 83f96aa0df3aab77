"""Scores and times the built-in extractor on the sample articles.

usage: python bench/extraction.py [SHARED]

SHARED (or the environment variable FACTCHECK_SHARED, or ../shared beside the repository) holds `samples/`
and `bench/extraction/` with the marked claims and their scorer. The last line is JSON. `ratio` is the
time of an extraction over the time of a bare regular expression that finds the words of the same texts,
measured in the same run, so that it can be compared between machines. `long_seconds` is how long a report of
`long_words` words takes, made of the same texts over and over, and `long_growth` that time over that of a report of
half the length: 2 where time grows with the length.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from claims.extraction import extract  # noqa: E402
from claims.management.commands.extract import as_row  # noqa: E402

ROUNDS = 15
LONG_WORDS = 100_000


def seconds(work: Callable[[str], object], texts: list[str]) -> float:
    """The best of several rounds, in seconds for all texts."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts:
            work(text)
        best = min(best, time.perf_counter() - start)
    return best


def repeated(texts: list[str], words: int) -> str:
    """A report of about so many words: the texts over and over, as one document."""
    passage = "\n\n".join(texts)
    return "\n\n".join([passage] * max(1, round(words / len(passage.split()))))


def once(text: str) -> float:
    """The processor time of one extraction, in seconds."""
    start = time.process_time()
    extract(text)
    return time.process_time() - start


def main() -> int:
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("FACTCHECK_SHARED") or str(ROOT.parent / "shared")
    shared = Path(given)
    scorer = shared / "bench" / "extraction" / "score.py"
    articles = sorted((shared / "samples").glob("*.txt"))
    if not scorer.is_file() or not articles:
        print(f"There are no sample articles with a scorer below {shared}. Give their folder as the argument.")
        return 2
    texts = [path.read_bytes().decode("utf-8") for path in articles]
    rows = [as_row(path.name, c) for path, text in zip(articles, texts, strict=True) for c in extract(text).candidates]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "extracted.json"
        output.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
        report = subprocess.run(
            [sys.executable, str(scorer), str(output), "--per-doc"],
            capture_output=True,
            text=True,
            check=True,
        )
        scored = subprocess.run(
            [sys.executable, str(scorer), str(output), "--json"], capture_output=True, text=True, check=True
        )
    print(report.stdout)
    word = re.compile(r"\w+")
    extraction = seconds(extract, texts)
    scan = seconds(lambda text: sum(1 for _ in word.finditer(text)), texts)
    for path, text in zip(articles, texts, strict=True):
        print(f"{path.name}: {1000 * seconds(extract, [text]):.1f} ms")
    long = repeated(texts, LONG_WORDS)
    half = once(repeated(texts, LONG_WORDS // 2))
    whole = once(long)
    print(f"a report of {len(long.split()):,} words: {whole:.1f} s; of half of them: {half:.1f} s")
    strict = json.loads(scored.stdout)["strict (IoU>=0.5)"]
    print(
        json.dumps(
            {
                "name": "extraction",
                "f1_strict": round(strict["F1"], 3),
                "candidates": len(rows),
                "ms_per_document": round(1000 * extraction / len(texts), 2),
                "ratio": round(extraction / scan, 1),
                "long_words": len(long.split()),
                "long_seconds": round(whole, 2),
                "long_growth": round(whole / half, 2),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
