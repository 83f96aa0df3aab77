"""Finding who speaks where the subject is far from its verb, after it, or hidden among other names."""

import pytest

from tests.claims.extraction.said import said


@pytest.mark.parametrize(
    ("text", "claim", "speakers"),
    [
        (
            "In a speech delivered late on Friday to a crowd in Lima, President Ana Ruiz said 40 mines were shut.",
            "40 mines were shut",
            ["President Ana Ruiz"],
        ),
        (
            "Jane Doe, the head of the agency and a former judge, said 40 cases were open.",
            "40 cases were open",
            ["Jane Doe"],
        ),
        ("The agency's head, Jane Doe, said 40 cases were open.", "40 cases were open", ["Jane Doe"]),
        (
            "“We lost 40 boats,” said Maria Lopez, head of the fishermen's union, on Monday.",
            "We lost 40 boats",
            ["Maria Lopez"],
        ),
        ("“We lost 40 boats,” said the union's head, Maria Lopez.", "We lost 40 boats", ["Maria Lopez"]),
        (
            "A professor of engineering at the University of Leeds, Keith Marr, said 40 masts were down.",
            "40 masts were down",
            ["Keith Marr"],
        ),
        ("Sen. Maria Caldwell, D-Ohio, said the bill would cost $14 billion.", "the bill would cost $14 billion",
         ["Sen. Maria Caldwell"]),
        (
            "A video viewed more than 2 million times on TikTok claims that a mast killed 300 birds.",
            "a mast killed 300 birds",
            ["video"],
        ),
        (
            "A study of 433,000 adults published in 2018 found that night owls had a 10% higher risk.",
            "night owls had a 10% higher risk",
            ["study"],
        ),
        ("The syndicate said 240 members had left.", "240 members had left", ["syndicate"]),
        ("According to the syndicate, 240 members had left.", "240 members had left", ["syndicate"]),
        ("Cases hit a 25-year high of 127,350, WHO warns.", "Cases hit a 25-year high of 127,350", ["WHO"]),
        ("Officials on both sides of the border said 31 people had died.", "31 people had died",
         ["Officials on both sides of the border"]),
        ("Jane Doe said Monday that 40 roads were shut.", "40 roads were shut", ["Jane Doe"]),
        ("Jane Doe said in Geneva that 40 roads were shut.", "40 roads were shut", ["Jane Doe"]),
        ("Prime Minister Ana Ruiz's office later said that 40 roads were shut.", "40 roads were shut",
         ["Prime Minister Ana Ruiz's office"]),
        (
            "Delmar said it would appeal, while the regulator, which sued it in May, noted that 40 wells leaked.",
            "40 wells leaked",
            ["regulator"],
        ),
        ("They include Simon Vale, who said that 40 files were lost.", "40 files were lost", ["Simon Vale"]),
    ],
)  # fmt: skip
def test_the_subject_is_found(text: str, claim: str, speakers: list[str]) -> None:
    assert said(text).get(claim) == speakers


@pytest.mark.parametrize(
    "text",
    [
        "Hospital waiting lists had doubled to 400 people.",
        "The bank has raised interest rates by 450 basis points.",
        "The union demands of 2019 covered 400 staff.",
        "The mayor said so in 2022, and 40 others were there.",
        "There were 12 confirmed cases in May.",
    ],
)
def test_words_that_only_look_like_citing_verbs_attribute_nothing(text: str) -> None:
    assert said(text)
    assert all(names == [] for names in said(text).values())
