"""Evidence and copies, as what a call is made on."""

from uuid import UUID

from claims.models import Derivation, DerivationState, Party
from reviews.actions.check_quotes import check_quotes
from reviews.actions.judge_derivation import judge_derivation
from tests.archived import html_page, keep_copy
from tests.factories import assigned, make_document, make_evidence, make_review
from tests.ids import Cast, Growth, Ids, Situation


def copied(cast: Cast) -> Ids:
    """A document with an address, of which a copy is kept."""
    made = make_document(cast["erin"], url="https://news.example/a")
    return {"pk": made.pk, "key": keep_copy(cast["erin"], document=made).key}


def sourced(cast: Cast) -> Ids:
    """A review of which Ada holds the first part, with her evidence, of whose page a copy is kept."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    evidence = make_evidence(review, cast["ada"])
    key = keep_copy(cast["ada"], source=evidence.source).key
    return {"pk": review.pk, "evidence_id": evidence.pk, "source_id": evidence.source_id, "key": key}


def near(cast: Cast) -> Ids:
    """Evidence of Ada's, whose quotation stands only nearly in the kept copy."""
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    evidence = make_evidence(review, cast["ada"], quote="at least 1,500 persons had been killed there")
    body = html_page("<p>The ministry said that at least 1,500 people had been killed there.</p>")
    keep_copy(cast["ada"], source=evidence.source, body=body)
    check_quotes(evidence.source_id)
    return {"pk": review.pk, "evidence_id": evidence.pk}


def proposed(cast: Cast) -> Ids:
    """A source of Ada's, of which a rule proposes that it was taken from a party."""
    ids = sourced(cast)
    party = Party.objects.create(name="The agency")
    derivation = Derivation.objects.create(
        source_id=ids["source_id"], from_party=party, state=DerivationState.PROPOSED, proposed_by="citing",
        basis="It cites The agency for the same figure.", words="The agency said that 1,500 had been killed.",
    )  # fmt: skip
    derivation.refresh_from_db()
    return {**ids, "key": derivation.key}


def dismissed(cast: Cast) -> Ids:
    """The same proposal, which Ada has dismissed."""
    ids = proposed(cast)
    assert isinstance(ids["key"], UUID)
    judge_derivation(ids["key"], by=cast["ada"], state=DerivationState.DISMISSED, basis="It has its own count.")
    return ids


SITUATIONS: dict[str, Situation] = {
    "copied": copied,
    "sourced": sourced,
    "proposed": proposed,
    "near": near,
    "dismissed": dismissed,
}
OF_NO_TOPIC: set[str] = set()
NOWHERE: Ids = {"evidence_id": UUID(int=0), "source_id": UUID(int=0), "key": UUID(int=0)}
GROWTH: list[Growth] = []
