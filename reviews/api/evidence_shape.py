"""Evidence, its origins and its sources as JSON, and what may be sent."""

from typing import Any

from rest_framework import serializers

from claims.models import Derivation, DerivationState, SourceKind
from factcheck.core.models import choices_of
from reviews.api.serializers import OR_LETTER, SOURCE_KINDS, Named, SourceOut
from reviews.api.verdict_shape import PublicOrigin
from reviews.citations import Key
from reviews.models import Evidence, QuoteState

# Named in the settings, so that the OpenAPI document gives each set its name once.
QUOTE_STATES = choices_of(QuoteState)
# What a person may say of a derivation; a rule proposes, and a person judges.
JUDGEMENTS = [choice for choice in choices_of(DerivationState) if choice[0] != DerivationState.PROPOSED]


class OriginsOut(serializers.Serializer[Any]):
    """How many independent origins speak on either side, at least and at most, and which they are."""

    corroborating = serializers.IntegerField()
    corroborating_most = serializers.IntegerField()
    disputing = serializers.IntegerField()
    disputing_most = serializers.IntegerField()
    note = serializers.CharField(allow_blank=True, help_text="why the counts are what they are")
    corroborating_origins = PublicOrigin(many=True)
    disputing_origins = PublicOrigin(many=True)


class EvidenceOut(serializers.ModelSerializer[Evidence]):
    """A source as somebody used it. `number` counts a person's own evidence in the round and is never used again.

    With `keys` in the context each piece has the key of its reader's board, else that of its author.
    """

    key = serializers.SerializerMethodField(
        help_text="what cites it in Markdown, in brackets: E3, or A.E3 of the first reviewer where both are seen"
    )
    source = SourceOut()  # type: ignore[assignment]  # a field of that name, not DRF's argument
    added_by = Named(source="*", of="added_by", help_text=OR_LETTER)
    quote_state = serializers.ChoiceField(
        QUOTE_STATES,
        help_text="whether the quotation stands in the kept copy; `none` without a quotation, or a copy with a text",
    )

    class Meta:
        model = Evidence
        fields = [
            "id", "number", "key", "round", "stance", "source", "quote", "quote_state", "note", "added_by", "added_at",
        ]  # fmt: skip

    def get_key(self, evidence: Evidence) -> str:
        return str(self.context.get("keys", {}).get(evidence.pk, Key("", evidence.number)))


class DerivationOut(serializers.ModelSerializer[Derivation]):
    """That a source took its matter from another source or from a party."""

    id = serializers.UUIDField(source="key")
    source = serializers.UUIDField(source="source_id")  # type: ignore[assignment]  # a field of that name
    from_source = serializers.UUIDField(source="from_source_id", allow_null=True)
    from_party = serializers.SlugRelatedField(slug_field="name", read_only=True)  # type: ignore[var-annotated]
    judged_by = serializers.SerializerMethodField(
        help_text='username; "reviewer" while a review that it is used in is split between them'
    )
    copy = serializers.UUIDField(
        source="copy.key", read_only=True, default=None, allow_null=True, help_text="the copy that `words` stand in"
    )

    class Meta:
        model = Derivation
        fields = [
            "id", "source", "from_source", "from_party", "state", "basis", "proposed_by", "words", "marked",
            "words_start", "copy", "reason", "judged_by", "judged_at",
        ]  # fmt: skip

    def get_judged_by(self, derivation: Derivation) -> str | None:
        if derivation.judged_by is None:
            return None
        unnamed: set[int] = self.context.get("unnamed", set())
        return "reviewer" if derivation.judged_by_id in unnamed else derivation.judged_by.username


class SourceDetail(SourceOut):
    """A source, with what is said, shown, dismissed or proposed of where it comes from."""

    derivations = DerivationOut(many=True, source="told")


class SourceIn(serializers.Serializer[Any]):
    title = serializers.CharField(
        required=False, allow_blank=True, max_length=500, default="", help_text="citation, where there is no address"
    )
    url = serializers.CharField(required=False, allow_blank=True, max_length=2000, default="")
    publisher = serializers.CharField(required=False, allow_blank=True, max_length=300, default="")
    kind = serializers.ChoiceField(choices=SOURCE_KINDS, default=SourceKind.DOCUMENT.value)
    published_on = serializers.DateField(required=False, allow_null=True, default=None)


class SourceDeriveIn(serializers.Serializer[Any]):
    from_source = serializers.UUIDField(required=False)
    from_party = serializers.CharField(required=False, allow_blank=True, max_length=300, default="")
    basis = serializers.CharField(max_length=500)
    state = serializers.ChoiceField(choices=JUDGEMENTS, default=DerivationState.SHOWN.value)


class JudgeIn(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=JUDGEMENTS)
    basis = serializers.CharField(
        required=False, allow_blank=True, max_length=500, default="",
        help_text="what it rests on, in place of what stands there; the reason, needed to dismiss it",
    )  # fmt: skip


class CopyIn(serializers.Serializer[Any]):
    file = serializers.FileField(help_text="a web page, a PDF or plain text, at most 20 MiB")
