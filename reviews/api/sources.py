"""Sources of evidence and their archived copies."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import path
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import generics, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from claims.models import Snapshot, Source, SourceKind
from factcheck.core.rest import NewestFirst, declared
from factcheck.core.users import caller
from reviews.access import source_for
from reviews.actions.copy_source import copy_source
from reviews.actions.keep_uploaded_copy import keep_uploaded_copy
from reviews.actions.name_source import name_source
from reviews.api.evidence_shape import CopyIn, SourceDetail, SourceIn
from reviews.api.serializers import SourceOut
from reviews.api.snapshots import Newest, SnapshotOut
from reviews.queries.derivations import derivations_of, unnamed_judges, visible_sources
from reviews.queries.snapshots import source_snapshots


class NewestSources(NewestFirst):
    # The key is random, so that the order of equal times tells nothing either.
    ordering = ("-added_at", "-id")


class Sources(generics.ListAPIView[Source]):
    serializer_class = SourceOut
    pagination_class = NewestSources

    def get_queryset(self) -> QuerySet[Source]:
        declared(self.request)
        return visible_sources(self.request.user)

    @extend_schema(operation_id="sources_list")
    def get(self, request: Request) -> Response:
        """Sources that are there for you, newest first: your own, and those of evidence that you may see."""
        return self.list(request)

    @extend_schema(operation_id="sources_create", request=SourceIn, responses={201: SourceOut})
    def post(self, request: Request) -> Response:
        """Name a source by `url` or by its citation in `title`. Naming one of yours again gives it back."""
        sent = SourceIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        source = name_source(by=caller(request), kind=SourceKind(fields.pop("kind")), **fields)
        where = reverse("api_source", [source.pk], request=request)
        return Response(SourceOut(source).data, status=status.HTTP_201_CREATED, headers={"Location": str(where)})


class SourceView(APIView):
    @extend_schema(operation_id="sources_retrieve", responses=SourceDetail)
    def get(self, request: Request, source_id: UUID) -> Response:
        """One source, with what it was taken from."""
        declared(request)
        source = source_for(request.user, source_id)
        told: Any = source
        told.told = derivations_of(request.user, source)
        context = {"unnamed": unnamed_judges(caller(request), source)}
        return Response(SourceDetail(told, context=context).data)


class UploadCopy(APIView):
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="sources_upload",
        request={"multipart/form-data": CopyIn},
        responses={202: OpenApiResponse(SourceOut, "A worker reads the file; `copy` tells how far that is.")},
    )
    def post(self, request: Request, source_id: UUID) -> Response:
        """Hand in a copy of a source that has no address, or whose page cannot be copied."""
        sent = CopyIn(data=request.data)
        sent.is_valid(raise_exception=True)
        file = sent.validated_data["file"]
        source = keep_uploaded_copy(source_id, by=caller(request), file=file, name=file.name or "")
        return Response(SourceOut(source).data, status=status.HTTP_202_ACCEPTED)


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
    path("sources", Sources.as_view(), name="api_sources"),
    path(_SOURCE, SourceView.as_view(), name="api_source"),
    path(f"{_SOURCE}/snapshots", SourceSnapshots.as_view(), name="api_source_snapshots"),
    path(f"{_SOURCE}/archive", ArchiveSource.as_view(), name="api_source_archive"),
    path(f"{_SOURCE}/upload", UploadCopy.as_view(), name="api_source_upload"),
]
