"""The body of a refusal: problem+json (RFC 9457), the same from every part of the API."""

from collections.abc import Iterable
from typing import Any

from factcheck.core.errors import Fault

MEDIA_TYPE = "application/problem+json"
# RFC 9457 asks for a stable address for each type; these are relative to the installation's docs.
_TYPES = {
    400: "bad-request",
    401: "not-signed-in",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    409: "conflict",
    412: "changed-meanwhile",
    413: "too-large",
    415: "unsupported-media-type",
    422: "cannot-be-used",
    429: "too-many-requests",
    500: "our-fault",
}


def problem_body(code: int, title: str, detail: str, faults: Iterable[Fault] = ()) -> dict[str, Any]:
    """The members of a problem; `errors` only where single fields are at fault."""
    body: dict[str, Any] = {"type": f"/api/v1/problems/{_TYPES.get(code, 'error')}", "title": title, "status": code}
    body["detail"] = detail
    errors = [{"detail": fault.detail, "pointer": fault.pointer} for fault in faults]
    if errors:
        body["errors"] = errors
    return body
