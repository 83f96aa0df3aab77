"""As of when the claims of a sentence are, each by itself; the texts are of Wednesday 15 May 2024."""

import pytest

from claims.extraction import extract
from tests.claims.extraction.reading import DAY, rows

# The words, and for each claim its value and its date.
TABLE = """
Police said on Tuesday that 12 people died. => 12 2024-05-14
The agency said on Wednesday that 27 people had died and 1,846 cases had been recorded since 9 April.
    => 27 2024-05-15; 1846 2024-05-15
On Monday, 12 people died and 30 were hurt. => 12 2024-05-13; 30 2024-05-13
12 people died and 30 were injured on Monday. => 12 2024-05-13; 30 2024-05-13
Exports rose 4% in March, while imports fell 2% in April. => 4 2024-03; 2 2024-04
The firm cut 300 jobs last year and 40 this month. => 300 2023; 40 2024-05
It recorded 1,120 departures on Monday, down from 4,300 on a normal weekday. => 1120 2024-05-13; 4300 none
Complaints rose to 1,200 in 2023 from 800 in 2022. => 1200 2023
The mayor, who visited the town on Monday, said 12 people had died. => 12 none
The ministry reported 112 new cases in the past 24 hours. => 112 none
"We lost 40 men on Sunday," the colonel said on Tuesday. => 40 2024-05-12
The army said 40 rockets were fired on Sunday, and the governor said on Tuesday that 12 people had died.
    => 40 2024-05-12; 12 2024-05-14
Unemployment was 5% in 2023, the lowest since 1974. => 5 2023
By Friday morning the toll had risen to 36. => 36 2024-05-10
The report, published on Monday, says 3,000 people fled. => 3000 none
The UN said 3,000 people fled in April, and 4,000 in May. => 3000 2024-04; 4000 2024-05
The number of patients rose from 11 in 2022 to 64 last year. => 64 2023
Some 40 percent of homes lack water, according to a survey carried out in March. => 40 2024-03
Sunday's quake killed 46 people. => 46 none
An official confirmed on Tuesday that 2,000 people had died. The official said 40 soldiers were among them.
    => 2000 2024-05-14; 40 2024-05-14
The ministry said on Tuesday that 40 people had died. The union said 12 miners were among them.
    => 40 2024-05-14; 12 none
The ministry said 40 people had died on Tuesday. The ministry said 12 homes were lost. => 40 2024-05-14; 12 none
Some 1,300 people have been held since the protests began in September 2022. => 1300 none
The bank will cut 300 jobs by 2026. => 300 2026
Two years ago the figure was 12,000 people. => 12000 2022
Inflation fell to 4% in April, having reached 9% a year earlier. => 4 2024-04; 9 2023
Sales will rise 3% in June, the bank expects. => 3 2024-06
Rescuers said on 3 May that 12 people had died. The following day they put the toll at 30.
    => 12 2024-05-03; 30 2024-05-04
"""


@pytest.mark.parametrize(("words", "expected"), rows(TABLE))
def test_each_claim_has_its_own_date(words: str, expected: list[str]) -> None:
    found = extract(words, document_date=DAY, language="en").candidates
    dated = [
        (each.quantity.value if each.quantity else "-", each.as_of.value if each.as_of else "none") for each in found
    ]
    assert [f"{value} {day}" for value, day in dated] == expected


def test_the_date_of_a_quotation_is_that_of_its_speech() -> None:
    text = "On Monday the mayor said: “The town has lost 40 houses. Nobody was told.”"
    assert [each.as_of and each.as_of.value for each in extract(text, document_date=DAY).candidates] == [
        "2024-05-13"
    ] * 2
