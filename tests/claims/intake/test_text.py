"""Plain text is kept to the character, or refused with the place."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake.formats.text import SIZE_LIMIT, read_text
from claims.intake.rows import BadFile
from tests.shared import sample

PERSIAN = "شمار کشته\u200cشدگان به ۴۵۰ رسید.\r\nمی\u200cگوید\u202b «bidi» \u202c e\u0301 \u2067x\u2069\n"


@pytest.mark.parametrize("name", ["2020-01-november-2019-toll.txt", "2026-01-13-protest-toll.txt"])
def test_real_articles_come_back_exactly(name: str) -> None:
    text = sample(name)
    read = read_text(text.encode())
    assert read.text == text
    assert read.title == next(line.strip() for line in text.splitlines() if line.strip())[:500]
    assert read.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    text = "Toll: 450\r\n\r\nsaid the ministry\n"
    assert read_text(text.encode(encoding)).text == text


def test_line_ends_joiners_marks_and_directions_stay() -> None:
    assert read_text(PERSIAN.encode()).text == PERSIAN


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Le ministère a déclaré que près de 300 personnes ont été tuées à Évry – « au moins »."),
        ("cp1251", "Власти сообщили, что погибли 300 человек в городе на прошлой неделе."),
        ("cp1256", "شمار کشته شدگان به سيصد نفر رسيد و مقام ها آن را انکار کردند".replace("ک", "ك")),
        ("cp932", "保健省は先週300人が死亡したと発表した。"),
    ],
)
def test_other_encodings_are_guessed_and_told(encoding: str, text: str) -> None:
    read = read_text(text.encode(encoding))
    assert read.text == text
    assert len(read.notes) == 1
    assert "guess" in read.notes[0]
    assert read_text(text.encode(encoding), encoding=encoding).notes == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no text"),
        (b" \r\n\t\n", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        (b"one\r\ntwo \x00 three", "Line 2, column 5"),
        ("héhé\nabc\n".encode() * 9 + b"x\xff\n", "Line 19, column 2"),
        ("a\n".encode("utf-16") + b"\x00\xd8b\x00", "Line 2, column 1"),
        (b"x" * (SIZE_LIMIT + 1), "at most 10 MiB"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_place(data: bytes, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        read_text(data)


def test_a_wrong_or_unknown_encoding_is_refused() -> None:
    with pytest.raises(BadFile, match="Line 1, column 2"):
        read_text("né".encode("cp1252"), encoding="utf-8")
    for name in ("klingon", "idna", "rot13", "base64", "\x00", "utf-7"):
        with pytest.raises(BadFile, match="No encoding"):
            read_text(b"abc", encoding=name)


def test_the_title_is_the_first_line_with_words_or_the_name() -> None:
    assert read_text(b"\n  \n  Toll rises  \nmore").title == "Toll rises"
    assert read_text(b"x" * 2000, "n.txt").title == "x" * 500


@given(st.binary(max_size=4000) | st.text(max_size=2000).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(max_examples=300, deadline=2000)
def test_any_bytes_are_read_exactly_or_refused(data: bytes) -> None:
    try:
        read = read_text(data)
    except BadFile:
        return
    assert read.text.strip()
    assert len(read.title) <= 500
    if not read.notes and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and b"\x00" not in data:
        assert read.text.encode() == data


def test_ten_megabytes_take_less_than_three_seconds() -> None:
    start = time.monotonic()
    text = "ministère \u200c déclaré " * 400_000
    assert read_text(text.encode()).text == text
    assert time.monotonic() - start < 3
