"""Reviews and everything inside them as JSON, and what may be sent."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.models import CopyState, DerivationState, SourceKind
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User, choices_of
from reviews.actions.close_review import CloseReason
from reviews.models import (
    Assignment,
    AttributionFinding,
    CorrectionKind,
    EvidenceStance,
    Part,
    Verdict,
)
from reviews.notify.words import HIDDEN, words
from reviews.queries.history import is_unnamed
from reviews.queries.inbox import Told

# Named in the settings, so that the OpenAPI document gives each set its name once.
ATTRIBUTIONS = choices_of(AttributionFinding)
PARTS = choices_of(Part)
STANCES = choices_of(EvidenceStance)
CLOSE_REASONS = choices_of(CloseReason)
SOURCE_KINDS = choices_of(SourceKind)
COPY_STATES = choices_of(CopyState)
DERIVATION_STATES = choices_of(DerivationState)
CORRECTIONS = [choice for choice in choices_of(CorrectionKind) if choice[0] != CorrectionKind.RETRACTION]


class UserOut(serializers.ModelSerializer[User]):
    class Meta:
        model = User
        fields = ["username", "name", "role"]


OR_LETTER = "username; while the review is split the letter of another reviewer"


class Named(serializers.CharField):
    """The username of who is named by the column `of`, or what stands for it in the context's `letters`."""

    def __init__(self, *, of: str, **kwargs: Any) -> None:
        self._of = of
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        person: User = getattr(value, self._of)
        letters: dict[int, str] = self.context.get("letters", {})
        return letters.get(person.pk, person.username)


class AssignmentOut(serializers.ModelSerializer[Assignment]):
    user = Named(source="*", of="user", help_text=OR_LETTER)

    class Meta:
        model = Assignment
        fields = ["part", "round", "user", "assigned_at", "lease_until", "done_at"]


class SourceOut(serializers.Serializer[Any]):
    id = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.CharField()
    kind = serializers.CharField()
    publisher = serializers.SerializerMethodField()
    published_on = serializers.DateField(allow_null=True)
    copy = serializers.ChoiceField(source="copy_state", choices=COPY_STATES, help_text="of its page")
    copy_problem = serializers.CharField(help_text="why there is no copy, or none newer")

    def get_publisher(self, source: Any) -> str | None:
        return source.publisher.name if source.publisher else None


class VerdictOut(serializers.ModelSerializer[Verdict]):
    """A verdict inside the desk; the public one is at /verdicts.

    Citations in `rationale` and `reason` are `key`s of evidence, with the letter of its reviewer where there are two.
    """

    rating = serializers.SlugRelatedField(slug_field="slug", read_only=True)  # type: ignore[var-annotated]
    decided_by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]
    reused_from = serializers.IntegerField(
        source="reused_from.review_id", default=None, allow_null=True, read_only=True,
        help_text="the review whose public verdict was taken for this one",
    )  # fmt: skip

    class Meta:
        model = Verdict
        fields = [
            "version", "round", "basis", "rating", "attribution", "rationale", "as_of", "review_by", "decided_by",
            "reason", "override_reason", "reused_from", "decided_at",
        ]  # fmt: skip


class EventOut(serializers.ModelSerializer[Event]):
    """What happened in the review that is in the context, before the `person` there.

    While it is split its reviewers go unnamed: `by` is "reviewer", and `user` is left out of `data`.
    """

    by = serializers.SerializerMethodField(help_text="username; null for the desk itself")
    data = serializers.SerializerMethodField()  # type: ignore[assignment]  # a field of that name, not DRF's property

    class Meta:
        model = Event
        fields = ["kind", "at", "by", "data"]

    def get_by(self, event: Event) -> str | None:
        if event.by is None or event.by_id == self._person.pk:
            return event.by.username if event.by else None
        return "reviewer" if self._hides(event) and event.kind != EventKind.REVIEW_ASSIGNED else event.by.username

    @extend_schema_field(serializers.DictField())
    def get_data(self, event: Event) -> dict[str, Any]:
        hides = self._hides(event) and event.data.get("user") != self._person.pk
        return {key: value for key, value in event.data.items() if key != "user" or not hides}

    @property
    def _person(self) -> User:
        person: User = self.context["person"]
        return person

    def _hides(self, event: Event) -> bool:
        return bool(self.context["goes_unnamed"]) and is_unnamed(event, self.context["review"])


class NoticeOut(serializers.Serializer[Told]):
    id = serializers.UUIDField(source="notice.pk")
    kind = serializers.CharField(source="notice.event.kind")
    text = serializers.SerializerMethodField()
    about = serializers.SerializerMethodField(help_text="address of what it is about, or null")
    made_at = serializers.DateTimeField(source="notice.made_at")
    read_at = serializers.DateTimeField(source="notice.read_at", allow_null=True)

    def get_text(self, told: Told) -> str:
        return HIDDEN if told.is_hidden else words(told.notice.event)

    def get_about(self, told: Told) -> str | None:
        event = told.notice.event
        if told.is_hidden:
            return None
        if event.review_id:
            path = reverse("api_review", args=[event.review_id])
        elif event.about_kind == "document":
            path = reverse("api_document", args=[event.about_id])
        elif event.about_kind == "import":
            path = reverse("api_import", args=[event.about_id])
        elif told.topic is not None:
            path = reverse("api_topic", args=[told.topic.slug])
        else:
            return None
        return str(self.context["request"].build_absolute_uri(path))


class ReviewIn(serializers.Serializer[Any]):
    claim = serializers.IntegerField(min_value=1)
    priority = serializers.IntegerField(
        min_value=1, max_value=3, required=False, allow_null=True, default=None, help_text="default: the claim's, or 2"
    )
    due_at = serializers.DateTimeField(
        required=False, allow_null=True, default=None, help_text="default: the end of the claim's day, or by policy"
    )
    assessments_needed = serializers.IntegerField(min_value=1, max_value=2, required=False)


class AssignIn(serializers.Serializer[Any]):
    user = serializers.CharField(max_length=150, help_text="username")
    part = serializers.ChoiceField(choices=PARTS, required=False, help_text="default: the first that is free")


class ReleaseIn(serializers.Serializer[Any]):
    part = serializers.ChoiceField(choices=PARTS, required=False, help_text="default: your own")


class HoldIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500)
    until = serializers.DateField()


class CloseIn(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(choices=CLOSE_REASONS)
    note = serializers.CharField(required=False, allow_blank=True, max_length=400, default="")
    duplicate_of = serializers.IntegerField(required=False, min_value=1, help_text="claim that it repeats")
    merge = serializers.BooleanField(default=False, help_text="merge its claim into `duplicate_of` as well")


class EvidenceIn(serializers.Serializer[Any]):
    stance = serializers.ChoiceField(choices=STANCES)
    source = serializers.CharField(  # type: ignore[assignment]  # a field of that name, not DRF's argument
        required=False, allow_blank=True, max_length=500, default="", help_text="citation"
    )
    url = serializers.CharField(required=False, allow_blank=True, max_length=2000, default="")
    quote = serializers.CharField(required=False, allow_blank=True, default="")
    note = serializers.CharField(required=False, allow_blank=True, default="")
    publisher = serializers.CharField(required=False, allow_blank=True, max_length=300, default="")
    kind = serializers.ChoiceField(choices=SOURCE_KINDS, default=SourceKind.DOCUMENT.value)
    published_on = serializers.DateField(required=False, allow_null=True, default=None)


class DeriveIn(serializers.Serializer[Any]):
    from_evidence = serializers.UUIDField(required=False)
    from_party = serializers.CharField(required=False, allow_blank=True, max_length=300, default="")
    basis = serializers.CharField(max_length=500)
    state = serializers.ChoiceField(choices=DERIVATION_STATES, default=DerivationState.SHOWN.value)


class PublishIn(serializers.Serializer[Any]):
    what = serializers.CharField(required=False, allow_blank=True, default="")
    why = serializers.CharField(required=False, allow_blank=True, default="")


class CorrectIn(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(
        choices=CORRECTIONS,
        default=CorrectionKind.CORRECTION.value,
    )
    what = serializers.CharField()
    why = serializers.CharField()
    rationale = serializers.CharField(
        required=False, help_text="Markdown; cites evidence by its `key` in the review, as the verdict does there"
    )
    as_of = serializers.DateField(required=False)
    attribution = serializers.ChoiceField(choices=ATTRIBUTIONS, required=False)


class RetractIn(serializers.Serializer[Any]):
    what = serializers.CharField(required=False, allow_blank=True, default="")
    why = serializers.CharField()


class ReasonIn(serializers.Serializer[Any]):
    reason = serializers.CharField()
