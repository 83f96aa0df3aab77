"""Claims and documents as JSON, and what may be sent."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from claims.actions.claim_parts import WORDS_LIMIT, Link, Number
from claims.extraction.candidate import Bound, FigureNature, Kind, Stance
from claims.intake.values import REACH_LIMIT
from claims.models import Attribution, Claim, ClaimState, Document, Figure, ImportState, Topic
from factcheck.core.models import choices_of

ISO_DAY_MONTH_YEAR = r"^(\d{4}(-\d\d(-\d\d)?)?)?$"  # or nothing, which is the default


# Named in the settings, so that the OpenAPI document gives each set its name once.
STANCES = choices_of(Stance)
BOUNDS = choices_of(Bound)
NATURES = choices_of(FigureNature)
KINDS = choices_of(Kind)
CLAIM_STATES = choices_of(ClaimState)
IMPORT_STATES = choices_of(ImportState)


class TopicOut(serializers.ModelSerializer[Topic]):
    class Meta:
        model = Topic
        fields = ["slug", "title", "is_restricted", "created_at"]


class TopicIn(serializers.Serializer[Any]):
    title = serializers.CharField(max_length=200)
    is_restricted = serializers.BooleanField(default=False)


class LinkOut(serializers.ModelSerializer[Attribution]):
    anonymous = serializers.SerializerMethodField()

    class Meta:
        model = Attribution
        fields = ["name", "anonymous", "cue", "stance"]

    def get_anonymous(self, link: Attribution) -> bool:
        return link.party.is_anonymous if link.party else False


class FigureOut(serializers.ModelSerializer[Figure]):
    value = serializers.FloatField()
    value_max = serializers.FloatField(allow_null=True)

    class Meta:
        model = Figure
        fields = [
            "value", "value_max", "bound", "unit", "place", "as_of", "precision", "nature", "denominator", "per",
            "since",
        ]  # fmt: skip


class _SeenImport(serializers.IntegerField):
    """The import that brought a claim, where it exists for the caller."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: Claim) -> int | None:  # type: ignore[override]  # an IntegerField is for numbers
        return value.imported_in_id if getattr(value, "sees_import", False) else None


class ClaimOut(serializers.ModelSerializer[Claim]):
    """A claim of `claims.queries.claims.with_surroundings`."""

    claimants = LinkOut(source="attributions", many=True, help_text="outermost speaker first")
    figure = serializers.SerializerMethodField()
    document = serializers.PrimaryKeyRelatedField[Document](read_only=True)
    topic = serializers.SlugRelatedField(slug_field="slug", read_only=True)  # type: ignore[var-annotated]
    self = serializers.HyperlinkedIdentityField(view_name="api_claim")
    place = serializers.SerializerMethodField(help_text="the figure's, if there is one")
    as_of = serializers.SerializerMethodField(help_text="the figure's, if there is one")
    row = serializers.IntegerField(source="row_number", allow_null=True, read_only=True)
    duplicate_of = serializers.SerializerMethodField(help_text="the known claim with the same words, folded")
    merged_into = serializers.SerializerMethodField(help_text="the claim that goes on for this one")
    merged = serializers.SerializerMethodField(help_text="claims that were merged into this one")
    duplicates = serializers.SerializerMethodField(help_text="how many rows and claims were linked to this one")

    class Meta:
        model = Claim
        fields = [
            "id", "self", "version", "document", "start", "end", "quote", "prefix", "suffix", "text", "language",
            "kind", "state", "claimants", "figure", "said_on", "place", "as_of", "url", "topic", "tags", "priority",
            "due_on", "reach", "worth", "reasons", "extractor", "merged_into", "merged", "external_id", "import", "row",
            "duplicate_of", "duplicates", "added_at",
        ]  # fmt: skip

    def get_fields(self) -> dict[str, Any]:
        # A keyword of Python, so that it cannot be declared as the others are.
        declared: dict[str, Any] = {"import": _SeenImport(source="*")}
        self._declared_fields = {**self._declared_fields, **declared}
        return super().get_fields()

    def get_figure(self, claim: Claim) -> dict[str, Any] | None:
        figure = _figure_of(claim)
        return dict(FigureOut(figure).data) if figure else None

    def get_place(self, claim: Claim) -> str:
        figure = _figure_of(claim)
        return figure.place if figure else claim.place

    def get_as_of(self, claim: Claim) -> str:
        figure = _figure_of(claim)
        return figure.as_of if figure else claim.as_of

    def get_merged_into(self, claim: Claim) -> int | None:
        return claim.merged_into_id if getattr(claim, "sees_merged_into", False) else None

    def get_merged(self, claim: Claim) -> list[int]:
        return [each.pk for each in getattr(claim, "merged_here", ())]

    def get_duplicate_of(self, claim: Claim) -> int | None:
        return claim.duplicate_of_id if getattr(claim, "sees_original", False) else None

    def get_duplicates(self, claim: Claim) -> int:
        return int(getattr(claim, "repeating_rows", 0) + getattr(claim, "repeating_claims", 0))


def _figure_of(claim: Claim) -> Figure | None:
    return next(iter(claim.figures.all()), None)


class LinkIn(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=300)
    cue = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    stance = serializers.ChoiceField(choices=STANCES, default=Stance.ASSERTS.value)
    anonymous = serializers.BooleanField(default=False)

    def to_link(self, data: dict[str, Any]) -> Link:
        return Link(data["name"], data["cue"], Stance(data["stance"]), data["anonymous"])


class FigureIn(serializers.Serializer[Any]):
    value = serializers.DecimalField(max_digits=30, decimal_places=6)
    value_max = serializers.DecimalField(max_digits=30, decimal_places=6, required=False, allow_null=True, default=None)
    bound = serializers.ChoiceField(choices=BOUNDS, default=Bound.EXACT.value)
    unit = serializers.CharField(max_length=100)
    place = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    as_of = serializers.RegexField(ISO_DAY_MONTH_YEAR, required=False, allow_blank=True, default="")
    nature = serializers.ChoiceField(
        choices=NATURES, required=False, allow_blank=True, default="", help_text="by the unit when it is left out"
    )
    denominator = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=WORDS_LIMIT["denominator"],
        help_text="of a share: what of",
    )
    per = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=WORDS_LIMIT["per"],
        help_text="of a rate: for each of what",
    )
    since = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        max_length=WORDS_LIMIT["since"],
        help_text="of a change: against what",
    )

    def to_number(self, data: dict[str, Any]) -> Number:
        return Number(
            value=data["value"], value_max=data["value_max"], bound=Bound(data["bound"]), unit=data["unit"],
            place=data["place"], as_of=data["as_of"],
            nature=FigureNature(data["nature"]) if data["nature"] else None,
            denominator=data["denominator"].strip(), per=data["per"].strip(), since=data["since"].strip(),
        )  # fmt: skip


_AS_SENT = ("said_on", "topic", "text", "url", "place", "as_of", "tags", "priority", "due_on", "reach")


class ClaimFields(serializers.Serializer[Any]):
    """What both a new and a changed claim may carry."""

    claimants = LinkIn(many=True, required=False)
    figure = FigureIn(required=False, allow_null=True)
    said_on = serializers.RegexField(ISO_DAY_MONTH_YEAR, required=False, allow_blank=True)
    topic = serializers.SlugField(required=False, allow_blank=True)
    # What is no address is for the verb to say: those of imported claims may be ones that are let through in files.
    url = serializers.CharField(required=False, allow_blank=True, max_length=2000, help_text="where it was said")
    place = serializers.CharField(required=False, allow_blank=True, max_length=200)
    as_of = serializers.RegexField(ISO_DAY_MONTH_YEAR, required=False, allow_blank=True)
    tags = serializers.ListField(child=serializers.CharField(max_length=100), required=False)
    priority = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=3)
    due_on = serializers.DateField(required=False, allow_null=True)
    reach = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=REACH_LIMIT, help_text="how many people saw the claim"
    )

    def common(self) -> dict[str, Any]:
        """Arguments of the verbs for the fields that were sent."""
        sent = dict(self.validated_data)
        given: dict[str, Any] = {name: sent[name] for name in _AS_SENT if name in sent}
        if "claimants" in sent:
            given["links"] = [LinkIn().to_link(link) for link in sent["claimants"]]
        if sent.get("figure") is not None:
            given["number"] = FigureIn().to_number(sent["figure"])
        return given


class ClaimIn(ClaimFields):
    document = serializers.IntegerField(required=False, min_value=1)
    start = serializers.IntegerField(required=False, min_value=0)
    end = serializers.IntegerField(required=False, min_value=1)
    text = serializers.CharField(required=False, allow_blank=True, default="")
    language = serializers.CharField(max_length=12, default="en")


class ClaimChange(ClaimFields):
    text = serializers.CharField(required=False)


class DocumentOut(serializers.ModelSerializer[Document]):
    self = serializers.HyperlinkedIdentityField(view_name="api_document")
    claims = serializers.HyperlinkedIdentityField(view_name="api_document_claims")
    publisher = serializers.SerializerMethodField()
    topic = serializers.SlugRelatedField(slug_field="slug", read_only=True)  # type: ignore[var-annotated]
    added_by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Document
        fields = [
            "id", "self", "claims", "title", "sha256", "url", "publisher", "published_on", "language", "topic",
            "added_by", "added_at",
        ]  # fmt: skip

    def get_publisher(self, document: Document) -> str | None:
        return document.publisher.name if document.publisher else None


class DocumentDetail(DocumentOut):
    """With the text, exactly as it was received: claims count its code points."""

    imports = serializers.SerializerMethodField()

    class Meta(DocumentOut.Meta):
        fields = [*DocumentOut.Meta.fields, "text", "imports"]

    def get_imports(self, document: Document) -> list[str]:
        request = self.context["request"]
        return [request.build_absolute_uri(reverse("api_import", args=[work.pk])) for work in document.imports.all()]


class DocumentIn(serializers.Serializer[Any]):
    title = serializers.CharField(required=False, allow_blank=True, max_length=500, default="")
    text = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, default="",
        help_text="kept exactly as sent; without it the page at `url` is fetched",
    )  # fmt: skip
    # What is no address to fetch is for the verb to say, with the reason.
    url = serializers.CharField(required=False, allow_blank=True, max_length=2000, default="")
    publisher = serializers.CharField(required=False, allow_blank=True, max_length=300, default="")
    published_at = serializers.DateField(
        required=False, allow_null=True, default=None, help_text="YYYY-MM-DD, or a time of that day",
        input_formats=["iso-8601", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S"],
    )  # fmt: skip
    language = serializers.CharField(
        required=False, allow_blank=True, max_length=12, default="", help_text="default: what the page says, or English"
    )
    topic = serializers.SlugField(required=False, allow_blank=True)
