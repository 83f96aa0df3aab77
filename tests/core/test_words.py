"""The words of a text as they are compared and searched."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.words import fingerprint, print_of, searched, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("Over 1,500 killed.", "over 1500 killed"),
        ("It’s a well-known man, isn't he?", "its a well known man isnt he"),
        ("On 2019-12-15 at 10:30, 85% of -3.5 (1/2)", "on 2019-12-15 at 10:30 85% of -3.5 1/2"),
        ("«۱٬۵۰۰ نفر»، گفت", "1500 نفر گفت"),
        ("?!", "?!"),
    ],
)
def test_words_stand_one_space_apart(text: str, words: str) -> None:
    assert words_of(text) == words


@given(st.lists(st.text(alphabet="a1,.:/-%'’٬۱हि", min_size=1), min_size=1))
def test_what_a_word_becomes_does_not_depend_on_the_words_beside_it(pieces: list[str]) -> None:
    alone = " ".join(words_of(f"x {piece} x").removeprefix("x ").removesuffix("x").strip() for piece in pieces)
    assert words_of(f"x {' '.join(pieces)} x").split() == ["x", *alone.split(), "x"]


@given(st.text())
def test_a_fingerprint_is_that_of_the_words(text: str) -> None:
    assert fingerprint(text) == print_of(words_of(text))


@given(st.text())
def test_what_is_searched_is_the_words_themselves_of_any_usual_text(text: str) -> None:
    assert searched(words_of(text)) == words_of(text)


@pytest.mark.parametrize("text", ["x" * 100_000, "word " * 100_000, "ک" * 5_000, "a" * 199 + " " + "b" * 201])
def test_the_index_takes_what_is_searched(db: None, text: str) -> None:
    words = searched(words_of(text))
    assert max(map(len, words.split(" "))) <= 200
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_to_tsvector(string_to_array(%s, ' ')) IS NOT NULL", [words])
        assert cursor.fetchone() == (True,)
