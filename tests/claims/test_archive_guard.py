"""Nothing that a person sends makes the desk connect to an address that is not public."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pytest
from rest_framework.test import APIClient

from claims.actions import addresses, take_snapshot
from claims.actions.archive_source import archive_source
from claims.actions.run_import import run_import
from claims.models import Document, Import, Snapshot, Source
from factcheck.core.addresses import Address, is_public
from factcheck.core.fetch import Fetcher
from factcheck.core.models import User
from factcheck.core.targets import parse_target
from tests.core.fetching import PRIVATE_NAMES
from tests.core.servers import Server, moved, serving
from tests.core.test_fetch_guard import HOSTILE_HOSTS
from tests.factories import assigned, make_document, make_evidence, make_review

Sink = Callable[[str], None]


@pytest.fixture
def canaries() -> Iterator[list[Server]]:
    with serving({}) as four, serving({}, host="::1") as six:
        yield [four, six]
        assert [four.connections, six.connections] == [0, 0]


@pytest.fixture
def sinks(cast: dict[str, User], api: Callable[..., APIClient]) -> dict[str, Sink]:
    """Every way in which an address that somebody sends comes to be fetched."""
    erin, ada = api("erin"), api("ada")
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    source = make_evidence(review, cast["ada"]).source

    def added(url: str) -> None:
        answer = erin.post("/api/v1/documents", {"url": url})
        if answer.status_code == 422:
            assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/url"]
        else:
            assert answer.status_code == 202
            _fails(Import.objects.latest("id"))

    def refetched(url: str) -> None:
        document = make_document(cast["erin"])
        # Of an older installation, say: the address was never judged.
        Document.objects.filter(pk=document.pk).update(url=url)
        answer = erin.post(f"/api/v1/documents/{document.pk}/refetch")
        assert answer.status_code in (202, 422)
        if answer.status_code == 202:
            _fails(Import.objects.latest("id"))

    def archived(url: str) -> None:
        Source.objects.filter(pk=source.pk).update(url=url, copy_state="failed", copy_problem="Tried before.")
        assert ada.post(f"/api/v1/sources/{source.pk}/archive").status_code == 202
        for _ in range(3):
            archive_source(source.pk)
        source.refresh_from_db()
        assert source.copy_state != "kept"

    return {"add": added, "refetch": refetched, "archive": archived}


def _fails(work: Import) -> None:
    run_import(work.pk)
    work.refresh_from_db()
    assert work.document is None
    assert work.state == "failed" or "tried again" in work.guess["notes"][0]


def _reach(monkeypatch: pytest.MonkeyPatch, fetcher: Fetcher, ports: set[int]) -> None:
    monkeypatch.setattr(take_snapshot, "fetch", fetcher.fetch)
    # Without this the ports of the canaries would be refused, and nothing be learnt of the hosts.
    monkeypatch.setattr(addresses, "parse_target", partial(parse_target, ports=ports))


@pytest.mark.parametrize("sink", ["add", "refetch", "archive"])
def test_no_hostile_target_is_connected_to(
    sink: str, sinks: dict[str, Sink], canaries: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    ports = {80, 443, *(canary.port for canary in canaries)}
    _reach(monkeypatch, Fetcher(look_up=PRIVATE_NAMES, ports=ports), ports)
    for host in HOSTILE_HOSTS:
        for canary in canaries:
            sinks[sink](f"http://{host}:{canary.port}/")
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("sink", ["add", "refetch", "archive"])
def test_no_hostile_target_is_redirected_to(
    sink: str, sinks: dict[str, Sink], canaries: list[Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, host in enumerate(HOSTILE_HOSTS):
        canary = canaries[number % 2]
        with serving({"/": moved(f"http://{host}:{canary.port}/")}) as front:
            first: list[bool] = []

            def look_up(name: str, port: int) -> Sequence[str]:
                return ["127.0.0.1"] if name == "front.test" else PRIVATE_NAMES(name, port)

            # The front alone is allowed besides what is public, and only for its own look-up.
            def allowed(address: Address, first: list[bool] = first) -> bool:
                first.append(True)
                return is_public(address) or len(first) == 1

            ports = {80, 443, front.port, canary.port}
            _reach(monkeypatch, Fetcher(is_allowed=allowed, look_up=look_up, ports=ports), ports)
            sinks[sink](front.url(host="front.test"))
            assert front.connections == 1
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("sink", ["add", "refetch", "archive"])
def test_other_schemes_and_ports_are_not_fetched(sink: str, sinks: dict[str, Sink]) -> None:
    """With the very fetch that the product uses."""
    for url in ("file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1:6379/_FLUSHALL",
                "http://example.org:6379/", "http://127.0.0.1:5432/", "http://[::1]:80/", "data:,a"):  # fmt: skip
        sinks[sink](url)
    assert not Snapshot.objects.exists()
