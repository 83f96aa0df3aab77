"""People, their interests, leave and desks as JSON, and what may be sent."""

from typing import Any

from rest_framework import serializers

from factcheck.core.capabilities import Role
from factcheck.core.models import choices_of
from reviews.models import Assignment, Desk, Interest, Leave
from reviews.queries.person_page import PersonPage

ROLES = choices_of(Role)


class DeskOut(serializers.ModelSerializer[Desk]):
    """A desk; `members` are usernames."""

    members = serializers.SlugRelatedField(slug_field="username", many=True, read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Desk
        fields = ["slug", "name", "is_open", "members"]


class DeskAdd(serializers.Serializer[Any]):
    name = serializers.CharField(max_length=100)
    members = serializers.ListField(child=serializers.CharField(max_length=150), required=False, max_length=500)


class DeskChange(serializers.Serializer[Any]):
    """What may be changed; `members` are all who work at it from now on."""

    name = serializers.CharField(required=False, max_length=100)
    is_open = serializers.BooleanField(required=False)
    members = serializers.ListField(child=serializers.CharField(max_length=150), required=False, max_length=500)


class InterestOut(serializers.ModelSerializer[Interest]):
    user = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]
    party = serializers.SlugRelatedField(slug_field="name", read_only=True)  # type: ignore[var-annotated]
    declared_by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Interest
        fields = ["id", "user", "party", "note", "declared_by", "declared_at"]


class InterestIn(serializers.Serializer[Any]):
    party = serializers.CharField(max_length=300, help_text="any name of a person, organisation or outlet")
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class WithdrawalIn(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500)


class LeaveOut(serializers.ModelSerializer[Leave]):
    """Days on which somebody is away; `began_at` is when what they had not finished went back."""

    user = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]
    set_by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Leave
        fields = ["id", "user", "from_on", "until_on", "note", "set_by", "set_at", "began_at", "ended_at"]


class LeaveIn(serializers.Serializer[Any]):
    from_on = serializers.DateField(help_text="first day away, today or later")
    until_on = serializers.DateField(help_text="last day away")
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class PersonIn(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=150)
    name = serializers.CharField(max_length=200)
    role = serializers.ChoiceField(choices=ROLES)
    email = serializers.EmailField(required=False, allow_blank=True)
    password = serializers.CharField(
        required=False, allow_blank=True, max_length=200, write_only=True, help_text="none for a service account"
    )
    is_service = serializers.BooleanField(required=False)


class MeChange(serializers.Serializer[Any]):
    languages = serializers.ListField(child=serializers.CharField(max_length=12), max_length=30)


class PersonChange(serializers.Serializer[Any]):
    """What may be changed; a `load_limit` of null leaves it to the policy."""

    name = serializers.CharField(required=False, max_length=200)
    role = serializers.ChoiceField(required=False, choices=ROLES)
    languages = serializers.ListField(child=serializers.CharField(max_length=12), required=False, max_length=30)
    load_limit = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=999)
    is_active = serializers.BooleanField(required=False)


class PartHeldOut(serializers.ModelSerializer[Assignment]):
    review = serializers.HyperlinkedRelatedField(view_name="api_review", read_only=True)  # type: ignore[var-annotated]
    claim = serializers.CharField(source="review.claim.text")
    due_at = serializers.DateTimeField(source="review.due_at")

    class Meta:
        model = Assignment
        fields = ["review", "claim", "part", "round", "assigned_at", "lease_until", "due_at", "done_at"]


class PersonOut(serializers.Serializer[PersonPage]):
    """A person, what they hold and what they have done, as far as you may know.

    `done` are the newest of `done_count`. `interests` and `leaves` are null for whoever has no business with them.
    """

    username = serializers.CharField(source="person.username")
    name = serializers.CharField(source="person.name")
    role = serializers.ChoiceField(source="person.role", choices=ROLES)
    is_active = serializers.BooleanField(source="person.is_active")
    is_service = serializers.BooleanField(source="person.is_service")
    languages = serializers.ListField(source="person.languages", child=serializers.CharField())
    load_limit = serializers.IntegerField(source="person.load_limit", allow_null=True)
    desks = serializers.SerializerMethodField()
    away_until = serializers.DateField(allow_null=True)
    held = PartHeldOut(many=True)
    done = PartHeldOut(many=True)
    done_count = serializers.IntegerField()
    published = serializers.IntegerField()
    interests = InterestOut(many=True, allow_null=True)
    leaves = LeaveOut(many=True, allow_null=True)

    def get_desks(self, page: PersonPage) -> list[str]:
        return [desk.slug for desk in page.desks]
