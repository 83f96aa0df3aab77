"""The evidence gate: whether there is enough behind an assessment, or a reason why not."""

from dataclasses import dataclass

REASON_LENGTH = 20


@dataclass(frozen=True)
class Lack:
    """One thing that is missing, in words fit for a page.

    ``code`` is no_evidence, origins, quotes, quote_not_found, archive or reason.
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
    archived_corroborating: int,
    archived_disputing: int,
    evidence: int,
    quoted: int,
    found: int,
    astray: int,
    override_reason: str = "",
    archive_needed: bool = True,
) -> Gate:
    """Compare what a reviewer gathered with what the rating asks for.

    ``needed_origins`` is the rating's minimum; at 0 nothing is asked. ``corroborating`` and ``disputing``
    are independent origins, and one side must reach the minimum alone; ``archived_corroborating`` and
    ``archived_disputing`` are those of the evidence of which a copy is kept, and unless ``archive_needed``
    is False one side of them must reach it too. Of the ``evidence`` (a number of rows) at least one must be
    ``quoted``; none may be ``astray``, which is quoted but not with the words of its copy, and where copies
    are needed one must be ``found`` in its copy. An override reason of at least 20 characters, white space
    apart, lets any lack pass. Raises ValueError for negative numbers and for more quoted rows than there
    are, or more found and astray ones than are quoted.
    """
    sides = (corroborating, disputing, archived_corroborating, archived_disputing)
    numbers = (needed_origins, *sides, evidence, quoted, found, astray)
    if min(numbers) < 0 or quoted > evidence or found + astray > quoted:
        raise ValueError(f"These numbers cannot be counts of evidence: {numbers}.")
    if needed_origins == 0:
        return Gate(True, ())
    lacks = []
    if evidence == 0:
        lacks.append(Lack("no_evidence", f"No source is attached. This rating needs {_independent(needed_origins)}."))
    else:
        most = max(corroborating, disputing)
        if most < needed_origins:
            lacks.append(
                Lack(
                    "origins",
                    f"This rating needs {_independent(needed_origins)} on one side. "
                    f"{_say(corroborating, 'corroborates', 'corroborate')} and "
                    f"{_say(disputing, 'disputes', 'dispute').lower()}.",
                )
            )
        lacks += _of_quotes(quoted, found, astray, archive_needed=archive_needed)
        # What an origin lacks that is not there is said above.
        if archive_needed and max(archived_corroborating, archived_disputing) < min(needed_origins, most):
            lacks.append(
                Lack(
                    "archive",
                    f"This rating needs {_independent(needed_origins)} with a kept copy on one side. "
                    f"Of those {_say(archived_corroborating, 'corroborates', 'corroborate').lower()} and "
                    f"{_say(archived_disputing, 'disputes', 'dispute').lower()}.",
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


def _of_quotes(quoted: int, found: int, astray: int, *, archive_needed: bool) -> list[Lack]:
    if quoted == 0:
        return [Lack("quotes", "No source is quoted. Quote the words that carry the finding.")]
    if astray:
        words = f"{_several(astray, 'quotation')} {'is' if astray == 1 else 'are'} not in the kept copy word for word."
        return [Lack("quote_not_found", f"{words} Quote what stands there, or say why not.")]
    if archive_needed and not found:
        return [Lack("quote_not_found", "No quotation was found in a kept copy: none has a text to look in yet.")]
    return []


def _independent(number: int) -> str:
    return _several(number, "independent origin")


def _several(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _say(number: int, one: str, more: str) -> str:
    return f"{number or 'None'} {one if number == 1 else more}"
