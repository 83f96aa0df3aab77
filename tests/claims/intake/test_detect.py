"""What a file is, by its content and then by its name; and what is recognisably nothing to read."""

import gzip
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake.detect import detect, named_format, packing
from claims.intake.kinds import Format
from claims.intake.open_table import open_table
from claims.intake.rows import BadFile, Row
from tests.claims.intake.tables import SAMPLES

PERSIAN = "ادعا,گوینده\nبیش از ۱۵۰۰ نفر,رویترز\nهیچ,پلیس\n"


@pytest.mark.parametrize(
    ("head", "name", "told"),
    [
        (b"%PDF-1.7\n", "x", Format.PDF),
        (b"\n\n%PDF-1.4", "claims.csv", Format.PDF),
        (b"<!DOCTYPE html><html>", "x.txt", Format.HTML),
        (b"\xef\xbb\xbf  <!-- c --><HTML lang=en>", "", Format.HTML),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html>', "", Format.HTML),
        (b"<p>A paragraph", "", Format.HTML),
        (b'<?xml version="1.0" encoding="utf-8"?>\n<!-- made by x -->\n<rss version="2.0">', "a.xml", Format.FEED),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a.xml", Format.FEED),
        (b'<rdf:RDF xmlns:rdf="x">', "", Format.FEED),
        ('<?xml version="1.0"?><rss version="2.0">'.encode("utf-16"), "", Format.FEED),
        (b'{"text": "a"}\n{"text": "b"}\n', "", Format.JSONL),
        (b'\xef\xbb\xbf[\n {"text": "a"}]', "claims.txt", Format.JSONL),
        (b"[]", "", Format.JSONL),
        (b'[{"@type": "ClaimReview"}]', "x.json", Format.CLAIMREVIEW),
        (b'{"@context":"http://schema.org","@type":"DataFeed","dataFeedElement":[', "", Format.CLAIMREVIEW),
        (b'<script type="application/ld+json">{"@type":"ClaimReview"}</script>\n', "dump.txt", Format.CLAIMREVIEW),
        (b'<html><script type="application/ld+json">{"@type":"ClaimReview"}</script>', "", Format.HTML),
        (b"[Music] and then he said", "talk.txt", Format.TEXT),
        (b"{curly} words", "", Format.TEXT),
        (b"< 5 per cent said so", "", Format.TEXT),
        (b"broken {json", "claims.jsonl", Format.JSONL),
        (b"a\tb\n1\t2\n3\t4\n", "columns.txt", Format.TEXT),
        (b"a\tb\n1\t2\n3\t4\n", "columns.tsv", Format.CSV),
        (b"a\tb\n1\t2\n3\t4\n", "", Format.CSV),
        (b"a;b\n1;2\n3;4\n", "export.xls", Format.CSV),
        (PERSIAN.encode("utf-16"), "", Format.CSV),
        (PERSIAN.encode(), "claims.csv", Format.CSV),
        (b"Prose, with commas. And more,\nbut not, ever, in columns.\n", "", Format.TEXT),
        ("café\n".encode("latin-1"), "a.txt", Format.TEXT),
        (b"one column\nonly\n", "claims.CSV", Format.CSV),
    ],
)
def test_content_first_and_name_second(head: bytes, name: str, told: Format):
    assert detect(head, name) is told


def test_the_media_type_helps_where_neither_tells():
    assert detect(b"claim\nNobody died\n", "upload", "text/csv; charset=utf-8") is Format.CSV
    assert detect(b"claim\nNobody died\n", "upload.txt", "text/csv") is Format.TEXT
    assert detect(b"words", "-", "application/octet-stream") is Format.TEXT


def test_a_workbook_is_one_whatever_it_is_called():
    head = (SAMPLES / "claims.xlsx").read_bytes()[:4096]
    assert detect(head, "claims.zip") is Format.XLSX
    assert packing(head) == ""


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_each_sample_is_told_and_opens(name: str):
    data = (SAMPLES / name).read_bytes()
    format = detect(data[:4096], name)
    if name.endswith(".txt"):
        assert format is Format.TEXT
        format = Format.CSV
    table = open_table(io.BytesIO(data), format)
    assert any(isinstance(row, Row) for row in table)
    assert sum(map(len, open_table(io.BytesIO(data), format).batches())) == len(
        list(open_table(io.BytesIO(data), format))
    )


def test_what_holds_no_table_is_not_opened_as_one():
    with pytest.raises(BadFile, match="holds no table"):
        open_table(io.BytesIO(b"x"), Format.PDF)


def zipped(*names: str, first: str = "") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, first)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("head", "part"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"MZ\x90\0\x03", "program"),
        (b"\x7fELF\x02", "program"),
        (b"\0\0\0\x18ftypmp42", "video"),
        (b"ID3\x03", "sound"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Microsoft Office format .*password"),
        (zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "Word document"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
        (zipped("mimetype", first="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument spreadsheet"),
        (zipped("mimetype", first="application/epub+zip"), "EPUB"),
        (zipped("a.csv"), "zip inside"),
        (gzip.compress(b"a", mtime=0), "gzip file"),
        (b"SQLite format 3\0", "database"),
        (b"{\\rtf1\\ansi", "RTF"),
        (bytes(257) + b"ustar", "tar archive"),
        (b"\xff\x01\x02\x03\x80\x04\x05\x06\x90" * 50, "no text"),
        (b'<?xml version="1.0"?><urlset>', "XML of the kind “urlset”"),
    ],
)
def test_what_cannot_be_read_is_named(head: bytes, part: str):
    with pytest.raises(BadFile, match=part):
        detect(head, "claims.csv")


def test_a_pdf_only_by_name_is_refused():
    with pytest.raises(BadFile, match="is no PDF"):
        detect(b"words", "report.pdf")


@pytest.mark.parametrize(
    ("word", "format"),
    [
        *(("JSON", Format.JSONL), ("ndjson", Format.JSONL), ("tsv", Format.CSV), (".csv", Format.CSV)),
        *(("txt", Format.TEXT), ("rss", Format.FEED), ("atom", Format.FEED), ("htm", Format.HTML)),
        *((" Excel ", Format.XLSX), ("claimreview", Format.CLAIMREVIEW), ("url", Format.URL), ("pdf", Format.PDF)),
    ],
)
def test_formats_are_known_by_their_words(word: str, format: Format):
    assert named_format(word) is format


@pytest.mark.parametrize("word", ["", "docx", "x" * 500])
def test_unknown_words_are_refused_with_the_known_ones(word: str):
    with pytest.raises(BadFile, match="csv, xlsx, jsonl, claimreview"):
        named_format(word)


@settings(deadline=None, max_examples=300)
@given(
    head=st.one_of(
        st.binary(max_size=300), st.text(st.sampled_from('<>!-?xml [{"}],;\n'), max_size=200).map(str.encode)
    )
)
def test_any_bytes_are_told_or_refused(head: bytes):
    for name in ("", "a.csv", "a.pdf", "a.weird"):
        try:
            assert detect(head, name) in Format
        except BadFile as error:
            reason = error.reason
        else:
            reason = "Told."
        assert reason.endswith(".")


@pytest.mark.parametrize(
    ("head", "name", "format"),
    [
        (b"claim,id\na town fell,77\n", "standard input", Format.CSV),
        (b"\xef\xbb\xbfStatement;Speaker\nA town fell;B\n", "", Format.CSV),
        (b"claim,id\na town fell,77\n", "a.txt", Format.TEXT),
        (b"Claims, officials said, were false.\nOn Monday they said more.\n", "", Format.TEXT),
    ],
)
def test_a_table_of_one_row_is_told_by_its_headers(head: bytes, name: str, format: Format) -> None:
    assert detect(head, name) is format
