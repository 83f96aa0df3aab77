"""Which form a client gets for its Accept header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.public.negotiation import preferred

HTML, JSON_LD, JSON = "text/html", "application/ld+json", "application/json"
OFFERED = (HTML, JSON_LD, JSON)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", HTML),
        ("*/*", HTML),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
        (JSON_LD, JSON_LD),
        (JSON, JSON),
        ("APPLICATION/JSON", JSON),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted, and more";q=0.9', JSON_LD),
        ("application/json, text/plain, */*", JSON),
        ("application/json;q=0.5, application/ld+json;q=0.9", JSON_LD),
        ("application/json;q=0.9, application/ld+json;q=0.5", JSON),
        ("application/json;q=0.5, text/html;q=0.5", HTML),
        ("application/json;q=0.4, text/html;q=0.5", HTML),
        ("application/*", JSON_LD),
        ("application/*;q=0.8, application/ld+json;q=0", JSON),
        ("text/*;q=0.3, application/json;q=0.2", HTML),
        ("text/html;q=0, */*", JSON_LD),
        ("text/html;q=0, */*;q=0.1, application/json;q=0.2", JSON),
        ("text/*;q=0.9, text/html;q=0.1, application/json;q=0.5", JSON),
        # What is not offered falls back to the page, and so does what cannot be read.
        ("image/png", HTML),
        ("text/turtle;q=0.9", HTML),
        ("nonsense", HTML),
        ("application/json;q=high", HTML),
        ("application/json;q=2", HTML),
        ("application/json;q=0", HTML),
        (",,;q=1", HTML),
        # Only who refuses the page gets nothing.
        ("text/html;q=0", None),
        ("*/*;q=0", None),
        ("text/html;q=0.000, image/png", None),
        ("text/*;q=0", None),
        ("text/html;q=0, application/json;q=0", None),
    ],
)
def test_form_for_an_accept_header(accept: str, expected: str | None) -> None:
    assert preferred(accept, OFFERED) == expected


@given(st.text())
def test_any_header_gives_a_form_or_a_refusal(accept: str) -> None:
    assert preferred(accept, OFFERED) in {*OFFERED, None}
