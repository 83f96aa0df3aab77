"""API tokens: shown once, kept as a hash, limited, ended."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from claims.models import Claim
from factcheck.core.errors import Invalid, NotAllowed, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import ApiToken, Event, Scope, User
from factcheck.core.tokens import make_token, revoke_token

ME, CLAIMS = "/api/v1/me", "/api/v1/claims"
Made = tuple[ApiToken, APIClient]


@pytest.fixture
def made(cast: dict[str, User]) -> Callable[..., Made]:
    """A token of somebody, and a client that sends it."""

    def make(username: str, *scopes: Scope, **fields: object) -> Made:
        user = cast[username]
        token, clear = make_token(user, by=user, name="t", scopes=scopes or tuple(Scope), **fields)  # type: ignore[arg-type]
        return token, sending(f"Bearer {clear}")

    return make


def sending(header: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=header)
    return client


def test_only_the_hash_is_kept(cast: dict[str, User]) -> None:
    token, clear = make_token(cast["erin"], by=cast["erin"], name="CMS", scopes=[Scope.READ])
    assert re.fullmatch(r"fcd_[\w-]{43}", clear)
    token.refresh_from_db()
    assert token.digest == hashlib.sha256(clear.encode()).hexdigest()
    assert token.prefix == clear[:12]
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(t)::text FROM core_apitoken t UNION ALL SELECT data::text FROM core_event")
        assert [row for (row,) in cursor if clear in row or clear[12:] in row] == []
    event = Event.objects.get(kind=EventKind.TOKEN_MADE)
    assert (event.by, event.about_id, event.data) == (cast["erin"], str(token.pk), {"name": "CMS", "scopes": ["read"]})


def test_no_two_are_alike(cast: dict[str, User]) -> None:
    clears = {make_token(cast["erin"], by=cast["erin"], name="t", scopes=[Scope.READ])[1] for _ in range(50)}
    assert len(clears) == 50


def test_a_token_without_a_scope_is_not_made(cast: dict[str, User]) -> None:
    with pytest.raises(Invalid):
        make_token(cast["erin"], by=cast["erin"], name="t", scopes=[])
    assert ApiToken.objects.count() == Event.objects.count() == 0


def test_it_speaks_for_its_person(made: Callable[..., Made]) -> None:
    answer = made("ada")[1].get(ME)
    assert (answer.status_code, answer.json()["username"]) == (200, "ada")


def test_it_ends_at_its_time(made: Callable[..., Made]) -> None:
    now = timezone.now()
    _, client = made("ada", expires_at=now + timedelta(hours=1))
    with time_machine.travel(now + timedelta(minutes=59)):
        assert client.get(ME).status_code == 200
    with time_machine.travel(now + timedelta(minutes=61)):
        assert client.get(ME).status_code == 401


@pytest.mark.parametrize("by", ["ada", "adam"])
def test_it_is_revoked_by_its_person_or_an_administrator(
    cast: dict[str, User], made: Callable[..., Made], by: str
) -> None:
    token, client = made("ada")
    assert client.get(ME).status_code == 200
    assert revoke_token(token.pk, by=cast[by]).revoked_at is not None
    assert client.get(ME).status_code == 401
    event = Event.objects.get(kind=EventKind.TOKEN_REVOKED)
    assert (event.by, event.about_kind, event.about_id) == (cast[by], "apitoken", str(token.pk))
    with pytest.raises(WrongState):
        revoke_token(token.pk, by=cast[by])
    assert Event.objects.filter(kind=EventKind.TOKEN_REVOKED).count() == 1


@pytest.mark.parametrize("by", ["ben", "erin", "rita"])
def test_nobody_else_revokes_it(cast: dict[str, User], made: Callable[..., Made], by: str) -> None:
    token, client = made("ada")
    with pytest.raises(NotAllowed):
        revoke_token(token.pk, by=cast[by])
    assert client.get(ME).status_code == 200
    assert not Event.objects.filter(kind=EventKind.TOKEN_REVOKED).exists()


def test_a_token_that_is_not_there_is_told_from_none(cast: dict[str, User], made: Callable[..., Made]) -> None:
    """For who may not know of it, somebody else's token and a missing one look alike."""
    token, _ = made("ada")
    refusals = set()
    for number in (token.pk, token.pk + 1):
        with pytest.raises(NotAllowed) as refused:
            revoke_token(number, by=cast["ben"])
        refusals.add(str(refused.value).replace(str(number), "N"))
    assert len(refusals) == 1


def test_it_ends_with_its_person(cast: dict[str, User], made: Callable[..., Made]) -> None:
    _, client = made("ada")
    User.objects.filter(username="ada").update(is_active=False)
    assert client.get(ME).status_code == 401


def test_what_is_no_token_is_refused_alike(made: Callable[..., Made], cast: dict[str, User]) -> None:
    """Unknown, wrong after the right prefix, revoked and expired: one answer, so that nothing can be learnt."""
    clear = make_token(cast["ada"], by=cast["ada"], name="t", scopes=tuple(Scope))[1]
    revoked, revoked_client = made("ada")
    revoke_token(revoked.pk, by=cast["ada"])
    _, expired_client = made("ada", expires_at=timezone.now() - timedelta(seconds=1))
    wrong = [sending(f"Bearer {bad}") for bad in ("x", "fcd_", clear[:-1], clear[:12] + "A" * 35, clear.upper(), "é")]
    answers = {client.get(ME).content for client in [*wrong, revoked_client, expired_client]}
    assert len(answers) == 1
    assert all(client.get(ME).status_code == 401 for client in wrong)


@pytest.mark.parametrize("header", ["Bearer", "Bearer a b", "bearer ", "Basic YTpi", "Token x", ""])
def test_a_header_in_another_form_lets_nobody_in(cast: dict[str, User], header: str) -> None:
    answer = sending(header).get(ME)
    assert (answer.status_code, answer.headers["Content-Type"]) == (401, "application/problem+json")


def test_a_bad_token_is_refused_even_where_none_is_needed(cast: dict[str, User]) -> None:
    assert APIClient().get("/api/v1/verdicts").status_code == 200
    assert sending("Bearer fcd_unknown").get("/api/v1/verdicts").status_code == 401


def test_each_scope_lets_through_what_it_says(made: Callable[..., Made]) -> None:
    reading, writing = made("erin", Scope.READ)[1], made("erin", Scope.WRITE)[1]
    assert reading.get(CLAIMS).status_code == 200
    assert reading.post(CLAIMS, {"text": "Something."}).status_code == 403
    assert Claim.objects.count() == 0
    assert writing.get(CLAIMS).status_code == 403
    assert writing.post(CLAIMS, {"text": "Something."}).status_code == 201


def test_last_use_is_kept_to_the_minute(made: Callable[..., Made]) -> None:
    token, client = made("ada")
    assert token.last_used_at is None
    with time_machine.travel(timezone.now(), tick=False) as clock:
        seen = []
        for _ in range(5):
            client.get(ME)
            token.refresh_from_db()
            seen.append(token.last_used_at)
            clock.shift(timedelta(seconds=25))
    assert seen[0] == seen[1] == seen[2]
    assert seen[3] == seen[4]
    assert seen[3] - seen[0] == timedelta(seconds=75)


def test_a_refused_token_leaves_no_trace_of_use(cast: dict[str, User], made: Callable[..., Made]) -> None:
    token, client = made("ada", expires_at=timezone.now() - timedelta(seconds=1))
    client.get(ME)
    token.refresh_from_db()
    assert token.last_used_at is None


def test_a_token_cannot_sign_in_to_pages(made: Callable[..., Made]) -> None:
    assert made("erin")[1].get("/desk/").status_code == 302


def test_the_command_line_has_no_secret_of_tokens(cast: dict[str, User], made: Callable[..., Made], capsys) -> None:  # type: ignore[no-untyped-def]
    """A dump of the data for a bug report must not let anybody in."""
    clear = make_token(cast["ada"], by=cast["ada"], name="t", scopes=tuple(Scope))[1]
    call_command("dumpdata", "core")
    assert clear not in capsys.readouterr().out
