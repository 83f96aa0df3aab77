"""Parties, merges and proposals as JSON, and what may be sent."""

from typing import Any

from rest_framework import serializers

from claims.models import Affiliation, Alias, NamingKind, Party, PartyKind, PartyMerge, PartyProposal
from factcheck.core.models import choices_of

# Named in factcheck/spectacular.py.
PARTY_KINDS = choices_of(PartyKind)
NAMING_KINDS = choices_of(NamingKind)


class PartyRef(serializers.ModelSerializer[Party]):
    class Meta:
        model = Party
        fields = ["id", "name"]


class AliasOut(serializers.ModelSerializer[Alias]):
    class Meta:
        model = Alias
        fields = ["id", "name"]


class PartyOut(serializers.ModelSerializer[Party]):
    """A party of the list; `claims` are those that you may read, counted up to 100."""

    self = serializers.HyperlinkedIdentityField(view_name="api_party")
    anonymous = serializers.BooleanField(source="is_anonymous")
    aliases = AliasOut(many=True)
    claims = serializers.IntegerField(source="claim_count")

    class Meta:
        model = Party
        fields = ["id", "self", "name", "kind", "anonymous", "aliases", "claims"]


class AffiliationOut(serializers.ModelSerializer[Affiliation]):
    """`party` is affiliated with `of`."""

    party = PartyRef()
    of = PartyRef()

    class Meta:
        model = Affiliation
        fields = ["party", "of", "basis"]


class PartyMergeOut(serializers.ModelSerializer[PartyMerge]):
    """`party` is, or was until `undone_at`, one with `into`. `missing` names what could not go back; while `moving` is
    true rows are still under way."""

    party = PartyRef()
    into = PartyRef()
    by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]
    undone_by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]
    missing = serializers.SerializerMethodField()
    moving = serializers.BooleanField(source="is_moving")

    class Meta:
        model = PartyMerge
        fields = ["id", "party", "into", "reason", "by", "at", "undone_by", "undone_at", "missing", "moving"]

    def get_missing(self, merge: PartyMerge) -> list[str]:
        # How many of them would tell of claims that not everybody may read.
        return sorted(merge.missing)


class PartyDetail(serializers.Serializer[Any]):
    """A party with its names, affiliations in both directions and merges."""

    id = serializers.IntegerField(source="party.pk")
    name = serializers.CharField(source="party.name")
    kind = serializers.CharField(source="party.kind")
    anonymous = serializers.BooleanField(source="party.is_anonymous")
    claims = serializers.IntegerField(source="party.claim_count", help_text="that you may read, counted up to 100")
    aliases = AliasOut(many=True)
    affiliations = AffiliationOut(many=True)
    merges = PartyMergeOut(many=True)


class ProposalOut(serializers.ModelSerializer[PartyProposal]):
    """That `name` and `other` are one party ("same"), or that `name` is affiliated with `other`.

    `party` and `other_party` are whom the names stand for, null where nobody goes by one yet. `marked` is the part of
    `words` that shows it.
    """

    self = serializers.HyperlinkedIdentityField(view_name="api_party_proposal")
    party = serializers.IntegerField(source="one", allow_null=True)
    other_party = serializers.IntegerField(source="two", allow_null=True)
    judged_by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = PartyProposal
        fields = [
            "id", "self", "kind", "state", "name", "other", "party", "other_party", "rule", "document", "words",
            "marked", "start", "reason", "judged_by", "judged_at", "made_at",
        ]  # fmt: skip


class NameIn(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=300)


class AffiliationIn(serializers.Serializer[Any]):
    of = serializers.IntegerField(min_value=1, help_text="the id of the other party")
    basis = serializers.CharField(max_length=500)


class PartyReason(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500)


class PartyMergeIn(serializers.Serializer[Any]):
    into = serializers.IntegerField(min_value=1, help_text="the id of the party that stays")
    reason = serializers.CharField(max_length=500)


class UnmergeIn(serializers.Serializer[Any]):
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)
