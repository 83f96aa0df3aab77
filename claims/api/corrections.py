"""What people made of what extractors said."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ParseError
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from claims.queries.correction_lines import ANNOTATIONS, JSON_LINES, annotation_page, json_lines
from claims.queries.corrections import CorrectionAsk, corrections
from factcheck.core.rest import declared
from factcheck.core.users import caller

_FORMATS = ("jsonl", "annotations")
_LD = "application/ld+json"


class _Streamed(BaseContentNegotiation):
    """The view chooses by `format` or the header itself; a refusal is a problem whatever is accepted."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        return next(iter(parsers), None)

    def select_renderer(  # type: ignore[override]  # as the framework calls it
        self, request: Request, renderers: Sequence[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class Corrections(APIView):
    content_negotiation_class = _Streamed

    @extend_schema(
        operation_id="corrections_list",
        parameters=[
            OpenApiParameter("since", str, description="a day or a time in ISO 8601: corrected then or later"),
            OpenApiParameter("extractor", str, description='"rules", or with its version "rules 1"'),
            OpenApiParameter("document", int),
            OpenApiParameter("format", str, enum=_FORMATS, description="without it, by the header Accept"),
        ],
        responses={(200, JSON_LINES): OpenApiTypes.STR, (200, _LD): OpenApiTypes.OBJECT},
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """What people made of what extractors said: kept, edited, dropped, merged, and what extractors missed.

        JSON Lines, or one page of W3C Web Annotations by `format=annotations` or `Accept: application/ld+json`. It is
        streamed, by document and place in it; what is hidden from you is not in it.
        """
        chosen = declared(request, "since", "extractor", "document", "format")
        ask = CorrectionAsk(
            _time(chosen.get("since", "")), chosen.get("extractor", ""), _number(chosen.get("document"))
        )
        wanted = chosen.get("format") or ("annotations" if _LD in request.headers.get("Accept", "") else "jsonl")
        if wanted not in _FORMATS:
            raise ParseError(f"There is no format {wanted[:40]}. Use one of {', '.join(_FORMATS)}.")
        found = corrections(caller(request), ask)
        if wanted == "jsonl":
            return _answer(json_lines(found), f"{JSON_LINES}; charset=utf-8")
        site = request.build_absolute_uri("/").rstrip("/")
        return _answer(annotation_page(found, site=site, page=request.build_absolute_uri()), ANNOTATIONS)


def _answer(lines: Any, content_type: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(lines, content_type=content_type, headers={"Vary": "Accept"})


def _time(said: str) -> datetime | None:
    if not said:
        return None
    try:
        read = datetime.fromisoformat(said)
    except ValueError:
        raise ParseError(
            f"The filter since takes a day or a time such as 2026-01-13T08:00:00Z. Received: {said[:40]}"
        ) from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _number(said: str | None) -> int | None:
    if said is None:
        return None
    if not (said.isascii() and said.isdigit()):
        raise ParseError("The filter document takes a number.")
    return int(said[:18])
