"""Where sentences end, and where a stop does not end one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import extract
from claims.extraction.sentences import sentences


def cut(text: str, atoms: list[tuple[int, int]] | None = None) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text), atoms)]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Jane Doe met Gen. John Roe and Sen. Amy Poe on Monday.",
        "The U.S. Senate voted 60 to 40.",
        "Police closed No. 5 and No. 12 Harbour Street.",
        "It began at 5 p.m. Monday and ended at 3 a.m. Tuesday.",
        "It began at 9 a.m. GMT and went on.",
        "J. K. Smith and A. B. C. Doe signed it.",
        "On Jan. 5, Feb. 6 and Sept. 7 it rained.",
        "Acme Co. Ltd. sold 40 ships.",
        "St. Petersburg and Mt. Etna were named.",
        "It cost Rs. 500 crore, i.e. 5 billion, vs. Rs. 300 crore.",
        "Prices rose 2.5 percent to $3.40.",
        "He saw it ... and left.",
        "The site example.org was blocked.",
    ],
)
def test_a_stop_that_ends_nothing(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("He lives in the U.S. The others left.", "He lives in the U.S."),
        ("It ended at 5 p.m. Police said 12 people died.", "It ended at 5 p.m."),
        ("Nobody came. Nobody called.", "Nobody came."),
        ("Did 12 die? Yes.", "Did 12 die?"),
        ("They said no. The rest stayed.", "They said no."),
        ("“It rained.” Then it stopped.", "“It rained.”"),
        ("He works for Acme Inc. The firm is large.", "He works for Acme Inc."),
        ("چند نفر بودند؟ ۱۲ نفر.", "چند نفر بودند؟"),
        ("قتل 12 شخصا. وأصيب 30.", "قتل 12 شخصا."),
        ("یہ ختم ہوا۔ پھر شروع ہوا۔", "یہ ختم ہوا۔"),
        ("इसमें 12 लोग मरे। फिर बारिश हुई।", "इसमें 12 लोग मरे।"),
        ("死者は30人。けが人は12人。", "死者は30人。"),
    ],
)
def test_a_stop_that_ends_a_sentence(text: str, first: str) -> None:
    found = cut(text)
    assert found[0] == first
    assert len(found) == 2


@given(st.text(alphabet="ab .!?\n“”A", max_size=300), st.lists(st.integers(0, 300), max_size=6))
def test_sentences_stand_in_order_and_leave_out_only_space(text: str, marks: list[int]) -> None:
    edges = sorted({m for m in marks if m <= len(text)})
    atoms = list(zip(edges[::2], edges[1::2], strict=False))
    found = sentences(text, 0, len(text), atoms)
    at = 0
    for start, end in found:
        assert at <= start < end <= len(text)
        assert text[at:start].strip() == ""
        at = end
    assert text[at:].strip() == ""


def test_a_sentence_that_never_ends_is_cut_beside_what_is_quoted_not_in_it() -> None:
    quoted = "“" + "word " * 500 + "end”"
    text = "The minister said " * 30 + quoted + " and left " * 300
    start = text.index("“")
    atom = (start, start + len(quoted))
    for begin, end in sentences(text, 0, len(text), [atom]):
        assert end <= atom[0] or begin >= atom[1] or (begin <= atom[0] and end >= atom[1])


def test_a_long_quotation_is_read_once() -> None:
    speech = " ".join(
        f"We counted {number} graves in the valley that nobody had seen before." for number in range(40, 90)
    )
    found = extract(f"The mayor, Ana Silva, said: “{speech}”")
    assert len(speech) > 3000
    assert [c.quantity.value for c in found.candidates if c.quantity] == list(range(40, 90))
    assert {tuple(s.name for s in c.speakers) for c in found.candidates} == {("Ana Silva",)}
