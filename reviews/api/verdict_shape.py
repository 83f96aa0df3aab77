"""The JSON of a public verdict, field by field, for the OpenAPI document; what is served is frozen."""

from typing import Any

from rest_framework import serializers

from claims.extraction.candidate import Bound, FigureNature, Stance
from claims.models import PartyKind, SourceKind
from factcheck.core.models import choices_of
from reviews.models import AttributionFinding, CorrectionKind, EvidenceStance, PublicationStatus, VerdictBasis

Shape = serializers.Serializer[Any]


class PublicClaimant(Shape):
    name = serializers.CharField(help_text="as written")
    kind = serializers.ChoiceField(choices_of(PartyKind), help_text="what kind of party this is")
    anonymous = serializers.BooleanField()
    cue = serializers.CharField(allow_blank=True, help_text="the verb that was used")
    stance = serializers.ChoiceField(choices_of(Stance))


class PublicFigure(Shape):
    value = serializers.FloatField()
    value_max = serializers.FloatField(allow_null=True, help_text="upper value of the bound between")
    bound = serializers.ChoiceField(choices_of(Bound))
    unit = serializers.CharField()
    place = serializers.CharField(allow_null=True)
    as_of = serializers.CharField(allow_null=True, help_text="ISO date, month or year")
    # What was frozen before these were known does not have them.
    nature = serializers.ChoiceField(choices_of(FigureNature), required=False, allow_null=True)
    denominator = serializers.CharField(required=False, allow_null=True, help_text="of a share: what of")
    per = serializers.CharField(required=False, allow_null=True, help_text="of a rate: for each of what")
    since = serializers.CharField(required=False, allow_null=True, help_text="of a change: against what")


class PublicTopic(Shape):
    slug = serializers.CharField()
    title = serializers.CharField()


class PublicDocument(Shape):
    title = serializers.CharField()
    url = serializers.CharField(allow_null=True)
    publisher = serializers.CharField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)


class PublicClaim(Shape):
    id = serializers.IntegerField()
    text = serializers.CharField(help_text="as the desk words it")
    quote = serializers.CharField(allow_blank=True, help_text="the exact words")
    claimants = PublicClaimant(many=True, help_text="outermost first; the last is the claimant")
    figure = PublicFigure(allow_null=True)
    language = serializers.CharField(help_text="BCP 47")
    topic = PublicTopic(allow_null=True)
    first_said = serializers.CharField(allow_null=True, help_text="ISO date, month or year")
    document = PublicDocument(allow_null=True, help_text="where the desk found it")


class PublicNumbers(Shape):
    value = serializers.FloatField()
    best = serializers.FloatField()
    worst = serializers.FloatField()


class PublicRating(Shape):
    slug = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    position = serializers.IntegerField(help_text="place on the scale, from 1")
    value = serializers.FloatField(allow_null=True, help_text="higher is truer; null lies off the axis")
    best = serializers.FloatField()
    worst = serializers.FloatField()
    scale = serializers.CharField()
    scale_version = serializers.IntegerField(required=False)
    colour = serializers.CharField(required=False, help_text="r1 (truest) to r5 on the axis, r6 and r7 off it")
    sign = serializers.CharField(required=False, allow_blank=True, help_text="icon; empty: the usual one")
    claimreview = PublicNumbers(required=False, allow_null=True, help_text="as in ClaimReview; null gives words only")


class PublicSource(Shape):
    title = serializers.CharField()
    url = serializers.CharField(allow_null=True)
    kind = serializers.ChoiceField(choices_of(SourceKind))
    publisher = serializers.CharField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)


class PublicEvidence(Shape):
    key = serializers.CharField(
        required=False,
        help_text="its number in this version, E1: [E1] in `rationale` cites it, and so does a link to #evidence-E1 in "
        "`rationale_html`; older versions have none",
    )
    stance = serializers.ChoiceField(choices_of(EvidenceStance))
    source = PublicSource()  # type: ignore[assignment]
    quote = serializers.CharField(allow_blank=True)
    quote_found = serializers.BooleanField(
        required=False, help_text="whether the quotation stands in the desk's copy, word for word"
    )
    note = serializers.CharField(allow_blank=True)
    archived = serializers.BooleanField(help_text="whether the desk keeps a copy")


class PublicSaidOfOrigin(Shape):
    """Something said, but not shown, of where an origin has its matter from."""

    of = serializers.CharField(help_text="what it is said to come from")
    basis = serializers.CharField(help_text="who says so, and why it is not shown")


class PublicOrigin(Shape):
    """Where the chains of some sources end."""

    label = serializers.CharField()  # type: ignore[assignment]
    anonymous = serializers.BooleanField(help_text="everything it ends at is unnamed")
    cites = serializers.CharField(allow_blank=True, help_text="whom it cites without naming them, in the claim's words")
    claimant = serializers.BooleanField(help_text="is, or is affiliated with, who made the claim")
    counts = serializers.BooleanField(help_text="false for the claimant's own among those that corroborate")
    doubtful = serializers.BooleanField(help_text="may be one with the origin before it; `because` says why")
    circle = serializers.ListField(child=serializers.CharField(), help_text="titles of sources that go round in it")
    because = PublicSaidOfOrigin(many=True)
    sources = serializers.ListField(child=serializers.CharField(), help_text="titles of the sources that rest on it")


class PublicOrigins(Shape):
    """How many independent origins speak on either side, at least and at most, and which they are.

    Verdicts published before origins were named have the counts and the note alone.
    """

    corroborating = serializers.IntegerField()
    corroborating_most = serializers.IntegerField()
    disputing = serializers.IntegerField()
    disputing_most = serializers.IntegerField()
    note = serializers.CharField(allow_blank=True, help_text="why the counts are what they are")
    corroborating_origins = PublicOrigin(many=True, required=False)
    disputing_origins = PublicOrigin(many=True, required=False)


class PublicGate(Shape):
    """Whether the evidence has what the rating asks for and, where a finding was submitted below that, why."""

    needed = serializers.IntegerField(help_text="independent origins on one side with a kept copy; 0 asks for nothing")
    met = serializers.BooleanField()
    lacks = serializers.ListField(child=serializers.CharField(), help_text="what is missing, in words")
    reasons = serializers.ListField(child=serializers.CharField(), help_text="given by the reviewers")


class PublicCorrection(Shape):
    kind = serializers.ChoiceField(choices_of(CorrectionKind))
    what = serializers.CharField()
    why = serializers.CharField()
    at = serializers.DateTimeField()
    old = serializers.DictField(help_text="what changed, as it was")
    new = serializers.DictField(help_text="what changed, as it is")


class PublicReuse(Shape):
    """The public verdict that was taken for this claim."""

    id = serializers.IntegerField()
    version = serializers.IntegerField(help_text="the one that was taken; it may have been corrected since")
    url = serializers.URLField(help_text="its page")
    self = serializers.URLField()
    claim = serializers.CharField(help_text="that it was first given on")
    published_at = serializers.DateTimeField()
    reason = serializers.CharField(help_text="why it holds for this claim")


class PublicVerdict(Shape):
    """A verdict as it was made public. Nothing in it changes without a new version and sequence."""

    id = serializers.IntegerField()
    version = serializers.IntegerField()
    url = serializers.URLField(help_text="its page, which is ClaimReview JSON-LD too")
    self = serializers.URLField()
    claim = PublicClaim()
    rating = PublicRating()
    attribution = serializers.ChoiceField(choices_of(AttributionFinding))
    rationale = serializers.CharField(help_text="Markdown; [E1] cites the evidence of that `key`")
    rationale_html = serializers.CharField(
        help_text="the same as safe HTML; citations are links to anchors on the verdict's page, as #evidence-E1"
    )
    as_of = serializers.DateField()
    review_by = serializers.DateField(allow_null=True)
    basis = serializers.ChoiceField(choices_of(VerdictBasis))
    reused_from = PublicReuse(
        required=False, allow_null=True, help_text="where the verdict was first given, if on another claim"
    )
    reviewers = serializers.IntegerField()
    published_at = serializers.DateTimeField(help_text="of the first version")
    updated_at = serializers.DateTimeField(help_text="of this version")
    status = serializers.ChoiceField(choices_of(PublicationStatus))
    evidence = PublicEvidence(many=True)
    origins = PublicOrigins()
    gate = PublicGate(required=False)
    corrections = PublicCorrection(many=True, help_text="newest first")
    sequence = serializers.IntegerField(help_text="rises with every publication, correction and retraction")


class PublicVerdicts(Shape):
    results = PublicVerdict(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
