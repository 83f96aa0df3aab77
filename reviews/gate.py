"""The evidence gate: whether there is enough behind an assessment, or a reason why not."""

from dataclasses import dataclass

REASON_LENGTH = 20


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, in words fit for a page.

    ``code`` is no_evidence, origins, quotes, archive or reason.
    """

    code: str
    words: str


@dataclass(frozen=True)
class Gate:
    """Whether an assessment may be submitted. ``lacks`` stands also when a reason let it pass."""

    passed: bool
    lacks: tuple[Lack, ...]


def check(
    *,
    needed_origins: int,
    corroborating: int,
    disputing: int,
    evidence: int,
    quoted: int,
    archived: int,
    override_reason: str = "",
    archive_needed: bool = True,
) -> Gate:
    """Compare what a reviewer gathered with what the rating asks for.

    ``needed_origins`` is the rating's minimum; at 0 nothing is asked. ``corroborating`` and
    ``disputing`` are independent origins, and one side must reach the minimum alone. Of the
    ``evidence`` (a number of rows) at least one must be ``quoted`` and, unless ``archive_needed`` is
    False, as many as the minimum must be ``archived``. An override reason of at least 20 characters,
    white space apart, lets any lack pass. Raises ValueError for negative numbers and for more quoted
    or archived rows than there are.
    """
    numbers = (needed_origins, corroborating, disputing, evidence, quoted, archived)
    if min(numbers) < 0 or max(quoted, archived) > evidence:
        raise ValueError(f"These numbers cannot be counts of evidence: {numbers}.")
    if needed_origins == 0:
        return Gate(True, ())
    lacks = []
    if evidence == 0:
        lacks.append(Lack("no_evidence", f"No source is attached. This rating needs {_independent(needed_origins)}."))
    else:
        if max(corroborating, disputing) < needed_origins:
            lacks.append(
                Lack(
                    "origins",
                    f"This rating needs {_independent(needed_origins)} on one side. "
                    f"{_say(corroborating, 'corroborates', 'corroborate')} and "
                    f"{_say(disputing, 'disputes', 'dispute').lower()}.",
                )
            )
        if quoted == 0:
            lacks.append(Lack("quotes", "No source is quoted. Quote the words that carry the finding."))
        if archive_needed and archived < needed_origins:
            lacks.append(
                Lack(
                    "archive",
                    f"This rating needs {_several(needed_origins, 'archived source')}. "
                    f"{_say(archived, 'has', 'have')} an archived copy.",
                )
            )
    if not lacks:
        return Gate(True, ())
    reason = " ".join(override_reason.split())
    if len(reason) >= REASON_LENGTH:
        return Gate(True, tuple(lacks))
    if reason:
        lacks.append(
            Lack(
                "reason",
                f"The reason for submitting without that has {_several(len(reason), 'character')}. "
                f"Give at least {REASON_LENGTH}: it is kept and shown.",
            )
        )
    return Gate(False, tuple(lacks))


def _independent(number: int) -> str:
    return _several(number, "independent origin")


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _say(number: int, one: str, more: str) -> str:
    return f"{number or 'None'} {one if number == 1 else more}"
