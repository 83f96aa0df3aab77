"""The person behind a request."""

from django.http import HttpRequest
from rest_framework.request import Request

from factcheck.core.errors import NotAllowed
from factcheck.core.models import User


def caller(request: Request | HttpRequest) -> User:
    """The signed-in person of a request. Raises NotAllowed for an anonymous one."""
    if not isinstance(request.user, User):
        raise NotAllowed("Sign in to do this.")
    return request.user
