"""PDF files with and without text, broken and made to hurt."""

import io
import os
import time
import zlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from claims.intake.formats.pdf import SIZE_LIMIT, read_pdf
from claims.intake.rows import BadFile
from tests.claims.intake.pdf_files import lines, paper, pdf, stream

PAGE = lines(b"The council said that casual-", b"ties had passed 450.", b"", b"Caf\\351 \\(closed\\)")
MANY = b"BT /F1 11 Tf " + b"(A) Tj " * 120_000 + b"ET"


def read(data: bytes, seconds: float = 60.0) -> str:
    return read_pdf(io.BytesIO(data), seconds=seconds).text


def packed(data: bytes) -> bytes:
    return stream(zlib.compress(data, 9), b"/Filter /FlateDecode")


def locked(user: str, owner: str = "") -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper(PAGE))))
    writer.encrypt(user, owner or None, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_text_page_by_page_with_what_the_file_says_of_itself() -> None:
    found = read_pdf(io.BytesIO(paper(PAGE, lines(b"Second page."))))
    assert found.text == "The council said that casual-\nties had passed 450.\nCafé (closed)\n\nSecond page."
    assert (found.title, found.author, found.language) == ("Toll report", "Jane Doe", "en-GB")
    assert found.published_on == date(2026, 1, 13)
    assert found.notes == ("The date 2026-01-13 is the day on which the PDF was made.",)


@pytest.mark.parametrize("title", [b"Microsoft Word - toll final.doc", b"untitled", b"scan0001.pdf", b""])
def test_the_name_of_a_file_is_no_title(title: bytes) -> None:
    found = read_pdf(io.BytesIO(paper(PAGE, about=b"/Title (%s) /CreationDate (yesterday)" % title)))
    assert found.title == "The council said that casual-"
    assert found.published_on is None


def test_pages_without_text_are_told() -> None:
    found = read_pdf(io.BytesIO(paper(b"q Q", PAGE, about=b"")))
    assert found.notes == ("1 of 2 pages have no text.",)


def test_a_scan_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadFile, match=r"2 pages and no text layer.*OCR"):
        read(paper(b"q 612 0 0 792 0 0 cm Q", b"q Q"))


def test_an_empty_password_opens_and_another_refuses() -> None:
    assert "had passed 450" in read(locked("", "owner's"))
    with pytest.raises(BadFile, match="password"):
        read(locked("secret"))


def test_a_broken_page_does_not_lose_the_others() -> None:
    bomb = packed(b"(A) Tj " * 10_000_000)
    found = read_pdf(io.BytesIO(paper(PAGE, bomb, lines(b"Third."))))
    assert found.text.endswith("\n\nThird.")
    assert any("1 of 3 pages could not be read: 2." in note for note in found.notes)


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FORMS = b"/Resources << /XObject << /X 4 0 R >> >>"
REFUSED = {
    "nothing": b"",
    "text": b"The council said",
    "only a header": b"%PDF-1.7\n",
    "cut short": paper(PAGE, PAGE)[:-300],
    "cut in half": paper(PAGE, PAGE)[:700],
    "no table": paper(PAGE).replace(b"startxref", b"startxxxx").replace(b"xref\n0", b"xxxx\n0"),
    "a bomb of one page": paper(packed(b"(A) Tj " * 10_000_000)),
    "deflated twice": paper(
        stream(zlib.compress(zlib.compress(bytes(80_000_000), 9), 9), b"/Filter [/FlateDecode /FlateDecode]")
    ),
    "pages in a circle": paper(PAGE).replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]"),
    "pages of pages in a circle": pdf([CATALOGUE, ONE_PAGE, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
    "contents that are the page": paper(PAGE).replace(b"/Contents 6 0 R", b"/Contents 5 0 R"),
    "a form that draws itself": pdf(
        [CATALOGUE, ONE_PAGE, b"<< /Type /Page /Parent 2 0 R %s /Contents 5 0 R >>" % FORMS,
         stream(b"/X Do " * 200, b"/Type /XObject /Subtype /Form " + FORMS), stream(b"/X Do " * 100)]
    ),
    "deep arrays": paper(b"[" * 100_000 + b"]" * 100_000),
    "deep dictionaries": pdf([b"<< /Type /Catalog /Pages 2 0 R /X " + b"<</A " * 50_000 + b">>" * 50_000 + b">>"]),
    "a length that is itself": pdf(
        [CATALOGUE, b"<< /Type /Pages /Kids [3 0 R] /Count 999999999 >>",
         b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", b"<< /Length 4 0 R >>\nstream\nBT (x) Tj ET\nendstream"]
    ),
    "many pages": paper(*[b"q Q"] * 2_001),
    "20 MB of brackets": b"%PDF-1.7\n" + b"<<" * 10_000_000,
    "20 MB of noise": b"%PDF-1.7\n" + os.urandom(20_000_000),
    "too large": b"%PDF-1.7\n" + bytes(SIZE_LIMIT),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_broken_or_made_to_hurt_is_refused_in_time(name: str) -> None:
    start = time.monotonic()
    with pytest.raises(BadFile) as refused:
        read(REFUSED[name])
    assert refused.value.reason.endswith(".")
    assert time.monotonic() - start < 20


def test_a_table_that_names_itself_as_the_one_before_is_read() -> None:
    data = paper(PAGE)
    place = b"/Prev %d" % data.find(b"xref\n0")
    assert "had passed 450" in read(data.replace(b"/Info 4 0 R", place.ljust(len(b"/Info 4 0 R"))))


def test_reading_stops_when_its_time_is_up_between_pages_and_inside_one() -> None:
    start = time.monotonic()
    with pytest.raises(BadFile, match=r"more than 0\.5 seconds"):
        read(paper(*[packed(MANY)] * 50), seconds=0.5)
    assert time.monotonic() - start < 10
    with pytest.raises(BadFile, match="more than 0 seconds"):
        read(paper(PAGE), seconds=0)


def test_a_page_takes_less_than_a_twentieth_of_a_second() -> None:
    full = lines(*[b"Line %d of a page that is full of text for the reader to read." % number for number in range(50)])
    start = time.monotonic()
    assert read(paper(*[full] * 100)).count("Line 49") == 100
    assert time.monotonic() - start < 5


@given(st.binary(max_size=2000).map(lambda data: b"%PDF-1.7\n" + data) | st.binary(max_size=200))
@settings(max_examples=150, deadline=5000)
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    with pytest.raises(BadFile):
        read(data)


@given(st.lists(st.tuples(st.integers(0, 10_000), st.binary(min_size=1, max_size=6)), min_size=1, max_size=8))
@settings(max_examples=200, deadline=5000)
def test_a_damaged_file_is_read_or_refused(hits: list[tuple[int, bytes]]) -> None:
    data = bytearray(paper(PAGE, packed(PAGE)))
    for place, put in hits:
        place %= len(data)
        data[place : place + len(put)] = put
    try:
        text = read(bytes(data))
    except BadFile:
        return
    assert text.strip()
    text.encode()
    assert "\x00" not in text
