"""Which encoding a text is in: marks, UTF-16 without one, UTF-8 to the last byte, and guesses that are shown."""

import codecs
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake.encodings import Decoded, head_text, named_encoding
from claims.intake.rows import BadFile
from tests.claims.intake.tables import OneWay

GERMAN = "Aussage;Sprecher\nDie Zahl der Betrüger stieg über 1.500;Müller\n"


def text_of(decoded: Decoded) -> str:
    return "".join(text for text, _ in decoded.blocks())


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        (GERMAN, "cp1252", "windows-1252"),
        ("claim,who\nDéjà vu, ça coûte cher en été,Zoé\n", "cp1252", "windows-1252"),
        ("Текст;Кто\nПогибло 1500 человек, сообщили власти;Иванов\n", "cp1251", "windows-1251"),
        ("متن;گوينده\nبيش از 1500 نفر;رويترز\n", "cp1256", "windows-1256"),
        ("Tvrdnja;Tko\nPoginulo je više od 1500 ljudi, kaže Đorđe Šćepanović;Čović\n", "cp1250", "windows-1250"),
        ("主张,谁\n死亡人数超过1500人,路透社\n", "gbk", "gb18030"),
        ("主張,誰\n死者は1500人を超えた,ロイター\n", "cp932", "cp932"),
    ],
)
def test_old_encodings_are_guessed_and_the_guess_is_shown(text: str, encoding: str, told: str):
    decoded = Decoded(io.BytesIO(text.encode(encoding)))
    assert (decoded.encoding, decoded.certain) == (told, False)
    assert decoded.notes == [f"Read as {told}, which is a guess. If letters look wrong, choose another encoding."]
    assert text_of(decoded) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_mark_decides_and_is_no_text(mark: bytes, encoding: str):
    decoded = Decoded(io.BytesIO(mark + GERMAN.encode(encoding)))
    assert (decoded.encoding, decoded.certain, text_of(decoded)) == (encoding, True, GERMAN)


@pytest.mark.parametrize("text", [GERMAN, "ادعا,گوینده\nبیش از ۱۵۰۰ نفر کشته شدند,رویترز\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_a_mark(text: str, encoding: str):
    decoded = Decoded(io.BytesIO(text.encode(encoding)))
    assert (decoded.encoding, text_of(decoded)) == (encoding, text)


def test_a_nul_or_two_are_no_utf_16():
    assert Decoded(io.BytesIO(b"text,who\nkilled\0 many,Reuters\nno\0ne,AP\n")).encoding == "utf-8"


def test_a_file_that_is_ascii_for_long_is_read_as_what_it_is_at_its_end():
    data = b"A plain line of text,Reuters\n" * 20_000 + "Le café était fermé,Zoé\n".encode("latin-1")
    decoded = Decoded(io.BytesIO(data))
    assert decoded.encoding == "windows-1252"
    assert text_of(decoded).endswith("Le café était fermé,Zoé\n")


def test_where_nothing_can_be_looked_at_first_the_bytes_are_marked():
    data = b"A plain line of text,Reuters\n" * 20_000 + b"caf\xe9\n"
    decoded = Decoded(OneWay(data))
    assert decoded.encoding == "utf-8"
    blocks = list(decoded.blocks())
    assert blocks[0][1]
    assert not blocks[-1][1]
    assert blocks[-1][0].endswith("caf\udce9\n")
    assert decoded.undecodable("\udce9") == "the byte 0xE9, which is not utf-8"


def test_a_few_bad_lines_do_not_change_what_the_rest_is():
    data = "été à Paris\n".encode() * 20 + b"caf\xe9\n" + "fin août\n".encode()
    decoded = Decoded(io.BytesIO(data))
    assert decoded.encoding == "utf-8"
    assert decoded.notes == ["Read as utf-8, though some lines are not; those are refused."]


@pytest.mark.parametrize(
    "word", ["klingon", "idna", "rot13", "base64", "utf-7", "unicode_escape", "cp037", "\0", "x" * 999]
)
def test_names_of_no_character_set_are_refused(word: str):
    with pytest.raises(BadFile, match="No encoding is called"):
        named_encoding(word)


def test_names_are_known_in_every_spelling():
    assert [named_encoding(word) for word in ("UTF8", "Latin-1", "cp1252", "Windows-1256", "GB2312", "sjis")] == [
        *("utf-8", "iso8859-1", "windows-1252", "windows-1256", "gb18030", "cp932")
    ]


def test_what_is_asked_for_outranks_the_mark():
    decoded = Decoded(io.BytesIO(codecs.BOM_UTF8 + b"a"), "windows-1252")
    assert text_of(decoded) == "ï»¿a"
    assert "read as asked for" in decoded.notes[0]


NAMES = [
    "utf-8",
    "utf-16",
    "utf-32",
    "windows-1252",
    "gb18030",
    "cp932",
    "euc_jp",
    "iso2022_jp",
    "big5",
    "cp949",
    "johab",
]


@settings(deadline=None, max_examples=200)
@given(data=st.binary(max_size=300), encoding=st.sampled_from(["", *NAMES]))
def test_no_byte_ends_the_reading(data: bytes, encoding: str):
    for stream in (io.BytesIO(data), OneWay(data, 3)):
        for text, clean in Decoded(stream, encoding).blocks():
            if clean:
                text.encode("utf-8")
    head_text(data)
