"""What cannot be stored, what counts as the same text, slugs and surroundings."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.text import UnstorableText, around, fold, refuse_unstorable, slug
from factcheck.core.words import fingerprint

ZWNJ = "\u200c"


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("\x00", 1, 1, "NUL"),
        ("ab\x00c", 1, 3, "NUL"),
        ("one\ntwo\x00", 2, 4, "NUL"),
        ("one\r\ntwo\r\nth\x00ree", 3, 3, "NUL"),
        ("one\rtwo\r\x00", 3, 1, "NUL"),
        ("\ud800", 1, 1, "U+D800"),
        ("a\n\udfff", 2, 1, "U+DFFF"),
        ("می‌شود \udc80", 1, 8, "U+DC80"),
        ("𝟙\x00", 1, 2, "NUL"),
        ("later\x00 and \ud800", 1, 6, "NUL"),
    ],
)
def test_unstorable_text_is_refused_by_line_and_column(text: str, line: int, column: int, what: str) -> None:
    with pytest.raises(UnstorableText) as refused:
        refuse_unstorable(text)
    assert (refused.value.line, refused.value.column) == (line, column)
    assert what in refused.value.what
    assert f"Line {line}, column {column}" in str(refused.value)
    str(refused.value).encode()


@pytest.mark.parametrize("text", ["", "plain", "می‌شود", "e\u0301", "\U0001f600", "\ufeff", "\x01\x1f\x7f", "\uffff"])
def test_everything_else_is_accepted(text: str) -> None:
    refuse_unstorable(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_no_storable_text_is_refused(text: str) -> None:
    refuse_unstorable(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The MEK", "the mek"),
        ("  The \t MEK\n", "the mek"),
        ("“1,500 killed”", '"1,500 killed"'),
        ("People’s Mojahedin", "People's Mojahedin"),
        ("people`s", "people´s"),
        ("«سلام»", "سلام"),
        ("November—December", "November-December"),
        ("November – December", "November - December"),
        ("5 − 3", "5 - 3"),
        ("1\N{NO-BREAK SPACE}500", "1 500"),
        ("1\N{NARROW NO-BREAK SPACE}500", "1 500"),
        ("ﬁgures", "figures"),
        ("ＭＥＫ", "mek"),
        ("STRASSE", "straße"),
        ("e\u0301tat", "état"),
        ("۱۵۰۰", "1500"),
        ("١٥٠٠", "1500"),
        ("१५००", "1500"),
        ("٪۸۵", "%85"),
        ("۸۵٪", "85%"),
        ("۳٫۵", "3.5"),
        ("۱٬۵۰۰", "1,500"),
        ("كيك", "کیک"),
        ("علي خامنه‌ای", "علی خامنه ای"),
        ("أحمد إبراهيم آمد", "احمد ابراهیم امد"),
        ("مُجاهِدين", "مجاهدین"),
        ("مجـــاهدین", "مجاهدین"),
        ("خانهٔ ما", "خانه ما"),
        ("خانۀ ما", "خانه ما"),
        (f"می{ZWNJ}شود", "می شود"),
        (f"M{ZWNJ}EK", "mek"),
        ("M\u200dE\u00adK\ufeff", "mek"),
        ("\u202bMEK\u202c", "mek"),
        ("over 1,500 killed.", "over 1,500 killed"),
        ("…over 1,500 killed?!", "over 1,500 killed"),
        ("(over 1,500 killed)", "over 1,500 killed"),
        ("ها، ها؟", "ها, ها"),
        ("@iran_policy", "iran_policy"),
        ("#IranProtests", "iranprotests"),
        ("“1,500", "1,500"),
        ("a\u200d\u0301", "á"),
        ("❤\ufe0f", "❤"),
    ],
)
def test_spellings_of_the_same_words_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,500 killed", "1,000 killed"),
        ("fell by 85%", "fell by 85"),
        ("-5", "5"),
        ("they were killed", "they were not killed"),
        ("résumé", "resume"),
        ("3.5", "35"),
        ("?", "!"),
        ("400+320", "400320"),
        ("", "?"),
        ("پدر", "بدر"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)
    assert fingerprint(one) != fingerprint(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("", ""),
        ("   ", ""),
        ("?!", "?!"),
        ("“At least 1,500 people…”", "at least 1,500 people"),
        ("−5", "-5"),
        ("- 85 %.", "85 %"),
        ("--5", "-5"),
        (".5", "5"),
    ],
)
def test_folded_form(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aA\u0301\u0308ßİıﷺأآيىكةۀ\u0654\u064b\u200c\u200d\u00ad\ufe0f٪%-‘«» \u00a05۵.?ـ\u0345"))
def test_folding_twice_changes_nothing_for_awkward_letters(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composition_and_spacing_do_not_matter(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(f"\n {text}\t") == fold(text)


@given(st.text(alphabet=st.characters()))
def test_a_fingerprint_is_64_hexadecimal_digits_for_any_text(text: str) -> None:
    assert re.fullmatch("[0-9a-f]{64}", fingerprint(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hello, world!", "hello world"),
        ("1,500 were killed; he said.", "1500 were killed, he said"),
        ("a well-known man", "a well known man"),
        ("It’s so", "its so"),
        ("a/b (c)", "a b c"),
        ("«۱٬۵۰۰ نفر»، گفت", "1500 نفر گفت"),
        ("First. Then", "first then"),
    ],
)
def test_punctuation_that_belongs_to_no_figure_makes_no_difference(one: str, other: str) -> None:
    assert fingerprint(one) == fingerprint(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5 killed", "15 killed"), ("1.5 million", "1,5 million"), ("-3 degrees", "3 degrees"),
        ("at 10:30", "at 10 30"), ("85%", "85"), ("2019-12-15", "20191215"), ("1/2", "12"), ("...", "!!!"), ("$5", "5"),
    ],
)  # fmt: skip
def test_what_is_part_of_a_figure_tells_texts_apart(one: str, other: str) -> None:
    assert fingerprint(one) != fingerprint(other)


def test_a_fingerprint_is_stable_over_releases() -> None:
    assert fold("“Over 1,500 killed.”") == "over 1,500 killed"
    assert fingerprint("“Over 1,500 killed.”") == "c4cbd7e7d2546455c4af3c7eb096c839f46a86127356a0b4112a0e14f224b44c"


def test_a_million_combining_marks_fold_in_time_that_grows_with_length() -> None:
    hostile = "a" + "\u0301\u0316" * 500_000
    started = time.perf_counter()
    fold(hostile)
    slug(hostile)
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Over 1,500 people were killed", "over-1500-people-were-killed"),
        ("Iran Regime’s Deadlock — Toll", "iran-regimes-deadlock-toll"),
        ("85% of what total?", "85-of-what-total"),
        ("3.5 million", "3-5-million"),
        (f"۱٬۵۰۰ نفر کشته می{ZWNJ}شوند", "1500-نفر-کشته-می-شوند"),
        ("مُجاهِدین", "مجاهدین"),
        ("हिन्दी में", "हिन्दी-में"),
        ("São Paulo", "são-paulo"),
        ("co\u00adoperate", "cooperate"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("", "verdict"),
        ("?!…", "verdict"),
        ("\U0001f600", "verdict"),
        ("\ud800", "verdict"),
        ("\u0301", "verdict"),
        ("---a---", "a"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_a_slug_is_cut_at_a_word() -> None:
    assert slug("one two three four", 12) == "one-two"
    assert slug("one two three four", 13) == "one-two-three"
    assert slug("a pneumonoultramicroscopic", 10) == "a-pneumono"
    assert slug("ab\N{COMBINING TILDE}cd", 2) == "a"
    assert slug("?", 3) == "ver"


@given(st.text(alphabet=st.characters()), st.integers(1, 80))
def test_a_slug_is_a_safe_path_segment(text: str, limit: int) -> None:
    made = slug(text, limit)
    assert 1 <= len(made) <= limit
    assert not re.search(r"[\s/?#%&<>\"'\\.:;@\x00-\x1f\ud800-\udfff\u200b-\u200f\u202a-\u202e]", made)
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert "--" not in made
    assert made == made.lower() or made.lower() == made.casefold()


def test_a_slug_needs_room() -> None:
    with pytest.raises(ValueError, match="limit of at least 1"):
        slug("a", 0)


def test_around_gives_prefix_and_suffix() -> None:
    text = "0123456789"
    assert around(text, 4, 6, 2) == ("23", "67")
    assert around(text, 0, 10) == ("", "")
    assert around(text, 1, 9) == ("0", "9")
    assert around("x" * 50 + "Q" + "y" * 50, 50, 51) == ("x" * 32, "y" * 32)
    assert around("می\U0001f600شود", 2, 3, 1) == ("ی", "ش")


@given(st.text(), st.integers(0, 20), st.integers(0, 20), st.integers(0, 40))
def test_prefix_quote_and_suffix_stand_in_the_text(text: str, start: int, length: int, width: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    before, after = around(text, start, end, width)
    assert before + text[start:end] + after in text
    assert len(before) <= width
    assert len(after) <= width


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 4), (4, 4)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not inside a text of 3"):
        around("abc", start, end)
