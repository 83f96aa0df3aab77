"""Answers that a client or a cache may keep and ask about again (RFC 9110, section 13)."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

# A 304 carries these too, and Django's own leaves them out.
_REPEATED = ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Content-Security-Policy")


def conditional(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """Give `response` an ETag of its content, or the 304 or 412 that the request's conditions ask for.

    The tag is a hash of the bytes, so whatever the answer is made of, it changes when and only when they do.
    """
    if response.status_code != 200:
        return response
    response.headers.setdefault("ETag", quote_etag(sha256(response.content).hexdigest()[:32]))
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    if answer is None:
        return response
    for name in _REPEATED:
        if name in response:
            answer.headers.setdefault(name, response[name])
    return answer
