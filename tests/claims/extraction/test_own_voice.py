"""What an article says itself: which plain statements are claims, and whose voice a release or a speech is."""

import pytest

from tests.claims.extraction.said import said


@pytest.mark.parametrize(
    "text",
    [
        "Schools in the capital closed on 1 September 2021.",
        "Sunday's earthquake is the deadliest in the country since 2016.",
        "In March the annual rate was 2.6 percent.",
        "Last year 4.1% of services were cancelled, the worst figure since records began.",
    ],
)
def test_a_figure_a_comparison_and_a_dated_event_are_claims(text: str) -> None:
    assert list(said(text).values()) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "The labour market tells a weaker story.",
        "Not everyone agrees with the projection.",
        "We could begin on Monday.",
        "I have stood on a lot of balconies with 40 others.",
        "Politicians should be ashamed of it.",
        "There is a kind of optimism that only a show flat can inspire.",
        "She did not take questions.",
        "What would it take?",
    ],
)
def test_views_and_scenery_are_none(text: str) -> None:
    assert said(text) == {}


def test_a_press_release_speaks_for_who_issued_it() -> None:
    text = (
        "PRESS RELEASE\n\nFOR IMMEDIATE RELEASE\n\n"
        "Lake Defenders today published results which show that arsenic is 17 times the limit.\n\n"
        "The group tested 212 wells in May.\n\n“40 wells are shut,” said Jane Doe, its director.\n\n"
        "About Lake Defenders: founded in 2009, we have 6,500 members."
    )
    found = said(text)
    assert found["The group tested 212 wells in May"] == ["Lake Defenders"]
    assert found["40 wells are shut"] == ["Jane Doe"]


def test_a_speech_is_said_by_who_gave_it() -> None:
    text = (
        "Speech by Commissioner Elena Marchetti at the Fisheries Forum\n\nVigo, 14 October 2024\n\n"
        "Since 2021 we have paid out 1.1 billion euros. The Court of Auditors found that 58% of stocks are overfished."
    )
    assert list(said(text).values()) == [["Commissioner Elena Marchetti"], ["Court of Auditors"]]


def test_an_article_about_a_speech_speaks_for_itself() -> None:
    text = "The speech lasted an hour.\n\nUnemployment fell to 6.5% in May."
    assert said(text)["Unemployment fell to 6.5% in May"] == []


def test_a_quotation_announced_without_a_verb_of_saying_has_the_last_speaker() -> None:
    text = "Inés Corral spoke in the capital. Here is the key passage:\n\n“We hold the sheets of 11,204 stations.”"
    assert said(text) == {"We hold the sheets of 11,204 stations": ["Inés Corral"]}


def test_in_a_transcript_each_turn_is_said_by_who_stands_before_it() -> None:
    text = (
        "Debate of 3 May 2021\n\nJANE DOE: We built 40 schools.\n\nADAM ROE: That is wrong. You built 12 schools.\n\n"
        "They had 300 pupils.\n\nJANE DOE: The audit office said 38 schools were open.\n\nADAM ROE: No, it did not."
    )
    found = said(text)
    assert found["We built 40 schools"] == ["JANE DOE"]
    assert found["You built 12 schools"] == ["ADAM ROE"]
    assert found["They had 300 pupils"] == ["ADAM ROE"]
    assert found["38 schools were open"] == ["JANE DOE", "audit office"]


def test_a_label_alone_makes_no_transcript() -> None:
    assert said("Police lost 12 cars in May.\n\nNote: The year has 40 weeks.")["Police lost 12 cars in May"] == []
