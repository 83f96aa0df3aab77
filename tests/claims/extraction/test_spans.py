"""Where a claim begins and ends: without the words that attribute it, one for each figure."""

import pytest

from tests.claims.extraction.said import found, said


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Crews dug through the ruins for a second night as the number of dead rose to 214, the agency said.",
            ["the number of dead rose to 214"],
        ),
        ("Food cost 5% more than in April, the agency said, and beef was up 14%.",
         ["Food cost 5% more than in April", "beef was up 14%"]),
        ("The rate stands at 1.5 percent, the ministry said, against a limit of 1 percent.",
         ["The rate stands at 1.5 percent", "a limit of 1 percent"]),
        ("The ministry reported 112 cases in Lima, of which 41 were children.",
         ["112 cases in Lima", "41 were children"]),
        ("A spokeswoman confirmed that 40 homes had burned, but would not say when it began.", ["40 homes had burned"]),
        ("“These 40 figures are fiction,” the spokesman told reporters in Moscow when asked about the estimate.",
         ["These 40 figures are fiction"]),
        ("Meque said 63 schools and 9 clinics had been destroyed.",
         ["63 schools and 9 clinics had been destroyed", "9 clinics had been destroyed"]),
        ("Inspectors visited in April, according to the Tribune, and found 23 faults.",
         ["Inspectors visited in April", "found 23 faults"]),
        ("It has emerged that 40 directors resigned in May.", ["40 directors resigned in May"]),
        ("The ministry dismissed media reports that 40 boxes were burned.", ["40 boxes were burned"]),
        ("The army rejected that number of 40 dead.", ["The army rejected that number of 40 dead"]),
        ("Fewer than 80% of children in Bosnia, Montenegro and Romania were vaccinated, the agencies said.",
         ["Fewer than 80% of children in Bosnia, Montenegro and Romania were vaccinated"]),
        ("The group said it had verified the names of 27 people killed in the province.",
         ["it had verified the names of 27 people killed in the province"]),
        ("The ministry on Wednesday denied a media report which said the toll was higher than the official figure.",
         ["the toll was higher than the official figure"]),
        ("QUITO, March 18 — A quake killed 12 people on Sunday.", ["A quake killed 12 people on Sunday"]),
        ("LEEDS, Tuesday 11 June 2024. Bus drivers lost 40 routes.", ["Bus drivers lost 40 routes"]),
    ],
)  # fmt: skip
def test_a_claim_has_the_words_of_its_statement(text: str, claims: list[str]) -> None:
    assert list(said(text)) == claims


def test_a_range_inside_a_noun_is_no_claim_of_its_own() -> None:
    assert list(said("People who drink two to three cups a day are 30% less likely to fall ill, the study found.")) == [
        "People who drink two to three cups a day are 30% less likely to fall ill"
    ]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The minister denied that the ward was shut.", "denies"),
        ("The minister denies media reports that the ward was shut.", "denies"),
        ("The minister dismissed the count of 40 dead as false.", "denies"),
        ("Aid workers cast doubt on the toll of 40.", "doubts"),
        ("The minister expressed doubts about the toll of 40.", "doubts"),
        ("The analyst doubts that the loss will continue.", "doubts"),
        ("The minister acknowledged 14 losses.", "confirms"),
    ],
)
def test_denial_and_doubt_are_kept(text: str, stance: str) -> None:
    (claim,) = found(text)
    assert claim.speakers[-1].stance.value == stance


@pytest.mark.parametrize(
    "text",
    [
        "The ministry has not said how many people died.",
        "The police did not confirm that the bridge fell.",
        "A spokesman declined to say that the bridge fell.",
        "The office said it could not confirm those numbers.",
        "The firm neither confirmed nor denied that it paid.",
    ],
)
def test_a_refusal_is_no_claim(text: str) -> None:
    assert said(text) == {}
