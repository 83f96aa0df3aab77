"""The demonstration newsroom: made whole by verbs, true to its articles, kept by a second run."""

import json
from collections import Counter
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import strip_tags
from rest_framework.test import APIClient, APIRequestFactory

from claims.models import Affiliation, Claim, ClaimState, Derivation, Document, Party, Source
from factcheck.core.authentication import TokenAuthentication
from factcheck.core.capabilities import Role
from factcheck.core.models import ApiToken, Event, OutboxEntry, Scope, User
from reviews.access import is_blind, visible_assessments, visible_evidence
from reviews.demo import claims_2019, handout
from reviews.demo.articles import ARTICLES, text_of
from reviews.demo.people import CLIENT, PASSWORD, PLAYERS
from reviews.demo.sources import POST_30_DEC, REUTERS_SAID_FROM_MEK, STATEMENT_55
from reviews.models import (
    Assessment,
    Correction,
    CorrectionKind,
    Evidence,
    Notice,
    Publication,
    PublicationStatus,
    Review,
    VerdictBasis,
)
from reviews.queries.independence import independence
from reviews.workflow import State
from tests.reviews.conftest import run

KEPT = (
    User,
    Document,
    Claim,
    Party,
    Source,
    Derivation,
    Review,
    Evidence,
    Assessment,
    Publication,
    Notice,
    ApiToken,
    Event,
)


def handed_out(var: Path) -> dict:
    return json.loads((var / "demo.json").read_text(encoding="utf-8"))


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in KEPT}


def review_of(words: str) -> Review:
    return Review.objects.get(claim__text=words)


def test_every_state_of_the_workflow_has_a_review(demo: Path) -> None:
    found = Counter(Review.objects.values_list("state", flat=True))
    assert {State(state) for state in found} == set(State)


def test_the_rounds_stand_at_every_point(demo: Path) -> None:
    open_rounds = Review.objects.filter(state=State.IN_REVIEW)
    seats = {
        (
            review.assignments.filter(released_at__isnull=True).count(),
            review.assessments.filter(round=review.round).count(),
        )
        for review in open_rounds
    }
    assert seats == {(1, 0), (2, 0), (2, 1)}
    assert Review.objects.filter(state=State.QUEUED, round=2).exclude(question="").exists()
    closed = " ".join(Review.objects.filter(state=State.CLOSED).values_list("close_reason", flat=True))
    assert "Not checkable" in closed
    assert "Duplicate of claim" in closed


def test_verdicts_are_public_with_different_ratings_one_corrected_one_withdrawn(demo: Path) -> None:
    public = Publication.objects.filter(is_current=True)
    shown = public.exclude(status=PublicationStatus.RETRACTED)
    assert shown.count() >= 4
    assert len({publication.body["rating"]["slug"] for publication in shown}) >= 4
    assert public.filter(status=PublicationStatus.RETRACTED).count() == 1
    correction = Correction.objects.get(kind=CorrectionKind.CORRECTION)
    assert "620" in correction.old["rationale"]
    assert "504" in correction.new["rationale"]
    assert correction.publication.body["corrections"][0]["what"] == correction.what
    assert correction.publication.verdict.review.verdicts.filter(basis=VerdictBasis.ADJUDICATION).count() == 1


def test_every_claim_stands_in_its_document_word_for_word(demo: Path) -> None:
    documents = {document.pk: document.text for document in Document.objects.all()}
    assert sorted(documents.values()) == sorted(text_of(article) for article in ARTICLES)
    claims = list(Claim.objects.all())
    assert len(claims) >= 40
    for claim in claims:
        assert documents[claim.document_id][claim.start : claim.end] == claim.quote


def test_triage_kept_dropped_and_left_some_to_decide(demo: Path) -> None:
    for document in Document.objects.all():
        states = Counter(document.claims.values_list("state", flat=True))
        assert states[ClaimState.KEPT] >= 5
        assert states[ClaimState.UNDECIDED] >= 3
    assert Claim.objects.filter(state=ClaimState.DROPPED).exists()
    assert Claim.objects.filter(extractor="", added_by__username="erin").exists()


def test_the_claims_under_review_read_as_the_desk_words_them(demo: Path) -> None:
    texts = set(Review.objects.values_list("claim__text", flat=True))
    assert claims_2019.INTERNET.words in texts
    assert claims_2019.DECLARATION_55.words in texts
    for review in Review.objects.select_related("claim"):
        assert review.claim.attributions.exists(), review.claim.text


def test_the_reuters_figure_has_one_to_two_origins_for_and_one_against(demo: Path) -> None:
    review = review_of(claims_2019.REUTERS_1500.words)
    evidence = list(review.evidence.filter(withdrawn_at__isnull=True).select_related("source__publisher"))
    found = independence(review.claim, evidence)
    assert (found.corroborating.least, found.corroborating.most) == (1, 2)
    assert (found.disputing.least, found.disputing.most) == (1, 1)
    frozen = review.publications.get(is_current=True).body["origins"]
    assert (frozen["corroborating"], frozen["corroborating_most"], frozen["disputing"]) == (1, 2, 1)
    mek, reuters = frozen["corroborating_origins"]
    assert (mek["label"], mek["doubtful"]) == ("PMOI/MEK", False)
    assert set(mek["sources"]) == {STATEMENT_55.title, POST_30_DEC.title}
    assert (reuters["label"], reuters["doubtful"], reuters["cites"]) == ("Reuters", True, "sources within the regime")
    said = {"of": "PMOI/MEK", "basis": REUTERS_SAID_FROM_MEK.basis}
    assert reuters["because"] == [said]
    assert [origin["label"] for origin in frozen["disputing_origins"]] == ["Iranian state media"]
    assert frozen["note"] == (
        "Reuters cites “sources within the regime” without naming them. It is said, but not shown, that Reuters has "
        "this from PMOI/MEK. Jamaran and Alef said on 24 December 2019 that the sources of Reuters are the MEK. "
        "Neither showed it. So one to two origins."
    )
    public = " ".join(strip_tags(Client().get(f"/verdicts/{review.pk}/", follow=True).content.decode()).split())
    for words in ("1 or 2 origins", "PMOI/MEK", "Reuters, citing “sources within the regime”, unnamed", frozen["note"]):
        assert words in public
    erin = Client()
    erin.force_login(User.objects.get(username="erin"))
    board = " ".join(strip_tags(erin.get(f"/desk/reviews/{review.pk}/").content.decode()).split())
    assert frozen["note"] in board
    differing = {item.by.username: item.rating.slug for item in review.assessments.all()}
    assert differing == {"ada": "unproven", "ben": "half-true"}


def test_every_quotation_is_in_an_article(demo: Path) -> None:
    texts = [text_of(article) for article in ARTICLES]
    quotes = list(Evidence.objects.values_list("quote", flat=True))
    assert len(quotes) > 30
    for quote in quotes:
        assert quote
        assert any(quote in text for text in texts), quote


def test_an_address_is_given_only_where_an_article_gives_it(demo: Path) -> None:
    texts = "\n".join(text_of(article) for article in ARTICLES)
    addresses = set(Source.objects.exclude(url="").values_list("url", flat=True))
    assert len(addresses) == 2
    assert all(address in texts for address in addresses)


def test_a_reviewer_inside_the_blind_round_sees_nothing_of_the_other(demo: Path) -> None:
    review = next(
        review
        for review in Review.objects.filter(state=State.IN_REVIEW)
        if review.assessments.filter(round=review.round).exists()
    )
    ada = User.objects.get(username="ada")
    assert is_blind(review)
    assert not visible_assessments(ada, review).exists()
    assert set(visible_evidence(ada, review).values_list("added_by__username", flat=True)) == {"ada"}


def test_affiliations_are_on_record(demo: Path) -> None:
    pairs = set(Affiliation.objects.values_list("party__name", "of__name"))
    assert ("National Council of Resistance of Iran (NCRI)", "PMOI/MEK") in pairs
    assert ("NCRI-FAC (@iran_policy)", "National Council of Resistance of Iran (NCRI)") in pairs
    assert {("Jamaran", "Iranian state media"), ("Alef", "Iranian state media")} <= pairs
    assert Party.objects.filter(aliases__folded="mek").get().name == "PMOI/MEK"


def test_each_rationale_gives_finding_grounds_and_what_would_change_it(demo: Path) -> None:
    rationales = list(Assessment.objects.values_list("rationale", flat=True))
    rationales += [publication.body["rationale"] for publication in Publication.objects.all()]
    for rationale in rationales:
        paragraphs = rationale.split("\n\n")
        assert len(paragraphs) == 3, rationale
        assert "change" in paragraphs[2], rationale


def test_people_find_notices_and_none_is_left_in_the_outbox(demo: Path) -> None:
    unread = Counter(Notice.objects.filter(read_at__isnull=True).values_list("person__username", flat=True))
    assert all(unread[player.username] >= 2 for player in PLAYERS if player.role is not Role.READER), unread
    assert not OutboxEntry.objects.filter(sent_at__isnull=True).exists()


def test_demo_json_has_its_documented_shape(demo: Path) -> None:
    found = handed_out(demo)
    assert set(found) == {"base_url", "users", "tokens"}
    assert found["base_url"] == "http://127.0.0.1:8123"
    assert len(found["users"]) == 8
    for user in found["users"]:
        assert set(user) == {"username", "password", "role", "name"}
        person = User.objects.get(username=user["username"])
        assert person.check_password(user["password"])
        assert (person.role, person.name) == (user["role"], user["name"])
    assert {user["role"] for user in found["users"]} == {role.value for role in Role}
    assert set(found["tokens"]) == {"admin", "editor", "reviewer", "second", "reader"}
    assert (demo / "demo.json").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in demo.iterdir()] == ["demo.json"]
    client = User.objects.get(username=CLIENT)
    assert client.is_service
    assert not client.has_usable_password()


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("admin", Role.ADMINISTRATOR),
        ("editor", Role.EDITOR),
        ("reviewer", Role.REVIEWER),
        ("second", Role.REVIEWER),
        ("reader", Role.READER),
    ],
)
def test_each_token_is_let_in_as_its_role(demo: Path, key: str, role: Role) -> None:
    header = {"HTTP_AUTHORIZATION": f"Bearer {handed_out(demo)['tokens'][key]}"}
    found = TokenAuthentication().authenticate(APIRequestFactory().get("/api/v1/me", **header))
    assert found is not None
    user, token = found
    assert user.role == role
    assert user.username == handout.TOKEN_OWNERS[key]
    assert set(token.scopes) == ({Scope.READ} if role is Role.READER else {Scope.READ, Scope.WRITE})
    answer = APIClient().get("/api/v1/me", **header)
    assert answer.status_code == 200
    assert answer.json()["username"] == user.username


def test_a_second_run_adds_nothing_and_follows_the_address(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, tokens = counts(), handed_out(demo)["tokens"]
    monkeypatch.setenv("BASE_URL", "http://127.0.0.1:9000")
    assert "its data is kept" in run()
    assert counts() == before
    assert handed_out(demo)["tokens"] == tokens
    assert handed_out(demo)["base_url"] == "http://127.0.0.1:9000"


def test_without_the_file_tokens_are_new_and_passwords_the_known_ones(demo: Path) -> None:
    old = handed_out(demo)["tokens"]
    ben = User.objects.get(username="ben")
    ben.set_password("another-password-of-ben")
    ben.save()
    (demo / "demo.json").unlink()
    run()
    ben.refresh_from_db()
    assert ben.check_password(PASSWORD)
    assert Event.objects.filter(kind="person.password_set", about_id=str(ben.pk)).count() == 1
    assert Event.objects.filter(kind="person.password_set").count() == 1
    assert not set(handed_out(demo)["tokens"].values()) & set(old.values())


def test_a_revoked_token_alone_is_made_anew(demo: Path) -> None:
    old = handed_out(demo)["tokens"]
    token = ApiToken.objects.get(user__username="ada")
    token.revoked_at = token.created_at
    token.save()
    run()
    new = handed_out(demo)["tokens"]
    assert {key for key in old if old[key] != new[key]} == {"reviewer"}
