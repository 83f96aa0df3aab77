"""Finding typed words in a text."""

from hypothesis import given
from hypothesis import strategies as st

from claims.queries.occurrences import LIMIT, is_span_of, occurrences

TEXTS = st.text(alphabet="ab \n’'“\"😀کے", max_size=50)


@given(TEXTS, st.integers(0, 50), st.integers(1, 20))
def test_words_copied_from_the_text_are_found_where_they_stood(text: str, start: int, length: int) -> None:
    words = text[start : start + length]
    if not words.strip():
        assert occurrences(text, words) == []
        return
    lead = len(words) - len(words.lstrip())
    found = occurrences(text, words)
    if len(found) < LIMIT:
        assert any(each.start <= start + lead < each.end for each in found)
    for each in found:
        assert text[each.start : each.end] == each.words
        assert len(each.words.split()) == len(words.split())


def test_an_ever_repeated_word_stops_at_the_limit() -> None:
    assert len(occurrences("so " * 100, "so")) == LIMIT


def test_a_span_is_believed_only_with_its_words() -> None:
    assert is_span_of("one two", 0, 7, "one\n two")
    assert not is_span_of("one two", 0, 3, "two")
    assert not is_span_of("one", 0, 9, "one")
