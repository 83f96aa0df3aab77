"""Documents and their claims."""

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.access import document_for, visible_documents
from claims.actions.add_document import add_document
from claims.actions.refetch_document import refetch_document
from claims.api.claims import claim_rows
from claims.api.import_json import ImportOut
from claims.api.serializers import ClaimOut, DocumentDetail, DocumentIn, DocumentOut
from claims.models import Claim, Document, Import
from factcheck.core.rest import NewestFirst, declared
from factcheck.core.users import caller


class InOrderOfText(NewestFirst):
    ordering = ("start", "id")


class Documents(generics.ListAPIView[Document]):
    serializer_class = DocumentOut

    def get_queryset(self) -> QuerySet[Document]:
        chosen = declared(self.request, "topic", "language")
        documents = visible_documents(self.request.user).select_related("publisher", "topic", "added_by")
        if "topic" in chosen:
            documents = documents.filter(topic__slug=chosen["topic"])
        if "language" in chosen:
            documents = documents.filter(language=chosen["language"])
        return documents.defer("text")

    @extend_schema(
        operation_id="documents_list",
        parameters=[OpenApiParameter("topic", str), OpenApiParameter("language", str)],
    )
    def get(self, request: Request) -> Response:
        """Documents that you may read, newest first."""
        return self.list(request)

    @extend_schema(
        operation_id="documents_create",
        request=DocumentIn,
        responses={202: OpenApiResponse(ImportOut, "Stored and hashed; `Location` is the import to watch.")},
    )
    def post(self, request: Request) -> Response:
        """Add a document: its `text`, or a `url` alone, which a worker fetches; the import names it when it is there.

        The same text again adds nothing: 200 with the import of the first.
        """
        sent = DocumentIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        fields["published_on"] = fields.pop("published_at")
        work, is_new = add_document(by=caller(request), **fields)
        return _import_answer(request, work, status.HTTP_202_ACCEPTED if is_new else status.HTTP_200_OK)


class DocumentView(APIView):
    @extend_schema(operation_id="documents_retrieve", responses=DocumentDetail)
    def get(self, request: Request, pk: int) -> Response:
        """One document with its text."""
        return Response(DocumentDetail(document_for(request.user, pk), context={"request": request}).data)


class RefetchDocument(APIView):
    @extend_schema(
        operation_id="documents_refetch",
        request=None,
        responses={202: OpenApiResponse(ImportOut, "A worker fetches; `Location` is the import to watch.")},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Fetch a document's address again. Another text there becomes a new version, which the import names."""
        return _import_answer(request, refetch_document(pk, by=caller(request)), status.HTTP_202_ACCEPTED)


def _import_answer(request: Request, work: Import, code: int) -> Response:
    address = request.build_absolute_uri(reverse("api_import", args=[work.pk]))
    return Response(ImportOut(work, context={"request": request}).data, status=code, headers={"Location": address})


class DocumentClaims(generics.ListAPIView[Claim]):
    serializer_class = ClaimOut

    class pagination_class(NewestFirst):
        ordering = ("start", "id")

    def get_queryset(self) -> QuerySet[Claim]:
        chosen = declared(self.request, "state")
        document = document_for(self.request.user, self.kwargs["pk"])
        claims = claim_rows(self.request.user).filter(document=document)
        return claims.filter(state=chosen["state"]) if chosen else claims

    @extend_schema(operation_id="documents_claims", parameters=[OpenApiParameter("state", str)])
    def get(self, request: Request, pk: int) -> Response:
        """What was found in a document, in the order of the text."""
        return self.list(request)
