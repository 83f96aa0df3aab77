"""What the parts say: figures, states, chains, ratings, origins, dates."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from factcheck.core.templatetags import times, words
from tests.pages.drawing import HOSTILE, RATINGS, ROOT, SampleForm, draw, text_of

NOW = datetime(2026, 1, 15, 14, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"value": Decimal("1500.000000"), "bound": "exact", "unit": "deaths"}, "1,500 deaths"),
        ({"value": 1500, "bound": "at_least", "unit": "deaths"}, "at least 1,500 deaths"),
        ({"value": 85, "bound": "more_than", "unit": "percent"}, "more than 85 %"),
        ({"value": 12000, "bound": "about", "unit": "arrests"}, "about 12,000 arrests"),
        ({"value": 9, "bound": "at_most", "unit": "days"}, "at most 9 days"),
        ({"value": "0.5", "bound": "less_than", "unit": "%"}, "less than 0.5 %"),
        ({"value": 400, "value_max": 500, "bound": "between", "unit": "deaths"}, "400 to 500 deaths"),
        (None, "none"),
    ],
)
def test_a_figure_reads_in_words(given: object, said: str) -> None:
    assert text_of(draw("{% figure f %}", f=given)) == said


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("queued", "Waiting"),
        ("in_review", "In review"),
        ("split", "Adjudication"),
        ("decided", "Ready"),
        ("published", "Published"),
        ("on_hold", "On hold"),
        ("closed", "Closed"),
        ("retracted", "Retracted"),
    ],
)
def test_a_state_has_its_word_and_its_ring(state: str, said: str) -> None:
    html = draw("{% state s %}", s=state)
    assert text_of(html) == said
    assert f'data-s="{state}"' in html
    if state != "queued":
        assert f'[data-s="{state}"]' in (ROOT / "factcheck/core/static/css/marks.css").read_text()


def test_a_chain_runs_from_the_outermost_voice_and_shows_who_is_unnamed() -> None:
    links = [
        SimpleNamespace(name="Reuters", party=SimpleNamespace(name="Reuters", is_anonymous=False)),
        SimpleNamespace(name="sources", party=SimpleNamespace(name="sources", is_anonymous=True)),
    ]
    html = draw("{% chain links %}", links=links)
    assert text_of(html) == "Reuters citing sources (unnamed)"
    assert html.count("unnamed") == 2
    assert "nobody named" in draw("{% chain links %}", links=[])


def test_a_rating_on_the_axis_lights_its_place_and_one_off_it_has_an_icon() -> None:
    on, off = draw("{% rating r %}", r=RATINGS[2]), draw("{% rating r %}", r=RATINGS[6])
    assert 'data-r="3"' in on
    assert "pips" in on
    assert text_of(on) == "Half true"
    assert "#i-history" in off
    assert "pips" not in off
    assert text_of(draw("{% rating r %}", r=None)) == "not rated"


def test_the_scale_marks_only_the_chosen_place() -> None:
    html = draw("{% scale rs chosen %}", rs=RATINGS, chosen=SimpleNamespace(slug="unproven"))
    assert html.count('aria-current="true"') == 1
    assert re.search(r'class="s6 on"[^>]*><i></i><span>Unproven', html)


def test_the_rating_control_is_a_radio_group_that_sends_what_is_asked_for() -> None:
    html = draw('{% rating_control rs chosen=3 value="pk" %}', rs=RATINGS)
    assert html.count('type="radio" name="rating"') == 7
    assert html.count("checked") == 1
    assert 'value="3" checked data-key="3"' in html
    deciding = draw("{% rating_control rs notes=notes %}", rs=RATINGS, notes={"half_true": "Reviewer B"})
    assert "slim" in deciding
    assert "Reviewer B" in deciding
    assert "means Half true" not in deciding


def test_the_meter_counts_origins_and_says_a_range_when_one_may_be_another() -> None:
    origins = {
        "corroborating": [
            {"name": "MEK network", "sources": ["E1", "E3"]},
            {"name": "Unnamed", "anonymous": True, "doubtful": True, "sources": ["E2"]},
            {"name": "The claimant", "counts": False},
        ],
        "disputing": [{"name": "State-run media", "sources": ["E4"]}],
    }
    said = text_of(draw("{% origins_meter o %}", o=origins))
    assert "1–2 origins" in said
    assert "1 origin" in said.replace("1–2 origins", "")
    assert "The claimant not counted" in said
    assert "3 origins" in text_of(draw("{% origins_meter o %}", o={"corroborating": 3, "disputing": 0}))


def test_a_field_ties_its_label_hint_and_error_to_its_control() -> None:
    bound = SampleForm({"rationale": ""})["rationale"]
    html = draw('{% field b draft="assessment-1" %}', b=bound)
    assert 'for="id_rationale"' in html
    assert 'aria-describedby="id_rationale_helptext id_rationale_error"' in html
    assert 'id="id_rationale_helptext"' in html
    assert 'id="id_rationale_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="textarea"' in html
    assert 'data-draft="assessment-1"' in html
    assert "optional" not in html
    assert "optional" in draw("{% field b %}", b=SampleForm()["topic"])
    assert "<legend" in draw("{% field b %}", b=SampleForm()["finding"])


def test_an_open_import_asks_again_and_an_ended_one_does_not() -> None:
    run = SimpleNamespace(
        pk=7, state="running", total=None, read=0, added=0, known=0, duplicates=0, refused=0, problem=""
    )
    going = draw('{% import_progress run "/i/7/" %}', run=run)
    assert 'hx-trigger="every 1s"' in going
    assert "<noscript>" in going
    run.state = "done"
    ended = draw('{% import_progress run "/i/7/" %}', run=run)
    assert "hx-" not in ended
    assert "<progress" not in ended


def test_a_button_that_is_not_ready_stays_reachable_and_says_why() -> None:
    html = draw('{% include "parts/button.html" with words="Submit" disabled_because="E2 has no copy." %}')
    assert 'aria-disabled="true"' in html
    assert " disabled" not in html
    assert "E2 has no copy." in text_of(html)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (date(2019, 12, 15), "15 Dec 2019"),
        ("2019-12-05", "5 Dec 2019"),
        ("2019-12", "Dec 2019"),
        ("2019", "2019"),
        (datetime(2019, 12, 15, 23, 0, tzinfo=UTC), "15 Dec 2019"),
        ("", ""),
        (None, ""),
        ("last week", "last week"),
    ],
)
def test_a_day_is_as_exact_as_it_is_known(given: Any, said: str) -> None:
    assert times.day(given) == said


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=3), "3 h ago"),
        (timedelta(days=2), "Tue 13 Jan"),
        (timedelta(days=30), "16 Dec 2025"),
        (timedelta(hours=-2), "in 2 h"),
    ],
)
def test_when_is_relative_near_and_absolute_far(before: timedelta, said: str) -> None:
    html = times.when(NOW - before, NOW)
    assert text_of(html) == said
    assert f'datetime="{(NOW - before).isoformat()}"' in html
    assert "UTC" in html


@pytest.mark.parametrize(
    ("ahead", "said", "look"),
    [
        (timedelta(days=-1), "1 day late 14 Jan", "overdue"),
        (timedelta(hours=-2), "2 h late 12:22 UTC", "overdue"),
        (timedelta(hours=3), "Today 17:22 UTC", "due-soon"),
        (timedelta(days=1), "Tomorrow 14:22 UTC", "due-soon"),
        (timedelta(days=2), "Sat 17 Jan in 2 days", 'class=""'),
    ],
)
def test_a_due_date_is_a_word_a_date_and_a_tone(ahead: timedelta, said: str, look: str) -> None:
    html = times.due(NOW + ahead, NOW)
    assert text_of(html) == said
    assert look in html


@pytest.mark.parametrize(
    ("ago", "said"),
    [(timedelta(minutes=5), "5 min"), (timedelta(hours=7), "7 h"), (timedelta(days=9), "9 d")],
)
def test_age_is_short(ago: timedelta, said: str) -> None:
    assert times.age(NOW - ago, NOW) == said
    assert times.age(ago) == said


def test_small_words() -> None:
    assert words.initials("Ada Okafor") == "AO"
    assert words.initials("Cleo") == "C"
    assert words.initials("") == "?"
    assert words.truncate_quote("one two three four", 12) == "one two …"
    assert words.truncate_quote("short") == "short"
    assert words.marked("a < b and c", "b and") == "a &lt; <mark>b and</mark> c"
    assert words.bdi(HOSTILE).startswith("<bdi>&lt;script&gt;")


def test_a_rating_is_drawn_by_its_colour_and_sign_wherever_it_stands() -> None:
    """A scale of three: the last place on the axis is red, the fourth rating lies off it."""
    colours = SimpleNamespace(slug="x", label="Wrong", position=3, value=0, colour="r5", sign="")
    assert 'data-r="5"' in draw("{% rating r %}", r=colours)
    assert "pips" in draw("{% rating r %}", r=colours)
    off = {"slug": "open", "label": "Open", "position": 4, "value": None, "colour": "r7", "sign": ""}
    assert "#i-unproven" in draw("{% rating r %}", r=off)
    signed = draw("{% rating r %}", r={**off, "sign": "clock"})
    assert "#i-clock" in signed
    assert draw("{{ r|sign_of }}", r=off) == "unproven"
    assert draw("{{ r|sign_of }}", r=colours) == ""
    sixth = SimpleNamespace(slug="y", label="Sixth", position=6, value=-1, colour="r5", sign="")
    assert "pips" in draw("{% rating r %}", r=sixth)
    html = draw("{% scale rs chosen %}", rs=[colours, off], chosen=off)
    assert re.search(r'class="s5"', html)
    assert re.search(r'class="s6 on"', html)
