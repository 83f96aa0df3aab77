"""The page of a topic: figures drawn and listed, breakdowns, what does not fit and judging it."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.add_claim import add_claim
from claims.actions.add_document import add_document
from claims.actions.claim_parts import Link
from claims.actions.refresh_findings import refresh_findings
from claims.actions.run_import import run_import
from claims.extraction.candidate import Bound
from claims.models import Finding, Topic
from factcheck.core.models import User
from tests.factories import make_publication
from tests.situations_figures import rivals, said

Person = Callable[[str], Client]

ARTICLE = """On 4 March the Red Crescent said 120 people had been killed in the flood.

On 6 March the Red Crescent said the number of dead had risen to at least 300.

On 9 March the Red Crescent said that more than 450 people had been killed. \
At least 200 were killed in Arvan, 150 in Belsk and 50 in Corin.

On 9 March the interior ministry said 90 people had died in the flood.
"""


def page(client: Client, slug: str, **asked: str) -> str:
    answer = client.get(reverse("topic", args=[slug]), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def flood(cast: dict[str, User]) -> Topic:
    """A topic with an article as it comes in, read by the real extractor."""
    topic = Topic.objects.create(slug="flood", title="The flood")
    work, _ = add_document(by=cast["erin"], title="Flood", text=ARTICLE, topic="flood", published_on=date(2026, 3, 9))
    while run_import(work.pk):
        pass
    refresh_findings(topic.pk)
    return topic


def test_a_growing_toll_is_drawn_with_its_rival(as_person: Person, flood: Topic) -> None:
    shown = page(as_person("erin"), "flood")
    assert "Figures over time" in shown
    chart = re.search(r'<svg class="chart wide"[^>]*aria-label="([^"]*)"', shown)
    assert chart is not None
    told = chart[1]
    assert re.search(
        r"Red Crescent: .*120 on 4 March 2026.*at least 300 on 6 March 2026.*over 450 on 9 March 2026", told
    )
    assert re.search(r"interior ministry: .*90 on 9 March 2026", told)


def test_the_table_says_what_the_chart_does(as_person: Person, flood: Topic) -> None:
    shown = page(as_person("erin"), "flood")
    table = shown[shown.index('id="h-figures"') :]
    for amount in ("120", "at least 300", "over 450", "90"):
        assert f">{amount}</a>" in table


def test_who_gives_no_figure_is_drawn_as_silent(as_person: Person, cast: dict[str, User]) -> None:
    ids = rivals(cast)
    words = "The ministry has not announced the number of deaths"
    add_claim(by=cast["erin"], text=words, links=[Link("The ministry", "")], topic=str(ids["slug"]))
    for day in ("2026-01-20", "2026-01-27"):
        said(cast["erin"], 600 + int(day[-2:]), "The province", str(ids["slug"]), day)
    shown = page(as_person("erin"), str(ids["slug"]))
    assert 'class="silent"' in shown
    assert "gives no figure" in shown


def test_a_finding_is_confirmed_and_taken_back(as_person: Person, cast: dict[str, User]) -> None:
    ids = rivals(cast)
    noor, where = as_person("noor"), reverse("finding_judge", args=[ids["slug"], ids["finding_id"]])
    assert "1 open" in page(noor, str(ids["slug"]))
    answer = noor.post(where, {"do": "confirm"}, follow=True)
    assert "Confirmed: the finding stands." in answer.content.decode()
    assert Finding.objects.get(pk=ids["finding_id"]).judged_by == cast["noor"]
    assert "Take back" in page(noor, str(ids["slug"]))
    noor.post(where, {"do": "undo"})
    assert "1 open" in page(noor, str(ids["slug"]))


def test_dismissing_asks_for_a_reason_and_keeps_it(as_person: Person, cast: dict[str, User]) -> None:
    ids = rivals(cast)
    noor, where = as_person("noor"), reverse("finding_judge", args=[ids["slug"], ids["finding_id"]])
    answer = noor.post(where, {"do": "dismiss", "reason": " "}, follow=True)
    assert "Say why it is dismissed." in answer.content.decode()
    assert Finding.objects.get(pk=ids["finding_id"]).judgement == ""
    noor.post(where, {"do": "dismiss", "reason": "One counts the missing <too>."})
    assert "One counts the missing &lt;too&gt;." in page(noor, str(ids["slug"]))


def test_readers_see_findings_and_judge_none(as_person: Person, cast: dict[str, User]) -> None:
    ids = rivals(cast)
    assert "Confirm" not in page(as_person("rita"), str(ids["slug"]))


def test_the_verdict_stands_beside_its_figure(as_person: Person, cast: dict[str, User]) -> None:
    publication = make_publication(cast)
    topic = Topic.objects.create(slug="toll", title="Toll")
    claim = publication.review.claim
    claim.topic = topic
    claim.save(update_fields=["topic"])
    shown = page(as_person("rita"), "toll")
    assert publication.verdict.rating.label in shown[shown.index('id="h-figures"') :]


def test_another_measure_is_chosen_by_its_name(as_person: Person, cast: dict[str, User]) -> None:
    erin = cast["erin"]
    Topic.objects.create(slug="two", title="Two")
    for day in ("2026-01-01", "2026-01-05", "2026-01-09"):
        said(erin, int(day[-2:]) * 10, "The province", "two", day)
    wounded = said(erin, 77, "The province", "two", "2026-01-03", bound=Bound.AT_LEAST)
    wounded.figures.update(unit="injuries", value=Decimal(77))
    client = as_person("erin")
    first = page(client, "two")
    others = re.findall(r'href="([^"]*measure=[^"]*)"', first)
    assert len(others) == 2
    pages = [client.get(each.replace("&amp;", "&")).content.decode() for each in others]
    assert [">at least 77</a>" in each for each in pages].count(True) == 1


def test_a_topic_without_figures_says_so(as_person: Person, cast: dict[str, User]) -> None:
    Topic.objects.create(slug="empty", title="Empty")
    shown = page(as_person("rita"), "empty")
    assert "No figures yet" in shown
    assert "Sums, shares and series show nothing odd." in shown


def test_nobody_chooses_a_measure_that_is_not_there(as_person: Person, cast: dict[str, User]) -> None:
    ids = rivals(cast)
    assert "Figures over time" in page(as_person("erin"), str(ids["slug"]), measure="\0nonsense")


def test_a_claim_that_may_belong_is_put_into_the_topic(as_person: Person, cast: dict[str, User]) -> None:
    ids = rivals(cast)
    free = said(cast["erin"], 900, "The province", "", "2026-01-14")
    erin, where = as_person("erin"), reverse("topic_claims", args=[ids["slug"]])
    assert "Claims that may belong here" in page(erin, str(ids["slug"]))
    assert "Claims that may belong here" not in page(as_person("noor"), str(ids["slug"]))
    erin.post(where, {"do": "file", "claim": [free.pk]})
    free.refresh_from_db()
    assert free.topic is not None
    assert free.topic.slug == ids["slug"]


def test_a_claim_that_does_not_belong_is_proposed_no_more(as_person: Person, cast: dict[str, User]) -> None:
    ids = rivals(cast)
    free = said(cast["erin"], 900, "The province", "", "2026-01-14")
    erin = as_person("erin")
    erin.post(reverse("topic_claims", args=[ids["slug"]]), {"do": "dismiss", "claim": [free.pk]})
    assert "Claims that may belong here" not in page(erin, str(ids["slug"]))
    free.refresh_from_db()
    assert free.topic is None
