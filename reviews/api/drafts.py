"""The draft of an assessment, read and kept by whoever writes it."""

from django.urls import path
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.rest import if_match
from factcheck.core.users import caller
from reviews.actions.discard_draft import discard_draft
from reviews.actions.save_draft import save_draft
from reviews.api.judging_shape import DraftIn, DraftOut
from reviews.api.reviews import IF_MATCH
from reviews.models import Draft
from reviews.queries.drafts import draft_for


class DraftView(APIView):
    @extend_schema(operation_id="reviews_draft", responses=DraftOut)
    def get(self, request: Request, pk: int) -> Response:
        """Your own unfinished assessment of the round. For everybody else it is not there."""
        return _answer(draft_for(caller(request), pk))

    @extend_schema(operation_id="reviews_draft_save", request=DraftIn, responses=DraftOut, parameters=[IF_MATCH])
    def put(self, request: Request, pk: int) -> Response:
        """Keep your unfinished assessment as a whole, and renew your lease.

        `If-Match` takes the draft's own version, `"0"` where there was none: other words that another window saved
        meanwhile are answered with 412 and not overwritten.
        """
        sent = DraftIn(data=request.data)
        sent.is_valid(raise_exception=True)
        return _answer(save_draft(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data))

    @extend_schema(operation_id="reviews_draft_discard", responses={204: OpenApiResponse(description="It is dropped.")})
    def delete(self, request: Request, pk: int) -> Response:
        """Drop your draft."""
        discard_draft(pk, by=caller(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _answer(draft: Draft) -> Response:
    return Response(DraftOut(draft).data, headers={"ETag": f'"{draft.version}"'})


urlpatterns = [path("reviews/<int:pk>/draft", DraftView.as_view(), name="api_draft")]
