"""Chromium, and a newsroom in which each person has a browser window of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, expect, sync_playwright

from factcheck.core.models import User
from tests.browser.newsroom import Newsroom

CHROMIUM = Path("/usr/bin/chromium")

expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A running Chromium, without a window."""
    # Playwright keeps an event loop running in this thread. There Django refuses its database unless told otherwise,
    # and uses connections apart from those outside: none may stay open on either side, to die unseen.
    connections.close_all()
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture
def newsroom(
    chromium: Browser, transactional_db: None, live_server: Any, cast: dict[str, User], settings: Any
) -> Iterator[Callable[..., Newsroom]]:
    """Open a newsroom on the running site; at the end nothing may have been complained of by any window."""
    settings.SITE_URL = live_server.url
    opened: list[Newsroom] = []

    def make(**options: Any) -> Newsroom:
        opened.append(Newsroom(chromium, live_server.url, options))
        return opened[-1]

    yield make
    for each in opened:
        each.close()
    assert [words for each in opened for words in each.complaints] == []
