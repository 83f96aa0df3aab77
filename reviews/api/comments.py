"""What is said about a review, beside its evidence."""

from uuid import UUID

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.users import caller
from reviews.actions.add_comment import add_comment
from reviews.actions.withdraw_comment import withdraw_comment
from reviews.api.judging_shape import CommentIn, CommentOut
from reviews.queries.comments import Said, discussion_of, said_by


class Comments(APIView):
    @extend_schema(operation_id="reviews_comments", responses=CommentOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """What you may read of what is said about a review, oldest first.

        A colleague's comment in a blind round is there once the round is in. While a review is split its reviewers go
        by their letters.
        """
        return Response(CommentOut(discussion_of(caller(request), pk).said, many=True).data)

    @extend_schema(operation_id="reviews_comment_add", request=CommentIn, responses={201: CommentOut})
    def post(self, request: Request, pk: int) -> Response:
        """Say something about a review, in Markdown; @username names people, who are told."""
        sent = CommentIn(data=request.data)
        sent.is_valid(raise_exception=True)
        made = add_comment(pk, by=caller(request), **sent.validated_data)
        return Response(_shown(made.pk, request), status=status.HTTP_201_CREATED)


class WithdrawComment(APIView):
    @extend_schema(operation_id="comments_withdraw", request=None, responses=CommentOut)
    def post(self, request: Request, comment_id: UUID) -> Response:
        """Take back a comment of your own: nobody reads it any more. The answer is the last that has its words."""
        person = caller(request)
        said: Said = said_by(person, comment_id)
        withdraw_comment(comment_id, by=person)
        return Response(CommentOut(said).data)


def _shown(comment_id: UUID, request: Request) -> object:
    return CommentOut(said_by(caller(request), comment_id)).data


urlpatterns = [
    path("reviews/<int:pk>/comments", Comments.as_view(), name="api_comments"),
    path("comments/<uuid:comment_id>/withdraw", WithdrawComment.as_view(), name="api_comment_withdraw"),
]
