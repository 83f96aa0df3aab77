"""Sources of evidence, and their archived copies."""

from uuid import UUID

from django.db.models import QuerySet
from django.urls import path
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.models import Snapshot
from factcheck.core.rest import declared
from factcheck.core.users import caller
from reviews.actions.copy_source import copy_source
from reviews.api.serializers import SourceOut
from reviews.api.snapshots import Newest, SnapshotOut
from reviews.queries.snapshots import source_snapshots


class SourceSnapshots(generics.ListAPIView[Snapshot]):
    serializer_class = SnapshotOut
    pagination_class = Newest

    def get_queryset(self) -> QuerySet[Snapshot]:
        declared(self.request)
        return source_snapshots(self.request.user, self.kwargs["source_id"]).defer("text")

    @extend_schema(operation_id="sources_snapshots")
    def get(self, request: Request, source_id: UUID) -> Response:
        """Copies of a source's page, newest first. A source is there for whom its evidence is."""
        return self.list(request)


class ArchiveSource(APIView):
    @extend_schema(
        operation_id="sources_archive",
        request=None,
        responses={202: OpenApiResponse(SourceOut, "A worker copies the page; `copy` tells how far that is.")},
    )
    def post(self, request: Request, source_id: UUID) -> Response:
        """Copy a source's page, once more where there is a copy or where it failed."""
        source = copy_source(source_id, by=caller(request))
        return Response(SourceOut(source).data, status=status.HTTP_202_ACCEPTED)


_SOURCE = "sources/<uuid:source_id>"

urlpatterns = [
    path(f"{_SOURCE}/snapshots", SourceSnapshots.as_view(), name="api_source_snapshots"),
    path(f"{_SOURCE}/archive", ArchiveSource.as_view(), name="api_source_archive"),
]
