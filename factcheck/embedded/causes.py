"""Why a server did not start, in one line made from what it wrote."""

import re
import shutil
from pathlib import Path

KNOWN = (
    (re.compile(r"no space left on device|disk quota exceeded", re.IGNORECASE), "the disk is full"),
    (re.compile(r"permission denied|operation not permitted", re.IGNORECASE), "no permission"),
    (
        re.compile(r"cannot allocate memory|could not (?:map|create) (?:anonymous )?shared memory", re.IGNORECASE),
        "no memory",
    ),
    (re.compile(r"read-only file system", re.IGNORECASE), "the file system is read-only"),
    (re.compile(r"too many open files", re.IGNORECASE), "too many open files"),
    (re.compile(r"error while loading shared|GLIBC_", re.IGNORECASE), "a system library is missing"),
)
WORST = re.compile(r"(?:PANIC|FATAL|error|ERROR|launch|initdb|postgres):\s+(.+)")
ADVICE = {
    "the disk is full": "Free some space and start again",
    "no permission": "Run as the user it belongs to, or set FACTCHECK_VAR to a folder of your own",
    "no memory": "Free some memory and start again",
    "the file system is read-only": "Set FACTCHECK_VAR to a folder that can be written",
}


def explain(name: str, written: str, folder: Path, log: Path | None) -> str:
    """One line: which server, the cause, its own words, what to do, and where its log is.

    `written` is the end of what the server wrote, `folder` where it works; free space is given when the
    disk is full.
    """
    cause = next((words for pattern, words in KNOWN if pattern.search(written)), "")
    own = own_words(written, cause)
    line = f"{name} did not start: {cause or own or 'it ended without a word'}"
    if cause and own:
        line += f" ({own})"
    if cause == "the disk is full":
        line += f"; {shutil.disk_usage(folder).free // 1_000_000} MB are free at {folder}"
    line += f". {ADVICE[cause]}." if cause in ADVICE else "."
    return line + (f" Its log: {log}" if log else "")


def own_words(written: str, cause: str) -> str:
    """The line of the server's output that says most: the one with the cause, else the last error."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    for pattern, words in KNOWN:
        if words == cause:
            lines = [line for line in lines if pattern.search(line)] or lines
    for line in reversed(lines):
        if found := WORST.search(line):
            return found.group(1).strip().rstrip(".")
    return lines[-1].rstrip(".") if lines else ""
