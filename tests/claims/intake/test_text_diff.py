"""What changed between two versions of an article, and that telling it is true and quick."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake.text_diff import Change, Kind, text_diff
from tests.shared import sample

ARTICLE = "Toll rises\n\nThe council said 300 people were killed.\n\nA third paragraph.\n\nReuters cited officials.\n"


def new_of(changes: list[Change]) -> str:
    return "".join(words for change in changes for kind, words in change.parts if kind != Kind.REMOVED)


def old_of(changes: list[Change]) -> str:
    return "".join(words for change in changes for kind, words in change.parts if kind != Kind.ADDED)


def without_line_ends(text: str) -> str:
    return text.replace("\n", "").replace("\r", "")


def kinds(changes: list[Change]) -> list[Kind]:
    return [change.kind for change in changes]


def test_a_figure_that_changed_is_the_only_thing_marked() -> None:
    changes = text_diff(ARTICLE, ARTICLE.replace("300 people were", "at least 450 people had been"))
    assert kinds(changes) == [Kind.SAME, Kind.CHANGED, Kind.SAME]
    assert changes[1].parts == (
        (Kind.SAME, "The council said "),
        (Kind.REMOVED, "300"),
        (Kind.ADDED, "at least 450"),
        (Kind.SAME, " people "),
        (Kind.REMOVED, "were"),
        (Kind.ADDED, "had been"),
        (Kind.SAME, " killed.\n\n"),
    )
    assert [change.paragraphs for change in changes] == [1, 1, 2]


def test_paragraphs_that_went_and_came() -> None:
    new = ARTICLE.replace("A third paragraph.\n\n", "") + "Correction: an earlier version said 200.\n"
    assert kinds(text_diff(ARTICLE, new)) == [Kind.SAME, Kind.REMOVED, Kind.SAME, Kind.ADDED]
    assert kinds(text_diff("", "New.\n")) == [Kind.ADDED]
    assert kinds(text_diff("Old.\n", "")) == [Kind.REMOVED]
    assert text_diff("", "") == []


def test_a_same_text_is_one_stretch_with_its_count() -> None:
    (only,) = text_diff(ARTICLE, ARTICLE)
    assert (only.kind, only.paragraphs) == (Kind.SAME, 4)


@pytest.mark.parametrize(
    ("old", "new"), [("a b c\n", "a  b c\n"), ("a\nb\n", "a\n\nb\n"), ("a\r\nb", "a\nb"), ("a b\nc", " a b\nc")]
)
def test_changes_of_white_space_alone_are_told_as_such(old: str, new: str) -> None:
    assert set(kinds(text_diff(old, new))) <= {Kind.SPACING, Kind.SAME}
    assert Kind.SPACING in kinds(text_diff(old, new))


def test_what_is_added_at_the_end_does_not_touch_the_last_paragraph() -> None:
    assert kinds(text_diff("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.")) == [Kind.SAME, Kind.ADDED]


def test_persian_is_compared_by_words_with_their_joiners() -> None:
    old = "شمار کشته\u200cشدگان به ۳۰۰ نفر رسید.\n"
    changes = text_diff(old, old.replace("۳۰۰", "۴۵۰").replace("کشته\u200cشدگان", "کشته شدگان"))
    (change,) = changes
    assert change.kind == Kind.CHANGED
    assert (Kind.REMOVED, "کشته\u200cشدگان") in change.parts
    assert (Kind.REMOVED, "۳۰۰") in change.parts
    assert (Kind.ADDED, "۴۵۰") in change.parts


def test_a_figure_with_signs_is_one_word() -> None:
    (change,) = text_diff("They counted 1,450 dead.\n", "They counted 1,500 dead.\n")
    assert (Kind.REMOVED, "1,450") in change.parts


def test_two_real_articles_and_one_with_its_figures_changed() -> None:
    old = sample("2020-01-november-2019-toll.txt")
    new = old.replace("1,500", "1,600")
    changes = text_diff(old, new)
    assert new_of(changes) == new
    assert old_of(changes) == old
    marked = {words for change in changes for kind, words in change.parts if kind in (Kind.REMOVED, Kind.ADDED)}
    assert marked == {"1,500", "1,600"}
    other = sample("2026-01-13-protest-toll.txt")
    assert new_of(text_diff(old, other)) == other


TEXTS = st.lists(
    st.sampled_from(["toll", "450", " ", "  ", "\n", "\n\n", "\r\n", "a", "b", "،", "ی\u200cم", "."]), max_size=60
)


@given(TEXTS.map("".join) | st.text(max_size=200), TEXTS.map("".join) | st.text(max_size=200))
@settings(max_examples=500, deadline=2000)
def test_the_parts_make_both_texts(old: str, new: str) -> None:
    changes = text_diff(old, new)
    assert new_of(changes) == new
    if Kind.SPACING not in kinds(changes):
        # A paragraph that ends one text but not the other is shown with the line ends of the new.
        assert without_line_ends(old_of(changes)) == without_line_ends(old)
    if old == new:
        assert set(kinds(changes)) <= {Kind.SAME}
    assert all(words for change in changes for _, words in change.parts)
    assert all(change.paragraphs >= 1 for change in changes)


def words(count: int, of: list[str], seed: int) -> str:
    chosen = random.Random(seed)
    return " ".join(chosen.choice(of) for _ in range(count))


LOWER = ["".join(random.Random(number).choices("abcdefghij", k=5)) for number in range(5000)]
UPPER = [word.upper() for word in LOWER]
LARGE = {
    "one paragraph each": (words(170_000, LOWER, 1), words(170_000, UPPER, 2)),
    "paragraphs": tuple("\n".join(words(80, of, at) for at in range(2_100)) for of in (LOWER, UPPER)),
    "paragraphs of few words": tuple(
        "\n".join(words(80, LOWER[:50], at + more) for at in range(2_100)) for more in (0, 9999)
    ),
    "empty lines": ("a\n" * 500_000, "b\n" * 500_000),
    "two lines over and over": ("a\nb\n" * 250_000, "b\na\na\n" * 166_000),
    "shuffled": tuple(
        "\n".join(random.Random(seed).sample([f"line {n} says" for n in range(60_000)], 60_000)) for seed in (1, 2)
    ),
    "signs": ("." * 1_000_000, "," * 1_000_000),
    "long paragraphs alike": tuple("\n\n".join(words(9_000, LOWER[at:], at) for _ in range(18)) for at in (0, 2_500)),
}  # fmt: skip


@pytest.mark.parametrize("name", LARGE)
def test_two_texts_of_a_megabyte_that_are_unlike_take_under_two_seconds(name: str) -> None:
    old, new = LARGE[name]
    start = time.process_time()
    changes = text_diff(old, new)
    assert time.process_time() - start < 2
    assert new_of(changes) == new


def test_a_few_changes_in_many_paragraphs_are_found_among_folded_stretches() -> None:
    old = [f"line number {number} says" for number in range(50_000)]
    new = [line if number % 5_000 else f"{line} more" for number, line in enumerate(old)]
    changes = text_diff("\n".join(old), "\n".join(new))
    assert len(changes) == 20
    assert max(change.paragraphs for change in changes) == 4_999
