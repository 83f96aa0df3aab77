"""The evidence board: adding, withdrawing and relating one's own sources."""

from collections.abc import Callable

import pytest
from django.test import Client

from claims.models import Derivation, DerivationState
from factcheck.core.models import User
from reviews.models import Evidence, EvidenceStance, Review
from tests.factories import assigned, make_evidence, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]
SOURCE = {"stance": "disputes", "url": "https://news.example/a", "title": "A report", "quote": "1,500 <b>killed</b>"}


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


def page(browser: Client, review: Review) -> str:
    answer = browser.get(f"/desk/reviews/{review.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def at(review: Review, part: str = "") -> str:
    return f"/desk/reviews/{review.pk}/{part}"


def test_evidence_is_added_without_script(as_person: AsPerson, review: Review, cast: dict[str, User]) -> None:
    browser = as_person("ada")
    answer = browser.post(
        at(review, "evidence/"), {**SOURCE, "kind": "report", "publisher": "Jamaran", "published_on": "2019-12-24"}
    )
    assert answer.url == f"{at(review)}#evidence"
    found = Evidence.objects.get()
    assert (found.stance, found.source.kind, found.source.publisher.name) == ("disputes", "report", "Jamaran")
    words = page(browser, review)
    assert "1,500 &lt;b&gt;killed" in words.replace("<mark>1,500</mark>", "1,500")
    assert "Copying" in words
    assert "<mark>1,500</mark>" in words


def test_htmx_gets_the_board_alone(as_person: AsPerson, review: Review) -> None:
    answer = as_person("ada").post(at(review, "evidence/"), SOURCE, headers={"HX-Request": "true"})
    words = answer.content.decode()
    assert answer.status_code == 200
    assert answer.headers["HX-Trigger"] == "evidence-changed"
    assert words.lstrip().startswith('<section class="rv-ev"')
    assert "A report" in words


@pytest.mark.parametrize("is_htmx", [False, True])
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"url": "", "title": ""}, "Give the source’s address or its citation.".replace("’", "&#x27;")),
        ({"url": "no address"}, "no address is no address."),
        ({"published_on": "24.12.2019"}, "No such date. Use year-month-day"),
        ({"stance": "denies"}, "Select a valid choice."),
        ({"quote": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(
    as_person: AsPerson, review: Review, wrong: dict[str, str], said: str, is_htmx: bool
) -> None:
    headers = {"HX-Request": "true"} if is_htmx else {}
    sent = {**SOURCE, "note": "a note worth keeping", **wrong}
    answer = as_person("ada").post(at(review, "evidence/"), sent, headers=headers)
    words = answer.content.decode()
    assert answer.status_code == 422
    assert said in words
    assert "a note worth keeping" in words
    assert 'id="add-evidence" open' in words
    assert Evidence.objects.count() == 0


def test_the_same_twice_is_said_and_kept(as_person: AsPerson, review: Review) -> None:
    browser = as_person("ada")
    browser.post(at(review, "evidence/"), SOURCE)
    answer = browser.post(at(review, "evidence/"), {**SOURCE, "note": "a note worth keeping"})
    assert answer.status_code == 409
    assert "as disputes already." in answer.content.decode()
    assert "a note worth keeping" in answer.content.decode()
    assert Evidence.objects.count() == 1


def test_evidence_for_a_part_that_is_gone_is_refused_and_what_was_typed_shown(
    as_person: AsPerson, review: Review
) -> None:
    browser = as_person("ada")
    browser.post(at(review, "release/"))
    answer = browser.post(at(review, "evidence/"), SOURCE)
    assert answer.status_code == 403
    assert "What you typed is kept below" in answer.content.decode()
    assert "https://news.example/a" in answer.content.decode()


@pytest.mark.parametrize(("person", "status"), [("noor", 403), ("rita", 403), ("erin", 403)])
def test_only_holders_add(as_person: AsPerson, review: Review, person: str, status: int) -> None:
    assert as_person(person).post(at(review, "evidence/"), SOURCE).status_code == status
    assert Evidence.objects.count() == 0


def test_withdrawing(as_person: AsPerson, review: Review, cast: dict[str, User]) -> None:
    mine, other = make_evidence(review, cast["ada"]), make_evidence(review, cast["ben"])
    browser = as_person("ada")
    assert browser.post(at(review, f"evidence/{other.pk}/withdraw/")).status_code == 404
    assert browser.post(at(review, f"evidence/{mine.pk}/withdraw/")).status_code == 302
    assert Evidence.objects.get(pk=mine.pk).withdrawn_at is not None
    assert Evidence.objects.get(pk=other.pk).withdrawn_at is None
    assert str(mine.pk) not in page(browser, review)


def test_deriving_makes_one_origin_of_two(as_person: AsPerson, review: Review, cast: dict[str, User]) -> None:
    first = make_evidence(review, cast["ada"], title="The statement", publisher="NCRI")
    second = make_evidence(review, cast["ada"], title="The tweet", publisher="An account")
    browser = as_person("ada")
    assert '<b dir="ltr">2</b> origins' in page(browser, review)
    form = browser.get(at(review, f"evidence/{second.pk}/derive/")).content.decode()
    assert "E1 The statement" in form
    sent = {"from_evidence": str(first.pk), "basis": "It links to it", "state": "shown"}
    answer = browser.post(at(review, f"evidence/{second.pk}/derive/"), sent)
    assert answer.url == f"{at(review)}#evidence-{second.pk}"
    assert Derivation.objects.get().state == DerivationState.SHOWN
    words = page(browser, review)
    assert '<b dir="ltr">1</b> origin' in words
    assert f'Derives from <a href="#evidence-{first.pk}">' in words


def test_deriving_asks_for_one_thing_and_a_basis(as_person: AsPerson, review: Review, cast: dict[str, User]) -> None:
    mine, other = make_evidence(review, cast["ada"]), make_evidence(review, cast["ben"])
    browser = as_person("ada")
    own = at(review, f"evidence/{mine.pk}/derive/")
    for sent in ({"basis": "x", "state": "shown"}, {"from_party": "MEK", "basis": "", "state": "shown"},
                 {"from_evidence": str(other.pk), "basis": "x", "state": "shown"}):  # fmt: skip
        assert browser.post(own, sent).status_code == 422
    assert browser.get(at(review, f"evidence/{other.pk}/derive/")).status_code == 404
    assert Derivation.objects.count() == 0


def test_stances_have_a_column_each(as_person: AsPerson, review: Review, cast: dict[str, User]) -> None:
    for stance in EvidenceStance:
        make_evidence(review, cast["ada"], stance, title=f"For {stance}")
    words = page(as_person("ada"), review)
    places = [words.index(f"For {stance}") for stance in EvidenceStance]
    assert places == sorted(places)
