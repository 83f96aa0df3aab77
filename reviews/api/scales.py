"""The scales in force, and the policies of topics, desks and the house."""

from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from factcheck.core.users import caller
from reviews.actions.add_scale import add_scale
from reviews.actions.choose_scale import choose_scale
from reviews.actions.retire_scale import retire_scale
from reviews.actions.set_policy import HIGHEST, set_policy
from reviews.actions.version_scale import version_scale
from reviews.api.scales_shape import PolicyIn, PolicyOut, ScaleIn, ScaleOut, VersionIn
from reviews.queries.scales import policy_rows, scale_rows, scale_with_id


class Scales(APIView):
    @extend_schema(operation_id="scales_list", responses=ScaleOut(many=True))
    def get(self, request: Request) -> Response:
        """All scales with their ratings: that of new reviews first, then by name, the newest version first."""
        require(caller(request), Can.SEE_DESK)
        return Response(ScaleOut(scale_rows(), many=True).data)

    @extend_schema(operation_id="scales_create", request=ScaleIn, responses={201: ScaleOut})
    def post(self, request: Request) -> Response:
        """Make a scale. Nothing is rated on it until it is chosen."""
        by = require(caller(request), Can.MAKE_SCALES)
        made = add_scale(by=by, **_sent(ScaleIn, request))
        return Response(ScaleOut(scale_with_id(made.pk)).data, status=status.HTTP_201_CREATED)


class ScaleVersions(APIView):
    @extend_schema(operation_id="scales_version", request=VersionIn, responses={201: ScaleOut})
    def post(self, request: Request, pk: int) -> Response:
        """Make the next version of a scale; what is not sent is copied. Reviews on the old version keep it."""
        by = require(caller(request), Can.MAKE_SCALES)
        made = version_scale(pk, by=by, **_sent(VersionIn, request))
        return Response(ScaleOut(scale_with_id(made.pk)).data, status=status.HTTP_201_CREATED)


class ScaleDefault(APIView):
    @extend_schema(operation_id="scales_choose", request=None, responses=ScaleOut)
    def post(self, request: Request, pk: int) -> Response:
        """Rate reviews that are opened from now on on this scale, where no policy names another."""
        return Response(ScaleOut(scale_with_id(choose_scale(pk, by=caller(request)).pk)).data)


class ScaleRetire(APIView):
    @extend_schema(operation_id="scales_retire", request=None, responses=ScaleOut)
    def post(self, request: Request, pk: int) -> Response:
        """Offer a scale for nothing new. What was rated on it stays."""
        return Response(ScaleOut(scale_with_id(retire_scale(pk, by=caller(request)).pk)).data)


class Policies(APIView):
    @extend_schema(operation_id="policies_list", responses=PolicyOut(many=True))
    def get(self, request: Request) -> Response:
        """Policies of the house, of desks and of topics. What is null is left to the next wider one."""
        return Response(PolicyOut(policy_rows(require(caller(request), Can.SEE_DESK)), many=True).data)

    @extend_schema(operation_id="policies_set", request=PolicyIn, responses=PolicyOut)
    def put(self, request: Request) -> Response:
        """Set the whole policy of a topic or a desk, or with neither of the house. Open reviews keep theirs."""
        by = require(caller(request), Can.MAKE_SCALES)
        sent = _sent(PolicyIn, request)
        numbers = {name: sent.pop(name, None) for name in HIGHEST}
        return Response(PolicyOut(set_policy(by=by, numbers=numbers, **sent)).data)


def _sent(shape: type[VersionIn] | type[PolicyIn], request: Request) -> dict[str, Any]:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return sent.validated_data  # type: ignore[no-any-return]


urlpatterns = [
    path("scales", Scales.as_view(), name="api_scales"),
    path("scales/<int:pk>/versions", ScaleVersions.as_view(), name="api_scale_versions"),
    path("scales/<int:pk>/default", ScaleDefault.as_view(), name="api_scale_default"),
    path("scales/<int:pk>/retire", ScaleRetire.as_view(), name="api_scale_retire"),
    path("policies", Policies.as_view(), name="api_policies"),
]
