"""The two sample articles, from their text to what a topic shows, with nothing done by hand but confirming names."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.add_document import add_document
from claims.actions.add_topic import add_topic
from claims.actions.affiliate_party import add_alias
from claims.actions.extract_document import extract_document
from claims.actions.refresh_findings import refresh_findings
from claims.actions.resolve_party import resolve_party
from claims.figures import Measure, Series
from claims.models import Finding, Topic
from claims.queries.figures import TopicFigures, figures_of
from factcheck.core.models import User
from reviews.demo.parties import MEK, MEK_NAMES, confirm_names, introduce
from tests.shared import sample


def topic_of(name: str, erin: User, published_on: date | None = None) -> Topic:
    """A topic with one sample article, extracted, in a newsroom that knows who belongs to whom."""
    introduce(by=erin)
    topic = add_topic(f"Deaths {name[:4]}", by=erin)
    work, _ = add_document(by=erin, text=sample(name), title=name, topic=topic.slug, published_on=published_on)
    extract_document(work.pk)
    confirm_names(by=erin)
    refresh_findings(topic.pk)
    return topic


def measure(figures: TopicFigures, unit: str, place: str = "Iran") -> Measure:
    (found,) = [one for one in figures.measures if (one.unit, one.place) == (unit, place)]
    return found


def series(found: Measure, party: str) -> Series:
    (line,) = [one for one in found.series if party in one.label]
    return line


def turns(line: Series) -> list[tuple[str, int]]:
    """Where the step line turns: when, to what value."""
    return [(one.as_of, int(one.value)) for one in line.points if one.in_line and one.relation != "repeat"]


@pytest.fixture
def toll_2019(cast: dict[str, User]) -> TopicFigures:
    return figures_of(cast["erin"], topic_of("2020-01-november-2019-toll.txt", cast["erin"]))


def test_the_toll_of_2019_grows_with_each_announcement(toll_2019: TopicFigures) -> None:
    line = series(measure(toll_2019, "deaths"), "MEK")
    assert turns(line) == [
        ("2019-11-19", 200), ("2019-11-23", 300), ("2019-11-26", 450), ("2019-12-04", 1000), ("2019-12-15", 1500),
    ]  # fmt: skip
    assert [one.relation for one in line.points if one.in_line and one.relation != "repeat"] == [
        "first",
        *["revision"] * 4,
    ]
    assert any("“according to the MEK”" in words for words in line.because)


def test_what_only_alef_tells_of_2019_does_not_move_the_line(toll_2019: TopicFigures) -> None:
    (told,) = [one for one in series(measure(toll_2019, "deaths"), "MEK").points if one.relation == "told"]
    assert (int(told.value), told.second_hand, told.in_line) == (750, True, False)
    assert re.match("as told by .*Alef", told.basis_words)


def test_the_rivals_of_2019(toll_2019: TopicFigures) -> None:
    deaths = measure(toll_2019, "deaths")
    (hook,) = [one for one in series(deaths, "Hook").points if one.in_line]
    assert (int(hook.value), hook.as_of, hook.relation, hook.hedged) == (1000, "2019-12-05", "rival", True)
    reuters = series(deaths, "Reuters").points[0]
    assert (int(reuters.value), reuters.as_of, reuters.relation) == (1500, "2019-12-23", "rival")
    assert "sources within the regime" in reuters.basis_words


def test_names_published_in_2019_are_a_measure_of_their_own(toll_2019: TopicFigures) -> None:
    named = {int(one.value) for line in measure(toll_2019, "deaths identified").series for one in line.points}
    deaths = {int(one.value) for line in measure(toll_2019, "deaths").series for one in line.points}
    assert 620 in named
    assert not {504, 620} & deaths


def test_the_regime_gives_no_figure_in_2019(toll_2019: TopicFigures) -> None:
    assert [(one.party, one.unit) for one in toll_2019.silences] == [("The Iranian regime", "deaths")]


def test_six_provinces_of_2019_against_their_total(toll_2019: TopicFigures) -> None:
    (made,) = measure(toll_2019, "deaths").parts
    assert [(part.label, int(part.value)) for part in made.parts] == [
        ("Tehran", 400), ("Kermanshah", 320), ("Fars", 270), ("Khuzestan", 240), ("Isfahan", 120),
        ("Alborz (Karaj)", 100),
    ]  # fmt: skip
    assert (made.sum, made.sum_bound, made.total.value, made.total.bound) == (1450, "at_least", 1500, "more_than")
    assert (made.verdict, made.short_by) == ("consistent", 50)


def test_what_does_not_fit_in_2019(toll_2019: TopicFigures) -> None:
    words = {finding.kind: finding.words for finding in toll_2019.findings}
    assert "at least 1,450 of over 1,500 deaths" in words["parts_leave_rest"]
    assert words["share_of_unknown"].startswith("Over 85 percent of what total? Ali Shamkhani speaks of “those who")
    assert {finding.state for finding in toll_2019.findings} == {"open"}
    assert not {"figure_fell", "rivals_differ", "counted_twice"} & set(words)


def test_the_rivals_of_2026(cast: dict[str, User]) -> None:
    for name in MEK_NAMES:  # which an editor has confirmed
        add_alias(resolve_party(MEK), name, by=cast["erin"])
    topic = topic_of("2026-01-13-protest-toll.txt", cast["erin"], date(2026, 1, 13))
    figures = figures_of(cast["erin"], topic)
    deaths = measure(figures, "deaths")
    assert {turns(line)[0] for line in deaths.series} == {
        ("2026-01-12", 500), ("2026-01-13", 2000), ("2026-01-13", 3000),
    }  # fmt: skip
    assert series(deaths, "MEK").points[0].relation == "rival"
    (rivals,) = [finding for finding in figures.findings if finding.kind == "rivals_differ"]
    assert rivals.data == {"factor": "6", "lowest": "500", "highest": "3000"}


def test_looking_again_changes_nothing(toll_2019: TopicFigures) -> None:
    topic = Topic.objects.get()
    before = list(Finding.objects.values())
    assert refresh_findings(topic.pk).found == 0
    assert list(Finding.objects.values()) == before


def test_more_articles_take_no_more_queries(cast: dict[str, User]) -> None:
    erin = cast["erin"]
    topic = topic_of("2020-01-november-2019-toll.txt", erin)
    with CaptureQueriesContext(connection) as few:
        one = figures_of(erin, topic)
    again = sample("2020-01-november-2019-toll.txt") + "\n\nPrinted again."
    work, _ = add_document(by=erin, text=again, title="Again", topic=topic.slug)
    extract_document(work.pk)
    refresh_findings(topic.pk)
    with CaptureQueriesContext(connection) as more:
        two = figures_of(erin, topic)
    assert len(more) == len(few) < 12
    assert sum(len(line.points) for each in two.measures for line in each.series) > sum(
        len(line.points) for each in one.measures for line in each.series
    )
    assert [finding.words for finding in two.findings] == [finding.words for finding in one.findings]
