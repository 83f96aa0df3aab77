"""The desk's claims: what finds them, and that finding them stays quick."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from claims.actions.add_topic import add_topic
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.actions.sort_in_words import sort_in_words
from claims.intake.claim_row import ClaimRow
from claims.intake.prepared_row import prepare_row
from claims.intake.row_key import key_of_external_id
from claims.models import Claim, ClaimState
from claims.queries.claims import PAGE_SIZE, ClaimAsk, claims_page, found_claims, repeats_of
from factcheck.core.models import User
from tests.claims.importing import imported_file
from tests.factories import make_claim, make_document
from tests.unwatched import unwatched

FILE = (
    "claim,claimant,external id,tags,language,priority,due\n"
    "The toll had risen to 1000,Reuters,X-1,toll; iran,en,1,2030-01-02\n"
    "وزیر كشور گفت ۲۳۰ نفر كشته شده‌اند,وزیر,X-2,,fa,,\n"
    "THE TOLL had risen to 1000!,Alef,X-3,,en,,\n"
)
Cast = dict[str, User]


def texts(person: User, **asked: Any) -> list[str]:
    return [claim.text[:9] for claim in found_claims(person, ClaimAsk(**asked))]


def test_each_filter_finds_its_own(cast: Cast) -> None:
    erin = cast["erin"]
    work = imported_file(erin, FILE)
    other = make_claim(erin, "Nobody was hurt in Shiraz", topic=add_topic("Shiraz", by=erin).slug)
    first, persian = work.claims.order_by("id")
    decide_claim(persian.pk, ClaimState.DROPPED, by=erin)
    assert texts(erin) == ["Nobody wa", "وزیر كشور", "The toll "]
    cases: list[tuple[dict[str, Any], list[Claim]]] = [
        ({"state": "kept"}, [other]),
        ({"state": "dropped"}, [persian]),
        ({"import_id": work.pk}, [persian, first]),
        ({"import_id": work.pk + 1}, []),
        ({"topic": "shiraz"}, [other]),
        ({"language": "fa"}, [persian]),
        ({"tag": "iran"}, [first]),
        ({"tag": "ira"}, []),
        ({"external_id": "X-2"}, [persian]),
        ({"external_id": "X-3"}, [first]),  # a row that was linked to it
        ({"external_id": "X"}, []),
        ({"q": "toll risen"}, [first]),
        ({"q": '"risen toll"'}, []),
        ({"q": "toll or shiraz"}, [other, first]),
        ({"q": "toll -risen"}, []),
        ({"q": '"had risen"'}, [first]),
        ({"q": 'toll -"had risen"'}, []),
        ({"q": 'toll -"risen had"'}, [first]),
        ({"q": 'shiraz OR "had risen" -nobody'}, [other, first]),
        ({"q": '"'}, []),
        ({"q": "or"}, []),
        ({"q": "-toll -shiraz"}, [persian]),
        ({"q": "RISEN-to"}, [first]),
        # Persian and Arabic letters, digits and joiners are read as one.
        ({"q": "کشته شده اند 230"}, [persian]),
        ({"claim_id": first.pk}, [first]),
        ({"q": "toll", "state": "kept"}, []),
    ]
    for asked, found in cases:
        assert list(found_claims(erin, ClaimAsk(**asked))) == found, asked


@pytest.mark.parametrize("name", ["topic", "language", "tag", "external_id", "q"])
@pytest.mark.parametrize("value", ["\0", "\u202e", "'", '"', "\\", "x" * 5000, "a & ! | (", "%", "😀"])
def test_no_value_breaks_a_filter(cast: Cast, name: str, value: str) -> None:
    make_claim(cast["erin"])
    asked: dict[str, Any] = {name: value}
    assert list(found_claims(cast["erin"], replace(ClaimAsk(), **asked))) in ([], list(Claim.objects.all()))


def test_the_key_is_the_one_that_rows_are_known_by() -> None:
    for name in ("X-1", "", "شناسه", "a\\b"):
        row = ClaimRow(1, 1, "Any words", external_id=name)
        assert (prepare_row(row).key == key_of_external_id(name)) == bool(name)


def test_pages_lead_to_one_another(cast: Cast) -> None:
    erin = cast["erin"]
    rows = "".join(f"Claim number {number}\n" for number in range(PAGE_SIZE + 3))
    imported_file(erin, f"claim\n{rows}")
    first = claims_page(erin, ClaimAsk())
    assert (len(first.claims), first.newer, first.older) == (PAGE_SIZE, None, first.claims[-1].pk)
    last = claims_page(erin, ClaimAsk(), before=first.older)
    assert (len(last.claims), last.newer, last.older) == (3, last.claims[0].pk, None)
    again = claims_page(erin, ClaimAsk(), after=last.newer)
    assert [claim.pk for claim in again.claims] == [claim.pk for claim in first.claims]


def test_what_repeats_a_claim_is_told(cast: Cast) -> None:
    erin = cast["erin"]
    work = imported_file(erin, FILE)
    first = work.claims.earliest("id")
    for _ in range(4):
        make_claim(erin, "the toll HAD risen to 1000")
    page = claims_page(erin, ClaimAsk(claim_id=first.pk))
    repeats = repeats_of(erin, page.claims)[first.pk]
    assert (repeats.row_count, repeats.claim_count, repeats.hidden_count) == (1, 4, 1)
    assert [row.cells["claimant"] for row in repeats.rows] == ["Alef"]
    assert [claim.duplicate_of for claim in repeats.claims] == [first] * 3
    # Other words are no repetition any more.
    edit_claim(repeats.claims[0].pk, by=erin, text="It rained")
    page = claims_page(erin, ClaimAsk(claim_id=first.pk))
    assert repeats_of(erin, page.claims)[first.pk].claim_count == 3


def test_what_is_restricted_to_others_is_neither_found_nor_counted(cast: Cast) -> None:
    erin, cleo = cast["erin"], cast["cleo"]
    known = make_claim(erin, "The toll had risen to 1000")
    secret = add_topic("Secret", by=cleo, is_restricted=True)
    hidden = make_claim(cleo, "The toll had risen to 1000", topic=secret.slug)
    inside = imported_file(cleo, "claim,claimant,external id\nThe toll had risen to 1000,Somebody,S-1\n",
                           topic=secret.slug)  # fmt: skip
    document = make_document(cleo, "The toll had risen to 1000 in a secret place.", topic=secret.slug)
    assert hidden.duplicate_of == known
    assert inside.duplicates == 1
    for person, sees in ((cleo, True), (erin, False), (cast["rita"], False)):
        found = set(found_claims(person, ClaimAsk(q="toll")))
        assert found == ({known, hidden} if sees else {known})
        for asked in ({"topic": secret.slug}, {"claim_id": hidden.pk}, {"document_id": document.pk}):
            assert list(found_claims(person, ClaimAsk(**asked))) == (
                [hidden] if sees and "document_id" not in asked else []
            )
        assert list(found_claims(person, ClaimAsk(external_id="S-1"))) == ([known] if sees else [])
        repeats = repeats_of(person, claims_page(person, ClaimAsk(claim_id=known.pk)).claims).get(known.pk)
        assert (repeats and (repeats.row_count, repeats.claim_count)) == ((1, 1) if sees else None)


def test_search_uses_the_index_and_lists_the_order(cast: Cast) -> None:
    """What PostgreSQL does with many rows: it sorts or reads all of them for none of these."""
    with unwatched("claims_claim") as cursor:
        cursor.execute(
            "INSERT INTO claims_claim (text, words, quote, prefix, suffix, language, kind, said_on, state, worth,"
            " reasons, fingerprint, url, place, as_of, tags, external_id, row_key, extractor, added_at, version)"
            " SELECT 'word' || n || ' said that many people of town' || n %% 97 || ' left',"
            " 'word' || n || ' said that many people of town' || n %% 97 || ' left',"
            " '', '', '', 'en', 'other', '', CASE WHEN n %% 1000 = 0 THEN 'kept' ELSE 'undecided' END, 0, '{}',"
            " md5(n::text), '', '', '', '{}', 'E' || n, md5(n::text), '', %s, 1 FROM generate_series(1, 20000) n",
            [timezone.now()],
        )
        # As at the end of an import.
        sort_in_words()
        cursor.execute("ANALYZE claims_claim, claims_topic, claims_document")
    cases: list[tuple[dict[str, Any], str]] = [
        ({"q": "word777"}, "claim_words_found"),
        ({"q": "word777", "state": "undecided"}, "claim_words_found"),
        ({"state": "undecided"}, "claims_claim_pkey|claim_state"),
        ({"state": "kept"}, "claim_state"),
        ({}, "claims_claim_pkey"),
        ({"external_id": "E5"}, "claim_row_key_hash"),
        ({"topic": "none"}, "claim_topic"),
    ]
    for asked, index in cases:
        plan = found_claims(cast["erin"], ClaimAsk(**asked))[:51].explain()
        assert re.search(rf"(Index|Bitmap Index) Scan.*\b({index})\b", plan), f"{asked}\n{plan}"
        assert "Seq Scan on claims_claim" not in plan, f"{asked}\n{plan}"
