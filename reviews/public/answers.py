"""How a public page is answered: the same to everybody, kept by caches for a minute, asked about by ETag."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from factcheck.core.conditional import conditional

P = ParamSpec("P")
# A correction must reach readers soon: caches ask again after this many seconds.
KEPT_SECONDS = 60


def public(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A view for anonymous readers: GET and HEAD only, cacheable, with ETag and 304.

    The page of a signed-in person has their name's links in it and is left to the rule for such answers.
    """

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.headers["Content-Type"].startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
            if request.user.is_authenticated:
                return response
        patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
        return conditional(request, response)

    return answer


def data(content: str | bytes, media_type: str, **headers: str) -> HttpResponse:
    """An answer that scripts of any site may read."""
    response = HttpResponse(content, content_type=media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link"
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response


def page_number(text: str | None) -> int | None:
    """A whole number of a query that the database can hold, or None."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def query_without(request: HttpRequest, *names: str, **changes: Any) -> str:
    """The request's query string without `names` and with `changes`, for links of the same list."""
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"
