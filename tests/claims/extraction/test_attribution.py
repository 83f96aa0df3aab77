"""Who said what, in the ways that English reports speech."""

from datetime import date

import pytest

from claims.extraction import Stance, extract

DAY = date(2023, 6, 16)


def said(text: str) -> list[tuple[str, list[str]]]:
    return [(c.text, [s.name for s in c.speakers]) for c in extract(text, document_date=DAY).candidates]


@pytest.mark.parametrize(
    ("text", "claim", "speakers"),
    [
        ("The ministry said the attack happened at dawn.", "the attack happened at dawn", ["ministry"]),
        ("The ministry said on Friday that 12 people had died.", "12 people had died", ["ministry"]),
        ("At least 19 people were killed, police said.", "At least 19 people were killed", ["police"]),
        (
            "At least 19 people were killed, according to the Red Cross.",
            "At least 19 people were killed",
            ["Red Cross"],
        ),
        (
            "According to a report by Human Rights Watch, soldiers shot 12 people dead.",
            "soldiers shot 12 people dead",
            ["report by Human Rights Watch"],
        ),
        (
            "“The bridge was closed in May,” said Ana Silva, the mayor.",
            "The bridge was closed in May",
            ["Ana Silva"],
        ),
        ("Ana Silva, the mayor, said the bridge was closed.", "the bridge was closed", ["Ana Silva"]),
        (
            "The agency, which is close to the army, claimed that 40 rebels died.",
            "40 rebels died",
            ["agency"],
        ),
        ("Residents told Reuters that the shooting continued.", "the shooting continued", ["Reuters", "Residents"]),
        (
            "Reuters, citing two security sources, reported that three ships had turned back.",
            "three ships had turned back",
            ["Reuters", "two security sources"],
        ),
        (
            "Local media quoted the mayor as saying that 3,000 homes had been destroyed.",
            "3,000 homes had been destroyed",
            ["Local media", "mayor"],
        ),
        (
            "The health ministry put the death toll at 31,045.",
            "The health ministry put the death toll at 31,045",
            ["health ministry"],
        ),
        (
            "A study published in The Lancet found that vaccination cut admissions by 62%.",
            "vaccination cut admissions by 62%",
            ["study"],
        ),
        (
            "The senator disputed the assertion by Governor Jane Doe that crime was falling.",
            "crime was falling",
            ["senator", "Governor Jane Doe"],
        ),
        ("The group said it had no part in the raid.", "it had no part in the raid", ["group"]),
        ("The minister wrote on Twitter that 40 schools were shut.", "40 schools were shut", ["minister"]),
    ],
)
def test_the_speaker_and_what_was_said(text: str, claim: str, speakers: list[str]) -> None:
    assert (claim, speakers) in said(text)


def test_a_pronoun_means_who_spoke_last() -> None:
    found = dict(said("Khalid Omar said the road was open. He said 12 cars had passed."))
    assert found["12 cars had passed"] == ["Khalid Omar"]


def test_coordinated_verbs_share_their_subject() -> None:
    found = dict(said("The union rejected the offer and said 4,000 workers would strike."))
    assert found["4,000 workers would strike"] == ["union"]


def test_a_participle_has_the_subject_of_its_sentence() -> None:
    found = dict(said("Cases rose to 3,400, the ministry said, adding that two-thirds of the patients were children."))
    assert found["two-thirds of the patients were children"] == ["ministry"]
    assert found["Cases rose to 3,400"] == ["ministry"]


def test_a_quotation_that_runs_over_paragraphs_keeps_its_speaker() -> None:
    text = "Ana Silva said:\n\n“We counted 40 graves in March.\n\n“We counted 60 graves in April.”"
    assert [speakers for _, speakers in said(text)] == [["Ana Silva"], ["Ana Silva"]]


def test_several_sentences_of_one_quotation_are_several_claims() -> None:
    text = '"Unemployment is at a record low," Prime Minister Jane Doe told parliament. "We created 400,000 jobs."'
    assert said(text) == [
        ("Unemployment is at a record low", ["Prime Minister Jane Doe"]),
        ("We created 400,000 jobs", ["Prime Minister Jane Doe"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry has not said that 12 people died.",
        "Officials declined to say that 12 people died.",
        "The figures reported by the ministry show 12 people died.",
    ],
)
def test_a_negated_or_passive_verb_attributes_nothing(text: str) -> None:
    assert all("ministry" not in names and "Officials" not in names for _, names in said(text))


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The governor denied that the prison was full.", Stance.DENIES),
        ("The governor confirmed that 12 inmates had died.", Stance.CONFIRMS),
        ("The governor doubted that the prison was full.", Stance.DOUBTS),
        ("The governor said the prison was full.", Stance.ASSERTS),
        ("The newspaper reported that 12 inmates had died.", Stance.REPORTS),
    ],
)
def test_the_verb_gives_the_stance(text: str, stance: Stance) -> None:
    (candidate,) = extract(text).candidates
    assert candidate.speakers[-1].stance is stance


@pytest.mark.parametrize(
    ("name", "anonymous"),
    [("An unnamed official", True), ("Witnesses", True), ("The police", False), ("Minister Jane Doe", False)],
)
def test_who_has_no_name_is_anonymous(name: str, anonymous: bool) -> None:
    (candidate,) = extract(f"{name} said 12 houses had burned.").candidates
    assert candidate.speakers[0].anonymous is anonymous
    assert ("unnamed source" in candidate.reasons) is anonymous


def test_an_embedded_post_is_a_claim_of_its_account_and_noise_is_none() -> None:
    text = (
        "The city was quiet.\n\nCity Watch\n\n@city_watch\n· Mar 3, 2021\nReplying to @city_watch\n"
        "More than 40 shops burned.\n\nView image on Twitter\n22\n10:16 PM – Mar 3, 2021\n"
        "Twitter Ads info and privacy\n26 people are talking about this\nLater 12 people were arrested."
    )
    first, second = extract(text).candidates
    assert (first.text, [s.name for s in first.speakers]) == ("More than 40 shops burned", ["City Watch"])
    assert first.as_of is not None
    assert (first.as_of.value, first.as_of.basis.value) == ("2021-03-03", "embed")
    assert (second.text, second.speakers) == ("Later 12 people were arrested", ())


def test_a_date_line_is_not_part_of_the_claim() -> None:
    (candidate,) = extract("KABUL (AP) — A bomb killed 19 people, police said.").candidates
    assert candidate.text == "A bomb killed 19 people"
