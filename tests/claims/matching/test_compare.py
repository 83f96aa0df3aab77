"""Pairs of claims are labelled as a person labels them, with reasons that name what differs."""

from decimal import Decimal

import pytest

from claims.extraction.candidate import Stance
from claims.matching.compare import Relation, compare
from claims.matching.facts import Facts, FigureFact, Link, facts_of_text
from tests.claims.matching.pairs import PAIRS


@pytest.mark.parametrize(("left", "right", "relation", "reason"), PAIRS)
def test_a_pair_is_labelled_as_a_person_does(left: str, right: str, relation: str, reason: str) -> None:
    judged = compare(facts_of_text(left), facts_of_text(right))
    assert judged.relation == relation, judged.why
    assert reason.casefold() in " ".join(judged.why).casefold()


@pytest.mark.parametrize(("left", "right", "relation", "reason"), PAIRS)
def test_either_claim_may_be_the_one_that_was_found(left: str, right: str, relation: str, reason: str) -> None:
    assert compare(facts_of_text(right), facts_of_text(left)).relation == relation


def test_there_are_many_pairs_of_each_sort() -> None:
    assert len(PAIRS) >= 60
    assert {relation for _, _, relation, _ in PAIRS} == {
        "same_words", "same_figure", "other_figure", "opposite_stance", "related",
    }  # fmt: skip


def share(text: str, of: str, value: int = 85) -> Facts:
    return Facts(text, (FigureFact(Decimal(value), unit="percent", nature="share", denominator=of),))


@pytest.mark.parametrize(
    ("left", "right", "relation", "reason"),
    [
        (
            share("85 percent of those killed were young.", "those killed"),
            share("85 percent of those killed were women.", "those killed"),
            "related",
            "85",
        ),
        (
            share("85 percent of those killed were young.", "those killed"),
            share("85 percent of those arrested were young.", "those arrested"),
            "other_figure",
            "Of those killed here, of those arrested there.",
        ),
        (
            share("85 percent of those killed were young.", "those killed"),
            share("85 percent of the dead were young.", ""),
            "same_figure",
            "85 percent",
        ),
    ],
)
def test_a_share_is_of_something(left: Facts, right: Facts, relation: str, reason: str) -> None:
    judged = compare(left, right)
    assert judged.relation == relation, judged.why
    assert reason in " ".join(judged.why)


KILLED = "1,500 people were killed"


@pytest.mark.parametrize(
    ("ours", "theirs", "relation"),
    [
        ([], [], "same_words"),
        ([Stance.CONFIRMS], [Stance.REPORTS, Stance.ASSERTS], "same_words"),
        ([Stance.CONFIRMS], [Stance.DENIES], "opposite_stance"),
        ([Stance.CONFIRMS], [Stance.DOUBTS], "opposite_stance"),
        ([], [Stance.REPORTS, Stance.DENIES], "opposite_stance"),
        # The agency reports that the ministry denies it: so does the ministry itself.
        ([Stance.REPORTS, Stance.DENIES], [Stance.DENIES], "same_words"),
        ([Stance.DENIES, Stance.DENIES], [Stance.ASSERTS], "same_words"),
    ],
)
def test_the_chain_of_speakers_tells_a_denial(ours: list[Stance], theirs: list[Stance], relation: str) -> None:
    left, right = (
        Facts(KILLED, chain=tuple(Link(f"Speaker {n}", stance) for n, stance in enumerate(stances)))
        for stances in (ours, theirs)
    )
    judged = compare(left, right)
    assert judged.relation == relation, judged.why
    if relation == Relation.OPPOSITE_STANCE:
        assert "denies it" in " ".join(judged.why) or "doubts it" in " ".join(judged.why)


def test_figures_of_many_kinds_agree_only_when_all_of_a_kind_do() -> None:
    ours = facts_of_text("In March 30 people were killed and 300 were wounded.")
    assert compare(ours, facts_of_text("30 people were killed in March.")).relation == "same_figure"
    parted = Facts(
        "30 killed here, 40 there", (FigureFact(Decimal(30), unit="deaths"), FigureFact(Decimal(40), unit="deaths"))
    )
    other = Facts(
        "30 killed here, 50 there", (FigureFact(Decimal(30), unit="deaths"), FigureFact(Decimal(50), unit="deaths"))
    )
    judged = compare(parted, other)
    assert judged.relation == "other_figure"
    assert "40 deaths here, 50 deaths there" in " ".join(judged.why)


@pytest.mark.parametrize(
    "text", ["", " ", ".", "not", "no no no", "\u200c", "1", "%", "ن" * 50, "a" * 5000, "not " * 3000]
)
def test_any_text_can_be_compared(text: str) -> None:
    for other in (text, "1,500 people were killed."):
        assert compare(facts_of_text(text), facts_of_text(other)).relation in list(Relation)
