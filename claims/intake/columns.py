"""What the columns of a claim file are: the fields a claim can have, and which header means which."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.intake.fields import FIELD_NAMES, FIELDS, SAYING
from claims.intake.rows import Cell
from factcheck.core.text import fold

__all__ = ["FIELDS", "FIELD_NAMES", "SAYING", "GuessedMapping", "guess_mapping", "header_key", "mapping_problems"]

_LONGEST_HEADER = 200
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|\*")
_NAMESPACE = re.compile(r"^(?:schema:|https?://schema\.org/)", re.IGNORECASE)
_ENOUGH_SENTENCES = 0.6


@dataclass(frozen=True)
class GuessedMapping:
    """Which field each column holds, by header as written; "" for a column that is left out.

    ``is_certain`` when a header says plainly that its column holds the claim or the quote: an import need not ask.
    """

    fields: dict[str, str]
    is_certain: bool


def header_key(header: str) -> str:
    """The form in which two spellings of a header are equal: letters and digits, no case, accents or separators."""
    plain = _ASIDE.sub(" ", _CAMEL.sub(" ", _NAMESPACE.sub("", header[:_LONGEST_HEADER].strip())))
    letters = unicodedata.normalize("NFKD", fold(plain))
    return "".join(letter for letter in letters if letter.isalnum())


def _ranks(choose: str) -> dict[str, dict[str, int]]:
    ranks: dict[str, dict[str, int]] = {}
    for field in FIELDS:
        for rank, synonym in enumerate(getattr(field, choose)):
            ranks.setdefault(header_key(synonym), {}).setdefault(field.name, rank)
    for field in FIELDS if choose == "synonyms" else ():
        ranks.setdefault(header_key(field.name), {})[field.name] = -1
        ranks.setdefault(header_key(field.label), {})[field.name] = -1
    return ranks


_SURE = _ranks("synonyms")
_MAYBE = _ranks("maybe")


def guess_mapping(columns: Sequence[str], sample_rows: Sequence[Sequence[Cell]] = ()) -> GuessedMapping:
    """Which field each column holds, by its header and, where that is not enough, by ``sample_rows``.

    A field goes to one column, the one whose header says it best; headers that only may mean a field come after those
    that do. Where no header means the claim, the one column that holds sentences is proposed, without certainty.
    """
    fields = dict.fromkeys(columns, "")
    is_certain = False
    for ranks, is_sure in ((_SURE, True), (_MAYBE, False)):
        taken = set(fields.values())
        # Sorting is stable: of two columns that are as good, the first wins.
        wishes = sorted(
            (rank, position, name)
            for position, column in enumerate(columns)
            for name, rank in ranks.get(header_key(column), {}).items()
            if not fields[column] and name not in taken
        )
        for _, position, name in wishes:
            column = columns[position]
            if fields[column] or name in fields.values() or not _fits(name, _sample(sample_rows, position), is_sure):
                continue
            fields[column] = name
            is_certain = is_certain or (is_sure and name in SAYING)
    if not set(SAYING) & set(fields.values()):
        spoken = [
            column
            for position, column in enumerate(columns)
            if not fields[column] and _is_sentences(_sample(sample_rows, position))
        ]
        if len(spoken) == 1:
            fields[spoken[0]] = "text"
    return GuessedMapping(fields, is_certain)


def mapping_problems(columns: Sequence[str], mapping: Mapping[str, str]) -> list[str]:
    """What is wrong with a mapping from headers (in any letter case) to fields, in sentences; [] when it will do."""
    problems = []
    by_key = Counter(column.strip().casefold() for column in columns)
    used: dict[str, str] = {}
    for header, name in mapping.items():
        key = header.strip().casefold()
        if name and name not in FIELD_NAMES:
            problems.append(f"{name[:40]} is no field. Use one of {', '.join(field.name for field in FIELDS)}.")
        if not by_key[key]:
            problems.append(f"The file has no column {header[:100]}. Its columns are {_named(columns)}.")
        elif name and by_key[key] > 1 and header not in columns:
            problems.append(
                f"Several columns are called {header[:100]}. Write it in the letter case of the one you mean."
            )
        elif name and Counter(columns)[header] > 1:
            problems.append(f"Several columns are called {header[:100]}. Give each a header of its own.")
        if name and name in used:
            problems.append(f"Both {used[name][:100]} and {header[:100]} are mapped to {name[:40]}. Keep one of them.")
        used.setdefault(name, header)
    if not used.keys() & set(SAYING):
        problems.append("No column is mapped to text or quote. Say which one holds the claim.")
    return problems


def _named(columns: Sequence[str]) -> str:
    named = ", ".join(column[:40] for column in columns[:20])
    return f"{named} and {len(columns) - 20} more" if len(columns) > 20 else named or "not known"


def _sample(rows: Sequence[Sequence[Cell]], position: int) -> list[str]:
    """What the sample holds in a column; "" and lists left out."""
    cells = (row[position] for row in rows if position < len(row))
    return [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]


def _fits(name: str, sample: list[str], is_sure: bool) -> bool:
    """Whether a column that may mean a field holds such things; what is plainly called so needs no look."""
    if is_sure or not sample:
        return is_sure or name not in SAYING
    if name in SAYING:
        return _is_sentences(sample)
    addresses = sum(cell.lower().startswith(("http://", "https://", "www.")) for cell in sample)
    return (addresses * 2 > len(sample)) == (name == "url")


def _is_sentences(sample: list[str]) -> bool:
    """Whether most cells are several words. Scripts without spaces are told by their length."""
    if not sample:
        return False
    spoken = sum(
        (len(cell.split()) >= 4 or (len(cell) >= 15 and not cell.isascii() and " " not in cell))
        and not cell.startswith(("http://", "https://"))
        for cell in (cell[:1000] for cell in sample)
    )
    return spoken >= len(sample) * _ENOUGH_SENTENCES
