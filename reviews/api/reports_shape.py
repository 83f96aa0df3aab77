"""Reports as JSON, and how they are asked for."""

from typing import Any

from rest_framework import serializers

from factcheck.core.models import choices_of
from reviews.queries.agreement import By
from reviews.reliability import FEWEST
from reviews.workflow import State

Shape = serializers.Serializer[Any]
GROUPINGS = choices_of(By)
STATES = choices_of(State)
_DIGITS = 4


class _Rounded(serializers.FloatField):
    def to_representation(self, value: Any) -> Any:
        return round(float(value), _DIGITS)


class PeriodAsk(Shape):
    """The days that a report is about, both included, in the desk's time zone."""

    since = serializers.DateField(required=False)
    until = serializers.DateField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Raises ValidationError where the period ends before it begins."""
        since, until = attrs.get("since"), attrs.get("until")
        if since and until and since > until:
            raise serializers.ValidationError({"until": f"{until} is before {since}. Give the later day."})
        return attrs


class AgreementAsk(PeriodAsk):
    by = serializers.ChoiceField(choices=GROUPINGS, default=By.DESK.value)
    scale = serializers.IntegerField(required=False, min_value=1, max_value=2**31)

    def validate_by(self, value: str) -> By:
        return By(value)


class AgreementFigure(Shape):
    units = serializers.IntegerField(help_text="pairs that it is over")
    alpha = _Rounded(
        allow_null=True, help_text=f"1 is full agreement, 0 what chance gives; null under {FEWEST} pairs and if uniform"
    )
    low = _Rounded(allow_null=True, help_text="of the 95 % interval")
    high = _Rounded(allow_null=True, help_text="of the 95 % interval")
    resamples = serializers.IntegerField(help_text="samples that the interval is from")
    dropped = serializers.IntegerField(help_text="samples that held one value alone, and gave no figure")
    is_uniform = serializers.BooleanField(help_text="everybody always gave the same value")


class AgreementGroup(Shape):
    key = serializers.CharField(allow_blank=True, help_text="slug, usernames or month; empty: none")
    words = serializers.CharField()
    pairs = serializers.IntegerField(help_text="rounds with two assessments that are in")
    off_axis = serializers.IntegerField(help_text="of them with a rating off the axis, left out of the ordinal figure")
    same = serializers.IntegerField(allow_null=True, help_text=f"with one rating; null under {FEWEST} pairs")
    ordinal = AgreementFigure(help_text="of ratings on the axis, by their order")
    nominal = AgreementFigure(help_text="of all ratings, equal or not")
    attribution = AgreementFigure(help_text="of whether it was said, equal or not")


class ComparedScale(Shape):
    id = serializers.IntegerField()
    name = serializers.CharField()
    version = serializers.IntegerField()


class AgreementOut(Shape):
    by = serializers.ChoiceField(GROUPINGS)
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True)
    scale = ComparedScale(allow_null=True, help_text="the pairs' scale, with others of the same ratings")
    whole = AgreementGroup()
    groups = AgreementGroup(many=True, help_text="by name, months by time; never by figure")
    on_other_scales = serializers.IntegerField(help_text="pairs on scales with other ratings, left out")


class StateTimeOut(Shape):
    state = serializers.ChoiceField(STATES)
    stays = serializers.IntegerField(help_text="that ended in these days")
    median = _Rounded(allow_null=True, help_text="hours")
    ninth = _Rounded(allow_null=True, help_text="hours that nine in ten stay under; null below ten stays")


class WeekOut(Shape):
    begins = serializers.DateField(help_text="a Monday")
    came = serializers.IntegerField(help_text="reviews opened")
    went = serializers.IntegerField(help_text="reviews published or closed")


class FlowOut(Shape):
    since = serializers.DateField()
    until = serializers.DateField()
    states = StateTimeOut(many=True)
    weeks = WeekOut(many=True)
