"""Citing on the page: what the board says to type, what comes back, and what a withdrawal means for a draft."""

from collections.abc import Callable

import pytest
from django.test import Client

from factcheck.core.models import User
from reviews.actions.save_draft import save_draft
from reviews.models import Review
from tests.factories import assess, assigned, make_evidence, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]
FINDING = {
    "rating": "unproven",
    "attribution": "confirmed",
    "as_of": "2020-01-01",
    "override_reason": "None was found.",
}


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


def at(review: Review, part: str = "") -> str:
    return f"/desk/reviews/{review.pk}/{part}"


def test_the_card_says_what_to_type_and_the_field_how(
    as_person: AsPerson, review: Review, cast: dict[str, User]
) -> None:
    make_evidence(review, cast["ada"])
    words = as_person("ada").get(at(review)).content.decode()
    assert '<span class="id">E1</span> <button type="button" class="btn sm quiet cite" data-cite="E1" hidden>' in words
    assert "Cite your evidence by its number, as [E1]" in words
    assert "data-cites" in words
    assert "data-cite=" not in as_person("erin").get(at(review)).content.decode()


def test_a_citation_in_vain_comes_back_with_all_that_was_typed(
    as_person: AsPerson, review: Review, cast: dict[str, User]
) -> None:
    make_evidence(review, cast["ada"])
    answer = as_person("ada").post(at(review), {**FINDING, "rationale": "Rests on officials [E4]."})
    words = answer.content.decode()
    assert answer.status_code in (400, 422)
    assert "There is no evidence [E4] here. You can cite [E1]." in words
    assert "Rests on officials [E4]." in words
    done = as_person("ada").post(at(review), {**FINDING, "rationale": "Rests on officials [E1]."})
    assert done.status_code == 302
    shown = as_person("ada").get(at(review)).content.decode()
    assert f'<a href="#evidence-{review.evidence.get().pk}" rel="nofollow noopener">[E1]</a>' in shown


@pytest.mark.parametrize("is_htmx", [False, True])
@pytest.mark.parametrize(("rationale", "warns"), [("Rests on officials [E1].", True), ("Rests on `[E1]`.", False)])
def test_withdrawing_what_the_draft_cites_warns(
    as_person: AsPerson, review: Review, cast: dict[str, User], is_htmx: bool, rationale: str, warns: bool
) -> None:
    evidence = make_evidence(review, cast["ada"])
    save_draft(review.pk, by=cast["ada"], rationale=rationale)
    headers = {"HX-Request": "true"} if is_htmx else {}
    answer = as_person("ada").post(at(review, f"evidence/{evidence.pk}/withdraw/"), headers=headers, follow=not is_htmx)
    assert answer.status_code == 200
    assert ("Your draft cites [E1], which you withdrew." in answer.content.decode()) is warns


def test_who_decides_sees_the_keys_of_both_and_their_words_with_these(
    as_person: AsPerson, review: Review, cast: dict[str, User]
) -> None:
    for person, rating in (("ada", "unproven"), ("ben", "half-true")):
        make_evidence(review, cast[person])
        make_evidence(review, cast[person])
        assess(review, cast[person], rating, rationale=f"What {person} found [E2].")
    words = as_person("cleo").get(at(review, "decide/?take=B")).content.decode()
    for key in ("A.E1", "A.E2", "B.E1", "B.E2"):
        assert f'data-cite="{key}"' in words
    assert "What ben found [B.E2].</textarea>" in words
    assert ">[A.E2]</a>" in words
