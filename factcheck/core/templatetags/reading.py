"""Reading what a template part is given: a model, a dataclass or a mapping from a frozen publication."""

from collections.abc import Iterable, Mapping
from typing import Any


def read(thing: object, *names: str) -> Any:
    """The first of `names` that `thing` has and that is not None, as attribute or key; else None."""
    for name in names:
        value = thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
        if value is not None:
            return value
    return None


def rows(things: object) -> list[Any]:
    """A list of what a template was given: a queryset, a related manager, any iterable, or nothing."""
    if things is None or isinstance(things, str):
        return []
    related = getattr(things, "all", None)
    if callable(related):
        things = related()
    return list(things) if isinstance(things, Iterable) else []
