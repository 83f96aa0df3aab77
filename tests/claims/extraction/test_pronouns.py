"""Whom "she", "it", "they", "the official", "the group" and a bare surname mean."""

import pytest

from tests.claims.extraction.said import said


@pytest.mark.parametrize(
    ("text", "claim", "speakers"),
    [
        (
            "Maria Lopez met Peter Hall in Lima. She said 40 schools were shut.",
            "40 schools were shut",
            ["Maria Lopez"],
        ),
        (
            "Jane Doe, the minister, spoke after Adam Roe, a lawyer, said 12 men were held. She said 30 were held.",
            "12 men were held",
            ["Adam Roe"],
        ),
        (
            "Ana Ruiz said the dam was safe. The ministry said 40 homes were lost. She said 60 roads were cut.",
            "60 roads were cut",
            ["Ana Ruiz"],
        ),
        (
            "The ministry said 40 homes were lost. Ana Ruiz said the dam was safe. It added that 60 roads were cut.",
            "60 roads were cut",
            ["ministry"],
        ),
        (
            "Ana Ruiz said the dam was safe. Residents said 40 homes were lost. They said that 60 roads were cut.",
            "60 roads were cut",
            ["Residents"],
        ),
        (
            "A spokesperson for the health ministry denied that the ward was shut. “There were 40 beds,” he said.",
            "There were 40 beds",
            ["spokesperson for the health ministry"],
        ),
        (
            "A senior defence official said 40 tanks were lost. The official added that 60 guns were lost.",
            "60 guns were lost",
            ["senior defence official"],
        ),
        (
            "Oxfam published its report in May. The charity said 40 camps were full.",
            "40 camps were full",
            ["Oxfam"],
        ),
        (
            "Delmar Petroleum was sued on Monday. The company said it had spent $90 million on repairs.",
            "it had spent $90 million on repairs",
            ["Delmar Petroleum"],
        ),
        (
            "The National Institute for Floods has 12 staff. The institute said 300 wells were dry.",
            "300 wells were dry",
            ["National Institute for Floods"],
        ),
        (
            "The operator, Northline, runs 90 lines. It said that 40 drivers were ill.",
            "40 drivers were ill",
            ["Northline"],
        ),
        (
            "“It was loud,” said the union's secretary, Paul Okoro. Okoro said that 40 buses stood still.",
            "40 buses stood still",
            ["Paul Okoro"],
        ),
        (
            "President Marcela Ibarra flew to the area. Ibarra said the damage would cost $640 million.",
            "the damage would cost $640 million",
            ["President Marcela Ibarra"],
        ),
        (
            "The interior minister, Esteban Ponce, left. The minister said that 40 houses had burned.",
            "40 houses had burned",
            ["Esteban Ponce"],
        ),
        (
            "Moscow has published no list since May, when it acknowledged 5,937 deaths.",
            "it acknowledged 5,937 deaths",
            ["Moscow"],
        ),
        (
            "Aid workers doubt the toll. Two of them told reporters that 80 bodies were found.",
            "80 bodies were found",
            ["Aid workers"],
        ),
        (
            "The firm pays £3 a share, which it says is worth £1,900 a year to a driver.",
            "is worth £1,900 a year to a driver",
            ["firm"],
        ),
        (
            "Local MP Dan Orwell spoke. His claim that 40 beds were shut could not be verified.",
            "40 beds were shut",
            ["Local MP Dan Orwell"],
        ),
    ],
)
def test_the_last_speaker_that_the_words_can_mean(text: str, claim: str, speakers: list[str]) -> None:
    assert said(text)[claim] == speakers


def test_the_author_is_nobody_else() -> None:
    assert said("The mayor said 12 roads were shut. We say that 40 were shut.")["12 roads were shut"] == ["mayor"]
    assert ["mayor"] not in [v for k, v in said("The mayor left. I said 40 roads were shut.").items()]
