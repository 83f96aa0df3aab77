"""Reading documents again, and what people made of what was read."""

from django.urls import path, reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.actions.extract_again import extract_again
from claims.api.corrections import Corrections
from claims.api.import_json import ImportOut
from factcheck.core.users import caller


class ExtractAgain(APIView):
    @extend_schema(
        operation_id="documents_extract_again",
        request=None,
        responses={202: OpenApiResponse(ImportOut, "A worker reads it; `Location` is the import to watch.")},
    )
    def post(self, request: Request, pk: int) -> Response:
        """Have a document read again by the extractors as they are now. Nothing changes that people had to do with.

        New claims are added; others that the extractors say otherwise of now are changed, and those that they do not
        find any more are dropped, as far as nobody touched them. `guess` of the import says how many were `changed`,
        `gone` and `left`.
        """
        work = extract_again(pk, by=caller(request))
        address = request.build_absolute_uri(reverse("api_import", args=[work.pk]))
        data = ImportOut(work, context={"request": request}).data
        return Response(data, status=status.HTTP_202_ACCEPTED, headers={"Location": address})


urlpatterns = [
    path("corrections.jsonl", Corrections.as_view(), name="api_corrections"),
    path("documents/<int:pk>/extract-again", ExtractAgain.as_view(), name="api_document_extract_again"),
]
