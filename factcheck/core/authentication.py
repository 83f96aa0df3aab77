"""Who calls the API: a bearer token or the session of the pages."""

import hmac
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from factcheck.core.models import ApiToken, Scope, User
from factcheck.core.tokens import PREFIX_LENGTH, digest

if TYPE_CHECKING:
    # Importing views loads the settings, which name the classes below.
    from rest_framework.views import APIView

_SEEN_EVERY = timedelta(minutes=1)  # last use is kept to the minute, so that reading does not write each time


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer fcd_…`. A token without the write scope may only read."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        words = get_authorization_header(request).decode("latin-1").split()
        if not words or words[0].lower() != "bearer":
            return None
        if len(words) != 2:
            raise AuthenticationFailed("Send the header as: Authorization: Bearer TOKEN.")
        now = timezone.now()
        token = ApiToken.objects.select_related("user").filter(prefix=words[1][:PREFIX_LENGTH]).first()
        if token is None or not hmac.compare_digest(token.digest, digest(words[1])) or not _is_good(token, now):
            raise AuthenticationFailed("This token is not known, has expired or was revoked.")
        if token.last_used_at is None or now - token.last_used_at > _SEEN_EVERY:
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


def _is_good(token: ApiToken, now: datetime) -> bool:
    ended = token.revoked_at is not None or (token.expires_at is not None and token.expires_at <= now)
    return not ended and token.user.is_active


class ScopeAllows(BasePermission):
    """A token may only do what its scopes say; a session is not limited by this."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        if not isinstance(request.auth, ApiToken):
            return True
        needed = Scope.READ if request.method in SAFE_METHODS else Scope.WRITE
        if needed not in request.auth.scopes:
            raise PermissionDenied(f"This token lacks the scope {needed}.")
        return True
