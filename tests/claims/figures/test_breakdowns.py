"""Parts against their total, bounds respected; places that share ground; who gives no figure."""

from dataclasses import replace
from decimal import Decimal

import pytest

from claims.extraction.candidate import Bound
from claims.figures import Breakdown, Fact, SumVerdict, Told, read_figures
from claims.figures.silence import silences_of
from tests.claims.figures.making import at_least, fact, voice

PROVINCES = {"Tehran": 400, "Kermanshah": 320, "Fars": 270, "Khuzestan": 240, "Isfahan": 120, "Alborz (Karaj)": 100}


def provinces(**fields: object) -> list[Fact]:
    total = fact(1500, 1, "2019-12-15", bound=Bound.MORE_THAN, place="Iran", document=1, start=10)
    parts = [
        at_least(value, 1, "2019-12-15", place=place, document=1, start=20 + at, **fields)
        for at, (place, value) in enumerate(PROVINCES.items())
    ]
    return [total, *parts]


def breakdown(facts: list[Fact]) -> Breakdown:
    (measure,) = [one for one in read_figures(facts).measures if one.parts]
    (made,) = measure.parts
    return made


def parts(total: str, *given: str) -> list[Fact]:
    """A total and its parts, each as value and bound."""
    value, _, bound = total.partition(" ")
    whole = fact(value, 1, "2020-01-01", bound=Bound(bound or "exact"), figure=1_000_000)
    made = [whole]
    for at, one in enumerate(given):
        value, _, bound = one.partition(" ")
        low, _, high = value.partition("-")
        made.append(
            fact(
                low, 1, "2020-01-01", bound=Bound(bound or "exact"), value_max=Decimal(high) if high else None,
                part_of=1_000_000, words=f"part {at}",
            )
        )  # fmt: skip
    return made


def test_lower_bounds_that_come_near_an_open_total_are_consistent_and_leave_a_rest() -> None:
    made = breakdown(provinces())
    assert (made.sum, made.sum_bound, made.verdict, made.short_by) == (
        1450,
        Bound.AT_LEAST,
        SumVerdict.CONSISTENT,
        50,
    )
    assert [part.label for part in made.parts] == list(PROVINCES)
    (finding,) = read_figures(provinces()).findings
    assert finding.kind == "parts_leave_rest"
    assert finding.words == (
        "The 6 parts that are named add up to at least 1,450 of over 1,500 deaths (The Union, 15 Dec 2019). "
        "That fits, and leaves 50 that no part names."
    )
    assert len(finding.figures) == 7


def test_parts_of_places_are_no_measures_of_their_own() -> None:
    assert [measure.label for measure in read_figures(provinces()).measures] == ["deaths, Iran"]


def test_a_place_of_a_breakdown_that_others_count_too_is_a_measure() -> None:
    measures = read_figures([*provinces(), fact(90, 2, "2019-12-20", place="Tehran")]).measures
    assert [measure.label for measure in measures] == ["deaths, Tehran", "deaths, Iran"]


def test_two_places_beside_a_total_are_no_breakdown() -> None:
    assert not any(measure.parts for measure in read_figures(provinces()[:3]).measures)


def test_places_of_another_day_speaker_or_document_are_no_parts() -> None:
    facts = provinces()
    for other in ({"as_of": "2019-12-16"}, {"document": 2}):
        moved = [facts[0], *[fact(one.value, 1, **{"as_of": "2019-12-15", "document": 1, "place": one.place, **other})
                             for one in facts[1:]]]  # fmt: skip
        assert not any(measure.parts for measure in read_figures(moved).measures)
    assert not any(measure.parts for measure in read_figures([facts[0], *[
        fact(one.value, 2, "2019-12-15", document=1, place=one.place) for one in facts[1:]
    ]]).measures)  # fmt: skip


@pytest.mark.parametrize(
    ("total", "given", "verdict", "words", "kinds"),
    [
        ("100", ("60", "40"), "consistent", "consistent", []),
        ("100", ("60", "30"), "short", "short by 10", ["parts_fall_short"]),
        ("100", ("60", "50"), "exceeds", "exceeds by 10", ["parts_exceed_total"]),
        ("100 at_least", ("60", "50"), "consistent", "consistent", []),
        ("100 more_than", ("60", "40"), "short", "short", ["parts_fall_short"]),
        ("100", ("60 at_least", "30"), "consistent", "consistent", ["parts_leave_rest"]),
        ("100", ("60 at_least", "50"), "exceeds", "exceeds by 10", ["parts_exceed_total"]),
        ("100", ("60 more_than", "40"), "exceeds", "exceeds", ["parts_exceed_total"]),
        ("100 at_most", ("60", "30"), "consistent", "consistent", ["parts_leave_rest"]),
        ("100 at_most", ("60", "50"), "exceeds", "exceeds by 10", ["parts_exceed_total"]),
        ("100", ("60 at_most", "50"), "consistent", "consistent", []),
        ("100", ("60 at_most", "30"), "short", "short by 10", ["parts_fall_short"]),
        ("100 approx", ("60", "35"), "consistent", "consistent", ["parts_leave_rest"]),
        ("100 approx", ("60", "70"), "exceeds", "exceeds by 20", ["parts_exceed_total"]),
        ("100", ("50-60 between", "45"), "consistent", "consistent", ["parts_leave_rest"]),
        ("100", ("50-60 between", "55"), "exceeds", "exceeds by 5", ["parts_exceed_total"]),
    ],
)
def test_sums(total: str, given: tuple[str, ...], verdict: str, words: str, kinds: list[str]) -> None:
    facts = parts(total, *given)
    made = breakdown(facts)
    assert (made.verdict, made.words) == (verdict, words)
    assert [finding.kind for finding in read_figures(facts).findings] == kinds


def test_what_the_text_calls_a_part_needs_neither_place_nor_company() -> None:
    made = breakdown(parts("100", "60"))
    assert [part.label for part in made.parts] == ["part 0"]


def test_a_place_and_what_lies_in_it_are_counted_twice() -> None:
    facts = [*provinces(), at_least(80, 1, "2019-12-15", place="Karaj", document=1, start=40)]
    (twice,) = [one for one in read_figures(facts).findings if one.kind == "counted_twice"]
    assert twice.words == (
        "Karaj (80) and Alborz (Karaj) (100) stand side by side as parts of 1,500 deaths, and share ground: people may "
        "be counted twice."
    )


def test_what_the_words_of_a_place_name_besides_overlaps_it_though_no_list_knows_it() -> None:
    facts = provinces()
    facts += [at_least(n, 1, "2019-12-15", place=place, document=1, start=40 + n)
              for n, place in ((7, "Lower Wend (Oldmarsh)"), (3, "Oldmarsh"), (2, "Thornby"))]  # fmt: skip
    twice = [one.words for one in read_figures(facts).findings if one.kind == "counted_twice"]
    assert len(twice) == 1
    assert "Oldmarsh (3)" in twice[0]


def test_a_breakdown_that_is_said_again_is_one() -> None:
    again = [
        replace(one, figure=one.figure + 10_000, told=replace(one.told, claim=one.told.claim + 10_000, document=2))
        for one in provinces()
    ]
    both = read_figures([*provinces(), *again])
    assert len(both.measures[0].parts) == 1


@pytest.mark.parametrize(
    ("words", "party", "unit"),
    [
        ("The Ruritanian government has not announced any statistics on the number of victims of the unrest",
         "The Ruritanian government", "deaths"),
        ("the ministry has been mum regarding the number of arrests", "the ministry", "arrests"),
        ("Police have yet to release figures on the wounded", "Police", "wounded"),
        ("The army declined to comment", None, None),
        ("The ministry has announced 20 deaths", None, None),
        ("The company did not disclose the number of people injured", "The company", "wounded"),
    ],
)  # fmt: skip
def test_who_gives_no_figure(words: str, party: str | None, unit: str | None) -> None:
    found = silences_of([Told(1, words)])
    assert [(one.party, one.unit) for one in found] == ([] if party is None else [(party, unit)])


def test_one_silence_said_twice_is_one() -> None:
    claims = [
        Told(1, "The Ruritanian government has not announced the number of deaths", start=1),
        Told(2, "the government has been silent about the number of deaths", start=2),
    ]
    assert [one.party for one in read_figures([], claims=claims).silences] == ["The Ruritanian government"]
    assert silences_of(reversed(claims)) == silences_of(claims)


def test_a_chain_does_not_make_others_parts_its_own() -> None:
    facts = provinces()
    told = [fact(one.value, (voice(4), voice(1)), "2019-12-15", place=one.place, document=1, start=90)
            for one in facts[1:]]  # fmt: skip
    made = breakdown([*facts, *told])
    assert made.sum == 1450
