"""Somebody's entry changes: their name, role, languages, load, or whether they work here."""

import re
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from factcheck.core.audit import record
from factcheck.core.capabilities import Can, Role, roles_that
from factcheck.core.errors import Fault, Invalid, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import may, require
from reviews.actions._hand_back_all import hand_back_all
from reviews.actions._person import locked_person, words_of

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
MOST_LANGUAGES = 30
MOST_HELD = 999


@transaction.atomic
def change_person(
    username: str,
    *,
    by: User,
    name: str | None = None,
    role: Role | None = None,
    languages: Sequence[str] | None = None,
    load_limit: int | None = None,
    is_active: bool | None = None,
) -> User:
    """Change what is given, leave the rest; nothing is written when nothing differs.

    Everybody says which languages they read; the rest is for who manages people. `load_limit` is how many unfinished
    parts they hold at once, 0 leaves it to the policy. Whoever is switched off, or may assess no more, hands back
    what they have not finished. Raises WrongState when no administrator would be left, Invalid, NotAllowed, NotFound.
    """
    if (name, role, load_limit, is_active) != (None, None, None, None):
        require(by, Can.MANAGE_PEOPLE)
    # Administrators in the order of their keys before anybody else, so that two cannot each take the other's right.
    others = User.objects.filter(role__in=roles_that(Can.MANAGE_PEOPLE), is_active=True, is_service=False)
    if role is not None or is_active is not None:
        list(others.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))
    person = locked_person(username, by=by)
    if person.pk != by.pk and languages is not None:
        require(by, Can.MANAGE_PEOPLE)
    before = _shown(person)
    if name is not None:
        person.name = words_of(name, "/name", limit=200, what="Give the person a name.")
    if role is not None:
        person.role = role.value
    if languages is not None:
        person.languages = _checked_languages(languages)
    if load_limit is not None:
        person.load_limit = _checked_limit(load_limit)
    if is_active is not None:
        person.is_active = is_active
    after = _shown(person)
    changes = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if not changes:
        return person
    if not may(person, Can.MANAGE_PEOPLE) and not others.exclude(pk=person.pk).exists() and _managed(before):
        raise WrongState("Nobody would be left to manage people. Make somebody else an administrator first.")
    person.save(update_fields=["name", "role", "languages", "load_limit", "is_active"])
    record(EventKind.PERSON_CHANGED, by=by, about=person, data={"changes": changes})
    if not may(person, Can.ASSESS):
        hand_back_all(person, reason="the reviewer left" if not person.is_active else "the role changed")
    return person


def _managed(before: dict[str, Any]) -> bool:
    return bool(before["is_active"]) and Role(before["role"]) in roles_that(Can.MANAGE_PEOPLE)


def _checked_languages(given: Sequence[str]) -> list[str]:
    faults = [
        Fault(f"{code[:12]} is no language code. Use one like en, fa or ckb.", f"/languages/{at}")
        for at, code in enumerate(given)
        if not _LANGUAGE.fullmatch(code) or len(code) > 12
    ]
    if len(given) > MOST_LANGUAGES:
        faults.append(Fault(f"At most {MOST_LANGUAGES} languages are kept.", "/languages"))
    if faults:
        raise Invalid(*faults)
    return sorted(set(given))


def _checked_limit(given: int) -> int | None:
    if not 0 <= given <= MOST_HELD:
        raise Invalid(Fault(f"{given} is not between 1 and {MOST_HELD}; 0 leaves it to the policy.", "/load_limit"))
    return given or None


def _shown(person: User) -> dict[str, Any]:
    return {
        "name": person.name,
        "role": str(person.role),
        "languages": list(person.languages),
        "load_limit": person.load_limit,
        "is_active": person.is_active,
    }
