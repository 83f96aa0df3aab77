"""A document with one claim that is to be decided."""

import pytest

from claims.actions.decide_claim import decide_claim
from claims.models import Claim, ClaimState, Document
from factcheck.core.models import User
from tests.factories import make_document
from tests.pages.triaged import TEXT, claimed


@pytest.fixture
def document(cast: dict[str, User]) -> Document:
    return make_document(cast["erin"], TEXT)


@pytest.fixture
def claim(document: Document, cast: dict[str, User]) -> Claim:
    made = claimed(document, cast["erin"], "the number of those killed had risen to above 1,000")
    return decide_claim(made.pk, ClaimState.UNDECIDED, by=cast["erin"])
