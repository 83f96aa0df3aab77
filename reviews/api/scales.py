"""The scales in force."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from factcheck.core.users import caller
from reviews.api.serializers import ScaleOut
from reviews.queries.rows import scales


class Scales(APIView):
    @extend_schema(operation_id="scales_list", responses=ScaleOut(many=True))
    def get(self, request: Request) -> Response:
        """The desk's scales with their ratings, the default first."""
        require(caller(request), Can.SEE_DESK)
        return Response(ScaleOut(scales(), many=True).data)


urlpatterns = [path("scales", Scales.as_view(), name="api_scales")]
