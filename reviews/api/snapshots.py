"""Archived copies, and those of a document."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import FileResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from claims.models import Snapshot
from factcheck.core.rest import NewestFirst, declared
from reviews.access import snapshot_for
from reviews.queries.snapshots import document_snapshots, download_of


class SnapshotOut(serializers.ModelSerializer[Snapshot]):
    """A copy of what stood at an address. `sha256` and `size` (bytes) are of the answer's body."""

    id = serializers.UUIDField(source="key")
    self = serializers.SerializerMethodField()
    file = serializers.SerializerMethodField(help_text="the WARC file, as a download")
    document = serializers.PrimaryKeyRelatedField[Any](read_only=True)
    source = serializers.PrimaryKeyRelatedField[Any](read_only=True)  # type: ignore[assignment]  # a field of that name

    class Meta:
        model = Snapshot
        fields = [
            "id", "self", "file", "url", "final_url", "status", "media_type", "title", "sha256", "size", "taken_at",
            "document", "source",
        ]  # fmt: skip

    def get_self(self, snapshot: Snapshot) -> str:
        return reverse("api_snapshot", [snapshot.key], request=self.context["request"])

    def get_file(self, snapshot: Snapshot) -> str:
        return reverse("api_snapshot_file", [snapshot.key], request=self.context["request"])


class SnapshotDetail(SnapshotOut):
    """With the text that was found in it, "" when none was, and the headers that came with it."""

    headers = serializers.DictField(child=serializers.CharField())

    class Meta(SnapshotOut.Meta):
        fields = [*SnapshotOut.Meta.fields, "headers", "text"]


class Newest(NewestFirst):
    # The number of a row would tell, in a cursor too, how many copies others have taken.
    ordering = ("-taken_at", "-id")


class DocumentSnapshots(generics.ListAPIView[Snapshot]):
    serializer_class = SnapshotOut
    pagination_class = Newest

    def get_queryset(self) -> QuerySet[Snapshot]:
        declared(self.request)
        return document_snapshots(self.request.user, self.kwargs["pk"]).defer("text")

    @extend_schema(operation_id="documents_snapshots")
    def get(self, request: Request, pk: int) -> Response:
        """Copies of a document's page, newest first."""
        return self.list(request)


class SnapshotView(APIView):
    @extend_schema(operation_id="snapshots_retrieve", responses=SnapshotDetail)
    def get(self, request: Request, key: UUID) -> Response:
        """One copy, with the text that was found in it."""
        return Response(SnapshotDetail(snapshot_for(request.user, key), context={"request": request}).data)


class SnapshotFile(APIView):
    @extend_schema(operation_id="snapshots_file", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, key: UUID) -> FileResponse:
        """The WARC file of a copy, gzipped, as a download."""
        return download_of(request.user, key)
