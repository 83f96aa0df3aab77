"""The words a text is looked for by, what counts the same, and how long comparing takes."""

import time

import pytest

from claims.matching.compare import compare
from claims.matching.facts import Facts, facts_of_text, figures_of_text
from claims.matching.polarity import read
from claims.matching.units import counted
from claims.matching.words import asked_words, stem_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fires, fires! 1,500 dead", ["fires", "1500", "dead"]),
        ("#AustralianFires burn", ["australianfires", "burn", "australian", "fires"]),
        ("@BradTrostCPC said", ["bradtrostcpc", "said", "brad", "trost", "cpc"]),
        ("#COVID", ["covid"]),
        ("see https://t.co/TPX0dF5Dil pic.twitter.com/abc www.paper.example/x now", ["see", "now"]),
        ("#mann_von_welt", ["mann", "von", "welt"]),
        ("۱۵۰۰ نفر", ["1500", "نفر"]),
        ("", []),
        ("https://t.co/TPX0dF5Dil", []),
    ],
)
def test_a_text_is_looked_for_by_its_words(text: str, words: list[str]) -> None:
    assert asked_words(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("deaths", "people killed"), ("fatalities", "lives"), ("Deaths", "dead"), ("protesters", "demonstrators"),
        ("%", "percent"), ("$", "$"), ("arrests", "detained"), ("km", "kilometres"), ("whales", "whale"),
    ],
)  # fmt: skip
def test_units_that_count_the_same_have_one_name(one: str, other: str) -> None:
    assert counted(one) == counted(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("percent", "percentage points"), ("deaths", "arrests"), ("dollars", "euros"), ("days", "years"), ("", "deaths")],
)
def test_units_that_count_other_things_have_two(one: str, other: str) -> None:
    assert counted(one) != counted(other)


@pytest.mark.parametrize(
    "words", ["killed kills killing kill", "protests protesting protested", "city's city", "stops stopped stopping"]
)
def test_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem_of(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Troops did not enter the city, but they shelled it", {"enter", "city"}),
        ("Iran did not attack and did not plan", {"attack", "plan"}),
        ("He did not deny that troops entered", set()),
        ("A false passport was found", set()),
        ("It is not false that troops entered", set()),
        ("The report is a hoax. The city stands", {"report"}),
    ],
)
def test_negation_reaches_as_far_as_its_clause(text: str, denied: set[str]) -> None:
    said = read(text)
    assert {stem for stem, sign in said.by_stem().items() if sign < 0} == {
        stem for word in denied for stem in [stem_of(word)]
    }


def test_a_text_without_a_number_is_not_read_for_figures() -> None:
    assert figures_of_text("The earth is flat.") == ()
    assert [fact.unit for fact in figures_of_text("Dozens of people were killed, two hundred arrested.")] != []


def test_long_texts_take_no_longer_than_in_proportion() -> None:
    def seconds(words: int) -> float:
        left = Facts(" ".join(f"left{n}" for n in range(words)))
        right = Facts(" ".join(f"right{n} not" for n in range(words)))
        begun = time.perf_counter()
        compare(left, right)
        return time.perf_counter() - begun

    seconds(100)
    assert seconds(20_000) < 1
    assert compare(facts_of_text("not " * 5_000), facts_of_text("x " * 5_000)).relation == "related"
