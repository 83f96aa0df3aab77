"""A review as one person may see it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from factcheck.core.models import choices_of
from factcheck.core.users import caller
from reviews.access import (
    live_assignments,
    review_for,
    seen_parts,
    visible_assessments,
    visible_evidence,
)
from reviews.api.evidence_shape import EvidenceOut, OriginsOut
from reviews.api.judging_shape import AssessmentOut
from reviews.api.queue_shape import Urgency
from reviews.api.serializers import AssignmentOut, VerdictOut
from reviews.models import Review
from reviews.queries.citable import keys_on_board
from reviews.queries.claim_data import claim_data
from reviews.queries.independence import independence
from reviews.queries.preview import standing_verdict
from reviews.queries.rounds import letters_of, standing_in
from reviews.queries.why_not import errands_for
from reviews.workflow import State

# Named in the settings, so that the OpenAPI document gives the set its name once.
STATES = choices_of(State)


class ClaimantOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    kind = serializers.CharField()
    anonymous = serializers.BooleanField()
    cue = serializers.CharField()
    stance = serializers.CharField()


class FigureOut(serializers.Serializer[Any]):
    value = serializers.FloatField()
    value_max = serializers.FloatField(allow_null=True)
    bound = serializers.CharField()
    unit = serializers.CharField()
    place = serializers.CharField(allow_null=True)
    as_of = serializers.CharField(allow_null=True)
    nature = serializers.CharField(allow_null=True)
    denominator = serializers.CharField(allow_null=True)
    per = serializers.CharField(allow_null=True)
    since = serializers.CharField(allow_null=True)


class ClaimInReview(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    text = serializers.CharField()
    quote = serializers.CharField()
    claimants = ClaimantOut(many=True)
    figure = FigureOut(allow_null=True)
    language = serializers.CharField()
    topic = serializers.DictField(child=serializers.CharField(), allow_null=True)
    first_said = serializers.CharField(allow_null=True)
    document = serializers.DictField(child=serializers.CharField(allow_null=True), allow_null=True)


class ReviewRow(serializers.ModelSerializer[Review], Urgency):
    """A review in a list: nothing of the work inside it."""

    self = serializers.HyperlinkedIdentityField(view_name="api_review")
    claim = serializers.SerializerMethodField()
    my_part = serializers.CharField(allow_null=True, read_only=True)

    class Meta:
        model = Review
        fields = [
            "id", "self", "state", "round", "priority", "points", "why", "desk", "due_at", "opened_at", "claim",
            "my_part",
        ]  # fmt: skip

    @extend_schema_field(ClaimInReview)
    def get_claim(self, review: Review) -> dict[str, Any]:
        return claim_data(review.claim)


class ReviewCore(serializers.ModelSerializer[Review], Urgency):
    self = serializers.HyperlinkedIdentityField(view_name="api_review")
    claim = serializers.SerializerMethodField()
    scale = serializers.CharField(source="scale.name")

    class Meta:
        model = Review
        fields = [
            "id", "self", "state", "round", "priority", "points", "why", "desk", "due_at", "opened_at",
            "assessments_needed", "scale", "claim", "question", "hold_reason", "hold_until", "close_reason",
            "published_at",
        ]  # fmt: skip

    @extend_schema_field(ClaimInReview)
    def get_claim(self, review: Review) -> dict[str, Any]:
        return claim_data(review.claim)


class ReviewWork(serializers.Serializer[Any]):
    """The work inside a review, as far as the caller may see it."""

    my_part = serializers.CharField(allow_null=True)
    sees_round = serializers.BooleanField()
    version = serializers.IntegerField(allow_null=True, help_text="null inside a blind round")
    assignments = AssignmentOut(many=True)
    evidence = EvidenceOut(many=True)
    origins = OriginsOut()
    assessments = AssessmentOut(many=True)
    verdict = VerdictOut(allow_null=True)
    public_url = serializers.CharField(allow_null=True)
    may = serializers.DictField(
        child=serializers.CharField(allow_null=True), help_text="each errand: null, or why you may not do it now"
    )


class ReviewOut(ReviewCore, ReviewWork):
    """A review as you may see it. Inside a blind round only your own work is here."""

    class Meta(ReviewCore.Meta):
        fields = [*ReviewCore.Meta.fields, *ReviewWork().fields]


def review_json(request: Request, review: Review) -> dict[str, Any]:
    """The JSON of a review for the caller; `review` comes from `access.review_for`."""
    person = caller(request)
    live = list(live_assignments(review).select_related("user").order_by("part"))
    standing = standing_in(person, review, live)
    mine, sees = standing.mine, standing.sees
    parts = seen_parts(person, review, live)
    evidence = list(
        visible_evidence(person, review, sees=sees)
        .filter(round=review.round)
        .select_related("source__publisher", "added_by")
    )
    # Asked of what the caller sees alone: the number of statements must not tell a blind person of a colleague.
    may_have_assessments = review.round > 1 or any(part.done_at for part in parts)
    stands = standing_verdict(review)
    work = {
        "my_part": mine.part if mine else None,
        "sees_round": sees,
        "version": review.version if sees else None,
        "assignments": parts,
        "evidence": evidence,
        "origins": independence(review.claim, evidence, person=person).as_data(),
        "assessments": visible_assessments(person, review, sees=sees).select_related("by", "rating")
        if may_have_assessments
        else [],
        "verdict": stands.verdict if stands else None,
        "may": {errand.name: errand.why_not or None for errand in errands_for(person, review, standing)},
        "public_url": request.build_absolute_uri(stands.public.body["url"]) if stands and stands.public else None,
    }
    context = {
        "request": request,
        "keys": keys_on_board(person, review, evidence),
        "letters": letters_of(person, review),
    }
    return {**ReviewCore(review, context={"request": request}).data, **ReviewWork(work, context=context).data}


def answer(request: Request, review_id: int, code: int = 200) -> Response:
    """A review as it now stands for the caller, with `ETag` (its version) for whoever sees the round."""
    return answer_with(request, review_for(request.user, review_id), code)


def answer_with(request: Request, review: Review, code: int = 200) -> Response:
    """`answer` for a review that is at hand as it now stands and that the caller may see."""
    data = review_json(request, review)
    headers = {"ETag": f'"{data["version"]}"'} if data["version"] is not None else {}
    if code == 201:
        headers["Location"] = str(data["self"])
    return Response(data, status=code, headers=headers)
