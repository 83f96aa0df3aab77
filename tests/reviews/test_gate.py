"""Enough independent, archived evidence, or a reason that is kept."""

from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.gate import check


class Numbers(TypedDict):
    """What a reviewer gathered."""

    needed_origins: int
    corroborating: int
    disputing: int
    evidence: int
    quoted: int
    archived: int


def numbers(
    needed: int = 2,
    corroborating: int = 2,
    disputing: int = 0,
    evidence: int = 3,
    quoted: int = 2,
    archived: int = 2,
) -> Numbers:
    return Numbers(
        needed_origins=needed,
        corroborating=corroborating,
        disputing=disputing,
        evidence=evidence,
        quoted=quoted,
        archived=archived,
    )


@pytest.mark.parametrize(
    ("given_numbers", "codes"),
    [
        (numbers(), []),
        (numbers(corroborating=0, disputing=2), []),
        (numbers(corroborating=3, disputing=3), []),
        (numbers(evidence=5, quoted=1, archived=5), []),
        (numbers(needed=0, corroborating=0, evidence=0, quoted=0, archived=0), []),
        (numbers(needed=1, corroborating=1, evidence=1, quoted=1, archived=1), []),
        (numbers(corroborating=1), ["origins"]),
        (numbers(corroborating=1, disputing=1), ["origins"]),
        (numbers(quoted=0), ["quotes"]),
        (numbers(archived=1), ["archive"]),
        (numbers(archived=0), ["archive"]),
        (numbers(corroborating=0, disputing=1, quoted=0, archived=0), ["origins", "quotes", "archive"]),
        (numbers(corroborating=0, evidence=0, quoted=0, archived=0), ["no_evidence"]),
    ],
)
def test_what_is_lacking(given_numbers: Numbers, codes: list[str]) -> None:
    gate = check(**given_numbers)
    assert [lack.code for lack in gate.lacks] == codes
    assert gate.passed == (codes == [])


def test_the_words_say_what_is_needed_and_what_is_there() -> None:
    def words(given_numbers: Numbers, reason: str = "") -> list[str]:
        return [lack.words for lack in check(**given_numbers, override_reason=reason).lacks]

    assert words(numbers(corroborating=1, disputing=0)) == [
        "This rating needs 2 independent origins on one side. 1 corroborates and none dispute."
    ]
    assert words(numbers(needed=3, corroborating=2, disputing=1, archived=3)) == [
        "This rating needs 3 independent origins on one side. 2 corroborate and 1 disputes."
    ]
    assert words(numbers(corroborating=0, disputing=0)) == [
        "This rating needs 2 independent origins on one side. None corroborate and none dispute."
    ]
    assert words(numbers(needed=1, corroborating=0, evidence=0, quoted=0, archived=0)) == [
        "No source is attached. This rating needs 1 independent origin."
    ]
    assert words(numbers(archived=1)) == ["This rating needs 2 archived sources. 1 has an archived copy."]
    assert words(numbers(archived=0)) == ["This rating needs 2 archived sources. None have an archived copy."]
    assert words(numbers(quoted=0)) == ["No source is quoted. Quote the words that carry the finding."]
    assert words(numbers(quoted=0), "short")[1:] == [
        "The reason for submitting without that has 5 characters. Give at least 20: it is kept and shown."
    ]
    assert "has 1 character. " in words(numbers(quoted=0), "?")[1]


@pytest.mark.parametrize(
    ("reason", "passed"),
    [
        ("", False),
        ("no", False),
        ("x" * 19, False),
        ("x" * 20, True),
        ("  " + "x" * 19 + "\n", False),
        ("x" + " " * 30 + "y", False),
        ("The ministry has answered nobody.", True),
    ],
)
def test_a_reason_of_20_characters_lets_it_pass(reason: str, passed: bool) -> None:
    gate = check(**numbers(corroborating=1, archived=0), override_reason=reason)
    assert gate.passed is passed
    assert [lack.code for lack in gate.lacks][:2] == ["origins", "archive"]
    assert ("reason" in {lack.code for lack in gate.lacks}) == (not passed and reason != "")


def test_a_reason_where_nothing_lacks_adds_nothing() -> None:
    assert check(**numbers(), override_reason="no").lacks == ()


def test_archived_copies_are_asked_for_only_where_the_desk_does() -> None:
    assert check(**numbers(archived=0), archive_needed=False).passed
    assert not check(**numbers(corroborating=1, archived=0), archive_needed=False).passed


@pytest.mark.parametrize(
    "wrong", [numbers(corroborating=-1), numbers(needed=-1), numbers(quoted=4), numbers(archived=4)]
)
def test_numbers_that_cannot_be_are_refused(wrong: Numbers) -> None:
    with pytest.raises(ValueError, match="cannot be counts"):
        check(**wrong)


counts = st.integers(0, 5)


@given(counts, counts, counts, counts, counts, counts)
def test_more_evidence_never_closes_the_gate(
    needed: int, corroborating: int, disputing: int, others: int, quoted: int, archived: int
) -> None:
    evidence = max(quoted, archived) + others
    before = check(**numbers(needed, corroborating, disputing, evidence, quoted, archived))
    more = [
        numbers(needed, corroborating + 1, disputing, evidence, quoted, archived),
        numbers(needed, corroborating, disputing + 1, evidence, quoted, archived),
        numbers(needed, corroborating, disputing, evidence + 1, quoted, archived),
        numbers(needed, corroborating, disputing, evidence + 1, quoted + 1, archived),
        numbers(needed, corroborating, disputing, evidence + 1, quoted, archived + 1),
    ]
    for after in more:
        assert check(**after).passed >= before.passed
    assert before.passed == (before.lacks == ())
