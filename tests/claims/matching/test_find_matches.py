"""What is here already of a claim or a text is found, the likest first, and nothing that a person may not see."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.count_words import count_words
from claims.actions.decide_claim import decide_claim
from claims.models import Claim, ClaimState, Topic
from claims.queries.matches import Match, MatchKind, find_matches
from factcheck.core.models import User
from tests.claims.checking import make_check
from tests.factories import make_claim as make_claim_with_a_figure
from tests.factories import make_document

pytestmark = pytest.mark.django_db

TOLL = "More than 1,500 protesters were killed in Iran in November"
OTHERS = (
    "200 protesters were killed in Iran in November",
    "The ministry denied that 1,500 protesters were killed in Iran in November",
    "A shark swam on a flooded motorway in Houston",
    "The bridge over the river is 300 metres long",
    "Unemployment rose to 5 percent in the south last year",
)


def make_claim(by: User, text: str, **fields: Any) -> Claim:
    """A claim as files bring it: words alone."""
    return make_claim_with_a_figure(by, text, links=[], number=None, **fields)


def texts(matches: list[Match]) -> list[str]:
    return [match.target.text if isinstance(match.target, Claim) else match.target.claim_text for match in matches]


@pytest.fixture
def erin(cast: dict[str, User]) -> User:
    for text in OTHERS:
        make_claim(cast["erin"], text)
    count_words()
    return cast["erin"]


def test_a_claim_finds_what_is_like_it_and_not_itself(erin: User) -> None:
    claim = make_claim(erin, TOLL)
    found = find_matches(erin, claim)
    assert texts(found)[:2] == [OTHERS[1], OTHERS[0]]
    assert [match.relation for match in found[:2]] == ["opposite_stance", "other_figure"]
    assert claim not in [match.target for match in found]
    assert all(0 < match.score <= 1 and match.why and match.parts["bm25"] > 0 for match in found[:2])
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)


def test_the_very_same_words_come_first_however_they_are_written(erin: User) -> None:
    make_claim(erin, "More than 1500 PROTESTERS were killed, in Iran, in November!")
    make_claim(erin, f"{TOLL} and also in December, said {TOLL}")
    found = find_matches(erin, TOLL)
    assert (found[0].relation, found[0].score, found[0].parts["words"]) == ("same_words", 1.0, 1.0)
    assert found[0].target.fingerprint == make_claim(erin, TOLL).fingerprint


def test_other_forms_of_a_word_are_found(erin: User) -> None:
    assert texts(find_matches(erin, "flooding: sharks on motorways", 1)) == [OTHERS[2]]
    assert texts(find_matches(erin, "#FloodedMotorway", 1)) == [OTHERS[2]]


def test_checks_of_others_are_found_by_claim_and_by_title(erin: User) -> None:
    check = make_check(erin, claim_text="Bleach cures it", title="Does drinking chlorine help against the virus?")
    make_check(erin, claim_text="The moon is made of cheese", title="On cheese")
    for asked in ("is bleach a cure", "drink chlorine against viruses"):
        (found, *_) = find_matches(erin, asked)
        assert (found.kind, found.target) == (MatchKind.CHECK, check)


def test_kinds_languages_and_scores_can_be_asked_for(erin: User) -> None:
    make_check(erin, claim_text=TOLL, title="", language="en")
    make_check(erin, claim_text="مرگ 1500 iran november killed", title="", language="fa")
    both = find_matches(erin, TOLL)
    assert {match.kind for match in both} == {MatchKind.CHECK, MatchKind.CLAIM}
    assert {match.kind for match in find_matches(erin, TOLL, kinds=[MatchKind.CLAIM])} == {MatchKind.CLAIM}
    assert texts(find_matches(erin, TOLL, language="fa")) == ["مرگ 1500 iran november killed"]
    assert len(find_matches(erin, TOLL, 1)) == 1
    assert {match.score >= 0.5 for match in find_matches(erin, TOLL, least=0.5)} == {True}


def test_what_is_in_a_restricted_topic_is_neither_found_nor_counted(erin: User, cast: dict[str, User]) -> None:
    before = [(match.target.pk, match.score) for match in find_matches(cast["ada"], TOLL)]
    topic = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    topic.members.add(erin)
    hidden = make_claim(erin, TOLL, topic=topic.slug)
    document = make_document(erin, f"{TOLL}. {TOLL} once more.", topic=topic.slug)
    inside = Claim.objects.create(
        document=document, start=0, end=len(TOLL), quote=TOLL, text=TOLL, fingerprint=hidden.fingerprint,
        words=hidden.words,
    )  # fmt: skip
    count_words(even_so=True)
    assert [(match.target.pk, match.score) for match in find_matches(cast["ada"], TOLL)] == before
    assert {hidden, inside} <= {match.target for match in find_matches(erin, TOLL)}
    assert find_matches(AnonymousUser(), TOLL) == []


def test_hidden_claims_crowd_out_nothing(erin: User, cast: dict[str, User]) -> None:
    """Not even more of them than are looked at."""
    topic = Topic.objects.create(slug="secret", title="Secret", is_restricted=True)
    shown = make_claim(erin, TOLL)
    Claim.objects.bulk_create(
        (Claim(text=f"{TOLL} {n}", fingerprint=f"{n}", words=f"{shown.words} {n}", topic=topic) for n in range(3_500)),
        batch_size=1_000,
    )
    count_words(even_so=True)
    assert find_matches(cast["ada"], f"{TOLL} again")[0].target == shown


def test_a_dropped_claim_is_left_out_and_for_a_merged_one_stands_the_other(erin: User) -> None:
    dropped, merged, kept = make_claim(erin, TOLL), make_claim(erin, f"{TOLL} 2019"), make_claim(erin, "It was many")
    decide_claim(dropped.pk, ClaimState.DROPPED, by=erin)
    Claim.objects.filter(pk=merged.pk).update(state=ClaimState.MERGED, merged_into=kept)
    found = [match.target for match in find_matches(erin, TOLL)]
    assert kept in found
    assert dropped not in found
    assert merged not in found
    assert kept not in [match.target for match in find_matches(erin, kept)]


def test_repeats_do_not_fill_the_list(erin: User) -> None:
    repeat = make_claim(erin, TOLL)
    for _ in range(8):
        make_claim(erin, TOLL)
    found = find_matches(erin, repeat, 5)
    assert texts(found).count(TOLL) == 3
    assert OTHERS[0] in texts(found)


@pytest.mark.parametrize("asked", ["", " ", "\0", "...", "the of and", "x" * 9000, "' \\ & | ! ( ) :*", "۱", "not"])
def test_any_text_can_be_asked_for(erin: User, asked: str) -> None:
    assert isinstance(find_matches(erin, asked), list)
    assert find_matches(erin, asked, language="\0") == []


def test_words_that_every_text_has_are_looked_for_only_when_there_are_no_others(erin: User) -> None:
    make_claim(erin, "Who is who")
    assert texts(find_matches(erin, "who is who", 1)) == ["Who is who"]
    assert texts(find_matches(erin, "where is the shark")) == [OTHERS[2]]


def test_the_number_of_queries_does_not_grow(erin: User) -> None:
    claim = make_claim(erin, TOLL)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            find_matches(erin, claim, 50)
        return len(asked)

    make_check(erin, claim_text=TOLL)
    few = queries()
    for n in range(12):
        make_claim(erin, f"{n} protesters were killed in Iran")
        make_check(erin, claim_text=f"{n} protesters were killed in Iran")
    assert queries() == few
