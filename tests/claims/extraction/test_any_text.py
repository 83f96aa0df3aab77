"""Any text at all, in any language: nothing raises, and no offset is wrong."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.extraction import Extraction, extract
from claims.extraction.blocks import blocks

LANGUAGES = st.sampled_from([None, "en", "fa", "ar", "fr", "de", "es", "tr", "ru", "xx", "fa-IR", "", "und", "-"])
WORDS = """
    دست‌کم ۱۲۰ نفر کشته شدند که گفت او وی به گفته پلیس ، ؛ ؟ ۔ « » ۲۴ آبان ۱۳۹۸
    صد و بیست هزار رویترز نقل از درصد ۲٬۵۰۰
    ۲/۵ را تکذیب کرد قال الوزير إن أن 12 شخصا قتلوا وأصيب 30 بحسب الشرطة مئة وعشرون ألفا شخصان عشرات نفت مقتل و30 ب200
    أمس الثلاثاء بين إلى selon la police , a dit le maire 1 200 12,5 % que d'euros l' qu'il sagte laut Prozent mehr als
    según y dijo İ ı ß ﬁ ǅ Officials said that people were killed “ ” " ' ( ) : ; . … — according
    to @who #tag On Tuesday
    May 3 2021 she denied Reuters MODERATOR: Q. A. SEN. SMITH: Name @handle@a.b · 2h 14:32 GMT Advertisement Most read
    Share | › © 2024 — Name
    (@who) March 3, 2021 http://a.b/c No. U.S. a.m. $ £3bn 10:30 死者 。 30人 ! ? .. 1.2.3.4 1,2,3
    ٪۲۵ %25 २०२१ ๑๒ Ⅻ ½ ² ①
"""
# Line ends of every kind; what joins, parts, turns or stands on letters; the ends of planes.
ENDS = "\n|\r|\u2028|\u2029|\x85|\x0b|\x00|\n\n|\r\n||\xa0|\u3000"
MARKS = "\ufeff|\u200b|\u200c|\u200d|\u200e|\u200f|\u061c|\u0301|\u064b|\u0640|\u20e3|\U0001f468\u200d\U0001f469"
TURNS = "\u202a|\u202b|\u202c|\u202d|\u202e|\u2066|\u2067|\u2068|\u2069|\U000e0001|\uffff|\U0010ffff"
PIECES = st.sampled_from([*WORDS.split(), *ENDS.split("|"), *MARKS.split("|"), *TURNS.split("|")])
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=70)


def check(text: str, found: Extraction) -> None:
    spans = [(c.start, c.end) for c in found.candidates]
    assert spans == sorted(set(spans))
    assert found.dropped == 0
    for claim in found.candidates:
        assert 0 <= claim.start < claim.end <= len(text)
        assert text[claim.start : claim.end] == claim.text == claim.text.strip()
        assert 0 <= claim.score <= 1
        for speaker in claim.speakers:
            assert (speaker.start is None) == (speaker.end is None)
            if speaker.start is not None:
                assert text[speaker.start : speaker.end] == speaker.name
        if claim.quantity is not None:
            assert 0 <= claim.quantity.start < claim.quantity.end <= len(text)
            assert claim.quantity.value_max is None or claim.quantity.value_max > claim.quantity.value


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.sampled_from(["", " ", "\n"]), LANGUAGES)
@example(["١" * 40, "نفر"], " ", "fa")
@example(["۱۳۹۸/۱۳/۴۵", "۳۱", "آبان"], " ", "fa")
@example(["2021-02-30", "12", "people"], " ", "en")
@example(["١.٢.٣", "1’000’000", "1/2/3"], " ", "ar")
@example(["", "\n", "@a", "\n", "12 people died"], "", None)
def test_no_text_in_any_language_breaks_an_offset(pieces: list[str], joint: str, language: str | None) -> None:
    text = joint.join(pieces)
    found = extract(text, language=language)
    check(text, found)
    assert extract(text, language=language) == found


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), LANGUAGES)
def test_any_characters_in_any_language_are_read(text: str, language: str | None) -> None:
    check(text, extract(text, language=language))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_blocks_stand_in_order_inside_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    at = 0
    for block in blocks(text):
        assert at <= block.start < block.end <= len(text)
        at = block.end
        for place in (block.account, block.stamp):
            assert place is None or 0 <= place[0] < place[1] <= len(text)


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize(
    "text",
    [
        "word " * 100_000,
        "w" * 1_000_000,
        "“" * 100_000,
        '"a" ' * 50_000,
        "«الف» " * 10_000,
        "“a ‘b “c ‘d " * 5_000,
        "(" * 20_000,
        "1" * 50_000,
        "\u202e\u2066a\u2069\u202c " * 5_000,
        "\n" * 100_000,
        "12 people died, " * 2_000,
    ],
    ids=[
        "no stop",
        "no space",
        "open quotes",
        "quotes",
        "guillemets",
        "nested",
        "brackets",
        "digits",
        "bidi",
        "lines",
        "list",
    ],
)
def test_texts_that_never_end_are_read(text: str, language: str) -> None:
    check(text, extract(text, language=language))
