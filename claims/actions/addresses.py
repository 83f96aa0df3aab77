"""Addresses that people name: only what a reader may be sent to."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from factcheck.core.errors import Fault, Invalid

LONGEST = 2000  # characters, as the columns that keep addresses
_is_url = URLValidator(schemes=["http", "https"])


def refuse_bad_url(url: str, pointer: str = "/url") -> None:
    """Raise Invalid unless an address is "" or a well-formed one of http or https."""
    try:
        if url:
            _is_url(url[:LONGEST])
    except ValidationError as error:
        words = f"{url[:100]} is no address. Use one that begins with https:// or http://."
        raise Invalid(Fault(words, pointer)) from error
    if len(url) > LONGEST:
        raise Invalid(Fault(f"The address has {len(url)} characters; {LONGEST} are kept.", pointer))
