"""Claims and checks are read by the installation's model, kept by model, and found by meaning."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.access import visible_checks, visible_claims
from claims.actions.add_topic import add_topic
from claims.actions.edit_claim import edit_claim
from claims.actions.embed_texts import BATCH, embed_texts
from claims.embedding.chosen import chosen_embedder
from claims.embedding.embedder import Embedder
from claims.models import Claim, Embedding
from claims.queries.matches import find_matches
from claims.queries.nearness import nearest_in_meaning, vector_of
from claims.tasks import embed_texts as embed_task
from factcheck.core.models import User
from reviews.actions.restrict_topic import restrict_topic
from tests.claims.checking import make_check
from tests.claims.embedding import models
from tests.factories import make_claim

WORDS = ["people", "killed", "died", "prices", "rose", "protesters", "schools", "closed"]


@pytest.fixture
def served(settings: Any) -> Iterator[models.Endpoint]:
    with models.endpoint() as here:
        settings.EMBEDDINGS_URL, settings.EMBEDDINGS_MODEL, settings.EMBEDDINGS_TIMEOUT = here.url, "small-1", 2.0
        yield here


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.EMBEDDINGS_FOLDER = str(models.write_folder(tmp_path / "tiny", WORDS))
    return tmp_path / "tiny"


def the_embedder() -> Embedder:
    embedder = chosen_embedder()
    assert embedder is not None
    return embedder


def near(person: User, asked: Claim | str) -> list[int]:
    found = vector_of(asked)
    assert found is not None
    return [pk for pk, _ in nearest_in_meaning(visible_claims(person), *found, limit=10)]


def test_what_means_the_same_is_nearest(cast: dict[str, User], folder: Path) -> None:
    erin = cast["erin"]
    toll, other = make_claim(erin, text="protesters died"), make_claim(erin, text="schools closed")
    check = make_check(erin, claim_text="people killed")
    assert embed_texts(the_embedder()) == 3
    assert near(erin, "people killed") == [toll.pk, other.pk]
    found = vector_of("people killed")
    assert found is not None
    assert nearest_in_meaning(visible_checks(erin), *found, limit=5) == [(check.pk, pytest.approx(1, abs=1e-5))]


def test_nothing_is_read_twice_and_what_is_reworded_again(cast: dict[str, User], served: models.Endpoint) -> None:
    erin = cast["erin"]
    claim = make_claim(erin, text="protesters died")
    embedder = the_embedder()
    assert [embed_texts(embedder), embed_texts(embedder)] == [1, 0]
    edit_claim(claim.pk, by=erin, text="prices rose")
    assert [embed_texts(embedder), embed_texts(embedder)] == [1, 0]
    (kept,) = Embedding.objects.all()
    claim.refresh_from_db()
    assert kept.fingerprint == claim.fingerprint
    assert [call["input"] for call in served.asked] == [["protesters died"], ["prices rose"]]


def test_more_than_a_batch_is_read_by_the_task(cast: dict[str, User], served: models.Endpoint) -> None:
    for number in range(BATCH + 3):
        make_claim(cast["erin"], text=f"town {number} closed its schools")
    assert embed_task() == BATCH + 3
    assert Embedding.objects.count() == BATCH + 3


def test_vectors_of_two_models_are_never_mixed(cast: dict[str, User], served: models.Endpoint, settings: Any) -> None:
    erin = cast["erin"]
    first = make_claim(erin, text="protesters died")
    embed_texts(the_embedder())
    settings.EMBEDDINGS_MODEL = "large-2"
    second = make_claim(erin, text="people killed")
    found = vector_of("people killed")
    assert found is not None
    assert nearest_in_meaning(visible_claims(erin), *found, limit=10) == []
    embed_texts(the_embedder())
    assert set(near(erin, "people killed")) == {first.pk, second.pk}
    assert Embedding.objects.count() == 3


def test_what_is_restricted_is_not_sent_away(cast: dict[str, User], served: models.Endpoint) -> None:
    erin = cast["erin"]
    topic = add_topic(by=erin, title="Kestrel affair")
    make_claim(erin, text="a secret of the house", topic=topic.slug)
    make_claim(erin, text="prices rose")
    restrict_topic(topic.slug, by=erin, members=["ada"])
    embed_texts(the_embedder())
    assert [call["input"] for call in served.asked] == [["prices rose"]]


def test_what_is_restricted_is_not_found_by_others(cast: dict[str, User], folder: Path) -> None:
    erin = cast["erin"]
    topic = add_topic(by=erin, title="Kestrel affair")
    hidden = make_claim(erin, text="protesters died", topic=topic.slug)
    restrict_topic(topic.slug, by=erin, members=["ada"])
    embed_texts(the_embedder())
    assert near(cast["ada"], "people killed") == [hidden.pk]
    assert near(cast["ben"], "people killed") == []


def test_without_a_model_nothing_is_asked(cast: dict[str, User]) -> None:
    make_claim(cast["erin"])
    assert chosen_embedder() is None
    assert embed_task() == 0
    assert vector_of("people killed") is None


@pytest.mark.parametrize("way", ["down", "junk"])
def test_an_endpoint_in_trouble_stops_nobody(cast: dict[str, User], served: models.Endpoint, way: str) -> None:
    claim = make_claim(cast["erin"])
    served.way = way
    assert embed_task() == 0
    assert vector_of("people killed") is None
    assert vector_of(claim) is None
    served.way = "vectors"
    assert embed_task() == 1


def test_a_folder_that_is_gone_stops_nobody(cast: dict[str, User], settings: Any, tmp_path: Path) -> None:
    settings.EMBEDDINGS_FOLDER = str(tmp_path / "nowhere")
    make_claim(cast["erin"])
    assert embed_task() == 0
    assert vector_of("people killed") is None


def test_vectors_go_with_their_claims(cast: dict[str, User], folder: Path) -> None:
    claim = make_claim(cast["erin"], text="protesters died")
    embed_texts(the_embedder())
    claim.attributions.all().delete()
    claim.figures.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM claims_claim WHERE id = %s", [claim.pk])
    assert not Embedding.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_command_reads_all_indexes_and_prunes(
    cast: dict[str, User], served: models.Endpoint, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    toll = make_claim(cast["erin"], text="protesters died")
    embed_texts(the_embedder())
    settings.EMBEDDINGS_MODEL = "large-2"
    call_command("embed_claims", "--prune")
    assert "1 claims and checks can be found by meaning" in capsys.readouterr().out
    assert set(Embedding.objects.values_list("model", flat=True)) == {the_embedder().id}
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname LIKE 'embedding_%' AND indexdef LIKE '%hnsw%'")
        assert cursor.fetchone() == (2,)
        cursor.execute("SET enable_seqscan = off")
        cursor.execute("SET enable_sort = off")
    assert near(cast["erin"], "people killed") == [toll.pk]
    with connection.cursor() as cursor:
        cursor.execute("RESET enable_seqscan")
        cursor.execute("RESET enable_sort")
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%hnsw%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP INDEX "{name}"')


def test_the_command_says_what_is_missing(cast: dict[str, User]) -> None:
    with pytest.raises(CommandError, match="No model is named"):
        call_command("embed_claims")


def test_matches_are_found_by_meaning_where_no_word_is_the_same(cast: dict[str, User], folder: Path) -> None:
    erin = cast["erin"]
    toll = make_claim(erin, text="protesters died", number=None)
    make_claim(erin, text="schools closed", number=None)
    assert find_matches(erin, "people killed") == []
    embed_texts(the_embedder())
    first, *_ = find_matches(erin, "people killed")
    assert first.target == toll
    assert first.parts["cosine"] == pytest.approx(1, abs=1e-3)
    assert first.parts["bm25"] == 0
    assert 0 < first.score < 1


def test_words_and_meaning_together_come_before_one_alone(cast: dict[str, User], folder: Path) -> None:
    erin = cast["erin"]
    by_both = make_claim(erin, text="people killed in schools", number=None)
    by_meaning = make_claim(erin, text="protesters died", number=None)
    make_claim(erin, text="prices rose", number=None)
    embed_texts(the_embedder())
    found = [match.target.pk for match in find_matches(erin, "people killed, schools closed")]
    assert found.index(by_both.pk) < found.index(by_meaning.pk)


def test_an_endpoint_in_trouble_leaves_matching_by_words(cast: dict[str, User], served: models.Endpoint) -> None:
    claim = make_claim(cast["erin"], text="protesters died", number=None)
    served.way = "down"
    (found,) = find_matches(cast["erin"], "protesters died in May")
    assert found.target == claim
    assert "cosine" not in found.parts
