"""Pages of news sites as they are, good and bad: the article comes out with every character in place."""

import logging
import socket
from datetime import date
from pathlib import Path

import pytest

from claims.intake.formats.html import read_html
from claims.intake.rows import BadFile

SAMPLES = Path(__file__).parent / "samples" / "html"
LONG = "The council said on Tuesday that 450 people had been killed in the capital since the protests began. "


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def test_a_news_page_gives_its_article_and_nothing_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a page was fetched")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    read = read_html((SAMPLES / "news_page.html").read_bytes(), url="https://ledger.example/x")
    assert read.title == "Death toll in capital rises to 450, opposition says"
    assert read.published_on == date(2026, 1, 13)
    assert read.publisher == "The Daily Ledger"
    assert read.author == "Jane Doe, José Núñez"
    assert read.language == "en-GB"
    assert read.url == "https://www.ledger.example/world/2026/01/13/toll-rises"
    assert read.notes == ()
    blocks = read.text.split("\n\n")
    assert (
        "Its Persian statement read: «شمار کشته\u200cشدگان به ۴۵۰ نفر رسیده است و می\u200cتواند بیشتر شود»." in blocks
    )
    assert any("10\xa0000 arrests and “fewer than 200” deaths." in block for block in blocks)
    assert "Province | Killed\nTehran | 400\nKermanshah | 320" in blocks
    assert "Reuters reported the same number,\nciting three officials." in blocks
    assert any(block.startswith("More than 200 #protesters have been killed") for block in blocks), "embedded post"
    assert "Internet access was cut for almost a week, monitors said." in blocks
    for noise in (
        "never be read",
        "cookies",
        "Home",
        "Comments",
        "I was there",
        "Copyright",
        "ministry said last week",
    ):
        assert noise not in read.text


def test_old_markup_without_end_tags_is_read() -> None:
    read = read_html((SAMPLES / "blog_without_markup.html").read_bytes())
    assert read.title == "Notes from the square"
    assert read.language == ""
    assert read.published_on is None
    for words in ("about 2,000 people gathered", "spoke of 15,000", "23 wounded", "© nobody & all", "Police | 2,000"):
        assert words in read.text


def test_latin_1_is_read_as_browsers_read_it() -> None:
    read = read_html((SAMPLES / "latin1_page.htm").read_bytes())
    assert read.title == "Le bilan s’alourdit à Évry"
    assert "près de 300 personnes" in read.text
    assert "1\xa0200 € d’amendes" in read.text
    assert read.language == "fr"


def test_a_page_made_by_scripts_alone_is_refused() -> None:
    with pytest.raises(BadFile, match="No article text"):
        read_html((SAMPLES / "empty_shell.html").read_bytes())


def test_without_an_article_the_visible_words_are_given_and_told() -> None:
    read = read_html((SAMPLES / "link_farm.html").read_bytes(), url="https://other.example/")
    assert "First story about the toll" in read.text
    assert "Inside a form" in read.text
    assert any("all its visible text" in note for note in read.notes)
    assert any("another site" in note for note in read.notes)
    assert read.url == "https://other.example/"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (page(f"<p>é 450 {LONG * 2}").decode().encode("utf-16"), ""),
        (page(f"<p>é 450 {LONG * 2}", "<meta charset=windows-1252>"), "utf-8"),
        (b"\xef\xbb\xbf" + page(f"<p>é 450 {LONG * 2}", "<meta charset=koi8-r>"), "cp1251"),
        (page(f"<p>é 450 {LONG * 2}").decode().encode("cp1252"), "windows-1252"),
        (page(f"<p>é 450 {LONG * 2}", "<meta charset=nonsense>"), "klingon"),
        (page(f"<p>é 450 {LONG * 2}", "<meta charset=utf-16>"), ""),
    ],
)
def test_mark_then_server_then_page_say_the_encoding(data: bytes, encoding: str) -> None:
    assert read_html(data, encoding=encoding).text.startswith("é 450")


def test_damaged_bytes_are_shown_as_such_and_told() -> None:
    body = page(f"<p>Café {LONG * 30}", "<meta charset=utf-8>").replace(b"capital", b"cap\xffital", 1)
    read = read_html(body)
    assert "cap\ufffdital" in read.text
    assert read.notes == ("1 characters could not be read as utf-8 and are shown as \ufffd.",)


def test_control_characters_are_left_out_and_others_kept() -> None:
    read = read_html(page(f"<p>to\x00ll\x01 4\u200a50 soft\u00adhyphen a\u0301 \u202eright\u202c \ufeffx {LONG * 2}"))
    assert "toll 4\u200a50 soft\u00adhyphen a\u0301 \u202eright\u202c \ufeffx" in read.text
    assert read.notes == ("2 control characters were left out.",)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2026-01-13T23:30:00-05:00">', date(2026, 1, 13)),
        ('<meta name="pubdate" content="Tue, 13 Jan 2026 08:00:00 GMT">', date(2026, 1, 13)),
        ('<meta name="date" content="20260113">', date(2026, 1, 13)),
        ('<script type="application/ld+json">[{"@type":["Article"],"datePublished":"2026-01-13"}]</script>',
         date(2026, 1, 13)),
        ('<meta name="date" content="2026-13-45"><meta name="dc.date" content="2026-01-13">', date(2026, 1, 13)),
        ('<meta name="date" content="0001-01-01">', None),
        ('<script type="application/ld+json">{"@type":"Article","datePublished":{"a":1}</script>', None),
    ],
)  # fmt: skip
def test_the_day_that_the_page_states(head: str, day: date | None) -> None:
    assert read_html(page(f"<p>{LONG * 3}", head)).published_on == day


def test_a_day_in_the_address_is_the_pages() -> None:
    assert read_html(page(f"<p>{LONG * 3}"), url="https://a.example/2026/1/13/toll").published_on == date(2026, 1, 13)


def test_a_guessed_day_is_told() -> None:
    read = read_html(page(f'<p class="date">Posted January 13, 2026</p><p>{LONG * 3}'))
    assert read.published_on == date(2026, 1, 13)
    assert any("guessed" in note for note in read.notes)


def test_white_space_between_tags_is_that_of_the_page() -> None:
    body = f"<article><h1>A\n  b</h1><p>one <b>two</b>three  <i> four</i>\n five {LONG * 2}</p></article>"
    text = read_html(page(body)).text
    assert "one twothree four five" in text.replace("two three", "twothree")


def test_no_library_writes_to_the_log_about_a_page(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(BadFile):
        read_html(b"<html><body></body></html>")
    assert not [record for record in caplog.records if record.levelno > logging.DEBUG]
