"""The shapes of assessments, decisions, drafts and comments."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from factcheck.core.models import choices_of
from reviews.api.serializers import ATTRIBUTIONS, OR_LETTER, Named
from reviews.models import Assessment, Confidence, Draft

# Named in the settings, so that the OpenAPI document gives the set its name once.
CONFIDENCES = choices_of(Confidence)


class AssessmentOut(serializers.ModelSerializer[Assessment]):
    """An assessment; `private_note` is there for its author alone. Needs `request` in the context."""

    by = Named(source="*", of="by", help_text=OR_LETTER)
    rating = serializers.SlugRelatedField(slug_field="slug", read_only=True)  # type: ignore[var-annotated]
    private_note = serializers.SerializerMethodField(help_text="null in a colleague's")

    class Meta:
        model = Assessment
        fields = [
            "id", "round", "by", "rating", "attribution", "rationale", "as_of", "confidence", "override_reason",
            "private_note", "submitted_at",
        ]  # fmt: skip

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_private_note(self, assessment: Assessment) -> str | None:
        return assessment.private_note if assessment.by_id == self.context["request"].user.pk else None


class AssessmentIn(serializers.Serializer[Any]):
    rating = serializers.SlugField(help_text="slug of the review's scale")
    attribution = serializers.ChoiceField(choices=ATTRIBUTIONS)
    rationale = serializers.CharField(help_text="Markdown; [E3] cites your own evidence by its `key`")
    as_of = serializers.DateField()
    confidence = serializers.ChoiceField(choices=CONFIDENCES, required=False, allow_null=True, default=None)
    override_reason = serializers.CharField(required=False, allow_blank=True, default="")
    private_note = serializers.CharField(
        required=False, allow_blank=True, default="", help_text="read by its author alone"
    )


class DraftIn(serializers.Serializer[Any]):
    rating = serializers.CharField(
        required=False, allow_blank=True, max_length=40, default="", help_text="slug of the review's scale"
    )
    attribution = serializers.ChoiceField(choices=ATTRIBUTIONS, required=False, allow_blank=True, default="")
    rationale = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False, default="")
    as_of = serializers.DateField(required=False, allow_null=True, default=None)
    confidence = serializers.ChoiceField(choices=CONFIDENCES, required=False, allow_blank=True, default="")
    private_note = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False, default="")
    override_reason = serializers.CharField(required=False, allow_blank=True, trim_whitespace=False, default="")


class DraftOut(serializers.ModelSerializer[Draft]):
    class Meta:
        model = Draft
        fields = [
            "round", "version", "saved_at", "rating", "attribution", "rationale", "as_of", "confidence",
            "private_note", "override_reason",
        ]  # fmt: skip


class AdjudicateIn(serializers.Serializer[Any]):
    rating = serializers.SlugField()
    attribution = serializers.ChoiceField(choices=ATTRIBUTIONS)
    as_of = serializers.DateField()
    reason = serializers.CharField(help_text="what decided it; cites evidence as `rationale` does")
    rationale = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        help_text="Markdown; cites evidence by its `key`: [A.E3], [B.E1], your own as [E1]. Empty takes the words of "
        "the assessment with this rating",
    )
    review_by = serializers.DateField(required=False, allow_null=True, default=None)
    override_reason = serializers.CharField(
        required=False, allow_blank=True, default="", help_text="why it is decided below the evidence gate"
    )


class QuestionIn(serializers.Serializer[Any]):
    question = serializers.CharField()


class CommentIn(serializers.Serializer[Any]):
    body = serializers.CharField(max_length=5000, help_text="Markdown; @username names people")


class CommentOut(serializers.Serializer[Any]):
    id = serializers.UUIDField(source="comment.pk")
    round = serializers.IntegerField(source="comment.round")
    by = serializers.CharField(source="who", help_text="username, or a letter while the review is split")
    is_mine = serializers.BooleanField()
    body = serializers.CharField(help_text="in Markdown")
    mentioned = serializers.ListField(
        child=serializers.CharField(), help_text="usernames, or letters while the review is split"
    )
    made_at = serializers.DateTimeField(source="comment.made_at")
