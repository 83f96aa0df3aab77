"""Addresses that people name: only what a reader may be sent to."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from factcheck.core.addresses import is_public
from factcheck.core.errors import Fault, Invalid
from factcheck.core.targets import FetchRefused, parse_target

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


def refuse_unfetchable(url: str, pointer: str = "/url") -> None:
    """Raise Invalid for an address that would never be fetched, as far as it shows without a look-up.

    What a name leads to is for the fetch to judge: an answer here would tell of the names of a private network.
    """
    refuse_bad_url(url, pointer)
    try:
        target = parse_target(url)
    except FetchRefused as error:
        raise Invalid(Fault(error.reason, pointer)) from error
    if target.address is not None and not is_public(target.address):
        raise Invalid(Fault(f"{target.host} is no public address, so it is not fetched.", pointer))
