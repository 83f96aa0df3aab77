"""An archived answer comes back to the byte, and other people's tools find no fault in it."""

import gzip
import io
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from claims.intake.rows import BadFile
from claims.intake.warc import WarcRecord, read_warc, warc_response

AT = datetime(2026, 1, 13, 23, 30, 5, 123456, tzinfo=timezone(timedelta(hours=-5)))
URL = "https://ledger.example/world?toll=450#top"
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Encoding", "gzip"),
    ("Transfer-Encoding", "chunked"),
    ("content-length", "17"),
    ("Set-Cookie", "a=1"),
    ("Set-Cookie", "b=2"),
    ("X-Name", "Müller 🙂"),
    ("X-Split", "a\r\nEvil: yes"),
]


def checked(record: WarcRecord) -> list[dict[str, str]]:
    """The records' headers, after what `warcio check` does: every digest is read and must be right."""
    found = []
    for each in ArchiveIterator(io.BytesIO(record.data), check_digests=True, verify_http=True):
        each.content_stream().read()
        assert each.digest_checker.problems == []
        assert each.digest_checker.passed is True
        found.append(dict(each.rec_headers.headers))
    return found


def test_two_records_with_digests_times_and_ids() -> None:
    record = warc_response(URL, 200, HEADERS, b"<p>450</p>", AT)
    info, response = checked(record)
    assert record.data.startswith(b"\x1f\x8b")
    assert (info["WARC-Type"], response["WARC-Type"]) == ("warcinfo", "response")
    assert response["WARC-Date"] == "2026-01-14T04:30:05.123456Z"
    assert response["WARC-Target-URI"] == URL
    assert response["WARC-Record-ID"] == record.record_id
    assert response["WARC-Warcinfo-ID"] == info["WARC-Record-ID"]
    assert response["WARC-Payload-Digest"].startswith("sha")
    assert response["WARC-Block-Digest"].startswith("sha")
    assert b"WARC/1.1" in gzip.decompress(record.data)


def test_headers_say_what_is_true_of_the_body_that_is_kept() -> None:
    url, headers, body = read_warc(warc_response(URL, 200, HEADERS, b"<p>450</p>", AT).data)
    assert (url, body) == (URL, b"<p>450</p>")
    names = [name.lower() for name, _ in headers]
    assert "content-encoding" not in names
    assert "transfer-encoding" not in names
    assert dict(headers)["X-Archive-Orig-Content-Encoding"] == "gzip"
    assert dict(headers)["X-Archive-Orig-content-length"] == "17"
    assert dict(headers)["Content-Length"] == "10"
    assert [value for name, value in headers if name == "Set-Cookie"] == ["a=1", "b=2"]
    assert dict(headers)["X-Name"] == "M%C3%BCller %F0%9F%99%82"
    assert dict(headers)["X-Split"] == "a Evil: yes"


@pytest.mark.parametrize(
    "body",
    [b"", b"\r\n\r\n", bytes(range(256)) * 500, gzip.compress(b"x"), b"WARC/1.1\r\n\r\n"],
    ids=["empty", "line ends", "all bytes", "gzip", "a record"],
)
@pytest.mark.parametrize("status", [200, 404, 599])
def test_any_body_comes_back_to_the_byte(body: bytes, status: int) -> None:
    record = warc_response(URL, status, HEADERS, body, AT)
    checked(record)
    assert read_warc(record.data)[2] == body


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        warc_response(URL, 200, [], b"", AT.replace(tzinfo=None))


@pytest.mark.parametrize(
    "data",
    [b"", b"not a WARC", gzip.compress(b"WARC/1.1\r\n\r\n"), warc_response(URL, 200, [], b"450" * 99, AT).data[:-40]],
    ids=["empty", "text", "no answer", "cut short"],
)
def test_what_is_no_archive_or_is_cut_short_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
        read_warc(data)


def test_a_changed_body_is_noticed() -> None:
    plain = gzip.decompress(warc_response(URL, 200, [], b"at least 450 dead", AT).data)
    with pytest.raises(BadFile, match="damaged"):
        read_warc(plain.replace(b"450 dead", b"045 dead"))


@given(st.binary(max_size=500) | st.binary(max_size=300).map(lambda data: b"WARC/1.1\r\n" + data))
@settings(max_examples=300, deadline=2000)
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(BadFile):
        read_warc(data)


@given(
    st.binary(max_size=300),
    st.lists(st.tuples(st.text(max_size=20), st.text(max_size=50)), max_size=5),
    st.text(min_size=1, max_size=60),
)
@settings(max_examples=200, deadline=2000)
def test_any_answer_is_kept(body: bytes, headers: list[tuple[str, str]], path: str) -> None:
    record = warc_response("https://a.example/" + path, 200, headers, body, datetime.now(UTC))
    checked(record)
    assert read_warc(record.data)[2] == body
