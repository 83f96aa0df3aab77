"""Keys of evidence in a text: read, renamed, refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.citations import Key, key_of, parse, refusals, renamed

keys = st.builds(Key, st.sampled_from(["", "A", "B", "X"]), st.integers(0, 32_767))
words = st.text(st.characters(exclude_characters="[]`\\!()<>:&\n\r", exclude_categories=["Cs"]), max_size=8)
TEXT = "It rests on officials [E3], see [A.E1] and `[E9]`."


@given(keys)
def test_a_key_is_read_as_it_is_written(key: Key) -> None:
    assert key_of(str(key)) == key
    assert parse(f"Words [{key}].") == [key]
    assert parse(f"Words [{str(key).lower()}].") == [key]


@pytest.mark.parametrize("typed", ["", "3", "E", "E3 ", "AB.E3", "E٣", "A.3"])
def test_other_words_are_no_key(typed: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        key_of(typed)


@given(st.lists(st.tuples(words, keys), max_size=6))
def test_citations_come_in_the_order_of_the_text(pieces: list[tuple[str, Key]]) -> None:
    text = "x" + "".join(f"{before} [{key}]" for before, key in pieces)
    assert parse(text) == [key for _, key in pieces]


@given(st.lists(st.tuples(words, keys), max_size=6), st.dictionaries(keys, keys))
def test_renaming_changes_the_keys_and_no_more(pieces: list[tuple[str, Key]], new: dict[Key, Key]) -> None:
    text = "x" + "".join(f"{before} [{key}]" for before, key in pieces)
    assert renamed(text, new) == "x" + "".join(f"{before} [{new.get(key, key)}]" for before, key in pieces)


def test_a_swap_is_one_step() -> None:
    one, two = Key("", 1), Key("", 2)
    assert renamed("[E1] [E2] [E3]", {one: two, two: one}) == "[E2] [E1] [E3]"


def test_what_is_known_is_not_refused() -> None:
    known = {Key("", 3), Key("A", 1)}
    assert refusals(TEXT, known=known, withdrawn={}) == []
    assert refusals("No citation at all.", known=(), withdrawn={}) == []


def test_a_refusal_names_the_key_and_what_is_there() -> None:
    assert refusals("[E7] [E2] [E7]", known=[Key("", 4), Key("", 3)], withdrawn={Key("", 2): "A report"}) == [
        "There is no evidence [E7] here.",
        "[E2] was withdrawn: A report.",
        "You can cite [E3], [E4]. To keep the words as they are, write \\[E7].",
    ]
    assert refusals("[E1]", known=[], withdrawn={})[-1].startswith("There is no evidence to cite.")
