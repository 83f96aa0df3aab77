"""API tokens: made once, shown once, kept as a hash."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, NotAllowed, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import ApiToken, Scope, User
from factcheck.core.permissions import may

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


@transaction.atomic
def revoke_token(token_id: int, *, by: User) -> ApiToken:
    """End a token at once: one's own, or anybody's as an administrator.

    Raises NotAllowed for a token that is not theirs or not there, WrongState for one that is revoked already.
    """
    tokens = ApiToken.objects.select_for_update(of=("self",)).filter(pk=token_id)
    token = (tokens if may(by, Can.MANAGE_PEOPLE) else tokens.filter(user=by)).first()
    if token is None:
        raise NotAllowed(f"You have no token {token_id}.")
    if token.revoked_at is not None:
        raise WrongState(f"The token {token.name} was revoked already.")
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record(EventKind.TOKEN_REVOKED, by=by, about=token, data={"name": token.name})
    return token
