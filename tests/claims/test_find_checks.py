"""Finding fact-checks of others: words in any spelling, filters, and an index behind them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from rest_framework.test import APIClient

from claims.actions.affiliate_party import add_alias
from claims.intake.ratings import NormalisedRating
from claims.models import ExternalCheck, Party
from claims.queries.checks import SHOWN_A_CLAIM, CheckAsk, checks_of_claim, checks_of_claims, checks_page, found_checks
from factcheck.core.models import User
from tests.claims.checking import check_import, check_row, make_check, written
from tests.factories import make_claim, make_document
from tests.situations import restrict
from tests.unwatched import unwatched

pytestmark = pytest.mark.django_db
PERSIAN = "وزیر كشور گفت ۱٬۵۰۰ نفر کشته‌اند"


def found(by: User, **ask: Any) -> set[str]:
    return set(found_checks(by, CheckAsk(**ask)).values_list("title", flat=True))


@pytest.fixture
def rita(cast: dict[str, User]) -> User:
    make_check(
        cast["erin"], title="persian", claim_text=PERSIAN, language="fa", publisher="Factnameh",
        publisher_site="factnameh.com", rating_text="نادرست", normalised=NormalisedRating.FALSE,
        published_on=date(2019, 12, 15), claimant="Rahmani Fazli",
    )  # fmt: skip
    make_check(
        cast["erin"], title="english", claim_text="The minister said that 1,500 people were killed", language="en",
        publisher="", publisher_site="politifact.com", rating_text="Pants on Fire",
        normalised=NormalisedRating.UNKNOWN, published_on=date(2020, 1, 2), claimant="Someone",
    )  # fmt: skip
    make_check(
        cast["erin"], title="undated", claim_text="People of 1500 were not counted", language="", publisher="Full Fact",
        published_on=None,
    )  # fmt: skip
    return cast["rita"]


@pytest.mark.parametrize(
    ("q", "titles"),
    [
        ("وزیر کشور", {"persian"}),
        ("وزير كشور", {"persian"}),
        ("1,500", {"persian", "english"}),
        ("١٬٥٠٠ نفر", {"persian"}),
        ("۱٬۵۰۰", {"persian", "english"}),
        ("کشته اند", {"persian"}),
        ("MINISTER killed", {"english"}),
        ('"people were"', {"english"}),
        ("people -killed", {"undated"}),
        ("minister or counted", {"english", "undated"}),
        ("fazli", {"persian"}),
        ("pants fire", {"english"}),
        ("نادرست", {"persian"}),
        ("politifact.com", {"english"}),
        ("undated", {"undated"}),
        ("unheard", set()),
        ("!!! & | :*", set()),
        ("\" ' <-> (", set()),
        ("a\0b", set()),
        ("minister" * 400, set()),
        ("   ", {"persian", "english", "undated"}),
    ],
)
def test_words_find_checks_however_they_are_written(rita: User, q: str, titles: set[str]) -> None:
    assert found(rita, q=q) == titles


@pytest.mark.parametrize(
    ("ask", "titles"),
    [
        ({"publisher": "factnameh"}, {"persian"}),
        ({"publisher": "«FACTNAMEH»"}, {"persian"}),
        ({"publisher": "politifact.com"}, {"english"}),
        ({"publisher": "WWW.PolitiFact.com "}, {"english"}),
        ({"publisher": "politifact"}, set()),
        ({"publisher": "a\0b"}, set()),
        ({"rating": "unknown"}, {"english"}),
        ({"rating": "mostly_false"}, {"undated"}),
        ({"language": "fa"}, {"persian"}),
        ({"published_after": date(2019, 12, 15)}, {"persian", "english"}),
        ({"published_after": date(2019, 12, 16)}, {"english"}),
        ({"published_before": date(2019, 12, 15)}, {"persian"}),
        ({"published_after": date(2019, 12, 16), "published_before": date(2020, 1, 1)}, set()),
        ({"q": "1,500", "language": "en"}, {"english"}),
    ],
)
def test_filters(rita: User, ask: dict[str, Any], titles: set[str]) -> None:
    assert found(rita, **ask) == titles


def test_a_publisher_is_found_by_any_of_its_names(cast: dict[str, User], rita: User) -> None:
    add_alias(Party.objects.get(name="Factnameh"), "فکت‌نامه", by=cast["erin"])
    assert found(rita, publisher="فکت‌نامه") == {"persian"}


def test_the_pages_hold_each_check_once(cast: dict[str, User]) -> None:
    rows = [check_row(number, claim_text=f"Claim {number} of the storm") for number in range(1, 81)]
    written(check_import(cast["erin"]), *rows)
    seen, before, sizes = [], None, []
    while True:
        page = checks_page(cast["rita"], CheckAsk(q="storm"), before=before)
        seen += [check.pk for check in page.rows]
        sizes.append(len(page.rows))
        if (before := page.older) is None:
            break
    assert sizes == [25, 25, 25, 5]
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 80


def test_a_claim_has_the_checks_of_its_words(cast: dict[str, User]) -> None:
    claim, other = make_claim(cast["erin"], PERSIAN), make_claim(cast["erin"], "Another")
    days = [date(2020, 1, 2), None, date(2021, 1, 1)]
    spellings = [PERSIAN, "وزیر کشور گفت 1٬500 نفر کشته اند.", f"«{PERSIAN}»"]
    for day, text in zip(days, spellings, strict=True):
        make_check(cast["erin"], claim_text=text, published_on=day)
    make_check(cast["erin"], claim_text=f"{PERSIAN} دیروز")
    assert [check.published_on for check in checks_of_claim(cast["rita"], claim)] == [days[2], days[0], None]
    assert set(checks_of_claims(cast["rita"], [claim, other])) == {claim.pk}
    assert checks_of_claim(AnonymousUser(), claim) == []


def test_of_very_many_checks_of_a_claim_the_last_published_are_shown(cast: dict[str, User]) -> None:
    claim = make_claim(cast["erin"])
    rows = [
        check_row(day, claim_text=claim.text, published_on=date(2020, 1 + day // 28, 1 + day % 28))
        for day in range(1, 50)
    ]
    written(check_import(cast["erin"]), *rows)
    shown = checks_of_claim(cast["rita"], claim)
    assert [check.row_number for check in shown] == list(range(49, 49 - SHOWN_A_CLAIM, -1))


def test_the_words_of_many_checks_are_found_by_their_index(cast: dict[str, User]) -> None:
    with unwatched("claims_externalcheck") as cursor:
        cursor.execute(
            """
            INSERT INTO claims_externalcheck (url, site, title, claim_text, claimant_name, rating_text, rating,
                language, said_on, fingerprint, added_at)
            SELECT 'https://x.example/' || n, 'site' || n %% 200 || '.example', 'Title', 'number ' || n || ' of group '
                || n %% 50, 'Minister ' || n %% 900, 'False', 'false', 'en', '', md5(n::text) || md5(n::text), now()
            FROM generate_series(1, %s) AS n
            """,
            [100_000],
        )
        cursor.execute("ANALYZE claims_externalcheck")
    rita = cast["rita"]
    for ask, number in (
        (CheckAsk(q="number 77777"), 1),
        (CheckAsk(q="group 17 minister 317"), 111),
        (CheckAsk(publisher="site7.example"), 500),
    ):
        search = found_checks(rita, ask)
        plan = search.explain()
        assert "externalcheck_words" in plan, plan
        assert "Seq Scan on claims_externalcheck" not in plan, plan
        assert search.count() == number
    # What is in most rows is met soon on the way from the newest: no plan reads them all.
    common = found_checks(rita, CheckAsk(q="number"))[:26].explain(analyze=True)
    assert "Seq Scan on claims_externalcheck" not in common, common
    claim = make_claim(cast["erin"], "number 5")
    by_claim = ExternalCheck.objects.filter(fingerprint=claim.fingerprint).explain()
    assert "externalcheck_fingerprint" in by_claim, by_claim


# --- by API -------------------------------------------------------------------------------------------------


def test_the_api_lists_filters_and_shows_one(rita: User, api: Callable[..., APIClient]) -> None:
    client = api("rita")
    answer = client.get("/api/v1/external-checks", {"q": "۱٬۵۰۰", "page_size": 1}).json()
    assert [row["title"] for row in answer["results"]] == ["english"]
    following = client.get(answer["next"])
    assert [row["title"] for row in following.json()["results"]] == ["persian"]
    row = following.json()["results"][0]
    assert row["rating"] == {"text": "نادرست", "normalised": "false", "value": None, "worst": None, "best": None}
    assert (row["publisher"], row["claimant"], row["published_on"]) == ("Factnameh", "Rahmani Fazli", "2019-12-15")
    assert row["claim_text"] == PERSIAN
    assert client.get(row["self"]).json() == row
    assert client.get("/api/v1/external-checks/999999").status_code == 404
    asked = {"published_after": "2020-01-01", "rating": "unknown", "language": "en", "publisher": "politifact.com"}
    assert len(client.get("/api/v1/external-checks", asked).json()["results"]) == 1


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"published_after": "2019-15-12"}, "No such date in published_after: 2019-15-12"),
        ({"published_before": "soon"}, "No such date in published_before: soon"),
        ({"rating": "pants"}, "There is no rating pants. Use one of true, mostly_true"),
        ({"site": "x"}, "There is no filter site"),
        ({"q": "a\0"}, "NUL"),
    ],
)
def test_the_api_refuses_what_it_cannot_read(
    rita: User, api: Callable[..., APIClient], asked: dict[str, str], words: str
) -> None:
    answer = api("rita").get("/api/v1/external-checks", asked)
    assert answer.status_code == 400
    assert words in answer.json()["detail"]


def test_the_api_gives_the_checks_of_a_claim_that_is_there(
    cast: dict[str, User], api: Callable[..., APIClient]
) -> None:
    document = make_document(cast["erin"], "1,500 people were killed.")
    claim = make_claim(cast["erin"], document.text)
    make_check(cast["erin"], claim_text="1,500 PEOPLE were killed", title="this")
    make_check(cast["erin"], title="another")
    address = f"/api/v1/claims/{claim.pk}/external-checks"
    assert [row["title"] for row in api("rita").get(address).json()["results"]] == ["this"]
    assert api("rita").get(address, {"q": "x"}).status_code == 400
    restrict(cast["cleo"])
    assert api("rita").get(address).status_code == 404
