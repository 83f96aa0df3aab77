"""Gzip and zip: what is in them comes out, and what would fill the machine does not."""

import gzip
import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake import zip_members
from claims.intake.counted import RATIO_FROM
from claims.intake.rows import BadFile
from claims.intake.unpack import packing, unpack
from tests.claims.intake.tables import SAMPLES, OneWay, most_memory


def zipped(files: dict[str, bytes], **options: int) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", options.get("method", zipfile.ZIP_DEFLATED)) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    packed.seek(0)
    return packed


def read(stream: io.IOBase, **limits: int) -> dict[str, bytes]:
    return {name: content.read() for name, content in unpack(stream, "claims.csv.gz", **limits)}  # type: ignore[arg-type]


def test_packing_is_told_by_the_beginning():
    assert packing(gzip.compress(b"x")) == "gzip"
    assert packing(zipped({"a.csv": b"x"}).read()) == "zip"
    assert packing(zipped({}).read()) == "zip"
    assert packing((SAMPLES / "claims.xlsx").read_bytes()) == ""
    assert packing(b"a,b\n") == ""


def test_what_was_packed_comes_out():
    files = {"a.csv": b"a,b\n", "folder/b.csv": b"c" * 100_000}
    clutter = {"__MACOSX/._a.csv": b"m", ".DS_Store": b"d", "folder/.hidden": b"h", "empty/": b""}
    assert read(zipped(files | clutter)) == files
    assert read(OneWay(zipped(files).read())) == files
    assert read(io.BytesIO(gzip.compress(b"a,b\n"))) == {"claims.csv": b"a,b\n"}


def test_gzip_of_several_members_and_zeros_is_one_file():
    packed = gzip.compress(b"one\n") + gzip.compress(b"") + gzip.compress(b"two\n" * 50_000) + b"\0" * 600
    assert read(io.BytesIO(packed)) == {"claims.csv": b"one\n" + b"two\n" * 50_000}
    assert read(OneWay(packed, 3)) == {"claims.csv": b"one\n" + b"two\n" * 50_000}


def test_what_comes_out_can_be_read_again_from_its_beginning():
    for packed in (io.BytesIO(gzip.compress(b"x" * 300_000)), zipped({"a": b"x" * 300_000})):
        for _, content in unpack(packed, "a"):
            assert len(content.read(200_000)) == 200_000
            content.seek(0)
            assert content.tell() == 0
            assert len(content.read()) == 300_000
            assert content.read() == b""


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[:-4],
        lambda data: data + b"garbage",
        lambda data: data[:40] + b"\xff\xff\xff\xff" + data[44:],
        lambda data: data[:-8] + bytes(8),
    ],
)
def test_a_damaged_gzip_is_refused(damage):
    packed = gzip.compress(bytes(range(256)) * 50)
    with pytest.raises(BadFile, match="damaged or breaks off"):
        read(io.BytesIO(damage(packed)))


def test_a_damaged_zip_is_refused():
    packed = zipped({"a.csv": b"text,who\n" * 500}).read()
    for data in (packed[:-10], packed[:60], packed[:45] + b"\xff\xff\xff" + packed[48:]):
        with pytest.raises(BadFile, match="damaged or breaks off"):
            read(io.BytesIO(data))


def test_bombs_do_not_unfold():
    bomb = gzip.compress(bytes(100 * 1024**2))
    used = most_memory(lambda: refused(read_slowly, io.BytesIO(bomb), "as only bombs do"))
    assert used < 5
    packed = zipped({f"{number}.csv": bytes(30 * 1024**2) for number in range(2)})
    with pytest.raises(BadFile, match="grow more than 200 times"):
        read(packed)
    with pytest.raises(BadFile, match="1 MiB can be taken"):
        read(zipped({"a": b"ab" * 2_000_000}), limit=1024**2)
    with pytest.raises(BadFile, match="larger than 1 MiB"):
        read(io.BytesIO(gzip.compress(b"ab" * 2_000_000)), limit=1024**2)


def refused(work: Callable[[io.BytesIO], object], stream: io.BytesIO, part: str) -> None:
    with pytest.raises(BadFile, match=part):
        work(stream)


def read_slowly(stream: io.BytesIO) -> int:
    (_, content), *_ = unpack(stream, "bomb.gz")
    got = 0
    while data := content.read(65_536):
        got += len(data)
        assert got <= RATIO_FROM + 200 * len(stream.getbuffer())
    return got


def test_a_directory_that_lies_about_sizes_gives_no_more_than_it_says():
    packed = bytearray(zipped({"a.csv": bytes(40 * 1024**2)}).read())
    at = packed.rfind(b"PK\x01\x02")
    struct.pack_into("<L", packed, at + 24, 1_000)
    with pytest.raises(BadFile):
        read(io.BytesIO(bytes(packed)))


def test_members_that_share_their_bytes_are_a_bomb():
    one = zipped({"a.csv": bytes(5 * 1024**2)}).read()
    at, end = one.rfind(b"PK\x01\x02"), one.rfind(b"PK\x05\x06")
    entry = one[at:end]
    entries = b"".join(entry.replace(b"a.csv", b"%05d" % number) for number in range(100))
    tail = bytearray(one[end:])
    struct.pack_into("<HHL", tail, 8, 100, 100, len(entries))
    with pytest.raises(BadFile, match="grow more than 200 times"):
        read(io.BytesIO(one[:at] + entries + bytes(tail)))


def test_a_directory_of_millions_is_refused_before_it_is_read():
    packed = zipped({"a": b"", "b": b""}).read()
    at, end = packed.find(b"PK\x01\x02"), packed.rfind(b"PK\x05\x06")
    entries = packed[at:end] * 20_000
    tail = bytearray(packed[end:])
    struct.pack_into("<L", tail, 12, len(entries))
    stream = io.BytesIO(packed[:at] + entries + bytes(tail))
    used = most_memory(lambda: refused(read, stream, "too many files"))
    assert used < 3


@pytest.mark.parametrize(
    ("names", "part"),
    [
        ([f"{number}.csv" for number in range(zip_members.MEMBER_LIMIT + 1)], "1,001 files"),
        (["../evil.csv"], "leads out of it"),
        (["/etc/passwd"], "leads out of it"),
        (["C:\\evil.csv"], "leads out of it"),
        (["a\\..\\..\\evil.csv"], "leads out of it"),
        ([".hidden"], "holds no files"),
        ([], "holds no files"),
    ],
)
def test_archives_that_are_not_taken(names: list[str], part: str):
    with pytest.raises(BadFile, match=part):
        read(zipped(dict.fromkeys(names, b"x")))


def test_links_passwords_doubles_and_odd_methods_are_not_taken():
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(BadFile, match="is a link"):
        read(packed)
    locked = bytearray(zipped({"a.csv": b"x"}).read())
    locked[6] |= 1
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadFile, match="password"):
        read(io.BytesIO(bytes(locked)))
    twice = zipped({"a1.csv": b"1", "a2.csv": b"2"}).read().replace(b"a2.csv", b"a1.csv")
    with pytest.raises(BadFile, match="twice"):
        read(io.BytesIO(twice))
    with pytest.raises(BadFile, match="not read"):
        read(zipped({"a": b"x"}, method=zipfile.ZIP_LZMA))


@pytest.mark.parametrize(
    "inner",
    [gzip.compress(b"a"), zipped({"a": b"x"}).read(), b"BZh91AY", bytes(257) + b"ustar\0"],
    ids=["gzip", "zip", "bzip2", "tar"],
)
def test_packing_inside_packing_is_not_taken(inner: bytes):
    for packed in (zipped({"a.csv": inner}), io.BytesIO(gzip.compress(inner))):
        with pytest.raises(BadFile, match="packed inside another"):
            read(packed)


def test_a_workbook_in_a_zip_is_taken():
    book = (SAMPLES / "claims.xlsx").read_bytes()
    assert read(zipped({"claims.xlsx": book})) == {"claims.xlsx": book}


@settings(deadline=None, max_examples=150)
@given(head=st.sampled_from([b"\x1f\x8b\x08", b"PK\x03\x04", b"PK\x05\x06", b""]), rest=st.binary(max_size=200))
def test_any_bytes_are_unpacked_or_refused(head: bytes, rest: bytes):
    refused_or_read(head + rest)


@settings(deadline=None, max_examples=150)
@given(place=st.integers(0, 10_000), byte=st.integers(0, 255), is_gzip=st.booleans())
def test_any_changed_byte_is_unpacked_or_refused(place: int, byte: int, is_gzip: bool):
    data = b"text,who\nOver 1,500 died,Reuters\n" * 20
    packed = bytearray(gzip.compress(data) if is_gzip else zipped({"a.csv": data, "b.csv": b"b"}).read())
    packed[place % len(packed)] = byte
    refused_or_read(bytes(packed))


def refused_or_read(data: bytes) -> None:
    try:
        read(io.BytesIO(data))
    except BadFile as error:
        reason = error.reason
    else:
        reason = "Read."
    assert reason.endswith(".")
