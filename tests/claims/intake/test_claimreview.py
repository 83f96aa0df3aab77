"""ClaimReview as publishers really write it, one sample a shape, and what cannot be taken."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claims.intake.formats.claimreview import CheckRow, as_claim, read_claimreviews
from claims.intake.ratings import NormalisedRating as Normal
from claims.intake.rows import BadFile, BadRow
from reviews.public.claimreview import claim_review, in_script

SAMPLES = Path(__file__).parent / "samples" / "claimreview"


def read(data: bytes | str) -> list[CheckRow | BadRow]:
    return list(read_claimreviews(io.BytesIO(data.encode() if isinstance(data, str) else data)))


def taken(data: bytes | str) -> list[CheckRow]:
    rows = read(data)
    assert [row.reason for row in rows if isinstance(row, BadRow)] == []
    return [row for row in rows if isinstance(row, CheckRow)]


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def by_page(name: str) -> dict[str, CheckRow]:
    return {row.url.rpartition("/")[2]: row for row in taken(sample(name))}


def review(**more: Any) -> dict[str, Any]:
    return {"@type": "ClaimReview", "claimReviewed": "It is so", "url": "https://check.example/1", **more}


def test_an_object_is_read_whole() -> None:
    (row,) = taken(sample("object.json"))
    assert row == CheckRow(
        number=1,
        line=1,
        url="https://www.check.example/facts/1",
        claim_text="Claim number 1",
        publisher="Check Example",
        publisher_site="check.example",
        claimant="A. Speaker",
        rating_text="False",
        value=1.0,
        worst=1.0,
        best=5.0,
        normalised=Normal.FALSE,
        claim_date="2024-03-01",
        published_on=date(2024, 3, 5),
        appearances=("https://news.example/1",),
    )


@pytest.mark.parametrize(("name", "pages"), [("array.json", "12"), ("graph.json", "1"), ("names.json", "1234")])
def test_containers_are_looked_into(name: str, pages: str) -> None:
    rows = taken(sample(name))
    assert [row.url[-1] for row in rows] == list(pages)
    assert [row.number for row in rows] == list(range(1, len(pages) + 1))


def test_a_feed_may_hold_lists_nulls_and_nested_items() -> None:
    rows = read(sample("feed.json"))
    assert [row.url[-1] for row in rows if isinstance(row, CheckRow)] == ["1", "2", "3"]
    assert [row.reason for row in rows if isinstance(row, BadRow)] == [
        "There is no ClaimReview in this entry. Its type must be ClaimReview.",
        "The feed says that this entry was deleted. Take it out.",
    ]


def test_lines_are_read_each_for_itself() -> None:
    first, second, broken, third = read(sample("lines.jsonl"))
    assert [row.line for row in (first, second, broken, third)] == [1, 2, 3, 4]
    assert isinstance(broken, BadRow)
    assert "no JSON" in broken.reason
    assert broken.cells["entry"].startswith('{"@type"')


def test_script_elements_are_read_and_entities_decoded_once() -> None:
    rows = taken(sample("scripts.txt"))
    assert [(row.line, row.claim_text) for row in rows] == [
        (1, 'Bread & butter "1" &amp; more'),
        (2, 'Bread & butter "2" &amp; more'),
        (3, "Encoded twice"),
    ]


@pytest.mark.parametrize(
    ("page", "text", "numbers", "meant"),
    [
        ("missing", "", (None, None, None), Normal.UNKNOWN),
        ("bare", "Pants on Fire!", (None, None, None), Normal.FALSE),
        ("list", "Mostly True", (4, 1, 5), Normal.MOSTLY_TRUE),
        ("wrapped", "Half true", (3.5, 1, 5), Normal.HALF_TRUE),
        ("names", "Rating: False", (None, None, None), Normal.FALSE),
        ("value", ": false", (2, None, None), Normal.FALSE),
        ("none", "Misleading", (None, None, None), Normal.MOSTLY_FALSE),
        ("outside", "Four Pinocchios", (5, 1, 5), Normal.FALSE),
        ("point", "Explainer", (3, None, None), Normal.UNKNOWN),
        ("infinite", "", (None, None, None), Normal.UNKNOWN),
        ("numbers", "", (2, 1, 5), Normal.MOSTLY_FALSE),
        ("contradiction", "Faux", (5, 1, 5), Normal.FALSE),
        ("entity", "C'est faux", (None, None, None), Normal.FALSE),
    ],
)
def test_ratings(page: str, text: str, numbers: tuple[float | None, ...], meant: Normal) -> None:
    row = by_page("ratings.json")[page]
    assert (row.rating_text, (row.value, row.worst, row.best), row.normalised) == (text, numbers, meant)
    assert bool(row.notes) == (page in ("outside", "point"))


@pytest.mark.parametrize(
    ("page", "claimant", "said", "appearances"),
    [
        ("wrapped", "Wrapped", "2019-12-15", ()),
        ("work", "Work", "", ("https://a.example/1", "https://a.example/2")),
        ("list", "Listed", "", ("https://b.example/0", "https://b.example/1", "https://b.example/2")),
        ("string", "Stringed", "", ("https://c.example/0", "https://c.example/1")),
        ("nothing", "", "", ()),
    ],
)
def test_what_was_reviewed(page: str, claimant: str, said: str, appearances: tuple[str, ...]) -> None:
    row = by_page("claims.json")[page]
    assert (row.claimant, row.claim_date, row.appearances) == (claimant, said, appearances)


def test_publishers_and_days_that_are_missing_or_broken_are_unknown() -> None:
    rows = by_page("claims.json")
    assert (rows["nothing"].publisher, rows["nothing"].publisher_site) == ("", "check.example")
    assert rows["nothing"].published_on is None
    assert (rows["author"].publisher, rows["author"].published_on) == ("The Checkers", None)
    assert (rows["authors"].publisher, rows["authors"].language) == ("First & Second", "fa-IR")


def test_what_is_refused_says_why() -> None:
    rows = read(sample("refused.json"))
    reasons = [row.reason for row in rows if isinstance(row, BadRow)]
    assert [row.url for row in rows if isinstance(row, CheckRow)] == ["https://www.check.example/facts/kept"]
    for reason, part in zip(
        reasons,
        ["claimReviewed", "It needs a url", "javascript:", "MediaReview", "no Claim", "no Claim", "no Claim", "20,001"],
        strict=True,
    ):
        assert part in reason


def test_slightly_broken_json_is_read_and_one_broken_entry_refuses_itself_alone() -> None:
    rows = read(sample("broken.json"))
    assert [row.claim_text if isinstance(row, CheckRow) else row.line for row in rows] == [
        "Trailing, commas",
        "A line\nend and a \ttab",
        'She said "no" to it',
        "It\\'s so",
        8,
        9,
        "Whole",
    ]


@pytest.mark.parametrize(
    "data", [b"", b" \n ", b"hello", b"\xff\xfe", b"<html></html>", b"<script>var x = 1;</script>", b"%PDF-1.4", b"7"]
)
def test_a_file_that_is_none_of_it_is_refused(data: bytes) -> None:
    with pytest.raises(BadFile) as refused:
        read(data)
    assert refused.value.reason.endswith(".")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_encodings_are_found_out(encoding: str) -> None:
    (row,) = taken(json.dumps([review(claimReviewed="می‌گوید")], ensure_ascii=False).encode(encoding))
    assert row.claim_text == "می‌گوید"


def test_what_cannot_be_stored_is_refused_by_entry() -> None:
    data = json.dumps([review(claimReviewed="a\0"), review(url="https://x.example/\ud800"), review()]).encode()
    nul, half, kept = read(data)
    assert isinstance(nul, BadRow)
    assert "U+0000" in nul.reason
    assert isinstance(half, BadRow)
    assert "U+D800" in half.reason
    assert isinstance(kept, CheckRow)
    latin, kept = read(b'[{"claimReviewed": "caf\xe9"},\n' + json.dumps(review()).encode() + b"]")
    assert isinstance(latin, BadRow)
    assert "UTF-8" in latin.reason
    assert latin.cells["entry"].isprintable()
    assert isinstance(kept, CheckRow)


def test_an_entry_as_claim_leaves_the_verdict_of_others_behind() -> None:
    row = by_page("claims.json")["list"]
    claim = as_claim(row)
    assert (claim.text, claim.claimants, claim.url) == ("Claim number list", ("Listed",), "https://b.example/0")
    assert claim.external_id.startswith(f"{row.url}#")
    row.claim_text = "Another claim on the same page"
    assert as_claim(row).external_id != claim.external_id
    row.url += "x" * 1000
    assert len(as_claim(row).external_id) <= 200


def test_what_this_desk_publishes_can_be_brought_in() -> None:
    body = {
        "url": "https://desk.example/verdicts/1/",
        "published_at": "2024-05-02T10:00:00Z",
        "updated_at": "2024-05-02T10:00:00Z",
        "version": 1,
        "corrections": [],
        "status": "published",
        "rating": {"label": "Mostly false", "value": 2, "best": 5, "worst": 1},
        "rationale_html": "<p>Bread &amp; butter</p>",
        "claim": {
            "text": 'Over 1,500 "died" <b>',
            "quote": "",
            "language": "en",
            "claimants": [{"name": "The ministry", "anonymous": False, "stance": "asserts", "kind": "organisation"}],
            "first_said": "2019-12",
            "document": {"title": "News", "url": "https://news.example/1", "publisher": "News", "published_on": None},
        },
    }
    made = claim_review(body, site="https://desk.example", publisher="The desk")
    rows = taken(f'<script type="application/ld+json">{in_script(made)}</script>')
    assert rows == taken(json.dumps(made))
    (row,) = rows
    assert (row.claim_text, row.claimant, row.claim_date) == ('Over 1,500 "died" <b>', "The ministry", "2019-12")
    assert (row.rating_text, row.normalised, row.value) == ("Mostly false", Normal.MOSTLY_FALSE, 2)
    assert (row.publisher, row.publisher_site, row.language) == ("The desk", "desk.example", "en")
    assert (row.published_on, row.appearances) == (date(2024, 5, 2), ("https://news.example/1",))


def test_rows_come_before_the_file_has_been_read() -> None:
    read_so_far = 0

    class Endless(io.RawIOBase):
        parts: Iterator[bytes] = iter(())

        def read(self, size: int = -1) -> bytes:
            nonlocal read_so_far
            chunk = b'{"@type":"DataFeed","dataFeedElement":[' if not read_so_far else self.entries
            read_so_far += len(chunk)
            return chunk

        entries = (json.dumps({"@type": "DataFeedItem", "item": [review()]}) + ",").encode() * 1000

    rows = read_claimreviews(Endless())  # type: ignore[arg-type]
    for expected in range(1, 20_001):
        assert next(rows).number == expected
    assert read_so_far < 10_000_000
