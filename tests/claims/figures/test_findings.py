"""Falls, rivals, percentages of unknown totals, and networks that confirm themselves."""

from decimal import Decimal

import pytest

from claims.extraction.candidate import Bound, Stance
from claims.figures import Fact, FigureFinding, read_figures
from tests.claims.figures.making import at_least, fact, voice


def found(facts: list[Fact], kind: str, **known: object) -> list[FigureFinding]:
    return [one for one in read_figures(facts, **known).findings if one.kind == kind]  # type: ignore[arg-type]


def share(of: str, by: int = 2, words: str = "85 percent took no part", **fields: object) -> Fact:
    return fact(85, by, unit="percent", nature="share", denominator=of, words=words, **fields)


def test_a_toll_that_falls_is_a_finding() -> None:
    before, after = fact(450, 1, "2019-11-26"), fact(300, 1, "2019-12-04")
    (fell,) = found([before, after], "figure_fell")
    assert fell.words == "deaths: The Union said 300, less than 450 (The Union) before, and gives no reason."
    assert fell.figures == (before.figure, after.figure)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (fact(450, 1, "2019-11-26"), fact(300, 2, "2019-12-04")),  # a rival
        (fact(450, 1, "2019-11-26"), fact(300, 1, "2019-11-26")),  # the same day: nobody knows which came first
        (fact(450, 1, "2019-11"), fact(300, 1, "2019-11-30")),  # perhaps before
        (fact(450, 1, "2019-11-26", bound=Bound.AT_MOST), fact(300, 1, "2019-12-04")),
        (fact(450, 1, "2019-11-26"), fact(300, 1, "2019-12-04", words="It lowered its count to 300 dead")),
        (fact(450, 1, "2019-11-26", bound=Bound.APPROX), fact(420, 1, "2019-12-04")),  # rounded
        (fact(450, 1, "2019-11-26"), fact(300, (voice(4), voice(1)), "2019-12-04")),  # only as told
        (fact(450, 1, "2019-11-26", unit="missing"), fact(300, 1, "2019-12-04", unit="missing")),  # may be found
        (fact(450, 1, "2019-11-26"), fact(300, 1, "2019-12-04", words="it may have been 300 deaths")),
        (fact(450, 1, "2019-11-26"), fact(400, 1, "2019-12-04", bound=Bound.BETWEEN, value_max=Decimal(500))),
    ],
)
def test_what_is_no_fall(before: Fact, after: Fact) -> None:
    assert found([before, after], "figure_fell") == []


def test_rivals_that_differ_are_a_finding_with_how_far() -> None:
    facts = [
        fact(500, 3, "2026-01-12", bound=Bound.APPROX, place="Iran"),
        fact(2000, 2, "2026-01-13", bound=Bound.APPROX),
        fact(3000, 1, "2026-01-13", bound=Bound.MORE_THAN),
    ]
    (rivals,) = found(facts, "rivals_differ")
    assert rivals.words == (
        "deaths, Iran: parties give different figures for one time, the highest 6 times the lowest: about 500 "
        "(The Agency, 12 Jan 2026), about 2,000 (The Ministry, 13 Jan 2026), over 3,000 (The Union, 13 Jan 2026)."
    )
    assert rivals.figures == tuple(one.figure for one in facts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (fact(1000, 1, "2019-12-04"), fact(1000, 2, "2019-12-05")),  # agree
        (at_least(1000, 1, "2019-12-04"), fact(1500, 2, "2019-12-05")),  # fit
        (fact(1000, 1, "2019-12-04"), fact(1050, 2, "2019-12-05")),  # near
        (fact(1000, 1, "2019-12-04"), fact(5000, 2, "2020-01-05")),  # a month later
        (fact(1000, 1, "2019-12-04"), fact(5000, (voice(2, Stance.DENIES),), "2019-12-04")),  # rejected, not given
    ],
)
def test_what_is_no_difference(one: Fact, other: Fact) -> None:
    assert found([one, other], "rivals_differ") == []


def test_a_figure_is_compared_with_what_stood_when_it_was_said() -> None:
    facts = [fact(200, 1, "2019-11-19"), fact(1500, 1, "2019-12-15"), fact(1500, 2, "2019-12-15")]
    assert found(facts, "rivals_differ") == []


def test_a_percentage_of_deaths_that_nobody_there_counts_asks_for_its_total() -> None:
    of = "those who lost their lives in cities of Tehran Province"
    facts = [share(of, place="Tehran Province", bound=Bound.MORE_THAN), at_least(400, 1, place="Tehran")]
    (asked,) = found(facts, "share_of_unknown")
    assert asked.words == (
        f"Over 85 percent of what total? The Ministry speaks of “{of}”, and neither they nor anybody affiliated with "
        "them gives a number of deaths there. Others give at least 400 (The Union)."
    )


def test_what_a_percentage_is_of_is_read_in_its_claim_where_nobody_wrote_it_down() -> None:
    words = "85 percent of those killed in the north did not take part"
    (asked,) = found([share("", words=words)], "share_of_unknown")
    assert "“those killed in the north”" in asked.words


def test_a_percentage_without_a_word_of_what_is_a_finding() -> None:
    (asked,) = found([share("")], "share_of_unknown")
    assert asked.words == "The Ministry says “85 percent” and does not say of what."


@pytest.mark.parametrize(
    "facts",
    [
        [share("deaths"), fact(100, 2)],  # it says how many
        [share("deaths"), fact(100, 5)],  # its network does
        [share("voters")],  # everybody may know how many
        [share("deaths", words="85 percent of what total?")],  # a question about it
    ],
)
def test_what_needs_no_total(facts: list[Fact]) -> None:
    assert found(facts, "share_of_unknown", networks={2: 2, 5: 2}) == []


def test_a_total_for_another_place_is_not_the_one() -> None:
    assert found(
        [share("deaths", place="Fars"), fact(9, 2, place="Iran"), fact(8, 1, place="Iran")], "share_of_unknown"
    )


def test_a_network_that_confirms_its_own_figure_is_a_finding() -> None:
    facts = [fact(1500, 1, "2019-12-15"), fact(1500, (voice(5, Stance.CONFIRMS),), "2019-12-20")]
    assert found(facts, "confirms_itself") == []
    (own,) = found(facts, "confirms_itself", networks={1: 1, 5: 1})
    assert own.words == (
        "deaths: The Union's office is said to confirm 1,500, which The Union had said. They belong to one network, so "
        "this is no second source."
    )


def test_who_confirms_its_own_words_is_no_second_voice() -> None:
    facts = [fact(1500, 1, "2019-12-15"), fact(1500, (voice(1, Stance.CONFIRMS),), "2019-12-20")]
    assert found(facts, "confirms_itself") == []
