"""The figures of the demonstration's two stories, as its topics show them."""

from pathlib import Path

from claims.access import topic_for
from claims.figures import Measure
from claims.queries.figures import TopicFigures
from factcheck.core.models import User
from factcheck.core.text import slug
from reviews.demo.articles import DEATHS_2019, DEATHS_2026
from reviews.queries.topic_figures import marked_figures


def deaths(title: str) -> tuple[TopicFigures, Measure, dict[int, str]]:
    erin = User.objects.get(username="erin")
    marked = marked_figures(erin, topic_for(erin, slug(title)).slug)
    found = next(one for one in marked.figures.measures if (one.unit, one.place) == ("deaths", "Iran"))
    return marked.figures, found, {claim: mark.state for claim, mark in marked.marks.items()}


def test_both_stories(demo: Path) -> None:
    figures, toll, states = deaths(DEATHS_2019)
    mek = next(one for one in toll.series if "MEK" in one.label)
    turned = [int(one.value) for one in mek.points if one.in_line and one.relation != "repeat"]
    assert turned == [200, 300, 450, 1000, 1500]
    assert mek.because
    rivals = {one.label: int(one.points[0].value) for one in toll.series if one.points[0].relation == "rival"}
    assert (rivals["Brian Hook"], rivals["Reuters"]) == (1000, 1500)
    kinds = {finding.kind: finding.words for finding in figures.findings}
    assert "1,450 of over 1,500" in kinds["parts_leave_rest"]
    assert "85 percent of what total?" in kinds["share_of_unknown"]
    assert "published" in states.values()

    figures, toll, _ = deaths(DEATHS_2026)
    assert {int(one.points[0].value) for one in toll.series} == {500, 2000, 3000}
    assert [finding.kind for finding in figures.findings] == ["rivals_differ"]
