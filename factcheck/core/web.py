"""What every page shares: security headers, errors to pages, the context of the desk."""

import logging
import secrets
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from factcheck.core.capabilities import Can
from factcheck.core.errors import VerbError
from factcheck.core.models import User
from factcheck.core.permissions import may
from factcheck.core.problem import MEDIA_TYPE, problem_body

log = logging.getLogger(__name__)

_CSP = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
Answer = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """Headers that Django has no setting for; signed-in answers are kept by no cache."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _CSP)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class ErrorPages:
    """A verb's refusal becomes a page that says what is wrong, with the right status."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, VerbError):
            return None
        known = error.status if error.status in (400, 403, 404, 409, 412) else 400
        context = {"detail": error.detail, "back_url": _came_from(request)}
        return render(request, f"errors/{known}.html", context, status=error.status)


def _came_from(request: HttpRequest) -> str:
    """The page of this site that a form was sent from, to go back to; "" when unknown."""
    referer = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if is_ours else ""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_api(request):
        return _problem(400, "Bad request", "The request cannot be read.")
    return render(request, "errors/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_api(request):
        return _problem(403, "Not allowed", str(exception) or "You may not do this.")
    return render(request, "errors/403.html", {"detail": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if is_api(request):
        return _problem(404, "Not found", "There is no such address. /api/v1/docs lists those there are.")
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours. The reference finds the lines in the log; the page needs no database."""
    reference = secrets.token_hex(4)
    log.error("Server error, reference %s, %s %s", reference, request.method, request.path)
    if is_api(request):
        return _problem(500, "Something failed here", f"This is our fault. Say the reference {reference} to report it.")
    try:
        return HttpResponse(render_to_string("errors/500.html", {"reference": reference}), status=500)
    except ValueError:  # the manifest of static files is missing: the page's own style cannot be named
        return HttpResponse(f"Something failed here. Reference {reference}.", "text/plain", status=500)


def is_api(request: HttpRequest) -> bool:
    """Whether a program asked, which reads problem+json and no page."""
    return request.path.startswith("/api/")


def _problem(status: int, title: str, detail: str) -> HttpResponse:
    return JsonResponse(problem_body(status, title, detail), status=status, content_type=MEDIA_TYPE)


class Rights:
    """What the signed-in person may do, for templates: `may.add_document`, `may.publish` and so on."""

    def __init__(self, request: HttpRequest) -> None:
        self._person = request.user

    def __getattr__(self, name: str) -> bool:
        try:
            return may(self._person, Can[name.upper()])
        except KeyError:
            raise AttributeError(name) from None


def is_demo() -> bool:
    """Whether this newsroom is a demonstration. Asked each time: `manage.py demo` may run beside a web process."""
    return bool(settings.DEMO) or (settings.IS_EMBEDDED and (settings.VAR / "demo.json").exists())


def desk_context(request: HttpRequest) -> dict[str, Any]:
    """Context of every page. The unread count is one indexed query, made only where a template shows it."""
    person = getattr(request, "user", None)
    if person is None:
        return {"desk_name": settings.DESK_NAME, "demo": is_demo()}
    return {
        "desk_name": settings.DESK_NAME,
        "demo": is_demo(),
        "may": Rights(request),
        "unread_notices": lambda: (
            person.notices.filter(read_at__isnull=True).count() if isinstance(person, User) else 0
        ),
    }
