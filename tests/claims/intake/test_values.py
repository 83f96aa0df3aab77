"""Cells as values: what is read, and what is refused because it could mean something else."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.candidate import Bound, Stance
from claims.intake.amounts import Amount, amount, bound, number
from claims.intake.days import full_day, partial_day
from claims.intake.values import (
    address,
    chain,
    claim_text,
    external_id,
    host_of,
    language,
    one,
    priority,
    reach,
    stance,
    tags,
)

SENTENCE = r"\.$"
READERS: list[Callable[[str], Any]] = [
    number, amount, bound, partial_day, full_day, address, chain, external_id, language, one, priority, reach, stance,
    tags,
]  # fmt: skip


def refusal(read: Callable[[str], Any], cell: str) -> str:
    """Why a cell is refused; "" when it is not."""
    try:
        read(cell)
    except ValueError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1500", "1500"), ("1,500", "1500"), ("1.500,5", "1500.5"), ("1,500.5", "1500.5"), ("1 500", "1500"),
        ("1\N{NO-BREAK SPACE}500", "1500"), ("1\N{NARROW NO-BREAK SPACE}500", "1500"), ("1'500", "1500"),
        ("1’500", "1500"), ("۱٬۵۰۰", "1500"), ("١٥٠٠٫٥", "1500.5"), ("１５００", "1500"), ("1.500.000", "1500000"),
        ("12,34,567", "1234567"), ("1,5", "1.5"), ("0,125", "0.125"), ("0.125", "0.125"), ("-3", "-3"), ("−3", "-3"),
        ("1e3", "1000"), ("0e999", "0"), ("1.5000000", "1.5"), ("1.50", "1.5"), (" 7 ", "7"), ("1.2345", "1.2345"),
        ("123456789012345678901234.123456", "123456789012345678901234.123456"), ("-0", "0"), ("007", "7"),
    ],
)  # fmt: skip
def test_numbers(cell: str, value: str) -> None:
    assert number(cell) == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1.500", "may be 1500 or 1.500. Write 1500 or 1.5000."),
        ("NaN", "is no number"), ("inf", "is no number"), ("", "is no number"), ("²", "is no number"),
        ("1,500,5", "is no number"), ("1,50,00", "is no number"), ("=1+1", "is no number"), ("0x10", "is no number"),
        ("1e999", "too many digits"), ("1" + "0" * 24, "too many digits"), ("9" * 5000, "too many digits"),
        ("1e-999999999", "finer than is kept"), ("0.1234567", "at most 6 digits behind the point"),
    ],
)  # fmt: skip
def test_numbers_refused(cell: str, words: str) -> None:
    with pytest.raises(ValueError, match=SENTENCE) as refused:
        number(cell)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("over 1,500", Amount(Decimal(1500), Bound.MORE_THAN)),
        ("At least 400", Amount(Decimal(400), Bound.AT_LEAST)),
        ("at least 400 deaths", Amount(Decimal(400), Bound.AT_LEAST, None, "deaths")),
        ("≥400", Amount(Decimal(400), Bound.AT_LEAST)),
        ("> 400", Amount(Decimal(400), Bound.MORE_THAN)),
        ("400+", Amount(Decimal(400), Bound.AT_LEAST)),
        ("400 or more dead", Amount(Decimal(400), Bound.AT_LEAST, None, "dead")),
        ("~400", Amount(Decimal(400), Bound.APPROX)),
        ("up to 400", Amount(Decimal(400), Bound.AT_MOST)),
        ("fewer than 400", Amount(Decimal(400), Bound.LESS_THAN)),
        ("200-300", Amount(Decimal(200), Bound.BETWEEN, Decimal(300))),
        ("200 – 300 people", Amount(Decimal(200), Bound.BETWEEN, Decimal(300), "people")),
        ("between 200 and 300", Amount(Decimal(200), Bound.BETWEEN, Decimal(300))),
        ("2-3 million", Amount(Decimal(2_000_000), Bound.BETWEEN, Decimal(3_000_000))),
        ("1.5 million", Amount(Decimal(1_500_000))),
        ("45%", Amount(Decimal(45), unit="percent")),
        ("$1.5 billion", Amount(Decimal(1_500_000_000), unit="dollars")),
        ("حدود ۱۵۰۰", Amount(Decimal(1500), Bound.APPROX)),
        ("بیش از ۱۵۰۰ نفر", Amount(Decimal(1500), Bound.MORE_THAN, None, "نفر")),
        ("5 per 100,000", Amount(Decimal(5), unit="per 100,000")),
        ("at least -5", Amount(Decimal(-5), Bound.AT_LEAST)),
        ("1500", Amount(Decimal(1500))),
    ],
)
def test_amounts(cell: str, expected: Amount) -> None:
    assert amount(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "many", "between 200", "300-200", "200-200", "about 200-300", "12-15-2019", "foo 3", "x" * 300, "over 1.500",
        "400 dead and 300 hurt", "1" * 199, "", "over", "2019-12-15",
    ],
)  # fmt: skip
def test_amounts_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=SENTENCE):
        amount(cell)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (">=", Bound.AT_LEAST), ("At Least", Bound.AT_LEAST), ("at_least", Bound.AT_LEAST), ("OVER", Bound.MORE_THAN),
        ("~", Bound.APPROX), ("about", Bound.APPROX), ("<", Bound.LESS_THAN), ("between", Bound.BETWEEN),
        ("exact", Bound.EXACT), ("حداقل", Bound.AT_LEAST), ("plus de", Bound.MORE_THAN),
        *((str(each), each) for each in Bound),
    ],
)  # fmt: skip
def test_bounds(cell: str, expected: Bound) -> None:
    assert bound(cell) is expected


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2019", "2019"), ("2019-12", "2019-12"), ("2019-12-15", "2019-12-15"), ("2024-02-29", "2024-02-29"),
        ("15 Dec 2019", "2019-12-15"), ("December 15, 2019", "2019-12-15"), ("Dec. 15 2019", "2019-12-15"),
        ("15th of December 2019", "2019-12-15"), ("15. Dezember 2019", "2019-12-15"), ("Dec 2019", "2019-12"),
        ("15 de diciembre de 2019", "2019-12-15"), ("1er janvier 2020", "2020-01-01"), ("15.12.2019", "2019-12-15"),
        ("03.04.2019", "2019-04-03"), ("2019/12/15", "2019-12-15"), ("2019-1-5", "2019-01-05"),
        ("20191215", "2019-12-15"),
        ("13/04/2019", "2019-04-13"), ("04/13/2019", "2019-04-13"), ("03/03/2019", "2019-03-03"),
        ("12/2019", "2019-12"),
        ("2019-12-15T10:00:00Z", "2019-12-15"), ("2019-12-15T23:30:00.123+03:30", "2019-12-15"),
        ("2019-12-15 10:00", "2019-12-15"), ("Sun, 15 Dec 2019 10:00:00 +0000", "2019-12-15"),
        ("May 5, 2020 3:04 pm", "2020-05-05"), ("۲۰۱۹-۱۲-۱۵", "2019-12-15"), ("١٥ ديسمبر ٢٠١٩", "2019-12-15"),
        ("15 تشرين الثاني 2019", "2019-11-15"), ("\u200e2019-12-15\u200f", "2019-12-15"),
        ("Thursday, 1 May 2025", "2025-05-01"),
    ],
)  # fmt: skip
def test_days(cell: str, day: str) -> None:
    assert partial_day(cell) == day


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("03/04/2019", "may mean two days"), ("3-4-2019", "may mean two days"), ("15/12/19", "a year of two digits"),
        ("2019-02-30", "no calendar has"), ("2019-13", "no calendar has"), ("2019-00-01", "no calendar has"),
        ("31.04.2019", "no calendar has"), ("0000", "no calendar has"), ("1398-09-24", "another calendar"),
        ("۱۳۹۸/۰۹/۲۴", "another calendar"), ("1441", "another calendar"), ("43814", "is no date"),
        ("yesterday", "is no date"), ("", "is no date"), ("Foo 2019", "is no date"), ("x" * 10_000, "is no date"),
        ("2019-12-15-16", "is no date"), ("12/31", "is no date"),
    ],
)  # fmt: skip
def test_days_refused(cell: str, words: str) -> None:
    with pytest.raises(ValueError, match=SENTENCE) as refused:
        partial_day(cell)
    assert words in str(refused.value)


def test_a_due_date_is_a_whole_day() -> None:
    assert full_day("15 Dec 2019") == date(2019, 12, 15)
    with pytest.raises(ValueError, match="names no day"):
        full_day("2019-12")


def test_priorities_and_stances() -> None:
    assert [priority(cell) for cell in ("1", "high", "URGENT", "2", "Medium", "3", "low", "۱", "1.0")] == [
        1, 1, 1, 2, 2, 3, 3, 1, 1,
    ]  # fmt: skip
    assert [stance(str(each)) for each in Stance] == list(Stance)
    assert stance("Denied") is Stance.DENIES
    for read in (priority, stance):
        with pytest.raises(ValueError, match="Use "):
            read("4")


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("0", 0), ("1200000", 1_200_000), ("1,200,000", 1_200_000), ("1.200.000", 1_200_000), ("1 200 000", 1_200_000),
        ("1.200", 1200), ("1.2 million", 1_200_000), ("1.2M", 1_200_000), ("12k", 12_000), ("3 mn", 3_000_000),
        ("over 1,500 people", 1500), ("800 views", 800), ("۱۲۰۰", 1200), ("1e6", 10**6), (str(10**15), 10**15),
    ],
)  # fmt: skip
def test_how_many_people_saw_it(cell: str, people: int) -> None:
    assert reach(cell) == people


@pytest.mark.parametrize("cell", ["-1", "1.5", "many", "200-300", str(10**15 + 1), "12.5%", "5 m deep in 2 lakes"])
def test_what_counts_no_people_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=SENTENCE):
        reach(cell)


def test_chains_and_tags() -> None:
    assert chain("Reuters > an Iranian official") == ("Reuters", "an Iranian official")
    assert chain("A → B -> C") == ("A", "B", "C")
    assert chain(["A", " B "]) == ("A", "B")
    assert chain("  ") == ()
    assert chain("A & B, Inc.") == ("A & B, Inc.",)
    assert tags("a; b,c | a\n d،e") == ("a", "b", "c", "d", "e")
    assert tags(["x, y", "z"]) == ("x, y", "z")
    for wrong in ("A > > B", "> A", " > ".join("abcdefghijklm"), "x" * 301):
        with pytest.raises(ValueError, match=SENTENCE):
            chain(wrong)
    for many in (",".join(map(str, range(31))), "x" * 61):
        with pytest.raises(ValueError, match=SENTENCE):
            tags(many)


def test_languages() -> None:
    cells = ["en", "EN", "fa-IR", "FA_ir", "zh-hant", "English", "فارسی", "Farsi", "español", "eng", "ckb"]
    assert [language(cell) for cell in cells] == [
        "en", "en", "fa-IR", "fa-IR", "zh-Hant", "en", "fa", "fa", "es", "en", "ckb",
    ]  # fmt: skip
    for wrong in ("e", "Klingon of sorts", "en-GB-oxendict-x", "en fa", "12"):
        with pytest.raises(ValueError, match="is no language"):
            language(wrong)


@pytest.mark.parametrize(
    "url",
    [
        "https://x.org", "HTTP://X.ORG/a?b=c#d", "https://x.org:8080/", "https://پارسی.example/آ", "http://localhost/",
        "https://u:p@x.org/", "http://[2001:db8::1]/", "http://192.0.2.1/a", "https://x.org/" + "a" * 1980,
    ],
)  # fmt: skip
def test_addresses(url: str) -> None:
    assert address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "x.org", "ftp://x.org", "javascript:alert(1)", "http://", "https://x.org/a b", "https://x.org/\x01", "https://a..b",
        "https://-a.org", "https:///x", "//x.org", "https://x.org/" + "a" * 2000, "https://" + "a." * 130 + "org",
        "https://x.org\n", "https://x.org:123456/", "data:text/html,x", "https://" + "a" * 64 + ".org",
    ],
)  # fmt: skip
def test_addresses_refused(url: str) -> None:
    with pytest.raises(ValueError, match=SENTENCE):
        address(url)


def test_hosts() -> None:
    assert host_of("https://User@WWW.X.org:80/a@b") == "www.x.org"
    assert host_of("http://[::1]:80/") == "[::1]"
    assert host_of("nothing") == ""


def test_lengths() -> None:
    assert claim_text("x" * 20_000)
    with pytest.raises(ValueError, match="20,001 characters; a claim has at most 20,000"):
        claim_text("x" * 20_001)
    with pytest.raises(ValueError, match="201 characters"):
        external_id("x" * 201)
    with pytest.raises(ValueError, match="2 values were sent"):
        one(["a", "b"])


@given(st.text(max_size=60) | st.text(alphabet="0123456789.,-+ eE'/<>~%٬٫۱۲–", max_size=30))
def test_any_text_is_a_value_or_a_short_refusal(cell: str) -> None:
    for read in READERS:
        if reason := refusal(read, cell):
            assert reason.endswith(".")
            assert len(reason) < 250
    if not refusal(number, cell):
        assert abs(number(cell)) < 10**24
        assert number(cell) == round(number(cell), 6)


@given(st.decimals(min_value=-(10**23), max_value=10**23, places=6, allow_nan=False))
def test_numbers_as_machines_write_them_are_read_exactly(value: Decimal) -> None:
    assert number(format(value, "f")) == value
    assert number(format(value, ",f")) == value


@given(st.dates(min_value=date(1500, 1, 1)))
def test_days_as_machines_write_them_are_read_exactly(day: date) -> None:
    for spelt in (day.isoformat(), day.strftime("%d.%m.%Y"), f"{day:%Y/%m/%d}", f"{day:%d %B %Y}", f"{day:%B %d, %Y}"):
        assert full_day(spelt) == day


@pytest.mark.parametrize("cell", ["1" * 10**6, "1," * 10**5, " " * 10**6 + "x", "a> " * 10**5, "\u0301" * 10**5])
def test_a_cell_of_a_million_characters_takes_no_time(cell: str) -> None:
    assert all(len(refusal(read, cell)) < 250 for read in READERS)
