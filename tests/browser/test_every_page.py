"""Every page as everybody who may open it: whole at every width, in both directions and themes, and silent."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from claims.actions.save_mapping import save_mapping
from claims.models import Document, Import
from factcheck.core.models import User
from reviews.models import EvidenceStance, Review
from reviews.workflow import State
from tests.browser.newsroom import Newsroom
from tests.claims.feeding import troubled_feeds
from tests.claims.importing import imported_file
from tests.factories import assigned, in_state, make_claim, make_document, make_evidence, make_review
from tests.pages.triaged import TEXT, claimed

pytestmark = pytest.mark.django_db(transaction=True)

WIDTHS = (320, 390, 768, 1440)
LONG = "According to “officials who asked not to be named” " + "very " * 30 + "long"
# What sticks out of the window and stands in nothing that scrolls or cuts by itself.
STICKS_OUT = """() => {
  const wide = innerWidth, found = [];
  if (document.documentElement.scrollWidth > wide) found.push('the page scrolls sideways');
  for (const each of document.querySelectorAll('main *, header *, nav *, footer *')) {
    const box = each.getBoundingClientRect();
    if (!box.width || !box.height || (box.right <= wide + 1 && box.left >= -1)) continue;
    if (each.closest('.sr, .skip, svg') || each.matches('.sr *')) continue;
    let around = each.parentElement;
    while (around && getComputedStyle(around).overflowX === 'visible') around = around.parentElement;
    if (around && !around.matches('html, body, main')) continue;
    found.push(`${each.tagName.toLowerCase()}.${each.className} ${Math.round(box.left)} to ${Math.round(box.right)}`);
  }
  return found.slice(0, 3);
}"""
HEADS = "() => [document.querySelectorAll('h1').length, document.title.split('·')[0].trim()]"
LIGHTNESS = """() => {
  const light = (colour) => {
    const canvas = document.createElement('canvas').getContext('2d');
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data.slice(0, 3).reduce((sum, one) => sum + one) / 765;
  };
  const look = getComputedStyle(document.body);
  return [light(look.backgroundColor), light(look.color)];
}"""


def faults_of(page: Page, address: str, *, status: int = 200) -> Iterator[str]:
    """What is wrong with one page, looked at in every width, direction and theme."""
    page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
    answer = page.goto(address)
    if answer is None or answer.status != status:
        yield f"{address}: answered {answer and answer.status}, not {status}"
        return
    headings, title = page.evaluate(HEADS)
    if headings != 1 or not title:
        yield f"{address}: {headings} h1, title “{title}”"
    for direction in ("ltr", "rtl"):
        page.evaluate("(direction) => { document.documentElement.dir = direction; }", direction)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for each in page.evaluate(STICKS_OUT):
                yield f"{address} at {width} px, {direction}: {each}"
    ground, ink = page.evaluate(LIGHTNESS)
    page.emulate_media(color_scheme="dark")
    dark_ground, dark_ink = page.evaluate(LIGHTNESS)
    page.emulate_media(color_scheme="light")
    if not (ground > 0.9 > 0.3 > ink and dark_ground < 0.2 < 0.8 < dark_ink):
        yield f"{address}: light is {ink:.2f} on {ground:.2f}, dark {dark_ink:.2f} on {dark_ground:.2f}"


def filled(cast: dict[str, User]) -> tuple[dict[State, Review], Review, Document, Import]:
    """A review in each state, one of which Ada holds a part with evidence, a document with claims, its import."""
    erin = cast["erin"]
    reviews = {state: in_state(state, cast) for state in State}
    held = assigned(make_review(erin), erin, cast["ada"])
    for stance in EvidenceStance:
        make_evidence(held, cast["ada"], stance, title=LONG, note=LONG)
    make_review(erin, priority=1)
    document = make_document(erin, TEXT, title=LONG)
    claimed(document, erin, "the number of those killed had risen to above 1,000")
    make_claim(erin, LONG)
    return reviews, held, document, document.imports.get()


def test_pages_of_the_desk_and_of_readers(newsroom: Callable[..., Newsroom], cast: dict[str, User]) -> None:
    reviews, held, document, work = filled(cast)
    of = {state: f"/desk/reviews/{review.pk}/" for state, review in reviews.items()}
    mine, text = f"/desk/reviews/{held.pk}/", f"/desk/documents/{document.pk}/"
    common = ["/desk/", "/desk/queue/", "/desk/documents/", text, "/desk/inbox/", *of.values(), mine]
    public = [f"/verdicts/{reviews[state].pk}/" for state in (State.PUBLISHED, State.RETRACTED)]
    pages = {
        "erin": [
            *common,
            *(f"/desk/queue/?view={view}" for view in ("adjudicate", "published", "closed")),
            "/desk/queue/?q=nothing", "/desk/documents/?q=nothing", "/desk/documents/add/", f"{text}?show=kept",
            f"{text}claims/", f"/desk/claims/{document.claims.get().pk}/edit/", f"/desk/imports/{work.pk}/",
            f"{of[State.SPLIT]}decide/", f"{of[State.SPLIT]}send-back/", f"{of[State.DECIDED]}publish/",
            f"{of[State.DECIDED]}decide/", f"{of[State.PUBLISHED]}correct/", f"{of[State.PUBLISHED]}retract/",
            f"{of[State.PUBLISHED]}reopen/", f"{of[State.QUEUED]}hold/", f"{of[State.QUEUED]}close/",
        ],
        "ada": [*common, f"{mine}evidence/{held.evidence.earliest('added_at').pk}/derive/"],
        "rita": common,
        "": [*public, "/", "/?q=nothing", "/corrections/", "/how-we-work/", "/sign-in/"],
    }  # fmt: skip
    feed = troubled_feeds(cast["erin"])
    for username in ("erin", "rita"):
        pages[username] = [*pages[username], "/desk/feeds/", f"/desk/feeds/{feed.pk}/"]
    pages["erin"] += [f"/desk/feeds/{feed.pk}/{errand}/" for errand in ("change", "remove")]
    desk, faults = newsroom(), []
    for username, addresses in pages.items():
        page = desk.window(username)
        for address in addresses:
            faults += [f"{username or 'a reader'}: {each}" for each in faults_of(page, address)]
    assert not faults, "\n".join(faults)


def test_pages_of_imports(newsroom: Callable[..., Newsroom], cast: dict[str, User]) -> None:
    """With cells, headers, names and mappings as long as they can be, also without a space to break at."""
    erin, unbroken = cast["erin"], "x" * 250
    columns = f"claim,{LONG},{unbroken}"
    rows = f"{LONG},,{unbroken}\n{LONG}!,x,x\n" + f"{LONG} {unbroken},{LONG},x\n" * 30
    mapping = {"claim": "text", LONG: "said_on", unbroken: "url"}
    save_mapping(by=erin, name=unbroken[:100], columns=columns.split(","), mapping=mapping)
    work = imported_file(erin, f"{columns}\n{rows}", f"{unbroken}.csv")
    assert (work.mapping, work.refused > 25) == (mapping, True)
    dry = imported_file(erin, f"{columns}\n{rows}", dry_run=True)
    waits = imported_file(erin, f"{unbroken},{LONG}\n1,2\n{LONG},{unbroken}\n", f"{LONG}.csv")
    assert waits.waits_for_mapping
    here = f"/desk/imports/{work.pk}/"
    addresses = [
        "/desk/imports/", "/desk/imports/?show=all", "/desk/imports/?show=cancelled", "/desk/imports/new/", here,
        f"{here}?rows=duplicate", f"{here}?rows=added", f"{here}rows/2/", f"{here}take-back/",
        f"/desk/imports/{dry.pk}/", f"/desk/imports/{waits.pk}/", f"/desk/imports/{waits.pk}/cancel/",
    ]  # fmt: skip
    desk, faults = newsroom(), []
    for username, those in (("erin", addresses), ("rita", ["/desk/imports/", here])):
        page = desk.window(username)
        faults += [f"{username}: {each}" for address in those for each in faults_of(page, address)]
    assert not faults, "\n".join(faults)


def test_pages_that_say_no(newsroom: Callable[..., Newsroom], cast: dict[str, User]) -> None:
    review = in_state(State.QUEUED, cast)
    desk = newsroom()
    reader, erin, rita = desk.window(), desk.window("erin"), desk.window("rita")
    faults = [
        *faults_of(reader, "/verdicts/999/", status=404),
        *faults_of(erin, "/desk/reviews/999/", status=404),
        *faults_of(rita, "/desk/documents/add/", status=403),
        *faults_of(erin, f"/desk/reviews/{review.pk}/publish/", status=409),
    ]
    assert not faults, "\n".join(faults)
    # A browser says on its console that a page was refused, and nothing else may be said there.
    assert all("Failed to load resource" in each for each in desk.complaints)
    assert len(desk.complaints) == 4
    desk.complaints.clear()
