"""Saved mappings, and the fields that a column can hold."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.actions.delete_mapping import delete_mapping
from claims.api.import_json import ImportFieldOut, MappingOut
from claims.intake.fields import FIELDS
from claims.models import Mapping
from claims.queries.imports import mappings
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from factcheck.core.rest import declared
from factcheck.core.users import caller


class Mappings(generics.ListAPIView[Mapping]):
    serializer_class = MappingOut

    def get_queryset(self) -> QuerySet[Mapping]:
        declared(self.request)
        require(self.request.user, Can.IMPORT)
        return mappings()

    @extend_schema(operation_id="mappings_list")
    def get(self, request: Request) -> Response:
        """Saved mappings, newest first. A file with the columns of one is read by it without asking."""
        return self.list(request)


class MappingView(APIView):
    @extend_schema(operation_id="mappings_delete", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Throw a saved mapping away."""
        delete_mapping(pk, by=caller(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ImportFields(APIView):
    @extend_schema(operation_id="import_fields", responses=ImportFieldOut(many=True))
    def get(self, request: Request) -> Response:
        """What a column of a claim file can hold, and the headers that mean it."""
        declared(request)
        require(request.user, Can.SEE_DESK)
        return Response(ImportFieldOut([field._asdict() for field in FIELDS], many=True).data)
