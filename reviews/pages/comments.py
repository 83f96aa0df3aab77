"""Commenting on a review, and withdrawing a comment."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse

from factcheck.core.errors import Invalid
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.add_comment import add_comment
from reviews.actions.withdraw_comment import withdraw_comment
from reviews.pages.review import draw
from reviews.queries.review_page import review_page


@posted("review")
def comment_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something about a review. What cannot be taken stands in the form again, with the reason."""
    person = caller(request)
    body = request.POST.get("body", "")
    try:
        made = add_comment(pk, by=person, body=body)
    except Invalid as refusal:
        said = {"body": body, "error": refusal.detail}
        return draw(request, review_page(person, pk), comment=said, status=refusal.status)
    return redirect(f"{reverse('review', args=[pk])}#comment-{made.pk}")


@posted("review")
def comment_withdraw(request: HttpRequest, pk: int, comment_id: UUID) -> HttpResponse:
    """Take back a comment of one's own."""
    withdraw_comment(comment_id, by=caller(request))
    messages.success(request, "Your comment was taken back.")
    return redirect(f"{reverse('review', args=[pk])}#comments")


urlpatterns = [
    path("reviews/<int:pk>/comments/", comment_add, name="comment_add"),
    path("reviews/<int:pk>/comments/<uuid:comment_id>/withdraw/", comment_withdraw, name="comment_withdraw"),
]
