"""Findings on figures: looked for anew, judged, gone and back; and what a colleague's work must not show."""

from decimal import Decimal

import pytest

from claims.actions.add_document import add_document
from claims.actions.add_topic import add_topic
from claims.actions.claim_parts import Number
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.actions.refresh_findings import Refreshed, refresh_findings
from claims.models import Claim, ClaimState, Document, Finding, FindingState, Topic
from claims.queries.findings import findings_of, topics_with_figures, visible_findings
from claims.queries.findings import in_state as standing_at
from factcheck.core.errors import Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from reviews.actions.confirm_finding import confirm_finding
from reviews.actions.dismiss_finding import dismiss_finding
from reviews.actions.open_review import open_review
from reviews.actions.reopen_finding import reopen_finding
from reviews.actions.restrict_topic import restrict_topic
from reviews.queries.topic_figures import marked_figures, rows_of
from reviews.queries.topic_origins import topic_origins
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_evidence, make_publication
from tests.situations_figures import said

Cast = dict[str, User]


@pytest.fixture
def flood(cast: Cast) -> tuple[Topic, Finding, list[Claim]]:
    """A topic with two rival tolls and the finding that they differ."""
    topic = add_topic("The flood", by=cast["erin"])
    claims = [said(cast["erin"], value, party, topic.slug) for value, party in ((500, "Province"), (3000, "Rescuers"))]
    assert refresh_findings(topic.pk) == Refreshed(found=1)
    return topic, Finding.objects.get(), claims


Flood = tuple[Topic, Finding, list[Claim]]


def test_what_is_judged_stays_when_figures_are_looked_at_again(cast: Cast, flood: Flood) -> None:
    topic, finding, _ = flood
    dismiss_finding(topic.slug, finding.pk, by=cast["noor"], reason="One counts  the missing.")
    said(cast["erin"], 500, "Province", topic.slug, "2026-01-14")  # a repeat
    assert refresh_findings(topic.pk) == Refreshed()
    finding.refresh_from_db()
    assert (finding.state, finding.reason, finding.judged_by) == ("dismissed", "One counts the missing.", cast["noor"])


def test_what_holds_no_longer_is_gone_and_comes_back_with_its_judgement(cast: Cast, flood: Flood) -> None:
    topic, finding, claims = flood
    confirm_finding(topic.slug, finding.pk, by=cast["noor"])
    decide_claim(claims[0].pk, ClaimState.DROPPED, by=cast["erin"])
    assert refresh_findings(topic.pk) == Refreshed(gone=1)
    finding.refresh_from_db()
    assert finding.state is FindingState.GONE
    assert findings_of(cast["erin"], topic) == []
    with pytest.raises(WrongState, match="holds no longer"):
        dismiss_finding(topic.slug, finding.pk, by=cast["noor"], reason="x")
    decide_claim(claims[0].pk, ClaimState.KEPT, by=cast["erin"])
    assert refresh_findings(topic.pk) == Refreshed(back=1)
    finding.refresh_from_db()
    assert (finding.state, finding.judged_by) == ("confirmed", cast["noor"])


def test_a_figure_that_is_written_anew_leaves_the_finding_what_it_was(cast: Cast, flood: Flood) -> None:
    topic, finding, claims = flood
    confirm_finding(topic.slug, finding.pk, by=cast["noor"])
    same = Number(Decimal(500), "deaths", place="Ruritania", as_of="2026-01-12")
    edit_claim(claims[0].pk, by=cast["erin"], number=same)
    refresh_findings(topic.pk)
    (again,) = Finding.objects.all()
    assert (again.pk, again.state) == (finding.pk, "confirmed")
    assert set(again.figures) == {figure.pk for claim in claims for figure in claim.figures.all()}
    assert "12 Jan 2026" in again.words


def test_another_value_is_another_finding(cast: Cast, flood: Flood) -> None:
    topic, _, claims = flood
    edit_claim(claims[0].pk, by=cast["erin"], number=Number(Decimal(600), "deaths", as_of="2026-01-13"))
    assert refresh_findings(topic.pk) == Refreshed(found=1, gone=1)


def test_each_judgement_is_an_event_and_the_same_again_is_none(cast: Cast, flood: Flood) -> None:
    topic, finding, _ = flood
    for _ in range(2):
        confirm_finding(topic.slug, finding.pk, by=cast["erin"], reason="Both reports are kept.")
    dismiss_finding(topic.slug, finding.pk, by=cast["noor"], reason="Other places.")
    reopen_finding(topic.slug, finding.pk, by=cast["erin"])
    events = Event.objects.filter(kind=EventKind.FINDING_JUDGED).order_by("id")
    assert [(event.by, event.data["did"], event.data.get("reason")) for event in events] == [
        (cast["erin"], "confirmed", "Both reports are kept."),
        (cast["noor"], "dismissed", "Other places."),
        (cast["erin"], "reopened", None),
    ]
    finding.refresh_from_db()
    assert (finding.state, finding.judged_by, finding.judged_at, finding.reason) == ("open", None, None, "")
    with pytest.raises(WrongState):
        reopen_finding(topic.slug, finding.pk, by=cast["erin"])


def test_a_dismissal_needs_its_reason_and_readers_judge_nothing(cast: Cast, flood: Flood) -> None:
    topic, finding, _ = flood
    with pytest.raises(Invalid):
        dismiss_finding(topic.slug, finding.pk, by=cast["erin"], reason="  ")
    with pytest.raises(NotAllowed):
        confirm_finding(topic.slug, finding.pk, by=cast["rita"])
    with pytest.raises(NotFound):
        confirm_finding(add_topic("Other", by=cast["erin"]).slug, finding.pk, by=cast["erin"])


def test_who_is_in_a_blind_round_on_one_of_its_claims_judges_it_when_the_round_is_in(cast: Cast, flood: Flood) -> None:
    topic, finding, claims = flood
    review = assigned(open_review(claims[0].pk, by=cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    assess(review, cast["ada"])
    for name in ("ada", "ben"):  # done or not
        with pytest.raises(NotAllowed, match="not in yet"):
            confirm_finding(topic.slug, finding.pk, by=cast[name])
    confirm_finding(topic.slug, finding.pk, by=cast["noor"])
    assess(review, cast["ben"])
    reopen_finding(topic.slug, finding.pk, by=cast["ada"])


def test_nothing_is_found_from_claims_of_a_document_in_another_restricted_topic(cast: Cast, flood: Flood) -> None:
    topic, finding, claims = flood
    erin = cast["erin"]
    work, _ = add_document(by=erin, text="The rescuers said that 3,000 people had been killed there.", title="Report")
    hidden = restrict_topic(add_topic("Hidden", by=erin).slug, by=erin, members=[])
    Document.objects.filter(pk=work.document_id).update(topic=hidden)
    Claim.objects.filter(pk=claims[1].pk).update(document=work.document_id, start=0, end=5, quote="The r")
    # Before the next look, who does not see the claim does not see the finding.
    assert findings_of(cast["noor"], topic) == []
    assert findings_of(erin, topic) == [finding]
    assert [len(one.series) for one in marked_figures(cast["noor"], topic.slug).figures.measures] == [1]
    assert refresh_findings(topic.pk) == Refreshed(gone=1)


def test_states_are_asked_for_as_they_are_shown(cast: Cast, flood: Flood) -> None:
    topic, finding, claims = flood
    every = visible_findings(cast["erin"], topic)
    assert list(standing_at(every, FindingState.OPEN)) == [finding]
    confirm_finding(topic.slug, finding.pk, by=cast["erin"])
    assert list(standing_at(every, FindingState.CONFIRMED)) == [finding]
    Claim.objects.filter(pk=claims[0].pk).update(said_on="2020-01-01")
    edit_claim(claims[0].pk, by=cast["erin"], drop_figure=True)
    refresh_findings(topic.pk)
    assert list(standing_at(every, FindingState.GONE)) == [finding]
    assert list(standing_at(every, FindingState.CONFIRMED)) == []


def test_a_topic_that_is_not_there_is_no_matter(db: None) -> None:
    assert refresh_findings(999_999) == Refreshed()
    assert topics_with_figures() == []


def test_the_sweep_finds_topics_with_figures_or_findings(cast: Cast, flood: Flood) -> None:
    topic, _, claims = flood
    add_topic("Empty", by=cast["erin"])
    assert topics_with_figures() == [topic.pk]
    for claim in claims:
        edit_claim(claim.pk, by=cast["erin"], drop_figure=True)
    assert topics_with_figures() == [topic.pk]
    refresh_findings(topic.pk)
    assert topics_with_figures() == []


def test_marks_are_public_verdicts_and_states_alone(cast: Cast) -> None:
    topic = add_topic("Marked", by=cast["erin"])
    decided, published = in_state(State.DECIDED, cast), make_publication(cast).review
    for review in (decided, published):
        edit_claim(review.claim_id, by=cast["erin"], topic=topic.slug)
    marks = marked_figures(cast["noor"], topic.slug).marks
    assert (marks[decided.claim_id].state, marks[decided.claim_id].rating) == ("decided", None)
    assert marks[published.claim_id].rating is not None
    assert len(rows_of(marked_figures(cast["noor"], topic.slug))) == 2


def test_origins_of_a_blind_round_are_ones_own(cast: Cast, flood: Flood) -> None:
    topic, _, claims = flood
    review = assigned(open_review(claims[0].pk, by=cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    make_evidence(review, cast["ada"], publisher="Jamaran", url="https://news.example/one")
    before = topic_origins(cast["ben"], topic)
    assert (before.sources, before.count.most, before.by_claim) == ([], 0, [])
    make_evidence(review, cast["ben"], publisher="Alef", url="https://news.example/two")
    assert [one.publisher for one in topic_origins(cast["ben"], topic).sources] == ["Alef"]
    assert topic_origins(cast["noor"], topic).sources == []
    assert sorted(one.publisher for one in topic_origins(cast["erin"], topic).sources) == ["Alef", "Jamaran"]
    assess(review, cast["ada"])
    assess(review, cast["ben"])
    after = topic_origins(cast["ben"], topic)
    assert sorted(one.publisher for one in after.sources) == ["Alef", "Jamaran"]
    assert (after.count.least, after.by_claim[0]["corroborating"]) == (2, 2)


def test_the_same_page_gathered_by_two_is_one_source_with_what_it_was_gathered_for(cast: Cast, flood: Flood) -> None:
    topic, _, claims = flood
    for claim, who in zip(claims, ("ada", "ben"), strict=True):
        review = assigned(open_review(claim.pk, by=cast["erin"]), cast["erin"], cast[who])
        make_evidence(review, cast[who], publisher="Jamaran", url="https://news.example/one")
    (source,) = topic_origins(cast["cleo"], topic).sources
    assert source.corroborates == sorted(claim.pk for claim in claims)
    assert topic_origins(cast["cleo"], topic).count.most == 1
