"""What holds for any figures."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.candidate import Bound, Stance
from claims.figures import Fact, Relation, Told, Voice, read_figures
from claims.figures.amounts import span_of, sum_of

PLACES = ["", "Iran", "Tehran", "Alborz (Karaj)", "Karaj", "Fars", "Khuzestan", "Elsewhere"]
DAYS = ["", "2019", "2019-12", "2019-11-19", "2019-12-04", "2019-12-15", "2020-01-01"]
BOUNDS = [bound for bound in Bound if bound is not Bound.BETWEEN]
voices = st.builds(
    Voice,
    st.integers(1, 4),
    st.sampled_from(["A", "B", "C"]),
    st.sampled_from(list(Stance)),
    st.booleans(),
)


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    """Up to a dozen figures, each in a claim of its own; some are said to be parts of others."""
    made = []
    number = draw(st.integers(0, 12))
    for at in range(1, number + 1):
        told = Told(
            claim=at,
            words=draw(
                st.sampled_from(["people were killed", "85 percent of those killed came late", "may have died"])
            ),
            chain=tuple(draw(st.lists(voices, max_size=3))),
            document=draw(st.sampled_from([None, 1, 2])),
            start=at * 10,
            said_on=draw(st.sampled_from(DAYS)),
        )
        unit, nature = draw(st.sampled_from([("deaths", "count"), ("casualties", "count"), ("percent", "share")]))
        made.append(
            Fact(
                at, told, Decimal(draw(st.integers(0, 30))), unit, draw(st.sampled_from(BOUNDS)), None,
                draw(st.sampled_from(PLACES)), draw(st.sampled_from(DAYS)), nature,
                part_of=draw(st.sampled_from([None, None, 1, 2])) if at > 2 else None,
            )
        )  # fmt: skip
    return made


@given(facts(), st.integers(0, 1000))
def test_the_order_of_what_is_given_does_not_matter(made: list[Fact], seed: int) -> None:
    mixed = list(made)
    Random(seed).shuffle(mixed)
    assert read_figures(mixed, networks={1: 1, 2: 1}) == read_figures(made, networks={1: 1, 2: 1})


@given(facts(), st.data())
def test_a_repeat_changes_no_finding(made: list[Fact], data: st.DataObject) -> None:
    """Whoever says a figure again, later in the same words, says nothing that does not fit."""
    reading = read_figures(made, networks={1: 1, 2: 1})
    if not made:
        return
    said = data.draw(st.sampled_from(made))
    told = replace(said.told, claim=99, start=said.told.start + 5)
    again = read_figures([*made, replace(said, figure=99, told=told, part_of=None)], networks={1: 1, 2: 1})
    assert [(one.key, one.words) for one in again.findings] == [(one.key, one.words) for one in reading.findings]


@given(facts())
def test_every_figure_is_drawn_once_or_is_a_part(made: list[Fact]) -> None:
    reading = read_figures(made)
    points = [one.figure_id for measure in reading.measures for series in measure.series for one in series.points]
    parts = {part.figure_id for measure in reading.measures for group in measure.parts for part in group.parts}
    assert len(points) == len(set(points))
    assert set(points) | parts >= {one.figure for one in made if one.part_of is None} - parts
    assert {one.figure for finding in reading.findings for one in made} >= {
        figure for finding in reading.findings for figure in finding.figures
    }


@given(facts())
def test_a_revision_differs_from_what_it_revises_and_a_repeat_does_not(made: list[Fact]) -> None:
    for measure in read_figures(made).measures:
        for series in measure.series:
            by_figure = {one.figure_id: one for one in series.points}
            for one in series.points:
                if one.relation is Relation.REVISION:
                    assert one.of is not None
                    assert by_figure[one.of].value != one.value
                if one.relation is Relation.REPEAT and one.of is not None:
                    assert by_figure[one.of].value == one.value


values = st.tuples(st.integers(0, 1000), st.sampled_from(BOUNDS))


@given(st.lists(values, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_a_sum_can_be_what_its_parts_can_be(given_values: list[tuple[int, Bound]], random: Random) -> None:
    """Numbers drawn from the parts' own ranges always add up to one that the sum allows."""
    spans = [span_of(Decimal(value), bound) for value, bound in given_values]
    drawn = []
    for span in spans:
        low = span.low if span.low is not None else (span.high or Decimal(0)) - 100
        high = span.high if span.high is not None else low + 100
        at = low + (high - low) * Decimal(random.randint(1, 99)) / 100
        drawn.append(at)
    whole = sum_of(spans)
    exact = span_of(sum(drawn, Decimal(0)), Bound.EXACT)
    assert whole.meets(exact)
