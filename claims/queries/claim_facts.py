"""What is compared of claims and others' checks: `claims.matching.facts`, from the tables."""

from claims.matching.facts import Facts, FigureFact, Link, facts_of_text
from claims.models import Claim, ExternalCheck, Figure
from factcheck.core.text import fold


def facts_of_claim(claim: Claim) -> Facts:
    """The facts of a claim; `attributions` and `figures` should be prefetched.

    A claim without a figure, as files bring it, has those that the built-in extractor finds in its text.
    """
    figures = tuple(_figure(figure) for figure in claim.figures.all())
    if not figures:
        figures = facts_of_text(claim.text, language=claim.language).figures
    text = fold(claim.text)
    chain = tuple(
        Link(link.name, link.stance, link.cue)
        for link in claim.attributions.all()
        # "The ministry denied that ..." as the desk may word it says who denies by itself.
        if not link.cue or fold(link.cue) not in text
    )
    return Facts(claim.text, figures, chain, claim.place, claim.as_of)


def facts_of_check(check: ExternalCheck) -> Facts:
    """The facts of what others checked, as the built-in extractor reads it."""
    facts = facts_of_text(check.claim_text, language=check.language)
    return Facts(check.claim_text, facts.figures, (), facts.place, facts.as_of)


def _figure(figure: Figure) -> FigureFact:
    return FigureFact(
        value=figure.value, value_max=figure.value_max, bound=figure.bound, unit=figure.unit, place=figure.place,
        as_of=figure.as_of, nature=figure.nature, denominator=figure.denominator, per=figure.per, since=figure.since,
    )  # fmt: skip
