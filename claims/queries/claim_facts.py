"""What is compared of claims and others' checks: `claims.matching.facts`, from the tables."""

from claims.matching.facts import Facts, FigureFact, Link, figures_of_text
from claims.models import Claim, ExternalCheck, Figure
from factcheck.core.text import fold


def facts_of_claim(claim: Claim) -> Facts:
    """The facts of a claim; `attributions` and `figures` should be prefetched.

    A claim that a file brought without a figure has those that the built-in extractor finds in its text.
    """
    figures = tuple(_figure(figure) for figure in claim.figures.all())
    if not figures and claim.document_id is None:
        figures = figures_of_text(claim.text, language=claim.language)
    text = fold(claim.text)
    chain = tuple(
        Link(link.name, link.stance, link.cue)
        for link in claim.attributions.all()
        # "The ministry denied that ..." as the desk may word it says who denies by itself.
        if not link.cue or fold(link.cue) not in text
    )
    return Facts(claim.text, figures, chain)


def facts_of_check(check: ExternalCheck) -> Facts:
    """The facts of what others checked, as the built-in extractor reads it."""
    return Facts(check.claim_text, figures_of_text(check.claim_text, language=check.language))


def _figure(figure: Figure) -> FigureFact:
    return FigureFact(
        value=figure.value, value_max=figure.value_max, bound=figure.bound, unit=figure.unit, place=figure.place,
        as_of=figure.as_of, nature=figure.nature, denominator=figure.denominator, per=figure.per, since=figure.since,
    )  # fmt: skip
