"""The OpenAPI document and its interactive docs, from local files, readable without signing in."""

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny


class Schema(SpectacularAPIView):
    permission_classes = [AllowAny]


class Docs(SpectacularSwaggerSplitView):
    url_name = "api_schema"
    permission_classes = [AllowAny]
