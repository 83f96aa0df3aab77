"""Figures, findings and origins of a topic as JSON, and what may be sent."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.extraction.candidate import Bound, FigureNature, Precision
from claims.figures import FindingKind, Relation, SumVerdict
from claims.models import Finding, FindingState
from factcheck.core.models import choices_of
from reviews.queries.figure_marks import FigureMark
from reviews.queries.topic_figures import MarkedFigures
from reviews.queries.topic_origins import TopicOrigins
from reviews.workflow import State

Shape = serializers.Serializer[Any]
BOUNDS = choices_of(Bound)
FINDING_KINDS = choices_of(FindingKind)
FINDING_STATES = choices_of(FindingState)
_NO_DATE = "ISO date, month or year; empty where nobody knows"


class MarkOut(serializers.Serializer[FigureMark]):
    review = serializers.IntegerField(source="review_id")
    state = serializers.ChoiceField(choices_of(State), help_text="of the review")
    rating = serializers.SerializerMethodField(help_text="of the verdict that is public; null where none is")

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_rating(self, mark: FigureMark) -> str | None:
        return mark.rating.label if mark.rating else None


class PointOut(Shape):
    """One figure as somebody gave it."""

    figure = serializers.IntegerField(source="figure_id")
    claim = serializers.IntegerField(source="claim_id")
    value = serializers.FloatField()
    value_max = serializers.FloatField(allow_null=True)
    bound = serializers.ChoiceField(BOUNDS)
    unit = serializers.CharField(source="unit_words", help_text="as it was stored")
    as_of = serializers.CharField(allow_blank=True, help_text=_NO_DATE)
    precision = serializers.ChoiceField(choices_of(Precision), allow_blank=True)
    dated_by = serializers.CharField(allow_blank=True, help_text="figure, said or document: where the date is from")
    speaker = serializers.CharField(help_text="whose figure it is")
    said_by = serializers.ListField(child=serializers.CharField(), help_text="the whole chain, outermost first")
    basis = serializers.CharField(source="basis_words", allow_blank=True, help_text="what it rests on besides")
    relation = serializers.ChoiceField(choices_of(Relation), help_text="to what was said before it")
    of = serializers.IntegerField(allow_null=True, help_text="the figure that it revises, repeats or stands beside")
    in_line = serializers.BooleanField(help_text="whether the step line goes through it")
    second_hand = serializers.BooleanField(help_text="only others tell it")
    hedged = serializers.BooleanField(help_text="“may have”")
    denied = serializers.BooleanField(help_text="the speaker rejects or doubts it")
    review = serializers.SerializerMethodField(help_text="what became of the claim; null without a review")

    @extend_schema_field(MarkOut(allow_null=True))
    def get_review(self, point: Any) -> dict[str, Any] | None:
        mark = self.context["marks"].get(point.claim_id)
        return MarkOut(mark).data if mark else None


class SeriesOut(Shape):
    party = serializers.IntegerField(allow_null=True, help_text="who spoke first; null for a name without a party")
    label = serializers.CharField()  # type: ignore[assignment]
    parties = serializers.ListField(child=serializers.IntegerField(), help_text="all whose figures are in the line")
    because = serializers.ListField(child=serializers.CharField(), help_text="by what they are one line")
    points = PointOut(many=True)


class PartOut(Shape):
    figure = serializers.IntegerField(source="figure_id")
    claim = serializers.IntegerField(source="claim_id")
    label = serializers.CharField(help_text="the place, or what else tells it from others")  # type: ignore[assignment]
    value = serializers.FloatField()
    value_max = serializers.FloatField(allow_null=True)
    bound = serializers.ChoiceField(BOUNDS)


class BreakdownOut(Shape):
    total = PartOut()
    parts = PartOut(many=True)
    sum = serializers.FloatField(help_text="of the values")
    sum_max = serializers.FloatField(allow_null=True)
    sum_bound = serializers.ChoiceField(BOUNDS, help_text="how to read the sum")
    verdict = serializers.ChoiceField(choices_of(SumVerdict), help_text="bounds respected")
    words = serializers.CharField(help_text="the verdict in words: short by 50")
    short_by = serializers.FloatField(help_text="what no part names; below nought where the parts exceed the total")
    speaker = serializers.CharField()
    as_of = serializers.CharField(allow_blank=True)


class MeasureOut(Shape):
    """Figures that count the same thing in the same place."""

    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    unit = serializers.CharField()
    nature = serializers.ChoiceField(choices_of(FigureNature))
    place = serializers.CharField(allow_blank=True)
    of = serializers.CharField(
        allow_blank=True, help_text="of a share: what of; of a rate: by what; of a change: since"
    )
    series = SeriesOut(many=True)
    breakdowns = BreakdownOut(source="parts", many=True)


class SilenceOut(Shape):
    """A party that, by a claim, gives no figure."""

    party = serializers.CharField()
    unit = serializers.CharField(allow_blank=True)
    claim = serializers.IntegerField(source="claim_id")
    words = serializers.CharField()
    as_of = serializers.CharField(allow_blank=True)


class FindingOut(serializers.ModelSerializer[Finding]):
    title = serializers.CharField()
    kind = serializers.ChoiceField(FINDING_KINDS)
    state = serializers.ChoiceField(FINDING_STATES, help_text="gone: the figures have changed and it holds no longer")
    data = serializers.DictField(child=serializers.CharField(), help_text="its numbers, as text")  # type: ignore[assignment]
    figures = serializers.ListField(child=serializers.IntegerField())
    claims = serializers.ListField(child=serializers.IntegerField())
    judged_by = serializers.SlugRelatedField[Any](slug_field="username", read_only=True)

    class Meta:
        model = Finding
        fields = [
            "id", "kind", "title", "words", "data", "figures", "claims", "state", "reason", "judged_by", "judged_at",
            "found_at", "gone_at",
        ]  # fmt: skip


class FiguresOut(serializers.Serializer[MarkedFigures]):
    topic = serializers.SlugField(source="topic.slug")
    measures = MeasureOut(source="figures.measures", many=True)
    silences = SilenceOut(source="figures.silences", many=True)
    findings = FindingOut(source="figures.findings", many=True, help_text="those that hold, open ones first")
    left_out = serializers.IntegerField(source="figures.left_out", help_text="oldest claims that were too many to read")


class JudgeFindingIn(Shape):
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class DismissFindingIn(Shape):
    reason = serializers.CharField(max_length=500, help_text="why it means nothing")


class TopicSourceOut(Shape):
    key = serializers.CharField(help_text="its address or, without one, its citation")
    title = serializers.CharField()
    url = serializers.CharField(allow_blank=True)
    publisher = serializers.CharField(allow_blank=True)
    anonymous = serializers.BooleanField()
    corroborates = serializers.ListField(child=serializers.IntegerField(), help_text="claims")
    disputes = serializers.ListField(child=serializers.IntegerField(), help_text="claims")
    context = serializers.ListField(child=serializers.IntegerField(), help_text="claims")  # type: ignore[assignment]


class TakenFromOut(Shape):
    source = serializers.CharField(help_text="key of what was taken from it")  # type: ignore[assignment]
    from_source = serializers.CharField(allow_blank=True, help_text="key, where it is a source and no party")
    of = serializers.CharField(help_text="what it was taken from, by name")
    shown = serializers.BooleanField(help_text="false: it is only said")
    basis = serializers.CharField()


class _BecauseOut(Shape):
    of = serializers.CharField()
    basis = serializers.CharField()


class TopicOriginOut(Shape):
    label = serializers.CharField()  # type: ignore[assignment]
    anonymous = serializers.BooleanField()
    doubtful = serializers.BooleanField(help_text="it may be the one before it")
    circle = serializers.ListField(child=serializers.CharField(), help_text="sources that go round")
    because = _BecauseOut(many=True, help_text="what doubt rests on")
    sources = serializers.ListField(child=serializers.CharField(), help_text="titles of those that rest on it")


class ClaimOriginsOut(Shape):
    claim = serializers.IntegerField()
    review = serializers.IntegerField()
    corroborating = serializers.IntegerField(help_text="the claimant's own do not count")
    corroborating_most = serializers.IntegerField()
    disputing = serializers.IntegerField()
    disputing_most = serializers.IntegerField()


class TopicOriginsOut(serializers.Serializer[TopicOrigins]):
    """Sources of a topic's reviews, as far as you may see them, and where they come from."""

    origins = TopicOriginOut(many=True)
    least = serializers.IntegerField(source="count.least", help_text="how many, if all that is alleged is so")
    most = serializers.IntegerField(source="count.most", help_text="how many, if none of it is")
    note = serializers.CharField(allow_blank=True)
    sources = TopicSourceOut(many=True)
    derivations = TakenFromOut(many=True)
    by_claim = ClaimOriginsOut(many=True)
