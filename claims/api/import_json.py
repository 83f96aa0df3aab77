"""Imports, their rows and saved mappings as JSON, and what may be sent."""

import json
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.intake.columns import guess_mapping
from claims.models import Claim, Document, Import, ImportRow, Mapping
from factcheck.core.capabilities import Can
from factcheck.core.permissions import may


class ImportOut(serializers.ModelSerializer[Import]):
    """An intake. Counts are in rows of a file, in claims for a document; `known` are here already, `duplicates` have
    the words of a claim that is here and are linked to it. `seconds_left` and `rate` (rows a second) are estimates,
    null while unknown. `guess` is how the file was read; for a document, which `extractors` read it and what failed,
    and of one that was read again how many claims were `changed`, `gone` and `left`. `errors` is null while no row is
    refused."""

    self = serializers.HyperlinkedIdentityField(view_name="api_import")
    rows = serializers.HyperlinkedIdentityField(view_name="api_import_rows")
    errors = serializers.SerializerMethodField()  # type: ignore[assignment]
    document = serializers.PrimaryKeyRelatedField[Document](read_only=True)
    topic = serializers.SlugRelatedField(slug_field="slug", read_only=True)  # type: ignore[var-annotated]
    created_by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]
    rate = serializers.FloatField(read_only=True, allow_null=True)
    seconds_left = serializers.IntegerField(read_only=True, allow_null=True)
    mapping = serializers.DictField(child=serializers.CharField(), read_only=True)
    guess = serializers.DictField(read_only=True)

    class Meta:
        model = Import
        fields = [
            "id", "self", "state", "format", "makes", "dry_run", "name", "size", "sha256", "url", "document", "topic",
            "language", "makes_topics", "total", "read", "added", "known", "duplicates", "refused", "rate",
            "seconds_left", "problem", "errors", "rows", "mapping", "waits_for_mapping", "columns", "guess",
            "created_by", "created_at", "started_at", "ended_at", "taken_back_at",
        ]  # fmt: skip

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_errors(self, work: Import) -> str | None:
        if not work.refused or not work.path:
            return None
        address = reverse("api_import_errors", args=[work.pk])
        return str(self.context["request"].build_absolute_uri(address))


class ImportDetail(ImportOut):
    """With the first rows, to those who may import, and the mapping that the headers suggest while it waits for one."""

    preview = serializers.SerializerMethodField()
    suggested_mapping = serializers.SerializerMethodField()

    class Meta(ImportOut.Meta):
        fields = [*ImportOut.Meta.fields, "preview", "suggested_mapping"]

    @extend_schema_field(serializers.ListField(child=serializers.ListField(child=serializers.CharField())))
    def get_preview(self, work: Import) -> list[Any]:
        return list(work.preview) if may(self.context["request"].user, Can.IMPORT) else []

    def get_suggested_mapping(self, work: Import) -> dict[str, str]:
        return guess_mapping(work.columns, work.preview).fields if work.waits_for_mapping else {}


@extend_schema_field({"type": "object", "additionalProperties": {"type": "string"}})
class MappingText(serializers.Field):  # type: ignore[type-arg]
    """A mapping as a form sends it: JSON text in a part of its own."""

    def to_internal_value(self, data: Any) -> dict[str, str]:
        try:
            read = json.loads(data) if isinstance(data, str) else data
        except (ValueError, RecursionError):
            raise serializers.ValidationError('This is no JSON. Send an object such as {"Claim": "text"}.') from None
        if not isinstance(read, dict) or not all(isinstance(name, str) for name in read.values()):
            raise serializers.ValidationError('Send an object of headers and fields, such as {"Claim": "text"}.')
        return read


class ImportIn(serializers.Serializer[Any]):
    """A file and how to read it. What is left out is found out: the format, encoding, delimiter and columns."""

    file = serializers.FileField(allow_empty_file=True, max_length=None, help_text="the file; gzip and zip are opened")
    format = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    makes = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    mapping = MappingText(required=False, help_text="field by column header, as JSON; see /import-fields")
    dry_run = serializers.BooleanField(default=False, help_text="count and report everything, keep nothing")
    encoding = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    delimiter = serializers.CharField(
        max_length=10, required=False, allow_blank=True, default="", trim_whitespace=False
    )
    sheet = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    topic = serializers.SlugField(required=False, allow_blank=True)
    language = serializers.CharField(max_length=12, required=False, default="en")
    makes_topics = serializers.BooleanField(default=False, help_text="make topics that rows name and are not there")


class CancelIn(serializers.Serializer[Any]):
    take_back = serializers.BooleanField(default=False, help_text="also take back what was added so far")


class TakenBackOut(serializers.Serializer[Any]):
    """What was deleted, and how many claims stay by why: decided, edited, linked, reviews, merged."""

    claims = serializers.IntegerField()
    checks = serializers.IntegerField()
    kept = serializers.DictField(child=serializers.IntegerField())
    words = serializers.CharField()
    work = ImportOut(help_text="the import, its counts as they were")


class MapIn(serializers.Serializer[Any]):
    mapping = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=40))
    save_as = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")
    language = serializers.CharField(max_length=12, required=False, allow_blank=True, default="")


class ReadAgainIn(serializers.Serializer[Any]):
    encoding = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    delimiter = serializers.CharField(
        max_length=10, required=False, allow_blank=True, default="", trim_whitespace=False
    )
    sheet = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")


class RepeatIn(serializers.Serializer[Any]):
    dry_run = serializers.BooleanField(default=False)


class RowIn(serializers.Serializer[Any]):
    cells = serializers.DictField(
        child=serializers.CharField(allow_blank=True, trim_whitespace=False), help_text="by header; others stay as sent"
    )


class RowOut(serializers.ModelSerializer[ImportRow]):
    """A row that was not simply added. `number` counts rows from 1, `line` is where it begins in the file."""

    claim = serializers.PrimaryKeyRelatedField[Claim](read_only=True)
    corrected_by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]
    cells = serializers.DictField(child=serializers.CharField(), read_only=True)

    class Meta:
        model = ImportRow
        fields = ["number", "line", "outcome", "column", "reason", "cells", "claim", "corrected_by", "corrected_at"]


class MappingOut(serializers.ModelSerializer[Mapping]):
    """A mapping that is used without asking for a file with these columns. Headers are folded."""

    mapping = serializers.DictField(source="fields", child=serializers.CharField(), read_only=True)
    saved_by = serializers.SlugRelatedField(slug_field="username", read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Mapping
        fields = ["id", "name", "columns", "mapping", "saved_by", "saved_at"]


class ImportFieldOut(serializers.Serializer[Any]):
    """A field that a column can hold, and the headers that mean it."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    holds = serializers.CharField()
    synonyms = serializers.ListField(child=serializers.CharField())
