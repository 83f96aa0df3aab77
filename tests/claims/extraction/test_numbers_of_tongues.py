"""Numbers and dates as Persian, Arabic and European languages write them."""

from datetime import date
from decimal import Decimal

import pytest

from claims.extraction import Bound, FigureNature, extract
from claims.extraction.tongues.choose import tongue_of
from claims.extraction.tongues.days import Days
from claims.extraction.tongues.numerals import digits, numeral_at
from claims.extraction.tongues.words import folded, words_of


@pytest.mark.parametrize(
    ("language", "text", "value", "upper"),
    [
        ("fa", "۱۲۰", 120, None),
        ("fa", "۱٬۵۰۰", 1500, None),
        ("fa", "۱,۵۰۰", 1500, None),
        ("fa", "۱۲٫۵", "12.5", None),
        ("fa", "۲/۵ میلیون", 2_500_000, None),
        ("fa", "صد و بیست", 120, None),
        ("fa", "یک میلیون و دویست هزار و پنجاه", 1_200_050, None),
        ("fa", "سی و پنج هزار", 35_000, None),
        ("fa", "۲ هزار و ۵۰۰", 2500, None),
        ("fa", "۳۰ تا ۴۰", 30, 40),
        ("fa", "۲ تا ۳ هزار", 2000, 3000),
        ("fa", "1500", 1500, None),
        ("ar", "١٬٥٠٠", 1500, None),
        ("ar", "٤٨٫٥", "48.5", None),
        ("ar", "ألفا", 1000, None),
        ("ar", "ثلاثة آلاف", 3000, None),
        ("ar", "خمسة وعشرين ألفا وثلاثمئة", 25_300, None),
        ("ar", "مئة وعشرون", 120, None),
        ("ar", "مليونين ونصف", 2_000_000, None),
        ("ar", "3 آلاف و500", 3500, None),
        ("ar", "20-30", 20, 30),
        ("ar", "20 إلى 30", 20, 30),
        ("fr", "1 200", 1200, None),
        ("fr", "12,5", "12.5", None),
        ("fr", "2,5 millions", 2_500_000, None),
        ("de", "1.500", 1500, None),
        ("de", "3,2 Milliarden", 3_200_000_000, None),
        ("es", "2.000.000", 2_000_000, None),
        ("es", "treinta mil", 30_000, None),
        ("tr", "1.200", 1200, None),
        ("ru", "1,5 млн", 1_500_000, None),
    ],
)
def test_a_number_is_read(language: str, text: str, value: int | str, upper: int | None) -> None:
    tongue = tongue_of(text, language)
    assert tongue is not None
    found = numeral_at(words_of(text, 0, len(text)), 0, tongue)
    assert found is not None
    assert (found.value, found.upper) == (Decimal(value), None if upper is None else Decimal(upper))


@pytest.mark.parametrize("text", ["۱۲ و ۱۵ نفر", "12 و15 شخصا"])
def test_two_numbers_with_and_between_are_two(text: str) -> None:
    tongue = tongue_of(text, None)
    assert tongue is not None
    found = numeral_at(words_of(text, 0, len(text)), 0, tongue)
    assert found is not None
    assert found.value == 12


@pytest.mark.parametrize(
    ("language", "text"),
    [("ar", "ارتفع العدد من 20 إلى 30"), ("fr", "il est passé de 20 à 30"), ("ru", "выросло с 20 до 30")],
)
def test_a_change_is_no_range(language: str, text: str) -> None:
    tongue = tongue_of(text, language)
    assert tongue is not None
    tokens = words_of(text, 0, len(text))
    first = next(i for i, token in enumerate(tokens) if token.kind == "number")
    found = numeral_at(tokens, first, tongue)
    assert found is not None
    assert found.upper is None


def test_marks_between_digits_are_read_as_the_language_writes_them() -> None:
    assert digits("1.500", decimal_comma=True) == 1500
    assert digits("1.500", decimal_comma=False) == Decimal("1.500")
    assert digits("1,500.25", decimal_comma=False) == Decimal("1500.25")
    assert digits("1.500,25", decimal_comma=True) == Decimal("1500.25")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fa", "در ۲۴ آبان ۱۳۹۸", ["2019-11-15"]),
        ("fa", "روز ۲۵ شهریور", ["2022-09-16"]),
        ("fa", "۱۳۹۸/۰۸/۲۴", ["2019-11-15"]),
        ("fa", "در ۱۵ نوامبر ۲۰۱۹", ["2019-11-15"]),
        ("fa", "در آبان ۱۳۹۸", ["2019-11"]),
        ("fa", "در سال ۲۰۱۹", ["2019"]),
        ("fa", "روز سه‌شنبه", ["2022-10-18"]),
        ("fa", "روز سه شنبه", ["2022-10-18"]),
        ("fa", "روز چهارشنبه ۲۷ مهر", ["2022-10-19"]),
        ("fa", "دیروز", ["2022-10-18"]),
        ("fa", "۳۰ اسفند ۱۳۹۸", ["2020-03"]),
        ("ar", "في 15 نوفمبر 2019", ["2019-11-15"]),
        ("ar", "15 تشرين الثاني 2019", ["2019-11-15"]),
        ("ar", "15 تشرين الثاني/نوفمبر 2019", ["2019-11-15"]),
        ("ar", "15 نوفمبر (تشرين الثاني) 2019", ["2019-11-15"]),
        ("ar", "يوم الثلاثاء", ["2022-10-18"]),
        ("ar", "أمس الثلاثاء", ["2022-10-18"]),
        ("ar", "في نوفمبر 2019", ["2019-11"]),
        ("ar", "عام 2019", ["2019"]),
        ("fr", "le 15 novembre 2019", ["2019-11-15"]),
        ("de", "am 15. November 2019", ["2019-11-15"]),
        ("es", "el 15 de noviembre de 2019", ["2019-11-15"]),
        ("ru", "15 ноября 2019 года", ["2019-11-15"]),
        ("tr", "15 Kasım 2019", ["2019-11-15"]),
        ("fr", "15/11/2019", ["2019-11-15"]),
        ("de", "15.11.2019", ["2019-11-15"]),
    ],
)
def test_a_date_is_resolved(language: str, text: str, expected: list[str]) -> None:
    tongue = tongue_of(text, language)
    assert tongue is not None
    days = Days(text, tongue, date(2022, 10, 19))
    assert [m.as_of.value for m in days.mentions(words_of(text, 0, len(text)), 0, len(text))] == expected


def test_without_a_date_the_latest_in_the_text_counts() -> None:
    text = "در ۲۴ آبان ۱۳۹۸ اعتراض شد. روز جمعه ۱۲ نفر کشته شدند."
    assert [c.as_of.value for c in extract(text).candidates if c.as_of] == ["2019-11-15"]


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("دست‌کم ۱۲ نفر کشته شدند و گروهی زخمی", None, "fa"),
        ("قتل 12 شخصا في المدينة وأصيب آخرون", None, "ar"),
        ("مظاہرے میں ٹریفک پولیس کے ۱۲ افراد ہلاک ہوئے ہیں", None, "plain"),
        ("Погибли 12 человек", None, "ru"),
        ("At least 12 people were killed.", None, None),
        ("Au moins 12 personnes", "fr-CA", "fr"),
        ("Zginęło 12 osób", "pl", "plain"),
        ("12 people", "en-GB", None),
    ],
)
def test_the_tag_or_the_letters_say_the_language(text: str, language: str | None, code: str | None) -> None:
    found = tongue_of(text, language)
    assert (found.code if found else None) == code


def test_a_word_is_folded_for_comparison_only() -> None:
    assert folded("دست‌كم") == folded("دستکم")
    assert folded("أُصيبَ") == folded("اصیب")
    text = "گُفت كه دست‌كم ۵ نفر كشته شدند."
    (claim,) = extract(text, language="fa").candidates
    assert text[claim.start : claim.end] == claim.text == "دست‌كم ۵ نفر كشته شدند"
    assert claim.quantity is not None
    assert claim.quantity.unit == "deaths"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("ده‌ها نفر کشته شدند.", 20, "deaths"),
        ("صدها نفر بازداشت شدند.", 200, "arrests"),
        ("ده‌ها هزار نفر تظاهرات کردند.", 20_000, "people"),
        ("اعتقل مئات الأشخاص.", 200, "arrests"),
        ("نزح عشرات الآلاف من المدنيين.", 20_000, "displaced"),
        ("Des dizaines de milliers de personnes ont été évacuées.", 20_000, "displaced"),
        ("Dutzende Menschen wurden verletzt.", 24, "wounded"),
        ("Cientos de personas murieron.", 200, "deaths"),
    ],
)
def test_an_amount_that_is_only_vague_is_the_least_it_can_be(text: str, value: int, unit: str) -> None:
    tongue = tongue_of(text, None) or tongue_of(text, "fr" if "milliers" in text else "de" if "Dutz" in text else "es")
    assert tongue is not None
    (claim,) = extract(text, language=tongue.code).candidates
    assert claim.quantity is not None
    assert (claim.quantity.value, claim.quantity.bound, claim.quantity.unit) == (value, Bound.AT_LEAST, unit)


@pytest.mark.parametrize(
    ("text", "nature", "denominator"),
    [
        ("حدود ۸۵ درصد از کشته‌شدگان جوان بودند.", FigureNature.SHARE, "کشته‌شدگان جوان"),
        ("نرخ تورم به ۴۸ درصد رسید.", FigureNature.SHARE, ""),
        ("قال إن 60 بالمئة من الضحايا في المدينة.", FigureNature.SHARE, "الضحايا"),
        ("قیمت به ۵۰ هزار تومان رسید.", FigureNature.MONEY, ""),
        ("۱۲ نفر کشته شدند.", FigureNature.COUNT, ""),
    ],
)
def test_the_nature_of_a_figure_and_what_a_share_is_of(text: str, nature: FigureNature, denominator: str) -> None:
    (claim,) = extract(text).candidates
    assert claim.quantity is not None
    assert (claim.quantity.nature, claim.quantity.denominator) == (nature, denominator)
