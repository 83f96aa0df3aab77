"""Chains of speakers: who quotes whom, and through which outlet an unnamed speaker was heard."""

import pytest

from tests.claims.extraction.said import said


@pytest.mark.parametrize(
    ("text", "claim", "speakers"),
    [
        (
            "The Herald, citing two officials briefed on the report, said the trust had lost £38 million.",
            "the trust had lost £38 million",
            ["Herald", "two officials briefed on the report"],
        ),
        (
            "The Daily News reported last month, citing a leaked memo, that 4,000 posts would go.",
            "4,000 posts would go",
            ["Daily News", "leaked memo"],
        ),
        (
            "The agency's humanitarian office, citing government data, estimates that 240,000 people are affected.",
            "240,000 people are affected",
            ["agency's humanitarian office", "government data"],
        ),
        (
            "Three ships have turned back, Reuters reported on Monday, citing two port officials.",
            "Three ships have turned back",
            ["Reuters", "two port officials"],
        ),
        (
            "Northern Wire cited sources in the cabinet that confirmed 12 ministers had resigned.",
            "12 ministers had resigned",
            ["Northern Wire", "sources in the cabinet"],
        ),
        (
            "Two people familiar with the talks told Bloomberg that the deal was worth $4 billion.",
            "the deal was worth $4 billion",
            ["Bloomberg", "Two people familiar with the talks"],
        ),
        (
            "Economists polled by Reuters had expected a reading of 2.7%.",
            "Economists polled by Reuters had expected a reading of 2.7%",
            ["Reuters", "Economists"],
        ),
        (
            "Dozens of villagers who walked three days to speak with the BBC said that soldiers had burned 40 huts.",
            "soldiers had burned 40 huts",
            ["BBC", "Dozens of villagers"],
        ),
        (
            "In remarks broadcast by state television, Jane Doe, the interior minister, said 30 people had been held.",
            "30 people had been held",
            ["state television", "Jane Doe"],
        ),
        (
            "The mayor was quoted by the Evening Post as saying that 300 trees had been felled.",
            "300 trees had been felled",
            ["Evening Post", "mayor"],
        ),
        (
            "The Gazette wrote, “Reuters published a long report and claimed 1,200 people were missing.”",
            "1,200 people were missing",
            ["Gazette", "Reuters"],
        ),
        (
            "The rebels' spokesman repeated the version of the Red Cross that 60 wells were dry.",
            "60 wells were dry",
            ["rebels' spokesman", "Red Cross"],
        ),
        (
            "On Friday the council announced that according to the union, 900 nurses had resigned.",
            "900 nurses had resigned",
            ["council", "union"],
        ),
        (
            "The office, which says it relies on its own interviews, said 1,204 civilians had been killed.",
            "1,204 civilians had been killed",
            ["office"],
        ),
        (
            "Police have arrested 89 people, our correspondent reports, quoting a senior officer.",
            "Police have arrested 89 people",
            ["senior officer"],
        ),
    ],
)
def test_a_chain_is_read_outermost_first(text: str, claim: str, speakers: list[str]) -> None:
    assert said(text)[claim] == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Jane Doe, the mayor, told BBC Radio Leeds that 40 roads were shut.", ["BBC Radio Leeds", "Jane Doe"]),
        ("Jane Doe told The Guardian that 40 roads were shut.", ["Guardian", "Jane Doe"]),
        ("Jane Doe said in an interview with RTN that 40 roads were shut.", ["RTN", "Jane Doe"]),
        ("Jane Doe told Congress that 40 roads were shut.", ["Jane Doe"]),
        ("Jane Doe told reporters in Lima that 40 roads were shut.", ["Jane Doe"]),
        ("Jane Doe told President Adam Roe that 40 roads were shut.", ["Jane Doe"]),
    ],
)
def test_who_was_told_stands_before_the_speaker_only_where_it_can_publish(text: str, speakers: list[str]) -> None:
    assert said(text) == {"40 roads were shut": speakers}


def test_an_interview_ends_with_its_paragraph() -> None:
    text = "Jane Doe told RTN that 40 roads were shut. She said 12 schools were open.\n\nDoe said 9 schools had closed."
    assert list(said(text).values()) == [["RTN", "Jane Doe"], ["RTN", "Jane Doe"], ["Jane Doe"]]


def test_what_an_unnamed_speaker_says_next_came_through_the_same_outlet() -> None:
    text = (
        "The Karanga Daily, citing three doctors, reported that 34 people had died. One of the doctors said that "
        "the ward was full. “We ran out of tests 10 days ago,” one of them said."
    )
    assert said(text) == {
        "34 people had died": ["Karanga Daily", "three doctors"],
        "the ward was full": ["Karanga Daily", "One of the doctors"],
        "We ran out of tests 10 days ago": ["Karanga Daily", "three doctors"],
    }


def test_a_block_after_a_colon_keeps_the_outlet_and_ends_with_the_paragraph() -> None:
    text = (
        "The Times found the estimate of 300 deaths to be plausible, based on interviews:\n\n"
        "Doctors say patients arrived with gunshot wounds.\n\nThe army has denied that it fired first."
    )
    assert said(text) == {
        "The Times found the estimate of 300 deaths to be plausible": ["Times"],
        "patients arrived with gunshot wounds": ["Times", "Doctors"],
        "it fired first": ["army"],
    }


def test_nobody_stands_twice_in_a_row() -> None:
    text = "The union rejected the offer, saying that the union had 4,000 members."
    assert said(text)["the union had 4,000 members"] == ["union"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The ministry in Gaza said that 46 people were killed, a figure Israel disputes.", ["ministry in Gaza"]),
        ("The union said 4,000 people marched, a claim the police rejected.", ["union"]),
        ("Police said 12 people were paid, a charge he denies.", ["Police"]),
    ],
)  # fmt: skip
def test_what_is_said_of_the_statement_afterwards_is_no_source_of_it(text: str, chain: list[str]) -> None:
    assert next(iter(said(text).values())) == chain
