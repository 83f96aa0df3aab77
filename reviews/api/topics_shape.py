"""A topic with who sees it as JSON, and what may be sent."""

from typing import Any

from rest_framework import serializers

from reviews.queries.topics import TopicPage


def _usernames(**kwargs: Any) -> serializers.ListField:
    return serializers.ListField(child=serializers.CharField(max_length=150), required=False, max_length=500, **kwargs)


class InsideOut(serializers.Serializer[Any]):
    documents = serializers.IntegerField()
    claims = serializers.IntegerField()
    reviews = serializers.IntegerField(help_text="open ones")
    published = serializers.IntegerField(help_text="verdicts that are public, whoever sees the topic")


class TopicDetail(serializers.Serializer[TopicPage]):
    """A topic; `members` are usernames, null while it is open to the whole desk."""

    slug = serializers.CharField(source="topic.slug")
    title = serializers.CharField(source="topic.title")
    is_restricted = serializers.BooleanField(source="topic.is_restricted")
    created_at = serializers.DateTimeField(source="topic.created_at")
    members = serializers.SerializerMethodField()
    inside = InsideOut()

    def get_members(self, page: TopicPage) -> list[str] | None:
        return sorted(person.username for person in page.members) if page.topic.is_restricted else None


class TopicRestrict(serializers.Serializer[Any]):
    members = _usernames(help_text="usernames; you are one in any case")


class TopicMembers(serializers.Serializer[Any]):
    add = _usernames(help_text="usernames")
    remove = _usernames(help_text="usernames")
