"""What every call of the API shares: errors as problem+json, cursor pagination, versions, declared filters."""

from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied as DjangoDenied
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.db.models import QuerySet
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.pagination import CursorPagination
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.errors import Fault, Invalid, VerbError
from factcheck.core.problem import MEDIA_TYPE, problem_body


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: everything a call refuses is problem+json (RFC 9457), or None for a fault of ours."""
    if isinstance(error, VerbError):
        faults = error.faults if isinstance(error, Invalid) else []
        return _answer(context, error.status, error.title, error.detail, faults)
    if isinstance(error, exceptions.ValidationError):
        faults = list(_faults(error.detail))
        detail = " ".join(fault.detail for fault in faults)
        return _answer(context, Invalid.status, Invalid.title, detail, faults)
    if isinstance(error, RequestDataTooBig):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return _answer(context, 413, "Too large", f"At most {limit} bytes are taken at once.", [])
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, DjangoDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, exceptions.APIException):
        response = _answer(context, error.status_code, HTTPStatus(error.status_code).phrase, str(error.detail), [])
        wait = getattr(error, "wait", None)
        if wait:
            response["Retry-After"] = str(int(wait) + 1)
        if error.status_code == status.HTTP_401_UNAUTHORIZED:
            response["WWW-Authenticate"] = getattr(error, "auth_header", "Bearer")
        return response
    return None


def _answer(context: dict[str, Any], code: int, title: str, detail: str, faults: Iterable[Fault]) -> Response:
    body = problem_body(code, title, detail, faults)
    request: Request | None = context.get("request")
    if request is not None:
        # Whatever the caller accepts, a problem is sent as one.
        request.accepted_renderer = JSONRenderer()
        request.accepted_media_type = MEDIA_TYPE
    return Response(body, status=code, content_type=MEDIA_TYPE)


def _faults(detail: Any, pointer: str = "") -> Iterable[Fault]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _faults(inner, pointer if name == "non_field_errors" else f"{pointer}/{_escaped(name)}")
    elif isinstance(detail, list) and any(isinstance(inner, dict | list) for inner in detail):
        for index, inner in enumerate(detail):
            yield from _faults(inner, f"{pointer}/{index}")
    elif isinstance(detail, list):
        for inner in detail:
            yield Fault(str(inner), pointer)
    else:
        yield Fault(str(detail), pointer)


def _escaped(name: object) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")


class NewestFirst(CursorPagination):
    """Pages of 50 (`page_size`, at most 200), newest first, with `Link` headers; no counts."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    ordering: str | tuple[str, ...] = "-id"

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: APIView) -> tuple[str, ...]:
        """The order of the list. Raises NotFound for a cursor that no list in this order has given."""
        ordering = super().get_ordering(request, queryset, view)
        cursor = self.decode_cursor(request)
        if cursor is not None and cursor.position is not None:
            column = queryset.model._meta.get_field(ordering[0].removeprefix("-"))
            try:
                position = column.to_python(cursor.position)
            except ValidationError:
                position = None
            if position is None or (isinstance(position, datetime) and position.tzinfo is None):
                raise exceptions.NotFound(self.invalid_cursor_message)
        return ordering

    def get_paginated_response(self, data: Any) -> Response:
        following, before = self.get_next_link(), self.get_previous_link()
        links = [f'<{url}>; rel="{rel}"' for url, rel in ((following, "next"), (before, "prev")) if url]
        headers = {"Link": ", ".join(links)} if links else {}
        return Response({"results": data, "next": following, "previous": before}, headers=headers)


def if_match(request: Request) -> int | None:
    """The version in `If-Match: "N"`, or None without the header (or with `*`). Raises Invalid for another form."""
    header = request.headers.get("If-Match", "").strip()
    if header in ("", "*"):
        return None
    number = header.removeprefix("W/").strip('"')
    if not number.isascii() or not number.isdigit() or len(number) > 9:
        raise Invalid(Fault(f'If-Match takes the version in quotation marks, for example "3", not {header[:40]}.'))
    return int(number)


def declared(request: Request, *names: str) -> dict[str, str]:
    """The query's filters. An undeclared name is refused, so that a typing error never reads as "all".

    Raises a 400 that names what there is, and for a value that the database cannot be asked for.
    """
    known = {*names, "cursor", "page_size"}
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        raise exceptions.ParseError(
            f"There is no filter {', '.join(name[:40] for name in unknown)}. Use {', '.join(sorted(known))}."
        )
    for name, value in request.query_params.items():
        if "\0" in value:
            raise exceptions.ParseError(f"The filter {name} holds a NUL character. Remove it.")
    return {name: request.query_params[name] for name in names if request.query_params.get(name)}
