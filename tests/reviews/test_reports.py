"""The reports: what they count, what they leave out, and that they tell nothing of a blind round."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from claims.models import Claim, Topic
from factcheck.core.models import User
from reviews.actions.add_scale import Place, add_scale
from reviews.actions.close_review import CloseReason, close_review
from reviews.models import Desk, Review, Stay
from reviews.queries.agreement import By, agreement_report
from reviews.queries.flow import flow_report
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_review
from tests.situations import restrict

Cast = dict[str, User]


def rated(cast: Cast, one: str, other: str, *, people: tuple[str, str] = ("ada", "ben")) -> Review:
    """A review whose round is in, with the ratings of two people."""
    review = assigned(make_review(cast["erin"]), cast["erin"], *(cast[name] for name in people))
    assess(review, cast[people[0]], one)
    assess(review, cast[people[1]], other)
    return review


@pytest.fixture
def ten(cast: Cast) -> list[Review]:
    """Ten rounds that are in: seven agree, three differ by one place."""
    return [
        *(rated(cast, rating, rating) for rating in ("true", "true", "false", "false", "half-true", "true", "false")),
        *(rated(cast, "true", "mostly-true") for _ in range(3)),
    ]


def test_under_ten_pairs_there_is_a_count_and_no_figure(cast: Cast, ten: list[Review]) -> None:
    whole = agreement_report(cast["cleo"], by=By.DESK).whole
    assert (whole.pairs, whole.same, whole.off_axis) == (10, 7, 0)
    assert whole.ordinal.alpha is not None
    assert whole.ordinal.low is not None
    assert whole.ordinal.low <= whole.ordinal.alpha
    assert whole.nominal.alpha is not None
    assert whole.ordinal.alpha > whole.nominal.alpha  # they differ by one place only
    assert whole.attribution.is_uniform
    Claim.objects.filter(reviews=ten[0]).update(topic=Topic.objects.create(slug="one", title="One"))
    groups = agreement_report(cast["cleo"], by=By.TOPIC).groups
    assert [(group.words, group.pairs, group.same, group.ordinal.alpha, group.nominal.alpha) for group in groups] == [
        ("No topic", 9, None, None, None),
        ("One", 1, None, None, None),
    ]


def test_a_pair_off_the_axis_is_counted_apart(cast: Cast, ten: list[Review]) -> None:
    rated(cast, "unproven", "true")
    whole = agreement_report(cast["cleo"], by=By.DESK).whole
    assert (whole.pairs, whole.off_axis, whole.nominal.units, whole.ordinal.units) == (11, 1, 11, 10)


def test_groups_stand_by_name_and_months_by_time(cast: Cast, ten: list[Review]) -> None:
    rated(cast, "true", "false", people=("noor", "ada"))
    desk = Desk.objects.create(slug="iran", name="Iran")
    Review.objects.filter(pk=ten[0].pk).update(desk=desk)
    erin = cast["erin"]
    assert [(group.key, group.pairs) for group in agreement_report(erin, by=By.DESK).groups] == [("iran", 1), ("", 10)]
    pairs = agreement_report(erin, by=By.PAIR).groups
    assert [(group.key, group.words, group.pairs) for group in pairs] == [
        ("ada+ben", "Ada Okafor and Ben Lindqvist", 10),
        ("ada+noor", "Ada Okafor and Noor Rahimi", 1),
    ]
    month = timezone.localtime().strftime("%Y-%m")
    assert [(group.key, group.pairs) for group in agreement_report(erin, by=By.MONTH).groups] == [(month, 11)]


def test_days_bound_the_report_by_the_later_assessment(cast: Cast, ten: list[Review]) -> None:
    today = timezone.localtime().date()

    def pairs(since: date | None, until: date | None) -> int:
        return agreement_report(cast["cleo"], by=By.DESK, since=since, until=until).whole.pairs

    assert pairs(today, today) == pairs(None, None) == pairs(None, today) == 10
    assert pairs(today + timedelta(days=1), None) == pairs(None, today - timedelta(days=1)) == 0


def test_a_round_of_one_assessment_is_no_pair(cast: Cast) -> None:
    review = assigned(make_review(cast["erin"], assessments_needed=1), cast["erin"], cast["ada"])
    assess(review, cast["ada"])
    assert agreement_report(cast["cleo"], by=By.DESK).whole.pairs == 0


def test_what_is_restricted_to_others_is_not_counted(cast: Cast, ten: list[Review]) -> None:
    restrict(cast["cleo"])
    today = timezone.localtime().date()
    for name, pairs, came in (("erin", 0, 0), ("adam", 0, 0), ("cleo", 10, 10)):
        assert agreement_report(cast[name], by=By.TOPIC).whole.pairs == pairs
        flow = flow_report(cast[name], since=today, until=today)
        assert sum(week.came for week in flow.weeks) == came
        assert sum(state.stays for state in flow.states) == (2 * came)


def test_no_report_moves_while_a_round_is_blind(cast: Cast, ten: list[Review]) -> None:
    """Not by a part that is taken, nor by the first assessment; and by the second at once."""
    today = timezone.localtime().date()

    def seen() -> list[object]:
        flow = flow_report(cast["cleo"], since=today, until=today)
        return [*(agreement_report(cast["cleo"], by=by) for by in By), flow.states]

    review = make_review(cast["erin"])
    before = seen()
    assigned(review, cast["erin"], cast["ada"], cast["ben"])
    assert seen() == before
    assess(review, cast["ada"], "false")
    assert seen() == before
    assess(review, cast["ben"], "false")
    after = seen()
    assert all(new != old for new, old in zip(after, before, strict=True))


def test_half_a_round_that_was_closed_stays_out(cast: Cast) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    assess(review, cast["ada"])
    close_review(review.pk, by=cast["erin"], reason=CloseReason.ABANDONED)
    today = timezone.localtime().date()
    assert agreement_report(cast["cleo"], by=By.DESK).whole.pairs == 0
    assert sum(state.stays for state in flow_report(cast["cleo"], since=today, until=today).states) == 0


def test_stays_are_measured_by_when_they_ended(cast: Cast) -> None:
    review = in_state(State.DECIDED, cast)
    end = timezone.now()
    for number in range(1, 11):
        Stay.objects.create(
            review=review, state=State.SPLIT, round=1, since=end - timedelta(hours=number), until=end
        )  # fmt: skip
    Stay.objects.create(
        review=review, state=State.SPLIT, round=1, since=end - timedelta(days=40), until=end - timedelta(days=30)
    )
    today = timezone.localtime(end).date()
    states = {each.state: each for each in flow_report(cast["cleo"], since=today, until=today).states}
    split = states[State.SPLIT]
    assert split.stays == 10
    assert split.median == pytest.approx(5.5)
    assert split.ninth == pytest.approx(9.1)
    queued = states[State.QUEUED]
    assert queued.stays == 1
    assert queued.median is not None
    assert queued.ninth is None  # nine in ten of one
    assert (states[State.DECIDED].stays, states[State.DECIDED].median) == (0, None)  # it is there still


def test_reviews_that_came_and_went_stand_in_their_weeks(cast: Cast) -> None:
    in_state(State.PUBLISHED, cast)
    in_state(State.CLOSED, cast)
    old = make_review(cast["erin"])
    today = timezone.localtime().date()
    Review.objects.filter(pk=old.pk).update(opened_at=timezone.now() - timedelta(days=14))
    weeks = flow_report(cast["cleo"], since=today - timedelta(days=14), until=today).weeks
    assert [(week.came, week.went) for week in weeks] == [(1, 0), (0, 0), (2, 2)]
    assert weeks[-1].begins == today - timedelta(days=today.weekday())


def test_only_one_scale_is_compared_and_the_rest_is_counted(cast: Cast, ten: list[Review]) -> None:
    places = [Place("Right", "It is so.", 1), Place("Wrong", "It is not.", 0)]
    other = add_scale(by=cast["erin"], name="Two-point", ratings=places).pk
    review = make_review(cast["erin"])
    Review.objects.filter(pk=review.pk).update(scale=other)
    review.refresh_from_db()
    assigned(review, cast["erin"], cast["ada"], cast["ben"])
    for name in ("ada", "ben"):
        assess(review, cast[name], "right")
    report = agreement_report(cast["cleo"], by=By.DESK)
    assert (report.whole.pairs, report.on_other_scales) == (10, 1)
    report = agreement_report(cast["cleo"], by=By.DESK, scale_id=other)
    assert (report.whole.pairs, report.on_other_scales) == (1, 10)
