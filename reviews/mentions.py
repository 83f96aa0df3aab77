"""What a text names: people, as @name. Pure."""

import re
from collections.abc import Mapping

# Not inside an address of mail, and without the full stop of a sentence that ends with a name.
_NAMED = re.compile(r"(?<![\w@.+-])@([\w.+-]{1,150})")


def people_named(text: str) -> list[str]:
    """User names behind @, once each, in the order of the text."""
    return list(dict.fromkeys(name.rstrip(".+-") for name in _NAMED.findall(text) if name.rstrip(".+-")))


def renamed(text: str, names: Mapping[str, str]) -> str:
    """The text with each name behind @ that `names` has replaced by what stands there for it, @ included."""

    def other(found: re.Match[str]) -> str:
        name = found[1].rstrip(".+-")
        return f"{names[name]}{found[1][len(name) :]}" if name in names else found[0]

    return _NAMED.sub(other, text)
