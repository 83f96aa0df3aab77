"""var/demo.json: the address, the people and fresh tokens of the demonstration, for whoever drives it."""

import hmac
import json
from pathlib import Path
from typing import Any

from django.conf import settings

from factcheck.core.capabilities import Role
from factcheck.core.models import ApiToken, Scope, User
from factcheck.core.tokens import PREFIX_LENGTH, digest, make_token
from factcheck.env import env
from reviews.demo.people import PASSWORD, PLAYERS

TOKEN_OWNERS = {"admin": "adam", "editor": "erin", "reviewer": "ada", "second": "ben", "reader": "rita"}


def path() -> Path:
    """Where the file stands."""
    return Path(settings.VAR) / "demo.json"


def read() -> dict[str, Any]:
    """What the file holds; nothing when it is not there or cannot be read."""
    try:
        found = json.loads(path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(people: dict[str, User]) -> Path:
    """Write the file anew, keeping each token that is still valid; readable by its owner only.

    The file appears at once and whole: the running newsroom and scripts may read it at any moment.
    """
    known = read().get("tokens")
    kept = known if isinstance(known, dict) else {}
    content = {
        "base_url": env("BASE_URL", settings.SITE_URL).rstrip("/"),
        "users": [
            {
                "username": player.username,
                "password": PASSWORD,
                "role": player.role.value,
                "name": player.name,
            }
            for player in PLAYERS
        ],
        "tokens": {key: _token(kept.get(key), people[owner], by=people["adam"]) for key, owner in TOKEN_OWNERS.items()},
    }
    target = path()
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name("demo.json.new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    fresh.replace(target)
    return target


def _token(known: Any, owner: User, *, by: User) -> str:
    """The known token of `owner` while it is valid, else a new one."""
    if isinstance(known, str) and _is_valid(known, owner):
        return known
    scopes = (Scope.READ,) if owner.role == Role.READER else (Scope.READ, Scope.WRITE)
    _, clear = make_token(owner, by=by, name="Demonstration", scopes=scopes)
    return clear


def _is_valid(clear: str, owner: User) -> bool:
    token = ApiToken.objects.filter(
        user=owner, prefix=clear[:PREFIX_LENGTH], revoked_at__isnull=True, expires_at__isnull=True
    ).first()
    return token is not None and hmac.compare_digest(token.digest, digest(clear))
