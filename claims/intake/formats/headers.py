"""Headers as columns: each with a name of its own."""

from claims.intake.rows import COLUMN_LIMIT, BadFile


def named_columns(headers: list[str], *, noted: bool = True) -> tuple[list[str], list[str]]:
    """Give a name to each column, and notes on those that had none of their own.

    A blank header becomes "Column 3", the second of two equal headers "Text (2)". Raises BadFile for more columns
    than COLUMN_LIMIT.
    """
    if len(headers) > COLUMN_LIMIT:
        raise BadFile(
            f"The first row has {len(headers):,} cells. A file can have {COLUMN_LIMIT:,} columns at most; check which "
            "character stands between cells."
        )
    columns: list[str] = []
    notes: list[str] = []
    taken = {header for header in headers if header.strip()}
    used: set[str] = set()
    for position, header in enumerate(headers, start=1):
        name = header
        if not header.strip():
            name = _free(f"Column {position}", taken | used)
            if noted:
                notes.append(f"Column {position} has no header and is called “{name}”.")
        elif header in used:
            name = _free(header, taken | used, first=2)
            notes.append(f"More than one column is called “{header[:80]}”; column {position} is called “{name[:90]}”.")
        used.add(name)
        columns.append(name)
    return columns, notes


def _free(name: str, taken: set[str], first: int = 1) -> str:
    candidate, number = (name, 1) if first == 1 else (f"{name} ({first})", first)
    while candidate in taken:
        number += 1
        candidate = f"{name} ({number})"
    return candidate
