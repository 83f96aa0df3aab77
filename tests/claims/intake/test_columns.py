"""Which column holds what, by its header in any case and language, and by what stands in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake.columns import FIELD_NAMES, FIELDS, guess_mapping, header_key, mapping_problems

SENTENCES = [["At least 200 people were killed.", "https://news.example/1"]] * 3


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Claim", "text"),
        ("CLAIM_TEXT", "text"),
        ("claimText", "text"),
        (" claim-text ", "text"),
        ("Claim (required)*", "text"),
        ("statement", "text"),
        ("Assertion", "text"),
        ("claimReviewed", "text"),
        ("schema:claimReviewed", "text"),
        ("ادعا", "text"),
        ("متن\u200cادعا", "text"),
        ("الادّعاء", "text"),
        ("Déclaration", "text"),
        ("DECLARATION", "text"),
        ("Behauptung", "text"),
        ("Afirmación", "text"),
        ("Quote", "quote"),
        ("Who said it?", "claimant"),
        ("claimed by", "claimant"),
        ("Speaker", "claimant"),
        ("گوینده", "claimant"),
        ("گوينده", "claimant"),
        ("itemReviewed.author.name", "claimant"),
        ("figure.value", "value"),
        ("Number", "value"),
        ("figure.value_max", "value_max"),
        ("figure.unit", "unit"),
        ("As of", "as_of"),
        ("claim date", "said_on"),
        ("Claimed on", "said_on"),
        ("DATE", "said_on"),
        ("said_on", "said_on"),
        ("Lang.", "language"),
        ("URL", "url"),
        ("Link", "url"),
        ("People reached", "reach"),
        ("Impressions", "reach"),
        ("Reichweite", "reach"),
        ("بازدید", "reach"),
        ("Shares", "reach"),
        ("Deadline", "due"),
        ("due date", "due"),
        ("Keywords", "tags"),
        ("Étiquettes", "tags"),
        ("Priority", "priority"),
        ("ID", "external_id"),
        ("Ref", "external_id"),
        ("Story", "topic"),
        ("ｃｌａｉｍ", "text"),
        ("Votes", ""),
        ("", ""),
    ],
)
def test_headers_are_known(header: str, name: str) -> None:
    assert guess_mapping([header]).fields == {header: name}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_field_is_known_by_its_name_its_label_and_its_synonyms(
    field: tuple[str, str, str, tuple[str, ...]],
) -> None:
    name, label, holds, synonyms = field[:4]
    assert holds.endswith(".")
    for header in (name, label, *synonyms, label.upper(), name.replace("_", " ")):
        assert guess_mapping([header]).fields[header] == name


def test_no_header_means_two_fields_for_certain() -> None:
    meant: dict[str, str] = {}
    for field in FIELDS:
        for header in (field.name, field.label, *field.synonyms):
            assert meant.setdefault(header_key(header), field.name) == field.name


def test_a_file_is_mapped_when_the_claim_or_the_quote_is_certain() -> None:
    assert guess_mapping(["claim", "x"]).is_certain
    assert guess_mapping(["quote"]).is_certain
    assert not guess_mapping(["speaker", "date"]).is_certain
    assert not guess_mapping([]).is_certain


def test_of_two_columns_for_one_field_the_better_wins() -> None:
    assert guess_mapping(["Date", "Claim date"]).fields == {"Date": "", "Claim date": "said_on"}
    assert guess_mapping(["Statement", "Claim"]).fields == {"Statement": "", "Claim": "text"}
    assert guess_mapping(["Title", "Claim"]).fields == {"Title": "", "Claim": "text"}
    assert guess_mapping(["claim", "CLAIM"]).fields == {"claim": "text", "CLAIM": ""}


def test_what_may_mean_two_things_is_told_by_what_it_holds() -> None:
    assert guess_mapping(["claim", "source"], SENTENCES).fields["source"] == "url"
    assert guess_mapping(["claim", "source"], [["x", "The ministry"]]).fields["source"] == "claimant"
    assert guess_mapping(["claim", "source", "url"], SENTENCES).fields["source"] == ""


def test_without_a_header_for_it_the_one_column_of_sentences_is_proposed() -> None:
    guess = guess_mapping(["A", "B"], SENTENCES)
    assert (guess.fields, guess.is_certain) == ({"A": "text", "B": ""}, False)
    guess = guess_mapping(["A", "B"], [["۲۰۰ نفر در اعتراض ها کشته شدند", "1"]])
    assert guess.fields["A"] == "text"
    both = [["One whole sentence stands here.", "Another sentence stands here."]]
    assert guess_mapping(["A", "B"], both).fields == {"A": "", "B": ""}
    assert guess_mapping(["title", "n"], [["A headline of several words", "1"]]).fields["title"] == "text"
    assert not guess_mapping(["title"], [["A headline of several words"]]).is_certain
    assert guess_mapping(["title"], [["Mr"]]).fields["title"] == ""


def test_rows_may_be_short_and_hold_lists() -> None:
    assert guess_mapping(["A", "B"], [[], ["x"], [["a", "b"], "A sentence of some words."]]).fields["B"] == "text"


def test_a_mapping_is_taken_in_any_letter_case() -> None:
    assert mapping_problems(["Claim Text", "Who"], {"claim text": "text", "WHO": "claimant"}) == []
    assert mapping_problems(["Claim", "Note"], {"Claim": "quote", "Note": ""}) == []


@pytest.mark.parametrize(
    ("columns", "mapping", "words"),
    [
        (["A"], {}, "No column is mapped to text or quote"),
        (["A"], {"A": "verdict"}, "verdict is no field. Use one of text, quote"),
        (["A"], {"A": "text", "B": "unit"}, "The file has no column B. Its columns are A."),
        (["A", "B"], {"A": "text", "B": "text"}, "Both A and B are mapped to text"),
        (["a", "A"], {"A ": "text"}, "Several columns are called A "),
        (["A", "A"], {"A": "text"}, "Give each a header of its own"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said(columns: list[str], mapping: dict[str, str], words: str) -> None:
    assert any(words in problem for problem in mapping_problems(columns, mapping))


@given(st.lists(st.text(max_size=30)), st.lists(st.lists(st.text(max_size=20) | st.lists(st.text(max_size=5)))))
def test_any_headers_and_rows_give_a_guess(columns: list[str], rows: list[list[str | list[str]]]) -> None:
    guess = guess_mapping(columns, rows)
    assert set(guess.fields) == set(columns)
    given = [name for name in guess.fields.values() if name]
    assert len(given) == len(set(given))
    assert set(given) <= FIELD_NAMES
    mapping_problems(columns, guess.fields)


def test_a_header_of_a_million_characters_takes_no_time() -> None:
    assert guess_mapping(["x" * 1_000_000, "\u0301" * 1_000_000]).fields
