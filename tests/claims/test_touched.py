"""What a person touched: a later reading of the document leaves it exactly as it is."""

from collections.abc import Callable

import pytest

from claims.actions.add_claim import add_claim
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.models import Claim, ClaimState, Document, Reading
from factcheck.core.models import Event, User
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.open_review import open_review
from tests.claims.upgrading import (
    HURT,
    LATER,
    TEXT,
    TOOK_NO_PART,
    UPGRADED,
    again,
    claim_of,
    counts,
    first_read,
    reads,
    row_of,
)
from tests.factories import make_claim


@pytest.fixture
def upgraded(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> Document:
    """A document that was read, with another version of the extractor at hand."""
    document = first_read(monkeypatch, cast["erin"])
    reads(monkeypatch, UPGRADED, version="2")
    return document


def edited(claim: Claim, by: User) -> None:
    edit_claim(claim.pk, by=by, text="In other words.")


def edited_and_back(claim: Claim, by: User) -> None:
    edit_claim(claim.pk, by=by, said_on="2020-01-01")
    edit_claim(claim.pk, by=by, said_on=claim.said_on)


def kept(claim: Claim, by: User) -> None:
    decide_claim(claim.pk, ClaimState.KEPT, by=by)


def dropped(claim: Claim, by: User) -> None:
    decide_claim(claim.pk, ClaimState.DROPPED, by=by)


def kept_and_taken_back(claim: Claim, by: User) -> None:
    kept(claim, by)
    decide_claim(claim.pk, ClaimState.UNDECIDED, by=by)


def sent_to_the_queue(claim: Claim, by: User) -> None:
    kept(claim, by)
    open_review(claim.pk, by=by)


def reviewed_once(claim: Claim, by: User) -> None:
    kept(claim, by)
    close_review(open_review(claim.pk, by=by).pk, by=by, reason=CloseReason.OUT_OF_SCOPE)


def another_merged_into_it(claim: Claim, by: User) -> None:
    other = make_claim(by)
    Claim.objects.filter(pk=other.pk).update(state="merged", merged_into=claim)


def merged_into_another(claim: Claim, by: User) -> None:
    Claim.objects.filter(pk=claim.pk).update(state="merged", merged_into=make_claim(by))


def changed_past_the_verbs(claim: Claim, by: User) -> None:
    Event.objects.create(kind="row.changed", about_kind="claim", about_id=str(claim.pk), claim_id=claim.pk)


def changed_without_a_trace(claim: Claim, by: User) -> None:
    Claim.objects.filter(pk=claim.pk).update(version=2)


TOUCHES = [
    edited, edited_and_back, kept, dropped, kept_and_taken_back, sent_to_the_queue, reviewed_once,
    another_merged_into_it, merged_into_another, changed_past_the_verbs, changed_without_a_trace,
]  # fmt: skip


@pytest.mark.parametrize("words", [TOOK_NO_PART, HURT], ids=["found otherwise", "not found"])
@pytest.mark.parametrize("touch", TOUCHES, ids=lambda touch: touch.__name__)
def test_what_a_person_had_to_do_with_stays_as_it_is(
    touch: Callable[[Claim, User], None], words: str, upgraded: Document, cast: dict[str, User]
) -> None:
    claim = claim_of(upgraded, words)
    touch(claim, cast["erin"])
    before, reading = row_of(claim), Reading.objects.filter(claim=claim).values().get()
    found = counts(again(upgraded, cast["erin"]))
    assert row_of(claim) == before
    assert Reading.objects.filter(claim=claim).values().get() == reading
    is_found = words == TOOK_NO_PART
    assert found == {"added": 1, "changed": 2 - is_found, "gone": is_found, "left": 1}
    assert not Event.objects.filter(kind="claim.read_again", claim_id=claim.pk).exists()


def test_a_claim_added_by_hand_stays_and_nothing_is_put_over_half_of_it(
    upgraded: Document, cast: dict[str, User]
) -> None:
    start = TEXT.index(LATER)
    mine = add_claim(by=cast["erin"], document_id=upgraded.pk, start=start, end=start + len(LATER) - 6)
    before = row_of(mine)
    assert counts(again(upgraded, cast["erin"])) == {"added": 0, "changed": 2, "gone": 1, "left": 1}
    assert row_of(mine) == before
    assert not upgraded.claims.filter(quote=LATER).exists()
