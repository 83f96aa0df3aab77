"""Pulling verdicts: no token needed, from any site, cheap to ask again."""

from datetime import UTC, date, datetime, time
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.utils.dateparse import parse_date, parse_datetime
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.exceptions import NotFound, ParseError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.conditional import conditional
from factcheck.core.rest import NewestFirst, declared
from reviews.api.verdict_shape import PublicVerdict, PublicVerdicts
from reviews.models import PublicationStatus
from reviews.queries.verdicts import as_public, current_verdicts, publication_of

# A superseded version is read with `version`; a list holds what is current.
_STATUSES = [status.value for status in PublicationStatus if status is not PublicationStatus.SUPERSEDED]
_KEPT_SECONDS = 60
_CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link",
}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}


_IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, OpenApiParameter.HEADER, description="the ETag you have: 304 when it still holds"
)
_NOT_MODIFIED = OpenApiResponse(description="What you have is still current.")


class BySequence(NewestFirst):
    """Newest publication, correction or retraction first."""

    ordering = "-sequence"


class PublicRead(APIView):
    """A read for anybody, from any site, with an ETag of its content."""

    permission_classes = [AllowAny]

    def finalize_response(self, request: Request, response: HttpResponseBase, *args: Any, **kwargs: Any) -> Response:
        answer = super().finalize_response(request, cast(Response, response), *args, **kwargs)
        for name, value in _CORS.items():
            answer.headers.setdefault(name, value)
        if answer.status_code == 200 and request.method in ("GET", "HEAD"):
            answer.headers.setdefault("Cache-Control", f"public, max-age={_KEPT_SECONDS}")
            plain: HttpRequest = request._request
            answer.add_post_render_callback(lambda rendered: conditional(plain, rendered))
        return answer

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """What a browser asks before a script of another site may read."""
        return Response(status=204, headers=_PREFLIGHT)


class Verdicts(PublicRead):
    @extend_schema(
        operation_id="verdicts_list",
        auth=[],
        parameters=[
            OpenApiParameter("rating", str, description="slug of a rating"),
            OpenApiParameter("topic", str, description="slug of a topic"),
            OpenApiParameter("language", str, description="language of the claim, BCP 47"),
            OpenApiParameter("status", str, enum=_STATUSES),
            OpenApiParameter("q", str, description="words that claim, speaker, topic or rationale hold"),
            OpenApiParameter("updated_since", str, description="ISO date or moment"),
            OpenApiParameter("cursor", str, description="from `next` or `previous`"),
            OpenApiParameter("page_size", int, description="at most 200"),
            _IF_NONE_MATCH,
        ],
        responses={
            200: PublicVerdicts,
            304: _NOT_MODIFIED,
        },
    )
    def get(self, request: Request) -> Response:
        """Current verdicts, newest change first. Retracted ones are among them and say so."""
        chosen = declared(request, "rating", "topic", "language", "status", "q", "updated_since")
        since = chosen.pop("updated_since", "")
        status = chosen.get("status", "")
        if status and status not in _STATUSES:
            raise ParseError(f"There is no status {status[:40]}. Use one of {', '.join(_STATUSES)}.")
        found = current_verdicts(
            rating=chosen.get("rating", ""), topic=chosen.get("topic", ""), status=status,
            language=chosen.get("language", ""), q=chosen.get("q", ""),
            updated_since=_moment(since) if since else None,
        )  # fmt: skip
        paginator = BySequence()
        page = paginator.paginate_queryset(found, request, view=self) or []
        return paginator.get_paginated_response([as_public(each, settings.SITE_URL) for each in page])


class VerdictView(PublicRead):
    @extend_schema(
        operation_id="verdicts_retrieve",
        auth=[],
        parameters=[
            OpenApiParameter("version", int, description="an earlier version; without it the current one"),
            _IF_NONE_MATCH,
        ],
        responses={
            200: PublicVerdict,
            304: _NOT_MODIFIED,
        },
    )
    def get(self, request: Request, pk: int) -> Response:
        """One verdict with its evidence, origins and corrections, as it was made public."""
        unknown = sorted(set(request.query_params) - {"version"})
        if unknown:
            raise ParseError(f"There is no parameter {', '.join(name[:40] for name in unknown)}. Use version.")
        version = request.query_params.get("version", "")
        if version and not (version.isascii() and version.isdigit()):
            raise ParseError(f"The parameter version takes a number, not {version[:40]}.")
        if len(version) > 9:
            raise NotFound("This verdict has no such version.")
        publication = publication_of(pk, int(version) if version else None)
        return Response(as_public(publication, settings.SITE_URL))


def _moment(text: str) -> datetime:
    """The moment of an ISO date or date and time; without a zone it is UTC. Raises ParseError."""
    try:
        # A "+" of an offset that was not encoded arrives as a space.
        found: datetime | date | None = parse_datetime(text.replace(" ", "+", 1) if "T" in text else text)
        found = found or parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise ParseError(f"No such date: {text[:40]}. Use year-month-day, or a moment as 2026-01-15T14:22:00Z.")
    if not isinstance(found, datetime):
        found = datetime.combine(found, time.min)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


urlpatterns = [
    path("verdicts", Verdicts.as_view(), name="api_verdicts"),
    path("verdicts/<int:pk>", VerdictView.as_view(), name="api_verdict"),
]
