"""The work on one claim, and each person's part in it."""

from enum import StrEnum

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from claims.models import Claim, Party
from factcheck.core.models import choices_of, one_of
from reviews.models.scales import Scale
from reviews.workflow import OPEN_STATES, State


class Part(StrEnum):
    FIRST = "first"
    SECOND = "second"
    ADJUDICATOR = "adjudicator"


ROUND_PARTS = (Part.FIRST, Part.SECOND)


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
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    state_since = models.DateTimeField(auto_now_add=True)
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
                fields=["priority", "due_at", "id"],
                name="review_queue",
                condition=Q(state__in=["queued", "in_review"]),
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
        ]
        indexes = [
            # What a person holds now, and which leases ran out.
            models.Index(
                fields=["user", "lease_until"],
                name="assignment_held",
                condition=Q(released_at__isnull=True, done_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} of R-{self.review_id}, round {self.round}"


class Interest(models.Model):
    """A person's declared interest in a Party: they review no claim about or by it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interests")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="interested")
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "party"], name="interest_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.party_id}"
