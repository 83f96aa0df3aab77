"""Imports by API: bringing a file in, watching it, and setting right what was refused."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from rest_framework.test import APIClient

from claims.actions.add_topic import add_topic
from claims.actions.run_import import run_import
from claims.models import Claim, Import, Mapping
from factcheck.core.models import User
from tests.claims.importing import ROWS, UNKNOWN_COLUMNS, imported_file

Api = Callable[..., APIClient]
Cast = dict[str, User]
IMPORTS = "/api/v1/imports"


def send(client: APIClient, content: str | bytes = ROWS, name: str = "rows.csv", **fields: Any) -> Any:
    content = content.encode() if isinstance(content, str) else content
    return client.post(IMPORTS, {"file": SimpleUploadedFile(name, content), **fields}, format="multipart")


def pointers(answer: Any) -> list[str]:
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    return [error["pointer"] for error in answer.json().get("errors", [])]


def test_a_file_is_stored_and_answered_and_its_end_told(api: Api, cast: Cast) -> None:
    client = api("erin")
    answer = send(client)
    body = answer.json()
    assert (answer.status_code, body["state"]) == (202, "received")
    assert answer.headers["Location"] == body["self"] == f"http://testserver{IMPORTS}/{body['id']}"
    assert (body["name"], body["size"], len(body["sha256"])) == ("rows.csv", len(ROWS), 64)
    run_import(body["id"])
    done = client.get(answer.headers["Location"]).json()
    assert (done["state"], done["format"], done["makes"], done["created_by"]) == ("done", "csv", "claims", "erin")
    assert [done[key] for key in ("total", "read", "added", "known", "duplicates", "refused")] == [4, 4, 2, 0, 1, 1]
    assert done["seconds_left"] == 0
    assert done["rate"] > 0
    assert done["columns"] == ["claim", "claimant", "claim date"]
    assert done["mapping"] == {"claim": "text", "claimant": "claimant", "claim date": "said_on"}
    assert (done["guess"]["encoding"], done["guess"]["delimiter"]) != ("", "")
    assert done["preview"][0] == ["The toll had risen to above 1000", "Reuters", "2019-12-04"]
    assert done["errors"] == f"http://testserver{IMPORTS}/{body['id']}/errors.csv"


def test_everything_that_can_be_said_of_a_file_is_heard(api: Api, cast: Cast) -> None:
    add_topic("Toll", by=cast["erin"])
    said = {
        "mapping": json.dumps({"w": "text"}), "dry_run": "true", "format": "csv", "makes": "claims", "delimiter": "\t",
        "encoding": "utf-16-le", "topic": "toll", "language": "fa", "makes_topics": "on",
    }  # fmt: skip
    body = send(api("erin"), "w\tv\nIt is so\tx\n".encode("utf-16-le"), **said).json()
    assert (body["dry_run"], body["language"], body["topic"], body["makes_topics"]) == (True, "fa", "toll", True)
    run_import(body["id"])
    done = api("erin").get(body["self"]).json()
    assert (done["state"], done["added"], done["mapping"]) == ("done", 1, {"w": "text"})
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("fields", "pointer", "words"),
    [
        ({"format": "docx"}, "/format", "csv"),
        ({"makes": "coffee"}, "/makes", ""),
        ({"format": "csv", "makes": "checks"}, "/makes", ""),
        ({"mapping": "{"}, "/mapping", "no JSON"),
        ({"mapping": "[" * 100_000}, "/mapping", "JSON"),
        ({"mapping": "[1]"}, "/mapping", "object"),
        ({"mapping": '{"claim": 5}'}, "/mapping", "object"),
        ({"mapping": '{"claim": "words"}'}, "/mapping", "words"),
        ({"dry_run": "perhaps"}, "/dry_run", "boolean"),
        ({"language": "x" * 13}, "/language", "12"),
    ],
)
def test_what_cannot_be_used_is_pointed_at(
    api: Api, cast: Cast, fields: dict[str, str], pointer: str, words: str
) -> None:
    answer = send(api("erin"), **fields)
    assert (answer.status_code, set(pointers(answer))) == (422, {pointer})
    assert words in answer.json()["detail"]
    assert not Import.objects.exists()


def test_an_encoding_that_is_none_ends_the_import_with_the_reason(api: Api, cast: Cast) -> None:
    work = imported_file(cast["erin"], encoding="klingon-8")
    shown = api("erin").get(f"{IMPORTS}/{work.pk}").json()
    assert shown["state"] == "failed"
    assert "klingon-8" in shown["problem"]


def test_a_file_that_is_none_is_said(api: Api, cast: Cast) -> None:
    client = api("erin")
    for answer in (send(client, b""), client.post(IMPORTS, {"format": "csv"}, format="multipart")):
        assert (answer.status_code, pointers(answer)) == (422, ["/file"])
    answer = client.post(IMPORTS, {"file": "not a file"}, format="multipart")
    assert (answer.status_code, pointers(answer)) == (422, ["/file"])
    assert send(client, topic="nowhere").status_code == 404
    assert not Import.objects.exists()


@pytest.mark.parametrize("content_type", ["application/json", "text/csv", "application/x-www-form-urlencoded"])
def test_a_body_without_parts_is_told_how_to_be_sent(api: Api, cast: Cast, content_type: str) -> None:
    answer = api("erin").post(IMPORTS, b"{}", content_type=content_type)
    assert answer.status_code == 415
    assert "multipart/form-data" in answer.json()["detail"]
    assert content_type in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "boundary"), [(b"--x\r\n", "x"), (b"", "x"), (b"--x\r\nContent-Disposition: form-data\r\n\r\na", "x"),
                           (b"nothing", ""), (b"\0" * 500, "\xff")],
)  # fmt: skip
def test_broken_parts_are_refused(api: Api, cast: Cast, body: bytes, boundary: str) -> None:
    content_type = f"multipart/form-data; boundary={boundary}".encode("latin-1").decode("latin-1")
    answer = api("erin").post(IMPORTS, body, content_type=content_type)
    assert answer.status_code in (400, 422), answer.content
    assert answer.json()["detail"]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(api: Api, cast: Cast, settings: Any) -> None:
    settings.IMPORT_LIMIT = 2**20
    client = api("erin")
    answer = client.generic(
        "POST", IMPORTS, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(3 * 2**20)
    )
    assert (answer.status_code, answer.headers["Content-Type"]) == (413, "application/problem+json")
    assert "At most 1 MiB" in answer.json()["detail"]
    # One that does not say so is stopped while it arrives.
    answer = send(client, b"claim\n" + b"x" * 2**20)
    assert (answer.status_code, pointers(answer)) == (422, ["/file"])
    assert not Import.objects.exists()


def test_the_list_is_filtered(api: Api, cast: Cast) -> None:
    done = imported_file(cast["erin"])
    waiting = imported_file(cast["erin"], UNKNOWN_COLUMNS)
    client = api("rita")

    def ids(query: str) -> list[int]:
        return [row["id"] for row in client.get(f"{IMPORTS}?{query}").json()["results"]]

    assert ids("") == [waiting.pk, done.pk]
    assert ids("state=checking") == [waiting.pk]
    assert ids("state=done&format=csv") == [done.pk]
    assert ids("format=pdf") == []
    for query in ("state=asleep", "format=docx"):
        assert client.get(f"{IMPORTS}?{query}").status_code == 400
    row = client.get(f"{IMPORTS}?state=checking").json()["results"][0]
    assert "preview" not in row


def test_rows_are_listed_by_what_became_of_them(api: Api, cast: Cast) -> None:
    work = imported_file(cast["erin"])
    url = f"{IMPORTS}/{work.pk}/rows"
    rows = api("erin").get(url).json()["results"]
    assert [(row["number"], row["line"], row["outcome"]) for row in rows] == [(2, 3, "refused"), (3, 4, "duplicate")]
    assert rows[0]["column"] == "claim date"
    assert rows[0]["cells"]["claim"] == "More than 85 percent took no part"
    assert "2019-15-12" in rows[0]["reason"]
    assert rows[1]["claim"] == Claim.objects.get(row_number=1).pk
    assert [row["number"] for row in api("erin").get(f"{url}?outcome=duplicate").json()["results"]] == [3]
    assert api("erin").get(f"{url}?outcome=lost").status_code == 400
    assert api("erin").get(f"{url}?page_size=1").json()["next"]


def test_refused_rows_are_downloaded_corrected_and_sent_again(api: Api, cast: Cast) -> None:
    text = 'claim,claim date,note\n"=HYPERLINK(1)",x,-5\nIt is so,2019-15-12,"a ""b"", c"\nGood,2019,\n'
    work = imported_file(cast["erin"], text)
    client = api("erin")
    answer = client.get(f"{IMPORTS}/{work.pk}/errors.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    report = b"".join(answer.streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(report.removeprefix("\ufeff"))))
    assert [row["claim"] for row in rows] == ["'=HYPERLINK(1)", "It is so"]
    assert [row["refused: line"] for row in rows] == ["2", "3"]
    assert rows[1]["refused: column"] == "claim date"
    assert "2019-15-12" in rows[1]["refused: reason"]
    corrected = report.replace(",x,", ",2019,").replace("2019-15-12,", "2019-12-15,")
    again = imported_file(cast["erin"], corrected, "import-refused.csv")
    assert (again.state, again.added, again.refused) == ("done", 2, 0)
    assert set(Claim.objects.filter(imported_in=again).values_list("text", "said_on")) == {
        ("=HYPERLINK(1)", "2019"), ("It is so", "2019-12-15"),
    }  # fmt: skip


def test_a_row_is_corrected(api: Api, cast: Cast) -> None:
    work = imported_file(cast["erin"])
    client, url = api("erin"), f"{IMPORTS}/{work.pk}/rows/2"
    answer = client.post(url, {"cells": {"claim date": "no day"}}, format="json")
    assert (answer.status_code, pointers(answer)) == (422, ["/cells/claim date"])
    for body in ({}, {"cells": []}, {"cells": {"claim date": ["2019"]}}, {"cells": {"claim date": None}}):
        assert client.post(url, body, format="json").status_code == 422, body
    answer = client.post(url, {"cells": {"claim date": " 2019-12-15"}}, format="json")
    body = answer.json()
    assert (answer.status_code, body["outcome"], body["corrected_by"]) == (200, "added", "erin")
    assert Claim.objects.get(pk=body["claim"]).said_on == "2019-12-15"
    assert client.post(url, {"cells": {}}, format="json").status_code == 409
    shown = client.get(f"{IMPORTS}/{work.pk}").json()
    assert (shown["added"], shown["refused"], shown["errors"]) == (3, 0, None)


def test_a_file_waits_for_its_columns_and_goes_on(api: Api, cast: Cast) -> None:
    client = api("erin")
    work = imported_file(cast["erin"], UNKNOWN_COLUMNS)
    url = f"{IMPORTS}/{work.pk}"
    shown = client.get(url).json()
    assert (shown["waits_for_mapping"], shown["columns"]) == (True, ["x", "y"])
    assert shown["suggested_mapping"] == {"x": "", "y": ""}
    assert api("rita").get(url).json()["preview"] == []
    answer = client.post(f"{url}/read-again", {"delimiter": ";"}, format="json")
    assert (answer.status_code, answer.json()["state"]) == (200, "received")
    run_import(work.pk)
    assert client.get(url).json()["columns"] == ["x,y"]
    client.post(f"{url}/read-again", {}, format="json")
    run_import(work.pk)
    answer = client.post(f"{url}/mapping", {"mapping": {"y": "url"}}, format="json")
    assert (answer.status_code, pointers(answer)) == (422, ["/mapping"])
    answer = client.post(f"{url}/mapping", {"mapping": {"x": "text"}, "save_as": "Backlog"}, format="json")
    assert (answer.status_code, answer.json()["mapping"]) == (200, {"x": "text"})
    run_import(work.pk)
    assert client.get(url).json()["added"] == 2
    [saved] = client.get("/api/v1/mappings").json()["results"]
    assert (saved["name"], saved["columns"], saved["mapping"]) == ("Backlog", ["x", "y"], {"x": "text"})
    assert client.delete(f"/api/v1/mappings/{saved['id']}").status_code == 204
    assert not Mapping.objects.exists()
    assert client.delete(f"/api/v1/mappings/{saved['id']}").status_code == 404


def test_an_import_is_cancelled_taken_back_and_repeated(api: Api, cast: Cast) -> None:
    client = api("erin")
    work = imported_file(cast["erin"])
    url = f"{IMPORTS}/{work.pk}"
    assert client.post(f"{url}/cancel").status_code == 409
    taken = client.post(f"{url}/take-back").json()
    assert (taken["claims"], taken["kept"], taken["work"]["added"]) == (2, {}, 2)
    assert taken["words"] == "Taken back: 2 claims."
    assert client.post(f"{url}/take-back").status_code == 409
    answer = client.post(f"{url}/repeat", {"dry_run": True}, format="json")
    assert (answer.status_code, answer.json()["dry_run"]) == (202, True)
    again = answer.headers["Location"]
    assert client.post(f"{again}/cancel", {"take_back": True}, format="json").json()["state"] == "cancelled"


def test_the_fields_of_a_column_are_told(api: Api, cast: Cast) -> None:
    fields = api("rita").get(reverse("api_import_fields")).json()
    assert {"text", "quote", "claimant", "value", "said_on", "external_id"} <= {field["name"] for field in fields}
    assert all(field["label"] and field["holds"] and field["synonyms"] for field in fields)
