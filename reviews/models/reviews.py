"""The work on one claim, and each person's part in it."""

from enum import StrEnum

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models import Claim
from factcheck.core.models import choices_of, one_of
from reviews.models.desks import Desk
from reviews.models.scales import Scale
from reviews.workflow import OPEN_STATES, State


class Part(StrEnum):
    FIRST = "first"
    SECOND = "second"
    ADJUDICATOR = "adjudicator"


ROUND_PARTS = (Part.FIRST, Part.SECOND)


# Where work is still to be done.
_IS_OPEN = Q(state__in=["queued", "in_review", "split", "decided", "on_hold"])


class Review(models.Model):
    """The work on one claim. `state` is written by `reviews.actions._move` alone.

    `version` rises with every step but the quiet ones, for pages and `If-Match`; people inside a blind round
    are never shown it.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reviews")
    state = models.CharField(max_length=20, choices=choices_of(State), default=State.QUEUED.value)
    version = models.PositiveIntegerField(default=1)
    round = models.PositiveSmallIntegerField(default=1)
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="reviews")
    assessments_needed = models.PositiveSmallIntegerField(default=2)
    priority = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(3)], help_text="1 is most urgent"
    )
    due_at = models.DateTimeField(null=True, blank=True)
    desk = models.ForeignKey(Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="reviews")
    # The order of the queue (`reviews.priority`): greater is first. Made of nothing that reviewers do.
    rank = models.FloatField(default=0)
    reach = models.PositiveBigIntegerField(null=True, blank=True, help_text="how many people saw the claim")
    places = models.PositiveSmallIntegerField(default=1, help_text="where the claim was found, itself included")
    # Parts of the round that nobody holds or has done. Never shown to, nor sorted by for, who is blind.
    free_parts = models.PositiveSmallIntegerField(default=0)
    cut_short = models.BooleanField(default=False, help_text="the round ended before it was in, and stays blind")
    escalations = models.PositiveSmallIntegerField(default=0, help_text="how often the due date has passed")
    nudged = models.PositiveSmallIntegerField(default=0, help_text="1 reminded, 2 escalated, 3 returned")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    hold_reason = models.CharField(max_length=500, blank=True, default="")
    hold_until = models.DateField(null=True, blank=True)
    close_reason = models.CharField(max_length=500, blank=True, default="")
    question = models.TextField(blank=True, default="", help_text="why the last round was sent back")
    published_at = models.DateTimeField(null=True, blank=True, help_text="first publication")

    class Meta:
        constraints = [
            one_of("state", State, table="review"),
            models.CheckConstraint(condition=Q(assessments_needed__in=[1, 2]), name="review_needs_one_or_two"),
            models.CheckConstraint(condition=Q(priority__gte=1, priority__lte=3), name="review_priority_in_range"),
            models.CheckConstraint(condition=Q(round__gte=1), name="review_round_from_one"),
            models.CheckConstraint(condition=Q(free_parts__lte=2), name="review_free_parts_in_range"),
            models.CheckConstraint(condition=Q(nudged__lte=3), name="review_nudged_in_range"),
            models.CheckConstraint(condition=Q(places__gte=1), name="review_places_from_one"),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "retracted"]) | Q(published_at__isnull=False),
                name="review_published_has_a_date",
            ),
            models.CheckConstraint(
                condition=(Q(state="on_hold") & ~Q(hold_reason="") & Q(hold_until__isnull=False))
                | (~Q(state="on_hold") & Q(hold_reason="", hold_until__isnull=True)),
                name="review_hold_says_why_and_until",
            ),
            models.CheckConstraint(
                condition=(Q(state="closed") & ~Q(close_reason="")) | (~Q(state="closed") & Q(close_reason="")),
                name="review_close_says_why",
            ),
            models.UniqueConstraint(
                fields=["claim"],
                condition=Q(state__in=sorted(state.value for state in OPEN_STATES)),
                name="review_one_open_a_claim",
            ),
            # Target of composite foreign keys: a rating must be on the scale of its review.
            models.UniqueConstraint(fields=["id", "scale"], name="review_id_scale"),
        ]
        indexes = [
            # The queue, in the order in which it is worked off.
            models.Index(
                fields=["-rank", "id"],
                name="review_rank",
                condition=Q(state__in=["queued", "in_review"], free_parts__gt=0),
            ),
            # All on which work is still to be done, in each order that is asked for: no page sorts them.
            models.Index(fields=["-rank", "-id"], name="review_open_rank", condition=_IS_OPEN),
            models.Index(fields=["due_at", "id"], name="review_open_due", condition=_IS_OPEN),
            models.Index(fields=["opened_at", "id"], name="review_open_age", condition=_IS_OPEN),
            models.Index(fields=["desk", "-rank", "-id"], name="review_desk_rank", condition=_IS_OPEN),
            models.Index(fields=["priority", "-rank", "-id"], name="review_level_rank", condition=_IS_OPEN),
            models.Index(
                fields=["-rank", "-id"],
                name="review_over_rank",
                condition=Q(state__in=["published", "retracted", "closed"]),
            ),
            models.Index(fields=["state", "-id"], name="review_state_newest"),
        ]

    def __str__(self) -> str:
        return f"R-{self.pk}"


class Assignment(models.Model):
    """One person's part in a round, on a lease. `done_at` says that the part's work is in."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="assignments")
    round = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=20, choices=choices_of(Part))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(auto_now_add=True)
    lease_until = models.DateTimeField()
    warned_at = models.DateTimeField(null=True, blank=True, help_text="that the lease is about to end")
    done_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("part", Part, table="assignment"),
            models.UniqueConstraint(
                fields=["review", "round", "part"],
                condition=Q(released_at__isnull=True),
                name="assignment_one_holder_a_part",
            ),
            # With the trigger assignment_one_part, which looks across rounds.
            models.UniqueConstraint(
                fields=["review", "round", "user"],
                condition=Q(released_at__isnull=True),
                name="assignment_one_part_a_person",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(released_at__isnull=True), name="assignment_done_is_not_released"
            ),
            # Target of a composite foreign key: an assessment is by the holder of its part.
            models.UniqueConstraint(fields=["id", "user", "review", "round"], name="assignment_identity"),
        ]
        indexes = [
            # What a person did last.
            models.Index(
                fields=["user", "-id"],
                name="assignment_done",
                condition=Q(released_at__isnull=True, done_at__isnull=False),
            ),
            # What a person holds now.
            models.Index(
                fields=["user", "lease_until"],
                name="assignment_held",
                condition=Q(released_at__isnull=True, done_at__isnull=True),
            ),
            # Which leases ran out.
            models.Index(
                fields=["lease_until"],
                name="assignment_lease",
                condition=Q(released_at__isnull=True, done_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} of R-{self.review_id}, round {self.round}"
