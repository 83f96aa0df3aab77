"""Citations of evidence in what is submitted: shared by the verbs that take a finding."""

from factcheck.core.errors import Fault, Invalid
from factcheck.core.models import User
from reviews.citations import Key, lettered, parse, refusals
from reviews.models import Assessment, Review
from reviews.queries.citable import keys_of, letters_in


def refuse_unknown_own(review: Review, by: User, *, rationale: str) -> None:
    """Raise Invalid where a rationale cites what is none of its author's own evidence in the round.

    Nobody else's is looked at: a refusal tells nothing of a colleague's.
    """
    if not parse(rationale):
        return
    rows = review.evidence.filter(round=review.round, added_by=by)
    known, withdrawn = [], {}
    for number, title, at in rows.values_list("number", "source__title", "withdrawn_at"):
        if at is None:
            known.append(Key("", number))
        else:
            withdrawn[Key("", number)] = title
    _refuse({"rationale": rationale}, known, withdrawn)


def refuse_unknown_of_round(review: Review, round: int, *, decider: User | None = None, **texts: str) -> None:
    """Raise Invalid where a text, by the name of its field, cites what is no evidence of a round.

    `decider` decides there, and may have no part yet.
    """
    if not any(parse(text) for text in texts.values()):
        return
    evidence = list(review.evidence.filter(round=round).select_related("source"))
    keys = keys_of(evidence, {**({decider.pk: ""} if decider else {}), **letters_in(review, round)})
    withdrawn = {
        # Of a colleague's only that it is gone: what they took back is theirs.
        keys[item.pk]: item.source.title if decider is not None and item.added_by_id == decider.pk else ""
        for item in evidence
        if item.withdrawn_at is not None
    }
    _refuse(texts, [keys[item.pk] for item in evidence if item.withdrawn_at is None], withdrawn)


def words_for_verdict(assessment: Assessment, review: Review) -> str:
    """An assessment's rationale as the words of a verdict: its citations say whose evidence they name."""
    if not parse(assessment.rationale):
        return assessment.rationale
    return lettered(assessment.rationale, letters_in(review, assessment.round).get(assessment.by_id, ""))


def _refuse(texts: dict[str, str], known: list[Key], withdrawn: dict[Key, str]) -> None:
    faults = [
        Fault(" ".join(words), f"/{name}")
        for name, text in texts.items()
        if (words := refusals(text, known=known, withdrawn=withdrawn))
    ]
    if faults:
        raise Invalid(*faults)
