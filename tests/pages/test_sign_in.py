"""Signing in and out."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.core.models import User
from tests.cast import PASSWORD
from tests.pages.drawing import Findings

SIGN_IN = "/sign-in/"


def sign_in(client: Client, username: str, password: str, **fields: str) -> Any:
    return client.post(SIGN_IN, {"username": username, "password": password, **fields})


def test_the_page_stands_and_keeps_to_the_policy(client: Client, db: None) -> None:
    answer = client.get(SIGN_IN)
    assert answer.status_code == 200
    assert Findings(answer.content.decode()).wrong == []


def test_a_person_signs_in_and_lands_on_the_desk(client: Client, cast: dict[str, User]) -> None:
    answer = sign_in(client, "erin", PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("desk"))
    assert client.session["_auth_user_id"] == str(cast["erin"].pk)
    assert client.session.get_expire_at_browser_close()


def test_a_person_may_stay_signed_in(client: Client, cast: dict[str, User]) -> None:
    sign_in(client, "erin", PASSWORD, remember="on")
    assert not client.session.get_expire_at_browser_close()


@pytest.mark.parametrize(
    ("wanted", "location"),
    [
        ("/desk/documents/?q=toll", "/desk/documents/?q=toll"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("javascript:alert(1)", None),
    ],
)
def test_next_leads_on_only_within_the_site(
    client: Client, cast: dict[str, User], wanted: str, location: str | None
) -> None:
    answer = sign_in(client, "erin", PASSWORD, next=wanted)
    assert answer.headers["Location"] == (location or reverse("desk"))


def test_what_is_wrong_does_not_tell_who_exists(client: Client, cast: dict[str, User]) -> None:
    User.objects.filter(username="ben").update(is_active=False)
    pages = []
    for username, password in [("erin", "wrong"), ("nobody", PASSWORD), ("ben", PASSWORD)]:
        answer = sign_in(client, username, password)
        assert answer.status_code == 422
        html = answer.content.decode()
        token = answer.context["csrf_token"]
        pages.append(html.replace(username, "NAME").replace(str(token), "TOKEN"))
    assert "That name and password do not match" in pages[0]
    assert pages[0] == pages[1] == pages[2]
    assert "_auth_user_id" not in client.session


def test_who_is_signed_in_is_led_on(as_person: Callable[[str], Client]) -> None:
    answer = as_person("erin").get(SIGN_IN, {"next": "/desk/documents/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/documents/")


def test_signing_out_takes_a_post(as_person: Callable[[str], Client]) -> None:
    client = as_person("erin")
    assert client.get("/sign-out/").status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post("/sign-out/").headers["Location"] == reverse("public_verdicts")
    assert "_auth_user_id" not in client.session


def test_a_demonstration_lists_its_people(client: Client, db: None, settings: Any, tmp_path: Path) -> None:
    users = [{"username": "erin", "role": "editor", "password": "open-sesame-1"}]
    (tmp_path / "demo.json").write_text(json.dumps({"base_url": "http://127.0.0.1", "users": users, "tokens": {}}))
    settings.VAR = tmp_path
    settings.DEMO = settings.IS_EMBEDDED = False
    assert "open-sesame-1" not in client.get(SIGN_IN).content.decode()
    settings.DEMO = True
    html = client.get(SIGN_IN, {"next": "/desk/documents/"}).content.decode()
    assert "open-sesame-1" in html
    assert "editor" in html
    assert html.count('name="next" value="/desk/documents/"') == 2


def test_a_demonstration_without_its_file_still_signs_in(
    client: Client, cast: dict[str, User], settings: Any, tmp_path: Path
) -> None:
    settings.VAR, settings.DEMO = tmp_path, True
    (tmp_path / "demo.json").write_text("{")
    assert client.get(SIGN_IN).status_code == 200
    assert sign_in(client, "erin", PASSWORD).status_code == 302
