"""`python tools/pictures.py [BASE_URL]`: take the pictures of the documentation from a running demonstration.

Needs `make demo` running, Playwright (it is among the development requirements) and Chromium. The address and the
logins come from var/demo.json; pictures go to docs/img, 1440 by 900 pixels, light. Ends with 1 and one line where
the demonstration cannot be reached or has no such page.
"""

import argparse
import json
import os
import shutil
import sys
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from palette import with_palette  # the folder of a script is on its path
from playwright.sync_api import Browser, Error, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "img"
LIMIT_BYTES = 250_000
# Typed for the picture and never sent.
RATIONALE = (
    "One side announces the figure, a newspaper calls it plausible, and an unnamed official gives a lower one.\n\n"
    "Nobody shows a count. Lists of names, or the registers of hospitals, would change this."
)
SIZE = {"width": 1440, "height": 900}


class Missing(Exception):
    """The demonstration lacks what a picture shows; the words say what."""


@dataclass(frozen=True)
class Demonstration:
    """A running demonstration newsroom: its address, its people and their tokens."""

    url: str
    people: dict[str, dict[str, str]]
    token: str

    def ask(self, path: str) -> Any:
        """The answer of its API to a GET, with the editor's token. Raises Missing when it does not answer."""
        request = urllib.request.Request(  # noqa: S310  (an address the caller gave)
            f"{self.url}/api/v1/{path}", headers={"Authorization": f"Bearer {self.token}"}
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
                return json.load(answer)
        except OSError as error:
            raise Missing(
                f"The demonstration does not answer at {request.full_url}: {error}. Start make demo."
            ) from None

    def review(self, state: str, words: str) -> int:
        """The number of the review in a state whose claim has these words. Raises Missing where there is none."""
        found = self.ask(f"reviews?state={state}&page_size=200")["results"]
        for review in found:
            if words in json.dumps(review["claim"], ensure_ascii=False):
                return int(review["id"])
        raise Missing(f"No review in state {state} has a claim with the words “{words}”.")


def demonstration(url: str, var: Path) -> Demonstration:
    """What var/demo.json says of the demonstration. Raises Missing where it is not there."""
    try:
        told = json.loads((var / "demo.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Missing(f"{var / 'demo.json'} cannot be read: {error}. Start make demo first.") from None
    people = {person["username"]: person for person in told["users"]}
    return Demonstration((url or told["base_url"]).rstrip("/"), people, told["tokens"]["editor"])


def sign_in(browser: Browser, demo: Demonstration, username: str) -> Page:
    """A window of this person's, or for "" of a reader."""
    page = browser.new_context(base_url=demo.url, viewport=SIZE, color_scheme="light").new_page()
    if username:
        page.goto("/sign-in/")
        page.get_by_label("Name").fill(username)
        page.get_by_label("Password").fill(demo.people[username]["password"])
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url("**/desk/")
    return page


def shoot(page: Page, name: str) -> None:
    """Write one picture. Raises Missing where it is too large for a page of documentation."""
    page.wait_for_load_state("networkidle")
    target = FOLDER / f"{name}.png"
    size = target.write_bytes(with_palette(page.screenshot()))
    if size > LIMIT_BYTES:
        raise Missing(f"{target} has {size} bytes, more than {LIMIT_BYTES}.")
    print(f"{target.relative_to(ROOT)}: {size // 1000} kB")  # noqa: T201


def take(browser: Browser, demo: Demonstration) -> None:
    """All pictures, one after another."""
    erin = sign_in(browser, demo, "erin")
    erin.goto("/desk/")
    shoot(erin, "desk")
    erin.goto("/desk/queue/")
    shoot(erin, "queue")
    document = next(one for one in demo.ask("documents?page_size=200")["results"] if "Deadlock" in one["title"])
    erin.goto(f"/desk/documents/{document['id']}/")
    card = erin.locator(".cl", has_text="1,500 people had been killed during").first
    card.scroll_into_view_if_needed()
    card.locator("a.no").click()
    shoot(erin, "document")

    ada = sign_in(browser, demo, "ada")
    ada.goto(f"/desk/reviews/{demo.review('in_review', 'has surpassed 3,000')}/")
    ada.get_by_role("radio", name="Unproven").check()
    ada.get_by_label("Rationale").fill(RATIONALE)
    ada.locator("h1").click()
    shoot(ada, "review")

    cleo = sign_in(browser, demo, "cleo")
    cleo.goto(f"/desk/reviews/{demo.review('split', 'brought down the internet')}/decide/")
    shoot(cleo, "adjudicate")

    reader = sign_in(browser, demo, "")
    reader.goto(f"/verdicts/{demo.review('published', '1,500 people had been killed')}/")
    shoot(reader, "verdict")


def main() -> int:
    asked = argparse.ArgumentParser(description="Take the pictures of the documentation from a running demonstration.")
    asked.add_argument("base_url", nargs="?", default="", help="where it runs; without it, as var/demo.json says")
    chosen = asked.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        if chromium is None:
            raise Missing("Chromium is not installed. On Debian: apt-get install chromium")
        demo = demonstration(chosen.base_url, Path(os.environ.get("FACTCHECK_VAR", "") or ROOT / "var"))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            take(browser, demo)
            browser.close()
    except (Missing, Error) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
