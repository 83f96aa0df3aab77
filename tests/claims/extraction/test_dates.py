"""Dates as they are written, and what each does in its sentence; the texts are of Wednesday 15 May 2024."""

from datetime import date

import pytest

from claims.extraction.date_roles import Role
from claims.extraction.dates import Calendar
from claims.extraction.document_date import document_date_of
from tests.claims.extraction.reading import DAY, rows

# A date with nothing behind it is when something was so; else its role follows.
TABLE = """
On Tuesday, 11 June 2024, it rained. => 2024-06-11
LEEDS, Tuesday 11 June 2024. => 2024-06-11
It rained on 11th June, 2024. => 2024-06-11
It rained on June 11th. => 2024-06-11
on the night of 3 March => 2024-03-03
between 1 and 24 October => 2023-10-24
from 3 to 5 May => 2024-05-05
3-5 May 2023 => 2023-05-05
May 3-5, 2023 => 2023-05-05
in November and December 2023 => 2023-12
between March and May 2023 => 2023-05
from January to March => 2024-03
between 2021 and 2023 => 2023
in 2019-20 => 2020
in the first quarter of 2024 => 2024-03
in Q3 2023 => 2023-09
in the second half of 2023 => 2023
the summer of 2022 => 2022
by the end of May => 2024-05
at the end of last year => 2023
in early December => 2023-12
in mid-2023 => 2023
in late 2022 => 2022
by 2050 => 2050
since March => 2024-03 since
since 2019 => 2019 since
since the ceasefire collapsed on 2 March => 2024-03-02 since
last month => 2024-04
last year => 2023
last week => 2024-05
earlier this week => 2024-05
this year => 2024
next month => 2024-06
last March => 2024-03
last Friday => 2024-05-10
on Friday => 2024-05-10
on Wednesday => 2024-05-15
next Monday => 2024-05-20
Monday night => 2024-05-13
will meet on Friday => 2024-05-17
a week ago => 2024-05-08
ten days ago => 2024-05-05
three months ago => 2024-02
two years ago => 2022
the unemployment rate was lower than a year ago => 2023 against
12% more than in April 2023 => 2023-04 against
up 4% from a year earlier => -
rose from 11 in 2022 to 64 last year => 2022 against; 2023
Sunday's earthquake => 2024-05-12 aside
the 7 October attacks => 2023-10-07 aside
founded in 2009 => 2009 aside
yesterday => 2024-05-14
last night => 2024-05-14
this morning => 2024-05-15
tomorrow => 2024-05-16
overnight => 2024-05-15
On 3 May 2024. Two days later. => 2024-05-03; 2024-05-05
On 3 May. The following day. => 2024-05-03; 2024-05-04
On 3 May. The next morning. => 2024-05-03; 2024-05-04
On 3 May. A week later. => 2024-05-03; 2024-05-10
On 3 May. Three weeks earlier. => 2024-05-03; 2024-04-12
The summer of 2022 was hot. In that single season it burned. Two years later it rained. => 2022; 2022; 2024
On 3 May. That day it rained. => 2024-05-03; 2024-05-03
In 2020. That year it rained. => 2020; 2020
Statement of 12.03.2024 => 2024-03-12
on 25/12/2023 => 2023-12-25
on 03/04/2024 => -
before the vote on 3 June => 2024-06-03 aside
who flew there on Monday => 2024-05-13 within
He may march in protest => -
in March this year => 2024-03
in March last year => 2023-03
Nov17, 2023 => 2023-11-17
2024-03-03 => 2024-03-03
a law of 1998 => 1998
Room 2019 => -
in 1.5 => -
in February 30 => -
from 2019 => 2019
on March 2, 2023, officials said => 2023-03-02
in March of 2021 => 2021-03
in March, 2021 it rained => 2021-03
"""


@pytest.mark.parametrize(("words", "expected"), rows(TABLE))
def test_a_date_is_resolved_and_its_role_told(words: str, expected: list[str]) -> None:
    found = Calendar(words, DAY).mentions(words, 0, len(words))
    said = [(each.as_of.value, "" if each.role is Role.AT else f" {each.role.value}") for each in found]
    assert [value + role for value, role in said] == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("LEEDS, Tuesday 11 June 2024. In 1998, on 3 May 2025, it ends.", date(2024, 6, 11)),
        ("MOPANDA, 4 September 2025\n\nOn 9 August 2026 it ends.", date(2025, 9, 4)),
        ("Last updated 27 October 2025, 18:40 GMT\n\nIt ends on 1 May 2026.", date(2025, 10, 27)),
        (
            "A heading\n\nIt began on 3 May 2021 and ended on 9 May 2021, as many people had said it would.",
            date(2021, 5, 9),
        ),
        ("2024-03-03 A heading", date(2024, 3, 3)),
        ("On Tuesday it rained.", None),
    ],
)
def test_a_text_says_of_what_day_it_is(text: str, day: date | None) -> None:
    assert document_date_of(text) == day


@pytest.mark.parametrize("words", ["on Tuesday", "last month", "on 3 May", "yesterday", "two years ago", "that year"])
def test_nothing_is_made_up_where_no_day_is_known(words: str) -> None:
    assert Calendar(words, None).mentions(words, 0, len(words)) == []
