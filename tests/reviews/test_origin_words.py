"""Why sources come to so many origins, in words; and whose evidence a publication counts."""

import pytest
from django.utils import timezone

from claims.independence import DerivationEdge, SourceNode, origins
from factcheck.core.models import User
from reviews.actions.publish import publish
from reviews.actions.release_review import release_review
from reviews.queries.origin_words import Allegation, Known, Unnamed, note, origins_told
from tests.factories import assess, assigned, make_evidence, make_review

NOTHING = Known(titles={}, behind={}, allegations=(), unnamed=())
NONE = origins([], [])


def test_a_circle_names_all_that_go_round() -> None:
    nodes = [SourceNode(one, f"Report {one}", None) for one in "abc"]
    edges = [DerivationEdge(a, b, None, settled=True) for a, b in ("ab", "bc", "ca")]
    count = origins(nodes[:1], edges, known=nodes[1:])
    assert count.origins[0].circle == ("Report a", "Report b", "Report c")
    assert note(count, NONE, NOTHING) == "Report a, Report b and Report c go round in a circle and count as one."
    assert origins_told(count, NOTHING, claimant_counts=False)[0]["circle"] == ["Report a", "Report b", "Report c"]


def test_what_only_passes_by_a_circle_is_not_in_it() -> None:
    nodes = [SourceNode("a", "Report a", None), SourceNode("b", "Report b", None), SourceNode("c", "Report c", None)]
    edges = [DerivationEdge(a, b, None, settled=True) for a, b in ("ab", "ba")]
    count = origins(nodes, edges)
    assert {origin.circle for origin in count.origins} == {("Report a", "Report b"), ()}


def test_the_claimants_own_is_said_not_to_count_and_counts_against() -> None:
    count = origins([SourceNode("a", "Statement", "1")], [], claimants={"1"}, party_labels={"1": "The council"})
    words = "The council is the claimant or affiliated with it and does not corroborate."
    assert note(count, NONE, NOTHING) == words
    assert note(NONE, count, NOTHING) == ""
    assert origins_told(count, NOTHING, claimant_counts=False)[0]["counts"] is False
    assert origins_told(count, NOTHING, claimant_counts=True)[0]["counts"] is True


def test_who_is_said_to_stand_behind_whom_is_named() -> None:
    nodes = [SourceNode("a", "Agency report", "1"), SourceNode("b", "Statement", "2")]
    count = origins(
        nodes, [DerivationEdge("a", None, "2", settled=False)], party_labels={"1": "The agency", "2": "The council"}
    )
    known = Known(
        titles={"a": "Agency report", "b": "Statement"},
        behind={},
        allegations=[Allegation("a", "The council", "A paper says so"), Allegation("z", "Others", "Elsewhere.")],
        unnamed=[Unnamed("The agency", "officials")],
    )
    assert note(count, NONE, known) == (
        "The agency cites “officials” without naming them. It is said, but not shown, that The agency has this from "
        "The council. A paper says so. So one to two origins."
    )
    told = {origin["label"]: origin for origin in origins_told(count, known, claimant_counts=False)}
    assert told["The agency"]["because"] == [{"of": "The council", "basis": "A paper says so"}]
    assert told["The agency"]["sources"] == ["Agency report"]
    assert told["The council"]["because"] == []


def test_a_doubt_that_nobody_gave_a_basis_for_is_told_all_the_same() -> None:
    nodes = [SourceNode("a", "A", None), SourceNode("b", "B", None)]
    count = origins(nodes, [DerivationEdge("a", "b", None, settled=False)])
    assert note(count, NONE, NOTHING) == (
        "It is said, but not shown, that some of these origins are one. So one to two origins."
    )


@pytest.mark.django_db
def test_what_somebody_left_who_gave_the_part_back_is_not_published(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"], due_at=timezone.now()), cast["erin"], cast["ada"], cast["ben"])
    make_evidence(review, cast["ada"], title="Left behind")
    release_review(review.pk, by=cast["ada"])
    assigned(review, cast["erin"], cast["noor"])
    make_evidence(review, cast["ben"], title="Carries it")
    assess(review, cast["ben"])
    assess(review, cast["noor"])
    body = publish(review.pk, by=cast["erin"]).body
    assert [item["source"]["title"] for item in body["evidence"]] == ["Carries it"]
    assert body["origins"]["corroborating"] == 1
