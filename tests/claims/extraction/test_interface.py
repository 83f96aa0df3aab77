"""What every extractor is, and what is kept of what it said."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import AsOf, Basis, Bound, Candidate, Kind, Precision, Quantity, Speaker, Stance, extract
from claims.extraction.as_json import from_json, to_json
from claims.extraction.interface import Extractor, Rules, config_of, name_of
from claims.extraction.merge import merge
from claims.extraction.pair import overlap, pairs
from claims.extraction.validate import validate

TEXT = (
    "The ministry said on 4 May 2021 that at least 320 people were killed in Fars. "
    "Three hundred more were hurt. Nobody was arrested."
)


def candidate(words: str, *, text: str = TEXT, **fields: object) -> Candidate:
    start = text.index(words)
    said = Candidate(start, start + len(words), words, (), None, None, None, Kind.OTHER, 0.5, ())
    return Candidate(**{**said.__dict__, **fields})


def figure(value: str, upper: str | None = None) -> Quantity:
    return Quantity(Decimal(value), Decimal(upper) if upper else None, Bound.EXACT, "deaths", "people", 0, 1)


def test_the_rules_are_an_extractor_and_say_which() -> None:
    rules: Extractor = Rules()
    assert name_of(rules) == f"rules {rules.version}"
    assert rules.config == config_of({})
    assert rules.extract(TEXT, language="en", document_date=date(2021, 5, 6), source="A paper") == extract(
        TEXT, language="en", document_date=date(2021, 5, 6)
    )


def test_the_digest_of_settings_follows_what_they_say_and_not_their_order() -> None:
    assert config_of({"model": "a", "chunk": 3}) == config_of({"chunk": 3, "model": "a"})
    assert config_of({"model": "a"}) != config_of({"model": "b"})
    assert len(config_of({})) == 12


# --- a value must stand there -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "value", "upper", "is_kept"),
    [
        ("at least 320 people were killed", "320", None, True),
        ("were killed in Fars", "320", None, True),  # in its sentence
        ("Three hundred more were hurt", "300", None, True),
        ("Nobody was arrested", "320", None, False),  # in another sentence
        ("at least 320 people were killed", "3200", None, False),
        ("at least 320 people were killed", "320", "400", False),
    ],
)
def test_a_figure_that_nobody_states_is_taken_away_and_counted(
    words: str, value: str, upper: str | None, is_kept: bool
) -> None:
    found = validate(TEXT, [candidate(words, quantity=figure(value, upper))])
    assert [each.text for each in found.candidates] == [words]
    assert (found.candidates[0].quantity is not None, found.unstated) == (is_kept, 0 if is_kept else 1)


# --- as JSON ------------------------------------------------------------------------------------------------


def test_a_candidate_comes_back_from_json_as_it_was() -> None:
    full = candidate(
        "at least 320 people were killed",
        speakers=(
            Speaker("The ministry", 0, 12, "said", Stance.CONFIRMS, True),
            Speaker("it", None, None, "", Stance.DENIES, False),
        ),
        quantity=figure("1.50", "2"),
        as_of=AsOf("2021-05", Precision.MONTH, Basis.RELATIVE),
        place="Fars",
        kind=Kind.NUMERIC,
        reasons=("a", "b"),
        part_of=3,
        read_by=(("span", "rules"), ("place", "llm")),
    )  # fmt: skip
    for each in (full, candidate("Nobody")):
        assert from_json(json.loads(json.dumps(to_json(each)))) == each


def test_json_of_another_version_is_read() -> None:
    data = to_json(candidate("Nobody"))
    del data["read_by"]
    assert from_json({**data, "new": 1}) == candidate("Nobody")


# --- two readings -------------------------------------------------------------------------------------------

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda s: (s[0], s[0] + s[1])), max_size=12)


@given(SPANS, SPANS)
def test_pairs_are_one_to_one_and_alike_and_equal_spans_find_each_other(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    found = pairs(first, second)
    assert len(set(found.values())) == len(found)
    assert all(overlap(first[at], second[other]) >= 0.5 for at, other in found.items())
    # Nothing that could be paired is left on both sides.
    assert not any(
        overlap(one, other) >= 0.5
        for at, one in enumerate(first)
        for to, other in enumerate(second)
        if at not in found and to not in found.values()
    )
    for span in set(first) & set(second):
        at_once = min(first.count(span), second.count(span))
        assert sum(first[at] == span == second[to] for at, to in found.items()) == at_once


def test_two_readings_are_merged_field_by_field_with_a_note_of_whose_each_is() -> None:
    said = (Speaker("The ministry", 0, 12, "said", Stance.ASSERTS, False),)
    mine = (
        candidate("at least 320 people were killed", quantity=figure("320"), score=0.9, reasons=("toll",)),
        candidate("Three hundred more were hurt", part_of=0),
    )
    theirs = (
        candidate("at least 320 people were killed in Fars", quantity=figure("3"), speakers=said, place="Fars"),
        candidate("Nobody was arrested"),
    )
    one, two, three = merge(mine, theirs, names=("rules", "llm"))
    assert (one.text, one.quantity, one.speakers, one.place, one.score) == (
        mine[0].text, figure("320"), said, "Fars", 0.9,
    )  # fmt: skip
    assert dict(one.read_by) == {
        "span": "rules", "quantity": "rules", "speakers": "llm", "place": "llm", "kind": "rules",
    }  # fmt: skip
    assert (two.part_of, two.read_by) == (0, (("span", "rules"),))
    assert (three.text, three.read_by) == ("Nobody was arrested", (("span", "llm"),))


def test_a_total_is_named_by_where_it_stands_after_the_merge() -> None:
    mine = (candidate("at least 320 people were killed"), candidate("Three hundred more were hurt", part_of=0))
    theirs = (candidate("The ministry"),)
    merged = merge(mine, theirs, names=("rules", "llm"))
    assert [each.part_of for each in merged] == [None, None, 1]
