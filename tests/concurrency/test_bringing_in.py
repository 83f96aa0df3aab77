"""The same text posted twice, and one import run twice, at the same instant."""

import pytest
from django.db import transaction

from claims.actions.add_document import add_document
from claims.actions.add_topic import add_topic
from claims.actions.extract_document import extract_document
from claims.actions.resolve_parties import resolve_parties
from claims.actions.resolve_party import resolve_party
from claims.models import Alias, Claim, Document, Import, Party
from factcheck.core.errors import Conflict
from factcheck.core.models import Event, User
from tests.concurrency.at_once import at_once, refusals
from tests.factories import make_document
from tests.shared import sample

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_a_text_posted_at_once_is_added_once(cast: dict[str, User]) -> None:
    people = ("erin", "cleo", "adam", "erin")
    results = at_once(
        *(lambda name=name: add_document(by=cast[name], text="One text.", publisher="Alef") for name in people)
    )
    assert refusals(results) == []
    assert len({work.pk for work, _ in results}) == 1
    assert [is_new for _, is_new in results].count(True) == 1
    assert (Document.objects.count(), Import.objects.count(), Event.objects.count()) == (1, 1, 1)


def test_two_workers_on_one_import_write_each_claim_once(cast: dict[str, User]) -> None:
    text = sample("2020-01-november-2019-toll.txt")
    alone = extract_document(make_document(cast["erin"], f"{text}\n").imports.get().pk)
    document = make_document(cast["erin"], text)
    pk = document.imports.get().pk
    at_once(*(lambda: extract_document(pk) for _ in range(3)))
    work = Import.objects.get(pk=pk)
    assert (work.state, work.added, work.known, work.refused) == ("done", alone.added, 0, alone.refused)
    spans = list(Claim.objects.filter(document=document).values_list("start", "end"))
    assert len(spans) == len(set(spans)) == work.added
    assert Event.objects.filter(kind="document.extracted", about_id=document.pk).count() == 1
    speakers = [claim.attributions.count() for claim in document.claims.all()]
    assert speakers == [claim.attributions.count() for claim in alone.document.claims.all()]  # type: ignore[union-attr]


def test_a_new_name_makes_one_party(cast: dict[str, User]) -> None:
    found = at_once(*(lambda: resolve_party("The Interior Ministry") for _ in range(6)))
    assert len({party.pk for party in found}) == 1
    assert (Party.objects.count(), Alias.objects.count()) == (1, 1)


def test_batches_of_new_names_make_one_party_each(cast: dict[str, User]) -> None:
    names = [f"Ministry {number}" for number in range(200)]

    def batches(order: list[str]) -> dict[str, int]:
        # One transaction of several batches, as an import writes them.
        with transaction.atomic():
            return resolve_parties(order[:120]) | resolve_parties(order[80:])

    def one_by_one() -> dict[str, int]:
        return {name: resolve_party(name).pk for name in names}

    found = at_once(
        *(lambda order=order: batches(order) for order in (names, names[::-1], names[100:] + names[:100])), one_by_one
    )
    assert all(each == found[0] for each in found)
    assert sorted(found[0]) == sorted(names)
    assert (Party.objects.count(), Alias.objects.count()) == (200, 200)


def test_a_topic_is_made_once(cast: dict[str, User]) -> None:
    results = at_once(*(lambda: add_topic("The toll", by=cast["erin"]) for _ in range(3)))
    assert refusals(results) == [Conflict, Conflict]
