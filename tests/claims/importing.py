"""Files to import, brought in by the product's own verbs."""

import io
from typing import Any

from claims.actions.receive_import import receive_import
from claims.actions.run_import import run_import
from claims.models import Import
from factcheck.core.models import User

# Row 2 has no such date; row 3 has the words of row 1; row 4 is whole.
ROWS = (
    "claim,claimant,claim date\n"
    "The toll had risen to above 1000,Reuters,2019-12-04\n"
    "More than 85 percent took no part,the ministry,2019-15-12\n"
    "THE TOLL had risen to above 1000!,Alef,2019-12-05\n"
    "Nobody was killed in Shiraz,the governor,2019-12-06\n"
)
UNKNOWN_COLUMNS = "x,y\n12,34\n56,78\n"


def sent_file(by: User, text: str | bytes = ROWS, name: str = "rows.csv", **fields: Any) -> Import:
    """An import as it is received, not yet begun."""
    content = text.encode() if isinstance(text, str) else text
    return receive_import(by=by, file=io.BytesIO(content), name=name, **fields)


def imported_file(by: User, text: str | bytes = ROWS, name: str = "rows.csv", **fields: Any) -> Import:
    """An import that was worked on until it ended, or until it waits for its columns to be named."""
    work = sent_file(by, text, name, **fields)
    while run_import(work.pk):
        pass
    work.refresh_from_db()
    return work
