"""Transcripts: what stands after a label is said by who the label names."""

from claims.extraction import extract

HEARING = """MODERATOR: Welcome. We have 90 minutes tonight.

SEN. SMITH: Unemployment fell to 3.4 percent last year. We created 400,000 jobs.

GOV. DOE: That is false. Only 250,000 jobs were created.
And 40,000 people left the state.

(APPLAUSE)

SEN. SMITH: The crime rate doubled in 12 cities.
"""


def said(text: str) -> list[tuple[str, str]]:
    return [(c.speakers[0].name if c.speakers else "", c.text) for c in extract(text).candidates if c.quantity]


def test_the_label_names_the_speaker() -> None:
    assert [(who, what) for who, what in said(HEARING) if who != "MODERATOR"] == [
        ("SEN. SMITH", "Unemployment fell to 3.4 percent last year"),
        ("SEN. SMITH", "We created 400,000 jobs"),
        ("GOV. DOE", "Only 250,000 jobs were created"),
        ("GOV. DOE", "40,000 people left the state"),
        ("SEN. SMITH", "The crime rate doubled in 12 cities"),
    ]


def test_names_in_small_letters_count_where_they_recur() -> None:
    text = (
        "Ana Silva: We lost 40 boats.\n\nJohn Roe: How many people?\n\nAna Silva: There were 200 people on board.\n\n"
        "John Roe: And 12 were found."
    )
    assert {who for who, _ in said(text)} == {"Ana Silva", "John Roe"}


def test_a_colon_in_an_article_makes_no_transcript() -> None:
    text = (
        "Floods in the valley: what is known\n\nPolice said 12 people had died.\n\nThe mayor, Ana Silva, said: “We "
        "lost 40 "
        "houses.”\n\nWashington: The president sent 200 soldiers.\n\nNote: the count of 12 is provisional."
    )
    assert "Note" not in {who for who, _ in said(text)}
    assert ("police", "12 people had died") in [(who.lower(), what) for who, what in said(text)]


def test_questions_and_answers_are_told_apart() -> None:
    text = "Q. How many died?\n\nA. We counted 40 dead in March.\n\nQ. And in April?\n\nA. There were 60 dead in "
    "April.\n"
    assert [who for who, _ in said(text)] == ["A", "A"]
