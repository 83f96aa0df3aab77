"""Words are counted when there is something to count, and told apart from hidden ones."""

import pytest

from claims.actions import count_words as counting
from claims.actions.count_words import count_words
from claims.models import Claim, Topic, WordFrequency, WordTotal
from factcheck.core.models import User
from tests.claims.checking import make_check
from tests.factories import make_claim

pytestmark = pytest.mark.django_db


def counts(word: str) -> tuple[str, int, int] | None:
    return WordFrequency.objects.filter(word=word).values_list("stem", "claims", "checks").first()


def test_a_word_is_counted_once_a_text_beside_its_stem(cast: dict[str, User]) -> None:
    make_claim(cast["erin"], "Protesters met protesters and the police")
    make_claim(cast["erin"], "A protester was shot")
    make_check(cast["erin"], claim_text="Protesters were shot", title="Were protesters shot?")
    assert count_words()
    assert counts("protesters") == ("protest", 1, 1)
    assert counts("protester") == ("protest", 1, 0)
    assert counts("the") == ("the", 1, 0)
    totals = {total.name: (total.texts, total.mean_length) for total in WordTotal.objects.all()}
    assert totals == {"claims": (2, 5.0), "checks": (1, 6.0)}


def test_it_is_done_again_only_when_enough_is_new(cast: dict[str, User]) -> None:
    for n in range(20):
        make_claim(cast["erin"], f"Claim {n}")
    assert count_words()
    assert not count_words()
    make_claim(cast["erin"], "Another claim")
    assert not count_words()
    assert count_words(even_so=True)
    for n in range(4):
        make_claim(cast["erin"], f"Another claim {n}")
    assert count_words()
    assert counts("claim") == ("claim", 25, 0)


def test_a_word_that_is_gone_is_forgotten(cast: dict[str, User]) -> None:
    claim = make_claim(cast["erin"], "Sharks swim")
    count_words()
    Claim.objects.filter(pk=claim.pk).update(words="whales swim")
    count_words(even_so=True)
    assert counts("sharks") is None
    assert counts("whales") == ("whale", 1, 0)


def test_what_is_in_a_restricted_topic_does_not_count(cast: dict[str, User]) -> None:
    topic = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    make_claim(cast["erin"], "Sharks swim")
    Claim.objects.create(text="Whales", words="whales", fingerprint="1", topic=topic)
    count_words()
    assert counts("whales") is None
    assert counts("sharks") == ("shark", 1, 0)


def test_of_many_texts_a_sample_stands_for_all(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    Claim.objects.bulk_create(
        (Claim(text="x", words=f"common words here {'x' * 80} {n}", fingerprint=str(n)) for n in range(6_000)),
        batch_size=1_000,
    )
    monkeypatch.setattr(counting, "SAMPLED", 2_000)
    monkeypatch.setattr(counting, "_size", lambda table: 6_000 if table == "claims_claim" else 0)
    count_words(even_so=True)
    known = counts("common")
    assert known is not None
    assert known[1] == pytest.approx(6_000, rel=0.35)
    assert WordFrequency.objects.count() < 5_000
