"""Whether a quotation stands in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.find_quote import Place, exact_words, find_quote

TEXT = (
    "The ministry said on Monday that “at least 230 people” had been killed in the protests – and gave no names.\n"
    "Officials of the capital spoke of 1,500 dead. Nobody confirmed the number of those who were wounded."
)


@pytest.mark.parametrize(
    "quote",
    [
        "at least 230 people",
        'The ministry said on Monday that "at least 230 people" had been killed in the protests - and gave no names.',
        "“spoke of   1,500\ndead”",
        "The ministry said on Monday … had been killed in the protests",
        "The ministry [...] gave no names. … the number of those who were wounded",
        "...spoke of 1,500 dead...",
    ],
)
def test_words_that_stand_there_are_found(quote: str) -> None:
    place = find_quote(TEXT, quote)
    assert place is not None
    assert place.is_exact


@pytest.mark.parametrize(
    "quote",
    [
        "The ministry had said on Monday that at least 230 people had been killed in the protest",
        "Officials of the capitol spoke of 1,500 dead",
        # Parts that stand there, but not in this order.
        "spoke of 1,500 dead … The ministry said on Monday",
    ],
)
def test_words_that_are_only_alike_are_nearly_there(quote: str) -> None:
    place = find_quote(TEXT, quote)
    assert place is not None
    assert not place.is_exact


@pytest.mark.parametrize(
    "quote",
    ["", "  ", "“…”", "2,300 people", "Nothing of this kind was ever said by anybody.", "said on Monday … 2,300 dead"],
)
def test_what_does_not_stand_there_is_not_found(quote: str) -> None:
    assert find_quote(TEXT, quote) is None


def test_a_figure_that_differs_is_never_found_word_for_word() -> None:
    place = find_quote(TEXT, "Officials of the capital spoke of 1,900 dead. Nobody confirmed the number of those")
    assert place is None or not place.is_exact


def test_the_place_is_in_code_points_of_the_text() -> None:
    text = "😀 " + TEXT
    assert find_quote(text, "at least 230 people") == Place(36, 55, is_exact=True)
    assert text[36:55] == "at least 230 people"


@given(st.text(min_size=1, max_size=200), st.data())
def test_every_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    place = find_quote(text, quote)
    if place is None:
        # Nothing but white space, quotation marks and signs of what was left out.
        assert not any(character.isalnum() for character in quote)
    else:
        assert place.is_exact


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("at least 230 people", "at least 230 people"),
        (
            "The ministry had said on Monday that at least 230 people had been killed in the protest",
            "The ministry said on Monday that “at least 230 people” had been killed in the protests",
        ),
        ("Officials of the capitol spoke of 1,500 dead", "Officials of the capital spoke of 1,500 dead"),
        ("spoke of 1,500 dead … The ministry said on Monday", "The ministry said on Monday … spoke of 1,500 dead"),
        ("gave no names. Officials of the capitol spoke", "gave no names. Officials of the capital spoke"),
        ("2,300 people", None),
        ("", None),
    ],
)
def test_the_exact_words_are_whole_and_of_the_text(quote: str, words: str | None) -> None:
    assert exact_words(TEXT, quote) == words


@given(st.text(min_size=1, max_size=200), st.data())
def test_exact_words_are_found_word_for_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    changed = quote.replace(data.draw(st.sampled_from(quote)), data.draw(st.sampled_from("ab1 …")), 1)
    words = exact_words(text, changed)
    if words is not None:
        place = find_quote(text, words)
        assert place is not None
        assert place.is_exact
