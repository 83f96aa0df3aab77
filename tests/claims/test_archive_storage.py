"""Files in an S3-compatible store, over real HTTP, and on disk."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from moto.server import ThreadedMotoServer

from claims.actions.add_document_file import add_document_file
from claims.actions.archive_source import archive_source
from claims.actions.receive_import import receive_import
from claims.actions.run_import import run_import
from claims.intake.warc import read_warc
from claims.models import Claim, Snapshot
from factcheck.core.models import User
from factcheck.env import EnvError
from factcheck.settings import VAR
from factcheck.storage import file_storage
from tests.archived import answer_with, fetched, html_page
from tests.factories import assigned, make_evidence, make_review

Keys = Callable[[], set[str]]


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(store: str, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Keys]:
    """The desk's files in an empty bucket of a server of their own; gives the names in it."""
    said = {"S3_BUCKET": "desk", "S3_ENDPOINT": store, "S3_ACCESS_KEY": "key", "S3_SECRET_KEY": "secret"}
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    client = boto3.client(
        "s3", endpoint_url=store, region_name="us-east-1", aws_access_key_id="key", aws_secret_access_key="secret",
        config=Config(s3={"addressing_style": "path"}),
    )  # fmt: skip
    client.create_bucket(Bucket="desk")
    settings.STORAGES = {**settings.STORAGES, "default": file_storage(VAR)}

    def keys() -> set[str]:
        return {each["Key"] for each in client.list_objects_v2(Bucket="desk").get("Contents", [])}

    yield keys
    for key in keys():
        client.delete_object(Bucket="desk", Key=key)
    client.delete_bucket(Bucket="desk")


def test_a_copy_goes_into_the_bucket_and_comes_out_again(
    cast: dict[str, User], bucket: Keys, monkeypatch: pytest.MonkeyPatch, as_person: Callable[[str], Client]
) -> None:
    answer_with(monkeypatch, lambda url, **_: fetched(html_page(), url=url))
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    archive_source(make_evidence(review, cast["ada"]).source_id)
    snapshot = Snapshot.objects.get()
    assert bucket() == {snapshot.path}
    ada = as_person("ada")
    answer = ada.get(reverse("snapshot_file", args=[snapshot.key]))
    assert read_warc(b"".join(answer.streaming_content))[2] == html_page()  # type: ignore[attr-defined]
    shown = ada.get(reverse("snapshot_shown", args=[snapshot.key]))
    assert "Toll rises to 230" in shown.content.decode()


@pytest.mark.parametrize("number", [60, 30_000], ids=["short", "long"])
def test_a_file_of_claims_goes_through_the_bucket(cast: dict[str, User], bucket: Keys, number: int) -> None:
    """A long one is read by a process of its own, from the copy that the store's client makes."""
    rows = "".join(f"At least {toll} people had been killed.\n" for toll in range(200, 200 + number))
    work = receive_import(by=cast["erin"], file=io.BytesIO(f"claim\n{rows}".encode()), name="claims.csv")
    assert bucket() == {work.path}
    while run_import(work.pk):
        pass
    work.refresh_from_db()
    assert (work.state, work.added, Claim.objects.count()) == ("done", number, number)


def test_an_article_goes_through_the_bucket(cast: dict[str, User], bucket: Keys) -> None:
    work = add_document_file(by=cast["erin"], file=io.BytesIO(html_page()), name="story.html", publisher="The Courier")
    run_import(work.pk)
    work.refresh_from_db()
    assert work.document is not None
    assert (work.state, work.document.title) == ("done", "Toll rises to 230")


def test_a_file_that_is_gone_is_said_to_be(
    cast: dict[str, User], bucket: Keys, monkeypatch: pytest.MonkeyPatch, as_person: Callable[[str], Client]
) -> None:
    work = add_document_file(by=cast["erin"], file=io.BytesIO(html_page()), name="story.html")
    default_storage.delete(work.path)
    run_import(work.pk)
    work.refresh_from_db()
    assert (work.state, "no longer in storage" in work.problem) == ("failed", True)


def test_without_a_bucket_files_lie_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("S3_BUCKET", raising=False)
    assert file_storage(VAR)["OPTIONS"] == {"location": VAR / "files"}


def test_the_key_of_the_bucket_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden\n")
    monkeypatch.setenv("S3_BUCKET", "desk")
    monkeypatch.setenv("S3_SECRET_KEY_FILE", str(secret))
    assert file_storage(VAR)["OPTIONS"]["secret_key"] == "hidden"
    monkeypatch.setenv("S3_SECRET_KEY", "other")
    with pytest.raises(EnvError):
        file_storage(VAR)
