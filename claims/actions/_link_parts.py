"""Says of the figures of a document which are parts of which."""

from collections.abc import Collection, Sequence

from claims.extraction.candidate import Candidate
from claims.models import Document, Figure


def link_parts(
    document: Document,
    candidates: Sequence[Candidate],
    first: int,
    stop: int,
    *,
    leave: Collection[int] | None = None,
) -> None:
    """Make the figures of candidates[first:stop] parts of their totals, and those before them parts of these.

    Candidates before `stop` are written. What a person has changed, or said to be a part of something, is left:
    claims of another version than the first, or those that `leave` names.
    """
    pairs = [
        (part, candidates[part.part_of])
        for at, part in enumerate(candidates[:stop])
        if part.part_of is not None and part.part_of < stop and (at >= first or part.part_of >= first)
    ]
    if not pairs:
        return
    spans = {candidate.start for pair in pairs for candidate in pair}
    found = Figure.objects.filter(claim__document=document, claim__start__in=spans).select_related("claim")
    figures = {(figure.claim.start, figure.claim.end): figure for figure in found}
    for part, total in pairs:
        figure, whole = figures.get((part.start, part.end)), figures.get((total.start, total.end))
        if figure is None or whole is None or figure.part_of_id is not None:
            continue
        if figure.claim.version > 1 if leave is None else figure.claim_id in leave:
            continue
        figure.part_of = whole
        figure.save(update_fields=["part_of"])
