"""The work of the extractor grows with the length of a text and no faster: counted in calls, not in seconds."""

import sys
from types import FrameType

import pytest

from claims.extraction import extract

SHORT, LONG = 3_000, 6_000  # characters
MOST = 2.25  # what twice the text may take; the square of two would be four

ENGLISH = [
    "“", '"a ', "(", "said, ", "1,", "a.", "\n", "A ", "X said ", "said that he said that ", "http://a ", "@a\n",
    "12 people, ", "12 people and ", "two hundred and ", "John Smith, the minister, ", "who said ", "according to ",
    "X's claim of ", "12-", "12 likes ", "May 5 ", "on Monday ", "citing officials ", "and ", "He said: “It rose. ",
    "“a” ", '"It rose, he fell." said X. ', "‘", "’", ")", "[", "that ", "the ", "Mr. ", "A. ", "? ", "1 000 ", "to ",
    "Name\n@handle\nA post of 12 words.\n\n", "He said:\n\n", "“It is so.\n\n", "a\n\n", "12 people in A, ", "'s ",
    "Ann: It rose. We had 12.\n", "Q. How many?\nA. We had 12.\n", "Home\nNews\nSport\nMore\n", "Most read\nA\nB\nC\n",
    "- 12 people died\n", "14:32 GMT - It rose.\n", "text — Name (@handle) May 3, 2021\n", "word ", "12 percent of ",
    "killed 12, ", "Ana Silva said it. He said so. ", "The group said it had 12 members. They left. ", "0", "\u200c",
]  # fmt: skip
OTHERS = [
    ("fa", "او گفت که ۱۲ نفر کشته شدند و "), ("fa", "به گفته پلیس، "), ("fa", "صد و بیست هزار و "), ("fa", "«الف» "),
    ("fa", "و "), ("fa", "به نقل از "), ("fa", "۱۲ "), ("fa", "«"), ("fa", "۲۴ آبان ۱۳۹۸ "), ("fa", "رئیس، "),
    ("ar", "قال الوزير إن 12 شخصا قتلوا و"), ("ar", "قال "), ("ar", "خمسة وعشرون ألفا و"), ("ar", "بحسب "
    ""), ("ar", "مقتل 12 "),
    ("ar", "نقلت رويترز عن "), ("fr", "selon la police, "), ("fr", "« a », a dit X. "), ("de", "sagte X, "),
    ("es", "12 y "), ("ru", "12 человек и "), ("plain", "1 000 "),
]  # fmt: skip


def calls(text: str, language: str | None) -> int:
    """How many functions are called, in Python and in C, to read a text."""
    count = 0

    def counted(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        extract(text, language=language)
    finally:
        sys.setprofile(before)
    return count


def growth(unit: str, language: str | None = None) -> float:
    extract((unit * SHORT)[:200], language=language)
    short, long = ((unit * length)[:length] for length in (SHORT, LONG))
    return calls(long, language) / (calls(short, language) + 300)


@pytest.mark.parametrize("unit", ENGLISH)
def test_twice_the_text_is_at_most_twice_the_work(unit: str) -> None:
    assert growth(unit, "en") <= MOST


@pytest.mark.parametrize(("language", "unit"), OTHERS)
def test_and_so_it_is_in_other_languages(language: str, unit: str) -> None:
    assert growth(unit, language) <= MOST


def test_an_article_of_twice_the_length_is_twice_the_work() -> None:
    passage = (
        "At least 12 people died on Monday, police said. “It was loud,” said Ana Silva, the mayor. She told "
        "Reuters, citing "
        "two officials, that 40 houses had burned and 3,000 people had fled. The ministry denied that.\n\n"
    )
    short, long = (calls(passage * times, "en") for times in (15, 30))
    assert long / short <= 2.1


def test_the_count_would_show_work_that_grows_faster() -> None:
    def squares(items: list[int]) -> int:
        return sum(len(items[:k]) for k in range(len(items)) for _ in items)

    def counted(frame: FrameType, event: str, arg: object) -> None:
        seen.append(event)

    totals = []
    for length in (60, 120):
        seen: list[str] = []
        sys.setprofile(counted)
        try:
            squares(list(range(length)))
        finally:
            sys.setprofile(None)
        totals.append(len(seen))
    assert totals[1] / totals[0] > 3
