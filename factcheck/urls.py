"""The map: every address of the product."""

from django.urls import include, path

from factcheck.core import health
from factcheck.core.schema import Docs, Schema

urlpatterns = [
    path("", include("reviews.public.urls")),
    path("", include("factcheck.core.urls")),
    path("desk/", include("claims.pages.urls")),
    path("desk/", include("reviews.pages.urls")),
    path("api/v1/", include("claims.api.urls")),
    path("api/v1/", include("reviews.api.urls")),
    path("api/v1/schema", Schema.as_view(), name="api_schema"),
    path("api/v1/docs", Docs.as_view(), name="api_docs"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]

handler400 = "factcheck.core.web.bad_request"
handler403 = "factcheck.core.web.not_allowed"
handler404 = "factcheck.core.web.not_found"
handler500 = "factcheck.core.web.server_error"
