"""What counts the same, whose line it is in, and what is first, revised, repeated or a rival."""

from decimal import Decimal

import pytest

from claims.extraction.candidate import Bound, Stance
from claims.figures import Fact, Measure, Relation, Series, Voice, read_figures
from tests.claims.figures.making import fact, voice


def relations(series: Series) -> list[tuple[int, str]]:
    return [(int(one.value), one.relation.value) for one in series.points]


def only(facts: list[Fact], **known: object) -> Measure:
    (measure,) = read_figures(facts, **known).measures  # type: ignore[arg-type]
    return measure


def line(facts: list[Fact], **known: object) -> Series:
    (series,) = only(facts, **known).series
    return series


def test_a_new_value_of_one_party_is_a_revision_and_the_same_value_a_repeat() -> None:
    series = line([fact(300, 1, "2019-11-23"), fact(200, 1, "2019-11-19"), fact(200, 1, "2019-11-20")])
    assert relations(series) == [(200, "first"), (200, "repeat"), (300, "revision")]
    assert series.points[2].of == series.points[0].figure_id


def test_the_same_value_with_another_bound_is_a_repeat() -> None:
    assert relations(line([fact(9, 1, "2020-01-01", bound=Bound.MORE_THAN), fact(9, 1, "2020-01-02")])) == [
        (9, "first"),
        (9, "repeat"),
    ]


def test_another_party_is_a_rival_whatever_its_value() -> None:
    first, second = only([fact(1000, 1, "2019-12-04"), fact(1000, 2, "2019-12-05")]).series
    assert relations(first) == [(1000, "first")]
    assert relations(second) == [(1000, "rival")]
    assert second.points[0].of == first.points[0].figure_id


def test_parties_that_speak_first_on_one_day_are_rivals_of_each_other() -> None:
    measure = only([fact(500, 1, "2026-01-13"), fact(3000, 2, "2026-01-13")])
    assert [one.points[0].relation for one in measure.series] == [Relation.RIVAL, Relation.RIVAL]


def test_affiliated_parties_are_one_line_which_says_by_what() -> None:
    because = {1: ["The Union's office speaks for the Union"], 5: ["The Union's office speaks for the Union"]}
    series = line([fact(200, 5, "2019-11-19"), fact(300, 1, "2019-11-23")], networks={1: 1, 5: 1}, because=because)
    assert (series.label, series.parties) == ("The Union's office, The Union", (5, 1))
    assert series.because == ("The Union's office speaks for the Union",)
    assert relations(series) == [(200, "first"), (300, "revision")]


def test_a_line_does_not_name_ties_to_those_who_say_nothing_in_it() -> None:
    because = {1: ["5 is of 1", "7 is of 1"], 5: ["5 is of 1"], 7: ["7 is of 1"]}
    facts = [fact(200, 5, "2019-11-19"), fact(300, 1, "2019-11-23")]
    assert line(facts, networks={1: 1, 5: 1, 7: 1}, because=because).because == ("5 is of 1",)
    through_another = {1: ["7 is of 1"], 5: ["5 is of 7"]}
    assert set(line(facts, networks={1: 1, 5: 1}, because=through_another).because) == {"5 is of 7", "7 is of 1"}


def test_one_party_alone_needs_no_reason() -> None:
    assert line([fact(200, 1, "2019-11-19")], networks={1: 1, 5: 1}, because={1: ["x"]}).because == ()


def test_what_only_others_tell_does_not_move_the_line() -> None:
    told = fact(750, (voice(4), voice(1)), "2019-12")
    series = line([fact(450, 1, "2019-11-26"), told, fact(1000, 1, "2019-12-04")])
    assert relations(series) == [(450, "first"), (750, "told"), (1000, "revision")]
    point = series.points[1]
    assert (point.second_hand, point.in_line, point.basis_words) == (True, False, "as told by The Gazette")
    assert series.points[2].of == series.points[0].figure_id


def test_what_others_tell_is_the_line_where_there_is_nothing_else() -> None:
    series = line([fact(10, (voice(4), voice(1)), "2019-12-01"), fact(20, (voice(4), voice(1)), "2019-12-02")])
    assert relations(series) == [(10, "first"), (20, "revision")]
    assert all(one.second_hand for one in series.points)


def test_a_party_that_passes_on_its_own_network_is_no_second_hand() -> None:
    series = line([fact(10, (voice(5), voice(1)), "2019-12-01")], networks={1: 1, 5: 1})
    assert not series.points[0].second_hand
    assert series.points[0].said_by == ("The Union's office", "The Union")


def test_a_source_without_a_name_gives_its_figure_through_who_relays_it() -> None:
    chain = (voice(3), voice(9, Stance.CONFIRMS, "officials", anonymous=True))
    point = line([fact(1500, chain, "2019-12-23")]).points[0]
    assert point.speaker == "The Agency"
    assert point.basis_words == "citing officials, without a name"
    assert not point.second_hand


def test_a_source_without_a_name_stands_for_itself_where_nobody_relays_it() -> None:
    chain = (voice(9, name="officials", anonymous=True),)
    assert line([fact(1500, chain, "2019-12-23")]).label == "officials"


@pytest.mark.parametrize("stance", [Stance.DENIES, Stance.DOUBTS])
def test_who_rejects_a_figure_does_not_give_it(stance: Stance) -> None:
    measure = only([fact(1500, 1, "2019-12-15"), fact(1500, (voice(2, stance),), "2019-12-20")])
    assert relations(measure.series[1]) == [(1500, "denial")]
    assert measure.series[1].points[0].denied


def test_a_figure_that_somebody_else_rejects_stays_that_of_who_gave_it() -> None:
    point = line([fact(10, (voice(2, Stance.DENIES), voice(1)), "2019-12-01")]).points[0]
    assert (point.speaker, point.denied, point.basis_words) == ("The Union", False, "rejected by The Ministry")


@pytest.mark.parametrize(
    ("words", "hedged"),
    [
        ("forces may have killed 10 people", True),
        ("as many as 10 people are feared dead", True),
        ("in May 10 people were killed", False),
        ("10 people were killed", False),
    ],
)
def test_hedges(words: str, hedged: bool) -> None:
    assert line([fact(10, 1, "2019-12-01", words=words)]).points[0].hedged is hedged


def test_partial_dates_are_ordered_by_their_first_day() -> None:
    series = line([fact(3, 1, "2019-12-15"), fact(2, 1, "2019-12"), fact(1, 1, "2019")])
    assert [(one.as_of, one.precision) for one in series.points] == [
        ("2019", "year"),
        ("2019-12", "month"),
        ("2019-12-15", "day"),
    ]


def test_a_figure_without_a_date_has_that_of_when_it_was_said_or_of_its_document() -> None:
    series = line([fact(3, 1, said_on="2019-12-01", published_on="2020-01-01"), fact(2, 1, published_on="2019-11-30")])
    assert [(one.as_of, one.dated_by) for one in series.points] == [("2019-11-30", "document"), ("2019-12-01", "said")]


def test_a_figure_of_which_nobody_knows_when_moves_nothing() -> None:
    series = line([fact(3, 1), fact(2, 1, "2019-12-01"), fact(2, 1)])
    assert relations(series) == [(2, "first"), (3, "undated"), (2, "repeat")]
    assert not series.points[1].in_line


def test_units_that_count_the_same_are_one_measure_and_say_so() -> None:
    series = line([fact(300, 1, "2019-11-23", unit="casualties"), fact(450, 1, "2019-11-26", unit="people killed")])
    assert relations(series) == [(300, "first"), (450, "revision")]
    assert [one.basis_words for one in series.points] == ["said as casualties", ""]


def test_the_dead_and_the_dead_who_are_named_are_two_measures() -> None:
    posts = [
        fact(1500, 1, "2019-12-15"),
        fact(504, 1, "2019-12-15", words="504 Martyrs", before="Uprising Names of "),
        fact(620, 1, "2020-01-01", unit="deaths identified"),
    ]
    by_unit = {measure.unit: measure for measure in read_figures(posts).measures}
    assert relations(by_unit["deaths"].series[0]) == [(1500, "first")]
    assert relations(by_unit["deaths identified"].series[0]) == [(504, "first"), (620, "revision")]


def test_another_place_is_another_measure() -> None:
    facts = [
        fact(1500, 1, "2019-12-15", place="Iran"),
        fact(1500, 2, "2019-12-15", place="Iran Uprising"),
        fact(9, 1, "2019-12-16", place=""),
        fact(400, 1, "2019-12-15", place="Tehran Province"),
        fact(410, 1, "2019-12-16", place="Tehran"),
    ]
    measures = read_figures(facts).measures
    assert [(one.place, [len(series.points) for series in one.series]) for one in measures] == [
        ("Iran", [2, 1]),
        ("Tehran Province", [2]),
    ]


def test_shares_of_different_things_are_different_measures() -> None:
    facts = [
        fact(40, 1, "2020-01-01", unit="percent", nature="share", denominator="voters"),
        fact(41, 1, "2020-01-02", unit="percent", nature="share", denominator="Voters"),
        fact(10, 1, "2020-01-02", unit="percent", nature="share", denominator="women"),
    ]
    assert sorted((one.of.lower(), len(one.series[0].points)) for one in read_figures(facts).measures) == [
        ("voters", 2),
        ("women", 1),
    ]


def test_a_claim_without_speakers_is_its_publishers() -> None:
    facts = [fact(7, (), "2020-01-01", publisher=voice(4)), fact(8, (), "2020-01-01", start=1)]
    assert sorted(one.label for one in only(facts).series) == ["The Gazette", "nobody named"]


def test_names_that_stand_for_no_party_are_told_apart_by_their_words() -> None:
    facts = [
        fact(7, (Voice(None, "Mayor Li"),), "2020-01-01"),
        fact(8, (Voice(None, "mayor li"),), "2020-01-02"),
        fact(9, (Voice(None, "Mayor Wu"),), "2020-01-03"),
    ]
    assert [relations(one) for one in only(facts).series] == [[(7, "first"), (8, "revision")], [(9, "rival")]]


def test_a_range_keeps_both_ends() -> None:
    point = line([fact(5, 1, "2020-01-01", bound=Bound.BETWEEN, value_max=Decimal(7))]).points[0]
    assert (point.value, point.value_max) == (5, 7)
