"""Who may open and send which page: one table over every address that is no part of the API.

What is refused does nothing: no event is written.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from factcheck.core.models import Event, User
from reviews.models import Publication, Review
from tests.api.routes import page_names, routes
from tests.situations import SITUATIONS, Ids, restrict

# Adam administers, Erin edits, Noor reviews but holds no part, Ada holds the first one, Rita reads; then nobody.
ACTORS = ("adam", "erin", "noor", "ada", "rita", "")
# A cell is a status; "in" is sent to sign in first, "back" to the page where the button is, "done" onwards, after
# it was done. 403 stands also for a page that says why not.
TABLE = """
GET  desk              held       200  200  200  200  200  in
GET  documents         document   200  200  200  200  200  in
GET  document          document   200  200  200  200  200  in
GET  document_add      nothing    200  200  403  403  403  in
POST document_add      nothing    done done 403  403  403  in
GET  document_refetch  copied     back back back back back in
POST document_refetch  copied     done done 403  403  403  in
GET  document_changes  changed    200  200  200  200  200  in
GET  snapshot          copied     200  200  200  200  200  in
GET  snapshot          sourced    200  200  404  200  404  in
GET  snapshot_file     copied     200  200  200  200  200  in
GET  snapshot_file     sourced    200  200  404  200  404  in
GET  snapshot_shown    copied     200  200  200  200  200  in
GET  snapshot_shown    sourced    200  200  404  200  404  in
GET  claim_add         document   200  200  403  403  403  in
POST claim_add         document   done done 403  403  403  in
GET  claim_edit        claim      200  200  403  403  403  in
POST claim_edit        claim      done done 403  403  403  in
GET  claims            claim      200  200  200  200  200  in
GET  claims_triage     claim      back back back back back in
POST claims_triage     claim      done done 403  403  403  in
GET  claim_keep        claim      back back back back back in
POST claim_keep        claim      done done 403  403  403  in
GET  claim_drop        claim      back back back back back in
POST claim_drop        claim      done done 403  403  403  in
GET  claim_undecide    claim      back back back back back in
POST claim_undecide    claim      done done 403  403  403  in
GET  send_kept         document   back back back back back in
POST send_kept         document   done done 403  403  403  in
GET  imports           import     200  200  200  200  200  in
GET  import_new        nothing    200  200  403  403  403  in
POST import_new        nothing    done done 403  403  403  in
GET  import_progress   import     200  200  200  200  200  in
GET  import_progress   refused    200  200  200  200  200  in
GET  import_progress   mapless    200  200  200  200  200  in
GET  import_mapping    mapless    back back back back back in
POST import_mapping    mapless    done done 403  403  403  in
GET  import_reread     mapless    back back back back back in
POST import_reread     mapless    done done 403  403  403  in
GET  import_row        refused    200  200  403  403  403  in
POST import_row        refused    done done 403  403  403  in
GET  import_errors     refused    200  200  403  403  403  in
GET  import_cancel     import     200  200  403  403  403  in
POST import_cancel     import     done done 403  403  403  in
GET  import_take_back  refused    200  200  403  403  403  in
POST import_take_back  refused    done done 403  403  403  in
GET  import_repeat     refused    back back back back back in
POST import_repeat     refused    done done 403  403  403  in
GET  mapping_delete    mapping    back back back back back in
POST mapping_delete    mapping    done done 403  403  403  in
GET  checks            check      200  200  200  200  200  in
GET  feeds             feed       200  200  200  200  200  in
POST feeds             nothing    done done 403  403  403  in
GET  feed              feed       200  200  200  200  200  in
GET  feed_change       feed       200  200  403  403  403  in
POST feed_change       feed       done done 403  403  403  in
GET  feed_remove       feed       200  200  403  403  403  in
POST feed_remove       feed       done done 403  403  403  in
GET  feed_poll         feed       back back back back back in
POST feed_poll         feed       done done 403  403  403  in
GET  feed_switch       feed       back back back back back in
POST feed_switch       feed       done done 403  403  403  in
GET  queue             held       200  200  200  200  200  in
GET  queue_assign      held       back back back back back in
POST queue_assign      held       done done 403  403  403  in
GET  take_next         queued     back back back back back in
POST take_next         queued     done done done done 403  in
GET  inbox             held       200  200  200  200  200  in
POST inbox             held       done done done done done in
GET  review            held       200  200  200  200  200  in
POST review            held       403  403  403  done 403  in
GET  gate              held       200  200  200  200  200  in
GET  evidence_add      held       back back back back back in
POST evidence_add      held       403  403  403  done 403  in
GET  evidence_withdraw held       back back back back back in
POST evidence_withdraw held       403  403  403  done 403  in
GET  evidence_copy     sourced    back back back back back in
POST evidence_copy     sourced    done done 404  done 404  in
GET  evidence_derive   held       404  404  404  200  404  in
POST evidence_derive   held       404  404  404  done 404  in
GET  assign            held       back back back back back in
POST assign            held       done done 403  403  403  in
GET  release           held       back back back back back in
POST release           held       done done 403  done 403  in
GET  adjudicate        split      200  200  403  403  403  in
POST adjudicate        split      done done 403  403  403  in
GET  adjudicate        named      403  403  200  403  403  in
POST adjudicate        named      403  403  done 403  403  in
GET  adjudicate        decided    200  200  200  200  200  in
GET  send_back         decided    200  200  200  200  403  in
POST send_back         decided    done done 403  403  403  in
GET  publish           decided    200  200  403  403  403  in
POST publish           decided    done done 403  403  403  in
GET  correct           published  200  200  403  403  403  in
POST correct           published  done done 403  403  403  in
GET  retract           published  200  200  403  403  403  in
POST retract           published  done done 403  403  403  in
GET  reopen            closed     200  200  403  403  403  in
POST reopen            closed     done done 403  403  403  in
GET  hold              held       200  200  403  403  403  in
POST hold              held       done done 403  403  403  in
GET  resume            waiting    back back back back back in
POST resume            waiting    done done 403  403  403  in
GET  close             held       200  200  403  403  403  in
POST close             held       done done 403  403  403  in
GET  sign_in           nothing    back back back back back 200
POST sign_in           nothing    done done done done done 422
POST sign_out          nothing    done done done done done done
GET  public_verdicts     published 200 200 200 200 200 200
GET  public_verdict      published 200 200 200 200 200 200
GET  public_verdict_short published back back back back back back
GET  public_verdict_data published 200 200 200 200 200 200
GET  public_corrections  published 200 200 200 200 200 200
GET  public_how          nothing   200 200 200 200 200 200
GET  public_feed         published 200 200 200 200 200 200
GET  healthz             nothing   200 200 200 200 200 200
GET  readyz              nothing   200 200 200 200 200 200
"""
FINDING = {"rating": "unproven", "attribution": "confirmed", "as_of": "2020-01-01", "rationale": "Unnamed officials."}
SENT: dict[str, dict[str, Any]] = {
    "import_mapping": {"column-0": "text", "language": "en"},
    "import_row": {"cell-0": "More than 85 percent took no part", "cell-2": "2019-12-15"},
    "document_add": {"text": "The ministry said that 230 people had died.", "language": "en"},
    "claim_edit": {
        "version": 2, "text": "In other words.", "said_on": "", "topic": "", "links-TOTAL_FORMS": 0,
        "links-INITIAL_FORMS": 0, "bound": "exact", "stance": "asserts",
    },
    "feeds": {"url": "https://paper.example/new.xml", "language": "en", "minutes": "60"},
    "feed_change": {
        "url": "https://paper.example/feed.xml", "title": "Other", "language": "en", "minutes": "60", "version": "1",
    },
    "claims_triage": {"do": "keep"},
    "queue_assign": {"first": "ben"},
    "review": FINDING,
    "evidence_add": {"stance": "disputes", "url": "https://news.example/a"},
    "evidence_derive": {"from_party": "Alef", "basis": "It cites it.", "state": "shown"},
    "assign": {"username": "ben"},
    "release": {"part": "first"},
    "adjudicate": {**FINDING, "reason": "The officials are not named."},
    "send_back": {"question": "Which officials?"},
    "correct": {**FINDING, "kind": "correction", "what": "The words.", "why": "They misled.", "rationale": "Other."},
    "retract": {"why": "The source withdrew it."},
    "reopen": {"reason": "A newer figure is out."},
    "hold": {"reason": "waits for the ministry", "until": "2999-01-01"},
    "close": {"reason": "abandoned"},
}  # fmt: skip
ROWS = [line.split() for line in TABLE.strip().splitlines()]
OPEN = {row[1] for row in ROWS if row[8] != "in"}
Browsers = dict[str, Client]


@pytest.fixture
def browsers(as_person: Callable[[str], Client]) -> Browsers:
    return {actor: as_person(actor) for actor in ACTORS}


def test_every_page_stands_in_the_table() -> None:
    assert {row[1] for row in ROWS} == page_names()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(row[:3]))
def test_each_page_answers_each_role_as_the_table_says(
    row: list[str], cast: dict[str, User], browsers: Browsers
) -> None:
    method, name, situation, *expected = row
    ids = SITUATIONS[situation](cast)
    before = Event.objects.count()
    cells, wrote = {}, {}
    for actor in ACTORS:
        with transaction.atomic():
            answer = visit(browsers[actor], method, name, ids)
            cells[actor] = cell_of(answer, method)
            wrote[actor] = Event.objects.count() - before
            transaction.set_rollback(True)
    assert cells == dict(zip(ACTORS, expected, strict=True))
    assert {actor: count for actor, count in wrote.items() if count and cells[actor] != "done"} == {}


def test_no_page_takes_another_method(cast: dict[str, User], browsers: Browsers) -> None:
    before = Event.objects.count()
    # Django's own sign-in takes a PUT as a POST; the probes only ever answer.
    for name in page_names() - {"sign_in", "healthz", "readyz"}:
        uuid = "00000000-0000-4000-8000-000000000000"
        ids: Ids = {
            "pk": 10**9,
            "number": 1,
            "mapping_id": 10**9,
            "key": uuid,
            "evidence_id": uuid,
            "slug": "x",
            "form": "json",
        }
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - {row[0] for row in ROWS if row[1] == name}:
            assert visit(browsers["adam"], method, name, ids).status_code == 405, (method, name)
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row[2] not in ("nothing", "check", "mapping") and row[1] not in OPEN and "back" not in row],
    ids=lambda row: "-".join(row[:3]),
)
def test_a_page_of_what_is_restricted_to_others_is_not_there(
    row: list[str], cast: dict[str, User], browsers: Browsers
) -> None:
    method, name, situation, *expected = row
    ids = SITUATIONS[situation](cast)
    words = Review.objects.first().claim.text if Review.objects.exists() else "Bulletin"  # type: ignore[union-attr]
    restrict(cast["cleo"])
    before = Event.objects.count()
    for actor, cell in zip(ACTORS, expected, strict=True):
        answer = visit(browsers[actor], method, name, ids)
        found = cell_of(answer, method)
        if actor == "":
            assert found == "in"
        elif {"pk", "key"} & set(keys_of(name)):
            assert found == "404" or (cell == found == "403"), (actor, found)
        else:
            assert found in ("200", "done", "403"), (actor, found)
        assert words not in answer.content.decode()
    assert Event.objects.count() == before


@pytest.mark.parametrize("situation", ["queued", "last", "split", "adjudicated", "waiting", "closed"])
def test_nothing_that_is_not_published_is_public(situation: str, cast: dict[str, User], browsers: Browsers) -> None:
    ids = SITUATIONS[situation](cast)
    words = Review.objects.get(pk=ids["pk"]).claim.text
    for actor in ("", "rita"):
        for name in sorted(OPEN - {"sign_in", "sign_out"}):
            answer = visit(browsers[actor], "GET", name, ids)
            assert answer.status_code == (404 if "pk" in keys_of(name) else 200), name
            assert words not in answer.content.decode()
        for path in (f"/api/v1/verdicts/{ids['pk']}", "/api/v1/verdicts"):
            assert words not in browsers[actor].get(path).content.decode()


def test_nobody_is_given_two_parts(cast: dict[str, User], browsers: Browsers) -> None:
    ids = SITUATIONS["held"](cast)
    before = Event.objects.count()
    answer = browsers["erin"].post(reverse("assign", args=[ids["pk"]]), {"username": "ada"})
    assert answer.status_code == 403
    assert "Ada Okafor is the first of this review" in answer.content.decode()
    browsers["erin"].post(reverse("queue_assign"), {"review": ids["pk"], "first": "ada", "second": "ada"})
    assert Event.objects.count() == before


def test_signing_in_leads_back_to_the_page(cast: dict[str, User], browsers: Browsers) -> None:
    answer = browsers[""].get(reverse("queue"))
    assert answer.headers["Location"] == f"{reverse('sign_in')}?next={reverse('queue')}"
    # A button that was pressed is not pressed again by signing in.
    answer = browsers[""].post(reverse("take_next"))
    assert answer.headers["Location"] == f"{reverse('sign_in')}?next={reverse('take_next')}"
    assert browsers["ada"].get(reverse("take_next")).headers["Location"] == reverse("desk")


def test_a_form_of_another_site_is_not_taken(cast: dict[str, User]) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast["erin"])
    ids = SITUATIONS["held"](cast)
    before = Event.objects.count()
    for method, name, *_ in ROWS:
        if method == "POST" and name not in ("sign_in", "sign_out"):
            sent = {**ids, "evidence_id": ids["evidence_id"]}
            assert visit(browser, "POST", name, sent).status_code == 403, name
    assert Event.objects.count() == before


def cell_of(answer: Any, method: str) -> str:
    """What an answer is, as a cell of the table."""
    if answer.status_code not in (301, 302):
        return str(answer.status_code)
    if answer.headers["Location"].startswith(f"{reverse('sign_in')}?next="):
        return "in"
    return "back" if method == "GET" else "done"


def visit(browser: Client, method: str, name: str, ids: Ids) -> HttpResponse:
    """Open a page, or send its form with what whoever may do it succeeds with."""
    published = Publication.objects.filter(review=ids.get("pk"), is_current=True).first()
    words = {"slug": published.slug if published else "x", "form": "json", **ids}
    url = reverse(name, kwargs={key: words[key] for key in keys_of(name)})
    if method != "POST":
        return browser.generic(method, url)  # type: ignore[return-value]
    sent = SENT.get(name, {})
    if name == "claim_add":
        sent = {"quote": "The following day the ministry said"}
    elif name == "import_new":
        sent = {"file": SimpleUploadedFile("rows.csv", b"claim\nIt is so.\n"), "language": "en"}
    elif name == "queue_assign":
        sent = {**sent, "review": ids["pk"]}
    elif name == "claims_triage":
        sent = {**sent, "claim": ids["pk"]}
    return browser.post(url, sent)  # type: ignore[return-value]


def keys_of(name: str) -> list[str]:
    """What the address of a page names."""
    return [key for _, pattern in routes() if pattern.name == name for key in pattern.pattern.converters]
