"""Citations in Markdown: which [E3] is one, what it becomes, and that hostile text makes no other anchor."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.core.markdown import Cited, citations, recited, render

PIECES = [
    "[E3]", "[A.E12]", "[e4]", "[B.E1]", "`", "``", "```\n", "[", "]", "(http://x.example/)", "[E3]: http://x.example/\n",
    "!", "\\", "*", "**", "    ", "\n", "\n\n", "> ", "- ", " ", "words", "<b>", "&amp;", "[E3](", ")", "é", "[E]", "#",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


def shown(key: str) -> Cited:
    return Cited(key.upper(), f"evidence-{key.upper()}")


def linked(html: str) -> list[str]:
    return re.findall(r'<a href="#evidence-([^"]+)"', html)


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("It rests on officials [E3].", ["E3"]),
        ("[E3], [E1] and [E3]", ["E3", "E1", "E3"]),
        ("*[E3]* and **[A.E12]**\n\n> [B.E1]\n\n- [E2]\n\n# [E4]", ["E3", "A.E12", "B.E1", "E2", "E4"]),
        ("[e3]", ["e3"]),
        ("[[E3]]", ["E3"]),
        ("![E3]", ["E3"]),
        ("[E3](x)", ["E3"]),
        ("`[E3]`", []),
        ("    [E3]\n", []),
        ("```\n[E3]\n```", []),
        ("``` [E3]\nx\n```", []),
        ("[E3](http://x.example/)", []),
        ("[see [E3]](http://x.example/)", []),
        ("[see *[E3]*](http://x.example/)", []),
        ("![see [E3]](http://x.example/a.png)", []),
        ("[E3]\n\n[E3]: http://x.example/", []),
        ("[E3](\n\n[E3]: http://x.example/", []),
        ("[words][E3] and [E3][]\n\n[E3]: http://x.example/", []),
        (r"\[E3]", []),
        (r"[E3\]", []),
        ("<http://x.example/[E3]>", []),
        ("[E], [E3a], [3], [ E3 ], [E-1], [AB.E3], [E٣]", []),
    ],
)
def test_what_is_a_citation(markdown: str, found: list[str]) -> None:
    assert citations(markdown) == found
    assert linked(render(markdown, cite=shown)) == [key.upper() for key in found]


def test_a_citation_becomes_a_link_within_the_page() -> None:
    html = render("Unnamed [a.e3].", cite=shown)
    assert html == '<p>Unnamed <a href="#evidence-A.E3" rel="nofollow noopener">[A.E3]</a>.</p>'


def test_without_an_answer_it_stays_as_it_was_typed() -> None:
    assert render("Unnamed [e3].") == "<p>Unnamed [e3].</p>"
    assert render("Unnamed [e3].", cite=lambda key: None) == "<p>Unnamed [e3].</p>"


def test_a_description_keeps_the_words_in_brackets() -> None:
    assert render("![see [E3] here](http://x.example/a.png)", cite=shown) == "<p>see [E3] here</p>"


@pytest.mark.parametrize(
    "anchor", ['evidence-"><script>alert(1)</script>', "evidence-x onclick=alert(1)", "verdict", "", "evidence-", "a b"]
)
def test_only_anchors_of_evidence_are_made(anchor: str) -> None:
    html = render("[E3]", cite=lambda key: Cited("<b>E3</b>", anchor))
    assert html == '<p><a rel="nofollow noopener">[&lt;b&gt;E3&lt;/b&gt;]</a></p>'


@settings(max_examples=300)
@given(texts)
def test_nobody_types_an_anchor(text: str) -> None:
    assert 'href="#' not in render(text)
    assert len(linked(render(text, cite=shown))) == len(citations(text))


@settings(max_examples=300)
@given(texts)
def test_other_keys_change_nothing_else(text: str) -> None:
    new = recited(text, lambda key: f"C.{key.split('.')[-1]}".upper())
    assert [key.split(".")[-1].upper() for key in citations(text)] == [key.split(".")[-1] for key in citations(new)]
    assert all(key.startswith("C.") for key in citations(new))
    assert recited(text, lambda key: None) == text
    assert re.sub(r"[A-Z]\.", "", new.upper()) == re.sub(r"[A-Z]\.", "", text.upper())


def test_keys_in_code_and_links_are_kept_when_others_change() -> None:
    text = "`[E1]` [E1] [E1](http://x.example/) [E2]\n\n[E2]: http://x.example/\n\n    [E1]\n\n[E3] \\[E1] [E1]"
    assert recited(text, {"E1": "A.E1", "E2": "A.E2"}.get) == (
        "`[E1]` [A.E1] [E1](http://x.example/) [E2]\n\n[E2]: http://x.example/\n\n    [E1]\n\n[E3] \\[E1] [A.E1]"
    )
