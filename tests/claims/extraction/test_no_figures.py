"""Numbers that name something: years, times, ages, addresses, scores, references."""

import pytest

from tests.claims.extraction.reading import figures

NAMES = """
The vote was 52-48.
He called 911 at 10:30 p.m.
Flight 752 was shot down on January 8.
Call 020 7946 0958 for details.
The 1990s were hard.
She lives at 10 Downing Street.
The under-18s team won 3-1.
The law was passed in 1998 and amended in 2004.
Room 101, Building 7.
Children aged 5 to 11 can get it.
People aged between 18 and 24 were most affected.
No deaths were reported.
The shelling killed a woman and her two children.
The number of the house is 12.
See pages 12 to 15.
He wore the number 10 shirt.
Boeing 737 Max jets were grounded.
The F-16 crashed.
Type 2 diabetes is common.
The phase 3 trial ended.
Psalm 23 was read.
It left platform 9 at 14:05.
They drew 2-2.
Lesson 4: listen.
World War 2 ended in 1945.
The meeting is at 3pm in Room 4.
He lives at 221 Baker Street.
Section 230 of the act
The bus 42 route
under Resolution 2231
She is 38 years old.
The 38-year-old was held.
a four-year-old girl
Dial +44 20 7946 0958
Article 19, paragraph 3
the G20 summit
Apollo 11
chapter 11 bankruptcy
Call 555-0134.
one of them said so
the two governments agreed
both its two sons
"""


@pytest.mark.parametrize("words", [line for line in NAMES.splitlines() if line])
def test_a_number_that_names_something_is_no_figure(words: str) -> None:
    assert figures(words) == []
