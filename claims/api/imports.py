"""Imports: bringing a file in, watching it, and setting right what it could not take."""

from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import exceptions, generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.access import import_for, visible_imports
from claims.actions.cancel_import import cancel_import
from claims.actions.correct_row import correct_row
from claims.actions.map_import import map_import
from claims.actions.repeat_import import repeat_import
from claims.actions.reread_import import reread_import
from claims.actions.take_back_import import take_back_import
from claims.api.import_json import (
    CancelIn,
    ImportDetail,
    ImportIn,
    ImportOut,
    MapIn,
    ReadAgainIn,
    RepeatIn,
    RowIn,
    RowOut,
    TakenBackOut,
)
from claims.api.import_upload import FileParser, received, refuse_too_large
from claims.intake.kinds import Format
from claims.models import Import, ImportRow, ImportState, RowOutcome
from claims.queries.imports import refused_report, rows_of
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from factcheck.core.rest import NewestFirst, declared
from factcheck.core.users import caller

_ACCEPTED = OpenApiResponse(ImportOut, "Stored and hashed; `Location` is the import to watch.")


class Imports(generics.ListAPIView[Import]):
    serializer_class = ImportOut
    parser_classes = [FileParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_too_large(request)
        super().initial(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Import]:
        chosen = declared(self.request, "state", "format")
        works = visible_imports(self.request.user).select_related("created_by", "topic").defer("preview")
        for name, known in (("state", ImportState), ("format", Format)):
            if name in chosen:
                works = works.filter(**{name: _one_of(name, chosen[name], [each.value for each in known])})
        return works

    @extend_schema(
        operation_id="imports_list",
        parameters=[OpenApiParameter("state", enum=list(ImportState)), OpenApiParameter("format", enum=list(Format))],
    )
    def get(self, request: Request) -> Response:
        """Imports, newest first."""
        return self.list(request)

    @extend_schema(operation_id="imports_create", request={"multipart/form-data": ImportIn}, responses={202: _ACCEPTED})
    def post(self, request: Request) -> Response:
        """Bring a file in: CSV, XLSX, JSON Lines or ClaimReview, a text, a page, a PDF or a feed; also in gzip or zip.

        Its format, encoding and columns are found out unless you name them. Rows that are here already add nothing.
        """
        require(request.user, Can.IMPORT)
        return _accepted(request, received(request))


class ImportView(APIView):
    @extend_schema(operation_id="imports_retrieve", responses=ImportDetail)
    def get(self, request: Request, pk: int) -> Response:
        """How far an import is."""
        return Response(ImportDetail(import_for(request.user, pk), context={"request": request}).data)


class ImportRows(generics.ListAPIView[ImportRow]):
    serializer_class = RowOut

    class pagination_class(NewestFirst):
        ordering = ("number",)

    def get_queryset(self) -> QuerySet[ImportRow]:
        chosen = declared(self.request, "outcome")
        work = import_for(require(self.request.user, Can.IMPORT), self.kwargs["pk"])
        outcome = chosen.get("outcome", "")
        return rows_of(work, _one_of("outcome", outcome, [each.value for each in RowOutcome]) if outcome else "")

    @extend_schema(operation_id="imports_rows", parameters=[OpenApiParameter("outcome", enum=list(RowOutcome))])
    def get(self, request: Request, pk: int) -> Response:
        """Rows that were not simply added, in the order of the file: refused and why, or linked to a known claim."""
        return self.list(request)


class ImportErrors(APIView):
    @extend_schema(operation_id="imports_errors", responses={(200, "text/csv"): OpenApiTypes.STR})
    def get(self, request: Request, pk: int) -> StreamingHttpResponse:
        """The refused rows as CSV: the columns of the file, then line, column and reason. Correct it and send it again.

        A cell that a spreadsheet would run begins with an apostrophe, which is taken away again when it is sent.
        """
        declared(request)
        work = import_for(require(request.user, Can.IMPORT), pk)
        return StreamingHttpResponse(
            refused_report(work),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="import-{work.pk}-refused.csv"'},
        )


class ImportRowView(APIView):
    @extend_schema(operation_id="imports_correct_row", request=RowIn, responses=RowOut)
    def post(self, request: Request, pk: int, number: int) -> Response:
        """Correct a refused row and try it again."""
        sent = RowIn(data=request.data)
        sent.is_valid(raise_exception=True)
        row = correct_row(pk, number, by=caller(request), cells=sent.validated_data["cells"])
        return Response(RowOut(row).data)


class ImportCancel(APIView):
    @extend_schema(operation_id="imports_cancel", request=CancelIn, responses=ImportOut)
    def post(self, request: Request, pk: int) -> Response:
        """Stop an import. What it added stays, unless you take it back."""
        sent = CancelIn(data=request.data)
        sent.is_valid(raise_exception=True)
        cancel_import(pk, by=caller(request), **sent.validated_data)
        return _shown(request, pk)


class ImportTakeBack(APIView):
    @extend_schema(operation_id="imports_take_back", request=None, responses=TakenBackOut)
    def post(self, request: Request, pk: int) -> Response:
        """Delete what an ended import added, but for claims that somebody has worked on since."""
        answer = take_back_import(pk, by=caller(request))
        return Response(TakenBackOut(answer, context={"request": request}).data)


class ImportMapping(APIView):
    @extend_schema(operation_id="imports_map", request=MapIn, responses=ImportOut)
    def post(self, request: Request, pk: int) -> Response:
        """Say which field each column holds; the import goes on."""
        sent = MapIn(data=request.data)
        sent.is_valid(raise_exception=True)
        map_import(pk, by=caller(request), **sent.validated_data)
        return _shown(request, pk)


class ImportReread(APIView):
    @extend_schema(operation_id="imports_reread", request=ReadAgainIn, responses=ImportOut)
    def post(self, request: Request, pk: int) -> Response:
        """Have a file that waits for its mapping opened again with another encoding, delimiter or sheet."""
        sent = ReadAgainIn(data=request.data)
        sent.is_valid(raise_exception=True)
        reread_import(pk, by=caller(request), **sent.validated_data)
        return _shown(request, pk)


class ImportRepeat(APIView):
    @extend_schema(operation_id="imports_repeat", request=RepeatIn, responses={202: _ACCEPTED})
    def post(self, request: Request, pk: int) -> Response:
        """Import the stored file again, as after a dry run."""
        sent = RepeatIn(data=request.data)
        sent.is_valid(raise_exception=True)
        return _accepted(request, repeat_import(pk, by=caller(request), **sent.validated_data))


def _accepted(request: Request, work: Import) -> Response:
    address = request.build_absolute_uri(reverse("api_import", args=[work.pk]))
    body = ImportOut(work, context={"request": request}).data
    return Response(body, status=status.HTTP_202_ACCEPTED, headers={"Location": address})


def _shown(request: Request, pk: int) -> Response:
    return Response(ImportOut(import_for(request.user, pk), context={"request": request}).data)


def _one_of(name: str, value: str, known: list[str]) -> str:
    if value not in known:
        raise exceptions.ParseError(f"The filter {name} takes {', '.join(known)}, not {value[:40]}.")
    return value
