"""Enough independent, archived evidence, or a reason that is kept."""

from typing import TypedDict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.gate import Gate, check


class Numbers(TypedDict):
    """What a reviewer gathered."""

    needed_origins: int
    corroborating: int
    disputing: int
    archived_corroborating: int
    archived_disputing: int
    evidence: int
    quoted: int
    found: int
    astray: int


def numbers(
    needed: int = 2,
    corroborating: int = 2,
    disputing: int = 0,
    evidence: int = 3,
    quoted: int = 2,
    archived: int | None = None,
    archived_disputing: int | None = None,
    found: int | None = None,
    astray: int = 0,
) -> Numbers:
    """Counts of evidence of which all is archived and every quotation found, where nothing else is said."""
    return Numbers(
        needed_origins=needed,
        corroborating=corroborating,
        disputing=disputing,
        archived_corroborating=corroborating if archived is None else archived,
        archived_disputing=disputing if archived_disputing is None else archived_disputing,
        evidence=evidence,
        quoted=quoted,
        found=quoted - astray if found is None else found,
        astray=astray,
    )


@pytest.mark.parametrize(
    ("given_numbers", "codes"),
    [
        (numbers(), []),
        (numbers(corroborating=0, disputing=2), []),
        (numbers(corroborating=3, disputing=3), []),
        (numbers(evidence=5, quoted=1), []),
        (numbers(evidence=5, quoted=5, found=1), []),
        (numbers(needed=0, corroborating=0, evidence=0, quoted=0), []),
        (numbers(needed=1, corroborating=1, evidence=1, quoted=1), []),
        (numbers(corroborating=1), ["origins"]),
        (numbers(corroborating=1, disputing=1), ["origins"]),
        (numbers(quoted=0), ["quotes"]),
        (numbers(astray=1), ["quote_not_found"]),
        (numbers(found=0), ["quote_not_found"]),
        (numbers(archived=1), ["archive"]),
        (numbers(archived=0), ["archive"]),
        (numbers(corroborating=3, disputing=2, archived=1, archived_disputing=2), []),
        # An archived side and an independent side are one side.
        (numbers(corroborating=2, disputing=1, archived=0, archived_disputing=1), ["archive"]),
        (numbers(corroborating=1, archived=0), ["origins", "archive"]),
        (numbers(corroborating=0, disputing=1, quoted=0, archived_disputing=0), ["origins", "quotes", "archive"]),
        (numbers(corroborating=0, evidence=0, quoted=0), ["no_evidence"]),
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
    assert words(numbers(needed=3, corroborating=2, disputing=1)) == [
        "This rating needs 3 independent origins on one side. 2 corroborate and 1 disputes."
    ]
    assert words(numbers(corroborating=0, disputing=0)) == [
        "This rating needs 2 independent origins on one side. None corroborate and none dispute."
    ]
    assert words(numbers(needed=1, corroborating=0, evidence=0, quoted=0)) == [
        "No source is attached. This rating needs 1 independent origin."
    ]
    assert words(numbers(archived=1)) == [
        "This rating needs 2 independent origins with a kept copy on one side. "
        "Of those 1 corroborates and none dispute."
    ]
    assert words(numbers(quoted=0)) == ["No source is quoted. Quote the words that carry the finding."]
    assert words(numbers(astray=1)) == [
        "1 quotation is not in the kept copy word for word. Quote what stands there, or say why not."
    ]
    assert words(numbers(found=0)) == ["No quotation was found in a kept copy: none has a text to look in yet."]
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


def test_copies_are_asked_for_only_where_the_desk_does() -> None:
    assert check(**numbers(archived=0, found=0), archive_needed=False).passed
    assert not check(**numbers(archived=0, astray=1), archive_needed=False).passed
    assert not check(**numbers(corroborating=1, archived=0), archive_needed=False).passed


@pytest.mark.parametrize(
    "wrong",
    [
        numbers(corroborating=-1),
        numbers(needed=-1),
        numbers(quoted=4),
        numbers(found=3),
        numbers(found=2, astray=1),
        numbers(archived=-1),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong: Numbers) -> None:
    with pytest.raises(ValueError, match="cannot be counts"):
        check(**wrong)


counts = st.integers(0, 5)


@given(counts, counts, counts, st.data())
def test_more_evidence_never_closes_the_gate(
    needed: int, corroborating: int, disputing: int, data: st.DataObject
) -> None:
    archived = data.draw(st.integers(0, corroborating))
    archived_disputing = data.draw(st.integers(0, disputing))
    found, astray, waiting, others = (data.draw(counts) for _ in range(4))
    quoted = found + astray + waiting
    at = {
        "needed": needed, "corroborating": corroborating, "disputing": disputing, "evidence": quoted + others,
        "quoted": quoted, "archived": archived, "archived_disputing": archived_disputing, "found": found,
        "astray": astray,
    }  # fmt: skip

    def gate(**more: int) -> Gate:
        return check(**numbers(**(at | {name: at[name] + by for name, by in more.items()})))

    before = gate()
    better: list[dict[str, int]] = [
        {"corroborating": 1},
        {"corroborating": 1, "archived": 1},
        {"disputing": 1},
        {"disputing": 1, "archived_disputing": 1},
        {"evidence": 1},
        {"evidence": 1, "quoted": 1},
        {"evidence": 1, "quoted": 1, "found": 1},
        *([{"astray": -1, "found": 1}] if astray else []),
    ]
    for more in better:
        after = gate(**more)
        assert after.passed >= before.passed
        assert len(gate(**more).lacks) <= len(before.lacks) or not before.passed
    assert before.passed == (before.lacks == ())
    if before.passed and needed:
        assert max(archived, archived_disputing) >= needed
