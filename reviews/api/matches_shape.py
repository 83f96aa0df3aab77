"""Matches as JSON, and how they are asked for."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.intake.ratings import NormalisedRating
from claims.matching.compare import Relation
from claims.models import Claim, ClaimState, ExternalCheck
from claims.queries.matches import LONGEST, MOST, MatchKind
from factcheck.core.models import choices_of
from reviews.models import PublicationStatus
from reviews.queries.claim_data import claim_data
from reviews.queries.matches import Known

Shape = serializers.Serializer[Any]
# Named in the settings, so that the OpenAPI document gives each set its name once.
KINDS = choices_of(MatchKind)
RELATIONS = choices_of(Relation)


class ClaimMatchesAsk(Shape):
    kind = serializers.ChoiceField(choices=KINDS, required=False, help_text="only these")
    language = serializers.CharField(max_length=12, required=False, help_text="only in this language")
    limit = serializers.IntegerField(min_value=1, max_value=MOST, default=10)
    least = serializers.FloatField(min_value=0, max_value=1, default=0.0, help_text="the lowest score")


class MatchesAsk(ClaimMatchesAsk):
    text = serializers.CharField(max_length=LONGEST, help_text="what somebody claims")


class MatchedClaim(Shape):
    """A claim of the desk."""

    self = serializers.URLField()
    id = serializers.IntegerField()
    text = serializers.CharField()
    quote = serializers.CharField()
    state = serializers.ChoiceField(choices=choices_of(ClaimState))
    language = serializers.CharField()
    claimants = serializers.ListField(child=serializers.DictField(), help_text="outermost speaker first")
    figure = serializers.DictField(allow_null=True)
    topic = serializers.DictField(allow_null=True)
    document = serializers.DictField(allow_null=True)
    first_said = serializers.CharField(allow_null=True)


class MatchedVerdict(Shape):
    """The public verdict on the claim that was found."""

    id = serializers.IntegerField()
    url = serializers.CharField(help_text="its public page")
    self = serializers.URLField()
    version = serializers.IntegerField()
    status = serializers.ChoiceField(choices=choices_of(PublicationStatus))
    rating = serializers.DictField()
    as_of = serializers.CharField(allow_null=True)
    published_at = serializers.DateTimeField()


class MatchedRating(Shape):
    """The rating as its publisher wrote it, and what it means on the desk's scale where that is plain."""

    text = serializers.CharField()
    normalised = serializers.ChoiceField(choices=choices_of(NormalisedRating))


class MatchedCheck(Shape):
    """A fact-check of others."""

    self = serializers.URLField()
    id = serializers.IntegerField()
    url = serializers.CharField()
    title = serializers.CharField()
    publisher = serializers.CharField(allow_null=True)
    claim_text = serializers.CharField()
    rating = MatchedRating()
    language = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)


class MatchOut(Shape):
    """One thing found: a claim, a claim with its public verdict, or a check of others; the likest come first."""

    kind = serializers.ChoiceField(choices=KINDS, source="match.kind")
    score = serializers.FloatField(source="match.score", help_text="0 to 1; 1 for the very same words")
    relation = serializers.ChoiceField(choices=RELATIONS, source="match.relation")
    why = serializers.ListField(child=serializers.CharField(), source="match.why", help_text="one sentence each")
    parts = serializers.DictField(child=serializers.FloatField(), source="match.parts")
    claim = serializers.SerializerMethodField()
    verdict = serializers.SerializerMethodField()
    check = serializers.SerializerMethodField()

    def _address(self, name: str, pk: int) -> str:
        return str(self.context["request"].build_absolute_uri(reverse(name, args=[pk])))

    @extend_schema_field(MatchedClaim(allow_null=True))
    def get_claim(self, known: Known) -> dict[str, Any] | None:
        claim = known.match.target
        if not isinstance(claim, Claim):
            return None
        return {"self": self._address("api_claim", claim.pk), "state": claim.state, **claim_data(claim)}

    @extend_schema_field(MatchedVerdict(allow_null=True))
    def get_verdict(self, known: Known) -> dict[str, Any] | None:
        publication = known.publication
        if publication is None:
            return None
        body = publication.body
        return {
            "id": publication.review_id,
            "url": self.context["request"].build_absolute_uri(body["url"]),
            "self": self._address("api_verdict", publication.review_id),
            "version": publication.version,
            "status": publication.status,
            "rating": body["rating"],
            "as_of": body["as_of"],
            "published_at": publication.published_at.isoformat(),
        }

    @extend_schema_field(MatchedCheck(allow_null=True))
    def get_check(self, known: Known) -> dict[str, Any] | None:
        check = known.match.target
        if not isinstance(check, ExternalCheck):
            return None
        return {
            "self": self._address("api_external_check", check.pk),
            "publisher": check.publisher.name if check.publisher else None,
            "published_on": check.published_on.isoformat() if check.published_on else None,
            "rating": {"text": check.rating_text, "normalised": check.rating},
            **{name: getattr(check, name) for name in _OF_CHECK},
        }


_OF_CHECK = ("id", "url", "title", "claim_text", "language")


class MatchesOut(Shape):
    results = MatchOut(many=True)
    next = serializers.CharField(allow_null=True, help_text="always null: the likest are all there is")
    previous = serializers.CharField(allow_null=True)
