"""API tokens: made once, shown once, kept as a hash."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from factcheck.core.audit import record
from factcheck.core.errors import Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import ApiToken, Scope, User

PREFIX_LENGTH = 12


def digest(token: str) -> str:
    """The SHA-256 under which a token is kept. A token has 256 random bits, so no salt or stretching is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_token(
    user: User, *, by: User, name: str, scopes: Iterable[Scope], expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """A new token of `user` and its clear text, which is not kept and cannot be shown again."""
    kept = sorted(set(scopes))
    if not kept:
        raise Invalid(Fault("Give the token at least one scope: read or write.", "/scopes"))
    clear = f"fcd_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        user=user, name=name, prefix=clear[:PREFIX_LENGTH], digest=digest(clear), scopes=kept, expires_at=expires_at
    )
    record(EventKind.TOKEN_MADE, by=by, about=token, data={"name": name, "scopes": kept})
    return token, clear
