"""What a text names: people, as @name. Pure."""

import re

# Not inside an address of mail, and without the full stop of a sentence that ends with a name.
_NAMED = re.compile(r"(?<![\w@.+-])@([\w.+-]{1,150})")


def people_named(text: str) -> list[str]:
    """User names behind @, once each, in the order of the text."""
    return list(dict.fromkeys(name.rstrip(".+-") for name in _NAMED.findall(text) if name.rstrip(".+-")))
