"""What a verdict's page says in words."""

from typing import Any

import pytest
from django.utils.html import strip_tags

from reviews.public import wording


def claim(*claimants: tuple[str, bool, str], first_said: str | None = None, document: Any = None) -> dict[str, Any]:
    return {
        "claimants": [
            {"name": name, "anonymous": anonymous, "cue": "", "stance": stance} for name, anonymous, stance in claimants
        ],
        "first_said": first_said,
        "document": document,
    }


DOCUMENT = {
    "title": "An <article>",
    "url": "https://a.example/?x=1&y=2",
    "publisher": "The Week",
    "published_on": "2020-01-15",
}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (claim(("NCRI", False, "asserts")), "Said by NCRI"),
        (claim(("officials", True, "asserts")), "Said by officials, unnamed"),
        (
            claim(("Reuters", False, "reports"), ("officials", True, "confirms"), first_said="2019-12-23"),
            "Said by officials, unnamed, to Reuters on 23 December 2019",
        ),
        (
            claim(("Reuters", False, "reports"), ("Brian Hook", False, "asserts"), first_said="2019-12"),
            "Said by Brian Hook, as reported by Reuters in December 2019",
        ),
        (
            claim(("The Week", False, "reports"), ("Reuters", False, "reports"), ("officials", True, "asserts")),
            "Said by officials, unnamed, to Reuters, as reported by The Week",
        ),
        (claim(("Alef", False, "denies"), first_said="2019"), "Denied by Alef in 2019"),
        (claim(("Alef", True, "doubts")), "Doubted by Alef, unnamed"),
        (claim(("Alef", True, "asserts"), first_said="2019"), "Said by Alef, unnamed, in 2019"),
        (
            claim(("Alef", True, "asserts"), document={**DOCUMENT, "publisher": None, "published_on": None}),
            "Said by Alef, unnamed; found in An &lt;article&gt;",
        ),
        (claim(), "It is not known who said it"),
        (
            claim(("NCRI", False, "asserts"), document=DOCUMENT),
            "Said by NCRI; found in An &lt;article&gt;, The Week, 15 January 2020",
        ),
    ],
)
def test_who_said_it_through_whom(given: dict[str, Any], words: str) -> None:
    assert strip_tags(wording.said(given)) == words


def test_names_and_addresses_are_escaped_and_isolated() -> None:
    said = wording.said(claim(("<script>", False, "asserts"), document=DOCUMENT))
    assert "<b><bdi>&lt;script&gt;</bdi></b>" in said
    assert 'href="https://a.example/?x=1&amp;y=2" rel="nofollow noreferrer"' in said


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en", "ltr"), ("fa", "rtl"), ("fa-IR", "rtl"), ("FA_ir", "rtl"), ("ar", "rtl"), ("ckb", "rtl"), ("he", "rtl"),
     ("az-Arab", "rtl"), ("ku-Arab-IQ", "rtl"), ("pa-Guru", "ltr"), ("ar-Latn", "ltr"), ("fr", "ltr"), ("", "ltr")],
)  # fmt: skip
def test_direction_of_a_language(language: str, direction: str) -> None:
    assert wording.direction(language) == direction


@pytest.mark.parametrize(
    ("value", "words"),
    [("2019-12-23", "23 December 2019"), ("2019-12", "December 2019"), ("2019", "2019"), (None, ""), ("", ""),
     ("2026-01-19T23:30:00+00:00", "19 January 2026"), ("soon", "soon")],
)  # fmt: skip
def test_dates_in_words(value: str | None, words: str) -> None:
    assert wording.long_date(value) == words


def test_the_finding_stands_in_the_panel_and_the_rest_below() -> None:
    rendered = "<p>No <em>count</em>.</p>\n<p>Because.</p>"
    assert wording.lead_and_rest({"rationale_html": rendered}, "x") == ("No <em>count</em>.", "<p>Because.</p>")


@pytest.mark.parametrize(
    "rendered", ["<p>Only one.</p>", "<h3>Head</h3>\n<p>One.</p>", f"<p>{'long ' * 80}</p>\n<p>x</p>", ""]
)
def test_without_a_short_first_paragraph_the_rating_is_explained(rendered: str) -> None:
    lead, rest = wording.lead_and_rest({"rationale_html": rendered}, "evidence does not settle it")
    assert (lead, rest) == ("Evidence does not settle it.", rendered)


def test_origins_that_may_be_one_are_given_as_both_counts() -> None:
    source = {"title": "A", "url": "https://a.example"}
    body = {
        "origins": {"corroborating": 1, "corroborating_most": 2, "disputing": 1, "disputing_most": 4},
        "evidence": [
            {"stance": "corroborates", "source": source},
            {"stance": "corroborates", "source": source},
            {"stance": "context", "source": source},
        ],
    }
    corroborating, disputing = wording.sides(body)
    assert (corroborating.origins, corroborating.sources, corroborating.is_one) == ("1 or 2", 1, False)
    assert (disputing.origins, disputing.sources) == ("1 to 4", 0)
    # Verdicts that were frozen before origins were named are read all the same.
    assert corroborating.named == []
